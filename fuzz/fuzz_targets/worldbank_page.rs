//! Any bytes as an answer of a public interface, in either shape.
#![no_main]

use passerelle_exchange::apis::parse_page;
use passerelle_exchange::sources::ApiShape;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for shape in [ApiShape::WorldBankV2, ApiShape::UnsdSdgV1] {
        if let Ok(page) = parse_page(shape, bytes) {
            assert!(page.rows.len() <= bytes.len());
        }
    }
});
