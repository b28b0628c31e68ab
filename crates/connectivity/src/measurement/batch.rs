//! What an agent sends: results, heartbeats, and what can be wrong with them.

use std::collections::HashSet;
use std::fmt;

use passerelle_vocabulary::Finding;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::DAY;

/// Rows of one batch, results and heartbeats together.
pub const MOST_ROWS: usize = 2_000;
/// Seconds that one heartbeat may speak for.
pub const MOST_COVERED: u32 = 3_600;
/// How far an agent's clock may be ahead, in seconds.
const AHEAD: i64 = 600;
/// How old what a queue held may be, in seconds.
const OLDEST: i64 = OLDEST_DAYS * DAY;
/// The same, in days.
pub const OLDEST_DAYS: i64 = 400;
/// What a moment is told that is still to come.
pub const AHEAD_CODE: &str = "measure-ahead";
/// What a moment is told that is too long ago.
pub const OLD_CODE: &str = "measure-old";

/// What is wrong with a moment by a clock that says `now`: [`AHEAD_CODE`], [`OLD_CODE`] or nothing.
pub fn moment_code(at: i64, now: i64) -> Option<&'static str> {
    match at {
        _ if at > now.saturating_add(AHEAD) => Some(AHEAD_CODE),
        _ if at < now.saturating_sub(OLDEST) => Some(OLD_CODE),
        _ => None,
    }
}
/// The fastest that is believed, in megabits a second.
const FASTEST: f64 = 1e6;
/// The longest round trip that is believed, in milliseconds.
const SLOWEST: f64 = 600_000.0;
/// Characters of a server's address.
const SERVER: usize = 200;
/// The most bytes that a test is believed to have moved: more than any line carries while it lasts.
const MOST_BYTES: u64 = 1_000_000_000_000_000;

/// Why a test measured nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The server could not be reached.
    Unreachable,
    /// It was reached, and would not measure.
    Refused,
    /// The test broke off.
    BrokeOff,
}

impl Failure {
    /// As files hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::BrokeOff => "broke_off",
        }
    }

    /// What a code of a file stands for.
    pub fn of(code: &str) -> Option<Self> {
        [Self::Unreachable, Self::Refused, Self::BrokeOff]
            .into_iter()
            .find(|one| one.code() == code)
    }
}

/// The result of one test.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Speed {
    /// Made by the agent, and never by it again: what is sent twice is kept once.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\s\x00-\x1f\x7f-\x9f]+$",
        example = "1764143100-3f9ac2"
    )]
    pub id: String,
    /// When it began, in seconds since 1970 (UTC): no more than 400 days ago, or 10 minutes ahead.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 253402300799_i64)]
    pub at: i64,
    /// Which server it was measured against.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]+$",
        example = "https://node.example"
    )]
    pub server: String,
    /// Megabits a second from the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000000)]
    pub download_mbps: Option<f64>,
    /// Megabits a second to the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000000)]
    pub upload_mbps: Option<f64>,
    /// The quickest round trip on the idle line, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 600000)]
    pub latency_ms: Option<f64>,
    /// Bytes that the test moved.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 1000000000000000_i64)]
    pub bytes: u64,
    /// Why something was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// A moment at which the agent looked whether the node can be reached.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Heartbeat {
    /// Made by the agent, and never by it again.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\s\x00-\x1f\x7f-\x9f]+$")]
    pub id: String,
    /// When, in seconds since 1970 (UTC): no more than 400 days ago, or 10 minutes ahead.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 253402300799_i64)]
    pub at: i64,
    /// For how many seconds from then it speaks: until the agent looked again.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 3600)]
    pub covers: u32,
    /// Whether the node could be reached.
    pub is_online: bool,
    /// When the machine was started, in seconds since 1970, where the system tells: what tells a cut of power
    /// from an agent that was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "whole_or_none")]
    pub started: Option<i64>,
}

/// A whole number, also where it is written as 5.0: JSON knows one kind of number, and so do many who write it.
struct Whole;

