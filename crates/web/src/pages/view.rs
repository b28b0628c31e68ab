//! Figures in words: what several pages say in the same way.

use passerelle_compact::Due;
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::country::GroupPeers;
use passerelle_inclusion::{
    Class, Direction, Indicator, Interval, Latest, NewerFigure, Parity, Peers, Point, Reason,
    Standing,
};
use passerelle_vocabulary::Status;

use crate::charts::Magnitude;
use crate::words::Words;

mod drawing;
mod naming;

pub(crate) use drawing::{distance, dots, is_share, line};
pub(crate) use naming::{
    Imports, SourceName, import_anchor, imports, source, source_anchor, source_of, source_of_import,
};

/// Ages from which a figure's age is pointed out, in years.
const OLD: i32 = 4;

/// A figure with its unit: `35.2%`. One that is not nothing is never written as nothing: `less than 0.05%`.
pub(crate) fn figure(w: &Words, indicator: &Indicator, value: f64) -> String {
    let half = 0.5 * indicator.displayed_unit();
    if value > 0.0 && value < half {
        let decimals = indicator.decimals.saturating_add(1);
        return w.t1("less-than", "value", w.figure(half, &indicator.unit, decimals));
    }
    rounded(w, indicator, value)
}

/// A figure in a sentence: large numbers are counted in millions or billions.
pub(crate) fn figure_in_words(w: &Words, indicator: &Indicator, value: f64) -> String {
    match large_number(w, value).filter(|_| indicator.unit == "number") {
        Some(number) => number,
        None => figure(w, indicator, value),
    }
}

/// “3.6 billion”; `None` below a million.
fn large_number(w: &Words, value: f64) -> Option<String> {
    let magnitude = Magnitude::of(std::iter::once(value));
    let code = magnitude.code()?;
    let counted = value / magnitude.size();
    let decimals = u8::from((counted * 10.0).round() % 10.0 != 0.0);
    let number = w.number(counted, decimals);
    Some(w.t2(&format!("number-{code}"), "n", counted, "value", number))
}

fn rounded(w: &Words, indicator: &Indicator, value: f64) -> String {
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
    let (low, high) = (rounded(w, indicator, low), rounded(w, indicator, high));
    Some(w.t2("interval", "low", low, "high", high))
}

/// The first sentence of a page: “Kenya: about 35 of 100 people use the Internet (2023, between 33% and
/// 37%).” The interval is told wherever one is known.
pub(crate) fn lead(
    w: &Words,
    indicator: &Indicator,
    place: &str,
    value: f64,
    when: String,
    bounds: Option<Interval>,
) -> String {
    let mut variables = vec![
        ("place", place.into()),
        ("sentence", sentence(w, indicator, value).into()),
        ("period", when.into()),
    ];
    match interval(w, indicator, bounds) {
        Some(interval) => {
            variables.push(("interval", interval.into()));
            w.say("lead-with-interval", &variables)
        }
        None => w.say("lead", &variables),
    }
}

