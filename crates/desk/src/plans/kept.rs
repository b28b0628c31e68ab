//! Plans that were written, read again: why a site is connected as it is, and how two plans differ.

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::Features;
use serde::Serialize;
use serde_json::Value;

use super::PlansError;
use super::write::SUMMARY;
use crate::shown::Precision;

/// What a plan says of a site.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteTold {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is connected; empty where the plan does not know.
    pub technology: String,
    /// It is connected already: nothing is planned.
    pub connected_already: bool,
    /// Whether the plan tells its place rounded, and so no length or amount that follows from where it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_rounded: bool,
    /// Its present cost in the plan; `None` where that is not told.
    pub present_cost: Option<f64>,
    /// Of it, its part of lines that it shares.
    pub line_share: f64,
    /// The cheapest choice without fibre.
    pub other_technology: String,
    /// Its present cost.
    pub other_present_cost: f64,
    /// What fibre at the site would save against it, before any line is paid.
    pub fibre_saves: f64,
    /// Metres to fibre; `None` where there is none.
    pub metres_to_fibre: Option<f64>,
    /// What is known of a radio hop to it: `unchecked`, `clear`, `blocked`, `unknown`; empty where no mast is within
    /// reach, or the plan does not tell.
    pub radio_sight: String,
    /// Whether that hop needs a mast at the site.
    pub radio_mast: bool,
    /// Where it starts.
    pub radio_from: String,
    /// Its length; `None` where there is none.
    pub radio_metres: Option<f64>,
    /// Mbps that it needs; `None` where the plan does not tell.
    pub mbps_needed: Option<f64>,
    /// Whether a mobile network reaches it; `None` where the plan does not tell.
    pub is_covered: Option<bool>,
    /// Present cost of a radio hop; `None` where there is none, or where it carries less than the site needs.
    pub radio_present_cost: Option<f64>,
    /// Present cost of a mobile network; `None` as for radio.
    pub cellular_present_cost: Option<f64>,
    /// Present cost of satellite; `None` where the plan does not tell.
    pub satellite_present_cost: Option<f64>,
    /// Present cost of a kilometre of line; `None` where the plan does not tell.
    pub line_per_km: Option<f64>,
    /// ISO 4217 code of the amounts.
    pub currency: String,
}

impl SiteTold {
    /// Of the cells of a site in `sites.csv`, by the names of their columns.
    pub(super) fn of(
        cell: &dyn Fn(&str) -> String,
        line_per_km: Option<f64>,
        currency: &str,
    ) -> Self {
        let number = |name: &str| cell(name).parse::<f64>().ok();
        let amount = |name: &str| number(name).unwrap_or_default();
        Self {
            id: cell("id"),
            name: cell("name"),
            technology: cell("technology"),
            connected_already: cell("connected_already") == "true",
            is_rounded: cell("precision") == Precision::Rounded.code(),
            present_cost: number("present_cost"),
            line_share: amount("line_share"),
            other_technology: cell("other_technology"),
            other_present_cost: amount("other_present_cost"),
            fibre_saves: amount("fibre_saves"),
            metres_to_fibre: number("metres_to_fibre"),
            radio_sight: cell("radio_sight"),
            radio_mast: cell("radio_mast") == "true",
            radio_from: cell("radio_from"),
            radio_metres: number("radio_metres"),
            mbps_needed: number("mbps_needed"),
            is_covered: cell("is_covered").parse().ok(),
            radio_present_cost: number("radio_present_cost"),
            cellular_present_cost: number("cellular_present_cost"),
            satellite_present_cost: number("satellite_present_cost"),
            line_per_km,
            currency: currency.to_owned(),
        }
    }
}

/// How two plans differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// ISO 4217 code of the amounts of each.
    pub currencies: [String; 2],
    /// Figures of both, by their names in the summary.
    pub figures: Vec<(String, [Option<f64>; 2])>,
    /// Sites by technology in both: sites of both plans, by how the first and how the second connects them.
    pub switched: BTreeMap<String, u64>,
    /// Sites that the first plan alone has.
    pub only_first: u64,
    /// Sites that the second plan alone has.
    pub only_second: u64,
}

