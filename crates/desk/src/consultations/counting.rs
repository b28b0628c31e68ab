//! What is counted: the very files that are offered, as `passerelle groups` reads them.

use std::collections::BTreeSet;

use passerelle_deliberation::{Count, Frozen, OpinionMap, Settings, Votes};
use passerelle_exchange::cells::write_csv;
use passerelle_exchange::polis;
use passerelle_tables::consultations::StoredStatement;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::history::{self, Stretch};
use super::participation::{self, QuestionTold};
use super::told::{Known, Marks, ResultTold};
use crate::DeskError;
use crate::groups::bytes;

pub(super) const VOTES: &str = "votes.csv";
pub(super) const STATEMENTS: &str = "comments.csv";
pub(super) const RESULT: &str = "result.json";
const MARKS: &str = "marks.json";
const WHO: &str = "participants.csv";
const DAYS: &str = "days.csv";
/// What pages show of a frozen consultation.
pub(super) const SHOWN: &str = "shown.json";

/// The files that anyone can take away; beside each is its note, `NAME.note`. Those that there is nothing to say in are not there.
pub const DOWNLOADS: [&str; 6] = [VOTES, STATEMENTS, RESULT, MARKS, WHO, DAYS];

/// What was marked on a statement.
#[derive(Serialize)]
struct Marked {
    statement: u32,
    matters_most: u32,
    hard_to_understand: u32,
}

/// What is frozen, made without the database.
pub(super) struct Made {
    /// Files by their names.
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub shown: ResultTold,
    pub people: u64,
    pub votes: u64,
}

/// What it is made of, beside the files that are counted.
pub(super) struct Beside<'a> {
    pub statements: &'a [StoredStatement],
    pub marks: &'a Marks,
    pub took_part: Vec<QuestionTold>,
    pub history: Vec<Stretch>,
    pub at: i64,
}

fn failed(error: impl ToString) -> DeskError {
    DeskError::Key(error.to_string())
}

/// The map of files of votes and statements, and the votes in them.
pub(super) fn counted(
    votes_csv: &[u8],
    comments_csv: &[u8],
    settings: &Settings,
) -> Result<(OpinionMap, Votes), DeskError> {
    let limits = polis::Limits::default();
    let read = polis::votes(votes_csv, &limits).map_err(failed)?;
    let listed = polis::comments(comments_csv, &limits).map_err(failed)?;
    let (votes, statements, _) = crate::groups::gather(read, Some(&listed.comments));
    let nobody = BTreeSet::new();
    let map = Count { votes: &votes, statements: &statements, banned: &nobody, settings }.map();
    Ok((map, votes))
}

/// Counts files, and makes what is offered beside them.
pub(super) fn made(
    votes_csv: Vec<u8>,
    comments_csv: Vec<u8>,
    settings: &Settings,
    beside: Beside<'_>,
) -> Result<Made, DeskError> {
    let (map, votes) = counted(&votes_csv, &comments_csv, settings)?;
    let nobody = BTreeSet::new();
    let Beside { statements, marks, took_part, history, at } = beside;
    let told: Vec<&StoredStatement> = statements.iter().collect();
    let known = Known { votes: &votes, banned: &nobody, statements: &told, marks, at };
    let marked = marks.iter().map(|(statement, (matters, hard))| Marked {
        statement: *statement,
        matters_most: *matters,
        hard_to_understand: *hard,
    });
    let marked: Vec<Marked> = marked.collect();
    let mut marks_json = serde_json::to_vec_pretty(&marked).map_err(failed)?;
    marks_json.push(b'\n');
    let mut files = vec![
        (VOTES, votes_csv),
        (STATEMENTS, comments_csv),
        (RESULT, bytes(&map).map_err(failed)?),
        (MARKS, marks_json),
    ];
    let tables = [
        (WHO, participation::rows(&took_part), took_part.is_empty()),
        (DAYS, history::rows(&history), history.is_empty()),
    ];
    for (name, (header, rows), _) in tables.into_iter().filter(|(.., is_empty)| !is_empty) {
        let mut csv = Vec::new();
        write_csv(&header, rows, &mut csv).map_err(failed)?;
        files.push((name, csv));
    }
    Ok(Made {
        files,
        shown: ResultTold { took_part, history, ..ResultTold::of(&map, &known) },
        people: map.people as u64,
        votes: map.votes as u64,
    })
}

pub(super) fn digest(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

impl Made {
    /// What the record holds of it.
    pub fn frozen(&self, on: String, statements: u64) -> Frozen {
        let mut files: std::collections::BTreeMap<String, String> = self
            .files
            .iter()
            .map(|(name, content)| ((*name).to_owned(), digest(content)))
            .collect();
        let mut own = |name: &str| files.remove(name).unwrap_or_default();
        Frozen {
            on,
            people: self.people,
            votes: self.votes,
            statements,
            votes_sha256: own(VOTES),
            statements_sha256: own(STATEMENTS),
            result_sha256: own(RESULT),
            files,
        }
    }
}
