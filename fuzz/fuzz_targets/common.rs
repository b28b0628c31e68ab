//! What the targets share: a few places, and entries that use every part of the format.
#![allow(dead_code, reason = "each target uses some of it")]

use std::ops::ControlFlow;
use std::sync::OnceLock;

use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{Input, Options, Report, read};
use passerelle_vocabulary::Places;

const ENTRIES: &str = include_str!("../seeds/source_entry/every_part.toml");

/// Kenya, the world, and a former country.
pub fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| {
        let countries = "iso3\tiso2\tm49\tname_fr\tname_en\tregion\tsubregion\n\
                         KEN\tKE\t404\tKenya\tKenya\tafrica\teastern_africa\n";
        let groups = "id\tm49\tkind\tname_fr\tname_en\nworld\t001\tworld\tMonde\tWorld\n";
        Places::read(countries, groups, "alias\tplace\nUSSR\t\n").expect("sound tables")
    })
}

/// Entries that use every part of the format.
pub fn publisher() -> &'static Publisher {
    static PUBLISHER: OnceLock<Publisher> = OnceLock::new();
    PUBLISHER.get_or_init(|| Publisher::from_toml(ENTRIES).expect("a sound entry"))
}

/// Reads a file with every entry, then as a list of observations, and checks what always holds.
pub fn read_and_check(name: &str, bytes: &[u8]) {
    let publisher = publisher();
    let entries: Vec<_> = publisher.file.iter().map(|entry| (publisher, entry)).collect();
    for entries in [entries.as_slice(), &[]] {
        let options = Options { chunk: 7, max_inflated: 1 << 24, ..Options::default() };
        let mut figures = 0;
        let report =
            read(&Input::bytes(name, bytes), entries, places(), &options, &mut |rows, index| {
                figures += rows.len() as u64;
                for row in rows {
                    assert!(row.value.is_none_or(f64::is_finite));
                    assert!(index.get(row.series).is_some_and(|series| !series.place.is_empty()));
                    assert!(row.line > 0);
                }
                ControlFlow::Continue(())
            });
        check(&report, figures);
    }
}

fn check(report: &Report, figures: u64) {
    assert_eq!(report.observations, figures);
    assert!(report.complete || !report.problems.is_empty());
    for problem in &report.problems {
        assert!(problem.value.chars().count() <= 80 && problem.times > 0);
    }
}
