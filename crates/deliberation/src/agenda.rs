//! The agenda: few questions, proposed by people, of which those who run a node choose, and say why.
//!
//! Questions that people propose are too many for a log, and nobody has looked at them: they are in a table. What moderators
//! decide on one is an [`AgendaModeration`], without the text; that it is chosen or declined, with the reason, an
//! [`AgendaDecision`], with it.

use std::sync::LazyLock;

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::consultation::{Consultation, REASONS, is_day, texts};

/// Characters of a reason, at the most.
const LONG: usize = 5_000;
/// Characters of a question, at the most.
pub const QUESTION: usize = 300;
/// Questions that are chosen and whose consultation is not counted, at the most: an agenda of many is none.
pub const CHOSEN: usize = 5;

/// What moderators decided on a question that somebody proposed: each version is one decision. The text is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgendaModeration {
    /// The number of the question.
    pub question: u32,
    /// Whether it is shown.
    pub shown: bool,
    /// Why it is not: a code, whose words are in `locales/`; empty where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// What the text of a question is called where it is not told.
static UNTOLD: LazyLock<Text> = LazyLock::new(Text::default);

impl Record for AgendaModeration {
    const KIND: &'static str = "agenda_moderation";

    fn title(&self) -> &Text {
        &UNTOLD
    }

    fn check(&self) -> Vec<Finding> {
        let known = REASONS.contains(&self.because.as_str());
        if self.shown != self.because.is_empty() || !self.shown && !known {
            return vec![Finding::new("because", "consultation-reason", &self.because)];
        }
        Vec::new()
    }
}

/// What became of a question: chosen for the agenda, or declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgendaDecision {
    /// The question, in the language in which it was proposed.
    pub title: Text,
    /// Its number.
    pub question: u32,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Why.
    pub because: Text,
    /// People who supported it on that day.
    pub support: u32,
    /// The day.
    pub day: String,
    /// The consultation that it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<Key>,
}

impl Record for AgendaDecision {
    const KIND: &'static str = "agenda_decision";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let became = |to: &Key| Link { relation: "became".to_owned(), to: to.clone() };
        self.consultation.iter().map(became).collect()
    }

    fn facets(&self) -> Facets {
        let chosen = if self.chosen { "yes" } else { "no" };
        Facets::from([("chosen".to_owned(), vec![chosen.to_owned()])])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        texts(&mut found, "title", &self.title, QUESTION);
        if self.because.is_empty() {
            found.push(Finding::new("because", "agenda-reason", ""));
        } else {
            texts(&mut found, "because", &self.because, LONG);
        }
        if !is_day(&self.day) {
            found.push(Finding::new("day", "not-a-day", &self.day));
        }
        if let Some(key) = &self.consultation {
            if key.kind() != Consultation::KIND {
                found.push(Finding::new("consultation", "recommendation-of", key));
            } else if !self.chosen {
                found.push(Finding::new("consultation", "agenda-declined", key));
            }
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_reason() {
        let sound = AgendaDecision {
            title: Text::new("Qui paie ?", "Who pays?"),
            question: 3,
            chosen: true,
            because: Text::new("Beaucoup le demandent.", ""),
            support: 12,
            day: "2026-12-01".to_owned(),
            consultation: Some("consultation/reseau".parse().unwrap()),
        };
        assert_eq!(sound.check(), []);
        assert_eq!(Record::links(&sound).len(), 1);
        let codes =
            |one: AgendaDecision| one.check().into_iter().map(|one| one.code).collect::<Vec<_>>();
        let silent = AgendaDecision { because: Text::new(" ", ""), ..sound.clone() };
        assert_eq!(codes(silent), ["agenda-reason"]);
        let declined = AgendaDecision { chosen: false, ..sound };
        assert_eq!(codes(declined), ["agenda-declined"]);
    }

    #[test]
    fn what_is_not_shown_has_a_reason_and_what_is_has_none() {
        let moderation = |shown: bool, because: &str| AgendaModeration {
            question: 1,
            shown,
            because: because.to_owned(),
        };
        assert!(moderation(true, "").check().is_empty());
        assert!(moderation(false, "insult").check().is_empty());
        for wrong in [moderation(true, "insult"), moderation(false, ""), moderation(false, "x")] {
            assert_eq!(wrong.check().len(), 1, "{wrong:?}");
        }
    }
}
