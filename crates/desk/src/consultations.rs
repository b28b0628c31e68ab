//! Consultations: a question is put to people, they say what they think of it and vote on what others say, and it is counted
//! so that anyone can count again.
//!
//! A moderator opens one ([`Described`], a file) → a record, statements, and what nobody sees before the end: the seed →
//! people begin to take part under a token, an account or an invitation, of which hashes are kept (`taking`) → they vote, and
//! propose statements (`proposing`), which moderators look at (`moderating`) → a live view of the votes, some seconds old, in memory
//! (`live`; statements beside it, `stage`) → the votes are frozen, anonymised, counted and signed (`freezing`), and what pages show of it is plain data ([`told`]).
//!
//! A vote is a row that is only added, committed before it is answered; many at the same time share one sync of the disk, as
//! versions of records do.

mod freezing;
mod live;
mod moderating;
mod opening;
mod proposing;
mod stage;
mod taking;
pub mod told;

pub use passerelle_deliberation::{
    Consultation, Frozen, Limits, Moderated, Phase, Quota, REASONS, SIMILAR, StatementDecision,
    Untaken, Who, seed_text,
};
use passerelle_register::{Action, Register, Standing, User};
pub use passerelle_tables::consultations::{
    NewStatement, Participant, StatementState, StoredStatement,
};
use passerelle_vocabulary::{Finding, Key, Record};

pub use freezing::{DOWNLOADS, Download};
pub(crate) use live::Live;
pub use live::Seen;
pub use moderating::Decision;
pub use opening::{Described, DescribedStatement, Opened};
pub use proposing::{Proposal, ProposalTaken};
pub(crate) use taking::Networks;
pub use taking::{Ballot, Taking, Turn, new_token};

use crate::records::key;
use crate::{Desk, DeskError};

/// Why something of a consultation is not done.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// There is no such consultation.
    #[error("no such consultation")]
    NotFound,
    /// There is one of this name.
    #[error("there is a consultation {0}")]
    Exists(String),
    /// It is not open: it stands here.
    #[error("it is not open")]
    NotOpen(Phase),
    /// It is open until this day: its votes are not frozen before.
    #[error("it is open until {0}")]
    StillOpen(String),
    /// Whoever asks has not begun to take part.
    #[error("not taking part")]
    NotTakingPart,
    /// The votes of whoever asks do not count.
    #[error("banned")]
    Banned,
    /// There is no such statement.
    #[error("no statement {0}")]
    NoStatement(u32),
    /// It is not shown any more.
    #[error("statement {0} is not shown")]
    NotShown(u32),
    /// It takes an invitation that nobody used, for a part that has a place left.
    #[error("no such invitation")]
    NoInvitation,
    /// Many came from the same network, or from wherever.
    #[error("later")]
    Later {
        /// Seconds until one more is taken.
        seconds: u64,
    },
    /// They proposed as many statements as one may.
    #[error("{0} statements at the most")]
    TooMany(u32),
    /// There is nobody of this number.
    #[error("nobody has the number {0}")]
    Nobody(u32),
    /// It is for moderators.
    #[error("not allowed")]
    NotAllowed,
    /// A moderator decided meanwhile, or the statement cannot become that.
    #[error("decided meanwhile")]
    Moved,
    /// The reason is none of [`REASONS`].
    #[error("no reason {0}")]
    NoReason(String),
    /// What describes it has problems.
    #[error("{} problem(s)", .0.len())]
    Unsound(Vec<Finding>),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl VoiceError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Exists(_) => "exists",
            Self::NotOpen(Phase::Coming) => "coming",
            Self::NotOpen(_) => "closed",
            Self::StillOpen(_) => "still-open",
            Self::NotTakingPart => "not-taking-part",
            Self::Banned => "banned",
            Self::NoStatement(_) => "no-statement",
            Self::NotShown(_) => "not-shown",
            Self::NoInvitation => "no-invitation",
            Self::Later { .. } => "later",
            Self::TooMany(_) => "too-many",
            Self::Nobody(_) => "nobody",
            Self::NotAllowed => "not-allowed",
            Self::Moved => "moved",
            Self::NoReason(_) => "no-reason",
            Self::Unsound(_) => "unsound",
            Self::Desk(_) => "desk",
        }
    }

    /// All codes but those of the node itself and of findings, for words.
    pub const CODES: [&'static str; 16] = [
        "not-found",
        "exists",
        "coming",
        "closed",
        "still-open",
        "not-taking-part",
        "banned",
        "no-statement",
        "not-shown",
        "no-invitation",
        "later",
        "too-many",
        "nobody",
        "not-allowed",
        "moved",
        "no-reason",
    ];

    /// What it is about; empty where nothing is to be named.
    pub fn what(&self) -> String {
        match self {
            Self::Exists(what) | Self::StillOpen(what) | Self::NoReason(what) => what.clone(),
            Self::NoStatement(id) | Self::NotShown(id) | Self::TooMany(id) | Self::Nobody(id) => {
                id.to_string()
            }
            _ => String::new(),
        }
    }
}

