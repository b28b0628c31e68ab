//! Microdata written out, as [`super::Source`] reads them.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};

/// Rows of a row group.
const GROUP: usize = 1 << 17;

/// Microdata could not be written out.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// As text.
    #[error(transparent)]
    Text(#[from] csv::Error),
    /// As Parquet.
    #[error(transparent)]
    Parquet(#[from] ParquetError),
}

/// Writes rows as text: commas between cells, the first line naming the columns, nothing where a value is
/// missing, numbers in the shortest form that gives the same number again.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_csv(rows: &Columns, out: impl Write) -> Result<(), WriteError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(rows.names())?;
    for row in 0..rows.rows() {
        for (_, column) in rows.iter() {
            match column {
                Column::Words { codes, levels } => {
                    csv.write_field(word(codes[row], levels))?;
                }
                column => csv.write_field(column.written(row).unwrap_or_default())?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

fn word(code: u32, levels: &[String]) -> &str {
    levels.get(code as usize).map_or("", String::as_str)
}

/// Writes rows as Parquet: numbers as doubles, words as texts, all of which may be missing.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_parquet(rows: &Columns, out: impl Write + Send) -> Result<(), WriteError> {
    let fields = rows.iter().map(|(name, column)| field(name, column));
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("rows").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    for first in (0..rows.rows()).step_by(GROUP) {
        let of_group = first..(first + GROUP).min(rows.rows());
        let mut group = file.next_row_group()?;
        for (_, column) in rows.iter() {
            let Some(mut writer) = group.next_column()? else { break };
            write_column(writer.untyped(), column, of_group.clone())?;
            writer.close()?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

fn field(name: &str, column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column {
        Column::Numbers(_) => (Physical::DOUBLE, None),
        Column::Words { .. } => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.with_logical_type(logical).build()?))
}

fn write_column(
    writer: &mut ColumnWriter<'_>,
    column: &Column,
    rows: std::ops::Range<usize>,
) -> Result<(), ParquetError> {
    match (writer, column) {
        (ColumnWriter::DoubleColumnWriter(writer), Column::Numbers(values)) => {
            let values = &values[rows];
            let there: Vec<i16> = values.iter().map(|value| i16::from(!value.is_nan())).collect();
            let known: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
            writer.write_batch(&known, Some(&there), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(writer), Column::Words { codes, levels }) => {
            let codes = &codes[rows];
            let texts: Vec<ByteArray> =
                levels.iter().map(|level| ByteArray::from(level.as_str())).collect();
            let there: Vec<i16> = codes.iter().map(|code| i16::from(*code != MISSING)).collect();
            let known = codes.iter().filter_map(|code| texts.get(*code as usize).cloned());
            writer.write_batch(&known.collect::<Vec<_>>(), Some(&there), None)?;
        }
        _ => return Err(ParquetError::General("a column of another kind".to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::columns::words;

    use super::super::{Source, Wanted};
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let number = Column::Numbers(vec![1.5, f64::NAN, 1e-7]);
        let word = words([Some("a, \"b\""), None, Some("é")].into_iter());
        let rows = Columns::new(vec![("x".into(), number), ("y".into(), word)]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, parquet) in [("rows.csv", false), ("rows.parquet", true)] {
            let path = folder.path().join(name);
            let file = std::fs::File::create(&path).unwrap();
            let written = if parquet { write_parquet(&rows, file) } else { write_csv(&rows, file) };
            written.unwrap();
            let wanted = [("x", false), ("y", true)]
                .map(|(name, words)| Wanted { name: name.into(), words });
            let read = Source::open(&path).unwrap().read_whole(&wanted).unwrap();
            for column in ["x", "y"] {
                let cells = |rows: &Columns| {
                    let column = rows.get(column).unwrap().clone();
                    (0..3).map(|row| column.written(row)).collect::<Vec<_>>()
                };
                assert_eq!(cells(&read), cells(&rows), "{name} {column}");
            }
        }
    }
}
