//! A scorecard that was signed, and its revisions.
//!
//! Two people make a release: one prepares it, another looks at it and signs. Until the moment that the
//! calendar says, the log knows that it was signed, and by its hash what it says; nobody reads it before.
//! A release is replaced by a revision alone, which says why, and which figures changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Facets, Finding, Record, Text};

use super::Scorecard;

/// How far a release has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Prepared by one person; another has to sign.
    Prepared,
    /// Signed; its moment is still to come.
    Signed,
    /// For all to read.
    Released,
}

/// A scorecard on its way to be read by all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Release {
    /// “KEN 2026”, in every language the same.
    pub title: Text,
    /// ISO 3166-1 alpha-3.
    pub place: String,
    /// The year of the scorecard.
    pub year: i32,
    /// 1 for the first release, one more for each revision.
    pub revision: u32,
    /// How far it has come.
    pub stage: Stage,
    /// When it may be read: milliseconds since 1970, UTC.
    pub release_at: i64,
    /// Opaque id of who prepared it.
    pub prepared_by: String,
    /// When: milliseconds since 1970, UTC.
    pub prepared_at: i64,
    /// Opaque id of who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<i64>,
    /// Code of the reason of a revision, one of the definition's; `None` for the first release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The reason, in the words of who prepared it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// SHA-256 of the scorecard's JSON, in hexadecimal.
    pub content_hash: String,
    /// The scorecard; in the log from its moment on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Scorecard>,
    /// What the revision changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FigureChange>,
}

/// A figure that a revision changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FigureChange {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the dimension of the group; empty for everyone.
    pub dimension: String,
    /// Code of the group; empty for everyone.
    pub category: String,
    /// Before; `None` where there was none.
    pub before: Option<f64>,
    /// After; `None` where there is none any more.
    pub after: Option<f64>,
}

impl Release {
    /// The moment has come, and it was signed.
    pub fn is_due(&self, now: i64) -> bool {
        self.stage == Stage::Signed && self.release_at <= now
    }
}

impl Record for Release {
    const KIND: &'static str = "scorecard";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("place".to_owned(), vec![self.place.clone()]),
            ("year".to_owned(), vec![self.year.to_string()]),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let alone = self.signed_by.as_ref() == Some(&self.prepared_by);
        alone.then(|| Finding::new("signed_by", "repeated", "")).into_iter().collect()
    }
}

/// What differs between two scorecards of one country and year, figure by figure.
pub fn changes(before: &Scorecard, after: &Scorecard) -> Vec<FigureChange> {
    let (before, after) = (figures(before), figures(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &&(&str, &str, &str)| {
        let (before, after) = (before.get(*key).copied(), after.get(*key).copied());
        (before != after).then(|| FigureChange {
            indicator: key.0.to_owned(),
            dimension: key.1.to_owned(),
            category: key.2.to_owned(),
            before,
            after,
        })
    };
    keys.iter().filter_map(change).collect()
}

/// Indicator, dimension and category → figure.
fn figures(card: &Scorecard) -> BTreeMap<(&str, &str, &str), f64> {
    let mut found = BTreeMap::new();
    for row in &card.rows {
        if let Some(latest) = &row.standing.latest {
            found.insert((&*row.indicator, "", ""), latest.value);
        }
        for group in &row.groups {
            if let Some(value) = group.value {
                found.insert((&*row.indicator, &*group.dimension, &*group.category), value);
            }
        }
    }
    found
}
