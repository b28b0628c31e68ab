//! Rows of SDMX-CSV, one by one from a stream, or all of a small message.

use std::io::Read;

use super::{Action, Cell, Csv, Labels, Layout, Row, StructureKind, cells};
use crate::sdmx::Limits;
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::reference::Reference;
use crate::statistics::{Cutter, ProblemCode as Cut, Record, Stop, TextBytes};

/// Structures and actions that rows may have, said to who writes another.
const KINDS: &str = "dataflow, datastructure, dataprovision";
const ACTIONS: &str = "I, A, R, D, M";
/// Rows beyond this many are not read whole.
const WHOLE: usize = 4_000_000;

/// What stopped the cutting of rows, in the words of SDMX.
fn stopped(stop: Stop) -> Problem {
    let code = match stop.code {
        Cut::EmptyFile => ProblemCode::Empty,
        Cut::FileTooLarge => ProblemCode::TooLarge,
        Cut::LineTooLong | Cut::CellTooLong => ProblemCode::TooLong,
        Cut::UnclosedQuote => ProblemCode::UnclosedQuote,
        Cut::BinaryFile | Cut::BadEncoding => ProblemCode::BadEncoding,
        _ => ProblemCode::Unreadable,
    };
    Problem::new(code, "", "").line(stop.row).allowed(stop.hint)
}

/// A stream of rows. Memory does not grow with their number.
///
/// After a fatal problem (too long a line, a quotation mark left open, not UTF-8 at all) there is no
/// further row; after any other there is.
pub struct Reader<'a> {
    cutter: Cutter<'a>,
    layout: Layout,
    width: usize,
    columns: Vec<usize>,
    /// The structure of the row before, already checked.
    structure: String,
    ended: bool,
}

/// One row as it stands in the file: nothing is copied of it.
#[derive(Clone, Copy)]
pub struct RawRow<'a> {
    record: Record<'a>,
    layout: &'a Layout,
    columns: &'a [usize],
    /// Line of the file where it starts.
    pub line: u64,
    /// What its structure is.
    pub kind: StructureKind,
    /// What is to be done.
    pub action: Action,
}

impl<'a> Reader<'a> {
    /// Reads the first row.
    ///
    /// # Errors
    /// The file cannot be read, or its first row is not that of SDMX-CSV 2.0; everything that is wrong
    /// with the row.
    pub fn new(source: impl Read + 'a, limits: &Limits) -> Result<Self, Problems> {
        let bytes = TextBytes::new(Box::new(source), limits.stream_bytes, None);
        let mut delimiter = b',';
        let find = |beginning: &[u8]| {
            delimiter = Layout::find_delimiter(beginning).unwrap_or(b',');
            delimiter
        };
        let mut cutter =
            Cutter::with_delimiter(bytes, find).map_err(|stop| Problems::from(stopped(stop)))?;
        let first = cutter.next_row().map_err(|stop| Problems::from(stopped(stop)))?;
        let Some(first) = first else {
            return Err(Problem::new(ProblemCode::Empty, "", "").into());
        };
        let cells: Result<Vec<&str>, _> = first.iter().map(std::str::from_utf8).collect();
        let not_text = |_| Problems::from(Problem::new(ProblemCode::BadEncoding, "", "").line(1));
        let layout = Layout::parse(&cells.map_err(not_text)?, delimiter, limits)?;
        let (width, columns) = (layout.width(), places(&layout));
        Ok(Self { cutter, layout, width, columns, structure: String::new(), ended: false })
    }

    /// How the message is written, and its columns.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.cutter.read()
    }

    /// The next row.
    ///
    /// # Errors
    /// What is wrong with the row: its number of cells, its structure, its action. The row is then not
    /// given; call again for the one behind it.
    #[allow(clippy::should_implement_trait, reason = "rows borrow from the reader")]
    pub fn next(&mut self) -> Option<Result<RawRow<'_>, Problem>> {
        if self.ended {
            return None;
        }
        let record = match self.cutter.next_row() {
            Ok(Some(record)) => record,
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(stop) => {
                self.ended = true;
                return Some(Err(stopped(stop)));
            }
        };
        let row = check_row(record, &self.layout, self.width, &self.columns, &mut self.structure);
        Some(row)
    }
}

