//! Any bytes as an initiative: it is read or refused; what is written is read again as the same; its checks are bounded;
//! and of a sound one the money adds up.
#![no_main]

use passerelle_compact::Due;
use passerelle_compact::initiative::{Initiative, MOST_LINES};
use passerelle_vocabulary::Record;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(due) = text.parse::<Due>()
    {
        assert_eq!(due.to_string(), text, "a date is written in one way");
        assert!(due.first_day() <= due.last_day());
    }
    let Ok(one) = serde_json::from_slice::<Initiative>(bytes) else { return };
    let written = serde_json::to_vec(&one).expect("plain data");
    assert_eq!(serde_json::from_slice::<Initiative>(&written).expect("what was written"), one);
    let _ = (one.links(), one.facets(), one.lead());
    let found = one.check();
    let money = one.money();
    if found.is_empty() {
        assert!(one.budget.len() <= MOST_LINES);
        assert_eq!(money.committed + money.open, money.cents);
        assert!(one.budget.iter().all(|line| line.committed() <= line.cents));
        assert!(one.start.first_day() <= one.end.last_day());
    }
});
