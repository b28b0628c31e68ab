//! Taking part: actors, what they endorse, contribute and tell, what others say of it; and the moderators who look at
//! it before it is shown.
//!
//! # The way of a piece of work
//!
//! A form ([`forms`]) is saved as it was typed, sound or not ([`Desk::save_part`]): what was typed is not lost. Its
//! author proposes it ([`Desk::propose_part`]): it is read into its record, and everything that is wrong is said by
//! field. Then it waits. A moderator sees the record, and what changed since the published one ([`Desk::waiting`],
//! [`Desk::proposal`]), and publishes it or gives it back with a note ([`Desk::decide`]). What is published is a version
//! by its author. Updates and replies of an actor that a moderator has published wait for nobody: its word on its own
//! work is its own.
//!
//! Who may do what is told by roles ([`passerelle_register::roles`]) and by what a record belongs to ([`scopes`]):
//! its actor, its country, the commitments that it serves.

pub mod files;
pub mod forms;
mod latest;
mod listed;
mod places;
mod promised;
mod publishing;
mod seen;
#[cfg(test)]
mod tests;
mod transactions;
mod wall;

use passerelle_compact::review::{Comment, OfficeAnswer};
use passerelle_compact::{Actor, Assessment, Endorsement, Initiative, Reply, Update};
use passerelle_register::{
    Action, Author, Grant, RegisterError, Role, Stage, Standing, Stored, Work,
};
use passerelle_vocabulary::{Finding, Key, Record};
use serde_json::Value;

pub use forms::Form;
pub use latest::Published;
pub use promised::{Contribution, Promised};
pub use publishing::{Changed, Decision, Proposal, Waiting};
pub use seen::{ActorPage, Assessed, EndorsementView, Heard, Said};
pub(crate) use seen::{day_of, written_day};
pub use wall::Wall;

use crate::people::SignedIn;
use crate::{Desk, DeskError, now};

/// What a transaction of an initiative is called among kinds of records: see `transactions`.
pub const TRANSACTION: &str = "transaction";

/// Kinds of records that people write.
pub const KINDS: [&str; 9] = [
    Actor::KIND,
    Endorsement::KIND,
    Initiative::KIND,
    TRANSACTION,
    Update::KIND,
    Assessment::KIND,
    Reply::KIND,
    Comment::KIND,
    OfficeAnswer::KIND,
];

/// Why something was not saved, proposed or published.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// This account may not do it.
    #[error("this account may not do it")]
    NotAllowed,
    /// There is no such thing.
    #[error("there is none")]
    NotFound,
    /// It was saved or published meanwhile: what is there now is not what was seen.
    #[error("it was changed meanwhile")]
    Conflict,
    /// Something is wrong with it.
    #[error("{} problem(s)", .0.len())]
    Unsound(Vec<Finding>),
    /// Its author has a draft of it that was made at a terminal, and is no form.
    #[error("there is a draft that is no form")]
    NotAForm,
    /// It is too long.
    #[error("it is too long")]
    TooLong,
    /// Its author has as many pieces of work as an account may have.
    #[error("there is no room for more than {most} pieces of work")]
    Full {
        /// How many, at the most.
        most: u64,
    },
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<RegisterError> for PartError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Conflict { .. } => Self::Conflict,
            RegisterError::Unsound { findings, .. } => Self::Unsound(findings),
            RegisterError::Text { .. } => Self::TooLong,
            RegisterError::Full { most } => Self::Full { most },
            other => Self::Desk(other.into()),
        }
    }
}

/// A piece of work as its author sees it.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The form, as it was typed.
    pub form: Form,
    /// The revision; 0 where nothing is saved.
    pub revision: u64,
    /// The published version that it began from; 0 for none.
    pub base: u64,
    /// How far it has come.
    pub stage: Stage,
    /// What the moderator who gave it back said.
    pub note: String,
    /// What was published by others since it was begun: what is written goes on from there once its author has seen it,
    /// and `base` is its version.
    pub newer: Option<Form>,
}

