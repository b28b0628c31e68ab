//! One indicator on a scorecard.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Dimensions, Observation, Period, Status};

use super::difference::{Difference, LatestChange};
use crate::parity::comparisons;
use crate::standing::absence;
use crate::{Indicator, Interval, Peers, Point, Standing, standing};

/// What is known of one indicator in a country.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The chosen source's series for everyone, by period; later years too.
    pub series: Vec<Point>,
    /// Every figure of the indicator in the country, all groups; later years too.
    pub observations: Vec<&'a Observation>,
    /// Countries of the same region, income, situation, as of the same year: id of the group and its figures.
    pub peers: Vec<(String, Peers)>,
}

/// Where a country stood on one indicator, everyone and group by group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardRow {
    /// Code of the indicator.
    pub indicator: String,
    /// The standing, seen from the year of the scorecard.
    pub standing: Standing,
    /// Interval at 95 % of the gap to the target, in the indicator's unit.
    pub gap_interval: Option<Interval>,
    /// What changed since the figure before, of the same source and kind.
    pub change: Option<LatestChange>,
    /// Each group's own figure, its gap to the target and its interval, by dimension.
    pub groups: Vec<GroupFigure>,
    /// Groups compared two by two, as the catalogue asks.
    pub differences: Vec<Difference>,
    /// Countries of the same region, income, situation, as of the same year: id of the group and its figures.
    pub peers: Vec<(String, Peers)>,
    /// Why there is no figure, where someone said why.
    pub absence: Option<Status>,
}

/// The figure of one group of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupFigure {
    /// Code of the dimension.
    pub dimension: String,
    /// Code of the category.
    pub category: String,
    /// When.
    pub period: Period,
    /// The figure, in the indicator's unit; `None` where it is withheld or was not collected.
    pub value: Option<f64>,
    /// Interval at 95 %.
    pub interval: Option<Interval>,
    /// Respondents or cases behind it: that many or more where the publisher gives bands.
    pub n: Option<f64>,
    /// The target minus the figure.
    pub gap: Option<f64>,
    /// Interval of the gap at 95 %.
    pub gap_interval: Option<Interval>,
    /// Whether it counts as met; `None` without figure or target.
    pub met: Option<bool>,
    /// How sure the publisher is, or why there is no figure.
    pub status: Status,
    /// Id of the source.
    pub source: String,
    /// Number of the import it came with.
    pub batch: i64,
}

/// Whether a figure was of this year or before.
pub fn was_known(period: Period, year: i32) -> bool {
    period.middle() < f64::from(year) + 1.0
}

/// The row of an indicator, seen from `year`. Differences are not adjusted yet for how many there are.
pub fn row(evidence: &Evidence<'_>, year: i32) -> ScorecardRow {
    let indicator = evidence.indicator;
    let series: Vec<Point> =
        evidence.series.iter().filter(|point| was_known(point.period, year)).cloned().collect();
    let known: Vec<&Observation> =
        evidence.observations.iter().copied().filter(|one| was_known(one.period, year)).collect();
    let standing = standing(indicator, &series, year);
    let interval = standing.latest.as_ref().and_then(|latest| latest.interval);
    ScorecardRow {
        indicator: indicator.code.clone(),
        gap_interval: gap_interval(indicator, interval),
        change: LatestChange::of(&series, indicator),
        groups: groups(indicator, &known),
        differences: comparisons(indicator, &known).into_iter().map(Difference::of).collect(),
        absence: absence(indicator, &known).filter(|_| standing.latest.is_none()),
        peers: evidence.peers.clone(),
        standing,
    }
}

/// The gap's interval: the target less the ends of the figure's.
fn gap_interval(indicator: &Indicator, interval: Option<Interval>) -> Option<Interval> {
    let (interval, target) = (interval?, indicator.target.as_ref()?);
    let (low, high) = (target.value - interval.high, target.value - interval.low);
    Some(Interval { low, high, level: interval.level })
}

/// The categories of every dimension alone: of each dimension the latest period, and in it the source that
/// the catalogue prefers, so that the categories of a dimension compare.
fn groups(indicator: &Indicator, known: &[&Observation]) -> Vec<GroupFigure> {
    let alone: Vec<(&str, &str, &Observation)> = known
        .iter()
        .filter_map(|one| Some((alone(indicator, &one.dimensions)?, *one)))
        .map(|((dimension, category), one)| (dimension, category, one))
        .collect();
    let dimensions: BTreeSet<&str> = alone.iter().map(|(dimension, ..)| *dimension).collect();
    let place = |source: &str| {
        indicator.sources.iter().position(|known| known == source).unwrap_or(usize::MAX)
    };
    let mut found = Vec::new();
    for dimension in dimensions {
        let of_it: Vec<_> = alone.iter().filter(|(of, ..)| *of == dimension).collect();
        // Later first; then the preferred source, then its name, so that the choice is always the same.
        let best = of_it.iter().map(|(.., one)| *one).min_by(|one, other| {
            let order = other.period.cmp(&one.period);
            let order = order.then_with(|| place(&one.source).cmp(&place(&other.source)));
            order.then_with(|| one.source.cmp(&other.source))
        });
        let Some(best) = best else { continue };
        let mut seen = BTreeSet::new();
        let same = of_it
            .iter()
            .filter(|(.., one)| one.period == best.period && one.source == best.source)
            .filter(|(_, category, _)| seen.insert(*category));
        let mut categories: Vec<GroupFigure> = same
            .map(|(_, category, one)| group_figure(indicator, dimension, category, one))
            .collect();
        categories.sort_by(|one, other| one.category.cmp(&other.category));
        found.extend(categories);
    }
    found
}

/// The one dimension and category that these dimensions hold beside those that stand for the whole.
pub(super) fn alone<'d>(
    indicator: &Indicator,
    dimensions: &'d Dimensions,
) -> Option<(&'d str, &'d str)> {
    let whole = &indicator.headline_dimensions;
    let mut more = dimensions.iter().filter(|(name, value)| whole.get(name) != Some(*value));
    let (dimension, category) = more.next()?;
    let rest = more.next().is_none() && whole.get(dimension).is_none();
    let complete = whole.iter().all(|(name, value)| dimensions.get(name) == Some(value));
    (rest && complete).then_some((dimension, category))
}

fn group_figure(
    indicator: &Indicator,
    dimension: &str,
    category: &str,
    observation: &Observation,
) -> GroupFigure {
    let point = Point::of(observation);
    let interval = point.as_ref().and_then(|point| point.interval(indicator.scale()));
    let value = point.map(|point| point.value);
    let target = indicator.target.as_ref();
    let sign = indicator.direction.sign();
    GroupFigure {
        dimension: dimension.to_owned(),
        category: category.to_owned(),
        period: observation.period,
        value,
        interval,
        n: observation.n,
        gap: target.zip(value).map(|(target, value)| target.value - value),
        gap_interval: gap_interval(indicator, interval),
        met: target.zip(value).zip(sign).map(|((target, value), sign)| {
            let scale = indicator.scale();
            sign * (scale.kept(value) - scale.kept(target.threshold())) >= 0.0
        }),
        status: observation.status,
        source: observation.source.clone(),
        batch: observation.batch,
    }
}
