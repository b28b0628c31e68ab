//! How much of its opening hours a site was connected, with cuts of power apart.
//!
//! A heartbeat speaks for the time that it covers: connected, or running without reaching the node. What no
//! heartbeat speaks for is a cut of power where the machine was started within it, as the next heartbeat
//! tells, and not known otherwise (the agent was stopped, or has not been heard since).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Heartbeat;
use super::hours::OpeningHours;

/// Seconds of opening hours, by what they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Uptime {
    /// The node could be reached.
    pub online: i64,
    /// The machine ran, and the node could not be reached.
    pub offline: i64,
    /// The machine was without power.
    pub power_cut: i64,
    /// Nobody knows.
    pub unknown: i64,
}

impl Uptime {
    /// The share of the time that is known, power there, in which the site was connected; `None` where
    /// nothing is known.
    pub fn share(&self) -> Option<f64> {
        let known = self.online + self.offline;
        (known > 0).then(|| self.online as f64 / known as f64)
    }

    /// All opening hours.
    pub fn open(&self) -> i64 {
        self.online + self.offline + self.power_cut + self.unknown
    }

    /// The two together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            online: self.online + other.online,
            offline: self.offline + other.offline,
            power_cut: self.power_cut + other.power_cut,
            unknown: self.unknown + other.unknown,
        }
    }

    /// Adds a time.
    pub fn add(&mut self, state: State, seconds: i64) {
        *match state {
            State::Online => &mut self.online,
            State::Offline => &mut self.offline,
            State::PowerCut => &mut self.power_cut,
            State::Unknown => &mut self.unknown,
        } += seconds;
    }
}

/// What a stretch of time was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The node could be reached.
    Online,
    /// The machine ran, and the node could not be reached.
    Offline,
    /// The machine was without power.
    PowerCut,
    /// Nobody knows.
    Unknown,
}

/// Tells, in order and without a gap, what the time between two moments was. Heartbeats come in any order, and
/// those of before and after the stretch may be among them; where two speak for the same time, the earlier one
/// does.
pub fn states(heartbeats: &[Heartbeat], from: i64, to: i64, mut tell: impl FnMut(State, i64, i64)) {
    let mut order: Vec<&Heartbeat> = heartbeats.iter().collect();
    order.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let mut cut = |state, start: i64, end: i64| {
        let (start, end) = (start.max(from), end.min(to));
        if start < end {
            tell(state, start, end);
        }
    };
    let mut until = i64::MIN;
    for one in order {
        if one.at > until {
            gap(until, one, &mut cut);
        }
        let end = one.at.saturating_add(i64::from(one.covers));
        cut(if one.is_online { State::Online } else { State::Offline }, one.at.max(until), end);
        until = until.max(end);
    }
    cut(State::Unknown, until, i64::MAX);
}

/// What the time before a heartbeat was, of which nobody speaks.
fn gap(until: i64, next: &Heartbeat, cut: &mut impl FnMut(State, i64, i64)) {
    // Before the first heartbeat there is nothing that a start could have interrupted.
    match next.started.filter(|started| *started > until && until > i64::MIN) {
        Some(started) => {
            let started = started.min(next.at);
            cut(State::PowerCut, until, started);
            cut(State::Unknown, started, next.at);
        }
        None => cut(State::Unknown, until, next.at),
    }
}

/// What the opening hours between two moments were.
pub fn uptime(heartbeats: &[Heartbeat], hours: &OpeningHours, from: i64, to: i64) -> Uptime {
    let mut sum = Uptime::default();
    states(heartbeats, from, to, |state, start, end| {
        sum.add(state, hours.open_seconds(start, end))
    });
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn beat(at: i64, is_online: bool, started: i64) -> Heartbeat {
        Heartbeat { id: at.to_string(), at, covers: 300, is_online, started: Some(started) }
    }

    #[test]
    fn a_cut_of_power_is_no_fault_of_the_line() {
        // Connected, out of reach, connected; then the machine starts again at 2,000.
        let beats = [
            beat(0, true, -9),
            beat(300, false, -9),
            beat(600, true, -9),
            beat(2_050, true, 2_000),
        ];
        let found = uptime(&beats, &OpeningHours::always(), 0, 3_000);
        let expected = Uptime { online: 900, offline: 300, power_cut: 1_100, unknown: 50 + 650 };
        assert_eq!(found, expected);
        assert_eq!(found.share(), Some(0.75));
    }

    #[test]
    fn an_agent_that_was_stopped_is_not_a_cut_of_power() {
        let found =
            uptime(&[beat(0, true, -9), beat(1_000, true, -9)], &OpeningHours::always(), 0, 1_300);
        assert_eq!(found, Uptime { online: 600, unknown: 700, ..Uptime::default() });
        assert_eq!(Uptime::default().share(), None);
    }

    #[test]
    fn only_opening_hours_count() {
        // Thursday 26 November 2026, 00:00 UTC.
        let midnight = 1_795_651_200;
        let beats: Vec<Heartbeat> =
            (0..288).map(|n| beat(midnight + n * 300, (96..144).contains(&n), 0)).collect();
        let hours: OpeningHours = "Thu 08:00-16:00".parse().unwrap();
        let found = uptime(&beats, &hours, midnight, midnight + 86_400);
        assert_eq!((found.online, found.offline), (4 * 3_600, 4 * 3_600));
    }

    proptest! {
        #[test]
        fn every_second_is_told_once(
            beats in prop::collection::vec((0_i64..50_000, 1_u32..3_600, any::<bool>(), prop::option::of(0_i64..50_000)), 0..40),
            from in 0_i64..40_000, length in 0_i64..20_000, cut in 0_i64..20_000,
        ) {
            let beats: Vec<Heartbeat> = beats.into_iter().enumerate().map(|(n, (at, covers, is_online, started))| {
                Heartbeat { id: n.to_string(), at, covers, is_online, started }
            }).collect();
            let to = from + length;
            let mut last = from;
            states(&beats, from, to, |_, start, end| {
                assert_eq!(start, last);
                last = end;
            });
            prop_assert_eq!(last, to);
            let hours = "Mon-Sun 03:00-09:00".parse().unwrap();
            let whole = uptime(&beats, &hours, from, to);
            prop_assert_eq!(whole.open(), hours.open_seconds(from, to));
            // Days add up, however time is cut.
            let middle = from + cut.min(length);
            prop_assert_eq!(uptime(&beats, &hours, from, middle).and(uptime(&beats, &hours, middle, to)), whole);
        }
    }
}
