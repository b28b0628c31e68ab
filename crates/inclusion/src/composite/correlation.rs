//! Correlations between columns, with their significance, and reliability of a group of columns.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::method::Ties;
use super::moments::mean;
use super::rank::ascending;
use super::structure::Structure;
use super::table::DataTable;
use super::tree::Tree;
use crate::statistics::{normal_quantile, student_t_tail};

/// A kind of correlation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Correlation {
    /// Of the values.
    #[default]
    Pearson,
    /// Of their ranks, ties sharing the mean rank.
    Spearman,
    /// Of the order of pairs: τ-b.
    Kendall,
}

/// The correlation of two elements.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Correlated {
    /// Code of one.
    pub first: String,
    /// Code of the other.
    pub second: String,
    /// The correlation over the units that have both; `None` where it is not defined: fewer than two such
    /// units, or no spread.
    pub correlation: Option<f64>,
    /// Probability of one at least as strong where there is none: Student's t for Pearson and Spearman, the
    /// normal approximation with ties for Kendall; `None` with fewer than four units.
    pub p_value: Option<f64>,
    /// How many units have both.
    pub units: usize,
    /// What stands out.
    pub flag: Option<CorrelationFlag>,
}

/// What stands out about a correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CorrelationFlag {
    /// Above the upper threshold: perhaps the same thing counted twice.
    High,
    /// Below the lower threshold, and significant: they work against each other.
    Negative,
    /// Not significantly different from 0.
    Weak,
}

/// Thresholds of flags.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Flagging {
    /// From here on a correlation is `high`.
    pub high: f64,
    /// Below this a significant correlation is `negative`.
    pub low: f64,
    /// With a greater p-value a correlation is `weak`.
    pub significance: f64,
}

impl Default for Flagging {
    fn default() -> Self {
        Self { high: 0.9, low: 0.0, significance: 0.05 }
    }
}

/// Which correlations of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pairs {
    /// Within one level, all with all.
    Level(u32),
    /// Within one level, among those that share an ancestor at a higher level.
    Within {
        /// The level.
        level: u32,
        /// Level of the ancestor.
        group: u32,
    },
    /// Each element with its parent, its parent's parent and so on.
    Ancestors,
}

/// Correlations of a table whose columns are named by the elements of a structure: of one stage, or of all
/// scores ([`super::Index::table`]). Each pair comes once; pairs of which a column is not there do not come.
pub fn correlations(
    structure: &Structure,
    table: &DataTable,
    pairs: Pairs,
    kind: Correlation,
    flagging: &Flagging,
) -> Vec<Correlated> {
    let tree = Tree::of(structure);
    let columns: Vec<Option<Vec<f64>>> = tree
        .codes
        .iter()
        .map(|code| table.column(code))
        .map(|column| Some(column?.iter().map(|value| value.unwrap_or(f64::NAN)).collect()))
        .collect();
    let wanted = |one: usize, other: usize| match pairs {
        Pairs::Level(level) => tree.levels[one] == level && tree.levels[other] == level,
        Pairs::Within { level, group } => {
            tree.levels[one] == level
                && tree.levels[other] == level
                && tree.ancestor(one, group).is_some()
                && tree.ancestor(one, group) == tree.ancestor(other, group)
        }
        Pairs::Ancestors => {
            let level = tree.levels[other];
            level > tree.levels[one] && tree.ancestor(one, level) == Some(other)
        }
    };
    let mut found = Vec::new();
    for one in 0..tree.codes.len() {
        for other in one + 1..tree.codes.len() {
            if let (Some(a), Some(b), true) = (&columns[one], &columns[other], wanted(one, other)) {
                found.push(pair([&tree.codes[one], &tree.codes[other]], a, b, kind, flagging));
            }
        }
    }
    found
}

