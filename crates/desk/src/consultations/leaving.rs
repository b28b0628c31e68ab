//! What a consultation keeps of somebody: for them to see, to take away, and to have erased before votes are frozen.

use passerelle_deliberation::Phase;
use passerelle_register::{Author, Writer};
use passerelle_tables::consultations::{
    Participant, StatementState, StoredStatement, StoredTranslation, StoredVote, Written,
};
use passerelle_vocabulary::Text;
use serde_json::{Value, json};

use super::{ConsultationView, Taking, VoiceError, register};
use crate::{Desk, DeskError, now, written_time};

/// What a consultation keeps of somebody.
#[derive(Debug, Clone)]
pub struct TookPart {
    /// Its name in addresses.
    pub slug: String,
    /// What is asked.
    pub question: Text,
    /// Where it stands.
    pub phase: Phase,
    /// Who they are in it.
    pub who: Participant,
    /// Their votes, in their order: those too that they changed later.
    pub votes: Vec<StoredVote>,
    /// Statements that they proposed.
    pub statements: Vec<StoredStatement>,
    /// Translations that they offered.
    pub translations: Vec<StoredTranslation>,
}

impl TookPart {
    /// Whether it can be erased.
    pub fn can_leave(&self) -> bool {
        self.phase != Phase::Frozen
    }

    /// Statements that they have voted on.
    pub fn voted(&self) -> usize {
        let mut statements: Vec<u32> = self.votes.iter().map(|vote| vote.cast.statement).collect();
        statements.sort_unstable();
        statements.dedup();
        statements.len()
    }

    /// All of it, for whoever it is of to take away.
    pub fn as_json(&self) -> Value {
        let state = |state: StatementState| state.code();
        json!({
            "consultation": self.slug,
            "question": self.question,
            "number": self.who.person,
            "part": self.who.part,
            "counts": self.who.banned_at.is_none(),
            "votes": self.votes.iter().map(|vote| json!({
                "statement": vote.cast.statement,
                "vote": vote.cast.stance,
                "matters_most": vote.cast.matters,
                "hard_to_understand": vote.cast.hard,
                "at": written_time(vote.at),
            })).collect::<Vec<_>>(),
            "statements": self.statements.iter().map(|one| json!({
                "statement": one.statement,
                "lang": one.said.lang,
                "text": one.said.text,
                "easy": one.said.easy,
                "state": state(one.state),
                "at": written_time(one.proposed_at),
            })).collect::<Vec<_>>(),
            "translations": self.translations.iter().map(|one| json!({
                "statement": one.said.statement,
                "lang": one.said.lang,
                "text": one.said.text,
                "state": state(one.state),
            })).collect::<Vec<_>>(),
        })
    }
}

impl Desk {
    /// What consultations keep of somebody. Of those whose votes are frozen nobody is found by their account any more.
    ///
    /// # Errors
    /// The database refused.
    pub async fn took_part(&self, taking: Taking<'_>) -> Result<Vec<TookPart>, DeskError> {
        let mut found = Vec::new();
        for view in self.consultations().await? {
            let ConsultationView { slug, consultation, phase, .. } = view;
            let Some(who) = self.participant(&slug, taking).await? else { continue };
            let own = |person: Option<u32>| person == Some(who.person);
            let statements = self.voices.statements(&slug).await?.into_iter();
            let translations = self.voices.translations(&slug).await?.into_iter();
            found.push(TookPart {
                votes: self.voices.votes_of(&slug, who.person).await?,
                statements: statements.filter(|one| own(one.said.person)).collect(),
                translations: translations.filter(|one| own(one.said.person)).collect(),
                question: consultation.question,
                phase,
                who,
                slug,
            });
        }
        Ok(found)
    }

    /// Erases what somebody left in a consultation whose votes are not frozen. What others saw of them (statements,
    /// translations) stays, by nobody in particular. They can begin anew.
    ///
    /// # Errors
    /// [`VoiceError::NotFound`], [`VoiceError::NotTakingPart`], [`VoiceError::NotOpen`] once votes are frozen,
    /// [`VoiceError::Banned`]: whoever begins anew would vote again.
    pub async fn leave_consultation(
        &self,
        slug: &str,
        taking: Taking<'_>,
    ) -> Result<(), VoiceError> {
        let view = self.needed(slug).await?;
        if view.phase == Phase::Frozen {
            return Err(VoiceError::NotOpen(Phase::Frozen));
        }
        let who = self.participant(slug, taking).await?.ok_or(VoiceError::NotTakingPart)?;
        if who.banned_at.is_some() {
            return Err(VoiceError::Banned);
        }
        match self.leave(slug, who.person).await? {
            Written::Here(_) | Written::Already(_) => Ok(()),
            Written::Frozen | Written::Full => Err(VoiceError::NotOpen(Phase::Frozen)),
        }
    }

    async fn leave(&self, slug: &str, person: u32) -> Result<Written<u64>, DeskError> {
        let at = now();
        let work = async |writer: &mut Writer| -> Result<Written<u64>, DeskError> {
            Ok(self.voices.leave(writer.transaction().await?, (slug, person), at).await?)
        };
        let left = register(self).write(&Author::program(), at, work).await?;
        self.staged_anew(slug);
        Ok(left)
    }

    /// Erases what an account left in every consultation whose votes are not frozen: it goes itself.
    ///
    /// # Errors
    /// The database refused.
    pub(crate) async fn leave_all(&self, account: &str) -> Result<(), DeskError> {
        for view in self.consultations().await? {
            if view.phase == Phase::Frozen {
                continue;
            }
            let taking = Taking::Account(account);
            if let Some(who) = self.participant(&view.slug, taking).await? {
                self.leave(&view.slug, who.person).await?;
            }
        }
        Ok(())
    }
}
