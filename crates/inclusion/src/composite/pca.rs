//! Principal components of standardised columns, and weights from the first.

use serde::Serialize;
use utoipa::ToSchema;

use super::correlation::{Correlation, complete_rows, correlate};
use super::method::PcaWeight;
use super::moments::deviation;
use super::problem::{Problem, What};

/// Principal components of standardised columns, the strongest first (R's `prcomp(scale. = TRUE)`).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Pca {
    /// Codes of the columns.
    pub codes: Vec<String>,
    /// How many units were used: those with a value in every column.
    pub units: usize,
    /// Variance of each component; they sum to the number of columns.
    pub variances: Vec<f64>,
    /// Share of the whole variance that each component explains.
    pub explained: Vec<f64>,
    /// Loadings by component, then by column: unit vectors, turned so that they sum to 0 or more.
    pub loadings: Vec<Vec<f64>>,
}

/// Principal components of columns in which `None` is missing; units that lack any column are left out.
///
/// # Errors
/// `index-too-few-values` where fewer than three units are complete, `index-constant` for columns without
/// spread.
pub fn principal_components(
    codes: &[&str],
    columns: &[Vec<Option<f64>>],
) -> Result<Pca, Vec<Problem>> {
    let columns: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| column.iter().map(|value| value.unwrap_or(f64::NAN)).collect())
        .collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    components(codes, &columns)
}

fn components(codes: &[&str], columns: &[&[f64]]) -> Result<Pca, Vec<Problem>> {
    let complete = complete_rows(columns);
    let units = complete.first().map_or(0, Vec::len);
    if units < 3 {
        return Err(vec![Problem::of(What::TooFewValues, &codes.join(", ")).found(units)]);
    }
    let flat = |column: &&Vec<f64>| !deviation(column).is_some_and(|spread| spread > 0.0);
    let constant = codes.iter().zip(&complete).filter(|(_, column)| flat(column));
    let problems: Vec<Problem> =
        constant.map(|(code, _)| Problem::of(What::Constant, code)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let size = columns.len();
    let mut matrix = vec![vec![1.0; size]; size];
    for one in 0..size {
        for other in 0..one {
            let found = correlate(&complete[one], &complete[other], Correlation::Pearson);
            let found = found.unwrap_or(0.0);
            matrix[one][other] = found;
            matrix[other][one] = found;
        }
    }
    let (variances, loadings) = eigen(matrix);
    let total: f64 = variances.iter().sum();
    Ok(Pca {
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        units,
        explained: variances.iter().map(|variance| variance / total).collect(),
        variances,
        loadings,
    })
}

/// Weights of a group of indicators from its first component.
pub(super) fn weights(
    group: &str,
    codes: &[&str],
    columns: &[&[f64]],
    take: PcaWeight,
) -> Result<Vec<f64>, Vec<Problem>> {
    if columns.len() == 1 {
        return Ok(vec![1.0]);
    }
    let found = components(codes, columns)?;
    let first = &found.loadings[0];
    if take == PcaWeight::Squared {
        return Ok(first.iter().map(|loading| loading * loading).collect());
    }
    let negative = codes.iter().zip(first).filter(|(_, loading)| **loading < 0.0);
    let problems: Vec<Problem> = negative
        .map(|(code, loading)| {
            Problem::of(What::LoadingNegative, code).found(format!("{loading} ({group})"))
        })
        .collect();
    if problems.is_empty() { Ok(first.clone()) } else { Err(problems) }
}

/// Eigenvalues in descending order and their unit vectors, of a symmetric matrix, by Jacobi's rotations
/// (Golub & Van Loan, *Matrix Computations*, §8.5). Vectors are turned so that they sum to 0 or more.
fn eigen(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = matrix.len();
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|at| f64::from(u8::from(at == row))).collect()).collect();
    for _ in 0..100 {
        let off: f64 = (0..size)
            .flat_map(|p| (0..p).map(move |q| (p, q)))
            .map(|(p, q)| matrix[p][q].powi(2))
            .sum();
        if off < 1e-30 {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| matrix[*b][*b].total_cmp(&matrix[*a][*a]));
    let values = order.iter().map(|at| matrix[*at][*at].max(0.0)).collect();
    let turned = |at: &usize| {
        let vector: Vec<f64> = vectors.iter().map(|row| row[*at]).collect();
        let sign = if vector.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
        vector.into_iter().map(|loading| sign * loading).collect()
    };
    (values, order.iter().map(turned).collect())
}

/// One rotation that brings `matrix[p][q]` to 0.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q] == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let t = if theta == 0.0 { 1.0 } else { t };
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for row in matrix.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
    let (above, below) = matrix.split_at_mut(q);
    for (one, other) in above[p].iter_mut().zip(&mut below[0]) {
        (*one, *other) = (c * *one - s * *other, s * *one + c * *other);
    }
    for row in vectors.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Vec<Option<f64>>> {
        let gap = [Some(9.0), None, Some(1.0)];
        [
            [1.0, 2.0, 3.0, 4.0, 5.5, 7.0],
            [2.0, 1.0, 4.0, 3.0, 7.0, 6.5],
            [5.0, 3.0, 4.0, 1.0, 2.0, 2.0],
        ]
        .into_iter()
        .zip(gap)
        .map(|(values, gap)| values.into_iter().map(Some).chain([gap]).collect())
        .collect()
    }

    /// `prcomp(X, scale. = TRUE)` of R 4.2 on the six complete rows; the sign of a component is free.
    #[test]
    fn components_are_those_of_r() {
        let found = principal_components(&["a", "b", "c"], &columns()).unwrap();
        assert_eq!(found.units, 6);
        let variances = [2.368_771_001_063_225, 0.586_656_884_446_856, 0.044_572_114_489_919];
        let loadings = [
            [0.639_100_709_741_508, 0.573_267_176_361_139, -0.512_752_403_519_309],
            [0.106_162_100_175_575, 0.594_538_840_206_109, 0.797_027_713_428_264],
            [0.761_761_046_059_860, -0.563_815_849_363_338, 0.319_110_947_340_397],
        ];
        let mut largest: f64 = 0.0;
        for component in 0..3 {
            largest = largest.max((found.variances[component] - variances[component]).abs());
            for (ours, theirs) in found.loadings[component].iter().zip(loadings[component]) {
                largest = largest.max((ours - theirs).abs());
            }
        }
        println!("principal components: largest difference {largest:e}");
        assert!(largest < 1e-12);
        assert!((found.explained.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn weights_with_a_negative_loading_are_refused() {
        let numbers: Vec<Vec<f64>> = columns()
            .iter()
            .map(|values| values.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
            .collect();
        let borrowed: Vec<&[f64]> = numbers.iter().map(Vec::as_slice).collect();
        let codes = ["a", "b", "c"];
        let problems = weights("g", &codes, &borrowed, PcaWeight::Loadings).unwrap_err();
        assert_eq!((problems.len(), problems[0].what), (1, What::LoadingNegative));
        let squared = weights("g", &codes, &borrowed, PcaWeight::Squared).unwrap();
        assert!((squared.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let flat = vec![vec![Some(1.0); 5], vec![Some(2.0); 5]];
        let problems = principal_components(&["a", "b"], &flat).unwrap_err();
        assert_eq!(problems.iter().map(|p| p.what).collect::<Vec<_>>(), [What::Constant; 2]);
    }
}
