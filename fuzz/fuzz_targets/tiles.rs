//! Any bytes as an archive of vector tiles, and as one tile: whatever comes is read or refused; a tile that the
//! directories name is found by its place too.
#![no_main]

use passerelle_exchange::tiles::{Archive, decode, tile_of};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = decode(bytes);
    let Ok(archive) = Archive::open(bytes) else { return };
    let _ = archive.metadata();
    let mut found = Vec::new();
    let read = archive.each(|ids, tile| {
        assert!(ids.start < ids.end);
        let _ = decode(tile);
        if found.len() < 100 {
            found.push((ids.start, tile.to_vec()));
        }
    });
    // Leaves that lie where their parent does not say are told by the whole walk only.
    if read.is_err() {
        return;
    }
    for (id, tile) in found {
        let Some((zoom, x, y)) = tile_of(id) else { continue };
        if let Ok(Some(again)) = archive.tile(zoom, x, y) {
            assert_eq!(again, tile);
        }
    }
});
