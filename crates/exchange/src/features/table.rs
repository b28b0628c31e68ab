//! Tables of things with a place: delimited text and workbooks.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use passerelle_vocabulary::Features;

use super::{COLUMNS, FeatureFile, FeatureLimits, full};
use crate::statistics::{
    Book, Cutter, Input, ProblemCode, Record, Report, Stop, TextBytes, decode, hash, header_names,
};

/// Rows above the names of the columns that are passed over: a title, a date, an empty line.
const TITLES: usize = 20;

pub(super) fn read_text(
    input: &Input<'_>,
    limits: FeatureLimits,
    file: &mut FeatureFile,
) -> Result<(), Stop> {
    let bytes = TextBytes::new(input.open()?, limits.bytes, None);
    let mut cutter = Cutter::new(bytes, None)?;
    file.report.encoding = cutter.encoding().to_owned();
    let mut rows = Rows::new(file, limits);
    let mut read = || -> Result<(), Stop> {
        while let Some(record) = cutter.next_row()? {
            rows.take(record)?;
        }
        rows.finish()
    };
    let ended = read();
    rows.tell_encoding();
    file.report.bytes = cutter.read();
    ended?;
    (file.report.bytes, file.report.sha256) = cutter.finish();
    Ok(())
}

/// Reads the first sheet that has a table of two columns or more.
pub(super) fn read_workbook(
    input: &Input<'_>,
    limits: FeatureLimits,
    file: &mut FeatureFile,
) -> Result<(), Stop> {
    let mut seekable = input.open_seekable()?;
    (file.report.bytes, file.report.sha256) = hash(&mut seekable, limits.bytes)?;
    seekable.seek(SeekFrom::Start(0)).map_err(|error| Stop::io(&error))?;
    drop(seekable);
    file.report.encoding = "xlsx".to_owned();
    let mut book = input.open_book(limits.workbook())?;
    let sheet = first_table(&mut book)?;
    file.report.other_sheets = book.sheets().into_iter().filter(|name| *name != sheet).collect();
    file.report.sheet.clone_from(&sheet);
    let mut rows = Rows::new(file, limits);
    book.walk(&sheet, &mut |record| {
        rows.take(record)?;
        Ok(ControlFlow::Continue(()))
    })?;
    rows.finish()
}

