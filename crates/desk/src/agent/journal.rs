//! What an agent has measured and not yet sent, in one file on the disk.
//!
//! A line of JSON is a result, a heartbeat, what was moved in a month, or when the next test is due. Lines are only
//! added, and are on the disk before the agent goes on; what was sent leaves by the file being written anew beside
//! itself and put in its place. So whenever the power fails the file is whole, but for a last line that is half
//! written: it is passed over, as is any line that cannot be read. The file is bounded: of more than
//! [`MOST_WAITING`] rows the oldest heartbeats go first, then the oldest results.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use passerelle_connectivity::measurement::allowance::Allowance;
use passerelle_connectivity::measurement::{Heartbeat, Speed};
use serde::{Deserialize, Serialize};

/// Rows that wait, at the most: the heartbeats of four months.
pub const MOST_WAITING: usize = 18_000;
/// Months of which it is known what was moved: a clock that jumps to another month and back forgets none of them.
const MONTHS: usize = 24;
/// The longest file that is read, in bytes.
const LONGEST: u64 = 32 << 20;

/// Why the journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another agent uses it.
    #[error("{0} is used by another agent")]
    InUse(PathBuf),
    /// The system refused.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Result(Speed),
    Heartbeat(Heartbeat),
    Allowance(Allowance),
    /// When the next test is due, in seconds since 1970.
    Next(i64),
}

/// What the lines of a journal say.
#[derive(Debug, Clone, Default, PartialEq)]
struct Held {
    results: VecDeque<Speed>,
    heartbeats: VecDeque<Heartbeat>,
    /// Bytes that tests moved, by month (202611).
    moved: BTreeMap<u32, u64>,
    next: i64,
    /// Lines in the file.
    lines: usize,
}

impl Held {
    fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Result(speed) => self.results.push_back(speed),
            Entry::Heartbeat(beat) => self.heartbeats.push_back(beat),
            Entry::Allowance(Allowance { month, used }) => {
                self.moved.insert(month, used);
                while self.moved.len() > MONTHS {
                    let oldest = self.moved.keys().copied().find(|one| *one != month);
                    oldest.map(|oldest| self.moved.remove(&oldest));
                }
            }
            Entry::Next(next) => self.next = next,
        }
        while self.results.len() + self.heartbeats.len() > MOST_WAITING {
            if self.heartbeats.pop_front().is_none() {
                self.results.pop_front();
            }
        }
    }

    /// What the bytes of a file say; what cannot be read is passed over.
    fn read(bytes: &mut dyn std::io::BufRead) -> std::io::Result<Self> {
        let mut held = Self::default();
        let mut line = Vec::new();
        loop {
            line.clear();
            if bytes.read_until(b'\n', &mut line)? == 0 {
                return Ok(held);
            }
            held.lines += 1;
            if let Ok(entry) = serde_json::from_slice(&line) {
                held.take(entry);
            }
        }
    }

    fn written(&self) -> Vec<u8> {
        let moved = self.moved.iter();
        let moved = moved.map(|(month, used)| Allowance { month: *month, used: *used });
        let state = moved.map(Entry::Allowance).chain([Entry::Next(self.next)]);
        let results = self.results.iter().cloned().map(Entry::Result);
        let beats = self.heartbeats.iter().cloned().map(Entry::Heartbeat);
        state.chain(results).chain(beats).flat_map(|entry| line(&entry)).collect()
    }
}

fn line(entry: &Entry) -> Vec<u8> {
    // Plain data is always written.
    let mut line = serde_json::to_vec(entry).unwrap_or_default();
    line.push(b'\n');
    line
}

/// The journal of one agent.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    held: Held,
    /// Held as long as this agent works.
    _lock: File,
}

