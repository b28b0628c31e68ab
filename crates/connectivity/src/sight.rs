//! Line of sight of a radio hop over the ground.
//!
//! The ground is looked at along the great circle, at steps of the terrain's own spacing. Air bends a ray as if the
//! Earth had `k` times its radius: `d1·d2/(2·k·R)` is how far the Earth bulges into a straight ray at `d1` from one
//! end and `d2` from the other. Around the ray, the first Fresnel zone must be free:
//! `F1[m] = 17.32·√(d1·d2/(f_GHz·d_km))`. A hop is clear where both of [`RULES`] hold everywhere along it: the whole
//! zone in the air of most days, and 0.6 of it on days when the ray bends up (after Recommendation ITU-R P.530).
//!
//! The ground is what the tiles hold, without trees and houses that they do not show. Where a height that counts was
//! not measured, a hop that nothing else blocks is unknown: nothing is guessed.

use passerelle_vocabulary::Position;
use passerelle_vocabulary::position::EARTH_RADIUS;
use passerelle_vocabulary::terrain::Terrain;

/// What must be free around a ray, and how the ray bends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// How many times its radius the Earth seems to have.
    pub k: f64,
    /// The share of the first Fresnel zone that must be free.
    pub fresnel: f64,
}

/// The air of most days, and that of days when rays bend up.
pub const RULES: [Rule; 2] = [Rule { k: 4.0 / 3.0, fresnel: 1.0 }, Rule { k: 0.6, fresnel: 0.6 }];

/// The least step along a path, in metres.
const FINEST: f64 = 10.0;
/// The most steps of a path.
const STEPS: f64 = 20_000.0;

/// Whether a ray is clear.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sight {
    /// Both rules hold all along it.
    Clear {
        /// Metres to spare where there are fewest.
        spare: f64,
    },
    /// The ground is in the way.
    Blocked {
        /// Metres that it is too high, where it is most.
        short: f64,
        /// Metres from the first end to there.
        at: f64,
    },
    /// A height is missing, and nothing that is known is in the way.
    Unknown {
        /// Metres from the first end to the first place without a height.
        at: f64,
    },
}

impl Sight {
    /// Whether it is known to be clear.
    pub fn is_clear(self) -> bool {
        matches!(self, Self::Clear { .. })
    }
}

/// The ground between two places.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Metres between the ends.
    metres: f64,
    /// Metres above the geoid at even steps, both ends among them; `None` where it was not measured.
    ground: Vec<Option<f64>>,
}

impl Profile {
    /// The ground along the great circle, at steps of the terrain's finest spacing or shorter.
    pub fn along(terrain: &Terrain, from: Position, to: Position) -> Self {
        let metres = from.distance(to);
        let step = terrain.spacing().unwrap_or(f64::INFINITY).max(FINEST);
        let steps = (metres / step).ceil().clamp(1.0, STEPS) as usize;
        let mut ground = Vec::with_capacity(steps + 1);
        ground.push(terrain.measured(from));
        ground.extend(inner(from, to, steps).map(|at| terrain.measured(at)));
        ground.push(terrain.measured(to));
        Self { metres, ground }
    }

    /// A path of so many metres over this ground, two heights or more at even steps; `None` where there are fewer, or
    /// the length is not above 0.
    pub fn of(metres: f64, ground: Vec<Option<f64>>) -> Option<Self> {
        (metres > 0.0 && ground.len() > 1).then_some(Self { metres, ground })
    }

    /// Its length in metres.
    pub fn metres(&self) -> f64 {
        self.metres
    }

