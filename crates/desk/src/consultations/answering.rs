//! What people say of themselves, if they like, when they begin: counted by category, apart from votes.

use std::collections::BTreeMap;

use passerelle_deliberation::{NO_ANSWER, Phase};
use passerelle_register::{Author, Writer};
use passerelle_tables::consultations::{Participant, Written};

use super::{VoiceError, register};
use crate::{Desk, DeskError, now};

impl Desk {
    /// Counts what somebody says of themselves: question → category, empty where they say nothing. It cannot be taken back:
    /// nobody knows any more which answers were theirs.
    ///
    /// # Errors
    /// [`VoiceError::NoSuchAnswer`], [`VoiceError::Answered`], [`VoiceError::NotOpen`], [`VoiceError::Banned`].
    pub async fn answer_questions(
        &self,
        slug: &str,
        who: &Participant,
        answers: &BTreeMap<String, String>,
    ) -> Result<(), VoiceError> {
        let view = self.needed(slug).await?;
        if view.phase != Phase::Open {
            return Err(VoiceError::NotOpen(view.phase));
        }
        if who.banned_at.is_some() {
            return Err(VoiceError::Banned);
        }
        let asked = &view.consultation.asked;
        if asked.is_empty() {
            return Err(VoiceError::NoSuchAnswer(String::new()));
        }
        let mut chosen = Vec::new();
        for question in asked {
            let given = answers.get(&question.code).map_or("", String::as_str).trim();
            let known = question.categories.iter().find(|one| one.code == given);
            match known {
                Some(one) => chosen.push((question.code.as_str(), one.code.as_str())),
                None if given.is_empty() => chosen.push((question.code.as_str(), NO_ANSWER)),
                None => return Err(VoiceError::NoSuchAnswer(given.chars().take(60).collect())),
            }
        }
        let of = (slug, who.person);
        let work = async |writer: &mut Writer| -> Result<Written<()>, DeskError> {
            Ok(self.voices.answer(writer.transaction().await?, of, &chosen).await?)
        };
        match register(self).write(&Author::program(), now(), work).await? {
            Written::Here(()) => Ok(()),
            Written::Already(()) => Err(VoiceError::Answered),
            Written::Frozen | Written::Full => Err(VoiceError::NotOpen(Phase::Frozen)),
        }
    }

    /// Whether somebody is still to be asked.
    ///
    /// # Errors
    /// The database refused.
    pub async fn has_answered(&self, slug: &str, who: &Participant) -> Result<bool, DeskError> {
        Ok(self.voices.has_answered(slug, who.person).await?)
    }
}
