//! Drafts: work that is not published. They are outside the log, can be changed without a trace, and
//! are thrown away for good.

use passerelle_vocabulary::Key;

use crate::database::{Param, Row};
use crate::read::read_key;
use crate::{Author, Register, RegisterError};

/// A draft: one for each author and record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The record that it is to become a version of.
    pub key: Key,
    /// Opaque id of its author.
    pub author: String,
    /// When it was saved, in milliseconds since 1970, UTC.
    pub at: i64,
    /// What was written: any text, sound or not.
    pub body: String,
}

impl Register {
    /// Saves a draft, over the one that its author had for this record.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn save_draft(&self, draft: &Draft) -> Result<(), RegisterError> {
        let sql = "INSERT INTO drafts (key, author, at, body) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (author, key) DO UPDATE SET at = excluded.at, body = excluded.body";
        let key = draft.key.to_string();
        let params = [key.into(), (&draft.author).into(), draft.at.into(), (&draft.body).into()];
        self.change(sql, &params).await.map(drop)
    }

    /// The author's draft for this record.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn draft(&self, author: &Author, key: &Key) -> Result<Option<Draft>, RegisterError> {
        let sql = "SELECT key, author, at, body FROM drafts WHERE author = $1 AND key = $2";
        let params = [author.id().into(), key.to_string().into()];
        let rows = self.database.read(sql, &params).await?;
        rows.first().map(draft).transpose()
    }

    /// The author's drafts, the newest first, at most 1000.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn drafts(&self, author: &Author) -> Result<Vec<Draft>, RegisterError> {
        let sql = "SELECT key, author, at, body FROM drafts WHERE author = $1
                   ORDER BY at DESC, key LIMIT 1000";
        let rows = self.database.read(sql, &[author.id().into()]).await?;
        rows.iter().map(draft).collect()
    }

    /// Everyone's drafts for this record, the newest first, at most 1000.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn drafts_of(&self, key: &Key) -> Result<Vec<Draft>, RegisterError> {
        let sql = "SELECT key, author, at, body FROM drafts WHERE key = $1
                   ORDER BY at DESC, author LIMIT 1000";
        let rows = self.database.read(sql, &[key.to_string().into()]).await?;
        rows.iter().map(draft).collect()
    }

    /// Throws the author's draft away; says whether there was one.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn delete_draft(&self, author: &Author, key: &Key) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM drafts WHERE author = $1 AND key = $2";
        Ok(self.change(sql, &[author.id().into(), key.to_string().into()]).await? > 0)
    }

    /// One statement, in a transaction of its own.
    pub(crate) async fn change(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, RegisterError> {
        let mut transaction = self.database.begin().await?;
        let rows = transaction.execute(sql, params).await?;
        transaction.commit().await?;
        Ok(rows)
    }
}

fn draft(row: &Row) -> Result<Draft, RegisterError> {
    Ok(Draft {
        key: read_key(row, 0)?,
        author: row.text(1)?.to_owned(),
        at: row.int(2)?,
        body: row.text(3)?.to_owned(),
    })
}
