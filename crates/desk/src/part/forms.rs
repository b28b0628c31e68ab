//! Forms: what people type, as texts by the names of fields; and the records that they become.
//!
//! A form keeps whatever was typed, so that nothing is lost while it is not yet right. What it cannot be read as is
//! told by field, beside what the record itself finds wrong. A form is written in one language; the texts that the
//! published record has in others stay.

mod contribution;
pub(super) mod reading;
mod rows;

use std::collections::BTreeMap;

use passerelle_compact::review::{Comment, Round};
use passerelle_compact::{Actor, Assessment, Endorsement, Evidence, Initiative, Transaction};
use passerelle_register::{Author, Stored};
use passerelle_vocabulary::{Finding, Key, Lang, Record, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{PartError, TRANSACTION, transactions};
use crate::{Desk, DeskError};
pub use contribution::typed_position;
use reading::Reading;
pub use rows::{AIMS, BUDGET, EVIDENCE, PARTNERS, PLACES, Rows, row_field, rows_of};

/// Longest text of a field, in bytes: a description may have 20,000 characters.
const LONGEST: usize = 100_000;
/// Most fields of a form.
const MOST_FIELDS: usize = 1_500;

/// What was typed, by field. Of a field that is there several times (boxes that are ticked), one line each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Form(BTreeMap<String, String>);

impl Form {
    /// Of pairs as a browser sends them.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.add(&name, &value);
        }
        form
    }

    fn add(&mut self, name: &str, value: &str) {
        if self.0.len() >= MOST_FIELDS && !self.0.contains_key(name) {
            return;
        }
        // Browsers send line ends as two characters.
        let value = value.replace("\r\n", "\n").replace('\0', "");
        let mut end = value.len().min(LONGEST);
        while !value.is_char_boundary(end) {
            end -= 1;
        }
        let held = self.0.entry(name.to_owned()).or_default();
        if !held.is_empty() {
            held.push('\n');
        }
        held.push_str(&value[..end]);
    }

    /// Puts a value in the place of what a field has.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Takes a field away.
    pub fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// What was typed, without space around it; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// The lines of a field.
    pub fn lines(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Whether a line of a field is this one: whether a box is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.lines(name).any(|line| line == value)
    }

    pub(super) fn written(&self) -> String {
        // A map of texts can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A form that was saved; `None` where something else was, which no form may write over.
    pub(super) fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }

    /// Whether it gives no name to what it is for: neither a title nor a name.
    pub fn is_unnamed(&self) -> bool {
        ["title", "name"].iter().all(|name| self.get(name).is_empty())
    }

    /// The language that it is written in.
    pub(super) fn lang(&self) -> Lang {
        let code = self.get("lang");
        Lang::new(if code.is_empty() { "en" } else { code })
    }

    /// What the record is about, as far as the form says: enough to know what it belongs to.
    pub(super) fn about(&self, key: &Key) -> Value {
        let actor = || json!(format!("actor/{}", self.get("actor")));
        match key.kind() {
            "actor" => json!({ "country": self.country() }),
            "initiative" => json!({
                "by": actor(), "country": self.country(),
                "serves": self.lines("serves").collect::<Vec<_>>(),
            }),
            "update" => json!({ "actor": actor(), "of": self.of() }),
            // Whose it is, its name says, and not whoever fills the form in.
            TRANSACTION => json!({ "of": transactions::named(key).map(|(of, _)| of) }),
            "assessment" => json!({ "of": self.of() }),
            "reply" => json!({ "actor": actor(), "to": format!("assessment/{}", self.get("to")) }),
            "comment" => json!({ "of": format!("{}/{}", Round::KIND, self.get("of")) }),
            "answer" => json!({ "to": format!("{}/{}", Comment::KIND, self.get("to")) }),
            _ => json!({ "actor": actor() }),
        }
    }

    fn of(&self) -> String {
        format!("initiative/{}", self.get("of"))
    }

    fn country(&self) -> Option<String> {
        Some(self.get("country").to_owned()).filter(|code| !code.is_empty())
    }

    /// The form of what is published.
    pub(super) fn of_stored(stored: &Stored) -> Result<Self, DeskError> {
        let mut form = Self::default();
        match stored.key.kind() {
            "actor" => form.fill_actor(&stored.record()?),
            "endorsement" => form.fill_endorsement(&stored.record()?),
            "initiative" => form.fill_initiative(&stored.record()?),
            _ => {}
        }
        Ok(form)
    }

    /// A text in the form's language; the first text gives the form its own.
    fn text(&mut self, name: &str, text: &Text) {
        if self.get("lang").is_empty() {
            let Some((lang, _)) = text.iter().next() else { return };
            self.set("lang", lang.code());
        }
        // What is written in other languages alone stays as it is.
        let written = text.exact(&Lang::new(self.get("lang"))).unwrap_or_default();
        self.set(name, written);
    }

    fn fill_actor(&mut self, actor: &Actor) {
        self.text("about", &actor.about);
        self.text("name", &actor.name);
        self.set("kind", actor.kind.code());
        self.set("country", actor.country.clone().unwrap_or_default());
        self.set("languages", codes(&actor.languages));
        self.set("website", actor.website.clone().unwrap_or_default());
    }

    fn fill_endorsement(&mut self, one: &Endorsement) {
        self.text("statement", &one.statement);
        self.set("actor", one.actor.slug());
        let objectives: Vec<String> = one.objectives.iter().map(u8::to_string).collect();
        self.set("objectives", objectives.join("\n"));
        self.set("signatory", one.signatory.clone());
        self.set("signed", one.signed.to_string());
        let slugs: Vec<&str> = one.contributions.iter().map(Key::slug).collect();
        self.set("contributions", slugs.join("\n"));
        self.set("values_only", if one.is_values_only() { "yes" } else { "" });
        self.set("withdrawn", one.withdrawn.map(|day| day.to_string()).unwrap_or_default());
    }

    pub(super) fn fill_transaction(&mut self, one: &Transaction) {
        self.text("description", &one.description);
        self.set("kind", one.kind.code());
        self.set("day", one.day.to_string());
        self.set("amount", (one.cents as f64 / 100.0).to_string());
        self.set("currency", one.currency.clone());
        self.set("value_day", one.value_day.map(|day| day.to_string()).unwrap_or_default());
        self.set("reference", one.reference.clone().unwrap_or_default());
        if let Some(other) = one.other() {
            self.set("party", other.name.clone());
            self.set("party_reference", other.reference.clone().unwrap_or_default());
            self.set("party_activity", other.activity.clone().unwrap_or_default());
            self.set("outside", if other.outside { "yes" } else { "" });
        }
    }

    fn fill_evidence(&mut self, evidence: &[Evidence]) {
        for (one, number) in evidence.iter().zip(1..=EVIDENCE.most) {
            self.set(&row_field("evidence_what", number), one.what.clone());
            self.set(&row_field("evidence_link", number), one.link.clone());
        }
    }
}

