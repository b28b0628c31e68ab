//! Any bytes as a delimited file.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    common::read_and_check("table_2019.csv", bytes);
});
