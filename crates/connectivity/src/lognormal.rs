//! Incomes as a lognormal distribution, by their mean and Gini coefficient.

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

/// A lognormal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lognormal {
    /// Its mean.
    pub mean: f64,
    /// Standard deviation of the logarithm.
    sigma: f64,
}

impl Lognormal {
    /// Of a mean above 0 and a Gini coefficient above 0 and below 1: `G = 2Φ(σ/√2) − 1`. One nearer to either than a
    /// millionth is taken for that: no σ of 0 or without end.
    pub fn new(mean: f64, gini: f64) -> Self {
        let gini = gini.clamp(1e-6, 1.0 - 1e-6);
        Self { mean, sigma: SQRT_2 * quantile((gini + 1.0) / 2.0) }
    }

    /// The part of the people who have less.
    pub fn below(&self, income: f64) -> f64 {
        if income <= 0.0 {
            return 0.0;
        }
        normal((income / self.mean).ln() / self.sigma + self.sigma / 2.0)
    }

    /// The income below which this part of the people is.
    #[cfg(test)]
    pub fn quantile(&self, part: f64) -> f64 {
        (self.mean.ln() + self.sigma * (quantile(part) - self.sigma / 2.0)).exp()
    }

    /// The part of all income that this part of the people has, from the poorest.
    pub fn lorenz(&self, part: f64) -> f64 {
        match part {
            part if part <= 0.0 => 0.0,
            part if part >= 1.0 => 1.0,
            part => normal(quantile(part) - self.sigma),
        }
    }

    /// Mean income of those between two parts of the people.
    pub fn mean_between(&self, from: f64, to: f64) -> f64 {
        self.mean * (self.lorenz(to) - self.lorenz(from)) / (to - from)
    }
}

/// The standard normal distribution function.
fn normal(z: f64) -> f64 {
    let tail = upper_tail(z.abs());
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// The part of a standard normal distribution above z ≥ 0: its series near the middle, its continued fraction
/// (Laplace) beyond.
fn upper_tail(z: f64) -> f64 {
    if z > 38.0 {
        return 0.0;
    }
    let density = (-z * z / 2.0).exp() / (2.0 * PI).sqrt();
    if z < 3.0 {
        let (mut term, mut sum, mut odd) = (z, z, 1.0);
        while term > sum * 1e-17 && odd < 200.0 {
            odd += 2.0;
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 - density * sum;
    }
    let fraction = (1..=60).rev().fold(z, |below, step| z + f64::from(step) / below);
    density / fraction
}

/// The inverse of [`normal`], by Newton's method from a start that is near (Abramowitz and Stegun 26.2.23); for
/// parts strictly between 0 and 1.
fn quantile(part: f64) -> f64 {
    let low = part.min(1.0 - part).max(f64::MIN_POSITIVE);
    let t = (-2.0 * low.ln()).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = t - above / below;
    for _ in 0..4 {
        let density = FRAC_1_SQRT_2 / PI.sqrt() * (-z * z / 2.0).exp();
        z += (normal(-z) - low) / density.max(f64::MIN_POSITIVE);
    }
    if part < 0.5 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_equal_and_nearly_all_for_one_are_numbers_too() {
        for gini in [f64::MIN_POSITIVE, 1e-20, 1.0 - f64::EPSILON] {
            let incomes = Lognormal::new(500.0, gini);
            for income in [0.0, 499.0, 500.0, 501.0, 1e300] {
                assert!((0.0..=1.0).contains(&incomes.below(income)), "{gini} {income}");
            }
            assert!(incomes.mean_between(0.2, 0.4).is_finite(), "{gini}");
        }
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        // SciPy 1.14: norm.cdf, norm.ppf.
        for (z, expected) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (-1.959_963_984_540_054, 0.025),
            (2.999, 0.998_645_663_466_273),
            (3.001, 0.998_654_527_174_915),
            (-5.0, 2.866_515_718_791_946e-7),
        ] {
            let found = normal(z);
            assert!((found - expected).abs() < 1e-10 * expected.max(1e-3), "{z}: {found}");
        }
        for part in [1e-9, 0.001, 0.2, 0.5, 0.7, 0.999_999] {
            assert!((normal(quantile(part)) / part - 1.0).abs() < 1e-9, "{part}");
        }
    }

    #[test]
    fn the_gini_coefficient_comes_back_from_the_lorenz_curve() {
        let incomes = Lognormal::new(50.0, 0.48);
        let steps = 20_000;
        let area: f64 = (0..steps)
            .map(|at| incomes.lorenz((f64::from(at) + 0.5) / f64::from(steps)))
            .sum::<f64>()
            / f64::from(steps);
        assert!((1.0 - 2.0 * area - 0.48).abs() < 1e-4, "{area}");
        assert!((incomes.below(incomes.quantile(0.3)) - 0.3).abs() < 1e-12);
        assert!((incomes.mean_between(0.0, 1.0) - 50.0).abs() < 1e-12);
    }
}
