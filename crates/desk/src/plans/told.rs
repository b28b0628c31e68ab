//! What a plan's `summary.json` says.

use std::path::Path;

use passerelle_connectivity::Costs;
use passerelle_connectivity::frame::MapFrame;
use passerelle_connectivity::lots::LotsBy;
use passerelle_connectivity::summary::{Sensitivity, Summary};
use passerelle_connectivity::works::{AreaBelow, Bought, Priority};
use passerelle_vocabulary::Position;
use serde::{Deserialize, Serialize};

use super::{AffordabilityTold, PlacesShown};
use crate::sites::ReadFile;
use crate::whole::{hash_of, name_of};

/// The file `summary.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanTold {
    /// What the plan comes to.
    #[serde(flatten)]
    pub summary: Summary,
    /// What money is to reach first.
    pub priority: Priority,
    /// What the budget buys; `None` without one.
    pub within_budget: Option<WithinBudget>,
    /// The share of each area's sites that was to come first, and where it is not reached; `None` where none was asked
    /// for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<AtLeast>,
    /// The plan made again with one price half or twice as high; `None` where it was not asked for.
    pub sensitivity: Option<Vec<Sensitivity>>,
    /// Present cost of a kilometre of line.
    pub line_per_km: f64,
    /// What each amount buys, from nothing to everything.
    pub curve: Vec<Bought>,
    /// The share of people who could pay an entry basket; `None` where `affordability` says why.
    pub affordable_share: Option<f64>,
    /// What that share rests on.
    pub affordability: AffordabilityTold,
    /// How the plan is cut into lots.
    pub lots_by: LotsBy,
    /// How many lots there are.
    pub lots: u64,
    /// Rows that were read and set aside, with the reason in the cleaning report.
    pub rows_set_aside: u64,
    /// What a map of its sites is framed by; `None` in a plan of an earlier version of the program.
    #[serde(default)]
    pub map_frame: Option<MapFrame>,
    /// The outline of its country for the eye, in rings; empty where no country was named, or the catalogue's map of the
    /// world has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<Vec<Position>>,
    /// Whether all prices are the program's defaults, whoever wrote them.
    pub default_costs: bool,
    /// How many of its prices are.
    #[serde(default)]
    pub default_prices: u64,
    /// Wall time to make it, without writing.
    pub seconds: f64,
    /// Memory that the program held at the most, in MB; 0 where the system does not tell.
    pub peak_memory_mb: f64,
    /// Prices and rules.
    pub parameters: Costs,
    /// The files that it was made of.
    pub inputs: Vec<InputFile>,
    /// How precisely its sites are shown; `None` where they are where its lists say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<PlacesShown>,
    /// The other files of its folder; empty until it is written.
    pub files: Vec<OutputFile>,
}

impl PlanTold {
    /// Whether works have years: a budget a year gives them.
    pub fn has_years(&self) -> bool {
        self.within_budget.is_some_and(|within| within.budget_per_year.is_some())
    }
}

/// A file of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What a budget buys.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WithinBudget {
    /// Present cost that may be spent; `None` where a sum of capital a year is.
    pub budget: Option<f64>,
    /// Capital that each year may spend.
    pub budget_per_year: Option<f64>,
    /// What is bought.
    pub bought: Bought,
}

/// A share of each area's sites that was to come first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtLeast {
    /// The share, 0 to 1.
    pub share: f64,
    /// Which of a site's areas, from 0 for the widest.
    pub level: usize,
    /// Areas that the budget leaves below it, the lowest first.
    pub below: Vec<AreaBelow>,
}

/// A file that a plan was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Rows or features in it; 0 where it is not one of rows.
    pub rows: u64,
}

impl InputFile {
    /// A list that was read.
    pub(crate) fn of_list(file: &ReadFile) -> Self {
        Self { name: file.name.clone(), sha256: file.sha256.clone(), rows: file.rows }
    }

    /// A file on disk, with the hash of its bytes.
    pub(crate) fn hashed(path: &Path, rows: u64) -> std::io::Result<Self> {
        Ok(Self { name: name_of(path), sha256: hash_of(path)?, rows })
    }
}
