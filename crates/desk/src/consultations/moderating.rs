//! What moderators decide: a statement is shown, refused or taken out, with a reason; somebody's votes do not count.
//!
//! Each decision on a statement is a version of a record in the log, without the text. A statement that is taken out after
//! people voted on it keeps its votes; it says nothing in the count, and comes back whole where it is shown again.

use passerelle_deliberation::{Phase, REASONS, StatementDecision};
use passerelle_register::{Standing, User, Writer};
use passerelle_tables::consultations::StatementState;
use passerelle_vocabulary::Record;

use super::{ConsultationView, VoiceError, consultation_key};
use crate::records::key;
use crate::{Desk, DeskError, now};

/// Why a decision was written: a code, whose words are in `locales/`.
const REASON_DECIDED: &str = "statement-decided";

/// What is decided on a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is shown.
    Show,
    /// It is not, or not any more, for this reason: one of [`REASONS`].
    Hide(String),
}

impl Decision {
    /// How something stands once this is decided on it, and why.
    pub(super) fn on(&self, now: StatementState) -> Result<(StatementState, &str), VoiceError> {
        match (self, now) {
            (Self::Show, StatementState::Shown) => Err(VoiceError::Moved),
            (Self::Show, _) => Ok((StatementState::Shown, "")),
            (Self::Hide(because), _) if !REASONS.contains(&because.as_str()) => {
                Err(VoiceError::NoReason(because.clone()))
            }
            (Self::Hide(because), StatementState::Waiting) => {
                Ok((StatementState::Refused, because))
            }
            (Self::Hide(because), StatementState::Shown) => Ok((StatementState::Out, because)),
            (Self::Hide(_), StatementState::Refused | StatementState::Out) => {
                Err(VoiceError::Moved)
            }
        }
    }
}

impl Desk {
    /// A consultation that somebody may moderate, whose votes are not frozen.
    pub(super) async fn to_moderate(
        &self,
        slug: &str,
        who: &Standing,
    ) -> Result<ConsultationView, VoiceError> {
        let view = self.needed(slug).await?;
        if !self.may_moderate(who, &view.consultation) {
            return Err(VoiceError::NotAllowed);
        }
        if view.phase == Phase::Frozen {
            return Err(VoiceError::NotOpen(Phase::Frozen));
        }
        Ok(view)
    }

    /// Decides on a statement; gives how it stands now.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`], [`VoiceError::NoReason`], [`VoiceError::Moved`], [`VoiceError::NoStatement`].
    pub async fn decide_statement(
        &self,
        (slug, statement): (&str, u32),
        decision: &Decision,
        who: &Standing,
    ) -> Result<StatementState, VoiceError> {
        let view = self.to_moderate(slug, who).await?;
        let stored = self.voices.statement(slug, statement).await?;
        let stored = stored.ok_or(VoiceError::NoStatement(statement))?;
        // Whoever wrote it has left, and taken it away.
        if stored.said.text.is_empty() && *decision == Decision::Show {
            return Err(VoiceError::Moved);
        }
        let (state, because) = decision.on(stored.state)?;
        let record = StatementDecision {
            title: view.consultation.question.clone(),
            consultation: consultation_key(slug)?,
            statement,
            translation: None,
            shown: state == StatementState::Shown,
            because: because.to_owned(),
        };
        let key = key(StatementDecision::KIND, &format!("{slug}/{statement}"))?;
        let at = now();
        let by = who.user.id.as_str();
        let work = async |writer: &mut Writer| -> Result<(), VoiceError> {
            let transaction = writer.transaction().await?;
            let (of, moves) = ((slug, statement), (stored.state, state));
            if !self.voices.decide(transaction, of, moves, because, (by, at)).await? {
                return Err(VoiceError::Moved);
            }
            let seen = writer.current(&key).await?.map(|(number, _)| number);
            writer.put(&key, seen, REASON_DECIDED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), at, work).await?;
        self.staged_anew(slug);
        self.refresh().await?;
        Ok(state)
    }

    /// As [`Self::decide_statement`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn decide_statement_as(
        &self,
        of: (&str, u32),
        decision: &Decision,
        user: &User,
    ) -> Result<StatementState, VoiceError> {
        self.decide_statement(of, decision, &self.standing_of(user).await?).await
    }

    /// Lets somebody's votes count no more, or again. They stay.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`], [`VoiceError::Nobody`].
    pub async fn ban_participant(
        &self,
        (slug, person): (&str, u32),
        banned: bool,
        who: &Standing,
    ) -> Result<(), VoiceError> {
        self.to_moderate(slug, who).await?;
        let at = now();
        let since = banned.then_some(at);
        let work = async |writer: &mut Writer| -> Result<bool, DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.voices.ban(transaction, (slug, person), since).await?)
        };
        match self.register.write(&who.user.author(), at, work).await? {
            true => Ok(()),
            false => Err(VoiceError::Nobody(person)),
        }
    }

    /// As [`Self::ban_participant`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn ban_participant_as(
        &self,
        of: (&str, u32),
        banned: bool,
        user: &User,
    ) -> Result<(), VoiceError> {
        self.ban_participant(of, banned, &self.standing_of(user).await?).await
    }
}
