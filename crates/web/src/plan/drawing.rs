//! Drawings of a plan without a script: where which technology is, the lines to build, and the curve of what
//! each amount buys. They say nothing that the tables beside them do not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use passerelle_desk::plans::MadePlan;
use passerelle_desk::plans::connectivity::Position;
use passerelle_desk::plans::connectivity::frame::MapFrame;
use passerelle_desk::plans::connectivity::territory::DegreeBox;
use passerelle_desk::plans::connectivity::works::Bought;

/// Width of the drawings, in units of the drawing.
pub(crate) const WIDTH: f64 = 720.0;
/// The longer side of the map has this many cells: each shows how most of its sites are connected.
const CELLS: f64 = 160.0;
/// Lines of the map, at the most: the longest ones. All of them are in the file of lines.
const MOST_LINES: usize = 4_000;

/// Degrees to units of the drawing: as far east as north at the middle of the map.
pub(crate) struct Frame {
    west: f64,
    /// Longitude of the middle: every place is drawn on that side of the Earth on which it is nearer to it.
    middle: f64,
    north: f64,
    east_scale: f64,
    scale: f64,
    pub(crate) height: f64,
}

impl Frame {
    /// Around all of these.
    pub(crate) fn of(places: impl Iterator<Item = Position>) -> Option<Self> {
        let mut sides: Option<[f64; 4]> = None;
        for Position { lat, lon } in places {
            let [west, east, south, north] = sides.unwrap_or([lon, lon, lat, lat]);
            sides = Some([west.min(lon), east.max(lon), south.min(lat), north.max(lat)]);
        }
        let [west, east, south, north] = sides?;
        Some(Self::between([west, east, south, north]))
    }

    /// Between these edges.
    pub(crate) fn within(edges: &DegreeBox) -> Self {
        let DegreeBox { west, south, east, north } = *edges;
        Self::between([west, if east < west { east + 360.0 } else { east }, south, north])
    }

    fn between([west, east, south, north]: [f64; 4]) -> Self {
        let east_scale = ((south + north) / 2.0).to_radians().cos().max(0.01);
        // A single place has a frame too.
        let (wide, high) = (((east - west) * east_scale).max(0.01), (north - south).max(0.01));
        // Not taller than it is wide.
        let scale = (WIDTH / wide).min(WIDTH / high);
        let middle = (west + east) / 2.0;
        Self { west, middle, north, east_scale, scale, height: high * scale + 2.0 }
    }

    pub(crate) fn at(&self, place: Position) -> (f64, f64) {
        let around = ((place.lon - self.middle) / 360.0).round() * 360.0;
        let x = (place.lon - around - self.west) * self.east_scale * self.scale;
        (x, (self.north - place.lat) * self.scale)
    }

    /// Whether a part of a way may be seen.
    fn shows(&self, path: &[Position]) -> bool {
        let mut sides = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
        for (x, y) in path.iter().map(|place| self.at(*place)) {
            let [left, right, top, bottom] = sides;
            sides = [left.min(x), right.max(x), top.min(y), bottom.max(y)];
        }
        let [left, right, top, bottom] = sides;
        left <= WIDTH && right >= 0.0 && top <= self.height && bottom >= 0.0
    }
}

/// How squares and lines are drawn, by what they are. The same colours are in the style of the report and of
/// pages: here they stand beside what they colour, so that the drawing is whole as a file.
const COLOURS: [(&str, &str); 5] = [
    ("already", "#b9b9b9"),
    ("fibre", "#00509e"),
    ("radio", "#7b3294"),
    ("cellular", "#1b7837"),
    ("satellite", "#e08214"),
];

