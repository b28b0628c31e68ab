//! Live views: a conversation in memory for each consultation that somebody looks at, at most [`FRESH`] old.
//!
//! Votes are read from where the last view ended, so that votes that another process of the node took are in it too, and so
//! that nothing is lost with the memory. One takes the view; others who ask meanwhile get the one before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use passerelle_deliberation::{Conversation, Settings, Statement};
use passerelle_tables::consultations::{
    Consultations, StatementState, StoredStatement, StoredVote,
};
use passerelle_vocabulary::{Moderation, Stance, Vote};
use tokio::sync::OwnedMutexGuard;

use super::stage::{Kept, Stage};
use super::told::{Known, Marks, ResultTold};
use crate::{Desk, DeskError, now};

/// How old a view is at the most, but for the time that it takes to take the next.
const FRESH: Duration = Duration::from_secs(3);

/// What is seen of the votes now.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// What they say.
    pub told: ResultTold,
    /// Statement → its weight when the next one to show is drawn.
    pub priority: BTreeMap<u32, f64>,
}

/// The conversations of a node.
#[derive(Default)]
pub(crate) struct Live(Mutex<HashMap<String, Arc<One>>>);

impl Live {
    pub(super) fn of(&self, slug: &str) -> Arc<One> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get(slug) {
            Some(one) => Arc::clone(one),
            None => Arc::clone(all.entry(slug.to_owned()).or_default()),
        }
    }
}

/// What is in memory of a consultation.
#[derive(Default)]
pub(super) struct One {
    view: Mutex<Option<(Instant, Arc<Seen>)>>,
    work: Arc<tokio::sync::Mutex<Work>>,
    pub(super) stage: Kept,
}

/// A conversation, and how far votes are in it.
#[derive(Default)]
struct Work {
    conversation: Conversation,
    is_begun: bool,
    last: i64,
    /// Marks of each person on each statement that has any.
    marks: HashMap<(u32, u32), (bool, bool)>,
    banned: BTreeSet<u32>,
}

impl One {
    /// The view, and whether it is fresh.
    fn view(&self) -> Option<(bool, Arc<Seen>)> {
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        view.as_ref().map(|(since, seen)| (since.elapsed() < FRESH, Arc::clone(seen)))
    }
}

pub(super) fn stance(stored: &StoredVote) -> Stance {
    Stance::of(i64::from(stored.cast.stance)).unwrap_or(Stance::Pass)
}

/// A statement as the count sees it; none for one that was never shown.
pub(super) fn counted(one: &StoredStatement) -> Option<Statement> {
    let moderation = match one.state {
        StatementState::Shown => Moderation::In,
        StatementState::Out => Moderation::Out,
        StatementState::Waiting | StatementState::Refused => return None,
    };
    Some(Statement { id: one.statement, moderation, meta: one.said.meta })
}

impl Work {
    fn take_in(&mut self, votes: &[StoredVote]) {
        for stored in votes {
            let cast = stored.cast;
            let (person, statement) = (cast.person, cast.statement);
            self.conversation.push(Vote {
                person,
                statement,
                stance: stance(stored),
                at: stored.at,
            });
            if cast.matters || cast.hard {
                self.marks.insert((person, statement), (cast.matters, cast.hard));
            } else {
                self.marks.remove(&(person, statement));
            }
            self.last = stored.number;
        }
    }

    fn ban(&mut self, banned: BTreeSet<u32>) {
        for person in self.banned.difference(&banned) {
            self.conversation.unban(*person);
        }
        for person in banned.difference(&self.banned) {
            self.conversation.ban(*person);
        }
        self.banned = banned;
    }

    fn view(&mut self, stage: &Stage) -> Seen {
        for one in stage.iter().filter_map(|staged| counted(&staged.one)) {
            self.conversation.statement(one);
        }
        let map = self.conversation.view();
        let mut marks = Marks::new();
        let counting = self.marks.iter().filter(|((person, _), _)| !self.banned.contains(person));
        for ((_, statement), (matters, hard)) in counting {
            let of = marks.entry(*statement).or_default();
            of.0 += u32::from(*matters);
            of.1 += u32::from(*hard);
        }
        let banned = self.banned.clone();
        let votes = self.conversation.votes();
        let statements: Vec<&StoredStatement> = stage.iter().map(|staged| &staged.one).collect();
        let known =
            Known { votes, banned: &banned, statements: &statements, marks: &marks, at: now() };
        let told = ResultTold { provisional: true, ..ResultTold::of(&map, &known) };
        Seen { told, priority: map.priority.iter().copied().collect() }
    }
}

/// Takes the view of now.
async fn renew(
    one: Arc<One>,
    (voices, slug): (Consultations, String),
    settings: Settings,
    mut work: OwnedMutexGuard<Work>,
) -> Result<Arc<Seen>, DeskError> {
    let stage = one.restaged(&voices, &slug).await?;
    if !work.is_begun {
        *work =
            Work { conversation: Conversation::new(settings), is_begun: true, ..Work::default() };
    }
    loop {
        let votes = voices.votes_after(&slug, work.last).await?;
        if votes.is_empty() {
            break;
        }
        work.take_in(&votes);
    }
    work.ban(voices.banned(&slug).await?.into_iter().collect());
    let viewed = tokio::task::spawn_blocking(move || work.view(&stage));
    let seen = Arc::new(viewed.await?);
    let mut view = one.view.lock().unwrap_or_else(PoisonError::into_inner);
    *view = Some((Instant::now(), Arc::clone(&seen)));
    Ok(seen)
}

impl Desk {
    /// What is seen of a consultation's votes now: provisional, some seconds old.
    ///
    /// # Errors
    /// The database refused.
    pub async fn seen(&self, slug: &str) -> Result<Arc<Seen>, DeskError> {
        let one = self.live.of(slug);
        let work = match (one.view(), Arc::clone(&one.work).try_lock_owned()) {
            (Some((true, seen)), _) | (Some((_, seen)), Err(_)) => return Ok(seen),
            (_, Ok(work)) => work,
            (None, Err(_)) => Arc::clone(&one.work).lock_owned().await,
        };
        // Another one may have taken it meanwhile.
        if let Some((true, seen)) = one.view() {
            return Ok(seen);
        }
        let settings = self.live_settings(slug).await?;
        let of = (self.voices.clone(), slug.to_owned());
        // Whoever asked may go away: what was begun is brought to its end for the others.
        tokio::spawn(renew(one, of, settings, work)).await?
    }

    /// How a live view is taken. The seed is the consultation's own at its end alone: nobody finds it out by live views.
    async fn live_settings(&self, slug: &str) -> Result<Settings, DeskError> {
        let view = self.consultation(slug).await?;
        let min_votes = view.map_or(7, |view| view.consultation.counting.min_votes);
        Ok(Settings { min_votes, ..Settings::default() })
    }
}
