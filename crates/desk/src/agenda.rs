//! The agenda: people propose questions and support those of others, moderators look at them as at statements, and those who run
//! the node choose few of them, and say why. A question that is chosen may become a consultation.

use std::net::IpAddr;

pub use passerelle_deliberation::{AgendaDecision, AgendaModeration, CHOSEN, QUESTION};
use passerelle_deliberation::{REASONS, SIMILAR, Trigrams, Untaken, clean, is_language};
use passerelle_register::{Action, Author, Standing, Writer};
pub use passerelle_tables::agenda::{QuestionState, StoredQuestion};
use passerelle_vocabulary::{Finding, Lang, Record, Text};
use sha2::{Digest, Sha256};

use crate::consultations::{Consultation, Phase, Taking, VoiceError};
use crate::corrections::unrandom;
use crate::outcomes::OutcomeError;
use crate::records::key;
use crate::senders::{Limits, Senders, Wait};
use crate::{Desk, DeskError, now};

/// Why records were written: codes, whose words are in `locales/`.
const REASON_MODERATED: &str = "agenda-moderated";
const REASON_DECIDED: &str = "agenda-decided";
/// Questions of one person on which nothing was decided, at the most.
const MOST: u32 = 5;
/// Questions that are taken of networks.
const PROPOSALS: Limits =
    Limits { in_an_hour: 20, in_a_day: 60, all_in_an_hour: 200, all_in_a_day: 1_000 };
/// People who begin to support something, of networks.
const SUPPORTS: Limits =
    Limits { in_an_hour: 300, in_a_day: 2_000, all_in_an_hour: 12_000, all_in_a_day: 60_000 };

/// How much comes from each network.
pub(crate) struct AgendaSenders {
    proposals: Senders,
    supports: Senders,
}

impl Default for AgendaSenders {
    fn default() -> Self {
        Self { proposals: Senders::new(PROPOSALS), supports: Senders::new(SUPPORTS) }
    }
}

fn counted(senders: &Senders, from: Option<IpAddr>) -> Result<(), VoiceError> {
    match senders.take(from, now()).map_err(unrandom)? {
        Ok(_) => Ok(()),
        Err(Wait::Sender(seconds) | Wait::Node(seconds)) => Err(VoiceError::Later { seconds }),
    }
}

/// What became of a question that somebody proposed.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionTaken {
    /// It waits for a moderator under this number.
    Waits(u32),
    /// Something is wrong with it.
    Wrong(Vec<Untaken>),
    /// The language is no code.
    NoLanguage,
    /// This one says much the same.
    Similar(StoredQuestion),
    /// The same waits for a moderator already, or was refused.
    Waiting,
}

/// A question with what became of it.
#[derive(Debug, Clone)]
pub struct QuestionView {
    /// The question.
    pub stored: StoredQuestion,
    /// That it was chosen or declined, and the version of that.
    pub decision: Option<(AgendaDecision, u64)>,
    /// Whether whoever asks supports it.
    pub is_supported: bool,
}

/// What is decided on a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDecision {
    /// Whether it is chosen.
    pub chosen: bool,
    /// Why.
    pub because: Text,
    /// The consultation that it became; may be empty.
    pub consultation: String,
    /// The version that its author saw; 0 for none.
    pub seen: u64,
}

/// Who somebody is to the agenda.
fn somebody(taking: Taking<'_>) -> String {
    match taking {
        Taking::Account(id) => account(id),
        Taking::Token(token) => {
            let hash = Sha256::digest(format!("passerelle agenda {token}"));
            format!("token:{}", hex::encode(hash))
        }
    }
}

fn account(id: &str) -> String {
    format!("account:{id}")
}

impl Desk {
    /// Whether somebody looks after questions that people propose.
    pub fn may_moderate_agenda(&self, who: &Standing) -> bool {
        who.may(AgendaModeration::KIND, Action::Publish, &[], false)
    }

    /// Whether somebody chooses questions.
    pub fn may_choose(&self, who: &Standing) -> bool {
        who.may(AgendaDecision::KIND, Action::Publish, &[], false)
    }

