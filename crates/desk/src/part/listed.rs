//! What was said of initiatives, of all of them: for those who read it with a program.

use std::collections::BTreeSet;

use passerelle_compact::{Assessment, Update};
use passerelle_vocabulary::{Key, Record};

use super::seen::Said;
use crate::{Desk, DeskError};

/// Records that are read at once.
const PAGE: u32 = 200;

impl Desk {
    /// What was said of every initiative of which anything was, as its page shows it: by its name in addresses.
    ///
    /// # Errors
    /// The database refused.
    pub async fn said_of_all(&self) -> Result<Vec<(String, Said)>, DeskError> {
        let mut of = BTreeSet::new();
        self.put_named(Update::KIND, &mut of).await?;
        self.put_named(Assessment::KIND, &mut of).await?;
        let mut all = Vec::with_capacity(of.len());
        for slug in of {
            let said = self.said_of(&slug).await?;
            all.push((slug, said));
        }
        Ok(all)
    }

    /// The initiatives that records of a kind are of.
    async fn put_named(&self, kind: &str, of: &mut BTreeSet<String>) -> Result<(), DeskError> {
        let mut after: Option<Key> = None;
        loop {
            let page = self.register.list(kind, &[], after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.key.clone());
            // Both kinds are named after their initiative, with a number.
            let named = page.iter().filter_map(|one| one.key.slug().rsplit_once('/'));
            of.extend(named.map(|(initiative, _)| initiative.to_owned()));
        }
    }
}
