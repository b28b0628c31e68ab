//! The affected area: what lies in it, and how much of a line.
//!
//! Outlines are planes of degrees, continued past the antimeridian where two neighbours of a ring are more than half the
//! Earth apart. A place is within where an outer ring goes around it, however often and in whatever direction (so that
//! all loops of an outline that crosses itself count), and none of the holes of that polygon does.

use passerelle_vocabulary::{Geometry, Position};
use rstar::{AABB, RTree, RTreeObject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Pairs of sides that are looked at for an outline that crosses itself: some ten for each side of real ones. Outlines
/// whose sides all lie above each other would take the square of their number.
const LOOKS: u64 = 50_000_000;

/// Why there is no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AreaMistake {
    /// There is no polygon among the shapes.
    #[error("no polygon")]
    NoPolygon,
    /// A ring has fewer than three places.
    #[error("a ring of fewer than three places")]
    TooFewPlaces,
    /// A ring goes around a pole.
    #[error("a ring around a pole")]
    AroundPole,
}

/// What was put right in outlines, or is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct AreaNotes {
    /// Polygons.
    pub polygons: u32,
    /// Rings whose last place is not the first: they are taken as closed.
    pub unclosed: u32,
    /// Where an outline crosses itself, the first such place: everything within any of its loops counts.
    pub crosses_itself: Option<Position>,
    /// It goes on past the antimeridian.
    pub past_antimeridian: bool,
    /// Shapes that are no polygons, left out.
    pub other_shapes: u32,
}

/// A side of a ring, in degrees of longitude and latitude.
#[derive(Debug, Clone, Copy)]
struct Side {
    from: [f64; 2],
    to: [f64; 2],
    polygon: u32,
    /// 0 for the outer ring.
    ring: u32,
}

impl RTreeObject for Side {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.from, self.to)
    }
}

/// An affected area.
#[derive(Debug, Clone)]
pub struct Area {
    sides: RTree<Side>,
    /// West, south, east, north; east may be past 180.
    frame: [f64; 4],
}

