//! Conversations that were held elsewhere, and brought in.

use std::collections::BTreeMap;

use passerelle_vocabulary::Finding;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a conversation was held that was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldElsewhere {
    /// The address of what was brought in.
    pub source: String,
    /// Its licence, as its publisher writes it.
    pub licence: String,
    /// SHA-256 of each of its files, in hexadecimal, by their names.
    pub files: BTreeMap<String, String>,
    /// +1 was disagreement there: every vote was turned round.
    #[serde(default)]
    pub inverted: bool,
    /// Rows that could not be read, and were left out.
    #[serde(default)]
    pub left_out: u64,
}

impl HeldElsewhere {
    pub(super) fn check(&self, found: &mut Vec<Finding>) {
        let is_address = self.source.starts_with("https://") || self.source.starts_with("http://");
        if !is_address || self.source.len() > 1_000 || self.source.contains(char::is_whitespace) {
            found.push(Finding::new("source", "consultation-source", &self.source));
        }
        if self.licence.trim().is_empty() || self.licence.chars().count() > 200 {
            found.push(Finding::new("licence", "consultation-licence", &self.licence));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_where_it_is_from_and_what_may_be_done_with_it() {
        let mut one = HeldElsewhere {
            source: "https://example.org/a".to_owned(),
            licence: "CC-BY-4.0".to_owned(),
            files: BTreeMap::new(),
            inverted: false,
            left_out: 0,
        };
        let codes = |one: &HeldElsewhere| {
            let mut found = Vec::new();
            one.check(&mut found);
            found.into_iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert!(codes(&one).is_empty());
        one.source = "javascript:alert(1)".to_owned();
        one.licence = " ".to_owned();
        assert_eq!(codes(&one), ["consultation-source", "consultation-licence"]);
    }
}
