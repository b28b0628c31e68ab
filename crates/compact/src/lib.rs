//! The room of commitments: what the texts promise, to whom, by when.
//!
//! A text ([`TextFile`]) is read from the catalogue; each of its entries becomes a [`Commitment`], a
//! record with a history. Everything here is plain data: the desk reads files and keeps records.

mod commitment;
mod due;

pub use commitment::{
    Addressee, CatalogueText, Commitment, CommitmentKind, SourceText, System, TextFile, read_text,
};
pub use due::Due;
