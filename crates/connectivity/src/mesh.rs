//! Candidate lines between places: the Delaunay triangulation on the sphere.
//!
//! A stereographic projection takes circles on the sphere to circles (or lines) in the plane, so the planar
//! triangulation of projected places is the one on the sphere, apart from triangles around the far side, whose
//! sides are the plane's hull. It is taken from the point across the middle of the places, so that they lie
//! near the origin, poles and the antimeridian included. The triangulation holds the minimum spanning tree of
//! the places (great-circle distances), each place's nearest neighbour, and about three lines a place.

use delaunator::{Point, triangulate};

use passerelle_vocabulary::Position;

/// A straight line that could be built between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// One end, by its position in the list of places.
    pub a: u32,
    /// The other end: greater than `a`.
    pub b: u32,
    /// Metres along the great circle.
    pub metres: f64,
}

/// The lines of the triangulation that are not longer than `longest` metres, by their ends.
///
/// Places are distinct: of two at one position, the second has no line.
pub fn candidates(places: &[Position], longest: f64) -> Vec<Candidate> {
    let line = |(a, b): (usize, usize)| {
        let metres = places[a].distance(places[b]);
        Candidate { a: a.min(b) as u32, b: a.max(b) as u32, metres }
    };
    let mut found: Vec<Candidate> =
        sides(places).into_iter().map(line).filter(|line| line.metres <= longest).collect();
    found.sort_by_key(|line| (line.a, line.b));
    found.dedup_by_key(|line| (line.a, line.b));
    found
}

/// The sides of the triangles, each once; of places on one line, those between neighbours.
fn sides(places: &[Position]) -> Vec<(usize, usize)> {
    let found = triangulate(&projected(places));
    if found.triangles.is_empty() {
        return along(places);
    }
    let twins = found.halfedges.iter().enumerate();
    // A side is met from both of its triangles, and a side of the hull once.
    let once = twins.filter(|(side, twin)| **twin == delaunator::EMPTY || *side < **twin);
    once.map(|(side, _)| (found.triangles[side], found.triangles[delaunator::next_halfedge(side)]))
        .collect()
}

/// The lines between neighbours of places that lie on one great circle.
fn along(places: &[Position]) -> Vec<(usize, usize)> {
    let Some(first) = places.first() else { return Vec::new() };
    let from = |from: Position| {
        let mut order: Vec<(f64, usize)> =
            places.iter().enumerate().map(|(at, one)| (from.distance(*one), at)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order
    };
    // From one end: the place farthest from any.
    let end = from(*first).last().map_or(0, |(_, at)| *at);
    let mut order = from(places[end]);
    order.dedup_by(|b, a| places[b.1] == places[a.1]);
    order.windows(2).map(|pair| (pair[0].1, pair[1].1)).collect()
}

/// Places in the plane, seen from across their middle.
fn projected(places: &[Position]) -> Vec<Point> {
    let vectors: Vec<[f64; 3]> = places.iter().map(|place| place.vector()).collect();
    let centre = centre(&vectors);
    let (east, north) = basis(centre);
    let project = |vector: &[f64; 3]| {
        let scale = 2.0 / (1.0 + dot(*vector, centre));
        Point { x: scale * dot(*vector, east), y: scale * dot(*vector, north) }
    };
    vectors.iter().map(project).collect()
}

/// The direction from which the farthest place is as near as can be, of the middle of all and of a few others:
/// the point across from it must not be a place, or that would be infinitely far.
fn centre(vectors: &[[f64; 3]]) -> [f64; 3] {
    let sum = vectors
        .iter()
        .fold([0.0; 3], |sum, one| [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]]);
    let mut directions = vec![
        [0.48, 0.62, 0.62],
        [-0.71, 0.55, 0.44],
        [0.36, -0.48, 0.8],
        [-0.6, -0.64, 0.48],
        [0.3, 0.5, -0.81],
    ];
    directions.insert(0, sum);
    let unit = directions.into_iter().filter_map(|one| {
        let length = dot(one, one).sqrt();
        (length > 1e-9).then(|| one.map(|part| part / length))
    });
    let farthest = |centre: &[f64; 3]| {
        vectors.iter().map(|vector| dot(*vector, *centre)).fold(f64::INFINITY, f64::min)
    };
    let mut best = ([1.0, 0.0, 0.0], f64::NEG_INFINITY);
    for direction in unit {
        let far = farthest(&direction);
        if far > best.1 {
            best = (direction, far);
        }
        // The middle of a country or a continent will do.
        if far > 0.0 {
            break;
        }
    }
    best.0
}

