//! What a survey's data and design hold, and what in them should make one stop.

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};
use serde::Serialize;

use super::sample::Sample;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnSummary {
    /// Its name.
    pub name: String,
    /// Rows with a value.
    pub n: u64,
    /// Rows without.
    pub missing: u64,
    /// Of numbers: smallest, mean (unweighted), largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<[f64; 3]>,
    /// Of words: how many different ones, and the most frequent with their rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<(u64, Vec<(String, u64)>)>,
}

/// Words shown of a column.
const SHOWN: usize = 8;

/// What each column holds.
pub fn columns(rows: &Columns) -> Vec<ColumnSummary> {
    rows.iter().map(|(name, column)| column_summary(name, column)).collect()
}

fn column_summary(name: &str, column: &Column) -> ColumnSummary {
    let missing = (0..column.len()).filter(|row| column.is_missing(*row)).count() as u64;
    let n = column.len() as u64 - missing;
    let (mut numbers, mut words) = (None, None);
    match column {
        Column::Numbers(values) if n > 0 => {
            let known = || values.iter().copied().filter(|value| !value.is_nan());
            let (low, high) =
                (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
            numbers = Some([low, known().sum::<f64>() / n as f64, high]);
        }
        Column::Numbers(_) => {}
        Column::Words { codes, levels } => {
            let mut counts = vec![0_u64; levels.len()];
            codes
                .iter()
                .filter(|code| **code != MISSING)
                .for_each(|code| counts[*code as usize] += 1);
            let mut named: Vec<(String, u64)> = levels.iter().cloned().zip(counts).collect();
            named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let different = named.len() as u64;
            named.truncate(SHOWN);
            words = Some((different, named));
        }
    }
    ColumnSummary { name: name.to_owned(), n, missing, numbers, words }
}

/// What a design makes of its data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignSummary {
    /// Rows.
    pub rows: u64,
    /// Rows whose weight is zero.
    pub zero_weights: u64,
    /// Sum, smallest and largest of the weights above zero, after calibration.
    pub weights: [f64; 3],
    /// 1 + the squared coefficient of variation of the weights: what unequal weights alone cost (Kish 1965).
    pub kish: f64,
    /// Strata and units of each stage.
    pub stages: Vec<StageSummary>,
    /// Degrees of freedom.
    pub df: f64,
    /// What should make one stop and look.
    pub findings: Vec<DesignFinding>,
}

/// One stage of sampling.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageSummary {
    /// Strata.
    pub strata: u64,
    /// Units drawn.
    pub units: u64,
    /// Strata of one unit.
    pub lonely: u64,
    /// Fewest and most units of a stratum.
    pub units_of_stratum: [u64; 2],
    /// Smallest and largest fraction drawn; `None` without a correction.
    pub fraction: Option<[f64; 2]>,
}

/// Something of a design that is allowed and should be known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignFinding {
    /// Its code, whose words are in `locales/`: `lonely-strata`, `few-units`, `weights-vary`,
    /// `zero-weights`, `everything-drawn`, `weights-below-one`.
    pub code: &'static str,
    /// The number that it is about.
    pub value: f64,
}

/// Fewer primary units than this make every error itself uncertain.
const FEW_UNITS: f64 = 30.0;
/// A largest weight this many times the smallest deserves a look.
const WIDE_WEIGHTS: f64 = 100.0;

/// What a design makes of its data.
pub fn design(sample: &Sample) -> DesignSummary {
    let positive = || sample.weights.iter().copied().filter(|weight| *weight > 0.0);
    let (n, sum) = (positive().count() as f64, positive().sum::<f64>());
    let squares: f64 = positive().map(|weight| weight * weight).sum();
    let (low, high) = (positive().fold(f64::INFINITY, f64::min), positive().fold(0.0, f64::max));
    let last = sample.units.groups.iter().map(|group| group.stage).max().unwrap_or(0);
    let stages: Vec<StageSummary> = (0..=last).map(|stage| stage_summary(sample, stage)).collect();
    let mut summary = DesignSummary {
        rows: sample.rows() as u64,
        zero_weights: sample.rows() as u64 - n as u64,
        weights: [sum, low, high],
        kish: n * squares / (sum * sum),
        stages,
        df: sample.degrees(&vec![true; sample.rows()]),
        findings: Vec::new(),
    };
    summary.findings = findings(&summary);
    summary
}

fn stage_summary(sample: &Sample, stage: usize) -> StageSummary {
    let groups = || sample.units.groups.iter().filter(move |group| group.stage == stage);
    let drawn = || groups().map(|group| group.drawn as u64);
    let fractions: Vec<f64> = groups()
        .filter(|group| group.population.is_finite())
        .map(|group| group.drawn / group.population)
        .collect();
    let bounds = fractions
        .iter()
        .fold([f64::INFINITY, 0.0_f64], |[low, high], f| [low.min(*f), high.max(*f)]);
    StageSummary {
        strata: groups().count() as u64,
        units: drawn().sum(),
        lonely: groups().filter(|group| group.is_lonely()).count() as u64,
        units_of_stratum: [drawn().min().unwrap_or(0), drawn().max().unwrap_or(0)],
        fraction: (!fractions.is_empty()).then_some(bounds),
    }
}

fn findings(summary: &DesignSummary) -> Vec<DesignFinding> {
    let mut findings = Vec::new();
    let mut add = |found: bool, code, value| {
        if found {
            findings.push(DesignFinding { code, value });
        }
    };
    let lonely = summary.stages.iter().map(|stage| stage.lonely).sum::<u64>() as f64;
    add(lonely > 0.0, "lonely-strata", lonely);
    let units = summary.stages.first().map_or(0.0, |stage| stage.units as f64);
    add(units < FEW_UNITS, "few-units", units);
    let [_, low, high] = summary.weights;
    add(high > WIDE_WEIGHTS * low, "weights-vary", high / low);
    add(low < 1.0, "weights-below-one", low);
    add(summary.zero_weights > 0, "zero-weights", summary.zero_weights as f64);
    let all = summary.stages.first().and_then(|stage| stage.fraction);
    add(all.is_some_and(|[low, _]| low >= 1.0), "everything-drawn", units);
    findings
}
