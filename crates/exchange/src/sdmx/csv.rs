//! SDMX-CSV 2.0 data messages.
//!
//! A row is an observation, or attributes of a part of a key; its first columns say of which structure
//! and what is to be done with it. Everything else is a component, or a column of the publisher's own:
//! without the data structure definition nothing tells them apart, so a [`Row`] has cells by column, and
//! [`Csv::into_message`] makes observations of them with the [`Roles`](super::roles::Roles) that the
//! definition gives.
//!
//! - [`Reader`] gives row after row from a stream of any length, in constant memory.
//! - [`read`] gives the whole of a small message, [`write()`] writes one.
//!
//! The standard: <https://github.com/sdmx-twg/sdmx-csv>, data message, version 2.0.

mod cells;
mod layout;
mod message;
mod read;
mod write;

pub use layout::{Column, Labels, Layout, Shape};
pub use read::{RawRow, Reader, read};
pub use write::{PlainRow, WriteError, Writer, write};

use std::fmt;
use std::str::FromStr;

use super::value::Value;

/// Whether a file that begins so is a message of SDMX-CSV 2.0.
pub fn is_message(beginning: &[u8]) -> bool {
    let text = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Layout::find_delimiter(text).is_some() && memchr::memmem::find(line, b"STRUCTURE_ID").is_some()
}

/// What a row's structure is: the first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StructureKind {
    /// A data flow.
    Dataflow,
    /// A data structure definition.
    DataStructure,
    /// A provision agreement.
    DataProvision,
}

impl StructureKind {
    /// The three words of the standard.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Dataflow, "dataflow"),
        (Self::DataStructure, "datastructure"),
        (Self::DataProvision, "dataprovision"),
    ];

    /// The word in the first column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dataflow => "dataflow",
            Self::DataStructure => "datastructure",
            Self::DataProvision => "dataprovision",
        }
    }

    /// The class of the information model, as URNs have it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Dataflow => "datastructure.Dataflow",
            Self::DataStructure => "datastructure.DataStructure",
            Self::DataProvision => "registry.ProvisionAgreement",
        }
    }
}

impl fmt::Display for StructureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for StructureKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.iter().find(|(_, word)| *word == text).map(|(kind, _)| *kind).ok_or(())
    }
}

/// What is to be done with data.
///
/// `M` is SDMX 3.1's name for what `A` and `I` lead to; publishers of 3.0 messages write it already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// For information; loaded as [`Action::Append`] is.
    #[default]
    Information,
    /// To be added to what is there; what is not named stays.
    Append,
    /// To take the place of what is there.
    Replace,
    /// To be deleted, at the lowest level of detail that is given.
    Delete,
    /// To be added or changed; what is not named stays (SDMX 3.1).
    Merge,
}

impl Action {
    /// Every action with its letter in SDMX-CSV and its word in the other formats.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Information, "I", "Information"),
        (Self::Append, "A", "Append"),
        (Self::Replace, "R", "Replace"),
        (Self::Delete, "D", "Delete"),
        (Self::Merge, "M", "Merge"),
    ];

    /// The letter of SDMX-CSV.
    pub fn letter(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The word of SDMX-JSON and SDMX-ML.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].2
    }

    /// The action with this letter.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == letter).map(|(action, ..)| *action)
    }

    /// The action with this word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let same = |known: &str| known.eq_ignore_ascii_case(word);
        Self::ALL.iter().find(|(.., known)| same(known)).map(|(action, ..)| *action)
    }
}

/// A cell: its value, and what the value is called where names are in the message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// The value, if there is one.
    pub value: Option<Value>,
    /// Names, one for each part of the value; empty where the message has none.
    pub names: Vec<Option<String>>,
}

/// One row, with all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the structure is.
    pub kind: StructureKind,
    /// Agency, id and version of the structure, `ESTAT:NA_MAIN(1.6.0)`.
    pub structure: String,
    /// What the structure is called.
    pub structure_name: Option<String>,
    /// What is to be done.
    pub action: Action,
    /// Values of the dimensions of the series, with dots between.
    pub series_key: Option<String>,
    /// Values of all dimensions, with dots between.
    pub obs_key: Option<String>,
    /// One for each column of the layout.
    pub cells: Vec<Cell>,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Csv {
    /// How it is written, and its columns.
    pub layout: Layout,
    /// Its rows.
    pub rows: Vec<Row>,
}
