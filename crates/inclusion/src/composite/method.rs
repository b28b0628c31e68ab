//! How an index is built, as data: the steps in their order, each with its rule.

mod normalising;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Text;

use super::method_check;
use super::problem::Problem;
use super::structure::{Structure, unreadable};

use normalising::min_max;
pub use normalising::{Cap, Normalisation, Normalising, Ties};

/// A method: the steps, carried out in this order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// The steps, each at most once; the last aggregates.
    pub step: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// Leaves out units with too little data.
    Screen(Screening),
    /// Divides indicators by their denominators.
    Denominate,
    /// Fills missing values.
    Impute(Imputation),
    /// Treats outliers.
    Treat(Treating),
    /// Brings indicators to one scale, higher being better.
    Normalise(Normalising),
    /// Chooses the weights.
    Weight(Weighting),
    /// Aggregates level by level.
    Aggregate(Aggregating),
}

impl Step {
    /// The name, as in a file: `treat`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Screen(_) => "screen",
            Self::Denominate => "denominate",
            Self::Impute(_) => "impute",
            Self::Treat(_) => "treat",
            Self::Normalise(_) => "normalise",
            Self::Weight(_) => "weight",
            Self::Aggregate(_) => "aggregate",
        }
    }
}

/// Which units to keep. Shares are of the indicators, at the place of the step among the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// By what.
    #[serde(default)]
    pub by: ScreenBy,
    /// Smallest share of values that are there, 0 to 1.
    #[serde(default = "two_thirds")]
    pub availability: f64,
    /// Smallest share of values other than 0 among those that are there, 0 to 1.
    #[serde(default = "one_in_twenty")]
    pub nonzero: f64,
    /// Units kept in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Units left out in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
}

/// By what units are screened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScreenBy {
    /// Missing values.
    #[default]
    Missing,
    /// Zeros.
    Zeros,
    /// Either.
    Both,
}

/// How missing values are filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Imputation {
    /// Not at all.
    None {},
    /// By the mean of the indicator.
    Mean {},
    /// By its median.
    Median {},
    /// By its mean among the units of the same group; units without a group keep their gaps.
    GroupMean {
        /// Name of the column of groups.
        group: String,
    },
    /// By its median among the units of the same group.
    GroupMedian {
        /// Name of the column of groups.
        group: String,
    },
    /// By the expectation under a multivariate normal distribution, estimated by the EM algorithm among
    /// the indicators of one group of the structure (Little & Rubin 2002, §11.2).
    Em {
        /// Level whose aggregates group the indicators; 2 are their parents.
        #[serde(default = "two")]
        level: u32,
        /// Added to the standardised variances, for the sake of small groups of units.
        #[serde(default = "hundredth")]
        ridge: f64,
        /// Most iterations.
        #[serde(default = "five_hundred")]
        iterations: u32,
        /// Largest change of a standardised mean or covariance at which it stops.
        #[serde(default = "billionth")]
        tolerance: f64,
    },
}

/// How outliers are treated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Treating {
    /// The rule of all indicators that have none of their own.
    #[serde(default)]
    pub rule: Treatment,
    /// Indicators that are left as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// Rules of single indicators.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub indicators: BTreeMap<String, Treatment>,
}

/// Treatment in two stages: where |skewness| and kurtosis are both at or above their thresholds, extreme
/// points are set to the next less extreme one; where that does not help, the original values are
/// transformed (OECD/JRC *Handbook* 2008; COINr `Treat`).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Treatment {
    /// Most points that are winsorised.
    pub winmax: u32,
    /// Threshold of |skewness|.
    pub skewness: f64,
    /// Threshold of kurtosis (excess).
    pub kurtosis: f64,
    /// The transformation of the second stage.
    pub transform: Transform,
    /// Transform the winsorised values instead of the original ones.
    pub combine: bool,
    /// Winsorise `winmax` points wherever the first check fails, without looking again.
    pub force: bool,
}

impl Default for Treatment {
    fn default() -> Self {
        Self {
            winmax: 5,
            skewness: 2.0,
            kurtosis: 3.5,
            transform: Transform::default(),
            combine: false,
            force: false,
        }
    }
}

/// A transformation against skewness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Transform {
    /// None.
    None,
    /// ln(x − min + 0.01·(max − min)), COINr's `log_CT`.
    #[default]
    Log,
    /// ln(x − min + 1), COINr's `log_CT_orig`.
    LogShift,
    /// Box–Cox of x − min + 1.
    BoxCox {
        /// The exponent; 0 is the logarithm.
        lambda: f64,
    },
}