/// What a record belongs to: its actor, its country or countries, commitments.
pub fn scopes(kind: &str, slug: &str, body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let text = |field: &str| body.get(field).and_then(Value::as_str).map(str::to_owned);
    let actor = match kind {
        "actor" => Some(format!("actor/{slug}")),
        "initiative" => text("by"),
        // One for each actor, under its name.
        "endorsement" => Some(format!("actor/{slug}")),
        // The body that was asked; its answer and what it did are its own word.
        "recommendation" => text("to"),
        "recommendation_answer" | "recommendation_step" => text("actor"),
        // Whose work it is, the record says that it is about: not whoever writes on it.
        _ => None,
    };
    found.extend(actor);
    found.extend(text("country").map(|code| format!("country/{code}")));
    let list = |field: &str| body.get(field).and_then(Value::as_array).into_iter().flatten();
    let several = list("countries").filter_map(|one| one.get("country")?.as_str());
    found.extend(several.map(|code| format!("country/{code}")));
    let serves = list("serves").filter_map(Value::as_str);
    found.extend(serves.map(|id| format!("commitment/{id}")));
    let objectives = list("objectives").filter_map(Value::as_u64);
    found.extend(objectives.map(|number| format!("commitment/gdc.{number}")));
    found
}

impl Desk {
    /// What a record belongs to, that of the record which it is about included.
    async fn scopes_of(&self, key: &Key, body: &Value) -> Result<Vec<String>, DeskError> {
        let mut found = scopes(key.kind(), key.slug(), body);
        let about = ["of", "to"].into_iter().find_map(|field| body.get(field)?.as_str());
        if let Some(about) = about.and_then(|about| about.parse::<Key>().ok())
            && let Some(stored) = self.register.get(&about).await?
        {
            let body = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
            // A reply is about an assessment, which is about an initiative.
            let within = Box::pin(self.scopes_of(&about, &body)).await?;
            found.extend(within);
        }
        Ok(found)
    }

    /// Somebody's work on a record, begun from what is published where they have not begun.
    ///
    /// # Errors
    /// [`PartError::NotFound`] where the form is about something that is not there.
    pub async fn saved_part(&self, who: &SignedIn, key: &Key) -> Result<Saved, PartError> {
        let author = who.standing.user.author();
        if let Some(work) = self.register.work(&author, key).await? {
            let newer = self.overtaken(&work).await?;
            return Ok(Saved {
                form: Form::read(&work.body).ok_or(PartError::NotAForm)?,
                revision: work.revision,
                base: newer.as_ref().map_or(work.base, |stored| stored.number),
                stage: work.stage,
                note: work.note,
                newer: newer.as_ref().map(Form::of_stored).transpose()?,
            });
        }
        let (form, base) = match key.kind() {
            TRANSACTION => self.transaction_form(key).await?,
            _ => {
                let stored = self.register.get(key).await?;
                let form = stored.as_ref().map(Form::of_stored).transpose()?;
                (form.unwrap_or_default(), stored.map_or(0, |stored| stored.number))
            }
        };
        let note = String::new();
        Ok(Saved { form, revision: 0, base, stage: Stage::Draft, note, newer: None })
    }

    /// Saves a form as it was typed, and gives the number of the revision. `seen`: the version and the revision that
    /// its author had before them.
    ///
    /// # Errors
    /// [`PartError`].
    pub async fn save_part(
        &self,
        who: &SignedIn,
        key: &Key,
        seen: (u64, u64),
        form: &Form,
    ) -> Result<u64, PartError> {
        let author = who.standing.user.author();
        self.may_write(who, key, form).await?;
        let stands = self.register.work(&author, key).await?;
        if stands.is_some_and(|work| Form::read(&work.body).is_none()) {
            return Err(PartError::NotAForm);
        }
        let revision =
            self.register.save_work((&author, key), seen, &form.written(), now()).await?;
        if key.kind() == Actor::KIND && seen == (0, 0) {
            // Whoever brings an actor in speaks for it, which shows nothing before a moderator has looked.
            let (user, scope) = (author.id().to_owned(), key.to_string());
            let grant = Grant { user, role: Role::Contributor, scope, at: now() };
            self.register.grant(&grant).await?;
        }
        Ok(revision)
    }

