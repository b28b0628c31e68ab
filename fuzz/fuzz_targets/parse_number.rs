//! Any text as a number: never infinite, and read again as it is written.
#![no_main]

use passerelle_exchange::sources::Decimal;
use passerelle_exchange::statistics::{parse_number, parse_scaled};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for decimal in [Decimal::Point, Decimal::Comma] {
        for scale in [1.0, 100.0, 0.01, 2.5] {
            if let Ok(Some(value)) = parse_scaled(bytes, decimal, scale) {
                assert!(value.is_finite());
                assert_eq!(parse_number(&value.to_string(), Decimal::Point), Ok(Some(value)));
            }
        }
    }
});
