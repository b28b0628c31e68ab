//! The agent: measures a site's connection, and sends what it measured when it can.
//!
//! It looks every ten minutes whether the node can be reached (a heartbeat), and measures at random moments
//! ([`Schedule`]), both with requests through `exchange` only. Everything goes to the [`Journal`] first, on the
//! disk; what was taken in by the node leaves it. So nothing is lost while the line is cut or the power fails, and
//! nothing is counted twice: the node knows each row by its id. A month's allowance of data is kept there too.
//!
//! The machine's clock may be wrong, and may jump: many have none that runs without power. A test that would be due
//! in years is due now; no pause is longer than one between heartbeats; when the machine was started is asked anew
//! each time; and rows whose moment the node does not believe wait until the two clocks agree (`answers`).

mod answers;
mod journal;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use passerelle_connectivity::measurement::schedule::{Schedule, Waits};
use passerelle_connectivity::measurement::{Batch, Failure, Heartbeat, Speed};
use passerelle_exchange::fetch::{FetchError, Fetcher, Policy};
use passerelle_exchange::ndt7::Test;
use passerelle_exchange::ndt7::client::{
    Limits, Ndt7Error, Outcome, Server, download, round_trip, upload,
};
use serde::Serialize;

pub use journal::{Journal, JournalError, MOST_WAITING, rows_of};

use crate::now;
use answers::Doubts;

/// Seconds between two heartbeats.
const BEAT: i64 = 600;
/// Rows sent at once.
const SENT: usize = 500;
/// The longest answer of a node, in bytes.
const ANSWER: u64 = 1 << 20;

/// What an agent is told.
#[derive(Debug, Clone)]
pub struct AgentOptions {
    /// The site; `None` for one who only wants to know, and sends nothing.
    pub site: Option<String>,
    /// The node's address: `https://node.example`.
    pub server: String,
    /// The site's token.
    pub token: String,
    /// The journal's file.
    pub queue: PathBuf,
    /// Bytes that may be moved in a month.
    pub cap: Option<u64>,
    /// Where months begin at midnight: whoever sells data counts them so.
    pub zone: TimeZone,
    /// How long is sent in each direction: for tests; ten seconds otherwise.
    pub sending: Option<Duration>,
}

/// Why an agent cannot work.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// The server's address is none.
    #[error(transparent)]
    Server(#[from] Ndt7Error),
    /// The journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The system gives no random numbers.
    #[error("no random numbers: {0}")]
    Random(String),
}

/// What an agent tells as it goes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A test was made.
    Measured(Speed),
    /// No test was made: the month's allowance is used.
    CapReached {
        /// Bytes that may be moved in a month.
        cap: u64,
        /// Bytes that were.
        used: u64,
    },
    /// Whether the node could be reached.
    Heartbeat {
        /// Whether it could.
        is_online: bool,
    },
    /// Rows were sent.
    Sent {
        /// How many.
        rows: usize,
        /// How many wait still.
        waiting: usize,
    },
    /// Rows wait: the node cannot be reached, or has no time.
    Waiting {
        /// How many.
        rows: usize,
        /// Why: a code.
        why: &'static str,
    },
    /// The node does not know the token as one of this site.
    NotAllowed,
    /// The node refused rows, which are given up: nothing would make them right.
    Refused {
        /// How many.
        rows: usize,
        /// What the node says.
        detail: String,
    },
    /// When the next test is made.
    Next {
        /// In so many seconds.
        seconds: i64,
    },
}

/// A site's agent.
pub struct Agent {
    options: AgentOptions,
    server: Server,
    fetcher: Fetcher,
    journal: Journal,
    waits: Waits,
    seed: u64,
}

/// Seconds since 1970.
fn seconds() -> i64 {
    now() / 1000
}

/// Year and month of a moment, as 202611.
fn month(at: Timestamp, zone: &TimeZone) -> u32 {
    let day = at.to_zoned(zone.clone()).date();
    u32::try_from(day.year()).unwrap_or(0) * 100 + u32::try_from(day.month()).unwrap_or(0)
}

