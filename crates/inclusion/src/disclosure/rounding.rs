//! Rounding to a base: to the nearest multiple, at random without bias, or so that totals still add up.

use crate::random;
use serde::{Deserialize, Serialize};

use super::solver::{Answer, Programme, Solver};
use super::system::System;

/// Systems of more cells than this are not rounded with their sums: the programme would not end.
pub const CONTROLLED_UP_TO: usize = 20_000;

/// How figures are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundingMethod {
    /// To the nearest multiple; halves away from zero. Always the same, and biased where values repeat.
    Nearest,
    /// Up or down with a chance that leaves the expected value what it was; the seed decides.
    Random,
    /// Up or down so that every total is the sum of its parts, as near as possible.
    Controlled,
}

/// Rounding, as a policy asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundingPolicy {
    /// How.
    pub method: RoundingMethod,
    /// To multiples of this; above 0.
    pub base: f64,
    /// What random rounding starts from. The same seed rounds the same cell the same way each time:
    /// asking again tells nothing more.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// Why figures cannot be rounded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum RoundingProblem {
    /// No table of neighbouring multiples adds up (this can happen from three dimensions on).
    #[error("no neighbouring multiples of {base} add up")]
    NotRoundable {
        /// The base.
        base: f64,
    },
    /// The system is too large for rounding with sums.
    #[error("{cells} cells, at most {most} can be rounded with their sums")]
    TooLarge {
        /// Cells of the system.
        cells: usize,
        /// The most.
        most: usize,
    },
    /// Random rounding without a seed.
    #[error("random rounding needs a seed")]
    SeedMissing,
    /// The solver gave up.
    #[error("the solver gave up: {reason}")]
    SolverFailed {
        /// In its words.
        reason: String,
    },
}

impl RoundingProblem {
    /// The stable code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotRoundable { .. } => "not-roundable",
            Self::TooLarge { .. } => "too-large-to-round",
            Self::SeedMissing => "seed-missing",
            Self::SolverFailed { .. } => "solver-failed",
        }
    }
}

/// The values of a system's cells, rounded.
///
/// # Errors
/// `not-roundable`, `too-large-to-round` and `solver-failed` for controlled rounding; `seed-missing`.
pub fn rounded(
    system: &System,
    policy: RoundingPolicy,
    solver: &dyn Solver,
) -> Result<Vec<f64>, RoundingProblem> {
    let base = policy.base;
    let values = system.cells().iter().map(|cell| cell.value);
    match policy.method {
        RoundingMethod::Nearest => Ok(values.map(|value| (value / base).round() * base).collect()),
        RoundingMethod::Random => {
            let seed = policy.seed.ok_or(RoundingProblem::SeedMissing)?;
            let each = values.enumerate();
            Ok(each.map(|(at, value)| at_random(value, base, uniform(seed, at as u64))).collect())
        }
        RoundingMethod::Controlled => controlled(system, base, solver),
    }
}

/// A multiple of the base below or above, by a number from 0 to 1.
fn at_random(value: f64, base: f64, chance: f64) -> f64 {
    let (down, rest) = split(value, base);
    (down + f64::from(u8::from(chance < rest))) * base
}

/// How many whole bases, and what is left over as a share of one.
fn split(value: f64, base: f64) -> (f64, f64) {
    let nearest = (value / base).round();
    if (nearest * base - value).abs() <= 1e-9 * value.abs().max(base) {
        return (nearest, 0.0);
    }
    let down = (value / base).floor();
    (down, value / base - down)
}

/// A number from 0 up to 1 that a seed and a position decide.
pub(super) fn uniform(seed: u64, position: u64) -> f64 {
    random::uniform(random::split_mix(
        seed ^ position.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15),
    ))
}

/// The neighbouring multiples that add up and are nearest in sum (zero-restricted controlled rounding,
/// L. H. Cox, *A constructive procedure for unbiased controlled rounding*, JASA 82, 1987).
fn controlled(
    system: &System,
    base: f64,
    solver: &dyn Solver,
) -> Result<Vec<f64>, RoundingProblem> {
    let cells = system.cells().len();
    if cells > CONTROLLED_UP_TO {
        return Err(RoundingProblem::TooLarge { cells, most: CONTROLLED_UP_TO });
    }
    let parts: Vec<(f64, f64)> =
        system.cells().iter().map(|cell| split(cell.value, base)).collect();
    let mut programme = Programme::default();
    for (_, rest) in &parts {
        programme.objective.push(1.0 - 2.0 * rest);
        programme.bounds.push((0.0, if *rest > 0.0 { 1.0 } else { 0.0 }));
    }
    for relation in system.relations() {
        let sum: f64 = relation.iter().map(|(cell, factor)| factor * parts[*cell].0).sum();
        programme.rows.push((relation.clone(), -sum));
    }
    // In one and two dimensions the corners of the programme are whole; else whole numbers are asked for.
    let mut answer = solver.solve(&programme);
    if let Answer::Best(found) = &answer
        && !found.iter().all(|up| (up - up.round()).abs() < 1e-6)
    {
        programme.whole = (0..cells).collect();
        answer = solver.solve(&programme);
    }
    match answer {
        Answer::Best(found) => {
            Ok(parts.iter().zip(found).map(|((down, _), up)| (down + up.round()) * base).collect())
        }
        Answer::Infeasible | Answer::Unbounded => Err(RoundingProblem::NotRoundable { base }),
        Answer::Failed(reason) => Err(RoundingProblem::SolverFailed { reason }),
    }
}
