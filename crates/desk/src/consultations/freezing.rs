//! The end: votes are frozen, anonymised, counted and signed.
//!
//! People get other numbers, at random and not from the seed, so that nobody can be told from another list; moments and who
//! wrote what are left out; the votes of those who are banned are too. What is counted is read from the files that are
//! offered, as `passerelle groups` reads them: so the recount gives the same bytes.
//!
//! If the node dies half-way, nobody can vote any more, and freezing goes on when it is asked for again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use passerelle_deliberation::{Count, Frozen, Phase, Settings, Statement};
use passerelle_exchange::polis::{self, Comment, write_comments, write_votes};
use passerelle_register::{Standing, User, Writer};
use passerelle_tables::consultations::{StatementState, StoredStatement, StoredVote};
use passerelle_vocabulary::{Record, Stance, Vote};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::live::{counted, stance};
use super::told::{Known, Marks, ResultTold};
use super::{Consultation, VoiceError, consultation_key};
use crate::corrections::unrandom;
use crate::groups::bytes;
use crate::{Desk, DeskError, now};

/// Why the frozen votes were written: a code, whose words are in `locales/`.
const REASON_FROZEN: &str = "consultation-frozen";
/// What pages show of a frozen consultation.
const SHOWN: &str = "shown.json";

const VOTES: &str = "votes.csv";
const STATEMENTS: &str = "comments.csv";
const MARKS: &str = "marks.json";
const RESULT: &str = "result.json";

/// The files that anyone can take away; beside each is its note, `NAME.note`.
pub const DOWNLOADS: [&str; 4] = [VOTES, STATEMENTS, RESULT, MARKS];

/// A file that can be taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// What was marked on a statement.
#[derive(Serialize)]
struct Marked {
    statement: u32,
    matters_most: u32,
    hard_to_understand: u32,
}

/// What is frozen, made without the database.
struct Made {
    votes: Vec<u8>,
    statements: Vec<u8>,
    marks: Vec<u8>,
    result: Vec<u8>,
    shown: ResultTold,
    people: u64,
    counted: u64,
}

/// What it is made of.
struct Material {
    votes: Vec<StoredVote>,
    statements: Vec<StoredStatement>,
    banned: BTreeSet<u32>,
    settings: Settings,
    at: i64,
}

/// Numbers from 0 in an order that nobody can find out.
fn shuffled(count: usize) -> Result<Vec<u32>, getrandom::Error> {
    let mut numbers: Vec<u32> = (0..count as u32).collect();
    for place in (1..numbers.len()).rev() {
        let mut bytes = [0_u8; 8];
        getrandom::fill(&mut bytes)?;
        // A remainder of 2^64 is even enough for lists that fit a database.
        let other = u64::from_be_bytes(bytes) % (place as u64 + 1);
        numbers.swap(place, usize::try_from(other).unwrap_or_default());
    }
    Ok(numbers)
}

impl Material {
    /// The votes that count, by new numbers of people, in their order; and what was marked.
    fn anonymised(&self) -> Result<(Vec<Vote>, Marks), getrandom::Error> {
        let there: BTreeSet<u32> =
            self.statements.iter().filter_map(counted).map(|one| one.id).collect();
        let mut newest: BTreeMap<(u32, u32), &StoredVote> = BTreeMap::new();
        for vote in &self.votes {
            let (person, statement) = (vote.cast.person, vote.cast.statement);
            if there.contains(&statement) && !self.banned.contains(&person) {
                newest.insert((person, statement), vote);
            }
        }
        let people: BTreeSet<u32> = newest.keys().map(|(person, _)| *person).collect();
        let numbers: BTreeMap<u32, u32> =
            people.iter().copied().zip(shuffled(people.len())?).collect();
        let mut marks = Marks::new();
        let mut votes = Vec::with_capacity(newest.len());
        for ((person, statement), vote) in newest {
            let of = marks.entry(statement).or_default();
            of.0 += u32::from(vote.cast.matters);
            of.1 += u32::from(vote.cast.hard);
            let person = numbers.get(&person).copied().unwrap_or_default();
            votes.push(Vote { person, statement, stance: stance(vote), at: 0 });
        }
        votes.sort_by_key(|vote| (vote.person, vote.statement));
        Ok((votes, marks))
    }

