//! A version: what is written, and exactly what is hashed.
//!
//! # Recomputing a leaf
//!
//! ```text
//! field(x) = length of x in bytes (u64, big-endian) ‖ x
//! inner    = SHA-256(field(salt) ‖ field(key) ‖ field(author) ‖ field(time) ‖ field(reason) ‖ field(body))
//! leaf     = number (u64, big-endian) ‖ inner                          (40 bytes)
//! hash     = SHA-256(0x00 ‖ leaf)                                      (RFC 6962)
//! ```
//!
//! Texts are UTF-8; time is milliseconds since 1970-01-01T00:00:00Z in decimal digits; salt is 16
//! random bytes, which keep an erased text from being guessed from its hash; body is the JSON text
//! as stored, in the canonical form of [`mod@crate::canonical`]: no spaces, members of objects sorted by the
//! bytes of their names, text escaped only where JSON demands it (`\"`, `\\`, `\b`, `\t`, `\n`, `\f`,
//! `\r`, `\u00xx` for the other control characters), integers in decimal digits, other numbers in
//! the shortest form that reads back the same.

use passerelle_vocabulary::Key;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::merkle::{self, Hash};

/// Bytes of random salt in a version.
pub const SALT: usize = 16;

/// One version of a record, as it is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its place in the log, from 0.
    pub leaf: u64,
    /// The record; `erased/<leaf>` once erased.
    pub key: Key,
    /// The version's number, from 1.
    pub number: u64,
    /// Opaque id of who wrote it; empty once erased.
    pub author: String,
    /// When, in milliseconds since 1970, UTC; once erased, when it was erased.
    pub at: i64,
    /// Why, in the author's words; empty once erased.
    pub reason: String,
    /// The record in canonical JSON; empty once erased.
    pub body: String,
    /// Random bytes; empty once erased.
    #[serde(with = "hex")]
    pub salt: Vec<u8>,
    /// The hash of all of the above except leaf and number; stays when they are erased.
    #[serde(with = "hex")]
    pub inner: Hash,
    /// The leaf of the `erasure` record that tells of it, once erased.
    pub erased: Option<u64>,
}

impl Version {
    /// Recomputes the inner hash from the fields; differs from [`Self::inner`] once erased.
    pub fn computed_inner(&self) -> Hash {
        let key = self.key.to_string();
        inner_hash(&self.salt, &key, &self.author, self.at, &self.reason, &self.body)
    }

    /// The hash of its leaf.
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(self.number, &self.inner)
    }
}

/// The inner hash of a version: see the module.
pub fn inner_hash(salt: &[u8], key: &str, author: &str, at: i64, reason: &str, body: &str) -> Hash {
    let at = at.to_string();
    let fields = [
        salt,
        key.as_bytes(),
        author.as_bytes(),
        at.as_bytes(),
        reason.as_bytes(),
        body.as_bytes(),
    ];
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// The leaf hash of version `number` with this inner hash: see the module.
pub fn leaf_hash(number: u64, inner: &Hash) -> Hash {
    let mut leaf = [0; 40];
    leaf[..8].copy_from_slice(&number.to_be_bytes());
    leaf[8..].copy_from_slice(inner);
    merkle::leaf_hash(&leaf)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's hashlib from the description in this module.
    #[test]
    fn hashes_are_as_documented() {
        let inner =
            inner_hash(&[7; 16], "note/a", "author-1", 1_700_000_000_000, "été", "{\"a\":1}");
        assert_eq!(hex::encode(inner), KNOWN_INNER);
        assert_eq!(hex::encode(leaf_hash(3, &inner)), KNOWN_LEAF);
    }

    const KNOWN_INNER: &str = "741845db7871f137d8f9d258b6ed0ff10e4dd2a6b996c872792db891183272fd";
    const KNOWN_LEAF: &str = "94d0f0a885fbe4a29cc46cefed8f67be32c84321b44023f71eebf5afc7a280b7";

    #[test]
    fn moving_a_letter_between_fields_changes_the_hash() {
        let hash = |author, reason| inner_hash(&[0; 16], "note/a", author, 0, reason, "{}");
        assert_ne!(hash("ab", "c"), hash("a", "bc"));
        assert_ne!(hash("", "abc"), hash("abc", ""));
    }
}
