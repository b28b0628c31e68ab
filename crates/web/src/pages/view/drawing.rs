//! Drawings of figures: what the charts need, from what the desk gives.

use passerelle_inclusion::{Indicator, Interval, Parity, Point, Standing};

use super::{figure, target_text};
use crate::charts::{Distance, Dots, Line, LineSeries, Magnitude};
use crate::words::Words;

/// The bar of a standing.
pub(crate) fn distance(w: &Words, indicator: &Indicator, standing: &Standing) -> Option<Distance> {
    let latest = standing.latest.as_ref()?;
    let value = figure(w, indicator, latest.value);
    let label = match target_text(w, indicator) {
        Some(target) => w.t2("chart-distance", "value", value, "target", target),
        None => value,
    };
    let bounds = latest.interval.map(|interval| (interval.low, interval.high));
    let target = standing.target.as_ref().map(|target| target.value);
    Some(Distance::new(label, latest.value, target, bounds, is_share(indicator)))
}

/// Whether the axis runs from 0 to 100.
pub(crate) fn is_share(indicator: &Indicator) -> bool {
    indicator.unit == "percent" && matches!(indicator.scale, passerelle_inclusion::ScaleName::Share)
}

/// The two dots of a comparison.
pub(crate) fn dots(label: String, indicator: &Indicator, parity: &Parity) -> Dots {
    let bounds = |interval: Option<Interval>| interval.map(|found| (found.low, found.high));
    Dots::new(
        label,
        (parity.group_value, bounds(parity.group_interval)),
        (parity.reference_value, bounds(parity.reference_interval)),
        is_share(indicator),
    )
}

/// The chart of one or two series.
pub(crate) fn line(
    w: &'static Words,
    label: String,
    indicator: &Indicator,
    series: &[Point],
    other: &[Point],
) -> Line {
    let points = |series: &[Point]| {
        let scale = indicator.scale();
        let one = |point: &Point| {
            let bounds = point.interval(scale).map(|found| (found.low, found.high));
            (f64::from(point.period.year()), point.value, bounds)
        };
        series.iter().map(one).collect()
    };
    let mut lines = vec![LineSeries { points: points(series), second: false }];
    if !other.is_empty() {
        lines.push(LineSeries { points: points(other), second: true });
    }
    let target = indicator.target.as_ref().map(|target| (f64::from(target.year), target.value));
    let drawn = lines.iter().flat_map(|line| line.points.iter().map(|point| point.1));
    let magnitude = axis_magnitude(indicator, drawn.chain(target.map(|(_, value)| value)));
    let label = axis_label(w, label, indicator, magnitude);
    Line::new(label, &lines, target, is_share(indicator), move |values| {
        let decimals = magnitude.decimals(values);
        values.iter().map(|value| short_number(w, *value, magnitude, decimals)).collect()
    })
}

/// What the axis of these values is counted in: thousands and years are never counted in millions.
fn axis_magnitude(indicator: &Indicator, values: impl Iterator<Item = f64>) -> Magnitude {
    match indicator.unit.as_str() {
        "thousands" | "year" => Magnitude::One,
        _ => Magnitude::of(values),
    }
}

/// `12 M` for twelve million; nothing is nothing in any magnitude.
fn short_number(w: &Words, value: f64, magnitude: Magnitude, decimals: u8) -> String {
    let number = |decimals| w.number(value / magnitude.size(), decimals);
    match magnitude.code() {
        Some(_) if value == 0.0 => number(0),
        Some(code) => w.t1(&format!("short-{code}"), "value", number(decimals)),
        None => number(decimals),
    }
}

/// What a chart shows, with the unit of its axis and what its numbers are counted in.
fn axis_label(w: &Words, label: String, indicator: &Indicator, magnitude: Magnitude) -> String {
    let unit = format!("axis-{}", indicator.unit.replace('_', "-"));
    let counted = magnitude.code().map(|code| format!("axis-in-{code}"));
    let parts = [Some(unit), counted].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|name| w.has(name)).map(|name| w.t(&name)).collect();
    if parts.is_empty() {
        return label;
    }
    w.t2("chart-axis", "label", label, "unit", parts.join(&w.t("semicolon")))
}
