//! Work that is done after the answer: asked for by a page, done by whichever process of the node is free.
//!
//! A job waits, is claimed by a worker, tells how far it has come, and ends. A worker that does not tell of itself
//! for [`SILENCE`] has died: the job is claimed again and begins anew, [`ATTEMPTS`] times at the most. A job can be
//! cancelled at any time; its worker hears of it when it next tells how far it has come. Who asked is known by a
//! token alone, of which only the hash is kept.

use passerelle_register::database::{Database, DatabaseError, Migration, Param, Row, Transaction};
use serde::{Deserialize, Serialize};

/// A worker that is silent for so long has died, in milliseconds.
pub const SILENCE: i64 = 30_000;
/// A job that its workers died of so often is not tried again.
pub const ATTEMPTS: i64 = 3;

const MIGRATIONS: &[Migration] = &[Migration { name: "0001-jobs", sqlite: JOBS, postgres: JOBS }];

const JOBS: &str = "
CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    share DOUBLE PRECISION NOT NULL,
    attempts BIGINT NOT NULL,
    worker TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    beat_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL
);
CREATE UNIQUE INDEX jobs_token ON jobs(token_hash);
CREATE INDEX jobs_state ON jobs(state, id);
";

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Nobody has begun with it.
    Waiting,
    /// A worker is at it.
    Running,
    /// It is done.
    Done,
    /// It could not be done: the outcome says why.
    Failed,
    /// Whoever asked for it wants it no more.
    Cancelled,
}

impl JobState {
    const ALL: [Self; 5] =
        [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// As it is kept and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// A job.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Job {
    /// Its number, from 1.
    pub id: i64,
    /// What is to be done: a code.
    pub kind: String,
    /// The hash of its token.
    pub token_hash: String,
    /// With what: JSON of that kind.
    pub asked: String,
    /// How far it has come.
    pub state: JobState,
    /// What is being done now: a code of that kind; empty before it has begun.
    pub step: String,
    /// How much of it is done: 0 to 1.
    pub share: f64,
    /// How often it was begun.
    pub attempts: i64,
    /// When it was asked for: milliseconds since 1970, as all moments here.
    pub asked_at: i64,
    /// When it ended; `None` before that.
    pub ended_at: Option<i64>,
    /// What came of it: JSON of that kind; empty before its end.
    pub outcome: String,
}

/// The jobs of a node.
#[derive(Clone)]
pub struct Jobs {
    database: Database,
}

/// A statement that gives jobs.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, token_hash, asked, state, step, share, attempts, asked_at, ended_at, outcome ",
            $rest
        )
    };
}

impl Jobs {
    /// Opens them; creates or migrates their table.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("jobs", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Puts a job at the end of the queue, unless `most` are waiting already (`None`). It is there once the
    /// transaction is committed, with what else that wrote.
    ///
    /// # Errors
    /// The database refused.
    pub async fn ask(
        &self,
        transaction: &mut Transaction,
        kind: &str,
        token_hash: &str,
        asked: &str,
        most: u64,
        now: i64,
    ) -> Result<Option<i64>, DatabaseError> {
        let sql = "SELECT COALESCE(MAX(id), 0) + 1,
                   (SELECT COUNT(*) FROM jobs WHERE state = 'waiting') FROM jobs";
        let rows = transaction.query(sql, &[]).await?;
        let (id, waiting) = match rows.first() {
            Some(row) => (row.int(0)?, row.int(1)?),
            None => (1, 0),
        };
        if waiting as u64 >= most {
            return Ok(None);
        }
        let sql = "INSERT INTO jobs (id, kind, token_hash, asked, state, step, share, attempts,
                       worker, asked_at, beat_at, outcome)
                   VALUES ($1, $2, $3, $4, 'waiting', '', 0, 0, '', $5, $5, '')";
        let params: [Param<'_>; 5] =
            [id.into(), kind.into(), token_hash.into(), asked.into(), now.into()];
        transaction.execute(sql, &params).await?;
        Ok(Some(id))
    }

    /// Gives a worker the job that waits longest, or one whose worker has died; `None` where there is none.
    /// A job that [`ATTEMPTS`] workers died of has failed.
    ///
    /// # Errors
    /// The database refused.
    pub async fn claim(&self, worker: &str, now: i64) -> Result<Option<Job>, DatabaseError> {
        // Mostly there is nothing to do, and that is seen without waiting for the writer's turn.
        let any = "SELECT 1 FROM jobs WHERE state = 'waiting'
                   OR (state = 'running' AND beat_at < $1) LIMIT 1";
        let dead = now - SILENCE;
        if self.database.read(any, &[dead.into()]).await?.is_empty() {
            return Ok(None);
        }
        let mut transaction = self.database.begin().await?;
        let given_up = "UPDATE jobs SET state = 'failed', ended_at = $1, outcome = ''
                        WHERE state = 'running' AND beat_at < $2 AND attempts >= $3";
        transaction.execute(given_up, &[now.into(), dead.into(), ATTEMPTS.into()]).await?;
        let next = select!(
            "FROM jobs WHERE state = 'waiting' OR (state = 'running' AND beat_at < $1)
             ORDER BY id LIMIT 1"
        );
        let rows = transaction.query(next, &[dead.into()]).await?;
        let job = rows.first().map(job_of).transpose()?;
        if let Some(job) = &job {
            let take = "UPDATE jobs SET state = 'running', step = '', share = 0, worker = $2,
                        beat_at = $3, attempts = attempts + 1 WHERE id = $1";
            transaction.execute(take, &[job.id.into(), worker.into(), now.into()]).await?;
        }
        transaction.commit().await?;
        let taken = |job| Job { state: JobState::Running, ..job };
        Ok(job.map(taken))
    }

