//! The room's nouns as rows, to be written in a foreign format: with names of columns that are read again.

use std::fmt::Write as _;

use passerelle_vocabulary::features::{CellKind, Full};
use passerelle_vocabulary::{Features, Geometry};

use crate::network::{Line, LineStatus, Network, Node};
use crate::site::{Power, Site, Technology};

/// Columns of areas.
const AREAS: usize = 6;

/// Columns of the room's tables whose cells are numbers.
const NUMBERS: [&str; 24] = [
    "latitude",
    "longitude",
    "people",
    "mbps",
    "mbps_needed",
    "order",
    "year",
    "metres",
    "metres_within",
    "trench_metres",
    "capex",
    "opex_per_year",
    "present_cost",
    "line_share",
    "other_present_cost",
    "radio_present_cost",
    "cellular_present_cost",
    "satellite_present_cost",
    "fibre_saves",
    "metres_to_fibre",
    "radio_metres",
    "kwh_per_year",
    "sites_beyond",
    "people_beyond",
];
/// Those whose cells are `true` or `false`.
const YES_NO: [&str; 5] =
    ["is_connected", "connected_already", "coverage_4g", "radio_mast", "is_covered"];

/// What the cells of a column of the room's tables are, by its name. What is not known is text: identifiers, names and
/// codes among it, whatever they look like.
pub fn kind_of_column(name: &str) -> CellKind {
    match name {
        name if NUMBERS.contains(&name) => CellKind::Number,
        name if YES_NO.contains(&name) => CellKind::YesNo,
        _ => CellKind::Text,
    }
}

/// A source of electricity as files hold it.
pub fn code_of_power(power: Power) -> &'static str {
    match power {
        Power::Grid => "grid",
        Power::Solar => "solar",
        Power::Generator => "generator",
        Power::Some => "some",
        Power::None => "none",
    }
}

fn code_of_status(status: LineStatus) -> &'static str {
    match status {
        LineStatus::Operational => "operational",
        LineStatus::Planned => "planned",
        LineStatus::Closed => "closed",
        LineStatus::Unknown => "",
    }
}

/// Sites as rows, each with its place as a shape and as two columns. `files`: names of the files that they were
/// read from.
///
/// # Errors
/// More than fits.
pub fn table_of_sites(sites: &[Site], files: &[String]) -> Result<Features, Full> {
    let widest = widest(sites);
    let mut names = site_columns(widest);
    names.extend(
        [
            "people",
            "power_source",
            "is_connected",
            "technology",
            "mbps",
            "contract",
            "coverage_4g",
            "surveyed",
            "origin",
        ]
        .map(str::to_owned),
    );
    let mut table = Features::new(names);
    for (at, site) in sites.iter().enumerate() {
        let row = u32::try_from(at + 2).unwrap_or(u32::MAX);
        let cells = cells_of_site(site, files, widest);
        let point = Geometry::Point(site.position);
        table.push(row, cells.iter().map(String::as_str), Some(point))?;
    }
    Ok(table)
}

/// How many areas a site of a list tells, at the most, as columns.
pub(crate) fn widest(sites: &[Site]) -> usize {
    sites.iter().map(|site| site.areas.len()).max().unwrap_or(0).min(AREAS)
}

/// The columns that say which site it is and where.
pub(crate) fn site_columns(widest: usize) -> Vec<String> {
    let first = ["id", "official_id", "name", "kind", "level", "latitude", "longitude"];
    let areas = (1..=widest).map(|level| format!("area_{level}"));
    first.into_iter().map(str::to_owned).chain(areas).collect()
}

/// The cells of [`site_columns`].
pub(crate) fn site_cells(site: &Site, widest: usize) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let first = [
        site.id.clone(),
        text(&site.official_id),
        site.name.clone(),
        site.kind.code().to_owned(),
        text(&site.level),
        site.position.lat.to_string(),
        site.position.lon.to_string(),
    ];
    let areas = (0..widest).map(|level| site.areas.get(level).cloned().unwrap_or_default());
    first.into_iter().chain(areas).collect()
}

/// The rows that a site was read from: `schools.csv:12; clinics.csv:7`.
pub fn origins(site: &Site, files: &[String]) -> String {
    let mut text = String::new();
    for origin in &site.origins {
        let file = files.get(origin.file as usize).map_or("", String::as_str);
        let between = if text.is_empty() { "" } else { "; " };
        // Writing to a text does not fail.
        let _ = write!(text, "{between}{file}:{}", origin.row);
    }
    text
}

fn cells_of_site(site: &Site, files: &[String], widest: usize) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let yes = |yes: Option<bool>| yes.map(|yes| yes.to_string()).unwrap_or_default();
    let connection = site.connection.clone().unwrap_or_default();
    let mut cells = site_cells(site, widest);
    cells.extend([
        number(site.people),
        site.power.map(code_of_power).unwrap_or_default().to_owned(),
        yes(site.is_connected),
        connection.technology.map(Technology::code).unwrap_or_default().to_owned(),
        number(connection.mbps),
        text(&connection.contract),
        yes(site.is_covered),
        text(&site.surveyed),
        origins(site, files),
    ]);
    cells
}

/// Nodes and lines as rows with their shapes.
///
/// # Errors
/// More than fits.
pub fn table_of_network(network: &Network, files: &[String]) -> Result<Features, Full> {
    let names = ["id", "name", "status", "operator_name", "origin"].map(str::to_owned).to_vec();
    let mut table = Features::new(names);
    let mut row = 1;
    let mut push = |cells: [&str; 4], origin: crate::Origin, shape: Geometry| {
        let file = files.get(origin.file as usize).map_or("", String::as_str);
        let origin = format!("{file}:{}", origin.row);
        row += 1;
        table.push(row, cells.into_iter().chain([origin.as_str()]), Some(shape))
    };
    for Node { id, name, position, status, operator, origin } in &network.nodes {
        push([id, name, code_of_status(*status), operator], *origin, Geometry::Point(*position))?;
    }
    for Line { id, name, path, status, operator, origin } in &network.lines {
        let shape = Geometry::Lines(vec![path.clone()]);
        push([id, name, code_of_status(*status), operator], *origin, shape)?;
    }
    Ok(table)
}
