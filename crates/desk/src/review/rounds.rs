//! Comment rounds: a draft is opened, people say something of it, the office answers, and a report is published.
//!
//! Two people, as with scorecards ([`crate::releases`]): who opened a round does not publish its report. What is
//! published is the review as the register stands then, corrected by what the round brought, and not the draft; the
//! draft stays to be read beside it. Its publisher says what they looked at by its fingerprint, the hash of the review:
//! if the register has changed since, they look again. Both are files of the node; the record holds their hashes.

use std::io::Cursor;

use passerelle_compact::review::{
    Comment, OfficeAnswer, Review, Round, RoundStage, Scope, ScopeKind,
};
use passerelle_compact::{Day, Due};
use passerelle_register::{Action, Standing, User, Writer};
use passerelle_tables::files::KeptFile;
use passerelle_vocabulary::{Key, Record, Text};
use sha2::{Digest, Sha256};

use crate::records::key;
use crate::{Desk, DeskError, now};

/// Why rounds are written: codes, whose words are in `locales/`.
const REASON_OPENED: &str = "review-opened";
const REASON_PUBLISHED: &str = "review-published";
/// Longest that a round is open, in days.
const LONGEST: i64 = 366;
/// Largest review that is kept, in bytes.
const LARGEST: usize = 64 << 20;

/// Why a round does not go on.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// This account may not do it.
    #[error("this account may not do it")]
    NotAllowed,
    /// There is no such round.
    #[error("there is no such round")]
    NoRound,
    /// A round of these countries is open already.
    #[error("a round is open already")]
    OpenAlready,
    /// The day has passed, or is too far away.
    #[error("this is no day to close it on")]
    BadDay,
    /// It takes comments until a day that has not passed.
    #[error("it is open until {0}")]
    StillOpen(Due),
    /// Whoever opened it cannot publish it.
    #[error("another person has to publish it")]
    FourEyes,
    /// The review is not what was looked at.
    #[error("the review is another one")]
    OtherFingerprint,
    /// It is published already.
    #[error("it is published already")]
    Published,
    /// It is too large to be kept.
    #[error("it is too large")]
    TooLarge,
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl RoundError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "not-allowed",
            Self::NoRound => "no-round",
            Self::OpenAlready => "open-already",
            Self::BadDay => "bad-day",
            Self::StillOpen(_) => "still-open",
            Self::FourEyes => "four-eyes",
            Self::OtherFingerprint => "other-fingerprint",
            Self::Published => "published",
            Self::TooLarge => "too-large",
            Self::Desk(_) => "desk",
        }
    }
}

impl From<passerelle_register::RegisterError> for RoundError {
    fn from(error: passerelle_register::RegisterError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<passerelle_tables::files::FilesError> for RoundError {
    fn from(error: passerelle_tables::files::FilesError) -> Self {
        Self::Desk(error.into())
    }
}

/// A round as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundView {
    /// Its name in addresses: `KEN-1`.
    pub slug: String,
    /// The round.
    pub round: Round,
}

/// A comment with the answers to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Commented {
    /// Its name in addresses: `KEN-1/3`.
    pub slug: String,
    /// The comment.
    pub comment: Comment,
    /// What the office says to it, the first first.
    pub answers: Vec<OfficeAnswer>,
}

/// What a review is told by: 16 bytes of its hash, in hexadecimal.
pub fn fingerprint(review: &Review) -> Result<String, DeskError> {
    Ok(hash(&json(review)?)[..32].to_owned())
}

fn json(review: &Review) -> Result<Vec<u8>, DeskError> {
    serde_json::to_vec(review).map_err(|error| DeskError::Key(error.to_string()))
}

