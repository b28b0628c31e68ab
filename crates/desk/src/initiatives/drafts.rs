//! Drafts of initiatives. Made of a plan or of the version that stands, changed as often as its author likes, looked at
//! beside the version that stands, and published by whoever may; none of it is in the log before.
//!
//! A draft is its author's: one for each author and initiative, in the register's drafts. It remembers the version that
//! it was begun from: where another one was published meanwhile, it is not written over unseen. A form that the author
//! fills in on pages ([`crate::part`]) is kept in the same place, as another body: neither is written over the other.

use std::path::{Path, PathBuf};

use passerelle_compact::Due;
use passerelle_compact::changes::{Change, changes, moved_to};
use passerelle_compact::initiative::{Initiative, InitiativeStatus};
use passerelle_register::{Action, Author, Draft, Stored, User};
use passerelle_vocabulary::{Finding, Key, Record as _, Text};
use serde::{Deserialize, Serialize};

use super::folder::CheckedPlan;
use super::{InitiativeError, InitiativeProposal, InitiativeView, allowed, lines};
use crate::plans::Draw;
use crate::records::key;
use crate::{Desk, DeskError, now};

/// A draft as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct InitiativeDraft {
    /// The version that it was begun from; `None` where there was none.
    begun_from: Option<u64>,
    /// The folder of the plan that is published with it; `None` where its plan is published already.
    folder: Option<PathBuf>,
    initiative: Initiative,
}

/// A draft, beside the version that stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftView {
    /// The initiative's name in addresses.
    pub slug: String,
    /// When it was saved: `2026-11-26T08:40:00Z`.
    pub saved: String,
    /// The version that it was begun from; `None` where there was none.
    pub begun_from: Option<u64>,
    /// The version that stands; `None` where nothing was published yet.
    pub version: Option<u64>,
    /// The folder of the plan that is published with it.
    pub folder: Option<PathBuf>,
    /// What would be published.
    pub initiative: Initiative,
    /// What it changes in the version that stands; empty where there is none.
    pub changes: Vec<Change>,
    /// What keeps it from being published.
    pub problems: Vec<Finding>,
}

/// What is changed in a draft.
#[derive(Debug, Clone, Default)]
pub struct InitiativeChanges {
    /// Titles of the languages given.
    pub title: Text,
    /// Descriptions of the languages given.
    pub description: Text,
    /// When it begins: its end, its budget and its aims move along.
    pub start: Option<Due>,
    /// When it ends.
    pub end: Option<Due>,
    /// How far it has come.
    pub status: Option<InitiativeStatus>,
    /// Commitments that it serves too.
    pub serve: Vec<String>,
    /// Commitments that it does not serve.
    pub serve_not: Vec<String>,
    /// A file with all lines of its budget.
    pub budget: Option<PathBuf>,
}

impl InitiativeChanges {
    fn apply(&self, mut initiative: Initiative) -> Result<Initiative, InitiativeError> {
        for (lang, text) in self.title.iter() {
            initiative.title.set(lang.clone(), text);
        }
        for (lang, text) in self.description.iter() {
            initiative.description.set(lang.clone(), text);
        }
        if let Some(start) = self.start {
            initiative = moved_to(initiative, start);
        }
        initiative.end = self.end.unwrap_or(initiative.end);
        initiative.status = self.status.unwrap_or(initiative.status);
        initiative.serves.retain(|id| !self.serve_not.contains(id));
        for id in &self.serve {
            if !initiative.serves.contains(id) {
                initiative.serves.push(id.clone());
            }
        }
        if let Some(path) = &self.budget {
            initiative.budget = lines::read(path, &initiative.currency)?;
        }
        Ok(initiative)
    }
}

/// A draft as it is kept; what is kept in its place is a form of its author.
fn read(slug: &str, body: &str) -> Result<InitiativeDraft, InitiativeError> {
    serde_json::from_str(body).map_err(|_| InitiativeError::Form(slug.to_owned()))
}

fn author_of(user: Option<&User>) -> Author {
    user.map_or_else(Author::program, User::author)
}

