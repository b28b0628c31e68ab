//! Plans that are asked for on a page: made in the background, by whichever process of the node is free.
//!
//! The way of the data: files that were sent are kept under the job → a worker writes them to a folder of its own,
//! makes the plan, tells of each step → the plan is kept under the job, and read as published ones are → after
//! [`KEPT_DAYS`] the files, the plan and the job go. Whoever asked has a secret address; the node knows its hash
//! alone, and shows the plan to nobody else. A worker that dies leaves nothing half-done: the job begins anew.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use passerelle_connectivity::works::{Equity, Priority};
use passerelle_tables::jobs::{Job, JobState};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::stored::PlanFolder;
use super::{MadePlan, PlanAsked, PlanStep, PlanTables, PlansError, make_plan_watched};
use crate::sites::SiteOptions;
use crate::{Desk, DeskError, now};

/// The kind of these jobs.
const KIND: &str = "plan";
/// Jobs that may wait at once.
const MOST_WAITING: u64 = 20;
/// How long what came of a job is kept, in days.
pub const KEPT_DAYS: i64 = 7;
/// How often a worker tells that it is alive.
const BEAT: Duration = Duration::from_secs(2);

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
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Sites,
        Self::Network,
        Self::Towers,
        Self::Roads,
        Self::Population,
        Self::Terrain,
        Self::Areas,
        Self::Costs,
    ];

    /// Whether one file of it alone is read.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Roads | Self::Areas | Self::Costs)
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

/// What is asked for besides the files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// Whether the plan is made again with other prices.
    pub sensitivity: bool,
}

/// A job as it is kept: the files in their order, and the choices.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    files: Vec<(Part, String)>,
    choices: PlanChoices,
}

/// What came of a job, in words of each language: what was found in the files, or why there is no plan.
pub type Words = std::collections::BTreeMap<String, String>;

