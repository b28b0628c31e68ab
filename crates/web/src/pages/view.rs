//! Figures in words: what several pages say in the same way.

use passerelle_inclusion::{Class, Indicator, Interval, Latest, Parity, Point, Reason, Standing};

use crate::charts::{Distance, Dots, Line, LineSeries};
use crate::words::Words;

/// Ages from which a figure's age is pointed out, in years.
const OLD: i32 = 4;

/// A figure with its unit: `35.2%`.
pub(crate) fn figure(w: &Words, indicator: &Indicator, value: f64) -> String {
    // A year (of a law, for example) is not a quantity: it takes no separator.
    if indicator.unit == "year" {
        return format!("{value:.0}");
    }
    w.figure(value, &indicator.unit, indicator.decimals)
}

/// A figure that was set rather than measured (a target, the end of a class): no idle decimals.
pub(crate) fn set_figure(w: &Words, indicator: &Indicator, value: f64) -> String {
    let decimals = if value.fract() == 0.0 { 0 } else { indicator.decimals };
    w.figure(value, &indicator.unit, decimals)
}

/// “between 33 and 37”, where an interval is known.
pub(crate) fn interval(
    w: &Words,
    indicator: &Indicator,
    interval: Option<Interval>,
) -> Option<String> {
    let Interval { low, high, .. } = interval?;
    let (low, high) = (figure(w, indicator, low), figure(w, indicator, high));
    Some(w.t2("interval", "low", low, "high", high))
}

/// “7 years ago”, for figures old enough to be careful with.
pub(crate) fn age(w: &Words, latest: &Latest) -> Option<String> {
    (latest.age >= OLD).then(|| w.t1("figure-age", "years", latest.age))
}

/// The code of a class, as in its message and its style.
pub(crate) fn class_code(class: Class) -> &'static str {
    match class {
        Class::Met => "met",
        Class::OnTrack => "on-track",
        Class::TooSlow => "too-slow",
        Class::LittleChange => "little-change",
        Class::MovingAway => "moving-away",
        Class::CannotTell => "cannot-tell",
        Class::NoTarget => "no-target",
        Class::NoData => "no-data",
    }
}

/// The arrow beside the class: a sign that needs no colour.
pub(crate) fn class_sign(class: Class) -> &'static str {
    match class {
        Class::Met => "✓",
        Class::OnTrack => "↗",
        Class::TooSlow => "→",
        Class::LittleChange => "=",
        Class::MovingAway => "↘",
        Class::CannotTell => "?",
        Class::NoTarget | Class::NoData => "",
    }
}

/// `good`, `far` or nothing: the style of a class.
pub(crate) fn class_style(class: Class) -> &'static str {
    match class {
        Class::Met | Class::OnTrack => "good",
        Class::TooSlow | Class::LittleChange | Class::MovingAway => "far",
        _ => "",
    }
}

/// When the target is reached at the present pace, in a sentence.
pub(crate) fn arrival(w: &Words, indicator: &Indicator, standing: &Standing) -> Option<String> {
    let target = standing.target.as_ref()?;
    let aim = target_text(w, indicator)?;
    let year = target.year;
    Some(match (standing.class, standing.arrival) {
        (Class::Met, _) => w.t1("arrival-met", "target", aim),
        (Class::NoData | Class::NoTarget, _) => return None,
        (Class::CannotTell, _) => w.t1("arrival-cannot-tell", "target", aim),
        (_, Some(arrival)) => w.say(
            "arrival-year",
            &[
                ("target", aim.into()),
                ("arrival", arrival.to_string().into()),
                ("year", year.to_string().into()),
            ],
        ),
        (_, None) => {
            w.say("arrival-never", &[("target", aim.into()), ("year", year.to_string().into())])
        }
    })
}

/// “100 (95 already counts as met)”.
pub(crate) fn target_text(w: &Words, indicator: &Indicator) -> Option<String> {
    let target = indicator.target.as_ref()?;
    let value = set_figure(w, indicator, target.value);
    Some(match target.met_at.filter(|met| (met - target.value).abs() > f64::EPSILON) {
        Some(met) => w.t2("target-met-at", "value", value, "met", set_figure(w, indicator, met)),
        None => value,
    })
}

/// Why the class is what it is, where that needs saying.
pub(crate) fn reason(w: &Words, reason: Option<Reason>) -> Option<String> {
    let code = serde_json::to_value(reason?).ok()?;
    let name = format!("reason-{}", code.as_str()?.replace('_', "-"));
    w.has(&name).then(|| w.t(&name))
}

/// The name of a category of a dimension.
pub(crate) fn category<'a>(
    catalogue: &'a passerelle_desk::catalogue::Catalogue,
    w: &Words,
    dimension: &str,
    code: &'a str,
) -> &'a str {
    catalogue
        .dimension(dimension)
        .and_then(|dimension| dimension.category(code))
        .map_or(code, |category| w.text(&category.name))
}

/// A source: its id, by which the sources page is entered, and its name.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceName {
    pub id: String,
    pub name: String,
}

/// The source of a figure. A computed one has two: the first is where its link leads.
pub(crate) fn source_of(
    catalogue: &passerelle_desk::catalogue::Catalogue,
    w: &Words,
    id: &str,
) -> SourceName {
    let first = id.split('+').next().unwrap_or_default().to_owned();
    SourceName { id: first, name: source(catalogue, w, id) }
}

/// The sentence of an indicator with its figure: decimals only where the figure is small.
pub(crate) fn sentence(w: &Words, indicator: &Indicator, value: f64) -> String {
    let decimals = if value.abs() >= 10.0 { 0 } else { indicator.decimals };
    w.text(&indicator.sentence).replace("{value}", &w.number(value, decimals))
}

/// The name of a source.
pub(crate) fn source(
    catalogue: &passerelle_desk::catalogue::Catalogue,
    w: &Words,
    id: &str,
) -> String {
    let one = |id: &str| match (catalogue.source_name(id), id) {
        (Some(name), _) => w.text(name).to_owned(),
        (None, "demo") => w.t("source-demo"),
        (None, "local") => w.t("source-local"),
        (None, id) => id.to_owned(),
    };
    // A computed figure names both of its sources: "a4ai+gapminder".
    id.split('+').map(one).collect::<Vec<_>>().join(" + ")
}

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

/// “Women: 20.1%; Men: 25.1%”.
pub(crate) fn gap_sentence(
    catalogue: &passerelle_desk::catalogue::Catalogue,
    w: &Words,
    indicator: &Indicator,
    parity: &Parity,
) -> String {
    let name = |code| category(catalogue, w, &parity.dimension, code).to_owned();
    w.say(
        "gap-sentence",
        &[
            ("group", name(&parity.group).into()),
            ("reference", name(&parity.reference).into()),
            ("groupvalue", figure(w, indicator, parity.group_value).into()),
            ("referencevalue", figure(w, indicator, parity.reference_value).into()),
        ],
    )
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
    let decimals = if is_share(indicator) { 0 } else { indicator.decimals.min(2) };
    Line::new(label, &lines, target, is_share(indicator), move |value| w.number(value, decimals))
}
