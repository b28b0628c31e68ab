//! Endorsements: a State's voluntary statement on how it implements the Compact that it adopted, or another actor's
//! endorsement of the Compact as a whole or of some of its objectives.
//!
//! An endorsement says what will be done: it names measurable contributions (initiatives), or else it is shown under
//! the plain label "values only". One that is withdrawn stays in the register, with its day.

use std::collections::BTreeSet;

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Due;
use crate::texts::{lengths, line};

/// The Compact's objectives.
pub const OBJECTIVES: std::ops::RangeInclusive<u8> = 1..=5;

/// An actor's word on the Compact. One for each actor, under the actor's own name in addresses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Endorsement {
    /// The name of the actor.
    pub title: Text,
    /// The actor.
    pub actor: Key,
    /// Its kind when it signed, as lists filter by.
    pub kind: crate::StakeholderKind,
    /// Where it has its seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The objectives that are endorsed; empty for the Compact as a whole.
    #[serde(default)]
    pub objectives: Vec<u8>,
    /// What it says, in any language.
    pub statement: Text,
    /// Who signed, with their function.
    pub signatory: String,
    /// When it was signed.
    #[schema(value_type = String, example = "2026-11-26")]
    pub signed: Due,
    /// What will be done: initiatives. None: values only.
    #[serde(default)]
    pub contributions: Vec<Key>,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2027-01-31")]
    pub withdrawn: Option<Due>,
}

impl Endorsement {
    /// Whether nothing measurable is promised with it.
    pub fn is_values_only(&self) -> bool {
        self.contributions.is_empty()
    }

    /// What is wrong with it on a day (year, month, day): a pledge is not dated tomorrow.
    pub fn check_on(&self, today: (i32, u8, u8)) -> Vec<Finding> {
        let dates = [("signed", Some(self.signed)), ("withdrawn", self.withdrawn)];
        let late = |date: Due| date.first_day() > today;
        let late = dates
            .into_iter()
            .filter_map(|(field, date)| Some((field, date.filter(|one| late(*one))?)));
        late.map(|(field, date)| Finding::new(field, "in-the-future", date)).collect()
    }
}

impl Record for Endorsement {
    const KIND: &'static str = "endorsement";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let by = Link { relation: "by".to_owned(), to: self.actor.clone() };
        let promises = self
            .contributions
            .iter()
            .map(|to| Link { relation: "promises".to_owned(), to: to.clone() });
        std::iter::once(by).chain(promises).collect()
    }

    fn facets(&self) -> Facets {
        let objectives: Vec<String> = match self.objectives.is_empty() {
            true => OBJECTIVES.map(|one| one.to_string()).collect(),
            false => self.objectives.iter().map(u8::to_string).collect(),
        };
        let promise = if self.is_values_only() { "values" } else { "contribution" };
        let standing = if self.withdrawn.is_some() { "withdrawn" } else { "standing" };
        Facets::from([
            ("kind".to_owned(), vec![self.kind.code().to_owned()]),
            ("country".to_owned(), self.country.iter().cloned().collect()),
            ("objective".to_owned(), objectives),
            ("promise".to_owned(), vec![promise.to_owned()]),
            ("standing".to_owned(), vec![standing.to_owned()]),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        lengths(&mut found, "statement", &self.statement, 10_000);
        line(&mut found, "signatory", &self.signatory, 200);
        if self.actor.kind() != "actor" {
            found.push(Finding::new("actor", "bad-key", &self.actor));
        }
        for one in self.contributions.iter().filter(|one| one.kind() != "initiative") {
            found.push(Finding::new("contributions", "bad-key", one));
        }
        let mut seen = BTreeSet::new();
        for one in &self.objectives {
            if !OBJECTIVES.contains(one) {
                found.push(Finding::new("objectives", "unknown-code", one));
            } else if !seen.insert(one) {
                found.push(Finding::new("objectives", "repeated", one));
            }
        }
        if self.withdrawn.is_some_and(|day| day.last_day() < self.signed.first_day()) {
            found.push(Finding::new("withdrawn", "ends-before-it-begins", self.signed));
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::StakeholderKind;

    #[test]
    fn what_is_wrong_is_said_by_field() {
        let mut one = Endorsement {
            title: Text::new("A", "A"),
            actor: Key::new("actor", "a").unwrap(),
            kind: StakeholderKind::CivilSociety,
            country: None,
            objectives: vec![],
            statement: Text::new("Nous…", "We…"),
            signatory: "Amina, chair".to_owned(),
            signed: "2026-11-26".parse().unwrap(),
            contributions: vec![],
            withdrawn: None,
        };
        assert_eq!((one.check(), one.check_on((2026, 11, 26))), (vec![], vec![]));
        assert!(one.is_values_only());
        assert_eq!(one.facets()["objective"].len(), 5);
        assert_eq!(one.check_on((2026, 11, 25))[0].code, "in-the-future");
        one.objectives = vec![1, 6, 1];
        one.statement = Text::default();
        one.contributions = vec![Key::new("actor", "a").unwrap()];
        one.withdrawn = Some("2026-01-01".parse().unwrap());
        let fields: Vec<String> = one.check().into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["statement", "contributions", "objectives", "objectives", "withdrawn"]);
    }
}
