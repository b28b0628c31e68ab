//! Step 3: principal components of the centred matrix.
//!
//! What somebody has not voted on stands at the column's mean (Pol.is; mean imputation), so that the centred matrix *X* has
//! `x_ij − m_j` where person *i* voted on statement *j* and 0 elsewhere: it is as sparse as the votes. The
//! components are the eigenvectors of `XᵀX` with the two greatest eigenvalues (Jolliffe, *Principal Component Analysis*, 2002,
//! ch. 3), found by the Lanczos method with full reorthogonalisation and thick restarts (Wu and Simon, *Thick-restart
//! Lanczos method*, SIAM J. Matrix Anal. Appl. 22, 2000). It is the full decomposition's answer at every size:
//! nothing is drawn at random but the vector that the search begins with, which is always the same.
//!
//! Every sum is taken in one order, whatever the number of threads, and with nothing but `+ − × ÷ √`, which IEEE 754
//! gives to the last bit on every platform.

use crate::matrix::Matrix;
use crate::parallel::each;
use crate::random::Random;

/// Vectors that are held at the most.
const BASIS: usize = 96;
/// Numbers that these vectors hold together at the most (256 MiB), where there are so many statements.
const HELD: usize = 1 << 25;
/// Vectors that are kept at a restart.
const KEPT: usize = 12;
/// Numbers of vectors at which it is looked whether the answer is near enough.
const LOOKS: [usize; 8] = [6, 9, 13, 18, 26, 38, 54, 76];

/// The matrix with its columns' means taken away.
pub(crate) struct Centred<'a> {
    pub matrix: &'a Matrix,
    /// The columns' means.
    pub centre: &'a [f64],
    /// How often each row counts; once without it.
    pub times: Option<&'a [u32]>,
    pub threads: usize,
}

/// The mean of each column over those who voted on it; 0 where nobody did.
pub(crate) fn centre(matrix: &Matrix, times: Option<&[u32]>) -> Vec<f64> {
    let mut sums = vec![(0_i64, 0_i64); matrix.width];
    for row in 0..matrix.people() {
        let often = times.map_or(1, |times| i64::from(times[row]));
        if often == 0 {
            continue;
        }
        let (columns, stances) = matrix.row(row);
        for (column, stance) in columns.iter().zip(stances) {
            let sum = &mut sums[*column as usize];
            sum.0 += i64::from(*stance) * often;
            sum.1 += often;
        }
    }
    sums.into_iter().map(|(sum, n)| if n == 0 { 0.0 } else { sum as f64 / n as f64 }).collect()
}

impl Centred<'_> {
    /// `XᵀX v`, each row taken as often as it counts.
    pub fn gram(&self, vector: &[f64]) -> Vec<f64> {
        // Side by side, because they are read together.
        let both: Vec<[f64; 2]> =
            self.centre.iter().zip(vector).map(|(mean, v)| [*mean, *v]).collect();
        let pieces = self.matrix.pieces();
        let parts = each(self.threads, pieces.len(), |piece| {
            let mut sum = vec![0.0; self.matrix.width];
            for row in pieces[piece].clone() {
                let often = self.times.map_or(1, |times| times[row]);
                if often > 0 {
                    self.add(row, f64::from(often), &both, &mut sum);
                }
            }
            sum
        });
        let mut parts = parts.into_iter();
        let mut sum = parts.next().unwrap_or_else(|| vec![0.0; self.matrix.width]);
        for part in parts {
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
        sum
    }

    fn add(&self, row: usize, often: f64, both: &[[f64; 2]], sum: &mut [f64]) {
        let (columns, stances) = self.matrix.row(row);
        let along = |place: usize| {
            let [mean, v] = both[columns[place] as usize];
            (f64::from(stances[place]) - mean) * v
        };
        let scale = often * in_four(columns.len(), along);
        for (column, stance) in columns.iter().zip(stances) {
            let column = *column as usize;
            sum[column] += (f64::from(*stance) - both[column][0]) * scale;
        }
    }
}

