//! How many things are taken from people whom nobody knows (corrections, new accounts), so that nobody fills the room
//! for all, and nobody's address is kept.
//!
//! Who sends is known by a tag: a hash of the network that the address is in, under a key that is made at random each
//! day and never leaves memory. With the key goes what the tags meant. The network is the first 24 bits of an IPv4
//! address, the first 48 of an IPv6 one: as much as one household, school or server can usually have, so that changing
//! addresses within it gains nothing; and nothing finer than what a provider hands to many.
//!
//! [`Limits`] hold for one network and for all together; beyond what is taken of all in an hour, networks that sent
//! none in that hour are heard once. Where the node cannot tell who sends, because everything comes through a proxy of
//! which it was not told, only what is for all together holds. What is remembered is bounded by that of a day.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// How many are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Of a network in an hour.
    pub in_an_hour: usize,
    /// Of a network in a day.
    pub in_a_day: usize,
    /// Of all in an hour.
    pub all_in_an_hour: usize,
    /// Of all in a day.
    pub all_in_a_day: usize,
}

/// Why one more is not taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Many came from the same network: so many seconds.
    Sender(u64),
    /// Many came, from wherever: so many seconds.
    Node(u64),
}

const HOUR: i64 = 60 * 60 * 1_000;
const DAY: i64 = 24 * HOUR;

/// What stands for a network today.
pub(crate) type Tag = Option<u64>;

/// The key of a day, under which what is counted is written down in memory; it is made at random and goes with the day.
#[derive(Debug, Default)]
pub(crate) struct DayKey {
    key: [u8; 32],
    /// Its day, in days since 1970; 0 before there is one.
    day: i64,
}

impl DayKey {
    /// What stands for the network that an address is in, on the day of a moment in milliseconds since 1970.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn of_network(&mut self, from: Option<IpAddr>, at: i64) -> Result<Tag, getrandom::Error> {
        self.turn(at)?;
        let hashed = |from: IpAddr| match from.to_canonical() {
            IpAddr::V4(address) => self.hash(&address.octets()[..3]),
            IpAddr::V6(address) => self.hash(&address.octets()[..6]),
        };
        Ok(from.map(hashed))
    }

    /// What stands for a text.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn of_text(&mut self, text: &str, at: i64) -> Result<u64, getrandom::Error> {
        self.turn(at)?;
        Ok(self.hash(text.as_bytes()))
    }

    fn turn(&mut self, at: i64) -> Result<(), getrandom::Error> {
        if self.day != at / DAY {
            getrandom::fill(&mut self.key)?;
            self.day = at / DAY;
        }
        Ok(())
    }

    fn hash(&self, bytes: &[u8]) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(bytes);
        let hash = hash.finalize();
        u64::from_be_bytes(std::array::from_fn(|at| hash[at]))
    }
}

/// What was taken in the last day.
#[derive(Debug)]
pub(crate) struct Senders(Limits, Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    key: DayKey,
    /// When each came, and of whom, the first first.
    proposals: VecDeque<(i64, Tag)>,
}

/// One that may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place(i64, Tag);

impl Senders {
    /// As many as these.
    pub fn new(limits: Limits) -> Self {
        Self(limits, Mutex::default())
    }

    /// Counts one at a moment, in milliseconds since 1970, if one more is taken; otherwise says until when it
    /// is too early. `from`: the address that it comes from, `None` where that is not known.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn take(
        &self,
        from: Option<IpAddr>,
        at: i64,
    ) -> Result<Result<Place, Wait>, getrandom::Error> {
        let mut taken = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let tag = taken.key.of_network(from, at)?;
        Ok(taken.take(&self.0, tag, at).map(|()| Place(at, tag)))
    }

    /// Gives back the place of one that did not come in after all.
    pub fn give_back(&self, Place(at, tag): Place) {
        let mut taken = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = taken.proposals.iter().rposition(|one| *one == (at, tag)) {
            taken.proposals.remove(found);
        }
    }
}