    /// A worker tells that it is alive and how far it has come; hears whether the job is still its own and
    /// still wanted.
    ///
    /// # Errors
    /// The database refused.
    pub async fn beat(
        &self,
        id: i64,
        worker: &str,
        step: &str,
        share: f64,
        now: i64,
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE jobs SET step = $3, share = $4, beat_at = $5
                   WHERE id = $1 AND worker = $2 AND state = 'running'";
        let params = [id.into(), worker.into(), step.into(), share.into(), now.into()];
        self.change(sql, &params).await
    }

    /// A worker ends a job; `false` where it was cancelled or taken from it meanwhile, and nothing changes.
    ///
    /// # Errors
    /// The database refused.
    pub async fn end(
        &self,
        id: i64,
        worker: &str,
        state: JobState,
        outcome: &str,
        now: i64,
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE jobs SET state = $3, outcome = $4, ended_at = $5, share = 1
                   WHERE id = $1 AND worker = $2 AND state = 'running'";
        let params = [id.into(), worker.into(), state.code().into(), outcome.into(), now.into()];
        self.change(sql, &params).await
    }

    /// Cancels a job that is not over; says whether there was something to cancel.
    ///
    /// # Errors
    /// The database refused.
    pub async fn cancel(&self, id: i64, now: i64) -> Result<bool, DatabaseError> {
        let sql = "UPDATE jobs SET state = 'cancelled', ended_at = $2
                   WHERE id = $1 AND state IN ('waiting', 'running')";
        self.change(sql, &[id.into(), now.into()]).await
    }

    /// The job of a token, by the token's hash.
    ///
    /// # Errors
    /// The database refused.
    pub async fn of_token(&self, token_hash: &str) -> Result<Option<Job>, DatabaseError> {
        let sql = select!("FROM jobs WHERE token_hash = $1");
        let rows = self.database.read(sql, &[token_hash.into()]).await?;
        rows.first().map(job_of).transpose()
    }

    /// Jobs that wait before this one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn before(&self, id: i64) -> Result<u64, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM jobs WHERE id < $1 AND state IN ('waiting', 'running')";
        let rows = self.database.read(sql, &[id.into()]).await?;
        Ok(rows.first().map(|row| row.int(0)).transpose()?.unwrap_or_default() as u64)
    }

    /// Jobs that were over before a moment, the oldest first, at most 100: what they left can go.
    ///
    /// # Errors
    /// The database refused.
    pub async fn over_before(&self, moment: i64) -> Result<Vec<Job>, DatabaseError> {
        let sql = select!("FROM jobs WHERE ended_at < $1 ORDER BY id LIMIT 100");
        let rows = self.database.read(sql, &[moment.into()]).await?;
        rows.iter().map(job_of).collect()
    }

    /// Jobs that wait or are being worked on.
    ///
    /// # Errors
    /// The database refused.
    pub async fn active(&self) -> Result<Vec<Job>, DatabaseError> {
        let sql = select!("FROM jobs WHERE state IN ('waiting', 'running') ORDER BY id");
        self.database.read(sql, &[]).await?.iter().map(job_of).collect()
    }

    /// How many jobs are over and left something: those that were not cancelled.
    ///
    /// # Errors
    /// The database refused.
    pub async fn left(&self) -> Result<u64, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM jobs WHERE state IN ('done', 'failed')";
        let rows = self.database.read(sql, &[]).await?;
        Ok(rows.first().map(|row| row.int(0)).transpose()?.unwrap_or_default() as u64)
    }

    /// The job that left something longest ago, but the one of this hash.
    ///
    /// # Errors
    /// The database refused.
    pub async fn oldest_left(&self, but: &str) -> Result<Option<Job>, DatabaseError> {
        let sql = select!(
            "FROM jobs WHERE state IN ('done', 'failed') AND token_hash <> $1
             ORDER BY ended_at, id LIMIT 1"
        );
        let rows = self.database.read(sql, &[but.into()]).await?;
        rows.first().map(job_of).transpose()
    }

    /// Forgets a job that is over.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget(&self, id: i64) -> Result<bool, DatabaseError> {
        self.change("DELETE FROM jobs WHERE id = $1 AND ended_at IS NOT NULL", &[id.into()]).await
    }

    /// One statement, in a transaction of its own; whether it touched a row.
    async fn change(&self, sql: &'static str, params: &[Param<'_>]) -> Result<bool, DatabaseError> {
        let mut transaction = self.database.begin().await?;
        let rows = transaction.execute(sql, params).await?;
        transaction.commit().await?;
        Ok(rows > 0)
    }
}

fn job_of(row: &Row) -> Result<Job, DatabaseError> {
    let state = row.text(4)?;
    let state = JobState::ALL.into_iter().find(|one| one.code() == state);
    Ok(Job {
        id: row.int(0)?,
        kind: row.text(1)?.to_owned(),
        token_hash: row.text(2)?.to_owned(),
        asked: row.text(3)?.to_owned(),
        // A state that is not known is one of a newer program: hands off.
        state: state.unwrap_or(JobState::Cancelled),
        step: row.text(5)?.to_owned(),
        share: row.real(6)?,
        attempts: row.int(7)?,
        asked_at: row.int(8)?,
        ended_at: row.opt_int(9)?,
        outcome: row.text(10)?.to_owned(),
    })
}
