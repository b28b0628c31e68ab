//! What can be wrong with a structure, a method or the data of an index, with where.

use std::fmt;

use serde::Serialize;
use utoipa::ToSchema;

/// One thing that is wrong: what, where, and what was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, thiserror::Error)]
pub struct Problem {
    /// What is wrong.
    pub what: What,
    /// Code of the indicator, aggregate, column or step that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Code of the unit (country) that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Line of the text or table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What was found there: a value, a parameter, another code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.code())?;
        if let Some(line) = self.line {
            write!(out, ", line {line}")?;
        }
        for place in [&self.element, &self.unit].into_iter().flatten() {
            write!(out, ", {place}")?;
        }
        if self.found.is_empty() { Ok(()) } else { write!(out, ": {}", self.found) }
    }
}

impl Problem {
    /// A problem whose place is not known yet.
    pub fn new(what: What) -> Self {
        Self { what, element: None, unit: None, line: None, found: String::new() }
    }

    /// A problem of one indicator, aggregate, column or step.
    pub fn of(what: What, element: &str) -> Self {
        Self { element: Some(element.to_owned()), ..Self::new(what) }
    }

    /// The same, of one unit.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        self.unit = Some(unit.to_owned());
        self
    }

    /// The same, on one line.
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same, with what was found.
    #[must_use]
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.found = found.to_string();
        self
    }

    /// The stable code, `index-…`.
    pub fn code(&self) -> &'static str {
        self.what.code()
    }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What is wrong with a structure, a method or data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
        pub enum What {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl What {
            /// Every problem there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

problems! {
    /// The text is not TOML, or a field is missing, unknown or of another type.
    Unreadable = "index-unreadable",
    /// A table lacks a column that it must have.
    ColumnMissing = "index-column-missing",
    /// Two columns have one name.
    ColumnRepeated = "index-column-repeated",
    /// A row has more or fewer cells than the header, a column more or fewer values than there are units.
    LengthDiffers = "index-length-differs",
    /// A cell that must be a number is not one, or is infinite.
    NotANumber = "index-not-a-number",
    /// A type other than indicator, aggregate, group, denominator, other.
    TypeUnknown = "index-type-unknown",
    /// An element, or a unit, has no code.
    CodeMissing = "index-code-missing",
    /// Two elements have one code.
    CodeRepeated = "index-code-repeated",
    /// Two rows have one unit.
    UnitRepeated = "index-unit-repeated",
    /// A structure without an indicator.
    NoIndicator = "index-no-indicator",
    /// An element is its own ancestor.
    Cycle = "index-cycle",
    /// An element below the top has no parent.
    Orphan = "index-orphan",
    /// The parent named is no aggregate of the structure.
    ParentUnknown = "index-parent-unknown",
    /// More than one element at the top has no parent.
    RootsSeveral = "index-roots-several",
    /// No element is without a parent.
    RootMissing = "index-root-missing",
    /// An aggregate of nothing.
    AggregateEmpty = "index-aggregate-empty",
    /// The level of an element is not that just below its parent's, or an indicator's is not 1.
    LevelSkipped = "index-level-skipped",
    /// The direction is neither 1 nor −1.
    DirectionInvalid = "index-direction-invalid",
    /// An element below the top has no weight.
    WeightMissing = "index-weight-missing",
    /// A weight is below 0 or not finite.
    WeightNegative = "index-weight-negative",
    /// The weights within a group do not sum to 1 (or 100), are not all 1, and are not said to be relative.
    WeightsDoNotSum = "index-weights-do-not-sum",
    /// All weights within a group are 0.
    WeightsZero = "index-weights-zero",
    /// The denominator named is no denominator of the structure.
    DenominatorUnknown = "index-denominator-unknown",
    /// The factor of a denominator is not above 0.
    ScaleFactorInvalid = "index-scale-factor-invalid",
    /// The data have no column for an indicator, a denominator or a group.
    NoColumn = "index-no-column",
    /// All values of an indicator are missing.
    NoValues = "index-no-values",
    /// Fewer than three units: nothing can be compared.
    TooFewUnits = "index-too-few-units",
    /// A denominator is 0 or below.
    DenominatorNotPositive = "index-denominator-not-positive",
    /// A value is there and its denominator is missing: the value is lost.
    DenominatorMissing = "index-denominator-missing",
    /// A method without an aggregation.
    NoAggregation = "index-no-aggregation",
    /// A step is there twice.
    StepRepeated = "index-step-repeated",
    /// A step comes after one that it must precede.
    StepOrder = "index-step-order",
    /// A parameter is out of its range, or missing where the method needs it.
    ParameterInvalid = "index-parameter-invalid",
    /// The number of aggregation rules is neither 1 nor the number of levels above the indicators.
    LevelsDiffer = "index-levels-differ",
    /// A method names a code that the structure, or the data, do not have.
    CodeUnknown = "index-code-unknown",
    /// A method names a unit that the data do not have, or that was screened out.
    UnitUnknown = "index-unit-unknown",
    /// An indicator has no target to measure the distance to.
    TargetMissing = "index-target-missing",
    /// All values of an indicator are the same: it has no range to be normalised on.
    Constant = "index-constant",
    /// The target or reference is not above the minimum.
    TargetBelowMinimum = "index-target-below-minimum",
    /// The reference unit has no value.
    ReferenceMissing = "index-reference-missing",
    /// A value is 0 or below, where a logarithm, a geometric or harmonic mean, or a fraction needs more.
    NotPositive = "index-not-positive",
    /// Fewer values than the computation needs.
    TooFewValues = "index-too-few-values",
    /// A value is no longer a finite number.
    NotFinite = "index-not-finite",
    /// A unit has no score in the index: too little of it is there.
    NoScore = "index-no-score",
    /// The EM algorithm cannot estimate a group of indicators: too few units, or no spread.
    ImputationFailed = "index-imputation-failed",
    /// The first principal component has a negative loading: no weights can be taken from it.
    LoadingNegative = "index-loading-negative",
    /// A standard error is below 0, or of a unit or indicator that is not in the data.
    StandardErrorInvalid = "index-standard-error-invalid",
    /// An analysis in which nothing varies, or a sensitivity analysis with fewer than two factors.
    TooFewFactors = "index-too-few-factors",
    /// Too few runs for an interval.
    TooFewRuns = "index-too-few-runs",
    /// Every run failed.
    AllRunsFailed = "index-all-runs-failed",
    /// The analysed result is the same in every run.
    NothingVaries = "index-nothing-varies",
}

/// What stops a computation on one column or group; the caller knows of which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flaw {
    pub what: What,
    /// Row of the unit, where it is one unit's value.
    pub row: Option<usize>,
    /// The value, where there is one.
    pub value: Option<f64>,
}

impl Flaw {
    pub(super) fn new(what: What) -> Self {
        Self { what, row: None, value: None }
    }

    pub(super) fn at(what: What, row: usize, value: f64) -> Self {
        Self { what, row: Some(row), value: Some(value) }
    }

    /// The problem, with its place.
    pub(super) fn of(self, element: &str, units: &[String]) -> Problem {
        let mut problem = Problem::of(self.what, element);
        problem.unit = self.row.and_then(|row| units.get(row).cloned());
        problem.found = self.value.map(|value| value.to_string()).unwrap_or_default();
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_in_kebab_case() {
        let mut codes: Vec<_> = What::ALL.iter().map(|what| what.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), What::ALL.len());
        let kebab = |code: &&str| code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(codes.iter().all(kebab) && codes.iter().all(|code| code.starts_with("index-")));
    }

    #[test]
    fn a_problem_says_where() {
        let problem = Problem::of(What::NotANumber, "GDP").unit("KEN").line(4).found("1,5");
        assert_eq!(problem.to_string(), "index-not-a-number, line 4, GDP, KEN: 1,5");
        let json = serde_json::to_string(&problem).unwrap();
        assert!(json.contains(r#""what":"index-not-a-number""#), "{json}");
    }
}
