//! Microdata as Parquet, row group by row group.
//!
//! Columns must be flat (no lists, no maps) and of numbers, booleans or texts.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::basic::{ConvertedType, LogicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use super::problem::Problems;
use super::words::{Filling, batch, number};
use super::{BATCH, MicrodataError, Sink, Wanted};

fn open(path: &Path) -> Result<SerializedFileReader<File>, MicrodataError> {
    let file =
        File::open(path).map_err(|error| MicrodataError::File { path: path.to_owned(), error })?;
    guarded(path, || SerializedFileReader::new(file).map_err(|error| damaged(path, &error)))
}

/// The library panics on some damaged files (lengths that reach beyond their page): that is a damaged file,
/// and no reason to end the program. Nothing that was being read is used after it.
fn guarded<T>(
    path: &Path,
    read: impl FnOnce() -> Result<T, MicrodataError>,
) -> Result<T, MicrodataError> {
    let ended = catch_unwind(AssertUnwindSafe(read));
    ended.unwrap_or_else(|_| Err(damaged(path, &"a page that contradicts itself")))
}

fn damaged(path: &Path, error: &impl ToString) -> MicrodataError {
    MicrodataError::Damaged { path: path.to_owned(), detail: error.to_string() }
}

/// Names of the columns.
pub(super) fn names(path: &Path) -> Result<Vec<String>, MicrodataError> {
    let reader = open(path)?;
    let schema = reader.metadata().file_metadata().schema_descr();
    Ok(schema.columns().iter().map(|column| column.path().string()).collect())
}

/// A column of a row group while it is read.
struct Reading {
    reader: ColumnReader,
    scale: f64,
    levels: i16,
}

pub(super) fn read(path: &Path, wanted: &[Wanted], sink: Sink<'_>) -> Result<u64, MicrodataError> {
    let file = open(path)?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let position = |one: &Wanted| {
        schema.columns().iter().position(|column| column.path().string() == one.name)
    };
    let at: Vec<usize> = wanted.iter().filter_map(position).collect();
    let mut filling: Vec<Filling> = wanted.iter().map(Filling::new).collect();
    let (mut problems, mut rows) = (Problems::default(), 0_u64);
    for group in 0..file.num_row_groups() {
        let group =
            guarded(path, || file.get_row_group(group).map_err(|error| damaged(path, &error)))?;
        let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let mut columns = Vec::new();
        for at in &at {
            let column = schema.column(*at);
            if column.max_rep_level() > 0 {
                return Err(damaged(path, &format!("{}: a list", column.path().string())));
            }
            let reader = guarded(path, || {
                group.get_column_reader(*at).map_err(|error| damaged(path, &error))
            })?;
            columns.push(Reading { reader, scale: scale(&column), levels: column.max_def_level() });
        }
        while left > 0 {
            let count = left.min(BATCH);
            for ((column, filling), one) in columns.iter_mut().zip(&mut filling).zip(wanted) {
                let place = Place { path, name: &one.name, row: rows };
                guarded(path, || column.fill(count, filling, &place, &mut problems))?;
            }
            (left, rows) = (left - count, rows + count as u64);
            let full = batch(wanted, &mut filling)?;
            if problems.none() && sink(full).is_break() {
                return Ok(rows);
            }
        }
    }
    problems.result(rows)
}

/// Where cells come from, for messages.
struct Place<'a> {
    path: &'a Path,
    name: &'a str,
    row: u64,
}

/// What a decimal's whole numbers are multiplied by.
fn scale(column: &ColumnDescriptor) -> f64 {
    let decimal = matches!(column.logical_type_ref(), Some(LogicalType::Decimal { .. }))
        || column.converted_type() == ConvertedType::DECIMAL;
    if decimal { 10_f64.powi(-column.type_scale()) } else { 1.0 }
}

/// One cell, of whichever type.
enum CellValue<'a> {
    Number(f64),
    Text(&'a [u8]),
}

impl Reading {
    fn fill(
        &mut self,
        count: usize,
        filling: &mut Filling,
        place: &Place<'_>,
        problems: &mut Problems,
    ) -> Result<(), MicrodataError> {
        let (scale, levels) = (self.scale, self.levels);
        let mut put = Put { filling, place, problems, next: 0 };
        let read = match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => cells(reader, count, levels, |cell| {
                put.add(cell.map(|b| CellValue::Number(f64::from(u8::from(*b)))))
            }),
            ColumnReader::Int32ColumnReader(reader) => cells(reader, count, levels, |cell| {
                put.add(cell.map(|v| CellValue::Number(f64::from(*v) * scale)));
            }),
            ColumnReader::Int64ColumnReader(reader) => cells(reader, count, levels, |cell| {
                put.add(cell.map(|v| CellValue::Number(*v as f64 * scale)));
            }),
            ColumnReader::FloatColumnReader(reader) => cells(reader, count, levels, |cell| {
                put.add(cell.map(|v| CellValue::Number(f64::from(*v))));
            }),
            ColumnReader::DoubleColumnReader(reader) => cells(reader, count, levels, |cell| {
                put.add(cell.map(|v| CellValue::Number(*v)));
            }),
            ColumnReader::ByteArrayColumnReader(reader) => {
                cells(reader, count, levels, |cell: Option<&ByteArray>| {
                    put.add(cell.map(|v| CellValue::Text(v.data())));
                })
            }
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                return Err(damaged(place.path, &format!("{}: unsupported type", place.name)));
            }
        };
        read.map_err(|error| damaged(place.path, &error))
    }
}

/// Reads `count` cells of a column, missing ones as `None`.
fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    max_level: i16,
    mut take: impl FnMut(Option<&T::T>),
) -> Result<(), String> {
    let (mut values, mut levels, mut done) = (Vec::new(), Vec::new(), 0);
    while done < count {
        values.clear();
        levels.clear();
        let asked = count - done;
        let optional = (max_level > 0).then_some(&mut levels);
        let (records, ..) = reader
            .read_records(asked, optional, None, &mut values)
            .map_err(|error| error.to_string())?;
        if records == 0 {
            return Err("the column breaks off".to_owned());
        }
        if max_level > 0 {
            let mut known = values.iter();
            for level in &levels {
                take(if *level == max_level { known.next() } else { None });
            }
        } else {
            values.iter().for_each(|value| take(Some(value)));
        }
        done += records;
    }
    Ok(())
}

/// Puts cells into a column of the kind that is wanted.
struct Put<'a, 'b> {
    filling: &'a mut Filling,
    place: &'a Place<'b>,
    problems: &'a mut Problems,
    next: u64,
}

impl Put<'_, '_> {
    fn add(&mut self, cell: Option<CellValue<'_>>) {
        self.next += 1;
        let row = self.place.row + self.next;
        match (&mut *self.filling, cell) {
            (Filling::Numbers(values), None) => values.push(f64::NAN),
            (Filling::Numbers(values), Some(CellValue::Number(value))) => {
                if value.is_infinite() {
                    let text = value.to_string();
                    self.problems.add("not-finite", row, 0, self.place.name, text.as_bytes());
                }
                values.push(value);
            }
            (Filling::Numbers(values), Some(CellValue::Text(text))) => {
                values.push(number(text, false, self.problems, (row, 0, self.place.name)));
            }
            (Filling::Words(words), Some(CellValue::Text(text))) => words.add(text.trim_ascii()),
            (Filling::Words(words), Some(CellValue::Number(value))) if !value.is_nan() => {
                words.add(value.to_string().as_bytes());
            }
            (Filling::Words(words), _) => words.add_missing(),
        }
    }
}
