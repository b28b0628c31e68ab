//! Where a place stands on one indicator, and whether it arrives in time.
//!
//! How the class is found, by regression:
//!
//! 1. **Met**: the latest figure counts as met (`met_at`, or the target itself; a share that would be
//!    displayed as the target counts as the target).
//! 2. Otherwise the line of the [`Trend`] is followed to the target year. Its ends are the value
//!    anticipated for that year and its prediction interval at 90 %. A value v stands for a part of
//!    what was still missing: f = (v − line at the latest figure) / (what counts as met − latest figure).
//!    - **on track**: v counts as met, and f is above 0;
//!    - **too slow**: f above 0.10, without getting there;
//!    - **little change**: f from −0.10 to 0.10;
//!    - **moving away**: f below −0.10.
//! 3. **Cannot tell**: the two ends of the interval are not in the same class; or there are fewer than
//!    three periods; or a figure has no place on the scale. `likely` keeps the class of the value in
//!    the middle, and `reason` says why.
//!
//! The cut of one tenth of the way is also the one that national offices report from the technical note
//! of the United Nations' 2023 Progress Chart; that below 0 is ours. By growth ratio the cuts are on
//! the ratio ([`Growth`]), and there is no interval.
//!
//! The pace, the needed pace, the arrival and the class come from one line, so that they cannot contradict
//! one another: where the class is *too slow*, the needed pace is above the pace, and the arrival after the
//! target year. The way of a share or of a price is bent, its last parts being the slowest. So the needed
//! pace is that of the bent line that gets there in time ([`Trend::pace_to`]), at the same place as the
//! pace: the latest figure. It is more than the same part of the gap each year, as long as the line is to
//! slow down on its way.
//!
//! [`Standing::even_arrival`] tells beside them when the same pace, kept to the end, would lead there. It
//! decides nothing: where it is earlier than the arrival, the difference is the slowing near the end.
//!
//! A latest figure of the target year or after, and not met: it was **too slow**, with the reason
//! `target_year_passed`.
//!
//! A figure that is outdated ([`crate::is_outdated`]: more than ten years old) says nothing of today: **cannot
//! tell**, with the reason `outdated`, whatever it was. And a place said to be **on track** by a line that
//! gets there in a year that is no longer to come has the reason `arrival_passed`: it may have arrived,
//! and no figure here says so. Of a place in any other class, such a year is not given.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Observation, Period, Status};

use crate::choice::latest_of;
use crate::indicator::{Indicator, Method, Target};
use crate::trend::NoTrend;
use crate::{Band, Growth, Interval, Point, Scale, Trend, bands};

/// Arrivals after this year are not given: nobody can know.
pub const LAST_ARRIVAL: i32 = 2100;

/// The part of what is missing below which a change is little.
const LITTLE: f64 = 0.10;

/// The ratio of growths from which a place is on track.
const ENOUGH_GROWTH: f64 = 0.95;

/// Where a place stands on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Standing {
    /// Code of the indicator.
    pub indicator: String,
    /// The latest figure; `None` where there is none.
    pub latest: Option<Latest>,
    /// The target; `None` where none was set.
    pub target: Option<Target>,
    /// The target minus the latest figure, in the indicator's unit: above 0, the figure has to rise.
    pub gap: Option<f64>,
    /// What counts as met minus the latest figure: the way that `needed_pace`, `arrival` and the class
    /// measure. It is `gap` where nothing less than the target counts as met.
    #[serde(default)]
    pub gap_to_met: Option<f64>,
    /// Whether the latest figure counts as met; `None` without figure, target or direction, for a figure
    /// that is too old to say anything of today, or for a share that cannot be.
    pub met: Option<bool>,
    /// The line that the series follows; `None` where none can be drawn or another method is used.
    pub trend: Option<Trend>,
    /// Its compound growth, where the method is the ratio of growths.
    pub growth: Option<Growth>,
    /// Actual over required growth, positive in the better direction, where that is the method.
    pub growth_ratio: Option<f64>,
    /// Change per year at the latest figure, in units of the indicator.
    pub pace: Option<f64>,
    /// The pace at the latest figure that would lead to what counts as met in the target year, by the same
    /// method and on the same scale as `pace`, in units of the indicator per year; `None` where it is met
    /// already, where the line of the figures is there already, or where that year has passed.
    pub needed_pace: Option<f64>,
    /// What the target year leads to at the present pace; `None` where it has passed.
    pub anticipated: Option<Anticipated>,
    /// Where it stands, in a word.
    pub class: Class,
    /// The class of the anticipated value alone, where the class is "cannot tell" for its interval.
    pub likely: Option<Class>,
    /// Why the class is what it is, where that needs saying.
    pub reason: Option<Reason>,
    /// The first year whose figure counts as met at the present pace on the indicator's scale; `None`
    /// where it is met already, never, or after 2100. It is after today, unless the place is on track with
    /// the reason `arrival_passed`.
    pub arrival: Option<i32>,
    /// The first year whose figure would count as met if every year changed the latest figure by `pace`;
    /// `None` where `pace` leads away, after 2100, and where `arrival` would not be told either. It decides
    /// nothing: `class` and `arrival` follow the line, which slows near the end.
    #[serde(default)]
    pub even_arrival: Option<i32>,
}

