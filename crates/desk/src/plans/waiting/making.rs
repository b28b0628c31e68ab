//! The work on plans that were asked for: by whichever process is free, alone with its files, told of as it goes on.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use passerelle_connectivity::works::Equity;
use passerelle_tables::jobs::{Job, JobState};

use super::{Asked, ListColumns, Outcome, Part, Teller, inputs, outputs};
use crate::plans::stored::PlanFolder;
use crate::plans::{PlanAsked, PlanStep, PlansError, make_plan_watched};
use crate::sites::{SiteOptions, SitesError};
use crate::{Desk, DeskError, now};

/// How often a worker tells that it is alive.
const BEAT: Duration = Duration::from_secs(2);

impl Desk {
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
        let (state, outcome) = match self.work_on(&job, worker, folder.path(), teller).await? {
            Some(Ok(outcome)) => (JobState::Done, outcome),
            Some(Err(outcome)) => (JobState::Failed, outcome),
            None => return Ok(true),
        };
        let outcome = serde_json::to_string(&outcome).unwrap_or_default();
        match self.jobs.end(job.id, worker, state, &outcome, now()).await? {
            true => {
                self.make_room(0, Some(&job.token_hash)).await?;
            }
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
    ) -> Result<Option<Result<Outcome, Outcome>>, DeskError> {
        let Ok(asked) = serde_json::from_str::<Asked>(&job.asked) else {
            return Ok(Some(Err(Outcome::default())));
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
        let failed =
            |error: &PlansError| Outcome { words: teller.failed(error), lists: lists_of(error) };
        let outcome = match made {
            Ok(outcome) => outcome,
            Err(PlansError::Stopped) => return Ok(None),
            Err(error) => return Ok(Some(Err(failed(&error)))),
        };
        let read = tokio::task::spawn_blocking(move || PlanFolder::read(&out)).await?;
        let folder = match read {
            Ok(folder) => folder,
            Err(error) => return Ok(Some(Err(failed(&error)))),
        };
        let country = asked.choices.country.unwrap_or_default();
        let mut transaction = self.register.database().begin().await?;
        let owner = outputs(&job.token_hash);
        self.keep_plan(&mut transaction, &owner, &country, folder).await?;
        transaction.commit().await?;
        Ok(Some(Ok(outcome)))
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
        let level = usize::from(choices.area_level.unwrap_or(1).max(1)) - 1;
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
                columns: choices.columns.clone(),
                catalogue: self.catalogue_folder.clone(),
                ..SiteOptions::default()
            },
            costs: of(Part::Costs).pop(),
            years: choices.years,
            budget: choices.budget,
            budget_per_year: choices.budget_per_year,
            priority: choices.priority,
            equity: choices.at_least.map(|share| Equity { level, share }),
            sensitivity: choices.sensitivity,
            incomes: of(Part::Incomes).pop(),
            basket: choices.basket,
            lots_by: choices.lots_by,
        })
    }

    async fn is_cancelled(&self, hash: &str) -> Result<bool, DeskError> {
        let job = self.jobs.of_token(hash).await?;
        Ok(job.is_some_and(|job| job.state == JobState::Cancelled))
    }
}

/// The columns of lists of sites of which there is no plan.
fn lists_of(error: &PlansError) -> Vec<ListColumns> {
    match error {
        PlansError::NotUnderstood(reports) => {
            reports.sites.files.iter().map(ListColumns::of).collect()
        }
        PlansError::Sites(SitesError::NoColumn { present, .. }) => {
            vec![ListColumns { all: present.clone(), ..ListColumns::default() }]
        }
        _ => Vec::new(),
    }
}

/// Makes a plan and writes its files; gives what was found in those it was made of.
fn make_into(
    asked: &PlanAsked,
    out: &Path,
    teller: &dyn Teller,
    go_on: &dyn Fn(PlanStep) -> bool,
) -> Result<Outcome, PlansError> {
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
    let lists = made.reports.sites.files.iter().map(ListColumns::of).collect();
    Ok(Outcome { words: teller.made(&made), lists })
}