impl Desk {
    /// Makes a draft of the plan of a folder, over the one that its author had.
    ///
    /// # Errors
    /// As [`Desk::publish_initiative`]; who may propose may do this.
    pub async fn draft_initiative(
        &self,
        folder: &Path,
        proposal: &InitiativeProposal,
        user: Option<&User>,
    ) -> Result<DraftView, InitiativeError> {
        let prepared = self.prepared_initiative(folder, proposal, user, Action::Propose).await?;
        let path = folder.to_owned();
        // Whoever publishes it may stand in another folder.
        let folder =
            std::fs::canonicalize(folder).map_err(|error| DeskError::File { path, error })?;
        let draft = InitiativeDraft {
            begun_from: prepared.seen,
            folder: Some(folder),
            initiative: prepared.initiative,
        };
        self.save_initiative(&prepared.key, &draft, user).await
    }

    /// The draft that somebody has of an initiative.
    ///
    /// # Errors
    /// [`InitiativeError::Unknown`]: they have none.
    pub async fn initiative_draft(
        &self,
        slug: &str,
        user: Option<&User>,
    ) -> Result<DraftView, InitiativeError> {
        let unknown = || InitiativeError::Unknown(slug.to_owned());
        let key = Key::new(Initiative::KIND, slug).map_err(|_| unknown())?;
        let found = self.register.draft(&author_of(user), &key).await?.ok_or_else(unknown)?;
        let draft = read(slug, &found.body)?;
        self.draft_view(&key, &draft, found.at).await
    }