impl From<passerelle_register::RegisterError> for VoiceError {
    fn from(error: passerelle_register::RegisterError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<passerelle_register::DatabaseError> for VoiceError {
    fn from(error: passerelle_register::DatabaseError) -> Self {
        Self::Desk(error.into())
    }
}

/// A consultation as it stands.
#[derive(Debug, Clone)]
pub struct ConsultationView {
    /// Its name in addresses.
    pub slug: String,
    /// The version of its record.
    pub version: u64,
    /// The record.
    pub consultation: Consultation,
    /// Where it stands today.
    pub phase: Phase,
}

pub(crate) fn consultation_key(slug: &str) -> Result<Key, VoiceError> {
    key(Consultation::KIND, slug).map_err(|_| VoiceError::NotFound)
}

impl Desk {
    /// Today, as days of consultations are written.
    pub(crate) fn written_today(&self) -> String {
        self.today().to_string()
    }

    /// A consultation by its name; `None` where there is none.
    ///
    /// # Errors
    /// The database refused.
    pub async fn consultation(&self, slug: &str) -> Result<Option<ConsultationView>, DeskError> {
        let Ok(key) = consultation_key(slug) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let consultation: Consultation = stored.record()?;
        let phase = consultation.phase(&self.written_today());
        let slug = slug.to_owned();
        Ok(Some(ConsultationView { slug, version: stored.number, consultation, phase }))
    }

    /// All consultations: those that are open first, then those to come, then those that are over; those that close first
    /// come first, of those that are over the latest.
    ///
    /// # Errors
    /// The database refused.
    pub async fn consultations(&self) -> Result<Vec<ConsultationView>, DeskError> {
        let (mut found, mut after): (Vec<ConsultationView>, Option<Key>) = (Vec::new(), None);
        let today = self.written_today();
        loop {
            let page = self.register.list(Consultation::KIND, &[], after.as_ref(), 1_000).await?;
            for stored in &page {
                let consultation: Consultation = stored.record()?;
                found.push(ConsultationView {
                    slug: stored.key.slug().to_owned(),
                    version: stored.number,
                    phase: consultation.phase(&today),
                    consultation,
                });
            }
            after = page.last().map(|stored| stored.key.clone());
            if page.len() < 1_000 {
                break;
            }
        }
        let rank = |phase: Phase| match phase {
            Phase::Open => 0,
            Phase::Coming => 1,
            Phase::Closed | Phase::Frozen => 2,
        };
        found.sort_by(|a, b| {
            let days = a.consultation.closes.cmp(&b.consultation.closes);
            let days = if rank(a.phase) == 2 { days.reverse() } else { days };
            rank(a.phase).cmp(&rank(b.phase)).then(days).then_with(|| a.slug.cmp(&b.slug))
        });
        Ok(found)
    }

    async fn needed(&self, slug: &str) -> Result<ConsultationView, VoiceError> {
        self.consultation(slug).await?.ok_or(VoiceError::NotFound)
    }

    /// How many people began to take part.
    ///
    /// # Errors
    /// The database refused.
    pub async fn consultation_people(&self, slug: &str) -> Result<u64, DeskError> {
        Ok(self.voices.people(slug).await?)
    }

    /// Every statement of a consultation, also those that wait or are refused: for moderators.
    ///
    /// # Errors
    /// The database refused.
    pub async fn all_statements(&self, slug: &str) -> Result<Vec<StoredStatement>, DeskError> {
        Ok(self.voices.statements(slug).await?)
    }

    /// Whether somebody looks after a consultation: moderators of the node, or of its country.
    pub fn may_moderate(&self, who: &Standing, consultation: &Consultation) -> bool {
        let scopes: Vec<String> =
            consultation.country.iter().map(|code| format!("country/{code}")).collect();
        who.may(Consultation::KIND, Action::Publish, &scopes, false)
    }

    /// An account with what it may do, for who works at a terminal.
    pub(crate) async fn standing_of(&self, user: &User) -> Result<Standing, DeskError> {
        let grants = self.register.grants(&user.id).await?;
        Ok(Standing { user: user.clone(), grants })
    }
}

/// What the parts of the desk that write need of the node.
fn register(desk: &Desk) -> &Register {
    &desk.register
}