fn pair(codes: [&str; 2], a: &[f64], b: &[f64], kind: Correlation, flags: &Flagging) -> Correlated {
    let both = complete_rows(&[a, b]);
    let correlation = correlate(&both[0], &both[1], kind);
    let units = both[0].len();
    let p_value = correlation.and_then(|found| significance(found, &both, kind));
    let weak = p_value.is_some_and(|p| p > flags.significance);
    let flag = correlation.and_then(|found| match found {
        found if found >= flags.high => Some(CorrelationFlag::High),
        _ if weak => Some(CorrelationFlag::Weak),
        found if found < flags.low => Some(CorrelationFlag::Negative),
        _ => None,
    });
    let [first, second] = codes.map(str::to_owned);
    Correlated { first, second, correlation, p_value, units, flag }
}

/// The rows in which no column is missing, by column.
pub(super) fn complete_rows(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let rows = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let whole = |row: &usize| columns.iter().all(|column| !column[*row].is_nan());
    let rows: Vec<usize> = (0..rows).filter(whole).collect();
    columns.iter().map(|column| rows.iter().map(|row| column[*row]).collect()).collect()
}

/// The correlation of two columns without gaps; `None` where it is not defined.
pub(super) fn correlate(a: &[f64], b: &[f64], kind: Correlation) -> Option<f64> {
    match kind {
        Correlation::Pearson => pearson(a, b),
        Correlation::Spearman => pearson(&ranked(a), &ranked(b)),
        Correlation::Kendall => kendall(a, b),
    }
}

fn ranked(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    ascending(values, Ties::Average, &mut Vec::new(), &mut ranks);
    ranks
}

fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mean_a, mean_b) = (mean(a.iter().copied())?, mean(b.iter().copied())?);
    let (mut product, mut square_a, mut square_b) = (0.0, 0.0, 0.0);
    for (one, other) in a.iter().zip(b) {
        let (one, other) = (one - mean_a, other - mean_b);
        product += one * other;
        square_a += one * one;
        square_b += other * other;
    }
    let spread = (square_a * square_b).sqrt();
    (spread > 0.0).then(|| (product / spread).clamp(-1.0, 1.0))
}

fn kendall(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mut balance, mut untied_a, mut untied_b) = (0.0, 0.0, 0.0);
    for one in 0..a.len() {
        for other in 0..one {
            let (way_a, way_b) = (sign(a[one] - a[other]), sign(b[one] - b[other]));
            balance += way_a * way_b;
            untied_a += way_a.abs();
            untied_b += way_b.abs();
        }
    }
    let spread = f64::sqrt(untied_a * untied_b);
    (spread > 0.0).then(|| balance / spread)
}

fn sign(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { value.signum() }
}

fn significance(found: f64, both: &[Vec<f64>], kind: Correlation) -> Option<f64> {
    let units = both[0].len() as f64;
    if units < 4.0 {
        return None;
    }
    if kind == Correlation::Kendall {
        return kendall_significance(&both[0], &both[1]);
    }
    let left = 1.0 - found * found;
    if left <= 0.0 {
        return Some(0.0);
    }
    let t = found.abs() * ((units - 2.0) / left).sqrt();
    Some(2.0 * student_t_tail(t, units - 2.0))
}

/// Normal approximation with the variance for ties (Kendall 1970, as R's `cor.test(exact = FALSE)`).
fn kendall_significance(a: &[f64], b: &[f64]) -> Option<f64> {
    let n = a.len() as f64;
    let mut balance = 0.0;
    for one in 0..a.len() {
        for other in 0..one {
            balance += sign(a[one] - a[other]) * sign(b[one] - b[other]);
        }
    }
    let (ties_a, ties_b) = (ties(a), ties(b));
    let sum = |of: &[f64], term: fn(f64) -> f64| of.iter().map(|t| term(*t)).sum::<f64>();
    let main = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let two = |t: f64| t * (t - 1.0);
    let three = |t: f64| t * (t - 1.0) * (t - 2.0);
    let v0 = main(n) - sum(&ties_a, main) - sum(&ties_b, main);
    let v1 = sum(&ties_a, two) * sum(&ties_b, two) / (2.0 * n * (n - 1.0));
    let v2 = sum(&ties_a, three) * sum(&ties_b, three) / (9.0 * n * (n - 1.0) * (n - 2.0));
    let z = balance.abs() / (v0 / 18.0 + v1 + v2).sqrt();
    z.is_finite().then(|| 2.0 * normal_tail(z))
}

