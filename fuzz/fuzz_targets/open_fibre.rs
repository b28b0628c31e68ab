//! Any bytes as the nodes and spans of a network of the Open Fibre Data Standard: they are put where a package
//! has them, so that more of them get that far. Whatever comes, lines have two places, and problems are told.
#![no_main]

use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = FeatureLimits { bytes: 1 << 16, positions: 4_096, rows: 4_096 };
    let inside = String::from_utf8_lossy(bytes);
    let (nodes, spans) = inside.split_once("\n---\n").unwrap_or((&inside, ""));
    let package = format!(
        r#"{{"networks":[{{"id":"n","nodes":[{nodes}],"spans":[{spans}],"organisations":[{{"id":"o","name":"O"}}]}}]}}"#
    );
    for text in [package.as_str(), &inside] {
        let found = read(&Input::bytes("network.json", text.as_bytes()), limits);
        assert!(found.report.complete || !found.report.problems.is_empty());
        assert!(found.table.len() <= limits.rows as usize + 1);
    }
});
