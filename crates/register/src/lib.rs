//! The hall: records, versioned and provable, on SQLite or PostgreSQL.
//!
//! A **record** is what people read and change; a **version** is what is written. The current state,
//! its links and facets are computed from the versions. Every version is a leaf of one **log**, a
//! Merkle tree whose roots the node signs: anyone can check that a version is in it, and that nothing
//! was ever changed or taken away. A person's data can still be **erased**: the hash of what was
//! written stays, so the proof of the rest stands.
//!
//! | module | the noun |
//! |---|---|
//! | [`database`] | the one door to storage |
//! | [`canonical`] | the text of a record that is stored and hashed |
//! | [`version`] | a version, and exactly what is hashed |
//! | [`merkle`], [`tiles`] | the tree, its proofs, and how its hashes are kept |
//! | [`note`] | the node's key and its signed checkpoints |
//! | [`kinds`] | the kinds of records, and what is derived from a body |
//! | [`roles`] | who may do what |
//! | [`grants`] | roles for one actor, country or topic |
//! | [`accounts`] | who may sign in |
//! | [`sessions`] | who is signed in |
//! | [`passkeys`] | public keys with which people sign in |
//! | [`mail`] | mail to those who asked for it, until it is sent |
//! | [`looks`] | who looked at what is stored about somebody |
//! | [`proposals`] | work that is not published yet |
//!
//! # The way of a write
//!
//! [`Register::write`] gives its caller a [`Writer`]; [`Writer::put`] checks the record, refuses it
//! if someone else changed it meanwhile, and sets it aside. When the caller is done, everything that
//! was set aside, by this call and by those that came at the same time, goes to the database in one
//! transaction with one sync (`writer`, `log`, `projection`). Only then does the call return.

pub mod accounts;
pub mod canonical;
pub mod database;
mod drafts;
mod erase;
mod error;
pub mod grants;
pub mod identities;
mod keys;
pub mod kinds;
mod log;
pub mod looks;
pub mod mail;
pub mod merkle;
pub mod note;
pub mod passkeys;
mod projection;
pub mod proposals;
mod read;
mod ready;
pub mod roles;
mod schema;
pub mod sessions;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tiles;
mod verify;
pub mod version;
mod writer;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::sync::Mutex;

pub use accounts::{User, check_name};
pub use database::{Database, DatabaseError};
pub use drafts::Draft;
pub use erase::Erasure;
pub use error::RegisterError;
pub use grants::{Grant, Standing};
pub use identities::{Arrival, Identity};
pub use keys::renew as renew_key;
pub use kinds::Kinds;
pub use looks::{Look, Looker, Seen};
pub use note::{Checkpoint, KeyError, NodeKey, Verifier};
pub use passkeys::Passkey;
pub use proposals::{Stage, Work};
pub use read::{Facet, FacetCount, Latest, SignedCheckpoint, Stored};
pub use ready::Ready;
pub use roles::{Action, Role, may};
pub use sessions::{Means, Session, SignIn};
pub use verify::{Problem, Rebuilt, Verification};
pub use version::Version;
pub use writer::Writer;

/// Who writes: an opaque id. Names are elsewhere, where they can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Author(String);

impl Author {
    /// The author with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The program itself: loading the catalogue, upkeep.
    pub fn program() -> Self {
        Self::new("program")
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// The records of a node, with their history. Clones share everything.
#[derive(Clone)]
pub struct Register {
    database: Database,
    key: Option<Arc<NodeKey>>,
    verifiers: Arc<[Verifier]>,
    kinds: Arc<Kinds>,
    group: Arc<Mutex<Option<writer::Group>>>,
    /// The largest size that the log was seen to have.
    seen_size: Arc<AtomicU64>,
}

impl Register {
    /// Opens the register in `database`, and brings its tables up to date. Without a key, everything can
    /// be read and verified, and nothing written.
    ///
    /// # Errors
    /// [`RegisterError::OtherKey`] if the log was signed with another key; whatever the database says; a
    /// database from a newer program.
    pub async fn open(
        database: Database,
        key: impl Into<Option<NodeKey>>,
        kinds: Kinds,
    ) -> Result<Self, RegisterError> {
        database.migrate("register", schema::MIGRATIONS).await?;
        let key = key.into();
        let verifiers = match &key {
            Some(key) => keys::admit(&database, key.verifier()).await?,
            None => keys::known(&database).await?,
        };
        Ok(Self {
            database,
            key: key.map(Arc::new),
            verifiers: verifiers.into(),
            kinds: Arc::new(kinds),
            group: Arc::new(Mutex::new(None)),
            seen_size: Arc::default(),
        })
    }

    /// The database, for the tables that live beside the records.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// What others verify this node's newest checkpoints with; `None` before the first key.
    pub fn verifier(&self) -> Option<&Verifier> {
        self.verifiers.last()
    }

    /// What others verify whatever this node has signed with, the newest key last.
    pub fn verifiers(&self) -> &[Verifier] {
        &self.verifiers
    }
}

/// Random bytes of the system, or its message.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// A number of ours, as the database holds it.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of the database, as ours.
pub(crate) fn counted(number: i64) -> Result<u64, RegisterError> {
    u64::try_from(number).map_err(|_| RegisterError::Damaged(format!("{number} is negative")))
}
