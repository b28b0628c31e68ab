//! The outline of a country, to draw beneath a plan: that of the catalogue's map of the world, whose projection is
//! undone. It is as coarse as that map (1:110 million, tenths of a unit of a thousand): for the eye, not to measure by.

use std::path::Path;

use passerelle_vocabulary::{Position, table};

use crate::Catalogue;

/// The catalogue's outlines, in Equal Earth (Šavrič, Patterson and Jenny 2018), as `catalogue/map/build_map.py` draws
/// them.
const WORLD: &str = "map/world.tsv";
/// Coefficients of the projection.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
/// Width of the drawing.
const WIDTH: f64 = 1_000.0;
/// Latitude of its upper edge, in degrees.
const TOP: f64 = 84.0;

/// The rings of a country, by its code of ISO 3166-1; none where the map has none.
pub(super) fn outline(catalogue: Option<&Path>, country: Option<&str>) -> Vec<Vec<Position>> {
    let Some(country) = country else { return Vec::new() };
    let text = Catalogue::file(catalogue, WORLD).unwrap_or_default();
    let mut found = Vec::new();
    // What is wrong with the catalogue is told by those who check it.
    let _ = table::read(&text, &["iso3", "path"], |row| {
        if row.get("iso3").eq_ignore_ascii_case(country) {
            found = rings(row.get("path"));
        }
    });
    found
}

/// The rings of SVG path data of `M`, `m`, `l` and `z`, in degrees.
fn rings(path: &str) -> Vec<Vec<Position>> {
    let mut rings: Vec<Vec<Position>> = Vec::new();
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let after = &rest[command.len_utf8()..];
        let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (numbers, next) = after.split_at(end);
        rest = next;
        if command == 'z' {
            at = start;
            continue;
        }
        for (count, pair) in numbers_of(numbers).chunks_exact(2).enumerate() {
            at = if command == 'M' { (pair[0], pair[1]) } else { (at.0 + pair[0], at.1 + pair[1]) };
            if count == 0 && matches!(command, 'M' | 'm') {
                start = at;
                rings.push(Vec::new());
            }
            if let Some(ring) = rings.last_mut() {
                ring.extend(degrees(at));
            }
        }
    }
    for ring in &mut rings {
        ring.extend(ring.first().copied());
    }
    rings
}

/// Numbers as path data packs them: `2.1.7-3` are 2.1, 0.7 and −3.
fn numbers_of(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let (mut from, mut has_point) = (0, false);
    for (at, c) in text.char_indices() {
        let ends = match c {
            '-' => at > from,
            '.' => std::mem::replace(&mut has_point, true),
            c => !c.is_ascii_digit(),
        };
        if ends {
            found.extend(text[from..at].trim().parse::<f64>());
            (from, has_point) = (at, c == '.');
        }
    }
    found.extend(text[from..].trim().parse::<f64>());
    found
}

/// Height of a parameter of the projection, and its derivative.
fn height(t: f64) -> (f64, f64) {
    let (t2, t6) = (t * t, t.powi(6));
    let y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    (y, A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2))
}

/// Units of the drawing as degrees.
fn degrees((x, y): (f64, f64)) -> Option<Position> {
    let m = 3.0_f64.sqrt() / 2.0;
    let half = std::f64::consts::PI / (m * A[0]);
    let scale = WIDTH / (2.0 * half);
    let top = height((m * TOP.to_radians().sin()).asin()).0;
    let (east, north) = (x / scale - half, top - y / scale);
    // Newton's method: the height grows with the parameter everywhere.
    let mut t = north / A[0];
    for _ in 0..20 {
        let (found, slope) = height(t);
        t -= (found - north) / slope;
    }
    let lat = (t.sin() / m).clamp(-1.0, 1.0).asin().to_degrees();
    let lon = (east * m * height(t).1 / t.cos()).to_degrees();
    // As fine as the drawing is.
    let round = |degrees: f64| (degrees * 1_000.0).round() / 1_000.0;
    Position::new(round(lat), round(lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kenya_is_where_it_is() {
        let found = outline(None, Some("ken"));
        let places: Vec<Position> = found.into_iter().flatten().collect();
        let most = |of: fn(&Position) -> f64| {
            let all = places.iter().map(of);
            (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((south, north), (west, east)) = (most(|at| at.lat), most(|at| at.lon));
        for (found, known) in [(south, -4.68), (north, 5.03), (west, 33.91), (east, 41.86)] {
            assert!((found - known).abs() < 0.4, "{found} {known}");
        }
        assert_eq!(outline(None, Some("XXX")), Vec::<Vec<Position>>::new());
        assert_eq!(outline(None, None), Vec::<Vec<Position>>::new());
    }

    #[test]
    fn packed_numbers_are_taken_apart() {
        assert_eq!(numbers_of("2.1.7-3 0-.5.4 12"), [2.1, 0.7, -3.0, 0.0, -0.5, 0.4, 12.0]);
        let two = rings("M500 100l1 0 0 1zm10 0l1 0 0 1z");
        assert_eq!(two.len(), 2);
        assert!(two.iter().all(|ring| ring.len() == 4 && ring.first() == ring.last()));
    }
}
