//! Two groups of people compared: who is left out, and by how much.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Dimensions, Observation, Period};

use crate::indicator::{Indicator, ParityDefinition};
use crate::point::FIGURE_LEVEL;
use crate::statistics::normal_quantile;
use crate::{Direction, Interval, Point};

/// Two groups compared in the latest period that both have, from one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Parity {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the dimension: `sex`.
    pub dimension: String,
    /// Category whose figure is divided: `female`.
    pub group: String,
    /// Category it is divided by: `male`.
    pub reference: String,
    /// The period of both figures.
    pub period: Period,
    /// The source of both figures.
    pub source: String,
    /// Whether both figures come from a model.
    pub modelled: bool,
    /// The group's figure, in the indicator's unit.
    pub group_value: f64,
    /// The reference's figure, in the indicator's unit.
    pub reference_value: f64,
    /// Interval of the group's figure at 95 %; `None` where no standard error is published.
    pub group_interval: Option<Interval>,
    /// Interval of the reference's figure at 95 %; `None` where no standard error is published.
    pub reference_interval: Option<Interval>,
    /// Group over reference, 1 being parity; `None` where the reference is not above 0 or the group is
    /// below 0.
    pub ratio: Option<f64>,
    /// Interval of the ratio at 95 %; `None` unless both have a standard error.
    pub ratio_interval: Option<Interval>,
    /// Group minus reference, in the indicator's unit.
    pub difference: f64,
    /// Whether the ratio is within the tolerance (ends included); `None` without ratio or tolerance.
    pub reached: Option<bool>,
    /// `true` where the whole interval of the ratio is within the tolerance, `false` where all of it is
    /// outside on one side; `None` where it crosses, or there is no interval.
    pub reached_for_sure: Option<bool>,
    /// Who is behind; `None` without ratio, or where neither direction is better.
    pub behind: Option<Behind>,
    /// How the ratio has changed; `None` where no earlier period in the window can be compared.
    pub change: Option<RatioChange>,
}

/// Who is behind, the better direction being the indicator's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Behind {
    /// The group.
    Group,
    /// The reference.
    Reference,
    /// Neither: the ratio is 1, or within the tolerance.
    Neither,
}

/// The change of a ratio since the earliest comparable period of the window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RatioChange {
    /// That period.
    pub since: Period,
    /// The ratio then.
    pub ratio: f64,
    /// The latest ratio minus the one then.
    pub change: f64,
}

impl Parity {
    /// How far from parity, on the logarithmic scale: |ln ratio|, so that half and double are as far.
    /// Infinite where the group has nothing at all; `None` without ratio.
    pub fn distance(&self) -> Option<f64> {
        self.ratio.map(|ratio| ratio.ln().abs())
    }
}

/// Compares the figures of `group` and `reference` by one of the indicator's parity entries.
///
/// Both figures are of the same period, source and kind (modelled or not): the latest period that has
/// both; in it, the source that the indicator prefers, and what does not come from a model first.
/// `None` where no period has both.
///
/// The interval of the ratio r is by the delta method on the logarithmic scale, the two figures being
/// taken for independent (as for two groups sampled apart; a survey that sampled households whole has
/// them correlated, and its interval is then a little off):
///
/// > exp(ln r ± z · √((SE₁/v₁)² + (SE₂/v₂)²))
pub fn parity(
    indicator: &Indicator,
    definition: &ParityDefinition,
    group: &[Point],
    reference: &[Point],
) -> Option<Parity> {
    let pairs = pairs(group, reference);
    let place = |source: &str| indicator.sources.iter().position(|known| known == source);
    let latest = pairs.iter().max_by(|(one, _), (other, _)| {
        let order =
            |point: &Point| (place(&point.source).unwrap_or(usize::MAX), is_modelled(point));
        // Later first; then the smaller place, then the name, so that the choice is always the same.
        one.period
            .cmp(&other.period)
            .then_with(|| order(other).cmp(&order(one)))
            .then_with(|| other.source.cmp(&one.source))
    })?;
    let mut found = compared(indicator, definition, latest.0, latest.1);
    found.change = change(&found, &pairs, indicator.progress.window);
    Some(found)
}

/// Two groups compared, and the figures that the comparison was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The comparison.
    pub parity: Parity,
    /// All figures of the group.
    pub group: Vec<Point>,
    /// All figures of the reference.
    pub reference: Vec<Point>,
}

