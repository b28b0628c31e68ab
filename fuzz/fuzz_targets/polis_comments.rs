//! Any bytes as statements (a table, JSON): what is read of them is written, and read again as the same.
#![no_main]

use passerelle_exchange::polis::{Limits, comments, write_comments};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { whole: 1 << 16, problems: 20, ..Limits::default() };
    let Ok(read) = comments(bytes, &limits) else { return };
    assert!(read.problems.told.len() <= 20);
    let mut written = Vec::new();
    write_comments(&read.comments, &mut written).expect("memory");
    let again = comments(written.as_slice(), &Limits::default()).expect("what was written");
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    // White space around a text is not part of it.
    let tidy = |text: &str| text.trim().to_owned();
    assert_eq!(again.comments.len(), read.comments.len());
    for (again, read) in again.comments.iter().zip(&read.comments) {
        assert_eq!((again.id, again.agrees, again.moderation), (read.id, read.agrees, read.moderation));
        assert_eq!(tidy(&again.text), tidy(&read.text));
    }
});
