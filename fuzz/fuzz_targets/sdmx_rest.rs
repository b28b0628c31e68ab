//! Any text as a query: what is read is written, and read again as the same; and applied.
#![no_main]

use passerelle_exchange::sdmx::rest::{Evaluator, Query, parse};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::value::{Value, Values};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let query = match parse(text) {
        Ok(query) => query,
        Err(problems) => {
            assert!(problems.count > 0);
            return;
        }
    };
    let written = query.to_string();
    assert_eq!(parse(&written).as_ref(), Ok(&query), "{written}");
    let Query::Data(query) = query else { return };
    let roles = Roles::new(&["FREQ", "REF_AREA", "TIME_PERIOD"], &["OBS_VALUE"], &["TITLE"]);
    if let Ok(ready) = Evaluator::new(&query.selection, &roles) {
        let values = Values::from([("OBS_VALUE".to_owned(), Value::Number(1.5))]);
        let _ = (
            ready.accepts_series(&["A", "KEN"]),
            ready.accepts_period("2019-Q3"),
            ready.accepts_values(&values),
        );
    }
});
