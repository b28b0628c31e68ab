//! Bringing figures in.
//!
//! The way of a file: found (a folder is walked) → recognised by the catalogue → read, its rows sorted
//! on the way → stored as one batch, in one transaction, with its record in the register. A file with a
//! problem is not stored at all, unless the good rows are asked for; either way every problem is told.
//! A file already stored as it is changes nothing; a corrected one supersedes.

mod files;
mod kept;
mod recognising;
mod tables;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

pub use passerelle_exchange::statistics::Problem;
use passerelle_exchange::statistics::{
    IndicatorRule, Options, ProblemCode, Range, Report, Sink, range_of,
};
use passerelle_inclusion::{Dimension, Indicator, ScaleName};
use passerelle_register::{Author, Writer};
use passerelle_tables::sorter::Sorter;
use passerelle_tables::{Differs, NewBatch, Stored};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Row, Text};

pub(crate) use self::files::{find_files, hash_file};
use self::kept::{Held, tell_doubles, undone};
pub(crate) use self::recognising::Known;
use self::recognising::{Identified, identify, read_file};
use crate::catalogue::Catalogue;
use crate::records::{Import, import_key};
use crate::whole::name_of;
use crate::{Desk, DeskError, now};

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum FileState {
    /// Stored as a new batch.
    Imported {
        /// Number of the import.
        batch: i64,
        /// Figures stored.
        observations: u64,
        /// The imports that this one supersedes.
        supersedes: Vec<i64>,
        /// Figures that those held.
        superseded_observations: u64,
        /// Other files of the source that still stand, and say some figures differently.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        differs: Vec<Differs>,
    },
    /// Already stored, exactly so; if it was stored in part, its problems are told again.
    Unchanged {
        /// Number of the import that holds it.
        batch: i64,
        /// The name under which it was brought in, where it was another.
        #[serde(skip_serializing_if = "Option::is_none")]
        brought_in_as: Option<String>,
    },
    /// Not stored, because of its problems.
    Refused,
    /// Left out: it holds no figures.
    Ignored {
        /// Why, in the words of the catalogue.
        reason: Text,
    },
    /// Left out: no source entry describes it.
    Undescribed {
        /// Its header.
        header: Vec<String>,
    },
}

/// What became of one file, and all that was found in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileOutcome {
    /// Where it is.
    pub path: PathBuf,
    /// What became of it.
    #[serde(flatten)]
    pub state: FileState,
    /// What was read, with every problem. `None` where the file was not opened to the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// Rows that repeat another exactly; they count once.
    #[serde(skip_serializing_if = "is_zero")]
    pub repeated: u64,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Sees to it that there is something at each of these paths, before anything is done.
///
/// # Errors
/// A path that does not exist or may not be read.
pub fn look(paths: &[PathBuf]) -> Result<(), DeskError> {
    find_files(paths).map(drop)
}

/// How to import.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportOptions {
    /// Stores the good rows of a file that has problems.
    pub keep_good: bool,
}

/// What is told while files are imported.
pub trait Watcher: Send + Sync {
    /// A file is about to be read: its number from 1, how many there are, its path.
    fn file(&self, number: usize, of: usize, path: &Path);
    /// So many rows have been read of it so far.
    fn rows(&self, rows: u64);
}

/// Tells nothing.
pub struct Unwatched;

impl Watcher for Unwatched {
    fn file(&self, _: usize, _: usize, _: &Path) {}
    fn rows(&self, _: u64) {}
}

/// A file read and sorted, ready to be stored.
pub(crate) struct Ready {
    report: Report,
    rows: Sorter,
    index: SeriesIndex,
}

