//! Any bytes as activities of IATI: read or told, whole activities have what was asked of them, and nothing is read twice.
#![no_main]

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use passerelle_exchange::iati::{Day, Item, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let today = Day { year: 2026, month: 11, day: 26 };
    let (mut whole, mut refused) = (BTreeSet::new(), 0);
    let report = read(bytes, today, |item| {
        match item {
            Item::Activity(one) => {
                assert!(!one.identifier.is_empty() && !one.title.is_empty());
                assert!(one.transactions.iter().all(|one| (1..=13).contains(&one.kind) && one.day <= today));
                assert!(one.budgets.iter().all(|budget| budget.first <= budget.last));
                assert!(whole.insert(one.identifier.clone()), "{} twice", one.identifier);
            }
            Item::Refused(_) => refused += 1,
        }
        ControlFlow::Continue(())
    });
    assert_eq!(report.refused, refused);
    assert_eq!(report.activities, whole.len() as u64 + refused);
    assert!(report.complete || !report.problems.is_empty());
    assert!(report.problems.iter().all(|one| one.line > 0 && one.column > 0));
});
