//! What comes of a consultation: recommendations to a body, its answer, and what follows.
//!
//! A recommendation rests on statements of a consultation whose votes are frozen. How people voted on each ([`Ground`]) is taken
//! from the files that the node signed, whose hash the recommendation names: nobody types it. Nothing here says whether a
//! recommendation is right; it says to whom it is addressed, until when an answer is asked for, and what became of it.

use std::collections::BTreeSet;

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::consultation::{Consultation, is_day, texts};

/// Statements that a recommendation rests on, at the most.
const GROUNDS: usize = 50;
/// What a follow-up names, at the most.
const LINKS: usize = 50;
/// Characters of a title, at the most.
const TITLE: usize = 300;
/// Characters of a text, at the most.
const LONG: usize = 20_000;
/// The kind of who is addressed.
const BODY: &str = "actor";
/// Kinds of records that carry out what was recommended.
const CARRY_OUT: [&str; 2] = ["commitment", "initiative"];

/// How people voted on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Held {
    /// People who agree.
    pub agrees: u32,
    /// People who do not.
    pub disagrees: u32,
    /// People who saw it and say neither.
    pub passes: u32,
}

impl Held {
    /// People who voted on it.
    pub fn all(self) -> u32 {
        self.agrees.saturating_add(self.disagrees).saturating_add(self.passes)
    }
}

/// How a group of people who vote alike voted on a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupHeld {
    /// Its number in the signed result, from 0.
    pub group: u32,
    /// How its people voted.
    pub held: Held,
}

/// A statement that a recommendation rests on, as the signed result has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ground {
    /// Its number in the consultation.
    pub statement: u32,
    /// What it says.
    pub text: String,
    /// In which language: a code.
    pub lang: String,
    /// How all who voted on it did.
    pub held: Held,
    /// How each group did; empty where there were no clear groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupHeld>,
}

/// What a consultation recommends to a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recommendation {
    /// What is to be done, in a sentence.
    pub title: Text,
    /// What exactly, and why.
    pub text: Text,
    /// The consultation that it comes of.
    pub of: Key,
    /// The body that it is addressed to: an actor.
    pub to: Key,
    /// The country that the consultation is about, ISO 3166-1 alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The day on which it was published, such as `2026-12-01`; days are those of UTC.
    pub published: String,
    /// The last day for an answer.
    pub due: String,
    /// The statements that it rests on.
    pub grounds: Vec<Ground>,
    /// SHA-256 of the signed result from which their votes are taken, in hexadecimal.
    pub result_sha256: String,
}

impl Record for Recommendation {
    const KIND: &'static str = "recommendation";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let link =
            |relation: &str, to: &Key| Link { relation: relation.to_owned(), to: to.clone() };
        vec![link("of", &self.of), link("to", &self.to)]
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("consultation".to_owned(), vec![self.of.slug().to_owned()]),
            ("to".to_owned(), vec![self.to.slug().to_owned()]),
            ("country".to_owned(), self.country.iter().cloned().collect()),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        texts(&mut found, "title", &self.title, TITLE);
        texts(&mut found, "text", &self.text, LONG);
        if self.of.kind() != Consultation::KIND {
            found.push(Finding::new("of", "recommendation-of", &self.of));
        }
        if self.to.kind() != BODY {
            found.push(Finding::new("to", "recommendation-to", &self.to));
        }
        for (field, day) in [("published", &self.published), ("due", &self.due)] {
            if !is_day(day) {
                found.push(Finding::new(field, "not-a-day", day));
            }
        }
        if is_day(&self.published) && is_day(&self.due) && self.due <= self.published {
            found.push(Finding::new("due", "recommendation-due", &self.due));
        }
        if self.grounds.is_empty() || self.grounds.len() > GROUNDS {
            found.push(Finding::new("statements", "recommendation-grounds", self.grounds.len()));
        }
        let mut seen = BTreeSet::new();
        for ground in &self.grounds {
            if !seen.insert(ground.statement) {
                found.push(Finding::new("statements", "repeated", ground.statement));
            }
        }
        found
    }
}

/// What a body answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does it.
    Accepted,
    /// It does a part of it.
    InPart,
    /// It does not.
    Declined,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::InPart, Self::Declined];

    /// The code, as it is typed and stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::InPart => "in-part",
            Self::Declined => "declined",
        }
    }

    /// The verdict of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether it takes reasons.
    pub const fn takes_reasons(self) -> bool {
        !matches!(self, Self::Accepted)
    }
}

