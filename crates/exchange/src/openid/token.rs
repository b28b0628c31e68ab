//! ID tokens: signed claims (JWS, RFC 7515) of a provider of identity about whoever is there, verified with its public keys
//! (JWK, RFC 7517) as OpenID Connect Core 1.0 asks (§3.1.3.7).
//!
//! | asked | otherwise |
//! |---|---|
//! | three parts of base64url, JSON in the first two, no `crit` | [`TokenError::Unreadable`] |
//! | an algorithm of [`ALGORITHMS`], the one that the key is for | [`TokenError::Algorithm`] |
//! | one of the provider's keys, told by its `kid` | [`TokenError::Key`] |
//! | its signature | [`TokenError::Signature`] |
//! | `iss` is the provider | [`TokenError::Issuer`] |
//! | `aud` is the node, or has it and `azp` is the node | [`TokenError::Audience`] |
//! | `nonce` is that of the question | [`TokenError::Nonce`] |
//! | `iat`, `nbf` are not to come, `exp` has not passed, `iat` is not old; two minutes either way | [`TokenError::Clock`] |
//! | `sub` is a text of 1 to 255 characters | [`TokenError::Unreadable`] |
//!
//! The signature is verified before any claim is believed; nobody's word on which key or algorithm is right goes beyond
//! choosing among the provider's own. `none` and the algorithms of shared secrets (HS256) are none of these.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;

/// Algorithms of signatures that are taken (RFC 7518, RFC 8037).
pub const ALGORITHMS: [&str; 5] = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];
/// How far the clocks of the provider and of the node may be apart, in seconds.
pub const SKEW: i64 = 120;
/// How old a token may be, in seconds: it was just made.
const OLDEST: i64 = 600;
/// The longest token, in bytes.
const LONGEST: usize = 16 * 1024;
/// The most keys of a provider that are looked at.
const MOST_KEYS: usize = 100;
/// The longest subject, in characters.
const SUBJECT: usize = 255;

/// Why a token does not say who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is not of the form that it should have.
    #[error("it cannot be read")]
    Unreadable,
    /// Its algorithm is none of [`ALGORITHMS`].
    #[error("its algorithm is not taken")]
    Algorithm,
    /// The provider has no such key.
    #[error("no key of the provider signed it")]
    Key,
    /// The signature is not the key's.
    #[error("its signature is wrong")]
    Signature,
    /// Another made it.
    #[error("it is another provider's")]
    Issuer,
    /// It was made for another.
    #[error("it is for somebody else")]
    Audience,
    /// It answers another question.
    #[error("it answers another question")]
    Nonce,
    /// It is too old, or of a time to come.
    #[error("its time is not now")]
    Clock,
}

impl TokenError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Algorithm => "algorithm",
            Self::Key | Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Nonce => "nonce",
            Self::Clock => "clock",
        }
    }
}

/// What a token has to say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Who made it.
    pub issuer: &'a str,
    /// For whom.
    pub client_id: &'a str,
    /// To which question.
    pub nonce: &'a str,
    /// The time, in seconds since 1970.
    pub now: i64,
}

/// The public keys of a provider.
#[derive(Debug, Clone)]
pub struct Keys(Vec<Key>);

#[derive(Debug, Clone)]
struct Key {
    id: Option<String>,
    /// The one algorithm that it is for, where it says so.
    algorithm: Option<String>,
    public: Public,
}

#[derive(Debug, Clone)]
enum Public {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// A point, not compressed.
    P256(Vec<u8>),
    /// A point, not compressed.
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// A key as it is written.
#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    r#use: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Keys {
    /// Reads a set of keys. Those that are not of use here (to encrypt, of other kinds) are left out; `None` where it is
    /// no set of keys.
    pub fn read(json: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<serde_json::Value>,
        }
        let set: Set = serde_json::from_slice(json).ok()?;
        let keys = set.keys.into_iter().take(MOST_KEYS);
        let read = keys.filter_map(|one| serde_json::from_value::<Written>(one).ok()?.key());
        Some(Self(read.collect()))
    }
}

impl Written {
    fn key(self) -> Option<Key> {
        if self.r#use.as_deref().is_some_and(|what| what != "sig") {
            return None;
        }
        let bytes = |part: &Option<String>| URL_SAFE_NO_PAD.decode(part.as_ref()?).ok();
        let sized = |part, size| bytes(part).filter(|bytes| bytes.len() == size);
        let point = |size| {
            let (x, y) = (sized(&self.x, size)?, sized(&self.y, size)?);
            Some([&[4][..], &x, &y].concat())
        };
        let public = match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => Public::Rsa { modulus: bytes(&self.n)?, exponent: bytes(&self.e)? },
            ("EC", Some("P-256")) => Public::P256(point(32)?),
            ("EC", Some("P-384")) => Public::P384(point(48)?),
            ("OKP", Some("Ed25519")) => Public::Ed25519(sized(&self.x, 32)?),
            _ => return None,
        };
        Some(Key { id: self.kid, algorithm: self.alg, public })
    }
}

