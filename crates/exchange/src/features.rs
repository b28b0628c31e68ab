//! Files of things with a place: lists of sites and towers, layers of a map, networks of fibre. Whatever the
//! format, they become one table of named columns with the shape of each row; what the columns mean is said
//! elsewhere.
//!
//! | module | the format |
//! |---|---|
//! | `table` | delimited text in any usual encoding, workbooks (XLSX) |
//! | `geojson` | GeoJSON (RFC 7946): feature collections, features, bare geometries, one or several of them |
//! | `open_fibre` | networks of the Open Fibre Data Standard as JSON, to version 0.4; their GeoJSON is GeoJSON |
//! | `write` | the same tables out, as CSV and as GeoJSON |
//!
//! What a file is, its bytes say, not its name. Rows and features are read one after another, and memory holds
//! the table and nothing else of the file. A row that cannot be read does not stop the next: problems are in
//! the [`Report`], and of a file that breaks off the rows before are kept.

mod coordinates;
mod geojson;
mod open_fibre;
mod properties;
mod table;
mod text;
mod write;

use std::io::Read as _;

use passerelle_vocabulary::Features;

use crate::statistics::{Input, Limits, ProblemCode, Report, Stop};

pub use write::{FeaturesError, write_csv, write_geojson, write_geojson_part};

/// Different columns of a file that are looked at.
const COLUMNS: usize = 2_000;

/// What a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeatureLimits {
    /// Largest file, in bytes.
    pub bytes: u64,
    /// Most positions in all the shapes of a file.
    pub positions: u64,
    /// Most rows or features of a file.
    pub rows: u32,
}

impl Default for FeatureLimits {
    fn default() -> Self {
        Self { bytes: 2_000_000_000, positions: 50_000_000, rows: 20_000_000 }
    }
}

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FeatureFile {
    /// Its rows.
    pub table: Features,
    /// What it is: `csv`, `xlsx`, `geojson`, `ofds`; empty where it could not be told.
    pub format: &'static str,
    /// What was read of it, and what is wrong.
    pub report: Report,
}

/// Reads a file. Never fails: what went wrong is in the report.
pub fn read(input: &Input<'_>, limits: FeatureLimits) -> FeatureFile {
    let mut file = FeatureFile {
        report: Report { file: input.name.clone(), ..Report::default() },
        ..FeatureFile::default()
    };
    match read_into(input, limits, &mut file) {
        Ok(()) => file.report.complete = true,
        Err(stop) => {
            let hint = stop.hint.clone();
            file.report.add(stop.code, stop.row, "", b"", &hint);
        }
    }
    file.report.rows_read = file.table.len() as u64;
    if file.report.is_clean() && file.table.is_empty() {
        file.report.add(ProblemCode::NoRows, 0, "", b"", "");
    }
    file
}

fn read_into(input: &Input<'_>, limits: FeatureLimits, file: &mut FeatureFile) -> Result<(), Stop> {
    if input.is_archive()? {
        file.format = "xlsx";
        return table::read_workbook(input, limits, file);
    }
    if is_json(input)? {
        file.format = "geojson";
        return geojson::read(input, limits, file);
    }
    file.format = "csv";
    table::read_text(input, limits, file)
}

/// Whether a text begins as JSON does: no table begins with a bracket.
fn is_json(input: &Input<'_>) -> Result<bool, Stop> {
    let mut head = Vec::new();
    input.open()?.take(64).read_to_end(&mut head).map_err(|error| Stop::io(&error))?;
    // In UTF-16 every other byte is zero.
    head.retain(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF | 0x1E));
    Ok(matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')))
}

impl FeatureLimits {
    fn workbook(self) -> Limits {
        Limits::of(&crate::statistics::Options {
            max_bytes: self.bytes,
            // A million sites of twenty columns.
            max_cells: 40_000_000,
            max_inflated: self.bytes,
            ..crate::statistics::Options::default()
        })
    }
}

fn full(row: u64) -> Stop {
    Stop::new(ProblemCode::TooManyRows, row, "")
}
