//! The first row: which columns there are, and how cells are written.

use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::{Limits, reference::is_nested_id};

/// What the first columns are called.
pub(super) const STRUCTURE: &str = "STRUCTURE";
const STRUCTURE_ID: &str = "STRUCTURE_ID";
const STRUCTURE_NAME: &str = "STRUCTURE_NAME";
const ACTION: &str = "ACTION";
const SERIES_KEY: &str = "SERIES_KEY";
const OBS_KEY: &str = "OBS_KEY";
/// Between an id and its name.
pub(super) const NAME: &str = ": ";
/// Separators of cells that a message may have.
const DELIMITERS: &[u8] = b",;\t|";

/// Where names are written (`labels` of the standard).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Labels {
    /// Nowhere: ids only.
    #[default]
    Id,
    /// In a column of their own behind the id's.
    Name,
    /// Behind the id, in the same cell: `A: Annual`.
    Both,
}

/// What a column's cells hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    #[default]
    One,
    /// Several values: `ATTR[]`.
    Several,
    /// A text in these languages, or several such: `ATTR[en;fr]`.
    Languages(Vec<String>),
}

/// A column of a component, or of the publisher's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Id of the component; those of nested metadata attributes with those above, `CONTACT[].NAME`.
    pub id: String,
    /// What it is called.
    pub name: Option<String>,
    /// What its cells hold.
    pub shape: Shape,
}

impl Column {
    /// A column of single values.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), name: None, shape: Shape::One }
    }

    /// Whether its values are lists of lists: an attribute within one that has several values.
    pub(super) fn is_nested(&self) -> bool {
        self.id.contains("[].")
    }

    fn parse(header: &str, labels: Labels, separator: Option<char>) -> Self {
        let (header, name) = match labels {
            Labels::Both => split_name(header),
            _ => (header, None),
        };
        let (id, shape) = match (header.strip_suffix(']'), header.rfind('[')) {
            (Some(_), Some(at)) => {
                (&header[..at], shape(&header[at + 1..header.len() - 1], separator))
            }
            _ => (header, Shape::One),
        };
        Self { id: id.to_owned(), name: name.map(str::to_owned), shape }
    }

    fn header(&self, separator: Option<char>) -> String {
        match &self.shape {
            Shape::One => self.id.clone(),
            Shape::Several => format!("{}[]", self.id),
            Shape::Languages(languages) => {
                let separator = separator.map(String::from).unwrap_or_default();
                format!("{}[{}]", self.id, languages.join(&separator))
            }
        }
    }
}

fn shape(inside: &str, separator: Option<char>) -> Shape {
    if inside.is_empty() {
        return Shape::Several;
    }
    let languages = match separator {
        Some(separator) => inside.split(separator).map(str::to_owned).collect(),
        None => vec![inside.to_owned()],
    };
    Shape::Languages(languages)
}

/// An id and the name behind it.
pub(super) fn split_name(text: &str) -> (&str, Option<&str>) {
    text.split_once(NAME).map_or((text, None), |(id, name)| (id, Some(name)))
}

/// How a message is written, and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Between cells: a comma, a semicolon, a tabulator or a bar.
    pub delimiter: u8,
    /// Between the values of one cell.
    pub separator: Option<char>,
    /// Where names are written.
    pub labels: Labels,
    /// Whether there is a column of actions. Without, every row is for information.
    pub has_action: bool,
    /// Whether there is a column of series keys.
    pub has_series_key: bool,
    /// Whether there is a column of observation keys.
    pub has_obs_key: bool,
    /// The columns of components, and of the publisher's own.
    pub columns: Vec<Column>,
}