    /// Whether somebody may write on a record.
    async fn may_write(&self, who: &SignedIn, key: &Key, form: &Form) -> Result<(), PartError> {
        let standing = &who.standing;
        let stored = self.register.get(key).await?;
        if key.kind() == Actor::KIND {
            // Asked anew: whoever brings an actor in speaks for it from the first form on.
            let speak = self.register.granted(&key.to_string(), Role::Contributor).await?;
            let speaks = speak.iter().any(|grant| grant.user == standing.user.id);
            let free = stored.is_none() && speak.is_empty();
            let may = speaks || free || standing.may(Actor::KIND, Action::Propose, &[], false);
            return if may { Ok(()) } else { Err(PartError::NotAllowed) };
        }
        let body = form.about(key);
        let of_form = self.scopes_of(key, &body).await?;
        let own = match key.kind() {
            // Others' words on an actor's work, and on a draft, are whoever's who writes them.
            "assessment" | "comment" | "answer" => {
                stored.as_ref().is_none_or(|one| one.author == standing.user.id)
            }
            _ => false,
        };
        if !standing.may(key.kind(), Action::Propose, &of_form, own) {
            return Err(PartError::NotAllowed);
        }
        // Whoever speaks for an actor is no third party to its work.
        let speaks = |scope: &String| standing.scopes(Role::Contributor).any(|one| one == scope);
        if key.kind() == "assessment" && of_form.iter().any(speaks) {
            return Err(PartError::NotAllowed);
        }
        // What stands already has to be theirs too: a form cannot make it so.
        if let Some(stored) = stored {
            let body = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
            let of_stored = self.scopes_of(key, &body).await?;
            if !standing.may(key.kind(), Action::Propose, &of_stored, own) {
                return Err(PartError::NotAllowed);
            }
        }
        Ok(())
    }

    /// Proposes a saved form: it waits for a moderator, or, where its author needs none, is published at once. Gives
    /// whether it is published.
    ///
    /// # Errors
    /// [`PartError::Unsound`] with everything that is wrong with it; [`PartError`].
    pub async fn propose_part(
        &self,
        who: &SignedIn,
        key: &Key,
        revision: u64,
    ) -> Result<bool, PartError> {
        let standing = &who.standing;
        let author = standing.user.author();
        let mut work = self.register.work(&author, key).await?.ok_or(PartError::NotFound)?;
        let form = Form::read(&work.body).ok_or(PartError::NotAForm)?;
        self.may_write(who, key, &form).await?;
        let record = self.part_record(key, &form).await?;
        self.takes_comment(key, &form).await?;
        let mut revision = revision;
        if is_counted(key)
            && (work.base, work.revision) == (0, revision)
            && self.register.get(key).await?.is_some()
        {
            work = self.renumbered(&author, &work, &form).await?;
            revision = work.revision;
        } else if self.overtaken(&work).await?.is_some() {
            // Nobody proposes to write over what they have not seen.
            return Err(PartError::Conflict);
        }
        let key = &work.key.clone();
        let scopes = self.scopes_of(key, &record).await?;
        if self.is_own_word(standing, key, &scopes).await? {
            if work.revision != revision {
                return Err(PartError::Conflict);
            }
            self.publish_work(&author, &work, &record).await?;
            self.tell_of_word(key, &record).await;
            return Ok(true);
        }
        let to = (Stage::Proposed, work.note.as_str());
        self.register.move_work((&author, key), revision, to, now()).await?;
        Ok(false)
    }

    /// What was published since a piece of work was begun, and what it would write over. New work under a number that
    /// somebody else took gets the next one; a transaction is looked at when it is published, since its initiative may
    /// go on without it ([`transactions`]).
    async fn overtaken(&self, work: &Work) -> Result<Option<Stored>, PartError> {
        let is_new = is_counted(&work.key) && work.base == 0;
        if is_new || work.key.kind() == TRANSACTION {
            return Ok(None);
        }
        let stored = self.register.get(&work.key).await?;
        Ok(stored.filter(|stored| stored.number != work.base))
    }

    /// The same work under the next free number: of two who tell of the same thing at once, the second comes after the
    /// first.
    async fn renumbered(
        &self,
        author: &Author,
        work: &Work,
        form: &Form,
    ) -> Result<Work, PartError> {
        let slug = self.next_slug(work.key.kind(), form.get("of")).await?;
        let key = crate::records::key(work.key.kind(), &slug)?;
        let revision = self.register.save_work((author, &key), (0, 0), &work.body, now()).await?;
        self.register.delete_draft(author, &work.key).await?;
        Ok(Work { key, revision, ..work.clone() })
    }

    /// A comment is proposed while its round is open; a moderator may look at it later.
    async fn takes_comment(&self, key: &Key, form: &Form) -> Result<(), PartError> {
        if key.kind() != Comment::KIND {
            return Ok(());
        }
        let round = self.round(form.get("of")).await?.ok_or(PartError::NotFound)?.round;
        if round.takes_comments(self.day()) {
            return Ok(());
        }
        Err(PartError::Unsound(vec![Finding::new("", "round-closed", round.closes)]))
    }

    /// What is wrong with a form as it is; none where it can be proposed.
    ///
    /// # Errors
    /// [`PartError`], what is wrong with the form aside.
    pub async fn wrong_with(&self, key: &Key, form: &Form) -> Result<Vec<Finding>, PartError> {
        match self.part_record(key, form).await {
            Ok(_) => Ok(Vec::new()),
            Err(PartError::Unsound(findings)) => Ok(findings),
            Err(other) => Err(other),
        }
    }

