//! Tab-separated tables of the catalogue: a header line, then one line per row, no quoting.

use std::collections::HashMap;

/// What is wrong with a table of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The first line does not name a column that is needed.
    #[error("the header has no column “{0}”")]
    MissingColumn(String),
    /// A line has another number of cells than the header.
    #[error("line {line}: {found} cells, {expected} expected")]
    Ragged {
        /// Line number, the header being 1.
        line: usize,
        /// Cells in the line.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
}

/// One row of a table, read by column name.
pub struct TableRow<'a> {
    /// Line number, the header being 1.
    pub line: usize,
    columns: &'a HashMap<&'a str, usize>,
    cells: Vec<&'a str>,
}

impl<'a> TableRow<'a> {
    /// The cell under `column`, without surrounding spaces; empty if the table has no such column.
    pub fn get(&self, column: &str) -> &'a str {
        self.columns.get(column).map_or("", |index| self.cells[*index].trim())
    }

    /// The cell under `column`, or `None` if it is empty.
    pub fn some(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }
}

/// Reads a table and hands each row to `take`.
///
/// # Errors
/// A needed column that is missing, or a ragged line; the first one found.
pub fn read(
    text: &str,
    needed: &[&str],
    mut take: impl FnMut(TableRow<'_>),
) -> Result<(), TableError> {
    let mut lines = text.lines().enumerate();
    let header = lines.next().map_or("", |(_, line)| line.trim_start_matches('\u{feff}'));
    let columns: HashMap<&str, usize> =
        header.split('\t').enumerate().map(|(index, name)| (name.trim(), index)).collect();
    if let Some(absent) = needed.iter().find(|name| !columns.contains_key(**name)) {
        return Err(TableError::MissingColumn((*absent).to_owned()));
    }
    let expected = header.split('\t').count();
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != expected {
            return Err(TableError::Ragged { line: index + 1, found: cells.len(), expected });
        }
        take(TableRow { line: index + 1, columns: &columns, cells });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_by_column_name() {
        let mut seen = Vec::new();
        read("a\tb\n1\t2\n\n3\t\n", &["a", "b"], |row| {
            seen.push((row.line, row.get("a").to_owned(), row.some("b").map(str::to_owned)));
        })
        .unwrap();
        assert_eq!(seen, [(2, "1".into(), Some("2".into())), (4, "3".into(), None)]);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(read("a\n", &["b"], |_| ()), Err(TableError::MissingColumn("b".into())));
        assert_eq!(
            read("a\tb\n1\n", &[], |_| ()),
            Err(TableError::Ragged { line: 2, found: 1, expected: 2 })
        );
    }
}
