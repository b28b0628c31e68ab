//! Files of a conversation, found and read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use passerelle_deliberation::Start;
use passerelle_exchange::polis::{
    Comment, Limits, Math, PolisError, Problems, VotesRead, comments, math, votes,
};

use super::{FileTrouble, GroupsAsked, GroupsError};

/// Bytes that are asked of the system at once.
const BUFFER: usize = 1 << 18;

/// All that was read.
pub(super) struct Read {
    pub votes: VotesRead,
    pub comments: Option<Vec<Comment>>,
    pub start: Option<Start>,
    /// Groups that were published, person by person.
    pub groups: BTreeMap<u32, u32>,
    /// Rows that were left out.
    pub left_out: Vec<FileTrouble>,
}

/// The first of these files that there is in a folder.
fn first_of(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

/// What is wrong, file by file.
#[derive(Default)]
struct Troubles {
    unreadable: Vec<(PathBuf, PolisError)>,
    rows: Vec<FileTrouble>,
}

impl Troubles {
    /// Opens a file and reads it; what goes wrong is kept.
    fn read<T>(
        &mut self,
        path: &Path,
        read: impl FnOnce(BufReader<File>) -> Result<T, PolisError>,
    ) -> Option<T> {
        let opened = File::open(path).map_err(PolisError::from);
        match opened.and_then(|file| read(BufReader::with_capacity(BUFFER, file))) {
            Ok(read) => Some(read),
            Err(error) => {
                self.unreadable.push((path.to_owned(), error));
                None
            }
        }
    }

    fn add(&mut self, path: &Path, problems: Problems) {
        if !problems.is_empty() {
            self.rows.push(FileTrouble { path: path.to_owned(), problems });
        }
    }
}

/// Reads all files that are asked for.
pub(super) fn read(asked: &GroupsAsked, limits: &Limits) -> Result<Read, GroupsError> {
    let folder = asked.votes.is_dir().then_some(asked.votes.as_path());
    let in_folder = |names: &[&str]| folder.and_then(|folder| first_of(folder, names));
    let votes_path = match folder {
        Some(_) => in_folder(&["votes.csv", "votes.json", "participants-votes.csv"])
            .ok_or_else(|| GroupsError::NoVotes(asked.votes.clone()))?,
        None => asked.votes.clone(),
    };
    let comments_path =
        asked.statements.clone().or_else(|| in_folder(&["comments.csv", "comments.json"]));
    let people_path = in_folder(&["participants-votes.csv"]).filter(|path| *path != votes_path);

    let mut troubles = Troubles::default();
    let found = troubles.read(&votes_path, |input| votes(input, limits));
    let found = found.map(|mut read| {
        troubles.add(&votes_path, std::mem::take(&mut read.problems));
        read
    });
    let statements = comments_path.and_then(|path| {
        let read = troubles.read(&path, |input| comments(input, limits))?;
        troubles.add(&path, read.problems);
        Some(read.comments)
    });
    let start = asked.start.as_deref();
    let start = start.and_then(|path| troubles.read(path, |input| math(input, limits)));
    let groups = people_path.and_then(|path| {
        let read = troubles.read(&path, |input| votes(input, limits))?;
        troubles.add(&path, read.problems);
        Some(read.groups)
    });
    let Some(votes) = found.filter(|_| troubles.unreadable.is_empty()) else {
        return Err(GroupsError::Files(troubles.unreadable));
    };
    if !troubles.rows.is_empty() && !asked.keep_good {
        return Err(GroupsError::Rows(troubles.rows));
    }
    let groups = groups.unwrap_or_else(|| votes.groups.clone());
    Ok(Read {
        votes,
        comments: statements,
        start: start.map(beginning),
        groups: groups.into_iter().collect(),
        left_out: troubles.rows,
    })
}

/// Where groups begin: at the centres that were found, with as many groups.
fn beginning(math: Math) -> Start {
    let k = math.groups.len();
    let centres = math.groups.iter().map(|group| group.centre).collect();
    Start {
        centre: math.centre,
        components: math.components,
        grouped: math.grouped.into_iter().collect(),
        base: math.base,
        groups: BTreeMap::from([(k, centres)]),
        k: (k > 0).then_some(k),
        ..Start::default()
    }
}
