//! Replicate weights: read, or made from strata and clusters; and the variance that they give.

use passerelle_vocabulary::Columns;

use super::calibrate::{self, Auxiliary};
use super::design::{Calibration, ReplicateMethod, Replicates};
use super::linear::{Matrix, rank};
use super::problem::{SurveyProblem, SurveyProblems};
use super::sample::SampleUnits;
use super::units::numbers;
use crate::random::Stream;

/// Replicates that are made, at the most: one a primary unit is a jackknife, of a large sample of rows
/// drawn one by one it is a mistake.
const MOST_MADE: usize = 5_000;

/// The weights of each replicate, and how squares become a variance.
#[derive(Debug, Clone)]
pub(crate) struct ReplicateSet {
    /// By replicate, then by row.
    weights: Vec<Vec<f64>>,
    scale: f64,
    rscales: Vec<f64>,
    mse: bool,
    df: Option<f64>,
}

/// Made replicates: a factor for each primary unit, and the squares' factors.
struct Made {
    factors: Vec<Vec<f64>>,
    scale: f64,
    rscales: Vec<f64>,
}

impl ReplicateSet {
    pub fn new(
        asked: &Replicates,
        units: &SampleUnits,
        rows: &Columns,
        weights: &[f64],
    ) -> Result<Self, SurveyProblems> {
        let made = if asked.columns.is_empty() {
            make(asked, units, weights)?
        } else {
            read(asked, rows, weights)?
        };
        let count = made.factors.len();
        let rscales = asked.rscales.clone().unwrap_or(made.rscales);
        if rscales.len() != count {
            return Err(SurveyProblem::Replicates { field: "rscales", why: "wrong-number" }.into());
        }
        Ok(Self {
            weights: made.factors,
            scale: asked.scale.unwrap_or(made.scale),
            rscales,
            mse: asked.mse.unwrap_or(asked.method == ReplicateMethod::SDR),
            df: asked.df,
        })
    }

    /// Every replicate's weights in turn.
    pub fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.weights.iter().map(Vec::as_slice)
    }

    /// The variance of an estimate, from its value with each replicate's weights; replicates without a
    /// value are left out. `None` where none has one.
    pub fn variance(&self, full: f64, values: &[Option<f64>]) -> Option<f64> {
        let known: Vec<(f64, f64)> = values
            .iter()
            .zip(&self.rscales)
            .filter_map(|(value, scale)| Some(((*value)?, *scale)))
            .collect();
        let used: Vec<f64> = known.iter().filter(|(_, s)| *s > 0.0).map(|(v, _)| *v).collect();
        if used.is_empty() {
            return None;
        }
        let mean = used.iter().sum::<f64>() / used.len() as f64;
        let centre = if self.mse { full } else { mean };
        Some(self.scale * known.iter().map(|(v, s)| s * (v - centre).powi(2)).sum::<f64>())
    }

    /// The covariances of several estimates, given by a function of weights. `None` where a replicate has no
    /// value.
    pub fn covariance(
        &self,
        full: &[f64],
        estimate: impl Fn(&[f64]) -> Vec<f64>,
    ) -> Option<Matrix> {
        let values: Vec<Vec<f64>> = self.iter().map(estimate).collect();
        if values.iter().flatten().any(|value| !value.is_finite()) {
            return None;
        }
        let used = self.rscales.iter().filter(|scale| **scale > 0.0).count() as f64;
        let mean = |k: usize| {
            let kept = values.iter().zip(&self.rscales).filter(|(_, scale)| **scale > 0.0);
            kept.map(|(value, _)| value[k]).sum::<f64>() / used
        };
        let centre: Vec<f64> =
            (0..full.len()).map(|k| if self.mse { full[k] } else { mean(k) }).collect();
        Some(Matrix::of(full.len(), full.len(), |i, j| {
            let product = |(value, scale): (&Vec<f64>, &f64)| {
                scale * (value[i] - centre[i]) * (value[j] - centre[j])
            };
            self.scale * values.iter().zip(&self.rscales).map(product).sum::<f64>()
        }))
    }

    /// The rank of the cell's replicate weights, less one.
    pub fn degrees(&self, in_cell: &[bool]) -> f64 {
        if let Some(df) = self.df {
            return df;
        }
        let kept = |column: &Vec<f64>| {
            column.iter().zip(in_cell).filter(|(_, kept)| **kept).map(|(w, _)| *w).collect()
        };
        let columns: Vec<Vec<f64>> = self.weights.iter().map(kept).collect();
        rank(&columns) as f64 - 1.0
    }

    /// Calibrates the weights of every replicate as those of the whole sample.
    pub fn calibrate(
        &mut self,
        asked: &Calibration,
        auxiliary: &Auxiliary,
    ) -> Result<(), SurveyProblem> {
        for weights in &mut self.weights {
            *weights = calibrate::weights(asked, auxiliary, weights)?;
        }
        Ok(())
    }
}

