//! Looking again at all that is stored: for verifying it, and for writing the lines of imports again as
//! the register tells them.

use std::collections::BTreeMap;

use passerelle_register::database::{Param, Row, Transaction};

use crate::digest::BatchDigest;
use crate::observations::{Batch, Observations, TablesError, batch_of, blank};
use crate::query::{FIGURES, found, packed, series_of};

/// What is stored, looked at anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inspection {
    /// The line of every import, those of erased ones too, by number.
    pub batches: Vec<Batch>,
    /// The digest of the figures of each import that has a line or figures, computed anew.
    pub digests: BTreeMap<i64, String>,
    /// What cannot be read, by table and what it is known by there: `batches`, `observations 7 20190000`.
    /// The first thousand.
    pub unreadable: Vec<String>,
    /// How many cannot be read.
    pub unreadable_in_all: u64,
}

/// Things that cannot be read and are told one by one.
const TOLD: usize = 1_000;
/// Series whose figures are held at once.
const SERIES_AT_ONCE: i64 = 2_000;

const BATCHES: &str = "\
SELECT id, origin, source, file_name, file_hash, mapping_hash, observations, digest, imported_at, \
       superseded_by \
FROM batches ORDER BY id";

impl Observations {
    /// Reads everything again, as this transaction sees it.
    ///
    /// # Errors
    /// The database refused. What cannot be read is in the result.
    pub async fn inspect(&self, transaction: &mut Transaction) -> Result<Inspection, TablesError> {
        let mut found = Inspection::default();
        inspect_batches(transaction, &mut found).await?;
        let lines = found.batches.iter().filter(|batch| !blank(batch));
        let mut digests: BTreeMap<i64, BatchDigest> =
            lines.map(|batch| (batch.id, BatchDigest::default())).collect();
        let mut after = i64::MIN;
        while let Some(first) = next_series(transaction, after, &mut found).await? {
            after = first.saturating_add(SERIES_AT_ONCE);
            let stretch = [Param::from(first), Param::from(after)];
            let rows = transaction.query(FIGURES, &stretch).await?;
            digest(&rows, &mut digests, &mut found);
        }
        found.digests = digests.into_iter().map(|(id, digest)| (id, digest.finish())).collect();
        Ok(found)
    }

    /// The line of every import, those of erased ones too, by number, as this transaction sees them.
    ///
    /// # Errors
    /// The database refused. What cannot be read is in the result.
    pub async fn lines(&self, transaction: &mut Transaction) -> Result<Inspection, TablesError> {
        let mut found = Inspection::default();
        inspect_batches(transaction, &mut found).await?;
        Ok(found)
    }

    /// Makes the lines of imports exactly these; those not among them are taken away.
    ///
    /// # Errors
    /// The database refused.
    pub async fn put_lines(
        &self,
        transaction: &mut Transaction,
        lines: &[Batch],
    ) -> Result<(), TablesError> {
        // A line may name any other as the one that replaced it: nobody is named while they are written.
        transaction.execute("UPDATE batches SET superseded_by = NULL", &[]).await?;
        transaction.execute("DELETE FROM batches", &[]).await?;
        for line in lines {
            put(transaction, line).await?;
        }
        for line in lines.iter().filter(|line| line.superseded_by.is_some()) {
            let sql = "UPDATE batches SET superseded_by = $1 WHERE id = $2";
            let parameters = [Param::from(line.superseded_by), Param::from(line.id)];
            transaction.execute(sql, &parameters).await?;
        }
        Ok(())
    }
}

async fn put(transaction: &mut Transaction, line: &Batch) -> Result<(), TablesError> {
    let sql = "INSERT INTO batches (id, origin, source, file_name, file_hash, mapping_hash, \
               observations, digest, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let parameters = [
        Param::from(line.id),
        Param::from(line.origin.as_str()),
        Param::from(line.source.as_str()),
        Param::from(line.file_name.as_str()),
        Param::from(line.file_hash.as_str()),
        Param::from(line.mapping_hash.as_str()),
        Param::from(i64::try_from(line.observations).unwrap_or(i64::MAX)),
        Param::from(line.digest.as_str()),
        Param::from(line.imported_at),
    ];
    transaction.execute(sql, &parameters).await?;
    Ok(())
}

impl Inspection {
    fn unreadable(&mut self, at: String) {
        self.unreadable_in_all += 1;
        if self.unreadable.len() < TOLD {
            self.unreadable.push(at);
        }
    }
}

async fn inspect_batches(
    transaction: &mut Transaction,
    found: &mut Inspection,
) -> Result<(), TablesError> {
    for row in transaction.query(BATCHES, &[]).await? {
        match batch_of(&row) {
            Ok(batch) => found.batches.push(batch),
            Err(_) => {
                let id = row.int(0).map(|id| format!(" {id}")).unwrap_or_default();
                found.unreadable(format!("batches{id}"));
            }
        }
    }
    Ok(())
}

/// The first series with a figure after this one. A figure may name one that is not there.
async fn next_series(
    transaction: &mut Transaction,
    after: i64,
    found: &mut Inspection,
) -> Result<Option<i64>, TablesError> {
    let sql = "SELECT MIN(series) FROM observations WHERE series > $1";
    let rows = transaction.query(sql, &[Param::from(after)]).await?;
    Ok(rows.first().and_then(|row| {
        row.opt_int(0).unwrap_or_else(|_| {
            found.unreadable("observations ?".to_owned());
            None
        })
    }))
}

/// Adds the figures of some series to the digests of their batches.
fn digest(rows: &[Row], digests: &mut BTreeMap<i64, BatchDigest>, inspection: &mut Inspection) {
    let mut current = (0, 0);
    for row in rows {
        let Ok(figure) = found(row) else {
            inspection.unreadable(figure_at(row));
            // Its batch is not what it was, even if all its other figures are.
            if let Ok(batch) = row.int(2) {
                digests.entry(batch).or_default().spoil();
            }
            continue;
        };
        let batch = figure.observation.batch;
        let digest = digests.entry(batch).or_default();
        if current != (batch, figure.cursor.series) {
            current = (batch, figure.cursor.series);
            digest.start(&series_of(&figure.observation));
        }
        digest.add(&packed(&figure.observation));
    }
}

/// A figure by the keys of its table, as far as they can be read.
fn figure_at(row: &Row) -> String {
    let keys = [0, 1].map(|column| row.int(column).map_or("?".to_owned(), |key| key.to_string()));
    format!("observations {}", keys.join(" "))
}
