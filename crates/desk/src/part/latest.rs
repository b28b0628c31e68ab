//! What was published last: everything, or what belongs to a country, a commitment, an actor.

use passerelle_compact::{Actor, Assessment, Endorsement, Initiative, Reply, Update};
use passerelle_deliberation::{Recommendation, RecommendationAnswer, RecommendationStep};
use passerelle_register::{Latest, Stored};
use passerelle_vocabulary::{Key, Record};
use serde_json::Value;

use crate::{Desk, DeskError};

/// Kinds of records that are told of.
const NEWS: [&str; 9] = [
    Actor::KIND,
    Endorsement::KIND,
    Initiative::KIND,
    Update::KIND,
    Assessment::KIND,
    Reply::KIND,
    Recommendation::KIND,
    RecommendationAnswer::KIND,
    RecommendationStep::KIND,
];
/// Those of them that come of consultations.
const OUTCOMES: [&str; 3] =
    [Recommendation::KIND, RecommendationAnswer::KIND, RecommendationStep::KIND];
/// Records that are read at once.
const PAGE: u32 = 200;
/// Records that are looked through, at the most: what is older is not news.
const LOOKED_THROUGH: usize = 20_000;

/// A record that was published.
#[derive(Debug, Clone)]
pub struct Published {
    /// The record, as it stands, and its beginning.
    pub latest: Latest,
    /// What it belongs to: `actor/…`, `country/…`, `commitment/…`.
    pub scopes: Vec<String>,
}

impl Desk {
    /// What people published last, the latest first, at most `most`; `scope`: only what belongs to it (`country/KEN`,
    /// `commitment/gdc.1.connectivity.b`, `actor/telecentre`).
    ///
    /// # Errors
    /// The database refused.
    pub async fn latest_published(
        &self,
        scope: Option<&str>,
        most: usize,
    ) -> Result<Vec<Published>, DeskError> {
        self.latest_of(&NEWS, scope, most).await
    }

    /// What came of consultations last, the latest first, at most `most`.
    ///
    /// # Errors
    /// The database refused.
    pub async fn latest_outcomes(&self, most: usize) -> Result<Vec<Published>, DeskError> {
        self.latest_of(&OUTCOMES, None, most).await
    }

    async fn latest_of(
        &self,
        kinds: &[&str],
        scope: Option<&str>,
        most: usize,
    ) -> Result<Vec<Published>, DeskError> {
        let (mut found, mut before, mut seen) = (Vec::new(), None, 0);
        while seen < LOOKED_THROUGH {
            let page = self.register.latest(kinds, before, PAGE).await?;
            let Some(last) = page.last() else { break };
            before = Some(last.stored.leaf);
            seen += page.len();
            for latest in page {
                // Neither what nobody has confirmed, nor what is held for a reply.
                if is_suggested(&latest.stored) || self.is_held(&latest.stored.key).await? {
                    continue;
                }
                let scopes = self.scopes_of_stored(&latest.stored).await?;
                if scope.is_none_or(|scope| scopes.iter().any(|one| one == scope)) {
                    found.push(Published { latest, scopes });
                    if found.len() == most {
                        return Ok(found);
                    }
                }
            }
        }
        Ok(found)
    }

    async fn scopes_of_stored(&self, stored: &Stored) -> Result<Vec<String>, DeskError> {
        let body: Value = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
        self.scopes_of(&stored.key, &body).await
    }

    /// What tells this node's log from any other, for ever: the hash of its first line; empty while there is none.
    ///
    /// # Errors
    /// The database refused.
    pub async fn log_mark(&self) -> Result<String, DeskError> {
        let first = self.register.changes(None, 1).await?;
        Ok(first.first().map(|version| hex::encode(version.inner)).unwrap_or_default())
    }

    /// Whether a node knows what feeds can be of: a country or a commitment of its catalogue, an actor that was published.
    ///
    /// # Errors
    /// The database refused.
    pub async fn is_scope(&self, scope: &str) -> Result<bool, DeskError> {
        Ok(match scope.split_once('/') {
            Some(("country", code)) => self.catalogue.places.country(code).is_some(),
            Some(("commitment", id)) => self.catalogue.commitment(id).is_some(),
            Some(("actor", slug)) => match Key::new("actor", slug) {
                Ok(key) => self.register.get(&key).await?.is_some(),
                Err(_) => false,
            },
            _ => false,
        })
    }
}

/// Whether it is an activity of another register that nobody here has confirmed.
fn is_suggested(stored: &Stored) -> bool {
    stored.key.kind() == Initiative::KIND
        && stored.record::<Initiative>().is_ok_and(|one| one.is_suggested())
}
