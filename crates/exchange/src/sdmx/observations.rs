//! Figures of Passerelle as rows of SDMX-CSV 2.0, and such rows as figures.
//!
//! The columns are the components of [`definitions`](super::definitions). In a row, a dimension that the
//! indicator is never told apart by is `_Z` (not applicable), one that it is told apart by elsewhere is
//! `_T` (the total): read again, both say nothing.

mod availability;
mod codes;
mod import;
mod question;
mod sort;

pub use availability::{Availability, leave_used};
pub use codes::{LETTERS, frequency, period, status_letter, status_of_letter, time};
pub use import::{AsObservations, OWN_FLOW, own_table};
pub use question::{Question, Walk};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};

use passerelle_vocabulary::observation::{Series, SeriesIndex};
use passerelle_vocabulary::{Dimensions, Observation, Period, Row, Status};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Limits;
use super::csv::{Action, Column, Layout, PlainRow, RawRow, Reader, StructureKind, Writer};
use super::definitions::{
    ATTRIBUTES, MEASURE, NOT_APPLICABLE, TOTAL, dimension_id, dimension_ids, sdmx_id,
};
use super::problem::{Problem, ProblemCode, Problems};

/// The dimensions of figures as columns, and which of them each indicator is told apart by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Agency, id and version of the data flow.
    pub structure: String,
    /// Codes of dimensions: those that are known, then others in use.
    pub dimensions: Vec<String>,
    used: BTreeMap<String, BTreeSet<String>>,
}

impl Table {
    /// The columns for the known dimensions, and for the indicators and combinations that are in use.
    pub fn new<'a>(
        structure: &str,
        known: &[&str],
        in_use: impl IntoIterator<Item = (&'a str, &'a Dimensions)>,
    ) -> Self {
        let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (indicator, dimensions) in in_use {
            let of_it = used.entry(indicator.to_owned()).or_default();
            of_it.extend(dimensions.iter().map(|(dimension, _)| dimension.to_owned()));
        }
        let others: BTreeSet<&String> =
            used.values().flatten().filter(|one| !known.contains(&one.as_str())).collect();
        let known = known.iter().map(|code| (*code).to_owned());
        let dimensions = known.chain(others.into_iter().cloned()).collect();
        Self { structure: structure.to_owned(), dimensions, used }
    }

    /// Ids of the dimensions, in the order of the structure, time last.
    pub fn dimension_ids(&self) -> Vec<String> {
        dimension_ids(self.dimensions.iter().map(String::as_str))
    }

    /// How the rows are written.
    pub fn layout(&self) -> Layout {
        let dimensions = self.dimension_ids();
        let ids = dimensions.iter().map(String::as_str).chain([MEASURE]).chain(ATTRIBUTES);
        Layout::new(ids.map(Column::new).collect())
    }

    /// Writes figures.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn write<'a, W: Write>(
        &self,
        out: W,
        figures: impl IntoIterator<Item = &'a Observation>,
    ) -> io::Result<W> {
        let mut writer = Writer::new(out, self.layout())?;
        for figure in figures {
            let cells = self.cells(figure);
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            let kind = StructureKind::Dataflow;
            let row = PlainRow { kind, structure: &self.structure, action: Action::Information };
            writer.write_plain(row, &cells)?;
        }
        writer.finish()
    }

    /// The cells of a figure, one for each column.
    fn cells<'a>(&'a self, figure: &'a Observation) -> Vec<Cow<'a, str>> {
        let number =
            |number: Option<f64>| number.map_or_else(String::new, |found| found.to_string());
        let used = self.used.get(&figure.indicator);
        let category = |dimension: &'a String| -> Cow<'a, str> {
            match figure.dimensions.get(dimension) {
                Some(category) => sdmx_id(category),
                None if used.is_some_and(|used| used.contains(dimension)) => TOTAL.into(),
                None => NOT_APPLICABLE.into(),
            }
        };
        let head =
            [frequency(figure.period).into(), sdmx_id(&figure.indicator), sdmx_id(&figure.place)];
        let tail: [Cow<'_, str>; 8] = [
            sdmx_id(&figure.source),
            time(figure.period).into(),
            number(figure.value).into(),
            sdmx_id(&figure.unit),
            status_letter(figure.status, figure.value.is_some()).into(),
            figure.status.code().into(),
            number(figure.standard_error).into(),
            number(figure.n).into(),
        ];
        head.into_iter().chain(self.dimensions.iter().map(category)).chain(tail).collect()
    }
}

