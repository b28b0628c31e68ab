//! Files of figures, from the publisher's bytes to checked rows.
//!
//! The way the data takes:
//!
//! ```text
//! bytes ── counted, limited, hashed, UTF-16 converted        bytes
//!   └─ rows ── cut from text, or walked out of a workbook    cut, workbook
//!        └─ plan ── an entry's columns found in the header   plan
//!             └─ series ── what the cells of place and       resolve
//!                          dimensions mean, once per combination
//!                  └─ figures ── numbers and periods read,   cells
//!                                given on in chunks          session
//! ```
//!
//! Nothing is kept that grows with the number of rows, only what grows with the number of different
//! series. A row that cannot be read does not stop the next: problems are collected in the
//! [`Report`], good figures go on to the `sink`, and who calls decides what to keep.
//!
//! Text is never decoded as a whole. Cells are compared as bytes with combinations already met; a
//! new combination is decoded, as UTF-8 if it is that, as Windows-1252 if not. Whether that is right is
//! seen before, by looking through the whole: bytes that are not UTF-8 in a file that otherwise is are a
//! problem; a file that nowhere is UTF-8 is read as Windows-1252, and the report says so.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Places, Row};
use rustc_hash::FxHashMap;

use crate::sources::{Decimal, EncodingName, FileEntry, Publisher};

mod bytes;
mod cells;
mod cut;
mod decimal;
mod input;
mod number;
mod observations;
mod period;
mod plan;
mod problem;
mod resolve;
mod session;
mod synonyms;
mod workbook;

pub(crate) use bytes::{Stop, TextBytes};
pub(crate) use cut::{Cutter, Record};
pub(crate) use input::hash;
pub use input::{Input, Recognised, recognise};
pub use number::{NumberError, Range, in_range, parse_number, parse_scaled, range_of};
pub(crate) use observations::written;
pub use observations::{ExportError, export_csv, is_observations};
pub use period::parse_period;
pub(crate) use problem::visible;
pub use problem::{FormatProblem, Occurrences, Problem, ProblemCode, Report, Skipped};
pub(crate) use session::{Session, header_names};
pub use synonyms::Synonyms;
pub(crate) use workbook::{Book, Limits};

/// Takes figures as they are read; the index names the series of all rows so far.
/// `Break` stops the reading (the report is then not complete).
pub type Sink<'a> = &'a mut dyn FnMut(&[Row], &SeriesIndex) -> ControlFlow<()>;

/// What the catalogue knows of an indicator and reading needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorRule {
    /// Its unit, for figures that come without one.
    pub unit: String,
    /// Smallest and largest figure that makes sense.
    pub range: Range,
    /// Dimensions without which a figure says nothing: the basket of a price, the skill.
    pub needs: Vec<String>,
}

/// Limits and what the catalogue knows.
#[derive(Debug, Clone)]
pub struct Options {
    /// Known indicators by code. When empty, none is refused and ranges follow from units.
    pub indicators: FxHashMap<String, IndicatorRule>,
    /// Known dimensions with their categories; one without any may have all.
    pub dimensions: FxHashMap<String, Vec<String>>,
    /// Other spellings of units and categories.
    pub synonyms: Arc<Synonyms>,
    /// First and last year in which there can be figures in files of one's own.
    pub years: (i32, i32),
    /// Source of observations whose file names none.
    pub source: String,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Largest contents of a workbook once inflated, in bytes.
    pub max_inflated: u64,
    /// Largest swelling of a workbook's part: inflated ÷ compressed, beyond its first megabyte.
    pub max_ratio: u64,
    /// Most cells, and most different texts, in a workbook.
    pub max_cells: u64,
    /// Most different series in a file.
    pub max_series: usize,
    /// Rows given to the sink at a time.
    pub chunk: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            indicators: FxHashMap::default(),
            dimensions: FxHashMap::default(),
            synonyms: Arc::default(),
            years: (1700, 2200),
            source: "local".to_owned(),
            max_bytes: 20_000_000_000,
            max_inflated: 512 * 1024 * 1024,
            max_ratio: 200,
            max_cells: 10_000_000,
            max_series: 5_000_000,
            chunk: 65_536,
        }
    }
}

impl Options {
    pub(crate) fn range(&self, indicator: &str, unit: &str) -> Range {
        self.indicators.get(indicator).map_or_else(|| range_of(unit), |rule| rule.range)
    }
}

/// An entry with the publisher whose it is.
pub type Entry<'a> = (&'a Publisher, &'a FileEntry);

/// Reads a file of figures.
///
/// With entries, each row goes to every entry; without any, the file must be a list of observations
/// (`indicator, place, period, value…`, see [`is_observations`]). Entries that disagree on sheet,
/// delimiter, encoding or header row make as many passes over the file.
///
/// Never fails: what went wrong is in the report.
pub fn read(
    input: &Input<'_>,
    entries: &[Entry<'_>],
    places: &Places,
    options: &Options,
    sink: Sink<'_>,
) -> Report {
    let mut session = Session::new(&input.name, places, options, sink);
    for (layout, entries) in passes(entries) {
        if let Err(stop) = input::pass(input, &layout, &entries, &mut session) {
            session.stop(&stop);
            break;
        }
    }
    let mut report = session.finish();
    if report.is_clean() && report.rows_read == 0 {
        report.add(ProblemCode::NoRows, 0, "", b"", "");
    } else if report.is_clean() && report.untaken_rows == report.rows_read {
        report.add(ProblemCode::NothingTaken, 0, "", b"", &report.rows_read.to_string());
    }
    report
}

/// Reads the file at `path`. See [`read`].
pub fn read_path(
    path: &Path,
    entries: &[Entry<'_>],
    places: &Places,
    options: &Options,
    sink: Sink<'_>,
) -> Report {
    read(&Input::path(path), entries, places, options, sink)
}

/// How a file is laid out, as far as it decides how rows are cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Layout {
    pub encoding: Option<EncodingName>,
    pub delimiter: Option<u8>,
    pub decimal: Decimal,
    pub sheet: Option<String>,
    pub header_row: u64,
}

impl Layout {
    pub fn of(entry: &FileEntry) -> Self {
        Self {
            encoding: entry.encoding,
            delimiter: entry.delimiter.as_ref().and_then(|mark| mark.bytes().next()),
            decimal: entry.decimal,
            sheet: entry.sheet.clone(),
            header_row: u64::from(entry.header_row.max(1)),
        }
    }

    pub fn plain() -> Self {
        Self { header_row: 1, ..Self::default() }
    }
}

fn passes<'a>(entries: &[Entry<'a>]) -> Vec<(Layout, Vec<Entry<'a>>)> {
    let mut passes: Vec<(Layout, Vec<Entry<'a>>)> = Vec::new();
    for entry in entries {
        let layout = Layout::of(entry.1);
        match passes.iter_mut().find(|(known, _)| *known == layout) {
            Some((_, list)) => list.push(*entry),
            None => passes.push((layout, vec![*entry])),
        }
    }
    if passes.is_empty() {
        passes.push((Layout::plain(), Vec::new()));
    }
    passes
}

/// A cell's text, and whether its bytes were UTF-8.
pub(crate) fn decode(cell: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(cell) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0, false),
    }
}
