//! What a map of sites is framed by: what holds most of them. A few that lie far from all the others, as a mistyped
//! degree puts them, would make the map one of the empty land between; they are left out of the frame, and counted.

use passerelle_vocabulary::Position;
use serde::{Deserialize, Serialize};

use crate::territory::DegreeBox;

/// The share of the sites, at each end of each axis, that the core is taken without.
const TRIMMED: f64 = 0.05;
/// Fewer sites than these are all the core.
const FEWEST: usize = 5;
/// How far beyond the core a site is still among the others, as a multiple of the core's length.
const MARGIN: f64 = 1.5;
/// The same in degrees, at the least: sites around one place have a core without a length.
const LEAST_MARGIN: f64 = 0.5;

/// What a map of sites shows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapFrame {
    /// Its edges: those of the sites that lie together.
    #[serde(flatten)]
    pub edges: DegreeBox,
    /// Sites beyond them.
    pub outside: u64,
}

/// The frame of places; `None` where there is none. On each axis the core is what is left without the outermost
/// twentieth at either end; what lies within one and a half times its length beyond it is shown. Longitudes are
/// counted from the widest gap on, so that places on both sides of the antimeridian lie together.
pub fn frame(places: impl Iterator<Item = Position> + Clone) -> Option<MapFrame> {
    let mut lats: Vec<f64> = places.clone().map(|at| at.lat).collect();
    let mut lons: Vec<f64> = places.clone().map(|at| at.lon).collect();
    lats.sort_by(f64::total_cmp);
    lons.sort_by(f64::total_cmp);
    let from = after_widest_gap(&lons)?;
    let turned = |lon: f64| if lon < from { lon + 360.0 } else { lon };
    lons.iter_mut().for_each(|lon| *lon = turned(*lon));
    lons.sort_by(f64::total_cmp);
    let (across, along) = (shown(&lons)?, shown(&lats)?);
    let (mut edges, mut outside) = (None::<DegreeBox>, 0);
    for Position { lat, lon } in places {
        if !(across.contains(&turned(lon)) && along.contains(&lat)) {
            outside += 1;
            continue;
        }
        let here = DegreeBox { west: lon, south: lat, east: lon, north: lat };
        edges = Some(edges.map_or(here, |so_far| DegreeBox {
            west: if turned(lon) < turned(so_far.west) { lon } else { so_far.west },
            south: so_far.south.min(lat),
            east: if turned(lon) > turned(so_far.east) { lon } else { so_far.east },
            north: so_far.north.max(lat),
        }));
    }
    edges.map(|edges| MapFrame { edges, outside })
}

/// Where the widest stretch without a place ends, going east around the Earth.
fn after_widest_gap(sorted: &[f64]) -> Option<f64> {
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    let (mut widest, mut from) = (first + 360.0 - last, first);
    for pair in sorted.windows(2) {
        if pair[1] - pair[0] > widest {
            (widest, from) = (pair[1] - pair[0], pair[1]);
        }
    }
    Some(from)
}

/// From where to where an axis is shown.
fn shown(sorted: &[f64]) -> Option<std::ops::RangeInclusive<f64>> {
    let trimmed = match sorted.len() {
        few if few < FEWEST => 0,
        many => ((many as f64 * TRIMMED) as usize).max(1),
    };
    let (low, high) = (*sorted.get(trimmed)?, *sorted.get(sorted.len() - 1 - trimmed)?);
    let margin = ((high - low) * MARGIN).max(LEAST_MARGIN);
    Some(low - margin..=high + margin)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    fn edges(found: MapFrame) -> [f64; 4] {
        [found.edges.west, found.edges.south, found.edges.east, found.edges.north]
    }

    #[test]
    fn a_few_far_away_are_left_out_and_counted() {
        let country =
            (0..200).map(|n| at(-4.0 + f64::from(n % 20) * 0.4, 34.0 + f64::from(n / 20) * 0.8));
        let far = [at(0.0, 0.0), at(36.8, -1.3), at(-1.3, 136.8)];
        let found = frame(country.clone().chain(far)).unwrap();
        assert_eq!(found.outside, 3);
        assert_eq!(edges(found), edges(frame(country).unwrap()));
        // A province on the other side of a sea is no mistake.
        let two = (0..100).map(|n| at(f64::from(n) * 0.01, 10.0 + f64::from(n % 5) * 4.0));
        assert_eq!(frame(two).unwrap().outside, 0);
    }

    #[test]
    fn few_places_are_all_shown() {
        assert_eq!(frame(std::iter::empty()), None);
        let one = frame([at(1.0, 2.0)].into_iter()).unwrap();
        assert_eq!((edges(one), one.outside), ([2.0, 1.0, 2.0, 1.0], 0));
        let four = [at(0.0, 0.0), at(1.0, 1.0), at(40.0, 90.0), at(-40.0, -80.0)];
        assert_eq!(frame(four.into_iter()).unwrap().outside, 0);
    }

    #[test]
    fn the_antimeridian_cuts_nothing_apart() {
        let islands = (0..40).map(|n| at(-17.0, if n % 2 == 0 { 178.0 } else { -179.0 }));
        let found = frame(islands.chain([at(-17.5, 20.0)])).unwrap();
        assert_eq!((edges(found), found.outside), ([178.0, -17.0, -179.0, -17.0], 1));
    }

    proptest! {
        /// The frame holds all that it does not count as outside, and most of them.
        #[test]
        fn most_are_shown(places in prop::collection::vec((-90.0..90.0, -180.0..180.0), 1..60)) {
            let places: Vec<Position> = places.into_iter().map(|(lat, lon)| at(lat, lon)).collect();
            let found = frame(places.iter().copied()).unwrap();
            let inside = places.iter().filter(|at| found.edges.contains(**at)).count() as u64;
            prop_assert_eq!(inside + found.outside, places.len() as u64);
            let trimmed = if places.len() < FEWEST { 0 } else { (places.len() / 20).max(1) };
            prop_assert!(inside >= (places.len() - 4 * trimmed) as u64);
            prop_assert!(inside > 0);
        }
    }
}
