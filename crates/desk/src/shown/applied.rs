//! What was accepted of a site, put on what its list says.

use std::collections::BTreeMap;

use passerelle_tables::corrections::Correction;
use passerelle_tables::sites::SiteRow;
use serde::{Deserialize, Serialize};

/// What a correction says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Change {
    /// It is elsewhere.
    Position {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// It has another name.
    Name {
        /// The right one.
        name: String,
    },
    /// It is, or is not, connected.
    Status {
        /// Whether it is.
        connected: bool,
    },
    /// It is there no more.
    Closed,
    /// Something else, in the words of its reason: whoever keeps the list has to put it right.
    Other,
}

impl Change {
    /// The code of its kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Position { .. } => "position",
            Self::Name { .. } => "name",
            Self::Status { .. } => "status",
            Self::Closed => "closed",
            Self::Other => "other",
        }
    }
}

/// Everything that was accepted of a site, the later over the earlier.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Applied {
    pub position: Option<(f64, f64)>,
    pub name: Option<String>,
    pub connected: Option<bool>,
    pub closed: bool,
}

impl Applied {
    pub fn add(&mut self, change: Change) {
        match change {
            Change::Position { lat, lon } => self.position = Some((lat, lon)),
            Change::Name { name } => self.name = Some(name),
            Change::Status { connected } => self.connected = Some(connected),
            Change::Closed => self.closed = true,
            Change::Other => {}
        }
    }

    /// A site with it.
    pub fn to(&self, row: &SiteRow) -> SiteRow {
        let mut row = row.clone();
        if let Some((lat, lon)) = self.position {
            (row.lat, row.lon) = (lat, lon);
        }
        if let Some(name) = &self.name {
            row.name.clone_from(name);
        }
        if let Some(connected) = self.connected.filter(|one| row.connected != Some(*one)) {
            row.connected = Some(connected);
            if !connected {
                row.technology.clear();
            }
        }
        row
    }
}

/// What was accepted of the sites of a list, by their identifiers. A list that came in after a correction was accepted is
/// believed before it: whoever keeps the list has seen both.
pub(super) fn of(corrections: &[Correction], loaded_at: i64) -> BTreeMap<String, Applied> {
    let mut applied: BTreeMap<String, Applied> = BTreeMap::new();
    for one in corrections.iter().filter(|one| one.decided_at.is_some_and(|at| at >= loaded_at)) {
        if let Ok(change) = serde_json::from_str(&one.proposed.value) {
            applied.entry(one.proposed.site.clone()).or_default().add(change);
        }
    }
    applied
}
