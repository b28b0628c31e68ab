//! How far contributions have come: by the word of those who made them, and by that of others, side by side and never
//! merged.

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::due::{Day, Due, days_later};
use crate::texts::{address, lengths, line};

/// A scale of words, each with a code.
macro_rules! scale {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$one])* $variant,)+ }

        impl $name {
            /// All of them, from the least.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As files and addresses hold it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The step with this code.
            pub fn of(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|step| step.code() == code)
            }
        }
    };
}

scale! {
    /// How much of what was promised is done.
    Completion {
        /// Nothing is known.
        None = "none",
        /// It has not begun.
        NotStarted = "not_started",
        /// Some of it is done.
        Limited = "limited",
        /// Most of it is done.
        Substantial = "substantial",
        /// It is done.
        Complete = "complete",
    }
}

scale! {
    /// What has changed for people so far.
    EarlyResults {
        /// It is worse than before.
        Worsened = "worsened",
        /// Nothing has changed.
        NoChange = "no_change",
        /// A little has changed.
        Marginal = "marginal",
        /// Much has changed.
        Major = "major",
        /// Far more has changed than was hoped for.
        Outstanding = "outstanding",
    }
}

/// Something that anyone can look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Evidence {
    /// What it is.
    pub what: String,
    /// Where it is: an address of the web, or of a file that this node keeps ([`OWN_FILES`]).
    pub link: String,
    /// SHA-256 of the file that this node keeps, in hexadecimal; `None` for what is elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// What the address of a file that this node keeps begins with.
pub const OWN_FILES: &str = "/evidence/";

impl Evidence {
    /// The name, in addresses, of the file that this node keeps; `None` for what is elsewhere.
    pub fn file(&self) -> Option<&str> {
        let (id, name) = self.link.strip_prefix(OWN_FILES)?.split_once('/')?;
        let hex = |text: &str| text.len() == 32 && text.bytes().all(|one| one.is_ascii_hexdigit());
        let plain = |one: u8| one.is_ascii_alphanumeric() || matches!(one, b'-' | b'.');
        (hex(id) && !name.is_empty() && name.bytes().all(plain)).then_some(id)
    }
}

/// Most pieces of evidence of one record.
const MOST_EVIDENCE: usize = 100;

pub(crate) fn check_evidence(found: &mut Vec<Finding>, evidence: &[Evidence]) {
    if evidence.len() > MOST_EVIDENCE {
        found.push(Finding::new("evidence", "too-many", evidence.len()));
    }
    for (one, number) in evidence.iter().zip(1..) {
        line(found, &format!("evidence.{number}.what"), &one.what, 300);
        if one.file().is_none() {
            address(found, &format!("evidence.{number}.link"), &one.link);
        }
    }
}

fn in_the_future(day: Due, today: (i32, u8, u8)) -> Vec<Finding> {
    let late = day.first_day() > today;
    late.then(|| Finding::new("day", "in-the-future", day)).into_iter().collect()
}

/// An actor's word on how far its initiative has come on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Update {
    /// The title of the initiative.
    pub title: Text,
    /// The initiative.
    pub of: Key,
    /// The actor whose word it is.
    pub actor: Key,
    /// The day.
    #[schema(value_type = String, example = "2027-03-01")]
    pub day: Due,
    /// What happened.
    pub text: Text,
    /// How much is done.
    pub completion: Completion,
    /// What has changed for people; `None` where it is too early to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<EarlyResults>,
    /// What shows it. Without any it is a sign of life, and no progress.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Update {
    /// What is wrong with it on a day: year, month, day.
    pub fn check_on(&self, today: (i32, u8, u8)) -> Vec<Finding> {
        in_the_future(self.day, today)
    }
}

