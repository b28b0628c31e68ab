//! What can be wrong with a file of a conversation.

use std::fmt;
use std::io;

use crate::statistics::visible;

/// Characters of what was found that a problem shows.
const SHOWN: usize = 80;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolisCode {
    /// A row with fewer cells than it needs.
    MissingCell,
    /// A row with more cells than the header.
    ExtraCell,
    /// A cell without anything where something is needed.
    Empty,
    /// Not a whole number, or one beyond what there can be.
    NotANumber,
    /// A vote that is not −1, 0 or 1.
    NotAVote,
    /// Neither true nor false.
    NotAnAnswer,
    /// A moderation that is not −1, 0 or 1.
    NotAModeration,
    /// Bytes that are not UTF-8.
    BadEncoding,
    /// A quotation mark without its other half.
    Quote,
    /// A line longer than any row.
    LongLine,
    /// A person or a statement that was there before.
    Repeated,
    /// An object without a field that it needs (JSON).
    MissingField,
}

impl PolisCode {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::MissingCell,
        Self::ExtraCell,
        Self::Empty,
        Self::NotANumber,
        Self::NotAVote,
        Self::NotAnAnswer,
        Self::NotAModeration,
        Self::BadEncoding,
        Self::Quote,
        Self::LongLine,
        Self::Repeated,
        Self::MissingField,
    ];

    /// The code that does not change.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingCell => "missing-cell",
            Self::ExtraCell => "extra-cell",
            Self::Empty => "empty",
            Self::NotANumber => "not-a-number",
            Self::NotAVote => "not-a-vote",
            Self::NotAnAnswer => "not-an-answer",
            Self::NotAModeration => "not-a-moderation",
            Self::BadEncoding => "bad-encoding",
            Self::Quote => "quote",
            Self::LongLine => "long-line",
            Self::Repeated => "repeated",
            Self::MissingField => "missing-field",
        }
    }
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolisProblem {
    /// What.
    pub code: PolisCode,
    /// The line, from 1; of JSON the element of the list, from 1.
    pub line: u64,
    /// The cell of the row, from 1; 0 for the whole row, and for JSON.
    pub cell: u32,
    /// The column or the field, by its name; empty for the whole row.
    pub column: String,
    /// What is there, at most 80 characters of it.
    pub found: String,
}

impl fmt::Display for PolisProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, line, cell, column, found } = self;
        write!(f, "line {line}, cell {cell} “{column}”: {} “{found}”", code.code())
    }
}

/// What is wrong with rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// The first ones.
    pub told: Vec<PolisProblem>,
    /// How many more there are.
    pub more: u64,
    most: usize,
}

impl Problems {
    /// None yet; `most` are told.
    pub(super) fn up_to(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty() && self.more == 0
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.told.len() as u64 + self.more
    }

    pub(super) fn add(
        &mut self,
        code: PolisCode,
        line: u64,
        (cell, column): (u32, &str),
        found: &str,
    ) {
        if self.told.len() >= self.most {
            self.more += 1;
            return;
        }
        let (found, column) = (visible(found, SHOWN), visible(column, SHOWN));
        self.told.push(PolisProblem { code, line, cell, column, found });
    }
}

/// Why a file is not read at all.
#[derive(Debug, thiserror::Error)]
pub enum PolisError {
    /// The system cannot read it.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// None of the layouts. What the first line holds.
    #[error("not a layout of votes: “{0}”")]
    NotRecognised(String),
    /// A column that is needed.
    #[error("no column “{0}”")]
    MissingColumn(&'static str),
    /// A name that two columns have.
    #[error("two columns “{0}”")]
    RepeatedColumn(String),
    /// More bytes or votes than the limit.
    #[error("more than {0}")]
    TooLarge(u64),
    /// Not JSON.
    #[error("line {line}, column {column}: {reason}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// JSON that is not what was asked for: the field that is missing or is something else.
    #[error("no “{0}”")]
    NoField(&'static str),
}

impl PolisError {
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::NotJson { line, column, reason: visible(&error.to_string(), SHOWN) }
    }

    pub(super) fn not_recognised(first: &str) -> Self {
        Self::NotRecognised(visible(first, SHOWN))
    }
}
