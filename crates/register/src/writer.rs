//! Writing: one door, and one sync for all who come at the same time.
//!
//! Writers take turns with a fair lock. Each does its work in the open transaction (the *group*, which
//! the first one opens), lets go of the lock, and queues for it again; when its turn comes back,
//! everyone who was waiting meanwhile has done their work too, and it commits for all. So a lonely
//! writer commits at once, and a hundred at the same time share a sync, without a timer.
//!
//! A call that fails, or is dropped half-way, is undone alone: what it had set aside is forgotten, and
//! what it did through [`Writer::transaction`] is behind a savepoint. The commit runs in a task of its
//! own, so that nobody's impatience can interrupt it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use passerelle_vocabulary::{Key, Record};
use serde_json::Value;
use tokio::sync::{OwnedMutexGuard, oneshot};

use crate::canonical::canonical;
use crate::database::Transaction;
use crate::kinds::Projection;
use crate::merkle::Hash;
use crate::read::{AT_ONCE, any_of, padded};
use crate::ready::Ready;
use crate::version::{SALT, inner_hash};
use crate::{Author, Register, RegisterError, counted, log, projection};

/// A version that waits for the commit.
pub(crate) struct NewVersion {
    pub(crate) key: String,
    pub(crate) number: u64,
    pub(crate) author: String,
    pub(crate) at: i64,
    pub(crate) reason: String,
    pub(crate) body: String,
    pub(crate) salt: [u8; SALT],
    pub(crate) inner: Hash,
    pub(crate) projection: Projection,
    /// The version of the same record that waits before this one.
    pub(crate) previous: Option<usize>,
}

/// An open transaction, and those who wait for its commit.
pub(crate) struct Group {
    transaction: Transaction,
    versions: Vec<NewVersion>,
    latest: HashMap<String, usize>,
    /// Records that were looked for and are not in the database.
    absent: HashSet<String>,
    members: Vec<oneshot::Sender<Result<(), RegisterError>>>,
    /// Present while someone works: where to go back to.
    mark: Option<Mark>,
}

struct Mark {
    versions: usize,
    savepoint: bool,
}

/// Tells how the commit went.
type Ticket = oneshot::Receiver<Result<(), RegisterError>>;
type Slot = OwnedMutexGuard<Option<Group>>;

/// A group with this many versions is committed before the next writer's turn.
const GROUP_VERSIONS: usize = 4096;
/// The longest body, in bytes.
const BODY_BYTES: usize = 4 * 1024 * 1024;
/// The longest reason or author, in bytes.
const TEXT_BYTES: usize = 64 * 1024;

impl Group {
    pub(crate) async fn begin(register: &Register) -> Result<Self, RegisterError> {
        Ok(Self {
            transaction: register.database.begin().await?,
            versions: Vec::new(),
            latest: HashMap::new(),
            absent: HashSet::new(),
            members: Vec::new(),
            mark: None,
        })
    }

    /// Forgets what the one at work has done. May be dropped at any point and done again: the mark goes
    /// last, and going back to a savepoint twice is going back to it once. (It is not released: if that
    /// were done and not known, the next attempt would go back to the savepoint of the one before.)
    async fn undo(&mut self) -> Result<(), RegisterError> {
        let Some(mark) = &self.mark else { return Ok(()) };
        while self.versions.len() > mark.versions {
            let Some(version) = self.versions.pop() else { break };
            match version.previous {
                Some(previous) => self.latest.insert(version.key, previous),
                None => self.latest.remove(&version.key),
            };
        }
        if mark.savepoint {
            self.transaction.execute("ROLLBACK TO SAVEPOINT work", &[]).await?;
        }
        self.mark = None;
        Ok(())
    }

    /// Keeps what the one at work has done, until the commit that the receiver tells of.
    ///
    /// Nothing is awaited here, so nobody can be dropped half-way through it: the savepoint stays where
    /// it is, behind those that follow, and ends with the transaction.
    fn keep(&mut self) -> oneshot::Receiver<Result<(), RegisterError>> {
        self.mark = None;
        let (send, receive) = oneshot::channel();
        self.members.push(send);
        receive
    }

    /// Logs, projects and commits everything.
    pub(crate) async fn commit(self, register: &Register) -> Result<(), RegisterError> {
        let Self { mut transaction, versions, latest, .. } = self;
        if !versions.is_empty() {
            let key = register.key.as_deref().ok_or(RegisterError::NoKey)?;
            let first = log::append(&mut transaction, key, &versions).await?;
            projection::update(&mut transaction, first, &versions, &latest).await?;
        }
        Ok(transaction.commit().await?)
    }

