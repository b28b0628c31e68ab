//! Activities of other registers: brought in from files of IATI, and confirmed by a person.
//!
//! # The way of an activity
//!
//! A file is read activity by activity ([`passerelle_exchange::iati::read()`]) on one thread. On another each is given
//! points for how much it is about the digital ([`passerelle_compact::relevance`]); what has enough, and is of the
//! country that was asked for, becomes an initiative (`mapping`) that is made ready to be written: its canonical form,
//! its digest, what is wrong with it. What has the digest that it had when it was imported last is passed over. The rest
//! is written in groups, each in one transaction of the register, with its line in
//! [`passerelle_tables::activities`]. So the memory that is taken does not grow with the file, and an import that was
//! interrupted is finished by the next one.
//!
//! What people have decided here stays when an activity is imported again: what it serves, whose it is, for whom. What
//! its publisher reports no more is said to be withdrawn, with the day; nothing is deleted.
//!
//! The record of an import (`activity_import`) is of the file: imported again it is the same.

mod confirming;
mod fitting;
mod mapping;
mod preparing;
mod writing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use passerelle_compact::Initiative;
use passerelle_exchange::iati::{Day, Report};
use passerelle_register::{Action, Author, User, may};
use passerelle_vocabulary::{Facets, Finding, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use passerelle_compact::imported::{Decided, Imported, Relation, slug_of_activity};
pub use passerelle_compact::relevance::{FoundIn, RelevanceReason, Suggestion};
pub use passerelle_exchange::iati::{Problem, Weight};

pub use confirming::{ConfirmError, Confirmation, Decider, Suggested};
use preparing::{Prepared, Preparing};
use writing::Written;

use crate::imports::{Watcher, find_files, hash_file};
use crate::whole::name_of;
use crate::{Desk, DeskError, now};

/// Why versions were written: codes, whose words are in `locales/`.
const REASON_IMPORTED: &str = "activity-imported";
const REASON_WITHDRAWN: &str = "activity-withdrawn";
const REASON_FILE: &str = "import";
/// Groups that wait to be written, at most.
const WAITING: usize = 2;

/// What of a file is brought in.
#[derive(Debug, Clone, Default)]
pub struct ActivityOptions {
    /// Points from which on; the catalogue's without it.
    pub threshold: Option<u32>,
    /// The country that they are for, ISO 3166-1 alpha-3; any without it.
    pub country: Option<String>,
}

/// An activity with fewer points than asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Below {
    /// Its identifier.
    pub identifier: String,
    /// What it is called.
    pub title: Text,
    /// Points.
    pub points: u32,
}

/// What an initiative cannot hold of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfit {
    /// Identifier of the activity.
    pub activity: String,
    /// Line of the file where it begins.
    pub line: u64,
    /// What.
    pub finding: Finding,
    /// Whether the whole activity is left out for it.
    pub whole: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActivitiesOutcome {
    /// Where it is.
    pub path: PathBuf,
    /// What was read of it, with everything that is wrong.
    pub report: Report,
    /// Points from which on activities were brought in.
    pub threshold: u32,
    /// Initiatives that were not there before.
    pub new: u64,
    /// Those that changed.
    pub changed: u64,
    /// Those that did not.
    pub unchanged: u64,
    /// Transactions of those that are in the register now.
    pub transactions: u64,
    /// Activities with fewer points than asked for.
    pub below: u64,
    /// Those, by points: from 0, from 10, and so on.
    pub below_by_tens: [u64; 10],
    /// Those of them with most points, most first.
    pub nearest: Vec<Below>,
    /// Activities for other countries than the one asked for.
    pub elsewhere: u64,
    /// Activities that are here as initiatives that were written here: identifier, and name in addresses.
    pub written_here: Vec<(String, String)>,
    /// What initiatives cannot hold, the first of it.
    pub unfit: Vec<Unfit>,
    /// Activities that were left out for that.
    pub unfit_activities: u64,
    /// Parts of activities that were left out for that.
    pub unfit_parts: u64,
    /// Titles and descriptions that were cut.
    pub shortened: u64,
    /// Identifiers of activities that the file had, and has no more.
    pub withdrawn: Vec<String>,
    /// Whether it could be told which those are: not where activities could not be read.
    pub withdrawal_told: bool,
}

impl ActivitiesOutcome {
    /// Whether nothing of the file could be read.
    pub fn is_refused(&self) -> bool {
        self.report.activities == 0 && !self.report.complete
    }

    /// Whether something was left out that its publisher has to mend.
    pub fn has_losses(&self) -> bool {
        self.is_refused()
            || self.report.refused > 0
            || self.unfit_activities > 0
            || !self.report.complete
    }
}

/// An import of a file of activities, as the register remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ActivityImport {
    /// The file's name, in every language the same.
    pub title: Text,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_hash: String,
    /// SHA-256 of the catalogue that gave the points, in hexadecimal.
    pub mapping_hash: String,
    /// Points from which on activities were brought in.
    pub threshold: u32,
    /// The country that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who reports, and how many of their activities were brought in.
    pub publishers: BTreeMap<String, u64>,
    /// Activities of the file.
    pub activities: u64,
    /// Of those, in the register.
    pub imported: u64,
    /// With fewer points.
    pub below: u64,
    /// For other countries.
    pub elsewhere: u64,
    /// Left out for what is wrong with them.
    pub refused: u64,
    /// Transactions of those in the register.
    pub transactions: u64,
    /// How many problems there were, by code.
    pub problems: BTreeMap<String, u64>,
}

