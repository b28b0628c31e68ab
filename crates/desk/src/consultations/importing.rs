//! A conversation that was held elsewhere, brought in as a consultation that is over: its files are looked at first, and
//! everything that is found of them is told; then it is counted, signed and kept whole, or not at all.
//!
//! What is kept is votes and statements as this node offers them: the newest vote of each person on each statement, +1 for
//! agreement, statements that were taken out by their number alone. Moments and numbers of people stay as they were published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use passerelle_deliberation::{
    Consultation, Counting, HeldElsewhere, Limits, Moderated, Settings, Statement, Votes, Who,
    seed_text,
};
use passerelle_exchange::polis::{
    self, Comment, Export, ExportRead, FILES, FolderError, Sign, folder, sign, write_comments,
    write_votes,
};
use passerelle_register::User;
use passerelle_tables::consultations::{
    KeptStatement, NewStatement, StatementState, StoredStatement,
};
use passerelle_vocabulary::{Lang, Moderation, Record, Text, Vote};
use serde::Serialize;

use super::counting::{self, Beside, Made, digest};
use super::freezing::{NewlyFrozen, tallies};
use super::opening::check_slug;
use super::told::Marks;
use super::{VoiceError, history};
use crate::groups::{FileTrouble, GroupsError, Notes};
use crate::{Desk, DeskError, now, written_time};

/// Why a conversation was written: a code, whose words are in `locales/`.
const REASON_IMPORTED: &str = "consultation-imported";
/// Why a statement is not shown that was taken out elsewhere.
const ELSEWHERE: &str = "elsewhere";

/// Lines of `summary.csv` by which an export of a node says what else is needed of a consultation.
pub(super) mod lines {
    pub const TOPIC: &str = "topic";
    pub const DESCRIPTION: &str = "conversation-description";
    pub const LANGUAGE: &str = "language";
    pub const OPENS: &str = "opens";
    pub const CLOSES: &str = "closes";
    pub const SEED: &str = "seed";
    pub const MIN_VOTES: &str = "min-votes";
}

/// What is said of a conversation that is brought in; what is not said is looked for in its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportAbout {
    /// Its name in addresses.
    pub slug: String,
    /// The address where it was published.
    pub source: String,
    /// Its licence.
    pub licence: String,
    /// The language of its statements: a code.
    pub lang: Option<String>,
    /// What was asked.
    pub question: Option<String>,
    /// The first day.
    pub opens: Option<String>,
    /// The last day.
    pub closes: Option<String>,
    /// The country that it is about.
    pub country: Option<String>,
    /// Rows that cannot be read are left out.
    pub keep_good: bool,
}

/// What is found of a conversation.
#[derive(Debug, Clone, Default)]
pub struct ImportFound {
    /// What becomes of its rows.
    pub notes: Notes,
    /// How many people voted.
    pub people: usize,
    /// Votes that count.
    pub votes: usize,
    /// Statements, those that were taken out too.
    pub statements: usize,
    /// Those that were taken out.
    pub out: usize,
    /// What was asked.
    pub question: String,
    /// The first day.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// Its files and their SHA-256.
    pub files: BTreeMap<String, String>,
}

/// What became of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportDone {
    /// Its name in addresses.
    pub slug: String,
    /// It was here before, from the same files.
    pub already: bool,
    /// People whose votes count.
    pub people: u64,
    /// Votes that count.
    pub votes: u64,
    /// Statements.
    pub statements: u64,
}

/// A conversation that was read, and can be kept.
#[derive(Debug, Clone)]
pub struct ImportReady {
    /// What is told of it.
    pub found: ImportFound,
    slug: String,
    consultation: Consultation,
    votes: Vec<Vote>,
    /// Votes in the order of time, those too that were replaced later.
    cast: Vec<Vote>,
    comments: Vec<Comment>,
    lang: String,
}

impl From<GroupsError> for VoiceError {
    fn from(error: GroupsError) -> Self {
        Self::Unreadable(Box::new(error))
    }
}

/// Reads a conversation. Nothing is written.
///
/// # Errors
/// [`VoiceError::Unreadable`] with every row that cannot be read, unless the good ones are enough; [`VoiceError::Unsound`]
/// with everything that is missing or wrong.
pub fn read_import(path: &Path, about: &ImportAbout) -> Result<ImportReady, VoiceError> {
    let limits = polis::Limits::default();
    let unreadable = |FolderError { file, error }: FolderError| {
        let file = if file.is_empty() { path.to_owned() } else { path.join(file) };
        GroupsError::Files(vec![(file, error)])
    };
    let files = folder(path, &limits).map_err(unreadable)?;
    let [_, _, votes_csv, people_csv] = FILES;
    if !files.contains_key(votes_csv) && !files.contains_key(people_csv) {
        return Err(GroupsError::NoVotes(path.to_owned()).into());
    }
    let open = |name: &str| Ok(files.get(name).map(|content| content.as_slice()));
    let ExportRead { export, problems } = Export::read(open, &limits).map_err(unreadable)?;
    let troubles = problems.into_iter();
    let troubles: Vec<FileTrouble> =
        troubles.map(|(file, problems)| FileTrouble { path: path.join(file), problems }).collect();
    if !troubles.is_empty() && !about.keep_good {
        return Err(GroupsError::Rows(troubles).into());
    }
    let files = files.iter().map(|(name, content)| ((*name).to_owned(), digest(content)));
    ready(export, about, troubles, files.collect())
}

