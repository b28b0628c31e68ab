//! How many proposals are taken, so that nobody fills the queue for all, and nobody's address is kept.
//!
//! Who sends is known by a tag: a hash of the network that the address is in, under a key that is made at random each
//! day and never leaves memory. With the key goes what the tags meant. The network is the first 24 bits of an IPv4
//! address, the first 48 of an IPv6 one: as much as one household, school or server can usually have, so that changing
//! addresses within it gains nothing; and nothing finer than what a provider hands to many.
//!
//! | limit | of |
//! |---|---|
//! | [`IN_AN_HOUR`], [`IN_A_DAY`] | one network |
//! | [`ALL_IN_AN_HOUR`] | all together; beyond it, networks that sent none in that hour are heard once |
//! | [`ALL_IN_A_DAY`] | all together |
//!
//! Where the node cannot tell who sends, because everything comes through a proxy of which it was not told, only what
//! is for all together holds. What is remembered is bounded by [`ALL_IN_A_DAY`].

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::Later;

/// Proposals of a network in an hour: a class that checks its town.
pub(super) const IN_AN_HOUR: usize = 20;
/// Proposals of a network in a day.
pub(super) const IN_A_DAY: usize = 60;
/// Proposals in an hour, as many as moderators can hope to read.
pub(super) const ALL_IN_AN_HOUR: usize = 120;
/// Proposals in a day.
pub(super) const ALL_IN_A_DAY: usize = 2_000;
const HOUR: i64 = 60 * 60 * 1_000;
const DAY: i64 = 24 * HOUR;

/// What stands for a network today.
type Tag = Option<u64>;

/// Proposals that were taken in the last day.
#[derive(Default)]
pub(crate) struct Senders(Mutex<Taken>);

#[derive(Default)]
struct Taken {
    key: [u8; 32],
    /// The day of the key, in days since 1970; 0 before there is one.
    day: i64,
    /// When each came, and of whom, the first first.
    proposals: VecDeque<(i64, Tag)>,
}

/// A proposal that may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(i64, Tag);

impl Senders {
    /// Counts a proposal at a moment, in milliseconds since 1970, if one more is taken; otherwise says until when it
    /// is too early. `from`: the address that it comes from, `None` where that is not known.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub(super) fn take(
        &self,
        from: Option<IpAddr>,
        at: i64,
    ) -> Result<Result<Place, Later>, getrandom::Error> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let day = at / DAY;
        if taken.day != day {
            getrandom::fill(&mut taken.key)?;
            taken.day = day;
        }
        let tag = from.map(|from| tag(&taken.key, from));
        Ok(taken.take(tag, at).map(|()| Place(at, tag)))
    }

    /// Gives back the place of a proposal that did not come in after all.
    pub(super) fn give_back(&self, Place(at, tag): Place) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = taken.proposals.iter().rposition(|one| *one == (at, tag)) {
            taken.proposals.remove(found);
        }
    }
}

impl Taken {
    fn take(&mut self, tag: Tag, at: i64) -> Result<(), Later> {
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
        for (most, time) in [(IN_AN_HOUR, HOUR), (IN_A_DAY, DAY)] {
            if own(time).count() >= most {
                return Err(Later::Sender { seconds: until(own(time).nth(most - 1), time) });
            }
        }
        let is_new = tag.is_some() && own(HOUR).next().is_none();
        for (most, time, holds) in [(ALL_IN_AN_HOUR, HOUR, !is_new), (ALL_IN_A_DAY, DAY, true)] {
            if holds && since(time).count() >= most {
                return Err(Later::Node { seconds: until(since(time).nth(most - 1), time) });
            }
        }
        self.proposals.push_back((at, tag));
        Ok(())
    }
}

/// What stands for the network that an address is in.
fn tag(key: &[u8; 32], from: IpAddr) -> u64 {
    let mut hash = Sha256::new();
    hash.update(key);
    match from.to_canonical() {
        IpAddr::V4(address) => hash.update(&address.octets()[..3]),
        IpAddr::V6(address) => hash.update(&address.octets()[..6]),
    }
    let hash = hash.finalize();
    u64::from_be_bytes(std::array::from_fn(|at| hash[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_000 * DAY + 12 * HOUR;

    fn at(address: &str) -> Option<IpAddr> {
        Some(address.parse().unwrap())
    }

    fn take(senders: &Senders, from: Option<IpAddr>, at: i64) -> Result<Place, Later> {
        senders.take(from, at).unwrap()
    }

    #[test]
    fn a_network_is_one_sender_and_leaves_room_to_others() {
        let senders = Senders::default();
        for number in 0..IN_AN_HOUR {
            let from = at(&format!("198.51.100.{number}"));
            assert!(take(&senders, from, NOW + number as i64 * 1_000).is_ok());
        }
        let later = NOW + 60_000;
        let hour = HOUR / 1_000;
        assert_eq!(
            take(&senders, at("198.51.100.77"), later),
            Err(Later::Sender { seconds: (hour - 60) as u64 })
        );
        let mapped = take(&senders, at("::ffff:198.51.100.9"), later);
        assert!(matches!(mapped, Err(Later::Sender { .. })), "the same network, written otherwise");
        assert!(take(&senders, at("198.51.101.1"), later).is_ok());
        for number in 0..IN_AN_HOUR {
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
        let senders = Senders::default();
        for number in 0..ALL_IN_AN_HOUR {
            let from = at(&format!("203.0.{}.1", number / 2));
            assert!(take(&senders, from, NOW).is_ok());
        }
        assert!(matches!(take(&senders, at("203.0.1.1"), NOW), Err(Later::Node { .. })));
        assert!(matches!(take(&senders, None, NOW), Err(Later::Node { seconds: 3_600 })));
        assert!(take(&senders, at("203.0.200.1"), NOW).is_ok());
        let mut number = 0_u32;
        let full = loop {
            let from = IpAddr::from((0x0a00_0000_u32 + number * 256).to_be_bytes());
            number += 1;
            if let Err(later) = take(&senders, Some(from), NOW + 1) {
                break later;
            }
        };
        assert!(matches!(full, Later::Node { seconds: 86_400 }), "{full:?}");
        let kept = senders.0.lock().unwrap().proposals.len();
        assert_eq!(kept, ALL_IN_A_DAY, "what is remembered has a bound");
    }

    #[test]
    fn what_did_not_come_in_is_not_counted() {
        let senders = Senders::default();
        for _ in 0..3 * IN_AN_HOUR {
            let place = take(&senders, at("192.0.2.1"), NOW).unwrap();
            senders.give_back(place);
        }
        assert!(senders.0.lock().unwrap().proposals.is_empty());
    }

    #[test]
    fn a_tag_means_nothing_the_next_day() {
        let senders = Senders::default();
        let [first, same, next] = [NOW, NOW + 1, NOW + DAY]
            .map(|moment| take(&senders, at("192.0.2.1"), moment).unwrap().1);
        assert_eq!(first, same);
        assert_ne!(first, next);
    }
}