/// Two directions at right angles to `centre` and to each other.
fn basis(centre: [f64; 3]) -> ([f64; 3], [f64; 3]) {
    // The axis that is least along the centre.
    let least = (0..3).min_by(|a, b| centre[*a].abs().total_cmp(&centre[*b].abs())).unwrap_or(0);
    let mut axis = [0.0; 3];
    axis[least] = 1.0;
    let east = cross(axis, centre);
    let length = dot(east, east).sqrt();
    let east = east.map(|part| part / length);
    (east, cross(centre, east))
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    fn ends(places: &[Position]) -> Vec<(u32, u32)> {
        candidates(places, f64::INFINITY).iter().map(|line| (line.a, line.b)).collect()
    }

    #[test]
    fn few_places_have_the_lines_there_can_be() {
        assert!(ends(&[]).is_empty());
        assert!(ends(&[at(1.0, 2.0)]).is_empty());
        assert_eq!(ends(&[at(1.0, 2.0), at(1.5, 2.0)]), [(0, 1)]);
        // On one meridian, in another order than they are given: a great circle through the middle.
        let along = ends(&[at(0.0, 7.0), at(2.0, 7.0), at(1.0, 7.0)]);
        assert!(along.contains(&(0, 2)) && along.contains(&(1, 2)), "{along:?}");
        assert_eq!(ends(&[at(0.0, 0.0), at(0.0, 1.0), at(1.0, 0.0)]), [(0, 1), (0, 2), (1, 2)]);
        assert!(candidates(&[at(0.0, 0.0), at(0.0, 1.0)], 100_000.0).is_empty());
    }

    #[test]
    fn the_antimeridian_and_the_pole_are_places_like_others() {
        let across = [at(-17.0, 179.9), at(-17.0, -179.9), at(-16.9, 180.0), at(-17.1, -180.0)];
        assert!(candidates(&across, 30_000.0).len() >= 5, "{:?}", candidates(&across, 30_000.0));
        let pole: Vec<Position> = (0..8).map(|n| at(89.9, f64::from(n) * 45.0)).collect();
        let with_pole = [&pole[..], &[at(90.0, 0.0)]].concat();
        let to_pole = ends(&with_pole).iter().filter(|(_, b)| *b == 8).count();
        assert_eq!(to_pole, 8);
    }

    /// Kilometres of the minimum spanning tree over some lines (Kruskal).
    fn spanning(places: usize, mut lines: Vec<Candidate>) -> (f64, usize) {
        lines.sort_by(|a, b| a.metres.total_cmp(&b.metres));
        let mut parent: Vec<usize> = (0..places).collect();
        fn root(parent: &mut [usize], mut one: usize) -> usize {
            while parent[one] != one {
                parent[one] = parent[parent[one]];
                one = parent[one];
            }
            one
        }
        let (mut sum, mut built) = (0.0, 0);
        for line in lines {
            let (a, b) = (root(&mut parent, line.a as usize), root(&mut parent, line.b as usize));
            if a != b {
                parent[a] = b;
                sum += line.metres;
                built += 1;
            }
        }
        (sum, built)
    }

    proptest! {
        /// The triangulation holds the minimum spanning tree of the places, wherever on the Earth they are.
        #[test]
        fn the_spanning_tree_is_in_it(
            (lat, lon) in (-89.0..89.0_f64, -180.0..180.0_f64),
            offsets in prop::collection::vec((-1.0..1.0_f64, -1.0..1.0_f64), 3..60),
        ) {
            let wrap = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
            let places: Vec<Position> = offsets
                .iter()
                .map(|(dlat, dlon)| at((lat + dlat).clamp(-90.0, 90.0), wrap(lon + dlon)))
                .collect();
            let mut all = Vec::new();
            for a in 0..places.len() {
                for b in a + 1..places.len() {
                    let metres = places[a].distance(places[b]);
                    all.push(Candidate { a: a as u32, b: b as u32, metres });
                }
            }
            let (least, built) = spanning(places.len(), all);
            let (found, connected) = spanning(places.len(), candidates(&places, f64::INFINITY));
            prop_assert_eq!(built, connected);
            prop_assert!((found - least).abs() <= 1e-6 * least, "{} {}", found, least);
        }
    }

    /// SciPy 1.17 (Delaunay in degrees, haversine, `minimum_spanning_tree`) on the 35,555 distinct coordinates of
    /// Kenya's schools gives 47,230.294 km.
    #[test]
    fn kenyas_schools_span_as_long_as_scipy_says() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/kenya/schools_moe_2016.csv");
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is not there");
            return;
        };
        let mut seen = std::collections::BTreeSet::new();
        let mut places = Vec::new();
        for row in text.lines().skip(1) {
            let mut cells = row.rsplit(',');
            let (lat, lon) = (cells.next(), cells.next());
            let number = |cell: Option<&str>| cell.and_then(|cell| cell.trim().parse::<f64>().ok());
            let (Some(lat), Some(lon)) = (number(lat), number(lon)) else { continue };
            if seen.insert((lat.to_bits(), lon.to_bits())) {
                places.push(at(lat, lon));
            }
        }
        assert_eq!(places.len(), 35_555);
        let (metres, built) = spanning(places.len(), candidates(&places, f64::INFINITY));
        assert_eq!(built, places.len() - 1);
        // SciPy triangulates degrees, not the sphere, and may miss a line: never by much.
        assert!((metres / 1000.0 - 47_230.294).abs() < 0.5, "{} km", metres / 1000.0);
    }
}
