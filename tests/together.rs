//! Several programs on one node at the same time.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::node::Node;
use serde_json::{Value, json};

#[test]
fn a_file_brought_in_by_several_programs_at_once_is_stored_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("survey.csv");
    let years = (1990..2020).map(|year| format!("internet_users,KEN,{year},{}\n", year - 1980));
    let text = years.fold("indicator,place,period,value\n".to_owned(), |text, row| text + &row);
    std::fs::write(&path, text).unwrap();
    for node in Node::each() {
        let outcomes: Vec<(i32, Value)> = std::thread::scope(|scope| {
            let programs: Vec<_> =
                (0..4).map(|_| scope.spawn(|| node.import(&[&path], &[]))).collect();
            programs.into_iter().map(|program| program.join().unwrap()).collect()
        });
        let imported = |(code, outcome): &(i32, Value)| {
            assert_eq!(*code, 0, "{outcome}");
            outcome["totals"]["imported"].as_u64().unwrap()
        };
        assert_eq!(outcomes.iter().map(imported).sum::<u64>(), 1, "{outcomes:?}");
        let verified = node.run(&["verify", "--format", "json"]).well().json();
        assert_eq!(verified["ok"], json!(true));
        // That one, and the figures that the texts state.
        assert_eq!(verified["imports"], json!(2));
    }
}
