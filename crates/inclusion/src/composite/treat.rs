//! Outliers of one indicator: winsorisation, then a transformation.

use serde::Serialize;
use utoipa::ToSchema;

use super::method::{Transform, Treatment};
use super::moments::{Shape, range, shape};

/// What a check of skewness and kurtosis found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Check {
    /// |skewness| or kurtosis is below its threshold.
    pub passed: bool,
    /// Skewness and kurtosis.
    #[serde(flatten)]
    pub shape: Shape,
}

/// What was done to one column; each check follows the stage before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, ToSchema)]
pub struct Treated {
    /// Before anything was done; `None` where there are fewer than four values, or no spread: then nothing
    /// is done.
    pub before: Option<Check>,
    /// How many points were winsorised; `None` where that stage was not needed. Where a transformation
    /// followed that starts from the original values, it has undone this.
    pub winsorised: Option<u32>,
    /// After winsorisation.
    pub after_winsorising: Option<Check>,
    /// Whether all values were transformed.
    pub transformed: bool,
    /// After the transformation.
    pub after_transforming: Option<Check>,
}

impl Treated {
    /// Whether the last check passed; `None` where there was nothing to check.
    pub fn passed(&self) -> Option<bool> {
        let last = self.after_transforming.or(self.after_winsorising).or(self.before);
        last.map(|check| check.passed)
    }

    /// Whether any value was changed.
    pub fn changed(&self) -> bool {
        self.transformed || self.winsorised.is_some_and(|number| number > 0)
    }
}

fn check(values: &[f64], rule: &Treatment) -> Option<Check> {
    shape(values).map(|shape| Check {
        passed: shape.skewness.abs() < rule.skewness || shape.kurtosis < rule.kurtosis,
        shape,
    })
}

/// Treats a column in place. `original` is scratch, whose content is lost.
pub(super) fn treat(values: &mut [f64], rule: &Treatment, original: &mut Vec<f64>) -> Treated {
    let mut done = Treated { before: check(values, rule), ..Treated::default() };
    if done.passed() != Some(false) {
        return done;
    }
    original.clear();
    original.extend_from_slice(values);
    done.winsorised = Some(winsorise(values, rule));
    done.after_winsorising = check(values, rule);
    if done.after_winsorising.is_none() {
        // Two values only: pulling one in would leave no spread at all.
        values.copy_from_slice(original);
        done.winsorised = Some(0);
    }
    if done.passed() != Some(false) || rule.transform == Transform::None {
        return done;
    }
    if !rule.combine {
        values.copy_from_slice(original);
    }
    transform(values, rule.transform);
    done.transformed = true;
    done.after_transforming = check(values, rule);
    done
}

/// Sets the most extreme points to the next less extreme value, on the side to which the column is skewed,
/// until the check passes or `winmax` points are changed. Tied points are changed together, so there can be
/// a few more.
///
/// As in COINr, points count that stand at the extreme, those changed before included.
fn winsorise(values: &mut [f64], rule: &Treatment) -> u32 {
    let (mut high, mut low) = (0, 0);
    let mut now = check(values, rule);
    while high + low < rule.winmax {
        let Some(found) = now.filter(|found| !found.passed || rule.force) else { break };
        let side = if found.shape.skewness >= 0.0 { 1.0 } else { -1.0 };
        let Some(moved) = pull_in(values, side) else { break };
        if side > 0.0 {
            high = moved;
        } else {
            low = moved;
        }
        now = check(values, rule);
    }
    high + low
}

/// Sets the extreme points of one side (1 high, −1 low) to the next value, and says how many they are;
/// `None` where there is no other value.
fn pull_in(values: &mut [f64], side: f64) -> Option<u32> {
    let (mut extreme, mut next) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for value in values.iter().map(|value| value * side) {
        if value > extreme {
            next = extreme;
            extreme = value;
        } else if value > next && value < extreme {
            next = value;
        }
    }
    if next == f64::NEG_INFINITY {
        return None;
    }
    let mut moved = 0;
    for value in values.iter_mut().filter(|value| **value * side == extreme) {
        *value = next * side;
        moved += 1;
    }
    Some(moved)
}

fn transform(values: &mut [f64], by: Transform) {
    let Some((low, high)) = range(values) else { return };
    for value in values {
        let above = *value - low;
        *value = match by {
            Transform::None => *value,
            Transform::Log => (above + 0.01 * (high - low)).ln(),
            Transform::LogShift => (above + 1.0).ln(),
            Transform::BoxCox { lambda: 0.0 } => (above + 1.0).ln(),
            Transform::BoxCox { lambda } => ((above + 1.0).powf(lambda) - 1.0) / lambda,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn treated(values: &[f64], rule: Treatment) -> (Vec<f64>, Treated) {
        let mut values = values.to_vec();
        let done = treat(&mut values, &rule, &mut Vec::new());
        (values, done)
    }

    fn with_outliers() -> Vec<f64> {
        (1..=10).map(f64::from).chain([30.0, 100.0]).collect()
    }

    #[test]
    fn outliers_go_to_the_next_value() {
        let (values, done) = treated(&with_outliers(), Treatment::default());
        assert_eq!(values[10..], [30.0, 30.0]);
        // The two points at 30 still fail and go to 10 together only if the check asks for it.
        assert_eq!(done.winsorised, Some(1), "{done:?}");
        assert_eq!((done.passed(), done.transformed), (Some(true), false));
    }

    #[test]
    fn the_side_follows_the_skewness() {
        let mirrored: Vec<f64> = with_outliers().iter().map(|value| -value).collect();
        let (values, _) = treated(&mirrored, Treatment::default());
        assert_eq!(values[10..], [-30.0, -30.0]);
    }

    #[test]
    fn what_winsorisation_does_not_mend_is_transformed_from_the_original() {
        let rule = Treatment { winmax: 0, ..Treatment::default() };
        let (values, done) = treated(&with_outliers(), rule);
        assert!(done.transformed && done.changed());
        assert!((values[0] - 0.99_f64.ln()).abs() < 1e-15);
        assert!((values[11] - 99.99_f64.ln()).abs() < 1e-15);
        let rule = Treatment { transform: Transform::BoxCox { lambda: 0.5 }, ..rule };
        let (values, _) = treated(&with_outliers(), rule);
        assert!((values[11] - 18.0).abs() < 1e-12);
    }

    #[test]
    fn a_column_without_spread_or_with_too_little_is_left() {
        for values in [&[1.0, 2.0, 100.0][..], &[5.0; 8]] {
            let (after, done) = treated(values, Treatment::default());
            assert_eq!((after.as_slice(), done), (values, Treated::default()));
        }
    }

    #[test]
    fn winsorisation_never_takes_all_spread() {
        let mut values = vec![0.0; 30];
        values[0] = 1.0;
        let none = Treatment { transform: Transform::None, ..Treatment::default() };
        let (after, done) = treated(&values, none);
        assert_eq!((after, done.winsorised, done.passed()), (values.clone(), Some(0), Some(false)));
        let (after, done) = treated(&values, Treatment::default());
        assert!(done.transformed && after[0] > after[1], "{done:?}");
    }
}