/// Codes by the id that SDMX has for them: an id does not say which code it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    codes: BTreeMap<String, String>,
    paths: bool,
}

impl Dictionary {
    /// A dictionary of codes: places, sources, categories… One that is its own id need not be there.
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let pair = |code: &str| (sdmx_id(code).into_owned(), code.to_owned());
        let codes = codes.into_iter().map(pair).filter(|(id, code)| id != code).collect();
        Self { codes, paths: false }
    }

    /// The same for what another node wrote: hyphens behind the code of a country are those of a path within
    /// it, `local_` before the name of a source is what a node puts before those of its own files.
    pub fn with_paths(self) -> Self {
        Self { paths: true, ..self }
    }

    fn code(&self, id: &str) -> String {
        self.codes.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The source with this id. What a node read of files of its own is `local:` there, a mark that no id has.
    fn source(&self, id: &str) -> String {
        match id.strip_prefix("local_").filter(|_| self.paths) {
            Some(named) => format!("local:{named}"),
            None => self.code(id),
        }
    }

    /// The place with this id. A hyphen is what a path within a country becomes: it must be explained.
    fn place(&self, id: &str) -> Option<String> {
        let known = self.codes.get(id).cloned();
        let path = || {
            let (country, within) = id.split_once('-')?;
            let is_code = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
            (self.paths && is_code).then(|| format!("{country}/{}", within.replace('-', "/")))
        };
        known.or_else(|| if id.contains('-') { path() } else { Some(id.to_owned()) })
    }
}

/// What was read before, and need not be read again.
#[derive(Default)]
struct Seen {
    series: Vec<Series>,
    numbers: FxHashMap<Series, usize>,
    /// Numbers of series by the cells that they were read of.
    written_series: FxHashMap<String, usize>,
    written: String,
    periods: FxHashMap<String, Period>,
    keys: FxHashSet<(usize, Period)>,
}

/// Where the columns of figures are.
struct Columns<'a> {
    table: &'a Table,
    dictionary: &'a Dictionary,
    indicator: usize,
    place: usize,
    source: usize,
    time: usize,
    value: usize,
    unit: usize,
    status: Option<usize>,
    detail: Option<usize>,
    standard_error: Option<usize>,
    n: Option<usize>,
    dimensions: Vec<(usize, &'a str)>,
}

/// Reads figures. Rows with problems are left out; the others are there, in the order of the file.
///
/// # Errors
/// The first row cannot be read; columns that figures must have are not there.
pub fn read(
    source: impl Read,
    table: &Table,
    dictionary: &Dictionary,
    limits: &Limits,
) -> Result<(Vec<Observation>, Problems), Problems> {
    let mut reader = Reader::new(source, limits)?;
    let columns = Columns::find(reader.layout(), table, dictionary, limits)?;
    let (mut figures, mut seen) = (Vec::new(), Seen::default());
    let mut problems = Problems::new(limits);
    while let Some(row) = reader.next() {
        if figures.len() >= limits.items {
            let most = limits.items.to_string();
            problems.add(Problem::new(ProblemCode::TooManyItems, "", "").allowed(most));
            break;
        }
        match row.and_then(|row| columns.figure(&row, &mut seen)) {
            Ok(figure) => figures.push(figure),
            Err(problem) => problems.add(problem),
        }
    }
    Ok((figures, problems))
}

