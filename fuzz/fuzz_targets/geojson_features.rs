//! Any bytes as a file of things with a place, a table or GeoJSON: whatever comes, every shape is on the Earth,
//! the report says what is wrong, and what is read is written and read again as the same.
#![no_main]

use passerelle_exchange::features::{FeatureLimits, read, write_geojson};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::{Geometry, Position};

fn on_earth(at: &Position) -> bool {
    Position::new(at.lat, at.lon).is_some()
}

fn is_sound(shape: &Geometry) -> bool {
    match shape {
        Geometry::Point(at) => on_earth(at),
        Geometry::Lines(lines) => lines.iter().flatten().all(on_earth),
        Geometry::Polygons(areas) => areas.iter().flatten().flatten().all(on_earth),
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = FeatureLimits { bytes: 1 << 16, positions: 4_096, rows: 4_096 };
    let found = read(&Input::bytes("a.geojson", bytes), limits);
    assert!(found.report.complete || !found.report.problems.is_empty());
    let table = &found.table;
    for at in 0..table.len() {
        assert!(table.row(at) > 0);
        assert!(table.geometry(at).is_none_or(is_sound));
    }
    let mut written = Vec::new();
    write_geojson(table, &mut written).expect("memory takes all");
    let limits = FeatureLimits { bytes: 1 << 24, ..limits };
    let again = read(&Input::bytes("b.geojson", &written), limits);
    assert_eq!(again.table.len(), table.len());
    for at in 0..table.len() {
        if !matches!(table.geometry(at), Some(Geometry::Lines(_) | Geometry::Polygons(_))) {
            assert_eq!(again.table.geometry(at), table.geometry(at));
        }
    }
});
