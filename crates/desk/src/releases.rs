//! Releases of scorecards: prepared by one person, signed by another, read by all from the moment that the
//! calendar says.
//!
//! What was prepared is a draft of who prepared it; what was signed and is not due is a draft of the program.
//! Neither is in the log, which anyone may read: until then the log holds that it was signed, by whom and
//! when, the moment, and the hash of what it says. [`Desk::release_due`] writes the version that holds the
//! scorecard itself; the node looks for what is due while it runs, and every command that writes does too.

use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use passerelle_inclusion::scorecard::release::changes;
use passerelle_inclusion::scorecard::{Scorecard, Stage};
use passerelle_register::{Action, Author, Draft, User, Writer, may};
use passerelle_vocabulary::{Key, Record as _, Text};

use crate::records::{REASON_RELEASED, REASON_SIGNED, key};
use crate::scorecards::ScorecardView;
use crate::{Desk, DeskError, now};

pub use passerelle_inclusion::scorecard::Release;

/// Why a release does not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseError {
    /// There is no such country, or no scorecard of that year.
    #[error("there is no scorecard {0}")]
    NoScorecard(String),
    /// This account may not do it.
    #[error("{0} may not do this")]
    NotAllowed(String),
    /// Nobody has prepared it.
    #[error("nobody has prepared {0}")]
    NotPrepared(String),
    /// Who prepared it cannot sign it.
    #[error("{0} prepared it: another person has to sign")]
    FourEyes(String),
    /// What is prepared is not what the signer looked at.
    #[error("{0} is not what was looked at: it was prepared again since")]
    OtherFingerprint(String),
    /// It was released before: a revision says why.
    #[error("{0} was released before: a revision needs a reason")]
    NeedsReason(String),
    /// The reason is not one of the revision policy.
    #[error("{0} is not a reason of the revision policy")]
    UnknownReason(String),
    /// A first release has no reason of revision.
    #[error("{0} was never released: there is nothing to revise")]
    NothingToRevise(String),
    /// Nothing would change.
    #[error("{0} would say what it says already")]
    NothingChanges(String),
    /// The moment has passed.
    #[error("{0} has passed")]
    PastMoment(String),
}

impl ReleaseError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoScorecard(_) => "no-scorecard",
            Self::NotAllowed(_) => "not-allowed",
            Self::NotPrepared(_) => "not-prepared",
            Self::FourEyes(_) => "four-eyes",
            Self::OtherFingerprint(_) => "other-fingerprint",
            Self::NeedsReason(_) => "needs-reason",
            Self::UnknownReason(_) => "unknown-reason",
            Self::NothingToRevise(_) => "nothing-to-revise",
            Self::NothingChanges(_) => "nothing-changes",
            Self::PastMoment(_) => "past-moment",
        }
    }

    /// What it is about.
    pub fn what(&self) -> &str {
        match self {
            Self::NoScorecard(what)
            | Self::NotAllowed(what)
            | Self::NotPrepared(what)
            | Self::FourEyes(what)
            | Self::OtherFingerprint(what)
            | Self::NeedsReason(what)
            | Self::UnknownReason(what)
            | Self::NothingToRevise(what)
            | Self::NothingChanges(what)
            | Self::PastMoment(what) => what,
        }
    }
}

/// A line of the calendar: a release without what it says.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CalendarLine {
    /// ISO 3166-1 alpha-3.
    pub place: String,
    /// The year of the scorecard.
    pub year: i32,
    /// 1 for the first release.
    pub revision: u32,
    /// How far it has come.
    pub stage: Stage,
    /// When it is, or was, released: milliseconds since 1970, UTC.
    pub release_at: i64,
    /// The same moment as people write it: `2026-12-01T09:00:00Z`.
    pub moment: String,
    /// Code of the reason of a revision.
    pub kind: Option<String>,
    /// The reason, in the words of who prepared it.
    pub because: String,
    /// Figures that the revision changes; what an embargo holds back is not counted.
    pub changes: usize,
    /// Tells this edition, its moment and its reason from any other: what was signed is what was looked at.
    pub fingerprint: String,
}

impl CalendarLine {
    /// What tells it from the others: `KEN-2026-1`.
    pub fn id(&self) -> String {
        format!("{}-{}-{}", self.place, self.year, self.revision)
    }
}

impl From<&Release> for CalendarLine {
    fn from(release: &Release) -> Self {
        Self {
            place: release.place.clone(),
            year: release.year,
            revision: release.revision,
            stage: release.stage,
            release_at: release.release_at,
            moment: crate::written_time(release.release_at),
            kind: release.kind.clone(),
            because: release.because.clone(),
            changes: release.changes.len(),
            fingerprint: fingerprint(release),
        }
    }
}

/// What is to be prepared.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// ISO 3166-1 alpha-3.
    pub place: String,
    /// The year of the scorecard.
    pub year: i32,
    /// When it may be read: milliseconds since 1970, UTC; as soon as it is signed without it.
    pub release_at: Option<i64>,
    /// Code of the reason of a revision.
    pub kind: Option<String>,
    /// The reason, in words.
    pub because: String,
}

