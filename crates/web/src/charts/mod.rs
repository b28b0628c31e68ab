//! Charts: SVG made on the server, each with a text that says what it shows.
//!
//! A chart is plain data with its coordinates already computed; its template draws it. Nothing is told
//! by colour alone, and a table with the same numbers stands beside every chart.

mod bar;
mod days;
mod distance;
mod dots;
mod line;
mod magnitude;

pub use bar::{Bar, top};
pub use days::Days;
pub use distance::Distance;
pub use dots::Dots;
pub use line::{Line, LineSeries};
pub(crate) use magnitude::Magnitude;

/// A linear axis from `low..high` to `0..length`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    start: f64,
    length: f64,
}

impl Axis {
    pub(crate) fn new(low: f64, high: f64, start: f64, length: f64) -> Self {
        // An empty range would divide by zero: any width will do to place its only value.
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, start, length }
    }

    /// The coordinate of a value, kept on the drawing, to a tenth of a pixel.
    pub(crate) fn at(self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        round(self.start + share * self.length)
    }
}

pub(crate) fn round(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

/// Round numbers that cut `low..high` into about `count` parts.
pub(crate) fn ticks(low: f64, high: f64, count: u32) -> Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 {
        return vec![low];
    }
    let rough = span / f64::from(count.max(1));
    let magnitude = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * magnitude);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_keeps_values_on_the_drawing() {
        let axis = Axis::new(0.0, 100.0, 10.0, 200.0);
        assert_eq!(
            (axis.at(0.0), axis.at(50.0), axis.at(140.0), axis.at(-3.0)),
            (10.0, 110.0, 210.0, 10.0)
        );
        assert_eq!(Axis::new(5.0, 5.0, 0.0, 10.0).at(5.0), 0.0);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(1990.0, 2024.0, 4), [1990.0, 2000.0, 2010.0, 2020.0]);
        assert_eq!(ticks(3.0, 3.0, 4), [3.0]);
    }
}
