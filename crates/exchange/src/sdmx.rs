//! SDMX 3.0, the exchange standard of official statistics (ISO 17369): structures and data, in the
//! forms in which offices exchange them.
//!
//! One model, whatever the form: [`structure::Structures`] for what data look like, and
//! [`data::DataMessage`] for data. Each form reads into it and, but for SDMX-ML, is written from it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`structure`], [`constraint`] | data structure definitions, lists of codes, concepts, flows, constraints |
//! | [`data`], [`header`], [`value`] | data messages: who sends, sets, series, observations, values |
//! | [`reference`](mod@reference) | names of artefacts: URNs, and the short form of SDMX-CSV |
//! | [`csv`] | SDMX-CSV 2.0, read row by row or whole, and written |
//! | [`json`] | SDMX-JSON 2.0 data and structure messages, read and written |
//! | [`xml`] | SDMX-ML 2.1 and 3.0 structures and data, read |
//! | [`files`] | which form a file has, and any message as one table |
//! | [`rest`] | queries of the REST API 2.x: read, applied, written |
//! | [`definitions`] | structures made from plain definitions of indicators and dimensions |
//! | [`observations`] | figures of Passerelle as rows of SDMX-CSV, both ways |
//! | [`period`] | time periods as SDMX writes them, and the days that they cover |
//!
//! Everything that reads takes [`Limits`]: files come from strangers. What is wrong is a list of
//! [`Problem`]s that say where, what was found, and what is allowed there.

pub mod constraint;
pub mod csv;
pub mod data;
pub mod definitions;
pub mod files;
pub mod header;
pub mod json;
pub mod observations;
pub mod period;
pub mod problem;
pub mod reference;
pub mod rest;
pub mod roles;
pub mod structure;
pub mod value;
pub mod xml;

pub use problem::{Problem, ProblemCode, Problems};

/// How much is read of a file that a stranger wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a message that is read whole (JSON, XML). Rows of SDMX-CSV that are read one by one
    /// are limited by [`Limits::stream_bytes`].
    pub bytes: u64,
    /// Bytes of a stream of rows.
    pub stream_bytes: u64,
    /// Elements, objects, lists and members of lists of a message that is read whole: what decides how
    /// much memory it takes.
    pub items: usize,
    /// Elements within elements.
    pub depth: usize,
    /// Columns of a table, attributes of an XML element.
    pub columns: usize,
    /// Problems kept; those beyond are counted.
    pub problems: usize,
}

impl Default for Limits {
    /// 64 MiB and 4 million items of a message, 64 GiB of rows, 64 levels, 2,000 columns, 1,000 problems.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            stream_bytes: 64 << 30,
            items: 4_000_000,
            depth: 64,
            columns: 2_000,
            problems: 1_000,
        }
    }
}
