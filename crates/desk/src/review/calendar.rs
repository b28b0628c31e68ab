//! The calendar of mandates and reviews: what the texts and mandates set, and the comment rounds of this node.

use passerelle_compact::Due;
use passerelle_compact::calendar::{Entry, Occasion, entries, sort};

use super::rounds::RoundView;
use crate::{Desk, DeskError};

impl Desk {
    /// Every date, the earliest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn mandates_and_reviews(&self) -> Result<Vec<Entry>, DeskError> {
        let mut found = entries(&self.catalogue.commitments, &self.catalogue.mandates);
        let closing = |view: RoundView| {
            let date: Due = view.round.closes;
            let occasion = Occasion::Comments { round: view.slug.clone(), place: view.round.place };
            Entry { id: format!("comments-{}", view.slug), date, occasion }
        };
        found.extend(self.rounds().await?.into_iter().map(closing));
        sort(&mut found);
        Ok(found)
    }
}