/// Where the cell of each column is in a row.
fn places(layout: &Layout) -> Vec<usize> {
    let mut at = 2 + usize::from(layout.labels == Labels::Name);
    at += [layout.has_action, layout.has_series_key, layout.has_obs_key]
        .iter()
        .filter(|on| **on)
        .count();
    let mut places = Vec::with_capacity(layout.columns.len());
    for column in &layout.columns {
        places.push(at);
        at += 1 + usize::from(layout.labels == Labels::Name && column.name.is_some());
    }
    places
}

fn check_row<'a>(
    record: Record<'a>,
    layout: &'a Layout,
    width: usize,
    columns: &'a [usize],
    structure: &mut String,
) -> Result<RawRow<'a>, Problem> {
    let line = record.line;
    let refused = |code, place: &str, cell: &[u8], allowed: &str| {
        let found = String::from_utf8_lossy(cell);
        Err(Problem::new(code, place, &found).line(line).allowed(allowed))
    };
    // The standard's own examples end rows with a separator too many: empty cells do no harm.
    let spare = record.iter().skip(width).all(<[u8]>::is_empty);
    if record.len() < width || !spare {
        let found = record.len().to_string();
        return refused(ProblemCode::RaggedRow, "", found.as_bytes(), &width.to_string());
    }
    let kind = match record.get(0) {
        b"dataflow" => StructureKind::Dataflow,
        b"datastructure" => StructureKind::DataStructure,
        b"dataprovision" => StructureKind::DataProvision,
        other => return refused(ProblemCode::BadStructureKind, "STRUCTURE", other, KINDS),
    };
    if record.get(1) != structure.as_bytes() {
        let named = std::str::from_utf8(record.get(1)).ok().filter(|text| {
            text.split(super::layout::NAME).next().unwrap_or_default().parse::<Reference>().is_ok()
        });
        let Some(named) = named else {
            let allowed = "AGENCY:ID(VERSION)";
            return refused(ProblemCode::BadReference, "STRUCTURE_ID", record.get(1), allowed);
        };
        named.clone_into(structure);
    }
    let at = 2 + usize::from(layout.labels == Labels::Name);
    let action = match (layout.has_action, record.get(at)) {
        (false, _) | (true, b"I") => Action::Information,
        (true, b"A") => Action::Append,
        (true, b"R") => Action::Replace,
        (true, b"D") => Action::Delete,
        (true, b"M") => Action::Merge,
        (true, other) => return refused(ProblemCode::BadAction, "ACTION", other, ACTIONS),
    };
    Ok(RawRow { record, layout, columns, line, kind, action })
}

