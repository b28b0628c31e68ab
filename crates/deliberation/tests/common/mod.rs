//! Conversations to count.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking, and each uses what it needs"
)]

use std::collections::{BTreeMap, BTreeSet};

use passerelle_deliberation::{Count, OpinionMap, Settings, Statement, Votes};
use passerelle_vocabulary::{Stance, Vote};

/// A vote.
pub fn vote(person: u32, statement: u32, stance: i8) -> Vote {
    Vote { person, statement, stance: Stance::of(i64::from(stance)).unwrap(), at: 0 }
}

/// Numbers that look like chance.
pub struct Chance(pub u64);

impl Chance {
    /// From 0 to `bound` − 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// People of camps that differ on every statement, in parts of 100 that they keep to their camp; each voted on `share` in 100.
pub fn camps(camps: u32, people: u32, statements: u32, loyal: u64, share: u64) -> Vec<Vote> {
    let mut chance = Chance(17);
    let mut votes = Vec::new();
    let lines: Vec<Vec<i8>> =
        (0..camps).map(|_| (0..statements).map(|_| chance.below(3) as i8 - 1).collect()).collect();
    for person in 0..people {
        for statement in 0..statements {
            if chance.below(100) >= share {
                continue;
            }
            let own = lines[(person % camps) as usize][statement as usize];
            let any = chance.below(3) as i8 - 1;
            votes.push(vote(person, statement, if chance.below(100) < loyal { own } else { any }));
        }
    }
    votes
}

/// The map of votes.
pub fn map_of(votes: &[Vote], settings: &Settings) -> OpinionMap {
    let listed = BTreeMap::new();
    map_with(votes, &listed, &BTreeSet::new(), settings)
}

/// The map of votes on statements of which something is known, without those of some people.
pub fn map_with(
    votes: &[Vote],
    statements: &BTreeMap<u32, Statement>,
    banned: &BTreeSet<u32>,
    settings: &Settings,
) -> OpinionMap {
    let votes = Votes::gather(votes, None).votes;
    Count { votes: &votes, statements, banned, settings }.map()
}
