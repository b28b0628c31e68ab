//! Where a place stands among others of its group.
//!
//! The caller gives one value per place, all of the same indicator and the same dimensions: baskets,
//! skills or ages are never mixed here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Period;

use crate::Direction;
use crate::age::is_outdated;
use crate::statistics::sample_quantile;

/// Values older than the newest of the group by more than this many years are left out.
pub const OLDEST_PEER: u32 = 6;

/// The value of one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PeerValue {
    /// Code of the place.
    pub place: String,
    /// The value, in the indicator's unit.
    pub value: f64,
    /// When.
    pub period: Period,
}

/// A group of places, and where one of them stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Peers {
    /// Places counted, with the place itself where it is one of them.
    pub n: usize,
    /// Places left out because their value is too old.
    pub too_old: usize,
    /// The newest period counted.
    pub newest: Period,
    /// The oldest period counted.
    pub oldest: Period,
    /// The first year counted: values of this year or later are.
    pub since: i32,
    /// A quarter of the places are at or below, in the indicator's unit (type 7, as in R and NumPy).
    pub lower_quartile: f64,
    /// Half of the places are at or below, in the indicator's unit.
    pub median: f64,
    /// Three quarters of the places are at or below, in the indicator's unit.
    pub upper_quartile: f64,
    /// Where the place stands; `None` where it is not counted, or neither direction is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// Where a place stands in its group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Position {
    /// Its value, in the indicator's unit.
    pub value: f64,
    /// 1 for the best; equal values share a rank and the next is skipped (1, 2, 2, 4).
    pub rank: usize,
    /// Other places with the same value.
    pub tied: usize,
    /// Part of the other places that it does better than, from 0 to 1; `None` where it is alone. Equal
    /// places count as neither better nor worse.
    pub better_than: Option<f64>,
}

/// The rank of a place among those of its group that have a recent figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rank {
    /// 1 for the best; equal values share a rank and the next is skipped (1, 2, 2, 4).
    pub rank: usize,
    /// Places ranked, the place itself among them.
    pub of: usize,
    /// Other places with the same value.
    pub tied: usize,
}

/// The rank of `place` among `values` that are not outdated ([`is_outdated`]) in `today_year`: to rank by
/// what was true long ago would be unfair to those who moved since. `None` where the place has no such
/// value, or neither direction is better.
pub fn rank(
    place: &str,
    values: &[PeerValue],
    direction: Direction,
    today_year: i32,
) -> Option<Rank> {
    let recent = |value: &&PeerValue| !is_outdated(value.period, today_year);
    let recent: Vec<PeerValue> = values.iter().filter(recent).cloned().collect();
    let found = peers(place, &recent, direction, OLDEST_PEER)?;
    let Position { rank, tied, .. } = found.position?;
    Some(Rank { rank, of: found.n, tied })
}

/// Where `place` stands among `values`, those more than `oldest` years before the newest being left out
/// ([`OLDEST_PEER`] is the usual). Of a place given twice, the newest value counts. `None` where no
/// value is left.
pub fn peers(
    place: &str,
    values: &[PeerValue],
    direction: Direction,
    oldest: u32,
) -> Option<Peers> {
    let newest_of_each = newest_of_each(values);
    let newest = newest_of_each.values().map(|value| value.period).max()?;
    let first = newest.middle() - f64::from(oldest) - 1e-9;
    let counted: Vec<_> =
        newest_of_each.values().filter(|value| value.period.middle() >= first).collect();
    let mut sorted: Vec<_> = counted.iter().map(|value| value.value).collect();
    sorted.sort_by(f64::total_cmp);
    let mine = counted.iter().find(|value| value.place == place).map(|value| value.value);
    Some(Peers {
        n: sorted.len(),
        too_old: newest_of_each.len() - sorted.len(),
        newest,
        oldest: counted.iter().map(|value| value.period).min()?,
        // A year stands at its middle.
        since: (first - 0.5).ceil() as i32,
        lower_quartile: sample_quantile(&sorted, 0.25)?,
        median: sample_quantile(&sorted, 0.5)?,
        upper_quartile: sample_quantile(&sorted, 0.75)?,
        position: mine.zip(direction.sign()).map(|(mine, sign)| position(mine, sign, &sorted)),
    })
}

