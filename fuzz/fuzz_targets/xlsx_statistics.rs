//! Any bytes as a workbook; those that are not an archive are put after an archive's mark.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        common::read_and_check("table_2019.xlsx", bytes);
    } else {
        let marked = [b"PK\x03\x04", bytes].concat();
        common::read_and_check("table_2019.xlsx", &marked);
    }
});
