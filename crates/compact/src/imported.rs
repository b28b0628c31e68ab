//! Where an initiative comes from, if nobody wrote it here: from whom, why it was thought to be about the digital, and
//! which commitments are suggested for it until a person has looked.
//!
//! A suggestion is a machine's guess. Until somebody has decided, an imported initiative serves no commitment, and is
//! shown as suggested; whoever decides takes some of the suggestions, or others, or sets it aside as not about the
//! digital at all.

use std::fmt::Write as _;

use passerelle_vocabulary::{Finding, Key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relevance::{RelevanceReason, Suggestion};

/// What a person has decided of an imported initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// Nothing yet: what it serves is suggested.
    #[default]
    Suggested,
    /// What it serves was confirmed.
    Confirmed,
    /// It is not about the digital.
    SetAside,
}

impl Decided {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::SetAside => "set_aside",
        }
    }
}

/// How another activity is related.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is a part of this one.
    Child,
    /// It is part of the same.
    Sibling,
    /// The same money pays for both.
    CoFunded,
    /// It is another report of the same work.
    ThirdParty,
}

impl Relation {
    /// As files and links hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Sibling => "sibling",
            Self::CoFunded => "co_funded",
            Self::ThirdParty => "third_party",
        }
    }
}

/// Another activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RelatedActivity {
    /// How it is related.
    pub relation: Relation,
    /// Its identifier in IATI.
    pub activity: String,
}

/// A sector of an activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sector {
    /// Its code: a purpose code of the OECD, where no list is told.
    pub code: String,
    /// The list of the standard that the code is of, where it is another.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vocabulary: String,
    /// How much of the activity, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentage: Option<f64>,
}

/// Where an initiative was imported from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Imported {
    /// Who reports it.
    pub publisher: String,
    /// The publisher's identifier in IATI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher_reference: Option<String>,
    /// How much it is thought to be about the digital, 0 to 100.
    pub points: u32,
    /// Why.
    #[serde(default)]
    pub reasons: Vec<RelevanceReason>,
    /// What it may serve: guessed.
    #[serde(default)]
    pub suggested: Vec<Suggestion>,
    /// What a person has decided.
    #[serde(default)]
    pub decided: Decided,
    /// Its sectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<Sector>,
    /// Other activities; those that it is part of are the initiative's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedActivity>,
    /// Since which day its publisher reports it no more, `2026-11-26`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}

/// Most related activities and sectors.
const MOST: usize = 10_000;

impl Imported {
    pub(crate) fn wrong(&self, found: &mut Vec<Finding>) {
        if self.publisher.trim().is_empty() && self.publisher_reference.is_none() {
            found.push(Finding::new("imported.publisher", "text-missing", ""));
        }
        for (field, length) in [("related", self.related.len()), ("sectors", self.sectors.len())] {
            if length > MOST {
                found.push(Finding::new(format!("imported.{field}"), "too-many", length));
            }
        }
    }
}

/// What stands before an activity's identifier in addresses: no title makes such a name.
const PREFIX: &str = "iati.";
/// Longest identifier that stands in an address as it is.
const LONGEST: usize = 120;

/// The name in addresses of the initiative that an activity is imported as. It is always the same, so that the activity is
/// found by it again, and what links to it can be linked before it is there.
pub fn slug_of_activity(identifier: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if identifier.len() <= LONGEST && identifier.chars().all(plain) && !identifier.is_empty() {
        return format!("{PREFIX}{identifier}");
    }
    // FNV-1a, 64 bits: it only has to be the same each time. Two identifiers with one name are told apart by whoever
    // writes the second: the record says which it is.
    let hash = identifier.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let kept = identifier.chars().map(|c| if plain(c) { c } else { '-' }).take(LONGEST);
    let mut slug: String = PREFIX.chars().chain(kept).collect();
    // Writing to a text cannot fail.
    let _ = write!(slug, ".{hash:016x}");
    slug
}

/// The record that an activity is, or would be, imported as; `None` for what is no identifier.
pub fn key_of_activity(identifier: &str) -> Option<Key> {
    Key::new("initiative", &slug_of_activity(identifier)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_found_again_in_addresses() {
        assert_eq!(slug_of_activity("XM-DAC-41114-0001"), "iati.XM-DAC-41114-0001");
        let odd = slug_of_activity("GB-1:é/2");
        assert!(odd.starts_with("iati.GB-1---2."), "{odd}");
        assert_ne!(odd, slug_of_activity("GB-1:e/2"));
        assert_eq!(odd, slug_of_activity("GB-1:é/2"));
        for identifier in ["a", "é", "x y", &"z".repeat(200), "…", "GB-1/2"] {
            assert!(key_of_activity(identifier).is_some(), "{identifier}");
        }
    }
}