impl Desk {
    /// Imports files and folders, one after the other.
    ///
    /// # Errors
    /// A path that does not exist, or the database refused. What is wrong in a file is in its outcome.
    pub async fn import(
        &self,
        paths: &[PathBuf],
        options: ImportOptions,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Vec<FileOutcome>, DeskError> {
        let files = find_files(paths)?;
        let mut outcomes = Vec::with_capacity(files.len());
        for (number, path) in files.iter().enumerate() {
            watcher.file(number + 1, files.len(), path);
            outcomes.push(self.import_file(path, options, Arc::clone(&watcher)).await?);
        }
        self.brought_in(&outcomes).await?;
        Ok(outcomes)
    }

    /// After figures came in: the database plans for them, and pages are made anew.
    pub(crate) async fn brought_in(&self, outcomes: &[FileOutcome]) -> Result<(), DeskError> {
        let figures = ImportTotals::of(outcomes).observations;
        if let Err(error) = self.observations.grown(figures).await {
            // They are stored: the database will see to it by itself, later.
            tracing::warn!(%error, "the database was not told how its tables have grown");
        }
        self.refresh().await
    }

    async fn import_file(
        &self,
        path: &Path,
        options: ImportOptions,
        watcher: Arc<dyn Watcher>,
    ) -> Result<FileOutcome, DeskError> {
        let outcome =
            |state, report| FileOutcome { path: path.to_owned(), state, report, repeated: 0 };
        let (catalogue, owned) = (Arc::clone(&self.catalogue), path.to_owned());
        let identified = tokio::task::spawn_blocking(move || identify(&catalogue, &owned)).await?;
        let (known, way) = match identified {
            Identified::Readable(known, way) => (known, way),
            Identified::Other(state, report) => {
                return Ok(outcome(state, report.map(|report| *report)));
            }
        };
        let held = self.held(path, &known).await?;
        if let Some(batch) = held.filter(|held| held.problems == 0).map(|held| held.batch) {
            return Ok(outcome(FileState::Unchanged { batch, brought_in_as: None }, None));
        }
        let catalogue = Arc::clone(&self.catalogue);
        let (owned, year) = (path.to_owned(), self.year());
        let ready = tokio::task::spawn_blocking(move || {
            read_file(&catalogue, &owned, &way, year, &*watcher)
        })
        .await??;
        match held {
            // It was stored in part: what is wrong with the rest is told again.
            Some(held) => {
                let (report, repeated) = ready.examined()?;
                let state = FileState::Unchanged { batch: held.batch, brought_in_as: None };
                Ok(FileOutcome { repeated, ..outcome(state, Some(report)) })
            }
            None => self.settle(path, known, ready, options).await,
        }
    }

    /// The import that holds exactly this file, if one stands.
    async fn held(&self, path: &Path, known: &Known) -> Result<Option<Held>, DeskError> {
        let mut standing = self.observations.standing(&known.origin).await?;
        standing.retain(|batch| batch.mapping_hash == known.mapping_hash);
        if standing.is_empty() {
            return Ok(None);
        }
        let hash = hash_file(path).await?;
        let Some(batch) = standing.iter().find(|batch| batch.file_hash == hash) else {
            return Ok(None);
        };
        let stored = self.register.get(&import_key(batch.id)?).await?;
        let problems = stored.and_then(|stored| stored.record::<Import>().ok());
        let problems = problems.map_or(0, |import| import.problems);
        Ok(Some(Held { batch: batch.id, problems }))
    }

    /// Stores what was read, if it is sound enough.
    pub(crate) async fn settle(
        &self,
        path: &Path,
        known: Known,
        ready: Ready,
        options: ImportOptions,
    ) -> Result<FileOutcome, DeskError> {
        let good_rows = options.keep_good && ready.report.complete && !ready.rows.is_empty();
        if !(ready.report.is_clean() || good_rows) {
            let (report, repeated) = ready.examined()?;
            let (path, state) = (path.to_owned(), FileState::Refused);
            return Ok(FileOutcome { path, state, report: Some(report), repeated });
        }
        self.store_file(path, known, ready, options).await
    }

    async fn store_file(
        &self,
        path: &Path,
        known: Known,
        ready: Ready,
        options: ImportOptions,
    ) -> Result<FileOutcome, DeskError> {
        let Ready { mut report, rows, index } = ready;
        let new = NewBatch {
            origin: known.origin,
            source: known.source,
            file_name: name_of(path),
            file_hash: report.sha256.clone(),
            mapping_hash: known.mapping_hash,
            imported_at: now(),
        };
        let stored =
            self.store_batch(&new, rows, &index, &report, |stored| undone(stored, options)).await;
        let (stored, state) = match stored {
            Ok(stored) => {
                let state = FileState::Imported {
                    batch: stored.batch.id,
                    observations: stored.batch.observations,
                    supersedes: superseded(&stored),
                    superseded_observations: stored
                        .supersedes
                        .iter()
                        .map(|old| old.observations)
                        .sum(),
                    differs: stored.differs.clone(),
                };
                (stored, state)
            }
            Err(Undone::For(state, stored)) => (*stored, state),
            Err(Undone::By(error)) => return Err(error),
        };
        tell_doubles(&mut report, &stored.doubles);
        if stored.batch.observations == 0 && report.is_clean() {
            report.add(ProblemCode::NoFigures, 0, "", b"", "");
        }
        let repeated = stored.doubles.repeated;
        Ok(FileOutcome { path: path.to_owned(), state, report: Some(report), repeated })
    }

    /// Stores a batch and its record, both or neither; `undo` may still decide against it.
    async fn store_batch(
        &self,
        new: &NewBatch,
        rows: Sorter,
        index: &SeriesIndex,
        report: &Report,
        undo: impl FnOnce(&Stored) -> Option<FileState>,
    ) -> Result<Stored, Undone> {
        let work = async |writer: &mut Writer| -> Result<Stored, Undone> {
            let transaction = writer.transaction().await?;
            let stored = self.observations.store(transaction, new, rows, index).await?;
            if let Some(state) = undo(&stored) {
                return Err(Undone::For(state, Box::new(stored)));
            }
            let record = self.import_record(&stored, report);
            let key = import_key(stored.batch.id)?;
            writer.put(&key, None, REASON_IMPORT, &record).await?;
            Ok(stored)
        };
        self.register.write(&Author::program(), new.imported_at, work).await
    }

    fn import_record(&self, stored: &Stored, report: &Report) -> Import {
        let batch = &stored.batch;
        let licence =
            self.catalogue.publisher(&batch.source).map(|found| found.licence.name.clone());
        Import {
            title: Text::new(&batch.file_name, &batch.file_name),
            batch: batch.id,
            file_name: batch.file_name.clone(),
            file_hash: batch.file_hash.clone(),
            origin: batch.origin.clone(),
            source: batch.source.clone(),
            licence: licence.unwrap_or_default(),
            mapping_hash: batch.mapping_hash.clone(),
            entries: report.entries.clone(),
            rows: report.rows_read,
            observations: batch.observations,
            missing: report.missing_cells,
            problems: report.problem_count(),
            digest: batch.digest.clone(),
            supersedes: superseded(stored),
            superseded_by: None,
        }
    }
}

fn superseded(stored: &Stored) -> Vec<i64> {
    stored.supersedes.iter().map(|old| old.id).collect()
}

/// Why an import's versions: a code, whose words are in `locales/`.
const REASON_IMPORT: &str = "import";

/// Why a batch was not kept.
enum Undone {
    /// It was decided so, having seen it.
    For(FileState, Box<Stored>),
    /// Something failed.
    By(DeskError),
}

impl<E: Into<DeskError>> From<E> for Undone {
    fn from(error: E) -> Self {
        Self::By(error.into())
    }
}

/// Gathers in a sorter what a reader gives.
pub(crate) fn collect(
    watcher: &dyn Watcher,
    read: impl FnOnce(Sink<'_>) -> Report,
) -> Result<Ready, DeskError> {
    let (mut rows, mut kept, mut failure) = (Sorter::default(), SeriesIndex::default(), None);
    let mut sink = |chunk: &[Row], index: &SeriesIndex| {
        watcher.rows(rows.len() + chunk.len() as u64);
        for series in &index.as_slice()[kept.as_slice().len()..] {
            kept.intern(series.clone());
        }
        match rows.extend(chunk) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    let report = read(&mut sink);
    match failure {
        Some(error) => Err(DeskError::File { path: std::env::temp_dir(), error }),
        None => Ok(Ready { report, rows, index: kept }),
    }
}

/// Nothing of what the catalogue measures was measured before.
const FIRST_YEAR: i32 = 1800;

/// How files are read in `year`: figures about it may be entered before it is over, and budgets for the
/// next.
pub(crate) fn reading_options(catalogue: &Catalogue, year: i32) -> Options {
    let rule = |indicator: &Indicator| {
        let needs = indicator.headline_dimensions.iter().map(|(name, _)| name.to_owned());
        let (unit, needs) = (indicator.unit.clone(), needs.collect());
        let rule = IndicatorRule { unit, range: range(indicator), needs };
        (indicator.code.clone(), rule)
    };
    let indicators: FxHashMap<_, _> = catalogue.indicators.iter().map(rule).collect();
    let listed = |dimension: &Dimension| {
        let codes = dimension.category.iter().map(|category| category.code.clone());
        (dimension.code.clone(), codes.collect())
    };
    let dimensions = catalogue.dimensions.iter().map(listed).collect();
    let (synonyms, years) = (Arc::clone(&catalogue.synonyms), (FIRST_YEAR, year + 1));
    Options { indicators, dimensions, synonyms, years, ..Options::default() }
}

/// What a figure can be. A share is between its bounds; a price in percent of income may pass 100.
fn range(indicator: &Indicator) -> Range {
    match indicator.scale {
        ScaleName::Share => range_of(&indicator.unit),
        ScaleName::Positive => (0.0, f64::INFINITY),
        ScaleName::Real => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// Counts of what became of files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportTotals {
    /// Files stored.
    pub imported: usize,
    /// Files that were stored already.
    pub unchanged: usize,
    /// Files refused.
    pub refused: usize,
    /// Files that hold no figures, or that nothing describes.
    pub skipped: usize,
    /// Figures stored.
    pub observations: u64,
    /// Problems found, whether or not the good rows were kept.
    pub problems: u64,
}

impl ImportTotals {
    /// Adds up outcomes.
    pub fn of(outcomes: &[FileOutcome]) -> Self {
        let mut totals = Self::default();
        for outcome in outcomes {
            match &outcome.state {
                FileState::Imported { observations, .. } => {
                    totals.imported += 1;
                    totals.observations += observations;
                }
                FileState::Unchanged { .. } => totals.unchanged += 1,
                FileState::Refused => totals.refused += 1,
                FileState::Ignored { .. } | FileState::Undescribed { .. } => totals.skipped += 1,
            }
            totals.problems += outcome.report.as_ref().map_or(0, Report::problem_count);
        }
        totals
    }
}

/// The problems of an outcome, in the order of the file.
pub fn problems(outcome: &FileOutcome) -> Vec<&Problem> {
    let mut problems: Vec<&Problem> =
        outcome.report.iter().flat_map(|report| &report.problems).collect();
    problems.sort_by_key(|problem| problem.row);
    problems
}
