//! Taking part: beginning, voting, and what comes next.
//!
//! Somebody is known by a hash within a consultation: of the token in a cookie, or of their account together with a salt that is
//! forgotten when the votes are frozen. In another consultation the hash is another.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use passerelle_deliberation::{Limits, Phase, Who};
use passerelle_register::{Author, Writer};
use passerelle_tables::consultations::{
    Cast, Participant, StatementState, StoredStatement, Written,
};
use passerelle_vocabulary::Stance;
use sha2::{Digest, Sha256};

use super::{VoiceError, register};
use crate::corrections::unrandom;
use crate::senders::{self, Senders, Wait};
use crate::{Desk, DeskError, now};

/// Under what somebody takes part.
#[derive(Debug, Clone, Copy)]
pub enum Taking<'a> {
    /// The token of a cookie.
    Token(&'a str),
    /// The id of an account.
    Account(&'a str),
}

/// What somebody says to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ballot {
    /// The statement.
    pub statement: u32,
    /// What they say.
    pub stance: Stance,
    /// It matters most to them.
    pub matters: bool,
    /// It is hard to understand.
    pub hard: bool,
}

/// What comes next for somebody.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The statement to vote on; none where they have voted on all.
    pub next: Option<StoredStatement>,
    /// Statements that they have voted on, among those that are shown.
    pub voted: usize,
    /// Statements that are shown.
    pub shown: usize,
}

/// How many begin to take part, and propose, from each network: counted for each consultation by its own limits.
#[derive(Debug, Default)]
pub(crate) struct Networks(Mutex<HashMap<(String, Counted), Arc<Senders>>>);

/// What is counted of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    People(u32),
    Statements(u32),
}

impl Networks {
    /// Counts one, or says how long to wait.
    pub(super) fn take(
        &self,
        consultation: &str,
        what: Counted,
        from: Option<IpAddr>,
    ) -> Result<(), VoiceError> {
        let (Counted::People(most) | Counted::Statements(most)) = what;
        let most = most as usize;
        let limits = senders::Limits {
            in_an_hour: most,
            in_a_day: most * 8,
            // What the node takes of all, so that nobody who changes networks fills it.
            all_in_an_hour: most * 40,
            all_in_a_day: most * 200,
        };
        let senders = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let of = all.entry((consultation.to_owned(), what));
            Arc::clone(of.or_insert_with(|| Arc::new(Senders::new(limits))))
        };
        match senders.take(from, now()).map_err(unrandom)? {
            Ok(_) => Ok(()),
            Err(Wait::Sender(seconds) | Wait::Node(seconds)) => Err(VoiceError::Later { seconds }),
        }
    }
}

