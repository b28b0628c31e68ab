//! The room of commitments: what the texts promise, to whom, by when, and what somebody does about it.
//!
//! A text ([`TextFile`]) is read from the catalogue; each of its entries becomes a [`Commitment`], a
//! record with a history. An [`Initiative`] is what somebody does to keep promises, with its budget ([`mod@budget`]) and
//! its money that moves ([`transaction`]), which totals tell as ranges ([`money`]) in one currency ([`currency`]).
//! An [`Actor`] takes part: its [`Endorsement`] names the initiatives that it promises; its [`Update`]s say how far they
//! have come, the [`Assessment`]s of others stand beside them, with its [`Reply`]. A [`mod@review`] puts all of that in order.
//! Everything here is plain data: the desk reads files and keeps records.

mod actor;
pub mod budget;
pub mod calendar;
pub mod changes;
mod commitment;
pub mod currency;
mod due;
mod endorsement;
pub mod imported;
pub mod initiative;
pub mod money;
mod progress;
pub mod relevance;
pub mod review;
mod texts;
pub mod transaction;

pub use actor::{Actor, StakeholderKind};

pub use commitment::{
    Addressee, CatalogueText, Commitment, CommitmentKind, SourceText, System, TextFile, read_text,
};
pub use due::{Day, Due, days_later};
pub use endorsement::{Endorsement, OBJECTIVES};
pub use imported::Imported;
pub use initiative::Initiative;
pub use progress::{
    Assessment, Completion, EarlyResults, Evidence, Hearing, OWN_FILES, REPLY_DAYS, Reply, Update,
    held_until,
};
pub use transaction::{Party, Transaction, TransactionKind};
