//! Lots whose bills are not those of a few lines: these are told as one.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{Grid, LEAST, number, place, text};
use crate::tables::money;

/// The lot that several are told as.
pub const TOGETHER: &str = "several lots";

/// The lots that are told as one: those with fewer than [`LEAST`] sites on new fibre, those that are `untold` as areas,
/// and as many others as it takes that all of them have as many. None where there is only one.
pub(super) fn few(lots: &Features, untold: &BTreeSet<String>) -> BTreeSet<String> {
    let fibre = |at: &usize| number(lots, *at, "fibre") as usize;
    let mut all: Vec<usize> = (0..lots.len()).filter(|at| fibre(at) > 0).collect();
    all.sort_by_key(|at| (fibre(at), *at));
    let is_few = |at: &usize| fibre(at) < LEAST || untold.contains(text(lots, *at, "lot"));
    let (mut few, others): (Vec<usize>, Vec<usize>) = all.into_iter().partition(is_few);
    let mut others = others.into_iter();
    while !few.is_empty() && few.iter().map(fibre).sum::<usize>() < LEAST {
        match others.next() {
            Some(next) => few.push(next),
            None => break,
        }
    }
    let names: BTreeSet<String> = few.iter().map(|at| text(lots, *at, "lot").to_owned()).collect();
    if names.len() > 1 { names } else { BTreeSet::new() }
}

/// The rows of lots with some of them as one, the middles of the others on a grid.
pub(super) fn lots(
    table: &Features,
    grid: Grid,
    together: &BTreeSet<String>,
) -> Result<Features, Full> {
    let is_one = |at: &usize| together.contains(text(table, *at, "lot"));
    let mut out = Features::new(table.names().to_vec());
    for at in (0..table.len()).filter(|at| !is_one(at)) {
        let middle = place(table, at).map(|place| grid.middle(place));
        let cells = table.names().iter().map(|name| match (name.as_str(), middle) {
            ("latitude", Some(middle)) => middle.lat.to_string(),
            ("longitude", Some(middle)) => middle.lon.to_string(),
            ("latitude" | "longitude", None) => String::new(),
            (other, _) => text(table, at, other).to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        out.push(table.row(at), cells.iter().map(String::as_str), None)?;
    }
    let these: Vec<usize> = (0..table.len()).filter(is_one).collect();
    let Some(first) = these.first() else { return Ok(out) };
    let sum = |name: &str| these.iter().map(|at| number(table, *at, name)).sum::<f64>();
    let years = |name: &str| {
        let years = these.iter().filter_map(|at| text(table, *at, name).parse::<u32>().ok());
        years.collect::<BTreeSet<u32>>()
    };
    let year = |year: Option<&u32>| year.map(u32::to_string).unwrap_or_default();
    let cells = table.names().iter().map(|name| match name.as_str() {
        "lot" => TOGETHER.to_owned(),
        "kind" => "together".to_owned(),
        "latitude" | "longitude" => String::new(),
        "first_year" => year(years("first_year").first()),
        "last_year" => year(years("last_year").last()),
        "currency" => text(table, *first, "currency").to_owned(),
        "fibre_km" => format!("{:.3}", sum("fibre_km")),
        amount @ ("capex" | "opex_per_year" | "present_cost") => money(sum(amount)),
        count => sum(count).to_string(),
    });
    let cells: Vec<String> = cells.collect();
    out.push(table.row(*first), cells.iter().map(String::as_str), None)?;
    Ok(out)
}

/// The bill with some of its lots as one: what is of one year, item and technology is one line.
pub(super) fn bill(table: &Features, together: &BTreeSet<String>) -> Result<Features, Full> {
    let is_one = |at: usize| together.contains(text(table, at, "lot"));
    let mut lines: BTreeMap<[&str; 4], Vec<usize>> = BTreeMap::new();
    for at in (0..table.len()).filter(|at| is_one(*at)) {
        let key = ["year", "item", "technology", "paid"].map(|name| text(table, at, name));
        lines.entry(key).or_default().push(at);
    }
    let mut out = Features::new(table.names().to_vec());
    for at in (0..table.len()).filter(|at| !is_one(*at)) {
        let cells = (0..table.names().len()).map(|column| table.cell(at, column));
        out.push(table.row(at), cells, None)?;
    }
    for these in lines.into_values() {
        let sum = |name: &str| these.iter().map(|at| number(table, *at, name)).sum::<f64>();
        let cells = table.names().iter().map(|name| match name.as_str() {
            "lot" => TOGETHER.to_owned(),
            "quantity" => format!("{:.3}", sum("quantity")),
            "amount" => money(sum("amount")),
            other => text(table, these[0], other).to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        out.push(table.row(these[0]), cells.iter().map(String::as_str), None)?;
    }
    Ok(out)
}