impl Key {
    /// Whether a token with this head may be signed with it.
    fn fits(&self, head: &Head) -> bool {
        let kind = matches!(
            (&self.public, head.alg.as_str()),
            (Public::Rsa { .. }, "RS256" | "PS256")
                | (Public::P256(_), "ES256")
                | (Public::P384(_), "ES384")
                | (Public::Ed25519(_), "EdDSA")
        );
        let named = head.kid.is_none() || head.kid == self.id;
        kind && named && self.algorithm.as_ref().is_none_or(|one| *one == head.alg)
    }

    fn signed(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        let verified = match &self.public {
            Public::Rsa { modulus, exponent } => {
                let how = match algorithm {
                    "PS256" => &signature::RSA_PSS_2048_8192_SHA256,
                    _ => &signature::RSA_PKCS1_2048_8192_SHA256,
                };
                RsaPublicKeyComponents { n: modulus, e: exponent }.verify(how, message, signature)
            }
            Public::P256(point) => {
                UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point)
                    .verify(message, signature)
            }
            Public::P384(point) => {
                UnparsedPublicKey::new(&signature::ECDSA_P384_SHA384_FIXED, point)
                    .verify(message, signature)
            }
            Public::Ed25519(key) => {
                UnparsedPublicKey::new(&signature::ED25519, key).verify(message, signature)
            }
        };
        verified.is_ok()
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    /// What must be understood: nothing here is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// Whether a token for these is for the node: for it alone, or handed to it by name.
    fn is(&self, client_id: &str, party: Option<&str>) -> bool {
        let among = match self {
            Self::One(one) => one == client_id,
            Self::Several(all) => all.iter().any(|one| one == client_id),
        };
        let alone = !matches!(self, Self::Several(all) if all.len() != 1);
        among && (alone || party.is_some()) && party.is_none_or(|party| party == client_id)
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    azp: Option<String>,
}

/// The subject of a token that verifies: who somebody is at the provider.
///
/// # Errors
/// [`TokenError`], the first that is so.
pub fn subject(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<String, TokenError> {
    const UNREADABLE: TokenError = TokenError::Unreadable;
    if token.len() > LONGEST {
        return Err(UNREADABLE);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(UNREADABLE)?;
    let (head, claims) = message.split_once('.').ok_or(UNREADABLE)?;
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| UNREADABLE);
    let head: Head = serde_json::from_slice(&bytes(head)?).map_err(|_| UNREADABLE)?;
    if head.crit.is_some() {
        return Err(UNREADABLE);
    }
    if !ALGORITHMS.contains(&head.alg.as_str()) {
        return Err(TokenError::Algorithm);
    }
    let signature = bytes(signature)?;
    let mut fitting = keys.0.iter().filter(|key| key.fits(&head)).peekable();
    if fitting.peek().is_none() {
        return Err(TokenError::Key);
    }
    if !fitting.any(|key| key.signed(&head.alg, message.as_bytes(), &signature)) {
        return Err(TokenError::Signature);
    }
    let claims: Claims = serde_json::from_slice(&bytes(claims)?).map_err(|_| UNREADABLE)?;
    claims.check(expected)?;
    Ok(claims.sub)
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), TokenError> {
        if self.iss != expected.issuer {
            return Err(TokenError::Issuer);
        }
        if !self.aud.is(expected.client_id, self.azp.as_deref()) {
            return Err(TokenError::Audience);
        }
        if self.nonce.as_deref() != Some(expected.nonce) {
            return Err(TokenError::Nonce);
        }
        let (now, skew) = (expected.now as f64, SKEW as f64);
        let begun = self.iat.max(self.nbf.unwrap_or(f64::MIN)) <= now + skew;
        let lasts = self.exp > now - skew && self.iat >= now - skew - OLDEST as f64;
        if !begun || !lasts {
            return Err(TokenError::Clock);
        }
        let length = self.sub.chars().count();
        let sound = (1..=SUBJECT).contains(&length) && !self.sub.contains(char::is_control);
        if sound { Ok(()) } else { Err(TokenError::Unreadable) }
    }
}