/// When a figure is of, how long ago where that is long, and what its publisher says of it: “2017, 9 years
/// ago, from a model”.
pub(crate) fn about(w: &Words, latest: &Latest) -> String {
    let parts = [Some(latest.period.to_string()), age(w, latest), status(w, latest.status)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the publisher says of a figure; nothing where it says nothing.
pub(crate) fn status(w: &Words, status: Status) -> Option<String> {
    (status != Status::Normal).then(|| w.t(&format!("status-{}", status.code().replace('_', "-"))))
}

/// A period or anything else, followed by what the publisher says of the figure.
pub(crate) fn with_status(w: &Words, text: String, of: Status) -> String {
    match status(w, of) {
        Some(status) => format!("{text}, {status}"),
        None => text,
    }
}

/// Words about a figure that end where the name of its source follows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub text: String,
    pub source: SourceName,
}

/// “A newer figure: 48.2% (2025), source:” and its source.
pub(crate) fn newer(
    catalogue: &Catalogue,
    w: &Words,
    imports: &Imports,
    indicator: &Indicator,
    found: &NewerFigure,
) -> Said {
    let value = figure_in_words(w, indicator, found.value);
    let period = with_status(w, found.period.to_string(), found.status);
    Said {
        text: w.t2("newer-figure", "value", value, "period", period),
        source: source_of_import(catalogue, w, imports, &found.source, found.batch),
    }
}

/// A due date as people read it: `2030`, `September 2025`, `22 September 2027`.
pub(crate) fn due_date(w: &Words, due: Due) -> String {
    let written = due.to_string();
    match written.split('-').collect::<Vec<_>>()[..] {
        [year, month] => {
            let month = format!("month-{}", month.trim_start_matches('0'));
            w.t2("month-of-year", "month", w.t(&month), "year", year)
        }
        [_, _, _] => w.day(&written),
        _ => written,
    }
}

/// [`lead`] of a place that has a standing.
pub(crate) fn lead_of(
    w: &Words,
    indicator: &Indicator,
    place: &str,
    standing: &Standing,
) -> Option<String> {
    let latest = standing.latest.as_ref()?;
    Some(lead(w, indicator, place, latest.value, about(w, latest), latest.interval))
}

/// [`lead`] of the last point of a series.
pub(crate) fn lead_of_series(
    w: &Words,
    indicator: &Indicator,
    place: &str,
    series: &[Point],
) -> Option<String> {
    let point = series.last()?;
    let bounds = point.interval(indicator.scale());
    let when = with_status(w, point.period.to_string(), point.status);
    Some(lead(w, indicator, place, point.value, when, bounds))
}

/// Groups smaller than this are not told: a median, or a rank, of very few says nothing.
pub(crate) const FEWEST_PEERS: usize = 5;

/// “Eastern Africa: of the 17 countries with a figure from 2018 or later, half are at 24.2% or below.” With
/// the rank, where the node's owner shows ranks.
pub(crate) fn peers(
    catalogue: &Catalogue,
    w: &Words,
    indicator: &Indicator,
    found: &GroupPeers,
) -> Option<String> {
    let mut text = median(catalogue, w, indicator, &found.group, &found.peers)?;
    if let Some(rank) = found.rank.filter(|rank| rank.of >= FEWEST_PEERS) {
        let first = if indicator.direction == Direction::Lower { "lowest" } else { "highest" };
        let rank = w.say(
            "peer-rank",
            &[
                ("rank", crate::words::ordinal(rank.rank)),
                ("n", rank.of.into()),
                ("tied", rank.tied.into()),
                ("first", first.into()),
            ],
        );
        text = format!("{text} {rank}");
    }
    Some(text)
}

/// “Eastern Africa: of the 17 countries with a figure from 2018 or later, half are at 24.2% or below.”
pub(crate) fn median(
    catalogue: &Catalogue,
    w: &Words,
    indicator: &Indicator,
    group: &str,
    peers: &Peers,
) -> Option<String> {
    if peers.n < FEWEST_PEERS {
        return None;
    }
    // Nobody is beyond a bound: “100% or below” would say nothing.
    let (name, median) = if indicator.scale().is_at_bound(peers.median) {
        ("peer-median-bound", set_figure(w, indicator, peers.median.round()))
    } else {
        ("peer-median", figure(w, indicator, peers.median))
    };
    Some(w.say(
        name,
        &[
            ("group", catalogue.place_name(group, w.lang()).into()),
            ("n", peers.n.into()),
            ("since", peers.since.to_string().into()),
            ("median", median.into()),
        ],
    ))
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

/// The class in words. What is only known of years gone by is not told as if it were known of today.
pub(crate) fn verdict(w: &Words, standing: &Standing) -> String {
    let period = standing.latest.as_ref().map(|latest| latest.period.to_string());
    match (standing.reason, period) {
        (Some(Reason::Outdated), _) => w.t("class-no-verdict"),
        (Some(Reason::ArrivalPassed), Some(period)) => {
            w.t1("class-on-track-then", "period", period)
        }
        _ => w.t(&format!("class-{}", class_code(standing.class))),
    }
}

/// `good`, `far` or nothing: the style of a class.
pub(crate) fn class_style(standing: &Standing) -> &'static str {
    if standing.reason == Some(Reason::ArrivalPassed) {
        return "";
    }
    match standing.class {
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
    let text = match (standing.class, standing.arrival) {
        _ if standing.reason == Some(Reason::Outdated) => return None,
        (_, Some(arrival)) if standing.reason == Some(Reason::ArrivalPassed) => {
            return Some(w.t2("arrival-passed", "target", aim, "arrival", arrival.to_string()));
        }
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
    };
    match slowing(w, standing) {
        Some(slowing) => Some(format!("{text} {slowing}")),
        None => Some(text),
    }
}

/// Why a straight line misleads, where it would arrive in time and the place does not.
fn slowing(w: &Words, standing: &Standing) -> Option<String> {
    let told =
        !matches!(standing.class, Class::Met | Class::CannotTell | Class::NoData | Class::NoTarget);
    let even = standing.even_arrival.filter(|_| told)?;
    if standing.arrival.is_some_and(|arrival| arrival <= even) {
        return None;
    }
    let in_time = standing.target.as_ref().is_some_and(|target| even <= target.year);
    let late = !matches!(standing.class, Class::OnTrack);
    Some(w.t(if in_time && late { "arrival-slows-late" } else { "arrival-slows" }))
}

/// Of numbers of a change per year, the most decimals that they are written with.
const MOST_DECIMALS: u8 = 4;

/// “+2.1 a year at present; +5.3 a year would be needed now”. Both come from one line: what they say
/// agrees with the class.
pub(crate) fn pace(w: &Words, indicator: &Indicator, standing: &Standing) -> Option<String> {
    let pace = standing.pace.filter(|_| standing.reason != Some(Reason::Outdated))?;
    // What those years would have needed says nothing of now.
    let told = standing.class != Class::Met && standing.reason != Some(Reason::ArrivalPassed);
    let needed = standing.needed_pace.filter(|_| told);
    let usual = indicator.decimals.max(1);
    // As many decimals as it takes for what is not nothing, or not the same, to be seen as such.
    let says = |decimals: u8| {
        let written = |value: f64| w.number(value, decimals);
        let seen = |value: f64| value == 0.0 || written(value) != written(0.0);
        seen(pace) && needed.is_none_or(|needed| seen(needed) && written(needed) != written(pace))
    };
    let decimals = (usual..=MOST_DECIMALS).find(|decimals| says(*decimals));
    let decimals = decimals.unwrap_or(MOST_DECIMALS);
    if w.number(pace, decimals) == w.number(0.0, decimals) {
        return Some(w.t("pace-none"));
    }
    let signed =
        |value: f64| format!("{}{}", if value > 0.0 { "+" } else { "" }, w.number(value, decimals));
    Some(match needed {
        Some(needed) => w.t2("pace-needed", "pace", signed(pace), "needed", signed(needed)),
        None => w.t1("pace", "pace", signed(pace)),
    })
}

/// “100 (met from 95)”.
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

/// Why there is no figure: in the publisher's terms where it gave any.
pub(crate) fn absence(w: &Words, status: Option<Status>) -> String {
    let name = status.map(|status| format!("no-figure-{}", status.code().replace('_', "-")));
    name.filter(|name| w.has(name)).map_or_else(|| w.t("no-figure"), |name| w.t(&name))
}

/// The name of a category of a dimension.
pub(crate) fn category<'a>(
    catalogue: &'a Catalogue,
    w: &Words,
    dimension: &str,
    code: &'a str,
) -> &'a str {
    catalogue
        .dimension(dimension)
        .and_then(|dimension| dimension.category(code))
        .map_or(code, |category| w.text(&category.name))
}