impl Layout {
    /// Ids only, commas, actions, no keys.
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            delimiter: b',',
            separator: None,
            labels: Labels::Id,
            has_action: true,
            has_series_key: false,
            has_obs_key: false,
            columns,
        }
    }

    /// Where the column of a component is.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The separator of cells: what follows the first header.
    pub(super) fn find_delimiter(beginning: &[u8]) -> Option<u8> {
        let start = beginning.strip_prefix(b"\"").unwrap_or(beginning);
        let mut rest = start.strip_prefix(STRUCTURE.as_bytes())?;
        if let Some(term) = rest.strip_prefix(b"[") {
            // The separator within may be any character, also a bracket: the last one closes.
            let close = term.iter().take(8).rposition(|byte| *byte == b']')?;
            rest = &term[close + 1..];
        }
        rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        rest.first().copied().filter(|byte| DELIMITERS.contains(byte))
    }

    /// Reads the first row.
    pub(super) fn parse(cells: &[&str], delimiter: u8, limits: &Limits) -> Result<Self, Problems> {
        let mut rest = cells.iter().copied().peekable();
        let mut next_is = |wanted: &str| rest.next_if(|cell| *cell == wanted).is_some();
        let refused = |place: &str, found: &str, allowed: &str| {
            Problem::new(ProblemCode::BadHeader, place, found).line(1).allowed(allowed)
        };
        let first = cells.first().copied().unwrap_or_default();
        let separator = first.strip_prefix(STRUCTURE).and_then(separator);
        let Some(separator) = separator else {
            return Err(refused("1", first, "STRUCTURE, STRUCTURE[;]").into());
        };
        next_is(first);
        if !next_is(STRUCTURE_ID) {
            let found = cells.get(1).copied().unwrap_or_default();
            return Err(refused("2", found, STRUCTURE_ID).into());
        }
        let named = next_is(STRUCTURE_NAME);
        let has_action = next_is(ACTION);
        let has_series_key = next_is(SERIES_KEY);
        let has_obs_key = next_is(OBS_KEY);
        let headers: Vec<&str> = rest.collect();
        let labels = match named {
            true => Labels::Name,
            false if headers.iter().any(|header| header.contains(NAME)) => Labels::Both,
            false => Labels::Id,
        };
        let columns = columns(&headers, labels, separator);
        let layout =
            Self { delimiter, separator, labels, has_action, has_series_key, has_obs_key, columns };
        layout.check(limits)?;
        Ok(layout)
    }

    fn check(&self, limits: &Limits) -> Result<(), Problems> {
        let mut problems = Problems::new(limits);
        if self.columns.len() > limits.columns {
            let found = self.columns.len().to_string();
            let most = limits.columns.to_string();
            return Err(Problem::new(ProblemCode::TooManyItems, "1", &found).allowed(most).into());
        }
        let mut seen = std::collections::BTreeSet::new();
        for column in &self.columns {
            if column.id.trim().is_empty() {
                problems.add(Problem::new(ProblemCode::BadHeader, "", &column.id).line(1));
            } else if !seen.insert(column.id.as_str()) {
                problems
                    .add(Problem::new(ProblemCode::RepeatedColumn, &column.id, &column.id).line(1));
            } else if self.separator.is_none() && matches!(column.shape, Shape::Languages(_)) {
                let problem = Problem::new(ProblemCode::BadHeader, &column.id, STRUCTURE).line(1);
                problems.add(problem.allowed("STRUCTURE[;]"));
            }
        }
        problems.or(())
    }

    /// The headers, one for each cell of a row.
    pub(super) fn headers(&self) -> Vec<String> {
        let first = match self.separator {
            Some(separator) => format!("{STRUCTURE}[{separator}]"),
            None => STRUCTURE.to_owned(),
        };
        let mut headers = vec![first, STRUCTURE_ID.to_owned()];
        let fixed = [
            (self.labels == Labels::Name, STRUCTURE_NAME),
            (self.has_action, ACTION),
            (self.has_series_key, SERIES_KEY),
            (self.has_obs_key, OBS_KEY),
        ];
        headers
            .extend(fixed.iter().filter(|(there, _)| *there).map(|(_, name)| (*name).to_owned()));
        for column in &self.columns {
            let header = column.header(self.separator);
            match (self.labels, &column.name) {
                (Labels::Both, Some(name)) => headers.push(format!("{header}{NAME}{name}")),
                (Labels::Name, Some(name)) => headers.extend([header, name.clone()]),
                _ => headers.push(header),
            }
        }
        headers
    }

    /// Cells of a row.
    pub(super) fn width(&self) -> usize {
        let fixed = [self.has_action, self.has_series_key, self.has_obs_key];
        let own =
            |column: &Column| 1 + usize::from(self.labels == Labels::Name && column.name.is_some());
        2 + usize::from(self.labels == Labels::Name)
            + fixed.iter().filter(|there| **there).count()
            + self.columns.iter().map(own).sum::<usize>()
    }
}

/// The separator in `[;]`; the outer `Option` is whether it can be read.
#[allow(clippy::option_option, reason = "there may be none, and it may be unreadable")]
fn separator(term: &str) -> Option<Option<char>> {
    if term.is_empty() {
        return Some(None);
    }
    let mut inside = term.strip_prefix('[')?.strip_suffix(']')?.chars();
    let separator = inside.next()?;
    let sound = !separator.is_alphanumeric() && separator != '"' && !separator.is_control();
    (sound && inside.next().is_none()).then_some(Some(separator))
}

/// Columns with their names; where names have columns of their own, those are every other one, but for
/// the publisher's own columns, whose id is not followed by a name.
fn columns(headers: &[&str], labels: Labels, separator: Option<char>) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut rest = headers.iter();
    while let Some(header) = rest.next() {
        let mut column = Column::parse(header, labels, separator);
        // A name is anything; an id is never without one where names have columns, but at the end.
        if labels == Labels::Name && is_nested_id(column.id.trim_end_matches("[]")) {
            column.name = rest.next().map(|name| (*name).to_owned());
        }
        columns.push(column);
    }
    columns
}