/// The votes that count: the newest of each person on each statement that is listed, +1 for agreement; in the order of time.
fn kept(export: &mut Export) -> (Vec<Vote>, Notes) {
    let found = sign(&export.votes, &export.comments);
    if found == Sign::Disagrees {
        export.votes.iter_mut().for_each(|vote| vote.stance = vote.stance.inverted());
    }
    // A file without statements has those that were voted on.
    if export.comments.is_empty() {
        let voted: BTreeSet<u32> = export.votes.iter().map(|vote| vote.statement).collect();
        let comment = |id| Comment { id, moderation: Moderation::In, ..Comment::default() };
        export.comments = voted.into_iter().map(comment).collect();
    }
    let listed: Vec<u32> = export.comments.iter().map(|one| one.id).collect();
    let gathered = Votes::gather(&export.votes, Some(&listed));
    let known: BTreeSet<u32> = listed.into_iter().collect();
    export.votes.retain(|vote| known.contains(&vote.statement));
    export.votes.sort_by_key(|vote| vote.at);
    let notes = Notes {
        inverted: found == Sign::Disagrees,
        sign_unknown: found == Sign::Unknown,
        repeated: gathered.repeated,
        changed: gathered.changed,
        unlisted: gathered.unlisted,
        left_out: Vec::new(),
    };
    let newest: BTreeMap<(u32, u32), Vote> =
        export.votes.iter().map(|vote| ((vote.person, vote.statement), *vote)).collect();
    (newest.into_values().collect(), notes)
}

fn day(at: i64) -> String {
    written_time(at).chars().take(10).collect()
}

