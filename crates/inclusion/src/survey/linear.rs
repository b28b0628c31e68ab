//! The little linear algebra that regression, calibration and tests of association need.

/// A matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix {
    pub rows: usize,
    pub columns: usize,
    pub cells: Vec<f64>,
}

impl Matrix {
    pub fn zero(rows: usize, columns: usize) -> Self {
        Self { rows, columns, cells: vec![0.0; rows * columns] }
    }

    pub fn of(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..rows).flat_map(|i| (0..columns).map(move |j| (i, j)));
        Self { rows, columns, cells: cells.map(|(i, j)| cell(i, j)).collect() }
    }

    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.columns + column]
    }

    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.columns + column] = value;
    }

    pub fn times(&self, other: &Self) -> Self {
        Self::of(self.rows, other.columns, |i, j| {
            (0..self.columns).map(|k| self.at(i, k) * other.at(k, j)).sum()
        })
    }

    pub fn transposed(&self) -> Self {
        Self::of(self.columns, self.rows, |i, j| self.at(j, i))
    }

    pub fn trace(&self) -> f64 {
        (0..self.rows).map(|i| self.at(i, i)).sum()
    }

    /// Solves `self · x = right` by elimination with row pivoting. `None` where the matrix is singular.
    pub fn solve(&self, right: &Self) -> Option<Self> {
        let (n, mut a, mut b) = (self.rows, self.clone(), right.clone());
        let scale = self.cells.iter().fold(0.0_f64, |most, cell| most.max(cell.abs()));
        for k in 0..n {
            let best = (k..n).max_by(|i, j| a.at(*i, k).abs().total_cmp(&a.at(*j, k).abs()))?;
            if a.at(best, k).abs() <= scale * 1e-14 {
                return None;
            }
            a.swap_rows(k, best);
            b.swap_rows(k, best);
            for i in k + 1..n {
                let factor = a.at(i, k) / a.at(k, k);
                a.subtract_row(i, k, factor);
                b.subtract_row(i, k, factor);
            }
        }
        for k in (0..n).rev() {
            for j in 0..b.columns {
                let known: f64 = (k + 1..n).map(|i| a.at(k, i) * b.at(i, j)).sum();
                b.set(k, j, (b.at(k, j) - known) / a.at(k, k));
            }
        }
        Some(b)
    }

    fn swap_rows(&mut self, one: usize, other: usize) {
        for j in 0..self.columns {
            self.cells.swap(one * self.columns + j, other * self.columns + j);
        }
    }

    fn subtract_row(&mut self, from: usize, row: usize, factor: f64) {
        for j in 0..self.columns {
            let value = self.at(from, j) - factor * self.at(row, j);
            self.set(from, j, value);
        }
    }
}

/// Householder's factors of a tall matrix, with columns that the others already say left out.
#[derive(Debug, Clone)]
pub(crate) struct Qr {
    rows: usize,
    /// Each reflection, from its own row on.
    reflections: Vec<Vec<f64>>,
    /// R, upper triangular, of the columns kept.
    triangle: Matrix,
    /// Positions of the columns kept, in their order.
    pub kept: Vec<usize>,
}

/// A column whose part that is new is shorter than this share of it says nothing new (as in R's `qr`).
const NEW: f64 = 1e-7;

impl Qr {
    /// Factors columns of one length.
    pub fn of(columns: &[Vec<f64>]) -> Self {
        let rows = columns.first().map_or(0, Vec::len);
        let mut found = Self {
            rows,
            reflections: Vec::new(),
            triangle: Matrix::zero(columns.len(), columns.len()),
            kept: Vec::new(),
        };
        for (number, column) in columns.iter().enumerate() {
            found.add(number, column);
        }
        found
    }

    fn add(&mut self, number: usize, column: &[f64]) {
        let at = self.kept.len();
        let before = norm(column);
        let mut x = column.to_vec();
        self.reflect(&mut x);
        if at >= self.rows || norm(&x[at..]) <= NEW * before {
            return;
        }
        let mut reflection = x[at..].to_vec();
        let length = if reflection[0] > 0.0 { -norm(&reflection) } else { norm(&reflection) };
        reflection[0] -= length;
        let size = norm(&reflection);
        reflection.iter_mut().for_each(|cell| *cell /= size);
        for (i, cell) in x[..at].iter().enumerate() {
            self.triangle.set(i, at, *cell);
        }
        self.triangle.set(at, at, length);
        self.reflections.push(reflection);
        self.kept.push(number);
    }

