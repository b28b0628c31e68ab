//! Transactions as people write them down: one form for each, which a moderator looks at as at other work.
//!
//! A transaction is no record of its own: it belongs to its initiative, and when it is published a version of the
//! initiative is written that holds it. Its piece of work has a key all the same, so that several can wait side by side:
//! `transaction/<initiative>/new-1` for one that is new, which gets the next free number when it is published;
//! `transaction/<initiative>/<number>` for one that changes or withdraws another, which can be published only while that
//! one is as its author saw it.

use passerelle_compact::{Initiative, Transaction};
use passerelle_register::{Stored, Work};
use passerelle_vocabulary::{Finding, Key, Record};
use serde_json::{Value, json};

use super::forms::Form;
use super::forms::reading::Reading;
use super::{PartError, TRANSACTION};
use crate::{Desk, DeskError};

/// What is published of what a piece of work is about.
pub(super) struct Before {
    /// It; `None` where nothing is.
    pub body: Option<Value>,
    /// The version that stands now, where the work began from another.
    pub moved: Option<u64>,
}

/// What is written when a piece of work is published.
pub(super) struct Written {
    /// The record of which a version is written.
    pub key: Key,
    /// The version that it follows.
    pub seen: Option<u64>,
    /// The version.
    pub body: String,
}

/// The initiative that a transaction's key names, and its number in it; `None` for one that is new.
pub(super) fn named(key: &Key) -> Option<(Key, Option<u32>)> {
    let (initiative, number) = key.slug().rsplit_once('/')?;
    let of = Key::new(Initiative::KIND, initiative).ok()?;
    match number.strip_prefix("new-") {
        Some(_) => Some((of, None)),
        None => Some((of, Some(number.parse().ok()?))),
    }
}

impl Desk {
    /// The initiative to which a transaction belongs, and the transaction; `None` for one that is new.
    async fn transaction_at(
        &self,
        key: &Key,
    ) -> Result<(Stored, Initiative, Option<Transaction>), PartError> {
        let (of, number) = named(key).ok_or(PartError::NotFound)?;
        let stored = self.register.get(&of).await?.ok_or(PartError::NotFound)?;
        let initiative: Initiative = stored.record()?;
        let Some(number) = number else { return Ok((stored, initiative, None)) };
        let one = initiative.transactions.iter().find(|one| one.number == number).cloned();
        let one = one.ok_or(PartError::NotFound)?;
        Ok((stored, initiative, Some(one)))
    }

    /// The form of a transaction, and the version of its initiative that it began from; 0 for a new one.
    pub(super) async fn transaction_form(&self, key: &Key) -> Result<(Form, u64), PartError> {
        let (stored, initiative, one) = self.transaction_at(key).await?;
        let mut form = Form::default();
        form.set("of", stored.key.slug());
        form.set("currency", initiative.currency);
        let base = if one.is_some() { stored.number } else { 0 };
        if let Some(one) = &one {
            form.fill_transaction(one);
        }
        Ok((form, base))
    }

    /// The transaction of a form, with what it is of; or that one is withdrawn.
    pub(super) async fn transaction_record(
        &self,
        reading: &mut Reading<'_>,
    ) -> Result<Value, PartError> {
        let (stored, mut initiative, stands) = self.transaction_at(reading.of).await?;
        let of = stored.key.clone();
        let number = stands.as_ref().map_or_else(|| next_number(&initiative), |one| one.number);
        if reading.form.has("gone", "yes") && stands.is_some() {
            return Ok(json!({ "of": of, "title": stored.title, "withdrawn": true }));
        }
        let one = reading.transaction(number, stands.as_ref());
        place(&mut initiative, &one);
        let mut wrong = initiative.check();
        wrong.extend(initiative.check_on(self.day()));
        let prefix = format!("transactions.{number}.");
        for finding in wrong.into_iter().filter(|one| one.field.starts_with("transactions.")) {
            let field = finding.field.strip_prefix(&prefix).unwrap_or(&finding.field).to_owned();
            if !reading.found.iter().any(|known| known.field == field) {
                reading.found.push(Finding { field, ..finding });
            }
        }
        self.check_transaction(&mut reading.found, &one, &of).await?;
        Ok(with(json!(one), &of, &stored))
    }

