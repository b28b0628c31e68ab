//! Drawings of a plan without a script: where which technology is, the lines to build, and the curve of what
//! each amount buys. They say nothing that the tables beside them do not.

mod areas;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use passerelle_desk::plans::PlanTables;
use passerelle_desk::plans::connectivity::frame::MapFrame;
use passerelle_desk::plans::connectivity::territory::DegreeBox;
use passerelle_desk::plans::connectivity::works::Bought;
use passerelle_vocabulary::{Features, Geometry, Position};

/// Width of the drawings, in units of the drawing.
pub(crate) const WIDTH: f64 = 720.0;
/// The longer side of the map has this many cells: each shows how most of its sites are connected.
const CELLS: f64 = 160.0;
/// Lines of the map, at the most: the longest ones. All of them are in the file of lines.
const MOST_LINES: usize = 4_000;

/// How far beyond the sites the outline of their country is drawn, as a part of what they take.
const MARGIN: f64 = 0.15;

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

    /// Width and height of a cell of so many degrees.
    fn cell(&self, degrees: f64) -> (f64, f64) {
        (degrees * self.east_scale * self.scale, degrees * self.scale)
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

/// The map of a plan as SVG: of its sites and lines or, where those are not shown by themselves, of its areas. What lies
/// beyond its frame is not drawn; `None` where nothing has a place.
pub fn map(tables: &PlanTables, label: &str) -> Option<String> {
    match &tables.rows.sites {
        Some(_) => map_of_sites(tables, label),
        None => areas::map(tables, label),
    }
}

/// Squares coloured by how most of their sites are connected, and the lines to build. Where places are rounded, squares
/// are the cells that they are rounded to.
fn map_of_sites(tables: &PlanTables, label: &str) -> Option<String> {
    let (sites, lines) = (tables.rows.sites.as_ref()?, tables.rows.lines.as_ref()?);
    let rounded = tables.told.places.as_ref().map(|places| places.round);
    let MapFrame { edges, .. } = tables.told.map_frame?;
    // The whole of the outermost cells.
    let half = rounded.unwrap_or_default() / 2.0;
    let [west, south, east, north] = margins(&edges, &tables.told.outline, rounded);
    let frame = Frame::within(&DegreeBox {
        west: edges.west - half - west,
        south: edges.south - half - south,
        east: edges.east + half + east,
        north: edges.north + half + north,
    });
    let square = WIDTH / CELLS;
    let (wide, high) = match rounded {
        Some(degrees) => frame.cell(degrees),
        None => (square, square),
    };
    let mut cells: BTreeMap<(i64, i64), BTreeMap<&str, u32>> = BTreeMap::new();
    for at in 0..sites.len() {
        let place = point(sites, at).filter(|place| edges.contains(*place));
        let Some(place) = place else { continue };
        let (x, y) = frame.at(place);
        let cell = ((x / wide).floor() as i64, (y / high).floor() as i64);
        *cells.entry(cell).or_default().entry(how(sites, at)).or_default() += 1;
    }
    let (width, height) = match rounded {
        Some(_) => (WIDTH, frame.height),
        None => (WIDTH + square, frame.height.max(square + 2.0)),
    };
    let mut svg = begun([0.0, 0.0, width, height], label);
    outlined(&mut svg, &frame, &tables.told.outline);
    for (technology, colour) in COLOURS {
        let most = |ways: &BTreeMap<&str, u32>| {
            ways.iter().max_by_key(|(_, count)| **count).is_some_and(|(way, _)| *way == technology)
        };
        let mut squares = cells.iter().filter(|(_, ways)| most(ways)).peekable();
        if squares.peek().is_none() {
            continue;
        }
        let _ = write!(svg, "<path fill=\"{colour}\" d=\"");
        for ((x, y), _) in squares {
            let (x, y) = (*x as f64 * wide, *y as f64 * high);
            let _ = write!(svg, "M{x:.1} {y:.1}h{wide:.1}v{high:.1}h-{wide:.1}z");
        }
        svg.push_str("\"/>");
    }
    svg.push_str(
        "<path fill=\"none\" stroke=\"#1b1b1b\" stroke-width=\"1.6\" opacity=\".55\" d=\"",
    );
    let network =
        tables.network.iter().flat_map(|table| (0..table.len()).map(move |at| (table, at)));
    for (table, at) in network.filter(|(table, at)| is_usable(table, *at)) {
        let seen = ways(table, at).iter().filter(|path| frame.shows(path));
        seen.for_each(|path| way(&mut svg, &frame, path));
    }
    svg.push_str("\"/>");
    let mut lines: Vec<&Vec<Position>> = (0..lines.len()).flat_map(|at| ways(lines, at)).collect();
    let length =
        |path: &[Position]| path.windows(2).map(|two| two[0].distance(two[1])).sum::<f64>();
    lines.sort_by(|a, b| length(b).total_cmp(&length(a)));
    svg.push_str("<path fill=\"none\" stroke=\"#1b1b1b\" stroke-width=\".8\" d=\"");
    let seen = lines.into_iter().filter(|path| frame.shows(path));
    seen.take(MOST_LINES).for_each(|path| way(&mut svg, &frame, path));
    svg.push_str("\"/></svg>");
    Some(svg)
}

/// A drawing with its ground: left, top, width and height of what is seen.
fn begun([left, top, width, height]: [f64; 4], label: &str) -> String {
    format!(
        "<svg viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\
         <path fill=\"#fafafa\" d=\"M{left:.0} {top:.0}h{width:.0}v{height:.0}h-{width:.0}z\"/>",
        escape(label)
    )
}

/// The country around what is drawn.
fn outlined(svg: &mut String, frame: &Frame, outline: &[Vec<Position>]) {
    if !outline.is_empty() {
        svg.push_str("<path fill=\"#fff\" stroke=\"#8a8a8a\" d=\"");
        outline.iter().for_each(|ring| way(svg, frame, ring));
        svg.push_str("\"/>");
    }
}

/// How much of its country is drawn around the sites, in degrees to the west, the south, the east and the north: up to
/// its outline, and no more than a part of what the sites take. Whole cells, where squares are cells.
fn margins(edges: &DegreeBox, outline: &[Vec<Position>], cell: Option<f64>) -> [f64; 4] {
    let places = || outline.iter().flatten();
    // Across the antimeridian degrees are not what they seem, and a map without its margin is whole.
    if outline.is_empty() || edges.east < edges.west {
        return [0.0; 4];
    }
    let least = |of: fn(&Position) -> f64| places().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Position) -> f64| places().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (wide, high) = (edges.east - edges.west, edges.north - edges.south);
    let margin = |beyond: f64, side: f64| {
        let kept = beyond.clamp(0.0, side * MARGIN);
        cell.map_or(kept, |cell| (kept / cell).ceil() * cell)
    };
    [
        margin(edges.west - least(|at| at.lon), wide),
        margin(edges.south - least(|at| at.lat), high),
        margin(most(|at| at.lon) - edges.east, wide),
        margin(most(|at| at.lat) - edges.north, high),
    ]
}

fn point(table: &Features, at: usize) -> Option<Position> {
    match table.geometry(at)? {
        Geometry::Point(place) => Some(*place),
        _ => None,
    }
}

fn ways(table: &Features, at: usize) -> &[Vec<Position>] {
    match table.geometry(at) {
        Some(Geometry::Lines(ways)) => ways,
        _ => &[],
    }
}

fn cell<'t>(table: &'t Features, at: usize, name: &str) -> &'t str {
    table.column(name).map_or("", |column| table.cell(at, column))
}

/// How a site is connected, as its colour is called.
fn how(sites: &Features, at: usize) -> &str {
    match cell(sites, at, "connected_already") {
        "true" => "already",
        _ => cell(sites, at, "technology"),
    }
}

/// Whether a part of a network is used, or is not said not to be.
fn is_usable(network: &Features, at: usize) -> bool {
    matches!(cell(network, at, "status"), "operational" | "")
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