impl Visitor<'_> for Whole {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_| E::custom("number out of range"))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        // Up to 2^53 every whole number has a double of its own.
        let is_whole = number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0;
        if is_whole { Ok(number as i64) } else { Err(E::custom("expected a whole number")) }
    }
}

fn whole<'de, D: Deserializer<'de>, N: TryFrom<i64>>(deserializer: D) -> Result<N, D::Error> {
    let number = deserializer.deserialize_any(Whole)?;
    N::try_from(number).map_err(|_| D::Error::custom("number out of range"))
}

fn whole_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    struct One(#[serde(deserialize_with = "whole")] i64);
    Ok(Option::<One>::deserialize(deserializer)?.map(|one| one.0))
}

/// What an agent sends at once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The site.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\s\x00-\x1f\x7f-\x9f]+$",
        example = "KEN/00017"
    )]
    pub site: String,
    /// Results; with the heartbeats no more than 2,000 rows.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub results: Vec<Speed>,
    /// Heartbeats.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub heartbeats: Vec<Heartbeat>,
}

/// Whether a text can be a site's or a row's id: 1 to 100 characters without space or control.
pub fn is_id(text: &str) -> bool {
    let plain = |c: char| !c.is_control() && !c.is_whitespace();
    (1..=100).contains(&text.chars().count()) && text.chars().all(plain)
}

impl Batch {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.results.len() + self.heartbeats.len()
    }

    /// Everything that is wrong with it at this moment (seconds since 1970), by field: `results[3].at`.
    pub fn check(&self, now: i64) -> Vec<Finding> {
        let mut found = Vec::new();
        if !is_id(&self.site) {
            found.push(Finding::new("site", "measure-id", cut(&self.site)));
        }
        if self.rows() > MOST_ROWS {
            found.push(Finding::new("", "measure-too-many", self.rows()));
            return found;
        }
        let mut ids = HashSet::new();
        for (at, speed) in self.results.iter().enumerate() {
            let place = |field: &str| format!("results[{at}].{field}");
            common(&place, &speed.id, speed.at, now, &mut ids, &mut found);
            check_speed(speed, &place, &mut found);
        }
        for (at, heartbeat) in self.heartbeats.iter().enumerate() {
            let place = |field: &str| format!("heartbeats[{at}].{field}");
            common(&place, &heartbeat.id, heartbeat.at, now, &mut ids, &mut found);
            if !(1..=MOST_COVERED).contains(&heartbeat.covers) {
                found.push(Finding::new(place("covers"), "measure-covers", heartbeat.covers));
            }
            // The agent tells both by the same clock.
            if let Some(started) =
                heartbeat.started.filter(|started| *started > heartbeat.at.saturating_add(AHEAD))
            {
                found.push(Finding::new(place("started"), "measure-started", started));
            }
        }
        found
    }
}

/// What results and heartbeats have in common: an id of their own, a moment that can be.
fn common<'b>(
    place: &impl Fn(&str) -> String,
    id: &'b str,
    at: i64,
    now: i64,
    ids: &mut HashSet<&'b str>,
    found: &mut Vec<Finding>,
) {
    if !is_id(id) {
        found.push(Finding::new(place("id"), "measure-id", cut(id)));
    } else if !ids.insert(id) {
        found.push(Finding::new(place("id"), "measure-twice", id));
    }
    if let Some(code) = moment_code(at, now) {
        found.push(Finding::new(place("at"), code, at));
    }
}

fn check_speed(speed: &Speed, place: &impl Fn(&str) -> String, found: &mut Vec<Finding>) {
    let figures = [
        ("download_mbps", speed.download_mbps, FASTEST),
        ("upload_mbps", speed.upload_mbps, FASTEST),
        ("latency_ms", speed.latency_ms, SLOWEST),
    ];
    for (field, value, most) in figures {
        if let Some(value) = value.filter(|value| !(0.0..=most).contains(value)) {
            found.push(Finding::new(place(field), "measure-figure", value));
        }
    }
    if speed.bytes > MOST_BYTES {
        found.push(Finding::new(place("bytes"), "measure-figure", speed.bytes));
    }
    if speed.server.is_empty()
        || speed.server.chars().count() > SERVER
        || speed.server.chars().any(char::is_control)
    {
        found.push(Finding::new(place("server"), "measure-server", cut(&speed.server)));
    }
    let nothing = speed.download_mbps.is_none() && speed.upload_mbps.is_none();
    if nothing && speed.failure.is_none() {
        found.push(Finding::new(place("download_mbps"), "measure-nothing", ""));
    }
}

