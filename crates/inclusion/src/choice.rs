//! Which source to believe first, and where the others say something else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Period;

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

/// Takes the series of the first source in `preference` that has a figure; sources that `preference`
/// does not name come after, by id. Series are never mixed: the other sources are kept beside, with
/// every difference in the latest common period (two figures within one part in a thousand million
/// agree).
pub fn choose(points_by_source: &BTreeMap<String, Vec<Point>>, preference: &[String]) -> Choice {
    let rank = |source: &str| preference.iter().position(|preferred| preferred == source);
    let mut ranked: Vec<_> =
        points_by_source.iter().filter(|(_, series)| !series.is_empty()).collect();
    ranked.sort_by_key(|(source, _)| (rank(source).unwrap_or(usize::MAX), source.as_str()));
    let mut ranked = ranked.into_iter().map(|(source, series)| {
        let mut series = series.clone();
        series.sort_by_key(|point| point.period);
        SourceSeries { source: source.clone(), series }
    });
    let Some(chosen) = ranked.next() else { return Choice::default() };
    let others: Vec<_> = ranked.collect();
    let disagreements =
        others.iter().filter_map(|other| disagreement(&chosen.series, other)).collect();
    Choice { source: Some(chosen.source), series: chosen.series, others, disagreements }
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
