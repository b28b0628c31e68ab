//! Tables of cells: a column for each dimension, one for the value, one for the status. They are read as
//! [`microdata`](crate::microdata) are, column by column, and written here.

use std::io::Write;

use crate::statistics::ExportError;

/// Writes a table of cells as CSV; what is not known is empty.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_csv(
    header: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(header)?;
    for row in rows {
        csv.write_record(row)?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// A number in its shortest exact form, as exports write it.
pub fn written(number: f64) -> String {
    crate::statistics::written(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = Vec::new();
        let header = ["region", "value"].map(str::to_owned);
        let row = vec!["north, \"old\"".to_owned(), written(1e-9)];
        write_csv(&header, [row], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "region,value\n\"north, \"\"old\"\"\",1e-9\n");
    }
}
