//! Which choice moves an index most: Sobol' indices of every factor.
//!
//! The design is that of Saltelli et al., *Computer Physics Communications* 181 (2010): two independent
//! samples A and B, and for each factor one like A with that factor from B. First order is estimated as
//! there, on outputs from which their mean is taken (which changes the expectation by nothing and the error
//! by much); total order by Jansen, *CPC* 117 (1999). These are COINr's estimators, without its uncentred
//! product.

use serde::Serialize;
use utoipa::ToSchema;

use super::choices::Factor;
use super::engine::{Engine, Sample};
use super::method::Method;
use super::moments::quantile;
use super::problem::{Problem, What};
use super::structure::Structure;
use super::table::DataTable;
use super::uncertainty::{Analysis, Failure, failures, prepare};
use crate::random::{Stream, state};

/// Resamples of the bootstrap.
const RESAMPLES: usize = 500;

/// Which factors move an index.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Sensitivity {
    /// Code of the element looked at.
    pub element: String,
    /// Number of points of the design for each of its samples.
    pub points: usize,
    /// How often the index was built: `points` · (factors + 2).
    pub runs: usize,
    /// Runs that could not be carried out; a point with any is left out.
    pub failed: Vec<Failure>,
    /// Of the mean, over units, of how many ranks each is from its published one (as COINr); `None` where it
    /// is always the same.
    pub rank_shift: Option<Indices>,
    /// Of the scores of all units together: indices of single units weighted by their variances (Gamboa et
    /// al., *Electronic Journal of Statistics* 8, 2014).
    pub scores: Option<Indices>,
    /// Of the score of each unit.
    pub units: Vec<UnitIndices>,
}

/// Sobol' indices of one result.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Indices {
    /// The mean of the result.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
    /// By factor.
    pub factors: Vec<FactorIndices>,
}

/// Sobol' indices of one factor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct FactorIndices {
    /// The factor.
    pub factor: Factor,
    /// Share of the variance that it explains alone.
    pub first: Estimate,
    /// Share that it explains alone and with others.
    pub total: Estimate,
}

/// An estimate with its bootstrap interval (percentiles). An index that is truly 0 can come out below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Sobol' indices of one unit's score.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitIndices {
    /// Code of the unit.
    pub unit: String,
    /// `None` where its score does not vary.
    pub indices: Option<Indices>,
}

/// Analyses which factor moves an index; `analysis.runs` is the number of points of the design.
///
/// # Errors
/// As [`super::uncertainty()`]; `index-too-few-factors` with fewer than two, `index-nothing-varies` where
/// neither scores nor ranks do, `index-all-runs-failed` where no point is complete.
pub fn sensitivity(
    structure: &Structure,
    method: &Method,
    data: &DataTable,
    errors: Option<&DataTable>,
    analysis: &Analysis,
) -> Result<Sensitivity, Vec<Problem>> {
    let prepared = prepare(structure, method, data, errors, analysis)?;
    let engine = &prepared.engine;
    let factors = &engine.factors;
    if factors.len() < 2 {
        return Err(vec![Problem::new(What::TooFewFactors).found(factors.len())]);
    }
    let samples = design(engine, analysis);
    let failed = failures(&samples.iter().collect::<Vec<_>>());
    let complete = |point: &usize| samples.iter().all(|sample| sample.failed[*point].is_none());
    let points: Vec<usize> = (0..analysis.runs).filter(complete).collect();
    if points.len() < 2 {
        let first = failed.first().map(|failure| failure.what.code()).unwrap_or_default();
        return Err(vec![Problem::new(What::AllRunsFailed).found(first)]);
    }
    let estimating = Estimating {
        factors,
        tail: 0.5 * (1.0 - analysis.interval),
        resamples: resamples(analysis.seed, points.len()),
    };
    let nominal: Vec<f64> =
        prepared.ranks.iter().map(|rank| rank.map_or(f64::NAN, f64::from)).collect();
    let shift = |sample: usize, point: usize| rank_shift(&samples[sample], point, &nominal);
    let rank_shift = estimating.of(&Contributions::of(&points, factors.len(), &shift));
    let mut whole = Contributions::none(points.len(), factors.len());
    let mut units = Vec::new();
    for (at, unit) in engine.plan.units.iter().enumerate() {
        let score = |sample: usize, point: usize| {
            let sample: &Sample = &samples[sample];
            sample.scores[point * sample.units + at]
        };
        let own = Contributions::of(&points, factors.len(), &score);
        // A unit without a score in some run has no indices, and none in the whole.
        let indices = if own.is_finite() {
            whole.add(&own);
            estimating.of(&own)
        } else {
            None
        };
        units.push(UnitIndices { unit: unit.clone(), indices });
    }
    whole.mean /= units.len() as f64;
    let scores = estimating.of(&whole);
    if rank_shift.is_none() && scores.is_none() {
        return Err(vec![Problem::new(What::NothingVaries)]);
    }
    Ok(Sensitivity {
        element: engine.plan.tree.codes[engine.element].clone(),
        points: points.len(),
        runs: analysis.runs * (factors.len() + 2),
        failed,
        rank_shift,
        scores,
        units,
    })
}

