//! What everyone may see of a plan, made once, when it is published.
//!
//! The folder that a planner made stays with the planner: the node never holds it. From its tables
//! ([`PlanTables`]) and the policy of its country ([`crate::shown::SitePolicy`]) a second folder is made, which is
//! published, hashed, verified and erased as any other:
//!
//! - where places may be exact, the folder as it is;
//! - otherwise the tables of [`connectivity::coarse`](passerelle_connectivity::coarse), the map, the drawing and the
//!   reports made of *them*, the summary with the curve that goes with them and with what it was that decided
//!   ([`PlacesShown`]), and the cleaning report in counts. A file that is not made here is not published.
//!
//! A plan that names no country is held to the strictest of the policies of all countries in whose box one of its
//! sites lies, and of the default: leaving the country out is no way past its ministry.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use passerelle_connectivity::coarse::{Grid, coarsened};
use passerelle_connectivity::frame::frame;
use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry, Position, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::stored::PlanFolder;
use super::write::CLEANING;
use super::{PlanTables, PlanTold, PlansError, WithinBudget};
use crate::shown::{Precision, SitePolicies, SitePolicy};
use crate::sites::country_boxes;

/// How precisely the sites of a plan are shown, and who decided it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacesShown {
    /// How precisely.
    pub precision: Precision,
    /// Degrees that places are rounded to.
    pub round: f64,
    /// Who decided it; `None` for the default of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Text>,
    /// When: a day as people write it; empty for the default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_on: String,
}

impl PlacesShown {
    /// Whether no site is shown by itself.
    pub fn are_areas(&self) -> bool {
        self.precision == Precision::Areas
    }

    fn of(policy: &SitePolicy) -> Self {
        Self {
            precision: policy.precision,
            round: policy.round,
            decided_by: policy.decided_by.clone(),
            decided_on: policy.decided_on.clone(),
        }
    }
}

/// Makes the files of a plan that are made of words or drawn: their names and contents.
pub type Draw = fn(&PlanTables) -> Vec<(String, Vec<u8>)>;

/// What is known where a plan is published.
#[derive(Debug, Clone)]
pub(crate) struct Publishing<'d> {
    /// The policies of all countries.
    pub policies: &'d SitePolicies,
    /// The country that the plan names; empty where it names none.
    pub country: &'d str,
    /// A folder whose files go over those of the catalogue.
    pub catalogue: Option<&'d Path>,
    /// What draws.
    pub draw: Draw,
}

/// A plan that may be published.
pub(crate) struct PublicPlan {
    /// What is published of it.
    pub(super) folder: PlanFolder,
    /// The policy that it is published under.
    pub policy: SitePolicy,
    /// The lots that are told as one.
    pub together: BTreeSet<String>,
    /// SHA-256 of the summary that it was made of, in hexadecimal.
    pub(super) made_of: String,
    /// Where its files are until they are kept.
    pub(super) made: Option<tempfile::TempDir>,
}

impl Publishing<'_> {
    /// What may be published of the plan of a folder.
    ///
    /// # Errors
    /// The folder holds no plan, or one that was made coarse already; a file cannot be written.
    pub(crate) fn of(&self, exact: &Path) -> Result<PublicPlan, PlansError> {
        let tables = PlanTables::read(exact, self.catalogue)?;
        let folder = PlanFolder::read(exact)?;
        let made_of = folder.summary_hash.clone();
        let policy = self.policy(tables.rows.sites.as_ref());
        if policy.precision == Precision::Exact {
            let together = BTreeSet::new();
            return Ok(PublicPlan { folder, policy, together, made_of, made: None });
        }
        drop(folder);
        let made = tempfile::tempdir()
            .map_err(|error| PlansError::Write { path: std::env::temp_dir(), error })?;
        let cleaning = cleaning(&exact.join(CLEANING))?;
        let (tables, together) = public(tables, &policy).map_err(|error| PlansError::Write {
            path: made.path().to_owned(),
            error: io::Error::other(error),
        })?;
        let drawn = (self.draw)(&tables);
        let drawn: Vec<(&str, &[u8])> =
            drawn.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        let write = |out: &mut BufWriter<File>| Ok(serde_json::to_writer(out, &cleaning)?);
        tables.write(made.path(), &write, &drawn)?;
        drop(tables);
        let folder = PlanFolder::read(made.path())?;
        Ok(PublicPlan { folder, policy, together, made_of, made: Some(made) })
    }

    /// The policy of a plan with these sites.
    fn policy(&self, sites: Option<&Features>) -> SitePolicy {
        if !self.country.is_empty() {
            return self.policies.of(self.country).clone();
        }
        let degrees = |name: &str| {
            let column = sites.and_then(|table| table.column(name));
            move |table: &Features, at| table.cell(at, column?).parse::<f64>().ok()
        };
        let (lat, lon) = (degrees("latitude"), degrees("longitude"));
        let places: Vec<Position> = sites
            .iter()
            .flat_map(|table| (0..table.len()).map(move |at| (*table, at)))
            .filter_map(|(table, at)| Position::new(lat(table, at)?, lon(table, at)?))
            .collect();
        let boxes = country_boxes(self.catalogue);
        let is_in = |iso3: &str| {
            // A country without a box could be anywhere.
            boxes.get(iso3).is_none_or(|frame| places.iter().any(|at| frame.contains(*at)))
        };
        self.policies.strictest(is_in)
    }
}