impl Record for ActivityImport {
    const KIND: &'static str = "activity_import";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("publisher".to_owned(), self.publishers.keys().cloned().collect())])
    }
}

impl Desk {
    /// Whether an account may bring activities in.
    pub fn may_import(&self, user: &User) -> bool {
        may(user.role, Initiative::KIND, Action::Import, false)
    }

    /// Brings activities in from files of IATI and folders of them, one file after the other.
    ///
    /// # Errors
    /// A path that does not exist, or the database refused. What is wrong in a file is in its outcome.
    pub async fn import_activities(
        &self,
        paths: &[PathBuf],
        options: &ActivityOptions,
        user: Option<&User>,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Vec<ActivitiesOutcome>, DeskError> {
        let files = find_files(paths)?;
        let author = &user.map_or_else(Author::program, User::author);
        let mut outcomes = Vec::with_capacity(files.len());
        for (number, path) in files.iter().enumerate() {
            watcher.file(number + 1, files.len(), path);
            let outcome = self.import_activity_file(path, options, author, Arc::clone(&watcher));
            outcomes.push(outcome.await?);
        }
        self.refresh().await?;
        Ok(outcomes)
    }

    async fn import_activity_file(
        &self,
        path: &Path,
        options: &ActivityOptions,
        author: &Author,
        watcher: Arc<dyn Watcher>,
    ) -> Result<ActivitiesOutcome, DeskError> {
        let file = name_of(path);
        let threshold = options.threshold.unwrap_or(self.catalogue.lexicon.threshold);
        let standing = self.activities.of_file(&file).await?;
        let preparing = Preparing {
            catalogue: Arc::clone(&self.catalogue),
            register: self.register.clone(),
            standing,
            threshold,
            country: options.country.clone(),
            today: self.today_as_day(),
        };
        let failed = |error| DeskError::File { path: path.to_owned(), error };
        let hashing = path.to_owned();
        let hashing = tokio::spawn(async move { hash_file(&hashing).await });
        let opened = std::fs::File::open(path).map_err(failed)?;
        let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<Prepared>>(WAITING);
        let work = tokio::task::spawn_blocking(move || preparing.run(opened, &send, &*watcher));
        let mut written = Written::default();
        let mut failure = None;
        while let Some(group) = receive.recv().await {
            if let Err(error) = self.write_activities(&file, group, author, &mut written).await {
                failure = Some(error);
                break;
            }
        }
        // Whoever prepares stops when nobody listens any more.
        drop(receive);
        let mut counted = work.await?;
        if let Some(error) = failure.or(counted.failure.take().map(DeskError::from)) {
            return Err(error);
        }
        let withdrawal_told = counted.is_whole();
        let withdrawn = match withdrawal_told {
            true => self.withdraw_activities(counted.gone(), author).await?,
            false => Vec::new(),
        };
        let publishers = std::mem::take(&mut counted.publishers);
        let outcome = ActivitiesOutcome {
            path: path.to_owned(),
            report: counted.report,
            threshold,
            new: written.new,
            changed: written.changed,
            unchanged: counted.unchanged + written.unchanged,
            transactions: counted.unchanged_transactions + written.transactions,
            below: counted.below,
            below_by_tens: counted.below_by_tens,
            nearest: counted.nearest,
            elsewhere: counted.elsewhere,
            written_here: written.written_here,
            unfit: counted.unfit,
            unfit_activities: counted.unfit_activities,
            unfit_parts: counted.unfit_parts,
            shortened: counted.shortened,
            withdrawn,
            withdrawal_told,
        };
        if !outcome.is_refused() {
            let file = (name_of(path), hashing.await??);
            self.record_activity_import(file, options, (&outcome, publishers), author).await?;
        }
        Ok(outcome)
    }

    fn today_as_day(&self) -> Day {
        let today = self.today();
        Day {
            year: today.year().into(),
            month: today.month().unsigned_abs(),
            day: today.day().unsigned_abs(),
        }
    }

    async fn record_activity_import(
        &self,
        (file_name, file_hash): (String, String),
        options: &ActivityOptions,
        (outcome, publishers): (&ActivitiesOutcome, BTreeMap<String, u64>),
        author: &Author,
    ) -> Result<(), DeskError> {
        let problems = outcome.report.counts.iter();
        let record = ActivityImport {
            title: Text::new(&file_name, &file_name),
            file_name,
            mapping_hash: self.catalogue.hash.clone(),
            threshold: outcome.threshold,
            country: options.country.clone(),
            publishers,
            activities: outcome.report.activities,
            imported: outcome.new + outcome.changed + outcome.unchanged,
            below: outcome.below,
            elsewhere: outcome.elsewhere,
            refused: outcome.report.refused + outcome.unfit_activities,
            transactions: outcome.transactions,
            problems: problems.map(|(code, count)| ((*code).to_owned(), *count)).collect(),
            file_hash,
        };
        let key = crate::records::key(ActivityImport::KIND, &record.file_hash)?;
        let seen = self.register.get(&key).await?.map(|stored| stored.number);
        let write = async |writer: &mut passerelle_register::Writer| -> Result<(), DeskError> {
            writer.put(&key, seen, REASON_FILE, &record).await?;
            Ok(())
        };
        self.register.write(author, now(), write).await
    }
}
