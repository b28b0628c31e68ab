//! Workbooks (XLSX).
//!
//! A workbook is an archive of XML, so a small file may swell without end. [`guard`] inflates every
//! part once and throws it away, counting what really comes out rather than what the archive
//! declares; only then is the workbook opened. What is opened is walked cell by cell, one row in
//! memory at a time.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use calamine::{Data, DataRef, Reader, Xlsx};

use super::bytes::Stop;
use super::{Layout, Options, ProblemCode, Record};
use crate::sources::Decimal;

/// What a workbook may contain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    inflated: u64,
    ratio: u64,
    cells: u64,
}

impl Limits {
    pub fn of(options: &Options) -> Self {
        Self { inflated: options.max_inflated, ratio: options.max_ratio, cells: options.max_cells }
    }
}

/// Columns beyond this are not looked at: one cell in the last column must not make a wide row.
const COLUMNS: u32 = 4_096;
/// Parts of an archive; a real workbook has some dozens.
const PARTS: usize = 10_000;
/// Swelling is only looked at beyond this many bytes: a small empty sheet swells a lot, harmlessly.
const RATIO_FROM: u64 = 1024 * 1024;

/// Refuses an archive that is no archive, or that swells beyond the limits.
pub(crate) fn guard(file: &mut (impl Read + Seek), limits: Limits) -> Result<(), Stop> {
    let bad =
        |error: zip::result::ZipError| Stop::new(ProblemCode::BadWorkbook, 0, error.to_string());
    let bomb = |hint: &str| Stop::new(ProblemCode::ZipBomb, 0, hint);
    let mut archive = zip::ZipArchive::new(file).map_err(bad)?;
    if archive.len() > PARTS {
        return Err(bomb("parts"));
    }
    let mut left = limits.inflated;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(bad)?;
        let name = part.name().map_err(bad)?.into_owned();
        if part.size() > left {
            return Err(bomb(&name));
        }
        let swollen = part.compressed_size().saturating_mul(limits.ratio).max(RATIO_FROM);
        let tags = limits.cells.saturating_mul(tags_each(&name));
        let count = inflate(&mut part, left.min(swollen), tags)
            .map_err(|code| Stop::new(code, 0, &name))?;
        left -= count;
    }
    Ok(())
}

/// Tags that a part may have for each cell allowed: a cell with its value and their ends is four;
/// the texts are all kept in memory, and an empty one is a single tag.
fn tags_each(part: &str) -> u64 {
    if part.contains("worksheets/") { 4 } else { 1 }
}

/// Inflates a part into nothing and says how large it is; refuses more than `most` bytes, or more
/// than `most_tags`.
fn inflate(part: &mut impl Read, most: u64, most_tags: u64) -> Result<u64, ProblemCode> {
    let (mut chunk, mut count, mut tags) = (vec![0; 64 * 1024], 0_u64, 0_u64);
    loop {
        let more = part.read(&mut chunk).map_err(|_| ProblemCode::BadWorkbook)?;
        if more == 0 {
            return Ok(count);
        }
        count += more as u64;
        tags += memchr::memchr_iter(b'<', &chunk[..more]).count() as u64;
        if count > most {
            return Err(ProblemCode::ZipBomb);
        }
        if tags > most_tags {
            return Err(ProblemCode::TooManyCells);
        }
    }
}

/// Walks the rows of one sheet, the first or the named one, and hands each to `take`.
pub(crate) fn walk(
    file: impl Read + Seek,
    layout: &Layout,
    limits: Limits,
    take: &mut dyn FnMut(Record<'_>) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    let bad = |error: calamine::XlsxError| {
        Stop::new(ProblemCode::BadWorkbook, 0, super::problem::shown(error.to_string().as_bytes()))
    };
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(file).map_err(bad)?;
    let names = book.sheet_names();
    let sheet = match &layout.sheet {
        Some(name) => names.iter().find(|known| *known == name).cloned(),
        None => names.first().cloned(),
    };
    let Some(sheet) = sheet else {
        return Err(Stop::new(ProblemCode::MissingSheet, 0, names.join(", ")));
    };
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(bad)?;
    let mut row = RowBuilder { decimal: layout.decimal, ..RowBuilder::default() };
    let mut count = 0_u64;
    while let Some(cell) = cells.next_cell().map_err(bad)? {
        let (line, column) = cell.get_position();
        count += 1;
        if count > limits.cells {
            return Err(Stop::new(ProblemCode::TooManyCells, u64::from(line) + 1, ""));
        }
        if row.line != u64::from(line) + 1 {
            if row.give(take)?.is_break() {
                return Ok(());
            }
            row.begin(u64::from(line) + 1);
        }
        if column < COLUMNS {
            row.put(column as usize, cell.get_value());
        }
    }
    row.give(take).map(|_| ())
}

/// The row being put together.
#[derive(Default)]
struct RowBuilder {
    data: Vec<u8>,
    bounds: Vec<(u32, u32)>,
    line: u64,
    width: usize,
    decimal: Decimal,
}

impl RowBuilder {
    fn begin(&mut self, line: u64) {
        self.line = line;
        self.data.clear();
        self.bounds.clear();
    }

    fn put(&mut self, column: usize, value: &DataRef<'_>) {
        let start = self.data.len() as u32;
        while self.bounds.len() < column {
            self.bounds.push((start, start));
        }
        // Rows and cells of a sheet come in order; one that does not is not a workbook's.
        if self.bounds.len() == column {
            write_cell(value, self.decimal, &mut self.data);
            self.bounds.push((start, self.data.len() as u32));
        }
    }

    /// Hands the row on. Sheets do not write empty cells at the end of a row: the header's width
    /// completes it.
    fn give(
        &mut self,
        take: &mut dyn FnMut(Record<'_>) -> Result<ControlFlow<()>, Stop>,
    ) -> Result<ControlFlow<()>, Stop> {
        if self.bounds.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let end = self.data.len() as u32;
        self.width = self.width.max(self.bounds.len());
        self.bounds.resize(self.width, (end, end));
        take(Record::new(&self.data, &self.bounds, self.line))
    }
}

/// A cell as text, as a CSV export of the sheet would have it.
fn write_cell(value: &DataRef<'_>, decimal: Decimal, out: &mut Vec<u8>) {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            out.extend_from_slice(text.as_bytes());
        }
        DataRef::SharedString(text) => out.extend_from_slice(text.as_bytes()),
        DataRef::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        DataRef::Float(number) => {
            let written = super::observations::written(*number);
            let mark = if decimal == Decimal::Comma { "," } else { "." };
            out.extend_from_slice(written.replace('.', mark).as_bytes());
        }
        DataRef::Bool(yes) => out.extend_from_slice(if *yes { b"1" } else { b"0" }),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            out.extend_from_slice(format!("{year:04}-{month:02}-{day:02}").as_bytes());
        }
        DataRef::Error(_) => {
            out.extend_from_slice(Data::from(value.clone()).to_string().as_bytes());
        }
        DataRef::Empty => {}
    }
}
