//! Roads for a plan.

use std::path::{Path, PathBuf};

use passerelle_connectivity::roads::RoadLines;
use passerelle_connectivity::{Question, Setting};
use passerelle_exchange::osm::{OsmError, read_roads};

use super::{InputFile, PlansError};

/// Why roads cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadsProblem {
    /// The file.
    pub path: PathBuf,
    /// `file`: cannot be read; `broken`, `other-packing`, `too-many-roads`: as [`OsmError`]; `empty`: it has no road;
    /// `elsewhere`: no road is within reach of a site.
    pub code: &'static str,
    /// What the system says, or the byte where it is broken; empty where neither is.
    pub detail: String,
}

/// Reads the roads that lines of a plan can take.
pub(super) fn roads(
    path: &Path,
    question: &Question<'_>,
    setting: &Setting,
) -> Result<(RoadLines, InputFile), PlansError> {
    let problem = |code: &'static str, detail: String| {
        PlansError::Roads(RoadsProblem { path: path.to_owned(), code, detail })
    };
    let roads = read_roads(path).map_err(|error| {
        let detail = match &error {
            OsmError::File { error, .. } => error.to_string(),
            OsmError::Broken { byte, .. } | OsmError::OtherPacking { byte, .. } => byte.to_string(),
            OsmError::TooManyRoads { .. } => String::new(),
        };
        problem(error.code(), detail)
    })?;
    if roads.is_empty() {
        return Err(problem("empty", String::new()));
    }
    let lines = RoadLines::new(question, setting, &roads);
    if !lines.joined.is_empty() && lines.unjoined() == lines.joined.len() {
        return Err(problem("elsewhere", String::new()));
    }
    let file = InputFile::hashed(path, 0).map_err(|error| problem("file", error.to_string()))?;
    Ok((lines, file))
}
