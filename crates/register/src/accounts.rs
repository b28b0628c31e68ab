//! Who may sign in, and the names behind the log's opaque ids. None of this is in the log: all of it
//! can be changed and erased.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use crate::database::{Param, Row, Transaction};
use crate::roles::Role;
use crate::{Author, Register, RegisterError};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Opaque id: what the log knows of its owner.
    pub id: String,
    /// The name to sign in with, unique on the node.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Since when, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// Whether signing in is refused.
    pub disabled: bool,
}

impl User {
    /// The author that this account writes as.
    pub fn author(&self) -> Author {
        Author::new(&self.id)
    }
}

const NAME_BYTES: usize = 200;
const CLOSE_SESSIONS: &str =
    "DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE name = $1)";
/// What is known of an account, in every table that knows something of it.
const FORGET: [&str; 16] = [
    "DELETE FROM authors WHERE id = $1",
    "DELETE FROM users WHERE id = $1",
    "DELETE FROM grants WHERE user_id = $1",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM recovery_codes WHERE user_id = $1",
    "DELETE FROM sign_ins WHERE user_id = $1",
    "DELETE FROM looks WHERE user_id = $1",
    "DELETE FROM passkeys WHERE user_id = $1",
    "DELETE FROM challenges WHERE user_id = $1",
    "DELETE FROM identities WHERE user_id = $1",
    "DELETE FROM arrivals WHERE user_id = $1",
    "DELETE FROM mail_addresses WHERE user_id = $1",
    "DELETE FROM mails WHERE user_id = $1",
    "DELETE FROM mail_tokens WHERE user_id = $1",
    "DELETE FROM mail_told WHERE user_id = $1",
    "DELETE FROM drafts WHERE author = $1",
];
const FORGOTTEN: [&str; 16] = [
    "authors",
    "users",
    "grants",
    "sessions",
    "recovery_codes",
    "sign_ins",
    "looks",
    "passkeys",
    "challenges",
    "identities",
    "arrivals",
    "mail_addresses",
    "mails",
    "mail_tokens",
    "mail_told",
    "drafts",
];
const USER: &str = "SELECT id, name, role, created_at, disabled, password_hash FROM users
                    WHERE name = $1";

