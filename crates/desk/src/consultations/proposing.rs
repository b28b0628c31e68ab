//! Statements that people propose: cleaned, held against those that are there, kept for moderators or shown.

use std::net::IpAddr;
use std::sync::Arc;

use passerelle_deliberation::{Moderated, Phase, SIMILAR, Trigrams, Untaken, clean, is_language};
use passerelle_register::{Author, Writer};
use passerelle_tables::consultations::{
    NewStatement, Participant, StatementState, StoredStatement, Written,
};

use super::stage::Staged;
use super::taking::Counted;
use super::{VoiceError, register};
use crate::{Desk, DeskError, now};

/// Statements that are offered as ones that say the same.
const OFFERED: usize = 3;
/// Characters of easy words, at the most, for each of a statement.
const LONGER: usize = 3;

/// A statement as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// What it says.
    pub text: String,
    /// In which language: a code.
    pub lang: String,
    /// The same in easy words; may be empty.
    pub easy: String,
    /// Whoever proposes it has seen those that are similar.
    pub sure: bool,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum ProposalTaken {
    /// It is shown under this number.
    Shown(u32),
    /// It waits for a moderator under this number.
    Waits(u32),
    /// Something is wrong with it: field and why.
    Wrong(Vec<(&'static str, Untaken)>),
    /// The language is no code.
    NoLanguage,
    /// These say much the same, the most similar first: with how similar they are, from 0 to 1.
    Similar(Vec<(StoredStatement, f64)>),
    /// It is there already, letter by letter, and shown.
    Copy(StoredStatement),
    /// The same waits for a moderator already.
    Waiting,
}

impl Desk {
    /// Takes a statement. What is there already in the same letters is not taken twice; what is similar is offered first.
    ///
    /// # Errors
    /// Everything for which it is not taken but what it says.
    pub async fn propose_statement(
        &self,
        slug: &str,
        who: &Participant,
        proposal: &Proposal,
        from: Option<IpAddr>,
    ) -> Result<ProposalTaken, VoiceError> {
        let view = self.needed(slug).await?;
        let one = &view.consultation;
        if view.phase != Phase::Open {
            return Err(VoiceError::NotOpen(view.phase));
        }
        if who.banned_at.is_some() {
            return Err(VoiceError::Banned);
        }
        if !is_language(&proposal.lang) {
            return Ok(ProposalTaken::NoLanguage);
        }
        let longest = one.limits.length as usize;
        let mut wrong = Vec::new();
        let mut read = |field: &'static str, text: &str, longest: usize| {
            clean(text, longest).unwrap_or_else(|found| {
                wrong.extend(found.into_iter().map(|why| (field, why)));
                String::new()
            })
        };
        let text = read("text", &proposal.text, longest);
        let easy = match proposal.easy.trim() {
            "" => String::new(),
            easy => read("easy", easy, LONGER * longest),
        };
        if !wrong.is_empty() {
            return Ok(ProposalTaken::Wrong(wrong));
        }
        if let Some(found) = alike(&self.stage(slug).await?, &text, proposal.sure) {
            return Ok(found);
        }
        let most = one.limits.statements_per_network_hour;
        self.networks.take(slug, Counted::Statements(most), from)?;
        let state = match one.moderation {
            Moderated::Before => StatementState::Waiting,
            Moderated::After => StatementState::Shown,
        };
        let lang = proposal.lang.clone();
        let person = Some(who.person);
        let new =
            NewStatement { text, lang, easy, translations: "{}".to_owned(), person, meta: false };
        let most = one.limits.statements_per_person;
        let at = now();
        let work = async |writer: &mut Writer| -> Result<Written<u32>, DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.voices.propose(transaction, slug, (&new, state), most, at).await?)
        };
        let written = register(self).write(&Author::program(), at, work).await?;
        self.staged_anew(slug);
        match written {
            Written::Here(id) | Written::Already(id) => Ok(match one.moderation {
                Moderated::Before => ProposalTaken::Waits(id),
                Moderated::After => ProposalTaken::Shown(id),
            }),
            Written::Frozen => Err(VoiceError::NotOpen(Phase::Frozen)),
            Written::Full => Err(VoiceError::TooMany(most)),
        }
    }
}

/// What is there already of a text: itself, or what is similar.
fn alike(others: &[Arc<Staged>], text: &str, sure: bool) -> Option<ProposalTaken> {
    let shape = Trigrams::of(text);
    let mut found: Vec<(&StoredStatement, f64)> = others
        .iter()
        .filter(|other| matches!(other.one.state, StatementState::Shown | StatementState::Waiting))
        .map(|other| (&other.one, other.likeness(&shape)))
        .filter(|(_, likeness)| *likeness >= SIMILAR)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.statement.cmp(&b.0.statement)));
    let same = found.iter().find(|(_, likeness)| *likeness >= 1.0);
    if let Some((one, _)) = same {
        return Some(match one.state {
            StatementState::Shown => ProposalTaken::Copy((*one).clone()),
            _ => ProposalTaken::Waiting,
        });
    }
    // What waits is shown to nobody, also not as similar.
    let shown = found.into_iter().filter(|(one, _)| one.state == StatementState::Shown);
    let similar: Vec<(StoredStatement, f64)> =
        shown.take(OFFERED).map(|(one, likeness)| (one.clone(), likeness)).collect();
    (!similar.is_empty() && !sure).then_some(ProposalTaken::Similar(similar))
}
