//! A conversation that goes on: votes come in, views are taken of it, and at its end it is counted.
//!
//! A **view** is provisional. It begins where the last one ended (components, centres of base clusters and of groups), so that it
//! takes a few passes over the votes, and people and groups stay where they were. The number of groups changes only after
//! another one has won [`WINS`] times in a row. Two nodes with the same votes can therefore have different views.
//!
//! The **count** knows nothing of views: [`Conversation::count`] gives what [`Count::map`](crate::Count::map) gives of the same
//! votes anywhere.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::Vote;

use crate::count::{Begin, Count, Found};
use crate::groups;
use crate::settings::{Settings, Statement};
use crate::start::Start;
use crate::told::OpinionMap;
use crate::votes::Votes;

/// How often another number of groups must win in a row before a view has it.
pub const WINS: u32 = 4;

/// A conversation in memory.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    settings: Settings,
    votes: Votes,
    /// Votes since the last view, in their order.
    pending: Vec<Vote>,
    statements: BTreeMap<u32, Statement>,
    banned: BTreeSet<u32>,
    last: Option<Start>,
    /// The number of groups that won last though views have another, and how often in a row.
    wins: Option<(usize, u32)>,
}

impl Conversation {
    /// One without votes.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Adds a statement, or changes what is known of it.
    pub fn statement(&mut self, statement: Statement) {
        self.statements.insert(statement.id, statement);
    }

    /// Adds a vote; the later one of a person on a statement counts.
    pub fn push(&mut self, vote: Vote) {
        self.pending.push(vote);
    }

    /// The votes of this person do not count; they are kept.
    pub fn ban(&mut self, person: u32) {
        self.banned.insert(person);
    }

    /// They count again.
    pub fn unban(&mut self, person: u32) {
        self.banned.remove(&person);
    }

    /// All votes that came in, those of banned people too.
    pub fn votes(&mut self) -> &Votes {
        self.take_in();
        &self.votes
    }

    /// The votes that would be counted now, for a download: without those of banned people.
    pub fn counted(&mut self) -> impl Iterator<Item = Vote> + '_ {
        self.take_in();
        let banned = &self.banned;
        self.votes.iter().filter(|vote| !banned.contains(&vote.person))
    }

    fn take_in(&mut self) {
        let listed = self.statements.keys().copied();
        let missing = listed.clone().any(|id| self.votes.statements().binary_search(&id).is_err());
        if !self.pending.is_empty() || missing {
            self.votes = self.votes.with(&self.pending, listed);
            self.pending.clear();
        }
    }

    fn asked(&self) -> Count<'_> {
        Count {
            votes: &self.votes,
            statements: &self.statements,
            banned: &self.banned,
            settings: &self.settings,
        }
    }

    /// The result: counted anew from the votes, with how sure it is.
    pub fn count(&mut self) -> OpinionMap {
        self.take_in();
        self.asked().map()
    }

    /// A view of now, provisional, begun where the last one ended.
    pub fn view(&mut self) -> OpinionMap {
        self.take_in();
        let start = self.last.take().unwrap_or_default();
        let mut found = Found::of(self.asked(), Begin::View(&start));
        let wins = steady(&mut found, start.shown, self.wins);
        let map = found.map(None);
        let last = Start::of(&found);
        self.wins = wins;
        self.last = Some(last);
        map
    }
}

/// Keeps the number of groups of the last view unless another one has won often enough in a row; gives how often it has.
fn steady(
    found: &mut Found<'_>,
    before: Option<usize>,
    wins: Option<(usize, u32)>,
) -> Option<(usize, u32)> {
    let winner = found.partition()?.asked;
    let before = before.filter(|k| *k != winner)?;
    let row = match wins {
        Some((k, times)) if k == winner => times + 1,
        _ => 1,
    };
    if row >= WINS {
        return None;
    }
    let kept =
        found.partitions.iter().position(|one| one.asked == before && one.silhouette.is_some());
    // Where the number of before cannot be had any more, the winner holds at once.
    found.chosen = kept.or_else(|| groups::best(&found.partitions));
    kept.map(|_| (winner, row))
}

impl Start {
    /// Where a view ended.
    fn of(found: &Found<'_>) -> Self {
        let statements = found.count.votes.statements();
        let by_id =
            |values: &[f64]| statements.iter().copied().zip(values.iter().copied()).collect();
        let groups = found.partitions.iter();
        let groups = groups.filter(|one| one.clusters.centres.len() == one.asked);
        Self {
            centre: by_id(&found.centre),
            components: found.axes.directions.each_ref().map(|direction| by_id(direction)),
            grouped: found.rows.iter().map(|row| found.person(*row)).collect(),
            base: found.base.clusters.centres.clone(),
            groups: groups.map(|one| (one.asked, one.clusters.centres.clone())).collect(),
            k: None,
            shown: found.partition().map(|partition| partition.asked),
        }
    }
}
