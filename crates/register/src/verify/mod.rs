//! Proving it all again: everything that is computed is computed anew from the versions, and compared
//! with what is stored.
//!
//! Two walks over one snapshot, both streaming. In the order of the log (`walk_log`): every inner
//! hash, every tile, every root, every signature. In the order of keys (`walk_state`): version
//! numbers, current records, links and facets. Anyone with the database can repeat the first with
//! [`crate::version`], [`crate::merkle`] and the node's [`crate::Verifier`] alone.

mod walk_log;
mod walk_state;

use serde::Serialize;

use crate::merkle::Hash;
use crate::{Register, RegisterError};

pub use walk_state::Rebuilt;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A code that does not change, whose words are in `locales/`.
    pub code: &'static str,
    /// Where: `versions 17`, `tiles 0/3`, `records initiative/a`.
    pub at: String,
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether everything is as it should be.
    pub ok: bool,
    /// Leaves in the log.
    pub entries: u64,
    /// Versions whose content was hashed again.
    pub versions_checked: u64,
    /// Versions whose content was erased.
    pub erased: u64,
    /// Tiles compared.
    pub tiles: u64,
    /// Checkpoints whose root and signature were checked.
    pub checkpoints: u64,
    /// Records whose current state was compared.
    pub records: u64,
    /// The root of the tree.
    #[serde(with = "hex")]
    pub root: Hash,
    /// What is wrong: the first thousand.
    pub problems: Vec<Problem>,
    /// How many things are wrong in all.
    pub problems_in_all: u64,
}

impl Verification {
    fn problem(&mut self, code: &'static str, at: impl Into<String>) {
        self.problems_in_all += 1;
        if self.problems.len() < 1000 {
            self.problems.push(Problem { code, at: at.into() });
        }
    }
}

impl Verification {
    /// A row that cannot be read ends a walk, and is one of the things that are wrong: not a failure of
    /// the database.
    fn walked(&mut self, walked: Result<(), RegisterError>) -> Result<(), RegisterError> {
        let Err(error) = walked else { return Ok(()) };
        if !error.is_unreadable() {
            return Err(error);
        }
        self.problem("row-unreadable", error.to_string());
        Ok(())
    }
}

impl Register {
    /// Verifies everything. Writers go on meanwhile; what they add is not looked at.
    ///
    /// # Errors
    /// Whatever the database says. What is wrong with the content is in the result.
    pub async fn verify(&self) -> Result<Verification, RegisterError> {
        let mut snapshot = self.database.snapshot().await?;
        let mut found = Verification::default();
        let walked = walk_log::walk(snapshot.transaction(), &self.verifiers, &mut found).await;
        found.walked(walked)?;
        let walked = walk_state::verify(snapshot.transaction(), &self.kinds, &mut found).await;
        found.walked(walked)?;
        found.ok = found.problems_in_all == 0;
        Ok(found)
    }
}
