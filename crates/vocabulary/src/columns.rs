//! Microdata: many rows about people or places, held column by column.
//!
//! A reader gives its file as one [`Columns`] after another; codes of words stay the same from one to
//! the next, so that rows can be counted without comparing texts.

use std::collections::HashMap;
use std::sync::Arc;

/// The code of a word that is missing.
pub const MISSING: u32 = u32::MAX;

/// One column of some rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Numbers; NaN where a row has none.
    Numbers(Vec<f64>),
    /// Words, as positions in `levels`; [`MISSING`] where a row has none.
    Words {
        /// One code a row.
        codes: Vec<u32>,
        /// The words, in the order in which they were met. Grows from batch to batch; shared, so that a
        /// batch costs no copy.
        levels: Arc<Vec<String>>,
    },
}

impl Column {
    /// Rows in it.
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Words { codes, .. } => codes.len(),
        }
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a row has nothing there.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Numbers(values) => values.get(row).is_none_or(|value| value.is_nan()),
            Self::Words { codes, .. } => codes.get(row).is_none_or(|code| *code == MISSING),
        }
    }

    /// What a row has there, as it would be written. `None` where it has nothing.
    pub fn written(&self, row: usize) -> Option<String> {
        match self {
            Self::Numbers(values) => {
                values.get(row).filter(|value| !value.is_nan()).map(f64::to_string)
            }
            Self::Words { codes, levels } => levels.get(*codes.get(row)? as usize).cloned(),
        }
    }
}

/// Some rows, column by column; all columns have as many.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    rows: usize,
    names: Vec<String>,
    columns: Vec<Column>,
}

impl Columns {
    /// Columns with their names. `None` where they do not have the same number of rows.
    pub fn new(named: Vec<(String, Column)>) -> Option<Self> {
        let rows = named.first().map_or(0, |(_, column)| column.len());
        let even = named.iter().all(|(_, column)| column.len() == rows);
        let (names, columns) = named.into_iter().unzip();
        even.then_some(Self { rows, names, columns })
    }

    /// Rows in each column.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Names of the columns, in their order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column of this name.
    pub fn get(&self, name: &str) -> Option<&Column> {
        let at = self.names.iter().position(|known| known == name)?;
        self.columns.get(at)
    }

    /// The numbers of this name. (A file's column may be read both ways: to measure it and to class by it.)
    pub fn numbers(&self, name: &str) -> Option<&[f64]> {
        self.iter().find_map(|(known, column)| match column {
            Column::Numbers(values) if known == name => Some(values.as_slice()),
            _ => None,
        })
    }

    /// The words of this name: codes, and what they stand for.
    pub fn words(&self, name: &str) -> Option<(&[u32], &[String])> {
        self.iter().find_map(|(known, column)| match column {
            Column::Words { codes, levels } if known == name => {
                Some((codes.as_slice(), levels.as_slice()))
            }
            _ => None,
        })
    }

    /// Every column with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.names.iter().map(String::as_str).zip(&self.columns)
    }

    /// Adds a column. Changes nothing, and is `false`, where it has not as many rows as the others.
    pub fn push(&mut self, name: String, column: Column) -> bool {
        if !self.columns.is_empty() && column.len() != self.rows {
            return false;
        }
        self.rows = column.len();
        self.names.push(name);
        self.columns.push(column);
        true
    }

    /// Adds the rows of the next batch of the same file. Changes nothing, and is `false`, where the names or
    /// the kinds of the columns are not the same.
    pub fn append(&mut self, next: Self) -> bool {
        if self.names.is_empty() {
            *self = next;
            return true;
        }
        let same = |(mine, theirs): (&Column, &Column)| {
            std::mem::discriminant(mine) == std::mem::discriminant(theirs)
        };
        if self.names != next.names || !self.columns.iter().zip(&next.columns).all(same) {
            return false;
        }
        self.rows += next.rows;
        for (mine, theirs) in self.columns.iter_mut().zip(next.columns) {
            match (mine, theirs) {
                (Column::Numbers(mine), Column::Numbers(more)) => mine.extend(more),
                (Column::Words { codes, levels }, Column::Words { codes: more, levels: grown }) => {
                    codes.extend(more);
                    *levels = grown;
                }
                _ => {}
            }
        }
        true
    }
}

/// A column of words.
pub fn words<'a>(cells: impl Iterator<Item = Option<&'a str>>) -> Column {
    let mut levels: Vec<String> = Vec::new();
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut code = |cell: &'a str| {
        *known.entry(cell).or_insert_with(|| {
            levels.push(cell.to_owned());
            u32::try_from(levels.len() - 1).unwrap_or(MISSING)
        })
    };
    let codes = cells.map(|cell| cell.map_or(MISSING, &mut code)).collect();
    Column::Words { codes, levels: Arc::new(levels) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_join() {
        let batch = |column| Columns::new(vec![("x".to_owned(), column)]).unwrap();
        let mut all = batch(Column::Numbers(vec![1.0, f64::NAN]));
        assert!(all.append(batch(Column::Numbers(vec![2.5]))));
        assert!(!all.append(batch(words([Some("a"), None].into_iter()))), "another kind");
        let column = all.get("x").unwrap();
        let written: Vec<_> = (0..3).map(|row| column.written(row)).collect();
        assert_eq!(written, [Some("1".to_owned()), None, Some("2.5".to_owned())]);
        assert!(column.is_missing(1) && column.is_missing(3) && !column.is_missing(2));
    }

    #[test]
    fn columns_are_of_one_length() {
        let uneven = vec![
            ("a".into(), words([None].into_iter())),
            ("b".into(), Column::Numbers(Vec::new())),
        ];
        assert_eq!(Columns::new(uneven), None);
    }

    #[test]
    fn a_column_is_added_where_it_fits() {
        let mut all = Columns::default();
        assert!(all.push("a".into(), Column::Numbers(vec![1.0, 2.0])));
        assert!(!all.push("b".into(), Column::Numbers(vec![1.0])), "too short");
        assert!(all.push("c".into(), words([None, Some("x")].into_iter())));
        assert_eq!((all.rows(), all.names().len()), (2, 2));
    }

    #[test]
    fn words_are_numbered_as_they_come() {
        let column = words([Some("b"), None, Some("a"), Some("b")].into_iter());
        let levels = Arc::new(vec!["b".to_owned(), "a".to_owned()]);
        assert_eq!(column, Column::Words { codes: vec![0, MISSING, 1, 0], levels });
    }
}
