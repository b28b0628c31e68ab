//! What comes of consultations: recommendations to a body, its answer, what follows, and who is told.
//!
//! A moderator writes a recommendation out of a consultation whose votes are frozen (`writing`); how people voted on its
//! statements is taken from the signed files (`held`) → who speaks for the body answers, and later tells what was done → who asked
//! is told at each step (`following`) → pages show what waits for an answer first ([`Desk::recommendations`]), and each
//! recommendation with its history ([`Desk::recommendation`]). Sister processes on other nodes are named and looked at (`sisters`).

mod following;
mod held;
mod sisters;
mod writing;

use std::collections::BTreeMap;

pub use passerelle_deliberation::{
    Answered, Ground, GroupHeld, Held, Recommendation, RecommendationAnswer, RecommendationStep,
    Sister, SisterKind, Sisters, Verdict,
};
use passerelle_register::{RegisterError, Stored};
use passerelle_vocabulary::{Finding, Key, Record};

pub use following::Followed;
pub use sisters::{LookOptions, SISTERS, SisterFound, SisterView, SistersShown, StoredSisters};
pub use writing::{NewAnswer, NewRecommendation, NewStep};

use crate::records::key;
use crate::{Desk, DeskError};

/// Records that are read at once.
const PAGE: u32 = 1_000;

/// Why something of an outcome is not done.
#[derive(Debug, thiserror::Error)]
pub enum OutcomeError {
    /// There is no such consultation or recommendation.
    #[error("there is none")]
    NotFound,
    /// The votes of the consultation are not frozen.
    #[error("its votes are not frozen")]
    NotFrozen,
    /// It is for moderators, or for who speaks for the body.
    #[error("not allowed")]
    NotAllowed,
    /// Who asks to be told has neither an account nor taken part.
    #[error("not taking part")]
    NotTakingPart,
    /// It was changed meanwhile: what is there now is not what was seen.
    #[error("it was changed meanwhile")]
    Conflict,
    /// Something is wrong with it.
    #[error("{} problem(s)", .0.len())]
    Unsound(Vec<Finding>),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl OutcomeError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotFrozen => "not-frozen",
            Self::NotAllowed => "not-allowed",
            Self::NotTakingPart => "not-taking-part",
            Self::Conflict => "conflict",
            Self::Unsound(_) => "unsound",
            Self::Desk(_) => "desk",
        }
    }

    /// All codes but those of the node itself and of findings, for words.
    pub const CODES: [&'static str; 5] =
        ["not-found", "not-frozen", "not-allowed", "not-taking-part", "conflict"];
}

impl From<RegisterError> for OutcomeError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Conflict { .. } => Self::Conflict,
            RegisterError::Unsound { findings, .. } => Self::Unsound(findings),
            other => Self::Desk(other.into()),
        }
    }
}

impl From<passerelle_register::DatabaseError> for OutcomeError {
    fn from(error: passerelle_register::DatabaseError) -> Self {
        Self::Desk(error.into())
    }
}

/// A recommendation as it stands.
#[derive(Debug, Clone)]
pub struct RecommendationView {
    /// Its name in addresses: `reseau/1`.
    pub slug: String,
    /// What is recommended.
    pub recommendation: Recommendation,
    /// What the body answered last, and the version of that.
    pub answer: Option<(RecommendationAnswer, u64)>,
    /// What was done of it, the first first: its name in addresses, and what.
    pub steps: Vec<(String, RecommendationStep)>,
    /// Where it stands today.
    pub state: Answered,
}

impl RecommendationView {
    /// The days since it was published.
    pub fn age(&self, desk: &Desk) -> i64 {
        since(desk, &self.recommendation.published)
    }

    /// The days since the last day for an answer; 0 where that is to come.
    pub fn late(&self, desk: &Desk) -> i64 {
        since(desk, &self.recommendation.due).max(0)
    }
}

/// Days from a day to today.
fn since(desk: &Desk, day: &str) -> i64 {
    let day = day.parse::<jiff::civil::Date>().ok();
    let since = day.and_then(|day| day.until(desk.today()).ok());
    since.map_or(0, |span| i64::from(span.get_days()))
}