    /// The questions of the agenda, those with most support first, as whoever asks sees them; for moderators also those that
    /// wait or are refused.
    ///
    /// # Errors
    /// The database refused.
    pub async fn agenda(&self, taking: Option<Taking<'_>>) -> Result<Vec<QuestionView>, DeskError> {
        let supported = match taking {
            Some(taking) => self.agenda.supported(&somebody(taking)).await?,
            None => Vec::new(),
        };
        let mut found = Vec::new();
        for stored in self.agenda.questions().await? {
            let decision = match stored.state {
                QuestionState::Chosen | QuestionState::Declined => {
                    self.decision_on(stored.question).await?
                }
                _ => None,
            };
            let is_supported = supported.contains(&stored.question);
            found.push(QuestionView { stored, decision, is_supported });
        }
        found.sort_by(|a, b| {
            let support = b.stored.support.cmp(&a.stored.support);
            support.then(a.stored.question.cmp(&b.stored.question))
        });
        Ok(found)
    }

    async fn decision_on(&self, question: u32) -> Result<Option<(AgendaDecision, u64)>, DeskError> {
        let key = key(AgendaDecision::KIND, &question.to_string())?;
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        Ok(Some((stored.record()?, stored.number)))
    }

    /// The question of the agenda that became a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn question_behind(&self, slug: &str) -> Result<Option<AgendaDecision>, DeskError> {
        let Ok(key) = key(Consultation::KIND, slug) else { return Ok(None) };
        for link in self.register.links_to(&key).await? {
            if link.to.kind() == AgendaDecision::KIND
                && let Some(stored) = self.register.get(&link.to).await?
            {
                return Ok(Some(stored.record()?));
            }
        }
        Ok(None)
    }

    /// Takes a question. What is there already, or much like it, is not taken again: it can be supported.
    ///
    /// # Errors
    /// [`VoiceError::Later`], [`VoiceError::TooMany`].
    pub async fn propose_question(
        &self,
        taking: Taking<'_>,
        (text, lang): (&str, &str),
        from: Option<IpAddr>,
    ) -> Result<QuestionTaken, VoiceError> {
        if !is_language(lang) {
            return Ok(QuestionTaken::NoLanguage);
        }
        let text = match clean(text, QUESTION) {
            Ok(text) => text,
            Err(wrong) => return Ok(QuestionTaken::Wrong(wrong)),
        };
        let shape = Trigrams::of(&text);
        for other in self.agenda.questions().await? {
            let likeness = Trigrams::of(&other.text).likeness(&shape);
            match other.state {
                QuestionState::Waiting | QuestionState::Refused if likeness >= 1.0 => {
                    return Ok(QuestionTaken::Waiting);
                }
                QuestionState::Shown | QuestionState::Chosen if likeness >= SIMILAR => {
                    return Ok(QuestionTaken::Similar(other));
                }
                _ => {}
            }
        }
        counted(&self.agenda_senders.proposals, from)?;
        let (asker, at) = (somebody(taking), now());
        let work = async |writer: &mut Writer| -> Result<Option<u32>, DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.agenda.propose(transaction, (&text, lang, &asker), MOST, at).await?)
        };
        match self.register.write(&Author::program(), at, work).await? {
            Some(number) => Ok(QuestionTaken::Waits(number)),
            None => Err(VoiceError::TooMany(MOST)),
        }
    }

    /// Keeps that somebody supports a question, or takes it back.
    ///
    /// # Errors
    /// [`VoiceError::NoStatement`], [`VoiceError::Later`].
    pub async fn support_question(
        &self,
        taking: Taking<'_>,
        (question, wanted): (u32, bool),
        from: Option<IpAddr>,
    ) -> Result<(), VoiceError> {
        if wanted {
            counted(&self.agenda_senders.supports, from)?;
        }
        let (who, at) = (somebody(taking), now());
        let work = async |writer: &mut Writer| -> Result<bool, DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.agenda.support(transaction, (question, &who), wanted, at).await?)
        };
        match self.register.write(&Author::program(), at, work).await? {
            true => Ok(()),
            false => Err(VoiceError::NoStatement(question)),
        }
    }

    /// Shows a question, or refuses it with a reason (one of [`REASONS`]).
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`], [`VoiceError::NoStatement`], [`VoiceError::NoReason`], [`VoiceError::Moved`].
    pub async fn moderate_question(
        &self,
        question: u32,
        because: Option<&str>,
        who: &Standing,
    ) -> Result<(), VoiceError> {
        if !self.may_moderate_agenda(who) {
            return Err(VoiceError::NotAllowed);
        }
        let stored = self.agenda.question(question).await?;
        let stored = stored.ok_or(VoiceError::NoStatement(question))?;
        let state = match (because, stored.state) {
            (None, QuestionState::Waiting | QuestionState::Refused) => QuestionState::Shown,
            (Some(because), QuestionState::Waiting | QuestionState::Shown) => {
                if !REASONS.contains(&because) {
                    return Err(VoiceError::NoReason(because.to_owned()));
                }
                QuestionState::Refused
            }
            _ => return Err(VoiceError::Moved),
        };
        let because = because.unwrap_or_default().to_owned();
        let shown = state == QuestionState::Shown;
        let record = AgendaModeration { question, shown, because: because.clone() };
        let (key, at) = (key(AgendaModeration::KIND, &question.to_string())?, now());
        let work = async |writer: &mut Writer| -> Result<(), VoiceError> {
            let (transaction, moves) = (writer.transaction().await?, (stored.state, state));
            if !self.agenda.decide(transaction, question, moves, &because, at).await? {
                return Err(VoiceError::Moved);
            }
            let seen = writer.current(&key).await?.map(|(number, _)| number);
            writer.put(&key, seen, REASON_MODERATED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), at, work).await?;
        Ok(self.refresh().await?)
    }

    /// Chooses a question or declines it, with a published reason; or says later which consultation it became.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`], [`OutcomeError::NotFound`], [`OutcomeError::Conflict`], [`OutcomeError::Unsound`].
    pub async fn decide_question(
        &self,
        question: u32,
        new: &NewDecision,
        who: &Standing,
    ) -> Result<(), OutcomeError> {
        if !self.may_choose(who) {
            return Err(OutcomeError::NotAllowed);
        }
        let stored = self.agenda.question(question).await?.ok_or(OutcomeError::NotFound)?;
        if matches!(stored.state, QuestionState::Waiting | QuestionState::Refused) {
            return Err(OutcomeError::NotFound);
        }
        let mut wrong = Vec::new();
        let slug = new.consultation.trim().trim_start_matches("consultation/");
        let consultation = match slug {
            "" => None,
            slug => match self.consultation(slug).await? {
                Some(view) => Some(key(Consultation::KIND, &view.slug)?),
                None => {
                    wrong.push(Finding::new("consultation", "agenda-consultation", slug));
                    None
                }
            },
        };
        if new.chosen && stored.state != QuestionState::Chosen && self.chosen_now().await? >= CHOSEN
        {
            wrong.push(Finding::new("chosen", "agenda-full", CHOSEN));
        }
        let mut title = Text::default();
        title.set(Lang::new(&stored.lang), stored.text.clone());
        let record = AgendaDecision {
            title,
            question,
            chosen: new.chosen,
            because: new.because.clone(),
            support: stored.support,
            day: self.written_today(),
            consultation,
        };
        wrong.extend(record.check());
        if !wrong.is_empty() {
            return Err(OutcomeError::Unsound(wrong));
        }
        let state = if new.chosen { QuestionState::Chosen } else { QuestionState::Declined };
        let (key, at) = (key(AgendaDecision::KIND, &question.to_string())?, now());
        let seen = (new.seen > 0).then_some(new.seen);
        let work = async |writer: &mut Writer| -> Result<(), OutcomeError> {
            let (transaction, moves) = (writer.transaction().await?, (stored.state, state));
            if !self.agenda.decide(transaction, question, moves, "", at).await? {
                return Err(OutcomeError::Conflict);
            }
            writer.put(&key, seen, REASON_DECIDED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), at, work).await?;
        Ok(self.refresh().await?)
    }

    /// Questions that are chosen, and have not become a consultation that is counted.
    async fn chosen_now(&self) -> Result<usize, DeskError> {
        let mut count = 0;
        for view in self.agenda(None).await? {
            if view.stored.state != QuestionState::Chosen {
                continue;
            }
            let became = view.decision.and_then(|(decision, _)| decision.consultation);
            let counted = match became {
                Some(key) => self.consultation(key.slug()).await?,
                None => None,
            };
            count += usize::from(counted.is_none_or(|view| view.phase != Phase::Frozen));
        }
        Ok(count)
    }

    /// Forgets what an account supports, and that it proposed what it proposed.
    pub(crate) async fn forget_agenda(&self, id: &str) -> Result<(), DeskError> {
        Ok(self.agenda.forget(&account(id)).await?)
    }

    /// The questions that an account supports.
    pub(crate) async fn agenda_of_account(&self, id: &str) -> Result<Vec<u32>, DeskError> {
        Ok(self.agenda.supported(&account(id)).await?)
    }
}
