//! Any bytes as the outlines of an affected area: there is an area or a reason why not; what lies in it is the same as by
//! counting around each ring, and no line has more in it than it is long.
#![no_main]

mod lists;

use passerelle_connectivity::emergency::area::Area;
use passerelle_vocabulary::{Geometry, Position};

/// How often a ring goes around a place, in the plane.
fn turns(ring: &[Position], at: Position) -> i32 {
    let closed = ring.iter().chain(ring.first());
    let pairs = closed.clone().zip(closed.skip(1));
    let mut count = 0;
    for (a, b) in pairs {
        if (a.lat > at.lat) == (b.lat > at.lat) {
            continue;
        }
        if (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon > at.lon {
            count += if b.lat > a.lat { 1 } else { -1 };
        }
    }
    count
}

/// Whether a place is in one of the polygons.
fn is_in(shapes: &[Geometry], at: Position) -> bool {
    let polygons = shapes.iter().filter_map(|shape| match shape {
        Geometry::Polygons(polygons) => Some(polygons),
        _ => None,
    });
    polygons.flatten().any(|polygon| {
        let mut rings = polygon.iter().filter(|ring| !ring.is_empty());
        rings.next().is_some_and(|outer| turns(outer, at) != 0)
            && rings.all(|hole| turns(hole, at) == 0)
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let table = lists::opened(bytes, lists::LIMITS).table;
    let shapes: Vec<Geometry> =
        (0..table.len()).filter_map(|at| table.geometry(at).cloned()).collect();
    let Ok((area, notes)) = Area::of(&shapes) else { return };
    assert!(notes.polygons > 0);
    for step in 0..64_u32 {
        // Over all of the Earth, and near the middle of maps, where short seeds are.
        let scale = if step % 2 == 0 { 1.0 } else { 0.05 };
        let lat = scale * (f64::from(step * 37 % 64) * 2.7 - 86.3);
        let lon = scale * (f64::from(step * 23 % 64) * 5.5 - 173.9);
        let at = Position { lat, lon };
        let is_inside = area.contains(at);
        if !notes.past_antimeridian {
            assert_eq!(is_inside, is_in(&shapes, at), "{at:?}");
        }
        assert!(area.metres_to_frame(at) >= 0.0);
        let way = [at, Position { lat: -lat, lon }, Position { lat, lon: -lon / 2.0 }];
        let metres = area.metres_within(&way);
        let length = way[0].distance(way[1]) + way[1].distance(way[2]);
        assert!(metres >= 0.0 && metres <= length * (1.0 + 1e-9), "{metres} {length}");
    }
});
