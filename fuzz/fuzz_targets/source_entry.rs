//! Any text as a publisher's entries; those that can be read are checked, then used.
#![no_main]

mod common;

use std::ops::ControlFlow;

use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{Input, Options, read};

const TABLE: &[u8] = include_bytes!("../seeds/csv_statistics/table.csv");

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(publisher) = Publisher::from_toml(text) else { return };
    let _ = publisher.check();
    let entries: Vec<_> = publisher.file.iter().map(|entry| (&publisher, entry)).collect();
    let input = Input::bytes("table_2019.csv", TABLE);
    let mut sink = |_: &[_], _: &_| ControlFlow::Continue(());
    let report = read(&input, &entries, common::places(), &Options::default(), &mut sink);
    assert!(report.complete || !report.problems.is_empty());
});
