use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use super::*;

/// An authenticator in software, with one credential.
struct Authenticator {
    pair: EcdsaKeyPair,
    flags: u8,
    counter: u32,
    party: &'static str,
    origin: &'static str,
}

const CHALLENGE: &[u8] = b"a challenge of some thirty bytes";

fn party() -> RelyingParty {
    RelyingParty::of("https://node.example").unwrap()
}

impl Authenticator {
    fn new() -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).unwrap();
        let (party, origin) = ("node.example", "https://node.example");
        Self { pair, flags: PRESENT | VERIFIED, counter: 7, party, origin }
    }

    fn client_data(&self, kind: &str, challenge: &[u8]) -> Vec<u8> {
        let (challenge, origin) = (written(challenge), self.origin);
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false,"other":1}}"#)
            .into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let counter = self.counter.to_be_bytes();
        [&Sha256::digest(self.party)[..], &[self.flags | more], &counter].concat()
    }

    fn key(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let head = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
        [&head[..], &point[1..33], &[0x22, 0x58, 32], &point[33..]].concat()
    }

    fn attestation(&self, id: &[u8]) -> Vec<u8> {
        let length = (id.len() as u16).to_be_bytes();
        let data = [&self.data(ATTESTED)[..], &[9; 16], &length, id, &self.key()].concat();
        let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59";
        [&head[..], &(data.len() as u16).to_be_bytes(), &data].concat()
    }

    fn sign(&self, client: &[u8], data: &[u8]) -> Vec<u8> {
        let message = [data, &Sha256::digest(client)[..]].concat();
        self.pair.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_owned()
    }

    /// Signs in with a challenge, against a key with the counter of the last time.
    fn answers(&self, key: &[u8], last: u32) -> Result<u32, WebAuthnError> {
        let client_data = &self.client_data("webauthn.get", CHALLENGE)[..];
        let authenticator_data = &self.data(0)[..];
        let signature = &self.sign(client_data, authenticator_data)[..];
        let assertion = Assertion { client_data, authenticator_data, signature };
        verify(&party(), CHALLENGE, (key, last), assertion)
    }
}

#[test]
fn a_passkey_is_registered_and_signs_in() {
    let mut key = Authenticator::new();
    let client = key.client_data("webauthn.create", CHALLENGE);
    let found = register(&party(), CHALLENGE, &client, &key.attestation(b"an id")).unwrap();
    assert_eq!((found.id.as_slice(), found.counter), (&b"an id"[..], 7));
    assert_eq!(key.answers(&found.key, 6), Ok(7));
    // It counts on; where it does not, there are two of it.
    assert_eq!(key.answers(&found.key, 7), Err(WebAuthnError::Copied));
    key.counter = 0;
    assert_eq!(key.answers(&found.key, 0), Ok(0));
    assert_eq!(key.answers(&found.key, 3), Err(WebAuthnError::Copied));
    // Another's key does not verify.
    assert_eq!(key.answers(&Authenticator::new().key(), 0), Err(WebAuthnError::Signature));
}

#[test]
fn what_was_made_for_something_else_is_refused() {
    let key = Authenticator::new();
    let register = |key: &Authenticator, kind: &str, challenge: &[u8]| {
        let client = key.client_data(kind, challenge);
        super::register(&party(), CHALLENGE, &client, &key.attestation(b"id")).map(|_| ())
    };
    assert_eq!(register(&key, "webauthn.create", CHALLENGE), Ok(()));
    assert_eq!(register(&key, "webauthn.get", CHALLENGE), Err(WebAuthnError::Elsewhere));
    assert_eq!(register(&key, "webauthn.create", b"another"), Err(WebAuthnError::Elsewhere));
    let elsewhere =
        Authenticator { origin: "https://node.example.evil.example", ..Authenticator::new() };
    assert_eq!(register(&elsewhere, "webauthn.create", CHALLENGE), Err(WebAuthnError::Elsewhere));
    let elsewhere = Authenticator { party: "evil.example", ..Authenticator::new() };
    assert_eq!(register(&elsewhere, "webauthn.create", CHALLENGE), Err(WebAuthnError::Elsewhere));
    assert_eq!(elsewhere.answers(&elsewhere.key(), 0), Err(WebAuthnError::Elsewhere));
    for flags in [0, PRESENT, VERIFIED] {
        let unverified = Authenticator { flags, ..Authenticator::new() };
        assert_eq!(
            register(&unverified, "webauthn.create", CHALLENGE),
            Err(WebAuthnError::Unverified)
        );
        assert_eq!(unverified.answers(&unverified.key(), 0), Err(WebAuthnError::Unverified));
    }
    // Every byte of what was signed counts.
    let (client, data) = (key.client_data("webauthn.get", CHALLENGE), key.data(0));
    let good = key.sign(&client, &data);
    for at in 0..good.len() {
        let mut signature = good.clone();
        signature[at] ^= 1;
        let assertion =
            Assertion { client_data: &client, authenticator_data: &data, signature: &signature };
        let found = verify(&party(), CHALLENGE, (&key.key(), 0), assertion);
        assert_eq!(found, Err(WebAuthnError::Signature), "{at}");
    }
}

#[test]
fn what_is_cut_or_changed_is_refused_and_stops_nothing() {
    let key = Authenticator::new();
    let client = key.client_data("webauthn.create", CHALLENGE);
    let whole = key.attestation(b"id");
    for end in 0..whole.len() {
        assert!(register(&party(), CHALLENGE, &client, &whole[..end]).is_err(), "{end}");
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            // What it is then is another key or another id, or refused.
            let _ = register(&party(), CHALLENGE, &client, &changed);
        }
    }
    for key in [&[][..], &[0xa0], &[0xa1, 1, 2], &[0xa3, 1, 2, 3, 0x26, 0x20, 2]] {
        assert!(PublicKey::read(key).is_err());
    }
}

#[test]
fn passkeys_are_for_hosts_with_a_name() {
    let id = |base: &str| RelyingParty::of(base).map(|party| party.id);
    assert_eq!(id("https://node.example").as_deref(), Some("node.example"));
    assert_eq!(id("http://localhost:8080").as_deref(), Some("localhost"));
    for none in [
        "http://node.example",
        "https://10.0.0.1",
        "https://[::1]:8080",
        "http://127.0.0.1:80",
        "x",
    ] {
        assert_eq!(id(none), None, "{none}");
    }
}
