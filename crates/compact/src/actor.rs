//! Actors: who takes part, under the kinds that the Compact names.

use passerelle_vocabulary::{Facets, Finding, Lang, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::texts::{address, country, lengths};

/// What an actor is, in the Compact's words: States adopted it; it invites the others to endorse it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StakeholderKind {
    /// A State, through its government.
    State,
    /// An international or a regional organisation.
    Organisation,
    /// A company, or an association of companies.
    PrivateSector,
    /// A university, a school, a research body.
    Academia,
    /// Those who make and run networks, standards and software.
    TechnicalCommunity,
    /// An association, a trade union, a citizens' group.
    CivilSociety,
}

impl StakeholderKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::State,
        Self::Organisation,
        Self::PrivateSector,
        Self::Academia,
        Self::TechnicalCommunity,
        Self::CivilSociety,
    ];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::PrivateSector => "private_sector",
            Self::Academia => "academia",
            Self::TechnicalCommunity => "technical_community",
            Self::CivilSociety => "civil_society",
        }
    }

    /// The kind with this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Somebody who takes part: a State, an organisation, a company, a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: StakeholderKind,
    /// What it does, in a few sentences.
    pub about: Text,
    /// Where it has its seat, ISO 3166-1 alpha-3; `None` where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Languages in which it can be written to.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// Its pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

impl Record for Actor {
    const KIND: &'static str = "actor";

    fn title(&self) -> &Text {
        &self.name
    }

    fn facets(&self) -> Facets {
        Facets::from([
            ("kind".to_owned(), vec![self.kind.code().to_owned()]),
            ("country".to_owned(), self.country.iter().cloned().collect()),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        lengths(&mut found, "name", &self.name, 200);
        lengths(&mut found, "about", &self.about, 2_000);
        country(&mut found, self.country.as_deref());
        if self.kind == StakeholderKind::State && self.country.is_none() {
            found.push(Finding::new("country", "missing", ""));
        }
        if let Some(website) = &self.website {
            address(&mut found, "website", website);
        }
        found
    }
}
