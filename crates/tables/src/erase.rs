//! Erasing the figures of a batch. Its number stays taken, by a line that says nothing, so that no later
//! batch is mistaken for it; what it superseded stays superseded.

use passerelle_register::database::{Param, Transaction};

use crate::observations::{Observations, TablesError};

impl Observations {
    /// The tables that held something of an erased batch: see
    /// [`passerelle_register::database::Database::purge`].
    pub const ERASED_FROM: [&'static str; 3] = ["observations", "series", "batches"];

    /// Erases the figures of a batch, the series that were its alone, and what is known of its file.
    /// Returns how many figures that were; 0 where there is no such batch. Nothing is gone unless the
    /// transaction is committed.
    ///
    /// # Errors
    /// The database refused.
    pub async fn erase(
        &self,
        transaction: &mut Transaction,
        batch: i64,
    ) -> Result<u64, TablesError> {
        let batch = [Param::from(batch)];
        let alone =
            "DELETE FROM series WHERE id IN (SELECT series FROM observations WHERE batch = $1)
            AND NOT EXISTS (SELECT 1 FROM observations
                            WHERE observations.series = series.id AND batch <> $1)";
        transaction.execute(alone, &batch).await?;
        let figures =
            transaction.execute("DELETE FROM observations WHERE batch = $1", &batch).await?;
        let blank = "UPDATE batches SET origin = '', source = '', file_name = '', file_hash = '',
            mapping_hash = '', observations = 0, digest = '', imported_at = 0 WHERE id = $1";
        transaction.execute(blank, &batch).await?;
        Ok(figures)
    }
}
