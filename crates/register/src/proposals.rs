//! Work that people do on records before it is published: saved as they go, proposed, looked at by a moderator,
//! published or given back.
//!
//! It is a [`crate::Draft`] that is counted: each save is a revision, and whoever saves says which one they saw, so that of
//! two windows neither writes over the other. `base` is the version of the record that the work began from: it cannot
//! be published over a later one. None of it is in the log; what is given back or thrown away leaves no trace there.

use passerelle_vocabulary::Key;

use crate::database::{Row, Transaction};
use crate::read::read_key;
use crate::{Author, Register, RegisterError, counted, stored};

/// How far a piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its author works on it.
    Draft,
    /// It waits for a moderator.
    Proposed,
    /// A moderator gave it back, with a note.
    Returned,
}

impl Stage {
    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
        }
    }
}

/// A piece of work: one for each author and record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The record that it is to become a version of.
    pub key: Key,
    /// Opaque id of its author.
    pub author: String,
    /// When it was last saved, in milliseconds since 1970, UTC.
    pub at: i64,
    /// What was written: any text, sound or not.
    pub body: String,
    /// How often it was saved.
    pub revision: u64,
    /// The version of the record that it began from; 0 where there was none.
    pub base: u64,
    /// How far it has come.
    pub stage: Stage,
    /// What the moderator who gave it back said; empty before.
    pub note: String,
}

const ONE: &str = "SELECT key, author, at, body, revision, base, stage, note FROM drafts
                   WHERE author = $1 AND key = $2";
const OF_AUTHOR: &str = "SELECT key, author, at, body, revision, base, stage, note FROM drafts
                         WHERE author = $1 ORDER BY at DESC, key LIMIT 1000";
const WAITING: &str = "SELECT key, author, at, body, revision, base, stage, note FROM drafts
                       WHERE stage = 'proposed' ORDER BY at, author, key LIMIT 1000";

/// The longest body of a piece of work, in bytes.
const BODY_BYTES: usize = 1024 * 1024;
/// Pieces of work of one author, at the most.
pub const MOST_WORKS: u64 = 200;
/// Characters of all of them together, at the most.
const MOST_CHARACTERS: i64 = 10_000_000;

impl Register {
    /// Saves a piece of work, and gives the number of the revision. What was proposed is a draft again. `seen`: the
    /// revision that the author had before them; 0 for none.
    ///
    /// # Errors
    /// [`RegisterError::Conflict`] if it was saved meanwhile; too long a body; [`RegisterError::Full`] where the author
    /// has as much as [`MOST_WORKS`] already; whatever the database says.
    pub async fn save_work(
        &self,
        (author, key): (&Author, &Key),
        (base, seen): (u64, u64),
        body: &str,
        at_ms: i64,
    ) -> Result<u64, RegisterError> {
        if body.len() > BODY_BYTES || body.contains('\0') {
            return Err(RegisterError::Text { field: "body" });
        }
        let mut transaction = self.database.begin().await?;
        let current = revision(&mut transaction, author, key).await?;
        if current != seen {
            return Err(RegisterError::Conflict { key: key.clone(), seen, current });
        }
        room(&mut transaction, author, key, body).await?;
        let next = seen + 1;
        let sql = "INSERT INTO drafts (key, author, at, body, revision, base, stage, note)
                   VALUES ($1, $2, $3, $4, $5, $6, 'draft', '')
                   ON CONFLICT (author, key) DO UPDATE SET at = excluded.at, body = excluded.body,
                     revision = excluded.revision, base = excluded.base, stage = excluded.stage";
        let params = [
            key.to_string().into(),
            author.id().into(),
            at_ms.into(),
            body.into(),
            stored(next).into(),
            stored(base).into(),
        ];
        transaction.execute(sql, &params).await?;
        transaction.commit().await?;
        Ok(next)
    }

