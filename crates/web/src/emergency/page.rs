//! The page to print: one file of HTML that refers to no other, without a script.

use std::fmt::Write as _;

use askama::Template;
use passerelle_desk::emergency::Emergency;
use passerelle_desk::emergency::room::State;
use passerelle_desk::plans::connectivity::Position;
use passerelle_vocabulary::Geometry;

use super::Told;
use crate::plan::drawing::{Frame, WIDTH, escape, way};
use crate::words::Words;

/// The look of the page.
const STYLE: &str = concat!(
    include_str!("../../templates/kit/style.css"),
    include_str!("../../templates/printed/sheet.css"),
    include_str!("../../templates/emergency/style.css")
);
/// Marks of one kind on the map, at the most.
const MOST_MARKS: usize = 3_000;
/// Actions with their number on the map, at the most.
const MOST_NUMBERS: usize = 60;

#[derive(Template)]
#[template(path = "emergency/page.html")]
struct Page<'a> {
    w: &'a Words,
    style: &'static str,
    told: &'a Told,
    map: Option<String>,
}

/// The page of an answer.
///
/// # Errors
/// The template failed, which it does not.
pub fn page(w: &Words, told: &Told, found: &Emergency) -> Result<String, askama::Error> {
    let map = map(found, &w.t("emergency-map"));
    Page { w, style: STYLE, told, map }.render()
}

/// The area and all that is cut, the lines that stand, and where to do what. Across the antimeridian, western longitudes
/// go on past 180.
fn map(found: &Emergency, label: &str) -> Option<String> {
    let past = found.told.area.past_antimeridian;
    let turned = |at: Position| match past && at.lon < 0.0 {
        true => Position { lon: at.lon + 360.0, ..at },
        false => at,
    };
    let rings: Vec<Vec<Position>> = found
        .area
        .iter()
        .flat_map(|shape| match shape {
            Geometry::Polygons(polygons) => polygons.iter().flatten().cloned().collect(),
            _ => Vec::new(),
        })
        .map(|ring: Vec<Position>| ring.into_iter().map(turned).collect())
        .collect();
    let cut_sites = || {
        let all = found.sites.iter().zip(&found.cut.sites).filter(|(_, state)| state.is_cut());
        all.map(|(site, state)| (turned(site.position), *state))
    };
    let links = found.relief.actions.iter().flat_map(|action| [Some(action.at), action.from]);
    let broken = found.cut.pieces.iter().filter(|piece| piece.metres_within > 0.0);
    let shown = links.flatten().chain(broken.flat_map(|piece| piece.way.iter().copied()));
    let shown = shown.map(turned).chain(cut_sites().map(|(at, _)| at));
    let frame = Frame::of(rings.iter().flatten().copied().chain(shown))?;
    let margin = WIDTH * 0.04;
    let mut svg = format!(
        "<svg viewBox=\"-{margin:.0} -{margin:.0} {:.0} {:.0}\" role=\"img\" aria-label=\"{}\">",
        WIDTH + 2.0 * margin,
        frame.height + 2.0 * margin,
        escape(label)
    );
    svg.push_str("<path class=\"area\" d=\"");
    for ring in &rings {
        way(&mut svg, &frame, ring);
        svg.push('Z');
    }
    svg.push_str("\"/>");
    for (state, class) in
        [(State::Standing, "standing"), (State::CutOff, "off"), (State::InArea, "within")]
    {
        let _ = write!(svg, "<path class=\"{class}\" d=\"");
        for piece in found.cut.pieces.iter().filter(|piece| piece.state == state) {
            let places: Vec<Position> = piece.way.iter().map(|at| turned(*at)).collect();
            way(&mut svg, &frame, &places);
        }
        svg.push_str("\"/>");
    }
    for (at, state) in cut_sites().take(MOST_MARKS) {
        let (x, y) = frame.at(at);
        let class = if state == State::InArea { "in" } else { "out" };
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
    }
    for (action, order) in found.relief.actions.iter().zip(1..).take(MOST_NUMBERS) {
        let (x, y) = frame.at(turned(action.at));
        if let Some(from) = action.from {
            svg.push_str("<path class=\"hop\" d=\"");
            way(&mut svg, &frame, &[turned(from), turned(action.at)]);
            svg.push_str("\"/>");
        }
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{:.1}\">{order}</text>", x + 6.0, y - 5.0);
    }
    svg.push_str("</svg>");
    Some(svg)
}
