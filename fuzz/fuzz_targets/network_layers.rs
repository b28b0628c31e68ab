//! Any bytes as a layer of lines and nodes: GeoJSON, or a table with shapes in well-known text.
#![no_main]

mod lists;
mod networks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    networks::read_and_check(&lists::opened(bytes, lists::LIMITS).table);
});
