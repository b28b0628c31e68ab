//! A plan as it may be shown where its sites may not be shown where they are.
//!
//! Where a school is can endanger those in it, and a plan tells where schools are in more ways than by their
//! coordinates: a line ends at one; its length, or what it costs, says how far that is from a network that everyone
//! knows; the mast that a hop starts from and the length of the hop cut a circle, and two circles meet in a point; a
//! ward with one school on fibre has the cost of one line. So nothing that follows from where a single site is goes
//! further than its cell of a [`Grid`]:
//!
//! | rows | what becomes of them |
//! |---|---|
//! | sites | at the middles of their cells, without lengths and what they start from, and, where fibre connects them, without amounts; none at all where sites are shown by area only |
//! | lines | straight between the middles of the cells of their ends, without their ways, lengths, amounts, and what of the network they leave; within a cell without a shape; none at all where sites are shown by area only |
//! | works (`works`) | lines with the mean amounts of [`LEAST`] of them, without lengths |
//! | areas (`areas`) | those with fewer than [`LEAST`] sites on new fibre without amounts, and as many others as it takes that a difference does not tell them; where sites are shown by area only, the widest ones at the middles of the cells that the means of their sites lie in |
//! | lots (`lots`) | those, and those without amounts as areas, as one, in the bill too; the middles of the others rounded |
//!
//! Sums of the country stay as they are, and so do bills of lots: they are put out to tender. What is not derived here is not shown: whoever adds a file to a plan decides
//! what of it is.

mod areas;
mod lots;
mod works;

use std::collections::BTreeSet;

use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry, Position};

use crate::works::Bought;
pub use lots::TOGETHER;
use works::ToldWorks;

/// Lines whose amounts are told together, at the least.
pub const LEAST: usize = 5;

/// Places that may be named: the middles of cells of so many degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    degrees: f64,
}

impl Grid {
    /// Cells of so many degrees, which are above 0.
    pub fn of(degrees: f64) -> Self {
        Self { degrees }
    }

    /// The middle of the cell that a place is in.
    pub fn middle(self, at: Position) -> Position {
        let middle = |degrees: f64, most: f64| {
            let cell = (degrees / self.degrees).floor() + 0.5;
            // As decimals are written: 0.1 × 3.5 is 0.35.
            ((cell * self.degrees * 1e6).round() / 1e6).clamp(-most, most)
        };
        Position { lat: middle(at.lat, 90.0), lon: middle(at.lon, 180.0) }
    }
}

/// A plan as rows: those of [`crate::tables`] and [`crate::lots::lot_rows`], lines with their shapes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanRows {
    /// Sites; `None` where none is shown.
    pub sites: Option<Features>,
    /// Lines; `None` where none is shown.
    pub lines: Option<Features>,
    /// Works in their order.
    pub phases: Features,
    /// Areas; with places where no site is shown.
    pub areas: Features,
    /// Lots.
    pub lots: Features,
    /// Their bill of quantities.
    pub bill: Features,
    /// What each amount buys.
    pub curve: Vec<Bought>,
}

/// A plan as it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Coarsened {
    /// Its rows.
    pub rows: PlanRows,
    /// What its budget buys, by the amounts that are told; `None` without one.
    pub bought: Option<Bought>,
    /// The lots that are told as one, [`TOGETHER`].
    pub together: BTreeSet<String>,
}

/// A plan as it may be shown, on a grid. `by_area`: without single sites and lines. `bought`: what its budget buys.
///
/// # Errors
/// More than fits.
pub fn coarsened(
    rows: &PlanRows,
    grid: Grid,
    by_area: bool,
    bought: Option<Bought>,
) -> Result<Coarsened, Full> {
    let shown = |table: &Option<Features>| table.clone().filter(|_| !by_area);
    let works = ToldWorks::new(&rows.phases, bought.map(|one| one.works as usize), by_area)?;
    let mut points: Vec<Bought> = rows.curve.iter().chain(&bought).copied().collect();
    points.sort_by_key(|point| point.works);
    let points = works.curve(&points);
    let told = |one: &Bought| points.iter().find(|point| point.works == one.works).copied();
    // What lots do not tell areas do not tell, and the other way round: each time it is more, or it is done.
    let (mut together, mut untold) =
        (BTreeSet::new(), areas::untold(&rows.areas, &BTreeSet::new()));
    loop {
        let more = lots::few(&rows.lots, &untold);
        if more.is_subset(&together) {
            break;
        }
        together.extend(more);
        untold = areas::untold(&rows.areas, &together);
    }
    let mut told_areas = areas::without(&rows.areas, &untold)?;
    if let Some(sites) = rows.sites.as_ref().filter(|_| by_area) {
        told_areas = areas::placed(&told_areas, sites, grid)?;
    }
    let told_rows = PlanRows {
        sites: shown(&rows.sites).map(|table| sites(&table, grid)).transpose()?,
        lines: shown(&rows.lines).map(|table| lines(&table, grid)).transpose()?,
        areas: told_areas,
        lots: lots::lots(&rows.lots, grid, &together)?,
        bill: lots::bill(&rows.bill, &together)?,
        curve: rows.curve.iter().filter_map(told).collect(),
        phases: works.rows,
    };
    let bought = bought.and_then(|one| told(&one));
    Ok(Coarsened { rows: told_rows, bought, together })
}

