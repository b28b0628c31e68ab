//! Who looked at what is stored about somebody and is not public.
//!
//! Whoever shows such a thing to anybody but its owner notes it here first, for its owner to see: who it was, what they
//! saw, and when. A look is noted once in an hour for the same person and thing. It is kept for a year, and goes with
//! the account that it is about.

use std::collections::HashSet;

use crate::sessions::REMEMBERED;
use crate::{Register, RegisterError};

/// How long a second look at the same thing is the same look, in milliseconds: an hour.
const SAME: i64 = 3_600_000;

/// What was seen of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The name beside something that waits for a moderator.
    Queue,
    /// Something of theirs that is not published, whole.
    Proposal,
    /// The line of their account in a list of accounts.
    Accounts,
    /// Their account: roles, sessions, sign-ins.
    Account,
}

impl Seen {
    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Proposal => "proposal",
            Self::Accounts => "accounts",
            Self::Account => "account",
        }
    }
}

/// Somebody who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looker<'a> {
    /// Whoever has this account, by its id.
    Account(&'a str),
    /// Whoever sits at the node's terminal.
    Terminal,
}

/// One look at what is stored about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Whether it was from the node's terminal, where accounts are not told apart.
    pub at_terminal: bool,
    /// The name of the account that looked; `None` at the terminal, and where the account is gone.
    pub by: Option<String>,
    /// Code of what was seen.
    pub seen: String,
    /// The record that it was about; empty where it was about the account.
    pub about: String,
}

impl Register {
    /// Notes that somebody looks at what is stored about others: of each of `of`, the id of the account and the record
    /// that it is about. One's own is not noted.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn note_looks(
        &self,
        by: Looker<'_>,
        seen: Seen,
        of: &[(&str, String)],
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let by = match by {
            Looker::Account(id) => id,
            Looker::Terminal => "",
        };
        let recent = "SELECT user_id, about FROM looks WHERE by_id = $1 AND seen = $2 AND at > $3";
        let params = [by.into(), seen.code().into(), (at_ms - SAME).into()];
        let mut known = HashSet::new();
        for row in self.database.read(recent, &params).await? {
            known.insert((row.text(0)?.to_owned(), row.text(1)?.to_owned()));
        }
        let is_new = |(owner, about): &&(&str, String)| {
            *owner != by && !known.contains(&((*owner).to_owned(), about.clone()))
        };
        let new: Vec<&(&str, String)> = of.iter().filter(is_new).collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut transaction = self.database.begin().await?;
        let old = "DELETE FROM looks WHERE at < $1";
        transaction.execute(old, &[(at_ms - REMEMBERED).into()]).await?;
        let sql = "INSERT INTO looks (user_id, at, by_id, seen, about) VALUES ($1, $2, $3, $4, $5)";
        for (owner, about) in new {
            let params =
                [(*owner).into(), at_ms.into(), by.into(), seen.code().into(), about.into()];
            transaction.execute(sql, &params).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Who looked at what is stored about an account, the last first, at most 500.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn looks(&self, user: &str) -> Result<Vec<Look>, RegisterError> {
        let sql =
            "SELECT at, by_id, name, seen, about FROM looks LEFT JOIN users ON users.id = by_id
                   WHERE user_id = $1 ORDER BY at DESC, about LIMIT 500";
        let rows = self.database.read(sql, &[user.into()]).await?;
        let look = |row: &crate::database::Row| {
            Ok(Look {
                at: row.int(0)?,
                at_terminal: row.text(1)?.is_empty(),
                by: row.opt_text(2)?.map(str::to_owned),
                seen: row.text(3)?.to_owned(),
                about: row.text(4)?.to_owned(),
            })
        };
        rows.iter().map(look).collect()
    }
}
