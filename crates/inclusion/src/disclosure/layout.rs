//! How a table lies in its file, and how figures are published: the parts of a policy that are about the
//! data.
//!
//! ```toml
//! [table]                       # where each thing is; without it, columns of the usual names
//! measure = "amount"            # count (how many there are) | amount (how much there is)
//! value = "turnover"
//! count = "firms"               # contributors of each cell
//! largest = ["x1", "x2"]        # the largest contributions
//! dimensions = ["region", "activity"]
//!
//! [hierarchy.region]            # a total, and its parts
//! Total = ["north", "south"]
//! north = ["n1", "n2"]
//!
//! [[grouping]]                  # another way of grouping the codes of a dimension
//! dimension = "region"
//! parts = { Total = ["coast", "inland"], coast = ["n1", "s1"] }
//!
//! [figures]                     # files of figures with n and standard errors
//! bands = [0, 1, 25, 50, 100]   # n is published as the first number of its band
//! percent_decimals = 1
//! error_digits = 2
//!
//! [[index]]                     # an index that is published beside its components
//! indicator = "inclusion_index"
//! mean = "arithmetic"
//! least_width = 5
//! weights = { internet_users = 0.5, smartphone_owners = 0.5 }
//! ```
//!
//! [`lay`](super::laid::lay) turns the columns of a file into tables.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Finding, Text};
use serde::{Deserialize, Serialize};

use super::components::MeanKind;
use super::precision::CountBands;
use super::table::{Absent, Measure};

/// Why a choice of a policy is as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// The field: `threshold.minimum`.
    pub choice: String,
    /// Why.
    pub reason: Text,
    /// Where that is from; empty where it is our own choice.
    #[serde(default)]
    pub source: String,
}

/// Where each thing is in a file of cells or records.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableLayout {
    /// What the values are.
    pub measure: Measure,
    /// Whether the rows are records (a person, a firm), to be tabulated.
    pub records: bool,
    /// Columns of the dimensions. Without them: of cells every column that is nothing else; of records
    /// those that have a hierarchy.
    pub dimensions: Vec<String>,
    /// Column of the values; `value`.
    pub value: Option<String>,
    /// Of cells, column of the number of contributors; `n`, `count` or `contributors`. Of a table that
    /// counts without weights, the value itself.
    pub count: Option<String>,
    /// Of cells, column of the sum of the contributors' weights; `weighted_count`.
    pub weighted_count: Option<String>,
    /// Of cells, columns of the largest contributions; `largest_1`, `largest_2`….
    pub largest: Vec<String>,
    /// Of records, column of their weights; without it each counts once.
    pub weight: Option<String>,
    /// Column of the keys (from 0 to 1) of records or cells, for cell-key perturbation; records without
    /// one have a key that the policy's seed and their row decide.
    pub key: Option<String>,
    /// Of cells, what a combination of codes that is not given means.
    pub absent: Absent,
}

/// How figures with standard errors are published.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiguresRule {
    /// Where each band of n begins: n is published as the first number of its band. None: not at all.
    pub bands: Option<CountBands>,
    /// Decimals of percentages; all that there are without it.
    pub percent_decimals: Option<u8>,
    /// Significant digits of standard errors; all that there are without it.
    pub error_digits: Option<u8>,
    /// Between what an attacker takes a design effect to be; 0.5 and 4.
    pub assumed_design_effect: Option<(f64, f64)>,
}

impl FiguresRule {
    pub(super) fn check(&self, findings: &mut Vec<Finding>) {
        if let Some(bands) = &self.bands
            && !bands.is_sound()
        {
            let written: Vec<String> = bands.from.iter().map(u64::to_string).collect();
            findings.push(Finding::new("figures.bands", "bands-not-sound", written.join(", ")));
        }
        let digits = [
            ("figures.percent_decimals", self.percent_decimals, 0..=9),
            ("figures.error_digits", self.error_digits, 1..=9),
        ];
        for (field, found, range) in digits {
            if let Some(found) = found.filter(|found| !range.contains(found)) {
                findings.push(Finding::new(field, "digits-out-of-range", found));
            }
        }
        if let Some((low, high)) = self.assumed_design_effect
            && !(low > 0.0 && high >= low && high.is_finite())
        {
            let found = format!("{low}, {high}");
            findings.push(Finding::new("figures.assumed_design_effect", "no-protection", found));
        }
    }
}

/// An index that is published beside its components.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexRule {
    /// Code of the index.
    pub indicator: String,
    /// How it is made.
    pub mean: MeanKind,
    /// Its components (codes of indicators) with their weights.
    pub weights: BTreeMap<String, f64>,
    /// The least and greatest value that a component can have.
    #[serde(default = "percent")]
    pub range: (f64, f64),
    /// How wide what an attacker knows of a hidden component must be; in the components' unit.
    pub least_width: f64,
}

fn percent() -> (f64, f64) {
    (0.0, 100.0)
}

impl IndexRule {
    pub(super) fn check(&self, at: usize, findings: &mut Vec<Finding>) {
        let wrong = |value: &f64| !(value.is_finite() && *value > 0.0);
        for (code, weight) in self.weights.iter().filter(|(_, weight)| wrong(weight)) {
            let field = format!("index.{at}.weights.{code}");
            findings.push(Finding::new(field, "weight-out-of-range", weight));
        }
        let width = self.range.1 - self.range.0;
        if self.weights.is_empty() || wrong(&self.least_width) || wrong(&width) {
            let field = format!("index.{at}");
            findings.push(Finding::new(field, "weight-out-of-range", &self.indicator));
        }
    }
}

/// Another way of grouping the codes of a dimension, beside its hierarchy: constituencies beside provinces,
/// districts as they were beside those of today. Tables of both are protected together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// The dimension.
    pub dimension: String,
    /// Each total with its parts.
    pub parts: BTreeMap<String, Vec<String>>,
}