/// Whether a test that is scheduled for a moment is made now. None is ever scheduled later than the longest wait: a
/// clock that was ahead then made it so.
fn is_due(next: i64, now: i64) -> bool {
    now >= next || next - now > Schedule::default().most as i64 + BEAT
}

/// How long nothing is due: never longer than from one heartbeat to the next, whatever the clock did meanwhile.
fn pause(begun: i64, next_test: i64, now: i64) -> Duration {
    let next = (begun + BEAT).min(next_test.max(begun + 1));
    Duration::from_secs(u64::try_from((next - now).clamp(0, BEAT)).unwrap_or_default())
}

/// When this machine was started, where the system tells.
fn started() -> Option<i64> {
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let running: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Some(seconds() - running as i64)
}

impl Agent {
    /// Opens the journal and makes ready.
    ///
    /// # Errors
    /// The server's address is none; the journal cannot be used, or another agent uses it.
    pub fn open(options: AgentOptions) -> Result<Self, AgentError> {
        let server = Server::read(&options.server)?;
        let journal = Journal::open(&options.queue)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| AgentError::Random(error.to_string()))?;
        let seed = u64::from_le_bytes(random);
        let policy = Policy {
            attempts: 1,
            total: Duration::from_secs(30),
            max_bytes: ANSWER,
            redirects: 0,
            ..Policy::default()
        };
        let waits = Schedule::default().waits(seed);
        let fetcher = Fetcher::new(policy);
        Ok(Self { options, server, fetcher, journal, waits, seed })
    }

    /// An id that this agent never makes again.
    fn id(&mut self) -> String {
        self.seed =
            self.seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        format!("{:x}-{:08x}", now(), self.seed >> 32)
    }

    /// Measures once, and keeps the result.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn measure(&mut self) -> Result<Event, AgentError> {
        let month = month(Timestamp::now(), &self.options.zone);
        let allowance = self.journal.allowance(month);
        let Some(room) = allowance.room(self.options.cap) else {
            let (cap, used) = (self.options.cap.unwrap_or_default(), allowance.used);
            return Ok(Event::CapReached { cap, used });
        };
        let sending = self.options.sending.unwrap_or(Limits::default().sending);
        let limits = Limits { most_bytes: room, sending, ..Limits::default() };
        let mut speed =
            Speed { id: self.id(), at: seconds(), server: self.server.name(), ..Speed::default() };
        let seed = self.seed;
        match round_trip(&self.server, &limits) {
            Ok(latency) => speed.latency_ms = Some(rounded(latency)),
            Err(error) => failed(&mut speed, &error),
        }
        // A line on which nobody answers has nothing to measure.
        if speed.failure.is_none() {
            let down = download(&self.server, &limits, seed);
            speed.download_mbps = taken(&mut speed, Test::Download, &down);
            let up = upload(&self.server, &limits, seed ^ 1);
            speed.upload_mbps = taken(&mut speed, Test::Upload, &up);
        }
        self.journal.spend(allowance.spent(speed.bytes))?;
        if self.options.site.is_some() {
            self.journal.add_result(&speed)?;
        }
        Ok(Event::Measured(speed))
    }

    /// Looks whether the node can be reached, and keeps that.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn beat(&mut self) -> Result<Event, AgentError> {
        let address = format!("{}/robots.txt", self.server.name());
        // The page where a hotspot asks for a password is no node.
        let answer = self.fetcher.get(&address);
        let is_online = answer.is_ok_and(|answer| answer.body.starts_with(b"User-agent"));
        let covers = u32::try_from(BEAT).unwrap_or_default();
        let started = started();
        let beat = Heartbeat { id: self.id(), at: seconds(), covers, is_online, started };
        self.journal.add_heartbeat(&beat)?;
        Ok(Event::Heartbeat { is_online })
    }

    /// Sends what waits.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn send(&mut self, tell: &mut dyn FnMut(Event)) -> Result<(), AgentError> {
        let Some(site) = self.options.site.clone() else { return Ok(()) };
        let address = format!("{}/api/v1/measurements", self.server.name());
        // Rows that are not sent again before the clocks agree.
        let mut doubted = HashSet::new();
        while self.journal.waiting() > doubted.len() {
            let (results, heartbeats) = self.journal.first(SENT, &doubted);
            let batch = Batch { site: site.clone(), results, heartbeats };
            // Plain data is always written.
            let json = serde_json::to_vec(&batch).unwrap_or_default();
            let answer = self.fetcher.post(&address, &self.options.token, &json);
            match self.answered(&batch, answer)? {
                Answered::Taken => {
                    tell(Event::Sent { rows: batch.rows(), waiting: self.journal.waiting() });
                }
                Answered::Doubted { given_up, detail, ids } => {
                    if given_up > 0 {
                        tell(Event::Refused { rows: given_up, detail });
                    }
                    doubted.extend(ids);
                }
                Answered::Stop(event) => {
                    tell(event);
                    return Ok(());
                }
            }
        }
        if !doubted.is_empty() {
            tell(Event::Waiting { rows: doubted.len(), why: "clock" });
        }
        Ok(())
    }

    fn answered(
        &mut self,
        batch: &Batch,
        answer: Result<(u16, Vec<u8>), FetchError>,
    ) -> Result<Answered, AgentError> {
        let rows = self.journal.waiting();
        let wait = |why| Ok(Answered::Stop(Event::Waiting { rows, why }));
        let ids = |batch: &Batch| -> Vec<String> {
            let results = batch.results.iter().map(|one| one.id.clone());
            results.chain(batch.heartbeats.iter().map(|one| one.id.clone())).collect()
        };
        match answer {
            Ok((200, _)) => {
                self.journal.remove(&ids(batch))?;
                Ok(Answered::Taken)
            }
            Ok((401 | 403, _)) => Ok(Answered::Stop(Event::NotAllowed)),
            Ok((422, body)) => {
                let Doubts { wrong, clock, detail } = Doubts::of(batch, &body, seconds());
                if wrong.is_empty() && clock.is_empty() {
                    return wait("refused");
                }
                if !wrong.is_empty() {
                    self.journal.remove(&wrong)?;
                }
                Ok(Answered::Doubted { given_up: wrong.len(), detail, ids: clock })
            }
            Ok((429 | 503, _)) => wait("busy"),
            Ok(_) => wait("refused"),
            Err(error) => wait(error.code()),
        }
    }

    /// What is due now: a heartbeat, a test, what waits; says how long nothing is due.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn work(&mut self, tell: &mut dyn FnMut(Event)) -> Result<Duration, AgentError> {
        let begun = seconds();
        tell(self.beat()?);
        if is_due(self.journal.next_test(), begun) {
            let event = self.measure()?;
            tell(event);
            let wait = self.waits.next().unwrap_or_default() as i64;
            self.journal.schedule(seconds() + wait)?;
            tell(Event::Next { seconds: wait });
        }
        self.send(tell)?;
        Ok(pause(begun, self.journal.next_test(), seconds()))
    }

    /// How many rows wait.
    pub fn waiting(&self) -> usize {
        self.journal.waiting()
    }
}

/// What became of a batch.
enum Answered {
    Taken,
    /// The node does not believe all of it: some rows were given up, some wait until the clocks agree.
    Doubted {
        given_up: usize,
        detail: String,
        ids: Vec<String>,
    },
    /// Nothing more is sent for now.
    Stop(Event),
}

/// Speeds and round trips to a thousandth: more digits say nothing.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn failed(speed: &mut Speed, error: &Ndt7Error) {
    speed.bytes += error.bytes();
    speed.failure = Some(match error {
        Ndt7Error::Refused { .. } => Failure::Refused,
        Ndt7Error::BrokeOff { .. } => Failure::BrokeOff,
        _ => Failure::Unreachable,
    });
}

/// Adds a direction of a test to the result; the speed, where it was measured.
fn taken(speed: &mut Speed, test: Test, outcome: &Result<Outcome, Ndt7Error>) -> Option<f64> {
    match outcome {
        Ok(outcome) => {
            speed.bytes += outcome.bytes;
            Some(rounded(outcome.mbps(test)))
        }
        Err(error) => {
            failed(speed, error);
            None
        }
    }
}

#[cfg(test)]
mod tests;
