//! The table of an indicator.

use std::collections::BTreeSet;

use super::problem::{Problem, ProblemCode, wrong};
use crate::sdmx::Limits;
use crate::statistics::{Cutter, ProblemCode as Cut, Stop, TextBytes};

/// The column of years.
pub(super) const YEAR: &str = "Year";
/// The column of figures.
pub(super) const VALUE: &str = "Value";
/// The column of codes of areas.
pub(super) const GEO_CODE: &str = "GeoCode";
/// The column of series.
pub(super) const SERIES: &str = "Series";
/// The column of units.
pub(super) const UNITS: &str = "Units";
/// Another name of the column of units.
const UNIT_MEASURE: &str = "Unit measure";
/// The column of how sure a figure is.
pub(super) const STATUS: &str = "Observation status";
/// The column of powers of ten.
const MULTIPLIER: &str = "Unit multiplier";
/// Columns that are not disaggregations, by Open SDG's default.
const NOT_DISAGGREGATIONS: [&str; 8] =
    [YEAR, VALUE, GEO_CODE, SERIES, UNITS, UNIT_MEASURE, STATUS, MULTIPLIER];

/// How lines end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// Carriage return and line feed.
    CrLf,
    /// Line feed.
    #[default]
    Lf,
}

impl LineEnd {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let at = memchr::memchr(b'\n', bytes);
        match at.and_then(|at| at.checked_sub(1)).and_then(|before| bytes.get(before)) {
            Some(b'\r') => Self::CrLf,
            _ => Self::Lf,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::CrLf => "\r\n",
            Self::Lf => "\n",
        }
    }
}

/// The table of an indicator: texts as they are written, for a category may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Data {
    /// Names of columns.
    pub columns: Vec<String>,
    /// Cells, one for each column.
    pub rows: Vec<Vec<String>>,
    /// How lines end.
    pub line_end: LineEnd,
}

/// A row, read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    data: &'a Data,
    cells: &'a [String],
    line: u64,
    /// The year.
    pub year: i32,
    /// The figure; `None` where there is none.
    pub value: Option<f64>,
}

impl<'a> Row<'a> {
    /// The cell of a column, if there is one and it is not empty.
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        let at = self.data.column(column)?;
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The line of the file, where no cell above holds a line break.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The unit.
    pub fn unit(&self) -> Option<&'a str> {
        self.cell(UNITS).or_else(|| self.cell(UNIT_MEASURE))
    }

    /// The code of the area; none for the whole country.
    pub fn geo_code(&self) -> Option<&'a str> {
        self.cell(GEO_CODE)
    }

    /// The categories that the figure is of: none for the headline.
    pub fn disaggregation(&self) -> Vec<(&'a str, &'a str)> {
        let of = |column: &'a str| self.cell(column).map(|category| (column, category));
        self.data.disaggregations().filter_map(of).collect()
    }
}

impl Data {
    /// Reads a table.
    ///
    /// # Errors
    /// Everything that is wrong with its form: no year or figure among its columns, a column twice, rows
    /// of another width. Cells are checked by [`Data::rows`].
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Vec<Problem>> {
        let data = read_table(bytes, limits)?;
        let mut problems = Vec::new();
        for column in [YEAR, VALUE] {
            if data.column(column).is_none() {
                problems.push(wrong(ProblemCode::MissingColumn, 1, column, ""));
            }
        }
        if problems.is_empty() { Ok(data) } else { Err(problems) }
    }

    /// Where a column is.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Names of the columns that tell figures apart.
    pub fn disaggregations(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().map(String::as_str);
        columns.filter(|column| !NOT_DISAGGREGATIONS.contains(column))
    }

    /// The rows, with year and figure read; what is wrong with those that are not there.
    pub fn rows(&self) -> (Vec<Row<'_>>, Vec<Problem>) {
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        let cell = |cells: &'_ [String], column: &str| {
            self.column(column).and_then(|at| cells.get(at)).cloned().unwrap_or_default()
        };
        for (number, cells) in self.rows.iter().enumerate() {
            let line = number as u64 + 2;
            let (year, value) = (cell(cells, YEAR), cell(cells, VALUE));
            let read =
                fast_float2::parse::<f64, _>(value.trim()).ok().filter(|value| value.is_finite());
            let year_read = year.trim().parse().ok().filter(|year| (1000..=9999).contains(year));
            let Some(year) = year_read else {
                problems.push(wrong(ProblemCode::BadYear, line, YEAR, &year));
                continue;
            };
            if read.is_none() && !value.trim().is_empty() {
                problems.push(wrong(ProblemCode::BadNumber, line, VALUE, &value));
                continue;
            }
            rows.push(Row { data: self, cells, line, year, value: read });
        }
        (rows, problems)
    }

    /// Writes the table; cells are quoted where they must be.
    pub fn write(&self) -> String {
        write_table(&self.columns, &self.rows, self.line_end)
    }
}

fn stopped(stop: &Stop) -> Vec<Problem> {
    let code = match stop.code {
        Cut::EmptyFile => ProblemCode::Empty,
        Cut::FileTooLarge => ProblemCode::TooLarge,
        Cut::BinaryFile => ProblemCode::BadEncoding,
        _ => ProblemCode::BadTable,
    };
    vec![wrong(code, stop.row, "", &stop.hint)]
}

/// Reads a table of texts with a header.
pub(super) fn read_table(bytes: &[u8], limits: &Limits) -> Result<Data, Vec<Problem>> {
    let text = TextBytes::new(Box::new(bytes), limits.bytes, None);
    let mut cutter = Cutter::new(text, Some(b',')).map_err(|stop| stopped(&stop))?;
    let mut data = Data { line_end: LineEnd::of(bytes), ..Data::default() };
    let mut problems = Vec::new();
    let mut items = 0;
    while let Some(record) = cutter.next_row().map_err(|stop| stopped(&stop))? {
        let line = record.line;
        let cells: Result<Vec<String>, _> =
            record.iter().map(|cell| std::str::from_utf8(cell).map(str::to_owned)).collect();
        let Ok(cells) = cells else {
            problems.push(wrong(ProblemCode::BadEncoding, line, "", ""));
            continue;
        };
        items += cells.len();
        if items > limits.items {
            let most = limits.items.to_string();
            return Err(vec![wrong(ProblemCode::TooMuch, line, "", &most)]);
        }
        if data.columns.is_empty() {
            data.columns = cells;
        } else if cells.len() == data.columns.len() {
            data.rows.push(cells);
        } else {
            problems.push(wrong(ProblemCode::RaggedRow, line, "", &cells.len().to_string()));
        }
        if problems.len() >= limits.problems {
            return Err(problems);
        }
    }
    if data.columns.is_empty() {
        return Err(vec![wrong(ProblemCode::Empty, 0, "", "")]);
    }
    let mut seen = BTreeSet::new();
    for column in data.columns.iter().filter(|column| !seen.insert(column.as_str())) {
        problems.push(wrong(ProblemCode::RepeatedColumn, 1, column, column));
    }
    if problems.is_empty() { Ok(data) } else { Err(problems) }
}

pub(super) fn write_table(columns: &[String], rows: &[Vec<String>], line_end: LineEnd) -> String {
    let mut text = String::new();
    for row in std::iter::once(columns).chain(rows.iter().map(Vec::as_slice)) {
        for (position, cell) in row.iter().enumerate() {
            if position > 0 {
                text.push(',');
            }
            // A row of one empty cell would be a blank line, which is no row.
            if cell.contains([',', '"', '\n', '\r']) || (row.len() == 1 && cell.is_empty()) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push_str(line_end.as_str());
    }
    text
}
