//! Plans that are asked for on a page: made in the background, by whichever process of the node is free.
//!
//! The way of the data: files that were sent are kept under the job → a worker writes them to a folder of its own,
//! makes the plan, tells of each step (`making`) → the plan is kept under the job, and read as published ones are →
//! it can be made again with other choices from the same files → after [`KEPT_DAYS`] the files, the plan and the job
//! go, or earlier, where the node has no room for more (`room`). Whoever asked has a secret address; the node knows
//! its hash alone, and shows the plan to nobody else. A worker that dies leaves nothing half-done: the job begins
//! anew.

mod making;
mod room;

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use passerelle_connectivity::lots::LotsBy;
use passerelle_connectivity::reading::ColumnRole;
use passerelle_connectivity::works::Priority;
use passerelle_register::database::Transaction;
use passerelle_tables::jobs::JobState;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{MadePlan, PlanTables, PlansError};
use crate::sites::ReadFile;
use crate::{Desk, DeskError, now};

pub use room::PlansRoom;

/// The kind of these jobs.
const KIND: &str = "plan";
/// Jobs that may wait at once.
const MOST_WAITING: u64 = 20;
/// How long what came of a job is kept, in days.
pub const KEPT_DAYS: i64 = 7;
/// What a file that was sent holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A list of sites.
    Sites,
    /// A network.
    Network,
    /// A list of towers.
    Towers,
    /// Roads.
    Roads,
    /// Where people live.
    Population,
    /// Tiles of heights.
    Terrain,
    /// Outlines of areas.
    Areas,
    /// Prices.
    Costs,
    /// Incomes of the people around.
    Incomes,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Sites,
        Self::Network,
        Self::Towers,
        Self::Roads,
        Self::Population,
        Self::Terrain,
        Self::Areas,
        Self::Costs,
        Self::Incomes,
    ];

    /// Whether one file of it alone is read.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Roads | Self::Areas | Self::Costs | Self::Incomes)
    }

    /// Its name in forms and in the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sites => "sites",
            Self::Network => "network",
            Self::Towers => "towers",
            Self::Roads => "roads",
            Self::Population => "population",
            Self::Terrain => "terrain",
            Self::Areas => "areas",
            Self::Costs => "costs",
            Self::Incomes => "incomes",
        }
    }
}

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    /// What it holds.
    pub part: Part,
    /// Its name, as the sender had it.
    pub name: String,
    /// Where it lies until it is kept.
    pub path: PathBuf,
}

/// Files of an earlier plan that are used again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Again {
    /// The secret of that plan's address.
    pub token: String,
    /// Which of its files: see [`SentFile::key`].
    pub keys: Vec<String>,
}

/// What is asked for besides the files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanChoices {
    /// What the plan is called; empty for its own title.
    pub title: String,
    /// The country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Years of service.
    pub years: Option<u32>,
    /// Present cost that may be spent.
    pub budget: Option<f64>,
    /// Capital that each year may spend.
    pub budget_per_year: Option<f64>,
    /// What money is to reach first.
    pub priority: Priority,
    /// The share of each area's sites that comes first.
    pub at_least: Option<f64>,
    /// Which of a site's areas that is, from 1 for the widest; that without it.
    pub area_level: Option<u8>,
    /// Whether the plan is made again with other prices.
    pub sensitivity: bool,
    /// Price of an entry basket a month.
    pub basket: Option<f64>,
    /// How the plan is cut into lots.
    pub lots_by: LotsBy,
    /// Columns of lists of sites by what they are, where somebody says it.
    pub columns: Vec<(ColumnRole, String)>,
}

/// A job as it is kept: the files in their order, and the choices.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    files: Vec<(Part, String)>,
    choices: PlanChoices,
}

/// What came of a job, in words of each language: what was found in the files, or why there is no plan.
pub type Words = std::collections::BTreeMap<String, String>;

/// The columns of a list of sites, as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListColumns {
    /// Its name.
    pub file: String,
    /// All of its columns.
    pub all: Vec<String>,
    /// Those that were taken for something, with what.
    pub taken: Vec<(ColumnRole, String)>,
}