/// Reads figures as they travel to the database, one after another: memory grows with the number of
/// series, not of rows. Two figures with the same key are found where they are stored. Rows with problems
/// are left out and told.
///
/// # Errors
/// The first row cannot be read; columns that figures must have are not there.
pub fn read_rows(
    source: impl Read,
    table: &Table,
    dictionary: &Dictionary,
    limits: &Limits,
    sink: &mut dyn FnMut(Row, &SeriesIndex),
) -> Result<Problems, Problems> {
    let mut reader = Reader::new(source, limits)?;
    let columns = Columns::find(reader.layout(), table, dictionary, limits)?;
    let (mut index, mut seen) = (SeriesIndex::default(), Seen::default());
    let mut problems = Problems::new(limits);
    while let Some(row) = reader.next() {
        match row.and_then(|row| columns.row(&row, &mut seen, &mut index)) {
            Ok(row) => sink(row, &index),
            Err(problem) => problems.add(problem),
        }
        if seen.written_series.len() > limits.items {
            let most = limits.items.to_string();
            problems.add(Problem::new(ProblemCode::TooManyItems, "", "").allowed(most));
            break;
        }
    }
    Ok(problems)
}

impl<'a> Columns<'a> {
    fn find(
        layout: &Layout,
        table: &'a Table,
        dictionary: &'a Dictionary,
        limits: &Limits,
    ) -> Result<Self, Problems> {
        let mut problems = Problems::new(limits);
        let mut must = |id: &str| {
            layout.column(id).unwrap_or_else(|| {
                problems.add(Problem::new(ProblemCode::MissingDimension, id, "").line(1));
                0
            })
        };
        let dimensions = table.dimensions.iter();
        let at = |code: &'a String| Some((layout.column(&dimension_id(code))?, code.as_str()));
        let found = Self {
            table,
            dictionary,
            indicator: must("INDICATOR"),
            place: must("REF_AREA"),
            source: must("DATA_SOURCE"),
            time: must("TIME_PERIOD"),
            value: must(MEASURE),
            unit: must("UNIT_MEASURE"),
            status: layout.column("OBS_STATUS"),
            detail: layout.column("STATUS_DETAIL"),
            standard_error: layout.column("STD_ERROR"),
            n: layout.column("N_CASES"),
            dimensions: dimensions.filter_map(at).collect(),
        };
        problems.or(found)
    }

    /// Refuses rows of other structures, and deletions.
    fn check(&self, row: &RawRow<'_>) -> Result<(), Problem> {
        if row.structure() != self.table.structure {
            let problem =
                Problem::new(ProblemCode::UnknownStructure, "STRUCTURE_ID", row.structure());
            return Err(problem.line(row.line).allowed(&self.table.structure));
        }
        if row.action == Action::Delete {
            let problem = Problem::new(ProblemCode::BadAction, "ACTION", "D").line(row.line);
            return Err(problem.allowed("I, A, R, M"));
        }
        Ok(())
    }

    fn row(
        &self,
        row: &RawRow<'_>,
        seen: &mut Seen,
        index: &mut SeriesIndex,
    ) -> Result<Row, Problem> {
        self.check(row)?;
        let period = self.period(row, seen)?;
        self.write_key(row, seen)?;
        seen.written.push_str(row.text(self.unit)?);
        let series = match seen.written_series.get(&seen.written) {
            Some(known) => *known as u32,
            None => {
                let unit = self.dictionary.code(row.text(self.unit)?);
                let number = index.intern(Series { unit, ..self.read_series(row)? });
                seen.written_series.insert(seen.written.clone(), number as usize);
                number
            }
        };
        let optional = |column: Option<usize>| column.map_or(Ok(None), |column| row.number(column));
        Ok(Row {
            series,
            period,
            value: row.number(self.value)?,
            standard_error: optional(self.standard_error)?.unwrap_or(f64::NAN),
            n: optional(self.n)?.unwrap_or(f64::NAN),
            status: self.status(row)?,
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
        })
    }

    fn figure(&self, row: &RawRow<'_>, seen: &mut Seen) -> Result<Observation, Problem> {
        let (number, figure) = self.read_figure(row, seen)?;
        if !seen.keys.insert((number, figure.period)) {
            let problem = Problem::new(ProblemCode::RepeatedKey, "", &figure.indicator);
            return Err(problem.line(row.line));
        }
        Ok(figure)
    }