impl Area {
    /// The polygons among these shapes, and what there is to say of them.
    ///
    /// # Errors
    /// No polygon, or rings that are none.
    pub fn of<'g>(
        shapes: impl IntoIterator<Item = &'g Geometry>,
    ) -> Result<(Self, AreaNotes), AreaMistake> {
        let (mut sides, mut notes) = (Vec::new(), AreaNotes::default());
        for shape in shapes {
            let Geometry::Polygons(polygons) = shape else {
                notes.other_shapes += 1;
                continue;
            };
            for polygon in polygons {
                let rings = polygon.iter().filter(|ring| !ring.is_empty());
                for (ring, places) in rings.zip(0..).map(|(places, ring)| (ring, places)) {
                    ring_sides(places, notes.polygons, ring, &mut sides, &mut notes)?;
                }
                notes.polygons += 1;
            }
        }
        if sides.is_empty() {
            return Err(AreaMistake::NoPolygon);
        }
        let mut frame = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for [lon, lat] in sides.iter().flat_map(|side| [side.from, side.to]) {
            frame = [frame[0].min(lon), frame[1].min(lat), frame[2].max(lon), frame[3].max(lat)];
        }
        let area = Self { sides: RTree::bulk_load(sides), frame };
        notes.crosses_itself = area.crossing();
        Ok((area, notes))
    }

    /// Whether a place is in it.
    pub fn contains(&self, at: Position) -> bool {
        self.turns(at.lon).into_iter().any(|lon| self.has([lon, at.lat]))
    }

    /// Metres of a way that are in it; nothing where it does not touch the area.
    pub fn metres_within(&self, way: &[Position]) -> f64 {
        way.windows(2)
            .map(|pair| self.share_within(pair[0], pair[1]) * pair[0].distance(pair[1]))
            .sum()
    }

    /// Metres from a place to the box around the area, 0 within: enough to see that it is another country's.
    pub fn metres_to_frame(&self, at: Position) -> f64 {
        let [west, south, east, north] = self.frame;
        let near = |lon: f64| Position {
            lat: at.lat.clamp(south, north),
            lon: (lon.clamp(west, east) + 540.0).rem_euclid(360.0) - 180.0,
        };
        let all = [at.lon - 360.0, at.lon, at.lon + 360.0].map(|lon| at.distance(near(lon)));
        all.into_iter().fold(f64::INFINITY, f64::min)
    }

    /// A longitude in the turns of the Earth that the area's frame reaches.
    fn turns(&self, lon: f64) -> impl IntoIterator<Item = f64> + use<> {
        let [west, _, east, _] = self.frame;
        [lon - 360.0, lon, lon + 360.0].into_iter().filter(move |lon| (west..=east).contains(lon))
    }

    fn has(&self, [lon, lat]: [f64; 2]) -> bool {
        let [_, south, east, north] = self.frame;
        if !(south..=north).contains(&lat) {
            return false;
        }
        // Crossings of a line to the east, by polygon and ring.
        let mut crossed: Vec<(u32, u32, i32)> = Vec::new();
        let ray = AABB::from_corners([lon, lat], [east, lat]);
        for side in self.sides.locate_in_envelope_intersecting(ray) {
            let ([x1, y1], [x2, y2]) = (side.from, side.to);
            if (y1 > lat) == (y2 > lat) || (x2 - x1) * (lat - y1) / (y2 - y1) + x1 <= lon {
                continue;
            }
            crossed.push((side.polygon, side.ring, if y2 > y1 { 1 } else { -1 }));
        }
        crossed.sort_unstable();
        // The outer ring is the first of its polygon.
        let goes_around = |ring: &[(u32, u32, i32)]| ring.iter().map(|one| one.2).sum::<i32>() != 0;
        crossed.chunk_by(|one, other| one.0 == other.0).any(|polygon| {
            let mut rings = polygon.chunk_by(|one, other| one.1 == other.1);
            let outer = rings.next().is_some_and(|first| first[0].1 == 0 && goes_around(first));
            outer && !rings.any(goes_around)
        })
    }

    /// The share of a straight stretch that is within.
    fn share_within(&self, from: Position, to: Position) -> f64 {
        // The stretch itself may go past the antimeridian.
        let past = if to.lon - from.lon > 180.0 {
            -360.0
        } else if to.lon - from.lon < -180.0 {
            360.0
        } else {
            0.0
        };
        let turns = [-360.0, 0.0, 360.0].map(|turn| {
            self.plane_share([from.lon + turn, from.lat], [to.lon + past + turn, to.lat])
        });
        turns.into_iter().sum::<f64>().min(1.0)
    }

    fn plane_share(&self, from: [f64; 2], to: [f64; 2]) -> f64 {
        let [west, south, east, north] = self.frame;
        let frame = AABB::from_corners([west, south], [east, north]);
        let stretch = AABB::from_corners(from, to);
        if !rstar::Envelope::intersects(&frame, &stretch) {
            return 0.0;
        }
        let mut cuts = vec![0.0, 1.0];
        for side in self.sides.locate_in_envelope_intersecting(stretch) {
            cuts.extend(crossing(from, to, side.from, side.to).map(|(share, _)| share));
        }
        cuts.sort_by(f64::total_cmp);
        let inside = |pair: &&[f64]| {
            let middle = f64::midpoint(pair[0], pair[1]);
            self.has([0, 1].map(|axis| from[axis] + middle * (to[axis] - from[axis])))
        };
        cuts.windows(2)
            .filter(|pair| pair[1] > pair[0])
            .filter(inside)
            .map(|pair| pair[1] - pair[0])
            .sum()
    }

    /// A place where two sides of one ring cross, the southernmost of those that are found with [`LOOKS`] looks.
    fn crossing(&self) -> Option<Position> {
        let mut found: Option<[f64; 2]> = None;
        let mut looks = 0;
        for side in &self.sides {
            if looks > LOOKS {
                break;
            }
            for other in self.sides.locate_in_envelope_intersecting(side.envelope()) {
                looks += 1;
                let one_ring = (side.polygon, side.ring) == (other.polygon, other.ring);
                let inner = |share: f64| 1e-9 < share && share < 1.0 - 1e-9;
                let Some((s, t)) = crossing(side.from, side.to, other.from, other.to) else {
                    continue;
                };
                if one_ring && inner(s) && inner(t) {
                    let at =
                        [0, 1].map(|axis| side.from[axis] + s * (side.to[axis] - side.from[axis]));
                    let first = found.is_none_or(|known| (at[1], at[0]) < (known[1], known[0]));
                    found = if first { Some(at) } else { found };
                }
            }
        }
        let turn = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
        found.map(|[lon, lat]| Position { lat, lon: turn(lon) })
    }
}

