//! Outlines: in which chapters a review is told, as data of the catalogue (`review.toml`).

use std::collections::BTreeSet;

use passerelle_vocabulary::{Finding, Lang, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a chapter holds of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What there is, in numbers.
    Summary,
    /// Who adopted and who endorsed the Compact.
    Participants,
    /// Every commitment, by objective.
    Objectives,
    /// Every commitment, by Sustainable Development Goal.
    Goals,
    /// The commitments that the chapter names.
    Commitments,
    /// Every contribution, one by one.
    Contributions,
    /// What contributions are to cost.
    Budgets,
    /// Contributions that are not heard of any more.
    Silence,
    /// What nobody has recorded.
    Gaps,
    /// How it was made.
    Method,
    /// What was said in the comment round, with the answers.
    Comments,
    /// Nothing of the node: those who report write it.
    Written,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// What tells it from the others.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// What it holds.
    pub holds: Vec<Part>,
    /// What is to be known of it: what those who report still have to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Ids of its commitments, or what they begin with up to a dot: `gdc.1.connectivity`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<String>,
}

impl Chapter {
    /// Whether a commitment stands in it.
    pub fn names(&self, id: &str) -> bool {
        self.commitments.iter().any(|named| is_within(id, named))
    }
}

/// Whether an id is `named`, or begins with it up to a dot.
fn is_within(id: &str, named: &str) -> bool {
    id.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The chapters of a kind of report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// What tells it from the others: `compact`, `vnr`, `wsis`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Where its chapters come from.
    pub about: Text,
    /// Its chapters.
    pub chapter: Vec<Chapter>,
}

/// `review.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outlines {
    /// How a review is made, and what it does not say: paragraphs.
    pub method: Vec<Text>,
    /// The outlines; the first is the one that is taken unless another is asked for.
    pub outline: Vec<Outline>,
}

impl Outlines {
    /// Reads `review.toml`.
    ///
    /// # Errors
    /// What the TOML reader says, with line and column.
    pub fn read(file: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(file)
    }

    /// The outline with this code.
    pub fn outline(&self, code: &str) -> Option<&Outline> {
        self.outline.iter().find(|one| one.code == code)
    }

    /// What is wrong with them, `ids` being those of every commitment.
    pub fn check<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<Finding> {
        let ids: Vec<&str> = ids.collect();
        let mut found = Vec::new();
        let mut texts = |field: String, text: &Text| {
            for lang in text.missing(&[Lang::fr(), Lang::en()]) {
                found.push(Finding::new(format!("{field}.{lang}"), "text-missing", ""));
            }
        };
        for (text, number) in self.method.iter().zip(1..) {
            texts(format!("method.{number}"), text);
        }
        for outline in &self.outline {
            texts(format!("{}.name", outline.code), &outline.name);
            texts(format!("{}.about", outline.code), &outline.about);
            for chapter in &outline.chapter {
                let field = format!("{}.{}", outline.code, chapter.code);
                texts(format!("{field}.title"), &chapter.title);
                chapter.note.iter().for_each(|note| texts(format!("{field}.note"), note));
            }
        }
        if self.outline.is_empty() {
            found.push(Finding::new("outline", "missing", ""));
        }
        let mut outlines = BTreeSet::new();
        for outline in &self.outline {
            if !outlines.insert(outline.code.as_str()) {
                found.push(Finding::new("outline", "repeated", &outline.code));
            }
            found.extend(outline.wrong(&ids));
        }
        found
    }
}

impl Outline {
    fn wrong(&self, ids: &[&str]) -> Vec<Finding> {
        let (mut found, mut codes) = (Vec::new(), BTreeSet::new());
        for chapter in &self.chapter {
            let field = format!("{}.{}.commitments", self.code, chapter.code);
            if !codes.insert(chapter.code.as_str()) {
                found.push(Finding::new(&self.code, "repeated", &chapter.code));
            }
            let lists = chapter.holds.contains(&Part::Commitments);
            if lists == chapter.commitments.is_empty() {
                found.push(Finding::new(&field, "commitments-where-they-are-held", ""));
            }
            let known = |named: &&String| ids.iter().any(|id| is_within(id, named));
            let unknown = chapter.commitments.iter().filter(|named| !known(named));
            found.extend(unknown.map(|id| Finding::new(&field, "unknown-commitment", id)));
        }
        found
    }
}
