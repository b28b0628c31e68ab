//! Commitments as the catalogue writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Facets, Finding, Key, Lang, Link, Record, Sdgs, Text};

use crate::Due;

/// The texts that the platform serves.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SourceText {
    /// Global Digital Compact, A/RES/79/1 annex I (2024).
    Gdc,
    /// Roadmap for Digital Cooperation, A/74/821 (2020).
    Roadmap,
    /// The Age of Digital Interdependence, report of the High-level Panel (2019).
    Hlp,
}

impl SourceText {
    /// The code: `gdc`, `roadmap`, `hlp`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gdc => "gdc",
            Self::Roadmap => "roadmap",
            Self::Hlp => "hlp",
        }
    }
}

/// What sort of entry it is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// Something that someone commits to do.
    Commitment,
    /// An objective of the Compact.
    Objective,
    /// A principle of the Compact.
    Principle,
    /// A request, an invitation or a decision about following up.
    FollowUp,
    /// A recommendation of the High-level Panel.
    Recommendation,
    /// An action of the Roadmap.
    Action,
}

impl CommitmentKind {
    /// The code, as in the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Objective => "objective",
            Self::Principle => "principle",
            Self::FollowUp => "follow_up",
            Self::Recommendation => "recommendation",
            Self::Action => "action",
        }
    }
}

/// Who is asked to act.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// Each State, at home.
    State,
    /// States together.
    States,
    /// The United Nations system and its Secretary-General.
    Un,
    /// Companies.
    Companies,
    /// Bodies that make standards.
    StandardsBodies,
    /// Everyone concerned.
    All,
}

impl Addressee {
    /// The code, as in the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::States => "states",
            Self::Un => "un",
            Self::Companies => "companies",
            Self::StandardsBodies => "standards_bodies",
            Self::All => "all",
        }
    }

    /// Whether a country's page shows what is addressed to it.
    pub fn concerns_a_state(self) -> bool {
        matches!(self, Self::State | Self::States | Self::All)
    }
}

/// One of the systems that the texts ask for, `S1` to `S22`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(transparent)]
pub struct System(String);

impl System {
    /// The code: `S3`.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for System {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let number = code.strip_prefix('S').and_then(|number| number.parse::<u8>().ok());
        match number {
            Some(1..=22) => Ok(Self(code)),
            _ => Err(serde::de::Error::custom(format!("“{code}” is not a system: S1 to S22"))),
        }
    }
}

/// One promise, in our own words, with its place in its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Commitment {
    /// Stable for ever: `gdc.1.connectivity.a`.
    pub id: String,
    /// The text it comes from.
    pub text: SourceText,
    /// What sort of entry it is there.
    pub kind: CommitmentKind,
    /// Where it stands in its text.
    pub place: Text,
    /// Position in the text's list, from 1.
    pub order: u32,
    /// At most 90 characters.
    pub title: Text,
    /// One or two sentences, in our own words.
    pub statement: Text,
    /// The goals that the text names there.
    pub sdgs: Sdgs,
    /// By when, where the text says so.
    #[schema(value_type = Option<String>, example = "2030")]
    pub due: Option<Due>,
    /// Who is asked to act.
    pub addressees: Vec<Addressee>,
    /// Which systems serve it.
    pub systems: Vec<System>,
    /// Codes of the indicators that show it.
    pub indicators: Vec<String>,
}

impl Commitment {
    /// The greatest length of a title, in characters.
    pub const TITLE_LIMIT: usize = 90;

    /// The objective of the Compact it belongs to, 1 to 5.
    pub fn objective(&self) -> Option<u8> {
        let rest = self.id.strip_prefix("gdc.")?;
        rest.split('.').next()?.parse().ok()
    }

    /// Whether a country's page shows it.
    pub fn concerns_a_state(&self) -> bool {
        self.addressees.iter().any(|addressee| addressee.concerns_a_state())
    }
}

impl Record for Commitment {
    const KIND: &'static str = "commitment";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let link = |code: &String| {
            let to = Key::new("indicator", code).ok()?;
            Some(Link { relation: "shown_by".to_owned(), to })
        };
        self.indicators.iter().filter_map(link).collect()
    }

    fn facets(&self) -> Facets {
        let addressees = self.addressees.iter().map(|addressee| addressee.code().to_owned());
        Facets::from([
            ("text".to_owned(), vec![self.text.code().to_owned()]),
            ("kind".to_owned(), vec![self.kind.code().to_owned()]),
            ("sdg".to_owned(), self.sdgs.0.iter().map(|sdg| sdg.number().to_string()).collect()),
            ("addressee".to_owned(), addressees.collect()),
            ("system".to_owned(), self.systems.iter().map(|s| s.code().to_owned()).collect()),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let wanted = [Lang::fr(), Lang::en()];
        for (field, text) in
            [("title", &self.title), ("statement", &self.statement), ("place", &self.place)]
        {
            for lang in text.missing(&wanted) {
                findings.push(Finding::new(format!("{field}.{lang}"), "text-missing", ""));
            }
        }
        for (lang, title) in self.title.iter() {
            let length = title.chars().count();
            if length > Self::TITLE_LIMIT {
                findings.push(Finding::new(format!("title.{lang}"), "title-too-long", length));
            }
        }
        if self.addressees.is_empty() {
            findings.push(Finding::new("addressees", "nobody-addressed", ""));
        }
        if !self.id.starts_with(self.text.code()) {
            findings.push(Finding::new("id", "id-of-another-text", &self.id));
        }
        findings
    }
}

/// What the catalogue says of a text as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueText {
    /// Which text.
    pub text: SourceText,
    /// Its title.
    pub title: Text,
    /// Its symbol.
    pub reference: String,
    /// When it was published.
    pub year: i32,
}

/// A file of `catalogue/commitments/`: a text and its entries.
#[derive(Debug, Clone, PartialEq)]
pub struct TextFile {
    /// The text.
    pub text: CatalogueText,
    /// Its entries, in its order.
    pub commitments: Vec<Commitment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    text: SourceText,
    title: Text,
    reference: String,
    year: i32,
    #[serde(default)]
    commitment: Vec<WrittenCommitment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCommitment {
    id: String,
    order: u32,
    kind: CommitmentKind,
    place: Text,
    title: Text,
    statement: Text,
    sdgs: Sdgs,
    due: Option<Due>,
    addressees: Vec<Addressee>,
    systems: Vec<System>,
    indicators: Vec<String>,
}

/// Reads a file of `catalogue/commitments/`.
///
/// # Errors
/// What the TOML reader says, with line and column.
pub fn read_text(file: &str) -> Result<TextFile, toml::de::Error> {
    let Written { text, title, reference, year, commitment } = toml::from_str(file)?;
    let mut commitments: Vec<Commitment> =
        commitment.into_iter().map(|entry| complete(text, entry)).collect();
    commitments.sort_by_key(|commitment| commitment.order);
    Ok(TextFile { text: CatalogueText { text, title, reference, year }, commitments })
}

fn complete(text: SourceText, entry: WrittenCommitment) -> Commitment {
    Commitment {
        id: entry.id,
        text,
        kind: entry.kind,
        place: entry.place,
        order: entry.order,
        title: entry.title,
        statement: entry.statement,
        sdgs: entry.sdgs,
        due: entry.due,
        addressees: entry.addressees,
        systems: entry.systems,
        indicators: entry.indicators,
    }
}
