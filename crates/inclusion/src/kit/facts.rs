//! What a survey's data say of how it was made: for its methodology sheet.

use serde::Serialize;

/// How many answered, and how the others were made up for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdjustmentFacts {
    /// Code of the adjustment.
    pub code: String,
    /// Rows that should have answered.
    pub eligible: u64,
    /// Rows that did.
    pub answered: u64,
    /// Their share, weighted.
    pub weighted_rate: f64,
    /// Classes.
    pub classes: u64,
    /// Columns that make the classes.
    pub columns: Vec<String>,
    /// Smallest and largest factor.
    pub factors: [f64; 2],
    /// Answers in the smallest class.
    pub smallest_class: u64,
}

/// A population as the sample shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PopulationFacts {
    /// Code of the population.
    pub code: String,
    /// Rows of it.
    pub rows: u64,
    /// What its weights sum to, before any calibration.
    pub sum: f64,
    /// Smallest and largest weight.
    pub weights: [f64; 2],
    /// 1 + the squared coefficient of variation of the weights (Kish 1965).
    pub kish: f64,
    /// Whether the weights are made to agree with known totals.
    pub calibrated: bool,
}

/// An indicator as the sample shows it: its figure for everyone, and how many were asked and answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorFacts {
    /// Its code in the catalogue.
    pub code: String,
    /// The dimensions that each of its figures has.
    pub dimensions: passerelle_vocabulary::Dimensions,
    /// Whether the accuracy of the survey is told by it.
    pub key: bool,
    /// Rows of whom it is.
    pub asked: u64,
    /// Those whose answer is known.
    pub known: u64,
}

/// What a survey's data say of how it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurveyFacts {
    /// Rows read: every household drawn.
    pub rows: u64,
    /// Whether a row was made up.
    pub synthetic: bool,
    /// First and last day of the visits, as written.
    pub days: Option<[String; 2]>,
    /// Strata of the first stage.
    pub strata: u64,
    /// Primary sampling units.
    pub units: u64,
    /// Non-response, in the order of the plan.
    pub adjustments: Vec<AdjustmentFacts>,
    /// Populations, in the order of the plan.
    pub populations: Vec<PopulationFacts>,
    /// Indicators, in the order of the plan.
    pub indicators: Vec<IndicatorFacts>,
}
