//! A comment round: a draft of a review that people can say something of before it is published.

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LogState;
use crate::texts::{lengths, line};
use crate::{Day, Due};

/// How far a report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundStage {
    /// A draft is open for comments, or was and is not published yet.
    Open,
    /// It is published.
    Published,
}

impl RoundStage {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Published => "published",
        }
    }
}

/// A review that is opened for comments, and published afterwards. Its content is a file of the node; here is its hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Round {
    /// The name of its countries, with the number of the edition.
    pub title: Text,
    /// What it is of: ISO 3166-1 alpha-3, or the id of a group.
    pub place: String,
    /// The same where it is a country: whoever moderates the country moderates its comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// 1 for the first of its countries.
    pub edition: u32,
    /// How far it has come.
    pub stage: RoundStage,
    /// When the round began.
    #[schema(value_type = String, example = "2027-03-01")]
    pub opened: Due,
    /// The last day on which something can be said of it.
    #[schema(value_type = String, example = "2027-03-31")]
    pub closes: Due,
    /// The state of the log that the draft was made of; of a published one, that of the report.
    pub state: LogState,
    /// SHA-256 of the review in JSON, in hexadecimal: of the draft, or of the report.
    pub sha256: String,
    /// Id of whoever opened it.
    pub opened_by: String,
    /// Id of whoever published it: another person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2027-04-10")]
    pub published: Option<Due>,
}

impl Round {
    /// The name of the draft among its files.
    pub const DRAFT: &str = "draft.json";
    /// That of the report.
    pub const REPORT: &str = "report.json";

    /// The name of the file that its hash is of.
    pub fn file(&self) -> &'static str {
        match self.stage {
            RoundStage::Open => Self::DRAFT,
            RoundStage::Published => Self::REPORT,
        }
    }

    /// Whether something can be said of it on a day.
    pub fn takes_comments(&self, today: Day) -> bool {
        self.stage == RoundStage::Open && today <= self.closes.last_day()
    }
}

impl Record for Round {
    const KIND: &'static str = "review";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("place".to_owned(), vec![self.place.clone()]),
            ("stage".to_owned(), vec![self.stage.code().to_owned()]),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.closes.last_day() < self.opened.first_day() {
            found.push(Finding::new("closes", "ends-before-it-begins", self.opened));
        }
        if self.sha256.len() != 64 {
            found.push(Finding::new("sha256", "bad-key", &self.sha256));
        }
        found
    }
}

/// What somebody says of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comment {
    /// The title of the round.
    pub title: Text,
    /// The round.
    pub of: Key,
    /// Who says it: a name, which may be a pseudonym.
    pub name: String,
    /// What of it: an objective, a commitment, a number; empty for all of it.
    #[serde(default)]
    pub passage: String,
    /// The day.
    #[schema(value_type = String, example = "2027-03-12")]
    pub day: Due,
    /// What it says.
    pub text: Text,
}

impl Record for Comment {
    const KIND: &'static str = "comment";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "of".to_owned(), to: self.of.clone() }]
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        line(&mut found, "name", &self.name, 200);
        if self.passage.chars().count() > 300 {
            found.push(Finding::new("passage", "text-too-long", self.passage.chars().count()));
        }
        lengths(&mut found, "text", &self.text, 10_000);
        if self.of.kind() != Round::KIND {
            found.push(Finding::new("of", "bad-key", &self.of));
        }
        found
    }
}

/// What the office that prepares the report says to a comment: it stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OfficeAnswer {
    /// The title of the round.
    pub title: Text,
    /// The comment.
    pub to: Key,
    /// Who answers: the State, its ministry, the office.
    pub name: String,
    /// The day.
    #[schema(value_type = String, example = "2027-04-02")]
    pub day: Due,
    /// What it says.
    pub text: Text,
}

impl Record for OfficeAnswer {
    const KIND: &'static str = "answer";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "to".to_owned(), to: self.to.clone() }]
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        line(&mut found, "name", &self.name, 200);
        lengths(&mut found, "text", &self.text, 10_000);
        if self.to.kind() != Comment::KIND {
            found.push(Finding::new("to", "bad-key", &self.to));
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn round() -> Round {
        Round {
            title: Text::new("Kenya, 1", "Kenya, 1"),
            place: "KEN".to_owned(),
            country: Some("KEN".to_owned()),
            edition: 1,
            stage: RoundStage::Open,
            opened: "2027-03-01".parse().unwrap(),
            closes: "2027-03-31".parse().unwrap(),
            state: LogState {
                entries: 1,
                root: String::new(),
                moment: String::new(),
                day: "2027-03-01".parse().unwrap(),
            },
            sha256: "0".repeat(64),
            opened_by: "a".to_owned(),
            published_by: None,
            published: None,
        }
    }

    #[test]
    fn a_round_ends_after_its_last_day() {
        let mut one = round();
        assert_eq!(one.check(), []);
        assert!(one.takes_comments((2027, 3, 31)) && !one.takes_comments((2027, 4, 1)));
        one.stage = RoundStage::Published;
        assert!(!one.takes_comments((2027, 3, 1)));
        one.closes = "2027-02-28".parse().unwrap();
        one.sha256 = "x".to_owned();
        let codes: Vec<String> = one.check().into_iter().map(|found| found.code).collect();
        assert_eq!(codes, ["ends-before-it-begins", "bad-key"]);
    }

    #[test]
    fn a_comment_is_of_a_round_and_an_answer_of_a_comment() {
        let key = |kind: &str, slug: &str| Key::new(kind, slug).unwrap();
        let day: Due = "2027-03-02".parse().unwrap();
        let mut comment = Comment {
            title: Text::new("K", "K"),
            of: key("review", "KEN-1"),
            name: "Amina".to_owned(),
            passage: String::new(),
            day,
            text: Text::new("x", "x"),
        };
        assert_eq!(comment.check(), []);
        let mut answer = OfficeAnswer {
            title: Text::new("K", "K"),
            to: key("comment", "KEN-1/1"),
            name: "The ministry".to_owned(),
            day,
            text: Text::new("x", "x"),
        };
        assert_eq!(answer.check(), []);
        (comment.of, comment.name, comment.text) = (answer.to, " ".to_owned(), Text::default());
        comment.passage = "a".repeat(301);
        let fields: Vec<String> = comment.check().into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["name", "passage", "text", "of"]);
        answer.to = key("review", "KEN-1");
        assert_eq!(answer.check()[0].field, "to");
    }
}
