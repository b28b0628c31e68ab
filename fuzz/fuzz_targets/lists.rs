//! What the targets of lists, networks and layers share.
#![allow(dead_code, reason = "each target uses some of it")]

use std::sync::OnceLock;

use passerelle_connectivity::reading::{ColumnCatalogue, Mapping, Subject, guess};
use passerelle_connectivity::territory::{DegreeBox, Territory};
use passerelle_exchange::features::{FeatureFile, FeatureLimits, read, write_csv, write_geojson};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::features::CellKind;
use passerelle_vocabulary::{Features, Geometry, Position};

/// What of random bytes is read.
pub const LIMITS: FeatureLimits = FeatureLimits { bytes: 1 << 16, positions: 4_096, rows: 4_096 };
/// What of it is read again, written as it may be: longer.
pub const AGAIN: FeatureLimits = FeatureLimits { bytes: 1 << 28, ..LIMITS };

/// The names of columns of the catalogue.
pub fn columns() -> &'static ColumnCatalogue {
    static COLUMNS: OnceLock<ColumnCatalogue> = OnceLock::new();
    COLUMNS.get_or_init(|| {
        let text = include_str!("../../catalogue/connectivity/columns.toml");
        toml::from_str(text).expect("a sound catalogue")
    })
}

/// A country as a box of degrees.
pub fn country() -> Territory {
    Territory::of_box(DegreeBox { west: 33.9, south: -4.7, east: 41.9, north: 5.5 })
}

/// Reads bytes as a table, and checks what always holds.
pub fn opened(bytes: &[u8], limits: FeatureLimits) -> FeatureFile {
    let found = read(&Input::bytes("list", bytes), limits);
    assert!(found.report.complete || !found.report.problems.is_empty());
    assert!(found.table.len() <= limits.rows as usize + 1);
    for at in 0..found.table.len() {
        assert!(found.table.row(at) > 0);
        assert!(found.table.geometry(at).is_none_or(is_sound));
    }
    found
}

/// Which column is what.
pub fn mapped(table: &Features, subject: Subject) -> Mapping {
    let mapping = guess(table, subject, columns(), &[]);
    let used = mapping.columns.len() + mapping.unused.len();
    assert_eq!(used, table.names().len(), "each column is one thing or none");
    mapping
}

/// A table as CSV.
pub fn csv(table: &Features) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_csv(table, &mut bytes).expect("memory takes all");
    bytes
}

/// A table as GeoJSON.
pub fn geojson(table: &Features) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_geojson(table, |_| CellKind::Text, &mut bytes).expect("memory takes all");
    bytes
}

/// Whether a place is on the Earth.
pub fn on_earth(at: &Position) -> bool {
    Position::new(at.lat, at.lon).is_some()
}

fn is_sound(shape: &Geometry) -> bool {
    match shape {
        Geometry::Point(at) => on_earth(at),
        Geometry::Lines(lines) => lines.iter().flatten().all(on_earth),
        Geometry::Polygons(areas) => areas.iter().flatten().flatten().all(on_earth),
    }
}