/// Where weights come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Weighting {
    /// From the structure.
    Original {},
    /// Equal within each group.
    Equal {},
    /// Given here by code; the others from the structure.
    Given {
        /// Weight by code.
        weights: BTreeMap<String, f64>,
    },
    /// For indicators, from the first principal component of their group at this step; the others from the
    /// structure.
    Pca {
        /// What of the component.
        #[serde(default)]
        take: PcaWeight,
    },
}

/// Which weights are taken from a principal component.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PcaWeight {
    /// The loadings, as COINr does; a negative one is a problem.
    #[default]
    Loadings,
    /// Their squares, which sum to 1 (OECD/JRC *Handbook*, step 6).
    Squared,
}

/// How levels are aggregated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Aggregating {
    /// One rule for all levels, or one per level from the second upwards.
    #[serde(default = "arithmetic")]
    pub rules: Vec<AggregationRule>,
}

/// A rule of aggregation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AggregationRule {
    /// The method.
    pub method: Aggregation,
    /// Exponent of the power mean, for that method only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exponent: Option<f64>,
    /// Smallest share of the group's elements that must have a score, 0 to 1; elements of weight 0 do not
    /// count.
    #[serde(default)]
    pub availability: f64,
}

/// A method of aggregation; all weigh, and skip elements that are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregation {
    /// Σwx / Σw.
    Arithmetic,
    /// exp(Σw ln x / Σw), of values above 0.
    Geometric,
    /// Σw / Σ(w/x), of values above 0.
    Harmonic,
    /// (Σwxᵖ / Σw)^(1/p): of values above 0 where p is below 0, of values from 0 where p is above 0 and not a whole
    /// number.
    Power,
    /// The weighted mean of Borda scores: how many units are worse, of each element.
    Borda,
    /// The sum over the other units of the weight of the elements on which this one is better, ties
    /// counting half (Copeland; outranking matrix).
    Copeland,
}

impl Method {
    /// Reads a method from TOML.
    ///
    /// # Errors
    /// `index-unreadable`, with the line.
    pub fn read(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| unreadable(text, &error))
    }

    /// Everything wrong with the method, for this structure; empty when it is sound.
    pub fn check(&self, structure: &Structure) -> Vec<Problem> {
        method_check::method(self, structure)
    }

    /// The fewest units it can be carried out on: one where a unit's score does not depend on the others', three
    /// where it does.
    pub fn fewest_units(&self) -> usize {
        let alone = |rule: &Normalisation| {
            matches!(rule, Normalisation::Goalposts { .. } | Normalisation::AsIs {})
        };
        let apart = |aggregation: &AggregationRule| {
            !matches!(aggregation.method, Aggregation::Borda | Aggregation::Copeland)
        };
        let independent = self.step.iter().all(|step| match step {
            Step::Denominate | Step::Impute(Imputation::None {}) => true,
            Step::Normalise(rules) => alone(&rules.rule) && rules.indicators.values().all(alone),
            Step::Weight(weighting) => !matches!(weighting, Weighting::Pca { .. }),
            Step::Aggregate(rules) => rules.rules.iter().all(apart),
            _ => false,
        });
        if independent { 1 } else { 3 }
    }

    /// The usual one, COINr's for its example: denominate, impute by the mean of `group` (or of all, where
    /// there is none), screen at 90 % of values, winsorise or take logarithms, min-max from 0 to 100,
    /// arithmetic means.
    pub fn usual(group: Option<&str>) -> Self {
        let imputation = match group {
            Some(group) => Imputation::GroupMean { group: group.to_owned() },
            None => Imputation::Mean {},
        };
        Self {
            name: Text::default(),
            step: vec![
                Step::Denominate,
                Step::Impute(imputation),
                Step::Screen(Screening { availability: 0.9, ..Screening::default() }),
                Step::Treat(Treating::default()),
                Step::Normalise(Normalising { rule: min_max(), indicators: BTreeMap::new() }),
                Step::Aggregate(Aggregating { rules: arithmetic() }),
            ],
        }
    }
}

impl Default for Screening {
    fn default() -> Self {
        Self {
            by: ScreenBy::default(),
            availability: two_thirds(),
            nonzero: one_in_twenty(),
            include: Vec::new(),
            exclude: Vec::new(),
        }
    }
}

fn two_thirds() -> f64 {
    0.66
}

fn one_in_twenty() -> f64 {
    0.05
}

fn hundredth() -> f64 {
    0.01
}

fn billionth() -> f64 {
    1e-9
}

fn five_hundred() -> u32 {
    500
}

fn two() -> u32 {
    2
}

fn arithmetic() -> Vec<AggregationRule> {
    vec![AggregationRule { method: Aggregation::Arithmetic, exponent: None, availability: 0.0 }]
}
