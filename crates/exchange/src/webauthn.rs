//! Passkeys: what a browser sends of an authenticator, read and verified (Web Authentication Level 3, §7.1 and §7.2).
//!
//! Who verifies asks for no attestation: which make of authenticator somebody uses is theirs to know. What is asked is
//! that they were there and showed it to be them (user verification), so that a passkey is two factors in one: the thing,
//! and what unlocks it. Signatures are verified by `ring`, which the program has for TLS; what is read here are
//! structures of two dozen fields. (`webauthn-rs` verifies the attestations of every maker too, and brings four
//! implementations of curves and one of X.509 for that; see docs/security.md.)
//!
//! | what | of |
//! |---|---|
//! | client data | the browser: type, challenge, origin (JSON) |
//! | authenticator data | the authenticator: hash of the relying party's name, flags, counter, the new credential |
//! | attestation object | both of the above for a new credential (CBOR) |

mod cbor;

use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cbor::Value;

/// Algorithms of signatures that are taken, by their numbers in the registry of COSE, in the order of preference:
/// ECDSA on P-256, Ed25519, RSA (PKCS #1 v1.5) with SHA-256.
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;
/// The longest id of a credential, in bytes.
const LONGEST_ID: usize = 1_023;
/// The longest that anything of a browser's can be, in bytes.
const LONGEST: usize = 16 * 1024;

/// Who asks for passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    /// The name of the host: `node.example`.
    pub id: String,
    /// Where its pages are: `https://node.example`.
    pub origin: String,
}

impl RelyingParty {
    /// The one whose pages have addresses that begin so; `None` where the host has no name, or where what is sent there
    /// can be read on the way: browsers keep no passkeys for these.
    pub fn of(base: &str) -> Option<Self> {
        let (scheme, host) = base.split_once("://")?;
        if host.starts_with('[') {
            return None;
        }
        let id = host.split(':').next().unwrap_or_default();
        let is_named = !id.is_empty() && id.parse::<std::net::IpAddr>().is_err();
        let is_secure = scheme == "https" || id == "localhost";
        (is_named && is_secure).then(|| Self { id: id.to_owned(), origin: base.to_owned() })
    }
}

/// Why a passkey is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebAuthnError {
    /// It is not of the form that it should have.
    #[error("it cannot be read")]
    Unreadable,
    /// It was made for another page, or another question.
    #[error("it answers something else")]
    Elsewhere,
    /// Whoever held the authenticator did not show that it is theirs.
    #[error("nobody was verified")]
    Unverified,
    /// Its algorithm is none of [`ALGORITHMS`].
    #[error("its algorithm is not known")]
    Algorithm,
    /// The signature is not its own.
    #[error("the signature is wrong")]
    Signature,
    /// It counts lower than before: there are two of it.
    #[error("it was copied")]
    Copied,
}

/// A new credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its id.
    pub id: Vec<u8>,
    /// Its public key, as COSE writes it.
    pub key: Vec<u8>,
    /// How often it has signed, where it counts.
    pub counter: u32,
}

/// What a browser sends of a passkey that signs in.
#[derive(Debug, Clone, Copy)]
pub struct Assertion<'a> {
    /// What the browser says of the page.
    pub client_data: &'a [u8],
    /// What the authenticator says.
    pub authenticator_data: &'a [u8],
    /// Its signature of both.
    pub signature: &'a [u8],
}

/// Reads what came of asking for a new passkey with this challenge.
///
/// # Errors
/// [`WebAuthnError`].
pub fn register(
    party: &RelyingParty,
    challenge: &[u8],
    client_data: &[u8],
    attestation: &[u8],
) -> Result<Registered, WebAuthnError> {
    check_client_data(party, "webauthn.create", challenge, client_data)?;
    if attestation.len() > LONGEST {
        return Err(WebAuthnError::Unreadable);
    }
    let (object, rest) = cbor::read(attestation)?;
    let data = object.bytes_at(&Value::Text("authData")).filter(|_| rest.is_empty());
    let data = AuthenticatorData::read(data.ok_or(WebAuthnError::Unreadable)?)?;
    data.check(party)?;
    let (id, key) = data.credential()?;
    // The key is looked at now, not when somebody wants to come in with it.
    PublicKey::read(key)?;
    Ok(Registered { id: id.to_owned(), key: key.to_owned(), counter: data.counter })
}

/// Verifies that whoever has the credential with this public key answered this challenge, and gives what it counts now.
///
/// # Errors
/// [`WebAuthnError`].
pub fn verify(
    party: &RelyingParty,
    challenge: &[u8],
    (key, counter): (&[u8], u32),
    assertion: Assertion<'_>,
) -> Result<u32, WebAuthnError> {
    check_client_data(party, "webauthn.get", challenge, assertion.client_data)?;
    let data = AuthenticatorData::read(assertion.authenticator_data)?;
    data.check(party)?;
    let signed =
        [assertion.authenticator_data, &Sha256::digest(assertion.client_data)[..]].concat();
    PublicKey::read(key)?.verify(&signed, assertion.signature)?;
    // Those that do not count say 0 each time.
    if (data.counter > 0 || counter > 0) && data.counter <= counter {
        return Err(WebAuthnError::Copied);
    }
    Ok(data.counter)
}

