//! A series over time, with its intervals, the target and what is anticipated.

use askama::Template;

use super::{Axis, round, ticks};

/// Decimal year, value, interval.
pub type LinePoint = (f64, f64, Option<(f64, f64)>);

/// One line: points as (year, value, interval).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineSeries {
    /// The points, by time.
    pub points: Vec<LinePoint>,
    /// Drawn as the second series: another colour, dashed.
    pub second: bool,
}

/// A chart of one or more series over time.
#[derive(Template, Debug, Clone, PartialEq)]
#[template(path = "charts/line.html")]
pub struct Line {
    /// Says what the drawing shows.
    pub label: String,
    paths: Vec<(String, bool)>,
    dots: Vec<(f64, f64, bool)>,
    intervals: Vec<(f64, f64, f64)>,
    years: Vec<(f64, String)>,
    values: Vec<(f64, String)>,
    target: Option<(f64, f64)>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 56.0;
const BOTTOM: f64 = 28.0;

impl Line {
    /// `target` is (year, value); `format` writes the values of the axis.
    pub fn new(
        label: String,
        series: &[LineSeries],
        target: Option<(f64, f64)>,
        is_share: bool,
        format: impl Fn(f64) -> String,
    ) -> Self {
        let points = || series.iter().flat_map(|one| &one.points);
        let years = points().map(|(year, ..)| *year).chain(target.map(|(year, _)| year));
        let (first, last) = extent(years);
        let values = points()
            .flat_map(|(_, value, interval)| [Some(*value), interval.map(|(_, high)| high)])
            .flatten()
            .chain(target.map(|(_, value)| value));
        let (low, high) = extent(values);
        let (low, high) = if is_share {
            (0.0, 100.0)
        } else {
            (low.min(0.0), high + (high - low.min(0.0)) * 0.05)
        };
        let x = Axis::new(first, last, LEFT, WIDTH - LEFT - 16.0);
        let upward = Axis::new(low, high, 0.0, HEIGHT - BOTTOM - 10.0);
        let y = |value: f64| round(HEIGHT - BOTTOM - upward.at(value));
        Self {
            label,
            paths: series.iter().map(|one| (path(one, x, &y), one.second)).collect(),
            dots: series.iter().flat_map(|one| dots(one, x, &y)).collect(),
            intervals: points()
                .filter_map(|(year, _, interval)| interval.map(|(l, h)| (x.at(*year), y(l), y(h))))
                .collect(),
            years: ticks(first, last, 6)
                .into_iter()
                .map(|t| (x.at(t), format!("{t:.0}")))
                .collect(),
            values: ticks(low, high, 5).into_iter().map(|t| (y(t), format(t))).collect(),
            target: target.map(|(year, value)| (x.at(year), y(value))),
        }
    }
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low.is_finite() { (low, high) } else { (0.0, 1.0) }
}

fn path(series: &LineSeries, x: Axis, y: &impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    for (index, (year, value, _)) in series.points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{command}{} {}", x.at(*year), y(*value)));
    }
    path
}

fn dots(series: &LineSeries, x: Axis, y: &impl Fn(f64) -> f64) -> Vec<(f64, f64, bool)> {
    // Single points of long series would only thicken the line: the last one is enough.
    let skip = if series.points.len() > 25 { series.points.len() - 1 } else { 0 };
    let shown = series.points.iter().skip(skip);
    shown.map(|(year, value, _)| (x.at(*year), y(*value), series.second)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_series_target_and_axes() {
        let series = LineSeries {
            points: vec![(2000.0, 10.0, None), (2010.0, 50.0, Some((45.0, 55.0)))],
            second: false,
        };
        let chart =
            Line::new("c".into(), &[series], Some((2030.0, 100.0)), true, |v| v.to_string());
        assert_eq!(chart.paths, [("M56 209.8L245.3 121".to_owned(), false)]);
        assert_eq!(chart.target, Some((624.0, 10.0)));
        assert!(chart.render().unwrap().contains("2020"));
    }

    #[test]
    fn an_empty_chart_does_not_fail() {
        let chart = Line::new(String::new(), &[], None, false, |v| v.to_string());
        assert!(chart.render().unwrap().contains("<svg"));
    }
}