fn codes(languages: &[Lang]) -> String {
    languages.iter().map(Lang::code).collect::<Vec<_>>().join(", ")
}

impl Desk {
    /// The record that a form becomes, as JSON.
    pub(super) async fn part_record(&self, key: &Key, form: &Form) -> Result<Value, PartError> {
        let mut reading = Reading { of: key, form, found: Vec::new() };
        let stands = self.register.get(key).await?;
        let record = match key.kind() {
            "actor" => {
                let stands = stands.map(|one| one.record::<Actor>()).transpose()?;
                let actor = reading.actor(stands.as_ref());
                self.check_country(&mut reading.found, actor.country.as_deref());
                checked(&mut reading, &actor)?
            }
            "endorsement" => {
                let stands = stands.map(|one| one.record::<Endorsement>()).transpose()?;
                let actor = self.actor_of(form).await?;
                let one = reading.endorsement(&actor, stands.as_ref());
                if one.contributions.is_empty() && form.get("values_only") != "yes" {
                    reading.found.push(Finding::new("contributions", "promise-or-values", ""));
                }
                if one.actor.slug() != key.slug() {
                    reading.found.push(Finding::new("", "not-theirs", &one.actor));
                }
                reading.found.extend(one.check_on(self.day()));
                checked(&mut reading, &one)?
            }
            "initiative" => {
                let stands = stands.map(|one| one.record::<Initiative>()).transpose()?;
                let mut one = reading.initiative(stands.as_ref());
                self.complete(&mut one);
                reading.found.extend(self.unknown_in(&one));
                self.check_files(&mut reading.found, &mut one.evidence).await?;
                checked(&mut reading, &one)?
            }
            TRANSACTION => self.transaction_record(&mut reading).await?,
            "update" => {
                let title = self.title_of("initiative", form.get("of")).await?;
                let mut one = reading.update(title);
                self.check_files(&mut reading.found, &mut one.evidence).await?;
                self.check_actor(&mut reading.found, &one.of, &one.actor).await?;
                reading.found.extend(one.check_on(self.day()));
                checked(&mut reading, &one)?
            }
            "assessment" => {
                let title = self.title_of("initiative", form.get("of")).await?;
                let mut one = reading.assessment(title);
                self.check_files(&mut reading.found, &mut one.evidence).await?;
                reading.found.extend(one.check_on(self.day()));
                checked(&mut reading, &one)?
            }
            "reply" => {
                let title = self.title_of("assessment", form.get("to")).await?;
                let one = reading.reply(title);
                let of = self.register.get(&one.to).await?;
                if let Some(of) = of.map(|stored| stored.record::<Assessment>()).transpose()? {
                    self.check_actor(&mut reading.found, &of.of, &one.actor).await?;
                }
                checked(&mut reading, &one)?
            }
            "comment" => {
                let round = self.round(form.get("of")).await?.ok_or(PartError::NotFound)?.round;
                let one = reading.comment(round.title.clone());
                checked(&mut reading, &one)?
            }
            "answer" => {
                let title = self.title_of(Comment::KIND, form.get("to")).await?;
                let one = reading.answer(title);
                checked(&mut reading, &one)?
            }
            _ => return Err(PartError::NotFound),
        };
        if reading.found.is_empty() { Ok(record) } else { Err(PartError::Unsound(reading.found)) }
    }

