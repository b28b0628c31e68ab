//! Translations that volunteers offer: cleaned, kept for moderators, and shown beside the original once one of them accepts it.
//!
//! Of several offers in a language one is shown: accepting another takes its place. What came with a statement is not
//! replaced by an offer: it is for the statement's own author, or for whoever opened the consultation.

use std::collections::BTreeMap;
use std::net::IpAddr;

use passerelle_deliberation::{Phase, StatementDecision, Untaken, clean};
use passerelle_register::{Author, Standing, User, Writer};
use passerelle_tables::consultations::{
    NewTranslation, Participant, StatementState, StoredStatement, StoredTranslation, Written,
};
use passerelle_vocabulary::Record;

use super::taking::Counted;
use super::{ConsultationView, Decision, VoiceError, consultation_key, register};
use crate::records::key;
use crate::{Desk, DeskError, now};

/// Why a decision was written: a code, whose words are in `locales/`.
const REASON_DECIDED: &str = "translation-decided";
/// Characters of a translation, at the most, for each of a statement.
const LONGER: usize = 3;

/// A translation as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The statement.
    pub statement: u32,
    /// Into which language: a code.
    pub lang: String,
    /// What it says.
    pub text: String,
}

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferTaken {
    /// It waits for a moderator under this number.
    Waits(u32),
    /// The same was offered before.
    Already,
    /// Something is wrong with it.
    Wrong(Vec<Untaken>),
    /// The language is none of the consultation, or that of the statement.
    NoLanguage,
    /// The statement came with a translation into this language.
    Translated,
}

/// Language → text.
fn translations(one: &StoredStatement) -> BTreeMap<String, String> {
    serde_json::from_str(&one.said.translations).unwrap_or_default()
}

impl Desk {
    /// Takes a translation of a statement that is shown.
    ///
    /// # Errors
    /// Everything for which it is not taken but what it says.
    pub async fn offer_translation(
        &self,
        slug: &str,
        who: &Participant,
        offer: &Offer,
        from: Option<IpAddr>,
    ) -> Result<OfferTaken, VoiceError> {
        let view = self.needed(slug).await?;
        let one = &view.consultation;
        if view.phase != Phase::Open {
            return Err(VoiceError::NotOpen(view.phase));
        }
        if who.banned_at.is_some() {
            return Err(VoiceError::Banned);
        }
        let stored = self.voices.statement(slug, offer.statement).await?;
        let stored = match stored {
            Some(stored) if stored.state == StatementState::Shown => stored,
            Some(stored) if stored.state == StatementState::Out => {
                return Err(VoiceError::NotShown(offer.statement));
            }
            _ => return Err(VoiceError::NoStatement(offer.statement)),
        };
        let is_known = one.languages.iter().any(|lang| lang.code() == offer.lang);
        if !is_known || offer.lang == stored.said.lang {
            return Ok(OfferTaken::NoLanguage);
        }
        let is_there = translations(&stored).contains_key(&offer.lang);
        if is_there && !stored.volunteers.contains(&offer.lang) {
            return Ok(OfferTaken::Translated);
        }
        let text = match clean(&offer.text, LONGER * one.limits.length as usize) {
            Ok(text) => text,
            Err(wrong) => return Ok(OfferTaken::Wrong(wrong)),
        };
        let most = one.limits.statements_per_network_hour;
        self.networks.take(slug, Counted::Statements(most), from)?;
        let (statement, lang, person) = (offer.statement, offer.lang.clone(), Some(who.person));
        let new = NewTranslation { statement, lang, text, person };
        let most = one.limits.statements_per_person;
        let at = now();
        let work = async |writer: &mut Writer| -> Result<Written<u32>, DeskError> {
            Ok(self.voices.offer(writer.transaction().await?, slug, &new, most, at).await?)
        };
        match register(self).write(&Author::program(), at, work).await? {
            Written::Here(id) => Ok(OfferTaken::Waits(id)),
            Written::Already(_) => Ok(OfferTaken::Already),
            Written::Frozen => Err(VoiceError::NotOpen(Phase::Frozen)),
            Written::Full => Err(VoiceError::TooMany(most)),
        }
    }

