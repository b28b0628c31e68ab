//! One of several figures beside one another: a bar from nothing to the figure, with its interval, on an
//! axis that all of them have in common.

use askama::Template;

use super::Axis;

/// A bar.
#[derive(Template, Debug, Clone, PartialEq)]
#[template(path = "charts/bar.html")]
pub struct Bar {
    /// Says what the drawing shows.
    pub label: String,
    now: f64,
    interval: Option<(f64, f64)>,
    /// Too uncertain to be drawn as the others.
    unsure: bool,
}

const WIDTH: f64 = 300.0;

/// Where the axis of several figures ends, each with its interval: at 100 for shares, else a little beyond the
/// greatest.
pub fn top(figures: impl Iterator<Item = (f64, Option<(f64, f64)>)>, is_share: bool) -> f64 {
    if is_share {
        return 100.0;
    }
    let highest = |(value, interval): (f64, Option<(f64, f64)>)| interval.map_or(value, |(_, h)| h);
    figures.map(highest).fold(0.0, f64::max) * 1.05
}

impl Bar {
    /// The bar of `value` on an axis from 0 to `top`.
    pub fn new(
        label: String,
        value: f64,
        interval: Option<(f64, f64)>,
        top: f64,
        unsure: bool,
    ) -> Self {
        let axis = Axis::new(0.0, top, 0.0, WIDTH);
        let interval = interval.map(|(low, high)| (axis.at(low), axis.at(high)));
        Self { label, now: axis.at(value), interval, unsure }
    }

    /// How long the bar is: bars of one axis are in the order of their figures.
    pub(crate) fn length(&self) -> f64 {
        self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_one_axis_compare() {
        let figures = [(10.0, None), (20.0, Some((15.0, 40.0)))];
        let end = top(figures.iter().copied(), false);
        assert_eq!((end, top(figures.iter().copied(), true)), (42.0, 100.0));
        let bars = figures.map(|(value, ends)| Bar::new(String::new(), value, ends, end, false));
        assert!((bars[1].now / bars[0].now - 2.0).abs() < 0.01);
        assert!(bars[1].interval.unwrap().1 < WIDTH);
    }

    #[test]
    fn an_unsure_figure_is_drawn_otherwise() {
        let drawn = |unsure| {
            Bar::new("a & b".into(), 5.0, Some((1.0, 9.0)), 10.0, unsure).render().unwrap()
        };
        assert!(drawn(true).contains("c-past") && !drawn(false).contains("c-past"));
        assert!(drawn(false).contains("<title>a &#38; b</title>"));
    }
}