impl Taken {
    fn take(&mut self, limits: &Limits, tag: Tag, at: i64) -> Result<(), Wait> {
        while self.proposals.front().is_some_and(|(then, _)| *then <= at - DAY) {
            self.proposals.pop_front();
        }
        let since = |time: i64| {
            let recent = self.proposals.iter().rev();
            recent.take_while(move |(then, _)| *then > at - time)
        };
        let own = |time: i64| since(time).filter(|(_, one)| tag.is_some() && *one == tag);
        // When the last of so many, counted back from now, is as old as that.
        let until = |then: Option<&(i64, Tag)>, time: i64| {
            let wait = then.map_or(time, |(then, _)| then + time - at);
            u64::try_from(wait).unwrap_or_default().div_ceil(1_000).max(1)
        };
        for (most, time) in [(limits.in_an_hour, HOUR), (limits.in_a_day, DAY)] {
            if own(time).count() >= most {
                return Err(Wait::Sender(until(own(time).nth(most - 1), time)));
            }
        }
        let is_new = tag.is_some() && own(HOUR).next().is_none();
        let all = [(limits.all_in_an_hour, HOUR, !is_new), (limits.all_in_a_day, DAY, true)];
        for (most, time, holds) in all {
            if holds && since(time).count() >= most {
                return Err(Wait::Node(until(since(time).nth(most - 1), time)));
            }
        }
        self.proposals.push_back((at, tag));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits =
        Limits { in_an_hour: 20, in_a_day: 60, all_in_an_hour: 120, all_in_a_day: 2_000 };
    const NOW: i64 = 20_000 * DAY + 12 * HOUR;

    fn at(address: &str) -> Option<IpAddr> {
        Some(address.parse().unwrap())
    }

    fn take(senders: &Senders, from: Option<IpAddr>, at: i64) -> Result<Place, Wait> {
        senders.take(from, at).unwrap()
    }

    #[test]
    fn a_network_is_one_sender_and_leaves_room_to_others() {
        let senders = Senders::new(LIMITS);
        for number in 0..LIMITS.in_an_hour {
            let from = at(&format!("198.51.100.{number}"));
            assert!(take(&senders, from, NOW + number as i64 * 1_000).is_ok());
        }
        let later = NOW + 60_000;
        let hour = HOUR / 1_000;
        assert_eq!(
            take(&senders, at("198.51.100.77"), later),
            Err(Wait::Sender((hour - 60) as u64))
        );
        let mapped = take(&senders, at("::ffff:198.51.100.9"), later);
        assert!(matches!(mapped, Err(Wait::Sender(_))), "the same network, written otherwise");
        assert!(take(&senders, at("198.51.101.1"), later).is_ok());
        for number in 0..LIMITS.in_an_hour {
            assert!(take(&senders, at(&format!("2001:db8:7:{number}::1")), later).is_ok());
        }
        assert!(take(&senders, at("2001:db8:7:ffff::1"), later).is_err());
        assert!(take(&senders, at("2001:db8:8::1"), later).is_ok());
        assert!(
            take(&senders, at("198.51.100.77"), NOW + HOUR).is_ok(),
            "the first is an hour old"
        );
    }

    #[test]
    fn where_many_send_each_new_network_is_heard() {
        let senders = Senders::new(LIMITS);
        for number in 0..LIMITS.all_in_an_hour {
            let from = at(&format!("203.0.{}.1", number / 2));
            assert!(take(&senders, from, NOW).is_ok());
        }
        assert!(matches!(take(&senders, at("203.0.1.1"), NOW), Err(Wait::Node(_))));
        assert!(matches!(take(&senders, None, NOW), Err(Wait::Node(3_600))));
        assert!(take(&senders, at("203.0.200.1"), NOW).is_ok());
        let mut number = 0_u32;
        let full = loop {
            let from = IpAddr::from((0x0a00_0000_u32 + number * 256).to_be_bytes());
            number += 1;
            if let Err(later) = take(&senders, Some(from), NOW + 1) {
                break later;
            }
        };
        assert!(matches!(full, Wait::Node(86_400)), "{full:?}");
        let kept = senders.1.lock().unwrap().proposals.len();
        assert_eq!(kept, LIMITS.all_in_a_day, "what is remembered has a bound");
    }

    #[test]
    fn what_did_not_come_in_is_not_counted() {
        let senders = Senders::new(LIMITS);
        for _ in 0..3 * LIMITS.in_an_hour {
            let place = take(&senders, at("192.0.2.1"), NOW).unwrap();
            senders.give_back(place);
        }
        assert!(senders.1.lock().unwrap().proposals.is_empty());
    }

    #[test]
    fn a_tag_means_nothing_the_next_day() {
        let senders = Senders::new(LIMITS);
        let [first, same, next] = [NOW, NOW + 1, NOW + DAY]
            .map(|moment| take(&senders, at("192.0.2.1"), moment).unwrap().1);
        assert_eq!(first, same);
        assert_ne!(first, next);
    }
}