/// The tables of a plan as its policy lets them be seen, and the lots that are told as one.
fn public(exact: PlanTables, policy: &SitePolicy) -> Result<(PlanTables, BTreeSet<String>), Full> {
    let by_area = policy.precision == Precision::Areas;
    let within_budget = exact.told.within_budget;
    let bought = within_budget.map(|within| within.bought);
    let found = coarsened(&exact.rows, Grid::of(policy.round), by_area, bought)?;
    let within_budget = within_budget.zip(found.bought);
    let tables = PlanTables {
        told: PlanTold {
            places: Some(PlacesShown::of(policy)),
            curve: found.rows.curve.clone(),
            within_budget: within_budget.map(|(within, bought)| WithinBudget { bought, ..within }),
            lots: found.rows.lots.len() as u64,
            map_frame: frame(points(found.rows.sites.as_ref().unwrap_or(&found.rows.areas))),
            at_least: exact.told.at_least.filter(|_| !by_area),
            files: Vec::new(),
            ..exact.told
        },
        rows: found.rows,
        network: exact.network.filter(|_| !by_area),
        ..exact
    };
    Ok((tables, found.together))
}

/// The places of rows.
fn points(table: &Features) -> impl Iterator<Item = Position> + Clone {
    (0..table.len()).filter_map(|at| match table.geometry(at)? {
        Geometry::Point(place) => Some(*place),
        _ => None,
    })
}

/// What is told of cleaning without its rows: they hold coordinates as they were written.
const TOLD_OF_CLEANING: [&str; 33] = [
    "areas",
    "bytes",
    "code",
    "connected",
    "connection_unknown",
    "count",
    "country",
    "distinct_sites",
    "encoding",
    "files",
    "format",
    "groups",
    "health_facilities",
    "is_complete",
    "kilometres",
    "lines",
    "merged",
    "name",
    "network",
    "nodes",
    "official",
    "official_list",
    "outcome",
    "people",
    "points",
    "population",
    "rows",
    "schools",
    "set_aside",
    "sha256",
    "sites",
    "territory_known",
    "towers",
];

/// The report of cleaning in counts.
fn cleaning(path: &Path) -> Result<Value, PlansError> {
    let failed = |error| PlansError::File { path: path.to_owned(), error };
    let report = std::fs::read(path).map_err(failed)?;
    let report = serde_json::from_slice(&report).map_err(|error| failed(error.into()))?;
    Ok(counts(report))
}

fn counts(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let told = |name: &String| TOLD_OF_CLEANING.binary_search(&name.as_str()).is_ok();
            let members = members.into_iter().filter(|(name, _)| told(name));
            Value::Object(members.map(|(name, one)| (name, counts(one))).collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(counts).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_cleaning_counts_are_told_and_no_row() {
        assert!(TOLD_OF_CLEANING.is_sorted());
        let row =
            json!({ "file": 0, "row": 7, "code": "no-coordinates", "value": "-1.2863, 36.8" });
        let report = json!({ "sites": {
            "files": [{ "name": "a.csv", "rows": 3, "mapping": { "columns": ["lat"] }, "problems": [row] }],
            "groups": [{ "code": "no-coordinates", "outcome": "set-aside", "count": 1, "first": [row] }],
            "sites": 2, "findings": [row],
        } });
        let told = json!({ "sites": {
            "files": [{ "name": "a.csv", "rows": 3 }],
            "groups": [{ "code": "no-coordinates", "outcome": "set-aside", "count": 1 }],
            "sites": 2,
        } });
        assert_eq!(counts(report), told);
    }
}