    /// The drafts that somebody has of initiatives, the newest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiative_drafts(
        &self,
        user: Option<&User>,
    ) -> Result<Vec<DraftView>, InitiativeError> {
        let mut found = Vec::new();
        for one in self.register.drafts(&author_of(user)).await? {
            let key = &one.key;
            if key.kind() == Initiative::KIND
                && let Ok(draft) = read(key.slug(), &one.body)
            {
                found.push(self.draft_view(key, &draft, one.at).await?);
            }
        }
        Ok(found)
    }

    /// Changes somebody's draft; where they have none, one of the version that stands.
    ///
    /// # Errors
    /// There is neither; they may not propose; the file of the budget is not one. What is otherwise wrong is told in the
    /// draft: nothing that was typed is lost.
    pub async fn change_initiative(
        &self,
        slug: &str,
        asked: &InitiativeChanges,
        user: Option<&User>,
    ) -> Result<DraftView, InitiativeError> {
        let unknown = || InitiativeError::Unknown(slug.to_owned());
        let key = Key::new(Initiative::KIND, slug).map_err(|_| unknown())?;
        let standing = self.register.get(&key).await?;
        allowed(user, standing.as_ref(), Action::Propose)?;
        let draft = match (self.register.draft(&author_of(user), &key).await?, &standing) {
            (Some(found), _) => read(slug, &found.body)?,
            (None, Some(standing)) => InitiativeDraft {
                begun_from: Some(standing.number),
                folder: None,
                initiative: standing.record()?,
            },
            (None, None) => return Err(unknown()),
        };
        let initiative = asked.apply(draft.initiative)?;
        self.save_initiative(&key, &InitiativeDraft { initiative, ..draft }, user).await
    }

    /// Publishes somebody's draft, and throws it away. `over`: the version that it is published over, where that is
    /// another one than it was begun from. `draw`: as in [`Desk::publish_initiative`].
    ///
    /// # Errors
    /// They have none, or may not; it is not sound; another version stands; its plan's folder was changed.
    pub async fn publish_draft(
        &self,
        slug: &str,
        over: Option<u64>,
        user: Option<&User>,
        draw: Draw,
    ) -> Result<InitiativeView, InitiativeError> {
        let draft = self.initiative_draft(slug, user).await?;
        let key = key(Initiative::KIND, slug)?;
        let standing = self.register.get(&key).await?;
        allowed(user, standing.as_ref(), Action::Publish)?;
        if !draft.problems.is_empty() {
            return Err(InitiativeError::Unsound(draft.problems));
        }
        let version = standing.as_ref().map(|one| one.number);
        if over.or(draft.begun_from) != version {
            let (slug, version) = (slug.to_owned(), version.unwrap_or_default());
            return Err(InitiativeError::Moved { slug, version });
        }
        if let Some(folder) = draft.folder.clone() {
            let read = tokio::task::spawn_blocking(move || CheckedPlan::read(&folder));
            let plan = read.await.map_err(DeskError::from)??;
            let summary = draft.initiative.plan.as_ref().map(|plan| plan.summary.as_str());
            if summary != Some(plan.summary_hash.as_str()) {
                return Err(InitiativeError::Changed(vec![crate::plans::SUMMARY.to_owned()]));
            }
        }
        let author = author_of(user);
        let folder = draft.folder.as_deref().map(|folder| (folder, draw));
        let view = self.put_initiative(&key, version, folder, draft.initiative, &author).await?;
        self.register.delete_draft(&author, &key).await?;
        Ok(view)
    }

    /// Throws somebody's draft away.
    ///
    /// # Errors
    /// [`InitiativeError::Unknown`]: they have none.
    pub async fn discard_draft(
        &self,
        slug: &str,
        user: Option<&User>,
    ) -> Result<(), InitiativeError> {
        // Whatever else is kept in its place stays.
        self.initiative_draft(slug, user).await?;
        let key = key(Initiative::KIND, slug)?;
        self.register.delete_draft(&author_of(user), &key).await?;
        Ok(())
    }

    async fn save_initiative(
        &self,
        key: &Key,
        draft: &InitiativeDraft,
        user: Option<&User>,
    ) -> Result<DraftView, InitiativeError> {
        let body = serde_json::to_string(draft)
            .map_err(|error| DeskError::Key(format!("{key}: {error}")))?;
        if let Some(standing) = self.register.draft(&author_of(user), key).await? {
            read(key.slug(), &standing.body)?;
        }
        let (author, at) = (author_of(user).id().to_owned(), now());
        self.register.save_draft(&Draft { key: key.clone(), author, at, body }).await?;
        self.draft_view(key, draft, at).await
    }

    async fn draft_view(
        &self,
        key: &Key,
        draft: &InitiativeDraft,
        at: i64,
    ) -> Result<DraftView, InitiativeError> {
        let standing = self.register.get(key).await?;
        let before: Option<Initiative> = standing.as_ref().map(Stored::record).transpose()?;
        let initiative = draft.initiative.clone();
        let country = initiative.country.as_deref();
        let mut problems = self.unknown(&initiative.serves, country, &initiative.groups);
        problems.extend(initiative.check());
        Ok(DraftView {
            slug: key.slug().to_owned(),
            saved: crate::written_time(at),
            begun_from: draft.begun_from,
            version: standing.map(|one| one.number),
            folder: draft.folder.clone(),
            changes: before.map(|before| changes(&before, &initiative)).unwrap_or_default(),
            initiative,
            problems,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    /// A form that somebody fills in on pages is kept where a draft would be: it is neither read as one nor lost.
    #[tokio::test]
    async fn a_form_is_neither_a_draft_nor_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { data: folder.path().join("node"), ..Settings::default() };
        let desk = Desk::open(&settings).await.unwrap();
        let key = Key::new(Initiative::KIND, "schools").unwrap();
        let author = Author::program();
        let body = r#"{"title":"Écoles"}"#.to_owned();
        let (key_of, id) = (key.clone(), author.id().to_owned());
        let form = Draft { key: key_of, author: id, at: 1, body: body.clone() };
        desk.register.save_draft(&form).await.unwrap();
        let changes = InitiativeChanges::default();
        for refused in [
            desk.initiative_draft("schools", None).await.map(drop),
            desk.change_initiative("schools", &changes, None).await.map(drop),
            desk.publish_draft("schools", None, None, |_| Vec::new()).await.map(drop),
            desk.discard_draft("schools", None).await,
        ] {
            assert!(matches!(refused, Err(InitiativeError::Form(_))), "{refused:?}");
        }
        assert_eq!(desk.initiative_drafts(None).await.unwrap(), []);
        let kept = desk.register.draft(&author, &key).await.unwrap().unwrap();
        assert_eq!(kept.body, body);
        let unknown = desk.change_initiative("nothing", &changes, None).await;
        assert!(matches!(unknown, Err(InitiativeError::Unknown(_))));
    }
}
