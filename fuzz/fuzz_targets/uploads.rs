//! Any bytes as a file that somebody sends as evidence: it is one of the kinds or none, and cleaning it twice is cleaning it
//! once.
#![no_main]

use passerelle_exchange::uploads::{recognise, without_traces};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(kind) = recognise(bytes) else { return };
    let Ok(cleaned) = without_traces(kind, bytes.to_vec()) else { return };
    assert!(cleaned.len() <= bytes.len() + 36);
    assert_eq!(without_traces(kind, cleaned.clone()).as_ref(), Ok(&cleaned));
});
