//! Consultations: a question that is put to people, how it is put, and what was frozen of it at its end.
//!
//! The record is the frame. Statements, votes and participants are too many, and statements that nobody has looked at are not for
//! a log that is for ever: they are in tables beside it. What moderators decide on a statement is a [`StatementDecision`], in
//! the log, without the text.
//!
//! # The seed
//! What decides where chance would ([`crate::Settings::seed`]) is drawn when the consultation opens. Its hash ([`Counting::seed_hash`]) is in the
//! record from the beginning and the seed itself once the votes are frozen: so nobody can choose votes for a seed, nor a
//! seed for votes.

mod asked;
mod elsewhere;

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::{Facets, Finding, Key, Lang, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use asked::{DemographicCategory, DemographicQuestion, NO_ANSWER};
pub use elsewhere::HeldElsewhere;

/// Who may take part.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever comes.
    #[default]
    Open,
    /// Who has an invitation; each is for one person.
    Invited,
    /// Who was drawn, with an invitation for a group that has so many places ([`Consultation::quotas`]).
    Panel,
}

impl Who {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Invited, Self::Panel];

    /// The code, as stored and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Panel => "panel",
        }
    }
}

/// When moderators look at a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moderated {
    /// Before it is shown.
    #[default]
    Before,
    /// While it is shown.
    After,
}

impl Moderated {
    /// The code, as stored and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// How many of a panel come from a group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Quota {
    /// The group: small letters, digits, hyphens.
    pub group: String,
    /// Its places.
    pub places: u32,
}

/// What is taken of people, so that nobody fills the room for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Limits {
    /// Statements that one person may propose.
    pub statements_per_person: u32,
    /// Statements that are taken from one network in an hour.
    pub statements_per_network_hour: u32,
    /// People that may begin to take part from one network in an hour.
    pub people_per_network_hour: u32,
    /// Characters of a statement.
    pub length: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            statements_per_person: 20,
            statements_per_network_hour: 60,
            people_per_network_hour: 300,
            length: 280,
        }
    }
}

/// How it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counting {
    /// Who has as many votes is grouped.
    pub min_votes: u32,
    /// SHA-256 of the seed, in hexadecimal ([`seed_text`] says of what exactly).
    pub seed_hash: String,
    /// The seed, once the votes are frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

/// What was frozen: the files that anyone can count again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Frozen {
    /// The day.
    pub on: String,
    /// People whose votes count.
    pub people: u64,
    /// Votes that count.
    pub votes: u64,
    /// Statements that were shown.
    pub statements: u64,
    /// SHA-256 of the anonymised votes as they are offered, in hexadecimal.
    pub votes_sha256: String,
    /// The same of the statements.
    pub statements_sha256: String,
    /// The same of the result.
    pub result_sha256: String,
    /// The same of the other files, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

/// A question that is put to people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Consultation {
    /// What is asked.
    pub question: Text,
    /// What one should know to answer.
    pub background: Text,
    /// The same in easy words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy: Option<Text>,
    /// Who asks: an actor of this node; the node itself without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Key>,
    /// The country that it is about, ISO 3166-1 alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Languages in which statements are expected; others are taken too.
    #[schema(value_type = Vec<String>)]
    pub languages: Vec<Lang>,
    /// Who may take part.
    #[serde(default)]
    pub who: Who,
    /// Places of a panel by group; of others none.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// The first day, such as `2026-11-26`; days are those of UTC.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// When moderators look at statements.
    #[serde(default)]
    pub moderation: Moderated,
    /// What is taken of people.
    #[serde(default)]
    pub limits: Limits,
    /// What people are asked of themselves, if they like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<DemographicQuestion>,
    /// How it is counted.
    pub counting: Counting,
    /// What was frozen at its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
    /// Where it was held, if it was not on this node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<HeldElsewhere>,
}

/// Where a consultation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It has not opened.
    Coming,
    /// People take part.
    Open,
    /// Nobody votes any more; it is not counted yet.
    Closed,
    /// It is counted: its votes are frozen.
    Frozen,
}

impl Phase {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Frozen => "frozen",
        }
    }
}

impl Consultation {
    /// Where it stands on a day (`2026-11-26`).
    pub fn phase(&self, today: &str) -> Phase {
        // Days written in this way sort as they follow one another.
        if self.frozen.is_some() {
            Phase::Frozen
        } else if today < self.opens.as_str() {
            Phase::Coming
        } else if today > self.closes.as_str() {
            Phase::Closed
        } else {
            Phase::Open
        }
    }
}

/// What is hashed of a seed: its decimal digits after this.
const SEED_TEXT: &str = "passerelle consultation seed ";

/// The text whose SHA-256 is published when a consultation opens: `passerelle consultation seed 1234`.
pub fn seed_text(seed: u64) -> String {
    format!("{SEED_TEXT}{seed}")
}

pub(crate) fn texts(found: &mut Vec<Finding>, field: &str, text: &Text, longest: usize) {
    if text.is_empty() {
        found.push(Finding::new(field, "text-missing", ""));
    }
    for (lang, text) in text.iter() {
        let length = text.chars().count();
        if length > longest {
            found.push(Finding::new(format!("{field}.{lang}"), "text-too-long", length));
        }
    }
}

