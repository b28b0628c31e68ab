//! Sister processes: named by moderators, looked at on demand and once a day, and what this node says of its own.
//!
//! Another node is asked for the JSON that every node has at `/consultations/NAME/sisters.json`. If it names a page of this
//! consultation, the link is one both ways. Addresses are what somebody typed: only the public Internet is asked
//! ([`Policy::public_only`]), once, without following redirects, and no more than a mebibyte is read.

use std::collections::BTreeMap;
use std::time::Duration;

use passerelle_deliberation::{Sister, Sisters, process_of};
use passerelle_exchange::fetch::{FetchError, Fetcher, Policy};
use passerelle_register::{Author, Standing, Writer};
use passerelle_tables::outcomes::SisterCheck;
use passerelle_vocabulary::{Finding, Key, Record, Text};
use serde::{Deserialize, Serialize};

use super::OutcomeError;
use crate::consultations::consultation_key;
use crate::records::key;
use crate::{Desk, DeskError, now};

/// Why sisters were written: a code, whose words are in `locales/`.
const REASON_NAMED: &str = "sisters-named";
/// What the JSON is called, beside the files of a consultation.
pub const SISTERS: &str = "sisters.json";
/// Bytes that are read of another node, at the most.
const MOST_BYTES: u64 = 1 << 20;
/// How long another node may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How old a look may be before a sister is looked at again, in milliseconds: an hour less than a day, so that it is daily.
const OLD: i64 = 23 * 60 * 60 * 1_000;

/// What was found when a sister process was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SisterFound {
    /// It names this consultation too.
    NamesUs,
    /// It does not.
    DoesNot,
    /// It says nothing of sisters that this node could read.
    SaysNothing,
    /// It could not be reached.
    Unreachable,
    /// It leads to no address of the public Internet, and was not asked.
    NotPublic,
}

impl SisterFound {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NamesUs, Self::DoesNot, Self::SaysNothing, Self::Unreachable, Self::NotPublic];

    /// The code, as stored and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NamesUs => "names-us",
            Self::DoesNot => "does-not",
            Self::SaysNothing => "says-nothing",
            Self::Unreachable => "unreachable",
            Self::NotPublic => "not-public",
        }
    }
}

/// A sister process, with what was found when it was looked at last.
#[derive(Debug, Clone)]
pub struct SisterView {
    /// The process.
    pub sister: Sister,
    /// What was found, and when (milliseconds since 1970); `None` where nobody has looked.
    pub looked: Option<(SisterFound, i64)>,
}

/// The sister processes of a consultation.
#[derive(Debug, Clone, Default)]
pub struct StoredSisters {
    /// The version of the record; 0 where there is none.
    pub version: u64,
    /// The sisters.
    pub sisters: Vec<SisterView>,
}

/// What this node says of a consultation's sisters, for other nodes.
#[derive(Debug, Clone, Serialize)]
pub struct SistersShown {
    /// The address of the consultation.
    pub address: String,
    /// What is asked.
    pub question: Text,
    /// Its sisters.
    pub sisters: Vec<Sister>,
}

/// How sisters are looked at.
#[derive(Debug, Clone, Default)]
pub struct LookOptions {
    /// What addresses of this node begin with.
    pub base: String,
    /// Replaces the scheme and host of every address: a stand-in that the node's owner names.
    pub rebase: Option<String>,
}

/// What is read of another node's JSON.
#[derive(Deserialize)]
struct Named {
    sisters: Vec<NamedSister>,
}

#[derive(Deserialize)]
struct NamedSister {
    address: String,
}

fn sisters_key(slug: &str) -> Result<Key, DeskError> {
    key(Sisters::KIND, slug)
}

/// Asks a sister whether it names `ours`.
fn look(fetcher: &Fetcher, address: &str, ours: &str) -> SisterFound {
    let Some(process) = process_of(address) else { return SisterFound::SaysNothing };
    let answer = match fetcher.get(&format!("{process}/{SISTERS}")) {
        Ok(answer) => answer,
        Err(FetchError::NotPublic(_)) => return SisterFound::NotPublic,
        // Another status, a redirect, too much: the node is there, and has no such JSON.
        Err(
            FetchError::Refused { .. } | FetchError::Redirected(_) | FetchError::TooLarge { .. },
        ) => return SisterFound::SaysNothing,
        Err(_) => return SisterFound::Unreachable,
    };
    match serde_json::from_slice::<Named>(&answer.body) {
        Ok(named) => {
            let names = |one: &NamedSister| process_of(&one.address).as_deref() == Some(ours);
            if named.sisters.iter().any(names) {
                SisterFound::NamesUs
            } else {
                SisterFound::DoesNot
            }
        }
        Err(_) => SisterFound::SaysNothing,
    }
}