/// Something that happened to a recommendation.
#[derive(Debug, Clone)]
pub struct OutcomeEvent {
    /// The day.
    pub day: String,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Happened {
    /// It was published.
    Published,
    /// The last day for an answer passed without one.
    Passed,
    /// The body answered; not the first time where it had before.
    Answered(RecommendationAnswer),
    /// The body told what it did.
    Followed(RecommendationStep),
}

/// A recommendation with all that happened to it, the first first.
#[derive(Debug, Clone)]
pub struct RecommendationPage {
    /// As it stands.
    pub view: RecommendationView,
    /// What happened.
    pub events: Vec<OutcomeEvent>,
}

pub(crate) fn recommendation_key(slug: &str) -> Result<Key, OutcomeError> {
    key(Recommendation::KIND, slug).map_err(|_| OutcomeError::NotFound)
}

fn answer_key(slug: &str) -> Result<Key, OutcomeError> {
    key(RecommendationAnswer::KIND, slug).map_err(|_| OutcomeError::NotFound)
}

/// Answers and steps of recommendations, by the recommendation.
#[derive(Default)]
struct Said {
    answers: BTreeMap<String, (RecommendationAnswer, u64)>,
    steps: BTreeMap<String, Vec<(String, RecommendationStep)>>,
}

/// The number at the end of a name in addresses: `reseau/1/12` → 12.
fn number(slug: &str) -> u32 {
    slug.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

impl Desk {
    async fn stored_all(
        &self,
        kind: &str,
        facets: &[(&str, &str)],
    ) -> Result<Vec<Stored>, DeskError> {
        let (mut found, mut after): (Vec<Stored>, Option<Key>) = (Vec::new(), None);
        loop {
            let page = self.register.list(kind, facets, after.as_ref(), PAGE).await?;
            after = page.last().map(|stored| stored.key.clone());
            let is_last = page.len() < PAGE as usize;
            found.extend(page);
            if is_last {
                return Ok(found);
            }
        }
    }

    fn view_of(&self, stored: &Stored, said: &mut Said) -> Result<RecommendationView, DeskError> {
        let (recommendation, key): (Recommendation, _) = (stored.record()?, stored.key.to_string());
        let answer = said.answers.remove(&key);
        let mut steps = said.steps.remove(&key).unwrap_or_default();
        steps.sort_by_key(|(slug, _)| number(slug));
        let verdict = answer.as_ref().map(|(answer, _)| answer.verdict);
        let state = Answered::on(&self.written_today(), &recommendation.due, verdict);
        let slug = stored.key.slug().to_owned();
        Ok(RecommendationView { slug, recommendation, answer, steps, state })
    }

    /// Recommendations that have these facets (`to`, `consultation`, `country`): those without an answer first, the oldest
    /// of them first; of those with one, the latest answer first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn recommendations(
        &self,
        facets: &[(&str, &str)],
    ) -> Result<Vec<RecommendationView>, DeskError> {
        let stored = self.stored_all(Recommendation::KIND, facets).await?;
        let mut said = Said::default();
        if !stored.is_empty() {
            for one in self.stored_all(RecommendationAnswer::KIND, &[]).await? {
                let answer: RecommendationAnswer = one.record()?;
                said.answers.insert(answer.to.to_string(), (answer, one.number));
            }
            for one in self.stored_all(RecommendationStep::KIND, &[]).await? {
                let step: RecommendationStep = one.record()?;
                let of = said.steps.entry(step.of.to_string()).or_default();
                of.push((one.key.slug().to_owned(), step));
            }
        }
        let mut found = stored
            .iter()
            .map(|one| self.view_of(one, &mut said))
            .collect::<Result<Vec<_>, DeskError>>()?;
        let answered = |one: &RecommendationView| {
            one.answer.as_ref().map(|(answer, _)| answer.day.clone()).unwrap_or_default()
        };
        found.sort_by(|a, b| {
            let first = a.state.has_answer().cmp(&b.state.has_answer());
            let latest = answered(b).cmp(&answered(a));
            let oldest = a.recommendation.published.cmp(&b.recommendation.published);
            first.then(latest).then(oldest).then_with(|| {
                let of = |one: &RecommendationView| one.recommendation.of.to_string();
                of(a).cmp(&of(b)).then(number(&a.slug).cmp(&number(&b.slug)))
            })
        });
        Ok(found)
    }

    /// A recommendation as it stands; `None` where there is none of this name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn recommendation_view(
        &self,
        slug: &str,
    ) -> Result<Option<RecommendationView>, DeskError> {
        let (Ok(key), Ok(answered)) = (recommendation_key(slug), answer_key(slug)) else {
            return Ok(None);
        };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let mut said = Said::default();
        if let Some(one) = self.register.get(&answered).await? {
            said.answers.insert(key.to_string(), (one.record()?, one.number));
        }
        for link in self.register.links_to(&key).await? {
            if link.to.kind() == RecommendationStep::KIND
                && let Some(one) = self.register.get(&link.to).await?
            {
                let of = said.steps.entry(key.to_string()).or_default();
                of.push((one.key.slug().to_owned(), one.record()?));
            }
        }
        Ok(Some(self.view_of(&stored, &mut said)?))
    }

    /// A recommendation with all that happened to it; `None` where there is none of this name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn recommendation(
        &self,
        slug: &str,
    ) -> Result<Option<RecommendationPage>, DeskError> {
        let Some(view) = self.recommendation_view(slug).await? else { return Ok(None) };
        let (published, due) = (&view.recommendation.published, &view.recommendation.due);
        let mut events = vec![OutcomeEvent { day: published.clone(), what: Happened::Published }];
        let mut first: Option<String> = None;
        if let Ok(key) = answer_key(slug) {
            for version in self.register.history(&key).await? {
                // What was erased is no answer any more.
                let Ok(answer) = serde_json::from_str::<RecommendationAnswer>(&version.body) else {
                    continue;
                };
                let day = answer.day.clone();
                first.get_or_insert_with(|| day.clone());
                events.push(OutcomeEvent { day, what: Happened::Answered(answer) });
            }
        }
        let looked = first.unwrap_or_else(|| self.written_today());
        if looked.as_str() > due.as_str() {
            events.push(OutcomeEvent { day: due.clone(), what: Happened::Passed });
        }
        for (_, step) in &view.steps {
            let (day, what) = (step.day.clone(), Happened::Followed(step.clone()));
            events.push(OutcomeEvent { day, what });
        }
        events.sort_by(|a, b| a.day.cmp(&b.day));
        Ok(Some(RecommendationPage { view, events }))
    }
}
