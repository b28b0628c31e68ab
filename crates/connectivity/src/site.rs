//! A school, a health post, any public place that is to be connected.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;

/// What a site is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SiteKind {
    /// A school of any level.
    School,
    /// A hospital, a clinic, a dispensary.
    HealthFacility,
    /// Any other public place: a library, an office, a market.
    Other,
}

impl SiteKind {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::HealthFacility => "health_facility",
            Self::Other => "other",
        }
    }
}

/// How a site is, or would be, connected.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Technology {
    /// An optical fibre to the site.
    Fibre,
    /// Point-to-point microwave radio.
    Radio,
    /// A mobile network.
    Cellular,
    /// A satellite terminal.
    Satellite,
}

impl Technology {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fibre, Self::Radio, Self::Cellular, Self::Satellite];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fibre => "fibre",
            Self::Radio => "radio",
            Self::Cellular => "cellular",
            Self::Satellite => "satellite",
        }
    }
}

/// Where a site's electricity comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// The public grid.
    Grid,
    /// Panels of its own.
    Solar,
    /// A generator of its own.
    Generator,
    /// From somewhere; it is not told where.
    Some,
    /// It has none.
    None,
}

/// A connection that a site has.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Connection {
    /// How; `None` where it is not told.
    pub technology: Option<Technology>,
    /// Megabits per second; `None` where it is not told.
    pub mbps: Option<f64>,
    /// The contract, as the file writes it (provider, end): kept, not read.
    pub contract: Option<String>,
}

/// Where a site was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Origin {
    /// The file, by its place among the files that were given, from 0.
    pub file: u32,
    /// The row of a table as a spreadsheet counts it, its header being row 1; the feature of a GeoJSON file
    /// from 1.
    pub row: u32,
}

/// A school, a health post, any public place that is to be connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Site {
    /// What tells it from the others of a plan: the file's own identifier where it has one that is unique.
    pub id: String,
    /// Its identifier in an official list, where the file names one.
    pub official_id: Option<String>,
    /// As the file writes it.
    pub name: String,
    /// What it is.
    pub kind: SiteKind,
    /// Level or type within its kind, as the file writes it: “Primary”, “Dispensary”.
    pub level: Option<String>,
    /// Where it is.
    pub position: Position,
    /// Administrative areas from the widest to the narrowest: county, sub-county, ward. As the file writes them; where
    /// outlines are known, areas of their level are written as most sites do.
    pub areas: Vec<String>,
    /// Pupils of a school, people served by another site; `None` where it is not told.
    pub people: Option<f64>,
    /// Where its electricity comes from; `None` where it is not told.
    pub power: Option<Power>,
    /// Whether it is connected: `None` where it is not told, which is not the same as not connected.
    pub is_connected: Option<bool>,
    /// The connection it has.
    pub connection: Option<Connection>,
    /// Whether a mobile network of the fourth generation or later reaches it; `None` where it is not told.
    pub is_covered: Option<bool>,
    /// When it was surveyed, as the file writes it.
    pub surveyed: Option<String>,
    /// The rows it was read from: more than one where rows were merged, the first one first.
    pub origins: Vec<Origin>,
}

impl Site {
    /// Whether it has fibre already, so that new lines can leave from it.
    pub fn has_fibre(&self) -> bool {
        let technology = self.connection.as_ref().and_then(|one| one.technology);
        self.is_connected == Some(true) && technology == Some(Technology::Fibre)
    }
}
