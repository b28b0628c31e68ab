//! Which of the Compact's breakdowns exist.
//!
//! The Compact asks for 50 % more data that tell who is left behind, and does not say of what, since when,
//! or counted how. How we read it is in `catalogue/scorecard.toml`, and said to be ours wherever it is shown:
//!
//! - what is counted: pairs of an indicator about people and a characteristic that the Compact names;
//! - a pair is there in a year where two groups at least of that characteristic were published for one
//!   period, by one source, within the window of years that ends with it. For the characteristic `location`,
//!   figures of two places within the country count too;
//! - the denominator is all pairs; the promise is the count of the base year and its increase, and never more
//!   than all pairs.
//!
//! A group whose figure is withheld to protect people was collected: it counts. One that was not collected
//! does not.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Observation, Period, Status};

use super::definition::BreakdownDefinition;

/// The characteristic for which places within a country count as groups.
const LOCATION: &str = "location";

/// Which breakdowns exist, and how many more were promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Breakdowns {
    /// Id of the commitment that this reads.
    pub commitment: String,
    /// The year from which the increase is counted.
    pub base_year: i32,
    /// The year by which it is promised.
    pub by_year: i32,
    /// The increase promised, in per cent.
    pub increase: f64,
    /// Years within which a breakdown counts as there.
    pub window: i32,
    /// All pairs of an indicator and a characteristic: the denominator.
    pub possible: usize,
    /// Pairs that were there in the base year; `None` where the scorecard is of a year before it.
    pub base: Option<usize>,
    /// Pairs that are there in the year of the scorecard.
    pub current: usize,
    /// Pairs promised for `by_year`; `None` where the base year had none, or is still to come.
    pub promised: Option<usize>,
    /// Change since the base year, in per cent; `None` where the base year had none, or is still to come.
    pub change: Option<f64>,
    /// Indicator by indicator.
    pub series: Vec<BreakdownSeries>,
}

/// The breakdowns of one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BreakdownSeries {
    /// Code of the indicator.
    pub indicator: String,
    /// By characteristic, in the order of the definition.
    pub breakdowns: Vec<Breakdown>,
}

/// One pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Breakdown {
    /// Code of the dimension.
    pub dimension: String,
    /// Whether it is there in the year of the scorecard.
    pub current: bool,
    /// Whether it was there in the base year.
    pub base: bool,
    /// The latest period for which two groups were published, by the year of the scorecard.
    pub latest: Option<Period>,
}

/// Counts breakdowns as they were in `year`. `observations` are all figures of the country and of places
/// within it, of any indicator; figures of later years do not count.
pub fn breakdowns<'a>(
    definition: &'a BreakdownDefinition,
    year: i32,
    observations: impl IntoIterator<Item = &'a Observation>,
) -> Breakdowns {
    let periods = periods(definition, observations);
    let there = |periods: &BTreeSet<Period>, year: i32| -> Option<Period> {
        let known = periods.iter().rev().find(|period| super::row::was_known(**period, year))?;
        (crate::age(*known, year) < definition.window).then_some(*known)
    };
    let none = BTreeSet::new();
    let series: Vec<BreakdownSeries> = definition
        .series
        .iter()
        .map(|indicator| BreakdownSeries {
            indicator: indicator.clone(),
            breakdowns: definition
                .characteristics
                .iter()
                .map(|dimension| {
                    let key = (indicator.as_str(), dimension.as_str());
                    let periods = periods.get(&key).unwrap_or(&none);
                    Breakdown {
                        dimension: dimension.clone(),
                        current: there(periods, year).is_some(),
                        base: there(periods, definition.base_year).is_some(),
                        latest: periods
                            .iter()
                            .rev()
                            .find(|period| super::row::was_known(**period, year))
                            .copied(),
                    }
                })
                .collect(),
        })
        .collect();
    let pairs = || series.iter().flat_map(|one| &one.breakdowns);
    let current = pairs().filter(|pair| pair.current).count();
    let known = year >= definition.base_year;
    let base = known.then(|| pairs().filter(|pair| pair.base).count());
    let possible = definition.series.len() * definition.characteristics.len();
    let counted = base.filter(|base| *base > 0);
    let promised = |base: usize| {
        let promised = (base as f64 * (1.0 + definition.increase / 100.0) - 1e-9).ceil() as usize;
        promised.min(possible)
    };
    Breakdowns {
        commitment: definition.commitment.clone(),
        base_year: definition.base_year,
        by_year: definition.by_year,
        increase: definition.increase,
        window: definition.window,
        possible,
        base,
        current,
        promised: counted.map(promised),
        change: counted.map(|base| 100.0 * (current as f64 / base as f64 - 1.0)),
        series,
    }
}

/// The groups that a source published of an indicator, by a characteristic, for a period.
type Groups<'a> = BTreeMap<(&'a str, &'a str, Period, &'a str), BTreeSet<&'a str>>;

/// By indicator and characteristic, the periods for which one source published two groups at least.
fn periods<'a>(
    definition: &'a BreakdownDefinition,
    observations: impl IntoIterator<Item = &'a Observation>,
) -> BTreeMap<(&'a str, &'a str), BTreeSet<Period>> {
    let mut groups = Groups::new();
    for one in observations {
        let Some(indicator) = definition.series.iter().find(|code| **code == one.indicator) else {
            continue;
        };
        if one.value.is_none() && one.status != Status::Protected {
            continue;
        }
        for characteristic in &definition.characteristics {
            let within = (characteristic == LOCATION && one.place.contains('/'))
                .then_some(one.place.as_str());
            let Some(group) = one.dimensions.get(characteristic).or(within) else { continue };
            let key = (indicator.as_str(), characteristic.as_str(), one.period, &*one.source);
            groups.entry(key).or_default().insert(group);
        }
    }
    let mut periods: BTreeMap<_, BTreeSet<Period>> = BTreeMap::new();
    for ((indicator, characteristic, period, _), found) in groups {
        if found.len() > 1 {
            periods.entry((indicator, characteristic)).or_default().insert(period);
        }
    }
    periods
}
