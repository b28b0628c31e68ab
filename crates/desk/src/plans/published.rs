//! Published plans: their records, and what of them may be seen today.
//!
//! What is published is made once, as its country's policy lets it be seen ([`super::public`]). The policy may change
//! afterwards, and it may let places be seen only after some days. So nothing of a published plan is read but through
//! [`Desk::published_plan`] and [`Desk::published_file`], which hold it against the policy of now:
//!
//! - its files are finer than the policy lets places be seen: sites, lines, maps and every file are held back until it is
//!   published again ([`Withheld::Policy`]);
//! - its places may not be seen yet: sites and lines, and every file that tells of single ones, are held back until
//!   that day ([`Withheld::Until`]).
//!
//! What the plan comes to in all is shown meanwhile.

use std::path::Path;

use passerelle_register::{Author, Stored, Writer};
use passerelle_tables::files::KeptFile;
use passerelle_vocabulary::{Facets, Finding, Key, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::public::{Draw, PublicPlan, Publishing};
use super::write::{AFFORDABILITY, AREAS, BILL, CLEANING, LOTS, SUMMARY};
use super::{PlansError, StoredPlan};
use crate::shown::{DAY, Precision};
use crate::{Desk, DeskError, now};

/// Why a plan was written: a code, whose words are in `locales/`.
const REASON_PUBLISHED: &str = "plan-published";
/// Files that tell of no single site.
const OF_ALL: [&str; 6] = [AFFORDABILITY, AREAS, BILL, CLEANING, LOTS, SUMMARY];

/// A published plan, as the register remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanRecord {
    /// What it is called.
    pub title: Text,
    /// The country, ISO 3166-1 alpha-3; empty where it is not told.
    pub country: String,
    /// Sites that it plans for.
    pub sites: u64,
    /// What it costs over its years, discounted.
    pub present_cost: f64,
    /// ISO 4217 code of that amount.
    pub currency: String,
    /// SHA-256 of its `summary.json`, in hexadecimal.
    pub summary: String,
    /// Digest of its list of sites, in hexadecimal.
    pub digest: String,
    /// Its files: name and SHA-256 in hexadecimal.
    pub files: Vec<PlanFile>,
    /// How precisely its files say where its sites are: `areas`, `rounded`, `exact`.
    #[serde(default = "exact")]
    pub precision: String,
    /// Degrees that places are rounded to, where they are.
    #[serde(default)]
    pub round: f64,
    /// SHA-256 of the `summary.json` of the folder that it was made of, in hexadecimal: who has that folder can show
    /// that it is this plan. Empty in plans of before that was told.
    #[serde(default)]
    pub made_of: String,
}

/// What plans of before it was told are.
fn exact() -> String {
    Precision::Exact.code().to_owned()
}

/// A file of a published plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Record for PlanRecord {
    const KIND: &'static str = "plan";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("country".to_owned(), vec![self.country.clone()])])
    }

    fn check(&self) -> Vec<Finding> {
        let untitled = self.title.is_empty();
        untitled.then(|| Finding::new("title", "empty", "")).into_iter().collect()
    }
}

/// Why the places of a published plan are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Its files are finer than the policy of its country lets places be seen: it has to be published again.
    Policy,
    /// They are shown from this moment on, in milliseconds since 1970.
    Until(i64),
}

/// A published plan, as much of it as may be seen today.
#[derive(Debug, Clone)]
pub struct PublishedPlan {
    /// Its record.
    pub record: PlanRecord,
    /// The plan, without what is held back.
    pub plan: StoredPlan,
    /// Why something is held back; `None` where nothing is.
    pub withheld: Option<Withheld>,
}

impl Desk {
    /// What may be published of the plan of a folder, of a country (empty where it names none).
    ///
    /// # Errors
    /// The folder holds no plan.
    pub(crate) async fn public_plan(
        &self,
        folder: &Path,
        country: &str,
        draw: Draw,
    ) -> Result<PublicPlan, PublishPlanError> {
        let (folder, country) = (folder.to_owned(), country.to_owned());
        let (policies, catalogue) = (self.site_policies.clone(), self.catalogue_folder.clone());
        let made = tokio::task::spawn_blocking(move || {
            let (policies, country) = (&policies, country.as_str());
            Publishing { policies, country, catalogue: catalogue.as_deref(), draw }.of(&folder)
        });
        Ok(made.await.map_err(DeskError::from)??)
    }

