//! What waits for moderators, what changed in it, and what they decide.

use passerelle_register::{Action, Author, Looker, Seen, Stage, Work, Writer};
use passerelle_vocabulary::{Finding, Key};
use serde_json::Value;

use super::{Form, PartError};
use crate::people::{News, SignedIn};
use crate::{Desk, now};

/// Why a version was written: codes, whose words are in `locales/`.
const REASON_ACCEPTED: &str = "part-accepted";
const REASON_OWN_WORD: &str = "part-own-word";
/// Longest note of a moderator, in characters.
const NOTE: usize = 2_000;

/// What a moderator decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is published.
    Publish,
    /// It is given back, with what is to be changed.
    GiveBack(String),
}

/// A field that differs from what is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The field, as a path: `aims.0.target`.
    pub field: String,
    /// What is published, one or several; none where nothing is.
    pub before: Vec<String>,
    /// What is proposed; none where it is taken away.
    pub after: Vec<String>,
}

/// Something that waits for a moderator.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The record.
    pub key: Key,
    /// Id of its author.
    pub author: String,
    /// The name of its author's account; `None` where it is gone.
    pub author_name: Option<String>,
    /// When it was proposed, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The revision that is looked at.
    pub revision: u64,
    /// The published version that it began from; 0 for none.
    pub base: u64,
    /// What it is called.
    pub title: String,
    /// What it would change.
    pub changes: Vec<Changed>,
    /// Why it cannot be published as it is: something that it names is not published yet, the record was changed.
    pub hindrances: Vec<Finding>,
}

/// Proposals that are looked at for the queue, at the most: each asks the database several times.
const QUEUE: usize = 60;

/// What waits for a moderator.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// What has waited the longest: sixty at the most.
    pub found: Vec<Proposal>,
    /// Whether more waits.
    pub more: bool,
}

impl Desk {
    /// What waits for this moderator, the longest wait first. What others must come before comes after them.
    ///
    /// # Errors
    /// The database refused.
    pub async fn waiting(&self, who: &SignedIn) -> Result<Waiting, PartError> {
        let (mut found, mut more) = (Vec::new(), false);
        for work in self.register.proposed().await? {
            if found.len() == QUEUE {
                more = true;
                break;
            }
            if let Some(proposal) = self.proposal_of(who, &work).await? {
                found.push(proposal);
            }
        }
        found.sort_by_key(|one| !one.hindrances.is_empty());
        self.note_seen(who, Seen::Queue, &found).await?;
        Ok(Waiting { found, more })
    }

    /// One of them; `None` where there is none, or it is not this moderator's to decide.
    ///
    /// # Errors
    /// The database refused.
    pub async fn proposal(
        &self,
        who: &SignedIn,
        author: &str,
        key: &Key,
    ) -> Result<Option<Proposal>, PartError> {
        let work = self.register.work(&Author::new(author), key).await?;
        let Some(work) = work.filter(|work| work.stage == Stage::Proposed) else { return Ok(None) };
        let found = self.proposal_of(who, &work).await?;
        self.note_seen(who, Seen::Proposal, found.as_slice()).await?;
        Ok(found)
    }