    /// The number of a figure's series, and the figure; its key may have been there before.
    fn read_figure(
        &self,
        row: &RawRow<'_>,
        seen: &mut Seen,
    ) -> Result<(usize, Observation), Problem> {
        self.check(row)?;
        let period = self.period(row, seen)?;
        let number = self.series(row, seen)?;
        let optional = |column: Option<usize>| column.map_or(Ok(None), |column| row.number(column));
        let series = &seen.series[number];
        let figure = Observation {
            indicator: series.indicator.clone(),
            place: series.place.clone(),
            period,
            dimensions: series.dimensions.clone(),
            value: row.number(self.value)?,
            unit: self.dictionary.code(row.text(self.unit)?),
            standard_error: optional(self.standard_error)?,
            n: optional(self.n)?,
            status: self.status(row)?,
            source: series.source.clone(),
            batch: 0,
        };
        Ok((number, figure))
    }

    fn period(&self, row: &RawRow<'_>, seen: &mut Seen) -> Result<Period, Problem> {
        let text = row.text(self.time)?;
        if let Some(known) = seen.periods.get(text) {
            return Ok(*known);
        }
        let Some(read) = period(text) else {
            let problem = Problem::new(ProblemCode::BadPeriod, "TIME_PERIOD", text).line(row.line);
            return Err(problem.allowed("2019, 2019-Q3, 2019-07, 2014-07-01/P1Y"));
        };
        seen.periods.insert(text.to_owned(), read);
        Ok(read)
    }

    /// The cells that name the row's series.
    fn write_key(&self, row: &RawRow<'_>, seen: &mut Seen) -> Result<(), Problem> {
        let fixed = [self.indicator, self.place, self.source];
        let own = self.dimensions.iter().map(|(column, _)| *column);
        seen.written.clear();
        for column in fixed.into_iter().chain(own) {
            seen.written.push_str(row.text(column)?);
            seen.written.push('\u{1f}');
        }
        Ok(())
    }

    /// The number of the row's series: read once, however many periods it has.
    fn series(&self, row: &RawRow<'_>, seen: &mut Seen) -> Result<usize, Problem> {
        self.write_key(row, seen)?;
        if let Some(known) = seen.written_series.get(&seen.written) {
            return Ok(*known);
        }
        let series = self.read_series(row)?;
        // `_T` and `_Z` are written differently and mean the same.
        let number = *seen.numbers.entry(series.clone()).or_insert(seen.series.len());
        if number == seen.series.len() {
            seen.series.push(series);
        }
        seen.written_series.insert(seen.written.clone(), number);
        Ok(number)
    }

    fn read_series(&self, row: &RawRow<'_>) -> Result<Series, Problem> {
        let code = |column| row.text(column).map(|id| self.dictionary.code(id));
        let mut dimensions = Dimensions::everyone();
        for (column, dimension) in &self.dimensions {
            match row.text(*column)? {
                "" | TOTAL | NOT_APPLICABLE => {}
                id => dimensions.set(dimension, &self.dictionary.code(id)),
            }
        }
        let id = row.text(self.place)?;
        let Some(place) = self.dictionary.place(id) else {
            return Err(Problem::new(ProblemCode::UnknownCode, "REF_AREA", id).line(row.line));
        };
        // The unit does not tell figures apart.
        let unit = String::new();
        Ok(Series {
            indicator: code(self.indicator)?,
            place,
            dimensions,
            unit,
            source: self.dictionary.source(row.text(self.source)?),
        })
    }

    /// Our own code where the row has one, else what the letter says.
    fn status(&self, row: &RawRow<'_>) -> Result<Status, Problem> {
        let text = |column: Option<usize>| column.map_or(Ok(""), |column| row.text(column));
        let (detail, letter) = (text(self.detail)?, text(self.status)?);
        let own = (!detail.is_empty()).then(|| detail.parse::<Status>());
        match own {
            Some(Ok(status)) => Ok(status),
            Some(Err(_)) => {
                Err(Problem::new(ProblemCode::UnknownCode, "STATUS_DETAIL", detail).line(row.line))
            }
            None => status_of_letter(letter).ok_or_else(|| {
                let problem = Problem::new(ProblemCode::UnknownCode, "OBS_STATUS", letter);
                problem.line(row.line).allowed(LETTERS)
            }),
        }
    }
}