/// Bytes that a browser sends in a form: base64url without padding.
///
/// # Errors
/// [`WebAuthnError::Unreadable`].
pub fn unwritten(text: &str) -> Result<Vec<u8>, WebAuthnError> {
    if text.len() > 2 * LONGEST {
        return Err(WebAuthnError::Unreadable);
    }
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| WebAuthnError::Unreadable)
}

/// Bytes as a browser reads them in a page.
pub fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

fn check_client_data(
    party: &RelyingParty,
    kind: &str,
    challenge: &[u8],
    data: &[u8],
) -> Result<(), WebAuthnError> {
    if data.len() > LONGEST {
        return Err(WebAuthnError::Unreadable);
    }
    let data: ClientData = serde_json::from_slice(data).map_err(|_| WebAuthnError::Unreadable)?;
    let answers = data.r#type == kind
        && unwritten(&data.challenge)? == challenge
        && data.origin == party.origin
        && !data.cross_origin;
    if answers { Ok(()) } else { Err(WebAuthnError::Elsewhere) }
}

/// Somebody was there.
const PRESENT: u8 = 1;
/// They showed that it is theirs.
const VERIFIED: u8 = 1 << 2;
/// A new credential follows.
const ATTESTED: u8 = 1 << 6;

struct AuthenticatorData<'a> {
    party: &'a [u8],
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, WebAuthnError> {
        let split =
            |bytes: &'a [u8], at| bytes.split_at_checked(at).ok_or(WebAuthnError::Unreadable);
        if bytes.len() > LONGEST {
            return Err(WebAuthnError::Unreadable);
        }
        let (party, rest) = split(bytes, 32)?;
        let (flags, rest) = split(rest, 1)?;
        let (counter, rest) = split(rest, 4)?;
        let counter = counter.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        Ok(Self { party, flags: flags[0], counter, rest })
    }

    fn check(&self, party: &RelyingParty) -> Result<(), WebAuthnError> {
        if self.party != &Sha256::digest(&party.id)[..] {
            return Err(WebAuthnError::Elsewhere);
        }
        let both = PRESENT | VERIFIED;
        if self.flags & both == both { Ok(()) } else { Err(WebAuthnError::Unverified) }
    }

    /// The id and the public key of a new credential.
    fn credential(&self) -> Result<(&'a [u8], &'a [u8]), WebAuthnError> {
        const UNREADABLE: WebAuthnError = WebAuthnError::Unreadable;
        if self.flags & ATTESTED == 0 {
            return Err(UNREADABLE);
        }
        // 16 bytes name the make of the authenticator, which is its owner's to know.
        let (_, rest) = self.rest.split_at_checked(16).ok_or(UNREADABLE)?;
        let (length, rest) = rest.split_at_checked(2).ok_or(UNREADABLE)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length == 0 || length > LONGEST_ID {
            return Err(UNREADABLE);
        }
        let (id, rest) = rest.split_at_checked(length).ok_or(UNREADABLE)?;
        let (_, after) = cbor::read(rest)?;
        Ok((id, &rest[..rest.len() - after.len()]))
    }
}

/// A public key as COSE writes it (RFC 9053).
enum PublicKey {
    /// A point of P-256, not compressed.
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
}

impl PublicKey {
    fn read(bytes: &[u8]) -> Result<Self, WebAuthnError> {
        let (map, rest) = cbor::read(bytes)?;
        if !rest.is_empty() {
            return Err(WebAuthnError::Unreadable);
        }
        let part = |name: i64| map.bytes_at(&Value::Int(name)).ok_or(WebAuthnError::Unreadable);
        let sized = |name: i64, size: usize| {
            part(name)?.get(..).filter(|bytes| bytes.len() == size).ok_or(WebAuthnError::Unreadable)
        };
        let (kind, algorithm, curve) = (map.int_at(1), map.int_at(3), map.int_at(-1));
        match (kind, algorithm, curve) {
            (Some(2), Some(ES256), Some(1)) => {
                Ok(Self::P256([&[4][..], sized(-2, 32)?, sized(-3, 32)?].concat()))
            }
            (Some(1), Some(EDDSA), Some(6)) => Ok(Self::Ed25519(sized(-2, 32)?.to_owned())),
            (Some(3), Some(RS256), _) => {
                Ok(Self::Rsa { modulus: part(-1)?.to_owned(), exponent: part(-2)?.to_owned() })
            }
            _ => Err(WebAuthnError::Algorithm),
        }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), WebAuthnError> {
        let verified = match self {
            Self::P256(point) => UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_ASN1, point)
                .verify(message, signature),
            Self::Ed25519(key) => {
                UnparsedPublicKey::new(&signature::ED25519, key).verify(message, signature)
            }
            Self::Rsa { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&signature::RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        verified.map_err(|_| WebAuthnError::Signature)
    }
}

#[cfg(test)]
mod tests;
