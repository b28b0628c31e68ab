//! Any bytes as a file of things with a place, a table or GeoJSON: whatever comes, every shape is on the Earth,
//! the report says what is wrong, and what is read is written and read again as the same.
#![no_main]

mod lists;

use lists::{AGAIN, LIMITS, geojson, opened};
use passerelle_vocabulary::Geometry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let found = opened(bytes, LIMITS);
    let again = opened(&geojson(&found.table), AGAIN);
    let (table, again) = (&found.table, &again.table);
    assert_eq!(again.len(), table.len());
    for at in 0..table.len() {
        for (column, name) in table.names().iter().enumerate() {
            let cell = table.cell(at, column);
            if !cell.is_empty() {
                let written = again.column(name).map(|column| again.cell(at, column));
                assert_eq!(written, Some(cell), "{name}");
            }
        }
        // A line that was read in several parts may lose those that are empty.
        if !matches!(table.geometry(at), Some(Geometry::Lines(_) | Geometry::Polygons(_))) {
            assert_eq!(again.geometry(at), table.geometry(at));
        }
    }
});
