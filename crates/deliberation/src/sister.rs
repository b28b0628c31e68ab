//! Sister processes: the same question put elsewhere, to a nation, a region, to young people.
//!
//! They are on other nodes and are found by their address. A link is one way until the other node names this one too.

use std::collections::BTreeSet;

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::consultation::{Consultation, is_language};

/// Sister processes of a consultation, at the most.
const MOST: usize = 50;
/// Characters of an address, at the most.
const ADDRESS: usize = 500;
/// Characters of a title, at the most.
const TITLE: usize = 300;

/// To whom a sister process puts the question.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SisterKind {
    /// To a nation.
    National,
    /// To a region of the world, or of a country.
    Regional,
    /// To young people.
    Youth,
    /// To others.
    Other,
}

impl SisterKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::National, Self::Regional, Self::Youth, Self::Other];

    /// The code, as it is typed and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Regional => "regional",
            Self::Youth => "youth",
            Self::Other => "other",
        }
    }

    /// The kind of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A sister process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sister {
    /// The address of its page.
    pub address: String,
    /// To whom it puts the question.
    pub kind: SisterKind,
    /// What it is called there.
    pub title: String,
    /// In which language: a code.
    pub lang: String,
}

/// The sister processes of a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sisters {
    /// The question of the consultation.
    pub title: Text,
    /// The consultation.
    pub of: Key,
    /// Its sisters, in the order in which they are shown.
    pub sisters: Vec<Sister>,
}

/// Whether a text is the address of a page of the web: with a host, without a name before it, and nothing that does not show.
pub fn is_page(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.map_or("", |rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>\\`@".contains(c);
    !host.is_empty() && address.chars().count() <= ADDRESS && address.chars().all(plain)
}

/// What pages of one consultation have in common: scheme, host, and the way to it, without the language of the page. `None`
/// for an address that is no consultation of a node.
pub fn process_of(address: &str) -> Option<String> {
    if !is_page(address) {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let rest = rest.split(['?', '#']).next()?;
    let (host, path) = rest.split_once('/')?;
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let at = parts.iter().position(|part| *part == CONSULTATIONS)?;
    parts.truncate(at + 2);
    if parts.len() != at + 2 {
        return None;
    }
    if at > 0 && is_language(parts[at - 1]) {
        parts.remove(at - 1);
    }
    Some(format!("{}://{}/{}", scheme, host.to_ascii_lowercase(), parts.join("/")))
}

/// The part of an address under which consultations are.
const CONSULTATIONS: &str = "consultations";

impl Record for Sisters {
    const KIND: &'static str = "sister_processes";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        vec![Link { relation: "of".to_owned(), to: self.of.clone() }]
    }

    fn facets(&self) -> Facets {
        let kinds: BTreeSet<&str> = self.sisters.iter().map(|one| one.kind.code()).collect();
        Facets::from([("kind".to_owned(), kinds.into_iter().map(str::to_owned).collect())])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.of.kind() != Consultation::KIND {
            found.push(Finding::new("of", "recommendation-of", &self.of));
        }
        if self.sisters.len() > MOST {
            found.push(Finding::new("sisters", "sister-most", self.sisters.len()));
        }
        let mut seen = BTreeSet::new();
        for (one, number) in self.sisters.iter().zip(1..) {
            let field = |name: &str| format!("{name}_{number}");
            if !is_page(&one.address) {
                found.push(Finding::new(field("address"), "sister-address", &one.address));
            } else if !seen.insert(process_of(&one.address).unwrap_or_else(|| one.address.clone()))
            {
                found.push(Finding::new(field("address"), "repeated", &one.address));
            }
            let length = one.title.trim().chars().count();
            if length == 0 || length > TITLE {
                found.push(Finding::new(field("title"), "sister-title", length));
            }
            if !is_language(&one.lang) {
                found.push(Finding::new(field("lang"), "sister-language", &one.lang));
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
    fn pages_of_one_consultation_are_one_process() {
        let process = "https://node.example/consultations/jeunes";
        for address in [
            "https://node.example/consultations/jeunes",
            "https://node.example/fr/consultations/jeunes",
            "https://NODE.example/en/consultations/jeunes/",
            "https://node.example/pt-br/consultations/jeunes/result?x=1#vote",
        ] {
            assert_eq!(process_of(address).as_deref(), Some(process), "{address}");
        }
        let under = "https://a.example/node/fr/consultations/x";
        assert_eq!(process_of(under).unwrap(), "https://a.example/node/consultations/x");
        for other in [
            "https://node.example/",
            "https://node.example/fr/consultations",
            "ftp://node.example/fr/consultations/x",
            "https://somebody@node.example/fr/consultations/x",
            "https:///fr/consultations/x",
            "javascript:alert(1)",
        ] {
            assert_eq!(process_of(other), None, "{other}");
        }
    }

    #[test]
    fn everything_wrong_with_sisters_is_told_at_once() {
        let sister = |address: &str, title: &str, lang: &str| Sister {
            address: address.to_owned(),
            kind: SisterKind::Youth,
            title: title.to_owned(),
            lang: lang.to_owned(),
        };
        let sisters = Sisters {
            title: Text::new("Q ?", "Q?"),
            of: "consultation/reseau".parse().unwrap(),
            sisters: vec![
                sister("https://a.example/fr/consultations/x", "Jeunes", "fr"),
                sister("https://a.example/en/consultations/x", "Young people", "en"),
                sister("nowhere", " ", "français"),
            ],
        };
        let found = sisters.check();
        let codes: Vec<(&str, &str)> =
            found.iter().map(|one| (one.field.as_str(), one.code.as_str())).collect();
        let expected = [
            ("address_2", "repeated"),
            ("address_3", "sister-address"),
            ("title_3", "sister-title"),
            ("lang_3", "sister-language"),
        ];
        assert_eq!(codes, expected);
        for kind in SisterKind::ALL {
            assert_eq!(SisterKind::of(kind.code()), Some(kind));
        }
    }
}
