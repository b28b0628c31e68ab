//! Any text as a key, a signed note and a checkpoint, as nodes give them to each other: what is read is written as it was,
//! and no note is opened that the key has not signed.
#![no_main]

use std::sync::OnceLock;

use passerelle_register::note::{Checkpoint, NodeKey, Verifier};

/// The key of an example that everybody knows: it signs nothing else.
fn key() -> &'static NodeKey {
    static KEY: OnceLock<NodeKey> = OnceLock::new();
    KEY.get_or_init(|| {
        let text = include_str!("../seeds/signed_note/private").trim_end();
        NodeKey::parse(text).expect("a key")
    })
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(verifier) = Verifier::parse(text) {
        assert_eq!(Verifier::parse(&verifier.to_string()).ok(), Some(verifier));
    }
    let _ = NodeKey::parse(text);
    if let Some(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(Checkpoint::parse(&checkpoint.text()), Some(checkpoint));
    }
    let known = include_str!("../seeds/signed_note/note");
    if let Some(opened) = key().verifier().open(text) {
        assert_eq!(
            opened,
            key().verifier().open(known).expect("a note"),
            "nobody else has the key"
        );
    }
    // What is signed is opened, whatever it says.
    let signed = key().sign(&format!("{text}\n"));
    assert_eq!(key().verifier().open(&signed), Some(format!("{text}\n").as_str()));
});