/// A plan that was asked for.
#[derive(Debug, Clone)]
pub struct WaitingPlan {
    /// How far it has come.
    pub state: JobState,
    /// The step that is being done: see [`PlanStep::code`]; empty before the first.
    pub step: String,
    /// How much is done: 0 to 1.
    pub share: f64,
    /// Jobs before it.
    pub before: u64,
    /// What was asked for.
    pub choices: PlanChoices,
    /// The names of the files that were sent.
    pub files: Vec<String>,
    /// What is to be read of it once it is over, by language.
    pub words: Words,
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
    /// Keeps files that were sent and puts the plan in the queue; gives the secret of its address. `None`: too
    /// many are waiting.
    ///
    /// # Errors
    /// A file cannot be read; the database refused.
    pub async fn ask_plan(
        &self,
        uploads: &[Upload],
        choices: PlanChoices,
    ) -> Result<Option<String>, DeskError> {
        let mut secret = [0; 20];
        getrandom::fill(&mut secret)
            .map_err(|error| passerelle_register::RegisterError::System(error.to_string()))?;
        let token = hex::encode(secret);
        let (hash, at) = (hash_of(&token), now());
        let named = |(upload, number): (&Upload, u32)| {
            (upload.part, format!("{number}/{}", safe_name(&upload.name)))
        };
        let files: Vec<(Part, String)> = uploads.iter().zip(1..).map(named).collect();
        let asked = Asked { files, choices };
        let written = serde_json::to_string(&asked).unwrap_or_default();
        // The job and its files, both or neither.
        let mut transaction = self.register.database().begin().await?;
        let taken =
            self.jobs.ask(&mut transaction, KIND, &hash, &written, MOST_WAITING, at).await?;
        if taken.is_none() {
            return Ok(None);
        }
        let folder = inputs(&hash);
        for (upload, (_, name)) in uploads.iter().zip(&asked.files) {
            let failed = |error| DeskError::File { path: upload.path.clone(), error };
            let mut content = BufReader::new(File::open(&upload.path).map_err(failed)?);
            self.files.keep(&mut transaction, (&folder, name), &mut content, at).await?;
        }
        transaction.commit().await?;
        Ok(Some(token))
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
        let name = |(_, name): (Part, String)| match name.split_once('/') {
            Some((_, name)) => name.to_owned(),
            None => name,
        };
        Ok(Some(WaitingPlan {
            state: job.state,
            step: job.step,
            share: job.share,
            before,
            choices: asked.choices,
            files: asked.files.into_iter().map(name).collect(),
            words: serde_json::from_str(&job.outcome).unwrap_or_default(),
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

    /// Makes the plan that waits longest, if one does; says whether there was one.
    ///
    /// # Errors
    /// The database refused. Why a plan cannot be made is told to whoever asked for it.
    pub async fn make_waiting_plan(
        &self,
        worker: &str,
        teller: &Arc<dyn Teller>,
    ) -> Result<bool, DeskError> {
        let Some(job) = self.jobs.claim(worker, now()).await? else { return Ok(false) };
        let folder = tempfile::tempdir()
            .map_err(|error| DeskError::File { path: std::env::temp_dir(), error })?;
        let (state, words) = match self.work_on(&job, worker, folder.path(), teller).await? {
            Some(Ok(words)) => (JobState::Done, words),
            Some(Err(words)) => (JobState::Failed, words),
            None => return Ok(true),
        };
        let outcome = serde_json::to_string(&words).unwrap_or_default();
        match self.jobs.end(job.id, worker, state, &outcome, now()).await? {
            // What was sent has done its work.
            true => self.forget(&[inputs(&job.token_hash)]).await?,
            // Another worker has it, or it was cancelled. What the other one makes is the same.
            false if self.is_cancelled(&job.token_hash).await? => {
                self.forget_files(&job.token_hash).await?;
            }
            false => {}
        }
        Ok(true)
    }

    /// `None` where the plan is not wanted any more.
    async fn work_on(
        &self,
        job: &Job,
        worker: &str,
        folder: &Path,
        teller: &Arc<dyn Teller>,
    ) -> Result<Option<Result<Words, Words>>, DeskError> {
        let Ok(asked) = serde_json::from_str::<Asked>(&job.asked) else {
            return Ok(Some(Err(Words::new())));
        };
        let question = self.question(job, &asked, folder).await?;
        let wanted = Arc::new(AtomicBool::new(true));
        let step = Arc::new(Mutex::new(PlanStep::Reading));
        let out = folder.join("out");
        let made = tokio::task::spawn_blocking({
            let (wanted, step, teller, out) =
                (Arc::clone(&wanted), Arc::clone(&step), Arc::clone(teller), out.clone());
            move || {
                let go_on = |now| {
                    *step.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
                    wanted.load(Ordering::Relaxed)
                };
                make_into(&question, &out, &*teller, &go_on)
            }
        });
        tokio::pin!(made);
        let made = loop {
            tokio::select! {
                made = &mut made => break made?,
                () = tokio::time::sleep(BEAT) => {
                    let now_at = *step.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    let (code, share) = (now_at.code(), now_at.share());
                    let still = self.jobs.beat(job.id, worker, code, share, now()).await?;
                    wanted.store(still, Ordering::Relaxed);
                }
            }
        };
        let words = match made {
            Ok(words) => words,
            Err(PlansError::Stopped) => return Ok(None),
            Err(error) => return Ok(Some(Err(teller.failed(&error)))),
        };
        let read = tokio::task::spawn_blocking(move || PlanFolder::read(&out)).await?;
        let folder = match read {
            Ok(folder) => folder,
            Err(error) => return Ok(Some(Err(teller.failed(&error)))),
        };
        let country = asked.choices.country.unwrap_or_default();
        let mut transaction = self.register.database().begin().await?;
        let owner = outputs(&job.token_hash);
        self.keep_plan(&mut transaction, &owner, &country, folder).await?;
        transaction.commit().await?;
        Ok(Some(Ok(words)))
    }

    /// Writes the files of a job into a folder, and gives what is to be planned from there.
    async fn question(
        &self,
        job: &Job,
        asked: &Asked,
        folder: &Path,
    ) -> Result<PlanAsked, DeskError> {
        let kept = self.files.folder(&inputs(&job.token_hash)).await?;
        let mut paths: Vec<(Part, PathBuf)> = Vec::new();
        for (part, name) in &asked.files {
            let path = folder.join(name);
            let failed = |error| DeskError::File { path: path.clone(), error };
            std::fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
            let mut file = File::create(&path).map_err(failed)?;
            if let Some(one) = kept.iter().find(|one| one.name == *name) {
                self.files.write_to(one, &mut file).await?;
            }
            paths.push((*part, path));
        }
        let of = |part: Part| {
            let these = paths.iter().filter(move |(one, _)| *one == part);
            these.map(|(_, path)| path.clone()).collect::<Vec<_>>()
        };
        let choices = &asked.choices;
        Ok(PlanAsked {
            sites: of(Part::Sites),
            network: of(Part::Network),
            towers: of(Part::Towers),
            roads: of(Part::Roads).pop(),
            population: of(Part::Population),
            terrain: of(Part::Terrain),
            options: SiteOptions {
                areas: of(Part::Areas).pop(),
                country: choices.country.clone(),
                catalogue: self.catalogue_folder.clone(),
                ..SiteOptions::default()
            },
            costs: of(Part::Costs).pop(),
            years: choices.years,
            budget: choices.budget,
            budget_per_year: choices.budget_per_year,
            priority: choices.priority,
            equity: choices.at_least.map(|share| Equity { level: 0, share }),
            sensitivity: choices.sensitivity,
            ..PlanAsked::default()
        })
    }

    /// Removes what came of jobs that were over days ago, and the jobs.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget_old_plans(&self) -> Result<(), DeskError> {
        for job in self.jobs.over_before(now() - KEPT_DAYS * 86_400_000).await? {
            self.forget_files(&job.token_hash).await?;
            self.jobs.forget(job.id).await?;
        }
        Ok(())
    }

    async fn is_cancelled(&self, hash: &str) -> Result<bool, DeskError> {
        let job = self.jobs.of_token(hash).await?;
        Ok(job.is_some_and(|job| job.state == JobState::Cancelled))
    }

    /// Removes what was sent for a job, and what came of it.
    async fn forget_files(&self, hash: &str) -> Result<(), DeskError> {
        self.forget(&[inputs(hash), outputs(hash)]).await
    }

    async fn forget(&self, owners: &[String]) -> Result<(), DeskError> {
        let mut transaction = self.register.database().begin().await?;
        for owner in owners {
            self.files.remove_folder(&mut transaction, owner).await?;
            self.sites.remove(&mut transaction, owner).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Makes a plan and writes its files; gives what was found in those it was made of.
fn make_into(
    asked: &PlanAsked,
    out: &Path,
    teller: &dyn Teller,
    go_on: &dyn Fn(PlanStep) -> bool,
) -> Result<Words, PlansError> {
    let made = make_plan_watched(asked, go_on)?;
    if !go_on(PlanStep::Writing) {
        return Err(PlansError::Stopped);
    }
    let tables = made.tables().map_err(|full| PlansError::Write {
        path: out.to_owned(),
        error: std::io::Error::other(full),
    })?;
    let more = teller.files(&tables);
    let more: Vec<(&str, &[u8])> =
        more.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    made.write(out, &tables, &more)?;
    Ok(teller.made(&made))
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
