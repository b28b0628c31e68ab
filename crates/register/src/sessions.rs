//! Who is signed in: sessions, and the record of every time that somebody signed in, or could not.
//!
//! The one who signs in gets a token; the node keeps its hash alone, so that a copy of the database opens no session.
//! A session ends when its owner closes it, when nobody has used it for [`IDLE`], and [`LONGEST`] after it was opened.
//! A password that changes, an account that is closed, ends all of its sessions.

use sha2::{Digest, Sha256};

use crate::accounts::user;
use crate::database::Row;
use crate::{Register, RegisterError, User};

/// A session that nobody used for so long is over, in milliseconds: twelve hours.
pub const IDLE: i64 = 12 * 3_600_000;
/// A session that was opened so long ago is over, in milliseconds: seven days.
pub const LONGEST: i64 = 7 * 24 * 3_600_000;
/// How long the record of a sign-in is kept, in milliseconds: a year.
pub const REMEMBERED: i64 = 366 * 24 * 3_600_000;
/// A session's last use is written at most this often, in milliseconds.
const NOTED: i64 = 60_000;

/// What somebody signed in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Name and password.
    Password,
    /// One of the codes that work once.
    RecoveryCode,
    /// A passkey.
    Passkey,
    /// An account at a provider of identity (OpenID Connect).
    Provider,
}

impl Means {
    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey => "passkey",
            Self::Provider => "provider",
        }
    }
}

/// An open session, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Tells it from the owner's others; opens nothing.
    pub id: String,
    /// When it was opened, in milliseconds since 1970, UTC.
    pub opened_at: i64,
    /// When it was last used, within a minute.
    pub seen_at: i64,
}

/// One time that somebody signed in to an account, or could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Code of the means.
    pub means: String,
    /// Whether it succeeded.
    pub succeeded: bool,
}

impl Register {
    /// Opens a session, and gives its token: 32 random bytes in hexadecimal, known to nobody else.
    ///
    /// # Errors
    /// Whatever the database or the system's randomness says.
    pub async fn open_session(&self, user: &str, at_ms: i64) -> Result<String, RegisterError> {
        let token = hex::encode(crate::random::<32>().map_err(RegisterError::System)?);
        let mut transaction = self.database.begin().await?;
        let over = "DELETE FROM sessions WHERE seen_at < $1 OR opened_at < $2";
        transaction.execute(over, &[(at_ms - IDLE).into(), (at_ms - LONGEST).into()]).await?;
        let sql = "INSERT INTO sessions (token_hash, user_id, opened_at, seen_at)
                   VALUES ($1, $2, $3, $3)";
        transaction.execute(sql, &[hash(&token).into(), user.into(), at_ms.into()]).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Whose session a token opens, if it is not over and the account is open.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn session(
        &self,
        token: &str,
        at_ms: i64,
    ) -> Result<Option<(User, Session)>, RegisterError> {
        let hash = hash(token);
        let sql =
            "SELECT users.id, name, role, created_at, disabled, token_hash, opened_at, seen_at
                   FROM sessions JOIN users ON users.id = user_id WHERE token_hash = $1";
        let rows = self.database.read(sql, &[hash.as_str().into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (user, session) = (user(row)?, session(row, 5)?);
        let over = session.seen_at < at_ms - IDLE || session.opened_at < at_ms - LONGEST;
        if over || user.disabled {
            return Ok(None);
        }
        if session.seen_at < at_ms - NOTED {
            let sql = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1";
            self.change(sql, &[hash.into(), at_ms.into()]).await?;
        }
        Ok(Some((user, session)))
    }

    /// The open sessions of an account, the last opened first.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn sessions(&self, user: &str, at_ms: i64) -> Result<Vec<Session>, RegisterError> {
        let sql = "SELECT token_hash, opened_at, seen_at FROM sessions
                   WHERE user_id = $1 AND seen_at >= $2 AND opened_at >= $3
                   ORDER BY opened_at DESC, token_hash";
        let params = [user.into(), (at_ms - IDLE).into(), (at_ms - LONGEST).into()];
        self.database.read(sql, &params).await?.iter().map(|row| session(row, 0)).collect()
    }

    /// Closes the session of a token.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn close_session(&self, token: &str) -> Result<(), RegisterError> {
        let sql = "DELETE FROM sessions WHERE token_hash = $1";
        self.change(sql, &[hash(token).into()]).await.map(drop)
    }

    /// Closes every session of an account.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn close_sessions(&self, user: &str) -> Result<(), RegisterError> {
        let sql = "DELETE FROM sessions WHERE user_id = $1";
        self.change(sql, &[user.into()]).await.map(drop)
    }

