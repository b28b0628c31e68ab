use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_800_000_000;

fn expected() -> Expected<'static> {
    Expected { issuer: "https://login.example", client_id: "node", nonce: "n", now: NOW }
}

fn claims() -> Value {
    json!({ "iss": "https://login.example", "aud": "node", "sub": "amina", "nonce": "n",
            "iat": NOW, "exp": NOW + 60 })
}

fn message(head: &Value, claims: &Value) -> String {
    [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".")
}

fn ed25519() -> (Ed25519KeyPair, Keys) {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
    let x = URL_SAFE_NO_PAD.encode(pair.public_key());
    let set = json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "kid": "a", "x": x }] });
    let keys = Keys::read(set.to_string().as_bytes()).unwrap();
    (pair, keys)
}

fn signed(pair: &Ed25519KeyPair, head: &Value, claims: &Value) -> String {
    let message = message(head, claims);
    let signature = URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

#[test]
fn a_token_says_who_somebody_is_or_why_not() {
    let (pair, keys) = ed25519();
    let head = json!({ "alg": "EdDSA", "kid": "a" });
    let token = signed(&pair, &head, &claims());
    let read = |token: &str| token::subject(token, &keys, &expected());
    assert_eq!(read(&token).as_deref(), Ok("amina"));
    let unnamed = signed(&pair, &json!({ "alg": "EdDSA" }), &claims());
    assert_eq!(read(&unnamed).as_deref(), Ok("amina"), "a head names no key");
    // To the second.
    for (name, at, well) in [
        ("exp", NOW - token::SKEW + 1, true),
        ("exp", NOW - token::SKEW, false),
        ("iat", NOW + token::SKEW, true),
        ("iat", NOW + token::SKEW + 1, false),
        ("iat", NOW - 600 - token::SKEW, true),
        ("iat", NOW - 600 - token::SKEW - 1, false),
    ] {
        let mut claims = claims();
        claims[name] = at.into();
        let found = read(&signed(&pair, &head, &claims));
        assert_eq!(found.is_ok(), well, "{name} {}: {found:?}", at - NOW);
        assert!(well || found == Err(TokenError::Clock));
    }
    // Another's key, under the same name.
    let (_, others) = ed25519();
    assert_eq!(token::subject(&token, &others, &expected()), Err(TokenError::Signature));
    // What was changed after it was signed.
    let (claimed, signature) = token.rsplit_once('.').unwrap();
    let forged = message(&head, &json!({ "sub": "root" }));
    assert_eq!(read(&format!("{forged}.{signature}")), Err(TokenError::Signature));
    for wrong in ["", ".", "..", "a.b.c", claimed, &format!("{token}="), &"x".repeat(20_000)] {
        assert_eq!(read(wrong), Err(TokenError::Unreadable), "{wrong:.40}");
    }
    let unsigned = format!("{}.", message(&json!({ "alg": "none" }), &claims()));
    assert_eq!(read(&unsigned), Err(TokenError::Algorithm));
}

#[test]
fn a_curve_is_for_its_own_algorithm() {
    let (random, kind) = (SystemRandom::new(), &ECDSA_P384_SHA384_FIXED_SIGNING);
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).unwrap();
    let point = pair.public_key().as_ref();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..49]), URL_SAFE_NO_PAD.encode(&point[49..]));
    let set = |curve: &str, algorithm: &str| {
        let key = json!({ "kty": "EC", "crv": curve, "alg": algorithm, "x": x, "y": y });
        Keys::read(json!({ "keys": [key] }).to_string().as_bytes()).unwrap()
    };
    let message = message(&json!({ "alg": "ES384" }), &claims());
    let signature = pair.sign(&random, message.as_bytes()).unwrap();
    let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature));
    let read = |keys: &Keys| token::subject(&token, keys, &expected());
    assert_eq!(read(&set("P-384", "ES384")).as_deref(), Ok("amina"));
    assert_eq!(read(&set("P-384", "ES256")), Err(TokenError::Key));
    assert_eq!(read(&set("P-256", "ES384")), Err(TokenError::Key), "a point of another size");
}

#[test]
fn a_provider_says_of_itself_what_holds_together() {
    let provider = |issuer: &str| Provider {
        id: "a".to_owned(),
        issuer: issuer.to_owned(),
        client_id: "node".to_owned(),
        secret: Some(Secret::new("hush")),
        name: Text::new("A", "A"),
    };
    let own = provider("https://login.example");
    assert!(!format!("{own:?}").contains("hush"));
    let read = |provider: &Provider, issuer: &str, end: &str| {
        let json = json!({ "issuer": issuer, "authorization_endpoint": end,
            "token_endpoint": "https://login.example/token", "jwks_uri": "https://keys.example/k" });
        Document::read(provider, json.to_string().as_bytes()).map(|_| ())
    };
    assert_eq!(read(&own, "https://login.example", "https://login.example/go?a=b"), Ok(()));
    let other = read(&own, "https://login.example/", "https://login.example/go");
    assert_eq!(other, Err(OpenIdError::Document("another issuer")));
    for end in [
        "http://login.example/go",
        "http://127.0.0.1/go",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "https://login.example/a b",
        "https://login.example/\"",
        "https://login.example/#a",
    ] {
        assert!(read(&own, "https://login.example", end).is_err(), "{end}");
    }
    let near = provider("http://127.0.0.1:9");
    assert_eq!(read(&near, "http://127.0.0.1:9", "http://localhost:9/go"), Ok(()));
    assert!(read(&near, "http://127.0.0.1:9", "http://127.0.0.1.evil.example/go").is_err());
    assert_eq!(Document::read(&own, b"[]").err(), Some(OpenIdError::Document("unreadable")));
}

#[test]
fn the_parts_of_a_flow_tell_nothing_of_one_another() {
    let (flow, other) = (Flow::of("a"), Flow::of("b"));
    assert!(flow.is_state(&flow.state) && !flow.is_state(&other.state) && !flow.is_state(""));
    assert!(flow.state != flow.nonce && flow.nonce != flow.verifier);
    // RFC 7636: 43 to 128 letters of those that need no escape.
    assert_eq!((flow.verifier.len(), flow.challenge().len()), (43, 43));
}

proptest! {
    #[test]
    fn nothing_that_no_key_signed_is_believed(head in ".{0,40}", claims in ".{0,80}", end in ".{0,40}") {
        let (_, keys) = ed25519();
        let token = [head, claims, end].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        prop_assert!(token::subject(&token, &keys, &expected()).is_err());
        let _ = Keys::read(token.as_bytes());
    }
}