/// The sides of a ring, closed and continued past the antimeridian.
fn ring_sides(
    places: &[Position],
    polygon: u32,
    ring: u32,
    sides: &mut Vec<Side>,
    notes: &mut AreaNotes,
) -> Result<(), AreaMistake> {
    let (first, last) = (places[0], places[places.len() - 1]);
    let closed = first == last && places.len() > 1;
    notes.unclosed += u32::from(!closed);
    let open = if closed { &places[..places.len() - 1] } else { places };
    if open.len() < 3 {
        return Err(AreaMistake::TooFewPlaces);
    }
    let (mut turn, mut before) = (0.0, open[0].lon);
    let mut plane = Vec::with_capacity(open.len() + 1);
    for place in open.iter().chain([&open[0]]) {
        if place.lon - before > 180.0 {
            turn -= 360.0;
        } else if place.lon - before < -180.0 {
            turn += 360.0;
        }
        notes.past_antimeridian |= turn != 0.0;
        before = place.lon;
        plane.push([place.lon + turn, place.lat]);
    }
    if turn != 0.0 {
        return Err(AreaMistake::AroundPole);
    }
    let pairs = plane.windows(2).filter(|pair| pair[0] != pair[1]);
    sides.extend(pairs.map(|pair| Side { from: pair[0], to: pair[1], polygon, ring }));
    Ok(())
}

