//! A plan by area: a circle for each, as large as it has sites, cut into how they are connected.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use passerelle_desk::plans::PlanTables;
use passerelle_desk::plans::connectivity::territory::DegreeBox;
use passerelle_vocabulary::{Features, Position};

use super::{COLOURS, Frame, WIDTH, begun, cell, margins, outlined, point};

/// The radius of the largest circle, and of the smallest.
const RADII: [f64; 2] = [44.0, 7.0];
/// Columns of areas with how many sites are connected so, in the order of [`COLOURS`].
const WAYS: [&str; 5] = ["connected_already", "fibre", "radio", "cellular", "satellite"];

/// The map; `None` where no area has a place.
pub(super) fn map(tables: &PlanTables, label: &str) -> Option<String> {
    let table = &tables.rows.areas;
    let edges = tables.told.map_frame?.edges;
    let mut areas: Vec<(usize, Position, f64)> = (0..table.len())
        .filter_map(|at| Some((at, point(table, at)?, number(table, at, "sites"))))
        .filter(|(_, place, sites)| edges.contains(*place) && *sites > 0.0)
        .collect();
    // The large ones below: a small one is seen on top of them.
    areas.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let most = areas.first()?.2;
    let half = tables.told.places.as_ref().map_or(0.0, |places| places.round / 2.0);
    let [west, south, east, north] = margins(&edges, &tables.told.outline, None);
    let frame = Frame::within(&DegreeBox {
        west: edges.west - half - west,
        south: edges.south - half - south,
        east: edges.east + half + east,
        north: edges.north + half + north,
    });
    // Circles at the edge are whole.
    let around = RADII[0] + 2.0;
    let mut svg =
        begun([-around, -around, WIDTH + 2.0 * around, frame.height + 2.0 * around], label);
    outlined(&mut svg, &frame, &tables.told.outline);
    for (at, place, sites) in areas {
        let radius = (RADII[0] * (sites / most).sqrt()).max(RADII[1]);
        let ways = WAYS.map(|way| number(table, at, way));
        circle(&mut svg, frame.at(place), radius, ways);
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn number(table: &Features, at: usize, name: &str) -> f64 {
    cell(table, at, name).parse().unwrap_or_default()
}

/// A circle cut into slices, clockwise from the top.
fn circle(svg: &mut String, (x, y): (f64, f64), radius: f64, ways: [f64; 5]) {
    let all: f64 = ways.iter().sum();
    let mut so_far = 0.0;
    for (way, (_, colour)) in ways.into_iter().zip(COLOURS).filter(|(way, _)| *way > 0.0) {
        if way >= all {
            let _ = write!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{colour}\"/>"
            );
            break;
        }
        let on = |part: f64| {
            let (sin, cos) = (part / all * TAU).sin_cos();
            (x + radius * sin, y - radius * cos)
        };
        let ((from_x, from_y), (to_x, to_y)) = (on(so_far), on(so_far + way));
        let is_large = u8::from(way * 2.0 > all);
        let _ = write!(
            svg,
            "<path fill=\"{colour}\" d=\"M{x:.1} {y:.1}L{from_x:.1} {from_y:.1}\
             A{radius:.1} {radius:.1} 0 {is_large} 1 {to_x:.1} {to_y:.1}z\"/>"
        );
        so_far += way;
    }
    let _ = write!(
        svg,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"none\" stroke=\"#fff\"/>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_cut_into_what_there_is() {
        let mut svg = String::new();
        circle(&mut svg, (10.0, 10.0), 8.0, [0.0, 1.0, 0.0, 0.0, 3.0]);
        let quarter = "<path fill=\"#00509e\" d=\"M10.0 10.0L10.0 2.0A8.0 8.0 0 0 1 18.0 10.0z\"/>";
        let rest = "<path fill=\"#e08214\" d=\"M10.0 10.0L18.0 10.0A8.0 8.0 0 1 1 10.0 2.0z\"/>";
        assert!(svg.starts_with(&format!("{quarter}{rest}")), "{svg}");
        let mut whole = String::new();
        circle(&mut whole, (10.0, 10.0), 8.0, [0.0, 0.0, 0.0, 2.0, 0.0]);
        let circle = "<circle cx=\"10.0\" cy=\"10.0\" r=\"8.0\" fill=\"#1b7837\"/>";
        assert!(whole.starts_with(circle), "{whole}");
    }
}
