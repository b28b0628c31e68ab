//! One figure of a series, and intervals.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Observation, Period, Status};

use crate::scale::{OffScale, Scale};
use crate::statistics::normal_quantile;

/// Level of the intervals around published figures and ratios: 95 %.
pub const FIGURE_LEVEL: f64 = 0.95;

/// One figure of a series: indicator, place, people and unit are those of the series.
///
/// A series is a list of points sorted by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Point {
    /// When.
    pub period: Period,
    /// The figure, in the indicator's unit.
    pub value: f64,
    /// Standard error, in the same unit; `None` where none is published.
    #[serde(default)]
    pub standard_error: Option<f64>,
    /// Respondents or cases behind the figure: that many or more where the publisher gives bands.
    #[serde(default)]
    pub n: Option<f64>,
    /// How sure the publisher is.
    #[serde(default)]
    pub status: Status,
    /// Id of the source.
    pub source: String,
    /// Number of the import it came with; 0 where it was computed, or came with none.
    #[serde(default)]
    pub batch: i64,
}

impl Point {
    /// The point of an observation; `None` where it holds no figure, or one that is not a number.
    pub fn of(observation: &Observation) -> Option<Self> {
        let value = observation.value.filter(|value| value.is_finite())?;
        Some(Self {
            period: observation.period,
            value,
            standard_error: observation.standard_error,
            n: observation.n,
            status: observation.status,
            source: observation.source.clone(),
            batch: observation.batch,
        })
    }

    /// The standard error where it is one: finite and not negative.
    pub fn usable_error(&self) -> Option<f64> {
        self.standard_error.filter(|error| error.is_finite() && *error >= 0.0)
    }

    /// The interval of the figure at 95 %, from its standard error; `None` where none is published.
    ///
    /// Normal: value ± z·SE. For a share p (0 to `top`, 1 or 100) on the logit scale, so that it stays
    /// within its bounds: logit p ± z·SE·top / (p·(top − p)) (delta method; Korn and Graubard,
    /// *Analysis of Health Surveys*, 1999, section 2.4). A positive quantity is never given a lower
    /// bound below 0. A share of exactly 0 or 100 has no finite logit: it is taken half of the smallest
    /// displayed unit inside.
    pub fn interval(&self, scale: Scale) -> Option<Interval> {
        let error = self.usable_error()?;
        let z = normal_quantile(0.5 + FIGURE_LEVEL / 2.0);
        let (low, high) = match scale {
            Scale::Share { .. } => self.logit_interval(scale, z * error).ok()?,
            Scale::Positive => ((self.value - z * error).max(0.0), self.value + z * error),
            Scale::Real => (self.value - z * error, self.value + z * error),
        };
        Some(Interval { low, high, level: FIGURE_LEVEL })
    }

    fn logit_interval(&self, scale: Scale, margin: f64) -> Result<(f64, f64), OffScale> {
        let centre = scale.forward(self.value)?;
        let margin = margin / scale.derivative(centre);
        let (low, high) = (scale.back(centre - margin), scale.back(centre + margin));
        // The published figure is always inside, even where it was moved off 0 or 100.
        Ok((low.min(self.value), high.max(self.value)))
    }
}

/// Between two values, with the probability that the method aims at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Interval {
    /// Lower end, in the unit of the figure.
    pub low: f64,
    /// Upper end, in the unit of the figure.
    pub high: f64,
    /// 0.95 for published figures and ratios, 0.90 for what is anticipated.
    #[schema(example = 0.95)]
    pub level: f64,
}

impl Interval {
    /// Whether `value` lies between the two ends (ends included).
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A yearly series from one source, for tests.
    pub(crate) fn series(values: &[(i32, f64)]) -> Vec<Point> {
        values.iter().map(|(year, value)| point(*year, *value)).collect()
    }

    pub(crate) fn point(year: i32, value: f64) -> Point {
        Point {
            period: Period::year_of(year).unwrap(),
            value,
            standard_error: None,
            n: None,
            status: Status::Normal,
            source: "itu".to_owned(),
            batch: 0,
        }
    }

    pub(crate) fn with_error(mut point: Point, error: f64) -> Point {
        point.standard_error = Some(error);
        point
    }

    pub(crate) fn near(found: f64, expected: f64) {
        let error = (found - expected).abs() / expected.abs().max(1.0);
        assert!(error < 1e-9, "{found} for {expected}");
    }

    const SHARE: Scale = Scale::Share { top: 100.0, margin: 0.05 };

    #[test]
    fn a_share_has_its_interval_on_the_logit_scale() {
        // scipy: expit(logit(.35) ± norm.ppf(.975) * .02 / (.35 * .65)) * 100
        let interval = with_error(point(2023, 35.0), 2.0).interval(SHARE).unwrap();
        near(interval.low, 31.188_021_640_672_84);
        near(interval.high, 39.013_740_448_046_86);
        assert!(interval.holds(35.0) && !interval.holds(40.0));
    }

    #[test]
    fn a_share_close_to_its_bound_stays_within() {
        let interval = with_error(point(2023, 99.0), 3.0).interval(SHARE).unwrap();
        assert!(interval.high < 100.0 && interval.low > 0.0);
        let full = with_error(point(2023, 100.0), 0.5).interval(SHARE).unwrap();
        assert_eq!(full.high, 100.0);
        assert!(full.low < 100.0);
    }

    #[test]
    fn other_quantities_have_the_plain_interval() {
        let z = 1.959_963_984_540_054;
        let price = with_error(point(2023, 1.0), 2.0);
        assert_eq!(price.interval(Scale::Positive).unwrap().low, 0.0);
        near(price.interval(Scale::Real).unwrap().low, 1.0 - 2.0 * z);
        near(price.interval(Scale::Positive).unwrap().high, 1.0 + 2.0 * z);
    }

    #[test]
    fn no_interval_is_invented() {
        assert_eq!(point(2023, 35.0).interval(SHARE), None);
        for error in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(with_error(point(2023, 35.0), error).interval(SHARE), None, "{error}");
        }
        assert_eq!(with_error(point(2023, 120.0), 1.0).interval(SHARE), None);
    }

    #[test]
    fn an_observation_without_a_figure_gives_no_point() {
        let mut observation: Observation = serde_json::from_value(serde_json::json!({
            "indicator": "internet_users", "place": "KEN", "period": "2019", "dimensions": {},
            "value": 22.6, "unit": "percent", "status": "reported", "source": "itu"
        }))
        .unwrap();
        assert_eq!(Point::of(&observation).map(|point| point.value), Some(22.6));
        observation.value = None;
        assert_eq!(Point::of(&observation), None);
        observation.value = Some(f64::NAN);
        assert_eq!(Point::of(&observation), None);
    }
}
