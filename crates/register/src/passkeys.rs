//! Passkeys: public keys with which people sign in, and the questions that they answer.
//!
//! A question (a challenge) is 32 random bytes. It is asked once, for a few minutes; the node keeps its hash, and whoever
//! answers it uses it up. What is kept of a passkey opens nothing: its public key, and how often it has signed.

use sha2::{Digest, Sha256};

use crate::database::Row;
use crate::{Register, RegisterError, counted};

/// How long a question may be answered, in milliseconds: five minutes.
pub const ASKED: i64 = 5 * 60_000;
/// Questions that wait for an answer, at the most; the oldest go.
const MOST_ASKED: i64 = 20_000;
/// Passkeys of an account, at the most.
pub const MOST_PASSKEYS: usize = 20;

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id, in hexadecimal.
    pub id: String,
    /// The account's.
    pub user: String,
    /// Its public key, as COSE writes it.
    pub key: Vec<u8>,
    /// How often it has signed, where it counts.
    pub counter: u32,
    /// What its owner calls it.
    pub name: String,
    /// Since when, in milliseconds since 1970, UTC.
    pub added_at: i64,
    /// When it was last used; 0 before.
    pub used_at: i64,
}

impl Register {
    /// A new question. `of`: the account that may answer it; empty where anybody may.
    ///
    /// # Errors
    /// Whatever the database or the system's randomness says.
    pub async fn new_challenge(&self, of: &str, at_ms: i64) -> Result<[u8; 32], RegisterError> {
        let challenge = crate::random::<32>().map_err(RegisterError::System)?;
        let mut transaction = self.database.begin().await?;
        let over = "DELETE FROM challenges WHERE at < $1";
        transaction.execute(over, &[(at_ms - ASKED).into()]).await?;
        let oldest = "DELETE FROM challenges WHERE hash IN
                      (SELECT hash FROM challenges ORDER BY at DESC LIMIT 1000 OFFSET $1)";
        transaction.execute(oldest, &[(MOST_ASKED - 1).into()]).await?;
        let sql = "INSERT INTO challenges (hash, user_id, at) VALUES ($1, $2, $3)";
        transaction.execute(sql, &[hash(&challenge).into(), of.into(), at_ms.into()]).await?;
        transaction.commit().await?;
        Ok(challenge)
    }

    /// Uses up a question; whether it was asked of this account (or of anybody, where `of` is empty), and lately.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn use_challenge(
        &self,
        challenge: &[u8],
        of: &str,
        at_ms: i64,
    ) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM challenges WHERE hash = $1 AND user_id = $2 AND at >= $3";
        let params = [hash(challenge).into(), of.into(), (at_ms - ASKED).into()];
        Ok(self.change(sql, &params).await? == 1)
    }

    /// Adds a passkey to its account.
    ///
    /// # Errors
    /// [`RegisterError::Taken`] where somebody has it already; [`RegisterError::Full`] beyond [`MOST_PASSKEYS`];
    /// whatever the database says.
    pub async fn add_passkey(&self, one: &Passkey) -> Result<(), RegisterError> {
        if self.passkeys(&one.user).await?.len() >= MOST_PASSKEYS {
            return Err(RegisterError::Full { most: MOST_PASSKEYS as u64 });
        }
        let sql = "INSERT INTO passkeys (id, user_id, public_key, counter, name, added_at, used_at)
                   VALUES ($1, $2, $3, $4, $5, $6, 0)";
        let key = hex::encode(&one.key);
        let params = [
            (&one.id).into(),
            (&one.user).into(),
            key.into(),
            i64::from(one.counter).into(),
            (&one.name).into(),
            one.added_at.into(),
        ];
        match self.change(sql, &params).await {
            Ok(_) => Ok(()),
            Err(RegisterError::Database(error)) if error.is_duplicate() => {
                Err(RegisterError::Taken(one.name.clone()))
            }
            Err(error) => Err(error),
        }
    }

    /// The passkeys of an account, the first added first.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn passkeys(&self, user: &str) -> Result<Vec<Passkey>, RegisterError> {
        let sql = "SELECT id, user_id, public_key, counter, name, added_at, used_at FROM passkeys
                   WHERE user_id = $1 ORDER BY added_at, id";
        self.database.read(sql, &[user.into()]).await?.iter().map(passkey).collect()
    }

    /// The passkey of this id, in hexadecimal.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn passkey(&self, id: &str) -> Result<Option<Passkey>, RegisterError> {
        let sql = "SELECT id, user_id, public_key, counter, name, added_at, used_at FROM passkeys
                   WHERE id = $1";
        self.database.read(sql, &[id.into()]).await?.first().map(passkey).transpose()
    }

    /// Notes that a passkey was used, and what it counts now.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn use_passkey(
        &self,
        id: &str,
        counter: u32,
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let sql = "UPDATE passkeys SET counter = $2, used_at = $3 WHERE id = $1";
        self.change(sql, &[id.into(), i64::from(counter).into(), at_ms.into()]).await.map(drop)
    }

    /// Takes a passkey away from its account; whether there was one.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn remove_passkey(&self, user: &str, id: &str) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM passkeys WHERE user_id = $1 AND id = $2";
        Ok(self.change(sql, &[user.into(), id.into()]).await? > 0)
    }

    /// The account of this id, if it is open.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn open_account(&self, id: &str) -> Result<Option<crate::User>, RegisterError> {
        let sql = "SELECT id, name, role, created_at, disabled FROM users
                   WHERE id = $1 AND disabled = 0";
        let rows = self.database.read(sql, &[id.into()]).await?;
        rows.first().map(crate::accounts::user).transpose()
    }
}

fn hash(challenge: &[u8]) -> String {
    hex::encode(Sha256::digest(challenge))
}

fn passkey(row: &Row) -> Result<Passkey, RegisterError> {
    let damaged = |what: &str| RegisterError::Damaged(format!("the {what} of a passkey"));
    Ok(Passkey {
        id: row.text(0)?.to_owned(),
        user: row.text(1)?.to_owned(),
        key: hex::decode(row.text(2)?).map_err(|_| damaged("key"))?,
        counter: u32::try_from(counted(row.int(3)?)?).map_err(|_| damaged("counter"))?,
        name: row.text(4)?.to_owned(),
        added_at: row.int(5)?,
        used_at: row.int(6)?,
    })
}
