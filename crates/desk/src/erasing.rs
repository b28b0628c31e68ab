//! Erasing a record, where a person or a court asks for it.
//!
//! An import goes with its figures, a plan with its files and its sites, a list of sites with them. What the catalogue's files still say is written again at once, as a
//! new record: to have it gone, edit those files first. The log keeps its length and its proofs, and a
//! record that says which lines were erased and why.

use passerelle_register::database::{DatabaseError, Dialect};
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_tables::Observations;
use passerelle_vocabulary::{Key, Record as _};
use serde::Serialize;

use crate::plans::PlanRecord;
use crate::records::{Import, import_key};
use crate::site_lists::SiteListRecord;
use crate::{Desk, DeskError, now};

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The record.
    pub record: String,
    /// The lines of the log that held its versions.
    pub leaves: Vec<u64>,
    /// Figures that went with it.
    pub figures: u64,
    /// Why: a code.
    pub reason: String,
    /// The record that tells of it.
    pub told_in: String,
    /// Whether the database's files were rid of it at once. If not, someone was reading all the while:
    /// they are when the node is next closed.
    pub overwritten: bool,
    /// Whether old bytes may remain in the write-ahead log and the backups of a database server, which
    /// its owner looks after.
    pub on_server: bool,
}

/// Whether this can be why something is erased: a code in lower-case letters and hyphens, never words that
/// could say again what was erased.
pub fn is_reason(code: &str) -> bool {
    (1..=64).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

impl Desk {
    /// Erases a record, with all its versions, its drafts and, if it is an import, its figures.
    ///
    /// # Errors
    /// There is no such record; it is part of the proof; `reason` is no code ([`is_reason`]); the database
    /// refused.
    pub async fn erase(&self, key: &Key, reason: &str) -> Result<Erased, DeskError> {
        if !is_reason(reason) {
            return Err(RegisterError::Text { field: "reason" }.into());
        }
        let leaves = self.register.history(key).await?.iter().map(|one| one.leaf).collect();
        let figures = match batch_of(key) {
            Some(batch) => match self.register.get(key).await? {
                Some(stored) => {
                    let import: Import = stored.record()?;
                    self.erase_figures(batch, &import.supersedes).await?
                }
                None => 0,
            },
            None => 0,
        };
        let kept = self.erase_kept(key).await?;
        let erased = self.register.erase(&Author::program(), key, now(), reason).await;
        let overwritten = match erased {
            Ok(_) => (figures == 0 && kept == 0) || overwritten(self.purge().await)?,
            // It is erased, but someone was reading all the while.
            Err(error) if error.code() == BUSY && self.register.get(key).await?.is_none() => false,
            Err(error) => return Err(error.into()),
        };
        if batch_of(key).is_none() {
            self.write_catalogue().await?;
        }
        self.refresh().await?;
        Ok(self.erased(key, leaves, figures, reason, overwritten))
    }

    fn erased(
        &self,
        key: &Key,
        leaves: Vec<u64>,
        figures: u64,
        reason: &str,
        overwritten: bool,
    ) -> Erased {
        Erased {
            record: key.to_string(),
            told_in: format!("erasure/{}", leaves.first().copied().unwrap_or_default()),
            leaves,
            figures,
            reason: reason.to_owned(),
            overwritten,
            on_server: self.register.database().dialect() == Dialect::Postgres,
        }
    }

    /// Erases the figures of an import. Those that it replaced stay replaced; as it can tell so no more,
    /// each of them does from now on.
    async fn erase_figures(&self, batch: i64, replaced: &[i64]) -> Result<u64, DeskError> {
        let work = async |writer: &mut Writer| -> Result<u64, DeskError> {
            for older in replaced {
                let key = import_key(*older)?;
                // Erased itself: there is nothing to tell of.
                let Some((seen, body)) = writer.current(&key).await? else { continue };
                let mut import: Import = read_import(&body)?;
                import.superseded_by = Some(batch);
                writer.put(&key, Some(seen), REASON_SUPERSEDED, &import).await?;
            }
            let transaction = writer.transaction().await?;
            Ok(self.observations.erase(transaction, batch).await?)
        };
        self.register.write(&Author::program(), now(), work).await
    }

    /// Erases the files and the sites of a record; says how many there were.
    async fn erase_kept(&self, key: &Key) -> Result<u64, DeskError> {
        if ["initiative", "update", "assessment"].contains(&key.kind()) {
            return self.erase_evidence(key).await;
        }
        if ![PlanRecord::KIND, SiteListRecord::KIND].contains(&key.kind()) {
            return Ok(0);
        }
        let owner = key.to_string();
        let mut transaction = self.register.database().begin().await?;
        let files = self.files.remove_folder(&mut transaction, &owner).await?;
        let sites = self.sites.remove(&mut transaction, &owner).await?;
        transaction.commit().await?;
        Ok(files + sites)
    }

    async fn purge(&self) -> Result<(), DatabaseError> {
        let tables = [&Observations::ERASED_FROM[..], &KEPT_IN].concat();
        self.register.database().purge(&tables).await
    }
}

/// Where files and sites of records are kept.
const KEPT_IN: [&str; 5] = ["file_names", "file_contents", "file_parts", "site_lists", "sites"];

/// Why an import is said to be superseded: a code, whose words are in `locales/`.
const REASON_SUPERSEDED: &str = "successor-erased";

fn read_import(body: &str) -> Result<Import, DeskError> {
    serde_json::from_str(body)
        .map_err(|error| RegisterError::Damaged(format!("an import: {error}")).into())
}

const BUSY: &str = "database-busy";

/// Whether a purge went through; a reader in its way is no failure.
fn overwritten(purged: Result<(), DatabaseError>) -> Result<bool, DatabaseError> {
    match purged {
        Ok(()) => Ok(true),
        Err(error) if error.code() == BUSY => Ok(false),
        Err(error) => Err(error),
    }
}

/// The number of the import that this is the record of.
fn batch_of(key: &Key) -> Option<i64> {
    (key.kind() == Import::KIND).then(|| key.slug().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_code() {
        for sound in ["person-asked", "court-order", "x"] {
            assert!(is_reason(sound), "{sound}");
        }
        let long = "x".repeat(65);
        for wrong in ["", "Because Amina asked", "person_asked", "é", &long] {
            assert!(!is_reason(wrong), "{wrong}");
        }
    }
}
