//! The outlines of countries in degrees: the catalogue's own map, its projection (Equal Earth) undone.

use passerelle_desk::catalogue::WorldMap;
use passerelle_vocabulary::Position;
use serde_json::{Value, json};

/// Coefficients of the projection: Šavrič, Patterson and Jenny, 2018.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
/// The latitude at the upper edge of the catalogue's map.
const TOP: f64 = 84.0;

/// How far from the equator a parallel is drawn; `theta` is its parametric latitude.
fn height(theta: f64) -> f64 {
    let two = theta * theta;
    let six = two * two * two;
    theta * (A[0] + A[1] * two + six * (A[2] + A[3] * two))
}

/// How fast that grows.
fn slope(theta: f64) -> f64 {
    let two = theta * theta;
    let six = two * two * two;
    A[0] + 3.0 * A[1] * two + six * (7.0 * A[2] + 9.0 * A[3] * two)
}

fn theta_of(lat: f64) -> f64 {
    (3_f64.sqrt() / 2.0 * lat.to_radians().sin()).asin()
}

/// Longitude and latitude of a place on the projection's plane.
fn undone(x: f64, y: f64) -> (f64, f64) {
    let mut theta = y;
    for _ in 0..12 {
        theta -= (height(theta) - y) / slope(theta);
    }
    let lon = 3_f64.sqrt() / 2.0 * x * slope(theta) / theta.cos();
    let lat = (2.0 / 3_f64.sqrt() * theta.sin()).clamp(-1.0, 1.0).asin();
    (lon.to_degrees().clamp(-180.0, 180.0), lat.to_degrees())
}

/// The plane's place of one of the drawing.
fn placed(map: &WorldMap, (x, y): (f64, f64)) -> (f64, f64) {
    // The drawing is as wide as the equator is long.
    let half = 2.0 * std::f64::consts::PI / (3_f64.sqrt() * slope(0.0));
    let scale = 2.0 * half / f64::from(map.width);
    (x * scale - half, height(theta_of(TOP)) - y * scale)
}

/// Rings of path data made of `M`, `l`, `L`, `h`, `v` and `z`, as the catalogue's map has it.
fn rings(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut rings: Vec<Vec<(f64, f64)>> = Vec::new();
    let (mut pen, mut command) = ((0.0, 0.0), 'M');
    let mut numbers: Vec<f64> = Vec::new();
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            (command, rest) = (first, &rest[1..]);
            numbers.clear();
            if matches!(command, 'z' | 'Z')
                && let Some(ring) = rings.last_mut()
                && let Some(start) = ring.first().copied()
            {
                ring.push(start);
                pen = start;
            }
            continue;
        }
        let Some((number, after)) = number(rest) else {
            rest = &rest[first.len_utf8()..];
            continue;
        };
        rest = after;
        numbers.push(number);
        let to = match (command, numbers.as_slice()) {
            ('M' | 'L', [x, y]) => (*x, *y),
            ('m' | 'l', [dx, dy]) => (pen.0 + dx, pen.1 + dy),
            ('H', [x]) => (*x, pen.1),
            ('h', [dx]) => (pen.0 + dx, pen.1),
            ('V', [y]) => (pen.0, *y),
            ('v', [dy]) => (pen.0, pen.1 + dy),
            _ => continue,
        };
        numbers.clear();
        pen = to;
        match (command, rings.last_mut()) {
            // Further pairs after a move are lines.
            ('M' | 'm', _) => {
                rings.push(vec![pen]);
                command = if command == 'M' { 'L' } else { 'l' };
            }
            (_, Some(ring)) => ring.push(pen),
            (_, None) => rings.push(vec![pen]),
        }
    }
    rings
}

/// The number that a text begins with: `1.4.3` is two, `5-2` too.
fn number(text: &str) -> Option<(f64, &str)> {
    let mut seen_point = false;
    let length = text
        .char_indices()
        .take_while(|(at, one)| match one {
            '-' => *at == 0,
            '.' => !std::mem::replace(&mut seen_point, true),
            one => one.is_ascii_digit(),
        })
        .count();
    let found = text.get(..length)?.parse().ok()?;
    Some((found, &text[length..]))
}

/// The outlines of a country; none where the catalogue has none.
pub(crate) fn of_country(map: &WorldMap, iso3: &str) -> Vec<Vec<Position>> {
    let shapes = map.shapes.iter().filter(|(code, _)| code == iso3);
    let at = |place: &(f64, f64)| {
        let (x, y) = placed(map, *place);
        let (lon, lat) = undone(x, y);
        Position { lat, lon }
    };
    shapes.flat_map(|(_, path)| rings(path)).map(|ring| ring.iter().map(at).collect()).collect()
}

/// The outlines of countries as GeoJSON lines, to a hundredth of a degree.
pub(super) fn of_world(map: &WorldMap) -> String {
    let place = |at: &(f64, f64)| {
        let (x, y) = placed(map, *at);
        let (lon, lat) = undone(x, y);
        let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
        json!([round(lon), round(lat)])
    };
    let shapes = map.shapes.iter().flat_map(|(_, path)| rings(path));
    let lines: Vec<Value> = shapes.map(|ring| ring.iter().map(place).collect()).collect();
    json!({
        "type": "Feature",
        "properties": {},
        "geometry": { "type": "MultiLineString", "coordinates": lines },
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projection_is_undone() {
        for (lon, lat) in [(0.0, 0.0), (36.8, -1.29), (-120.0, 60.0), (179.0, 83.0), (10.0, -55.0)]
        {
            let theta = theta_of(lat);
            let lon = f64::to_radians(lon);
            let x = 2.0 * 3_f64.sqrt() * lon * theta.cos() / (3.0 * slope(theta));
            let (found, south) = undone(x, height(theta));
            assert!((found - lon.to_degrees()).abs() < 1e-6 && (south - lat).abs() < 1e-6, "{lat}");
        }
    }

    #[test]
    fn paths_are_followed() {
        let found = rings("M1 2l1 0 0-1.5.5zM10 10h2v-1H1z");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], [(1.0, 2.0), (2.0, 2.0), (2.0, 0.5), (1.0, 2.0)]);
        assert_eq!(found[1], [(10.0, 10.0), (12.0, 10.0), (12.0, 9.0), (1.0, 9.0), (10.0, 10.0)]);
    }

    /// Kenya is where it is: within a degree of its box.
    #[test]
    fn countries_are_in_their_places() {
        let catalogue = passerelle_desk::catalogue::Catalogue::read(None, false).unwrap();
        let path = &catalogue.map.shapes.iter().find(|(iso3, _)| iso3 == "KEN").unwrap().1;
        let places: Vec<(f64, f64)> = rings(path)
            .concat()
            .into_iter()
            .map(|at| placed(&catalogue.map, at))
            .map(|(x, y)| undone(x, y))
            .collect();
        let ends = |of: fn(&(f64, f64)) -> f64| {
            let all = || places.iter().map(of);
            (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max))
        };
        let ((west, east), (south, north)) = (ends(|at| at.0), ends(|at| at.1));
        assert!((west - 33.9).abs() < 1.0 && (east - 41.9).abs() < 1.0, "{west} {east}");
        assert!((south + 4.7).abs() < 1.0 && (north - 5.0).abs() < 1.0, "{south} {north}");
    }
}
