//! Cell-key perturbation: the same cell gets the same noise in every table.
//!
//! Each record has a record key, a number from 0 to 1. A cell's key is the fractional part of the sum of
//! its records' keys, so a cell of the same records has the same key wherever it appears. The perturbation
//! table says for each count i how likely each deviation v is; the key is the chance that chooses it
//! (B. Fraser, J. Wooton, *A proposed method for confidentialising tabular output to protect against
//! differencing*, UNECE/Eurostat work session, 2005; G. Thompson, S. Broadfoot, D. Elazar, *Methodology for
//! the automatic confidentialisation of statistical outputs from remote servers at the Australian Bureau
//! of Statistics*, 2013).
//!
//! For each count the probabilities are those of greatest entropy with mean 0, the variance asked for, no
//! deviation beyond the maximum, no count below 0 and none of 1 … `blocked` (J. K. Marley, V. L. Leaver,
//! *A method for confidentialising user-defined tables: statistical properties and a risk-utility
//! analysis*, ISI 2011; the R package `ptable`). Zeros stay zeros.

use passerelle_vocabulary::Finding;
use serde::{Deserialize, Serialize};

use super::rounding::uniform;

/// Steps of Newton's method; a handful is enough.
const STEPS: usize = 200;

/// Perturbation, as a policy asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerturbationPolicy {
    /// The greatest deviation (D), in counts.
    pub maximum: u32,
    /// The variance of the deviations (V).
    pub variance: f64,
    /// Counts of 1 up to this are never published (js).
    #[serde(default)]
    pub blocked: u32,
    /// What the record keys start from.
    #[serde(default)]
    pub seed: u64,
}

impl PerturbationPolicy {
    pub(super) fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.maximum == 0 || self.maximum > 100 {
            let field = "cell_key.maximum";
            findings.push(Finding::new(field, "deviation-out-of-range", self.maximum));
        } else if let Err(problem) = PerturbationTable::new(self) {
            let field = "cell_key.variance";
            findings.push(Finding::new(field, "variance-out-of-range", problem.variance));
        }
        findings
    }
}

/// A variance that no probabilities have for a count.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("no deviations of the count {count} have mean 0 and variance {variance}")]
pub struct NoPerturbation {
    /// The count.
    pub count: u32,
    /// The variance.
    pub variance: f64,
}

impl NoPerturbation {
    /// The stable code: `variance-out-of-range`.
    pub fn code(&self) -> &'static str {
        "variance-out-of-range"
    }
}

/// The deviations of a count, each with its probability.
pub type Deviations = Vec<(i64, f64)>;

/// For each count the probabilities of its deviations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PerturbationTable {
    /// For the counts 0, 1, 2, …; the last stands for all greater ones.
    pub rows: Vec<Deviations>,
}

impl PerturbationTable {
    /// Builds the table of a policy.
    ///
    /// # Errors
    /// The first count that cannot have the variance: less variance, or a greater maximum, is needed.
    pub fn new(policy: &PerturbationPolicy) -> Result<Self, NoPerturbation> {
        let rows = policy.maximum + policy.blocked + 1;
        let row = |count: u32| {
            let support = support(count, policy);
            greatest_entropy(&support, policy.variance)
                .ok_or(NoPerturbation { count, variance: policy.variance })
        };
        let first = std::iter::once(Ok(vec![(0, 1.0)]));
        let rows: Result<Vec<Deviations>, NoPerturbation> =
            first.chain((1..=rows).map(row)).collect();
        Ok(Self { rows: rows? })
    }

