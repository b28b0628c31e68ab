//! Any bytes as microdata in Parquet: what is read is written in both formats, and read again as the same.
#![no_main]

mod microdata;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PAR1") {
        microdata::read_and_check(&microdata::file("rows.parquet", bytes));
    }
});
