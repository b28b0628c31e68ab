//! Heights of the ground, by tiles of one degree.

use std::collections::BTreeMap;

use crate::Position;
use crate::position::EARTH_RADIUS;

/// What stands where nothing was measured.
pub const VOID: i16 = i16::MIN;

/// The south-western corner of a tile: whole degrees of latitude and longitude.
pub type Corner = (i16, i16);

/// Heights of one degree by one degree, in metres above the geoid; neighbours share their edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    side: usize,
    /// From north to south, each row from west to east.
    heights: Vec<i16>,
}

impl Tile {
    /// A tile of `side` × `side` heights, two at least. `None`: there are not as many.
    pub fn new(side: usize, heights: Vec<i16>) -> Option<Self> {
        (side >= 2 && side.checked_mul(side) == Some(heights.len()))
            .then_some(Self { side, heights })
    }

    /// Bytes that it takes in memory.
    pub fn bytes(&self) -> u64 {
        (self.heights.len() * size_of::<i16>()) as u64
    }

    /// The height at these parts of a degree from the south-western corner, between the four around it. `None`:
    /// of the four that count none was measured, or not all of them where `whole` is asked for.
    fn height(&self, north: f64, east: f64, whole: bool) -> Option<f64> {
        let steps = (self.side - 1) as f64;
        let (down, right) = ((1.0 - north) * steps, east * steps);
        let (row, column) = (down.floor().min(steps - 1.0), right.floor().min(steps - 1.0));
        let (low, far) = (down - row, right - column);
        let at = row as usize * self.side + column as usize;
        let around = [
            (at, (1.0 - low) * (1.0 - far)),
            (at + 1, (1.0 - low) * far),
            (at + self.side, low * (1.0 - far)),
            (at + self.side + 1, low * far),
        ];
        let known = around.iter().map(|(at, weight)| (self.heights[*at], *weight));
        let known = known.filter(|(height, weight)| *height != VOID && *weight > 0.0);
        let (sum, weights) = known.fold((0.0, 0.0), |(sum, weights), (height, weight)| {
            (sum + f64::from(height) * weight, weights + weight)
        });
        let enough = if whole { weights > 1.0 - 1e-9 } else { weights > 0.0 };
        enough.then(|| sum / weights)
    }
}

/// Tiles by their south-western corners.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terrain {
    tiles: BTreeMap<Corner, Tile>,
}

impl Terrain {
    /// The south-western corner of the tile that a place is in: whole degrees of latitude and longitude.
    pub fn corner(at: Position) -> Corner {
        (at.lat.floor().min(89.0) as i16, at.lon.floor().min(179.0) as i16)
    }

    /// Adds a tile.
    pub fn insert(&mut self, corner: Corner, tile: Tile) {
        self.tiles.insert(corner, tile);
    }

    /// How many tiles there are.
    pub fn len(&self) -> usize {
        self.tiles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tiles.is_empty()
    }

    /// Metres of latitude between heights, of the finest tile; `None`: there is no tile.
    pub fn spacing(&self) -> Option<f64> {
        let finest = self.tiles.values().map(|tile| tile.side).max()?;
        Some(EARTH_RADIUS.to_radians() / (finest - 1) as f64)
    }

    /// Metres above the geoid. `None`: no tile has the place, or nothing was measured around it.
    pub fn height(&self, at: Position) -> Option<f64> {
        self.around(at, false)
    }

    /// The same where all the heights that count were measured, and `None` where one of them was not: for whoever
    /// must not take a guess for a measurement.
    pub fn measured(&self, at: Position) -> Option<f64> {
        self.around(at, true)
    }

    fn around(&self, at: Position, whole: bool) -> Option<f64> {
        let corner = Self::corner(at);
        let parts = (at.lat - f64::from(corner.0), at.lon - f64::from(corner.1));
        if let Some(tile) = self.tiles.get(&corner) {
            return tile.height(parts.0, parts.1, whole);
        }
        // An edge belongs to the tiles of both its sides.
        let south = (parts.0 == 0.0).then(|| ((corner.0 - 1, corner.1), (1.0, parts.1)));
        let west = (parts.1 == 0.0).then(|| ((corner.0, corner.1 - 1), (parts.0, 1.0)));
        let beside = south.into_iter().chain(west);
        let known = beside.filter_map(|(corner, parts)| Some((self.tiles.get(&corner)?, parts)));
        known.filter_map(|(tile, (north, east))| tile.height(north, east, whole)).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terrain() -> Terrain {
        // North-west 0, north-east 10; south-west 20, south-east not measured.
        let mut terrain = Terrain::default();
        terrain.insert((-2, 36), Tile::new(2, vec![0, 10, 20, VOID]).unwrap());
        terrain
    }

    #[test]
    fn heights_are_between_those_around() {
        let at = |lat, lon| terrain().height(Position { lat, lon });
        assert_eq!(at(-1.0 - 1e-12, 36.0).map(f64::round), Some(0.0));
        assert_eq!(at(-2.0, 36.0), Some(20.0));
        assert_eq!(at(-1.5, 36.0), Some(10.0));
        assert_eq!(at(-1.25, 36.25).map(|height| (height * 1e6).round()), Some(6e6));
        assert_eq!(at(-2.0, 36.0 + 0.9).map(f64::round), Some(20.0), "of those measured");
        assert_eq!(at(0.5, 36.5), None);
        assert_eq!(Tile::new(2, vec![0; 3]), None);
    }

    #[test]
    fn a_guess_is_no_measurement() {
        let measured = |lat, lon| terrain().measured(Position { lat, lon });
        assert_eq!(measured(-2.0, 36.0), Some(20.0));
        assert_eq!(measured(-1.0, 36.5), Some(5.0), "an edge is of the tile on its other side too");
        assert_eq!(measured(-1.5, 36.0), Some(10.0), "between two that were measured");
        assert_eq!((measured(-1.5, 36.5), measured(-2.0, 36.9)), (None, None));
        let spacing = terrain().spacing().map(f64::round);
        assert_eq!((spacing, Terrain::default().spacing()), (Some(111_195.0), None));
    }

    #[test]
    fn the_edges_of_the_earth_have_a_tile() {
        let corner = |lat, lon| Terrain::corner(Position { lat, lon });
        assert_eq!((corner(90.0, 180.0), corner(-90.0, -180.0)), ((89, 179), (-90, -180)));
        assert_eq!(corner(-1.3, 36.8), (-2, 36));
    }
}
