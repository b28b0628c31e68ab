//! Which source to believe first, where the others say something else, and which say something newer.
//!
//! The catalogue's order decides, with one exception: figures that were brought to this node in a file
//! of its own ([`is_own`]) come first where their latest one is newer. Those who bring a file know it to be
//! better than what is there; it would be strange that their figure of this year stood nowhere because
//! a world-wide compilation has one of last year. Where it is not newer, the order of the catalogue holds,
//! and the difference shows among the disagreements. Whatever is chosen, every other source with a newer
//! figure is told ([`Choice::newer`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age::is_outdated;
use passerelle_vocabulary::{Period, Status};

use crate::Point;

/// The preferred source's series, and what the other sources say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// The source chosen; `None` where no source has a figure.
    pub source: Option<String>,
    /// Its series, sorted by period.
    pub series: Vec<Point>,
    /// The other sources with their series, in order of preference: they are shown too.
    pub others: Vec<SourceSeries>,
    /// Where another source differs in the latest period that it shares with the chosen one.
    pub disagreements: Vec<Disagreement>,
    /// The latest figure of every other source that has a newer one than the chosen source, the newest
    /// first.
    #[serde(default)]
    pub newer: Vec<NewerFigure>,
}

/// A figure newer than the one that is shown, from another source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NewerFigure {
    /// When.
    pub period: Period,
    /// The figure, in the indicator's unit.
    pub value: f64,
    /// Id of its source.
    pub source: String,
    /// Number of the import it came with; 0 where it was computed.
    #[serde(default)]
    pub batch: i64,
    /// How sure the publisher is.
    pub status: Status,
}

/// Whether a source is a file of this node's own, and not a publisher of the catalogue: `local`, or
/// `local:NAME` where the file names a source itself. A computed figure (`a+b`) is where one part is.
pub fn is_own(source: &str) -> bool {
    source.split('+').any(|part| part == "local" || part.starts_with("local:"))
}

/// The series of one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SourceSeries {
    /// Id of the source.
    pub source: String,
    /// Its series, sorted by period.
    pub series: Vec<Point>,
}

/// Two sources that say different things of the same period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Disagreement {
    /// The latest period that both have.
    pub period: Period,
    /// What the chosen source says, in the indicator's unit.
    pub preferred: f64,
    /// The other source.
    pub other_source: String,
    /// What it says, in the indicator's unit.
    pub other_value: f64,
    /// The other's value minus the chosen one's, in the indicator's unit.
    pub difference: f64,
}

impl Disagreement {
    /// Whether the two figures still differ when both are shown with so many decimals.
    pub fn shows_with(&self, decimals: u8) -> bool {
        let shown = |value: f64| (value * 10_f64.powi(i32::from(decimals))).round();
        shown(self.preferred) != shown(self.other_value)
    }
}

/// Sorts points into one series per source, each by period.
pub fn by_source(points: impl IntoIterator<Item = Point>) -> BTreeMap<String, Vec<Point>> {
    let mut sources: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for point in points {
        sources.entry(point.source.clone()).or_default().push(point);
    }
    for series in sources.values_mut() {
        series.sort_by_key(|point| point.period);
    }
    sources
}

/// Takes the series of the first source in `preference` that has a figure and whose latest is not more
/// than [`crate::OUTDATED_AFTER`] years behind another's, or that of a file of this node's own
/// ([`is_own`]) where its latest figure is newer; sources that `preference` does not name come after, by
/// id. Series are never mixed: the other sources are kept beside, with every difference in the
/// latest common period (two figures within one part in a thousand million agree), and with every figure
/// that is newer.
pub fn choose(points_by_source: &BTreeMap<String, Vec<Point>>, preference: &[String]) -> Choice {
    let rank = |source: &str| preference.iter().position(|preferred| preferred == source);
    let mut ranked: Vec<_> =
        points_by_source.iter().filter(|(_, series)| !series.is_empty()).collect();
    ranked.sort_by_key(|(source, _)| (rank(source).unwrap_or(usize::MAX), source.as_str()));
    let mut ranked: Vec<SourceSeries> = ranked
        .into_iter()
        .map(|(source, series)| {
            let mut series = series.clone();
            series.sort_by_key(|point| point.period);
            SourceSeries { source: source.clone(), series }
        })
        .collect();
    let Some(first) = first_to_believe(&ranked) else { return Choice::default() };
    let chosen = ranked.remove(first);
    let disagreements =
        ranked.iter().filter_map(|other| disagreement(&chosen.series, other)).collect();
    let newer = newer(&chosen, &ranked);
    let (source, series) = (Some(chosen.source), chosen.series);
    Choice { source, series, others: ranked, disagreements, newer }
}

