//! Risk tests of a perturbed table: there is no proof of protection by noise, so what an attacker can do
//! is tried and told.

use serde::{Deserialize, Serialize};

use super::bounds;
use super::cell_key::PerturbationTable;
use super::system::System;

/// What was tried, and how often it went well for the attacker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PerturbationRisk {
    /// Cells that are not zero.
    pub cells: usize,
    /// Of those, how many are published as they are.
    pub unchanged: usize,
    /// Cells with a count from 1 up to the small count.
    pub small: usize,
    /// Of those, how many are published as they are.
    pub small_unchanged: usize,
    /// For each published count up to the small count: the true count that is most likely behind it,
    /// and how likely, to somebody who knows the perturbation table and how frequent each count is.
    pub best_guess: Vec<(u64, u64, f64)>,
    /// Cells of which the sums leave one true count only, to somebody who knows the greatest deviation.
    pub pinned: usize,
    /// Of those, how many are small.
    pub small_pinned: usize,
    /// Mean deviation of totals and parts: 0 within chance.
    pub mean_deviation: f64,
    /// Variance of the deviations.
    pub variance: f64,
}

/// Tries a perturbed table. `counts` are the true counts of the system's cells, `published` the
/// perturbed ones.
pub fn perturbation_risk(
    system: &System,
    counts: &[u64],
    published: &[u64],
    table: &PerturbationTable,
    small: u64,
) -> PerturbationRisk {
    let is_small = |count: u64| (1..=small).contains(&count);
    let pairs = || counts.iter().copied().zip(published.iter().copied());
    let number = |test: &dyn Fn(u64, u64) -> bool| {
        pairs().filter(|(count, seen)| *count > 0 && test(*count, *seen)).count()
    };
    let pinned = pinned(system, published, table);
    let cells = number(&|_, _| true);
    let deviations: Vec<f64> = pairs()
        .filter(|(count, _)| *count > 0)
        .map(|(count, seen)| seen as f64 - count as f64)
        .collect();
    let of = |power: i32| -> f64 {
        deviations.iter().map(|by| by.powi(power)).sum::<f64>() / cells.max(1) as f64
    };
    PerturbationRisk {
        cells,
        unchanged: number(&|count, seen| count == seen),
        small: number(&|count, _| is_small(count)),
        small_unchanged: number(&|count, seen| is_small(count) && count == seen),
        best_guess: (0..=small).filter_map(|seen| best_guess(seen, counts, table)).collect(),
        pinned: pinned.iter().filter(|at| counts[**at] > 0).count(),
        small_pinned: pinned.iter().filter(|at| is_small(counts[**at])).count(),
        mean_deviation: of(1),
        variance: of(2),
    }
}

/// The true count that is most likely behind a published one, by Bayes' rule.
fn best_guess(seen: u64, counts: &[u64], table: &PerturbationTable) -> Option<(u64, u64, f64)> {
    let reach = table.rows.iter().flatten().map(|(by, _)| by.unsigned_abs()).max().unwrap_or(0);
    let chance = |count: u64| -> f64 {
        let frequency = counts.iter().filter(|found| **found == count).count() as f64;
        let row = table.of(count).iter();
        let hits = row.filter(|(by, _)| count.checked_add_signed(*by) == Some(seen));
        frequency * hits.map(|(_, chance)| chance).sum::<f64>()
    };
    let chances: Vec<(u64, f64)> =
        (seen.saturating_sub(reach)..=seen + reach).map(|count| (count, chance(count))).collect();
    let all: f64 = chances.iter().map(|(_, chance)| chance).sum();
    let best = chances.into_iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
    (all > 0.0).then(|| (seen, best.0, best.1 / all))
}

/// The cells of which only one true count is left by the sums and the greatest deviation.
fn pinned(system: &System, published: &[u64], table: &PerturbationTable) -> Vec<usize> {
    let reach = table.rows.iter().flatten().map(|(by, _)| by.unsigned_abs()).max().unwrap_or(0);
    let bounds =
        published.iter().map(|seen| (seen.saturating_sub(reach) as f64, (seen + reach) as f64));
    let bounds = bounds::propagate(system, bounds.collect());
    let left = |(low, high): (f64, f64)| (high + 1e-6).floor() - (low - 1e-6).ceil();
    (0..bounds.len()).filter(|at| left(bounds[*at]) < 1.0).collect()
}