impl Desk {
    /// Freezes a scorecard as it is now, for another person to sign.
    ///
    /// # Errors
    /// [`ReleaseError`]; the database refused.
    pub async fn prepare_release(
        &self,
        proposal: &Proposal,
        user: &User,
    ) -> Result<Release, DeskError> {
        let name = format!("{} {}", proposal.place, proposal.year);
        if !may(user.role, Release::KIND, Action::Propose, true) {
            return Err(ReleaseError::NotAllowed(user.name.clone()).into());
        }
        let view = self.scorecard(&proposal.place, proposal.year).await?;
        let Some(view) = view else { return Err(ReleaseError::NoScorecard(name).into()) };
        let now = now();
        if let Some(at) = proposal.release_at.filter(|at| *at < now) {
            return Err(ReleaseError::PastMoment(crate::written_time(at)).into());
        }
        let before = self.released(&proposal.place, proposal.year).await?;
        self.check_reason(proposal, before.as_ref(), &name)?;
        let changed = before.as_ref().and_then(|before| before.content.as_ref());
        let changed = changed.map(|content| changes(content, &view.card)).unwrap_or_default();
        let content_hash = hash(&view.card)?;
        if before.as_ref().is_some_and(|before| before.content_hash == content_hash) {
            return Err(ReleaseError::NothingChanges(name).into());
        }
        let release = Release {
            title: Text::new(&name, &name),
            place: proposal.place.clone(),
            year: proposal.year,
            revision: before.map_or(1, |before| before.revision + 1),
            stage: Stage::Prepared,
            release_at: proposal.release_at.unwrap_or(now),
            prepared_by: user.id.clone(),
            prepared_at: now,
            signed_by: None,
            signed_at: None,
            kind: proposal.kind.clone(),
            because: proposal.because.trim().to_owned(),
            content_hash,
            content: Some(view.card),
            changes: changed,
        };
        self.save(&user.author(), &release).await?;
        Ok(release)
    }