    /// Whether a ray between antennas at these metres above the ground of both ends is clear, at this frequency.
    pub fn sight(&self, antennas: [f64; 2], gigahertz: f64) -> Sight {
        let last = self.ground.len() - 1;
        let ends = [self.ground[0], self.ground[last]];
        let [Some(first), Some(second)] = ends else {
            return Sight::Unknown { at: if ends[0].is_none() { 0.0 } else { self.metres } };
        };
        let (low, high) = (first + antennas[0], second + antennas[1]);
        let (mut room, mut at) = (antennas[0].min(antennas[1]), 0.0);
        let mut unknown = None;
        for (number, ground) in self.ground.iter().enumerate().take(last).skip(1) {
            let share = number as f64 / last as f64;
            let (d1, d2) = (self.metres * share, self.metres * (1.0 - share));
            let Some(ground) = *ground else {
                unknown = unknown.or(Some(d1));
                continue;
            };
            let free = low + (high - low) * share - ground;
            let least = RULES.map(|rule| free - needed(rule, d1, d2, gigahertz));
            let least = least[0].min(least[1]);
            if least < room {
                (room, at) = (least, d1);
            }
        }
        match unknown {
            _ if room < 0.0 => Sight::Blocked { short: -room, at },
            Some(at) => Sight::Unknown { at },
            None => Sight::Clear { spare: room },
        }
    }
}

/// Metres that a straight line over a flat Earth must be above the ground, at `d1` metres from one end and `d2` from
/// the other: the Earth's bulge and the rule's part of the first Fresnel zone.
pub fn needed(rule: Rule, d1: f64, d2: f64, gigahertz: f64) -> f64 {
    bulge(rule.k, d1, d2) + rule.fresnel * first_fresnel(d1, d2, gigahertz)
}

/// Metres by which the Earth, of `k` times its radius, rises above the straight line between two points of its
/// surface, at `d1` metres from one and `d2` from the other.
pub fn bulge(k: f64, d1: f64, d2: f64) -> f64 {
    d1 * d2 / (2.0 * k * EARTH_RADIUS)
}

/// Radius of the first Fresnel zone in metres, at `d1` metres from one end and `d2` from the other.
pub fn first_fresnel(d1: f64, d2: f64, gigahertz: f64) -> f64 {
    let (d1, d2) = (d1 / 1_000.0, d2 / 1_000.0);
    17.32 * (d1 * d2 / (gigahertz * (d1 + d2))).sqrt()
}