impl Register {
    /// Opens an account. Without a password its owner cannot sign in with one.
    ///
    /// # Errors
    /// The name is taken, empty or too long.
    pub async fn add_user(
        &self,
        name: &str,
        password: Option<&str>,
        role: Role,
        at_ms: i64,
    ) -> Result<User, RegisterError> {
        check_name(name)?;
        let id = hex::encode(crate::random::<16>().map_err(RegisterError::System)?);
        let hash = match password {
            Some(password) => Some(hash_password(password.to_owned()).await?),
            None => None,
        };
        let user = User { id, name: name.to_owned(), role, created_at: at_ms, disabled: false };
        let sql = "INSERT INTO users (id, name, password_hash, role, created_at)
                   VALUES ($1, $2, $3, $4, $5)";
        let params =
            [(&user.id).into(), name.into(), hash.into(), role.code().into(), at_ms.into()];
        match self.change(sql, &params).await {
            Ok(_) => Ok(user),
            Err(RegisterError::Database(error)) if error.is_duplicate() => {
                Err(RegisterError::Taken(name.to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    /// All accounts, sorted by name.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn list_users(&self) -> Result<Vec<User>, RegisterError> {
        let sql = "SELECT id, name, role, created_at, disabled FROM users ORDER BY name";
        self.database.read(sql, &[]).await?.iter().map(user).collect()
    }

    /// Gives an account another role.
    ///
    /// # Errors
    /// There is no account of this name; it is the only owner's, and would be so no more.
    pub async fn set_role(&self, name: &str, role: Role) -> Result<(), RegisterError> {
        let sql = "UPDATE users SET role = $2 WHERE name = $1";
        self.change_account(name, sql, role.code().into()).await
    }

    /// Closes an account, or opens it again.
    ///
    /// # Errors
    /// There is no account of this name; it is the only owner's, and would be closed.
    pub async fn set_disabled(&self, name: &str, disabled: bool) -> Result<(), RegisterError> {
        let sql = "UPDATE users SET disabled = $2 WHERE name = $1";
        self.change_account(name, sql, disabled.into()).await
    }

    /// Changes something of an account, unless the node would have no owner any more.
    async fn change_account(
        &self,
        name: &str,
        sql: &'static str,
        value: Param<'_>,
    ) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        let before = owners(&mut transaction).await?;
        let rows = transaction.execute(sql, &[name.into(), value]).await?;
        exists(rows, name)?;
        // Whoever may do less from now on does not go on with what they may no longer do.
        transaction.execute(CLOSE_SESSIONS, &[name.into()]).await?;
        if before > 0 && owners(&mut transaction).await? == 0 {
            return Err(RegisterError::LastOwner(name.to_owned()));
        }
        Ok(transaction.commit().await?)
    }

    /// Gives an account another password, and closes its sessions.
    ///
    /// # Errors
    /// There is no account of this name.
    pub async fn set_password(&self, name: &str, password: &str) -> Result<(), RegisterError> {
        let hash = hash_password(password.to_owned()).await?;
        let sql = "UPDATE users SET password_hash = $2 WHERE name = $1";
        let mut transaction = self.database.begin().await?;
        let rows = transaction.execute(sql, &[name.into(), hash.into()]).await?;
        exists(rows, name)?;
        transaction.execute(CLOSE_SESSIONS, &[name.into()]).await?;
        Ok(transaction.commit().await?)
    }

    /// The account, if it is open and this is its password. Takes as long for a name that does not
    /// exist as for one that does.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn sign_in(&self, name: &str, password: &str) -> Result<Option<User>, RegisterError> {
        let rows = self.database.read(USER, &[name.into()]).await?;
        let hash = match rows.first() {
            Some(row) => row.opt_text(5)?.map(str::to_owned),
            None => None,
        };
        let right = check_password(password.to_owned(), hash).await?;
        let found = rows.first().map(user).transpose()?;
        Ok(found.filter(|user| right && !user.disabled))
    }

    /// Whether an account has a password: not so where its owner signs in by other means alone.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn has_password(&self, user: &str) -> Result<bool, RegisterError> {
        let sql = "SELECT COUNT(*) FROM users WHERE id = $1 AND password_hash IS NOT NULL";
        let rows = self.database.read(sql, &[user.into()]).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.int(0))? > 0)
    }

    /// The account of this name.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn user(&self, name: &str) -> Result<Option<User>, RegisterError> {
        self.database.read(USER, &[name.into()]).await?.first().map(user).transpose()
    }

    /// The name of the account that writes as an author; `None` where there is none any more.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn user_name(&self, author: &Author) -> Result<Option<String>, RegisterError> {
        let sql = "SELECT name FROM users WHERE id = $1";
        let rows = self.database.read(sql, &[author.id().into()]).await?;
        Ok(rows.first().map(|row| row.text(0)).transpose()?.map(str::to_owned))
    }

    /// Gives an author's id a name to show.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn set_author_name(&self, author: &Author, name: &str) -> Result<(), RegisterError> {
        let sql = "INSERT INTO authors (id, name) VALUES ($1, $2)
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name";
        self.change(sql, &[author.id().into(), name.into()]).await.map(drop)
    }

    /// The name of an author; `None` if there is none, or it was erased.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn author_name(&self, author: &Author) -> Result<Option<String>, RegisterError> {
        let sql = "SELECT name FROM authors WHERE id = $1";
        let rows = self.database.read(sql, &[author.id().into()]).await?;
        Ok(rows.first().map(|row| row.text(0)).transpose()?.map(str::to_owned))
    }

    /// Erases the name of an author, their account with its roles and sessions, and their drafts: what of theirs was
    /// published stays, by nobody in particular.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn forget_author(&self, author: &Author) -> Result<(), RegisterError> {
        let mut transaction = self.database.begin().await?;
        for sql in FORGET {
            transaction.execute(sql, &[author.id().into()]).await?;
        }
        transaction.commit().await?;
        Ok(self.database.purge(&FORGOTTEN).await?)
    }
}

/// Whether this can be the name of an account: some letters, none of which does not show.
///
/// # Errors
/// [`RegisterError::Text`].
pub fn check_name(name: &str) -> Result<(), RegisterError> {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let sound = !name.trim().is_empty() && name.len() <= NAME_BYTES && !name.contains(hidden);
    if sound { Ok(()) } else { Err(RegisterError::Text { field: "name" }) }
}

/// How many accounts may run the node.
async fn owners(transaction: &mut Transaction) -> Result<i64, RegisterError> {
    let sql = "SELECT COUNT(*) FROM users WHERE role = $1 AND disabled = 0";
    let rows = transaction.query(sql, &[Role::Administrator.code().into()]).await?;
    Ok(rows.first().map_or(Ok(0), |row| row.int(0))?)
}

fn exists(rows: u64, name: &str) -> Result<(), RegisterError> {
    if rows > 0 { Ok(()) } else { Err(RegisterError::NotFound(name.to_owned())) }
}

pub(crate) fn user(row: &Row) -> Result<User, RegisterError> {
    let role = row.text(2)?;
    Ok(User {
        id: row.text(0)?.to_owned(),
        name: row.text(1)?.to_owned(),
        role: role.parse().map_err(|code| RegisterError::Damaged(format!("a role: {code}")))?,
        created_at: row.int(3)?,
        disabled: row.int(4)? != 0,
    })
}

/// Argon2id with the parameters that OWASP recommends (19 MiB, 2 rounds), on a thread that may block.
async fn hash_password(password: String) -> Result<String, RegisterError> {
    let hash = move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| RegisterError::System(error.to_string()))
    };
    tokio::task::spawn_blocking(hash).await.map_err(|_| RegisterError::Interrupted)?
}

async fn check_password(password: String, hash: Option<String>) -> Result<bool, RegisterError> {
    let check = move || match hash.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        _ => {
            // The same work, for nothing.
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    };
    tokio::task::spawn_blocking(check).await.map_err(|_| RegisterError::Interrupted)
}