/// The comparisons that an indicator's definition asks for, where both groups have figures. `observations`
/// are of the indicator in one place.
pub fn comparisons(indicator: &Indicator, observations: &[&Observation]) -> Vec<Comparison> {
    let series = |dimensions: &Dimensions| -> Vec<Point> {
        let of_them = observations.iter().filter(|one| &one.dimensions == dimensions);
        of_them.filter_map(|one| Point::of(one)).collect()
    };
    let compared = indicator.parity.iter().filter_map(|definition| {
        let group = series(&indicator.compared_dimensions(definition, &definition.group));
        let reference = series(&indicator.compared_dimensions(definition, &definition.reference));
        let parity = parity(indicator, definition, &group, &reference)?;
        Some(Comparison { parity, group, reference })
    });
    compared.collect()
}

/// The comparisons, the widest first: by |ln ratio|, those without a ratio last. Between equals, by
/// indicator, dimension and group.
pub fn widest_gaps(mut parities: Vec<Parity>) -> Vec<Parity> {
    let name = |parity: &Parity| {
        (parity.indicator.clone(), parity.dimension.clone(), parity.group.clone())
    };
    parities.sort_by(|one, other| {
        let far = |parity: &Parity| parity.distance().unwrap_or(-1.0);
        far(other).total_cmp(&far(one)).then_with(|| name(one).cmp(&name(other)))
    });
    parities
}

fn is_modelled(point: &Point) -> bool {
    point.status.is_modelled()
}

/// Figures of the two groups with the same period, source and kind.
fn pairs<'a>(group: &'a [Point], reference: &'a [Point]) -> Vec<(&'a Point, &'a Point)> {
    let same = |one: &Point, other: &Point| {
        one.period == other.period
            && one.source == other.source
            && is_modelled(one) == is_modelled(other)
    };
    let mut seen = BTreeSet::new();
    group
        .iter()
        .filter(|point| seen.insert((point.period, point.source.as_str(), is_modelled(point))))
        .filter_map(|point| Some((point, reference.iter().find(|other| same(point, other))?)))
        .collect()
}

fn ratio(group: &Point, reference: &Point) -> Option<f64> {
    let defined = group.value >= 0.0 && reference.value > 0.0;
    let ratio = group.value / reference.value;
    (defined && ratio.is_finite()).then_some(ratio)
}

fn ratio_interval(group: &Point, reference: &Point) -> Option<Interval> {
    let ratio = ratio(group, reference).filter(|ratio| *ratio > 0.0)?;
    let relative = |point: &Point| Some(point.usable_error()? / point.value);
    let error = relative(group)?.hypot(relative(reference)?);
    let margin = normal_quantile(0.5 + FIGURE_LEVEL / 2.0) * error;
    let (low, high) = (ratio * (-margin).exp(), (ratio * margin.exp()).min(f64::MAX));
    Some(Interval { low, high, level: FIGURE_LEVEL })
}

fn compared(
    indicator: &Indicator,
    definition: &ParityDefinition,
    group: &Point,
    reference: &Point,
) -> Parity {
    let ratio = ratio(group, reference);
    let ratio_interval = ratio_interval(group, reference);
    let tolerance = definition.tolerance;
    let reached = ratio.zip(tolerance).map(|(ratio, [low, high])| low <= ratio && ratio <= high);
    Parity {
        indicator: indicator.code.clone(),
        dimension: definition.dimension.clone(),
        group: definition.group.clone(),
        reference: definition.reference.clone(),
        period: group.period,
        source: group.source.clone(),
        modelled: is_modelled(group),
        group_value: group.value,
        reference_value: reference.value,
        group_interval: group.interval(indicator.scale()),
        reference_interval: reference.interval(indicator.scale()),
        ratio,
        ratio_interval,
        difference: group.value - reference.value,
        reached,
        reached_for_sure: ratio_interval.zip(tolerance).and_then(|(found, [low, high])| {
            let (inside, outside) =
                (low <= found.low && found.high <= high, found.high < low || high < found.low);
            (inside || outside).then_some(inside)
        }),
        behind: behind(ratio, reached, indicator.direction),
        change: None,
    }
}

fn behind(ratio: Option<f64>, reached: Option<bool>, direction: Direction) -> Option<Behind> {
    let ahead = direction.sign()? * (ratio? - 1.0);
    Some(if ahead == 0.0 || reached == Some(true) {
        Behind::Neither
    } else if ahead < 0.0 {
        Behind::Group
    } else {
        Behind::Reference
    })
}

fn change(found: &Parity, pairs: &[(&Point, &Point)], window: u32) -> Option<RatioChange> {
    let now = found.ratio?;
    let first = found.period.middle() - f64::from(window) - 1e-9;
    pairs
        .iter()
        .filter(|(group, _)| group.period < found.period && group.period.middle() >= first)
        .filter(|(group, _)| group.source == found.source && is_modelled(group) == found.modelled)
        .filter_map(|(group, reference)| Some((group.period, ratio(group, reference)?)))
        .min_by_key(|(period, _)| *period)
        .map(|(since, ratio)| RatioChange { since, ratio, change: now - ratio })
}

#[cfg(test)]
mod tests;