    /// Publishes a plan under a slug, or a later version of it. Its record names every file with its hash, so that
    /// nobody can change one unseen.
    ///
    /// # Errors
    /// The slug cannot be one; the database refused.
    pub(crate) async fn publish_plan(
        &self,
        slug: &str,
        (title, country): (Text, &str),
        public: PublicPlan,
        author: &Author,
    ) -> Result<PlanRecord, DeskError> {
        let key = plan_key(slug)?;
        let seen = self.register.get(&key).await?.map(|stored| stored.number);
        // Its files are read until they are kept.
        let PublicPlan { folder, policy, made_of, made, .. } = public;
        let work = async |writer: &mut Writer| -> Result<PlanRecord, DeskError> {
            let (told, summary) = (folder.told.clone(), folder.summary_hash.clone());
            let transaction = writer.transaction().await?;
            let (files, list) =
                self.keep_plan(transaction, &key.to_string(), country, folder).await?;
            let files = files.into_iter().map(|one| PlanFile { name: one.name, sha256: one.hash });
            let rounded = policy.precision != Precision::Exact;
            let record = PlanRecord {
                title,
                country: country.to_owned(),
                sites: told.summary.sites,
                present_cost: told.summary.present_cost,
                currency: told.summary.currency,
                summary,
                digest: list.digest,
                files: files.collect(),
                precision: policy.precision.code().to_owned(),
                round: if rounded { policy.round } else { 0.0 },
                made_of,
            };
            writer.put(&key, seen, REASON_PUBLISHED, &record).await?;
            Ok(record)
        };
        let record = self.register.write(author, now(), work).await?;
        drop(made);
        self.refresh().await?;
        Ok(record)
    }

    /// The published plans, by their slugs.
    ///
    /// # Errors
    /// The database refused.
    pub async fn published_plans(&self) -> Result<Vec<(String, PlanRecord)>, DeskError> {
        let stored = self.register.list(PlanRecord::KIND, &[], None, 1_000).await?;
        stored.into_iter().map(|one| Ok((one.key.slug().to_owned(), one.record()?))).collect()
    }

    /// A published plan, as much of it as may be seen today.
    ///
    /// # Errors
    /// The database refused.
    pub async fn published_plan(&self, slug: &str) -> Result<Option<PublishedPlan>, DeskError> {
        let Some((owner, record, withheld)) = self.gate(slug).await? else { return Ok(None) };
        let Some(mut plan) = self.stored_plan(&owner).await? else { return Ok(None) };
        if withheld.is_some() {
            plan.list = None;
            plan.files.retain(|file| is_shown(&file.name, withheld));
        }
        if withheld == Some(Withheld::Policy) {
            plan.areas.clear();
        }
        Ok(Some(PublishedPlan { record, plan, withheld }))
    }

    /// A file of a published plan; `None` where there is none of this name, or it may not be seen today.
    ///
    /// # Errors
    /// The database refused.
    pub async fn published_file(
        &self,
        slug: &str,
        name: &str,
    ) -> Result<Option<KeptFile>, DeskError> {
        match self.gate(slug).await? {
            Some((owner, _, withheld)) if is_shown(name, withheld) => {
                Ok(self.files.find(&owner, name).await?)
            }
            _ => Ok(None),
        }
    }

    /// The owner and the record of a published plan, and whether something of it is held back today.
    async fn gate(
        &self,
        slug: &str,
    ) -> Result<Option<(String, PlanRecord, Option<Withheld>)>, DeskError> {
        let Ok(key) = plan_key(slug) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let record: PlanRecord = stored.record()?;
        let withheld = self.withheld(&record, &stored);
        Ok(Some((key.to_string(), record, withheld)))
    }

    fn withheld(&self, record: &PlanRecord, stored: &Stored) -> Option<Withheld> {
        let policy = self.site_policies.of(&record.country);
        // A word that is not known is no promise.
        let precision = Precision::of_code(&record.precision).unwrap_or(Precision::Exact);
        if !policy.lets(precision, record.round) {
            return Some(Withheld::Policy);
        }
        let from = stored.at + i64::from(policy.delay_days) * DAY;
        (precision != Precision::Areas && from > now()).then_some(Withheld::Until(from))
    }
}

fn is_shown(file: &str, withheld: Option<Withheld>) -> bool {
    match withheld {
        None => true,
        Some(Withheld::Until(_)) => OF_ALL.contains(&file),
        Some(Withheld::Policy) => false,
    }
}

/// Why a plan was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishPlanError {
    /// The folder holds no plan.
    #[error(transparent)]
    Plan(#[from] PlansError),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Slugs that are addresses of something else.
const TAKEN: [&str; 2] = ["asked", "new"];

/// The key of a published plan's record: its slug is lower-case letters, digits and hyphens.
///
/// # Errors
/// Another slug.
pub fn plan_key(slug: &str) -> Result<Key, DeskError> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if TAKEN.contains(&slug) || !slug.bytes().all(plain) {
        return Err(DeskError::Key(slug.to_owned()));
    }
    Key::new(PlanRecord::KIND, slug).map_err(|error| DeskError::Key(error.to_string()))
}
