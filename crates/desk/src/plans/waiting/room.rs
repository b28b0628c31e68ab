//! How much room plans that were asked for may take, and what goes where it is not enough: the plans that were made,
//! or could not be, first of all the oldest. What waits or is being made never goes, nor does what is published.

use passerelle_tables::jobs::Job;

use super::{KEPT_DAYS, hash_of, inputs, outputs};
use crate::{Desk, DeskError, now};

/// How much is kept of plans that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlansRoom {
    /// Bytes of all their files, those that were sent among them.
    pub bytes: u64,
    /// Plans.
    pub plans: u64,
}

impl Default for PlansRoom {
    fn default() -> Self {
        Self { bytes: 5_000_000_000, plans: 500 }
    }
}

impl Desk {
    /// How much is kept of plans that were asked for.
    pub fn plans_room(&self) -> PlansRoom {
        self.plans_room
    }

    /// Makes room for so many bytes more, and takes plans away that are beyond the number; says whether there is room.
    /// The job of the hash `but` stays.
    pub(super) async fn make_room(&self, more: u64, but: Option<&str>) -> Result<bool, DeskError> {
        let room = self.plans_room;
        // What cannot go: where that leaves too little, nothing is removed in vain.
        let mut held = more;
        for job in self.jobs.active().await? {
            held += self.files.size_under(&inputs(&job.token_hash)).await?;
        }
        if more > 0 && held > room.bytes {
            return Ok(false);
        }
        loop {
            let bytes = self.files.size_under(&outputs("")).await?;
            let fits = bytes.saturating_add(more) <= room.bytes;
            if fits && self.jobs.left().await? <= room.plans {
                return Ok(true);
            }
            match self.jobs.oldest_left(but.unwrap_or_default()).await? {
                Some(oldest) => self.forget_job(&oldest).await?,
                None => return Ok(fits),
            }
        }
    }

    /// Removes what came of jobs that were over days ago, and the jobs.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget_old_plans(&self) -> Result<(), DeskError> {
        for job in self.jobs.over_before(now() - KEPT_DAYS * 86_400_000).await? {
            self.forget_job(&job).await?;
        }
        Ok(())
    }

    /// Removes the plan that was asked for at a secret address, with all that was sent for it; says whether there was
    /// one that is over.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget_plan(&self, token: &str) -> Result<bool, DeskError> {
        let job = self.jobs.of_token(&hash_of(token)).await?;
        let Some(job) = job.filter(|job| job.state.is_over()) else { return Ok(false) };
        self.forget_job(&job).await?;
        Ok(true)
    }

    async fn forget_job(&self, job: &Job) -> Result<(), DeskError> {
        self.forget_files(&job.token_hash).await?;
        self.jobs.forget(job.id).await?;
        Ok(())
    }

    /// Removes what was sent for a job, and what came of it.
    pub(super) async fn forget_files(&self, hash: &str) -> Result<(), DeskError> {
        let mut transaction = self.register.database().begin().await?;
        for owner in [inputs(hash), outputs(hash)] {
            self.files.remove_folder(&mut transaction, &owner).await?;
            self.sites.remove(&mut transaction, &owner).await?;
        }
        Ok(transaction.commit().await?)
    }
}