/// The places of a great circle at even steps, its ends left out.
fn inner(from: Position, to: Position, steps: usize) -> impl Iterator<Item = Position> {
    let (a, b) = (from.vector(), to.vector());
    let dot: f64 = (0..3).map(|axis| a[axis] * b[axis]).sum();
    // At right angles to `a`, towards `b`; of two places at one or across from each other, nowhere.
    let aside = [0, 1, 2].map(|axis| b[axis] - dot * a[axis]);
    let length = aside.iter().map(|part| part * part).sum::<f64>().sqrt();
    let aside = aside.map(|part| if length > 0.0 { part / length } else { 0.0 });
    let angle = length.atan2(dot);
    (1..steps).map(move |step| {
        let (sin, cos) = (angle * step as f64 / steps as f64).sin_cos();
        let [x, y, z] = [0, 1, 2].map(|axis| cos * a[axis] + sin * aside[axis]);
        Position { lat: z.atan2(x.hypot(y)).to_degrees(), lon: y.atan2(x).to_degrees() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_vocabulary::terrain::{Tile, VOID};
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    /// One degree at the equator, with these heights by row (from the north) and column.
    fn tile(side: usize, height: impl Fn(usize, usize) -> i16) -> Terrain {
        let heights = (0..side * side).map(|at| height(at / side, at % side)).collect();
        let mut terrain = Terrain::default();
        terrain.insert((0, 36), Tile::new(side, heights).unwrap());
        terrain
    }

    /// 50 km over the sea: the Earth bulges by 50²/(8·k·6,371) km, which is 36.79 m at k = 4/3 and 81.75 m at k =
    /// 0.6; the first Fresnel zone at 7 GHz is 17.32·√(25·25/(7·50)) = 23.14 m. So 95.64 m are needed (k = 0.6) where
    /// 59.93 m would do for the air of most days.
    #[test]
    fn the_earth_is_in_the_way_of_low_antennas() {
        assert!((bulge(4.0 / 3.0, 25e3, 25e3) - 36.788).abs() < 0.001);
        assert!((bulge(0.6, 25e3, 25e3) - 81.75).abs() < 0.01);
        assert!((first_fresnel(25e3, 25e3, 7.0) - 23.145).abs() < 0.001);
        let sea = Profile::of(50e3, vec![Some(0.0); 1_001]).unwrap();
        assert!(sea.sight([95.7; 2], 7.0).is_clear());
        let Sight::Blocked { short, at } = sea.sight([95.0; 2], 7.0) else { panic!() };
        assert!((short - 0.638).abs() < 0.01, "{short}");
        assert!((at - 25e3).abs() < 1e-6);
        // Half as far, the bulge is a quarter, and the zone narrower by √2.
        let near = Profile::of(25e3, vec![Some(0.0); 1_001]).unwrap();
        assert!(near.sight([30.3; 2], 7.0).is_clear());
        assert!(!near.sight([30.2; 2], 7.0).is_clear());
    }

    /// A ridge half-way between antennas of 100 m, 20 km apart: 100 − 13.08 − 0.6·14.64 = 78.1 m may stand there.
    #[test]
    fn a_ridge_is_in_the_way_where_it_is_too_high() {
        let ridge = |height: f64| {
            let mut ground = vec![Some(0.0); 201];
            ground[100] = Some(height);
            Profile::of(20e3, ground).unwrap().sight([100.0; 2], 7.0)
        };
        assert!(ridge(78.0).is_clear());
        let Sight::Blocked { short, at } = ridge(128.0) else { panic!() };
        assert!((short - 49.87).abs() < 0.01 && (at - 10e3).abs() < 1e-6, "{short} {at}");
    }

    #[test]
    fn the_ground_is_that_of_the_tiles() {
        // A ridge along a meridian, 200 m high, one column wide, in a plain of 1,000 m.
        let terrain = tile(1201, |_, column| if column == 600 { 1_200 } else { 1_000 });
        let profile = Profile::along(&terrain, at(0.5, 36.4), at(0.5, 36.6));
        assert!((profile.metres() - 22_238.0).abs() < 2.0);
        assert!(!profile.sight([100.0; 2], 7.0).is_clear());
        assert!(profile.sight([250.0; 2], 7.0).is_clear());
        // Along the ridge, and beside it.
        let along =
            |lon| Profile::along(&terrain, at(0.4, lon), at(0.6, lon)).sight([60.0; 2], 7.0);
        assert!(along(36.5).is_clear() && along(36.45).is_clear());
    }

    #[test]
    fn what_was_not_measured_is_told() {
        let terrain = tile(1201, |row, column| match (row, column) {
            (_, 600) => VOID,
            (..100, _) => 3_000,
            _ => 0,
        });
        let sight = |from, to| Profile::along(&terrain, from, to).sight([100.0; 2], 7.0);
        assert!(sight(at(0.2, 36.1), at(0.2, 36.3)).is_clear());
        let Sight::Unknown { at: metres } = sight(at(0.2, 36.4), at(0.2, 36.6)) else { panic!() };
        assert!((metres - 11_050.0).abs() < 200.0, "{metres}");
        // Beyond the tile, at either end and on the way.
        assert_eq!(sight(at(-0.1, 36.4), at(0.1, 36.4)), Sight::Unknown { at: 0.0 });
        assert!(matches!(sight(at(0.1, 36.4), at(-0.1, 36.4)), Sight::Unknown { at } if at > 22e3));
        // What is in the way stays so whatever is missing.
        let over = sight(at(0.95, 36.1), at(0.8, 36.7));
        assert!(matches!(over, Sight::Blocked { .. } | Sight::Unknown { .. }), "{over:?}");
        let wall = vec![Some(0.0), None, Some(500.0), None, Some(0.0)];
        let blocked = Profile::of(4_000.0, wall).unwrap().sight([20.0; 2], 7.0);
        assert!(matches!(blocked, Sight::Blocked { at, .. } if (at - 2_000.0).abs() < 1e-6));
        assert_eq!(
            Profile::along(&Terrain::default(), at(0.0, 0.0), at(0.0, 0.0)).sight([9.0; 2], 7.0),
            Sight::Unknown { at: 0.0 }
        );
    }

    #[test]
    fn one_place_and_the_antimeridian() {
        let terrain = tile(11, |_, _| 10);
        let here = at(0.5, 36.5);
        assert_eq!(
            Profile::along(&terrain, here, here).sight([9.0, 12.0], 7.0),
            Sight::Clear { spare: 9.0 }
        );
        let mut pacific = Terrain::default();
        for corner in [(0, 179), (0, -180)] {
            pacific.insert(corner, Tile::new(11, vec![5; 121]).unwrap());
        }
        let across = Profile::along(&pacific, at(0.5, 179.95), at(0.5, -179.95));
        assert!((across.metres() - 11_119.0).abs() < 2.0);
        assert!(across.sight([40.0; 2], 7.0).is_clear());
        assert_eq!(
            (Profile::of(0.0, vec![Some(1.0); 2]), Profile::of(1.0, vec![None])),
            (None, None)
        );
    }

    fn hills() -> impl Strategy<Value = Vec<Option<f64>>> {
        prop::collection::vec(prop::option::weighted(0.98, 0.0..300.0_f64), 2..80)
    }

    /// Metres to spare, fewer than 0 where the ground is in the way; `None`: not known.
    fn room(sight: Sight) -> Option<f64> {
        match sight {
            Sight::Clear { spare } => Some(spare),
            Sight::Blocked { short, .. } => Some(-short),
            Sight::Unknown { .. } => None,
        }
    }

    proptest! {
        /// What one end sees of the other, the other sees of it.
        #[test]
        fn both_ends_see_the_same(
            ground in hills(),
            metres in 100.0..60e3_f64,
            antennas in prop::array::uniform2(0.0..200.0_f64),
            gigahertz in 0.4..80.0_f64,
        ) {
            let there = Profile::of(metres, ground.clone()).unwrap().sight(antennas, gigahertz);
            let back: Vec<Option<f64>> = ground.into_iter().rev().collect();
            let [one, other] = antennas;
            let back = Profile::of(metres, back).unwrap().sight([other, one], gigahertz);
            match (room(there), room(back)) {
                (Some(there), Some(back)) => prop_assert!((there - back).abs() < 1e-6),
                (there, back) => prop_assert_eq!(there, back),
            }
        }

        /// A higher antenna sees no less.
        #[test]
        fn a_higher_antenna_sees_no_less(
            ground in hills(),
            metres in 100.0..60e3_f64,
            antennas in prop::array::uniform2(0.0..200.0_f64),
            higher in 0.0..200.0_f64,
        ) {
            let profile = Profile::of(metres, ground).unwrap();
            let low = profile.sight(antennas, 7.0);
            let high = profile.sight([antennas[0] + higher, antennas[1]], 7.0);
            prop_assert!(!low.is_clear() || high.is_clear());
            if let (Some(low), Some(high)) = (room(low), room(high)) {
                prop_assert!(high >= low - 1e-9, "{} {}", low, high);
            }
        }

        /// The same on the sphere, both ways.
        #[test]
        fn a_path_is_the_same_both_ways(
            ends in prop::array::uniform4(0.01..0.99_f64),
            bumps in prop::collection::vec(0..400_i16, 121),
        ) {
            let terrain = tile(11, |row, column| bumps[row * 11 + column]);
            let (a, b) = (at(ends[0], 36.0 + ends[1]), at(ends[2], 36.0 + ends[3]));
            let there = Profile::along(&terrain, a, b).sight([30.0, 10.0], 7.0);
            let back = Profile::along(&terrain, b, a).sight([10.0, 30.0], 7.0);
            let (there, back) = (room(there).unwrap(), room(back).unwrap());
            prop_assert!((there - back).abs() < 1e-5, "{} {}", there, back);
        }
    }
}