impl<'a> RawRow<'a> {
    /// Agency, id and version of the structure, without a name behind it.
    pub fn structure(&self) -> &'a str {
        let whole = std::str::from_utf8(self.record.get(1)).unwrap_or_default();
        super::layout::split_name(whole).0
    }

    /// The bytes of a column's cell; empty where there is no value.
    #[inline]
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        self.columns.get(column).map_or(&[], |at| self.record.get(*at))
    }

    /// A column's cell as it is written; empty where there is no value.
    ///
    /// # Errors
    /// Bytes that are not UTF-8.
    pub fn text(&self, column: usize) -> Result<&'a str, Problem> {
        std::str::from_utf8(self.bytes(column))
            .map_err(|_| self.problem(ProblemCode::BadEncoding, column))
    }

    /// A column's cell as a number, `None` where there is no value. Messages whose cells are separated
    /// by semicolons may have a decimal comma, as the standard's example does.
    ///
    /// # Errors
    /// Something else than a number, or one that is not finite (`NaN` is a missing figure, and none).
    pub fn number(&self, column: usize) -> Result<Option<f64>, Problem> {
        let cell = self.bytes(column).trim_ascii();
        if cell.is_empty() || cell == b"NaN" {
            return Ok(None);
        }
        if let Ok(number) = fast_float2::parse::<f64, _>(cell)
            && number.is_finite()
        {
            return Ok(Some(number));
        }
        let decimal = self.decimal_comma(cell);
        decimal.map(Some).ok_or_else(|| self.problem(ProblemCode::BadNumber, column))
    }

    fn decimal_comma(&self, cell: &[u8]) -> Option<f64> {
        let one_comma = cell.iter().filter(|byte| **byte == b',').count() == 1;
        if self.layout.delimiter != b';' || !one_comma || cell.contains(&b'.') {
            return None;
        }
        let point: Vec<u8> =
            cell.iter().map(|byte| if *byte == b',' { b'.' } else { *byte }).collect();
        fast_float2::parse::<f64, _>(&point).ok().filter(|number| number.is_finite())
    }

    fn problem(&self, code: ProblemCode, column: usize) -> Problem {
        let id = self.layout.columns.get(column).map_or("", |column| column.id.as_str());
        Problem::new(code, id, &String::from_utf8_lossy(self.bytes(column))).line(self.line)
    }

    /// A column's value, with its name where the message has one.
    ///
    /// # Errors
    /// Bytes that are not UTF-8; parts that do not hold together (an unclosed quotation mark within, a
    /// language that the header does not name).
    pub fn cell(&self, column: usize) -> Result<Cell, Problem> {
        let text = self.text(column)?;
        let Some(known) = self.layout.columns.get(column) else { return Ok(Cell::default()) };
        let mut cell = cells::parse(text, known, self.layout)
            .ok_or_else(|| self.problem(ProblemCode::BadParts, column))?;
        if self.layout.labels == Labels::Name && known.name.is_some() {
            let name = self.record.get(self.columns[column] + 1);
            let name = std::str::from_utf8(name)
                .map_err(|_| self.problem(ProblemCode::BadEncoding, column))?;
            cell.names = if name.is_empty() { Vec::new() } else { vec![Some(name.to_owned())] };
        }
        Ok(cell)
    }

    /// All of the row, copied.
    ///
    /// # Errors
    /// The first cell that cannot be read.
    pub fn to_row(&self) -> Result<Row, Problem> {
        let text = |at: usize, name: &str| match std::str::from_utf8(self.record.get(at)) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Problem::new(ProblemCode::BadEncoding, name, "").line(self.line)),
        };
        let named = self.layout.labels == Labels::Name;
        let whole = text(1, "STRUCTURE_ID")?;
        let (structure, name) =
            if named { (whole.as_str(), None) } else { super::layout::split_name(&whole) };
        let mut at = 2;
        let mut next = |there: bool, name: &str| {
            let place = at;
            at += usize::from(there);
            if there { text(place, name).map(Some) } else { Ok(None) }
        };
        let own_name = next(named, "STRUCTURE_NAME")?.filter(|name| !name.is_empty());
        next(self.layout.has_action, "ACTION")?;
        let series_key = next(self.layout.has_series_key, "SERIES_KEY")?;
        let obs_key = next(self.layout.has_obs_key, "OBS_KEY")?;
        let cells = (0..self.layout.columns.len()).map(|column| self.cell(column));
        Ok(Row {
            kind: self.kind,
            structure: structure.to_owned(),
            structure_name: name.map(str::to_owned).or(own_name),
            action: self.action,
            series_key,
            obs_key,
            cells: cells.collect::<Result<_, _>>()?,
        })
    }
}

/// Reads the whole of a message. Rows with problems are left out of it; the others are there.
///
/// # Errors
/// The first row cannot be read.
pub fn read(source: impl Read, limits: &Limits) -> Result<(Csv, Problems), Problems> {
    let limits = &Limits { stream_bytes: limits.bytes.min(limits.stream_bytes), ..*limits };
    let mut reader = Reader::new(source, limits)?;
    let mut problems = Problems::new(limits);
    let mut rows = Vec::new();
    let most = (limits.items / (reader.layout.columns.len() + 1)).min(WHOLE);
    while let Some(row) = reader.next() {
        match row.and_then(|row| row.to_row()) {
            Ok(_) if rows.len() >= most => {
                problems
                    .add(Problem::new(ProblemCode::TooManyItems, "", "").allowed(most.to_string()));
                break;
            }
            Ok(row) => rows.push(row),
            Err(problem) => problems.add(problem),
        }
    }
    Ok((Csv { layout: reader.layout, rows }, problems))
}
