//! What a provider of identity sends, in any form: nothing stops the program, and nothing that no key signed says who
//! somebody is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_exchange::openid::configuration;
use passerelle_exchange::openid::token::{Expected, Keys, subject};

const KEYS: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

fuzz_target!(|data: &[u8]| {
    let expected =
        Expected { issuer: "https://login.example", client_id: "node", nonce: "n", now: 0 };
    let keys = Keys::read(KEYS.as_bytes()).expect("a set of keys");
    let text = String::from_utf8_lossy(data);
    assert!(subject(&text, &keys, &expected).is_err());
    if let Some(keys) = Keys::read(data) {
        let _ = subject("eyJhbGciOiJSUzI1NiJ9.e30.AA", &keys, &expected);
    }
    let _ = configuration::read(&text);
});
