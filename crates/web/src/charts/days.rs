//! Days in a row: the middle of what was measured on each, and how far it went.

use askama::Template;

use super::{Axis, ticks};

/// A day: its number, and what a tenth, a half and nine tenths of its figures were no more than.
pub type DayPoint = (i64, [f64; 3]);

/// A small chart of some days; days without a figure are gaps.
#[derive(Template, Debug, Clone, PartialEq)]
#[template(path = "charts/days.html")]
pub struct Days {
    /// Says what the drawing shows.
    pub label: String,
    /// Where each day is, with the ends of its figures and their middle.
    points: Vec<(f64, f64, f64, f64)>,
    values: Vec<(f64, String)>,
    ends: [(f64, String); 2],
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 110.0;
const LEFT: f64 = 40.0;
const BOTTOM: f64 = 22.0;
const TOP: f64 = 14.0;

impl Days {
    /// Points between two days (both included); `write` writes the values of the axis, `day` the two days.
    pub fn new(
        label: String,
        points: &[DayPoint],
        (first, last): (i64, i64),
        write: impl Fn(f64) -> String,
        day: impl Fn(i64) -> String,
    ) -> Self {
        let highest = points.iter().map(|(_, [_, _, high])| *high).fold(0.0, f64::max);
        let highest = if highest > 0.0 { highest } else { 1.0 };
        let x = Axis::new(first as f64, last as f64, LEFT, WIDTH - LEFT - 8.0);
        let upward = Axis::new(0.0, highest, 0.0, HEIGHT - BOTTOM - TOP);
        let y = |value: f64| super::round(HEIGHT - BOTTOM - upward.at(value));
        let place = |(day, [low, median, high]): &DayPoint| {
            (x.at(*day as f64), y(*low), y(*median), y(*high))
        };
        Self {
            label,
            points: points.iter().map(place).collect(),
            values: ticks(0.0, highest, 2).into_iter().map(|mark| (y(mark), write(mark))).collect(),
            ends: [(LEFT, day(first)), (WIDTH - 8.0, day(last))],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_where_they_are_in_time() {
        let points = [(10, [1.0, 2.0, 4.0]), (40, [0.0, 0.0, 0.0])];
        let chart = Days::new("b".into(), &points, (10, 40), |v| v.to_string(), |d| d.to_string());
        assert_eq!(chart.points, [(40.0, 69.5, 51.0, 14.0), (312.0, 88.0, 88.0, 88.0)]);
        let drawn = chart.render().unwrap();
        assert!(
            drawn.contains("c-dot") && drawn.contains(">10<") && drawn.contains(">40<"),
            "{drawn}"
        );
        // Nothing measured is drawn as nothing, and divides by nothing.
        let empty = Days::new("b".into(), &[], (1, 1), |v| v.to_string(), |d| d.to_string());
        assert!(!empty.render().unwrap().contains("circle"));
    }
}
