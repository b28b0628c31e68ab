//! Initiatives that are ready, written in groups.

use std::collections::HashMap;

use passerelle_compact::Initiative;
use passerelle_compact::imported::Imported;
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_tables::activities::{Activities, ImportedActivity};
use passerelle_vocabulary::{Key, Record as _};

use super::preparing::Prepared;
use super::{REASON_IMPORTED, REASON_WITHDRAWN};
use crate::{Desk, DeskError, now};

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub transactions: u64,
    /// Identifier, and the name in addresses of who has it.
    pub written_here: Vec<(String, String)>,
}

/// What became of one.
enum Became {
    New,
    Changed,
    Unchanged,
    /// Another record stands under its name.
    Taken,
}

impl Desk {
    /// Writes a group: all of it or, where the database refuses, none.
    pub(super) async fn write_activities(
        &self,
        file: &str,
        group: Vec<Prepared>,
        author: &Author,
        written: &mut Written,
    ) -> Result<(), DeskError> {
        let mut found = Written::default();
        let holders = self.holders(&group).await?;
        let mut mine = Vec::with_capacity(group.len());
        for one in group {
            match holders.get(&one.identifier) {
                Some(slug) => found.written_here.push((one.identifier, slug.clone())),
                None => mine.push(one),
            }
        }
        let work = async |writer: &mut Writer| -> Result<Written, DeskError> {
            let mut rows = Vec::with_capacity(mine.len());
            let new = mine.iter().filter(|one| !one.is_known);
            writer.look_for(new.map(|one| one.ready.key())).await?;
            for one in mine {
                let Prepared { identifier, publisher, digest, ready, transactions, .. } = one;
                let slug = ready.key().slug().to_owned();
                match put(writer, &identifier, ready).await? {
                    Became::New => found.new += 1,
                    Became::Changed => found.changed += 1,
                    Became::Unchanged => found.unchanged += 1,
                    Became::Taken => {
                        found.written_here.push((identifier, slug));
                        continue;
                    }
                }
                found.transactions += transactions;
                let (file, withdrawn) = (file.to_owned(), false);
                rows.push(ImportedActivity { identifier, publisher, file, digest, withdrawn });
            }
            Activities::keep(writer.transaction().await?, &rows).await?;
            Ok(found)
        };
        let found = self.register.write(author, now(), work).await?;
        written.new += found.new;
        written.changed += found.changed;
        written.unchanged += found.unchanged;
        written.transactions += found.transactions;
        written.written_here.extend(found.written_here);
        Ok(())
    }

    /// The initiatives that somebody wrote here of the same activities: their names in addresses, by identifier.
    async fn holders(&self, group: &[Prepared]) -> Result<HashMap<String, String>, DeskError> {
        let new = group.iter().filter(|one| !one.is_known);
        let keys: HashMap<&str, &Key> =
            new.map(|one| (one.identifier.as_str(), one.ready.key())).collect();
        let identifiers: Vec<String> = keys.keys().map(|one| (*one).to_owned()).collect();
        let found = self.register.having(Initiative::KIND, "activity", &identifiers).await?;
        let others = found.into_iter().filter(|(identifier, key)| {
            keys.get(identifier.as_str()).is_some_and(|mine| *mine != key)
        });
        Ok(others.map(|(identifier, key)| (identifier, key.slug().to_owned())).collect())
    }

    /// Says of activities that their publisher reports them no more; gives their identifiers.
    pub(super) async fn withdraw_activities(
        &self,
        gone: Vec<ImportedActivity>,
        author: &Author,
    ) -> Result<Vec<String>, DeskError> {
        let today = self.today().to_string();
        let identifiers: Vec<String> = gone.iter().map(|one| one.identifier.clone()).collect();
        // One at a time would be a commit each.
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let mut rows = Vec::with_capacity(gone.len());
            for one in gone {
                let Some(key) = passerelle_compact::imported::key_of_activity(&one.identifier)
                else {
                    continue;
                };
                if let Some((number, body)) = writer.current(&key).await? {
                    let mut initiative = read(&key, &body)?;
                    if let Some(imported) = &mut initiative.imported {
                        imported.withdrawn = Some(today.clone());
                        writer.put(&key, Some(number), REASON_WITHDRAWN, &initiative).await?;
                    }
                }
                rows.push(ImportedActivity { withdrawn: true, ..one });
            }
            Activities::keep(writer.transaction().await?, &rows).await?;
            Ok(())
        };
        if !identifiers.is_empty() {
            self.register.write(author, now(), work).await?;
        }
        Ok(identifiers)
    }
}

fn read(key: &Key, body: &str) -> Result<Initiative, DeskError> {
    let read = serde_json::from_str(body);
    let failed = |error: serde_json::Error| RegisterError::Body {
        key: key.clone(),
        message: error.to_string(),
    };
    Ok(read.map_err(failed)?)
}

/// Writes one, with what people here have said of it before.
async fn put(
    writer: &mut Writer,
    identifier: &str,
    ready: passerelle_register::Ready,
) -> Result<Became, DeskError> {
    let key = ready.key().clone();
    let Some((number, body)) = writer.current(&key).await? else {
        writer.put_ready(ready, None, REASON_IMPORTED).await?;
        return Ok(Became::New);
    };
    let stands = read(&key, &body)?;
    if stands.activity.as_deref() != Some(identifier) {
        return Ok(Became::Taken);
    }
    let merged = merged(read(&key, ready.body())?, stands);
    let now = writer.put(&key, Some(number), REASON_IMPORTED, &merged).await?;
    Ok(if now == number { Became::Unchanged } else { Became::Changed })
}

/// What its publisher reports, and what people here have said: what it serves, whose it is, for whom, in what languages.
fn merged(reported: Initiative, stands: Initiative) -> Initiative {
    let decided = stands.imported.map(|one| one.decided).unwrap_or_default();
    Initiative {
        by: stands.by,
        languages: stands.languages,
        groups: stands.groups,
        serves: stands.serves,
        imported: reported.imported.map(|one| Imported { decided, ..one }),
        ..reported
    }
}
