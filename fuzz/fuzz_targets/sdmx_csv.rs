//! Any bytes as SDMX-CSV: what is read of them is written, and read again as the same.
#![no_main]

use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::{Limits, csv};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 16, items: 10_000, columns: 100, ..Limits::default() };
    let Ok((message, _)) = csv::read(bytes, &limits) else { return };
    for row in &message.rows {
        assert_eq!(row.cells.len(), message.layout.columns.len());
    }
    // A cell whose parts could be read in two ways is not written, and told.
    if let Ok(text) = csv::write(&message) {
        let whole = Limits { bytes: 1 << 20, items: 100_000, ..Limits::default() };
        let (again, problems) = csv::read(text.as_bytes(), &whole).expect("what was written");
        assert!(problems.is_empty(), "{problems}\n{text}");
        assert_eq!(again, message);
    }
    let roles = Roles::new(&["A", "B"], &["OBS_VALUE"], &["T"]);
    if let Ok((data, _)) = message.into_message(&roles) {
        let _ = csv::Csv::of(&data);
    }
});