/// The latest figure of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Latest {
    /// When; a year that straddles two counts as the second in `age`.
    pub period: Period,
    /// The figure, in the indicator's unit.
    pub value: f64,
    /// Years between the figure's year and today's; below 0 for a forecast.
    pub age: i32,
    /// Interval at 95 %, in the indicator's unit; `None` where no standard error is published.
    pub interval: Option<Interval>,
    /// Standard error, in the indicator's unit.
    pub standard_error: Option<f64>,
    /// Respondents or cases behind it: that many or more where the publisher gives bands.
    pub n: Option<f64>,
    /// How sure the publisher is.
    pub status: Status,
    /// Id of the source.
    pub source: String,
    /// Number of the import it came with; 0 where it was computed.
    #[serde(default)]
    pub batch: i64,
    /// The band it is in, where the indicator has bands.
    pub band: Option<Band>,
}

/// A value that the present pace leads to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Anticipated {
    /// The target year.
    pub year: i32,
    /// The value, in the indicator's unit.
    pub value: f64,
    /// Prediction interval at 90 %; `None` by the ratio of growths.
    pub interval: Option<Interval>,
}

/// Where a place stands, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The latest figure counts as met.
    Met,
    /// It will be met in time at the present pace.
    OnTrack,
    /// It goes the right way, too slowly.
    TooSlow,
    /// It hardly changes.
    LittleChange,
    /// It goes the wrong way.
    MovingAway,
    /// The figures do not say.
    CannotTell,
    /// No target was set, or neither direction is better.
    NoTarget,
    /// There is no figure.
    NoData,
}

/// Why a class is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The interval of what is anticipated crosses classes.
    IntervalCrosses,
    /// Too few periods in the window.
    TooFewPoints,
    /// A figure or the target has no place on the indicator's scale.
    OffScale,
    /// The indicator is shown without a trend.
    NoMethod,
    /// The latest figure is of the target year or after.
    TargetYearPassed,
    /// The latest figure is too old to say anything of today.
    Outdated,
    /// The year of arrival is not after today's: there is no newer figure to tell.
    ArrivalPassed,
}

/// Where a place stands on `indicator`, by the `series` of its chosen source ([`crate::choose`]), seen
/// from the year `today_year`.
///
/// Only figures of the latest one's kind (modelled or not) and source make the trend. Where the latest
/// period has a figure of each kind, the one that does not come from a model is the latest.
pub fn standing(indicator: &Indicator, series: &[Point], today_year: i32) -> Standing {
    let mut found = Standing::empty(indicator);
    let Some(latest) = latest_of(series) else { return found };
    found.latest = Some(Latest::of(latest, indicator, today_year));
    let failure = found.follow(indicator, series).err();
    let aim = indicator.target.as_ref().and_then(|target| Aim::of(indicator, target, latest));
    let Some(aim) = aim else {
        found.class = Class::NoTarget;
        found.gap = indicator.target.as_ref().map(|target| target.value - latest.value);
        return found;
    };
    found.gap = Some(aim.value - latest.value);
    found.gap_to_met = Some(aim.threshold - latest.value);
    if aim.is_impossible() {
        found.class = Class::CannotTell;
        found.reason = Some(Reason::OffScale);
        return found;
    }
    if crate::is_outdated(latest.period, today_year) {
        found.class = Class::CannotTell;
        found.reason = Some(Reason::Outdated);
        return found;
    }
    found.met = Some(aim.is_met());
    if aim.is_met() {
        found.class = Class::Met;
    } else {
        found.approach(&aim, failure);
        found.judge_arrival(today_year);
    }
    found
}

