//! Filling gaps by the expectation under a multivariate normal distribution: the EM algorithm of Little &
//! Rubin, *Statistical Analysis with Missing Data*, 2nd ed. 2002, §11.2.

use super::moments::{deviation, mean, present};
use super::problem::{Problem, What};
use super::tree::Tree;

/// Settings of the algorithm, on standardised columns.
pub(super) struct Settings {
    /// Added to each variance.
    pub ridge: f64,
    /// Most iterations.
    pub iterations: u32,
    /// Largest change at which it stops.
    pub tolerance: f64,
}

/// All columns with their gaps filled, group by group of the aggregates at `level`.
///
/// # Errors
/// `index-imputation-failed` for groups that cannot be estimated: an indicator with gaps and fewer than two
/// values or no spread, or a covariance that cannot be inverted.
pub(super) fn impute(
    tree: &Tree,
    columns: &[Vec<f64>],
    level: u32,
    settings: &Settings,
) -> Result<Vec<Vec<f64>>, Vec<Problem>> {
    let mut filled = columns.to_vec();
    let mut problems = Vec::new();
    for group in tree.groups.iter().filter(|group| group.level == level) {
        let members: Vec<usize> = (0..tree.indicators)
            .filter(|at| tree.ancestor(*at, level) == Some(group.element))
            .collect();
        let own: Vec<&[f64]> = members.iter().map(|at| columns[*at].as_slice()).collect();
        if own.iter().all(|values| present(values).count() == values.len()) {
            continue;
        }
        match expectation(&own, settings) {
            Some(found) => {
                members.into_iter().zip(found).for_each(|(at, values)| filled[at] = values);
            }
            None => {
                let code = &tree.codes[group.element];
                problems.push(Problem::of(What::ImputationFailed, code));
            }
        }
    }
    if problems.is_empty() { Ok(filled) } else { Err(problems) }
}

type Matrix = Vec<Vec<f64>>;

/// The columns with their gaps filled; `None` where they cannot be.
fn expectation(columns: &[&[f64]], settings: &Settings) -> Option<Vec<Vec<f64>>> {
    let size = columns.len();
    let units = columns.first()?.len();
    let scales: Option<Vec<(f64, f64)>> = columns
        .iter()
        .map(|values| Some((mean(present(values))?, deviation(values).filter(|sd| *sd > 0.0)?)))
        .collect();
    let scales = scales?;
    let standard = |at: usize, row: usize| (columns[at][row] - scales[at].0) / scales[at].1;
    let rows: Matrix =
        (0..units).map(|row| (0..size).map(|at| standard(at, row)).collect()).collect();
    let mut centre = vec![0.0; size];
    let mut covariance: Matrix =
        (0..size).map(|a| (0..size).map(|b| f64::from(u8::from(a == b))).collect()).collect();
    let mut filled = rows.clone();
    for _ in 0..settings.iterations {
        let (next_centre, next_covariance) =
            step(&rows, &mut filled, &centre, &covariance, settings.ridge)?;
        let moved = largest_change(&centre, &next_centre)
            .max(largest_change(&covariance.concat(), &next_covariance.concat()));
        (centre, covariance) = (next_centre, next_covariance);
        if moved <= settings.tolerance {
            break;
        }
    }
    let back = |at: usize, row: usize| {
        let original = columns[at][row];
        // What is there stays to the bit; only gaps come from the standardised scale.
        if original.is_nan() { filled[row][at] * scales[at].1 + scales[at].0 } else { original }
    };
    Some((0..size).map(|at| (0..units).map(|row| back(at, row)).collect()).collect())
}