/// Whether a text is a day such as `2026-11-26`.
pub fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && year >= 1_000
        && (1..=12).contains(&month)
        && (1..=last).contains(&day)
}

/// Whether a text can be the code of a language: `fr`, `pt-br`.
pub fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    let plain =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (2..=3).contains(&first.len())
        && code.len() <= 20
        && plain(first)
        && parts.all(|part| (2..=8).contains(&part.len()) && plain(part))
}

fn is_group(code: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&code.len()) && code.bytes().all(plain)
}

impl Consultation {
    fn check_panel(&self, found: &mut Vec<Finding>) {
        if (self.who == Who::Panel) == self.quotas.is_empty() {
            found.push(Finding::new("quotas", "consultation-quotas", self.who.code()));
        }
        let mut seen = BTreeSet::new();
        for Quota { group, places } in &self.quotas {
            if !is_group(group) {
                found.push(Finding::new("quotas", "consultation-group", group));
            } else if !seen.insert(group) {
                found.push(Finding::new("quotas", "repeated", group));
            }
            if !(1..=100_000).contains(places) {
                found.push(Finding::new("quotas", "consultation-limit", places));
            }
        }
    }

    fn check_limits(&self, found: &mut Vec<Finding>) {
        let Limits {
            statements_per_person,
            statements_per_network_hour,
            people_per_network_hour,
            length,
        } = self.limits;
        for (field, value, most) in [
            ("limits.statements_per_person", statements_per_person, 1_000),
            ("limits.statements_per_network_hour", statements_per_network_hour, 100_000),
            ("limits.people_per_network_hour", people_per_network_hour, 1_000_000),
            ("limits.length", length, 2_000),
            ("counting.min_votes", self.counting.min_votes, 1_000),
        ] {
            if !(1..=most).contains(&value) {
                found.push(Finding::new(field, "consultation-limit", value));
            }
        }
    }
}

impl Record for Consultation {
    const KIND: &'static str = "consultation";

    fn title(&self) -> &Text {
        &self.question
    }

    fn links(&self) -> Vec<Link> {
        let by = |to: &Key| Link { relation: "by".to_owned(), to: to.clone() };
        self.by.iter().map(by).collect()
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("who".to_owned(), vec![self.who.code().to_owned()]),
            ("country".to_owned(), self.country.iter().cloned().collect()),
            ("by".to_owned(), self.by.iter().map(|by| by.slug().to_owned()).collect()),
            (
                "language".to_owned(),
                self.languages.iter().map(|one| one.code().to_owned()).collect(),
            ),
            (
                "frozen".to_owned(),
                vec![if self.frozen.is_some() { "yes" } else { "no" }.to_owned()],
            ),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        texts(&mut found, "question", &self.question, 300);
        texts(&mut found, "background", &self.background, 20_000);
        if let Some(easy) = &self.easy {
            texts(&mut found, "easy", easy, 5_000);
        }
        if let Some(by) = self.by.as_ref().filter(|by| by.kind() != "actor") {
            found.push(Finding::new("by", "bad-key", by));
        }
        let is_country =
            |code: &&String| code.len() != 3 || !code.bytes().all(|c| c.is_ascii_uppercase());
        if let Some(code) = self.country.as_ref().filter(is_country) {
            found.push(Finding::new("country", "unknown-code", code));
        }
        if self.languages.is_empty() || self.languages.len() > 50 {
            found.push(Finding::new("languages", "consultation-languages", self.languages.len()));
        }
        for one in self.languages.iter().filter(|one| !is_language(one.code())) {
            found.push(Finding::new("languages", "consultation-languages", one));
        }
        for (field, day) in [("opens", &self.opens), ("closes", &self.closes)] {
            if !is_day(day) {
                found.push(Finding::new(field, "not-a-day", day));
            }
        }
        if is_day(&self.opens) && is_day(&self.closes) && self.closes < self.opens {
            found.push(Finding::new("closes", "ends-before-it-begins", &self.opens));
        }
        self.check_panel(&mut found);
        self.check_limits(&mut found);
        asked::check(&self.asked, &mut found);
        if let Some(imported) = &self.imported {
            imported.check(&mut found);
        }
        found
    }
}

/// What moderators decided on a statement: each version is one decision. The text is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatementDecision {
    /// The question of the consultation.
    pub title: Text,
    /// The consultation.
    pub consultation: Key,
    /// The number of the statement.
    pub statement: u32,
    /// The number of its translation, where the decision is on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<u32>,
    /// Whether it is shown.
    pub shown: bool,
    /// Why it is not: a code, whose words are in `locales/`; empty where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// Why a statement is not shown.
pub const REASONS: [&str; 6] =
    ["private", "insult", "copy", "not-one-idea", "off-topic", "advertising"];

impl Record for StatementDecision {
    const KIND: &'static str = "statement_decision";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "of".to_owned(), to: self.consultation.clone() }]
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.consultation.kind() != Consultation::KIND {
            found.push(Finding::new("consultation", "bad-key", &self.consultation));
        }
        if self.shown != self.because.is_empty()
            || !self.shown && !REASONS.contains(&self.because.as_str())
        {
            found.push(Finding::new("because", "consultation-reason", &self.because));
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