    /// What only the node can know to be wrong with a transaction.
    async fn check_transaction(
        &self,
        found: &mut Vec<Finding>,
        one: &Transaction,
        of: &Key,
    ) -> Result<(), PartError> {
        self.check_currency(found, &one.currency);
        let here = one.other().and_then(|other| other.activity.as_deref());
        let Some(key) = here.and_then(|activity| activity.parse::<Key>().ok()) else {
            return Ok(());
        };
        let end = if one.kind.is_incoming() { "provider" } else { "receiver" };
        let mut wrong = |code: &str| {
            found.push(Finding::new(format!("{end}.activity"), code, &key));
        };
        if key == *of {
            wrong("links-to-itself");
        } else if self.register.get(&key).await?.is_none() {
            wrong("unknown-initiative");
        }
        Ok(())
    }

    /// What stands where a piece of work would be published.
    pub(super) async fn before(&self, work: &Work) -> Result<Before, PartError> {
        if work.key.kind() != TRANSACTION {
            let stands = self.register.get(&work.key).await?;
            let number = stands.as_ref().map_or(0, |one| one.number);
            let body = stands.map(|one| serde_json::from_str(&one.body).unwrap_or(Value::Null));
            return Ok(Before { body, moved: (number != work.base).then_some(number) });
        }
        let (stored, _, now) = match self.transaction_at(&work.key).await {
            Err(PartError::NotFound) => return Ok(Before { body: None, moved: None }),
            found => found?,
        };
        let Some(now) = now else { return Ok(Before { body: None, moved: None }) };
        let same = stored.number == work.base || self.was_in(&stored.key, work.base, &now).await?;
        let body = with(json!(now), &stored.key, &stored);
        Ok(Before { body: Some(body), moved: (!same).then_some(stored.number) })
    }

    /// Whether a transaction was in a version of its initiative as it is now.
    async fn was_in(&self, of: &Key, version: u64, now: &Transaction) -> Result<bool, PartError> {
        let mut history = self.register.history(of).await?.into_iter();
        let then = history.find(|one| one.number == version);
        let then: Option<Initiative> = then.and_then(|one| serde_json::from_str(&one.body).ok());
        Ok(then.is_some_and(|then| then.transactions.contains(now)))
    }

    /// What publishing a piece of work writes.
    pub(super) async fn written(&self, work: &Work, record: &Value) -> Result<Written, PartError> {
        if work.key.kind() != TRANSACTION {
            let seen = (work.base > 0).then_some(work.base);
            return Ok(Written { key: work.key.clone(), seen, body: record.to_string() });
        }
        if self.before(work).await?.moved.is_some() {
            return Err(PartError::Conflict);
        }
        let (stored, mut initiative, stands) = self.transaction_at(&work.key).await?;
        if record.get("withdrawn").is_some() {
            initiative.transactions.retain(|one| Some(one) != stands.as_ref());
        } else {
            let one: Transaction = serde_json::from_value(record.clone())
                .map_err(|error| DeskError::Key(error.to_string()))?;
            place(&mut initiative, &one);
        }
        let body = json!(initiative).to_string();
        Ok(Written { key: stored.key, seen: Some(stored.number), body })
    }
}

/// A transaction as a moderator sees it: with what it is of.
fn with(mut one: Value, of: &Key, stored: &Stored) -> Value {
    one["of"] = json!(of);
    one["title"] = json!(stored.title);
    one
}

fn next_number(initiative: &Initiative) -> u32 {
    let last = initiative.transactions.iter().map(|one| one.number).max().unwrap_or(0);
    last.saturating_add(1)
}

/// Puts a transaction in the place of the one with its number, or after all others.
fn place(initiative: &mut Initiative, one: &Transaction) {
    match initiative.transactions.iter_mut().find(|known| known.number == one.number) {
        Some(known) => known.clone_from(one),
        None => initiative.transactions.push(one.clone()),
    }
}