/// The answer of a body to a recommendation. A later answer is a version of it: what was said before stays to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecommendationAnswer {
    /// The title of the recommendation.
    pub title: Text,
    /// The recommendation.
    pub to: Key,
    /// The body whose answer it is.
    pub actor: Key,
    /// What it answers.
    pub verdict: Verdict,
    /// Why, and what it will do; needed where it does not accept all.
    pub text: Text,
    /// The day.
    pub day: String,
}

impl Record for RecommendationAnswer {
    const KIND: &'static str = "recommendation_answer";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "to".to_owned(), to: self.to.clone() }]
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("verdict".to_owned(), vec![self.verdict.code().to_owned()]),
            ("actor".to_owned(), vec![self.actor.slug().to_owned()]),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.verdict.takes_reasons() && self.text.is_empty() {
            found.push(Finding::new("text", "answer-reasons", ""));
        }
        too_long(&mut found, &self.text);
        spoken(&mut found, ("to", &self.to), &self.actor, &self.day);
        found
    }
}

/// What a body did of what it was recommended, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecommendationStep {
    /// The title of the recommendation.
    pub title: Text,
    /// The recommendation.
    pub of: Key,
    /// The body whose word it is.
    pub actor: Key,
    /// The day.
    pub day: String,
    /// What happened.
    pub text: Text,
    /// The commitments and initiatives by which it is carried out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Key>,
}

impl Record for RecommendationStep {
    const KIND: &'static str = "recommendation_step";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let by = |to: &Key| Link { relation: "by".to_owned(), to: to.clone() };
        let of = Link { relation: "of".to_owned(), to: self.of.clone() };
        std::iter::once(of).chain(self.links.iter().map(by)).collect()
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.text.is_empty() {
            found.push(Finding::new("text", "step-text", ""));
        }
        too_long(&mut found, &self.text);
        spoken(&mut found, ("of", &self.of), &self.actor, &self.day);
        if self.links.len() > LINKS {
            found.push(Finding::new("links", "step-links", self.links.len()));
        }
        let mut seen = BTreeSet::new();
        for link in &self.links {
            if !CARRY_OUT.contains(&link.kind()) {
                found.push(Finding::new("links", "step-link", link));
            } else if !seen.insert(link) {
                found.push(Finding::new("links", "repeated", link));
            }
        }
        found
    }
}

fn too_long(found: &mut Vec<Finding>, text: &Text) {
    for (lang, text) in text.iter() {
        let length = text.chars().count();
        if length > LONG {
            found.push(Finding::new(format!("text.{lang}"), "text-too-long", length));
        }
    }
}

/// What is wrong with whose word something is, on what, and of which day.
fn spoken(found: &mut Vec<Finding>, (field, on): (&str, &Key), actor: &Key, day: &str) {
    if on.kind() != Recommendation::KIND {
        found.push(Finding::new(field, "answer-to", on));
    }
    if actor.kind() != BODY {
        found.push(Finding::new("actor", "recommendation-to", actor));
    }
    if !is_day(day) {
        found.push(Finding::new("day", "not-a-day", day));
    }
}

/// Where a recommendation stands on a day. The order is that of lists: what waits longest for an answer comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answered {
    /// The last day for an answer has passed without one.
    Overdue,
    /// There is no answer yet.
    Waiting,
    /// It was declined.
    Declined,
    /// It was accepted in part.
    InPart,
    /// It was accepted.
    Accepted,
}

impl Answered {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Overdue, Self::Waiting, Self::Declined, Self::InPart, Self::Accepted];

    /// Where a recommendation stands on a day (`2026-12-01`), with what was answered.
    pub fn on(today: &str, due: &str, verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Accepted) => Self::Accepted,
            Some(Verdict::InPart) => Self::InPart,
            Some(Verdict::Declined) => Self::Declined,
            // Days written in this way sort as they follow one another.
            None if today > due => Self::Overdue,
            None => Self::Waiting,
        }
    }

    /// The code, as it stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Waiting => "waiting",
            Self::Declined => "declined",
            Self::InPart => "in-part",
            Self::Accepted => "accepted",
        }
    }

    /// Whether there is an answer.
    pub const fn has_answer(self) -> bool {
        !matches!(self, Self::Overdue | Self::Waiting)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
