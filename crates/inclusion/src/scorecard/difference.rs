//! Two figures compared, and whether they differ for sure.
//!
//! The two figures are taken for independent: the standard error of their difference is √(SE₁² + SE₂²), and
//! the test is the two-sided one of the normal distribution. Groups of a survey that sampled households whole
//! are correlated, mostly positively: the test then finds a difference a little less often than it could.
//!
//! A scorecard compares many pairs of groups, and one of twenty would differ by chance alone. Its *p* values
//! are adjusted together by Holm's method (*Scandinavian Journal of Statistics* 6, 1979), which needs no
//! assumption on how they depend on one another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Period;

use super::SIGNIFICANCE_LEVEL;
use super::row::ScorecardRow;
use crate::parity::Comparison;
use crate::point::FIGURE_LEVEL;
use crate::statistics::{normal_quantile, two_sided};
use crate::{Indicator, Interval, Parity, Point};

/// Whether two figures differ for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Significance {
    /// They differ, beyond what chance would do.
    Significant,
    /// What is seen may be chance.
    NotSignificant,
    /// One of them has no standard error: nobody can tell.
    CannotTell,
}

/// Two groups compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// The comparison: figures, ratio, who is behind.
    #[serde(flatten)]
    pub parity: Parity,
    /// Standard error of the difference, in the indicator's unit; `None` unless both figures have one.
    pub standard_error: Option<f64>,
    /// Interval of the difference at 95 %.
    pub difference_interval: Option<Interval>,
    /// Two-sided *p* value of no difference.
    pub p: Option<f64>,
    /// The same, adjusted for all comparisons of the scorecard.
    pub adjusted_p: Option<f64>,
    /// Whether they differ at 5 %, by the adjusted *p*.
    pub significance: Significance,
}

/// A figure and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LatestChange {
    /// Period of the figure before.
    pub since: Period,
    /// That figure, in the indicator's unit.
    pub value: f64,
    /// The latest figure minus that one.
    pub change: f64,
    /// Interval of the change at 95 %.
    pub interval: Option<Interval>,
    /// Whether the two differ at 5 %, this comparison alone.
    pub significance: Significance,
}

/// What is known of `one − other`.
struct Test {
    error: Option<f64>,
    interval: Option<Interval>,
    p: Option<f64>,
}

impl Test {
    fn of(difference: f64, one: Option<f64>, other: Option<f64>) -> Self {
        let error = one.zip(other).map(|(one, other)| one.hypot(other));
        let margin = error.map(|error| normal_quantile(0.5 + FIGURE_LEVEL / 2.0) * error);
        Self {
            error,
            interval: margin.map(|margin| Interval {
                low: difference - margin,
                high: difference + margin,
                level: FIGURE_LEVEL,
            }),
            // Two figures without error differ as soon as they are not the same.
            p: error.map(|error| match (error > 0.0, difference == 0.0) {
                (true, _) => two_sided(difference / error, f64::INFINITY),
                (false, same) => f64::from(u8::from(same)),
            }),
        }
    }
}

impl Significance {
    fn of(p: Option<f64>) -> Self {
        match p {
            Some(p) if p <= SIGNIFICANCE_LEVEL => Self::Significant,
            Some(_) => Self::NotSignificant,
            None => Self::CannotTell,
        }
    }
}

impl Difference {
    /// Adds to a comparison what the standard errors of its two figures say.
    pub fn of(comparison: Comparison) -> Self {
        let Comparison { parity, group, reference } = comparison;
        let error = |points: &[Point], value: f64| {
            let same = |point: &&Point| {
                point.period == parity.period
                    && point.source == parity.source
                    && point.status.is_modelled() == parity.modelled
                    && point.value == value
            };
            points.iter().find(same).and_then(Point::usable_error)
        };
        let test = Test::of(
            parity.difference,
            error(&group, parity.group_value),
            error(&reference, parity.reference_value),
        );
        Self {
            standard_error: test.error,
            difference_interval: test.interval,
            p: test.p,
            adjusted_p: test.p,
            significance: Significance::of(test.p),
            parity,
        }
    }
}

impl LatestChange {
    /// The change from the figure before the latest, of the same source and kind; `None` where there is none.
    pub fn of(series: &[Point], indicator: &Indicator) -> Option<Self> {
        let latest = crate::choice::latest_of(series)?;
        let same = |point: &&Point| {
            point.source == latest.source
                && point.status.is_modelled() == latest.status.is_modelled()
                && point.period < latest.period
        };
        let before = series.iter().filter(same).max_by_key(|point| point.period)?;
        let window = f64::from(indicator.progress.window);
        if latest.period.middle() - before.period.middle() > window + 1e-9 {
            return None;
        }
        let change = latest.value - before.value;
        let test = Test::of(change, latest.usable_error(), before.usable_error());
        Some(Self {
            since: before.period,
            value: before.value,
            change,
            interval: test.interval,
            significance: Significance::of(test.p),
        })
    }
}

/// Adjusts all comparisons of a scorecard together.
pub(super) fn adjust(rows: &mut [ScorecardRow]) {
    let mut tests: Vec<&mut Difference> = rows
        .iter_mut()
        .flat_map(|row| &mut row.differences)
        .filter(|difference| difference.p.is_some())
        .collect();
    let adjusted = holm(&tests.iter().filter_map(|test| test.p).collect::<Vec<_>>());
    for (test, p) in tests.iter_mut().zip(adjusted) {
        test.adjusted_p = Some(p);
        test.significance = Significance::of(Some(p));
    }
}

/// Holm's adjusted *p* values, in the order given.
fn holm(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut adjusted = vec![1.0; values.len()];
    let mut largest: f64 = 0.0;
    for (rank, at) in order.into_iter().enumerate() {
        largest = largest.max(((values.len() - rank) as f64 * values[at]).min(1.0));
        adjusted[at] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holm_is_that_of_r() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        let found = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in found.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((found - expected).abs() < 1e-15, "{found} for {expected}");
        }
        assert!(holm(&[]).is_empty());
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
    }

    #[test]
    fn a_difference_is_tested_by_the_errors_of_both() {
        // R: 2 * pnorm(-5 / sqrt(1.5^2 + 2^2))
        let test = Test::of(5.0, Some(1.5), Some(2.0));
        assert_eq!(test.error, Some(2.5));
        assert!((test.p.unwrap() - 0.045_500_263_896_358_4).abs() < 1e-14);
        assert_eq!(Significance::of(test.p), Significance::Significant);
        assert_eq!(Test::of(5.0, Some(1.5), None).p, None);
        assert_eq!(Test::of(5.0, Some(0.0), Some(0.0)).p, Some(0.0));
        assert_eq!(Test::of(0.0, Some(0.0), Some(0.0)).p, Some(1.0));
    }
}
