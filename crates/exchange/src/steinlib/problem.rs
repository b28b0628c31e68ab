//! What can be wrong with a `.stp` file.

use std::fmt;

use crate::statistics::visible;

/// Characters of what was found that a problem shows.
const SHOWN: usize = 80;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StpCode {
    /// The first line is not that of the format.
    NoHeader,
    /// More bytes, vertices or items than the limit.
    TooLarge,
    /// Bytes that are not UTF-8.
    BadEncoding,
    /// A word that begins no line of its section, or no section.
    UnknownKeyword,
    /// A line with fewer words than it needs.
    MissingWord,
    /// A line with more words than it can have.
    ExtraWord,
    /// Not a number where one is needed.
    NotANumber,
    /// A cost or a prize that is negative or infinite.
    OutOfRange,
    /// Not the number of a vertex.
    NoVertex,
    /// A vertex that is told twice.
    Repeated,
    /// Another number of edges or terminals than the file says.
    CountDiffers,
    /// An arc: the graph is directed.
    Directed,
    /// A section without its `END`, or a file without its `EOF`.
    Unfinished,
    /// No graph.
    NoGraph,
}

impl StpCode {
    /// The code that does not change.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoHeader => "stp-no-header",
            Self::TooLarge => "stp-too-large",
            Self::BadEncoding => "stp-bad-encoding",
            Self::UnknownKeyword => "stp-unknown-keyword",
            Self::MissingWord => "stp-missing-word",
            Self::ExtraWord => "stp-extra-word",
            Self::NotANumber => "stp-not-a-number",
            Self::OutOfRange => "stp-out-of-range",
            Self::NoVertex => "stp-no-vertex",
            Self::Repeated => "stp-repeated",
            Self::CountDiffers => "stp-count-differs",
            Self::Directed => "stp-directed",
            Self::Unfinished => "stp-unfinished",
            Self::NoGraph => "stp-no-graph",
        }
    }
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StpProblem {
    /// What.
    pub code: StpCode,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The word of the line, from 1; 0 for the whole line.
    pub word: u32,
    /// What is there, at most 80 characters of it.
    pub found: String,
    /// What should be there, where that is one thing: a number that is said elsewhere, a limit.
    pub expected: String,
}

impl fmt::Display for StpProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, line, word, found, expected } = self;
        write!(f, "line {line}, word {word}: {} “{found}” “{expected}”", code.code())
    }
}

/// Everything that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s), the first: {}", .told.len() as u64 + .more, .told.first().map(ToString::to_string).unwrap_or_default())]
pub struct StpError {
    /// The first ones.
    pub told: Vec<StpProblem>,
    /// How many more there are.
    pub more: u64,
}

impl StpError {
    pub(super) fn new() -> Self {
        Self { told: Vec::new(), more: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty() && self.more == 0
    }

    pub(super) fn add(
        &mut self,
        most: usize,
        (line, word): (u64, u32),
        code: StpCode,
        found: &str,
        expected: impl fmt::Display,
    ) {
        if self.told.len() >= most {
            self.more += 1;
            return;
        }
        let (found, expected) = (visible(found, SHOWN), expected.to_string());
        self.told.push(StpProblem { code, line, word, found, expected });
    }
}
