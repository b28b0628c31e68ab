//! How indicators are made comparable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How indicators are normalised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Normalising {
    /// The rule of all indicators that have none of their own.
    #[serde(default = "min_max")]
    pub rule: Normalisation,
    /// Rules of single indicators.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub indicators: BTreeMap<String, Normalisation>,
}

/// A rule of normalisation. An indicator of which less is better is turned first (its values, targets and
/// goalposts change sign), so that more is better in the result of every rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Normalisation {
    /// The smallest value becomes `lower`, the largest `upper`.
    MinMax {
        /// Smallest score.
        #[serde(default)]
        lower: f64,
        /// Largest score.
        #[serde(default = "hundred")]
        upper: f64,
    },
    /// Mean and standard deviation (n − 1) become these.
    ZScore {
        /// The mean.
        #[serde(default)]
        mean: f64,
        /// The standard deviation.
        #[serde(default = "one")]
        sd: f64,
    },
    /// The rank, 1 being the worst.
    Rank {
        /// What ties get.
        #[serde(default)]
        ties: Ties,
    },
    /// The rank less 1: the number of units that are worse.
    Borda {
        /// What ties get.
        #[serde(default)]
        ties: Ties,
    },
    /// The share of the other units that are worse, 0 to 1.
    Percentile {
        /// What ties get.
        #[serde(default)]
        ties: Ties,
    },
    /// 1 at the target, 0 at the worst value.
    DistanceToTarget {
        /// The target, in the unit of the indicator at this step; that of the structure otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<f64>,
        /// Whether more than the target counts as 1.
        #[serde(default)]
        cap: bool,
    },
    /// 1 at the best value, 0 at the worst.
    DistanceToMax {},
    /// 1 at the value of a reference unit, 0 at the worst value.
    DistanceToReference {
        /// Code of the unit.
        unit: String,
        /// Whether more than the reference counts as 1.
        #[serde(default)]
        cap: bool,
    },
    /// The value divided by the largest; for an indicator of which less is better, the smallest divided by
    /// the value. All values must be above 0 in the latter case, the largest in the former.
    FractionOfMax {},
    /// `scale` times the way from the lower to the upper goalpost.
    Goalposts {
        /// The lower one, in the unit of the indicator at this step.
        lower: f64,
        /// The upper one.
        upper: f64,
        /// Score at the upper goalpost (at the lower one, where less is better).
        #[serde(default = "hundred")]
        scale: f64,
        /// Whether the way is measured on logarithms.
        #[serde(default)]
        logarithm: bool,
        /// What happens beyond the goalposts.
        #[serde(default)]
        cap: Cap,
    },
    /// Left as it is (turned, where less is better).
    AsIs {},
}

/// What happens beyond goalposts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cap {
    /// Scores stay between both.
    #[default]
    Both,
    /// Scores stay below the upper one.
    Upper,
    /// Nothing: scores go on in the same proportion.
    None,
}

/// What units with equal values get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// The smallest of their ranks.
    #[default]
    Min,
    /// The mean of their ranks.
    Average,
    /// The largest of their ranks.
    Max,
}

pub(super) fn min_max() -> Normalisation {
    Normalisation::MinMax { lower: 0.0, upper: 100.0 }
}

fn hundred() -> f64 {
    100.0
}

fn one() -> f64 {
    1.0
}
