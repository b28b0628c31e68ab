//! What a count is asked with.

use passerelle_vocabulary::Moderation;

/// A statement, as the count sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Its number.
    pub id: u32,
    /// What moderators say of it. Taken out, it says nothing in the count.
    pub moderation: Moderation,
    /// It asks who people are or about the consultation itself, not what they think: it is shown first.
    pub meta: bool,
}

impl Statement {
    /// A statement that nobody has said anything about.
    pub const fn plain(id: u32) -> Self {
        Self { id, moderation: Moderation::Waiting, meta: false }
    }
}

/// How to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who has as many votes, or as many as there are statements, is grouped.
    pub min_votes: u32,
    /// At least so many people are grouped, those with most votes first, where there are as many.
    pub least_people: usize,
    /// What decides wherever chance would.
    pub seed: u64,
    /// How often the count is repeated with people drawn anew; without it, [`Settings::replicates_for`] the votes.
    pub replicates: Option<u32>,
    /// Threads to work with: as many as there are processors without it. The answer does not depend on it.
    pub threads: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { min_votes: 7, least_people: 15, seed: 0, replicates: None, threads: None }
    }
}

impl Settings {
    /// How often a count of so many votes is repeated: 200 times, and less often from 100,000 votes on, down to 20 times, so
    /// that a large count takes seconds. It depends on nothing but the votes.
    pub fn replicates_for(&self, votes: usize) -> u32 {
        let fitting = (20_000_000 / votes.max(1)).clamp(20, 200);
        self.replicates.unwrap_or(fitting as u32)
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads.unwrap_or_else(crate::parallel::processors)
    }
}
