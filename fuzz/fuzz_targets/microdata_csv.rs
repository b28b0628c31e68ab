//! Any bytes as microdata in text: what is read is written in both formats, and read again as the same.
#![no_main]

mod microdata;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    microdata::read_and_check(&microdata::file("rows.csv", bytes));
});