    /// Every translation that was offered: for moderators.
    ///
    /// # Errors
    /// The database refused.
    pub async fn all_translations(&self, slug: &str) -> Result<Vec<StoredTranslation>, DeskError> {
        Ok(self.voices.translations(slug).await?)
    }

    /// Decides on a translation; gives how it stands now.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`], [`VoiceError::NoReason`], [`VoiceError::Moved`], [`VoiceError::NoTranslation`].
    pub async fn decide_translation(
        &self,
        (slug, number): (&str, u32),
        decision: &Decision,
        who: &Standing,
    ) -> Result<StatementState, VoiceError> {
        let view = self.to_moderate(slug, who).await?;
        let all = self.voices.translations(slug).await?;
        let stored = all.iter().find(|one| one.number == number);
        let stored = stored.ok_or(VoiceError::NoTranslation(number))?;
        let (state, because) = decision.on(stored.state)?;
        self.decided_translation((&view, stored, &all), (state, because), who).await?;
        Ok(state)
    }

    /// As [`Self::decide_translation`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn decide_translation_as(
        &self,
        of: (&str, u32),
        decision: &Decision,
        user: &User,
    ) -> Result<StatementState, VoiceError> {
        self.decide_translation(of, decision, &self.standing_of(user).await?).await
    }

    /// Writes a decision, what the statement says from then on, and that another translation gave way.
    async fn decided_translation(
        &self,
        (view, stored, all): (&ConsultationView, &StoredTranslation, &[StoredTranslation]),
        (state, because): (StatementState, &str),
        who: &Standing,
    ) -> Result<(), VoiceError> {
        let slug = view.slug.as_str();
        let NewTranslation { statement, lang, text, .. } = &stored.said;
        let of = self.voices.statement(slug, *statement).await?;
        let of = of.ok_or(VoiceError::NoStatement(*statement))?;
        let (mut texts, mut volunteers) = (translations(&of), of.volunteers.clone());
        volunteers.retain(|one| one != lang);
        let is_shown = state == StatementState::Shown;
        if is_shown {
            texts.insert(lang.clone(), text.clone());
            volunteers.push(lang.clone());
        } else if stored.state == StatementState::Shown {
            texts.remove(lang);
        } else {
            volunteers.clone_from(&of.volunteers);
        }
        let texts = serde_json::to_string(&texts).unwrap_or_default();
        let gives_way = all.iter().find(|other| {
            let said = &other.said;
            is_shown
                && other.state == StatementState::Shown
                && said.statement == *statement
                && said.lang == *lang
        });
        let record = StatementDecision {
            title: view.consultation.question.clone(),
            consultation: consultation_key(slug)?,
            statement: *statement,
            translation: Some(stored.number),
            shown: is_shown,
            because: because.to_owned(),
        };
        let key = key(StatementDecision::KIND, &format!("{slug}/translation-{}", stored.number))?;
        let at = now();
        let by = who.user.id.as_str();
        let work = async |writer: &mut Writer| -> Result<(), VoiceError> {
            let transaction = writer.transaction().await?;
            let moves = (stored.state, state);
            let of = (slug, stored.number);
            let by = (by, at);
            if !self.voices.decide_translation(transaction, of, moves, because, by).await? {
                return Err(VoiceError::Moved);
            }
            if let Some(other) = gives_way {
                // It is offered still: a moderator may take it again.
                let (of, back) = ((slug, other.number), StatementState::Waiting);
                let moves = (StatementState::Shown, back);
                self.voices.decide_translation(transaction, of, moves, "", by).await?;
            }
            let of = (slug, *statement);
            self.voices.set_translations(transaction, of, &texts, &volunteers).await?;
            let seen = writer.current(&key).await?.map(|(number, _)| number);
            writer.put(&key, seen, REASON_DECIDED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), at, work).await?;
        self.staged_anew(slug);
        self.refresh().await?;
        Ok(())
    }
}