/// The position of the source to follow among those in order of preference: the first whose latest
/// figure is not so old beside the newest of all that it only says what was; or the newest of this
/// node's own that is newer than that one.
fn first_to_believe(ranked: &[SourceSeries]) -> Option<usize> {
    let last = |one: &SourceSeries| latest_of(&one.series).map(|point| point.period);
    let newest = ranked.iter().filter_map(last).max()?;
    let year = newest.middle().floor() as i32;
    let stands = |one: &SourceSeries| last(one).is_some_and(|period| !is_outdated(period, year));
    let first = ranked.iter().position(stands)?;
    let than = ranked.get(first).map(last)?;
    let own = ranked.iter().enumerate().filter(|(_, one)| is_own(&one.source) && last(one) > than);
    // Of two as new, the one that comes first.
    Some(own.rev().max_by_key(|(_, one)| last(one)).map_or(first, |(position, _)| position))
}

fn newer(chosen: &SourceSeries, others: &[SourceSeries]) -> Vec<NewerFigure> {
    let shown = latest_of(&chosen.series).map(|point| point.period);
    let latest = others.iter().filter_map(|other| latest_of(&other.series));
    let mut newer: Vec<_> = latest
        .filter(|point| shown.is_some_and(|shown| point.period.middle() > shown.middle()))
        .map(|point| NewerFigure {
            period: point.period,
            value: point.value,
            source: point.source.clone(),
            batch: point.batch,
            status: point.status,
        })
        .collect();
    newer.sort_by_key(|figure| std::cmp::Reverse(figure.period));
    newer
}

fn disagreement(chosen: &[Point], other: &SourceSeries) -> Option<Disagreement> {
    let (mine, theirs) = chosen
        .iter()
        .filter_map(|mine| Some((mine, figure_of(&other.series, mine.period)?)))
        .next_back()?;
    let mine = figure_of(chosen, mine.period)?;
    let difference = theirs.value - mine.value;
    let size = mine.value.abs().max(theirs.value.abs());
    (difference.abs() > 1e-9 * size).then(|| Disagreement {
        period: mine.period,
        preferred: mine.value,
        other_source: other.source.clone(),
        other_value: theirs.value,
        difference,
    })
}

/// The figure of a period; of two, the one that does not come from a model.
pub(crate) fn figure_of(series: &[Point], period: Period) -> Option<&Point> {
    let mut figures = series.iter().filter(|point| point.period == period);
    let first = figures.next()?;
    if !first.status.is_modelled() {
        return Some(first);
    }
    Some(figures.find(|point| !point.status.is_modelled()).unwrap_or(first))
}

