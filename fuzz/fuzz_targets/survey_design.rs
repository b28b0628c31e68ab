//! Any design of a survey (up to a line of three hyphens) with any rows: what is wrong is told, and an estimate
//! that is given has an error that is none, or 0 or more.
#![no_main]

mod microdata;

use passerelle_exchange::microdata::{Source, Wanted};
use passerelle_inclusion::survey::{
    Accumulator, Design, Estimate, EstimateOptions, Measure, Sample,
};

/// More rows or replicates take long, and show nothing new.
const ROWS: usize = 300;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (design, rows) = text.split_once("\n---\n").unwrap_or((&text, ""));
    let Ok(design) = Design::from_toml(design) else { return };
    let written = toml::to_string(&design).expect("a design can be written");
    assert_eq!(Design::from_toml(&written).expect("what was written"), design);
    let made = design.replicates.as_ref().and_then(|one| one.replicates);
    if rows.lines().count() > ROWS || made.is_some_and(|made| made > ROWS) {
        return;
    }
    let Ok(source) = Source::open(&microdata::file("survey.csv", rows.as_bytes())) else { return };
    let mut named = design.columns();
    if let Some(replicates) = &design.replicates {
        let names = replicates.column_names(source.names());
        named.extend(names.into_iter().map(|name| (name, false)));
    }
    named.extend([("x".to_owned(), false), ("g".to_owned(), true)]);
    let mut wanted: Vec<Wanted> = Vec::new();
    for (name, words) in named {
        let one = Wanted { name, words };
        if !wanted.contains(&one) {
            wanted.push(one);
        }
    }
    let Ok(columns) = source.read_whole(&wanted) else { return };
    let measures = [
        Measure::Mean("x".to_owned()),
        Measure::Total("x".to_owned()),
        Measure::Proportion("g".to_owned(), "a".to_owned()),
    ];
    let options = EstimateOptions::default();
    for by in [vec![], vec!["g".to_owned()]] {
        if let Ok(sample) = Sample::new(&design, &columns)
            && let Ok(found) = sample.estimates(&columns, &measures, &by, &options)
        {
            found.iter().for_each(check);
        }
        if design.replicates.is_some() || design.calibrate.is_some() {
            continue;
        }
        let mut sums = Accumulator::new(&design, &measures, &by, None);
        if sums.add(&columns).is_ok()
            && let Ok(sums) = sums.finish()
        {
            sums.estimates(&by, &options).iter().for_each(check);
        }
    }
});

fn check(found: &Estimate) {
    assert!(found.se.is_none_or(|se| se.is_finite() && se >= 0.0), "{found:?}");
    assert!(found.estimate.is_none_or(f64::is_finite), "{found:?}");
}
