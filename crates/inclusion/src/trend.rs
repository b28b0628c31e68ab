//! Time-weighted regression: the line that a series follows, and where it leads.
//!
//! The idea is that of the "anticipated value" of the United Nations regional commissions
//! (A. Bidarbakht-Nia, *A weighted extrapolation method for measuring the SDGs progress*, ESCAP
//! Statistics Division working paper SD/WP/04, March 2017): recent figures say more of the years to
//! come than old ones, so they weigh more. The weights here are our own choice, simple enough to be
//! checked by hand:
//!
//! > w = ½ ^ (age / half-life), half-life = half of the window
//!
//! where `age` is in years before the latest figure. In a window of 10 years, a figure five years older
//! than the latest weighs half of it, one ten years older a quarter. Weights depend on ages only:
//! moving the calendar changes nothing.
//!
//! On the indicator's [`Scale`], y = a + b·x with x in years from the latest figure (so a is the line
//! at the latest figure), by weighted least squares:
//!
//! > W = Σw, x̄ = Σwx/W, ȳ = Σwy/W, S = Σw(x − x̄)², b = Σw(x − x̄)(y − ȳ)/S, a = ȳ − b·x̄
//! >
//! > s² = Σw(y − a − bx)² / (n − 2), SE(b) = s/√S
//!
//! The interval of a figure at x₀ is the prediction interval at 90 % (5 % on each side), by Student's t
//! with n − 2 degrees of freedom, the figure to come weighing as much as the latest:
//!
//! > a + b·x₀ ± t·s·√(1 + 1/W + (x₀ − x̄)²/S)
//!
//! It holds the scatter of figures around a straight line. It does not hold the chance that the line
//! bends, nor the sampling error of each figure beyond what shows in that scatter; a series that a
//! model made smooth has an interval that is too narrow.
//!
//! Three rules keep a few odd figures from making a pace that nobody ever saw:
//!
//! 1. **Bounds.** A share of 0 or of the whole has no logit. It would have to be put half a displayed unit
//!    inside (0.05 for one decimal: −7.6 on the scale, where 7 is −2.6), and that choice alone would decide
//!    the slope; besides, such a figure says that something had not begun or was over, and not how fast it
//!    went. So figures at a bound are left out of the line ([`Trend::at_bounds`]), but for the latest one,
//!    and unless fewer than three periods would remain.
//! 2. **No faster than was seen.** Over the last year observed (x from −1 to 0) the line may not change by
//!    more, in the indicator's unit, than the steepest step per year between two observed periods that
//!    follow one another, those at a bound included. A line that would is held back ([`Trend::held`]): it
//!    keeps its level a, its slope is that of the steepest step, b = a − f(f⁻¹(a) ∓ steepest), and its
//!    scatter is measured again, so that its interval is wider.
//! 3. **The pace** is the slope of that same line at the latest figure, in units per year, and no more
//!    than the steepest step either (on a bent scale the slope of the last instant can be a little more
//!    than the change of the last year).
//!
//! So the 4G network of Kenya (0, 7, 21.5, 25 and 35 % from 2014 to 2018) goes by the four last figures;
//! with the 0 at 0.05 the line would have risen by 34.9 points in its last year, where the steepest step
//! was 14.5.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Period;

use crate::choice::latest_of;
use crate::statistics::student_t_quantile;
use crate::{Interval, OffScale, Point, Scale};

/// Level of the intervals of what is anticipated, and of the pace: 90 %.
pub const TREND_LEVEL: f64 = 0.90;

/// Fewest periods from which a line with an interval can be drawn.
pub const FEWEST_PERIODS: usize = 3;

/// The line that a series follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Trend {
    /// The scale on which the line is straight.
    pub scale: Scale,
    /// Earliest period used.
    pub from: Period,
    /// Latest period used: x = 0.
    pub to: Period,
    /// Figures used.
    pub points: usize,
    /// Whether they come from a model; figures of the two kinds are never joined.
    pub modelled: bool,
    /// Figures in the window that were left out, being of the other kind or from another source.
    pub left_out: usize,
    /// Figures in the window that were left out, being nothing at all or the whole.
    #[serde(default)]
    pub at_bounds: usize,
    /// The steepest change per year between two periods of the window that follow one another, in units of
    /// the indicator, without sign.
    #[serde(default)]
    pub steepest: f64,
    /// Whether the line was held back to the steepest step.
    #[serde(default)]
    pub held: bool,
    /// The line at the latest period, on the scale (a).
    pub level: f64,
    /// Change per year on the scale (b).
    pub slope: f64,
    /// Standard error of the slope.
    pub slope_error: f64,
    /// Scatter around the line of a figure as recent as the latest, on the scale (s).
    pub scatter: f64,
    /// Sum of the weights (W).
    pub weight: f64,
    /// Weighted mean of the years from the latest period; 0 or less (x̄).
    pub centre: f64,
    /// Weighted sum of squares of the years around their mean (S).
    pub spread: f64,
    /// Change per year at the latest period, in units of the indicator: the slope of the line there, and no
    /// more than the steepest step.
    pub pace: f64,
    /// Interval of the pace at 90 %, in units of the indicator per year.
    pub pace_interval: Interval,
    /// Whether the figure rises or falls.
    pub movement: Movement,
}

