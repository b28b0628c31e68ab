//! Mail to people who asked for it: their addresses, and what waits to be sent.
//!
//! An address is one person's, asked for and not needed. Nothing is sent to it before its owner has said, by a link that
//! was sent there, that it is theirs. What waits is a line each: what happened, to what; words are made of it when it is
//! sent. A message is tried again after ever longer waits, for two days. Tokens in links are kept by their hash. All of
//! it goes with the account.

use sha2::{Digest, Sha256};

use crate::database::{Row, Transaction};
use crate::sessions::REMEMBERED;
use crate::{Register, RegisterError, counted};

/// Times that a message is tried.
const ATTEMPTS: i64 = 10;
/// Wait after the first failure, in milliseconds; doubled after each further one: a minute to four hours.
const FIRST_WAIT: i64 = 60_000;
/// Messages that wait for one person, at the most: more would be no news.
const MOST_WAITING: u64 = 50;

/// Where somebody has mail sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// The address.
    pub address: String,
    /// Code of the language that they read.
    pub lang: String,
    /// Whether they said that it is theirs.
    pub is_confirmed: bool,
    /// Whether they want to hear of comment rounds.
    pub rounds: bool,
}

/// A message that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMail {
    /// Its id.
    pub id: String,
    /// Whose.
    pub user: String,
    /// Where to.
    pub to: MailAddress,
    /// What happened: a code.
    pub what: String,
    /// To which record; empty where it is about the account.
    pub about: String,
    /// How often it was tried.
    pub attempts: u64,
}

impl Register {
    /// Keeps the address of somebody, in the place of another; it is to be confirmed.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn set_mail_address(
        &self,
        user: &str,
        address: &str,
        lang: &str,
    ) -> Result<(), RegisterError> {
        let sql =
            "INSERT INTO mail_addresses (user_id, address, lang, confirmed) VALUES ($1, $2, $3, 0)
                   ON CONFLICT (user_id) DO UPDATE SET address = excluded.address,
                     lang = excluded.lang, confirmed = 0";
        self.change(sql, &[user.into(), address.into(), lang.into()]).await.map(drop)
    }

    /// Notes whether somebody who has mail sent wants to hear of comment rounds.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn set_mail_rounds(&self, user: &str, rounds: bool) -> Result<(), RegisterError> {
        let sql = "UPDATE mail_addresses SET rounds = $2 WHERE user_id = $1";
        self.change(sql, &[user.into(), rounds.into()]).await.map(drop)
    }

    /// Takes the address of somebody away, with all that waits for them.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn remove_mail_address(&self, user: &str) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        for sql in [
            "DELETE FROM mail_addresses WHERE user_id = $1",
            "DELETE FROM mails WHERE user_id = $1",
            "DELETE FROM mail_tokens WHERE user_id = $1",
        ] {
            transaction.execute(sql, &[user.into()]).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The address of somebody.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn mail_address(&self, user: &str) -> Result<Option<MailAddress>, RegisterError> {
        let sql = "SELECT address, lang, confirmed, rounds FROM mail_addresses WHERE user_id = $1";
        let rows = self.database.read(sql, &[user.into()]).await?;
        rows.first().map(|row| address(row, 0)).transpose()
    }

    /// Notes that something happened of which somebody is to hear by mail, if they have mail sent. `once`: not again for
    /// the same thing. Whether a message waits now.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn queue_mail(
        &self,
        user: &str,
        (what, about): (&str, &str),
        at_ms: i64,
    ) -> Result<bool, RegisterError> {
        let mut transaction = self.database.begin().await?;
        let waits = queue(&mut transaction, user, (what, about), at_ms).await?;
        transaction.commit().await?;
        Ok(waits)
    }

    /// As [`Self::queue_mail`], for many at once.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn queue_mails(
        &self,
        users: &[&str],
        (what, about): (&str, &str),
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        for user in users {
            queue(&mut transaction, user, (what, about), at_ms).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The next message that is due, taken by whoever asks: nobody else gets it in the next minutes.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn take_mail(&self, at_ms: i64) -> Result<Option<WaitingMail>, RegisterError> {
        let mut transaction = self.database.begin().await?;
        let sql = "SELECT id, mails.user_id, what, about, attempts, address, lang, confirmed,
                     rounds
                   FROM mails JOIN mail_addresses ON mail_addresses.user_id = mails.user_id
                   WHERE next_at <= $1 ORDER BY next_at, id LIMIT 1";
        let rows = transaction.query(sql, &[at_ms.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let attempts = row.int(4)?;
        let found = WaitingMail {
            id: row.text(0)?.to_owned(),
            user: row.text(1)?.to_owned(),
            what: row.text(2)?.to_owned(),
            about: row.text(3)?.to_owned(),
            attempts: counted(attempts)?,
            to: address(row, 5)?,
        };
        // A process that dies while it sends has tried.
        let wait = FIRST_WAIT << attempts.clamp(0, 8);
        let sql = "UPDATE mails SET attempts = attempts + 1, next_at = $2 WHERE id = $1";
        transaction.execute(sql, &[(&found.id).into(), (at_ms + wait).into()]).await?;
        transaction.commit().await?;
        Ok(Some(found))
    }

    /// Lets go of a message: it was sent, or never will be.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn end_mail(&self, id: &str) -> Result<(), RegisterError> {
        self.change("DELETE FROM mails WHERE id = $1", &[id.into()]).await.map(drop)
    }

    /// Lets go of messages that were tried as often as they are.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn end_tired_mail(&self) -> Result<u64, RegisterError> {
        self.change("DELETE FROM mails WHERE attempts >= $1", &[ATTEMPTS.into()]).await
    }

    /// A token for the links of a message to somebody; the node keeps its hash, for a year.
    ///
    /// # Errors
    /// Whatever the database or the system's randomness says.
    pub async fn new_mail_token(&self, user: &str, at_ms: i64) -> Result<String, RegisterError> {
        let token = hex::encode(crate::random::<16>().map_err(RegisterError::System)?);
        let mut transaction = self.database.begin().await?;
        let old = "DELETE FROM mail_tokens WHERE at < $1";
        transaction.execute(old, &[(at_ms - REMEMBERED).into()]).await?;
        let sql = "INSERT INTO mail_tokens (hash, user_id, at) VALUES ($1, $2, $3)";
        transaction.execute(sql, &[hash(&token).into(), user.into(), at_ms.into()]).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Whose token this is.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn mail_token(&self, token: &str) -> Result<Option<String>, RegisterError> {
        let sql = "SELECT user_id FROM mail_tokens WHERE hash = $1";
        let rows = self.database.read(sql, &[hash(token).into()]).await?;
        Ok(rows.first().map(|row| row.text(0)).transpose()?.map(str::to_owned))
    }

    /// Notes that an address is its owner's.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn confirm_mail_address(&self, user: &str) -> Result<(), RegisterError> {
        let sql = "UPDATE mail_addresses SET confirmed = 1 WHERE user_id = $1";
        self.change(sql, &[user.into()]).await.map(drop)
    }

    /// Marks that somebody was told of something; whether they had not been.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn mark_told(&self, user: &str, what: &str) -> Result<bool, RegisterError> {
        let sql = "INSERT INTO mail_told (user_id, what) VALUES ($1, $2)
                   ON CONFLICT (user_id, what) DO NOTHING";
        Ok(self.change(sql, &[user.into(), what.into()]).await? == 1)
    }
}