    fn check_reason(
        &self,
        proposal: &Proposal,
        before: Option<&Release>,
        name: &str,
    ) -> Result<(), ReleaseError> {
        match (&proposal.kind, before) {
            (Some(kind), _) if self.catalogue.scorecard.revision(kind).is_none() => {
                Err(ReleaseError::UnknownReason(kind.clone()))
            }
            (Some(_), None) => Err(ReleaseError::NothingToRevise(name.to_owned())),
            (None, Some(_)) => Err(ReleaseError::NeedsReason(name.to_owned())),
            (Some(_), Some(_)) if proposal.because.trim().is_empty() => {
                Err(ReleaseError::NeedsReason(name.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// What was prepared last of a country and year, for whoever looks at it before signing.
    ///
    /// # Errors
    /// The database refused.
    pub async fn prepared(&self, place: &str, year: i32) -> Result<Option<Release>, DeskError> {
        let drafts = self.register.drafts_of(&release_key(place, year)?).await?;
        let found = drafts.iter().filter_map(|draft| read(&draft.body));
        Ok(found.filter(|one| one.stage == Stage::Prepared).max_by_key(|one| one.prepared_at))
    }

    /// Signs what another person has prepared, if it still is what `seen`, its [`fingerprint`], says that
    /// the signer looked at. It is released at its moment: at once where that has come.
    ///
    /// # Errors
    /// [`ReleaseError`]; the database refused.
    pub async fn sign_release(
        &self,
        place: &str,
        year: i32,
        seen: &str,
        user: &User,
    ) -> Result<Release, DeskError> {
        let name = format!("{place} {year}");
        if !may(user.role, Release::KIND, Action::Publish, false) {
            return Err(ReleaseError::NotAllowed(user.name.clone()).into());
        }
        let prepared = self.prepared(place, year).await?;
        let Some(mut release) = prepared else {
            return Err(ReleaseError::NotPrepared(name).into());
        };
        if release.prepared_by == user.id {
            return Err(ReleaseError::FourEyes(user.name.clone()).into());
        }
        if !fingerprint(&release).eq_ignore_ascii_case(seen.trim()) {
            return Err(ReleaseError::OtherFingerprint(name).into());
        }
        let author = Author::new(&release.prepared_by);
        release.stage = Stage::Signed;
        release.signed_by = Some(user.id.clone());
        release.signed_at = Some(now());
        // The content first: what the log says to be signed can always be released.
        self.save(&Author::program(), &release).await?;
        let told = Release { content: None, changes: Vec::new(), ..release.clone() };
        self.put_release(&user.author(), &told, REASON_SIGNED).await?;
        self.register.delete_draft(&author, &release_key(place, year)?).await?;
        let released = self.release_due().await?;
        let mine = released.into_iter().find(|one| one.place == place && one.year == year);
        Ok(mine.unwrap_or(release))
    }

    /// Releases what was signed and whose moment has come.
    ///
    /// # Errors
    /// The database refused.
    pub async fn release_due(&self) -> Result<Vec<Release>, DeskError> {
        let mut released = Vec::new();
        for draft in self.register.drafts(&Author::program()).await? {
            let due = read(&draft.body).filter(|release| release.is_due(now()));
            let Some(mut release) = due else { continue };
            release.stage = Stage::Released;
            self.put_release(&Author::program(), &release, REASON_RELEASED).await?;
            self.register.delete_draft(&Author::program(), &draft.key).await?;
            released.push(release);
        }
        if !released.is_empty() {
            self.refresh().await?;
        }
        Ok(released)
    }

    /// The latest edition that all may read; `None` where there is none.
    ///
    /// # Errors
    /// The database refused.
    pub async fn released(&self, place: &str, year: i32) -> Result<Option<Release>, DeskError> {
        Ok(self.editions(place, year).await?.pop())
    }

    /// Every edition that all may read, the first one first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn editions(&self, place: &str, year: i32) -> Result<Vec<Release>, DeskError> {
        let versions = self.register.history(&release_key(place, year)?).await?;
        let found = versions.iter().filter_map(|version| read(&version.body));
        Ok(found.filter(|one| one.stage == Stage::Released).collect())
    }

    /// The scorecard that all may read, with its release: an edition by its number, or the latest; a working
    /// copy, without a release, where none was released. `None` where there is no such thing.
    ///
    /// # Errors
    /// The database refused.
    pub async fn edition(
        &self,
        place: &str,
        year: i32,
        edition: Option<u32>,
    ) -> Result<Option<(ScorecardView, Option<Release>)>, DeskError> {
        let Some(country) = self.catalogue.places.country(place).cloned() else { return Ok(None) };
        let mut editions = self.editions(place, year).await?;
        let found = match edition {
            Some(number) => editions.into_iter().find(|one| one.revision == number),
            None => editions.pop(),
        };
        if let Some((card, release)) = found.and_then(|one| Some((one.content.clone()?, one))) {
            return Ok(Some((ScorecardView { country, card }, Some(release))));
        }
        if edition.is_some() {
            return Ok(None);
        }
        Ok(self.scorecard(place, year).await?.map(|view| (view, None)))
    }

    /// What was and will be released, the latest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn calendar(&self) -> Result<Vec<CalendarLine>, DeskError> {
        let mut lines = Vec::new();
        let mut after: Option<Key> = None;
        loop {
            let page = self.register.list(Release::KIND, &[], after.as_ref(), 1_000).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.key.clone());
            for stored in &page {
                let versions = self.register.history(&stored.key).await?;
                let releases = versions.iter().filter_map(|one| read(&one.body));
                lines.extend(editions(releases).iter().map(CalendarLine::from));
            }
        }
        lines.sort_by(|one, other| {
            let latest = other.release_at.cmp(&one.release_at);
            latest.then_with(|| (&one.place, one.year).cmp(&(&other.place, other.year)))
        });
        Ok(lines)
    }

    async fn save(&self, author: &Author, release: &Release) -> Result<(), DeskError> {
        let draft = Draft {
            key: release_key(&release.place, release.year)?,
            author: author.id().to_owned(),
            at: now(),
            body: json(release)?,
        };
        Ok(self.register.save_draft(&draft).await?)
    }

    async fn put_release(
        &self,
        author: &Author,
        release: &Release,
        reason: &'static str,
    ) -> Result<(), DeskError> {
        let key = release_key(&release.place, release.year)?;
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let seen = writer.current(&key).await?.map(|(number, _)| number);
            writer.put(&key, seen, reason, release).await?;
            Ok(())
        };
        self.register.write(author, now(), work).await
    }
}

/// Of the versions of a record, each edition as it stands: its release, or the signature where that is still
/// to come.
fn editions(releases: impl Iterator<Item = Release>) -> Vec<Release> {
    let mut found: Vec<Release> = Vec::new();
    for release in releases {
        found.retain(|one| one.revision != release.revision || one.stage == Stage::Released);
        found.push(release);
    }
    found
}

/// Tells a release from any other: its scorecard, place, year, edition, moment, reason and who prepared it, as
/// the first half of their SHA-256 in hexadecimal. It stays the same once it is signed and released.
pub fn fingerprint(release: &Release) -> String {
    let edition = format!("{} {} {}", release.place, release.year, release.revision);
    let kind = release.kind.as_deref().unwrap_or_default();
    let moment = release.release_at.to_string();
    let mut digest = Sha256::new();
    for part in
        [&edition, &release.content_hash, &moment, &release.prepared_by, kind, &release.because]
    {
        // Each with its length, so that no two lists of parts read the same.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    hex::encode(&digest.finalize()[..16])
}

fn release_key(place: &str, year: i32) -> Result<Key, DeskError> {
    key(Release::KIND, &format!("{place}-{year}"))
}

fn read(body: &str) -> Option<Release> {
    serde_json::from_str(body).ok()
}

fn json(value: &impl Serialize) -> Result<String, DeskError> {
    serde_json::to_string(value).map_err(|error| DeskError::Key(error.to_string()))
}

/// SHA-256 of a scorecard's JSON, in hexadecimal.
fn hash(card: &Scorecard) -> Result<String, DeskError> {
    Ok(hex::encode(Sha256::digest(json(card)?)))
}
