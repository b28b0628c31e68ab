//! Opinion groups: files of votes in, the map of opinions out. No node is needed.
//!
//! Files are those that Pol.is publishes ([`passerelle_exchange::polis`]), or a folder of them. What +1 means is found out by what
//! statements say of themselves; votes on statements that are not in their list are left out and told, as are earlier votes
//! of somebody who voted twice. The same files, seed and choices give the same bytes ([`bytes`]) on every machine.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use passerelle_deliberation::{Count, Gathered, OpinionMap, Settings, Statement, Votes};
use passerelle_exchange::polis::{Comment, Limits, PolisError, Problems, Sign, VotesRead, sign};

pub use passerelle_deliberation as room;
pub use passerelle_exchange::polis;

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupsAsked {
    /// Votes, or a folder that holds them.
    pub votes: PathBuf,
    /// Statements; those of the folder without it, if votes are one.
    pub statements: Option<PathBuf>,
    /// What the mathematics of Pol.is found: groups begin at its centres.
    pub start: Option<PathBuf>,
    /// How to count.
    pub settings: Settings,
    /// Counts the good rows of files that have problems.
    pub keep_good: bool,
}

/// What is found.
#[derive(Debug, Clone, Default)]
pub struct GroupsFound {
    /// The map.
    pub map: OpinionMap,
    /// What statements say.
    pub texts: BTreeMap<u32, String>,
    /// What became of the files' rows.
    pub notes: Notes,
    /// How the groups agree with those that were published with the votes.
    pub published: Option<Published>,
}

/// What became of rows that do not count as they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// +1 was disagreement in the file: every vote was turned round.
    pub inverted: bool,
    /// Statements say nothing of which it is: +1 was taken for agreement.
    pub sign_unknown: bool,
    /// Earlier votes of somebody on a statement that they voted on again.
    pub repeated: u64,
    /// Those among them after which something else was said.
    pub changed: u64,
    /// Votes on statements that are not in the list of statements: statement → how many.
    pub unlisted: BTreeMap<u32, u64>,
    /// Rows that could not be read, and were left out because that was asked for.
    pub left_out: Vec<FileTrouble>,
}

/// Groups that were published with the votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// How many there are.
    pub k: usize,
    /// People that are in both groupings.
    pub people: usize,
    /// The adjusted Rand index; none where nobody is in both.
    pub agreement: Option<f64>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileTrouble {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with its rows.
    pub problems: Problems,
}

/// Why there is no map.
#[derive(Debug, thiserror::Error)]
pub enum GroupsError {
    /// Files that cannot be read at all.
    #[error("{} file(s) cannot be read", .0.len())]
    Files(Vec<(PathBuf, PolisError)>),
    /// The folder holds no votes.
    #[error("{}: no votes", .0.display())]
    NoVotes(PathBuf),
    /// Files with rows that cannot be read.
    #[error("{} file(s) have problems", .0.len())]
    Rows(Vec<FileTrouble>),
}

/// The map of the votes in files.
///
/// # Errors
/// Files that cannot be read, or have rows that cannot be read (unless the good ones are asked for): all of them.
pub fn find(asked: &GroupsAsked) -> Result<GroupsFound, GroupsError> {
    let read = files::read(asked, &Limits::default())?;
    let (votes, statements, notes) = gather(read.votes, read.comments.as_deref());
    let banned = BTreeSet::new();
    let count = Count {
        votes: &votes,
        statements: &statements,
        banned: &banned,
        settings: &asked.settings,
    };
    let map = match &read.start {
        Some(start) => count.map_from(start),
        None => count.map(),
    };
    let published = published(&map, &read.groups);
    let texts = read.comments.unwrap_or_default();
    let texts = texts.into_iter().filter(|one| !one.text.is_empty());
    Ok(GroupsFound {
        published,
        map,
        texts: texts.map(|one| (one.id, one.text)).collect(),
        notes: Notes { left_out: read.left_out, ..notes },
    })
}

/// Votes as a matrix with what is known of statements; every vote turned round where +1 is disagreement.
pub(crate) fn gather(
    read: VotesRead,
    comments: Option<&[Comment]>,
) -> (Votes, BTreeMap<u32, Statement>, Notes) {
    let found = sign(&read.votes, comments.unwrap_or_default());
    let listed: Option<Vec<u32>> =
        comments.map(|comments| comments.iter().map(|comment| comment.id).collect());
    let Gathered { votes, repeated, changed, unlisted } =
        Votes::gather(&read.votes, listed.as_deref());
    let votes = if found == Sign::Disagrees { votes.inverted() } else { votes };
    let statement = |comment: &Comment| {
        let Comment { id, moderation, meta, .. } = *comment;
        (id, Statement { id, moderation, meta })
    };
    let statements = comments.unwrap_or_default().iter().map(statement).collect();
    let notes = Notes {
        inverted: found == Sign::Disagrees,
        sign_unknown: found == Sign::Unknown,
        repeated,
        changed,
        unlisted,
        left_out: Vec::new(),
    };
    (votes, statements, notes)
}

fn published(map: &OpinionMap, groups: &BTreeMap<u32, u32>) -> Option<Published> {
    let different: BTreeSet<u32> = groups.values().copied().collect();
    let both: Vec<(u32, u32)> = map
        .groups
        .iter()
        .filter_map(|(person, here)| Some((here.group, *groups.get(person)?)))
        .collect();
    let agreement = room::adjusted_rand_index(both.iter().copied());
    let found = Published { k: different.len(), people: both.len(), agreement };
    (!different.is_empty()).then_some(found)
}

/// A map as it is printed, published and signed: JSON with a line end.
///
/// # Errors
/// None that is known: every part of a map can be written.
pub fn bytes(map: &OpinionMap) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(map)?;
    bytes.push(b'\n');
    Ok(bytes)
}