/// Columns of weights; `rep_*` stands for all that begin so.
fn read(asked: &Replicates, rows: &Columns, weights: &[f64]) -> Result<Made, SurveyProblems> {
    let mut factors = Vec::new();
    let mut problems = Vec::new();
    for name in asked.column_names(rows.names()) {
        let column = numbers(rows, &name)?;
        let unsound = |value: &f64| !value.is_finite() || *value < 0.0;
        if let Some(at) = column.iter().position(unsound) {
            let count = column.iter().filter(|value| unsound(value)).count() as u64;
            let why = if column[at] < 0.0 { "negative" } else { "missing" };
            let (row, column) = (at as u64 + 1, name.clone());
            problems.push(SurveyProblem::BadCell { row, column, why, rows: count });
        }
        factors.push(if asked.combined == Some(false) {
            column.iter().zip(weights).map(|(factor, weight)| factor * weight).collect()
        } else {
            column.to_vec()
        });
    }
    if !problems.is_empty() {
        return Err(SurveyProblems(problems));
    }
    if factors.len() < 2 {
        return Err(SurveyProblem::Replicates { field: "columns", why: "too-few" }.into());
    }
    let count = factors.len() as f64;
    let rho = asked.fay_rho.unwrap_or(0.0);
    let scale = match asked.method {
        ReplicateMethod::JK1 => (count - 1.0) / count,
        ReplicateMethod::BRR => 1.0 / count,
        ReplicateMethod::Fay => 1.0 / (count * (1.0 - rho) * (1.0 - rho)),
        ReplicateMethod::Bootstrap => 1.0 / (count - 1.0),
        ReplicateMethod::SDR => 4.0 / count,
        ReplicateMethod::JKn | ReplicateMethod::Other => 1.0,
    };
    let rscales = vec![1.0; factors.len()];
    Ok(Made { factors, scale, rscales })
}

impl Replicates {
    /// The columns of weights among a file's: names as they stand, and for `rep_*` all that begin so.
    pub fn column_names(&self, names: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for asked in &self.columns {
            match asked.strip_suffix('*') {
                Some(start) => found.extend(names.iter().filter(|n| n.starts_with(start)).cloned()),
                None => found.push(asked.clone()),
            }
        }
        found
    }
}

/// A first-stage stratum: its primary units.
struct Stratum {
    units: Vec<u32>,
    correction: f64,
    name: String,
}

