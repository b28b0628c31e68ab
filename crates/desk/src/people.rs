//! People who take part: accounts, signing in and out, what is stored about somebody.
//!
//! A person takes part under the name that they choose, which may be a pseudonym; no address is asked for. They sign in
//! with a password (twelve characters, none of those that are tried first), or once with a recovery code, which also
//! sets a new password. Failures are counted for each name, whether there is such an account or not, so that nobody
//! learns which names exist; after [`TRIES`] of them the name rests for [`REST`]. Every sign-in, and every failure, is
//! noted for the owner of the account to see.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use passerelle_register::{Grant, Means, Register, RegisterError, Role, Session, SignIn, Standing};
pub use passerelle_register::{Stage, Work};
use passerelle_vocabulary::place::fold;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::part::files::EvidenceFile;
use crate::{Desk, DeskError, now};

/// How long a session can last, in seconds.
pub const SESSION_SECONDS: i64 = passerelle_register::sessions::LONGEST / 1_000;
/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 12;
/// The longest, in bytes: longer ones only cost time.
const LONGEST_PASSWORD: usize = 1_000;
/// The fewest characters that differ in a password.
const DISTINCT: usize = 5;
/// Failures after which a name rests.
pub const TRIES: usize = 8;
/// How long it does, and how long failures are counted, in milliseconds: a quarter of an hour.
pub const REST: i64 = 15 * 60_000;
/// Names whose failures are counted at once.
const COUNTED: usize = 20_000;
/// Accounts that can be opened in an hour.
const OPENED: usize = 200;
const HOUR: i64 = 3_600_000;
/// Passwords that are hashed at once: each takes 19 MiB.
const HASHED: usize = 4;

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// It is too short.
    Short,
    /// It is too long.
    Long,
    /// It is one of those that are tried first, or little more.
    Common,
    /// It holds the name of the account.
    HoldsName,
}

impl WeakPassword {
    /// A code whose words are in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Common => "common",
            Self::HoldsName => "holds-name",
        }
    }
}

/// Looks whether a password will do for an account.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(name: &str, password: &str) -> Result<(), WeakPassword> {
    static COMMON: LazyLock<std::collections::HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../data/common-passwords.txt").lines();
        lines.filter(|line| !line.starts_with('#')).collect()
    });
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(WeakPassword::Short);
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(WeakPassword::Long);
    }
    let lower = password.to_lowercase();
    let distinct: std::collections::HashSet<char> = lower.chars().collect();
    let word = lower.trim_matches(|c: char| !c.is_alphabetic());
    let steps = lower.as_bytes().windows(2).all(|pair| pair[1].abs_diff(pair[0]) <= 1);
    // Dates, numbers of telephones and of papers.
    let digits = lower.chars().all(|c| !c.is_alphabetic());
    let known = [lower.as_str(), word].iter().any(|one| COMMON.contains(one));
    if distinct.len() < DISTINCT || steps || digits || known {
        return Err(WeakPassword::Common);
    }
    let joined = |text: &str| fold(text).split_whitespace().collect::<String>();
    let (name, folded) = (joined(name), joined(password));
    if name.len() >= 4 && folded.contains(&name) && folded.len() < name.len() + SHORTEST_PASSWORD {
        return Err(WeakPassword::HoldsName);
    }
    Ok(())
}

/// Why somebody is not signed in, or has no account.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The name is no name.
    #[error("this is not a name")]
    Name,
    /// The name is taken.
    #[error("this name is taken")]
    Taken,
    /// The password will not do.
    #[error("this password will not do")]
    Password(WeakPassword),
    /// Name and password, or code, do not go together. Which of them is wrong is not said.
    #[error("name and password do not go together")]
    Refused,
    /// This was tried too often: later.
    #[error("too many tries")]
    TooMany,
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<RegisterError> for PeopleError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Taken(_) => Self::Taken,
            RegisterError::Text { .. } => Self::Name,
            other => Self::Desk(other.into()),
        }
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account, with all that it may do.
    pub standing: Standing,
    /// This session.
    pub session: Session,
}

