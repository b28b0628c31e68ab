//! Records made ready to be written in bulk: what takes long is done before the writer's turn, on any thread.
//!
//! [`Register::ready`] writes a record out in its canonical form, and derives its title, links, facets and findings, from
//! the record itself: the body is not read again. [`crate::Writer::put_ready`] then only compares and keeps it.

use passerelle_vocabulary::{Finding, Key, Record};

use crate::canonical::canonical;
use crate::kinds::Projection;
use crate::writer::{check_body, not_a_body};
use crate::{Register, RegisterError};

/// A record that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pub(crate) key: Key,
    pub(crate) body: String,
    pub(crate) projection: Projection,
}

impl Ready {
    /// The record's key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The record in canonical JSON.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What is wrong with it: it can be written only where nothing is.
    pub fn findings(&self) -> &[Finding] {
        &self.projection.findings
    }
}

impl Register {
    /// Makes a record ready to be written under a key. What is wrong with the record is told by what is given
    /// ([`Ready::findings`]).
    ///
    /// # Errors
    /// A key or a kind that does not fit; too long a body.
    pub fn ready<R: Record>(&self, key: &Key, record: &R) -> Result<Ready, RegisterError> {
        if key.kind() != R::KIND {
            return Err(RegisterError::WrongKind { key: key.clone(), kind: R::KIND });
        }
        if !self.kinds.knows(R::KIND) {
            return Err(RegisterError::UnknownKind(R::KIND.to_owned()));
        }
        let projection = Projection::of(record);
        let body = canonical(record).map_err(|error| not_a_body(key, &error))?;
        check_body(&body)?;
        Ok(Ready { key: key.clone(), body, projection })
    }
}