/// Figures that plans are compared by.
const FIGURES: [&str; 12] = [
    "sites",
    "connected_already",
    "present_cost",
    "present_cost_lower_bound",
    "gap_network",
    "capex",
    "opex_per_year",
    "fibre_km",
    "people_reached",
    "financing_gap",
    "energy_kwh_per_year",
    "co2e_kg_per_year",
];

/// What a plan in a folder says of a site, by its identifier or its whole name.
///
/// # Errors
/// The folder holds no plan; the plan has no such site.
pub fn explain_site(folder: &Path, asked: &str) -> Result<SiteTold, PlansError> {
    let (summary, sites) = (summary(folder)?, sites(folder)?);
    let cell = |row: usize, name: &str| {
        sites.column(name).map_or("", |column| sites.cell(row, column)).to_owned()
    };
    let is = |name: &'static str| {
        (0..sites.len()).find(|row| cell(*row, name).eq_ignore_ascii_case(asked.trim()))
    };
    let row = is("id").or_else(|| is("official_id")).or_else(|| is("name"));
    let Some(row) = row else {
        return Err(PlansError::NoSite { folder: folder.to_owned(), asked: asked.to_owned() });
    };
    let line_per_km = summary["line_per_km"].as_f64();
    Ok(SiteTold::of(&|name| cell(row, name), line_per_km, &text(&summary, "currency")))
}

/// How two plans in folders differ.
///
/// # Errors
/// A folder holds no plan.
pub fn compare_plans(first: &Path, second: &Path) -> Result<Comparison, PlansError> {
    let summaries = [summary(first)?, summary(second)?];
    let figure = |name: &&str| {
        let both = [&summaries[0], &summaries[1]].map(|summary| summary[*name].as_f64());
        ((*name).to_owned(), both)
    };
    let [ours, theirs] = [how(&sites(first)?), how(&sites(second)?)];
    let mut switched: BTreeMap<String, u64> = BTreeMap::new();
    let mut only_first = 0;
    for (id, technology) in &ours {
        match theirs.get(id) {
            Some(other) if other != technology => {
                *switched.entry(format!("{technology} → {other}")).or_default() += 1;
            }
            Some(_) => {}
            None => only_first += 1,
        }
    }
    let only_second = theirs.keys().filter(|id| !ours.contains_key(*id)).count() as u64;
    Ok(Comparison {
        currencies: [&summaries[0], &summaries[1]].map(|summary| text(summary, "currency")),
        figures: FIGURES.iter().map(figure).collect(),
        switched,
        only_first,
        only_second,
    })
}

/// How each site of a plan is connected.
fn how(sites: &Features) -> BTreeMap<String, String> {
    let columns = (sites.column("id"), sites.column("technology"));
    let (Some(id), Some(technology)) = columns else { return BTreeMap::new() };
    let of = |row| (sites.cell(row, id).to_owned(), sites.cell(row, technology).to_owned());
    (0..sites.len()).map(of).collect()
}

fn text(summary: &Value, name: &str) -> String {
    summary[name].as_str().unwrap_or_default().to_owned()
}

fn summary(folder: &Path) -> Result<Value, PlansError> {
    let path = folder.join(SUMMARY);
    let read = std::fs::read_to_string(&path);
    let text = read.map_err(|error| PlansError::File { path: path.clone(), error })?;
    serde_json::from_str(&text).map_err(|_| PlansError::NotAPlan(folder.to_owned()))
}

fn sites(folder: &Path) -> Result<Features, PlansError> {
    let path = folder.join("sites.csv");
    let file = read(&Input::path(&path), FeatureLimits::default());
    match file.report.complete && file.table.column("technology").is_some() {
        true => Ok(file.table),
        false => Err(PlansError::NotAPlan(folder.to_owned())),
    }
}