impl Journal {
    /// Opens the file, or makes it, for this agent alone.
    ///
    /// # Errors
    /// Another agent uses it; the system refused.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let failed = |error| JournalError::File { path: path.to_owned(), error };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let lock = beside(path, ".lock");
        let lock = OpenOptions::new().create(true).append(true).open(lock).map_err(failed)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse(path.to_owned())),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Ok(()) => {}
        }
        let held = match File::open(path) {
            Ok(file) => Held::read(&mut BufReader::new(file.take(LONGEST))).map_err(failed)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Held::default(),
            Err(error) => return Err(failed(error)),
        };
        // Written anew at once: whatever was half written is gone, and what cannot be written is told early.
        let file = rewritten(path, &held).map_err(failed)?;
        Ok(Self { path: path.to_owned(), file, held, _lock: lock })
    }

    fn add(&mut self, entry: Entry) -> Result<(), JournalError> {
        let line = line(&entry);
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        written.map_err(|error| JournalError::File { path: self.path.clone(), error })?;
        self.held.take(entry);
        self.held.lines += 1;
        // Lines that say nothing any more do not add up.
        if self.held.lines > 2 * (self.waiting() + 100) { self.rewrite() } else { Ok(()) }
    }

    fn rewrite(&mut self) -> Result<(), JournalError> {
        let written = rewritten(&self.path, &self.held);
        self.file =
            written.map_err(|error| JournalError::File { path: self.path.clone(), error })?;
        self.held.lines = self.waiting() + self.held.moved.len() + 1;
        Ok(())
    }

    /// Keeps a result.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add_result(&mut self, speed: &Speed) -> Result<(), JournalError> {
        self.add(Entry::Result(speed.clone()))
    }

    /// Keeps a heartbeat.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add_heartbeat(&mut self, beat: &Heartbeat) -> Result<(), JournalError> {
        self.add(Entry::Heartbeat(beat.clone()))
    }

    /// What was moved in a month.
    pub fn allowance(&self, month: u32) -> Allowance {
        Allowance { month, used: self.held.moved.get(&month).copied().unwrap_or_default() }
    }

    /// Keeps what was moved in a month.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn spend(&mut self, allowance: Allowance) -> Result<(), JournalError> {
        self.add(Entry::Allowance(allowance))
    }

    /// When the next test is due, in seconds since 1970; 0 where none was ever made.
    pub fn next_test(&self) -> i64 {
        self.held.next
    }

    /// Keeps when the next test is due.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn schedule(&mut self, next: i64) -> Result<(), JournalError> {
        self.add(Entry::Next(next))
    }

    /// How many rows wait.
    pub fn waiting(&self) -> usize {
        self.held.results.len() + self.held.heartbeats.len()
    }

    /// The first rows that wait, so many at the most and without those of these ids: results before heartbeats.
    pub fn first(&self, most: usize, but: &HashSet<String>) -> (Vec<Speed>, Vec<Heartbeat>) {
        let results = self.held.results.iter().filter(|one| !but.contains(&one.id));
        let results: Vec<Speed> = results.take(most).cloned().collect();
        let left = most - results.len();
        let beats = self.held.heartbeats.iter().filter(|one| !but.contains(&one.id));
        (results, beats.take(left).cloned().collect())
    }

    /// Takes rows away: they are sent, or given up.
    ///
    /// # Errors
    /// The file cannot be written; it is then as before, and the rows are sent again.
    pub fn remove(&mut self, ids: &[String]) -> Result<(), JournalError> {
        let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
        self.held.results.retain(|one| !ids.contains(one.id.as_str()));
        self.held.heartbeats.retain(|one| !ids.contains(one.id.as_str()));
        self.rewrite()
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Writes the file anew beside itself and puts it in its place; the new one, to be added to.
fn rewritten(path: &Path, held: &Held) -> std::io::Result<File> {
    let new = beside(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(&held.written())?;
    file.sync_all()?;
    std::fs::rename(&new, path)?;
    if let Some(folder) = path.parent() {
        // So that the name is on the disk too, where the system lets folders be opened.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    OpenOptions::new().append(true).open(path)
}

/// Reads bytes as a journal, and gives how many rows wait in it: for whoever tries what reading does with bytes
/// that nobody wrote so.
pub fn rows_of(bytes: &[u8]) -> usize {
    let mut bytes = bytes;
    // Reading from memory does not fail.
    let held = Held::read(&mut bytes).unwrap_or_default();
    let mut written: &[u8] = &held.written();
    let again = Held::read(&mut written).unwrap_or_default();
    debug_assert_eq!(
        (&again.results, &again.heartbeats, &again.moved, again.next),
        (&held.results, &held.heartbeats, &held.moved, held.next)
    );
    held.results.len() + held.heartbeats.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beat(id: usize) -> Heartbeat {
        Heartbeat {
            id: id.to_string(),
            at: id as i64,
            covers: 600,
            is_online: false,
            started: None,
        }
    }

    fn first(journal: &Journal, most: usize) -> (Vec<Speed>, Vec<Heartbeat>) {
        journal.first(most, &HashSet::new())
    }

    fn speed(id: &str) -> Speed {
        Speed {
            id: id.into(),
            at: 5,
            server: "s".into(),
            download_mbps: Some(0.1),
            ..Speed::default()
        }
    }

    #[test]
    fn what_was_added_is_there_again_and_what_was_sent_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/queue");
        let mut journal = Journal::open(&path).unwrap();
        assert!(matches!(Journal::open(&path), Err(JournalError::InUse(_))));
        (0..5).for_each(|id| journal.add_heartbeat(&beat(id)).unwrap());
        journal.add_result(&speed("x")).unwrap();
        journal.spend(Allowance { month: 202_611, used: 7 }).unwrap();
        journal.schedule(99).unwrap();
        drop(journal);
        let mut journal = Journal::open(&path).unwrap();
        let moved = journal.allowance(202_611).used;
        assert_eq!((journal.waiting(), journal.next_test(), moved), (6, 99, 7));
        assert_eq!(first(&journal, 3), (vec![speed("x")], vec![beat(0), beat(1)]));
        let but = HashSet::from(["x".to_owned(), "0".to_owned()]);
        assert_eq!(journal.first(2, &but), (vec![], vec![beat(1), beat(2)]));
        journal.remove(&["x".to_owned(), "1".to_owned()]).unwrap();
        drop(journal);
        let journal = Journal::open(&path).unwrap();
        assert_eq!((journal.waiting(), journal.next_test()), (4, 99));
        assert_eq!(first(&journal, 9).1, [0, 2, 3, 4].map(beat));
    }

    #[test]
    fn a_clock_that_jumps_forgets_no_month_and_a_new_month_begins_with_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("queue");
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.allowance(202_611), Allowance { month: 202_611, used: 0 });
        // November; a clock that is four years ahead for a test; November again; December.
        for (month, bytes) in [(202_611, 7), (203_011, 5), (202_611, 2), (202_612, 1)] {
            journal.spend(journal.allowance(month).spent(bytes)).unwrap();
        }
        drop(journal);
        let mut journal = Journal::open(&path).unwrap();
        let used = [202_611, 202_612, 203_011, 203_012].map(|month| journal.allowance(month).used);
        assert_eq!(used, [9, 1, 5, 0]);
        // And a clock that is never right does not fill the disk.
        (0..200).for_each(|month| journal.spend(Allowance { month, used: 3 }).unwrap());
        assert_eq!((journal.held.moved.len(), journal.allowance(199).used), (MONTHS, 3));
    }

    #[test]
    fn a_line_that_is_half_written_costs_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("queue");
        let mut journal = Journal::open(&path).unwrap();
        journal.add_result(&speed("x")).unwrap();
        journal.add_heartbeat(&beat(1)).unwrap();
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        let second = whole.len() - line(&Entry::Heartbeat(beat(1))).len();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut journal = Journal::open(&path).unwrap();
            // A line without its end is still a line, if it is all there.
            let (results, beats) = first(&journal, 9);
            let (results, beats) = (results.len(), beats.len());
            assert_eq!(results, usize::from(cut + 1 >= second), "{cut}");
            assert_eq!(beats, usize::from(cut + 1 >= whole.len()), "{cut}");
            // And the next one stands on a line of its own.
            journal.add_heartbeat(&beat(7)).unwrap();
            drop(journal);
            assert_eq!(Journal::open(&path).unwrap().waiting(), results + beats + 1, "{cut}");
        }
    }

    #[test]
    fn a_journal_is_bounded_and_results_outlive_heartbeats() {
        let mut held = Held::default();
        held.take(Entry::Result(speed("x")));
        (0..MOST_WAITING + 10).for_each(|id| held.take(Entry::Heartbeat(beat(id))));
        assert_eq!((held.results.len(), held.heartbeats.len()), (1, MOST_WAITING - 1));
        assert_eq!(held.heartbeats[0], beat(11));
        assert_eq!(rows_of(&held.written()), MOST_WAITING);
        assert_eq!(rows_of(b"\xff\n{\"result\":{}}\n{\"next\":3}\n\n{"), 0);
    }
}