fn largest_change(before: &[f64], after: &[f64]) -> f64 {
    before.iter().zip(after).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// One iteration: the expected values of gaps given the rest of their row, then mean and covariance.
fn step(
    rows: &[Vec<f64>],
    filled: &mut [Vec<f64>],
    centre: &[f64],
    covariance: &Matrix,
    ridge: f64,
) -> Option<(Vec<f64>, Matrix)> {
    let size = centre.len();
    let units = rows.len() as f64;
    let mut extra = vec![vec![0.0; size]; size];
    for (row, out) in rows.iter().zip(filled.iter_mut()) {
        let (gaps, known): (Vec<usize>, Vec<usize>) = (0..size).partition(|at| row[*at].is_nan());
        if gaps.is_empty() {
            continue;
        }
        let of = |a: &[usize], b: &[usize]| -> Matrix {
            a.iter().map(|one| b.iter().map(|other| covariance[*one][*other]).collect()).collect()
        };
        // Regression of the gaps on what is known: B = Σ_gk Σ_kk⁻¹.
        let factor = cholesky(of(&known, &known))?;
        let regression: Matrix =
            of(&gaps, &known).into_iter().map(|right| solve(&factor, right)).collect();
        for (gap, coefficients) in gaps.iter().zip(&regression) {
            let shift = known.iter().zip(coefficients);
            let shift: f64 = shift.map(|(at, b)| b * (row[*at] - centre[*at])).sum();
            out[*gap] = centre[*gap] + shift;
        }
        for (a, coefficients) in gaps.iter().zip(&regression) {
            for b in &gaps {
                let explained = known.iter().zip(coefficients);
                let explained: f64 = explained.map(|(at, c)| c * covariance[*at][*b]).sum();
                extra[*a][*b] += covariance[*a][*b] - explained;
            }
        }
    }
    let centre: Vec<f64> =
        (0..size).map(|at| filled.iter().map(|row| row[at]).sum::<f64>() / units).collect();
    let spread = |a: usize, b: usize| {
        let sum: f64 = filled.iter().map(|row| (row[a] - centre[a]) * (row[b] - centre[b])).sum();
        (sum + extra[a][b]) / units + if a == b { ridge } else { 0.0 }
    };
    let covariance = (0..size).map(|a| (0..size).map(|b| spread(a, b)).collect()).collect();
    Some((centre, covariance))
}

/// The lower Cholesky factor; `None` where the matrix is not positive definite.
fn cholesky(mut matrix: Matrix) -> Option<Matrix> {
    for at in 0..matrix.len() {
        for before in 0..=at {
            let sum: f64 = (0..before).map(|k| matrix[at][k] * matrix[before][k]).sum();
            let left = matrix[at][before] - sum;
            if before == at {
                if left.is_nan() || left <= 1e-12 {
                    return None;
                }
                matrix[at][at] = left.sqrt();
            } else {
                matrix[at][before] = left / matrix[before][before];
            }
        }
    }
    Some(matrix)
}

/// Solves L Lᵀ x = right.
fn solve(factor: &Matrix, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let sum: f64 = (0..at).map(|k| factor[at][k] * right[k]).sum();
        right[at] = (right[at] - sum) / factor[at][at];
    }
    for at in (0..size).rev() {
        let sum: f64 = (at + 1..size).map(|k| factor[k][at] * right[k]).sum();
        right[at] = (right[at] - sum) / factor[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { ridge: 0.0, iterations: 10_000, tolerance: 1e-14 };

    /// With gaps in one of two columns only, the maximum likelihood estimate has a closed form: the
    /// regression of that column on the other among complete units (Anderson 1957).
    #[test]
    fn one_column_with_gaps_is_its_regression_on_the_other() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let y = [2.0, 2.5, 5.0, 6.0, f64::NAN, f64::NAN];
        let found = expectation(&[&x, &y], &SETTINGS).unwrap();
        // lm(y ~ x) on the first four: intercept 0.25, slope 1.45.
        for (row, expected) in [(4, 0.25 + 1.45 * 5.0), (5, 0.25 + 1.45 * 6.0)] {
            assert!((found[1][row] - expected).abs() < 1e-9, "{:?}", found[1]);
        }
        assert_eq!(found[0], x, "what is there stays to the bit");
    }

    #[test]
    fn a_column_without_spread_cannot_be_estimated() {
        assert_eq!(expectation(&[&[1.0, 1.0, f64::NAN], &[1.0, 2.0, 3.0]], &SETTINGS), None);
    }
}