fn cut(text: &str) -> String {
    text.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_764_143_100;

    fn sound() -> Batch {
        let speed = Speed {
            id: "a".into(),
            at: NOW - 60,
            server: "https://node.example".into(),
            download_mbps: Some(12.5),
            ..Speed::default()
        };
        let heartbeat = Heartbeat {
            id: "b".into(),
            at: NOW,
            covers: 300,
            is_online: true,
            started: Some(NOW - 9),
        };
        Batch { site: "KEN-1".into(), results: vec![speed], heartbeats: vec![heartbeat] }
    }

    #[test]
    fn whole_numbers_are_read_however_they_are_written() {
        let read = |at: &str, covers: &str, started: &str| {
            let beat = format!(
                r#"{{"id":"a","at":{at},"covers":{covers},"is_online":true,"started":{started}}}"#
            );
            serde_json::from_str::<Heartbeat>(&beat)
                .map(|beat| (beat.at, beat.covers, beat.started))
        };
        assert_eq!(read("1764143100.0", "6e2", "null").unwrap(), (NOW, 600, None));
        assert_eq!(read("-5", "600", "7.0").unwrap(), (-5, 600, Some(7)));
        for (at, covers, started) in [
            ("1.5", "600", "1"),
            ("1e300", "600", "1"),
            ("18446744073709551615", "600", "1"),
            ("\"1\"", "600", "1"),
            ("1", "-1", "1"),
            ("1", "5000000000", "1"),
            ("1", "600", "0.5"),
            ("null", "600", "1"),
        ] {
            assert!(read(at, covers, started).is_err(), "{at} {covers} {started}");
        }
    }

    #[test]
    fn a_sound_batch_is_sound_and_is_written_as_it_is_read() {
        let batch = sound();
        assert_eq!(batch.check(NOW), []);
        let written = serde_json::to_string(&batch).unwrap();
        assert_eq!(serde_json::from_str::<Batch>(&written).unwrap(), batch);
        assert!(serde_json::from_str::<Batch>(r#"{"site":"a","address":"10.0.0.1"}"#).is_err());
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let mut batch = sound();
        batch.site = "a b".into();
        batch.results.push(Speed {
            id: "a".into(),
            at: NOW + 3_600,
            server: String::new(),
            latency_ms: Some(-1.0),
            ..Speed::default()
        });
        batch.heartbeats.push(Heartbeat { id: String::new(), at: 5, ..Heartbeat::default() });
        let (at, started) = (i64::MAX, Some(i64::MAX));
        batch.heartbeats.push(Heartbeat {
            id: "z".into(),
            at,
            covers: 1,
            started,
            ..Heartbeat::default()
        });
        batch.heartbeats[0].started = Some(NOW + 10_000);
        let found: Vec<(String, String)> =
            batch.check(NOW).into_iter().map(|one| (one.field, one.code)).collect();
        let expected = [
            ("site", "measure-id"),
            ("results[1].id", "measure-twice"),
            ("results[1].at", "measure-ahead"),
            ("results[1].latency_ms", "measure-figure"),
            ("results[1].server", "measure-server"),
            ("results[1].download_mbps", "measure-nothing"),
            ("heartbeats[0].started", "measure-started"),
            ("heartbeats[1].id", "measure-id"),
            ("heartbeats[1].at", "measure-old"),
            ("heartbeats[1].covers", "measure-covers"),
            ("heartbeats[2].at", "measure-ahead"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
    }

    #[test]
    fn a_batch_is_bounded() {
        let mut batch = sound();
        batch.heartbeats = vec![batch.heartbeats[0].clone(); MOST_ROWS];
        assert_eq!(batch.check(NOW)[0].code, "measure-too-many");
    }
}
