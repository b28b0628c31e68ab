//! Storing batches of figures.

use std::collections::BTreeSet;

use passerelle_register::database::{Cell, Database, DatabaseError, Param, Transaction};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Dimensions, Row, Series};
use serde::{Deserialize, Serialize};

use crate::schema::{MIGRATIONS, OBSERVATIONS, SERIES};
use crate::sorter::Sorter;

mod rows;

use rows::{Deduplicated, Writer};

/// What can go wrong in the cellar.
#[derive(Debug, thiserror::Error)]
pub enum TablesError {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The temporary files of a large import failed.
    #[error("temporary files of the import: {0}")]
    Spool(#[from] std::io::Error),
    /// A stored row that this program cannot read.
    #[error("the stored observation of series {series} in period {period} cannot be read")]
    Unreadable {
        /// Number of the series.
        series: i64,
        /// Stored period.
        period: i64,
    },
}

/// A batch about to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// What it is an edition of: a later batch of the same origin supersedes it.
    pub origin: String,
    /// Id of the source in the catalogue.
    pub source: String,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_hash: String,
    /// SHA-256 of the entries that read it, in hexadecimal.
    pub mapping_hash: String,
    /// Milliseconds since 1970.
    pub imported_at: i64,
}

/// A stored batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Number of the import, from 1.
    pub id: i64,
    /// What it is an edition of.
    pub origin: String,
    /// Id of the source in the catalogue.
    pub source: String,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: String,
    /// SHA-256 of the entries that read it.
    pub mapping_hash: String,
    /// Figures in it.
    pub observations: u64,
    /// See [`crate::BatchDigest`].
    pub digest: String,
    /// Milliseconds since 1970.
    pub imported_at: i64,
    /// The batch that replaced it.
    pub superseded_by: Option<i64>,
}

impl Batch {
    /// What is left of an erased import: its number stays taken.
    pub fn erased(id: i64) -> Self {
        Self {
            id,
            origin: String::new(),
            source: String::new(),
            file_name: String::new(),
            file_hash: String::new(),
            mapping_hash: String::new(),
            observations: 0,
            digest: String::new(),
            imported_at: 0,
            superseded_by: None,
        }
    }
}

/// Two lines of one file that give different figures for the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The thing.
    pub series: Series,
    /// The first line and what it says.
    pub first: Row,
    /// The other line and what it says.
    pub second: Row,
}

/// Lines of one file about the same thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Doubles {
    /// Rows that repeated another one exactly, and are left out.
    pub repeated: u64,
    /// Lines that contradict one another: neither is stored. Bounded; `conflict_count` has them all.
    pub conflicts: Vec<Conflict>,
    /// How many lines contradict one another.
    pub conflict_count: u64,
}

impl Doubles {
    /// Those of a file that is not to be stored: all that is wrong with it is told at once.
    ///
    /// # Errors
    /// The temporary files failed.
    pub fn of(rows: Sorter, index: &SeriesIndex) -> Result<Self, TablesError> {
        let mut sorted = Deduplicated::new(rows.finish());
        while sorted.next().is_some() {}
        match sorted.rows.failure() {
            Some(error) => Err(error.into()),
            None => Ok(sorted.doubles(index)),
        }
    }
}

/// What became of the rows given to [`Observations::store`].
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The batch, as stored.
    pub batch: Batch,
    /// Lines about the same thing.
    pub doubles: Doubles,
    /// The batches that this one supersedes, as they were.
    pub supersedes: Vec<Batch>,
    /// Other standing batches of the same source with other figures for the same things.
    pub differs: Vec<Differs>,
    /// Another standing batch of the very same file, under another name.
    pub twin: Option<Batch>,
}

/// A batch that still stands, and of which another says some figures differently. Both stay; where one
/// figure is asked for, the later batch speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// Number of its import.
    pub batch: i64,
    /// Name of its file.
    pub file_name: String,
    /// How many figures are not the same.
    pub observations: u64,
}

