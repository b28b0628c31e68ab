//! Intervals of shares, which know that a share lies between 0 and 1.

use serde::{Deserialize, Serialize};

use crate::statistics::{beta_quantile, student_t_quantile};

/// How the interval of a share is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareInterval {
    /// On the scale of log odds, back-transformed.
    #[default]
    Logit,
    /// Where the binomial log-likelihood, scaled by the design effect, falls by the critical value (Rao and
    /// Scott 1984).
    Likelihood,
    /// Clopper and Pearson's with the effective sample size and the design's degrees of freedom (Korn and
    /// Graubard 1998).
    Beta,
    /// Wilson's score interval with the effective sample size.
    Wilson,
    /// On the scale of arcsine of the square root.
    Asin,
    /// Estimate ± t × standard error: may leave 0–1.
    Mean,
}

/// The interval of a share `p` with standard error `se`, from `n` rows and `df` degrees of freedom (may be
/// infinite). Where the share is 0 or 1 its standard error says nothing, and every method but the plain one
/// becomes Clopper and Pearson's of the rows.
pub fn share_interval(
    method: ShareInterval,
    level: f64,
    p: f64,
    se: f64,
    n: f64,
    df: f64,
) -> Option<[f64; 2]> {
    let t = student_t_quantile(0.5 + level / 2.0, df);
    if !t.is_finite() {
        return None;
    }
    let at_an_end = p <= 0.0 || p >= 1.0 || se == 0.0;
    let interval = match method {
        ShareInterval::Mean => [p - t * se, p + t * se],
        _ if at_an_end => korn_graubard(level, p, None, n, df),
        ShareInterval::Logit => {
            let (centre, half) = ((p / (1.0 - p)).ln(), t * se / (p * (1.0 - p)));
            [expit(centre - half), expit(centre + half)]
        }
        ShareInterval::Asin => {
            let (centre, half) = (p.sqrt().asin(), t * se / (2.0 * (p * (1.0 - p)).sqrt()));
            // Beyond its ends the sine would come back.
            let end = |angle: f64| angle.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2);
            [end(centre - half), end(centre + half)]
        }
        ShareInterval::Wilson => wilson(p, p * (1.0 - p) / (se * se), t),
        ShareInterval::Beta => korn_graubard(level, p, Some(se), n, df),
        ShareInterval::Likelihood => likelihood(p, p * (1.0 - p) / (se * se), t),
    };
    Some(interval)
}

fn expit(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn wilson(p: f64, n: f64, t: f64) -> [f64; 2] {
    let squared = t * t / n;
    let centre = (p + squared / 2.0) / (1.0 + squared);
    let half = t / (1.0 + squared) * (p * (1.0 - p) / n + squared / (4.0 * n)).sqrt();
    [centre - half, centre + half]
}

/// Effective sample size, adjusted for the degrees of freedom.
pub(crate) fn effective_size(level: f64, p: f64, se: Option<f64>, n: f64, df: f64) -> f64 {
    let plain = se.map_or(n, |se| p * (1.0 - p) / (se * se));
    let tail = 0.5 + level / 2.0;
    let ratio = student_t_quantile(tail, n - 1.0) / student_t_quantile(tail, df);
    plain * ratio * ratio
}

fn korn_graubard(level: f64, p: f64, se: Option<f64>, n: f64, df: f64) -> [f64; 2] {
    let size = effective_size(level, p, se, n, df);
    let (hit, miss) = (size * p, size * (1.0 - p));
    let tail = (1.0 - level) / 2.0;
    let low = if hit > 0.0 { beta_quantile(tail, hit, miss + 1.0) } else { 0.0 };
    let high = if miss > 0.0 { beta_quantile(1.0 - tail, hit + 1.0, miss) } else { 1.0 };
    [low, high]
}

/// Korn and Graubard's interval, by which reliability is judged.
pub(crate) fn judged(level: f64, p: f64, se: f64, n: f64, df: f64) -> [f64; 2] {
    let se = (se > 0.0 && p > 0.0 && p < 1.0).then_some(se);
    korn_graubard(level, p, se, n, df)
}

/// Both ends where 2·size·(ℓ(p̂) − ℓ(p)) = t², by halving.
fn likelihood(p: f64, size: f64, t: f64) -> [f64; 2] {
    let kernel = |q: f64| p * q.ln() + (1.0 - p) * (1.0 - q).ln();
    let above = |q: f64| 2.0 * size * (kernel(p) - kernel(q)) > t * t;
    let end = |outer: f64| {
        let (mut far, mut near) = (outer, p);
        for _ in 0..200 {
            let middle = f64::midpoint(far, near);
            if above(middle) { far = middle } else { near = middle }
        }
        near
    };
    [end(0.0), end(1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_the_share_and_stay_within_bounds() {
        for method in [
            ShareInterval::Logit,
            ShareInterval::Likelihood,
            ShareInterval::Beta,
            ShareInterval::Wilson,
            ShareInterval::Asin,
        ] {
            for p in [0.01, 0.2, 0.5, 0.97] {
                let [low, high] = share_interval(method, 0.95, p, 0.02, 183.0, 14.0).unwrap();
                assert!(0.0 <= low && low < p && p < high && high <= 1.0, "{method:?} {p}");
            }
        }
    }

    #[test]
    fn a_share_of_none_has_an_upper_bound() {
        let [low, high] = share_interval(ShareInterval::Logit, 0.95, 0.0, 0.0, 30.0, 29.0).unwrap();
        // Clopper and Pearson: 1 − 0.025^(1/30).
        assert!(low == 0.0 && (high - (1.0 - 0.025_f64.powf(1.0 / 30.0))).abs() < 1e-12, "{high}");
    }

    #[test]
    fn no_degree_of_freedom_is_no_interval() {
        assert_eq!(share_interval(ShareInterval::Logit, 0.95, 0.5, 0.1, 5.0, 0.0), None);
    }
}
