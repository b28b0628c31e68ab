//! What was promised to a country, and by whom: its contributions, with what was said of each.

use passerelle_compact::Endorsement;
use passerelle_vocabulary::{Key, Record, Text};

use super::{EndorsementView, Heard, Said};
use crate::initiatives::InitiativeView;
use crate::{Desk, DeskError};

/// A contribution, with what was said of it.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// The initiative.
    pub view: InitiativeView,
    /// The name of its actor; `None` where nobody has taken it for theirs.
    pub actor: Option<(String, Text)>,
    /// What was said of it.
    pub said: Said,
    /// Whether it is heard of.
    pub heard: Heard,
}

impl Contribution {
    /// Whether anything shows what it says: evidence of its own, or of its updates.
    pub fn has_evidence(&self) -> bool {
        let updates = self.said.updates.iter().any(|(_, update)| !update.evidence.is_empty());
        updates || !self.view.initiative.evidence.is_empty()
    }
}

/// What was promised in a country.
#[derive(Debug, Clone, Default)]
pub struct Promised {
    /// Contributions, by slug.
    pub contributions: Vec<Contribution>,
    /// What its government says of how it implements the Compact.
    pub statements: Vec<EndorsementView>,
    /// How many others from there endorse the Compact.
    pub endorsements: u64,
}

/// Statements of governments that are told, at the most.
const STATEMENTS: u32 = 5;

impl Desk {
    /// What was promised in a country, and by whom.
    ///
    /// # Errors
    /// The database refused.
    pub async fn promised_in(&self, iso3: &str) -> Result<Promised, DeskError> {
        let mut contributions = Vec::new();
        for view in self.initiatives(Some(iso3)).await? {
            let said = self.said_of(&view.slug).await?;
            let heard = self.heard_of(&view, &said);
            let actor = match &view.initiative.by {
                Some(key) => self.named(key).await?,
                None => None,
            };
            contributions.push(Contribution { view, actor, said, heard });
        }
        let of_state = [("country", iso3), ("kind", "state"), ("standing", "standing")];
        let all = [("country", iso3), ("standing", "standing")];
        let statements = self.wall(&of_state, None, STATEMENTS).await?;
        let kind = Endorsement::KIND;
        let standing = self.register.count_with(kind, &all).await?;
        Ok(Promised {
            contributions,
            endorsements: standing.saturating_sub(statements.standing),
            statements: statements.endorsements,
        })
    }

    async fn named(&self, key: &Key) -> Result<Option<(String, Text)>, DeskError> {
        let stored = self.register.get(key).await?;
        Ok(stored.map(|stored| (key.slug().to_owned(), stored.title)))
    }
}
