//! Who asks: the session behind a cookie, and whether a form is really theirs.
//!
//! A cookie holds the token of a session; scripts cannot read it, other sites cannot send it with a form. A form has to
//! come from a page of this node (`Sec-Fetch-Site`, else `Origin`), and, of somebody signed in, to carry a token that
//! only their own pages hold. It is another on every page, so that what is compressed tells nothing of it. Pages of a
//! person are never kept (`addresses::is_of_a_person`).
//!
//! A handler says who may come to it by what it takes: a [`Person`] (others are led to signing in, and back), an
//! `Option<Person>`, [`FromHere`] (forms of other sites are refused).

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use passerelle_desk::people::SignedIn;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::pages::PageError;
use crate::words::Words;
use crate::{App, addresses};

/// Somebody who is signed in.
pub(crate) struct Person {
    /// The account and its session.
    pub who: SignedIn,
    token: String,
}

/// Letters of a form's token that tell it from others, and that prove it.
const PART: usize = 32;

impl Person {
    /// Who sent a request; `None` where nobody is signed in.
    ///
    /// # Errors
    /// The database refused.
    async fn of(app: &App, headers: &HeaderMap) -> Result<Option<Self>, PageError> {
        let Some(token) = Kept::Session.token(app, headers) else { return Ok(None) };
        let who = app.desk.signed_in(&token).await?;
        Ok(who.map(|who| Self { who, token }))
    }

    /// The token of their session.
    pub fn session_token(&self) -> &str {
        &self.token
    }

    /// A token for a form of theirs.
    pub fn form_token(&self) -> String {
        form_token(&self.token)
    }

    /// Whether a form's token is one of theirs.
    pub fn sent(&self, token: &str) -> bool {
        is_token_of(&self.token, token)
    }
}

/// A token for a form of whoever has a secret.
pub(crate) fn form_token(secret: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let seed = format!("{count} {:?} {secret}", now.unwrap_or_default());
    let nonce = hex::encode(Sha256::digest(seed))[..PART].to_owned();
    format!("{nonce}{}", proof(secret, &nonce))
}

fn proof(secret: &str, nonce: &str) -> String {
    hex::encode(Sha256::digest(format!("form {nonce} {secret}")))[..PART].to_owned()
}

/// Whether a form's token is of whoever has a secret.
pub(crate) fn is_token_of(secret: &str, token: &str) -> bool {
    let (Some(nonce), Some(given)) = (token.get(..PART), token.get(PART..)) else {
        return false;
    };
    // Hashes are compared: how long it takes tells nothing.
    Sha256::digest(given) == Sha256::digest(proof(secret, nonce))
}

impl FromRequestParts<App> for Person {
    type Rejection = Response;

    /// Whoever is signed in; else the way to signing in, and back to what was asked for.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let asked = parts.uri.path_and_query().map_or("", |asked| asked.as_str());
        let (lang, path) = asked.trim_start_matches('/').split_once('/').unwrap_or((asked, ""));
        let Some(w) = Words::of(lang) else { return Err(PageError::NotFound.into_response()) };
        match Self::of(app, &parts.headers).await {
            Ok(Some(person)) => Ok(person),
            Ok(None) => {
                let back = addresses::escaped(&format!("/{path}"));
                let to = format!("/{}/sign-in?to={back}", w.code());
                Err(Redirect::to(&to).into_response())
            }
            Err(error) => Err(error.into_response()),
        }
    }
}

impl OptionalFromRequestParts<App> for Person {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, PageError> {
        Self::of(app, &parts.headers).await
    }
}

/// A form that was on a page of this node.
pub(crate) struct FromHere;

impl FromRequestParts<App> for FromHere {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
        if is_from_here(app, &parts.headers) { Ok(Self) } else { Err(StatusCode::FORBIDDEN) }
    }
}

impl OptionalFromRequestParts<App> for FromHere {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Infallible> {
        Ok(is_from_here(app, &parts.headers).then_some(Self))
    }
}

/// Whether a form was on a page of this node.
fn is_from_here(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => {
            let host = text("host").unwrap_or_default();
            let own = origin.split_once("://").is_some_and(|(_, name)| name == host);
            own || origin == app.absolute("")
        }
        // Programs and very old browsers say neither; the token of the form stands for both.
        (None, None) => true,
    }
}

fn is_secure(app: &App) -> bool {
    app.absolute("").starts_with("https://")
}

/// What a cookie of this node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// A session.
    Session,
    /// The way of somebody who is at a provider of identity.
    Way,
    /// Somebody who takes part in consultations without an account.
    Voice,
}

impl Kept {
    fn name(self, app: &App) -> &'static str {
        // The longer names are a promise that browsers keep: sent over TLS only, to this host only.
        match (self, is_secure(app)) {
            (Self::Session, true) => "__Host-passerelle",
            (Self::Session, false) => "passerelle",
            (Self::Way, true) => "__Host-passerelle-way",
            (Self::Way, false) => "passerelle-way",
            (Self::Voice, true) => "__Host-passerelle-voice",
            (Self::Voice, false) => "passerelle-voice",
        }
    }

    /// In seconds.
    fn age(self) -> i64 {
        match self {
            Self::Session => passerelle_desk::people::SESSION_SECONDS,
            Self::Way => passerelle_desk::people::WAY_SECONDS,
            // A year.
            Self::Voice => 365 * 24 * 60 * 60,
        }
    }

    /// The token that a browser keeps.
    pub fn token(self, app: &App, headers: &HeaderMap) -> Option<String> {
        let cookies =
            headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
        let (_, token) = pairs.find(|(found, _)| found.trim() == self.name(app))?;
        let token = token.trim();
        let sound = token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        sound.then(|| token.to_owned())
    }

    /// The cookie of a token; of an empty one, the end of it.
    pub fn cookie(self, app: &App, token: &str) -> HeaderValue {
        let secure = if is_secure(app) { "; Secure" } else { "" };
        let age = if token.is_empty() { 0 } else { self.age() };
        let name = self.name(app);
        let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
        // A token is letters and digits.
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }
}

/// The cookie of a session; with an empty token, the end of it.
pub(crate) fn cookie(app: &App, token: &str) -> HeaderValue {
    Kept::Session.cookie(app, token)
}

/// What a form sent, field by field; a field may come several times.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// What is in a field, the first where it comes several times; empty where it did not come.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}
