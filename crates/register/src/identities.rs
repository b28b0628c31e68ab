//! Who people are elsewhere: identities at providers (OpenID Connect) that open an account, and those who are on their way.
//!
//! An identity is the provider's name for programs (its issuer) and the provider's own name of the person (the subject).
//! Of the latter the node keeps a hash, so that its database tells nobody who somebody is elsewhere.
//!
//! Somebody on their way (an arrival) is known by a token that their browser keeps; the node keeps its hash, for
//! [`ARRIVES`]. First it is known where they went, then, where no account is theirs yet, whom the provider named: for as
//! long as they choose a name here.

use sha2::{Digest, Sha256};

use crate::database::Row;
use crate::{Register, RegisterError};

/// How long somebody may be on their way, in milliseconds: a quarter of an hour.
pub const ARRIVES: i64 = 15 * 60_000;
/// People who are on their way at once, at the most; those who left first go.
const MOST_ARRIVING: i64 = 20_000;
/// Identities of an account, at the most.
pub const MOST_IDENTITIES: usize = 20;

/// An identity that opens an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider's name for programs.
    pub issuer: String,
    /// The hash of the provider's name of the person, in hexadecimal.
    pub subject: String,
    /// The account's.
    pub user: String,
    /// Since when, in milliseconds since 1970, UTC.
    pub added_at: i64,
    /// When it was last used; 0 before.
    pub used_at: i64,
}

/// Somebody who is on their way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The id of the provider, as the node's owner calls it.
    pub provider: String,
    /// The hash of whom it named; empty before.
    pub subject: String,
    /// The account that adds an identity; empty where somebody signs in.
    pub user: String,
    /// Code of the language in which they read.
    pub lang: String,
    /// Where they go on to.
    pub onward: String,
}

/// The hash by which a person at a provider is known here.
pub fn subject(issuer: &str, subject: &str) -> String {
    hex::encode(Sha256::digest(format!("{issuer}\n{subject}")))
}

impl Register {
    /// Notes that somebody is on their way, and gives the token that their browser keeps: 32 random bytes in hexadecimal.
    ///
    /// # Errors
    /// Whatever the database or the system's randomness says.
    pub async fn begin_arrival(&self, one: &Arrival, at_ms: i64) -> Result<String, RegisterError> {
        let token = hex::encode(crate::random::<32>().map_err(RegisterError::System)?);
        let mut transaction = self.database.begin().await?;
        let over = "DELETE FROM arrivals WHERE at < $1";
        transaction.execute(over, &[(at_ms - ARRIVES).into()]).await?;
        // Those whom a provider has named are not pushed out by those who only say that they leave.
        let oldest = "DELETE FROM arrivals WHERE hash IN
                      (SELECT hash FROM arrivals WHERE subject = '' ORDER BY at DESC
                       LIMIT 1000 OFFSET $1)";
        transaction.execute(oldest, &[(MOST_ARRIVING - 1).into()]).await?;
        let sql = "INSERT INTO arrivals (hash, provider, subject, user_id, lang, onward, at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let params = [
            hash(&token).into(),
            (&one.provider).into(),
            (&one.subject).into(),
            (&one.user).into(),
            (&one.lang).into(),
            (&one.onward).into(),
            at_ms.into(),
        ];
        transaction.execute(sql, &params).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Who is on their way with a token, if they left lately.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn arrival(&self, token: &str, at_ms: i64) -> Result<Option<Arrival>, RegisterError> {
        let sql = "SELECT provider, subject, user_id, lang, onward FROM arrivals
                   WHERE hash = $1 AND at >= $2";
        let params = [hash(token).into(), (at_ms - ARRIVES).into()];
        self.database.read(sql, &params).await?.first().map(arrival).transpose()
    }

    /// Ends a way; whether there was one: of two who ask with the same token, one is told so.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn end_arrival(&self, token: &str) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM arrivals WHERE hash = $1";
        Ok(self.change(sql, &[hash(token).into()]).await? == 1)
    }

    /// Adds an identity to its account.
    ///
    /// # Errors
    /// [`RegisterError::Taken`] where it opens an account already; [`RegisterError::Full`] beyond [`MOST_IDENTITIES`];
    /// whatever the database says.
    pub async fn add_identity(&self, one: &Identity) -> Result<(), RegisterError> {
        if self.identities(&one.user).await?.len() >= MOST_IDENTITIES {
            return Err(RegisterError::Full { most: MOST_IDENTITIES as u64 });
        }
        let sql = "INSERT INTO identities (issuer, subject, user_id, added_at, used_at)
                   VALUES ($1, $2, $3, $4, $5)";
        let params = [
            (&one.issuer).into(),
            (&one.subject).into(),
            (&one.user).into(),
            one.added_at.into(),
            one.used_at.into(),
        ];
        match self.change(sql, &params).await {
            Ok(_) => Ok(()),
            Err(RegisterError::Database(error)) if error.is_duplicate() => {
                Err(RegisterError::Taken(one.issuer.clone()))
            }
            Err(error) => Err(error),
        }
    }

    /// The identities of an account, the first added first.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn identities(&self, user: &str) -> Result<Vec<Identity>, RegisterError> {
        let sql = "SELECT issuer, subject, user_id, added_at, used_at FROM identities
                   WHERE user_id = $1 ORDER BY added_at, issuer, subject";
        self.database.read(sql, &[user.into()]).await?.iter().map(identity).collect()
    }

    /// The identity of this subject at a provider.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<Identity>, RegisterError> {
        let sql = "SELECT issuer, subject, user_id, added_at, used_at FROM identities
                   WHERE issuer = $1 AND subject = $2";
        let rows = self.database.read(sql, &[issuer.into(), subject.into()]).await?;
        rows.first().map(identity).transpose()
    }

    /// Notes that an identity was used.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn use_identity(
        &self,
        issuer: &str,
        subject: &str,
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let sql = "UPDATE identities SET used_at = $3 WHERE issuer = $1 AND subject = $2";
        self.change(sql, &[issuer.into(), subject.into(), at_ms.into()]).await.map(drop)
    }

    /// Takes an identity away from its account; whether there was one.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn remove_identity(&self, user: &str, subject: &str) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM identities WHERE user_id = $1 AND subject = $2";
        Ok(self.change(sql, &[user.into(), subject.into()]).await? > 0)
    }
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

fn identity(row: &Row) -> Result<Identity, RegisterError> {
    Ok(Identity {
        issuer: row.text(0)?.to_owned(),
        subject: row.text(1)?.to_owned(),
        user: row.text(2)?.to_owned(),
        added_at: row.int(3)?,
        used_at: row.int(4)?,
    })
}

fn arrival(row: &Row) -> Result<Arrival, RegisterError> {
    Ok(Arrival {
        provider: row.text(0)?.to_owned(),
        subject: row.text(1)?.to_owned(),
        user: row.text(2)?.to_owned(),
        lang: row.text(3)?.to_owned(),
        onward: row.text(4)?.to_owned(),
    })
}
