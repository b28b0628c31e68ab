//! Why an initiative is not published, or not changed.

use passerelle_vocabulary::Finding;

use crate::DeskError;
use crate::plans::{PlansError, PublishPlanError};

/// Why an initiative was not published.
#[derive(Debug, thiserror::Error)]
pub enum InitiativeError {
    /// The folder holds no plan, or it cannot be read.
    #[error(transparent)]
    Plan(#[from] PlansError),
    /// The plan was made by a version of the program that did not write hashes.
    #[error("the summary has no hashes")]
    NoHashes,
    /// These files are not those that the summary names.
    #[error("{} file(s) are not those of the plan", .0.len())]
    Changed(Vec<String>),
    /// The bill is in another currency than the plan.
    #[error("{found} instead of {expected}")]
    Currency {
        /// That of the plan.
        expected: String,
        /// Another one in its bill.
        found: String,
    },
    /// The bill does not add up to the plan, or a row of it cannot be read.
    #[error("the bill does not add up to the plan")]
    Bill,
    /// Something is wrong with the initiative.
    #[error("{} problem(s)", .0.len())]
    Unsound(Vec<Finding>),
    /// Another initiative has this slug.
    #[error("{0} is taken")]
    Taken(String),
    /// There is no initiative of this name.
    #[error("there is no {0}")]
    NoSuch(String),
    /// There is no such initiative, or no draft of it.
    #[error("no {0}")]
    Unknown(String),
    /// Its author fills in a form of it on pages.
    #[error("a form of {0} is being filled in")]
    Form(String),
    /// Another version was published since the draft was begun.
    #[error("{slug} has version {version} now")]
    Moved {
        /// The initiative.
        slug: String,
        /// Its version now.
        version: u64,
    },
    /// This account may not do it.
    #[error("{0} may not do this")]
    NotAllowed(String),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<PublishPlanError> for InitiativeError {
    fn from(error: PublishPlanError) -> Self {
        match error {
            PublishPlanError::Plan(error) => Self::Plan(error),
            PublishPlanError::Desk(error) => Self::Desk(error),
        }
    }
}

impl From<passerelle_register::RegisterError> for InitiativeError {
    fn from(error: passerelle_register::RegisterError) -> Self {
        Self::Desk(error.into())
    }
}