/// A sum in four parts, every fourth term each, so that a processor can add up several at once.
fn in_four(terms: usize, term: impl Fn(usize) -> f64) -> f64 {
    let mut sums = [0.0; 4];
    let whole = terms / 4 * 4;
    for first in (0..whole).step_by(4) {
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum += term(first + place);
        }
    }
    (whole..terms).for_each(|last| sums[0] += term(last));
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    in_four(a.len().min(b.len()), |place| a[place] * b[place])
}

/// Takes `times` × `other` away from a vector.
fn take(vector: &mut [f64], times: f64, other: &[f64]) {
    vector.iter_mut().zip(other).for_each(|(v, other)| *v -= times * other);
}

/// Makes it of length 1; tells its length before.
fn normalise(vector: &mut [f64]) -> f64 {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|v| *v /= length);
    }
    length
}

/// The two leading eigenvectors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axes {
    /// Of length 1, at right angles; of length 0 where there is no such direction.
    pub directions: [Vec<f64>; 2],
    /// How often the matrix was applied.
    pub steps: usize,
}

/// How to search.
pub(crate) struct Search<'a> {
    /// Where to begin, for example at the answer of before; somewhere without it.
    pub start: Option<&'a [f64]>,
    /// How far `A v − λ v` may be from 0, as a share of the greatest eigenvalue.
    pub tolerance: f64,
    /// How often the matrix may be applied.
    pub most: usize,
}

impl Default for Search<'_> {
    /// From anywhere, to the last digits.
    fn default() -> Self {
        Self { start: None, tolerance: 2e-15, most: 2_000 }
    }
}

/// The eigenvectors of a symmetric matrix without negative eigenvalues, told by what it does to a vector.
pub(crate) fn leading(
    apply: impl Fn(&[f64]) -> Vec<f64>,
    width: usize,
    search: &Search<'_>,
) -> Axes {
    if width == 0 {
        return Axes { directions: [Vec::new(), Vec::new()], steps: 0 };
    }
    let mut anywhere = Random::of(0, 0);
    // Applied once, so that it is 0 where the matrix is.
    let mut random = || apply(&(0..width).map(|_| anywhere.centred()).collect::<Vec<f64>>());
    let mut first = search.start.map_or_else(&mut random, <[f64]>::to_vec);
    if normalise(&mut first) == 0.0 {
        first = random();
        if normalise(&mut first) == 0.0 {
            return Axes { directions: [vec![0.0; width], vec![0.0; width]], steps: 0 };
        }
    }
    let mut space = Space { basis: vec![first], products: vec![vec![0.0; BASIS]; BASIS] };
    let most = (HELD / width).clamp(2 * KEPT, BASIS).min(width);
    let (mut steps, mut endings) = (0, 0);
    loop {
        let (mut next, scale) = space.extend(&apply);
        steps += 1;
        let m = space.basis.len();
        let rest = normalise(&mut next);
        let closed = rest <= 1e-14 * scale || m >= width;
        let full = m == most;
        if closed || full || steps >= search.most || LOOKS.contains(&m) {
            let (values, vectors) = eigen(&space.products, m);
            let off =
                |which: usize| vectors.get(which).map_or(0.0, |vector| rest * vector[m - 1].abs());
            let near = off(0).max(off(1)) <= search.tolerance * values[0];
            // Where nothing is left of the directions that the first vector leads to, another one says whether there
            // are more (eigenvalues that are equal).
            endings += usize::from(closed);
            if m >= width || endings > 2 || steps >= search.most || (near && !closed) {
                return space.axes(&values, &vectors, steps);
            }
            if full {
                space.restart(&values, &vectors);
            }
        }
        if closed {
            next = random();
            for _ in 0..2 {
                space.basis.iter().for_each(|other| {
                    let along = dot(other, &next);
                    take(&mut next, along, other);
                });
            }
            if normalise(&mut next) <= 1e-10 * scale {
                let (values, vectors) = eigen(&space.products, space.basis.len());
                return space.axes(&values, &vectors, steps);
            }
        }
        space.basis.push(next);
    }
}

/// Vectors at right angles to each other, and the matrix seen by them.
struct Space {
    basis: Vec<Vec<f64>>,
    /// `qᵢᵀ A qⱼ`.
    products: Vec<Vec<f64>>,
}

