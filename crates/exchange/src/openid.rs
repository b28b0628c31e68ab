//! Signing in at a provider of identity: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636), held to what OAuth's
//! best practice asks today (RFC 9700).
//!
//! | step | what | where |
//! |---|---|---|
//! | 1 | the provider's own document says where its ends are (Discovery 1.0) | [`Client::begin`] |
//! | 2 | the browser goes there with a state, a nonce and the hash of a verifier | [`Flow`] |
//! | 3 | it comes back with a code, which the node changes for an ID token, showing the verifier | [`Client::end`] |
//! | 4 | the token is verified with the provider's keys: who made it, for whom, when, for which question | [`token`] |
//!
//! State, nonce and verifier are made of one random token that the browser keeps ([`Flow::of`]), so that an answer is of
//! use to the browser that asked, and to no other. What is asked of the provider is who it is (`scope=openid`), and
//! nothing else: no name, no address of mail.
//!
//! Providers are named by the node's owner ([`configuration`]); no address that anybody else gives is fetched. Their ends
//! are taken over TLS alone, without redirects, in little time and space; to a provider on this very machine, as in
//! tests, plain HTTP will do.

pub mod configuration;
pub mod token;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use passerelle_vocabulary::Text;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::fetch::{FetchError, Fetcher, Policy, escaped, form};
use token::{Expected, Keys, TokenError};

/// How long what a provider says of itself is held to be so, in seconds.
const KEPT: i64 = 3_600;
/// How long its keys are not asked for again because of a key that is not among them, in seconds.
const KEYS_ASKED: i64 = 30;
/// The largest answer of a provider, in bytes.
const LARGEST: u64 = 256 * 1024;
/// Ways in which the node says who it is at the token endpoint, the first that a provider takes.
const BASIC: &str = "client_secret_basic";
const POST: &str = "client_secret_post";

/// What only the node and its provider know. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// This text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A provider of identity, as the node's owner names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// What tells it from others in addresses: `university`.
    pub id: String,
    /// Its name for programs, under which its document is: `https://login.example.org`.
    pub issuer: String,
    /// What the node is called there.
    pub client_id: String,
    /// What shows there that it is the node; some providers give none.
    pub secret: Option<Secret>,
    /// What it is called on buttons.
    pub name: Text,
}

/// Why nobody could be signed in at a provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    /// It does not answer, or not as such a server does.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(#[from] FetchError),
    /// What it says of itself does not hold together.
    #[error("the provider says of itself: {0}")]
    Document(&'static str),
    /// It refuses the code: it was used, or is too old.
    #[error("the code is not taken")]
    Code,
    /// It refuses the node, by this code.
    #[error("the node is refused: {0}")]
    Node(String),
    /// Its token does not verify.
    #[error("the token: {0}")]
    Token(#[from] TokenError),
}

impl OpenIdError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Document(_) => "document",
            Self::Code => "expired",
            Self::Node(_) => "node",
            Self::Token(error) => error.code(),
        }
    }
}

/// What is made of the token that a browser keeps while somebody is at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Comes back with the answer.
    state: String,
    /// Comes back in the ID token.
    nonce: String,
    /// Is shown when the code is changed.
    verifier: String,
}

impl Flow {
    /// The flow of a token: none of its parts tells the token, or another part.
    pub fn of(token: &str) -> Self {
        let part =
            |name: &str| URL_SAFE_NO_PAD.encode(Sha256::digest(format!("openid {name} {token}")));
        Self { state: part("state"), nonce: part("nonce"), verifier: part("verifier") }
    }

    /// Whether an answer belongs to this flow.
    pub fn is_state(&self, state: &str) -> bool {
        // Hashes are compared: how long it takes tells nothing.
        Sha256::digest(state) == Sha256::digest(&self.state)
    }

    fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

/// What a provider says of itself, as far as it is of use here.
#[derive(Debug, Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Document {
    fn read(provider: &Provider, json: &[u8]) -> Result<Self, OpenIdError> {
        let read: Self =
            serde_json::from_slice(json).map_err(|_| OpenIdError::Document("unreadable"))?;
        if read.issuer != provider.issuer {
            return Err(OpenIdError::Document("another issuer"));
        }
        for end in [&read.authorization_endpoint, &read.token_endpoint, &read.jwks_uri] {
            if !is_safe(end) || (is_near(end) && !is_near(&provider.issuer)) {
                return Err(OpenIdError::Document("an address that is not safe"));
            }
        }
        Ok(read)
    }
}

/// Whether nobody on the way can read what is sent to an address, or change what comes from there.
fn is_safe(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '#');
    let host =
        address.strip_prefix("https://").map(|rest| !rest.is_empty() && !rest.starts_with('/'));
    address.len() <= 2_000 && address.chars().all(plain) && (host == Some(true) || is_near(address))
}

/// Whether an address is one of plain HTTP on this machine.
fn is_near(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// Where somebody is to be led back to, and what is asked besides.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The flow of their browser.
    pub flow: &'a Flow,
    /// The address of the node to which the provider leads back.
    pub back: &'a str,
    /// The language in which they read.
    pub lang: &'a str,
}

/// What a browser came back with.
#[derive(Debug, Clone, Copy)]
pub struct Came<'a> {
    /// The flow of that browser.
    pub flow: &'a Flow,
    /// The address of the node to which it was led.
    pub back: &'a str,
    /// What is changed for a token.
    pub code: &'a str,
    /// The provider's word on who it is (RFC 9207); empty where it says nothing.
    pub issuer: &'a str,
}

