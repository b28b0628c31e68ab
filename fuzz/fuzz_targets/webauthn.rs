//! What browsers send of passkeys, in any form: nothing stops the program, and nothing that no key signed is verified.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_exchange::webauthn::{Assertion, RelyingParty, register, verify};

const CHALLENGE: &[u8] = b"a challenge of some thirty bytes";
const CLIENT: &str = "\"challenge\":\"YSBjaGFsbGVuZ2Ugb2Ygc29tZSB0aGlydHkgYnl0ZXM\",\"origin\":\"https://node.example\"}";

fuzz_target!(|data: &[u8]| {
    let party = RelyingParty::of("https://node.example").expect("a host with a name");
    let client = |kind: &str| format!("{{\"type\":\"{kind}\",{CLIENT}");
    if let Ok(found) = register(&party, CHALLENGE, client("webauthn.create").as_bytes(), data) {
        assert!(!found.id.is_empty() && found.id.len() <= 1_023);
    }
    let _ = register(&party, CHALLENGE, data, data);
    let (key, rest) = data.split_at(data.len().min(77));
    let client = client("webauthn.get");
    let assertion = Assertion {
        client_data: client.as_bytes(),
        authenticator_data: rest,
        signature: &rest[..rest.len().min(72)],
    };
    assert!(verify(&party, CHALLENGE, (key, 0), assertion).is_err());
});
