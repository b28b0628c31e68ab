//! Any bytes as SDMX-JSON, of structures and of data: what is read is written, and read again as the same.
#![no_main]

use passerelle_exchange::sdmx::json::{self, WireMessage};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::{Limits, Problems};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 16, ..Limits::default() };
    if let Ok(message) = json::read_structures(bytes, &limits) {
        let text = json::write_structures(&message).expect("numbers of JSON");
        let whole = Limits { bytes: 1 << 20, ..Limits::default() };
        assert_eq!(
            json::read_structures(text.as_bytes(), &whole).expect("what was written"),
            message
        );
        let mut problems = Problems::new(&limits);
        message.structures.codelists.iter().for_each(|list| list.check(&mut problems));
        message.structures.data_structures.iter().for_each(|one| drop(Roles::of(one)));
    }
    if let Ok(wire) = WireMessage::read(bytes, &limits) {
        let (message, _) = wire.resolve(&limits);
        if let Ok(again) = WireMessage::of(&message) {
            again.write().expect("numbers of JSON");
        }
    }
});
