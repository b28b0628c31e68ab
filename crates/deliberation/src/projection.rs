//! Steps 4 and 5: where people stand, and how far a statement takes them.
//!
//! Who voted on few statements is near the centre because of that alone; the projection makes up for it (Small,
//! Bjorkegren, Erkkilä, Shaw and Megill, *Polis: Scaling deliberation by mapping high dimensional opinion spaces*,
//! Recerca 26, 2021):
//!
//! `p_i = √(C / max(n_i, 1)) · Σ_{j voted on by i} (x_ij − m_j) · d_j`
//!
//! with *C* statements, `n_i` votes of the person, means `m` and components `d`. A statement's extremity is the length of the
//! projection of somebody who only agrees with that statement:
//!
//! `E_j = √C · |1 − m_j| · ‖d_j‖`

use crate::matrix::Matrix;
use crate::parallel::each;
use crate::pca::Axes;

/// A place on the map.
pub(crate) type Point = [f64; 2];

/// Where everyone stands, row by row.
pub(crate) fn project(matrix: &Matrix, centre: &[f64], axes: &Axes, threads: usize) -> Vec<Point> {
    let [first, second] = &axes.directions;
    let along: Vec<[f64; 3]> = centre
        .iter()
        .zip(first.iter().zip(second))
        .map(|(mean, (first, second))| [*mean, *first, *second])
        .collect();
    let pieces = matrix.pieces();
    let parts = each(threads, pieces.len(), |piece| {
        pieces[piece].clone().map(|row| person(matrix, row, &along)).collect::<Vec<_>>()
    });
    parts.into_iter().flatten().collect()
}

fn person(matrix: &Matrix, row: usize, along: &[[f64; 3]]) -> Point {
    let (columns, stances) = matrix.row(row);
    let (mut x, mut y) = (0.0, 0.0);
    for (column, stance) in columns.iter().zip(stances) {
        let [mean, first, second] = along[*column as usize];
        let from_mean = f64::from(*stance) - mean;
        x += from_mean * first;
        y += from_mean * second;
    }
    let scale = (matrix.voted as f64 / f64::from(matrix.cast[row].max(1))).sqrt();
    [scale * x, scale * y]
}

/// The extremity of each statement.
pub(crate) fn extremity(matrix: &Matrix, centre: &[f64], axes: &Axes) -> Vec<f64> {
    let scale = (matrix.voted as f64).sqrt();
    let [first, second] = &axes.directions;
    let lengths = first.iter().zip(second).map(|(x, y)| (x * x + y * y).sqrt());
    centre.iter().zip(lengths).map(|(mean, length)| scale * (1.0 - mean).abs() * length).collect()
}