    /// The deviations of a count.
    pub fn of(&self, count: u64) -> &[(i64, f64)] {
        let last = self.rows.len().saturating_sub(1);
        let at = usize::try_from(count).map_or(last, |count| count.min(last));
        self.rows.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// A count, perturbed by its cell key.
    pub fn perturbed(&self, count: u64, cell_key: f64) -> u64 {
        let mut left = cell_key;
        let row = self.of(count);
        let found = row.iter().find(|(_, chance)| {
            left -= chance;
            left < 0.0
        });
        let deviation = found.or(row.last()).map_or(0, |(deviation, _)| *deviation);
        count.saturating_add_signed(deviation)
    }
}

/// The key of a record from the seed and its number in the data.
pub fn record_key(seed: u64, record: u64) -> f64 {
    uniform(seed, record)
}

/// The key of a cell from those of its records: the fractional part of their sum. The order of the
/// records does not matter: the sum is of whole numbers of 2⁻⁵³.
pub fn cell_key(record_keys: impl IntoIterator<Item = f64>) -> f64 {
    let scale = (1_u64 << 53) as f64;
    let whole = |key: f64| (key.rem_euclid(1.0) * scale) as u64;
    let sum = record_keys.into_iter().fold(0_u64, |sum, key| (sum + whole(key)) % (1 << 53));
    sum as f64 / scale
}

/// The deviations that a count may have.
fn support(count: u32, policy: &PerturbationPolicy) -> Vec<i64> {
    let (count, most) = (i64::from(count), i64::from(policy.maximum));
    let blocked = 1..=i64::from(policy.blocked);
    (-most..=most)
        .filter(|deviation| count + deviation >= 0 && !blocked.contains(&(count + deviation)))
        .collect()
}

/// Probabilities p ∝ exp(a·v + b·v²) with mean 0 and the variance: of all that have them, those of
/// greatest entropy. Found by Newton's method with halved steps on the dual, which is convex.
fn greatest_entropy(support: &[i64], variance: f64) -> Option<Deviations> {
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..STEPS {
        let (chances, dual) = chances(support, a, b, variance);
        let moment =
            |power: i32| -> f64 { chances.iter().map(|(v, p)| (*v as f64).powi(power) * p).sum() };
        let [m1, m2, m3, m4] = [1, 2, 3, 4].map(moment);
        let (g1, g2) = (m1, m2 - variance);
        if g1.abs().max(g2.abs()) < 1e-12 * variance.max(1.0) {
            return Some(chances);
        }
        let (h11, h12, h22) = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2);
        let det = h11 * h22 - h12 * h12;
        if det.is_nan() || det <= 1e-14 * h11 * h22 {
            return None;
        }
        let (da, db) = ((h22 * g1 - h12 * g2) / det, (h11 * g2 - h12 * g1) / det);
        let better = |step: &f64| {
            let (_, next) = self::chances(support, a - step * da, b - step * db, variance);
            next < dual
        };
        let halves = std::iter::successors(Some(1.0), |step| Some(step / 2.0)).take(50);
        let step = { halves }.find(better);
        // At the very bottom rounding may hide that a full step is better.
        let step = step.or((g1.abs().max(g2.abs()) < 1e-5).then_some(1.0))?;
        (a, b) = (a - step * da, b - step * db);
    }
    None
}

/// The probabilities of the multipliers, and the dual's value ln Σ exp(a·v + b·v²) − b·variance.
fn chances(support: &[i64], a: f64, b: f64, variance: f64) -> (Deviations, f64) {
    let exponent = |v: &i64| a * *v as f64 + b * (*v as f64).powi(2);
    let most = support.iter().map(exponent).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = support.iter().map(|v| (exponent(v) - most).exp()).sum();
    let chances = support.iter().map(|v| (*v, (exponent(v) - most).exp() / sum)).collect();
    (chances, most + sum.ln() - b * variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(maximum: u32, variance: f64, blocked: u32) -> PerturbationPolicy {
        PerturbationPolicy { maximum, variance, blocked, seed: 7 }
    }

    #[test]
    fn every_row_has_its_mean_and_variance() {
        for (maximum, variance, blocked) in [(2, 1.0, 0), (5, 3.0, 2), (5, 2.0, 0), (8, 3.0, 0)] {
            let table = PerturbationTable::new(&policy(maximum, variance, blocked)).unwrap();
            for (count, row) in table.rows.iter().enumerate().skip(1) {
                let sum: f64 = row.iter().map(|(_, p)| p).sum();
                let mean: f64 = row.iter().map(|(v, p)| *v as f64 * p).sum();
                let found: f64 = row.iter().map(|(v, p)| (*v as f64).powi(2) * p).sum();
                assert!((sum - 1.0).abs() < 1e-12 && mean.abs() < 1e-10, "{count}: {row:?}");
                assert!((found - variance).abs() < 1e-10, "{count}: {found}");
                let least = row.iter().map(|(v, _)| count as i64 + v).min().unwrap();
                assert!(least >= 0);
            }
        }
    }

    #[test]
    fn a_variance_that_cannot_be_is_refused() {
        // A count of 1 deviates by −1, 0, …, 2: with mean 0 the variance is 2 at most.
        let refused = PerturbationTable::new(&policy(2, 2.5, 0)).unwrap_err();
        assert_eq!((refused.count, refused.code()), (1, "variance-out-of-range"));
        assert_eq!(policy(2, 2.5, 0).check()[0].code, "variance-out-of-range");
    }

    #[test]
    fn keys_do_not_depend_on_order_and_choose_by_their_chance() {
        let keys: Vec<f64> = (0..1000).map(|record| record_key(7, record)).collect();
        let back = keys.iter().rev().copied();
        assert_eq!(cell_key(keys.iter().copied()), cell_key(back));
        let table = PerturbationTable::new(&policy(2, 1.0, 0)).unwrap();
        assert_eq!(table.perturbed(0, 0.9), 0);
        let draws = (0..100_000).map(|at| table.perturbed(10, record_key(3, at)) as f64 - 10.0);
        let variance: f64 = draws.map(|v| v * v).sum::<f64>() / 1e5;
        assert!((variance - 1.0).abs() < 0.02, "{variance}");
    }
}