fn hash(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

fn due((year, month, day): Day) -> Due {
    Due::of_day(year, month, day).unwrap_or(Due::of_year(1970))
}

impl Desk {
    /// Opens a round on the review of some countries as it stands, until the end of a day.
    ///
    /// # Errors
    /// [`RoundError`].
    pub async fn open_round(
        &self,
        scope: &Scope,
        closes: Due,
        user: &User,
    ) -> Result<RoundView, RoundError> {
        self.may(user, Action::Propose, scope).await?;
        let before = self.rounds_of(&scope.code).await?;
        let left = self.days_until(closes.last_day()).ok_or(RoundError::BadDay)?;
        if !(0..=LONGEST).contains(&left) {
            return Err(RoundError::BadDay);
        }
        if before.iter().any(|one| one.round.stage == RoundStage::Open) {
            return Err(RoundError::OpenAlready);
        }
        let edition = before.iter().map(|one| one.round.edition).max().unwrap_or(0) + 1;
        let review = self.review(scope).await?;
        let content = sized(json(&review)?)?;
        let is_country = scope.kind == ScopeKind::Country;
        let round = Round {
            title: numbered(&scope.name, edition),
            place: scope.code.clone(),
            country: is_country.then(|| scope.code.clone()),
            edition,
            stage: RoundStage::Open,
            opened: due(self.day()),
            closes,
            state: review.state.clone(),
            sha256: hash(&content),
            opened_by: user.id.clone(),
            published_by: None,
            published: None,
        };
        let slug = format!("{}-{edition}", scope.code);
        self.put_round(&slug, None, &round, (Round::DRAFT, &content), user, REASON_OPENED).await?;
        Ok(RoundView { slug, round })
    }

    /// Publishes the report of the round of some countries that has ended: the review as the register stands, if it
    /// is what `seen`, its [`fingerprint`], says that its publisher looked at.
    ///
    /// # Errors
    /// [`RoundError`].
    pub async fn publish_round(
        &self,
        scope: &Scope,
        seen: &str,
        user: &User,
    ) -> Result<RoundView, RoundError> {
        self.may(user, Action::Publish, scope).await?;
        let rounds = self.rounds_of(&scope.code).await?;
        let last = rounds.into_iter().next_back().ok_or(RoundError::NoRound)?;
        if last.round.stage == RoundStage::Published {
            return Err(RoundError::Published);
        }
        if last.round.takes_comments(self.day()) {
            return Err(RoundError::StillOpen(last.round.closes));
        }
        if last.round.opened_by == user.id {
            return Err(RoundError::FourEyes);
        }
        let review = self.review(scope).await?;
        let content = sized(json(&review)?)?;
        if !hash(&content)[..32].eq_ignore_ascii_case(seen.trim()) {
            return Err(RoundError::OtherFingerprint);
        }
        let round = Round {
            stage: RoundStage::Published,
            state: review.state.clone(),
            sha256: hash(&content),
            published_by: Some(user.id.clone()),
            published: Some(due(self.day())),
            ..last.round
        };
        let slug = last.slug;
        let seen = self.register.get(&key(Round::KIND, &slug)?).await?.map(|one| one.number);
        let report = (Round::REPORT, content.as_slice());
        self.put_round(&slug, seen, &round, report, user, REASON_PUBLISHED).await?;
        Ok(RoundView { slug, round })
    }

    async fn may(&self, user: &User, action: Action, scope: &Scope) -> Result<(), RoundError> {
        let grants = self.register.grants(&user.id).await?;
        let standing = Standing { user: user.clone(), grants };
        let scopes: Vec<String> = match scope.kind {
            ScopeKind::Country => vec![format!("country/{}", scope.code)],
            _ => Vec::new(),
        };
        let may = standing.may(Round::KIND, action, &scopes, false);
        if may { Ok(()) } else { Err(RoundError::NotAllowed) }
    }

    /// The file first: what the record says can always be read.
    async fn put_round(
        &self,
        slug: &str,
        seen: Option<u64>,
        round: &Round,
        (name, content): (&str, &[u8]),
        user: &User,
        reason: &'static str,
    ) -> Result<(), RoundError> {
        let key = key(Round::KIND, slug)?;
        let mut transaction = self.register.database().begin().await.map_err(DeskError::from)?;
        let folder = key.to_string();
        let mut reader = Cursor::new(content);
        self.files.keep(&mut transaction, (&folder, name), &mut reader, now()).await?;
        transaction.commit().await.map_err(DeskError::from)?;
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            writer.put(&key, seen, reason, round).await?;
            Ok(())
        };
        self.register.write(&user.author(), now(), work).await?;
        Ok(self.refresh().await?)
    }

    /// Every round, by name in addresses.
    ///
    /// # Errors
    /// The database refused.
    pub async fn rounds(&self) -> Result<Vec<RoundView>, DeskError> {
        let all = self.every::<Round>().await?;
        Ok(all.into_iter().map(|one| RoundView { slug: one.slug, round: one.record }).collect())
    }

    /// The rounds of some countries, by edition.
    ///
    /// # Errors
    /// The database refused.
    pub async fn rounds_of(&self, place: &str) -> Result<Vec<RoundView>, DeskError> {
        let mut found = self.rounds().await?;
        found.retain(|one| one.round.place == place);
        found.sort_by_key(|one| one.round.edition);
        Ok(found)
    }

    /// A round; `None` where there is none of this name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn round(&self, slug: &str) -> Result<Option<RoundView>, DeskError> {
        let Ok(key) = Key::new(Round::KIND, slug) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        Ok(Some(RoundView { slug: slug.to_owned(), round: stored.record()? }))
    }

    /// The review that a round holds: its report where it is published, and the draft where that is asked for or there
    /// is nothing else. `None` where the file is not there.
    ///
    /// # Errors
    /// The database refused.
    pub async fn round_review(
        &self,
        view: &RoundView,
        draft: bool,
    ) -> Result<Option<Review>, DeskError> {
        let folder = format!("{}/{}", Round::KIND, view.slug);
        let name = if draft { Round::DRAFT } else { view.round.file() };
        let Some(file) = self.files.find(&folder, name).await? else { return Ok(None) };
        self.kept_review(&file).await
    }

    async fn kept_review(&self, file: &KeptFile) -> Result<Option<Review>, DeskError> {
        let mut content = Vec::new();
        self.files.write_to(file, &mut content).await?;
        Ok(serde_json::from_slice(&content).ok())
    }

    /// What was said of a round and published, the first first, with the answers.
    ///
    /// # Errors
    /// The database refused.
    pub async fn comments_on(&self, round: &str) -> Result<Vec<Commented>, DeskError> {
        let mut found: Vec<(i64, Commented)> = Vec::new();
        for link in self.register.links_to(&key(Round::KIND, round)?).await? {
            if link.relation != "of" || link.to.kind() != Comment::KIND {
                continue;
            }
            let Some(stored) = self.register.get(&link.to).await? else { continue };
            let answers = self.answers_to(&link.to).await?;
            let (slug, comment) = (link.to.slug().to_owned(), stored.record()?);
            found.push((stored.at, Commented { slug, comment, answers }));
        }
        found.sort_by(|a, b| (a.0, &a.1.slug).cmp(&(b.0, &b.1.slug)));
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }

    async fn answers_to(&self, comment: &Key) -> Result<Vec<OfficeAnswer>, DeskError> {
        let mut found: Vec<(i64, OfficeAnswer)> = Vec::new();
        for link in self.register.links_to(comment).await? {
            if link.relation == "to"
                && link.to.kind() == OfficeAnswer::KIND
                && let Some(stored) = self.register.get(&link.to).await?
            {
                found.push((stored.at, stored.record()?));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }
}

fn sized(content: Vec<u8>) -> Result<Vec<u8>, RoundError> {
    if content.len() > LARGEST { Err(RoundError::TooLarge) } else { Ok(content) }
}

/// The name of some countries, with the number of an edition.
fn numbered(name: &Text, edition: u32) -> Text {
    let mut text = Text::default();
    for (lang, name) in name.iter() {
        text.set(lang.clone(), format!("{name}, {edition}"));
    }
    text
}
