//! A whole conversation: the folder that Pol.is exports.

use std::collections::BTreeMap;
use std::io::BufRead;

use passerelle_vocabulary::Vote;

use super::people::of_csv;
use super::{
    Comment, Limits, PolisError, Problems, comments, votes, write_comments, write_people,
    write_summary, write_votes,
};
use crate::cells::unguarded;
use crate::statistics::ExportError;

/// The files of the folder.
pub const FILES: [&str; 4] = ["summary.csv", "comments.csv", "votes.csv", "participants-votes.csv"];
/// Lines of `summary.csv` at the most.
const SUMMARY_LINES: usize = 10_000;

/// A conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Export {
    /// What is told of it: names and values (`topic`, `url`, `conversation-description` …).
    pub summary: Vec<(String, String)>,
    /// Its statements.
    pub comments: Vec<Comment>,
    /// Its votes, in the order of the file.
    pub votes: Vec<Vote>,
    /// Groups, person by person, where they were published.
    pub groups: BTreeMap<u32, u32>,
}

/// A folder that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExportRead {
    /// The conversation.
    pub export: Export,
    /// What could not be read, by file.
    pub problems: BTreeMap<&'static str, Problems>,
}

/// Why a folder is not read at all.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {error}")]
pub struct FolderError {
    /// The file.
    pub file: &'static str,
    /// What is wrong with it.
    pub error: PolisError,
}

impl Export {
    /// Reads a folder; `open` gives a file of it by its name, or none where there is no such file. Votes are those of
    /// `votes.csv`, which has their moments; those of `participants-votes.csv` without it.
    ///
    /// # Errors
    /// The file that cannot be read at all, and why; [`PolisError::MissingColumn`] of `comment-id` in `votes.csv` where
    /// there are no votes in the folder.
    pub fn read<R: BufRead>(
        mut open: impl FnMut(&str) -> std::io::Result<Option<R>>,
        limits: &Limits,
    ) -> Result<ExportRead, FolderError> {
        let [summary_csv, comments_csv, votes_csv, people_csv] = FILES;
        let told = |file: &'static str, error: PolisError| FolderError { file, error };
        let mut file = |name: &'static str| open(name).map_err(|error| told(name, error.into()));
        let mut export = Self::default();
        let mut problems = BTreeMap::new();
        if let Some(input) = file(summary_csv)? {
            export.summary = summary(input, limits).map_err(|error| told(summary_csv, error))?;
        }
        if let Some(input) = file(comments_csv)? {
            let read = comments(input, limits).map_err(|error| told(comments_csv, error))?;
            export.comments = read.comments;
            problems.insert(comments_csv, read.problems);
        }
        let rows = file(votes_csv)?;
        let has_rows = rows.is_some();
        if let Some(input) = rows {
            let read = votes(input, limits).map_err(|error| told(votes_csv, error))?;
            export.votes = read.votes;
            problems.insert(votes_csv, read.problems);
        }
        match file(people_csv)? {
            Some(input) => {
                let read = votes(input, limits).map_err(|error| told(people_csv, error))?;
                export.groups = read.groups.into_iter().collect();
                if !has_rows {
                    export.votes = read.votes;
                }
                problems.insert(people_csv, read.problems);
            }
            None if !has_rows => {
                return Err(told(votes_csv, PolisError::MissingColumn("comment-id")));
            }
            None => {}
        }
        problems.retain(|_, problems| !problems.is_empty());
        Ok(ExportRead { export, problems })
    }

    /// The files of the folder, by their names. What is read of them is this again.
    ///
    /// # Errors
    /// None in memory but what the writer of tables fails with.
    pub fn files(&self) -> Result<[(&'static str, Vec<u8>); 4], ExportError> {
        let [summary_csv, comments_csv, votes_csv, people_csv] = FILES;
        let written = |write: &dyn Fn(&mut Vec<u8>) -> Result<(), ExportError>| {
            let mut out = Vec::new();
            write(&mut out).map(|()| out)
        };
        let people =
            |out: &mut Vec<u8>| write_people(&self.votes, &self.groups, &self.comments, out);
        Ok([
            (summary_csv, written(&|out| write_summary(&self.summary, out))?),
            (comments_csv, written(&|out| write_comments(&self.comments, out))?),
            (votes_csv, written(&|out| write_votes(self.votes.iter().copied(), out))?),
            (people_csv, written(&people)?),
        ])
    }
}

/// `name,value` lines.
fn summary(input: impl BufRead, limits: &Limits) -> Result<Vec<(String, String)>, PolisError> {
    let input = input.take(limits.whole.saturating_add(1));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut record = csv::ByteRecord::new();
    let mut lines = Vec::new();
    while reader.read_byte_record(&mut record).map_err(of_csv)? {
        if lines.len() >= SUMMARY_LINES {
            return Err(PolisError::TooLarge(SUMMARY_LINES as u64));
        }
        let cell = |place: usize| {
            String::from_utf8_lossy(record.get(place).unwrap_or_default()).into_owned()
        };
        let name = cell(0);
        let value = unguarded(&cell(1)).to_owned();
        lines.push((name.trim_start_matches('\u{feff}').to_owned(), value));
    }
    if reader.into_inner().limit() == 0 {
        return Err(PolisError::TooLarge(limits.whole));
    }
    Ok(lines)
}
