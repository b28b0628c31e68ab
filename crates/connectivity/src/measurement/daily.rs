//! A site's day, in a few figures.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::between::Heard;
use super::hours::OpeningHours;
use super::uptime::{State, Uptime, states, uptime};
use super::{DAY, Heartbeat, Speed, day_of};

/// What was measured, in its middle and towards its ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Spread {
    /// Measurements.
    pub n: u32,
    /// A tenth was no more than this.
    pub low: f64,
    /// Half was no more than this.
    pub median: f64,
    /// A tenth was more than this.
    pub high: f64,
}

impl Spread {
    /// Of figures in any order; `None` of none. Quantiles as R gives them by default (type 7 of Hyndman & Fan,
    /// *Am. Stat.* 50, 1996).
    pub fn of(figures: impl Iterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = figures.filter(|figure| figure.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let n = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
        let quantile = |share: f64| {
            let place = (sorted.len() - 1) as f64 * share;
            let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
            below + (above - below) * (place - place.floor())
        };
        (n > 0).then(|| Self { n, low: quantile(0.1), median: quantile(0.5), high: quantile(0.9) })
    }
}

/// A day (UTC) of a site.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Daily {
    /// Its number from 1 January 1970.
    pub day: i64,
    /// Tests that were made.
    pub tests: u32,
    /// Those among them that measured less than they should have.
    pub failed: u32,
    /// Bytes that they moved.
    pub bytes: u64,
    /// Megabits a second from the server; `None` where nothing was measured.
    pub download: Option<Spread>,
    /// Megabits a second to the server.
    pub upload: Option<Spread>,
    /// Round trips, in milliseconds.
    pub latency: Option<Spread>,
    /// What its opening hours were, as far as it was heard; what was between days, [`super::between::filled`] adds.
    pub uptime: Uptime,
    /// When it was heard; `None` where it was not.
    pub heard: Option<Heard>,
    /// Hours (UTC) in which it was open and connected: bit 0 is the first.
    pub online_hours: u32,
}

impl Daily {
    /// A day, from what was measured on it; rows of other days are passed over, but for heartbeats that reach into
    /// the day.
    pub fn of(day: i64, speeds: &[Speed], heartbeats: &[Heartbeat], hours: &OpeningHours) -> Self {
        let of_day = || speeds.iter().filter(|speed| day_of(speed.at) == day);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let heard = Heard::of(day, heartbeats);
        let told = |heard: Heard| uptime(heartbeats, hours, heard.from, heard.until);
        Self {
            day,
            tests: count(of_day().count()),
            failed: count(of_day().filter(|speed| speed.failure.is_some()).count()),
            bytes: of_day().fold(0, |sum, speed| sum.saturating_add(speed.bytes)),
            download: Spread::of(of_day().filter_map(|speed| speed.download_mbps)),
            upload: Spread::of(of_day().filter_map(|speed| speed.upload_mbps)),
            latency: Spread::of(of_day().filter_map(|speed| speed.latency_ms)),
            uptime: heard.map(told).unwrap_or_default(),
            heard,
            online_hours: online_hours(day, heartbeats, hours),
        }
    }
}

/// The hours of a day in which it is open: bit 0 is the first.
pub fn open_hours(day: i64, hours: &OpeningHours) -> u32 {
    let mut bits = 0;
    hours.stretches(day * DAY, (day + 1) * DAY, |start, end| bits |= bits_of(day, start, end));
    bits
}

/// The hours of a day in which it was open and connected.
pub fn online_hours(day: i64, heartbeats: &[Heartbeat], hours: &OpeningHours) -> u32 {
    let mut bits = 0;
    states(heartbeats, day * DAY, (day + 1) * DAY, |state, start, end| {
        if state == State::Online {
            hours.stretches(start, end, |start, end| bits |= bits_of(day, start, end));
        }
    });
    bits
}

/// The hours of a day that a stretch of it touches.
fn bits_of(day: i64, start: i64, end: i64) -> u32 {
    let hour = |at: i64| (at - day * DAY).div_euclid(3_600).clamp(0, 23);
    (hour(start)..=hour(end - 1)).fold(0, |bits, hour| bits | 1 << hour)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measurement::Failure;

    #[test]
    fn quantiles_are_those_of_r() {
        // quantile(c(1, 2, 4, 8), c(.1, .5, .9))
        let spread = Spread::of([8.0, 1.0, 4.0, 2.0].into_iter()).unwrap();
        assert_eq!((spread.n, spread.median), (4, 3.0));
        assert!((spread.low - 1.3).abs() < 1e-12 && (spread.high - 6.8).abs() < 1e-12);
        assert_eq!(Spread::of(std::iter::empty()), None);
    }

    #[test]
    fn a_day_counts_its_own_tests() {
        let speed = |at, download_mbps: Option<f64>| Speed {
            id: format!("{at}"),
            at,
            download_mbps,
            bytes: 100,
            failure: download_mbps.is_none().then_some(Failure::BrokeOff),
            ..Speed::default()
        };
        let speeds = [
            speed(DAY - 1, Some(1.0)),
            speed(DAY, Some(2.0)),
            speed(DAY + 9, None),
            speed(2 * DAY, Some(9.0)),
        ];
        let beat = Heartbeat {
            id: "b".into(),
            at: DAY - 100,
            covers: 300,
            is_online: true,
            started: None,
        };
        let day = Daily::of(1, &speeds, &[beat], &OpeningHours::always());
        assert_eq!((day.tests, day.failed, day.bytes), (2, 1, 200));
        assert_eq!(day.download.map(|spread| (spread.n, spread.median)), Some((1, 2.0)));
        assert_eq!((day.uptime.online, day.uptime.open(), day.online_hours), (200, 200, 1));
        let heard = Heard { from: DAY, until: DAY + 200, started: None };
        assert_eq!(day.heard, Some(heard));
        assert_eq!(open_hours(1, &"Fri 08:00-10:01".parse().unwrap()), 0b111 << 8);
    }

    proptest! {
        #[test]
        fn quantiles_are_in_order_and_among_the_figures(figures in prop::collection::vec(0.0_f64..1e6, 1..60)) {
            let spread = Spread::of(figures.iter().copied()).unwrap();
            let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
            let most = figures.iter().copied().fold(0.0, f64::max);
            prop_assert!(least <= spread.low && spread.low <= spread.median);
            prop_assert!(spread.median <= spread.high && spread.high <= most);
            let below = figures.iter().filter(|figure| **figure <= spread.median).count();
            prop_assert!(2 * below >= figures.len());
        }
    }
}
