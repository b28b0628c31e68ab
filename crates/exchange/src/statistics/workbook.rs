//! Workbooks (XLSX).
//!
//! A workbook is an archive of XML, so a small file may swell without end. [`guard`] inflates every
//! part once and throws it away, counting what really comes out rather than what the archive
//! declares; only then is the workbook opened. What is opened is walked cell by cell, one row in
//! memory at a time, each cell with what only the workbook knows of it: that it is a number, is shown
//! as a percentage, or is a formula that was never computed.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use calamine::{Data, DataRef, Reader, Xlsx};
use memchr::memmem;

use super::bytes::Stop;
use super::cut::Mark;
use super::session::header_names;
use super::{Layout, Options, ProblemCode, Record};

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
/// Formulas never computed that are told one by one; a workbook of more of them is left.
const UNCOMPUTED: usize = 1_000_000;
/// Swelling is only looked at beyond this many bytes: a small empty sheet swells a lot, harmlessly.
const RATIO_FROM: u64 = 1024 * 1024;

/// Refuses an archive that is no archive, or that swells beyond the limits. Tells whether a sheet may
/// have formulas.
pub(crate) fn guard(file: &mut (impl Read + Seek), limits: Limits) -> Result<bool, Stop> {
    let bad =
        |error: zip::result::ZipError| Stop::new(ProblemCode::BadWorkbook, 0, error.to_string());
    let bomb = |hint: &str| Stop::new(ProblemCode::ZipBomb, 0, hint);
    let mut archive = zip::ZipArchive::new(file).map_err(bad)?;
    if archive.len() > PARTS {
        return Err(bomb("parts"));
    }
    let (mut left, mut formulas) = (limits.inflated, false);
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(bad)?;
        let name = part.name().map_err(bad)?.into_owned();
        if part.size() > left {
            return Err(bomb(&name));
        }
        let swollen = part.compressed_size().saturating_mul(limits.ratio).max(RATIO_FROM);
        let tags = limits.cells.saturating_mul(tags_each(&name));
        let (count, found) = inflate(&mut part, left.min(swollen), tags)
            .map_err(|code| Stop::new(code, 0, &name))?;
        left -= count;
        formulas |= found && name.contains("worksheets/");
    }
    Ok(formulas)
}

/// Tags that a part may have for each cell allowed: a cell with its value and their ends is four;
/// the texts are all kept in memory, and an empty one is a single tag.
fn tags_each(part: &str) -> u64 {
    if part.contains("worksheets/") { 4 } else { 1 }
}