impl Record for Update {
    const KIND: &'static str = "update";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let link =
            |relation: &str, to: &Key| Link { relation: relation.to_owned(), to: to.clone() };
        vec![link("of", &self.of), link("by", &self.actor)]
    }

    fn facets(&self) -> Facets {
        Facets::from([("completion".to_owned(), vec![self.completion.code().to_owned()])])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        lengths(&mut found, "text", &self.text, 10_000);
        check_evidence(&mut found, &self.evidence);
        if self.of.kind() != "initiative" {
            found.push(Finding::new("of", "bad-key", &self.of));
        }
        found
    }
}

/// A third party's published word on an initiative: who, by which method, on which evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Assessment {
    /// The title of the initiative.
    pub title: Text,
    /// The initiative.
    pub of: Key,
    /// Who assessed it: a name that people know.
    pub assessor: String,
    /// What they have to do with those whom they assess; "none" is said too.
    pub interests: String,
    /// The day.
    #[schema(value_type = String, example = "2027-05-01")]
    pub day: Due,
    /// How it was found out.
    pub method: Text,
    /// What was found.
    pub text: Text,
    /// How much is done.
    pub completion: Completion,
    /// What has changed for people; `None` where it is too early to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<EarlyResults>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

impl Assessment {
    /// What is wrong with it on a day: year, month, day.
    pub fn check_on(&self, today: (i32, u8, u8)) -> Vec<Finding> {
        in_the_future(self.day, today)
    }
}

impl Record for Assessment {
    const KIND: &'static str = "assessment";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "of".to_owned(), to: self.of.clone() }]
    }

    fn facets(&self) -> Facets {
        Facets::from([("completion".to_owned(), vec![self.completion.code().to_owned()])])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        line(&mut found, "assessor", &self.assessor, 200);
        line(&mut found, "interests", &self.interests, 1_000);
        lengths(&mut found, "method", &self.method, 5_000);
        lengths(&mut found, "text", &self.text, 10_000);
        if self.evidence.is_empty() {
            found.push(Finding::new("evidence", "missing", ""));
        }
        check_evidence(&mut found, &self.evidence);
        if self.of.kind() != "initiative" {
            found.push(Finding::new("of", "bad-key", &self.of));
        }
        found
    }
}

/// Days that the assessed have to reply before an assessment is shown without their reply.
pub const REPLY_DAYS: u32 = 30;

/// Until when an assessment that was published on a day is held for the reply of those whom it is of: the first day on
/// which it is shown without one. `None` where it is shown today: the reply is there, they said that there will be
/// none, the days have passed, or nobody has taken the initiative for theirs and could reply.
pub fn held_until(
    published: Day,
    is_somebodys: bool,
    reply: Option<&Reply>,
    today: Day,
) -> Option<Day> {
    let until = days_later(published, REPLY_DAYS);
    (is_somebodys && reply.is_none() && today < until).then_some(until)
}

/// What the assessed say to an assessment: it stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reply {
    /// The title of the initiative.
    pub title: Text,
    /// The assessment.
    pub to: Key,
    /// The actor who replies.
    pub actor: Key,
    /// The day.
    #[schema(value_type = String, example = "2027-05-20")]
    pub day: Due,
    /// What it says; empty where they say that there will be none.
    #[serde(default)]
    pub text: Text,
    /// Whether they have nothing to say: the assessment is shown at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
}

impl Record for Reply {
    const KIND: &'static str = "reply";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let link =
            |relation: &str, to: &Key| Link { relation: relation.to_owned(), to: to.clone() };
        vec![link("to", &self.to), link("by", &self.actor)]
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if !self.waived {
            lengths(&mut found, "text", &self.text, 10_000);
        } else if self.text.iter().any(|(_, text)| !text.trim().is_empty()) {
            found.push(Finding::new("waived", "reply-or-none", ""));
        }
        found
    }
}

/// Whether a contribution is still heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hearing {
    /// There was a sign of life within a year.
    Heard,
    /// There was none for a year.
    Silent,
    /// There was none for two years.
    Inactive,
}