/// How many units share each value.
fn ties(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|same| same.len() as f64).collect()
}

/// The probability that a standard normal variable is above `z`, from 0 upwards: the inverse of the
/// quantile, by bisection on the probability.
fn normal_tail(z: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 0.5_f64);
    for _ in 0..200 {
        let middle = if low > 0.0 { (low * high).sqrt() } else { high * 1e-8 };
        if -normal_quantile(middle) > z {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Cronbach's alpha of columns: k/(k−1) · (1 − Σ variances / Σ covariances), of the units that have all of
/// them. `None` with fewer than two columns or units, or without spread.
///
/// COINr takes covariances pair by pair where values are missing; without gaps the two are equal.
pub fn cronbach_alpha(columns: &[Vec<Option<f64>>]) -> Option<f64> {
    let columns: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| column.iter().map(|value| value.unwrap_or(f64::NAN)).collect())
        .collect();
    let borrowed: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let complete = complete_rows(&borrowed);
    let k = complete.len() as f64;
    let units = complete.first().map_or(0, Vec::len);
    if complete.len() < 2 || units < 2 {
        return None;
    }
    let variance = |values: &[f64]| {
        let centre = mean(values.iter().copied())?;
        Some(values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>())
    };
    let single: f64 = complete.iter().filter_map(|values| variance(values)).sum();
    let totals: Vec<f64> =
        (0..units).map(|row| complete.iter().map(|values| values[row]).sum()).collect();
    let whole = variance(&totals)?;
    (whole > 0.0).then(|| k / (k - 1.0) * (1.0 - single / whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 6] = [1.0, 2.0, 3.0, 4.0, 5.5, 7.0];
    const B: [f64; 6] = [2.0, 1.0, 4.0, 3.0, 7.0, 6.5];
    const C: [f64; 6] = [5.0, 3.0, 4.0, 1.0, 2.0, 2.0];

    /// `cor.test(method = …, exact = FALSE)` of R 4.2.
    #[test]
    fn correlations_are_those_of_r() {
        for (kind, correlation, p_value) in [
            (Correlation::Pearson, -0.715_772_928_515_187, 0.109_696_896_259_695),
            (Correlation::Spearman, -0.753_702_346_348_183, 0.083_523_281_373_26),
            (Correlation::Kendall, -0.552_052_447_473_883, 0.125_971_163_077_231),
        ] {
            let found = pair(["a", "c"], &A, &C, kind, &Flagging::default());
            assert!((found.correlation.unwrap() - correlation).abs() < 1e-12, "{found:?}");
            assert!((found.p_value.unwrap() - p_value).abs() < 1e-9, "{found:?}");
            assert_eq!(found.flag, Some(CorrelationFlag::Weak));
        }
    }

    #[test]
    fn what_stands_out_is_flagged() {
        let flags = Flagging::default();
        let of = |a: &[f64], b: &[f64]| pair(["a", "b"], a, b, Correlation::Pearson, &flags).flag;
        let turned = A.map(|value| -value);
        assert_eq!(of(&A, &A), Some(CorrelationFlag::High));
        assert_eq!(of(&A, &turned), Some(CorrelationFlag::Negative));
        let flat = pair(["a", "b"], &A, &[1.0; 6], Correlation::Kendall, &flags);
        assert_eq!((flat.correlation, flat.p_value, flat.flag), (None, None, None));
    }

    /// k/(k−1) · (1 − Σ variances / Σ covariances) in R 4.2.
    #[test]
    fn alpha_is_that_of_r() {
        let columns = [A, B, C].map(|values| values.map(Some).to_vec());
        assert!((cronbach_alpha(&columns).unwrap() - 0.184_121_621_621_622).abs() < 1e-12);
        assert_eq!(cronbach_alpha(&columns[..1]), None);
    }
}