/// Inflates a part into nothing and says how large it is, and whether tags in it begin with an `f`, as
/// formulas do; refuses more than `most` bytes, or more than `most_tags`.
fn inflate(part: &mut impl Read, most: u64, most_tags: u64) -> Result<(u64, bool), ProblemCode> {
    let (mut chunk, mut count, mut tags) = (vec![0; 64 * 1024], 0_u64, 0_u64);
    let (mut formulas, mut last) = (false, 0);
    loop {
        let more = part.read(&mut chunk).map_err(|_| ProblemCode::BadWorkbook)?;
        if more == 0 {
            return Ok((count, formulas));
        }
        formulas = formulas
            || (matches!(last, b'<' | b':') && chunk[0] == b'f')
            || [&b"<f"[..], b":f"].iter().any(|tag| memmem::find(&chunk[..more], tag).is_some());
        last = chunk[more - 1];
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

/// A workbook being read.
pub(crate) struct Book<F: Read + Seek> {
    book: Xlsx<F>,
    limits: Limits,
    /// Some sheet may have formulas.
    formulas: bool,
}

/// What takes the rows of a sheet.
pub(crate) type TakeRow<'t> = &'t mut dyn FnMut(Record<'_>) -> Result<ControlFlow<()>, Stop>;

fn bad(error: calamine::XlsxError) -> Stop {
    let hint = super::problem::shown(error.to_string().as_bytes());
    Stop::new(ProblemCode::BadWorkbook, 0, hint)
}

impl<F: Read + Seek> Book<F> {
    /// Opens a workbook that [`guard`] let pass.
    pub fn open(file: F, limits: Limits, formulas: bool) -> Result<Self, Stop> {
        let book = calamine::open_workbook_from_rs(file).map_err(bad)?;
        Ok(Self { book, limits, formulas })
    }

    /// The names of its sheets.
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// The sheet to read: the one that the layout names, else the first whose header `fits`, else the
    /// first.
    pub fn choose(
        &mut self,
        layout: &Layout,
        fits: &dyn Fn(&[String]) -> bool,
    ) -> Result<String, Stop> {
        let names = self.sheets();
        if let Some(name) = &layout.sheet {
            let missing = || Stop::new(ProblemCode::MissingSheet, 0, names.join(", "));
            return names.iter().find(|known| *known == name).cloned().ok_or_else(missing);
        }
        for name in &names {
            // One that cannot be read, a chart for example, is none of a table.
            if self.header(name, layout).is_ok_and(|header| fits(&header)) {
                return Ok(name.clone());
            }
        }
        names.first().cloned().ok_or_else(|| Stop::new(ProblemCode::MissingSheet, 0, ""))
    }

    /// The header of a sheet; empty if it has none.
    pub fn header(&mut self, sheet: &str, layout: &Layout) -> Result<Vec<String>, Stop> {
        let mut names = Vec::new();
        self.rows(sheet, &[], &mut |record| {
            if record.line >= layout.header_row {
                names = header_names(record);
                return Ok(ControlFlow::Break(()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(names)
    }

    /// Walks the rows of a sheet and hands each to `take`.
    pub fn walk(&mut self, sheet: &str, take: TakeRow<'_>) -> Result<(), Stop> {
        let uncomputed = if self.formulas { self.uncomputed(sheet)? } else { Vec::new() };
        self.rows(sheet, &uncomputed, take)
    }

    /// Where formulas have no value, in the order of the sheet: a program wrote them and no spreadsheet
    /// ever opened them.
    fn uncomputed(&mut self, sheet: &str) -> Result<Vec<(u32, u32)>, Stop> {
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(bad)?;
        let (mut found, mut count) = (Vec::new(), 0_u64);
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(bad)? {
            count += 1;
            if cell.formula.is_some() && cell.value == DataRef::Empty {
                found.push(cell.pos);
            }
            let line = u64::from(cell.pos.0) + 1;
            if count > self.limits.cells {
                return Err(Stop::new(ProblemCode::TooManyCells, line, ""));
            }
            if found.len() > UNCOMPUTED {
                return Err(Stop::new(ProblemCode::UncomputedFormula, line, ""));
            }
        }
        Ok(found)
    }

    /// Walks the rows of a sheet; looking at its beginning only needs no formulas.
    pub fn rows(
        &mut self,
        sheet: &str,
        mut uncomputed: &[(u32, u32)],
        take: TakeRow<'_>,
    ) -> Result<(), Stop> {
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(bad)?;
        let percent: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
        let (mut row, mut count) = (RowBuilder::default(), 0_u64);
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(bad)? {
            let (line, column) = cell.get_position();
            count += 1;
            if count > self.limits.cells {
                return Err(Stop::new(ProblemCode::TooManyCells, u64::from(line) + 1, ""));
            }
            if row.line != u64::from(line) + 1 {
                if row.give(take)?.is_break() {
                    return Ok(());
                }
                row.begin(u64::from(line) + 1);
            }
            let mut mark = mark(cell.get_value(), percent.get(style) == Some(&true));
            if let Some(rest) = uncomputed.strip_prefix(&[(line, column)]) {
                (mark, uncomputed) = (Mark::Uncomputed, rest);
            }
            if column < COLUMNS {
                row.put(column as usize, cell.get_value(), mark);
            }
        }
        row.give(take).map(|_| ())
    }
}

fn mark(value: &DataRef<'_>, percent: bool) -> Mark {
    match value {
        DataRef::Int(_) | DataRef::Float(_) if percent => Mark::Percent,
        DataRef::Int(_) | DataRef::Float(_) => Mark::Number,
        DataRef::Bool(_) => Mark::Boolean,
        _ => Mark::Text,
    }
}

/// Whether a style shows 0.31 as 31 %: a percent sign in its number format, not in words of it.
fn shows_percent(style: &calamine::Style) -> bool {
    let Some(format) = &style.number_format else { return false };
    let (mut quoted, mut escaped) = (false, false);
    for c in format.format_code.chars() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The row being put together.
#[derive(Default)]
struct RowBuilder {
    data: Vec<u8>,
    bounds: Vec<(u32, u32)>,
    marks: Vec<Mark>,
    line: u64,
    width: usize,
}

impl RowBuilder {
    fn begin(&mut self, line: u64) {
        self.line = line;
        self.data.clear();
        self.bounds.clear();
        self.marks.clear();
    }

    fn put(&mut self, column: usize, value: &DataRef<'_>, mark: Mark) {
        let start = self.data.len() as u32;
        while self.bounds.len() < column {
            self.bounds.push((start, start));
            self.marks.push(Mark::Text);
        }
        // Rows and cells of a sheet come in order; one that does not is not a workbook's.
        if self.bounds.len() == column {
            write_cell(value, &mut self.data);
            self.bounds.push((start, self.data.len() as u32));
            self.marks.push(mark);
        }
    }

    /// Hands the row on. Sheets do not write empty cells at the end of a row: the header's width
    /// completes it.
    fn give(&mut self, take: TakeRow<'_>) -> Result<ControlFlow<()>, Stop> {
        if self.bounds.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let end = self.data.len() as u32;
        self.width = self.width.max(self.bounds.len());
        self.bounds.resize(self.width, (end, end));
        take(Record::new(&self.data, &self.bounds, self.line).marked(&self.marks))
    }
}

/// A cell as text, as a CSV export of the sheet would have it.
fn write_cell(value: &DataRef<'_>, out: &mut Vec<u8>) {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            out.extend_from_slice(text.as_bytes());
        }
        DataRef::SharedString(text) => out.extend_from_slice(text.as_bytes()),
        DataRef::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        DataRef::Float(number) => {
            out.extend_from_slice(super::observations::written(*number).as_bytes());
        }
        DataRef::Bool(yes) => out.extend_from_slice(if *yes { b"TRUE" } else { b"FALSE" }),
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