#[derive(Default)]
struct Known {
    document: Option<(i64, Arc<Document>)>,
    keys: Option<(i64, Arc<Keys>)>,
}

/// The node at one provider. Whoever asks waits for the network: on a thread that may.
pub struct Client {
    /// The provider.
    pub provider: Provider,
    fetcher: Fetcher,
    known: Mutex<Known>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("provider", &self.provider).finish_non_exhaustive()
    }
}

impl Client {
    /// The node at a provider.
    pub fn new(provider: Provider) -> Self {
        let policy = Policy {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(10),
            attempts: 2,
            first_wait: Duration::from_millis(200),
            longest_wait: Duration::from_secs(1),
            max_bytes: LARGEST,
            redirects: 0,
            ..Policy::default()
        };
        Self { provider, fetcher: Fetcher::new(policy), known: Mutex::default() }
    }

    /// Where a browser is to go, at a moment in seconds since 1970.
    ///
    /// # Errors
    /// The provider does not answer, or not as it should.
    pub fn begin(&self, asked: Asked<'_>, now: i64) -> Result<String, OpenIdError> {
        let document = self.document(now)?;
        let end = &document.authorization_endpoint;
        let joint = if end.contains('?') { '&' } else { '?' };
        let question = form(&[
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", &self.provider.client_id),
            ("redirect_uri", asked.back),
            ("state", &asked.flow.state),
            ("nonce", &asked.flow.nonce),
            ("code_challenge", &asked.flow.challenge()),
            ("code_challenge_method", "S256"),
            ("ui_locales", asked.lang),
        ]);
        Ok(format!("{end}{joint}{question}"))
    }

    /// Who somebody is at the provider: the subject of a token that verifies, at a moment in seconds since 1970.
    ///
    /// # Errors
    /// [`OpenIdError`].
    pub fn end(&self, came: Came<'_>, now: i64) -> Result<String, OpenIdError> {
        let document = self.document(now)?;
        let says = document.authorization_response_iss_parameter_supported;
        if (says || !came.issuer.is_empty()) && came.issuer != self.provider.issuer {
            return Err(TokenError::Issuer.into());
        }
        let token = self.changed(&document, came)?;
        let (issuer, client_id) = (&self.provider.issuer, &self.provider.client_id);
        let expected = Expected { issuer, client_id, nonce: &came.flow.nonce, now };
        match token::subject(&token, &*self.keys(&document, now, KEPT)?, &expected) {
            // Providers change their keys: it may be a new one.
            Err(TokenError::Key) => {
                let keys = self.keys(&document, now, KEYS_ASKED)?;
                Ok(token::subject(&token, &keys, &expected)?)
            }
            other => Ok(other?),
        }
    }

    /// The ID token that a code is changed for.
    fn changed(&self, document: &Document, came: Came<'_>) -> Result<String, OpenIdError> {
        #[derive(Deserialize)]
        struct Given {
            id_token: String,
        }
        #[derive(Deserialize)]
        struct Refused {
            error: String,
        }
        let client_id = self.provider.client_id.as_str();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", came.code),
            ("redirect_uri", came.back),
            ("code_verifier", &came.flow.verifier),
        ];
        let methods = &document.token_endpoint_auth_methods_supported;
        let takes = |name: &str| methods.iter().any(|one| one == name);
        let basic = methods.is_empty() || takes(BASIC) || !takes(POST);
        let authorization = match &self.provider.secret {
            Some(Secret(secret)) if basic => {
                let pair = format!("{}:{}", escaped(client_id), escaped(secret));
                Some(format!("Basic {}", STANDARD.encode(pair)))
            }
            Some(Secret(secret)) => {
                fields.extend([("client_id", client_id), ("client_secret", secret)]);
                None
            }
            None => {
                fields.push(("client_id", client_id));
                None
            }
        };
        let end = &document.token_endpoint;
        let (status, body) = self.fetcher.post_form(end, authorization.as_deref(), &fields)?;
        if status == 200 {
            let given = serde_json::from_slice::<Given>(&body);
            return given.map(|given| given.id_token).map_err(|_| TokenError::Unreadable.into());
        }
        match serde_json::from_slice::<Refused>(&body) {
            Ok(refused) if refused.error == "invalid_grant" => Err(OpenIdError::Code),
            Ok(refused) => {
                let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                Err(OpenIdError::Node(refused.error.chars().filter(plain).take(60).collect()))
            }
            Err(_) => Err(FetchError::Refused { url: end.clone(), status }.into()),
        }
    }

    fn document(&self, now: i64) -> Result<Arc<Document>, OpenIdError> {
        if let Some((at, document)) = &self.known().document
            && now - at < KEPT
        {
            return Ok(Arc::clone(document));
        }
        let issuer = self.provider.issuer.trim_end_matches('/');
        let answer = self.fetcher.get(&format!("{issuer}/.well-known/openid-configuration"))?;
        let document = Arc::new(Document::read(&self.provider, &answer.body)?);
        self.known().document = Some((now, Arc::clone(&document)));
        Ok(document)
    }

    /// The provider's keys, asked for not longer than so many seconds ago.
    fn keys(&self, document: &Document, now: i64, kept: i64) -> Result<Arc<Keys>, OpenIdError> {
        if let Some((at, keys)) = &self.known().keys
            && now - at < kept
        {
            return Ok(Arc::clone(keys));
        }
        let answer = self.fetcher.get(&document.jwks_uri)?;
        let keys = Keys::read(&answer.body).ok_or(OpenIdError::Document("keys unreadable"))?;
        let keys = Arc::new(keys);
        self.known().keys = Some((now, Arc::clone(&keys)));
        Ok(keys)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