/// What is kept of a token, an account or an invitation.
fn hash(kind: &str, consultation: &str, salt: &str, secret: &str) -> String {
    let mut hash = Sha256::new();
    for part in ["passerelle voice", kind, consultation, salt, secret] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

/// Letters of an invitation: none that is taken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters of an invitation: 80 bits.
const LONG: usize = 16;

/// An invitation as it was typed: in groups or not, in capitals or not.
fn typed(invitation: &str) -> String {
    let letters = invitation.chars().filter(|one| one.is_ascii_alphanumeric());
    letters.take(100).collect::<String>().to_ascii_lowercase()
}

impl Desk {
    async fn hash_of(&self, slug: &str, taking: Taking<'_>) -> Result<Option<String>, DeskError> {
        Ok(match taking {
            Taking::Token(token) => Some(hash("token", slug, "", token)),
            Taking::Account(id) => {
                let frame = self.voices.frame(slug).await?;
                let salt = frame.map(|frame| frame.salt).filter(|salt| !salt.is_empty());
                salt.map(|salt| hash("account", slug, &salt, id))
            }
        })
    }

    /// Who takes part under this; none where nobody has begun.
    ///
    /// # Errors
    /// The database refused.
    pub async fn participant(
        &self,
        slug: &str,
        taking: Taking<'_>,
    ) -> Result<Option<Participant>, DeskError> {
        match self.hash_of(slug, taking).await? {
            Some(hash) => Ok(self.voices.participant(slug, &hash).await?),
            None => Ok(None),
        }
    }

    /// Lets somebody take part. Beginning twice is beginning once. `from`: the address that it comes from, which is kept
    /// nowhere.
    ///
    /// # Errors
    /// [`VoiceError::NotOpen`], [`VoiceError::NoInvitation`], [`VoiceError::Later`].
    pub async fn begin_taking_part(
        &self,
        slug: &str,
        taking: Taking<'_>,
        invitation: &str,
        from: Option<IpAddr>,
    ) -> Result<Participant, VoiceError> {
        let view = self.needed(slug).await?;
        if let Some(known) = self.participant(slug, taking).await? {
            return Ok(known);
        }
        if view.phase != Phase::Open {
            return Err(VoiceError::NotOpen(view.phase));
        }
        let one = &view.consultation;
        let code = hash("invitation", slug, "", &typed(invitation));
        let places: Vec<(String, u32)> =
            one.quotas.iter().map(|quota| (quota.group.clone(), quota.places)).collect();
        let invitation = (one.who != Who::Open).then_some((code.as_str(), places.as_slice()));
        let Limits { people_per_network_hour, .. } = one.limits;
        self.networks.take(slug, Counted::People(people_per_network_hour), from)?;
        let hash = self.hash_of(slug, taking).await?.ok_or(VoiceError::NotOpen(Phase::Frozen))?;
        let at = now();
        let work = async |writer: &mut Writer| -> Result<Written<Participant>, VoiceError> {
            let transaction = writer.transaction().await?;
            let joined = self.voices.join(transaction, slug, &hash, invitation, at).await?;
            match joined {
                Written::Full => Err(VoiceError::NoInvitation),
                Written::Frozen => Err(VoiceError::NotOpen(Phase::Frozen)),
                joined => Ok(joined),
            }
        };
        match register(self).write(&Author::program(), at, work).await? {
            Written::Here(one) | Written::Already(one) => Ok(one),
            Written::Frozen | Written::Full => Err(VoiceError::NoInvitation),
        }
    }

    /// Makes invitations, of which hashes are kept: they are shown this once.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`]; [`VoiceError::NoInvitation`] where none are used, or the panel has no such part.
    pub async fn invite(
        &self,
        slug: &str,
        (count, part): (u32, &str),
        user: &passerelle_register::User,
    ) -> Result<Vec<String>, VoiceError> {
        let view = self.needed(slug).await?;
        let one = &view.consultation;
        if !self.may_moderate(&self.standing_of(user).await?, one) {
            return Err(VoiceError::NotAllowed);
        }
        let known = one.quotas.iter().any(|quota| quota.group == part);
        if one.who == Who::Open
            || one.who == Who::Panel && !known
            || one.who == Who::Invited && !part.is_empty()
        {
            return Err(VoiceError::NoInvitation);
        }
        let mut codes = Vec::new();
        for _ in 0..count {
            let mut bytes = [0_u8; LONG];
            getrandom::fill(&mut bytes).map_err(unrandom)?;
            let letters = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
            codes.push(letters.collect::<String>());
        }
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            for code in &codes {
                let hash = hash("invitation", slug, "", code);
                self.voices.invite(transaction, slug, (&hash, part)).await?;
            }
            Ok(())
        };
        register(self).write(&user.author(), now(), work).await?;
        let grouped = |code: String| {
            let parts: Vec<&str> = (0..LONG / 4).map(|at| &code[4 * at..4 * at + 4]).collect();
            parts.join("-")
        };
        Ok(codes.into_iter().map(grouped).collect())
    }

    /// Keeps a vote. It is on the disk when this returns; saying the same again changes nothing.
    ///
    /// # Errors
    /// Everything for which it is not kept: nothing else of theirs changes.
    pub async fn cast_vote(
        &self,
        slug: &str,
        who: &Participant,
        ballot: Ballot,
    ) -> Result<(), VoiceError> {
        let view = self.needed(slug).await?;
        if view.phase != Phase::Open {
            return Err(VoiceError::NotOpen(view.phase));
        }
        if who.banned_at.is_some() {
            return Err(VoiceError::Banned);
        }
        let Ballot { statement, stance, matters, hard } = ballot;
        let stored = self.voices.statement(slug, statement).await?;
        match stored.map(|one| one.state) {
            Some(StatementState::Shown) => {}
            Some(StatementState::Out) => return Err(VoiceError::NotShown(statement)),
            // Of what waits or was refused nobody is told that it is there.
            _ => return Err(VoiceError::NoStatement(statement)),
        }
        let cast = Cast { person: who.person, statement, stance: stance.value(), matters, hard };
        let at = now();
        let work = async |writer: &mut Writer| -> Result<Written<i64>, DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.voices.cast(transaction, slug, &cast, at).await?)
        };
        match register(self).write(&Author::program(), at, work).await? {
            Written::Here(_) | Written::Already(_) => Ok(()),
            Written::Frozen | Written::Full => Err(VoiceError::NotOpen(Phase::Frozen)),
        }
    }

    /// What somebody votes on next. Statements are drawn with the weights of the live view; whoever asks again before they
    /// vote is shown the same one, unless the weights changed much.
    ///
    /// # Errors
    /// The database refused.
    pub async fn turn(&self, slug: &str, who: &Participant) -> Result<Turn, DeskError> {
        let stage = self.stage(slug).await?;
        let votes = self.voices.votes_of(slug, who.person).await?;
        let voted: BTreeSet<u32> = votes.iter().map(|vote| vote.cast.statement).collect();
        let seen = self.seen(slug).await?;
        let shown: Vec<&StoredStatement> = stage
            .iter()
            .map(|staged| &staged.one)
            .filter(|one| one.state == StatementState::Shown)
            .collect();
        let left: Vec<&StoredStatement> =
            shown.iter().filter(|one| !voted.contains(&one.statement)).copied().collect();
        let weight = |one: &StoredStatement| {
            // What came after the live view weighs as what nobody voted on.
            let new = if one.said.meta { 49.0 } else { 5.0625 };
            seen.priority.get(&one.statement).copied().unwrap_or(new).max(1e-9)
        };
        let whole: f64 = left.iter().map(|one| weight(one)).sum();
        let draw = format!("passerelle turn {slug} {} {}", who.person, voted.len());
        let draw = Sha256::digest(draw);
        let draw = u64::from_be_bytes(std::array::from_fn(|at| draw[at])) >> 11;
        let mut left_over = whole * (draw as f64 / (1_u64 << 53) as f64);
        let mut chosen = None;
        for one in left.iter().copied() {
            chosen = Some(one);
            left_over -= weight(one);
            if left_over < 0.0 {
                break;
            }
        }
        let voted = shown.len() - left.len();
        Ok(Turn { next: chosen.cloned(), voted, shown: shown.len() })
    }
}

/// A token for the cookie of somebody new: 256 bits at random.
///
/// # Errors
/// The system gives no random bytes.
pub fn new_token() -> Result<String, DeskError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(unrandom)?;
    Ok(hex::encode(bytes))
}