/// A new account.
#[derive(Debug)]
pub struct Opened {
    /// The token of its first session.
    pub token: String,
    /// Its recovery codes, shown this once.
    pub codes: Vec<String>,
}

/// What is stored about somebody, apart from what they published.
#[derive(Debug)]
pub struct StoredAbout {
    /// The account, with its roles.
    pub standing: Standing,
    /// Open sessions.
    pub sessions: Vec<Session>,
    /// The last sign-ins.
    pub sign_ins: Vec<SignIn>,
    /// Recovery codes that are left.
    pub codes: u64,
    /// What they work on.
    pub works: Vec<Work>,
    /// Files that they sent as evidence.
    pub files: Vec<EvidenceFile>,
}

impl StoredAbout {
    /// All of it, for its owner to take away.
    pub fn as_json(&self) -> serde_json::Value {
        let moment = crate::written_time;
        let user = &self.standing.user;
        json!({
            "name": user.name,
            "id": user.id,
            "role": user.role.code(),
            "since": moment(user.created_at),
            "roles": self.standing.grants.iter().map(|grant| json!({
                "role": grant.role.code(), "for": grant.scope, "since": moment(grant.at),
            })).collect::<Vec<_>>(),
            "sessions": self.sessions.iter().map(|one| json!({
                "opened": moment(one.opened_at), "last_used": moment(one.seen_at),
            })).collect::<Vec<_>>(),
            "sign_ins": self.sign_ins.iter().map(|one| json!({
                "at": moment(one.at), "with": one.means, "succeeded": one.succeeded,
            })).collect::<Vec<_>>(),
            "recovery_codes_left": self.codes,
            "files": self.files.iter().map(|one| json!({
                "address": one.address(), "bytes": one.file.size, "published": one.is_shown,
            })).collect::<Vec<_>>(),
            "work": self.works.iter().map(|work| json!({
                "record": work.key, "stage": work.stage.code(), "saved": moment(work.at),
                "body": serde_json::from_str(&work.body).unwrap_or(serde_json::Value::Null),
            })).collect::<Vec<_>>(),
        })
    }
}

/// What is counted of tries. Nothing of it is written down.
#[derive(Debug)]
pub(crate) struct Tries {
    /// Of each name: when the last failures were.
    failed: Mutex<HashMap<String, Vec<i64>>>,
    /// When the last accounts were opened.
    opened: Mutex<Vec<i64>>,
    hashing: Semaphore,
}

impl Default for Tries {
    fn default() -> Self {
        let (failed, opened) = (Mutex::default(), Mutex::default());
        Self { failed, opened, hashing: Semaphore::new(HASHED) }
    }
}

impl Tries {
    fn rests(&self, name: &str, now: i64) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |times: &Vec<i64>| times.iter().filter(|at| **at > now - REST).count();
        failed.get(&fold(name)).map_or(0, recent) >= TRIES
    }

    fn note(&self, name: &str, succeeded: bool, now: i64) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if succeeded {
            failed.remove(&fold(name));
            return;
        }
        if failed.len() >= COUNTED {
            failed.retain(|_, times| times.iter().any(|at| *at > now - REST));
        }
        if failed.len() >= COUNTED {
            // Somebody tries more names than can be counted: counting begins anew, and hashing still takes its time.
            failed.clear();
        }
        let times = failed.entry(fold(name)).or_default();
        times.retain(|at| *at > now - REST);
        times.push(now);
    }

    fn opens(&self, now: i64) -> bool {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.retain(|at| *at > now - HOUR);
        let room = opened.len() < OPENED;
        if room {
            opened.push(now);
        }
        room
    }
}

