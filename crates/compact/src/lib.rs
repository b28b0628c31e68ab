//! The room of commitments: what the texts promise, to whom, by when, and what somebody does about it.
//!
//! A text ([`TextFile`]) is read from the catalogue; each of its entries becomes a [`Commitment`], a
//! record with a history. An [`Initiative`] is what somebody does to keep promises, with its budget ([`mod@budget`]).
//! Everything here is plain data: the desk reads files and keeps records.

pub mod budget;
pub mod changes;
mod commitment;
mod due;
pub mod initiative;

pub use commitment::{
    Addressee, CatalogueText, Commitment, CommitmentKind, SourceText, System, TextFile, read_text,
};
pub use due::Due;
pub use initiative::Initiative;