impl ListColumns {
    fn of(file: &ReadFile) -> Self {
        let mapping = &file.mapping;
        let taken = mapping.columns.iter().map(|one| (one.role, one.column.clone()));
        let taken: Vec<(ColumnRole, String)> = taken.collect();
        let named = taken.iter().map(|(_, name)| name);
        let passed = mapping.passed_over.iter().map(|one| &one.column);
        let mut all: Vec<String> = Vec::new();
        for name in named.chain(passed).chain(&mapping.unused) {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        Self { file: file.name.clone(), all, taken }
    }
}

/// A job's outcome as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Outcome {
    words: Words,
    lists: Vec<ListColumns>,
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Queued {
    /// It waits: the secret of its address.
    Taken(String),
    /// Too many wait.
    Busy,
    /// What waits and is being made takes all the room that there is for plans.
    Full,
    /// The files of the earlier plan are not kept any more.
    Gone,
}

/// A file that was sent, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// Its name in its folder.
    pub key: String,
    /// Its name, as the sender had it.
    pub name: String,
    /// What it holds.
    pub part: Part,
}

/// A plan that was asked for.
#[derive(Debug, Clone)]
pub struct WaitingPlan {
    /// How far it has come.
    pub state: JobState,
    /// The step that is being done: see [`super::PlanStep::code`]; empty before the first.
    pub step: String,
    /// How much is done: 0 to 1.
    pub share: f64,
    /// Jobs before it.
    pub before: u64,
    /// What was asked for.
    pub choices: PlanChoices,
    /// The files that were sent.
    pub files: Vec<SentFile>,
    /// What is to be read of it once it is over, by language.
    pub words: Words,
    /// The columns of the lists of sites, once they were read.
    pub lists: Vec<ListColumns>,
    /// When it goes, in milliseconds since 1970; `None` before it is over.
    pub until: Option<i64>,
    /// The owner of the plan that came of it.
    pub owner: String,
}

/// What a worker adds to a plan in words.
pub trait Teller: Send + Sync {
    /// Files of a plan that are made of words or drawn: name and content.
    fn files(&self, tables: &PlanTables) -> Vec<(String, Vec<u8>)>;
    /// What was found in the files of a plan, by language.
    fn made(&self, made: &MadePlan) -> Words;
    /// Why there is no plan, by language.
    fn failed(&self, error: &PlansError) -> Words;
}