impl Desk {
    /// Opens an account for somebody who asked for one, and signs them in.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub async fn sign_up(&self, name: &str, password: &str) -> Result<Opened, PeopleError> {
        let (name, at) = (name.trim(), now());
        crate::upkeep::check_name(name).map_err(|_| PeopleError::Name)?;
        check_password(name, password).map_err(PeopleError::Password)?;
        if !self.tries.opens(at) {
            return Err(PeopleError::TooMany);
        }
        let hashing = self.tries.hashing.acquire().await;
        let user = self.register.add_user(name, Some(password), Role::Reader, at).await?;
        drop(hashing);
        let codes = self.register.new_recovery_codes(&user.id).await?;
        let token = self.register.open_session(&user.id, at).await?;
        self.register.note_sign_in(&user.id, Means::Password, true, at).await?;
        Ok(Opened { token, codes })
    }

    /// Signs somebody in with their password, and gives the token of their session.
    ///
    /// # Errors
    /// [`PeopleError::Refused`], whatever does not go together; [`PeopleError::TooMany`].
    pub async fn sign_in_here(&self, name: &str, password: &str) -> Result<String, PeopleError> {
        let (name, at) = (name.trim(), now());
        if self.tries.rests(name, at) {
            return Err(PeopleError::TooMany);
        }
        // What cannot be a password is not hashed.
        let password = if password.len() > LONGEST_PASSWORD { "" } else { password };
        let hashing = self.tries.hashing.acquire().await;
        let user = self.register.sign_in(name, password).await?;
        drop(hashing);
        self.signed(name, user.is_some(), Means::Password, at).await?;
        let user = user.ok_or(PeopleError::Refused)?;
        Ok(self.register.open_session(&user.id, at).await?)
    }

    /// Signs in somebody who has lost their password, with one of their recovery codes; what they give is their
    /// password from then on, and every other session is closed.
    ///
    /// # Errors
    /// As [`Self::sign_in_here`]; the new password will not do.
    pub async fn sign_in_with_code(
        &self,
        name: &str,
        code: &str,
        password: &str,
    ) -> Result<String, PeopleError> {
        let (name, at) = (name.trim(), now());
        if self.tries.rests(name, at) {
            return Err(PeopleError::TooMany);
        }
        check_password(name, password).map_err(PeopleError::Password)?;
        let hashing = self.tries.hashing.acquire().await;
        let user = self.register.user(name).await?.filter(|user| !user.disabled);
        let used = match &user {
            Some(user) => self.register.use_recovery_code(&user.id, code).await?,
            None => false,
        };
        if used {
            self.register.set_password(name, password).await?;
        } else {
            // As long for a name that does not exist.
            self.register.sign_in("", password).await?;
        }
        drop(hashing);
        self.signed(name, used, Means::RecoveryCode, at).await?;
        let user = user.filter(|_| used).ok_or(PeopleError::Refused)?;
        Ok(self.register.open_session(&user.id, at).await?)
    }

    async fn signed(
        &self,
        name: &str,
        well: bool,
        means: Means,
        at: i64,
    ) -> Result<(), PeopleError> {
        self.tries.note(name, well, at);
        if let Some(user) = self.register.user(name).await? {
            self.register.note_sign_in(&user.id, means, well, at).await?;
        }
        Ok(())
    }

    /// Who is signed in with a token.
    ///
    /// # Errors
    /// The database refused.
    pub async fn signed_in(&self, token: &str) -> Result<Option<SignedIn>, DeskError> {
        let Some((user, session)) = self.register.session(token, now()).await? else {
            return Ok(None);
        };
        let grants = self.register.grants(&user.id).await?;
        Ok(Some(SignedIn { standing: Standing { user, grants }, session }))
    }

    /// Signs somebody out.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sign_out(&self, token: &str) -> Result<(), DeskError> {
        Ok(self.register.close_session(token).await?)
    }

    /// Signs somebody out wherever they are signed in.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sign_out_everywhere(&self, who: &SignedIn) -> Result<(), DeskError> {
        Ok(self.register.close_sessions(&who.standing.user.id).await?)
    }

    /// New recovery codes in the place of the old ones.
    ///
    /// # Errors
    /// The database refused.
    pub async fn new_recovery_codes(&self, who: &SignedIn) -> Result<Vec<String>, DeskError> {
        Ok(self.register.new_recovery_codes(&who.standing.user.id).await?)
    }

    /// What is stored about somebody.
    ///
    /// # Errors
    /// The database refused.
    pub async fn stored_about(&self, who: &SignedIn) -> Result<StoredAbout, DeskError> {
        let id = &who.standing.user.id;
        Ok(StoredAbout {
            sessions: self.register.sessions(id, now()).await?,
            sign_ins: self.register.sign_ins(id).await?,
            codes: self.register.recovery_codes(id).await?,
            works: self.register.works(&who.standing.user.author()).await?,
            files: self.evidence_files(who).await?,
            standing: who.standing.clone(),
        })
    }

    /// Erases somebody's account with all that is stored about them. What they published stays, by nobody in
    /// particular. The only one who runs the node cannot go.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password than theirs; the database refused.
    pub async fn forget_account(&self, who: &SignedIn, password: &str) -> Result<(), PeopleError> {
        let user = &who.standing.user;
        if self.tries.rests(&user.name, now()) {
            return Err(PeopleError::TooMany);
        }
        let hashing = self.tries.hashing.acquire().await;
        let right = self.register.sign_in(&user.name, password).await?.is_some();
        drop(hashing);
        self.tries.note(&user.name, right, now());
        if !right {
            return Err(PeopleError::Refused);
        }
        if user.role == Role::Administrator {
            // Refused where they are the last.
            self.register.set_role(&user.name, Role::Reader).await?;
        }
        self.forget_evidence(who).await?;
        Ok(self.register.forget_author(&user.author()).await?)
    }

    /// Gives an account a role for an actor, a country or a topic.
    ///
    /// # Errors
    /// There is no account of this name; the database refused.
    pub async fn grant(&self, name: &str, role: Role, scope: &str) -> Result<(), DeskError> {
        let user = user(&self.register, name).await?;
        let (user, scope) = (user.id, scope.to_owned());
        Ok(self.register.grant(&Grant { user, role, scope, at: now() }).await?)
    }

    /// Takes a role for an actor, a country or a topic away; whether there was one.
    ///
    /// # Errors
    /// As [`Self::grant`].
    pub async fn withdraw_grant(
        &self,
        name: &str,
        role: Role,
        scope: &str,
    ) -> Result<bool, DeskError> {
        let user = user(&self.register, name).await?;
        Ok(self.register.withdraw_grant(&user.id, role, scope).await?)
    }
}

