//! The cellar: figures, in the same database as the register.
//!
//! # How figures are kept
//! What repeats from figure to figure (indicator, place, dimensions, unit, source) is a row of `series`,
//! named by an integer. A figure is then `(series, period, batch)` → value, standard error, n, status,
//! in one clustered table keyed in that order: a whole series is read in one seek, and a file sorted by
//! series is written in key order. An import is one row of `batches`: immutable, with the digest of what
//! it holds. A corrected batch of the same origin supersedes the one before; both stay.
//!
//! # The way of a file
//! rows as they are read → [`sorter::Sorter`] (memory bounded, spills to disk) → [`Observations::store`]
//! inside the register's transaction, which numbers the series, writes in key order and computes the
//! digest → the import's record carries that digest → [`Observations::inspect`] recomputes it when the
//! register is verified.
//!
//! # What else is kept here
//! Files of the node ([`files`]: content by its hash, in parts), work that is done later ([`jobs`]), lists of sites
//! ([`sites`]), what readers say is wrong with them ([`corrections`]), measurements of sites ([`measurements`]), statements and
//! votes ([`consultations`]), who asked to be told what comes of them ([`outcomes`]), questions of the agenda ([`agenda`]). Each has
//! tables of its own, migrated by itself.

pub mod activities;
pub mod agenda;
pub mod consultations;
pub mod corrections;
mod digest;
mod erase;
pub mod files;
mod in_use;
mod inspect;
pub mod jobs;
pub mod measurements;
mod observations;
pub mod outcomes;
mod query;
mod schema;
pub mod sites;
pub mod sorter;

pub use digest::BatchDigest;
pub use in_use::CodesInUse;
pub use inspect::Inspection;
pub use observations::{
    Batch, Conflict, Differs, Doubles, NewBatch, Observations, Stored, TablesError,
};
pub use query::{Cursor, Filter, Page};