impl Hearing {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Silent => "silent",
            Self::Inactive => "inactive",
        }
    }

    /// On a day (year, month, day), of a contribution that was last heard of on another: its last update, or when it
    /// was published. An anniversary counts: on the day a year later it is silent.
    pub fn on(today: Day, last: Day) -> Self {
        let later = |years: i32| (last.0 + years, last.1, last.2) <= today;
        if later(2) {
            Self::Inactive
        } else if later(1) {
            Self::Silent
        } else {
            Self::Heard
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn silence_begins_after_a_year() {
        let last = (2026, 2, 28);
        assert_eq!(Hearing::on((2027, 2, 27), last), Hearing::Heard);
        assert_eq!(Hearing::on((2027, 2, 28), last), Hearing::Silent);
        assert_eq!(Hearing::on((2028, 2, 27), last), Hearing::Silent);
        assert_eq!(Hearing::on((2028, 2, 28), last), Hearing::Inactive);
        assert_eq!(Hearing::on((2025, 1, 1), last), Hearing::Heard, "a clock that is behind");
    }

    #[test]
    fn an_assessment_is_held_for_thirty_days_unless_they_reply() {
        let published = (2027, 5, 1);
        let reply = Reply {
            title: Text::default(),
            to: Key::new("assessment", "a/1").unwrap(),
            actor: Key::new("actor", "a").unwrap(),
            day: "2027-05-02".parse().unwrap(),
            text: Text::default(),
            waived: true,
        };
        assert_eq!(reply.check(), [], "nothing to say is said without words");
        let until = Some((2027, 5, 31));
        assert_eq!(held_until(published, true, None, published), until);
        assert_eq!(held_until(published, true, None, (2027, 5, 30)), until);
        assert_eq!(held_until(published, true, None, (2027, 5, 31)), None);
        assert_eq!(held_until(published, true, Some(&reply), (2027, 5, 2)), None);
        assert_eq!(held_until(published, false, None, published), None, "nobody could reply");
        let text = Text::new("x", "x");
        let both = Reply { text: text.clone(), ..reply.clone() };
        assert_eq!(both.check()[0].code, "reply-or-none");
        assert_eq!(Reply { text, waived: false, ..reply.clone() }.check(), []);
        assert_eq!(Reply { waived: false, ..reply }.check()[0].code, "text-missing");
    }

    #[test]
    fn scales_are_written_and_read() {
        for step in Completion::ALL {
            assert_eq!(Completion::of(step.code()), Some(*step));
            assert_eq!(serde_json::to_value(step).unwrap(), step.code());
        }
        for step in EarlyResults::ALL {
            assert_eq!(EarlyResults::of(step.code()), Some(*step));
            assert_eq!(serde_json::to_value(step).unwrap(), step.code());
        }
    }

    #[test]
    fn an_assessment_needs_a_name_a_method_and_evidence() {
        let one = Assessment {
            title: Text::new("A", "A"),
            of: Key::new("initiative", "a").unwrap(),
            assessor: " ".into(),
            interests: String::new(),
            day: "2027-05-01".parse().unwrap(),
            method: Text::default(),
            text: Text::new("x", "x"),
            completion: Completion::Limited,
            results: None,
            evidence: vec![],
        };
        let fields: Vec<String> = one.check().into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["assessor", "interests", "method", "evidence"]);
        let evidence =
            |link: &str| Evidence { what: "report".into(), link: link.into(), hash: None };
        let bad = [
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "ftp://x",
            "https://a@b/",
            "https://\"x",
        ];
        for link in bad {
            let mut found = Vec::new();
            check_evidence(&mut found, &[evidence(link)]);
            assert_eq!(found.len(), 1, "{link}");
        }
        let mut found = Vec::new();
        check_evidence(&mut found, &[evidence("https://example.org/a?b=c#d")]);
        assert_eq!(found, []);
    }
}
