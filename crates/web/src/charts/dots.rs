//! Two groups of people: two dots on one line, with their intervals.

use askama::Template;

use super::Axis;

/// Two figures side by side.
#[derive(Template, Debug, Clone, PartialEq)]
#[template(path = "charts/dots.html")]
pub struct Dots {
    /// Says what the drawing shows.
    pub label: String,
    group: f64,
    reference: f64,
    group_interval: Option<(f64, f64)>,
    reference_interval: Option<(f64, f64)>,
}

/// A figure and its interval, in the same unit.
pub type WithInterval = (f64, Option<(f64, f64)>);

impl Dots {
    /// The group's figure is a full dot, the reference's an open one.
    pub fn new(
        label: String,
        group: WithInterval,
        reference: WithInterval,
        is_share: bool,
    ) -> Self {
        let highest = |(value, interval): WithInterval| interval.map_or(value, |(_, high)| high);
        let greatest = highest(group).max(highest(reference));
        let axis = Axis::new(0.0, if is_share { 100.0 } else { greatest * 1.05 }, 8.0, 284.0);
        let placed = |interval: Option<(f64, f64)>| {
            interval.map(|(low, high)| (axis.at(low), axis.at(high)))
        };
        Self {
            label,
            group: axis.at(group.0),
            reference: axis.at(reference.0),
            group_interval: placed(group.1),
            reference_interval: placed(reference.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_both_figures() {
        let chart = Dots::new("b".into(), (20.0, None), (40.0, Some((35.0, 45.0))), true);
        assert_eq!((chart.group, chart.reference), (64.8, 121.6));
        assert!(chart.render().unwrap().contains("c-other"));
    }
}