fn hash_of(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

fn inputs(hash: &str) -> String {
    format!("job/{hash}/in")
}

fn outputs(hash: &str) -> String {
    format!("job/{hash}")
}

impl Desk {
    /// Keeps files that were sent and puts the plan in the queue. Files of an earlier plan are named once more; their
    /// content is kept once.
    ///
    /// # Errors
    /// A file cannot be read; the database refused.
    pub async fn ask_plan(
        &self,
        uploads: &[Upload],
        again: Option<&Again>,
        choices: PlanChoices,
    ) -> Result<Queued, DeskError> {
        let mut secret = [0; 20];
        getrandom::fill(&mut secret)
            .map_err(|error| passerelle_register::RegisterError::System(error.to_string()))?;
        let token = hex::encode(secret);
        let (hash, at) = (hash_of(&token), now());
        let mut bytes = 0;
        for upload in uploads {
            let failed = |error| DeskError::File { path: upload.path.clone(), error };
            bytes += std::fs::metadata(&upload.path).map_err(failed)?.len();
        }
        if !self.make_room(bytes, again.map(|again| hash_of(&again.token)).as_deref()).await? {
            return Ok(Queued::Full);
        }
        let mut kept = Vec::new();
        let mut from = String::new();
        if let Some(again) = again {
            kept = self.files_sent(&again.token).await?;
            kept.retain(|file| again.keys.contains(&file.key));
            if kept.len() < again.keys.len() {
                return Ok(Queued::Gone);
            }
            from = inputs(&hash_of(&again.token));
        }
        let names = kept.iter().map(|file| (file.part, file.name.clone()));
        let sent = uploads.iter().map(|upload| (upload.part, safe_name(&upload.name)));
        let numbered =
            |((part, name), number): ((Part, String), u32)| (part, format!("{number}/{name}"));
        let files: Vec<(Part, String)> = names.chain(sent).zip(1..).map(numbered).collect();
        let asked = Asked { files, choices };
        let written = serde_json::to_string(&asked).unwrap_or_default();
        // The job and its files, all or nothing.
        let mut transaction = self.register.database().begin().await?;
        let taken =
            self.jobs.ask(&mut transaction, KIND, &hash, &written, MOST_WAITING, at).await?;
        if taken.is_none() {
            return Ok(Queued::Busy);
        }
        let folder = inputs(&hash);
        let mut names = asked.files.iter().map(|(_, name)| name.as_str());
        for (file, name) in kept.iter().zip(&mut names) {
            let before = (from.as_str(), file.key.as_str());
            self.files.name_again(&mut transaction, before, (&folder, name), at).await?;
        }
        for (upload, name) in uploads.iter().zip(names) {
            self.take_in(&mut transaction, upload, (&folder, name), at).await?;
        }
        transaction.commit().await?;
        Ok(Queued::Taken(token))
    }

    async fn take_in(
        &self,
        transaction: &mut Transaction,
        upload: &Upload,
        named: (&str, &str),
        at: i64,
    ) -> Result<(), DeskError> {
        let failed = |error| DeskError::File { path: upload.path.clone(), error };
        let mut content = BufReader::new(File::open(&upload.path).map_err(failed)?);
        self.files.keep(transaction, named, &mut content, at).await?;
        Ok(())
    }

    /// The files that were sent for the plan at a secret address and are still kept.
    ///
    /// # Errors
    /// The database refused.
    pub async fn files_sent(&self, token: &str) -> Result<Vec<SentFile>, DeskError> {
        let Some(waiting) = self.waiting_plan(token).await? else { return Ok(Vec::new()) };
        let kept = self.files.folder(&inputs(&hash_of(token))).await?;
        let is_kept = |file: &SentFile| kept.iter().any(|one| one.name == file.key);
        Ok(waiting.files.into_iter().filter(is_kept).collect())
    }

    /// The plan that was asked for at a secret address.
    ///
    /// # Errors
    /// The database refused.
    pub async fn waiting_plan(&self, token: &str) -> Result<Option<WaitingPlan>, DeskError> {
        let hash = hash_of(token);
        let Some(job) = self.jobs.of_token(&hash).await?.filter(|job| job.kind == KIND) else {
            return Ok(None);
        };
        let Ok(asked) = serde_json::from_str::<Asked>(&job.asked) else { return Ok(None) };
        let before = if job.state.is_over() { 0 } else { self.jobs.before(job.id).await? };
        let outcome: Outcome = serde_json::from_str(&job.outcome).unwrap_or_default();
        let file = |(part, key): (Part, String)| {
            let name = key.split_once('/').map_or(key.as_str(), |(_, name)| name).to_owned();
            SentFile { key, name, part }
        };
        Ok(Some(WaitingPlan {
            state: job.state,
            step: job.step,
            share: job.share,
            before,
            choices: asked.choices,
            files: asked.files.into_iter().map(file).collect(),
            words: outcome.words,
            lists: outcome.lists,
            until: job.ended_at.map(|ended| ended + KEPT_DAYS * 86_400_000),
            owner: outputs(&hash),
        }))
    }

    /// Cancels the plan that was asked for at a secret address, and removes what was sent for it; says whether
    /// there was something to cancel.
    ///
    /// # Errors
    /// The database refused.
    pub async fn cancel_plan(&self, token: &str) -> Result<bool, DeskError> {
        let Some(job) = self.jobs.of_token(&hash_of(token)).await? else { return Ok(false) };
        let cancelled = self.jobs.cancel(job.id, now()).await?;
        if cancelled {
            self.forget_files(&job.token_hash).await?;
        }
        Ok(cancelled)
    }
}

/// A name that means nothing to a file system: what tells readers the format stays.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe = |c: char| if c.is_alphanumeric() || "._- ".contains(c) { c } else { '_' };
    let name: String = last.chars().map(safe).take(100).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
#[path = "waiting/tests.rs"]
mod tests;