/// What tells how far a site is from something.
const DISTANCES: [&str; 7] = [
    "line_share",
    "metres_to_fibre",
    "radio_from",
    "radio_metres",
    // Whether a hop needs a mast, its price says; a mobile network reaches as far as its towers do.
    "is_covered",
    "radio_present_cost",
    "cellular_present_cost",
];
/// What follows from how far it is, where fibre connects it.
const AMOUNTS: [&str; 3] = ["capex", "opex_per_year", "present_cost"];

fn text<'t>(table: &'t Features, at: usize, name: &str) -> &'t str {
    table.column(name).map_or("", |column| table.cell(at, column))
}

fn number(table: &Features, at: usize, name: &str) -> f64 {
    text(table, at, name).parse().unwrap_or_default()
}

/// The place that a row names.
fn place(table: &Features, at: usize) -> Option<Position> {
    let degrees = |name| text(table, at, name).parse::<f64>().ok();
    Position::new(degrees("latitude")?, degrees("longitude")?)
}

/// The columns of a table without some.
fn without(table: &Features, names: &[&str]) -> Vec<String> {
    table.names().iter().filter(|name| !names.contains(&name.as_str())).cloned().collect()
}

fn sites(table: &Features, grid: Grid) -> Result<Features, Full> {
    let mut names = without(table, &DISTANCES);
    names.push("precision".to_owned());
    let mut out = Features::new(names.clone());
    for at in 0..table.len() {
        let middle = place(table, at).map(|place| grid.middle(place));
        let degrees = |of: fn(Position) -> f64| middle.map(|at| of(at).to_string());
        let on_new_fibre = text(table, at, "technology") == "fibre"
            && text(table, at, "connected_already") != "true";
        let cells = names.iter().map(|name| match name.as_str() {
            "latitude" => degrees(|at| at.lat).unwrap_or_default(),
            "longitude" => degrees(|at| at.lon).unwrap_or_default(),
            "precision" => "rounded".to_owned(),
            amount if on_new_fibre && AMOUNTS.contains(&amount) => String::new(),
            other => text(table, at, other).to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        out.push(table.row(at), cells.iter().map(String::as_str), middle.map(Geometry::Point))?;
    }
    Ok(out)
}

/// What is told of a line.
const OF_LINES: [&str; 7] =
    ["order", "year", "from_kind", "from", "to", "sites_beyond", "people_beyond"];

fn lines(table: &Features, grid: Grid) -> Result<Features, Full> {
    let mut names = OF_LINES.map(str::to_owned).to_vec();
    names.push("precision".to_owned());
    let mut out = Features::new(names);
    for at in 0..table.len() {
        // Which piece of a network a line leaves says where it begins.
        let is_within = ["site", "junction"].contains(&text(table, at, "from_kind"));
        let cells = OF_LINES.map(|name| match name {
            "from" if !is_within => "",
            name => text(table, at, name),
        });
        let mut shape = None;
        if let Some(Geometry::Lines(ways)) = table.geometry(at) {
            let ends =
                (ways.first().and_then(|way| way.first()), ways.last().and_then(|way| way.last()));
            if let (Some(first), Some(last)) = ends {
                let (first, last) = (grid.middle(*first), grid.middle(*last));
                shape = (first != last).then(|| Geometry::Lines(vec![vec![first, last]]));
            }
        }
        out.push(table.row(at), cells.into_iter().chain(["rounded"]), shape)?;
    }
    Ok(out)
}

#[cfg(test)]
#[path = "coarse/tests.rs"]
mod tests;