    fn comments(&self, votes: &[Vote]) -> Vec<Comment> {
        let mut tallies: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for vote in votes {
            let of = tallies.entry(vote.statement).or_default();
            of.0 += u64::from(vote.stance == Stance::Agree);
            of.1 += u64::from(vote.stance == Stance::Disagree);
        }
        let comment = |one: &StoredStatement| {
            let Statement { id, moderation, meta } = counted(one)?;
            let (agrees, disagrees) = tallies.get(&id).copied().unwrap_or_default();
            // What was taken out is told by its number alone.
            let shown = one.state == StatementState::Shown;
            Some(Comment {
                id,
                text: if shown { one.said.text.clone() } else { String::new() },
                author: None,
                agrees: Some(agrees),
                disagrees: Some(disagrees),
                moderation,
                meta,
                seed: one.said.person.is_none(),
                at: 0,
            })
        };
        self.statements.iter().filter_map(comment).collect()
    }

    fn made(self) -> Result<Made, DeskError> {
        let failed = |error: String| DeskError::Key(error);
        let (votes, marks) = self.anonymised().map_err(unrandom)?;
        let comments = self.comments(&votes);
        let (mut votes_csv, mut comments_csv) = (Vec::new(), Vec::new());
        write_votes(votes, &mut votes_csv).map_err(|error| failed(error.to_string()))?;
        write_comments(&comments, &mut comments_csv).map_err(|error| failed(error.to_string()))?;
        // Counted from what is offered, as anyone else counts it.
        let limits = polis::Limits::default();
        let read =
            polis::votes(&votes_csv[..], &limits).map_err(|error| failed(error.to_string()))?;
        let listed = polis::comments(&comments_csv[..], &limits)
            .map_err(|error| failed(error.to_string()))?;
        let (votes, statements, _) = crate::groups::gather(read, Some(&listed.comments));
        let nobody = BTreeSet::new();
        let settings = &self.settings;
        let map = Count { votes: &votes, statements: &statements, banned: &nobody, settings }.map();
        let told: Vec<&StoredStatement> = self.statements.iter().collect();
        let known =
            Known { votes: &votes, banned: &nobody, statements: &told, marks: &marks, at: self.at };
        let marked = marks.iter().map(|(statement, (matters, hard))| Marked {
            statement: *statement,
            matters_most: *matters,
            hard_to_understand: *hard,
        });
        let marked: Vec<Marked> = marked.collect();
        let mut marks_json =
            serde_json::to_vec_pretty(&marked).map_err(|error| failed(error.to_string()))?;
        marks_json.push(b'\n');
        Ok(Made {
            result: bytes(&map).map_err(|error| failed(error.to_string()))?,
            shown: ResultTold::of(&map, &known),
            people: map.people as u64,
            counted: map.votes as u64,
            votes: votes_csv,
            statements: comments_csv,
            marks: marks_json,
        })
    }
}