/// The map of a plan as SVG: squares coloured by how most of their sites are connected, and the lines to build. What
/// lies beyond its frame is not drawn.
pub fn map(made: &MadePlan, label: &str) -> Option<String> {
    let MapFrame { edges, .. } = made.told.map_frame?;
    let frame = Frame::within(&edges);
    let cell = WIDTH / CELLS;
    let mut cells: BTreeMap<(i64, i64), BTreeMap<&'static str, u32>> = BTreeMap::new();
    let planned = made.sites.iter().zip(&made.plan.sites);
    for (site, planned) in planned.filter(|(site, _)| edges.contains(site.position)) {
        let (x, y) = frame.at(site.position);
        let how = planned.choice.map_or("already", |choice| choice.technology.code());
        let at = ((x / cell).floor() as i64, (y / cell).floor() as i64);
        *cells.entry(at).or_default().entry(how).or_default() += 1;
    }
    let height = frame.height.max(cell + 2.0);
    let width = WIDTH + cell;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-label=\"{}\"><path fill=\"#fafafa\" d=\"M0 0H{width:.0}V{height:.0}H0z\"/>",
        escape(label)
    );
    for (technology, colour) in COLOURS {
        let most = |ways: &BTreeMap<&'static str, u32>| {
            ways.iter().max_by_key(|(_, count)| **count).is_some_and(|(way, _)| *way == technology)
        };
        let mut squares = cells.iter().filter(|(_, ways)| most(ways)).peekable();
        if squares.peek().is_none() {
            continue;
        }
        let _ = write!(svg, "<path fill=\"{colour}\" d=\"");
        for ((x, y), _) in squares {
            let (x, y) = (*x as f64 * cell, *y as f64 * cell);
            let _ = write!(svg, "M{x:.1} {y:.1}h{cell:.1}v{cell:.1}h-{cell:.1}z");
        }
        svg.push_str("\"/>");
    }
    svg.push_str(
        "<path fill=\"none\" stroke=\"#1b1b1b\" stroke-width=\"1.6\" opacity=\".55\" d=\"",
    );
    let usable = made.network.lines.iter().filter(|line| line.status.is_usable());
    for line in usable.filter(|line| frame.shows(&line.path)) {
        way(&mut svg, &frame, &line.path);
    }
    svg.push_str("\"/>");
    let mut lines: Vec<_> = made.plan.lines.iter().enumerate().collect();
    lines.sort_by(|(_, a), (_, b)| b.metres.total_cmp(&a.metres));
    svg.push_str("<path fill=\"none\" stroke=\"#1b1b1b\" stroke-width=\".8\" d=\"");
    let ways = lines.into_iter().map(|(number, _)| made.plan.way(number));
    for path in ways.filter(|path| frame.shows(path)).take(MOST_LINES) {
        way(&mut svg, &frame, &path);
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

/// A way, without points that are too near to the one before to be seen.
pub(crate) fn way(svg: &mut String, frame: &Frame, path: &[Position]) {
    let mut last: Option<(f64, f64)> = None;
    for (at, place) in path.iter().enumerate() {
        let (x, y) = frame.at(*place);
        let is_end = at + 1 == path.len();
        if last.is_some_and(|(lx, ly)| !is_end && (x - lx).abs() + (y - ly).abs() < 1.0) {
            continue;
        }
        let _ = write!(svg, "{}{x:.1} {y:.1}", if last.is_none() { 'M' } else { 'L' });
        last = Some((x, y));
    }
}

/// The curve of what each amount buys, as SVG: people over present cost.
pub fn curve(points: &[Bought], label: &str) -> Option<String> {
    let all = points.last().filter(|all| all.people > 0.0 && all.outlay.present > 0.0)?;
    let (width, height) = (WIDTH, 240.0);
    let mut path = format!("M0 {height:.1}");
    for one in points {
        let x = one.outlay.present / all.outlay.present * width;
        let y = height - one.people / all.people * height;
        let _ = write!(path, "L{x:.1} {y:.1}");
    }
    Some(format!(
        "<svg viewBox=\"-2 -2 {:.0} {:.0}\" role=\"img\" aria-label=\"{}\"><path class=\"c-axis axis\" \
         d=\"M0 0V{height}H{width}\"/><path class=\"c-line curve\" d=\"{path}\"/></svg>",
        width + 4.0,
        height + 4.0,
        escape(label)
    ))
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
