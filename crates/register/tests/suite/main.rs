//! The register as its users use it, on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod accounts;
mod erasing;
mod people;
mod proving;
mod reading;
mod writing;

use passerelle_register::testing::{self, Scratch};
use passerelle_register::{Author, Kinds, NodeKey, Register, RegisterError};
use passerelle_vocabulary::{Facets, Finding, Key, Link, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A kind of record with everything that a kind can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    pub title: Text,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub sees: Vec<Key>,
}

impl Record for Note {
    const KIND: &'static str = "note";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        self.sees.iter().map(|to| Link { relation: "sees".into(), to: to.clone() }).collect()
    }

    fn facets(&self) -> Facets {
        let mut facets = Facets::from([("colour".into(), vec!["blue".into(), "red".into()])]);
        facets.insert("country".into(), self.country.iter().cloned().collect());
        facets
    }

    fn check(&self) -> Vec<Finding> {
        match self.title.is_empty() {
            true => vec![Finding::new("title", "missing", "")],
            false => Vec::new(),
        }
    }
}

pub fn note(title: &str) -> Note {
    Note { title: Text::new(title, title), country: None, sees: Vec::new() }
}

pub fn key(slug: &str) -> Key {
    Key::new("note", slug).unwrap()
}

pub fn someone() -> Author {
    Author::new("a1b2")
}

pub fn kinds() -> Kinds {
    Kinds::default().with::<Note>().with_plain("page")
}

pub async fn open(scratch: &Scratch) -> Register {
    let path = scratch.directory().join("node.key");
    let key = NodeKey::load_or_create(&path, "node.example").unwrap();
    Register::open(scratch.open().await, key, kinds()).await.unwrap()
}

/// Writes one version of one note.
pub async fn put(
    register: &Register,
    slug: &str,
    seen: Option<u64>,
    note: &Note,
) -> Result<u64, RegisterError> {
    let key = key(slug);
    register
        .write(&someone(), 1_000, async |writer| writer.put(&key, seen, "why not", note).await)
        .await
}

/// Writes as many notes as asked, `note/0` to `note/<count − 1>`, in one write.
pub async fn fill(register: &Register, count: usize) {
    register
        .write(&someone(), 1_000, async |writer| {
            for index in 0..count {
                let slug = index.to_string();
                writer.put(&key(&slug), None, "filling", &note(&slug)).await?;
            }
            Ok::<_, RegisterError>(())
        })
        .await
        .unwrap();
}

pub async fn verified(register: &Register) {
    let verification = register.verify().await.unwrap();
    assert!(verification.ok, "{:?}", verification.problems);
}
