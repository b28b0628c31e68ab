//! The calendar of mandates and reviews: what is due when, by the texts, by those who gave a mandate, and on a node.

use passerelle_vocabulary::{Finding, Lang, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Commitment, Due, SourceText};

/// A date that a mandate sets, as the catalogue writes it (`calendar.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// What tells it from the others.
    pub code: String,
    /// What happens.
    pub title: Text,
    /// What is to be known of it, and which text says so.
    pub about: Text,
    /// When, as precisely as it is known.
    #[schema(value_type = String, example = "2027-09")]
    pub date: Due,
    /// Ids of commitments that it belongs to.
    #[serde(default)]
    pub commitments: Vec<String>,
}

/// `calendar.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandates {
    /// Dates, in any order.
    #[serde(default)]
    pub mandate: Vec<Mandate>,
}

impl Mandates {
    /// Reads `calendar.toml`.
    ///
    /// # Errors
    /// What the TOML reader says, with line and column.
    pub fn read(file: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(file)
    }

    /// What is wrong with them, `ids` being those of every commitment.
    pub fn check<'i>(&self, ids: impl Iterator<Item = &'i str> + Clone) -> Vec<Finding> {
        let (mut found, mut codes) = (Vec::new(), std::collections::BTreeSet::new());
        for one in &self.mandate {
            for (field, text) in [("title", &one.title), ("about", &one.about)] {
                for lang in text.missing(&[Lang::fr(), Lang::en()]) {
                    let field = format!("{}.{field}.{lang}", one.code);
                    found.push(Finding::new(field, "text-missing", ""));
                }
            }
            if !codes.insert(one.code.as_str()) {
                found.push(Finding::new("code", "repeated", &one.code));
            }
            let known = |id: &&String| ids.clone().any(|known| known == id.as_str());
            let unknown = one.commitments.iter().filter(|id| !known(id));
            let field = format!("{}.commitments", one.code);
            found.extend(unknown.map(|id| Finding::new(&field, "unknown-commitment", id)));
        }
        found
    }
}

/// What is on a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Occasion {
    /// Commitments of one text, and of one objective of the Compact, are due.
    Due {
        /// The text.
        text: SourceText,
        /// The objective; `None` for what stands outside of them.
        objective: Option<u8>,
        /// Ids of the commitments.
        commitments: Vec<String>,
    },
    /// A mandate sets the date.
    Mandate {
        /// What happens.
        title: Text,
        /// What is to be known of it.
        about: Text,
        /// Ids of commitments that it belongs to.
        commitments: Vec<String>,
    },
    /// The last day of a comment round on this node.
    Comments {
        /// The name of the round in addresses.
        round: String,
        /// What its report is of: a code.
        place: String,
    },
}

/// A line of the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    /// What tells it from the others, for ever.
    pub id: String,
    /// When.
    #[schema(value_type = String, example = "2030")]
    pub date: Due,
    /// What.
    pub occasion: Occasion,
}

/// What is due by the texts and by mandates, the earliest first.
pub fn entries(commitments: &[Commitment], mandates: &[Mandate]) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for one in commitments {
        let Some(date) = one.due else { continue };
        let part = one.objective().map(|number| format!("-{number}")).unwrap_or_default();
        let id = format!("due-{}{part}-{date}", one.text.code());
        let known = found.iter_mut().find(|entry| entry.id == id);
        if let Some(Entry { occasion: Occasion::Due { commitments, .. }, .. }) = known {
            commitments.push(one.id.clone());
            continue;
        }
        let occasion = Occasion::Due {
            text: one.text,
            objective: one.objective(),
            commitments: vec![one.id.clone()],
        };
        found.push(Entry { id, date, occasion });
    }
    found.extend(mandates.iter().map(|one| Entry {
        id: format!("mandate-{}", one.code),
        date: one.date,
        occasion: Occasion::Mandate {
            title: one.title.clone(),
            about: one.about.clone(),
            commitments: one.commitments.clone(),
        },
    }));
    sort(&mut found);
    found
}

/// Puts them in the order of the last day that each can mean.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| (a.date.last_day(), &a.id).cmp(&(b.date.last_day(), &b.id)));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use passerelle_vocabulary::Sdgs;

    use super::*;
    use crate::CommitmentKind;

    fn due(id: &str, text: SourceText, date: Option<&str>) -> Commitment {
        Commitment {
            id: id.to_owned(),
            text,
            kind: CommitmentKind::Commitment,
            place: Text::default(),
            order: 1,
            title: Text::default(),
            statement: Text::default(),
            sdgs: Sdgs::default(),
            due: date.map(|date| date.parse().unwrap()),
            addressees: vec![],
            systems: vec![],
            indicators: vec![],
        }
    }

    #[test]
    fn what_is_due_together_is_one_line() {
        let all = [
            due("gdc.1.a", SourceText::Gdc, Some("2030")),
            due("gdc.1.b", SourceText::Gdc, Some("2030")),
            due("gdc.2.a", SourceText::Gdc, Some("2030")),
            due("gdc.3.a", SourceText::Gdc, None),
            due("hlp.1a", SourceText::Hlp, Some("2020")),
        ];
        let file = "[[mandate]]\ncode = 'review'\ntitle = { fr = 'a', en = 'a' }\n\
                    about = { fr = 'a', en = 'a' }\ndate = '2027-09'\ncommitments = ['gdc.1.a']\n";
        let mandates = Mandates::read(file).unwrap();
        assert_eq!(mandates.check(all.iter().map(|one| one.id.as_str())), []);
        assert_eq!(mandates.check(std::iter::empty())[0].code, "unknown-commitment");
        let found = entries(&all, &mandates.mandate);
        let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["due-hlp-2020", "mandate-review", "due-gdc-1-2030", "due-gdc-2-2030"]);
        let Occasion::Due { commitments, .. } = &found[2].occasion else { panic!() };
        assert_eq!(commitments, &["gdc.1.a", "gdc.1.b"]);
    }

    #[test]
    fn a_mandate_is_told_in_both_languages_and_once() {
        let one = "[[mandate]]\ncode = 'a'\ntitle = { fr = 'a' }\nabout = { fr = 'a', en = 'a' }\ndate = '2027'\n";
        let twice = Mandates::read(&format!("{one}{one}")).unwrap();
        let codes: Vec<String> =
            twice.check(std::iter::empty()).into_iter().map(|one| one.code).collect();
        assert_eq!(codes, ["text-missing", "text-missing", "repeated"]);
        assert!(Mandates::read("[[mandate]]\ncode = 'a'\nwhen = '2027'\n").is_err());
    }
}