/// Whether a figure rises or falls: by the interval of the slope at 90 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// The whole interval is above 0.
    Rising,
    /// The whole interval is below 0.
    Falling,
    /// The interval holds 0.
    Unclear,
}

/// Why no line can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NoTrend {
    /// Fewer than three periods of the same kind in the window.
    #[error("{found} periods in the window, 3 needed")]
    TooFewPoints {
        /// Periods found.
        found: usize,
    },
    /// A figure that has no place on the scale.
    #[error(transparent)]
    OffScale(#[from] OffScale),
}

impl NoTrend {
    /// The stable code: `too-few-points` or `off-scale`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewPoints { .. } => "too-few-points",
            Self::OffScale(error) => error.code(),
        }
    }
}

/// The figures that may be put in one line with the latest: same source, same kind (modelled or not),
/// no more than `window` years older. Where the latest period has both kinds, the one that does not
/// come from a model counts as the latest. Also how many in the window were left out.
pub(crate) fn comparable(series: &[Point], window: u32) -> (Vec<&Point>, usize) {
    let Some(latest) = latest_of(series) else { return (Vec::new(), 0) };
    let first = latest.period.middle() - f64::from(window) - 1e-9;
    let recent = series.iter().filter(|point| point.period.middle() >= first);
    let (mut kept, left_out): (Vec<_>, Vec<_>) = recent.partition(|point| {
        point.source == latest.source
            && point.status.is_modelled() == latest.status.is_modelled()
            && point.value.is_finite()
    });
    kept.sort_by_key(|point| point.period);
    (kept, left_out.len())
}

/// The figures among these that a line goes through: those at a bound of the scale are left out, but for
/// the latest, and unless fewer than three periods would remain. Sorted by period, as given.
fn inside<'a>(points: &[&'a Point], scale: Scale) -> Vec<&'a Point> {
    let latest = points.last().map(|point| point.period);
    let inside = |point: &&&Point| Some(point.period) == latest || !scale.is_at_bound(point.value);
    let kept: Vec<_> = points.iter().filter(inside).copied().collect();
    if periods(&kept).len() < FEWEST_PERIODS { points.to_vec() } else { kept }
}

/// The periods of these points, once each; the points are sorted by period.
fn periods(points: &[&Point]) -> Vec<Period> {
    let mut periods: Vec<_> = points.iter().map(|point| point.period).collect();
    periods.dedup();
    periods
}

/// The steepest change per year, without sign, between two of these points that follow one another in
/// time; 0 where there are not two periods. The points are sorted by period.
pub(crate) fn steepest(points: &[&Point]) -> f64 {
    let step = |pair: &[&Point]| {
        let years = pair[1].period.middle() - pair[0].period.middle();
        if years > 0.0 { (pair[1].value - pair[0].value).abs() / years } else { 0.0 }
    };
    points.windows(2).map(step).fold(0.0, f64::max)
}

impl Trend {
    /// The line through the figures of `series` that may be compared with its latest one, over `window`
    /// years.
    ///
    /// # Errors
    /// Fewer than three periods, or a figure that has no place on the scale.
    pub fn of(series: &[Point], scale: Scale, window: u32) -> Result<Self, NoTrend> {
        let (comparable, left_out) = comparable(series, window);
        let steepest = steepest(&comparable);
        let points = inside(&comparable, scale);
        let periods = periods(&points);
        let (Some(from), Some(to), true) =
            (periods.first(), periods.last(), periods.len() >= FEWEST_PERIODS)
        else {
            return Err(NoTrend::TooFewPoints { found: periods.len() });
        };
        let half_life = 0.5 * f64::from(window);
        let mut weighed = Vec::with_capacity(points.len());
        for point in &points {
            let x = point.period.middle() - to.middle();
            weighed.push((0.5_f64.powf(-x / half_life), x, scale.forward(point.value)?));
        }
        let line = Line::through(&weighed);
        let (line, held) = match line.held_to(steepest, scale, &weighed) {
            Some(held) => (held, true),
            None => (line, false),
        };
        let bounds = Bounds { at_bounds: comparable.len() - points.len(), steepest, held };
        let modelled = points.iter().any(|point| point.status.is_modelled());
        Ok(line.trend(scale, (*from, *to), modelled, left_out, bounds))
    }

    /// The line at `time` (a decimal year, as [`Period::middle`] gives), in the indicator's unit.
    pub fn value_at(&self, time: f64) -> f64 {
        self.scale.back(self.level + self.slope * self.years_to(time))
    }

    /// The prediction interval at 90 % of a figure at `time`, in the indicator's unit.
    pub fn interval_at(&self, time: f64) -> Interval {
        let x = self.years_to(time);
        let away = (x - self.centre).powi(2) / self.spread;
        let error = self.scatter * (1.0 + 1.0 / self.weight + away).sqrt();
        let centre = self.level + self.slope * x;
        let margin = self.quantile() * error;
        let (low, high) = (self.scale.back(centre - margin), self.scale.back(centre + margin));
        Interval { low, high, level: TREND_LEVEL }
    }