/// A, B, then A with each factor from B.
fn design(engine: &Engine, analysis: &Analysis) -> Vec<Sample> {
    let sample = |of: &(dyn Fn(usize) -> u64 + Sync)| {
        let draw = |run| engine.draw(engine.states(analysis.seed, run, of), |_| true);
        engine.sample(analysis.runs, analysis.threads, &draw)
    };
    let mut samples = vec![sample(&|_| 0), sample(&|_| 1)];
    for varied in 0..engine.factors.len() {
        samples.push(sample(&move |factor| u64::from(factor == varied)));
    }
    samples
}

fn rank_shift(sample: &Sample, point: usize, nominal: &[f64]) -> f64 {
    let ranks = &sample.ranks[point * sample.units..(point + 1) * sample.units];
    let both = ranks.iter().zip(nominal).filter(|(rank, nominal)| **rank > 0 && !nominal.is_nan());
    let (number, sum) = both.fold((0.0, 0.0), |(number, sum), (rank, nominal)| {
        (number + 1.0, sum + (f64::from(*rank) - nominal).abs())
    });
    sum / number
}

/// What each point of the design adds to the sums from which indices are estimated.
struct Contributions {
    mean: f64,
    variance: Vec<f64>,
    /// By factor.
    first: Vec<Vec<f64>>,
    total: Vec<Vec<f64>>,
}

impl Contributions {
    fn none(points: usize, factors: usize) -> Self {
        let empty = vec![vec![0.0; points]; factors];
        Self { mean: 0.0, variance: vec![0.0; points], first: empty.clone(), total: empty }
    }

    /// Of a result, given by sample (A, B, then one per factor) and point.
    fn of(points: &[usize], factors: usize, result: &impl Fn(usize, usize) -> f64) -> Self {
        let number = points.len() as f64;
        let sum: f64 = points.iter().map(|point| result(0, *point) + result(1, *point)).sum();
        let mean = sum / (2.0 * number);
        let mut made = Self::none(points.len(), factors);
        made.mean = mean;
        for (row, point) in points.iter().enumerate() {
            let (a, b) = (result(0, *point), result(1, *point));
            made.variance[row] = (a - mean) * (a - mean) + (b - mean) * (b - mean);
            for factor in 0..factors {
                let mixed = result(factor + 2, *point);
                made.first[factor][row] = (b - mean) * (mixed - a);
                made.total[factor][row] = 0.5 * (a - mixed) * (a - mixed);
            }
        }
        made
    }

    fn add(&mut self, other: &Self) {
        let add = |to: &mut Vec<f64>, from: &[f64]| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        self.mean += other.mean;
        add(&mut self.variance, &other.variance);
        for factor in 0..self.first.len() {
            add(&mut self.first[factor], &other.first[factor]);
            add(&mut self.total[factor], &other.total[factor]);
        }
    }

    fn is_finite(&self) -> bool {
        let all = |values: &[f64]| values.iter().all(|value| value.is_finite());
        all(&self.variance) && self.total.iter().all(|values| all(values))
    }
}

/// Points of each resample, as how often each is in it.
fn resamples(seed: u64, points: usize) -> Vec<Vec<f64>> {
    let mut stream = Stream::new(state(seed, 2, 0, 0));
    (0..RESAMPLES)
        .map(|_| {
            let mut times = vec![0.0; points];
            for _ in 0..points {
                times[((stream.uniform() * points as f64) as usize).min(points - 1)] += 1.0;
            }
            times
        })
        .collect()
}

struct Estimating<'a> {
    factors: &'a [Factor],
    tail: f64,
    resamples: Vec<Vec<f64>>,
}

