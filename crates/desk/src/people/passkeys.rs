//! Signing in without a password: passkeys.
//!
//! A page asks a question ([`Desk::ask_for_passkey`], [`Desk::ask_who`]), the browser's authenticator signs it, and
//! [`passerelle_exchange::webauthn`] verifies what comes back. A passkey is found by its own id: nobody says a name first,
//! so that nothing is told of names.

use std::net::IpAddr;

use passerelle_exchange::webauthn::{self, Assertion, RelyingParty, WebAuthnError};
use passerelle_register::{Means, Passkey, RegisterError};

use super::{News, PeopleError, SignedIn};
use crate::corrections::unrandom;
use crate::{Desk, DeskError, now};

/// Longest name of a passkey, in characters.
const NAME: usize = 60;

/// What a browser sends of a new passkey, as it stands in a form.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey<'a> {
    /// The question that it answers.
    pub challenge: &'a str,
    /// What the browser says.
    pub client_data: &'a str,
    /// What the authenticator says.
    pub attestation: &'a str,
    /// What its owner calls it.
    pub name: &'a str,
}

/// What a browser sends of a passkey that signs in, as it stands in a form.
#[derive(Debug, Clone, Copy)]
pub struct UsedPasskey<'a> {
    /// The question that it answers.
    pub challenge: &'a str,
    /// The passkey's id.
    pub id: &'a str,
    /// What the browser says.
    pub client_data: &'a str,
    /// What the authenticator says.
    pub authenticator_data: &'a str,
    /// Its signature.
    pub signature: &'a str,
}

impl From<WebAuthnError> for PeopleError {
    fn from(error: WebAuthnError) -> Self {
        tracing::info!(%error, "a passkey was refused");
        Self::Refused
    }
}

impl Desk {
    /// A question for a new passkey of somebody, as it stands in a page.
    ///
    /// # Errors
    /// The database refused.
    pub async fn ask_for_passkey(&self, who: &SignedIn) -> Result<String, DeskError> {
        let challenge = self.register.new_challenge(&who.standing.user.id, now()).await?;
        Ok(webauthn::written(&challenge))
    }

    /// A question for whoever wants to sign in, as it stands in a page.
    ///
    /// # Errors
    /// The database refused.
    pub async fn ask_who(&self) -> Result<String, DeskError> {
        Ok(webauthn::written(&self.register.new_challenge("", now()).await?))
    }

    /// The passkeys of somebody.
    ///
    /// # Errors
    /// The database refused.
    pub async fn passkeys(&self, who: &SignedIn) -> Result<Vec<Passkey>, DeskError> {
        Ok(self.register.passkeys(&who.standing.user.id).await?)
    }

    /// Adds a passkey to the account of somebody who confirms it with their password.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password, or where what the browser sent does not verify.
    pub async fn add_passkey(
        &self,
        who: &SignedIn,
        party: &RelyingParty,
        new: NewPasskey<'_>,
        (password, from): (&str, Option<IpAddr>),
    ) -> Result<(), PeopleError> {
        let (user, at) = (&who.standing.user, now());
        let challenge = webauthn::unwritten(new.challenge)?;
        // The question first: whoever mistypes the password is asked anew.
        if !self.register.use_challenge(&challenge, &user.id, at).await? {
            return Err(PeopleError::Refused);
        }
        self.confirm(who, password, from).await?;
        let client_data = webauthn::unwritten(new.client_data)?;
        let attestation = webauthn::unwritten(new.attestation)?;
        let found = webauthn::register(party, &challenge, &client_data, &attestation)?;
        let name: String = new.name.trim().chars().filter(|c| !c.is_control()).take(NAME).collect();
        let one = Passkey {
            id: hex::encode(found.id),
            user: user.id.clone(),
            key: found.key,
            counter: found.counter,
            name,
            added_at: at,
            used_at: 0,
        };
        match self.register.add_passkey(&one).await {
            Ok(()) => {
                self.tell_owner(&user.id, News::Passkey, "").await;
                Ok(())
            }
            // It is somebody's already: whose is not said.
            Err(RegisterError::Taken(_)) => Err(PeopleError::Refused),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a passkey of somebody away, who confirms it with their password.
    ///
    /// # Errors
    /// [`PeopleError::Refused`] with another password.
    pub async fn remove_passkey(
        &self,
        who: &SignedIn,
        id: &str,
        (password, from): (&str, Option<IpAddr>),
    ) -> Result<(), PeopleError> {
        self.confirm(who, password, from).await?;
        self.register.remove_passkey(&who.standing.user.id, id).await?;
        Ok(())
    }

    /// Signs in whoever has a passkey, and gives the token of their session.
    ///
    /// # Errors
    /// [`PeopleError::Refused`], whatever does not verify; [`PeopleError::TooMany`].
    pub async fn sign_in_with_passkey(
        &self,
        party: &RelyingParty,
        used: UsedPasskey<'_>,
        from: Option<IpAddr>,
    ) -> Result<String, PeopleError> {
        let at = now();
        // Failures count for the passkey as for a name.
        if self.tries.rests(used.id, from, at).map_err(unrandom)? {
            return Err(PeopleError::TooMany);
        }
        let verified = self.verify_passkey(party, used, at).await;
        self.tries.note(used.id, from, verified.is_ok(), at).map_err(unrandom)?;
        let found = match verified {
            Ok(found) => found,
            Err((whose, error)) => {
                if let Some(whose) = whose {
                    self.register.note_sign_in(Some(&whose), Means::Passkey, false, at).await?;
                }
                return Err(error);
            }
        };
        let user = self.register.open_account(&found.user).await?.ok_or(PeopleError::Refused)?;
        self.register.note_sign_in(Some(&user.id), Means::Passkey, true, at).await?;
        Ok(self.register.open_session(&user.id, at).await?)
    }

    /// The passkey that signed; an error, with the account that it would have opened where there is one.
    async fn verify_passkey(
        &self,
        party: &RelyingParty,
        used: UsedPasskey<'_>,
        at: i64,
    ) -> Result<Passkey, (Option<String>, PeopleError)> {
        let refused = |error: PeopleError| (None, error);
        let read = |text: &str| webauthn::unwritten(text).map_err(|error| refused(error.into()));
        let (challenge, id) = (read(used.challenge)?, read(used.id)?);
        let (client_data, signature) = (read(used.client_data)?, read(used.signature)?);
        let authenticator_data = read(used.authenticator_data)?;
        let asked = self.register.use_challenge(&challenge, "", at).await;
        if !asked.map_err(|error| refused(error.into()))? {
            return Err(refused(PeopleError::Refused));
        }
        let found = self.register.passkey(&hex::encode(id)).await;
        let found = found.map_err(|error| refused(error.into()))?;
        let found = found.ok_or_else(|| refused(PeopleError::Refused))?;
        let assertion = Assertion {
            client_data: &client_data,
            authenticator_data: &authenticator_data,
            signature: &signature,
        };
        let known = (found.key.as_slice(), found.counter);
        let counter = webauthn::verify(party, &challenge, known, assertion)
            .map_err(|error| (Some(found.user.clone()), error.into()))?;
        self.register
            .use_passkey(&found.id, counter, at)
            .await
            .map_err(|error| refused(error.into()))?;
        Ok(found)
    }
}