/// The sentence of an indicator with its figure: decimals only where the figure is small.
/// What is small keeps as many as it needs not to be nothing; what is large is counted in millions.
pub(crate) fn sentence(w: &Words, indicator: &Indicator, value: f64) -> String {
    let text = w.text(&indicator.sentence);
    if let Some(number) = large_number(w, value) {
        return with_large_number(w, text, &number);
    }
    // Nearly the whole is not the whole: 99.8 of every 100.
    let whole = |value: f64| indicator.scale().is_at_bound(value);
    let usual = if value.abs() >= 10.0 && (whole(value) || !whole(value.round())) {
        0
    } else {
        indicator.decimals
    };
    let is_nothing = |decimals: u8| value.abs() < 0.5 * 10_f64.powi(-i32::from(decimals));
    let enough = (usual..=6).find(|decimals| !is_nothing(*decimals));
    let decimals = enough.filter(|_| value != 0.0).unwrap_or(usual);
    text.replace("{value}", &w.number(value, decimals))
}

/// A large number before what it counts: “3,6 milliards de personnes”, “2 millions d’abonnements”.
fn with_large_number(w: &Words, text: &str, number: &str) -> String {
    let Some((before, counted)) = text.split_once("{value} ") else {
        return text.replace("{value}", number);
    };
    let vowel = counted.chars().next().is_some_and(|first| "aeiouyàâéèêîôœh".contains(first));
    let next = if vowel { "vowel" } else { "consonant" };
    format!("{before}{}{counted}", w.t2("number-of", "number", number, "next", next))
}

/// “Women: 20.1%; Men: 25.1%”.
pub(crate) fn gap_sentence(
    catalogue: &Catalogue,
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

/// When the two figures of a comparison are of, and that they come from a model where they do.
pub(crate) fn parity_period(w: &Words, parity: &Parity) -> String {
    let status = if parity.modelled { Status::Modelled } else { Status::Normal };
    with_status(w, parity.period.to_string(), status)
}

#[cfg(test)]
mod tests;
