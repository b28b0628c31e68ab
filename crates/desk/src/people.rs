//! People who take part: accounts, signing in and out, what is stored about somebody.
//!
//! A person takes part under the name that they choose, which may be a pseudonym; no address is asked for. They sign in
//! with a password ([`check_password`]), with a passkey, at a provider of identity, or once with a recovery code, which
//! also sets a new password. Failures are
//! counted ([`TRIES`]), for a name that does not exist as for one that does, and both are answered alike and after the
//! same work. Every sign-in, and every failure, is noted for the owner of the account to see, and so is every look that
//! anybody else takes at what is stored about them ([`StoredAbout`]).

mod mail;
mod passkeys;
mod passwords;
mod providers;
mod stored;
mod tries;

use std::net::IpAddr;

use passerelle_register::{Grant, Means, Register, RegisterError, Role, Session, Standing};
use passerelle_vocabulary::Text;

pub use passerelle_exchange::openid::{OpenIdError, Provider};
pub use passerelle_register::{Arrival, Identity, Look, Passkey, Stage, Work};

pub use mail::{DueMail, MailAddress, News};
pub use passkeys::{NewPasskey, UsedPasskey};
pub use passwords::{SHORTEST_PASSWORD, WeakPassword, check_password};
pub(crate) use providers::Providers;
pub use providers::{Arrived, CameBack, Departed, Going};
pub use stored::StoredAbout;
pub(crate) use tries::Tries;
pub use tries::{REST, TRIES};

use crate::corrections::unrandom;
use crate::senders::Wait;
use crate::{Desk, DeskError, now};

/// How long a session can last, in seconds.
pub const SESSION_SECONDS: i64 = passerelle_register::sessions::LONGEST / 1_000;
/// How long somebody may be on their way to a provider of identity and back, in seconds.
pub const WAY_SECONDS: i64 = passerelle_register::identities::ARRIVES / 1_000;
/// How long ago somebody without a password may have signed in to do what others confirm with theirs, in milliseconds.
const FRESH: i64 = 10 * 60_000;

/// Why somebody is not signed in, or has no account.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The name is no name.
    #[error("this is not a name")]
    Name,
    /// The name is taken.
    #[error("this name is taken")]
    Taken,
    /// This is no address of mail.
    #[error("this is no address of mail")]
    Address,
    /// The password will not do.
    #[error("this password will not do")]
    Password(WeakPassword),
    /// Name and password, or code, do not go together. Which of them is wrong is not said.
    #[error("name and password do not go together")]
    Refused,
    /// They have no password to confirm with, and signed in a while ago.
    #[error("signed in too long ago")]
    Stale,
    /// Whoever comes from a provider did not leave from here with this browser, or too long ago.
    #[error("nobody left from here")]
    Lost,
    /// At the provider of this name they did not want to sign in here.
    #[error("denied")]
    Denied(Text),
    /// The provider of this name does not answer, or what it says does not verify.
    #[error("{1}")]
    Provider(Text, OpenIdError),
    /// Another account is opened by whom the provider named.
    #[error("it opens another account")]
    Belongs,
    /// Nothing else opens the account.
    #[error("it is the last way in")]
    LastWay,
    /// This was tried too often: later.
    #[error("too many tries")]
    TooMany,
    /// Many accounts were opened, from the same network or from wherever: later.
    #[error("many accounts were opened")]
    Later {
        /// Seconds until one more is.
        seconds: u64,
    },
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

impl Desk {
    /// Opens an account for somebody who asked for one, and signs them in. `from`: the address that it comes from,
    /// `None` where that is not known; it is kept nowhere.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub async fn sign_up(
        &self,
        name: &str,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<Opened, PeopleError> {
        let (name, at) = (name.trim(), now());
        crate::upkeep::check_name(name).map_err(|_| PeopleError::Name)?;
        check_password(name, password).map_err(PeopleError::Password)?;
        let place = match self.tries.opened.take(from, at).map_err(unrandom)? {
            Ok(place) => place,
            Err(Wait::Sender(seconds) | Wait::Node(seconds)) => {
                return Err(PeopleError::Later { seconds });
            }
        };
        let hashing = self.tries.hashing.acquire().await;
        let added = self.register.add_user(name, Some(password), Role::Reader, at).await;
        drop(hashing);
        let user = match added {
            Ok(user) => user,
            Err(error) => {
                // A name that is taken counts: names are not asked for one by one.
                if !matches!(error, RegisterError::Taken(_)) {
                    self.tries.opened.give_back(place);
                }
                return Err(error.into());
            }
        };
        let codes = self.register.new_recovery_codes(&user.id).await?;
        let token = self.register.open_session(&user.id, at).await?;
        self.register.note_sign_in(Some(&user.id), Means::Password, true, at).await?;
        Ok(Opened { token, codes })
    }

