//! Microdata as text: comma, semicolon or tab between cells, the first line naming the columns.

use std::fs::File;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::problem::Problems;
use super::words::{Filling, batch, number};
use super::{BATCH, MicrodataError, Sink, Wanted};

/// Bytes read at a time.
const BUFFER: usize = 1 << 18;

fn reader(path: &Path, delimiter: u8) -> Result<Reader<File>, MicrodataError> {
    let file =
        File::open(path).map_err(|error| MicrodataError::File { path: path.to_owned(), error })?;
    Ok(ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(file))
}

fn damaged(path: &Path, error: &csv::Error) -> MicrodataError {
    MicrodataError::Damaged { path: path.to_owned(), detail: error.to_string() }
}

/// The delimiter that cuts the first line into most cells, and the names it gives.
pub(super) fn header(path: &Path) -> Result<(u8, Vec<String>), MicrodataError> {
    let mut best: (u8, Vec<String>) = (b',', Vec::new());
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = reader(path, delimiter)?;
        let cells = reader.byte_headers().map_err(|error| damaged(path, &error))?;
        if cells.len() > best.1.len() {
            best = (delimiter, cells.iter().map(name).collect());
        }
    }
    if best.1.iter().all(String::is_empty) {
        return Err(MicrodataError::NoHeader { path: path.to_owned() });
    }
    Ok(best)
}

fn name(cell: &[u8]) -> String {
    let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
    crate::statistics::decode(cell).0.trim().to_owned()
}

pub(super) fn read(
    path: &Path,
    delimiter: u8,
    names: &[String],
    wanted: &[Wanted],
    sink: Sink<'_>,
) -> Result<u64, MicrodataError> {
    let at: Vec<usize> =
        wanted.iter().filter_map(|one| names.iter().position(|name| *name == one.name)).collect();
    let mut reader = reader(path, delimiter)?;
    let mut filling: Vec<Filling> = wanted.iter().map(Filling::new).collect();
    let (mut record, mut problems, mut rows) = (ByteRecord::new(), Problems::default(), 0_u64);
    let mut in_batch = 0;
    while reader.read_byte_record(&mut record).map_err(|error| damaged(path, &error))? {
        rows += 1;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != names.len() {
            problems.add("ragged", rows, line, "", record.len().to_string().as_bytes());
            continue;
        }
        for ((column, at), one) in filling.iter_mut().zip(&at).zip(wanted) {
            let cell = record.get(*at).unwrap_or_default();
            match column {
                Filling::Words(words) => words.add(cell.trim_ascii()),
                Filling::Numbers(values) => {
                    let place = (rows, line, one.name.as_str());
                    values.push(number(cell, delimiter == b';', &mut problems, place));
                }
            }
        }
        in_batch += 1;
        if in_batch == BATCH {
            in_batch = 0;
            let full = batch(wanted, &mut filling)?;
            if problems.none() && sink(full).is_break() {
                return Ok(rows);
            }
        }
    }
    let rest = batch(wanted, &mut filling)?;
    if problems.none() && rest.rows() > 0 {
        let _ = sink(rest);
    }
    problems.result(rows)
}
