//! Any bytes as the nodes and spans of a network of the Open Fibre Data Standard: they are put where a package
//! has them, so that more of them get that far. Whatever comes, problems are told, and the network made of it is one.
#![no_main]

mod lists;
mod networks;

use lists::LIMITS;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let inside = String::from_utf8_lossy(bytes);
    let (nodes, spans) = inside.split_once("\n---\n").unwrap_or((&inside, ""));
    let package = format!(
        r#"{{"networks":[{{"id":"n","nodes":[{nodes}],"spans":[{spans}],"organisations":[{{"id":"o","name":"O"}}]}}]}}"#
    );
    for text in [package.as_str(), &inside] {
        networks::read_and_check(&lists::opened(text.as_bytes(), LIMITS).table);
    }
});