/// Why there is no figure: what the latest observation without one says. `observations` are of the indicator
/// in one place.
pub fn absence(indicator: &Indicator, observations: &[&Observation]) -> Option<Status> {
    let whole = observations.iter().filter(|one| indicator.is_headline(&one.dimensions));
    whole.filter(|one| one.value.is_none()).max_by_key(|one| one.period).map(|one| one.status)
}

impl Latest {
    fn of(point: &Point, indicator: &Indicator, today_year: i32) -> Self {
        Self {
            period: point.period,
            value: point.value,
            age: crate::age(point.period, today_year),
            interval: point.interval(indicator.scale()),
            standard_error: point.usable_error(),
            n: point.n,
            status: point.status,
            source: point.source.clone(),
            batch: point.batch,
            band: indicator.bands.as_deref().and_then(|name| bands(name, point.value)),
        }
    }
}

/// What is aimed at from the latest figure.
struct Aim {
    scale: Scale,
    /// +1 where higher is better, −1 where lower is.
    sign: f64,
    /// The target itself.
    value: f64,
    /// What counts as met, kept on the scale.
    threshold: f64,
    year: i32,
    /// The middle of the target year.
    time: f64,
    latest: f64,
    latest_time: f64,
}

impl Aim {
    fn of(indicator: &Indicator, target: &Target, latest: &Point) -> Option<Self> {
        let scale = indicator.scale();
        Some(Self {
            scale,
            sign: indicator.direction.sign()?,
            value: target.value,
            threshold: scale.kept(target.threshold()),
            year: target.year,
            time: target.period()?.middle(),
            latest: latest.value,
            latest_time: latest.period.middle(),
        })
    }

    fn reaches(&self, value: f64) -> bool {
        self.sign * (self.scale.kept(value) - self.threshold) >= 0.0
    }

    fn is_met(&self) -> bool {
        self.reaches(self.latest)
    }

    /// A share below 0 or above the whole is a mistake, and no sign of success.
    fn is_impossible(&self) -> bool {
        matches!(self.scale, Scale::Share { .. }) && self.scale.forward(self.latest).is_err()
    }

    fn is_past(&self) -> bool {
        self.latest_time >= self.time
    }

    /// The pace that is needed now: that of the line that gets there in time.
    fn needed_pace(&self, trend: Option<&Trend>, growth: Option<&Growth>) -> Option<f64> {
        if self.is_past() {
            return None;
        }
        let needed = match (trend, growth) {
            (Some(trend), _) => trend.pace_to(self.threshold, self.time),
            (None, Some(growth)) => growth.pace_to(self.threshold, self.time),
            (None, None) => self.pace_from_latest(),
        };
        needed.filter(|pace| self.sign * pace > 0.0)
    }

    /// The same without a line: from the latest figure, on the scale.
    fn pace_from_latest(&self) -> Option<f64> {
        let now = self.scale.forward(self.latest).ok()?;
        let slope =
            (self.scale.forward(self.threshold).ok()? - now) / (self.time - self.latest_time);
        Some(slope * self.scale.derivative(now))
    }

    /// The class of `value` in the target year, the line standing at `now` at the latest figure.
    fn class_of(&self, value: f64, now: f64) -> Class {
        let part = (value - now) / (self.threshold - self.latest);
        if part > 0.0 && self.reaches(value) {
            Class::OnTrack
        } else if part > LITTLE {
            Class::TooSlow
        } else if part >= -LITTLE {
            Class::LittleChange
        } else {
            Class::MovingAway
        }
    }

    /// The first year after the latest figure whose figure counts as met, met being reached at `time`.
    fn arrival(&self, time: f64) -> Option<i32> {
        // The figure of a year stands at its middle.
        let year = (time - 0.5 - 1e-9).ceil();
        let next = (self.latest_time - 0.5 + 1e-9).ceil();
        let year = year.max(next);
        (year <= f64::from(LAST_ARRIVAL)).then_some(year as i32)
    }
}

impl Standing {
    fn empty(indicator: &Indicator) -> Self {
        Self {
            indicator: indicator.code.clone(),
            latest: None,
            target: indicator.target.clone(),
            gap: None,
            gap_to_met: None,
            met: None,
            trend: None,
            growth: None,
            growth_ratio: None,
            pace: None,
            needed_pace: None,
            anticipated: None,
            class: Class::NoData,
            likely: None,
            reason: None,
            arrival: None,
            even_arrival: None,
        }
    }

