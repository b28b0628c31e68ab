//! Tails of the F and chi-square distributions, and quantiles of the beta distribution.

use super::{incomplete_beta, ln_beta, ln_gamma, normal_quantile, regularised, student_t_tail};

/// The probability that an F variable with `above` and `below` degrees of freedom is more than `f`. `below`
/// may be infinite. NaN where a number of degrees is not above 0.
pub fn f_tail(f: f64, above: f64, below: f64) -> f64 {
    if f.is_nan() || !(above > 0.0 && below > 0.0) {
        return f64::NAN;
    }
    if f <= 0.0 {
        return 1.0;
    }
    if below.is_infinite() {
        return chi_square_tail(f * above, above);
    }
    let whole = below + above * f;
    regularised(below / whole, above * f / whole, 0.5 * below, 0.5 * above)
}

/// The probability that a chi-square variable with `df` degrees of freedom is more than `x`. NaN where `df`
/// is not above 0.
pub fn chi_square_tail(x: f64, df: f64) -> f64 {
    if x.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 { 1.0 } else { upper_gamma(0.5 * df, 0.5 * x) }
}

/// The probability that a Student variable is farther from 0 than `t`, on either side. `df` may be infinite.
pub fn two_sided(t: f64, df: f64) -> f64 {
    if df.is_infinite() { chi_square_tail(t * t, 1.0) } else { 2.0 * student_t_tail(t.abs(), df) }
}

/// Q(a, x) = Γ(a, x)/Γ(a): the series of its complement below a + 1 (DLMF 8.7.1), the continued fraction
/// above (DLMF 8.9.2, by the modified Lentz method).
fn upper_gamma(a: f64, x: f64) -> f64 {
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return 1.0 - front * sum;
    }
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for step in 1..10_000 {
        let i = f64::from(step);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        let change = c * d;
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// The value below which a Beta(a, b) variable falls with probability `p`: Newton's steps, kept inside a
/// bracket that halves where a step leaves it. NaN where `p` is outside [0, 1] or a shape is not above 0.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if !((0.0..=1.0).contains(&p) && a > 0.0 && b > 0.0) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = first_guess(p, a, b);
    for _ in 0..300 {
        let miss = incomplete_beta(x, a, b) - p;
        if miss > 0.0 {
            high = x
        } else {
            low = x
        }
        let log_density = (a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - ln_beta(a, b);
        let step = miss / log_density.exp();
        let next = x - step;
        let next = if next > low && next < high { next } else { f64::midpoint(low, high) };
        if (next - x).abs() <= 1e-16 * x || high - low <= f64::EPSILON * low {
            return next;
        }
        x = next;
    }
    x
}

/// Where the normal approximation puts it.
fn first_guess(p: f64, a: f64, b: f64) -> f64 {
    let mean = a / (a + b);
    let sd = (mean * (1.0 - mean) / (a + b + 1.0)).sqrt();
    (mean + normal_quantile(p) * sd).clamp(1e-6 * mean, 1.0 - 1e-6 * (1.0 - mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-11 * expected.abs(), "{found} {expected}");
    }

    /// Values from R 4.2: pf, pchisq, qbeta with lower.tail = FALSE where it applies.
    #[test]
    fn known_values() {
        close(f_tail(17.247_443_963_888_8, 1.828_671_504_163_58, 360.248_286_320_226), R[0]);
        close(f_tail(2.5, 3.0, 40.0), R[1]);
        close(f_tail(2.5, 3.0, f64::INFINITY), R[2]);
        close(chi_square_tail(0.3, 2.5), R[3]);
        close(chi_square_tail(60.0, 10.0), R[4]);
        close(beta_quantile(0.025, 3.7, 180.2), R[5]);
        close(beta_quantile(0.975, 40.0, 2.5), R[6]);
        close(beta_quantile(0.1, 0.4, 0.7), R[7]);
        close(two_sided(2.0, 14.0), R[8]);
        close(two_sided(1.96, f64::INFINITY), R[9]);
    }

    #[rustfmt::skip]
    #[allow(clippy::excessive_precision, reason = "as R prints them")]
    const R: [f64; 10] = [
        2.0350463594652218e-07,
        0.073254352017949942,
        0.057558451972636406,
        0.9241310848678943,
        3.6243009520614891e-09,
        0.0051691362364315535,
        0.98985142887692545,
        0.005093759107085951,
        0.065287952889111975,
        0.049995790296440856,
    ];
}
