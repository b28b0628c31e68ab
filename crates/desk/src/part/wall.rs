//! The wall of endorsements, a page at a time.

use std::collections::BTreeSet;

use passerelle_compact::Endorsement;
use passerelle_vocabulary::{Key, Record};

use super::EndorsementView;
use super::seen::endorsement;
use crate::{Desk, DeskError};

/// A page of endorsements, and what they come to with all the others that fit.
#[derive(Debug, Clone, Default)]
pub struct Wall {
    /// Those of the page, by actor.
    pub endorsements: Vec<EndorsementView>,
    /// After which actor the next page begins; `None` at the end.
    pub next: Option<String>,
    /// How many fit and stand.
    pub standing: u64,
    /// How many of these promise nothing measurable.
    pub values: u64,
    /// How many fit and were withdrawn.
    pub withdrawn: u64,
    /// How many there are on this node, whatever is asked for.
    pub all: u64,
}

impl Desk {
    /// The endorsements that fit these facets (`kind`, `country`, `objective`, `promise`, `standing`; each once), those
    /// after an actor.
    ///
    /// # Errors
    /// The database refused.
    pub async fn wall(
        &self,
        filters: &[(&str, &str)],
        after: Option<&str>,
        most: u32,
    ) -> Result<Wall, DeskError> {
        let kind = Endorsement::KIND;
        // What can be no name stands after nothing.
        let after = after.and_then(|slug| Key::new(kind, slug).ok());
        let mut page = self.register.list(kind, filters, after.as_ref(), most + 1).await?;
        let more = page.len() > most as usize;
        page.truncate(most as usize);
        let next = page.last().filter(|_| more).map(|stored| stored.key.slug().to_owned());
        let asked: BTreeSet<(&str, &str)> = filters.iter().copied().collect();
        // A facet that is asked for twice in two ways fits none.
        let count = async |also: &[(&str, &str)]| -> Result<u64, DeskError> {
            let both: BTreeSet<(&str, &str)> = asked.iter().chain(also).copied().collect();
            let names: BTreeSet<&str> = both.iter().map(|(name, _)| *name).collect();
            if names.len() < both.len() {
                return Ok(0);
            }
            let both: Vec<(&str, &str)> = both.into_iter().collect();
            Ok(self.register.count_with(kind, &both).await?)
        };
        Ok(Wall {
            endorsements: page.iter().map(endorsement).collect::<Result<_, _>>()?,
            next,
            standing: count(&[("standing", "standing")]).await?,
            values: count(&[("standing", "standing"), ("promise", "values")]).await?,
            withdrawn: count(&[("standing", "withdrawn")]).await?,
            all: self.register.count(kind).await?,
        })
    }

    /// Countries from which there are endorsements.
    ///
    /// # Errors
    /// The database refused.
    pub async fn endorsing_countries(&self) -> Result<Vec<String>, DeskError> {
        let counts = self.register.facet_counts(Endorsement::KIND).await?;
        let countries = counts.into_iter().filter(|count| count.name == "country");
        Ok(countries.map(|count| count.value).collect())
    }
}
