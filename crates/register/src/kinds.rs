//! The kinds of records that a register knows, and what it derives from a record's body.
//!
//! Titles, links and facets are derived, never stored as truth: they are computed from the body by
//! the kind's own type, and can be computed again when that type learns something new
//! ([`crate::Register::rebuild`]).

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde_json::Value;

use crate::RegisterError;

/// What is derived from a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Projection {
    /// Its title.
    pub title: Text,
    /// The records it names: relation and key, sorted, each once.
    pub links: BTreeSet<(String, String)>,
    /// What lists filter by: name and value, sorted, each once.
    pub facets: BTreeSet<(String, String)>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl Projection {
    pub(crate) fn of<R: Record>(record: &R) -> Self {
        Self {
            title: record.title().clone(),
            links: pairs_of_links(record.links()),
            facets: pairs_of_facets(record.facets()),
            findings: record.check(),
        }
    }
}

fn pairs_of_links(links: Vec<Link>) -> BTreeSet<(String, String)> {
    links.into_iter().map(|link| (link.relation, link.to.to_string())).collect()
}

fn pairs_of_facets(facets: Facets) -> BTreeSet<(String, String)> {
    let values = |(name, values): (String, Vec<String>)| {
        values.into_iter().map(move |value| (name.clone(), value))
    };
    facets.into_iter().flat_map(values).collect()
}

type Project = fn(&str) -> Result<Projection, serde_json::Error>;

/// The kinds that a register knows: `Kinds::default().with::<Initiative>().with::<Update>()`.
#[derive(Debug, Clone)]
pub struct Kinds(BTreeMap<&'static str, Project>);

/// The kind of the register's own records: one for each erasure.
pub(crate) const ERASURE: &str = "erasure";
/// The kind of the keys that stand in for erased ones.
pub(crate) const ERASED: &str = "erased";

impl Default for Kinds {
    fn default() -> Self {
        Self(BTreeMap::from([(ERASURE, plain as Project)]))
    }
}

impl Kinds {
    /// Adds the kind of `R`.
    #[must_use]
    pub fn with<R: Record>(mut self) -> Self {
        self.0
            .insert(R::KIND, |body| serde_json::from_str::<R>(body).map(|it| Projection::of(&it)));
        self
    }

    /// Adds a kind without a type of its own: any JSON object, whose title is its member `title` if
    /// that is a text in several languages; no links, no facets.
    #[must_use]
    pub fn with_plain(mut self, kind: &'static str) -> Self {
        self.0.insert(kind, plain);
        self
    }

    /// Whether this kind is known.
    pub fn knows(&self, kind: &str) -> bool {
        self.0.contains_key(kind)
    }

    /// Derives everything from the body of the record `key`.
    ///
    /// # Errors
    /// A kind that is not known; a body that is not of that kind.
    pub fn project(&self, key: &Key, body: &str) -> Result<Projection, RegisterError> {
        let project = self
            .0
            .get(key.kind())
            .ok_or_else(|| RegisterError::UnknownKind(key.kind().to_owned()))?;
        project(body)
            .map_err(|error| RegisterError::Body { key: key.clone(), message: error.to_string() })
    }
}

fn plain(body: &str) -> Result<Projection, serde_json::Error> {
    let body: serde_json::Map<String, Value> = serde_json::from_str(body)?;
    let title = body.get("title").cloned().and_then(|title| serde_json::from_value(title).ok());
    Ok(Projection { title: title.unwrap_or_default(), ..Projection::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(written: &str) -> Key {
        written.parse().unwrap()
    }

    #[test]
    fn plain_kinds_have_a_title_if_there_is_one() {
        let kinds = Kinds::default().with_plain("note");
        let title = |body| kinds.project(&key("note/a"), body).unwrap().title;
        assert_eq!(title(r#"{"title":{"en":"a","fr":"b"}}"#), Text::new("b", "a"));
        assert_eq!(title(r#"{"title":3}"#), Text::default());
        assert_eq!(title("{}"), Text::default());
    }

    #[test]
    fn what_is_not_known_or_not_json_is_refused() {
        let kinds = Kinds::default().with_plain("note");
        assert!(kinds.knows("note") && kinds.knows(ERASURE) && !kinds.knows(ERASED));
        let error = kinds.project(&key("other/a"), "{}").unwrap_err();
        assert_eq!(error.code(), "unknown-kind");
        for body in ["", "[]", "{", "3"] {
            assert_eq!(kinds.project(&key("note/a"), body).unwrap_err().code(), "body");
        }
    }
}