    /// An arrival in a year that is no longer to come is told only of a place said to be on track, with
    /// the reason; of any other it would be one more thing that cannot be told.
    fn judge_arrival(&mut self, today_year: i32) {
        let passed = |year: Option<i32>| year.is_some_and(|year| year <= today_year);
        match self.class {
            Class::OnTrack if passed(self.arrival) => self.reason = Some(Reason::ArrivalPassed),
            Class::OnTrack => {}
            _ => {
                self.arrival = self.arrival.filter(|year| *year > today_year);
                self.even_arrival = self.even_arrival.filter(|year| *year > today_year);
            }
        }
    }

    /// Measures the pace, by the indicator's method.
    fn follow(&mut self, indicator: &Indicator, series: &[Point]) -> Result<(), Reason> {
        let window = indicator.progress.window;
        match indicator.progress.method {
            Method::Regression => {
                let trend = Trend::of(series, indicator.scale(), window).map_err(Reason::from)?;
                self.pace = Some(trend.pace);
                self.trend = Some(trend);
            }
            Method::GrowthRatio => {
                let growth = Growth::of(series, window).map_err(Reason::from)?;
                let (points, _) = crate::trend::comparable(series, window);
                let steepest = crate::trend::steepest(&points);
                self.pace = Some(growth.pace().clamp(-steepest, steepest));
                self.growth = Some(growth);
            }
            Method::None => return Err(Reason::NoMethod),
        }
        Ok(())
    }

    /// Classes a place that has not arrived.
    fn approach(&mut self, aim: &Aim, failure: Option<Reason>) {
        self.class = Class::CannotTell;
        self.reason = failure;
        self.needed_pace = aim.needed_pace(self.trend.as_ref(), self.growth.as_ref());
        if let Some(pace) = self.pace.filter(|pace| aim.sign * pace > 0.0) {
            let years = (aim.threshold - aim.latest) / pace;
            self.even_arrival = aim.arrival(aim.latest_time + years);
        }
        if let Some(trend) = self.trend.clone() {
            self.by_regression(aim, &trend);
        } else if let Some(growth) = self.growth.clone() {
            self.by_growth(aim, &growth);
        }
        if aim.is_past() {
            self.class = Class::TooSlow;
            self.likely = None;
            self.anticipated = None;
            self.reason = Some(Reason::TargetYearPassed);
        }
    }

    fn by_regression(&mut self, aim: &Aim, trend: &Trend) {
        if aim.scale.forward(aim.threshold).is_err() {
            self.reason = Some(Reason::OffScale);
            return;
        }
        let value = trend.value_at(aim.time);
        let interval = trend.interval_at(aim.time);
        self.anticipated = Some(Anticipated { year: aim.year, value, interval: Some(interval) });
        if aim.sign * trend.slope > 0.0 {
            self.arrival = trend.time_of(aim.threshold).and_then(|time| aim.arrival(time));
        }
        let now = trend.value_at(aim.latest_time);
        let central = aim.class_of(value, now);
        if aim.class_of(interval.low, now) == aim.class_of(interval.high, now) {
            self.class = central;
        } else {
            self.likely = Some(central);
            self.reason = Some(Reason::IntervalCrosses);
        }
    }

    fn by_growth(&mut self, aim: &Aim, growth: &Growth) {
        let value = growth.value_at(aim.time);
        self.anticipated = Some(Anticipated { year: aim.year, value, interval: None });
        if aim.sign * growth.actual > 0.0 {
            self.arrival = growth.time_of(aim.threshold).and_then(|time| aim.arrival(time));
        }
        self.growth_ratio = growth.ratio(aim.threshold, aim.time, aim.sign);
        match self.growth_ratio {
            Some(ratio) if ratio >= ENOUGH_GROWTH => self.class = Class::OnTrack,
            Some(ratio) if ratio >= LITTLE => self.class = Class::TooSlow,
            Some(ratio) if ratio >= -LITTLE => self.class = Class::LittleChange,
            Some(_) => self.class = Class::MovingAway,
            None => self.reason = Some(Reason::OffScale),
        }
    }
}

impl From<NoTrend> for Reason {
    fn from(error: NoTrend) -> Self {
        match error {
            NoTrend::TooFewPoints { .. } => Self::TooFewPoints,
            NoTrend::OffScale(_) => Self::OffScale,
        }
    }
}

#[cfg(test)]
mod tests;
