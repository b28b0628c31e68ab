//! Any bytes as SDMX-ML: structures and data, with roles and without.
#![no_main]

use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::{Limits, csv, json, xml};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Elements within elements are lists of objects in JSON: twice as deep.
    let limits = Limits { bytes: 1 << 16, items: 20_000, depth: 24, ..Limits::default() };
    if let Ok((message, _)) = xml::read_structures(bytes, &limits) {
        let text = json::write_structures(&message).expect("numbers of JSON");
        let whole = Limits { bytes: 1 << 22, ..Limits::default() };
        assert_eq!(
            json::read_structures(text.as_bytes(), &whole).expect("what was written"),
            message
        );
    }
    let roles = Roles::new(&["SEX", "TIME_PERIOD"], &["OBS_VALUE"], &["TITLE"]);
    for roles in [None, Some(&roles)] {
        if let Ok(message) = xml::read_data(bytes, roles, &limits) {
            let _ = json::write_data(&message);
            let _ = csv::Csv::of(&message);
        }
    }
});