    /// Moves a piece of work on, if it is still at the revision that was seen.
    ///
    /// # Errors
    /// [`RegisterError::Conflict`] if it was saved meanwhile, or is gone; whatever the database says.
    pub async fn move_work(
        &self,
        (author, key): (&Author, &Key),
        seen: u64,
        (stage, note): (Stage, &str),
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        let current = revision(&mut transaction, author, key).await?;
        if current != seen || seen == 0 {
            return Err(RegisterError::Conflict { key: key.clone(), seen, current });
        }
        let sql = "UPDATE drafts SET stage = $3, note = $4, at = $5 WHERE author = $1 AND key = $2";
        let key = key.to_string();
        let params =
            [author.id().into(), key.into(), stage.code().into(), note.into(), at_ms.into()];
        transaction.execute(sql, &params).await?;
        Ok(transaction.commit().await?)
    }

    /// An author's work on a record.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn work(&self, author: &Author, key: &Key) -> Result<Option<Work>, RegisterError> {
        let params = [author.id().into(), key.to_string().into()];
        self.database.read(ONE, &params).await?.first().map(work).transpose()
    }

    /// All that an author works on, the last saved first, at most 1000.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn works(&self, author: &Author) -> Result<Vec<Work>, RegisterError> {
        self.database.read(OF_AUTHOR, &[author.id().into()]).await?.iter().map(work).collect()
    }

    /// What waits for a moderator, the longest wait first, at most 1000.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn proposed(&self) -> Result<Vec<Work>, RegisterError> {
        self.database.read(WAITING, &[]).await?.iter().map(work).collect()
    }
}

/// Whether a piece of work is still at the revision that was seen, within a transaction that goes on to remove it:
/// what a moderator publishes is what they looked at.
pub(crate) async fn take(
    transaction: &mut Transaction,
    (author, key): (&Author, &Key),
    seen: u64,
) -> Result<(), RegisterError> {
    let current = revision(transaction, author, key).await?;
    if current != seen || seen == 0 {
        return Err(RegisterError::Conflict { key: key.clone(), seen, current });
    }
    let sql = "DELETE FROM drafts WHERE author = $1 AND key = $2";
    transaction.execute(sql, &[author.id().into(), key.to_string().into()]).await?;
    Ok(())
}

/// Whether a piece of work has room beside the others of its author.
async fn room(
    transaction: &mut Transaction,
    author: &Author,
    key: &Key,
    body: &str,
) -> Result<(), RegisterError> {
    let sql = "SELECT COUNT(*), COALESCE(SUM(LENGTH(body)), 0) FROM drafts
               WHERE author = $1 AND key <> $2";
    let rows = transaction.query(sql, &[author.id().into(), key.to_string().into()]).await?;
    let Some(row) = rows.first() else { return Ok(()) };
    let characters = i64::try_from(body.chars().count()).unwrap_or(i64::MAX);
    if counted(row.int(0)?)? >= MOST_WORKS || row.int(1)? + characters > MOST_CHARACTERS {
        return Err(RegisterError::Full { most: MOST_WORKS });
    }
    Ok(())
}

async fn revision(
    transaction: &mut Transaction,
    author: &Author,
    key: &Key,
) -> Result<u64, RegisterError> {
    let sql = "SELECT revision FROM drafts WHERE author = $1 AND key = $2";
    let rows = transaction.query(sql, &[author.id().into(), key.to_string().into()]).await?;
    counted(rows.first().map_or(Ok(0), |row| row.int(0))?)
}

fn work(row: &Row) -> Result<Work, RegisterError> {
    let stage = match row.text(6)? {
        "draft" => Stage::Draft,
        "proposed" => Stage::Proposed,
        "returned" => Stage::Returned,
        other => return Err(RegisterError::Damaged(format!("the stage {other}"))),
    };
    Ok(Work {
        key: read_key(row, 0)?,
        author: row.text(1)?.to_owned(),
        at: row.int(2)?,
        body: row.text(3)?.to_owned(),
        revision: counted(row.int(4)?)?,
        base: counted(row.int(5)?)?,
        stage,
        note: row.text(7)?.to_owned(),
    })
}