    /// Fills in what an indicator says of an aim that says no more than it.
    fn complete(&self, one: &mut Initiative) {
        for aim in &mut one.aims {
            let indicator =
                aim.indicator.as_deref().and_then(|code| self.catalogue.indicator(code));
            let Some(indicator) = indicator else { continue };
            if aim.unit.is_empty() {
                aim.unit.clone_from(&indicator.unit);
            }
            if aim.what.is_empty() {
                aim.what = indicator.name.clone();
            }
        }
    }

    /// What of an initiative the catalogue does not know, and places that are not in its country.
    fn unknown_in(&self, one: &Initiative) -> Vec<Finding> {
        let mut found = Vec::new();
        self.check_country(&mut found, one.country.as_deref());
        self.check_currency(&mut found, &one.currency);
        let unknown = one.serves.iter().filter(|id| self.catalogue.commitment(id).is_none());
        found.extend(unknown.map(|id| Finding::new("serves", "unknown-commitment", id)));
        for (aim, number) in one.aims.iter().zip(1..) {
            let code = aim.indicator.as_deref();
            if let Some(code) = code.filter(|code| self.catalogue.indicator(code).is_none()) {
                let field = row_field("aim_indicator", number);
                found.push(Finding::new(field, "unknown-indicator", code));
            }
        }
        let mut boxes = crate::sites::country_boxes(self.catalogue_folder.as_deref());
        let Some(edges) = one.country.as_ref().and_then(|code| boxes.remove(code)) else {
            return found;
        };
        for (place, number) in one.places.iter().zip(1..) {
            if let Some(at) = place.position.filter(|at| !edges.contains(*at)) {
                let field = row_field("place_at", number);
                let at = contribution::written_position(at);
                found.push(Finding::new(field, "outside-country", at));
            }
        }
        found
    }

    /// Whether an initiative is this actor's: nobody speaks on another's work as if it were theirs.
    async fn check_actor(
        &self,
        found: &mut Vec<Finding>,
        initiative: &Key,
        actor: &Key,
    ) -> Result<(), PartError> {
        if !self.is_of(initiative, actor).await? {
            found.push(Finding::new("", "not-theirs", actor));
        }
        Ok(())
    }

    /// Whether a published initiative is an actor's.
    pub(super) async fn is_of(&self, initiative: &Key, actor: &Key) -> Result<bool, PartError> {
        let Some(stored) = self.register.get(initiative).await? else { return Ok(false) };
        Ok(stored.record::<Initiative>()?.by.as_ref() == Some(actor))
    }

    /// Whether a currency is one of ISO 4217; that its code is none at all, the record says.
    pub(super) fn check_currency(&self, found: &mut Vec<Finding>, code: &str) {
        let known = &self.catalogue.currencies.rates;
        if code.len() == 3 && !known.is_currency(code) {
            found.push(Finding::new("currency", "unknown-currency", code));
        }
    }

    fn check_country(&self, found: &mut Vec<Finding>, code: Option<&str>) {
        if let Some(code) = code.filter(|code| self.catalogue.places.country(code).is_none()) {
            found.push(Finding::new("country", "unknown-country", code));
        }
    }

    /// The actor that a form names: published, else as the one who brings it in has it.
    pub(super) async fn actor_of(&self, form: &Form) -> Result<Actor, PartError> {
        let key = Key::new("actor", form.get("actor")).map_err(|_| PartError::NotFound)?;
        if let Some(stored) = self.register.get(&key).await? {
            return Ok(stored.record()?);
        }
        let drafts = self.register.drafts_of(&key).await?;
        let draft = drafts.first().ok_or(PartError::NotFound)?;
        let author = Author::new(&draft.author);
        let work = self.register.work(&author, &key).await?.ok_or(PartError::NotFound)?;
        let form = Form::read(&work.body).ok_or(PartError::NotFound)?;
        Ok(Reading { of: &key, form: &form, found: Vec::new() }.actor(None))
    }

    async fn title_of(&self, kind: &str, slug: &str) -> Result<Text, PartError> {
        let key = Key::new(kind, slug).map_err(|_| PartError::NotFound)?;
        let stored = self.register.get(&key).await?.ok_or(PartError::NotFound)?;
        Ok(stored.title)
    }
}

/// A record as JSON, what is wrong with it told beside what could not be read.
fn checked<R: Record>(reading: &mut Reading<'_>, record: &R) -> Result<Value, PartError> {
    let known: Vec<String> = reading.found.iter().map(|one| one.field.clone()).collect();
    let more = record.check().into_iter().filter(|one| !known.contains(&one.field));
    reading.found.extend(more);
    serde_json::to_value(record).map_err(|error| DeskError::Key(error.to_string()).into())
}
