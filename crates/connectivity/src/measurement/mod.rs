//! Live measurement of sites: what an agent counts at a site, and what it comes to.
//!
//! An agent sends [`Batch`]es of [`Speed`]s (a download, an upload, a round trip, at random moments:
//! [`schedule`]) and of [`Heartbeat`]s (whether the node could be reached, every few minutes). From them come
//! the site's [`Status`], its days ([`daily`], [`between`]), how much of its opening hours it was connected, with
//! cuts of power apart ([`uptime`], [`hours`]), and the outages of its area ([`outages`]). What a site pays by the
//! gigabyte is bounded by an [`allowance`].
//!
//! Moments are seconds since 1970 (UTC); days are UTC's, numbered from 1 January 1970; speeds are megabits a
//! second, round trips milliseconds.

pub mod allowance;
mod batch;
pub mod between;
pub mod daily;
pub mod hours;
pub mod outages;
pub mod schedule;
pub mod uptime;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use batch::{
    AHEAD_CODE, Batch, Failure, Heartbeat, MOST_COVERED, MOST_ROWS, OLD_CODE, OLDEST_DAYS, Speed,
    is_id, moment_code,
};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The number of the day (UTC) that a moment is in.
pub fn day_of(at: i64) -> i64 {
    at.div_euclid(DAY)
}

/// How a site is connected, by the classes of Giga Maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// More than 20 megabits a second.
    Good,
    /// From 1 to 20.
    Moderate,
    /// Less than 1, or no test that reached the server.
    Poor,
    /// Not measured in the last thirty days.
    Unknown,
}

impl Status {
    /// More than this is good, in megabits a second.
    pub const GOOD: f64 = 20.0;
    /// This and more is moderate, in megabits a second.
    pub const MODERATE: f64 = 1.0;
    /// For how many days a measurement says how a site is connected.
    pub const DAYS: i64 = 30;

    /// The status at a download speed.
    pub fn of(download_mbps: f64) -> Self {
        match download_mbps {
            fast if fast > Self::GOOD => Self::Good,
            fast if fast >= Self::MODERATE => Self::Moderate,
            _ => Self::Poor,
        }
    }

    /// The status on a day of a site with these days: the median of the last day with tests tells.
    pub fn on(today: i64, days: &[daily::Daily]) -> Self {
        let recent = |day: &&daily::Daily| day.day > today - Self::DAYS && day.day <= today;
        let tested = days.iter().filter(recent).filter(|day| day.tests > 0);
        tested.max_by_key(|day| day.day).map_or(Self::Unknown, |day| {
            day.download.map_or(Self::Poor, |speeds| Self::of(speeds.median))
        })
    }

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Moderate => "moderate",
            Self::Poor => "poor",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_giga_maps() {
        for (mbps, status) in [
            (20.1, Status::Good),
            (20.0, Status::Moderate),
            (1.0, Status::Moderate),
            (0.99, Status::Poor),
            (0.0, Status::Poor),
        ] {
            assert_eq!(Status::of(mbps), status, "{mbps}");
        }
    }

    #[test]
    fn the_last_day_with_tests_tells_and_an_old_one_does_not() {
        let speed = |at: i64, mbps: Option<f64>| Speed {
            id: at.to_string(),
            at,
            server: "https://node.example".into(),
            download_mbps: mbps,
            failure: mbps.is_none().then_some(Failure::Unreachable),
            ..Speed::default()
        };
        let day = |day: i64, mbps| {
            let speeds = [speed(day * DAY + 9, mbps)];
            daily::Daily::of(day, &speeds, &[], &hours::OpeningHours::always())
        };
        let days = [day(100, Some(30.0)), day(104, Some(5.0)), day(107, None)];
        assert_eq!(Status::on(100, &days), Status::Good);
        assert_eq!(Status::on(106, &days), Status::Moderate);
        assert_eq!(Status::on(107, &days), Status::Poor);
        assert_eq!(Status::on(136, &days), Status::Poor);
        assert_eq!(Status::on(137, &days), Status::Unknown);
        assert_eq!(Status::on(99, &days), Status::Unknown);
    }
}