    pub(crate) fn transaction(&mut self) -> &mut Transaction {
        &mut self.transaction
    }

    /// The current version of a record and its body, as this group sees them.
    async fn current(&mut self, key: &str) -> Result<Option<(u64, String)>, RegisterError> {
        if let Some(index) = self.latest.get(key) {
            let version = &self.versions[*index];
            return Ok(Some((version.number, version.body.clone())));
        }
        if self.absent.contains(key) {
            return Ok(None);
        }
        let sql = "SELECT records.number, versions.body FROM records
                   JOIN versions ON versions.leaf = records.leaf WHERE records.key = $1";
        let rows = self.transaction.query(sql, &[key.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Ok(Some((counted(row.int(0)?)?, row.text(1)?.to_owned())))
    }

    /// Finds out which of these records are not there.
    async fn look_for(&mut self, keys: &[String]) -> Result<(), RegisterError> {
        for some in keys.chunks(AT_ONCE) {
            let rows = self
                .transaction
                .query(any_of!("SELECT key FROM records WHERE key IN "), &padded(some, &[]))
                .await?;
            let found = rows.iter().map(|row| row.text(0)).collect::<Result<HashSet<_>, _>>()?;
            let absent = some.iter().filter(|key| !found.contains(key.as_str()));
            self.absent.extend(absent.cloned());
        }
        Ok(())
    }

    pub(crate) fn push(&mut self, mut version: NewVersion) {
        version.previous = self.latest.insert(version.key.clone(), self.versions.len());
        self.versions.push(version);
    }
}

impl NewVersion {
    pub(crate) fn new(
        (author, at): (&Author, i64),
        key: &Key,
        number: u64,
        reason: &str,
        body: String,
        projection: Projection,
    ) -> Result<Self, RegisterError> {
        let salt = crate::random::<SALT>().map_err(RegisterError::System)?;
        let key = key.to_string();
        let inner = inner_hash(&salt, &key, author.id(), at, reason, &body);
        Ok(Self {
            key,
            number,
            author: author.id().to_owned(),
            at,
            reason: reason.to_owned(),
            body,
            salt,
            inner,
            projection,
            previous: None,
        })
    }
}

impl Register {
    /// Writes as `author` at the time `at_ms` (milliseconds since 1970, UTC): all that `work` does,
    /// or nothing. When this returns, it is on the disk and in the log.
    ///
    /// Others wait while `work` works: do what takes long before.
    ///
    /// Do not call this, nor [`crate::Database::begin`], from inside `work`: it would wait for itself.
    ///
    /// ```ignore
    /// let number = register
    ///     .write(&author, now, async |writer| writer.put(&key, Some(3), "New date", &record).await)
    ///     .await?;
    /// ```
    ///
    /// # Errors
    /// What `work` returns; whatever the database says at the commit.
    pub async fn write<T, E>(
        &self,
        author: &Author,
        at_ms: i64,
        work: impl AsyncFnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<RegisterError>,
    {
        check_text("author", author.id(), TEXT_BYTES)?;
        let settling = Settling(Some(self.clone()));
        let mut writer = self.turn(author, at_ms).await?;
        let outcome = work(&mut writer).await;
        let finished = writer.finish(outcome.is_ok()).await;
        match (outcome, finished) {
            (Ok(value), Ok(Some(ticket))) => {
                self.committed(ticket).await?;
                settling.disarm();
                Ok(value)
            }
            (Ok(_), Ok(None)) => Err(RegisterError::Interrupted.into()),
            (Ok(_), Err(error)) => Err(error.into()),
            (Err(error), Ok(_)) => {
                settling.disarm();
                Err(error)
            }
            (Err(error), Err(_)) => Err(error),
        }
    }

    async fn turn(&self, author: &Author, at: i64) -> Result<Writer, RegisterError> {
        let mut slot = Arc::clone(&self.group).lock_owned().await;
        let full = |group: &Group| group.mark.is_some() || group.versions.len() >= GROUP_VERSIONS;
        if slot.as_ref().is_some_and(full) {
            slot = self.settle(slot).await?;
        }
        if slot.is_none() {
            *slot = Some(Group::begin(self).await?);
        }
        let mut writer = Writer { register: self.clone(), slot, author: author.clone(), at };
        let group = writer.group()?;
        group.mark = Some(Mark { versions: group.versions.len(), savepoint: false });
        Ok(writer)
    }

    /// Waits for the commit, or does it for all when nobody else is before.
    async fn committed(&self, mut ticket: Ticket) -> Result<(), RegisterError> {
        let told = tokio::select! {
            biased;
            told = &mut ticket => told,
            slot = Arc::clone(&self.group).lock_owned() => match ticket.try_recv() {
                Ok(told) => Ok(told),
                Err(_) => {
                    self.settle(slot).await.map(drop)?;
                    ticket.await
                }
            },
        };
        told.map_err(|_| RegisterError::Interrupted)?
    }

    /// Brings the open group to its end: commits it if someone waits for it, or gives it up. Cannot
    /// be interrupted, since it runs in a task of its own.
    pub(crate) async fn settle(&self, mut slot: Slot) -> Result<Slot, RegisterError> {
        let register = self.clone();
        let task = tokio::spawn(async move {
            if let Some(mut group) = slot.take()
                && group.undo().await.is_ok()
                && !group.members.is_empty()
            {
                let members = std::mem::take(&mut group.members);
                let result = group.commit(&register).await;
                for member in members {
                    // One who has gone away does not listen any more.
                    let _ = member.send(result.clone());
                }
            }
            slot
        });
        task.await.map_err(|_| RegisterError::Interrupted)
    }

    /// The lock of all writers, with no group open.
    pub(crate) async fn alone(&self) -> Result<Slot, RegisterError> {
        let slot = Arc::clone(&self.group).lock_owned().await;
        self.settle(slot).await
    }
}

/// Sees to it that a group does not stay open when the call that opened it is dropped.
struct Settling(Option<Register>);

impl Settling {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for Settling {
    fn drop(&mut self) {
        let (Some(register), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current())
        else {
            return;
        };
        runtime.spawn(async move {
            if let Err(error) = register.alone().await {
                tracing::error!(%error, "a dropped write could not be settled");
            }
        });
    }
}

/// What a write does its work with. One writer is at work at a time.
pub struct Writer {
    register: Register,
    slot: Slot,
    author: Author,
    at: i64,
}

impl Writer {
    fn group(&mut self) -> Result<&mut Group, RegisterError> {
        self.slot.as_mut().ok_or(RegisterError::Interrupted)
    }

    /// Writes a new version of `key` and returns its number; nothing is written, and the current
    /// number returned, if the record is already exactly so. `seen` is the version that the author
    /// had before their eyes; `None` for a new record.
    ///
    /// # Errors
    /// [`RegisterError::Conflict`] if another version is current; [`RegisterError::Unsound`] with
    /// everything that is wrong with the record.
    pub async fn put<R: Record>(
        &mut self,
        key: &Key,
        seen: Option<u64>,
        reason: &str,
        record: &R,
    ) -> Result<u64, RegisterError> {
        if key.kind() != R::KIND {
            return Err(RegisterError::WrongKind { key: key.clone(), kind: R::KIND });
        }
        let body = canonical(record).map_err(|error| not_a_body(key, &error))?;
        self.put_canonical(key, seen, reason, body).await
    }

    /// As [`Self::put`], for a record that is already JSON; it must be of the kind that `key` says.
    ///
    /// # Errors
    /// As [`Self::put`]; [`RegisterError::Body`] if it is not JSON of that kind.
    pub async fn put_body(
        &mut self,
        key: &Key,
        seen: Option<u64>,
        reason: &str,
        body: &str,
    ) -> Result<u64, RegisterError> {
        let value: Value = serde_json::from_str(body).map_err(|error| not_a_body(key, &error))?;
        let body = canonical(&value).map_err(|error| not_a_body(key, &error))?;
        self.put_canonical(key, seen, reason, body).await
    }

    async fn put_canonical(
        &mut self,
        key: &Key,
        seen: Option<u64>,
        reason: &str,
        body: String,
    ) -> Result<u64, RegisterError> {
        check_text("reason", reason, TEXT_BYTES)?;
        check_body(&body)?;
        let current = match self.is_next(key, seen, &body).await? {
            Next::Is(number) => return Ok(number),
            Next::After(number) => number,
        };
        let projection = self.register.kinds.project(key, &body)?;
        self.push(Ready { key: key.clone(), body, projection }, current, reason)
    }

    /// As [`Self::put`], for a record that [`Register::ready`] made ready.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_ready(
        &mut self,
        ready: Ready,
        seen: Option<u64>,
        reason: &str,
    ) -> Result<u64, RegisterError> {
        check_text("reason", reason, TEXT_BYTES)?;
        match self.is_next(&ready.key, seen, &ready.body).await? {
            Next::Is(number) => Ok(number),
            Next::After(number) => self.push(ready, number, reason),
        }
    }

    /// Whether a body would be a new version, of a record that is at the version that was seen.
    async fn is_next(
        &mut self,
        key: &Key,
        seen: Option<u64>,
        body: &str,
    ) -> Result<Next, RegisterError> {
        let current = self.group()?.current(&key.to_string()).await?;
        let number = match current {
            Some((number, stored)) if stored == body => return Ok(Next::Is(number)),
            Some((number, _)) => number,
            None => 0,
        };
        let seen = seen.unwrap_or(0);
        if seen != number {
            return Err(RegisterError::Conflict { key: key.clone(), seen, current: number });
        }
        Ok(Next::After(number))
    }

    fn push(&mut self, ready: Ready, number: u64, reason: &str) -> Result<u64, RegisterError> {
        let Ready { key, body, projection } = ready;
        if !projection.findings.is_empty() {
            return Err(RegisterError::Unsound { key, findings: projection.findings });
        }
        let by = (&self.author, self.at);
        let version = NewVersion::new(by, &key, number + 1, reason, body, projection)?;
        self.group()?.push(version);
        Ok(number + 1)
    }

    /// The current version of a record and its body, with what this write and those before it have
    /// set aside.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn current(&mut self, key: &Key) -> Result<Option<(u64, String)>, RegisterError> {
        self.group()?.current(&key.to_string()).await
    }

    /// Finds out at once which of these records are new, so that the first version of each does not ask for itself.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn look_for<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k Key>,
    ) -> Result<(), RegisterError> {
        let keys: Vec<String> = keys.map(Key::to_string).collect();
        self.group()?.look_for(&keys).await
    }

    /// Takes away the author's work on a record that this write publishes, if it is at the revision that was looked at.
    ///
    /// # Errors
    /// [`RegisterError::Conflict`] if it was saved meanwhile, or is gone.
    pub async fn take_work(&mut self, key: &Key, seen: u64) -> Result<(), RegisterError> {
        let author = self.author.clone();
        let transaction = self.transaction().await?;
        crate::proposals::take(transaction, (&author, key), seen).await
    }

    /// The transaction that the versions will be in, for tables that live beside them: both are kept,
    /// or neither. (The versions themselves reach their tables at the commit only.)
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn transaction(&mut self) -> Result<&mut Transaction, RegisterError> {
        let group = self.group()?;
        if group.mark.as_ref().is_some_and(|mark| !mark.savepoint) {
            group.transaction.execute("SAVEPOINT work", &[]).await?;
            // Only now: if this call is dropped before, nothing was done that needs undoing, and going
            // back to a savepoint that may not be there would fail for everyone in the group.
            if let Some(mark) = group.mark.as_mut() {
                mark.savepoint = true;
            }
        }
        Ok(&mut group.transaction)
    }

    /// Lets the next one work. A ticket for the commit, if this work is to be kept.
    async fn finish(mut self, keep: bool) -> Result<Option<Ticket>, RegisterError> {
        if keep {
            return Ok(Some(self.group()?.keep()));
        }
        let undone = self.group()?.undo().await;
        let alone = self.slot.as_ref().is_some_and(|group| group.members.is_empty());
        if (undone.is_err() || alone)
            && let Some(group) = self.slot.take()
        {
            group.transaction.rollback().await?;
        }
        undone.map(|()| None)
    }
}

/// What a body would be.
enum Next {
    /// The version that stands, with this number.
    Is(u64),
    /// The one after it.
    After(u64),
}

pub(crate) fn not_a_body(key: &Key, error: &serde_json::Error) -> RegisterError {
    RegisterError::Body { key: key.clone(), message: error.to_string() }
}

pub(crate) fn check_body(body: &str) -> Result<(), RegisterError> {
    check_text("body", body, BODY_BYTES)
}

fn check_text(field: &'static str, text: &str, longest: usize) -> Result<(), RegisterError> {
    // PostgreSQL cannot hold a zero byte in a text; JSON escapes it.
    let sound = text.len() <= longest && !text.contains('\0');
    if sound { Ok(()) } else { Err(RegisterError::Text { field }) }
}