fn make(asked: &Replicates, units: &SampleUnits, weights: &[f64]) -> Result<Made, SurveyProblem> {
    let primary = units.primary();
    let strata = strata(units, &primary);
    let count: usize = strata.iter().map(|stratum| stratum.units.len()).sum();
    if count > MOST_MADE && asked.method != ReplicateMethod::Bootstrap {
        let (cells, most) = (count as u64, MOST_MADE as u64);
        return Err(SurveyProblem::TooManyCells { cells, most });
    }
    if let Some(lonely) = strata.iter().find(|one| one.units.len() < 2 && one.correction > 0.0) {
        let strata = strata.iter().filter(|one| one.units.len() < 2).count() as u64;
        let stratum = lonely.name.clone();
        return Err(SurveyProblem::LonelyPsu { stage: 1, stratum, strata });
    }
    let mut made = match asked.method {
        ReplicateMethod::JK1 | ReplicateMethod::JKn => jackknife(&strata),
        ReplicateMethod::BRR => balanced(&strata, 0.0)?,
        ReplicateMethod::Fay => balanced(&strata, asked.fay_rho.unwrap_or(0.0))?,
        ReplicateMethod::Bootstrap => rao_wu(&strata, asked),
        ReplicateMethod::SDR | ReplicateMethod::Other => {
            return Err(SurveyProblem::Replicates { field: "columns", why: "needed" });
        }
    };
    // Factors were by primary unit; from here on they are weights by row.
    for factors in &mut made.factors {
        *factors =
            primary.iter().zip(weights).map(|(unit, w)| factors[*unit as usize] * w).collect();
    }
    Ok(made)
}