    /// Closes one session of an account, told by its [`Session::id`]; whether there was one.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn close_one_session(&self, user: &str, id: &str) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM sessions WHERE user_id = $1 AND SUBSTR(token_hash, 1, 12) = $2";
        Ok(self.change(sql, &[user.into(), id.into()]).await? > 0)
    }

    /// Notes that an account was signed in to, or that somebody tried. What is older than a year goes. Of a name that
    /// has no account (`None`) the same work is done, so that it takes as long, and nothing stays but one line that says
    /// nothing of anybody.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn note_sign_in(
        &self,
        user: Option<&str>,
        means: Means,
        succeeded: bool,
        at_ms: i64,
    ) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        let old = "DELETE FROM sign_ins WHERE user_id = $1 AND at < $2";
        let since = if user.is_some() { at_ms - REMEMBERED } else { i64::MAX };
        let user = user.unwrap_or_default();
        transaction.execute(old, &[user.into(), since.into()]).await?;
        let sql = "INSERT INTO sign_ins (user_id, at, means, outcome) VALUES ($1, $2, $3, $4)";
        let outcome = if succeeded { "succeeded" } else { "failed" };
        let params = [user.into(), at_ms.into(), means.code().into(), outcome.into()];
        transaction.execute(sql, &params).await?;
        Ok(transaction.commit().await?)
    }

    /// The sign-ins of an account, the last first, at most 100.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn sign_ins(&self, user: &str) -> Result<Vec<SignIn>, RegisterError> {
        let sql = "SELECT at, means, outcome FROM sign_ins WHERE user_id = $1
                   ORDER BY at DESC LIMIT 100";
        let rows = self.database.read(sql, &[user.into()]).await?;
        let sign_in = |row: &Row| {
            Ok(SignIn {
                at: row.int(0)?,
                means: row.text(1)?.to_owned(),
                succeeded: row.text(2)? == "succeeded",
            })
        };
        rows.iter().map(sign_in).collect()
    }

    /// Gives an account new recovery codes in the place of all that it had, and shows them this once: ten of 120
    /// random bits each, in groups that can be written down.
    ///
    /// # Errors
    /// Whatever the database or the system's randomness says.
    pub async fn new_recovery_codes(&self, user: &str) -> Result<Vec<String>, RegisterError> {
        let mut codes = Vec::with_capacity(CODES);
        for _ in 0..CODES {
            codes.push(written(crate::random::<CODE_BYTES>().map_err(RegisterError::System)?));
        }
        let mut transaction = self.database.begin().await?;
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1";
        transaction.execute(sql, &[user.into()]).await?;
        for code in &codes {
            let sql = "INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)";
            transaction.execute(sql, &[user.into(), hash(&folded(code)).into()]).await?;
        }
        transaction.commit().await?;
        Ok(codes)
    }

    /// How many recovery codes an account has left.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn recovery_codes(&self, user: &str) -> Result<u64, RegisterError> {
        let sql = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1";
        let rows = self.database.read(sql, &[user.into()]).await?;
        crate::counted(rows.first().map_or(Ok(0), |row| row.int(0))?)
    }

    /// Uses up one of an account's recovery codes; whether it was one. Spaces, dashes and case do not matter.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn use_recovery_code(&self, user: &str, code: &str) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2";
        Ok(self.change(sql, &[user.into(), hash(&folded(code)).into()]).await? == 1)
    }
}

/// Recovery codes of an account.
const CODES: usize = 10;
/// Random bytes of a recovery code: 120 bits, enough that a fast hash keeps it.
const CODE_BYTES: usize = 15;
/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A code as people write it: `ABCD-EFGH-JKLM-NPQR-STUV-WXYZ`.
fn written(bytes: [u8; CODE_BYTES]) -> String {
    let bits = bytes.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut code = String::new();
    for place in 0..CODE_BYTES * 8 / 5 {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[(bits >> (CODE_BYTES * 8 - 5 - 5 * place) & 31) as usize]));
    }
    code
}

fn folded(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Letters of a session's hash that tell it from the owner's others; [`Register::close_one_session`] counts on it.
const SHOWN: usize = 12;

fn session(row: &Row, from: usize) -> Result<Session, RegisterError> {
    Ok(Session {
        id: row.text(from)?.chars().take(SHOWN).collect(),
        opened_at: row.int(from + 1)?,
        seen_at: row.int(from + 2)?,
    })
}
