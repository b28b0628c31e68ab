//! Erasing what a person may ask to have erased.
//!
//! Of every version of the record, salt, key, author, reason and body are removed; the inner hash
//! stays, so every proof and every checkpoint stays true. The erasure itself is a record in the log
//! (`erasure/<first leaf>`: which leaves, and a code of the reason), so that nothing can vanish
//! unnoticed. On SQLite deleted content is overwritten (`secure_delete`) and the write-ahead log
//! emptied; on PostgreSQL the tables are vacuumed (its own write-ahead log and backups follow their
//! rotation).

use passerelle_vocabulary::Key;
use serde::{Deserialize, Serialize};

use crate::canonical::canonical;
use crate::kinds::{ERASED, ERASURE, Projection};
use crate::writer::{Group, NewVersion, not_a_body};
use crate::{Author, Register, RegisterError, counted, projection, stored};

/// The body of an erasure's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The leaves of the erased versions.
    pub leaves: Vec<u64>,
    /// A code, never words that could say again what was erased: `person-asked`, `court-order`…
    pub why: String,
}

/// The tables that held something of an erased record.
const TABLES: [&str; 5] = ["versions", "records", "links", "facets", "drafts"];

impl Register {
    /// Erases a record, with all its versions and drafts, at the time `at_ms`. `author` and `why`, a
    /// code in lower case, are public.
    ///
    /// # Errors
    /// There is no such record; it is an erasure; whatever the database says.
    pub async fn erase(
        &self,
        author: &Author,
        key: &Key,
        at_ms: i64,
        why: &str,
    ) -> Result<Erasure, RegisterError> {
        if matches!(key.kind(), ERASURE | ERASED) {
            return Err(RegisterError::Unerasable(key.clone()));
        }
        if !is_code(why) {
            return Err(RegisterError::Text { field: "why" });
        }
        // Held to the end: nobody else's versions are between.
        let turn = self.alone().await?;
        let mut group = Group::begin(self).await?;
        let erasure = erase(&mut group, author, key, at_ms, why).await?;
        group.commit(self).await?;
        drop(turn);
        self.purge().await?;
        Ok(erasure)
    }

    /// Makes erased content unreadable in the database's files.
    ///
    /// # Errors
    /// Whatever the database says; `database-busy` when a long read keeps the old content alive: it
    /// goes with the next call.
    pub async fn purge(&self) -> Result<(), RegisterError> {
        Ok(self.database.purge(&TABLES).await?)
    }
}

fn is_code(why: &str) -> bool {
    (1..=64).contains(&why.len())
        && why.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

async fn erase(
    group: &mut Group,
    author: &Author,
    key: &Key,
    at: i64,
    why: &str,
) -> Result<Erasure, RegisterError> {
    let name = key.to_string();
    let transaction = group.transaction();
    let told = crate::log::size(transaction).await?;
    let sql = "SELECT leaf FROM versions WHERE key = $1 ORDER BY number";
    let rows = transaction.query(sql, &[(&name).into()]).await?;
    let leaves: Vec<u64> =
        rows.iter().map(|row| counted(row.int(0)?)).collect::<Result<_, RegisterError>>()?;
    let first = *leaves.first().ok_or_else(|| RegisterError::NotFound(name.clone()))?;
    let sql = "UPDATE versions SET key = 'erased/' || leaf, author = '', reason = '', body = '',
               salt = $2, at = $3, erased = $4 WHERE key = $1";
    let params = [(&name).into(), Vec::new().into(), at.into(), stored(told).into()];
    transaction.execute(sql, &params).await?;
    projection::clear(transaction, &name).await?;
    transaction.execute("DELETE FROM drafts WHERE key = $1", &[name.into()]).await?;

    let erasure = Erasure { leaves, why: why.to_owned() };
    let key = Key::new(ERASURE, &first.to_string())
        .map_err(|error| RegisterError::Damaged(error.to_string()))?;
    let body = canonical(&erasure).map_err(|error| not_a_body(&key, &error))?;
    let projection = Projection::default();
    group.push(NewVersion::new((author, at), &key, 1, why, body, projection)?);
    Ok(erasure)
}
