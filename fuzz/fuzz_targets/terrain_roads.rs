//! Any bytes as a tile of heights and as an extract of OpenStreetMap. Whatever comes, stretches of roads have two places
//! or more on the Earth, and a length; what cannot be read is told by its code.
#![no_main]

use passerelle_exchange::{hgt, osm};
use passerelle_vocabulary::Position;
use passerelle_vocabulary::terrain::Terrain;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("passerelle-fuzz-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("a place for files");
    match hgt::read(&path) {
        Ok(tile) => {
            let mut terrain = Terrain::default();
            terrain.insert((0, 0), tile);
            let at = Position { lat: 0.5, lon: 0.5 };
            assert!(terrain.measured(at).is_none_or(|height| terrain.height(at) == Some(height)));
        }
        Err(error) => assert!(!error.code().is_empty()),
    }
    match osm::read_roads(&path) {
        Ok(roads) => {
            for stretch in roads.stretches() {
                assert!(stretch.path().count() > 1 && stretch.length().is_finite());
                let on_earth = |at: Position| Position::new(at.lat, at.lon).is_some();
                assert!(stretch.path().all(on_earth));
            }
        }
        Err(error) => assert!(!error.code().is_empty()),
    }
});
