//! Moments and order statistics of a column in which missing values are NaN.
//!
//! Skewness and kurtosis are those of type 2 (Joanes & Gill, *The Statistician* 47, 1998), as in Excel, SAS
//! and COINr: bias-corrected, excess kurtosis.

use serde::Serialize;
use utoipa::ToSchema;

/// Skewness and excess kurtosis of a column.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Shape {
    /// Skewness, G1.
    pub skewness: f64,
    /// Excess kurtosis, G2.
    pub kurtosis: f64,
}

/// The values that are there.
pub(super) fn present(values: &[f64]) -> impl Iterator<Item = f64> + Clone {
    values.iter().copied().filter(|value| !value.is_nan())
}

/// How many values are there.
pub(super) fn count(values: &[f64]) -> usize {
    present(values).count()
}

/// The arithmetic mean; `None` where nothing is there.
///
/// Two passes, as R does: the second corrects what rounding lost in the first.
pub(super) fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let (number, sum) = values.clone().fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + value));
    let first = sum / number;
    (number > 0.0).then(|| first + values.map(|value| value - first).sum::<f64>() / number)
}

/// Smallest and largest value; `None` where nothing is there.
pub(super) fn range(values: &[f64]) -> Option<(f64, f64)> {
    let start = (f64::INFINITY, f64::NEG_INFINITY);
    let (low, high) =
        values.iter().fold(start, |(low, high), value| (low.min(*value), high.max(*value)));
    (low <= high).then_some((low, high))
}

/// Standard deviation with n − 1; `None` with fewer than two values.
pub(super) fn deviation(values: &[f64]) -> Option<f64> {
    let number = count(values);
    let mean = mean(present(values)).filter(|_| number > 1)?;
    let squares: f64 = present(values).map(|value| (value - mean) * (value - mean)).sum();
    Some((squares / (number as f64 - 1.0)).sqrt())
}

/// Skewness and kurtosis; `None` with fewer than four values, where all are the same, or where
/// fourth powers are beyond all numbers.
pub(super) fn shape(values: &[f64]) -> Option<Shape> {
    let n = count(values) as f64;
    let mean = mean(present(values)).filter(|_| n >= 4.0)?;
    let (mut second, mut third, mut fourth) = (0.0, 0.0, 0.0);
    for value in present(values) {
        let off = value - mean;
        let square = off * off;
        second += square;
        third += square * off;
        fourth += square * square;
    }
    if second == 0.0 {
        return None;
    }
    let g1 = n.sqrt() * third / (second * second.sqrt());
    let ratio = n * fourth / (second * second);
    let skewness = g1 * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let kurtosis = ((n + 1.0) * (ratio - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
    // Fourth powers of very large or very small numbers are none.
    (skewness.is_finite() && kurtosis.is_finite()).then_some(Shape { skewness, kurtosis })
}

/// The quantile of sorted values, with linear interpolation between them (type 7 of Hyndman & Fan, R's
/// default); NaN where there are none.
pub(super) fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// The median of values that are put into `scratch`, whose content is lost; `None` where there are none.
pub(super) fn median(values: impl Iterator<Item = f64>, scratch: &mut Vec<f64>) -> Option<f64> {
    scratch.clear();
    scratch.extend(values);
    scratch.sort_unstable_by(f64::total_cmp);
    (!scratch.is_empty()).then(|| quantile(scratch, 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// e1071::skewness(x, type = 2) and kurtosis(x, type = 2) are the definitions; the values were
    /// computed with R 4.2 from them.
    #[test]
    fn moments_are_those_of_r() {
        let values = [1.0, 2.0, 3.0, f64::NAN, 4.0, 10.0, 30.0];
        let shape = shape(&values).unwrap();
        assert!((shape.skewness - 2.052_366_157_056_642).abs() < 1e-12, "{shape:?}");
        assert!((shape.kurtosis - 4.265_899_692_816_637).abs() < 1e-12, "{shape:?}");
        assert!((deviation(&values).unwrap() - 11.075_498_483_890_767).abs() < 1e-12);
        assert_eq!(median(present(&values), &mut Vec::new()), Some(3.5));
        assert_eq!(range(&values), Some((1.0, 30.0)));
    }

    #[test]
    fn nothing_is_not_a_number() {
        assert_eq!(mean(present(&[f64::NAN])), None);
        assert_eq!(range(&[f64::NAN]), None);
        assert_eq!(shape(&[2.0; 6]), None, "no shape without spread");
        assert_eq!(shape(&[1.0, 2.0, 3.0]), None);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn quantiles_interpolate() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 1.0), 4.0);
    }
}