    /// Qᵀ x, in place.
    fn reflect(&self, x: &mut [f64]) {
        for (start, reflection) in self.reflections.iter().enumerate() {
            apply(reflection, &mut x[start..]);
        }
    }

    /// The coefficients of the kept columns that come closest to `right`.
    pub fn coefficients(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
        self.reflect(&mut x);
        x.truncate(self.kept.len());
        self.back_substitute(&mut x);
        x
    }

    /// What is left of `right` beside the columns.
    pub fn residual(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
        self.reflect(&mut x);
        x[..self.kept.len()].fill(0.0);
        for (start, reflection) in self.reflections.iter().enumerate().rev() {
            apply(reflection, &mut x[start..]);
        }
        x
    }

    fn back_substitute(&self, x: &mut [f64]) {
        for i in (0..x.len()).rev() {
            let known: f64 = (i + 1..x.len()).map(|j| self.triangle.at(i, j) * x[j]).sum();
            x[i] = (x[i] - known) / self.triangle.at(i, i);
        }
    }

    /// (XᵀX)⁻¹ of the kept columns.
    pub fn inverse_gram(&self) -> Matrix {
        let size = self.kept.len();
        let mut inverse = Matrix::zero(size, size);
        for j in 0..size {
            let mut unit = vec![0.0; size];
            unit[j] = 1.0;
            self.back_substitute(&mut unit);
            for (i, cell) in unit.iter().enumerate() {
                inverse.set(i, j, *cell);
            }
        }
        inverse.times(&inverse.transposed())
    }
}

fn norm(x: &[f64]) -> f64 {
    x.iter().map(|cell| cell * cell).sum::<f64>().sqrt()
}

fn apply(reflection: &[f64], x: &mut [f64]) {
    let product: f64 = reflection.iter().zip(&*x).map(|(a, b)| a * b).sum();
    x.iter_mut().zip(reflection).for_each(|(cell, part)| *cell -= 2.0 * product * part);
}

/// How many of the columns say something that those before do not, with R's tolerance for `qr` of replicate
/// weights, 1e-5.
pub(crate) fn rank(columns: &[Vec<f64>]) -> usize {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        let mut rest = column.clone();
        // Twice, so that rounding leaves nothing of the basis behind.
        for direction in basis.iter().chain(&basis) {
            let product: f64 = direction.iter().zip(&rest).map(|(a, b)| a * b).sum();
            rest.iter_mut().zip(direction).for_each(|(cell, part)| *cell -= product * part);
        }
        let size = norm(&rest);
        if size > 1e-5 * norm(column) {
            rest.iter_mut().for_each(|cell| *cell /= size);
            basis.push(rest);
        }
    }
    basis.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_squares_find_the_line_and_leave_out_what_repeats() {
        let ones = vec![1.0; 5];
        let x = vec![1.0, 2.0, 3.0, 4.0, 5.0];
        let twice: Vec<f64> = x.iter().map(|x| 2.0 * x).collect();
        let y: Vec<f64> = x.iter().map(|x| 3.0 - 0.5 * x).collect();
        let qr = Qr::of(&[ones, x, twice]);
        assert_eq!(qr.kept, [0, 1]);
        let found = qr.coefficients(&y);
        assert!((found[0] - 3.0).abs() < 1e-13 && (found[1] + 0.5).abs() < 1e-13, "{found:?}");
        assert!(qr.residual(&y).iter().all(|rest| rest.abs() < 1e-13));
        // (XᵀX)⁻¹ of 1, x: [[55, −15], [−15, 5]]/50.
        let inverse = qr.inverse_gram();
        assert!((inverse.at(0, 0) - 1.1).abs() < 1e-13 && (inverse.at(0, 1) + 0.3).abs() < 1e-13);
    }

    #[test]
    fn systems_are_solved_or_refused() {
        let a = Matrix::of(2, 2, |i, j| [[0.0, 2.0], [1.0, 1.0]][i][j]);
        let b = Matrix::of(2, 1, |i, _| [4.0, 5.0][i]);
        assert_eq!(a.solve(&b).unwrap().cells, [3.0, 2.0]);
        assert_eq!(Matrix::of(2, 2, |_, _| 1.0).solve(&b), None);
        assert_eq!(rank(&[vec![1.0, 0.0], vec![2.0, 0.0], vec![1.0, 1.0]]), 2);
    }
}
