//! Places whose names are known: those within a country that have figures, and the areas of its sites with their middle.

use std::collections::BTreeMap;

use passerelle_compact::initiative::InitiativePlace;
use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Key, Lang, Position};

use super::Form;
use crate::shown::SiteQuestion;
use crate::{Desk, DeskError};

/// Names that are given, at the most.
const MOST: usize = 1_000;

impl Desk {
    /// The places of a country whose names are known, by name; with the middle of their sites, as precisely as its ministry
    /// lets be said, where the node has a list of them.
    ///
    /// # Errors
    /// The database refused.
    pub async fn known_places(
        &self,
        iso3: &str,
        lang: &Lang,
    ) -> Result<Vec<InitiativePlace>, DeskError> {
        let mut found: BTreeMap<String, (String, Option<Position>)> = BTreeMap::new();
        if self.catalogue.places.country(iso3).is_none() {
            return Ok(Vec::new());
        }
        for code in self.areas_in(iso3).await? {
            let name = self.catalogue.place_name(&code, lang).into_owned();
            found.insert(fold(&name), (name, None));
        }
        let counts = self.site_counts(iso3, &SiteQuestion::default()).await?;
        for area in counts.into_iter().flat_map(|counts| counts.areas) {
            if area.name.is_empty() {
                continue;
            }
            let held = found.entry(fold(&area.name)).or_insert((area.name, None));
            held.1 = Some(area.middle);
        }
        let place = |(name, position)| InitiativePlace { name, position };
        Ok(found.into_values().take(MOST).map(place).collect())
    }

    /// Closes up the rows of a form that came in, with one more of those that are wanted (`more`: their name), and gives
    /// places that have a known name their position.
    ///
    /// # Errors
    /// The database refused.
    pub async fn tidy_form(
        &self,
        key: &Key,
        form: &mut Form,
        more: Option<&str>,
    ) -> Result<(), DeskError> {
        form.close_up(key.kind(), more);
        if key.kind() == "initiative" && !form.places().is_empty() {
            let known = self.known_places(form.get("country"), &form.lang()).await?;
            form.place_known(&known);
        }
        Ok(())
    }
}
