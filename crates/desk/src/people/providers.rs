//! Signing in at a provider of identity that the node's owner named (OpenID Connect).
//!
//! Somebody leaves for a provider ([`Desk::depart`]) and comes back ([`Desk::arrive`]); what comes back is of use to the
//! browser that left alone, once, for a quarter of an hour. What the provider says is verified by
//! [`passerelle_exchange::openid`]. Then the account opens that is bound to whom it named. Where there is none, they
//! choose the name under which they take part ([`Desk::open_with_provider`]): nothing is taken over from the provider.
//! An account takes further providers from its own page, and lets go of them, but never of its last way in.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use passerelle_exchange::fetch::FetchError;
use passerelle_exchange::openid::{Asked, Came, Client, Flow, OpenIdError, Provider};
use passerelle_register::identities::subject;
use passerelle_register::{Arrival, Identity, Means, RegisterError, Role};
use tokio::sync::Semaphore;

use super::{News, Opened, PeopleError, SignedIn};
use crate::corrections::unrandom;
use crate::senders::Wait;
use crate::{Desk, DeskError, now};

/// Requests to providers at once.
const AT_ONCE: usize = 8;
/// How long somebody waits for their turn to ask.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a provider says when whoever is there does not want to sign in here.
const DENIED: &str = "access_denied";

/// The providers of a node.
#[derive(Debug)]
pub(crate) struct Providers {
    clients: Vec<Arc<Client>>,
    asking: Semaphore,
}

impl Providers {
    /// These.
    pub fn new(providers: &[Provider]) -> Self {
        let clients = providers.iter().map(|one| Arc::new(Client::new(one.clone()))).collect();
        Self { clients, asking: Semaphore::new(AT_ONCE) }
    }

    fn client(&self, id: &str) -> Option<&Arc<Client>> {
        self.clients.iter().find(|client| client.provider.id == id)
    }

    /// Asks a provider something, when it is one's turn.
    async fn ask<T: Send + 'static>(
        &self,
        client: &Arc<Client>,
        question: impl FnOnce(&Client) -> Result<T, OpenIdError> + Send + 'static,
    ) -> Result<T, PeopleError> {
        let provider = &client.provider;
        let failed = |error: OpenIdError| {
            tracing::warn!(provider = provider.id, %error, "signing in at a provider failed");
            PeopleError::Provider(provider.name.clone(), error)
        };
        let turn = tokio::time::timeout(PATIENCE, self.asking.acquire()).await;
        let busy = || FetchError::Timeout(provider.issuer.clone());
        let _turn = turn.map_err(|_| failed(OpenIdError::Unreachable(busy())))?;
        let asked = Arc::clone(client);
        let answered = tokio::task::spawn_blocking(move || question(&asked)).await;
        answered.map_err(DeskError::Task)?.map_err(failed)
    }
}

/// Where somebody goes, and where from.
#[derive(Debug, Clone, Copy)]
pub struct Going<'a> {
    /// The id of the provider.
    pub provider: &'a str,
    /// The address of the node to which they are led back.
    pub back: &'a str,
    /// The language in which they read.
    pub lang: &'a str,
    /// Where they go on to here.
    pub onward: &'a str,
}

/// Somebody who leaves.
#[derive(Debug, Clone)]
pub struct Departed {
    /// What their browser keeps until they are back.
    pub token: String,
    /// Where they go.
    pub address: String,
}

/// What somebody came back with.
#[derive(Debug, Clone, Copy, Default)]
pub struct CameBack<'a> {
    /// The id of the provider from which they come.
    pub provider: &'a str,
    /// The address of the node to which they were led.
    pub back: &'a str,
    /// What their browser kept.
    pub token: &'a str,
    /// The state.
    pub state: &'a str,
    /// The code.
    pub code: &'a str,
    /// Why there is none.
    pub error: &'a str,
    /// The provider's word on who it is; empty where it says nothing.
    pub issuer: &'a str,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Arrived {
    /// They are signed in: the token of their session.
    SignedIn(String),
    /// The provider opens their account from now on.
    Added,
    /// No account is theirs yet: what their browser keeps while they choose a name.
    New(String),
}