impl Space {
    /// Applies the matrix to the last vector. Gives what of it is new, and how large the matrix is seen to be.
    fn extend(&mut self, apply: impl Fn(&[f64]) -> Vec<f64>) -> (Vec<f64>, f64) {
        let last = self.basis.len() - 1;
        let mut new = apply(&self.basis[last]);
        // Twice is enough (Parlett, The Symmetric Eigenvalue Problem, 1998, 6.9).
        for again in [false, true] {
            for (place, other) in self.basis.iter().enumerate() {
                let along = dot(other, &new);
                take(&mut new, along, other);
                let before = if again { self.products[place][last] } else { 0.0 };
                self.products[place][last] = before + along;
                self.products[last][place] = before + along;
            }
        }
        let scale = (0..=last).map(|place| self.products[place][place]).fold(0.0, f64::max);
        (new, scale)
    }

    /// The combination of the basis that an eigenvector of the products tells.
    fn combined(&self, vector: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.basis[0].len()];
        for (part, basis) in vector.iter().zip(&self.basis) {
            take(&mut sum, -*part, basis);
        }
        sum
    }

    /// Keeps the best directions only.
    fn restart(&mut self, values: &[f64], vectors: &[Vec<f64>]) {
        let kept = KEPT.min(values.len());
        self.basis = vectors[..kept].iter().map(|vector| self.combined(vector)).collect();
        self.products = vec![vec![0.0; BASIS]; BASIS];
        for (place, value) in values[..kept].iter().enumerate() {
            self.products[place][place] = *value;
        }
    }

    fn axes(&self, values: &[f64], vectors: &[Vec<f64>], steps: usize) -> Axes {
        let directions = [0, 1].map(|which| {
            let value = values.get(which).copied().unwrap_or(0.0);
            // What is below that is rounding: there is no second direction.
            if value <= 1e-12 * values[0] {
                return vec![0.0; self.basis[0].len()];
            }
            let mut direction = self.combined(&vectors[which]);
            normalise(&mut direction);
            face(&mut direction);
            direction
        });
        Axes { directions, steps }
    }
}

/// A direction has no sign: its greatest entry (the first of equal ones) is made positive.
fn face(direction: &mut [f64]) {
    let mut greatest = 0.0_f64;
    for v in direction.iter() {
        if v.abs() > greatest.abs() {
            greatest = *v;
        }
    }
    if greatest < 0.0 {
        direction.iter_mut().for_each(|v| *v = -*v);
    }
}