fn digest(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// The folder of what is frozen.
fn folder(slug: &str) -> String {
    format!("{}/{slug}", Consultation::KIND)
}

impl Desk {
    /// Freezes the votes of a consultation that is over, counts and signs; what was frozen before stays as it is.
    ///
    /// # Errors
    /// [`VoiceError::StillOpen`], [`VoiceError::NotAllowed`].
    pub async fn freeze_consultation(
        &self,
        slug: &str,
        user: &User,
    ) -> Result<Consultation, VoiceError> {
        let who: Standing = self.standing_of(user).await?;
        let view = self.needed(slug).await?;
        if !self.may_moderate(&who, &view.consultation) {
            return Err(VoiceError::NotAllowed);
        }
        match view.phase {
            Phase::Frozen => return Ok(view.consultation),
            Phase::Coming | Phase::Open => {
                return Err(VoiceError::StillOpen(view.consultation.closes));
            }
            Phase::Closed => {}
        }
        let at = now();
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            Ok(self.voices.freeze(writer.transaction().await?, slug, at).await?)
        };
        self.register.write(&user.author(), at, work).await?;
        let frame = self.voices.frame(slug).await?.ok_or(VoiceError::NotFound)?;
        let settings = Settings {
            min_votes: view.consultation.counting.min_votes,
            seed: frame.seed,
            ..Settings::default()
        };
        let material = self.material(slug, settings, at).await?;
        let shown = material.statements.iter().filter_map(counted).count() as u64;
        let made = tokio::task::spawn_blocking(move || material.made());
        let made = made.await.map_err(DeskError::from)??;
        let mut consultation = view.consultation;
        consultation.counting.seed = Some(frame.seed);
        consultation.frozen = Some(Frozen {
            on: self.written_today(),
            people: made.people,
            votes: made.counted,
            statements: shown,
            votes_sha256: digest(&made.votes),
            statements_sha256: digest(&made.statements),
            result_sha256: digest(&made.result),
        });
        self.publish_frozen(slug, view.version, &consultation, &made, user).await?;
        Ok(consultation)
    }

    async fn material(
        &self,
        slug: &str,
        settings: Settings,
        at: i64,
    ) -> Result<Material, DeskError> {
        let mut votes: Vec<StoredVote> = Vec::new();
        loop {
            let after = votes.last().map_or(0, |vote| vote.number);
            let page = self.voices.votes_after(slug, after).await?;
            if page.is_empty() {
                break;
            }
            votes.extend(page);
        }
        let statements = self.voices.statements(slug).await?;
        let banned = self.voices.banned(slug).await?.into_iter().collect();
        Ok(Material { votes, statements, banned, settings, at })
    }

    /// Files, notes and the record, all or nothing.
    async fn publish_frozen(
        &self,
        slug: &str,
        seen: u64,
        consultation: &Consultation,
        made: &Made,
        user: &User,
    ) -> Result<(), VoiceError> {
        let shown =
            serde_json::to_vec(&made.shown).map_err(|error| DeskError::Key(error.to_string()))?;
        let state = self.log_state().await?;
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let contents = [&made.votes, &made.statements, &made.result, &made.marks];
        for (name, content) in DOWNLOADS.into_iter().zip(contents) {
            let note = self.sign_file(&format!("consultation {slug} {name}"), &state, content)?;
            files.push((format!("{name}.note"), note.into_bytes()));
            files.push((name.to_owned(), content.clone()));
        }
        files.push((SHOWN.to_owned(), shown));
        let key = consultation_key(slug)?;
        let at = now();
        let folder = folder(slug);
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            for (name, content) in &files {
                let mut content = Cursor::new(content.as_slice());
                self.files.keep(transaction, (&folder, name), &mut content, at).await?;
            }
            self.voices.forget_salt(transaction, slug).await?;
            writer.put(&key, Some(seen), REASON_FROZEN, consultation).await?;
            Ok(())
        };
        self.register.write(&user.author(), at, work).await?;
        self.refresh().await?;
        Ok(())
    }

    /// A file of a frozen consultation, or its note.
    ///
    /// # Errors
    /// The database refused.
    pub async fn consultation_file(
        &self,
        slug: &str,
        name: &str,
    ) -> Result<Option<Download>, DeskError> {
        let plain = name.strip_suffix(".note").unwrap_or(name);
        if !DOWNLOADS.contains(&plain) {
            return Ok(None);
        }
        let content = self.kept_of(slug, name).await?;
        Ok(content.map(|content| Download { name: name.to_owned(), content }))
    }

    async fn kept_of(&self, slug: &str, name: &str) -> Result<Option<Vec<u8>>, DeskError> {
        let Some(file) = self.files.find(&folder(slug), name).await? else { return Ok(None) };
        let mut content = Vec::new();
        self.files.write_to(&file, &mut content).await?;
        Ok(Some(content))
    }

    /// What votes say: of a frozen consultation its result, else what is seen of them now.
    ///
    /// # Errors
    /// The database refused.
    pub async fn consultation_result(&self, slug: &str) -> Result<ResultTold, DeskError> {
        if let Some(content) = self.kept_of(slug, SHOWN).await?
            && let Ok(told) = serde_json::from_slice(&content)
        {
            return Ok(told);
        }
        Ok(self.seen(slug).await?.told.clone())
    }
}