async fn user(register: &Register, name: &str) -> Result<passerelle_register::User, DeskError> {
    let found = register.user(name).await?;
    found.ok_or_else(|| RegisterError::NotFound(name.to_owned()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_tried_first_will_not_do() {
        let check = |password: &str| check_password("Amina Wanjiru", password);
        assert_eq!(check("elevenchars"), Err(WeakPassword::Short));
        for common in [
            "password1234",
            "Password12345!",
            "qwertyuiop12",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "1q2w3e4r5t6y",
            "abcdefghijkl",
            "iloveyou!!!!",
        ] {
            assert_eq!(check(common), Err(WeakPassword::Common), "{common}");
        }
        assert_eq!(check("aminawanjiru7"), Err(WeakPassword::HoldsName));
        assert_eq!(check(&"ab c".repeat(300)), Err(WeakPassword::Long));
        for fine in ["la rivière est haute", "bridge over four", "Mto una maji mengi"] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn a_name_rests_after_failures_and_wakes() {
        let tries = Tries::default();
        for at in 0..TRIES as i64 {
            assert!(!tries.rests("Amina", at));
            tries.note("amina", false, at);
        }
        assert!(tries.rests("AMINA", 10) && !tries.rests("Brian", 10));
        assert!(!tries.rests("Amina", REST + TRIES as i64));
        tries.note("Amina", true, 20);
        assert!(!tries.rests("Amina", 21));
    }
}
