//! What can be wrong with a file of microdata.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::MOST_TOLD;

/// A cell that cannot be what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MicrodataProblem {
    /// Row of the data, from 1 (the header is not counted).
    pub row: u64,
    /// Line of a text file; 0 where there are none.
    pub line: u64,
    /// The column.
    pub column: String,
    /// What is there, at most 80 characters of it.
    pub value: String,
    /// Code of what is wrong: `not-a-number`, `not-finite`, `ragged`.
    pub code: &'static str,
}

/// What went wrong. The words for people are in `locales/`, by [`MicrodataError::code`].
#[derive(Debug, thiserror::Error)]
pub enum MicrodataError {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The file has no line that names its columns.
    #[error("{path}: no header")]
    NoHeader {
        /// Where it is.
        path: PathBuf,
    },
    /// Two columns have one name.
    #[error("two columns are named “{name}”")]
    TwiceNamed {
        /// The name.
        name: String,
    },
    /// Columns that are asked for and not there.
    #[error("no column {absent:?} among {present:?}")]
    NoColumns {
        /// Those that are not.
        absent: Vec<String>,
        /// Those that are.
        present: Vec<String>,
    },
    /// Cells that cannot be what they should.
    #[error("{} cell(s) cannot be read, the first in row {}", .counts.values().sum::<u64>(), .told.first().map_or(0, |one| one.row))]
    Cells {
        /// The first ones.
        told: Vec<MicrodataProblem>,
        /// All, by column and code.
        counts: BTreeMap<(String, &'static str), u64>,
    },
    /// A column has more different words than can be classes.
    #[error("column “{column}” has more than {most} different words")]
    TooManyWords {
        /// The column.
        column: String,
        /// The bound.
        most: usize,
    },
    /// The file breaks off or is not what it says.
    #[error("{path}: {detail}")]
    Damaged {
        /// Where it is.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
}

impl MicrodataError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "file",
            Self::NoHeader { .. } => "no-header",
            Self::TwiceNamed { .. } => "twice-named",
            Self::NoColumns { .. } => "no-columns",
            Self::Cells { .. } => "cells",
            Self::TooManyWords { .. } => "too-many-words",
            Self::Damaged { .. } => "damaged",
        }
    }
}

/// Problems as they are found: the first told, all counted.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<MicrodataProblem>,
    counts: BTreeMap<(String, &'static str), u64>,
}

/// Problems of one kind in one column that are told one by one.
const TOLD_OF_COLUMN: u64 = 3;

impl Problems {
    pub fn add(&mut self, code: &'static str, row: u64, line: u64, column: &str, value: &[u8]) {
        let count = self.counts.entry((column.to_owned(), code)).or_default();
        *count += 1;
        if *count <= TOLD_OF_COLUMN && self.told.len() < MOST_TOLD {
            let value = String::from_utf8_lossy(value).chars().take(80).collect();
            let column = column.to_owned();
            self.told.push(MicrodataProblem { row, line, column, value, code });
        }
    }

    pub fn none(&self) -> bool {
        self.counts.is_empty()
    }

    pub fn result(self, rows: u64) -> Result<u64, MicrodataError> {
        if self.none() {
            return Ok(rows);
        }
        Err(MicrodataError::Cells { told: self.told, counts: self.counts })
    }
}
