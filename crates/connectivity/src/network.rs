//! Fibre nodes and lines, and towers, that exist or are planned.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;

use crate::site::{Origin, Technology};

/// The first generation of mobile network that a site can be connected by.
const FOURTH: u8 = 4;

/// How far a line or a node has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineStatus {
    /// In use.
    Operational,
    /// Planned, proposed or being built.
    Planned,
    /// Closed.
    Closed,
    /// It is not told.
    #[default]
    Unknown,
}

impl LineStatus {
    /// Whether a plan may connect to it: what is closed or not built cannot be connected to; of what is not
    /// told it is believed.
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Operational | Self::Unknown)
    }
}

/// A place of a network where lines meet or can be joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Node {
    /// As the file writes it; empty where it has none.
    pub id: String,
    /// As the file writes it; empty where it has none.
    pub name: String,
    /// Where it is.
    pub position: Position,
    /// How far it has come.
    pub status: LineStatus,
    /// Who runs it; empty where it is not told.
    pub operator: String,
    /// Where it was read.
    pub origin: Origin,
}

/// A line of fibre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Line {
    /// As the file writes it; empty where it has none.
    pub id: String,
    /// As the file writes it; empty where it has none.
    pub name: String,
    /// The way it takes: two places or more.
    pub path: Vec<Position>,
    /// How far it has come.
    pub status: LineStatus,
    /// Who runs it; empty where it is not told.
    pub operator: String,
    /// Where it was read.
    pub origin: Origin,
}

impl Line {
    /// Its length in metres.
    pub fn length(&self) -> f64 {
        self.path.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }
}

/// Networks that sites can be connected to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Network {
    /// Where lines meet or can be joined.
    pub nodes: Vec<Node>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A mast of a mobile network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Tower {
    /// As the file writes it; empty where it has none.
    pub id: String,
    /// Where it is.
    pub position: Position,
    /// Generations of mobile network it carries: 2 to 5; empty where it is not told.
    pub generations: Vec<u8>,
    /// Height above ground in metres; `None` where it is not told.
    pub height: Option<f64>,
    /// How the tower itself is connected; `None` where it is not told.
    pub backhaul: Option<Technology>,
    /// Who runs it; empty where it is not told.
    pub operator: String,
    /// Where it was read.
    pub origin: Origin,
}

impl Tower {
    /// Whether it carries a mobile network that a site can be connected by: of the fourth generation or later; where no
    /// generation is told, it is taken to.
    pub fn is_fourth(&self) -> bool {
        self.generations.is_empty() || self.generations.iter().any(|one| *one >= FOURTH)
    }

    /// Whether it has fibre, so that new lines and hops can leave from it.
    pub fn has_fibre(&self) -> bool {
        self.backhaul == Some(Technology::Fibre)
    }
}
