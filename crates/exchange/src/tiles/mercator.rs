//! Where a place is on the map of the web (spherical Mercator), and which tile that is.

use passerelle_vocabulary::Position;

/// The latitude where the map ends, north and south: there it is a square.
pub const LIMIT: f64 = 85.051_128_779_806_6;

/// A place on the map: 0 to 1 eastward from the antimeridian, 0 to 1 southward from the limit. Beyond the limit it
/// is less than 0 or more than 1.
pub(super) fn project(at: Position) -> (f64, f64) {
    // At the poles the map is endless: a line that leads there leaves the map all the same.
    let lat = at.lat.clamp(-89.0, 89.0).to_radians();
    let y = 0.5 - (std::f64::consts::FRAC_PI_4 + lat / 2.0).tan().ln() / std::f64::consts::TAU;
    (at.lon / 360.0 + 0.5, y)
}

/// A place on the map in 32 bits, about a centimetre; `None` beyond the limit. 180° east is 180° west.
pub(super) fn placed(at: Position) -> Option<(u32, u32)> {
    if at.lat.abs() > LIMIT {
        return None;
    }
    let (x, y) = project(at);
    let whole = f64::from(u32::MAX) + 1.0;
    // The multiplication is exact; what reaches the far edge is of the last row, or round to the first column.
    let x = (x * whole) as u64 & u64::from(u32::MAX);
    let y = ((y * whole).max(0.0) as u64).min(u64::from(u32::MAX));
    Some((x as u32, y as u32))
}

/// How far along the Hilbert curve a place is, of a square with 2^`bits` to a side. Its first 2z bits are those of the
/// tile of zoom z that holds it.
pub(super) fn along(bits: u32, mut x: u32, mut y: u32) -> u64 {
    let mut found = 0_u64;
    for bit in (0..bits).rev() {
        let (rx, ry) = (x >> bit & 1, y >> bit & 1);
        found = found << 2 | u64::from((3 * rx) ^ ry);
        if ry == 0 {
            if rx == 1 {
                (x, y) = (!x, !y);
            }
            (x, y) = (y, x);
        }
    }
    found
}

/// Tiles of all lower zooms.
fn before(zoom: u8) -> u64 {
    ((1_u64 << (2 * u32::from(zoom))) - 1) / 3
}

/// The number of a tile in an archive: along the Hilbert curves of one zoom after another. `zoom` up to 31.
pub fn tile_id(zoom: u8, x: u32, y: u32) -> u64 {
    before(zoom) + along(u32::from(zoom), x, y)
}

/// The number of the tile at a place along the curve of its zoom.
pub(super) fn id_along(zoom: u8, along: u64) -> u64 {
    before(zoom) + along
}

/// The zoom, column and row of a tile, by its number; `None` for numbers beyond zoom 31.
pub fn tile_of(id: u64) -> Option<(u8, u32, u32)> {
    let zoom = (0..=31_u8).rev().find(|zoom| before(*zoom) <= id)?;
    let along = id - before(zoom);
    if along >> (2 * u32::from(zoom)) != 0 {
        return None;
    }
    let (mut x, mut y) = (0_u32, 0_u32);
    for bit in 0..u32::from(zoom) {
        let two = (along >> (2 * bit)) as u32 & 3;
        let rx = two >> 1;
        let ry = (two ^ rx) & 1;
        if ry == 0 {
            if rx == 1 {
                let last = (1_u32 << bit) - 1;
                (x, y) = (last - x, last - y);
            }
            (x, y) = (y, x);
        }
        (x, y) = (x | (rx << bit), y | (ry << bit));
    }
    Some((zoom, x, y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_numbered_as_the_format_numbers_them() {
        // Of the format's own test suites.
        for (id, tile) in [
            (0, (0, 0, 0)),
            (1, (1, 0, 0)),
            (2, (1, 0, 1)),
            (3, (1, 1, 1)),
            (4, (1, 1, 0)),
            (5, (2, 0, 0)),
            (19_078_479, (12, 3_423, 1_763)),
        ] {
            assert_eq!(tile_id(tile.0, tile.1, tile.2), id, "{tile:?}");
            assert_eq!(tile_of(id), Some(tile), "{id}");
        }
        assert_eq!(tile_of(u64::MAX), None);
    }

    #[test]
    fn a_tile_begins_with_the_tile_around_it() {
        for (x, y) in [(0, 0), (1, 0), (12_345, 54_321), (65_535, 1), (40_000, 65_535)] {
            let deep = along(16, x, y);
            for zoom in 0..16_u32 {
                let up = 16 - zoom;
                assert_eq!(deep >> (2 * up), along(zoom, x >> up, y >> up), "{x} {y} {zoom}");
            }
        }
    }

    #[test]
    fn the_edges_of_the_map() {
        let at = |lat, lon| placed(Position { lat, lon });
        let half = 1 << 31;
        assert_eq!(at(0.0, 0.0), Some((half, half)));
        assert_eq!(at(0.0, 180.0), at(0.0, -180.0));
        assert_eq!(at(0.0, -180.0), Some((0, half)));
        let (north, south) = (at(LIMIT, 1.0).unwrap().1, at(-LIMIT, 1.0).unwrap().1);
        assert!(north < 100 && south > u32::MAX - 100, "{north} {south}");
        assert_eq!((at(85.06, 0.0), at(-90.0, 0.0)), (None, None));
    }
}
