//! Tables of cells: a column for each dimension, one for the value, one for the status. They are read as
//! [`microdata`](crate::microdata) are, column by column, and written here.

use std::borrow::Cow;
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

/// Whether a spreadsheet would take a text for a formula: numbers are none.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

/// A text that somebody typed, as a cell that no spreadsheet takes for a formula: such a text begins with an apostrophe, and
/// one more where it begins with apostrophes already, so that [`unguarded`] gives the text again.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    if is_formula(text) || bare.len() < text.len() && is_formula(bare) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// The text of a cell that [`guarded`] wrote.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

/// A number in its shortest exact form, as exports write it.
pub fn written(number: f64) -> String {
    crate::statistics::written(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_be_a_formula_is_a_text_and_comes_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("-12.50", "-12.50"),
            ("- point", "'- point"),
            ("@SUM(a,b)", "'@SUM(a,b)"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("L'État", "L'État"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

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