impl Desk {
    /// The sister processes of a consultation, with what was found at each.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sisters(&self, slug: &str) -> Result<StoredSisters, DeskError> {
        let Ok(key) = sisters_key(slug) else { return Ok(StoredSisters::default()) };
        let Some(stored) = self.register.get(&key).await? else {
            return Ok(StoredSisters::default());
        };
        let known: BTreeMap<String, SisterCheck> = self.outcomes.checks(slug).await?;
        let view = |sister: Sister| {
            let looked = known.get(&sister.address).and_then(|check| {
                let found = SisterFound::ALL.into_iter().find(|one| one.code() == check.found);
                Some((found?, check.at))
            });
            SisterView { sister, looked }
        };
        let sisters: Sisters = stored.record()?;
        let sisters = sisters.sisters.into_iter().map(view).collect();
        Ok(StoredSisters { version: stored.number, sisters })
    }

    /// Names the sister processes of a consultation, in the place of those that were named. `seen`: the version that its
    /// author had before them, 0 for none.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`], [`OutcomeError::Conflict`], [`OutcomeError::Unsound`] with everything that is wrong.
    pub async fn name_sisters(
        &self,
        slug: &str,
        (sisters, seen): (Vec<Sister>, u64),
        who: &Standing,
    ) -> Result<(), OutcomeError> {
        let view = self.consultation(slug).await?.ok_or(OutcomeError::NotFound)?;
        if !self.may_moderate(who, &view.consultation) {
            return Err(OutcomeError::NotAllowed);
        }
        let of = consultation_key(slug).map_err(|_| OutcomeError::NotFound)?;
        let record = Sisters { title: view.consultation.question.clone(), of, sisters };
        let found: Vec<Finding> = record.check();
        if !found.is_empty() {
            return Err(OutcomeError::Unsound(found));
        }
        let (key, seen) = (sisters_key(slug)?, (seen > 0).then_some(seen));
        let work = async |writer: &mut Writer| -> Result<(), OutcomeError> {
            writer.put(&key, seen, REASON_NAMED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), now(), work).await?;
        Ok(self.refresh().await?)
    }

    /// What this node says of a consultation's sisters; `None` where there is no such consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sisters_shown(
        &self,
        slug: &str,
        base: &str,
    ) -> Result<Option<SistersShown>, DeskError> {
        let Some(view) = self.consultation(slug).await? else { return Ok(None) };
        let sisters = self.sisters(slug).await?.sisters;
        Ok(Some(SistersShown {
            address: format!("{base}/consultations/{slug}"),
            question: view.consultation.question,
            sisters: sisters.into_iter().map(|one| one.sister).collect(),
        }))
    }

    /// Looks at the sisters of a consultation, for a moderator.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`].
    pub async fn look_at_sisters(
        &self,
        slug: &str,
        options: &LookOptions,
        who: &Standing,
    ) -> Result<StoredSisters, OutcomeError> {
        let view = self.consultation(slug).await?.ok_or(OutcomeError::NotFound)?;
        if !self.may_moderate(who, &view.consultation) {
            return Err(OutcomeError::NotAllowed);
        }
        self.look(slug, options, i64::MAX).await?;
        Ok(self.sisters(slug).await?)
    }

    /// As [`Self::look_at_sisters`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn look_at_sisters_as(
        &self,
        slug: &str,
        options: &LookOptions,
        user: &crate::User,
    ) -> Result<StoredSisters, OutcomeError> {
        self.look_at_sisters(slug, options, &self.standing_of(user).await?).await
    }

    /// Looks at the sisters of all consultations at which nobody has looked for a day.
    ///
    /// # Errors
    /// The database refused.
    pub async fn look_at_all_sisters(&self, options: &LookOptions) -> Result<(), DeskError> {
        let before = now() - OLD;
        for stored in self.stored_all(Sisters::KIND, &[]).await? {
            self.look(stored.key.slug(), options, before).await?;
        }
        Ok(())
    }

    /// Looks at those sisters of a consultation at which nobody has looked since a moment.
    async fn look(&self, slug: &str, options: &LookOptions, since: i64) -> Result<(), DeskError> {
        let is_due = |one: &SisterView| one.looked.is_none_or(|(_, at)| at < since);
        let sisters = self.sisters(slug).await?.sisters;
        let addresses: Vec<String> =
            sisters.into_iter().filter(is_due).map(|one| one.sister.address).collect();
        if addresses.is_empty() {
            return Ok(());
        }
        let Some(ours) = process_of(&format!("{}/consultations/{slug}", options.base)) else {
            return Ok(());
        };
        let policy = Policy {
            total: PATIENCE,
            attempts: 1,
            max_bytes: MOST_BYTES,
            redirects: 0,
            public_only: options.rebase.is_none(),
            rebase: options.rebase.clone(),
            ..Policy::default()
        };
        let looked = tokio::task::spawn_blocking(move || {
            let fetcher = Fetcher::new(policy);
            let look = |address: String| {
                let found = look(&fetcher, &address, &ours);
                (address, found)
            };
            addresses.into_iter().map(look).collect::<Vec<_>>()
        });
        let (looked, at) = (looked.await?, now());
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            for (address, found) in &looked {
                let (address, found) = (address.clone(), found.code().to_owned());
                let check = SisterCheck { address, found, at };
                self.outcomes.checked(transaction, slug, &check).await?;
            }
            Ok(())
        };
        self.register.write(&Author::program(), at, work).await
    }
}
