//! How far from the target: a bar from nothing to the figure, a mark at the target.

use askama::Template;

use super::Axis;

/// A bar with its gap to a target.
#[derive(Template, Debug, Clone, PartialEq)]
#[template(path = "charts/distance.html")]
pub struct Distance {
    /// Says what the drawing shows.
    pub label: String,
    pub(crate) now: f64,
    pub(crate) target: Option<f64>,
    pub(crate) interval: Option<(f64, f64)>,
    gap: Option<(f64, f64)>,
}

const WIDTH: f64 = 300.0;

impl Distance {
    /// The bar of `value`; the axis runs from 0 to the greatest of what is shown (100 for shares).
    pub fn new(
        label: String,
        value: f64,
        target: Option<f64>,
        interval: Option<(f64, f64)>,
        is_share: bool,
    ) -> Self {
        let greatest = [Some(value), target, interval.map(|(_, high)| high)]
            .into_iter()
            .flatten()
            .fold(0.0, f64::max);
        let top = if is_share { 100.0 } else { greatest * 1.05 };
        let axis = Axis::new(0.0, top, 1.0, WIDTH - 2.0);
        let now = axis.at(value);
        let target = target.map(|target| axis.at(target));
        let gap = target.map(|target| (now.min(target), (target - now).abs()));
        let interval = interval.map(|(low, high)| (axis.at(low), axis.at(high)));
        Self { label, now, target, interval, gap }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_value_gap_and_target() {
        let chart = Distance::new("a".into(), 35.0, Some(100.0), Some((30.0, 40.0)), true);
        assert_eq!((chart.now, chart.target), (105.3, Some(299.0)));
        let svg = chart.render().unwrap();
        assert!(svg.contains("<title>a</title>") && svg.contains("c-target"), "{svg}");
    }

    #[test]
    fn a_price_above_its_target_stays_on_the_drawing() {
        let chart = Distance::new(String::new(), 8.0, Some(2.0), None, false);
        assert!(chart.now < WIDTH && chart.target.unwrap() < chart.now);
    }
}
