//! Tables that translate a site's words to SDMX: names of columns to ids of components, and categories to
//! codes.

use super::data::{Data, LineEnd, read_table, write_table};
use super::problem::{Problem, ProblemCode, wrong};
use crate::sdmx::Limits;

/// `column_mapping.csv`: which component a column is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMapping {
    /// Names of columns with ids of components, in the order of the file.
    pub columns: Vec<(String, String)>,
    /// How lines end.
    pub line_end: LineEnd,
}

/// `code_mapping.csv`: which code a category is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeMapping {
    /// The rules, in the order of the file.
    pub rules: Vec<CodeRule>,
    /// How lines end.
    pub line_end: LineEnd,
}

/// A category's code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeRule {
    /// What the site writes.
    pub text: String,
    /// Id of the component; empty for any.
    pub dimension: String,
    /// The code.
    pub value: String,
}

fn read<const N: usize>(
    bytes: &[u8],
    columns: [&str; N],
    limits: &Limits,
) -> Result<(Vec<[String; N]>, LineEnd), Vec<Problem>> {
    let data: Data = read_table(bytes, limits)?;
    let places = columns.map(|column| data.column(column));
    let missing = columns.iter().zip(&places).filter(|(_, place)| place.is_none());
    let problems: Vec<_> =
        missing.map(|(column, _)| wrong(ProblemCode::MissingColumn, 1, column, "")).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let cell = |row: &Vec<String>, place: Option<usize>| {
        place.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    let rows = data.rows.iter().map(|row| places.map(|place| cell(row, place))).collect();
    Ok((rows, data.line_end))
}

fn write<const N: usize>(columns: [&str; N], rows: Vec<[String; N]>, line_end: LineEnd) -> String {
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    write_table(&columns.map(str::to_owned), &rows, line_end)
}

impl ColumnMapping {
    /// Reads the table.
    ///
    /// # Errors
    /// What is wrong with its form.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Vec<Problem>> {
        let (rows, line_end) = read(bytes, ["Text", "Value"], limits)?;
        Ok(Self {
            columns: rows.into_iter().map(|[text, value]| (text, value)).collect(),
            line_end,
        })
    }

    /// Writes the table.
    pub fn write(&self) -> String {
        let rows = self.columns.iter().map(|(text, value)| [text.clone(), value.clone()]).collect();
        write(["Text", "Value"], rows, self.line_end)
    }

    /// The id of the component that a column is.
    pub fn component(&self, column: &str) -> Option<&str> {
        let found = self.columns.iter().find(|(text, _)| text == column);
        found.map(|(_, component)| component.as_str())
    }
}

impl CodeMapping {
    /// Reads the table.
    ///
    /// # Errors
    /// What is wrong with its form.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Vec<Problem>> {
        let (rows, line_end) = read(bytes, ["Text", "Dimension", "Value"], limits)?;
        let rule = |[text, dimension, value]: [String; 3]| CodeRule { text, dimension, value };
        Ok(Self { rules: rows.into_iter().map(rule).collect(), line_end })
    }

    /// Writes the table.
    pub fn write(&self) -> String {
        let row = |rule: &CodeRule| [rule.text.clone(), rule.dimension.clone(), rule.value.clone()];
        write(["Text", "Dimension", "Value"], self.rules.iter().map(row).collect(), self.line_end)
    }

    /// The code of a category of a component.
    pub fn code(&self, text: &str, dimension: &str) -> Option<&str> {
        let fits = |rule: &&CodeRule| {
            rule.text == text && (rule.dimension.is_empty() || rule.dimension == dimension)
        };
        self.rules.iter().find(fits).map(|rule| rule.value.as_str())
    }
}