    /// Whether somebody's word waits for no moderator: they may publish it by their role, and the actor for whom they
    /// speak has been looked at.
    async fn is_own_word(
        &self,
        standing: &Standing,
        key: &Key,
        scopes: &[String],
    ) -> Result<bool, PartError> {
        if !matches!(key.kind(), "update" | "reply" | "assessment" | "answer") {
            return Ok(false);
        }
        let own = matches!(key.kind(), "assessment" | "answer");
        if !standing.may(key.kind(), Action::Publish, scopes, own) {
            return Ok(false);
        }
        let actors = scopes.iter().filter_map(|scope| scope.parse::<Key>().ok());
        for actor in actors.filter(|key| key.kind() == Actor::KIND) {
            if self.register.get(&actor).await?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Throws somebody's work on a record away; whether there was any.
    ///
    /// # Errors
    /// The database refused.
    pub async fn throw_away(&self, who: &SignedIn, key: &Key) -> Result<bool, DeskError> {
        let there = self.register.delete_draft(&who.standing.user.author(), key).await?;
        self.tidy_evidence(who).await?;
        Ok(there)
    }

    /// Whether somebody may write on a record that a form is for.
    ///
    /// # Errors
    /// [`PartError::NotAllowed`] where they may not.
    pub async fn may_write_part(
        &self,
        who: &SignedIn,
        key: &Key,
        form: &Form,
    ) -> Result<(), PartError> {
        self.may_write(who, key, form).await
    }

    /// The name in addresses of something new: made of what it is called, and nobody else's. The same form sent twice
    /// has the same name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn new_slug(
        &self,
        who: &SignedIn,
        kind: &str,
        form: &Form,
    ) -> Result<String, DeskError> {
        let called =
            ["title", "name"].into_iter().map(|name| form.get(name)).find(|one| !one.is_empty());
        let base = crate::initiatives::slug_of_words(called.unwrap_or(kind));
        let author = who.standing.user.author();
        for slug in names(if base.is_empty() || base == NEW { kind } else { &base }) {
            let key = crate::records::key(kind, &slug)?;
            let own = self.register.work(&author, &key).await?;
            if own.is_some_and(|work| Form::read(&work.body).as_ref() == Some(form))
                || self.is_free(&key).await?
            {
                return Ok(slug);
            }
        }
        Err(DeskError::Key(base))
    }

    /// The next name in addresses among those that are counted: `mangroves/1`, `mangroves/2`.
    ///
    /// # Errors
    /// The database refused.
    pub async fn next_slug(&self, kind: &str, of: &str) -> Result<String, DeskError> {
        for number in 1..10_000 {
            let slug = match kind {
                TRANSACTION => format!("{of}/new-{number}"),
                _ => format!("{of}/{number}"),
            };
            if self.is_free(&crate::records::key(kind, &slug)?).await? {
                return Ok(slug);
            }
        }
        Err(DeskError::Key(of.to_owned()))
    }

    async fn is_free(&self, key: &Key) -> Result<bool, DeskError> {
        let stands = self.register.get(key).await?.is_some();
        Ok(!stands && self.register.drafts_of(key).await?.is_empty())
    }

    /// The initiatives of an actor that somebody works on: names in addresses, and forms.
    ///
    /// # Errors
    /// The database refused.
    pub async fn own_initiatives(
        &self,
        who: &SignedIn,
        actor: &str,
    ) -> Result<Vec<(String, Form)>, DeskError> {
        let works = self.register.works(&who.standing.user.author()).await?;
        let works = works.into_iter().filter(|work| work.key.kind() == Initiative::KIND);
        let forms =
            works.filter_map(|work| Some((work.key.slug().to_owned(), Form::read(&work.body)?)));
        Ok(forms.filter(|(_, form)| form.get("actor") == actor).collect())
    }
}

/// What stands in addresses for something that has no name yet.
pub const NEW: &str = "new";

/// Whether records of this kind are counted, and none is anybody's to name.
fn is_counted(key: &Key) -> bool {
    matches!(key.kind(), "update" | "assessment" | "comment")
}

/// A name, and the same with a number after it.
fn names(base: &str) -> impl Iterator<Item = String> + '_ {
    (1..1_000).map(move |number| match number {
        1 => base.to_owned(),
        number => format!("{base}-{number}"),
    })
}
