//! Who takes part in a consultation: an account, or the token in a cookie of its own.
//!
//! The cookie is set when somebody begins to take part, and for nothing else. It says nothing of who that is; the node keeps
//! a hash of it for each consultation, and another in each. A form has to come from a page of the node and to carry a token
//! that only pages of the same cookie hold, as forms of accounts do (`person`).

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderValue;
use axum::http::request::Parts;

use passerelle_desk::consultations::Taking;

use crate::App;
use crate::pages::PageError;
use crate::person::{Kept, Person, form_token, is_token_of};

/// Whoever asks.
pub(crate) enum Voice {
    /// Somebody who is signed in.
    Account(Box<Person>),
    /// Whoever has a cookie.
    Token(String),
    /// Somebody new.
    Nobody,
}

impl Voice {
    /// Under what they take part; none before they begin.
    pub fn taking(&self) -> Option<Taking<'_>> {
        match self {
            Self::Account(person) => Some(Taking::Account(&person.who.standing.user.id)),
            Self::Token(token) => Some(Taking::Token(token)),
            Self::Nobody => None,
        }
    }

    /// The account, where there is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Account(person) => Some(person),
            Self::Token(_) | Self::Nobody => None,
        }
    }

    /// A token for a form of theirs; empty for somebody new, who sends none but the one that begins.
    pub fn form_token(&self) -> String {
        match self {
            Self::Account(person) => person.form_token(),
            Self::Token(token) => form_token(token),
            Self::Nobody => String::new(),
        }
    }

    /// Whether a form's token is one of theirs.
    pub fn sent(&self, token: &str) -> bool {
        match self {
            Self::Account(person) => person.sent(token),
            Self::Token(secret) => is_token_of(secret, token),
            Self::Nobody => false,
        }
    }

    /// A cookie for somebody new, and who they are with it.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new_token(app: &App) -> Result<(Self, HeaderValue), PageError> {
        let token = passerelle_desk::consultations::new_token()?;
        let cookie = Kept::Voice.cookie(app, &token);
        Ok((Self::Token(token), cookie))
    }
}

impl FromRequestParts<App> for Voice {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let person =
            <Person as OptionalFromRequestParts<App>>::from_request_parts(parts, app).await?;
        Ok(match (person, Kept::Voice.token(app, &parts.headers)) {
            (Some(person), _) => Self::Account(Box::new(person)),
            (None, Some(token)) => Self::Token(token),
            (None, None) => Self::Nobody,
        })
    }
}
