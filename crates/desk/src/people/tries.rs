//! How often a password may be tried. What is counted is in memory only, under the key of the day
//! ([`crate::senders::DayKey`]): neither names nor addresses can be read there.
//!
//! | failures in [`REST`] | then |
//! |---|---|
//! | [`TRIES`] of one name from one network | the name rests for that network |
//! | [`OF_A_NAME`] of one name | the name rests for all, so that many networks do not guess together |
//! | [`OF_A_NETWORK`] from one network | the network rests, so that it does not try one password on many names |
//!
//! Whoever fails with somebody else's name keeps its owner out only from their own network, until they come by three
//! networks. Names are counted whether there is such an account or not.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use passerelle_vocabulary::place::fold;
use tokio::sync::Semaphore;

use crate::senders::{DayKey, Limits, Senders, Tag};

/// Failures of one name from one network after which it rests there.
pub const TRIES: usize = 8;
/// Failures of one name after which it rests for all: fewer than a hundred in an hour.
const OF_A_NAME: usize = 24;
/// Failures from one network after which it rests.
const OF_A_NETWORK: usize = 60;
/// How long it does, and how long failures are counted, in milliseconds: a quarter of an hour.
pub const REST: i64 = 15 * 60_000;
/// Failures that are remembered at once: more than can be hashed in [`REST`].
const COUNTED: usize = 150_000;
/// Passwords that are hashed at once: each takes 19 MiB.
const HASHED: usize = 4;
/// New accounts: of a network as many as people learn together in a room.
const OPENED: Limits =
    Limits { in_an_hour: 30, in_a_day: 60, all_in_an_hour: 200, all_in_a_day: 2_000 };

/// What is counted of tries.
#[derive(Debug)]
pub(crate) struct Tries {
    failed: Mutex<Failures>,
    /// Accounts that were opened.
    pub opened: Senders,
    /// Who may hash a password now.
    pub hashing: Semaphore,
}

#[derive(Debug, Default)]
struct Failures {
    key: DayKey,
    /// When each was, with which name, from which network; the first first.
    times: VecDeque<(i64, u64, Tag)>,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            failed: Mutex::default(),
            opened: Senders::new(OPENED),
            hashing: Semaphore::new(HASHED),
        }
    }
}

impl Tries {
    /// Whether a name, or a network, rests at a moment in milliseconds since 1970.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn rests(
        &self,
        name: &str,
        from: Option<IpAddr>,
        now: i64,
    ) -> Result<bool, getrandom::Error> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let (name, tag) = failed.tags(name, from, now)?;
        let (mut of_both, mut of_name, mut of_network) = (0, 0, 0);
        for (_, other, network) in &failed.times {
            of_both += usize::from(*other == name && *network == tag);
            of_name += usize::from(*other == name);
            of_network += usize::from(tag.is_some() && *network == tag);
        }
        Ok(of_both >= TRIES || of_name >= OF_A_NAME || of_network >= OF_A_NETWORK)
    }

    /// Counts a failure; after a success, those of this name from this network are forgotten.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn note(
        &self,
        name: &str,
        from: Option<IpAddr>,
        succeeded: bool,
        now: i64,
    ) -> Result<(), getrandom::Error> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let (name, tag) = failed.tags(name, from, now)?;
        if succeeded {
            failed.times.retain(|(_, other, network)| *other != name || *network != tag);
            return Ok(());
        }
        if failed.times.len() >= COUNTED {
            failed.times.pop_front();
        }
        failed.times.push_back((now, name, tag));
        Ok(())
    }
}

impl Failures {
    /// What stands for a name and a network; what is older than [`REST`] is forgotten.
    fn tags(
        &mut self,
        name: &str,
        from: Option<IpAddr>,
        now: i64,
    ) -> Result<(u64, Tag), getrandom::Error> {
        while self.times.front().is_some_and(|(at, ..)| *at <= now - REST) {
            self.times.pop_front();
        }
        let tag = self.key.of_network(from, now)?;
        Ok((self.key.of_text(&fold(name), now)?, tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_000 * 24 * 3_600_000;

    fn network(number: u8) -> Option<IpAddr> {
        Some(IpAddr::from([198, 51, number, 1]))
    }

    #[test]
    fn a_name_rests_after_failures_and_wakes() {
        for from in [None, network(1)] {
            let tries = Tries::default();
            let rests = |name: &str, at: i64| tries.rests(name, from, NOW + at).unwrap();
            for at in 0..TRIES as i64 {
                assert!(!rests("Amina", at));
                tries.note("amina", from, false, NOW + at).unwrap();
            }
            assert!(rests("AMINA", 10) && !rests("Brian", 10));
            assert!(!rests("Amina", REST + TRIES as i64));
            tries.note("Amina", from, false, NOW + REST + 9).unwrap();
            tries.note("Amina", from, true, NOW + REST + 10).unwrap();
            assert!(tries.failed.lock().unwrap().times.is_empty());
        }
    }

    #[test]
    fn nobody_is_kept_out_by_one_network_and_many_do_not_guess_together() {
        let tries = Tries::default();
        let fail = |name: &str, from| tries.note(name, from, false, NOW).unwrap();
        (0..TRIES).for_each(|_| fail("Amina", network(1)));
        assert!(tries.rests("Amina", network(1), NOW).unwrap());
        assert!(!tries.rests("Amina", network(2), NOW).unwrap());
        for number in 2..=3 {
            (0..TRIES).for_each(|_| fail("Amina", network(number)));
        }
        assert!(tries.rests("Amina", network(9), NOW).unwrap(), "three networks together");
        // One password on many names.
        (0..OF_A_NETWORK).for_each(|number| fail(&format!("name {number}"), network(5)));
        assert!(tries.rests("somebody else", network(5), NOW).unwrap());
        assert!(!tries.rests("somebody else", network(6), NOW).unwrap());
        assert!(!tries.rests("somebody else", None, NOW).unwrap());
    }
}
