//! Means and co-moments of short lists of sums, added one list at a time without losing digits.

use super::linear::Matrix;

/// The moments of the sums of sampling units of one stratum in one cell: how many units, the mean of each
/// sum, and the centred co-moments Σ(s − s̄)(s − s̄)ᵀ, by the updating formula of Welford (1962) and Chan,
/// Golub and LeVeque (1983). Only units that are in the cell are added; the others count as zeros in
/// [`Moments::square`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Moments {
    units: f64,
    mean: Vec<f64>,
    /// Upper triangle, row by row.
    comoments: Vec<f64>,
}

impl Moments {
    /// Nothing yet, for lists of `width` sums.
    pub fn new(width: usize) -> Self {
        Self { units: 0.0, mean: vec![0.0; width], comoments: vec![0.0; width * (width + 1) / 2] }
    }

    /// Units added.
    pub fn units(&self) -> f64 {
        self.units
    }

    /// Adds a unit's sums.
    pub fn add(&mut self, sums: &[f64]) {
        self.units += 1.0;
        for (mean, sum) in self.mean.iter_mut().zip(sums) {
            *mean += (sum - *mean) / self.units;
        }
        if self.units == 1.0 {
            return;
        }
        // (s − old mean) = (s − new mean)·n/(n − 1).
        let factor = self.units / (self.units - 1.0);
        let mut at = 0;
        for (i, (first, mean)) in sums.iter().zip(&self.mean).enumerate() {
            let step = factor * (first - mean);
            for (second, mean) in sums.iter().zip(&self.mean).skip(i) {
                self.comoments[at] += step * (second - mean);
                at += 1;
            }
        }
    }

    /// Adds the units of another cell that shares none of them.
    pub fn merge(&mut self, other: &Self) {
        if other.units == 0.0 {
            return;
        }
        if self.units == 0.0 {
            self.clone_from(other);
            return;
        }
        let all = self.units + other.units;
        let factor = self.units * other.units / all;
        let mut at = 0;
        let width = self.mean.len();
        for i in 0..width {
            let difference = other.mean[i] - self.mean[i];
            for j in i..width {
                let other_difference = other.mean[j] - self.mean[j];
                self.comoments[at] += other.comoments[at] + factor * difference * other_difference;
                at += 1;
            }
        }
        for (mean, theirs) in self.mean.iter_mut().zip(&other.mean) {
            *mean += (theirs - *mean) * other.units / all;
        }
        self.units = all;
    }

    /// Multiplies every sum.
    pub fn scale(&mut self, factor: f64) {
        self.mean.iter_mut().for_each(|mean| *mean *= factor);
        self.comoments.iter_mut().for_each(|moment| *moment *= factor * factor);
    }

    /// Σ(z − z̄)² over `drawn` units, where z = c·s for the units added and 0 for the rest. With
    /// `centred = false`, Σz².
    pub fn square(&self, coefficients: &[f64], drawn: f64, centred: bool) -> f64 {
        let (mut inner, mut at) = (0.0, 0);
        for i in 0..coefficients.len() {
            inner += coefficients[i] * coefficients[i] * self.comoments[at];
            at += 1;
            for j in i + 1..coefficients.len() {
                inner += 2.0 * coefficients[i] * coefficients[j] * self.comoments[at];
                at += 1;
            }
        }
        let mean: f64 = coefficients.iter().zip(&self.mean).map(|(c, mean)| c * mean).sum();
        let outside = if centred { (drawn - self.units) / drawn } else { 1.0 };
        // Rounding can leave a hair below zero where every unit is alike.
        (inner + self.units * outside * mean * mean).max(0.0)
    }
}

impl Moments {
    /// Adds `factor` × Σ(s − s̄)(s − s̄)ᵀ over `drawn` units to a square matrix; see [`Self::square`].
    pub fn add_products(&self, factor: f64, drawn: f64, centred: bool, to: &mut Matrix) {
        let outside = if centred { (drawn - self.units) / drawn } else { 1.0 };
        let mut at = 0;
        for (i, first) in self.mean.iter().enumerate() {
            for (j, second) in self.mean.iter().enumerate().skip(i) {
                let product = self.comoments[at] + self.units * outside * first * second;
                at += 1;
                to.set(i, j, to.at(i, j) + factor * product);
                if i != j {
                    to.set(j, i, to.at(j, i) + factor * product);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direct(units: &[[f64; 2]], c: [f64; 2], drawn: usize) -> f64 {
        let mut z: Vec<f64> = units.iter().map(|s| c[0] * s[0] + c[1] * s[1]).collect();
        z.resize(drawn, 0.0);
        let mean = z.iter().sum::<f64>() / drawn as f64;
        z.iter().map(|z| (z - mean).powi(2)).sum()
    }

    const UNITS: [[f64; 2]; 5] = [[1.0, 3.0], [2.0, -1.0], [0.5, 0.5], [7.0, 2.0], [4.0, 4.0]];

    #[test]
    fn squares_are_those_of_the_definition() {
        let mut moments = Moments::new(2);
        UNITS.iter().for_each(|unit| moments.add(unit));
        let c = [0.7, -1.3];
        for drawn in [5, 9] {
            let expected = direct(&UNITS, c, drawn);
            let found = moments.square(&c, drawn as f64, true);
            assert!((found - expected).abs() < 1e-12 * expected, "{found} {expected}");
        }
    }

    #[test]
    fn two_halves_make_the_whole() {
        let (mut whole, mut first, mut second) =
            (Moments::new(2), Moments::new(2), Moments::new(2));
        for (number, unit) in UNITS.iter().enumerate() {
            whole.add(unit);
            if number < 2 { first.add(unit) } else { second.add(unit) }
        }
        first.merge(&second);
        let c = [1.1, 0.3];
        let (a, b) = (whole.square(&c, 5.0, true), first.square(&c, 5.0, true));
        assert!((a - b).abs() < 1e-12 * a && first.units() == 5.0);
    }

    #[test]
    fn units_that_are_alike_have_no_variance() {
        let mut moments = Moments::new(1);
        (0..100).for_each(|_| moments.add(&[44.21]));
        assert_eq!(moments.square(&[1.0], 100.0, true), 0.0);
    }
}
