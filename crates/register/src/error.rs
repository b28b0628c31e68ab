//! What the register refuses, and what can go wrong.

use std::sync::Arc;

use passerelle_vocabulary::{Finding, Key};

use crate::database::DatabaseError;

/// Why the register did not do what it was asked. A write that fails changes nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RegisterError {
    /// Someone else changed the record meanwhile.
    #[error("{key}: version {seen} was seen, version {current} is the current one (0: none)")]
    Conflict {
        /// The record.
        key: Key,
        /// The version that the writer had seen; 0 if none.
        seen: u64,
        /// The version that is current; 0 if there is none.
        current: u64,
    },
    /// The record is not sound.
    #[error("{key} is not sound: {}", list(.findings))]
    Unsound {
        /// The record.
        key: Key,
        /// What is wrong, by field.
        findings: Vec<Finding>,
    },
    /// The body is not JSON of the record's kind.
    #[error("{key}: the body does not have the form of its kind: {message}")]
    Body {
        /// The record.
        key: Key,
        /// Where and why.
        message: String,
    },
    /// The register was opened without this kind of records.
    #[error("records of kind “{0}” are not known")]
    UnknownKind(String),
    /// The key is of another kind than the record.
    #[error("{key} cannot hold a record of kind “{kind}”")]
    WrongKind {
        /// The key.
        key: Key,
        /// The kind of the record.
        kind: &'static str,
    },
    /// A text is too long, or holds a zero byte.
    #[error("{field} is too long or holds a zero byte")]
    Text {
        /// `body`, `reason`, `author`…
        field: &'static str,
    },
    /// There is no such thing.
    #[error("{0} does not exist")]
    NotFound(String),
    /// An account has as much unpublished work as it may have.
    #[error("there is no room for more than {most} pieces of work")]
    Full {
        /// How many pieces, at the most.
        most: u64,
    },
    /// Erasures cannot be erased.
    #[error("{0} is part of the proof and cannot be erased")]
    Unerasable(Key),
    /// A name is taken.
    #[error("“{0}” is taken")]
    Taken(String),
    /// The only one who may run the node cannot cease to.
    #[error("“{0}” is the only owner of this node")]
    LastOwner(String),
    /// The log was signed with another key than the one at hand.
    #[error("the log was signed with another key{}", .expected.as_ref().map(|name| format!(" ({name})")).unwrap_or_default())]
    OtherKey {
        /// The name of the newest key that signed.
        expected: Option<String>,
    },
    /// The register was opened without a key: for reading only.
    #[error("without the node's key nothing can be written")]
    NoKey,
    /// The stored log does not hold together; `passerelle check` says where.
    #[error("the log is damaged: {0}")]
    Damaged(String),
    /// The write that this one shared a commit with was interrupted; nothing was kept, try again.
    #[error("the commit was interrupted")]
    Interrupted,
    /// The system gives no random bytes, or a password could not be hashed.
    #[error("{0}")]
    System(String),
    /// The database.
    #[error(transparent)]
    Database(Arc<DatabaseError>),
}

fn list(findings: &[Finding]) -> String {
    let one = |finding: &Finding| format!("{} ({})", finding.field, finding.code);
    findings.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl From<DatabaseError> for RegisterError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl RegisterError {
    /// Whether something stored is not of the form it should have: the database itself did its work.
    pub fn is_unreadable(&self) -> bool {
        match self {
            Self::Damaged(_) | Self::Body { .. } => true,
            Self::Database(error) => matches!(**error, DatabaseError::Column { .. }),
            _ => false,
        }
    }

    /// A code that does not change, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "conflict",
            Self::Unsound { .. } => "unsound",
            Self::Body { .. } => "body",
            Self::UnknownKind(_) => "unknown-kind",
            Self::WrongKind { .. } => "wrong-kind",
            Self::Text { .. } => "text",
            Self::NotFound(_) => "not-found",
            Self::Full { .. } => "full",
            Self::Unerasable(_) => "unerasable",
            Self::Taken(_) => "taken",
            Self::LastOwner(_) => "last-owner",
            Self::OtherKey { .. } => "other-key",
            Self::NoKey => "no-key",
            Self::Damaged(_) => "damaged",
            Self::Interrupted => "interrupted",
            Self::System(_) => "system",
            Self::Database(error) => error.code(),
        }
    }
}
