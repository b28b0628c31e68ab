//! Any bytes as microdata in Parquet: what is read is written in both formats, and read again as the same.
#![no_main]

mod microdata;

use std::sync::Once;

/// Panics of the library within the reader are caught there: the hook that ends the process at any is taken away.
/// What is not caught still ends it.
static CAUGHT: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    CAUGHT.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    if bytes.starts_with(b"PAR1") {
        microdata::read_and_check(&microdata::file("rows.parquet", bytes));
    }
});
