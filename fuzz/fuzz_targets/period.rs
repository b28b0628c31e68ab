//! Any text as a period: what is read is written in one form, and kept as one number.
#![no_main]

use passerelle_exchange::statistics::parse_period;
use passerelle_vocabulary::Period;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(period) = parse_period(text) {
        assert_eq!(parse_period(&period.to_string()), Some(period));
        assert_eq!(Period::from_code(period.to_code()), Some(period));
        assert!((1700..=2200).contains(&period.year()));
    }
});