impl Estimating<'_> {
    /// Indices; `None` where nothing varies.
    fn of(&self, from: &Contributions) -> Option<Indices> {
        let number = from.variance.len() as f64;
        // With 2N − 1, as the variance of A and B together.
        let correction = (2.0 * number - 1.0) / number;
        let variance = from.variance.iter().sum::<f64>() / (2.0 * number - 1.0);
        // Rounding leaves a variance of about 1e-32 of the square where nothing varies at all.
        if variance <= 1e-24 * from.mean * from.mean {
            return None;
        }
        let scales: Vec<f64> =
            self.resamples.iter().map(|times| dot(times, &from.variance)).collect();
        let estimate = |values: &[f64]| {
            let mut again: Vec<f64> = self
                .resamples
                .iter()
                .zip(&scales)
                .map(|(times, scale)| dot(times, values) / scale * correction)
                .filter(|value| value.is_finite())
                .collect();
            again.sort_unstable_by(f64::total_cmp);
            let mean = values.iter().sum::<f64>() / number;
            Estimate {
                value: mean / variance,
                low: quantile(&again, self.tail),
                high: quantile(&again, 1.0 - self.tail),
            }
        };
        let factors = self.factors.iter().zip(from.first.iter().zip(&from.total));
        let factors = factors.map(|(factor, (first, total))| FactorIndices {
            factor: *factor,
            first: estimate(first),
            total: estimate(total),
        });
        Some(Indices { mean: from.mean, variance, factors: factors.collect() })
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indices(
        points: usize,
        factors: &[Factor],
        result: &impl Fn(usize, usize) -> f64,
    ) -> Indices {
        let all: Vec<usize> = (0..points).collect();
        let estimating = Estimating { factors, tail: 0.05, resamples: resamples(1, points) };
        estimating.of(&Contributions::of(&all, factors.len(), result)).unwrap()
    }

    /// The formulas carried out in R 4.2 on the same numbers.
    #[test]
    fn estimates_are_those_of_the_formulas() {
        let samples = [
            [1.0, 3.0, 2.0, 5.0],
            [2.0, 2.0, 4.0, 1.0],
            [1.5, 2.0, 2.5, 4.0],
            [2.0, 3.0, 3.0, 2.0],
        ];
        let factors = [Factor::Weights, Factor::LeftOut];
        let found = indices(4, &factors, &|sample, point| samples[sample][point]);
        for (factor, first, total) in [(0, 0.3125, 0.156_25), (1, 0.6875, 0.6875)] {
            assert!((found.factors[factor].first.value - first).abs() < 1e-12, "{found:?}");
            assert!((found.factors[factor].total.value - total).abs() < 1e-12, "{found:?}");
        }
    }

    /// Ishigami's function with a = 7, b = 0.1, whose indices are known: first order 0.3139, 0.4424, 0;
    /// total 0.5576, 0.4424, 0.2437 (Saltelli et al. 2008, *Global Sensitivity Analysis: The Primer*).
    #[test]
    fn ishigami_s_function_has_its_known_indices() {
        let factors = [Factor::Weights, Factor::LeftOut, Factor::Winmax];
        let result = |sample: usize, point: usize| {
            let x = |factor: usize| {
                let of = u64::from(sample == 1 || sample == factor + 2);
                let state = state(3, of, point, factor);
                std::f64::consts::PI * (2.0 * crate::random::uniform(state) - 1.0)
            };
            x(0).sin() + 7.0 * x(1).sin().powi(2) + 0.1 * x(2).powi(4) * x(0).sin()
        };
        let found = indices(16_384, &factors, &result);
        let mut largest: f64 = 0.0;
        for (factor, first, total) in [(0, 0.3139, 0.5576), (1, 0.4424, 0.4424), (2, 0.0, 0.2437)] {
            let estimate = found.factors[factor];
            for (estimate, known) in [(estimate.first, first), (estimate.total, total)] {
                largest = largest.max((estimate.value - known).abs());
                assert!(estimate.low < estimate.value && estimate.value < estimate.high);
                assert!(estimate.low - 0.03 < known && known < estimate.high + 0.03);
            }
        }
        println!("Ishigami: largest difference {largest}");
        assert!(largest < 0.03, "{found:?}");
        assert!((found.variance - 13.845).abs() < 0.4, "{found:?}");
    }
}
