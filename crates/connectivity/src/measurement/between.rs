//! What the time was of which no heartbeat speaks: before the first of a day, after the last, and on days without any.
//!
//! A day is computed from its own heartbeats alone ([`Daily::of`]), and closed when it is past; when the next heartbeat
//! comes (after a night, or after a week without power) it tells what the time until then was. So that no closed day
//! has to be opened for that, the time between two heard days is added when days are read ([`filled`]), from when each
//! was heard first and last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::daily::Daily;
use super::hours::OpeningHours;
use super::uptime::{State, states};
use super::{DAY, Heartbeat, day_of};

/// When a day was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Heard {
    /// When its first heartbeat begins, in seconds since 1970.
    pub from: i64,
    /// Until when its heartbeats speak.
    pub until: i64,
    /// When the machine was started, as the first heartbeat tells.
    pub started: Option<i64>,
}

impl Heard {
    /// When a day was heard, of which heartbeats may reach into it from the day before, or out of it.
    pub fn of(day: i64, heartbeats: &[Heartbeat]) -> Option<Self> {
        let (start, end) = (day * DAY, (day + 1) * DAY);
        let until = |one: &Heartbeat| one.at.saturating_add(i64::from(one.covers));
        let of_day = || heartbeats.iter().filter(|one| one.at < end && until(one) > start);
        let first = of_day().min_by_key(|one| one.at)?;
        let last = of_day().map(until).max()?;
        Some(Self { from: first.at.max(start), until: last.min(end), started: first.started })
    }

    /// The moments of it that tell what the time before and after was.
    fn ends(&self) -> [Heartbeat; 2] {
        let one = |id: &str, at, started| {
            let (id, covers, is_online) = (id.to_owned(), 1, true);
            Heartbeat { id, at, covers, is_online, started }
        };
        [one("from", self.from, self.started), one("until", self.until - 1, None)]
    }
}

