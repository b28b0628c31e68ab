//! Ratio of actual to required compound growth, as in Eurostat's monitoring reports and, with the sign
//! below, in the progress measure of Statistics Canada that Open SDG uses.
//!
//! > actual = (y / y₀)^(1/(t − t₀)) − 1, required = (target / y₀)^(1/(T − t₀)) − 1
//! >
//! > ratio = ±actual / |required|, the sign being that of the better direction
//!
//! where y₀ is the earliest comparable figure in the window, y the latest, T the target year. A ratio of
//! 0.95 and above is on track (Eurostat's cut). They split what is below into finer steps than our
//! classes; here it is too slow from 0.10, little change from −0.10, moving away below, so that the
//! words mean about the same by both methods.
//!
//! The method has no interval, fails at zero and below, and distorts shares close to their bounds; it
//! is there because published assessments use it. Regression is the default.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Period;

use crate::trend::{NoTrend, comparable};
use crate::{OffScale, Point};

/// Compound growth of a series, and what it would have to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Growth {
    /// Earliest period used (t₀).
    pub from: Period,
    /// Latest period used (t).
    pub to: Period,
    /// The figure of the earliest period, in the indicator's unit (y₀).
    pub from_value: f64,
    /// The figure of the latest period, in the indicator's unit (y).
    pub to_value: f64,
    /// Whether the figures come from a model.
    pub modelled: bool,
    /// Actual growth per year: 0.05 is 5 %.
    pub actual: f64,
}

impl Growth {
    /// The growth between the earliest and the latest of the figures of `series` that may be compared,
    /// over `window` years.
    ///
    /// # Errors
    /// Fewer than two periods, or a figure that is not above 0.
    pub fn of(series: &[Point], window: u32) -> Result<Self, NoTrend> {
        let (points, _) = comparable(series, window);
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Err(NoTrend::TooFewPoints { found: 0 });
        };
        if first.period == last.period {
            return Err(NoTrend::TooFewPoints { found: 1 });
        }
        let years = last.period.middle() - first.period.middle();
        Ok(Self {
            from: first.period,
            to: last.period,
            from_value: first.value,
            to_value: last.value,
            modelled: last.status.is_modelled(),
            actual: growth(first.value, last.value, years)?,
        })
    }

    /// The growth per year that leads from the earliest figure to `goal` at `time` (a decimal year).
    /// `None` where there is none: a goal at or below 0, or a time that is not later.
    pub fn required(&self, goal: f64, time: f64) -> Option<f64> {
        let years = time - self.from.middle();
        if years <= 0.0 {
            return None;
        }
        growth(self.from_value, goal, years).ok()
    }

    /// Actual over required growth, positive in the better direction (`sign` +1 or −1). `None` where
    /// there is no required growth, or where it is none at all (the series began at the goal).
    pub fn ratio(&self, goal: f64, time: f64, sign: f64) -> Option<f64> {
        let required = self.required(goal, time)?;
        let ratio = sign * self.actual / required.abs();
        ratio.is_finite().then_some(ratio)
    }

    /// The value at `time` at the actual growth, in the indicator's unit.
    pub fn value_at(&self, time: f64) -> f64 {
        let years = time - self.to.middle();
        (self.to_value * (1.0 + self.actual).powf(years)).min(f64::MAX)
    }

    /// When the series gets to `goal` at the actual growth, as a decimal year; `None` where it never
    /// does. It may be in the past.
    pub fn time_of(&self, goal: f64) -> Option<f64> {
        let years = (goal / self.to_value).ln() / self.actual.ln_1p();
        years.is_finite().then(|| self.to.middle() + years)
    }

    /// The pace at the latest figure at the growth that leads from the earliest to `goal` at `time`, in
    /// units of the indicator per year; `None` where there is none.
    pub fn pace_to(&self, goal: f64, time: f64) -> Option<f64> {
        Some(self.to_value * self.required(goal, time)?.ln_1p())
    }

    /// Change per year at the latest figure, in units of the indicator.
    pub fn pace(&self) -> f64 {
        self.to_value * self.actual.ln_1p()
    }
}

fn growth(from: f64, to: f64, years: f64) -> Result<f64, OffScale> {
    for value in [from, to] {
        if !(value > 0.0 && value.is_finite()) {
            return Err(OffScale { value });
        }
    }
    Ok(((to / from).ln() / years).exp_m1())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::tests::{near, series};

    #[test]
    fn compound_growth_by_hand() {
        // 100 → 121 in two years is 10 % a year; 100 → 200 in ten years is 2^(1/10) − 1.
        let found =
            Growth::of(&series(&[(2020, 100.0), (2021, 300.0), (2022, 121.0)]), 10).unwrap();
        near(found.actual, 0.1);
        near(found.required(200.0, 2030.5).unwrap(), 0.071_773_462_536_293_13);
        near(found.ratio(200.0, 2030.5, 1.0).unwrap(), 1.393_272_617_291_297_3);
        near(found.ratio(200.0, 2030.5, -1.0).unwrap(), -1.393_272_617_291_297_3);
        near(found.value_at(2024.5), 146.41);
        near(found.time_of(146.41).unwrap(), 2024.5);
        near(found.pace(), 121.0 * 1.1_f64.ln());
    }

    #[test]
    fn it_says_where_it_fails() {
        let code = |values: &[(i32, f64)]| Growth::of(&series(values), 10).unwrap_err().code();
        assert_eq!(code(&[]), "too-few-points");
        assert_eq!(code(&[(2020, 1.0)]), "too-few-points");
        assert_eq!(code(&[(2020, 0.0), (2021, 1.0)]), "off-scale");
        assert_eq!(code(&[(2020, 1.0), (2021, -1.0)]), "off-scale");
        assert_eq!(code(&[(2000, 1.0), (2021, 2.0)]), "too-few-points");
    }

    #[test]
    fn a_goal_at_the_start_or_at_zero_has_no_ratio() {
        let found = Growth::of(&series(&[(2020, 95.0), (2022, 90.0)]), 10).unwrap();
        assert_eq!(found.ratio(95.0, 2030.5, 1.0), None);
        assert_eq!(found.ratio(0.0, 2030.5, 1.0), None);
        assert_eq!(found.ratio(95.0, 2010.5, 1.0), None);
    }
}