/// The latest figure of a series; of two in its latest period, the one that does not come from a model.
pub(crate) fn latest_of(series: &[Point]) -> Option<&Point> {
    let last = series.iter().map(|point| point.period).max()?;
    figure_of(series, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::tests::{near, point, series};
    use passerelle_vocabulary::Status;

    fn from(source: &str, values: &[(i32, f64)]) -> Vec<Point> {
        let mut points = series(values);
        points.iter_mut().for_each(|point| point.source = source.to_owned());
        points
    }

    fn preference(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_preferred_source_is_taken_and_the_others_are_kept() {
        let mut points = from("worldbank", &[(2019, 24.0), (2018, 22.0), (2021, 30.0)]);
        points.extend(from("itu", &[(2018, 20.0), (2019, 22.6)]));
        points.extend(from("aaa", &[(2019, 22.6)]));
        let choice = choose(&by_source(points), &preference(&["absent", "itu", "worldbank"]));
        assert_eq!(choice.source.as_deref(), Some("itu"));
        assert_eq!(choice.series, from("itu", &[(2018, 20.0), (2019, 22.6)]));
        let others: Vec<_> = choice.others.iter().map(|other| other.source.as_str()).collect();
        assert_eq!(others, ["worldbank", "aaa"]);
        let [found] = choice.disagreements.as_slice() else { panic!("{choice:?}") };
        assert_eq!((found.period.year(), found.other_source.as_str()), (2019, "worldbank"));
        assert_eq!((found.preferred, found.other_value), (22.6, 24.0));
        near(found.difference, 1.4);
    }

    #[test]
    fn a_preferred_source_that_stopped_long_ago_gives_way() {
        for (year, chosen) in [(2010, "worldbank"), (2011, "worldbank"), (2012, "owid")] {
            let mut points = from("worldbank", &[(1999, 80.0), (2001, 82.2)]);
            points.extend(from("owid", &[(2001, 81.0), (year, 78.0)]));
            let choice = choose(&by_source(points), &preference(&["worldbank", "owid"]));
            assert_eq!(choice.source.as_deref(), Some(chosen), "{year}");
            assert_eq!(choice.disagreements.len(), 1);
        }
    }

    #[test]
    fn a_newer_figure_of_one_s_own_comes_first() {
        let published = from("worldbank", &[(2022, 33.0), (2024, 35.0)]);
        for (source, year, chosen) in [
            ("local", 2025, "local"),
            ("local:knbs", 2025, "local:knbs"),
            ("local+worldbank", 2025, "local+worldbank"),
            ("local", 2024, "worldbank"),
            ("local", 2023, "worldbank"),
            ("localities", 2025, "worldbank"),
            ("gapminder", 2025, "worldbank"),
        ] {
            let points = [published.clone(), from(source, &[(year, 48.2)])].concat();
            let choice = choose(&by_source(points), &preference(&["worldbank", "gapminder"]));
            assert_eq!(choice.source.as_deref(), Some(chosen), "{source} {year}");
            let newer: Vec<_> =
                choice.newer.iter().map(|one| (one.source.as_str(), one.value)).collect();
            let expected: &[_] =
                if chosen != source && year > 2024 { &[(source, 48.2)] } else { &[] };
            assert_eq!(newer, expected, "{source} {year}");
        }
        // Of two files as new, the first by id; of two, the newer.
        let mut points = [published, from("local", &[(2025, 48.2)])].concat();
        points.extend(from("local:a", &[(2025, 47.0)]));
        let choice = choose(&by_source(points.clone()), &preference(&["worldbank"]));
        assert_eq!((choice.source.as_deref(), choice.newer.len()), (Some("local"), 0));
        points.extend(from("local:a", &[(2026, 49.0)]));
        let choice = choose(&by_source(points), &preference(&["worldbank"]));
        assert_eq!(choice.source.as_deref(), Some("local:a"));
    }

    #[test]
    fn newer_figures_are_told_the_newest_first() {
        let mut points = from("roadmap", &[(2019, 3.6e9)]);
        points.extend(from("afnu", &[(2019, 3.6e9)]));
        points.extend(from("gdc", &[(2024, 2.6e9)]));
        points.extend(from("itu", &[(2025, 2.2e9), (2018, 3.7e9)]));
        let choice = choose(&by_source(points), &preference(&["roadmap", "gdc"]));
        let newer: Vec<_> =
            choice.newer.iter().map(|one| (one.source.as_str(), one.period.year())).collect();
        assert_eq!(newer, [("itu", 2025), ("gdc", 2024)]);
        assert_eq!(choice.source.as_deref(), Some("roadmap"), "of no file of our own");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(choose(&BTreeMap::new(), &[]), Choice::default());
        let empty = BTreeMap::from([("itu".to_owned(), Vec::new())]);
        assert_eq!(choose(&empty, &preference(&["itu"])).source, None);
    }

    #[test]
    fn sources_without_a_common_period_do_not_disagree() {
        let mut points = from("itu", &[(2018, 20.0)]);
        points.extend(from("worldbank", &[(2019, 50.0)]));
        assert_eq!(choose(&by_source(points), &preference(&["itu"])).disagreements, []);
    }

    #[test]
    fn small_differences_disappear_in_what_is_shown() {
        let found = Disagreement {
            period: Period::year_of(2019).unwrap(),
            preferred: 22.61,
            other_source: "x".to_owned(),
            other_value: 22.63,
            difference: 0.02,
        };
        assert!(found.shows_with(2) && !found.shows_with(1));
    }

    #[test]
    fn what_was_asked_comes_before_what_was_modelled() {
        let mut points = series(&[(2018, 20.0), (2019, 25.0)]);
        points[1].status = Status::Modelled;
        points.push(point(2019, 22.0));
        assert_eq!(latest_of(&points).map(|point| point.value), Some(22.0));
        points.pop();
        assert_eq!(latest_of(&points).map(|point| point.value), Some(25.0));
        assert_eq!(latest_of(&[]), None);
    }
}