    /// Whether what waits for this moderator names this address, such as that of a file. That they looked is noted.
    pub(super) async fn waits_with(
        &self,
        who: &SignedIn,
        address: &str,
    ) -> Result<bool, PartError> {
        for work in self.register.proposed().await? {
            if work.body.contains(address)
                && let Some(proposal) = self.proposal_of(who, &work).await?
            {
                self.note_seen(who, Seen::Proposal, &[proposal]).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Their authors see who looked at what they have not published. It is noted before it is shown.
    async fn note_seen(
        &self,
        who: &SignedIn,
        seen: Seen,
        found: &[Proposal],
    ) -> Result<(), PartError> {
        let of: Vec<(&str, String)> =
            found.iter().map(|one| (one.author.as_str(), one.key.to_string())).collect();
        let by = Looker::Account(&who.standing.user.id);
        Ok(self.register.note_looks(by, seen, &of, now()).await?)
    }

    async fn proposal_of(
        &self,
        who: &SignedIn,
        work: &Work,
    ) -> Result<Option<Proposal>, PartError> {
        let Some(form) = Form::read(&work.body) else { return Ok(None) };
        let (record, mut hindrances) = match self.part_record(&work.key, &form).await {
            Ok(record) => (record, Vec::new()),
            Err(PartError::Unsound(found)) => (form.about(&work.key), found),
            Err(PartError::NotFound) => (form.about(&work.key), vec![Finding::new("", "gone", "")]),
            Err(other) => return Err(other),
        };
        if !self.may_decide(who, work, &record).await? {
            return Ok(None);
        }
        let before = self.before(work).await?;
        let moved = before.moved.map(|number| Finding::new("", "changed-meanwhile", number));
        hindrances.extend(moved);
        hindrances.extend(self.unpublished(&record).await?);
        let mut changes = Vec::new();
        compare("", before.body.as_ref().unwrap_or(&Value::Null), &record, &mut changes);
        let title = ["title", "name"].into_iter().find_map(|name| {
            record.get(name)?.as_object()?.values().find_map(Value::as_str).map(str::to_owned)
        });
        let author = Author::new(&work.author);
        Ok(Some(Proposal {
            key: work.key.clone(),
            author: work.author.clone(),
            author_name: self.register.user_name(&author).await?,
            at: work.at,
            revision: work.revision,
            base: work.base,
            title: title.unwrap_or_else(|| work.key.slug().to_owned()),
            changes,
            hindrances,
        }))
    }

    /// Whether somebody may decide on this: by their role, and not on their own work, unless they run the node.
    async fn may_decide(
        &self,
        who: &SignedIn,
        work: &Work,
        record: &Value,
    ) -> Result<bool, PartError> {
        let (standing, kind) = (&who.standing, work.key.kind());
        let scopes = self.scopes_of(&work.key, record).await?;
        let own = work.author == standing.user.id;
        let runs = standing.may(kind, Action::Administer, &scopes, false);
        Ok(standing.may(kind, Action::Publish, &scopes, false) && (!own || runs))
    }

    /// What a record names that is not published.
    async fn unpublished(&self, record: &Value) -> Result<Vec<Finding>, PartError> {
        let mut found = Vec::new();
        let named = |field: &str| -> Vec<Key> {
            let texts: Vec<&str> = match record.get(field) {
                Some(Value::String(text)) => vec![text.as_str()],
                Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            texts.into_iter().filter_map(|text| text.parse().ok()).collect()
        };
        for field in ["by", "actor", "of", "to", "contributions"] {
            for key in named(field) {
                if self.register.get(&key).await?.is_none() {
                    found.push(Finding::new(field, "not-published", key));
                    continue;
                }
                // What an actor promises is its own.
                let actor = record.get("actor").and_then(Value::as_str);
                let actor = actor.and_then(|actor| actor.parse::<Key>().ok());
                if field == "contributions"
                    && let Some(actor) = actor
                    && !self.is_of(&key, &actor).await?
                {
                    found.push(Finding::new(field, "not-theirs", key));
                }
            }
        }
        Ok(found)
    }

    /// Publishes a proposal, or gives it back. `revision`: what the moderator looked at.
    ///
    /// # Errors
    /// [`PartError`].
    pub async fn decide(
        &self,
        who: &SignedIn,
        (author, key): (&str, &Key),
        revision: u64,
        decision: Decision,
    ) -> Result<(), PartError> {
        let author = Author::new(author);
        let work = self.register.work(&author, key).await?;
        let work = work.filter(|work| work.stage == Stage::Proposed).ok_or(PartError::NotFound)?;
        let form = Form::read(&work.body).ok_or(PartError::NotFound)?;
        let record = self.part_record(key, &form).await;
        let about = record.as_ref().map_or_else(|_| form.about(key), Clone::clone);
        if !self.may_decide(who, &work, &about).await? {
            return Err(PartError::NotAllowed);
        }
        if work.revision != revision {
            return Err(PartError::Conflict);
        }
        match decision {
            Decision::GiveBack(note) => {
                let note = note.trim();
                if note.is_empty() {
                    return Err(PartError::Unsound(vec![Finding::new("note", "missing", "")]));
                }
                let note: String = note.chars().take(NOTE).collect();
                let to = (Stage::Returned, note.as_str());
                self.register.move_work((&author, key), revision, to, now()).await?;
                self.tell_owner(author.id(), News::Returned, &key.to_string()).await;
                Ok(())
            }
            Decision::Publish => {
                let record = record?;
                let missing = self.unpublished(&record).await?;
                if !missing.is_empty() {
                    return Err(PartError::Unsound(missing));
                }
                self.put(&author, &work, &record, REASON_ACCEPTED).await?;
                self.tell_owner(author.id(), News::Published, &key.to_string()).await;
                self.tell_of_word(key, &record).await;
                Ok(())
            }
        }
    }

    /// Publishes what waits for nobody.
    pub(super) async fn publish_work(
        &self,
        author: &Author,
        work: &Work,
        record: &Value,
    ) -> Result<(), PartError> {
        let missing = self.unpublished(record).await?;
        if !missing.is_empty() {
            return Err(PartError::Unsound(missing));
        }
        self.put(author, work, record, REASON_OWN_WORD).await
    }

    async fn put(
        &self,
        author: &Author,
        work: &Work,
        record: &Value,
        reason: &str,
    ) -> Result<(), PartError> {
        let written = self.written(work, record).await?;
        let write = async |writer: &mut Writer| -> Result<(), PartError> {
            writer.take_work(&work.key, work.revision).await?;
            writer.put_body(&written.key, written.seen, reason, &written.body).await?;
            Ok(self.show_files(writer, &work.key, record).await?)
        };
        self.register.write(author, now(), write).await?;
        Ok(self.refresh().await?)
    }
}

/// Most fields of a comparison.
const MOST_CHANGES: usize = 500;

/// The fields in which two bodies differ, in the order of the second's.
fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<Changed>) {
    if before == after || found.len() >= MOST_CHANGES {
        return;
    }
    let within =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    // What has parts is told by its parts, also where it comes or goes as a whole.
    let (parts, others) = (parts(after), parts(before));
    if parts.is_empty() && others.is_empty() {
        let (before, after) = (shown(before), shown(after));
        if before != after {
            found.push(Changed { field: path.to_owned(), before, after });
        }
        return;
    }
    let of = |parts: &[(String, Value)], name: &str| {
        let one = parts.iter().find(|(known, _)| known == name);
        one.map_or(Value::Null, |(_, value)| value.clone())
    };
    for (name, value) in &parts {
        compare(&within(name), &of(&others, name), value, found);
    }
    let gone = others.iter().filter(|(name, _)| !parts.iter().any(|(known, _)| known == name));
    for (name, value) in gone {
        compare(&within(name), value, &Value::Null, found);
    }
}

/// The parts of a value that has some, by name or number: an object's, and those of a list of such.
fn parts(value: &Value) -> Vec<(String, Value)> {
    match value {
        Value::Object(all) => all.iter().map(|(name, one)| (name.clone(), one.clone())).collect(),
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => (1..)
            .zip(list)
            .map(|(number, one): (u32, _)| (number.to_string(), one.clone()))
            .collect(),
        _ => Vec::new(),
    }
}

/// A value that has no parts, or a list of them.
fn shown(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(shown).collect(),
        Value::String(text) if !text.is_empty() => vec![text.clone()],
        Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_named_by_its_field() {
        let before = json!({ "title": { "fr": "A" }, "aims": [{ "target": 1, "unit": "x" }], "serves": ["a"] });
        let after = json!({ "title": { "fr": "B", "en": "C" }, "aims": [{ "target": 2, "unit": "x" }, { "target": 3 }],
                            "serves": ["a", "b"], "languages": [] });
        let mut found = Vec::new();
        compare("", &before, &after, &mut found);
        let mut told: Vec<(String, String, String)> = found
            .into_iter()
            .map(|one| (one.field, one.before.join(", "), one.after.join(", ")))
            .collect();
        told.sort();
        let line = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            told,
            [
                line("aims.1.target", "1", "2"),
                line("aims.2.target", "", "3"),
                line("serves", "a", "a, b"),
                line("title.en", "", "C"),
                line("title.fr", "A", "B"),
            ]
        );
        // What goes as a whole is told by its parts too.
        let (before, after) = (json!({ "aims": [{ "target": 1 }] }), json!({ "aims": [] }));
        let mut gone = Vec::new();
        compare("", &before, &after, &mut gone);
        let [one] = gone.as_slice() else { panic!("{gone:?}") };
        assert_eq!((one.field.as_str(), one.before[0].as_str()), ("aims.1.target", "1"));
        let mut same = Vec::new();
        compare("", &after, &after, &mut same);
        assert!(same.is_empty());
    }
}
