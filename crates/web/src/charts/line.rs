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
    /// Where the first series goes on over more years than it usually has between two figures.
    gaps: String,
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
    /// `target` is (year, value); `write` writes the values of the axis, all together.
    pub fn new(
        label: String,
        series: &[LineSeries],
        target: Option<(f64, f64)>,
        is_share: bool,
        write: impl Fn(&[f64]) -> Vec<String>,
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
        let marks = ticks(low, high, 5);
        Self {
            label,
            // The first series is drawn last: where two go the same way, it is the one that is seen.
            paths: series.iter().rev().map(|one| (path(one, x, &y, false), one.second)).collect(),
            gaps: series.iter().map(|one| path(one, x, &y, true)).collect(),
            dots: series.iter().rev().flat_map(|one| dots(one, x, &y)).collect(),
            intervals: points()
                .filter_map(|(year, _, interval)| interval.map(|(l, h)| (x.at(*year), y(l), y(h))))
                .collect(),
            years: ticks(first, last, 6)
                .into_iter()
                .map(|t| (x.at(t), format!("{t:.0}")))
                .collect(),
            values: marks.iter().map(|mark| y(*mark)).zip(write(&marks)).collect(),
            target: target.map(|(year, value)| (x.at(year), y(value))),
        }
    }

    /// Whether a part of the line goes over years without a figure.
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low.is_finite() { (low, high) } else { (0.0, 1.0) }
}

/// The parts of a line between figures as far apart as they usually are, or (`over_gaps`) the others. The
/// second series is dashed already: it has no others.
fn path(series: &LineSeries, x: Axis, y: &impl Fn(f64) -> f64, over_gaps: bool) -> String {
    let usual = if series.second { f64::INFINITY } else { usual_step(&series.points) };
    let (mut path, mut at) = (String::new(), None);
    let mut draw = |command: char, (year, value, _): &LinePoint| {
        path.push_str(&format!("{command}{} {}", x.at(*year), y(*value)));
    };
    for (index, pair) in series.points.windows(2).enumerate() {
        let is_gap = pair[1].0 - pair[0].0 > usual * 1.5;
        if is_gap != over_gaps {
            continue;
        }
        if at != Some(index) {
            draw('M', &pair[0]);
        }
        draw('L', &pair[1]);
        at = Some(index + 1);
    }
    path
}

/// Years between two figures of a series: the median, the lower of two.
fn usual_step(points: &[LinePoint]) -> f64 {
    let mut steps: Vec<f64> = points.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len().saturating_sub(1) / 2).copied().unwrap_or(f64::INFINITY)
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

    fn plain(values: &[f64]) -> Vec<String> {
        values.iter().map(f64::to_string).collect()
    }

    #[test]
    fn draws_series_target_and_axes() {
        let series = LineSeries {
            points: vec![(2000.0, 10.0, None), (2010.0, 50.0, Some((45.0, 55.0)))],
            second: false,
        };
        let chart = Line::new("c".into(), &[series], Some((2030.0, 100.0)), true, plain);
        assert_eq!(chart.paths, [("M56 209.8L245.3 121".to_owned(), false)]);
        assert_eq!(chart.target, Some((624.0, 10.0)));
        assert!(chart.render().unwrap().contains("2020"));
    }

    #[test]
    fn years_without_a_figure_are_not_drawn_as_the_others() {
        let years = [2000.0, 2001.0, 2002.0, 2006.0, 2007.0, 2010.0];
        let points: Vec<LinePoint> = years.iter().map(|year| (*year, 50.0, None)).collect();
        let drawn = |points: &[LinePoint], second| {
            let series = LineSeries { points: points.to_vec(), second };
            Line::new("c".into(), &[series], None, true, plain)
        };
        let chart = drawn(&points, false);
        let count = |path: &str| (path.matches('M').count(), path.matches('L').count());
        assert_eq!((count(&chart.paths[0].0), count(&chart.gaps)), ((2, 3), (2, 2)));
        assert!(chart.has_gaps() && chart.render().unwrap().contains("c-gap"));
        // Where figures come every four years, four years are no gap; nor in a series that is dashed.
        let sparse: Vec<LinePoint> =
            [2000.0, 2004.0, 2008.0].iter().map(|year| (*year, 50.0, None)).collect();
        assert!(!drawn(&sparse, false).has_gaps() && !drawn(&points, true).has_gaps());
        assert!(!drawn(&sparse, false).render().unwrap().contains("c-gap"));
    }

    #[test]
    fn the_first_series_covers_the_second() {
        let points: Vec<LinePoint> = vec![(2000.0, 10.0, None), (2010.0, 50.0, None)];
        let both = [false, true].map(|second| LineSeries { points: points.clone(), second });
        let chart = Line::new("c".into(), &both, None, true, plain);
        let order = |seconds: Vec<bool>| seconds.is_sorted_by(|first, next| first >= next);
        assert!(order(chart.paths.iter().map(|(_, second)| *second).collect()));
        assert!(order(chart.dots.iter().map(|(.., second)| *second).collect()));
    }

    #[test]
    fn an_empty_chart_does_not_fail() {
        let chart = Line::new(String::new(), &[], None, false, plain);
        assert!(chart.render().unwrap().contains("<svg"));
    }
}