impl Desk {
    /// The providers at which people can sign in.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.clients.iter().map(|client| &client.provider)
    }

    /// Lets somebody leave for a provider: to sign in, or, for whoever is signed in and confirms it with their password,
    /// to add it to their account.
    ///
    /// # Errors
    /// There is no such provider, or it does not answer; [`PeopleError::Refused`] with another password.
    pub async fn depart(
        &self,
        going: Going<'_>,
        who: Option<(&SignedIn, &str)>,
        from: Option<IpAddr>,
    ) -> Result<Departed, PeopleError> {
        let client = self.providers.client(going.provider).ok_or(PeopleError::Lost)?;
        let at = now();
        if let Some((who, password)) = who {
            self.confirm(who, password, from).await?;
        }
        let one = Arrival {
            provider: going.provider.to_owned(),
            subject: String::new(),
            user: who.map(|(who, _)| who.standing.user.id.clone()).unwrap_or_default(),
            lang: going.lang.to_owned(),
            onward: going.onward.to_owned(),
        };
        let token = self.register.begin_arrival(&one, at).await?;
        let (flow, back, lang) = (Flow::of(&token), going.back.to_owned(), one.lang);
        let address = self
            .providers
            .ask(client, move |client| {
                client.begin(Asked { flow: &flow, back: &back, lang: &lang }, at / 1_000)
            })
            .await?;
        Ok(Departed { token, address })
    }

    /// Who is on their way with what their browser kept.
    ///
    /// # Errors
    /// The database refused.
    pub async fn arrival(&self, token: &str) -> Result<Option<Arrival>, DeskError> {
        Ok(self.register.arrival(token, now()).await?)
    }

    /// Takes somebody in who comes back from a provider. `who`: whoever is signed in with that browser.
    ///
    /// # Errors
    /// [`PeopleError::Lost`] where it is not the browser that left, or too late; [`PeopleError::Denied`];
    /// [`PeopleError::Provider`]; [`PeopleError::Belongs`]; [`PeopleError::TooMany`].
    pub async fn arrive(
        &self,
        came: CameBack<'_>,
        who: Option<&SignedIn>,
        from: Option<IpAddr>,
    ) -> Result<Arrived, PeopleError> {
        let at = now();
        if came.token.is_empty() {
            return Err(PeopleError::Lost);
        }
        // Failures count for the network alone: nobody is named before the provider has named them.
        if self.tries.rests(came.token, from, at).map_err(unrandom)? {
            return Err(PeopleError::TooMany);
        }
        let arrived = self.arrived(came, who, at).await;
        if arrived.is_err() {
            tracing::info!(means = Means::Provider.code(), "signing in failed");
            self.tries.note(came.token, from, false, at).map_err(unrandom)?;
        }
        arrived
    }

    async fn arrived(
        &self,
        came: CameBack<'_>,
        who: Option<&SignedIn>,
        at: i64,
    ) -> Result<Arrived, PeopleError> {
        let client = self.providers.client(came.provider).ok_or(PeopleError::Lost)?;
        let arrival = self.register.arrival(came.token, at).await?;
        let is_this = |one: &Arrival| one.provider == came.provider && one.subject.is_empty();
        let arrival = arrival.filter(is_this).ok_or(PeopleError::Lost)?;
        let flow = Flow::of(came.token);
        // What is not of this browser does not end its way; what is ends it, whatever comes of it.
        if !flow.is_state(came.state) || !self.register.end_arrival(came.token).await? {
            return Err(PeopleError::Lost);
        }
        match came.error {
            "" => {}
            DENIED => return Err(PeopleError::Denied(client.provider.name.clone())),
            other => {
                let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                let error = OpenIdError::Node(other.chars().filter(plain).take(60).collect());
                return Err(PeopleError::Provider(client.provider.name.clone(), error));
            }
        }
        let told = [came.back, came.code, came.issuer].map(str::to_owned);
        let named = self
            .providers
            .ask(client, move |client| {
                let [back, code, issuer] = &told;
                client.end(Came { flow: &flow, back, code, issuer }, now() / 1_000)
            })
            .await?;
        let issuer = client.provider.issuer.as_str();
        let subject = subject(issuer, &named);
        if arrival.user.is_empty() {
            return self.let_in(Arrival { subject, ..arrival }, issuer, at).await;
        }
        let user = who.map(|who| &who.standing.user.id);
        if user != Some(&arrival.user) {
            return Err(PeopleError::Lost);
        }
        let user = arrival.user;
        let one = Identity { issuer: issuer.to_owned(), subject, user, added_at: at, used_at: 0 };
        match self.register.add_identity(&one).await {
            Ok(()) => {
                self.tell_owner(&one.user, News::Provider, "").await;
                Ok(Arrived::Added)
            }
            Err(RegisterError::Taken(_)) => {
                let known = self.register.identity(&one.issuer, &one.subject).await?;
                let own = known.is_some_and(|known| known.user == one.user);
                if own { Ok(Arrived::Added) } else { Err(PeopleError::Belongs) }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Lets in whoever a provider has named, or lets them choose a name.
    async fn let_in(
        &self,
        arrival: Arrival,
        issuer: &str,
        at: i64,
    ) -> Result<Arrived, PeopleError> {
        let Some(known) = self.register.identity(issuer, &arrival.subject).await? else {
            return Ok(Arrived::New(self.register.begin_arrival(&arrival, at).await?));
        };
        let user = self.register.open_account(&known.user).await?;
        self.register.note_sign_in(Some(&known.user), Means::Provider, user.is_some(), at).await?;
        let user = user.ok_or(PeopleError::Refused)?;
        self.register.use_identity(issuer, &arrival.subject, at).await?;
        Ok(Arrived::SignedIn(self.register.open_session(&user.id, at).await?))
    }

    /// Opens an account for somebody whom a provider has named, under the name that they choose, and signs them in.
    ///
    /// # Errors
    /// As [`Desk::sign_up`]; [`PeopleError::Lost`] where they took too long, or did it in another window already.
    pub async fn open_with_provider(
        &self,
        token: &str,
        name: &str,
        from: Option<IpAddr>,
    ) -> Result<Opened, PeopleError> {
        let (name, at) = (name.trim(), now());
        let arrival = self.register.arrival(token, at).await?;
        let arrival = arrival.filter(|one| !one.subject.is_empty()).ok_or(PeopleError::Lost)?;
        let client = self.providers.client(&arrival.provider).ok_or(PeopleError::Lost)?;
        crate::upkeep::check_name(name).map_err(|_| PeopleError::Name)?;
        match self.tries.opened.take(from, at).map_err(unrandom)? {
            Ok(_) => {}
            Err(Wait::Sender(seconds) | Wait::Node(seconds)) => {
                return Err(PeopleError::Later { seconds });
            }
        }
        let user = self.register.add_user(name, None, Role::Reader, at).await?;
        let one = Identity {
            issuer: client.provider.issuer.clone(),
            subject: arrival.subject,
            user: user.id.clone(),
            added_at: at,
            used_at: at,
        };
        let bound = match self.register.end_arrival(token).await? {
            true => self.register.add_identity(&one).await.map_err(|error| match error {
                RegisterError::Taken(_) => PeopleError::Lost,
                other => other.into(),
            }),
            false => Err(PeopleError::Lost),
        };
        if let Err(error) = bound {
            // An account that nothing opens is none.
            self.register.forget_author(&user.author()).await?;
            return Err(error);
        }
        let codes = self.register.new_recovery_codes(&user.id).await?;
        self.register.note_sign_in(Some(&user.id), Means::Provider, true, at).await?;
        Ok(Opened { token: self.register.open_session(&user.id, at).await?, codes })
    }

    /// The accounts at providers that open somebody's account.
    ///
    /// # Errors
    /// The database refused.
    pub async fn identities(&self, who: &SignedIn) -> Result<Vec<Identity>, DeskError> {
        Ok(self.register.identities(&who.standing.user.id).await?)
    }

    /// Takes a provider away from somebody's account, who confirms it with their password.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password; [`PeopleError::LastWay`] where nothing else opens the account.
    pub async fn remove_identity(
        &self,
        who: &SignedIn,
        subject: &str,
        (password, from): (&str, Option<IpAddr>),
    ) -> Result<(), PeopleError> {
        self.confirm(who, password, from).await?;
        let user = &who.standing.user.id;
        let others = self.register.identities(user).await?;
        let another = others.iter().any(|one| one.subject != subject)
            || self.register.has_password(user).await?
            || !self.register.passkeys(user).await?.is_empty();
        if !another {
            return Err(PeopleError::LastWay);
        }
        self.register.remove_identity(user, subject).await?;
        Ok(())
    }

    /// Whether somebody has a password; whoever has none confirms what they do by having signed in just now.
    ///
    /// # Errors
    /// The database refused.
    pub async fn has_password(&self, who: &SignedIn) -> Result<bool, DeskError> {
        Ok(self.register.has_password(&who.standing.user.id).await?)
    }
}
