//! Conversations as Pol.is publishes them, in and out.
//!
//! | file | what |
//! |---|---|
//! | `votes.csv` | a row for each vote: `timestamp,datetime,comment-id,voter-id,vote` |
//! | `participants-votes.csv` | a row for each person: `participant,group-id,n-comments,n-votes,n-agree,n-disagree`, then a column for each statement |
//! | `comments.csv` | a row for each statement: `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body`, and in later exports `is-meta`, `is-seed` |
//! | `summary.csv` | `name,value` lines: `topic`, `conversation-description`, `groups` … |
//! | votes, comments as JSON | lists of objects, as its API gives them (`participant_id` or `pid`, `statement_id` or `tid`, `vote`, `modified` …) |
//! | `math-pca2.json` | what its mathematics found: means, components, base clusters, groups |
//!
//! Columns are found by their names. [`votes()`] recognises which layout it is given. A vote is −1, 0 or +1; whether +1 is agreement
//! is not written anywhere: exports have it so, the API the other way round, and [`sign()`] finds out by what statements say of
//! themselves. Rows that cannot be read are told by line and column, and the others are read.

mod comments;
mod export;
mod folder;
mod json;
mod lines;
mod math;
mod people;
mod problem;
mod rows;
mod sign;
mod write;

use std::io::BufRead;

use passerelle_vocabulary::{Moderation, Vote};

pub use comments::comments;
pub use export::{Export, ExportRead, FILES, FolderError};
pub use folder::folder;
pub use math::{Math, MathGroup, math};
pub use problem::{PolisCode, PolisError, PolisProblem, Problems};
pub use sign::{Sign, sign};
pub use write::{write_comments, write_people, write_summary, write_votes};

/// How votes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row for each vote (CSV).
    Rows,
    /// A row for each person, a column for each statement (CSV).
    People,
    /// A list of objects (JSON).
    Json,
}

/// Votes that were read.
#[derive(Debug, Clone, PartialEq)]
pub struct VotesRead {
    /// How they were laid out.
    pub layout: Layout,
    /// All votes, in the order of the file, as they are written there.
    pub votes: Vec<Vote>,
    /// The groups that the file tells, person by person.
    pub groups: Vec<(u32, u32)>,
    /// What could not be read.
    pub problems: Problems,
}

/// A statement as the published files have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comment {
    /// Its number.
    pub id: u32,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: Option<u32>,
    /// How many agreed when the file was written.
    pub agrees: Option<u64>,
    /// How many disagreed.
    pub disagrees: Option<u64>,
    /// What moderators said.
    pub moderation: Moderation,
    /// It is about people or the conversation, and asks for no opinion.
    pub meta: bool,
    /// The conversation began with it.
    pub seed: bool,
    /// When it was written, in milliseconds since 1970; 0 where it is not known.
    pub at: i64,
}

/// Statements that were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CommentsRead {
    /// All of them, in the order of the file, each once.
    pub comments: Vec<Comment>,
    /// What could not be read.
    pub problems: Problems,
}

/// How much of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file of votes.
    pub bytes: u64,
    /// Bytes of any other file, and of votes as JSON: these are held in memory.
    pub whole: u64,
    /// Votes.
    pub votes: usize,
    /// Problems that are told one by one; the others are counted.
    pub problems: usize,
}

impl Default for Limits {
    /// 8 GiB, 512 MiB, 200 million votes, 100 problems.
    fn default() -> Self {
        Self { bytes: 8 << 30, whole: 512 << 20, votes: 200_000_000, problems: 100 }
    }
}

/// Reads votes in any of the three layouts.
///
/// # Errors
/// Reading fails, the file is larger than the limit, or none of the layouts is recognised.
pub fn votes(input: impl BufRead, limits: &Limits) -> Result<VotesRead, PolisError> {
    let mut lines = lines::Lines::new(input, limits.bytes);
    if lines.first()? == Some(b'[') {
        return json::votes(&lines.whole(limits.whole)?, limits);
    }
    let header = lines.header()?;
    if header.place(&["comment-id"]).is_some() {
        return rows::votes(lines, &header, limits);
    }
    if header.place(&["participant"]) == Some(0) {
        return people::votes(lines, &header, limits);
    }
    Err(PolisError::NotRecognised(header.shown()))
}
