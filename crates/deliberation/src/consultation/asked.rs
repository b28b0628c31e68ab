//! What people are asked of themselves, if they like: answers are kept apart from votes, and held against who lives there.
//!
//! A question and its categories are the consultation's own: what is asked, in whose words, and which shares of the population
//! they are held against, with their source. Questions that are asked alike elsewhere can be compared: for disability these are
//! the short questions of the Washington Group.

use std::collections::BTreeSet;

use passerelle_vocabulary::{Finding, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{is_group, texts};

/// Questions of a consultation, at the most.
pub const QUESTIONS: usize = 10;
/// Categories of a question, at the most.
const CATEGORIES: usize = 50;
/// The category of those who were asked and gave no answer: it is nobody's code.
pub const NO_ANSWER: &str = "no-answer";
/// Shares of all categories are 100, but for what rounding takes or adds.
const WHOLE: std::ops::RangeInclusive<f64> = 98.0..=102.0;

/// A category that people can choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemographicCategory {
    /// Its code: small letters, digits, hyphens.
    pub code: String,
    /// What people read.
    pub label: Text,
    /// Its share of the population in per cent; none where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// What it is called in figures of the population ([`DemographicQuestion::dimension`]): `female`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// A question about who people are, which they answer if they like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemographicQuestion {
    /// Its code: small letters, digits, hyphens.
    pub code: String,
    /// What is asked.
    pub question: Text,
    /// What people choose from; none of them need be chosen.
    #[serde(rename = "category")]
    pub categories: Vec<DemographicCategory>,
    /// Where the shares of the population come from, and of which year they are; empty without shares.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The dimension of the node's own figures of the population from which shares are taken: `sex`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
}

impl DemographicQuestion {
    /// Whether its shares of the population are all known.
    pub fn has_shares(&self) -> bool {
        self.categories.iter().all(|one| one.share.is_some())
    }

    fn check(&self, found: &mut Vec<Finding>) {
        let field = |name: &str| format!("asked.{}.{name}", self.code);
        texts(found, &field("question"), &self.question, 500);
        if !(2..=CATEGORIES).contains(&self.categories.len()) {
            let count = self.categories.len();
            found.push(Finding::new(field("category"), "consultation-categories", count));
        }
        let mut seen = BTreeSet::new();
        for DemographicCategory { code, label, share, .. } in &self.categories {
            if !is_group(code) || code == NO_ANSWER {
                found.push(Finding::new(field("category"), "consultation-group", code));
            } else if !seen.insert(code) {
                found.push(Finding::new(field("category"), "repeated", code));
            }
            texts(found, &field(&format!("{code}.label")), label, 200);
            if let Some(share) = share.filter(|share| !(0.0..=100.0).contains(share)) {
                found.push(Finding::new(field(code), "consultation-share", share));
            }
        }
        let shares: Vec<f64> = self.categories.iter().filter_map(|one| one.share).collect();
        if shares.is_empty() {
            return;
        }
        let whole: f64 = shares.iter().sum();
        if !self.has_shares() || !WHOLE.contains(&whole) {
            found.push(Finding::new(field("category"), "consultation-shares", whole));
        }
        if self.source.trim().is_empty() || self.source.chars().count() > 500 {
            found.push(Finding::new(field("source"), "consultation-share-source", ""));
        }
    }
}

/// Everything that is wrong with questions.
pub(super) fn check(questions: &[DemographicQuestion], found: &mut Vec<Finding>) {
    if questions.len() > QUESTIONS {
        found.push(Finding::new("asked", "consultation-questions", questions.len()));
    }
    let mut seen = BTreeSet::new();
    for one in questions {
        if !is_group(&one.code) {
            found.push(Finding::new("asked", "consultation-group", &one.code));
        } else if !seen.insert(&one.code) {
            found.push(Finding::new("asked", "repeated", &one.code));
        }
        one.check(found);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn question(shares: [Option<f64>; 2]) -> DemographicQuestion {
        let category = |(code, share): (&str, Option<f64>)| DemographicCategory {
            code: code.to_owned(),
            label: Text::new("fr", "en"),
            share,
            figure: None,
        };
        DemographicQuestion {
            code: "sex".to_owned(),
            question: Text::new("Vous êtes ?", "You are?"),
            categories: ["women", "men"].into_iter().zip(shares).map(category).collect(),
            source: "Census 2019".to_owned(),
            dimension: None,
        }
    }

    fn codes(questions: &[DemographicQuestion]) -> Vec<String> {
        let mut found = Vec::new();
        check(questions, &mut found);
        found.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn shares_are_of_a_whole_and_have_a_source() {
        assert!(codes(&[question([Some(50.4), Some(49.6)])]).is_empty());
        assert!(codes(&[question([None, None])]).is_empty());
        assert_eq!(codes(&[question([Some(50.4), None])]), ["consultation-shares"]);
        assert_eq!(codes(&[question([Some(50.4), Some(30.0)])]), ["consultation-shares"]);
        let bad = codes(&[question([Some(-1.0), Some(101.0)])]);
        assert_eq!(bad, ["consultation-share", "consultation-share"]);
        let unsourced =
            DemographicQuestion { source: String::new(), ..question([Some(50.0), Some(50.0)]) };
        assert_eq!(codes(&[unsourced]), ["consultation-share-source"]);
    }

    #[test]
    fn codes_are_plain_and_each_once() {
        let mut one = question([None, None]);
        one.categories[1].code = "women".to_owned();
        assert_eq!(codes(&[one.clone()]), ["repeated"]);
        one.categories[1].code = NO_ANSWER.to_owned();
        assert_eq!(codes(&[one.clone()]), ["consultation-group"]);
        one.categories.truncate(1);
        assert_eq!(codes(&[one]), ["consultation-categories"]);
        let twice = [question([None, None]), question([None, None])];
        assert_eq!(codes(&twice), ["repeated"]);
    }
}
