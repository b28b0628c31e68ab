//! Rows of SDMX-CSV, written.

use std::io::{self, Write};

use super::{Cell, Csv, Labels, Layout, Row, cells};
use crate::sdmx::Limits;
use crate::sdmx::problem::{Problem, ProblemCode, Problems};

/// Writes the first row, then row after row.
pub struct Writer<W> {
    out: W,
    layout: Layout,
    line: String,
    rows: u64,
}

impl<W: Write> Writer<W> {
    /// Writes the first row.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn new(out: W, layout: Layout) -> io::Result<Self> {
        let mut writer = Self { out, layout, line: String::new(), rows: 0 };
        for (position, header) in writer.layout.headers().iter().enumerate() {
            writer.push(position, header);
        }
        writer.end()?;
        Ok(writer)
    }

    /// How the message is written.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Writes a row of plain cells, one for each column of the layout, without names or keys.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn write_plain(&mut self, row: PlainRow<'_>, cells: &[&str]) -> io::Result<()> {
        self.push(0, row.kind.as_str());
        self.push(1, row.structure);
        let mut position = 2;
        if self.layout.has_action {
            self.push(position, row.action.letter());
            position += 1;
        }
        for (at, cell) in cells.iter().enumerate() {
            self.push(position + at, cell);
        }
        self.end()
    }

    /// Writes a row.
    ///
    /// # Errors
    /// A value that its column cannot hold; what the system says about writing.
    pub fn write(&mut self, row: &Row) -> Result<(), WriteError> {
        let cells = self.format(row).map_err(WriteError::Problem)?;
        for (position, cell) in cells.iter().enumerate() {
            self.push(position, cell);
        }
        self.end().map_err(WriteError::Io)
    }

    fn format(&self, row: &Row) -> Result<Vec<String>, Problem> {
        let layout = &self.layout;
        let structure = match (layout.labels, &row.structure_name) {
            (Labels::Both | Labels::Id, Some(name)) => {
                format!("{}{}{name}", row.structure, super::layout::NAME)
            }
            _ => row.structure.clone(),
        };
        let mut cells = vec![row.kind.as_str().to_owned(), structure];
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let fixed = [
            (layout.labels == Labels::Name, text(&row.structure_name)),
            (layout.has_action, row.action.letter().to_owned()),
            (layout.has_series_key, text(&row.series_key)),
            (layout.has_obs_key, text(&row.obs_key)),
        ];
        cells.extend(fixed.into_iter().filter(|(there, _)| *there).map(|(_, cell)| cell));
        let nothing = Cell::default();
        for (at, column) in layout.columns.iter().enumerate() {
            let cell = row.cells.get(at).unwrap_or(&nothing);
            let written = cells::format(cell, column, layout).filter(|written| {
                // A separator or a language's mark within a text could be read as another value.
                let read = cells::parse(written, column, layout);
                read.is_some_and(|read| same(&read, cell, layout.labels))
            });
            let Some(written) = written else {
                let found = format!("{:?}", cell.value);
                return Err(
                    Problem::new(ProblemCode::BadParts, &column.id, &found).line(self.rows + 2)
                );
            };
            cells.push(written);
            if layout.labels == Labels::Name && column.name.is_some() {
                cells.push(cell.names.first().cloned().flatten().unwrap_or_default());
            }
        }
        Ok(cells)
    }

    fn push(&mut self, position: usize, cell: &str) {
        if position > 0 {
            self.line.push(char::from(self.layout.delimiter));
        }
        let delimiter = self.layout.delimiter;
        let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if cell.bytes().any(special) {
            self.line.push('"');
            self.line.push_str(&cell.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(cell);
        }
    }

    fn end(&mut self) -> io::Result<()> {
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        self.rows += 1;
        Ok(())
    }

    /// What was written into, flushed.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Whether a cell read again is the one that was written.
fn same(read: &Cell, cell: &Cell, labels: Labels) -> bool {
    let text = |value: &Option<crate::sdmx::value::Value>| value.as_ref().map(written_alike);
    text(&read.value) == text(&cell.value) && (labels != Labels::Both || read.names == cell.names)
}

/// A value with every number as the text that stands for it.
fn written_alike(value: &crate::sdmx::value::Value) -> crate::sdmx::value::Value {
    use crate::sdmx::value::Value;
    match value {
        Value::List(values) => {
            Value::List(values.iter().map(|value| value.as_ref().map(written_alike)).collect())
        }
        Value::Localised(_) => value.clone(),
        plain => Value::Text(plain.plain().unwrap_or_default()),
    }
}

/// What is before the cells of a plain row.
#[derive(Debug, Clone, Copy)]
pub struct PlainRow<'a> {
    /// What the structure is.
    pub kind: super::StructureKind,
    /// Agency, id and version of the structure.
    pub structure: &'a str,
    /// What is to be done.
    pub action: super::Action,
}

/// Why a row was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A value that its column cannot hold.
    #[error(transparent)]
    Problem(Problem),
    /// What the system says.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a whole message.
///
/// # Errors
/// Every value that its column cannot hold.
pub fn write(csv: &Csv) -> Result<String, Problems> {
    let mut problems = Problems::new(&Limits::default());
    let unwritten = |_| Problems::from(Problem::new(ProblemCode::Unreadable, "", ""));
    let mut writer = Writer::new(Vec::new(), csv.layout.clone()).map_err(unwritten)?;
    for row in &csv.rows {
        match writer.write(row) {
            Ok(()) => {}
            Err(WriteError::Problem(problem)) => problems.add(problem),
            Err(WriteError::Io(error)) => return Err(unwritten(error)),
        }
    }
    let bytes = writer.finish().map_err(unwritten)?;
    problems.or(String::from_utf8(bytes).unwrap_or_default())
}
