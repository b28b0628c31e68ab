//! Any bytes as a Steiner tree problem: what is read of them is written, and read again as the same; what is not read is
//! told.
#![no_main]

use passerelle_exchange::steinlib::{Limits, read, write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 16, items: 10_000, ..Limits::default() };
    match read(bytes, &limits) {
        Ok(mut stp) => {
            assert!(stp.edges.iter().all(|(a, b, _)| a.max(b) < &stp.vertices));
            let again = read(write(&stp).as_bytes(), &Limits::default());
            let mut again = again.expect("what was written");
            // Comments are tidied when they are written.
            assert_eq!(again.comments.len(), stp.comments.len());
            stp.comments.clear();
            again.comments.clear();
            assert_eq!(again, stp);
        }
        Err(error) => assert!(!error.told.is_empty()),
    }
});