/// Where two stretches cross, as shares of both; `None` where they do not, or lie along each other.
fn crossing(a: [f64; 2], b: [f64; 2], c: [f64; 2], d: [f64; 2]) -> Option<(f64, f64)> {
    let (r, s) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let cross = |p: [f64; 2], q: [f64; 2]| p[0] * q[1] - p[1] * q[0];
    let across = cross(r, s);
    if across == 0.0 {
        return None;
    }
    let apart = [c[0] - a[0], c[1] - a[1]];
    let (t, u) = (cross(apart, s) / across, cross(apart, r) / across);
    let within = |share: f64| (0.0..=1.0).contains(&share);
    (within(t) && within(u)).then_some((t, u))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    fn area(rings: &[&[(f64, f64)]]) -> Result<(Area, AreaNotes), AreaMistake> {
        let rings = rings.iter().map(|ring| ring.iter().map(|(lat, lon)| at(*lat, *lon)).collect());
        Area::of([&Geometry::Polygons(vec![rings.collect()])])
    }

    #[test]
    fn places_and_lines_are_in_it_or_not() {
        let outer = [(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0), (0.0, 0.0)];
        let hole = [(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 1.0)];
        let (area, notes) = area(&[&outer, &hole]).unwrap();
        assert_eq!((notes.polygons, notes.unclosed, notes.crosses_itself), (1, 0, None));
        for (lat, lon, inside) in [
            (0.5, 0.5, true),
            (1.5, 1.5, false),
            (3.0, 1.5, true),
            (5.0, 1.0, false),
            (1.5, -1.0, false),
        ] {
            assert_eq!(area.contains(at(lat, lon)), inside, "{lat} {lon}");
        }
        // Through the area and its hole: 3 of 5 degrees are within.
        let way = [at(1.5, -0.5), at(1.5, 4.5)];
        let share = area.metres_within(&way) / way[0].distance(way[1]);
        assert!((share - 0.6).abs() < 1e-3, "{share}");
        assert_eq!(area.metres_within(&[at(5.0, 0.0), at(5.0, 4.0)]), 0.0);
        assert!(area.metres_within(&[at(0.5, 0.5), at(0.6, 0.6)]) > 10_000.0);
        assert!((area.metres_to_frame(at(5.0, 2.0)) - 111_195.0).abs() < 1.0);
        assert_eq!(area.metres_to_frame(at(1.5, 1.5)), 0.0);
    }

    #[test]
    fn odd_outlines_are_told() {
        let (open, notes) = area(&[&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0)]]).unwrap();
        assert_eq!(notes.unclosed, 1);
        assert!(open.contains(at(1.0, 0.1)), "it is closed");
        // A bow tie: both its halves count.
        let tie = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
        let (tie, notes) = area(&[&tie]).unwrap();
        let crossing = notes.crosses_itself.unwrap();
        assert!((crossing.lat - 1.0).abs() < 1e-9 && (crossing.lon - 1.0).abs() < 1e-9);
        assert!(tie.contains(at(0.5, 1.0)) && tie.contains(at(1.5, 1.0)));
        assert!(!tie.contains(at(1.0, 0.5)));
        assert_eq!(
            area(&[&[(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]).unwrap_err(),
            AreaMistake::TooFewPlaces
        );
        let point = Geometry::Point(at(0.0, 0.0));
        assert_eq!(Area::of([&point]).unwrap_err(), AreaMistake::NoPolygon);
        let pole = [(80.0, 0.0), (80.0, 120.0), (80.0, -120.0), (80.0, 0.0)];
        assert_eq!(area(&[&pole]).unwrap_err(), AreaMistake::AroundPole);
    }

    #[test]
    fn a_hole_is_one_of_its_own_polygon_only() {
        let square = |south: f64, west: f64, size: f64| -> Vec<Position> {
            let corners = [(0.0, 0.0), (0.0, size), (size, size), (size, 0.0), (0.0, 0.0)];
            corners.iter().map(|(lat, lon)| at(south + lat, west + lon)).collect()
        };
        let holed = vec![square(0.0, 0.0, 10.0), square(2.0, 2.0, 6.0)];
        // Many small ones east of it, and one that fills a part of the hole.
        let mut polygons = vec![holed, vec![square(4.0, 4.0, 1.0)]];
        polygons
            .extend((0..2_000).map(|step| vec![square(0.0, 20.0 + 0.01 * f64::from(step), 9.0)]));
        let (area, notes) = Area::of([&Geometry::Polygons(polygons)]).unwrap();
        assert_eq!((notes.polygons, notes.crosses_itself), (2_002, None));
        for (lat, lon, inside) in [
            (1.0, 1.0, true),
            (3.0, 3.0, false),
            (4.5, 4.5, true),
            (4.5, 5.5, false),
            (4.5, 15.0, false),
            (4.5, 25.0, true),
        ] {
            assert_eq!(area.contains(at(lat, lon)), inside, "{lat} {lon}");
        }
    }

    #[test]
    fn it_may_go_past_the_antimeridian() {
        let ring =
            [(-18.0, 179.0), (-18.0, -179.0), (-16.0, -179.0), (-16.0, 179.0), (-18.0, 179.0)];
        let (area, notes) = area(&[&ring]).unwrap();
        assert!(notes.past_antimeridian);
        for (lon, inside) in [
            (179.5, true),
            (-179.5, true),
            (180.0, true),
            (-180.0, true),
            (178.0, false),
            (0.0, false),
        ] {
            assert_eq!(area.contains(at(-17.0, lon)), inside, "{lon}");
        }
        let way = [at(-17.0, 178.0), at(-17.0, -178.0)];
        let share = area.metres_within(&way) / way[0].distance(way[1]);
        assert!((share - 0.5).abs() < 1e-3, "{share}");
        assert!(area.metres_to_frame(at(-17.0, 178.0)) < 107_000.0);
    }
}