fn ready(
    mut export: Export,
    about: &ImportAbout,
    left_out: Vec<FileTrouble>,
    files: BTreeMap<String, String>,
) -> Result<ImportReady, VoiceError> {
    let (votes, notes) = kept(&mut export);
    let notes = Notes { left_out, ..notes };
    let line = |name: &str| {
        let found = export.summary.iter().find(|(line, _)| line.trim() == name);
        found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let moments = || export.votes.iter().map(|vote| vote.at).filter(|at| *at > 0);
    let opens = about.opens.clone().or_else(|| line(lines::OPENS)).or(moments().min().map(day));
    let closes = about.closes.clone().or_else(|| line(lines::CLOSES)).or(moments().max().map(day));
    let lang = about.lang.clone().or_else(|| line(lines::LANGUAGE)).unwrap_or_default();
    let question = about.question.clone().or_else(|| line(lines::TOPIC)).unwrap_or_default();
    let background = line(lines::DESCRIPTION).unwrap_or_else(|| question.clone());
    let number = |name: &str| line(name).and_then(|value| value.parse::<u64>().ok());
    let seed = number(lines::SEED).unwrap_or(0);
    let min_votes = number(lines::MIN_VOTES).and_then(|value| u32::try_from(value).ok());
    let words = |words: &str| {
        let mut text = Text::default();
        text.set(Lang::new(&lang), words);
        text
    };
    let rows = notes.left_out.iter().map(|file| file.problems.len()).sum();
    let consultation = Consultation {
        question: words(&question),
        background: words(&background),
        easy: None,
        by: None,
        country: about.country.clone(),
        languages: vec![Lang::new(&lang)],
        who: Who::Open,
        quotas: Vec::new(),
        opens: opens.unwrap_or_default(),
        closes: closes.unwrap_or_default(),
        moderation: Moderated::After,
        limits: Limits::default(),
        asked: Vec::new(),
        counting: Counting {
            min_votes: min_votes.unwrap_or(7),
            seed_hash: digest(seed_text(seed).as_bytes()),
            seed: Some(seed),
        },
        frozen: None,
        imported: Some(HeldElsewhere {
            source: about.source.clone(),
            licence: about.licence.clone(),
            files: files.clone(),
            inverted: notes.inverted,
            left_out: rows,
        }),
    };
    let mut wrong = consultation.check();
    wrong.extend(check_slug(&about.slug));
    if !wrong.is_empty() {
        return Err(VoiceError::Unsound(wrong));
    }
    let people: BTreeSet<u32> = votes.iter().map(|vote| vote.person).collect();
    let out = |one: &&Comment| one.moderation == Moderation::Out;
    let found = ImportFound {
        people: people.len(),
        votes: votes.len(),
        statements: export.comments.len(),
        out: export.comments.iter().filter(out).count(),
        question,
        opens: consultation.opens.clone(),
        closes: consultation.closes.clone(),
        files,
        notes,
    };
    let mut comments = export.comments;
    comments.sort_by_key(|one| one.id);
    let (slug, cast) = (about.slug.clone(), export.votes);
    Ok(ImportReady { found, slug, consultation, votes, cast, comments, lang })
}

impl ImportReady {
    /// Statements as this node keeps them.
    fn statements(&self) -> Vec<KeptStatement> {
        let kept = |one: &Comment| {
            let is_out = one.moderation == Moderation::Out;
            KeptStatement {
                statement: one.id,
                said: NewStatement {
                    text: if is_out { String::new() } else { one.text.clone() },
                    lang: self.lang.clone(),
                    easy: String::new(),
                    translations: "{}".to_owned(),
                    person: None,
                    meta: one.meta,
                },
                state: if is_out { StatementState::Out } else { StatementState::Shown },
                because: if is_out { ELSEWHERE.to_owned() } else { String::new() },
                at: one.at,
            }
        };
        self.comments.iter().map(kept).collect()
    }

    /// What is offered of it.
    fn made(&self, statements: &[KeptStatement], at: i64) -> Result<Made, DeskError> {
        let failed = |error: String| DeskError::Key(error);
        let tallies = tallies(&self.votes);
        let comment = |one: &Comment| {
            let (agrees, disagrees) = tallies.get(&one.id).copied().unwrap_or_default();
            let is_out = one.moderation == Moderation::Out;
            Comment {
                text: if is_out { String::new() } else { one.text.clone() },
                agrees: Some(agrees),
                disagrees: Some(disagrees),
                ..one.clone()
            }
        };
        let comments: Vec<Comment> = self.comments.iter().map(comment).collect();
        let (mut votes_csv, mut comments_csv) = (Vec::new(), Vec::new());
        write_votes(self.votes.iter().copied(), &mut votes_csv)
            .map_err(|error| failed(error.to_string()))?;
        write_comments(&comments, &mut comments_csv).map_err(|error| failed(error.to_string()))?;
        let known = comments.iter().map(|one| {
            let Comment { id, moderation, meta, .. } = *one;
            (id, Statement { id, moderation, meta })
        });
        let counting = &self.consultation.counting;
        let settings = Settings {
            min_votes: counting.min_votes,
            seed: counting.seed.unwrap_or_default(),
            ..Settings::default()
        };
        let stored: Vec<StoredStatement> = statements.iter().map(stored).collect();
        let beside = Beside {
            statements: &stored,
            marks: &Marks::new(),
            took_part: Vec::new(),
            history: history::history(&self.cast, &known.collect(), &settings),
            at,
        };
        counting::made(votes_csv, comments_csv, &settings, beside)
    }
}

fn stored(one: &KeptStatement) -> StoredStatement {
    StoredStatement {
        statement: one.statement,
        said: one.said.clone(),
        state: one.state,
        because: one.because.clone(),
        proposed_at: one.at,
        decided_at: None,
        volunteers: Vec::new(),
    }
}

impl Desk {
    /// Keeps a conversation that was read. From the same files it is kept once.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`]; [`VoiceError::Exists`] where there is another consultation of this name.
    pub async fn import_consultation(
        &self,
        ready: &ImportReady,
        user: &User,
    ) -> Result<ImportDone, VoiceError> {
        let who = self.standing_of(user).await?;
        if !self.may_moderate(&who, &ready.consultation) {
            return Err(VoiceError::NotAllowed);
        }
        let slug = ready.slug.as_str();
        let done = |consultation: &Consultation, already| {
            let frozen = consultation.frozen.as_ref();
            ImportDone {
                slug: slug.to_owned(),
                already,
                people: frozen.map_or(0, |one| one.people),
                votes: frozen.map_or(0, |one| one.votes),
                statements: frozen.map_or(0, |one| one.statements),
            }
        };
        if let Some(view) = self.consultation(slug).await? {
            let here = Consultation { frozen: None, ..view.consultation.clone() };
            return match here == ready.consultation {
                true => Ok(done(&view.consultation, true)),
                false => Err(VoiceError::Exists(slug.to_owned())),
            };
        }
        let statements = ready.statements();
        let (work, of) = (ready.clone(), statements.clone());
        let made = tokio::task::spawn_blocking(move || work.made(&of, now()));
        let made = made.await.map_err(DeskError::from)??;
        let frozen = made.frozen(self.written_today(), statements.len() as u64);
        let consultation = Consultation { frozen: Some(frozen), ..ready.consultation.clone() };
        let new = NewlyFrozen {
            slug,
            seen: None,
            reason: REASON_IMPORTED,
            consultation: &consultation,
            made: &made,
            statements: &statements,
        };
        self.publish_frozen(new, user).await?;
        Ok(done(&consultation, false))
    }
}