impl Stored {
    /// The batch that holds exactly the same figures, if the only one superseded does: then there was
    /// nothing to correct.
    pub fn same_as(&self) -> Option<&Batch> {
        let [only] = self.supersedes.as_slice() else { return None };
        (only.digest == self.batch.digest).then_some(only)
    }
}

/// The figures of a node.
#[derive(Clone)]
pub struct Observations {
    pub(crate) database: Database,
}

/// So many new figures are worth a look at the tables.
const MANY: u64 = 10_000;

const STANDING: &str = "\
SELECT id, origin, source, file_name, file_hash, mapping_hash, observations, digest, imported_at, \
       superseded_by \
FROM batches WHERE origin = $1 AND superseded_by IS NULL ORDER BY id DESC";

impl Observations {
    /// Opens the cellar of a database; creates or migrates its tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, TablesError> {
        database.migrate("tables", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Lets a database server know that so many figures have just come in, if they are many: until it
    /// notices by itself, it plans as if the tables were small.
    ///
    /// # Errors
    /// The database refused. The figures are stored all the same.
    pub async fn grown(&self, figures: u64) -> Result<(), TablesError> {
        if figures >= MANY {
            self.database.analyze(&["batches", "series", "observations"]).await?;
        }
        Ok(())
    }

    /// The batches of this origin that stand now, the latest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn standing(&self, origin: &str) -> Result<Vec<Batch>, TablesError> {
        let rows = self.database.read(STANDING, &[Param::from(origin)]).await?;
        rows.iter().map(batch_of).collect()
    }

    /// Every batch that is not erased, the latest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn batches(&self) -> Result<Vec<Batch>, TablesError> {
        let rows = self
            .database
            .read(
                "SELECT id, origin, source, file_name, file_hash, mapping_hash, observations, digest, \
                 imported_at, superseded_by FROM batches WHERE file_hash <> '' ORDER BY id DESC",
                &[],
            )
            .await?;
        rows.iter().map(batch_of).collect()
    }

    /// Stores a batch inside a transaction: numbers its series, writes its figures in key order,
    /// supersedes those batches of the same origin that it is a later edition of: that have a series in
    /// common with it. (Two files that merely have the same name stand side by side.)
    ///
    /// Nothing is kept unless the transaction is committed.
    ///
    /// # Errors
    /// The database or the temporary files failed.
    pub async fn store(
        &self,
        transaction: &mut Transaction,
        new: &NewBatch,
        rows: Sorter,
        index: &SeriesIndex,
    ) -> Result<Stored, TablesError> {
        let id = next_id(transaction, "SELECT COALESCE(MAX(id), 0) + 1 FROM batches").await?;
        let (numbers, first_new) = number_series(transaction, index).await?;
        let supersedes = earlier_editions(transaction, &new.origin, &numbers, first_new).await?;
        insert_batch(transaction, id, new).await?;
        let mut writer = Writer::new(id, &numbers, index);
        let mut sorted = Deduplicated::new(rows.finish());
        let cells = std::iter::from_fn(|| sorted.next().map(|row| writer.cells(&row)));
        transaction.bulk_insert(&OBSERVATIONS, cells).await?;
        if let Some(error) = sorted.rows.failure() {
            return Err(error.into());
        }
        let (count, digest) = writer.finish();
        close_batch(transaction, id, count, &digest, &supersedes).await?;
        let differs = differing(transaction, (id, &new.source), &numbers, first_new).await?;
        let twin = twin(transaction, id, new, &digest).await?;
        let batch = Batch {
            id,
            origin: new.origin.clone(),
            source: new.source.clone(),
            file_name: new.file_name.clone(),
            file_hash: new.file_hash.clone(),
            mapping_hash: new.mapping_hash.clone(),
            observations: count,
            digest,
            imported_at: new.imported_at,
            superseded_by: None,
        };
        Ok(Stored { batch, doubles: sorted.doubles(index), supersedes, differs, twin })
    }
}

