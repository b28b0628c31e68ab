//! Any bytes as the journal of an agent: lines that cannot be read are passed over, the rows are bounded, and what
//! was read is written and read again (looked at inside).
#![no_main]

use passerelle_desk::agent::{MOST_WAITING, rows_of};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    assert!(rows_of(bytes) <= MOST_WAITING);
});