    /// When the line gets to `value`, as a decimal year; `None` for a flat line or a value that has no
    /// place on the scale. It may be in the past.
    pub fn time_of(&self, value: f64) -> Option<f64> {
        let scaled = self.scale.forward(value).ok()?;
        let years = (scaled - self.level) / self.slope;
        years.is_finite().then(|| self.to.middle() + years)
    }

    /// The pace at the latest period of the line that stands where this one does and gets to `value` at
    /// `time` (a decimal year), in units of the indicator per year and in the measure of [`Trend::pace`]:
    /// it is above the pace where that line is steeper than this one, and below where it is flatter.
    /// `None` for a value that has no place on the scale.
    pub fn pace_to(&self, value: f64, time: f64) -> Option<f64> {
        let needed = (self.scale.forward(value).ok()? - self.level) / self.years_to(time);
        // A pace that is held to the steepest step is less than its slope: what is needed is told in the
        // same measure, or the two could not be compared.
        let units = match self.slope {
            0.0 => self.scale.derivative(self.level),
            slope => self.pace / slope,
        };
        Some(needed * units).filter(|pace| pace.is_finite())
    }

    fn years_to(&self, time: f64) -> f64 {
        time - self.to.middle()
    }

    fn quantile(&self) -> f64 {
        student_t_quantile(0.5 + TREND_LEVEL / 2.0, (self.points - 2) as f64)
    }
}

/// What kept a line within what was observed.
struct Bounds {
    at_bounds: usize,
    steepest: f64,
    held: bool,
}

/// A weighted straight line, x counted from the latest figure.
#[derive(Clone, Copy)]
struct Line {
    points: usize,
    weight: f64,
    centre: f64,
    spread: f64,
    slope: f64,
    level: f64,
    scatter: f64,
}

impl Line {
    /// Least squares through (weight, x, y); at least three, not all at one x.
    fn through(weighed: &[(f64, f64, f64)]) -> Self {
        let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
            weighed.iter().map(|(weight, x, y)| weight * of(*x, *y)).sum()
        };
        let weight = sum(&|_, _| 1.0);
        let centre = sum(&|x, _| x) / weight;
        let mean = sum(&|_, y| y) / weight;
        let spread = sum(&|x, _| (x - centre).powi(2));
        let slope = sum(&|x, y| (x - centre) * (y - mean)) / spread;
        let level = mean - slope * centre;
        let line =
            Self { points: weighed.len(), weight, centre, spread, slope, level, scatter: 0.0 };
        Self { scatter: line.scatter_of(weighed), ..line }
    }

    fn scatter_of(&self, weighed: &[(f64, f64, f64)]) -> f64 {
        let square =
            |(weight, x, y): &(f64, f64, f64)| weight * (y - self.level - self.slope * x).powi(2);
        (weighed.iter().map(square).sum::<f64>() / (weighed.len() - 2) as f64).sqrt()
    }

    /// The line with the same level whose last year changes by `steepest` (in the indicator's unit);
    /// `None` where it changes by no more than that as it is.
    fn held_to(&self, steepest: f64, scale: Scale, weighed: &[(f64, f64, f64)]) -> Option<Self> {
        let now = scale.back(self.level);
        let change = now - scale.back(self.level - self.slope);
        if change.abs() <= steepest * (1.0 + 1e-9) {
            return None;
        }
        let slope = self.level - scale.unkept(now - steepest.copysign(change));
        let held = Self { slope: if slope.is_finite() { slope } else { 0.0 }, ..*self };
        Some(Self { scatter: held.scatter_of(weighed), ..held })
    }

    fn trend(
        self,
        scale: Scale,
        (from, to): (Period, Period),
        modelled: bool,
        left_out: usize,
        Bounds { at_bounds, steepest, held }: Bounds,
    ) -> Trend {
        let slope_error = self.scatter / self.spread.sqrt();
        let margin =
            student_t_quantile(0.5 + TREND_LEVEL / 2.0, (self.points - 2) as f64) * slope_error;
        let (low, high) = (self.slope - margin, self.slope + margin);
        let units = scale.derivative(self.level);
        let pace = (self.slope * units).clamp(-steepest, steepest);
        let pace_interval = Interval {
            low: (low * units).min(pace),
            high: (high * units).max(pace),
            level: TREND_LEVEL,
        };
        Trend {
            scale,
            from,
            to,
            points: self.points,
            modelled,
            left_out,
            at_bounds,
            steepest,
            held,
            level: self.level,
            slope: self.slope,
            slope_error,
            scatter: self.scatter,
            weight: self.weight,
            centre: self.centre,
            spread: self.spread,
            pace,
            pace_interval,
            movement: if low > 0.0 {
                Movement::Rising
            } else if high < 0.0 {
                Movement::Falling
            } else {
                Movement::Unclear
            },
        }
    }
}

#[cfg(test)]
mod tests;
