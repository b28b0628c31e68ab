//! Figures of units (countries) by column, as an index takes them.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Problem, What};
use super::structure::{ElementType, Structure};

/// Figures by unit: indicators and denominators in columns, and groups that units belong to.
///
/// Every column has one entry per unit, in the order of `units`; a figure that is missing is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct DataTable {
    /// Codes of the units: `KEN`.
    pub units: Vec<String>,
    /// Groups by name: the group of each unit.
    pub groups: Vec<(String, Vec<Option<String>>)>,
    /// Columns by code: the figure of each unit.
    pub columns: Vec<(String, Vec<Option<f64>>)>,
}

/// Names under which a table holds the codes of its units, the first found counts. `uCode` is COINr's.
const UNIT_COLUMNS: [&str; 5] = ["unit", "uCode", "code", "country", "country-code"];

impl DataTable {
    /// Reads the parsed rows of a table: the columns that `structure` names, and no others.
    ///
    /// The unit is in the first of the columns `unit`, `uCode`, `code`, `country`, `country-code` that
    /// there is. Empty cells and `NA` are missing. Lines are counted from 1, the header being line 1.
    ///
    /// # Errors
    /// Everything that is wrong with the table: `index-column-missing` (no unit), `index-column-repeated`,
    /// `index-length-differs`, `index-code-missing`, `index-unit-repeated`, `index-not-a-number`. Columns
    /// of the structure that are not there are found by [`Structure::check_data`].
    pub fn from_rows<S: AsRef<str>>(
        header: &[S],
        rows: &[Vec<S>],
        structure: &Structure,
    ) -> Result<Self, Vec<Problem>> {
        let names: Vec<&str> = header.iter().map(|name| name.as_ref().trim()).collect();
        let mut problems = repeated(&names);
        let at = |wanted: &&str| names.iter().position(|name| name == wanted);
        let Some(unit) = UNIT_COLUMNS.iter().find_map(at) else {
            problems.push(Problem::of(What::ColumnMissing, UNIT_COLUMNS[0]));
            return Err(problems);
        };
        let whole = |(index, row): (usize, &Vec<S>)| {
            (row.len() != names.len())
                .then(|| Problem::new(What::LengthDiffers).line(index + 2).found(row.len()))
        };
        problems.extend(rows.iter().enumerate().filter_map(whole));
        let mut table = Self { units: column(rows, unit, str::to_owned), ..Self::default() };
        problems.extend(table.check_units());
        for element in &structure.element {
            let Some(position) = at(&element.code.as_str()) else { continue };
            match element.kind {
                ElementType::Group => {
                    let read = column(rows, position, |cell| present(cell).map(str::to_owned));
                    table.groups.push((element.code.clone(), read));
                }
                ElementType::Aggregate => {}
                _ => {
                    let read = numbers(rows, position, &element.code, &table.units, &mut problems);
                    table.columns.push((element.code.clone(), read));
                }
            }
        }
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }

    /// The column with this code.
    pub fn column(&self, code: &str) -> Option<&[Option<f64>]> {
        self.columns.iter().find(|(name, _)| name == code).map(|(_, values)| values.as_slice())
    }

    /// The groups with this name.
    pub fn group(&self, name: &str) -> Option<&[Option<String>]> {
        self.groups.iter().find(|(found, _)| found == name).map(|(_, values)| values.as_slice())
    }

    /// What is wrong with the table alone: units without a code or twice there, columns twice there or of
    /// another length, figures that are not finite.
    pub fn check(&self) -> Vec<Problem> {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut problems = self.check_units();
        problems.extend(repeated(&names));
        let lengths = self.columns.iter().map(|(name, values)| (name, values.len()));
        let lengths = lengths.chain(self.groups.iter().map(|(name, values)| (name, values.len())));
        let differing = lengths.filter(|(_, length)| *length != self.units.len());
        problems.extend(
            differing.map(|(name, length)| Problem::of(What::LengthDiffers, name).found(length)),
        );
        for (name, values) in &self.columns {
            for (unit, value) in self.units.iter().zip(values) {
                if let Some(value) = value.filter(|value| !value.is_finite()) {
                    problems.push(Problem::of(What::NotANumber, name).unit(unit).found(value));
                }
            }
        }
        problems
    }

    fn check_units(&self) -> Vec<Problem> {
        let mut seen = BTreeMap::new();
        let mut problems = Vec::new();
        for (row, unit) in self.units.iter().enumerate() {
            if unit.is_empty() {
                problems.push(Problem::new(What::CodeMissing).line(row + 2));
            } else if let Some(first) = seen.insert(unit, row) {
                let problem = Problem::new(What::UnitRepeated).unit(unit).line(row + 2);
                problems.push(problem.found(first + 2));
            }
        }
        problems
    }
}

fn repeated(names: &[&str]) -> Vec<Problem> {
    let again = |position: usize| names[..position].contains(&names[position]);
    let found = (0..names.len()).filter(|position| again(*position));
    found.map(|position| Problem::of(What::ColumnRepeated, names[position])).collect()
}

fn column<S: AsRef<str>, T>(rows: &[Vec<S>], at: usize, read: impl Fn(&str) -> T) -> Vec<T> {
    rows.iter().map(|row| read(row.get(at).map_or("", |cell| cell.as_ref().trim()))).collect()
}

/// A cell that is not empty and not `NA`.
pub(super) fn present(cell: &str) -> Option<&str> {
    Some(cell).filter(|cell| !cell.is_empty() && *cell != "NA")
}

/// The number in a cell; `Ok(None)` where it is missing.
pub(super) fn number(cell: &str) -> Result<Option<f64>, &str> {
    let Some(cell) = present(cell) else { return Ok(None) };
    cell.parse::<f64>().ok().filter(|value| value.is_finite()).map(Some).ok_or(cell)
}

fn numbers<S: AsRef<str>>(
    rows: &[Vec<S>],
    at: usize,
    code: &str,
    units: &[String],
    problems: &mut Vec<Problem>,
) -> Vec<Option<f64>> {
    let cells = column(rows, at, |cell| number(cell).map_err(str::to_owned));
    let mut values = Vec::with_capacity(cells.len());
    for (row, cell) in cells.into_iter().enumerate() {
        values.push(cell.unwrap_or_else(|found| {
            let problem = Problem::of(What::NotANumber, code).unit(&units[row]);
            problems.push(problem.line(row + 2).found(found));
            None
        }));
    }
    values
}