pub(crate) fn batch_of(row: &passerelle_register::database::Row) -> Result<Batch, TablesError> {
    Ok(Batch {
        id: row.int(0)?,
        origin: row.text(1)?.to_owned(),
        source: row.text(2)?.to_owned(),
        file_name: row.text(3)?.to_owned(),
        file_hash: row.text(4)?.to_owned(),
        mapping_hash: row.text(5)?.to_owned(),
        observations: u64::try_from(row.int(6)?).unwrap_or_default(),
        digest: row.text(7)?.to_owned(),
        imported_at: row.int(8)?,
        superseded_by: row.opt_int(9)?,
    })
}

/// Whether this is the line of an erased import, which says nothing.
pub(crate) fn blank(batch: &Batch) -> bool {
    batch.file_hash.is_empty()
}

async fn next_id(transaction: &mut Transaction, sql: &'static str) -> Result<i64, TablesError> {
    let rows = transaction.query(sql, &[]).await?;
    Ok(rows.first().map(|row| row.int(0)).transpose()?.unwrap_or(1))
}

/// The database's number of each series of a file; new ones are created, in the order of the file.
/// Second: the lowest number that was not there before.
async fn number_series(
    transaction: &mut Transaction,
    index: &SeriesIndex,
) -> Result<(Vec<i64>, i64), TablesError> {
    let first = next_id(transaction, "SELECT COALESCE(MAX(id), 0) + 1 FROM series").await?;
    let mut numbers = vec![NEW; index.as_slice().len()];
    if first > 1 {
        find_known(transaction, index, &mut numbers).await?;
    }
    let unnumbered = numbers.iter_mut().zip(index.as_slice()).filter(|(number, _)| **number == NEW);
    let mut new = Vec::new();
    for ((number, series), id) in unnumbered.zip(first..) {
        *number = id;
        new.push((id, series, series.dimensions.to_string()));
    }
    let rows = new.iter().map(|(id, one, dimensions)| {
        [
            Cell::Int(*id),
            Cell::Text(&one.indicator),
            Cell::Text(&one.place),
            Cell::Text(dimensions),
            Cell::Text(&one.unit),
            Cell::Text(&one.source),
        ]
    });
    transaction.bulk_insert(&SERIES, rows).await?;
    Ok((numbers, first))
}

/// The standing batches of an origin that have a figure of one of these series. Series from `first_new`
/// on are new: nothing has figures of them yet.
async fn earlier_editions(
    transaction: &mut Transaction,
    origin: &str,
    numbers: &[i64],
    first_new: i64,
) -> Result<Vec<Batch>, TablesError> {
    let rows = transaction.query(STANDING, &[Param::from(origin)]).await?;
    let mut editions = Vec::new();
    for batch in rows.iter().map(batch_of) {
        let batch = batch?;
        // A later edition shares its first series with the former one, as a rule: one question.
        for series in numbers.iter().filter(|series| **series < first_new) {
            let sql = "SELECT 1 FROM observations WHERE series = $1 AND batch = $2 LIMIT 1";
            let parameters = [Param::from(*series), Param::from(batch.id)];
            if !transaction.query(sql, &parameters).await?.is_empty() {
                editions.push(batch);
                break;
            }
        }
    }
    Ok(editions)
}

/// The other standing batches of the source of batch `id` with other figures for what it holds. Series
/// from `first_new` on are new: nobody else has figures of them.
async fn differing(
    transaction: &mut Transaction,
    (id, source): (i64, &str),
    numbers: &[i64],
    first_new: i64,
) -> Result<Vec<Differs>, TablesError> {
    let known = || numbers.iter().copied().filter(|series| *series < first_new);
    let (Some(first), Some(last)) = (known().min(), known().max()) else { return Ok(Vec::new()) };
    let others =
        "SELECT 1 FROM batches WHERE source = $1 AND id <> $2 AND superseded_by IS NULL LIMIT 1";
    if transaction.query(others, &[Param::from(source), Param::from(id)]).await?.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "\
SELECT batches.id, batches.file_name, COUNT(*) \
FROM observations ours \
JOIN observations theirs ON theirs.series = ours.series AND theirs.period = ours.period \
JOIN batches ON batches.id = theirs.batch AND batches.superseded_by IS NULL \
WHERE ours.series BETWEEN $2 AND $3 AND ours.batch = $1 AND theirs.batch <> $1 \
AND theirs.value IS DISTINCT FROM ours.value \
GROUP BY batches.id, batches.file_name ORDER BY batches.id";
    let parameters = [Param::from(id), Param::from(first), Param::from(last)];
    let rows = transaction.query(sql, &parameters).await?;
    let read = |row: &passerelle_register::database::Row| -> Result<Differs, TablesError> {
        let observations = u64::try_from(row.int(2)?).unwrap_or_default();
        Ok(Differs { batch: row.int(0)?, file_name: row.text(1)?.to_owned(), observations })
    };
    rows.iter().map(read).collect()
}