/// Eigenvalues, the greatest first, and eigenvectors of the leading `m` × `m` part of a symmetric matrix: Jacobi's
/// cyclic method (Golub and Van Loan, *Matrix Computations*, 8.5).
fn eigen(symmetric: &[Vec<f64>], m: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut a: Vec<Vec<f64>> = symmetric[..m].iter().map(|row| row[..m].to_vec()).collect();
    // Row i is the i-th eigenvector.
    let mut v: Vec<Vec<f64>> =
        (0..m).map(|i| (0..m).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for _ in 0..60 {
        let off: f64 =
            (0..m).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i][j] * a[i][j]).sum();
        let on: f64 = (0..m).map(|i| a[i][i] * a[i][i]).sum();
        if off <= 1e-32 * on || on == 0.0 {
            break;
        }
        for p in 0..m {
            for q in p + 1..m {
                rotate(&mut a, &mut v, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|i, j| a[*j][*j].total_cmp(&a[*i][*i]));
    let values = order.iter().map(|i| a[*i][*i]).collect();
    (values, order.into_iter().map(|i| std::mem::take(&mut v[i])).collect())
}

/// Turns the plane of two coordinates so that their product becomes 0.
fn rotate(a: &mut [Vec<f64>], v: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = if theta.abs() > 1e150 {
        0.5 / theta
    } else {
        let t = 1.0 / (theta.abs() + (theta * theta + 1.0).sqrt());
        if theta < 0.0 { -t } else { t }
    };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    let turn = |x: f64, y: f64| (c * x - s * y, s * x + c * y);
    for row in a.iter_mut() {
        (row[p], row[q]) = turn(row[p], row[q]);
    }
    let (above, below) = a.split_at_mut(q);
    for (x, y) in above[p].iter_mut().zip(below[0].iter_mut()) {
        (*x, *y) = turn(*x, *y);
    }
    let (above, below) = v.split_at_mut(q);
    for (x, y) in above[p].iter_mut().zip(below[0].iter_mut()) {
        (*x, *y) = turn(*x, *y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagonal(values: &[f64]) -> impl Fn(&[f64]) -> Vec<f64> + '_ {
        move |vector| vector.iter().zip(values).map(|(v, value)| v * value).collect()
    }

    /// How far `A d − λ d` is from 0, with λ the length of `A d`.
    fn off(apply: impl Fn(&[f64]) -> Vec<f64>, direction: &[f64]) -> f64 {
        let mut image = apply(direction);
        let value = dot(&image, direction);
        take(&mut image, value, direction);
        dot(&image, &image).sqrt()
    }

    #[test]
    fn eigenvalues_that_lie_close_are_told_apart_after_restarts() {
        let values: Vec<f64> = (0..250).map(|at| 1.0 - f64::from(at) / 2_000.0).collect();
        let found = leading(diagonal(&values), 250, &Search::default());
        assert!(found.steps > BASIS, "{} steps", found.steps);
        for (which, direction) in found.directions.iter().enumerate() {
            assert!((direction[which] - 1.0).abs() < 1e-9, "{which}: {}", direction[which]);
            assert!(off(diagonal(&values), direction) < 1e-13);
        }
    }

    #[test]
    fn equal_eigenvalues_have_two_directions_at_right_angles() {
        let values = [1.0, 5.0, 0.5, 5.0, 0.0];
        let found = leading(diagonal(&values), 5, &Search::default());
        let [first, second] = &found.directions;
        assert!(dot(first, second).abs() < 1e-14);
        for direction in [first, second] {
            assert!((dot(direction, direction) - 1.0).abs() < 1e-14);
            assert!(
                (direction[1] * direction[1] + direction[3] * direction[3] - 1.0).abs() < 1e-14
            );
        }
    }

    #[test]
    fn what_has_one_direction_or_none_has_no_second() {
        let found = leading(diagonal(&[0.0, 3.0, 0.0]), 3, &Search::default());
        assert_eq!(found.directions, [vec![0.0, 1.0, 0.0], vec![0.0; 3]]);
        let found = leading(diagonal(&[0.0; 3]), 3, &Search::default());
        assert_eq!(found.directions, [vec![0.0; 3], vec![0.0; 3]]);
        assert_eq!(leading(|_| Vec::new(), 0, &Search::default()).directions[0].len(), 0);
    }

    #[test]
    fn a_search_from_the_answer_is_short() {
        let values: Vec<f64> = (0..300).map(|at| 1.0 / f64::from(at + 1)).collect();
        let cold = leading(diagonal(&values), 300, &Search::default());
        let [first, second] = &cold.directions;
        let start: Vec<f64> = first.iter().zip(second).map(|(x, y)| x + y).collect();
        let search = Search { start: Some(&start), tolerance: 1e-6, most: 50 };
        let warm = leading(diagonal(&values), 300, &search);
        assert!(warm.steps <= LOOKS[0], "{} steps", warm.steps);
        assert!(dot(&warm.directions[0], first) > 1.0 - 1e-9);
    }

    #[test]
    fn eigenvectors_of_small_matrices_are_exact() {
        let symmetric = vec![vec![2.0, 1.0, 0.0], vec![1.0, 2.0, 0.0], vec![0.0, 0.0, -1.0]];
        let (values, vectors) = eigen(&symmetric, 3);
        for (value, expected) in values.iter().zip([3.0, 1.0, -1.0]) {
            assert!((value - expected).abs() < 1e-15);
        }
        let half = 0.5_f64.sqrt();
        assert!((vectors[0][0].abs() - half).abs() < 1e-15 && vectors[2][2].abs() == 1.0);
    }
}