fn strata(units: &SampleUnits, primary: &[u32]) -> Vec<Stratum> {
    let groups = units.strata();
    let mut pairs: Vec<(usize, u32)> = groups.into_iter().zip(primary.iter().copied()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let of = |chunk: &[(usize, u32)]| {
        let group = &units.groups[chunk[0].0];
        let correction = (1.0 - group.drawn / group.population).max(0.0);
        let members = chunk.iter().map(|(_, unit)| *unit).collect();
        Stratum { units: members, correction, name: group.name.clone() }
    };
    let mut strata: Vec<Stratum> = pairs.chunk_by(|a, b| a.0 == b.0).map(of).collect();
    strata.sort_by(|a, b| a.name.cmp(&b.name));
    strata
}

fn size(strata: &[Stratum]) -> usize {
    strata.iter().map(|stratum| stratum.units.len()).sum()
}

/// Leaves one unit out at a time; the others of its stratum stand for it.
fn jackknife(strata: &[Stratum]) -> Made {
    let count = size(strata);
    let (mut factors, mut rscales) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for stratum in strata {
        let n = stratum.units.len() as f64;
        if stratum.correction == 0.0 {
            // The whole stratum is in the sample: nothing of it varies.
            continue;
        }
        for left_out in &stratum.units {
            let mut factor = vec![1.0; count];
            stratum.units.iter().for_each(|unit| factor[*unit as usize] = n / (n - 1.0));
            factor[*left_out as usize] = 0.0;
            factors.push(factor);
            rscales.push(stratum.correction * (n - 1.0) / n);
        }
    }
    Made { factors, scale: 1.0, rscales }
}

/// One of two units of each stratum, balanced by a Hadamard matrix; the other keeps `rho`.
fn balanced(strata: &[Stratum], rho: f64) -> Result<Made, SurveyProblem> {
    if strata.iter().any(|stratum| stratum.units.len() != 2) {
        return Err(SurveyProblem::Replicates { field: "method", why: "not-two-units" });
    }
    let signs = hadamard(strata.len() + 1);
    let (count, replicates) = (size(strata), signs.len());
    let factor = |replicate: usize| {
        let mut factor = vec![1.0; count];
        for (number, stratum) in strata.iter().enumerate() {
            let first = if signs[number + 1][replicate] { 2.0 - rho } else { rho };
            factor[stratum.units[0] as usize] = first;
            factor[stratum.units[1] as usize] = 2.0 - first;
        }
        factor
    };
    let factors = (0..replicates).map(factor).collect();
    let scale = 1.0 / (replicates as f64 * (1.0 - rho) * (1.0 - rho));
    Ok(Made { factors, scale, rscales: vec![1.0; replicates] })
}

/// A Hadamard matrix of at least `size` rows, as signs: Paley's first construction for a prime p ≡ 3 (mod 4),
/// doubled by Sylvester's as often as needed, whichever is smallest.
fn hadamard(size: usize) -> Vec<Vec<bool>> {
    let doubled = |start: usize| {
        let mut order = start;
        while order < size {
            order *= 2;
        }
        (order, start)
    };
    let primes = [3_usize, 7, 11, 19, 23, 31, 43, 47, 59, 67, 71, 79, 83];
    let starts = std::iter::once(1).chain(primes.iter().map(|prime| prime + 1));
    let best = starts.map(doubled).min().unwrap_or((1, 1));
    let mut matrix = if best.1 == 1 { vec![vec![true]] } else { paley(best.1 - 1) };
    while matrix.len() < best.0 {
        matrix = twice(&matrix);
    }
    matrix
}

/// [[H, H], [H, −H]].
fn twice(matrix: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let above = matrix.iter().map(|row| [row.clone(), row.clone()].concat());
    let below =
        matrix.iter().map(|row| [row.clone(), row.iter().map(|sign| !sign).collect()].concat());
    above.chain(below).collect()
}

/// Paley's first construction: of order p + 1, its first row and column all positive.
fn paley(prime: usize) -> Vec<Vec<bool>> {
    let square: Vec<bool> = (0..prime).map(|x| (1..prime).any(|y| y * y % prime == x)).collect();
    let cell = |i: usize, j: usize| match (i, j) {
        (0, _) | (_, 0) => true,
        _ if i == j => false,
        _ => !square[(j + prime - i) % prime],
    };
    (0..=prime).map(|i| (0..=prime).map(|j| cell(i, j)).collect()).collect()
}

/// Rao and Wu's rescaled bootstrap (1988) with nₕ − 1 of nₕ units drawn in each stratum, corrected for the
/// finite population: factor 1 − λ + λ·n/(n − 1)·times drawn, λ² = 1 − f.
fn rao_wu(strata: &[Stratum], asked: &Replicates) -> Made {
    let (count, replicates) = (size(strata), asked.replicates.unwrap_or(500).max(2));
    let mut chance = Stream::new(asked.seed.unwrap_or(1));
    let mut factor = || {
        let mut factor = vec![1.0; count];
        for stratum in strata {
            let n = stratum.units.len();
            let mut times = vec![0.0; n];
            (1..n).for_each(|_| times[chance.below(n)] += 1.0);
            let lambda = stratum.correction.sqrt();
            for (unit, times) in stratum.units.iter().zip(times) {
                let drawn = n as f64 / (n as f64 - 1.0) * times;
                factor[*unit as usize] = 1.0 - lambda + lambda * drawn;
            }
        }
        factor
    };
    let factors = (0..replicates).map(|_| factor()).collect();
    Made { factors, scale: 1.0 / (replicates as f64 - 1.0), rscales: vec![1.0; replicates] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hadamard_matrices_are_orthogonal() {
        for size in [1, 2, 4, 5, 12, 13, 24, 30, 60] {
            let matrix = hadamard(size);
            assert!(matrix.len() >= size && matrix.len() < 2 * size + 4);
            for (i, first) in matrix.iter().enumerate() {
                for second in &matrix[i + 1..] {
                    let same = first.iter().zip(second).filter(|(a, b)| a == b).count();
                    assert_eq!(2 * same, matrix.len(), "size {size}");
                }
            }
        }
    }

    #[test]
    fn successive_squares_become_a_variance() {
        let set = |mse| ReplicateSet {
            weights: Vec::new(),
            scale: 0.5,
            rscales: vec![1.0, 1.0, 2.0],
            mse,
            df: Some(3.0),
        };
        let values = [Some(1.0), Some(3.0), None];
        assert_eq!(set(false).variance(1.0, &values), Some(1.0));
        assert_eq!(set(true).variance(1.0, &values), Some(2.0));
        assert_eq!(set(true).variance(1.0, &[None, None, None]), None);
    }
}