    /// Signs somebody in with their password, and gives the token of their session.
    ///
    /// # Errors
    /// [`PeopleError::Refused`], whatever does not go together; [`PeopleError::TooMany`].
    pub async fn sign_in_here(
        &self,
        name: &str,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<String, PeopleError> {
        let (name, at) = (name.trim(), now());
        if self.tries.rests(name, from, at).map_err(unrandom)? {
            return Err(PeopleError::TooMany);
        }
        let user = self.with_password(name, password).await?;
        self.signed((name, from), user.is_some(), Means::Password, at).await?;
        let user = user.ok_or(PeopleError::Refused)?;
        Ok(self.register.open_session(&user.id, at).await?)
    }

    /// The account of a name and its password. It takes as long for a name that does not exist.
    async fn with_password(
        &self,
        name: &str,
        password: &str,
    ) -> Result<Option<passerelle_register::User>, PeopleError> {
        // What cannot be a password is not hashed.
        let password = if password.len() > passwords::LONGEST_PASSWORD { "" } else { password };
        let hashing = self.tries.hashing.acquire().await;
        let user = self.register.sign_in(name, password).await?;
        drop(hashing);
        Ok(user)
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
        from: Option<IpAddr>,
    ) -> Result<String, PeopleError> {
        let (name, at) = (name.trim(), now());
        if self.tries.rests(name, from, at).map_err(unrandom)? {
            return Err(PeopleError::TooMany);
        }
        check_password(name, password).map_err(PeopleError::Password)?;
        let hashing = self.tries.hashing.acquire().await;
        let user = self.register.user(name).await?.filter(|user| !user.disabled);
        // Of a name that does not exist no code is one either: it takes as long.
        let id = user.as_ref().map_or("", |user| user.id.as_str());
        let used = self.register.use_recovery_code(id, code).await?;
        if used {
            self.register.set_password(name, password).await?;
        } else {
            self.register.sign_in("", password).await?;
        }
        drop(hashing);
        self.signed((name, from), used, Means::RecoveryCode, at).await?;
        let user = user.filter(|_| used).ok_or(PeopleError::Refused)?;
        Ok(self.register.open_session(&user.id, at).await?)
    }

    async fn signed(
        &self,
        (name, from): (&str, Option<IpAddr>),
        well: bool,
        means: Means,
        at: i64,
    ) -> Result<(), PeopleError> {
        self.tries.note(name, from, well, at).map_err(unrandom)?;
        if !well {
            tracing::info!(means = means.code(), "signing in failed");
        }
        let user = self.register.user(name).await?;
        let user = user.as_ref().map(|user| user.id.as_str());
        Ok(self.register.note_sign_in(user, means, well, at).await?)
    }

    /// Whether somebody who is signed in is the one who signed in: they give their password again. Who has none signed
    /// in less than [`FRESH`] ago.
    async fn confirm(
        &self,
        who: &SignedIn,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<(), PeopleError> {
        let (user, at) = (&who.standing.user, now());
        if !self.register.has_password(&user.id).await? {
            let fresh = who.session.opened_at > at - FRESH;
            return if fresh { Ok(()) } else { Err(PeopleError::Stale) };
        }
        if self.tries.rests(&user.name, from, at).map_err(unrandom)? {
            return Err(PeopleError::TooMany);
        }
        let right = self.with_password(&user.name, password).await?.is_some();
        self.tries.note(&user.name, from, right, at).map_err(unrandom)?;
        if right { Ok(()) } else { Err(PeopleError::Refused) }
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

    /// Ends one session of somebody, told by its id; whether there was one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn end_session(&self, who: &SignedIn, id: &str) -> Result<bool, DeskError> {
        Ok(self.register.close_one_session(&who.standing.user.id, id).await?)
    }

    /// Signs somebody out wherever they are signed in.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sign_out_everywhere(&self, who: &SignedIn) -> Result<(), DeskError> {
        Ok(self.register.close_sessions(&who.standing.user.id).await?)
    }

    /// Signs an account out wherever it is signed in, for whoever runs the node; how many sessions ended.
    ///
    /// # Errors
    /// There is no account of this name; the database refused.
    pub async fn sign_out_account(&self, name: &str) -> Result<usize, DeskError> {
        let user = user(&self.register, name).await?;
        let open = self.register.sessions(&user.id, now()).await?.len();
        self.register.close_sessions(&user.id).await?;
        Ok(open)
    }

    /// New recovery codes in the place of the old ones, for whoever confirms it with their password.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password than theirs; the database refused.
    pub async fn new_recovery_codes(
        &self,
        who: &SignedIn,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<Vec<String>, PeopleError> {
        self.confirm(who, password, from).await?;
        Ok(self.register.new_recovery_codes(&who.standing.user.id).await?)
    }

    /// Gives somebody another password. Every session of theirs ends; the token of a new one is given.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password than theirs; the new one will not do; the database refused.
    pub async fn change_password(
        &self,
        who: &SignedIn,
        (password, new): (&str, &str),
        from: Option<IpAddr>,
    ) -> Result<String, PeopleError> {
        let user = &who.standing.user;
        self.confirm(who, password, from).await?;
        check_password(&user.name, new).map_err(PeopleError::Password)?;
        let hashing = self.tries.hashing.acquire().await;
        self.register.set_password(&user.name, new).await?;
        drop(hashing);
        self.tell_owner(&user.id, News::Password, "").await;
        Ok(self.register.open_session(&user.id, now()).await?)
    }

    /// Erases somebody's account with all that is stored about them, their votes in consultations that are not frozen
    /// among it. What they published stays, by nobody in particular. The only one who runs the node cannot go.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password than theirs; the database refused.
    pub async fn forget_account(
        &self,
        who: &SignedIn,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<(), PeopleError> {
        let user = &who.standing.user;
        self.confirm(who, password, from).await?;
        if user.role == Role::Administrator {
            // Refused where they are the last.
            self.register.set_role(&user.name, Role::Reader).await?;
        }
        self.forget_evidence(who).await?;
        self.leave_all(&user.id).await?;
        self.forget_followed(&user.id).await?;
        self.forget_agenda(&user.id).await?;
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
