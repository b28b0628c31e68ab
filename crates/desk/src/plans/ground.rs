//! Tiles of heights for a plan: those that hops can cross, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use passerelle_connectivity::{Costs, Position, Site};
use passerelle_exchange::hgt;
use passerelle_vocabulary::terrain::{Corner, Terrain};

use super::{InputFile, PlansError};

/// Bytes of heights that a plan holds, at the most: 740 tiles of three seconds of arc, or 82 of one second.
const MOST: u64 = 2 << 30;
/// Metres of a degree of latitude, a little less than it has: more tiles are taken rather than fewer.
const DEGREE: f64 = 110_000.0;

/// Why a tile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerrainProblem {
    /// The file or folder.
    pub path: PathBuf,
    /// `file`: cannot be read; `size`: has not the size of a tile; `name`: its name does not say where it is;
    /// `empty`: a folder without tiles; `elsewhere`: no tile is where the sites are; `too-many`: more than memory
    /// is meant to hold.
    pub code: &'static str,
    /// What the system says; empty where it is not asked.
    pub detail: String,
}

impl TerrainProblem {
    fn new(path: &Path, code: &'static str, detail: impl ToString) -> Self {
        Self { path: path.to_owned(), code, detail: detail.to_string() }
    }

    fn of(path: &Path, error: &hgt::TileError) -> Self {
        let detail = match error {
            hgt::TileError::File { error, .. } => error.to_string(),
            hgt::TileError::Size { bytes, .. } => bytes.to_string(),
        };
        Self::new(path, error.code(), detail)
    }
}

/// Reads the tiles that hops to these sites can cross, with the files that they were read from; nothing where none is
/// given.
pub(crate) fn terrain(
    paths: &[PathBuf],
    sites: &[Site],
    costs: &Costs,
) -> Result<(Option<Terrain>, Vec<InputFile>), PlansError> {
    if paths.is_empty() {
        return Ok((None, Vec::new()));
    }
    let (found, mut problems) = tiles(paths);
    let wanted = wanted(sites, costs.radio.reach_km * 1_000.0);
    let used: Vec<&PathBuf> =
        found.iter().filter(|(corner, _)| wanted.contains(*corner)).map(|(_, path)| path).collect();
    if used.is_empty() && problems.is_empty() {
        problems.push(TerrainProblem::new(&paths[0], "elsewhere", ""));
    }
    let (mut terrain, mut inputs, mut bytes) = (Terrain::default(), Vec::new(), 0);
    for (corner, path) in found.iter().filter(|(corner, _)| wanted.contains(*corner)) {
        let (tile, input) = match (hgt::read(path), InputFile::hashed(path, 0)) {
            (Err(error), _) => {
                problems.push(TerrainProblem::of(path, &error));
                continue;
            }
            (_, Err(error)) => {
                problems.push(TerrainProblem::new(path, "file", error));
                continue;
            }
            (Ok(tile), Ok(input)) => (tile, input),
        };
        bytes += tile.bytes();
        if bytes > MOST {
            problems.push(TerrainProblem::new(path, "too-many", used.len()));
            break;
        }
        inputs.push(input);
        terrain.insert(*corner, tile);
    }
    if problems.is_empty() {
        Ok((Some(terrain), inputs))
    } else {
        Err(PlansError::Terrain(problems))
    }
}

/// The tiles of files and folders by where they are, the first of those with one corner; and what is wrong.
fn tiles(paths: &[PathBuf]) -> (BTreeMap<Corner, PathBuf>, Vec<TerrainProblem>) {
    let (mut found, mut problems) = (BTreeMap::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            match hgt::tiles(path) {
                Ok(tiles) if tiles.is_empty() => {
                    problems.push(TerrainProblem::new(path, "empty", ""));
                }
                Ok(tiles) => {
                    for (corner, path) in tiles {
                        found.entry(corner).or_insert(path);
                    }
                }
                Err(error) => problems.push(TerrainProblem::of(path, &error)),
            }
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match hgt::corner(&name) {
            Some(corner) => {
                found.entry(corner).or_insert_with(|| path.clone());
            }
            None if path.exists() => problems.push(TerrainProblem::new(path, "name", "")),
            None => {
                let error = io::Error::from(io::ErrorKind::NotFound);
                problems.push(TerrainProblem::new(path, "file", error));
            }
        }
    }
    (found, problems)
}

/// The corners of the tiles within `reach` metres of sites.
fn wanted(sites: &[Site], reach: f64) -> BTreeSet<Corner> {
    let mut found = BTreeSet::new();
    let open = sites.iter().filter(|site| site.is_connected != Some(true));
    for Position { lat, lon } in open.map(|site| site.position) {
        let high = reach / DEGREE;
        // A pole within reach is so in every direction.
        let wide = match lat.abs() + high < 90.0 {
            true => (high.to_radians().sin() / lat.to_radians().cos()).asin().to_degrees(),
            false => 180.0,
        };
        let whole = |degrees: f64| degrees.floor() as i32;
        for south in whole(lat - high)..=whole(lat + high) {
            for west in whole(lon - wide)..=whole(lon + wide) {
                let west = (west + 180).rem_euclid(360) - 180;
                if (-90..90).contains(&south) {
                    found.insert((south as i16, west as i16));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_around_sites_are_wanted() {
        let site = |lat, lon| {
            let mut site: Site = serde_json::from_value(serde_json::json!({
                "id": "", "name": "", "kind": "school", "areas": [], "origins": [],
                "position": { "lat": lat, "lon": lon },
            }))
            .unwrap();
            site.is_connected = None;
            site
        };
        let corners =
            |lat, lon, reach| wanted(&[site(lat, lon)], reach).into_iter().collect::<Vec<_>>();
        assert_eq!(corners(0.5, 36.5, 35e3), [(0, 36)]);
        assert_eq!(corners(0.1, 36.5, 35e3), [(-1, 36), (0, 36)]);
        assert_eq!(corners(-17.5, 179.9, 35e3), [(-18, -180), (-18, 179)]);
        assert_eq!(corners(89.9, 0.0, 35e3).len(), 360, "around the pole");
        let mut connected = site(0.5, 36.5);
        connected.is_connected = Some(true);
        assert!(wanted(&[connected], 35e3).is_empty());
    }
}