/// Days in order, with what the time between them was, until now (in seconds since 1970): silent days on which the
/// site was open come in. `before` is when it was heard last before the day `first`, the first that is told of. Where
/// nothing was measured or heard there is nothing to fill.
pub fn filled(
    days: Vec<Daily>,
    before: Option<Heard>,
    hours: &OpeningHours,
    (first, now): (i64, i64),
) -> Vec<Daily> {
    if days.is_empty() {
        return days;
    }
    let heard: Vec<Heard> =
        before.into_iter().chain(days.iter().filter_map(|day| day.heard)).collect();
    let mut by_day: BTreeMap<i64, Daily> = days.into_iter().map(|day| (day.day, day)).collect();
    let mut add = |state: State, start: i64, end: i64| {
        hours.stretches(start, end, |start, end| {
            for day in day_of(start)..=day_of(end - 1) {
                let (start, end) = (start.max(day * DAY), end.min((day + 1) * DAY));
                let silent = || Daily::of(day, &[], &[], hours);
                by_day.entry(day).or_insert_with(silent).uptime.add(state, end - start);
            }
        });
    };
    for two in heard.windows(2) {
        let beats = [two[0].ends(), two[1].ends()].concat();
        states(&beats, two[0].until.max(first * DAY), two[1].from, &mut add);
    }
    if let Some(last) = heard.last() {
        add(State::Unknown, last.until.max(first * DAY), now);
    }
    by_day.into_values().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measurement::uptime::{Uptime, uptime};

    fn beat(at: i64, started: i64) -> Heartbeat {
        Heartbeat { id: at.to_string(), at, covers: 600, is_online: true, started: Some(started) }
    }

    /// Each day with heartbeats, as it is when closed.
    fn days(beats: &[Heartbeat], hours: &OpeningHours) -> Vec<Daily> {
        let mut numbers: Vec<i64> = beats.iter().map(|one| day_of(one.at)).collect();
        numbers.dedup();
        numbers.into_iter().map(|day| Daily::of(day, &[], beats, hours)).collect()
    }

    #[test]
    fn three_days_without_power_are_three_days_without_power() {
        let hours = OpeningHours::always();
        // Heard until 10:00 of day 100; started at 09:00 of day 103, heard from 09:10 until 09:20.
        let (gone, back) = (100 * DAY + 36_000, 103 * DAY + 32_400);
        let beats = [beat(gone - 600, 5), beat(back + 600, back)];
        let now = back + 7_200;
        let found = filled(days(&beats, &hours), None, &hours, (95, now));
        let numbers: Vec<i64> = found.iter().map(|day| day.day).collect();
        assert_eq!(numbers, [100, 101, 102, 103]);
        let cuts: Vec<i64> = found.iter().map(|day| day.uptime.power_cut).collect();
        assert_eq!(cuts, [DAY - 36_000, DAY, DAY, 32_400]);
        let last = found[3].uptime;
        assert_eq!((last.online, last.unknown), (600, 600 + 7_200 - 1_200));
        // An agent that was only stopped says nothing of that time.
        let beats = [beat(gone - 600, 5), beat(back + 600, 5)];
        let found = filled(days(&beats, &hours), None, &hours, (95, now));
        assert!(found.iter().all(|day| day.uptime.power_cut == 0), "{found:?}");
        assert_eq!(found[1].uptime, Uptime { unknown: DAY, ..Uptime::default() });
    }

    #[test]
    fn silent_days_on_which_nothing_is_open_are_none() {
        // Friday 27 November 2026, 15:50 UTC: the end of a week in Nairobi was at 13:00.
        let hours: OpeningHours = "Mon-Fri 08:00-16:00; UTC+3".parse().unwrap();
        let friday = 1_795_737_600;
        let beats = [beat(friday + 57_000, 5), beat(friday + 3 * DAY + 18_000, 5)];
        let found = filled(days(&beats, &hours), None, &hours, (0, friday + 3 * DAY + 19_000));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|day| day.uptime.unknown <= 600), "{found:?}");
    }

    #[test]
    fn what_was_heard_before_the_first_day_tells_of_it_too() {
        let hours = OpeningHours::always();
        let beats = [beat(200 * DAY + 600, 200 * DAY)];
        let before = Some(Heard { from: 0, until: 198 * DAY, started: None });
        let found = filled(days(&beats, &hours), before, &hours, (199, 200 * DAY + 1_200));
        let cuts: Vec<(i64, i64)> =
            found.iter().map(|day| (day.day, day.uptime.power_cut)).collect();
        assert_eq!(cuts, [(199, DAY), (200, 0)]);
        assert_eq!(found[1].uptime.unknown, 600);
        assert_eq!(filled(vec![], before, &hours, (199, 200 * DAY)), []);
    }

    proptest! {
        #[test]
        fn days_and_what_is_between_them_are_the_whole(
            waits in prop::collection::vec((600_i64..200_000, prop::option::of(0_i64..100_000)), 1..30),
            after in 0_i64..300_000,
        ) {
            let (mut at, mut beats) = (100 * DAY + 5_000, Vec::new());
            for (wait, ago) in waits {
                at += wait;
                // As the node keeps them: cut at midnight.
                let midnight = (day_of(at) + 1) * DAY;
                let one = Heartbeat { started: ago.map(|ago| at - ago), ..beat(at, 0) };
                let length = (midnight - at).min(600);
                beats.push(Heartbeat { covers: length as u32, ..one.clone() });
                if length < 600 {
                    beats.push(Heartbeat { id: "+".into(), at: midnight, covers: (600 - length) as u32, ..one });
                }
            }
            let hours: OpeningHours = "Mon-Sat 05:30-23:00; UTC-3:30".parse().unwrap();
            let (from, now) = (beats[0].at, at + 600 + after);
            let found = filled(days(&beats, &hours), None, &hours, (0, now));
            let sum = found.iter().fold(Uptime::default(), |sum, day| sum.and(day.uptime));
            prop_assert_eq!(sum, uptime(&beats, &hours, from, now));
            prop_assert!(found.windows(2).all(|two| two[0].day < two[1].day));
            for day in &found {
                let (start, end) = ((day.day * DAY).max(from), ((day.day + 1) * DAY).min(now));
                prop_assert_eq!(day.uptime.open(), hours.open_seconds(start, end));
            }
        }
    }
}