/// Lets a message wait for somebody, where one may go to them.
async fn queue(
    transaction: &mut Transaction,
    user: &str,
    (what, about): (&str, &str),
    at_ms: i64,
) -> Result<bool, RegisterError> {
    let sql = "SELECT confirmed, (SELECT COUNT(*) FROM mails WHERE user_id = $1)
               FROM mail_addresses WHERE user_id = $1";
    let rows = transaction.query(sql, &[user.into()]).await?;
    let Some(row) = rows.first() else { return Ok(false) };
    // Only the question whether an address is theirs goes to one that is not confirmed.
    let goes = row.int(0)? != 0 || what == CONFIRM;
    if !goes || counted(row.int(1)?)? >= MOST_WAITING {
        return Ok(false);
    }
    let id = hex::encode(crate::random::<16>().map_err(RegisterError::System)?);
    let sql = "INSERT INTO mails (id, user_id, what, about, at, next_at, attempts)
               VALUES ($1, $2, $3, $4, $5, $5, 0)";
    let params = [id.into(), user.into(), what.into(), about.into(), at_ms.into()];
    transaction.execute(sql, &params).await?;
    Ok(true)
}

/// The question whether an address is its owner's.
pub const CONFIRM: &str = "confirm";

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

fn address(row: &Row, from: usize) -> Result<MailAddress, RegisterError> {
    Ok(MailAddress {
        address: row.text(from)?.to_owned(),
        lang: row.text(from + 1)?.to_owned(),
        is_confirmed: row.int(from + 2)? != 0,
        rounds: row.int(from + 3)? != 0,
    })
}