fn newest_of_each(values: &[PeerValue]) -> BTreeMap<&str, &PeerValue> {
    let mut newest: BTreeMap<&str, &PeerValue> = BTreeMap::new();
    for value in values.iter().filter(|value| value.value.is_finite()) {
        let kept = newest.entry(value.place.as_str()).or_insert(value);
        if value.period > kept.period {
            *kept = value;
        }
    }
    newest
}

fn position(mine: f64, sign: f64, sorted: &[f64]) -> Position {
    let count = |of: &dyn Fn(f64) -> bool| sorted.iter().filter(|value| of(**value)).count();
    let better = count(&|value| sign * value > sign * mine);
    let worse = count(&|value| sign * value < sign * mine);
    let others = sorted.len() - 1;
    Position {
        value: mine,
        rank: better + 1,
        tied: others - better - worse,
        better_than: (others > 0).then(|| worse as f64 / others as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::tests::near;

    fn group(values: &[(&str, f64, i32)]) -> Vec<PeerValue> {
        let value = |(place, value, year): &(&str, f64, i32)| PeerValue {
            place: (*place).to_owned(),
            value: *value,
            period: Period::year_of(*year).unwrap(),
        };
        values.iter().map(value).collect()
    }

    #[test]
    fn a_place_stands_among_its_peers() {
        let values = group(&[
            ("A", 10.0, 2020),
            ("B", 20.0, 2021),
            ("C", 20.0, 2022),
            ("D", 40.0, 2016),
            ("E", 90.0, 2015),
        ]);
        let found = peers("B", &values, Direction::Higher, OLDEST_PEER).unwrap();
        assert_eq!((found.n, found.too_old), (4, 1));
        assert_eq!((found.newest.year(), found.oldest.year(), found.since), (2022, 2016, 2016));
        // numpy.percentile([10, 20, 20, 40], [25, 50, 75])
        assert_eq!((found.lower_quartile, found.median, found.upper_quartile), (17.5, 20.0, 25.0));
        let position = found.position.unwrap();
        assert_eq!((position.rank, position.tied), (2, 1));
        near(position.better_than.unwrap(), 1.0 / 3.0);
        let lower = peers("A", &values, Direction::Lower, OLDEST_PEER).unwrap().position.unwrap();
        assert_eq!((lower.rank, lower.better_than), (1, Some(1.0)));
    }

    #[test]
    fn what_is_too_old_or_absent_has_no_position() {
        let values = group(&[("A", 10.0, 2010), ("B", 20.0, 2021)]);
        assert_eq!(peers("A", &values, Direction::Higher, 6).unwrap().position, None);
        assert_eq!(peers("Z", &values, Direction::Higher, 6).unwrap().position, None);
        assert_eq!(peers("B", &values, Direction::None, 6).unwrap().position, None);
        assert_eq!(peers("A", &[], Direction::Higher, 6), None);
        assert_eq!(peers("A", &group(&[("A", f64::NAN, 2020)]), Direction::Higher, 6), None);
    }

    #[test]
    fn only_recent_figures_are_ranked() {
        let values = group(&[
            ("A", 10.0, 2015),
            ("B", 20.0, 2021),
            ("C", 20.0, 2022),
            ("D", 40.0, 2016),
            ("E", 90.0, 2014),
        ]);
        let of = |place, direction| rank(place, &values, direction, 2026);
        // A is 11 years old, E 12; the others are of the last ten years.
        assert_eq!(of("D", Direction::Higher), Some(Rank { rank: 1, of: 3, tied: 0 }));
        assert_eq!(of("B", Direction::Higher), Some(Rank { rank: 2, of: 3, tied: 1 }));
        assert_eq!(of("D", Direction::Lower), Some(Rank { rank: 3, of: 3, tied: 0 }));
        assert_eq!(of("E", Direction::Higher), None);
        assert_eq!(of("D", Direction::None), None);
        assert_eq!(rank("D", &values, Direction::Higher, 2027), None);
    }

    #[test]
    fn the_newest_value_of_a_place_counts() {
        let values = group(&[("A", 10.0, 2020), ("A", 30.0, 2021), ("A", 20.0, 2019)]);
        let found = peers("A", &values, Direction::Higher, 6).unwrap();
        assert_eq!((found.n, found.median, found.since), (1, 30.0, 2015));
        assert_eq!(found.position.unwrap().better_than, None);
    }
}