/// Another standing batch of the same file, read to the same figures.
async fn twin(
    transaction: &mut Transaction,
    id: i64,
    new: &NewBatch,
    digest: &str,
) -> Result<Option<Batch>, TablesError> {
    let sql = "\
SELECT id, origin, source, file_name, file_hash, mapping_hash, observations, digest, imported_at, \
       superseded_by \
FROM batches WHERE source = $1 AND file_hash = $2 AND digest = $3 AND id <> $4 \
AND superseded_by IS NULL ORDER BY id";
    let (source, file_hash) = (new.source.as_str(), new.file_hash.as_str());
    let parameters =
        [Param::from(source), Param::from(file_hash), Param::from(digest), Param::from(id)];
    transaction.query(sql, &parameters).await?.first().map(batch_of).transpose()
}

/// In a list of numbers: the database has none yet. Its own start at 1.
const NEW: i64 = 0;

/// Fills in the numbers of those series of a file that the database already has.
async fn find_known(
    transaction: &mut Transaction,
    index: &SeriesIndex,
    numbers: &mut [i64],
) -> Result<(), TablesError> {
    let asked: BTreeSet<(&str, &str)> =
        index.as_slice().iter().map(|one| (&*one.indicator, &*one.source)).collect();
    for (indicator, source) in asked {
        let rows = transaction
            .query(
                "SELECT id, place, dimensions, unit FROM series WHERE indicator = $1 AND source = $2",
                &[Param::from(indicator), Param::from(source)],
            )
            .await?;
        for row in rows {
            // What cannot be read is no series of this file.
            let Ok(dimensions) = Dimensions::parse(row.text(2)?) else { continue };
            let series = Series {
                indicator: indicator.to_owned(),
                place: row.text(1)?.to_owned(),
                dimensions,
                unit: row.text(3)?.to_owned(),
                source: source.to_owned(),
            };
            let place = index.number(&series).and_then(|number| numbers.get_mut(number as usize));
            if let Some(number) = place {
                *number = row.int(0)?;
            }
        }
    }
    Ok(())
}

async fn insert_batch(
    transaction: &mut Transaction,
    id: i64,
    new: &NewBatch,
) -> Result<(), TablesError> {
    transaction
        .execute(
            "INSERT INTO batches (id, origin, source, file_name, file_hash, mapping_hash, \
             observations, digest, imported_at) VALUES ($1, $2, $3, $4, $5, $6, 0, '', $7)",
            &[
                Param::from(id),
                Param::from(new.origin.as_str()),
                Param::from(new.source.as_str()),
                Param::from(new.file_name.as_str()),
                Param::from(new.file_hash.as_str()),
                Param::from(new.mapping_hash.as_str()),
                Param::from(new.imported_at),
            ],
        )
        .await?;
    Ok(())
}

/// Writes the count and the digest, and marks what the batch supersedes.
async fn close_batch(
    transaction: &mut Transaction,
    id: i64,
    count: u64,
    digest: &str,
    supersedes: &[Batch],
) -> Result<(), TablesError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let sql = "UPDATE batches SET observations = $1, digest = $2 WHERE id = $3";
    transaction.execute(sql, &[Param::from(count), Param::from(digest), Param::from(id)]).await?;
    for older in supersedes {
        let sql = "UPDATE batches SET superseded_by = $1 WHERE id = $2";
        transaction.execute(sql, &[Param::from(id), Param::from(older.id)]).await?;
    }
    Ok(())
}