/// The first sheet with two cells side by side at its beginning, else the first.
fn first_table<F: Read + Seek>(book: &mut Book<F>) -> Result<String, Stop> {
    let names = book.sheets();
    for name in &names {
        let mut found = false;
        // A sheet that cannot be read, a chart for example, is none of a table.
        let _ = book.rows(name, &[], &mut |record| {
            found = filled(record) > 1;
            let enough = found || record.line > TITLES as u64;
            Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        if found {
            return Ok(name.clone());
        }
    }
    names.into_iter().next().ok_or_else(|| Stop::new(ProblemCode::MissingSheet, 0, ""))
}

fn filled(record: Record<'_>) -> usize {
    record.iter().filter(|cell| !cell.trim_ascii().is_empty()).count()
}

/// Puts rows into the table: first those above the header, then the header, then the others.
struct Rows<'f> {
    table: &'f mut Features,
    report: &'f mut Report,
    limits: FeatureLimits,
    /// Rows of one cell at the beginning, until the header is found.
    waiting: Vec<(u64, String)>,
    has_header: bool,
    /// Cells with something beyond ASCII that are UTF-8.
    has_utf8: bool,
    /// The first cell that is not, and the others' number.
    legacy: Option<(u64, usize, Vec<u8>)>,
}

impl<'f> Rows<'f> {
    fn new(file: &'f mut FeatureFile, limits: FeatureLimits) -> Self {
        Self {
            table: &mut file.table,
            report: &mut file.report,
            limits,
            waiting: Vec::new(),
            has_header: false,
            has_utf8: false,
            legacy: None,
        }
    }

    fn take(&mut self, record: Record<'_>) -> Result<(), Stop> {
        if record.is_blank() {
            return Ok(());
        }
        if self.has_header {
            return self.row(record);
        }
        if filled(record) > 1 {
            self.waiting.clear();
            return self.header(record);
        }
        let cell = record.iter().find(|cell| !cell.trim_ascii().is_empty()).unwrap_or_default();
        self.waiting.push((record.line, decode(cell).0.trim().to_owned()));
        if self.waiting.len() > TITLES { self.narrow() } else { Ok(()) }
    }

    /// Names the columns; two of one name are told apart, and one without is called by its place.
    fn header(&mut self, record: Record<'_>) -> Result<(), Stop> {
        let mut names = header_names(record);
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        if names.len() > COLUMNS {
            let limit = COLUMNS.to_string();
            self.report.add(ProblemCode::TooManyColumns, record.line, "", b"", &limit);
            names.truncate(COLUMNS);
        }
        let mut known: Vec<String> = Vec::with_capacity(names.len());
        for (at, name) in names.into_iter().enumerate() {
            let name = if name.is_empty() { format!("#{}", at + 1) } else { name };
            let twice = known.contains(&name);
            known.push(if twice { format!("{name} #{}", at + 1) } else { name });
        }
        *self.table = Features::new(known);
        self.has_header = true;
        Ok(())
    }

    /// A table of a single column: the first row names it.
    fn narrow(&mut self) -> Result<(), Stop> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut rows = waiting.into_iter();
        let (_, name) = rows.next().ok_or_else(|| Stop::new(ProblemCode::NoHeader, 1, ""))?;
        *self.table = Features::new(vec![name]);
        self.has_header = true;
        for (line, cell) in rows {
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            self.table.push(row, [cell.as_str()], None).map_err(|_| full(line))?;
        }
        Ok(())
    }

    fn row(&mut self, record: Record<'_>) -> Result<(), Stop> {
        let columns = self.table.names().len();
        let too_many = record.iter().skip(columns).any(|cell| !cell.trim_ascii().is_empty());
        let too_few = record.len() < columns && !record.is_marked();
        if too_many || too_few {
            let written: Vec<Cow<'_, str>> = record.iter().map(|cell| decode(cell).0).collect();
            let hint = format!("{}/{columns}", record.len());
            let whole = written.join(" | ");
            self.report.add(ProblemCode::RaggedRow, record.line, "", whole.as_bytes(), &hint);
            return Ok(());
        }
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(columns);
        for (at, cell) in record.iter().take(columns).enumerate() {
            let (text, is_utf8) = decode(cell.trim_ascii());
            if !is_utf8 && self.legacy.is_none() {
                self.legacy = Some((record.line, at, cell.to_vec()));
            }
            self.has_utf8 = self.has_utf8 || (is_utf8 && !text.is_ascii());
            cells.push(text);
        }
        let row = u32::try_from(record.line).unwrap_or(u32::MAX);
        let cells = cells.iter().map(|cell| cell.trim());
        self.table.push(row, cells, None).map_err(|_| full(record.line))?;
        if self.table.len() > self.limits.rows as usize { Err(full(record.line)) } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), Stop> {
        if self.has_header { Ok(()) } else { self.narrow() }
    }

    /// What bytes that are not UTF-8 mean, the whole file tells: nowhere UTF-8, it is in an older encoding;
    /// elsewhere UTF-8, a cell is damaged.
    fn tell_encoding(&mut self) {
        let Some((line, column, cell)) = self.legacy.take() else { return };
        if self.has_utf8 || self.report.encoding != "utf-8" {
            let name = self.table.names().get(column).cloned().unwrap_or_default();
            self.report.add(ProblemCode::BadEncoding, line, &name, &cell, "");
        } else {
            self.report.first_legacy_row = Some(line);
            self.report.encoding = "windows-1252".to_owned();
        }
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
