//! Shapes as GeoJSON writes them (RFC 7946, 3.1), from any order of their members.
//!
//! Coordinates are nested lists whose depth says what they are. They are read flat: positions one after
//! another, and where each list of each depth ends; so a shape of a million positions is two allocations.

use std::cell::Cell;
use std::fmt;

use passerelle_vocabulary::{Geometry, Position};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::statistics::written;

/// How the numbers of a file are turned into degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reference {
    /// Longitude and latitude of WGS 84.
    #[default]
    Degrees,
    /// Metres of the web's Mercator projection (EPSG:3857).
    WebMercator,
}

impl Reference {
    /// By the name in a file: `urn:ogc:def:crs:OGC:1.3:CRS84`, `EPSG:3857`. `None`: not known here.
    pub fn of(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        let last = upper.rsplit([':', '/', '#']).next().unwrap_or_default();
        match last {
            "CRS84" | "CRS84H" | "4326" | "WGS84" | "4979" => Some(Self::Degrees),
            "3857" | "900913" | "3785" | "102100" => Some(Self::WebMercator),
            _ => None,
        }
    }

    fn position(self, [x, y]: [f64; 2]) -> Option<Position> {
        match self {
            Self::Degrees => Position::new(y, x),
            Self::WebMercator => {
                const RADIUS: f64 = 6_378_137.0;
                let lat = 2.0 * (y / RADIUS).exp().atan() - std::f64::consts::FRAC_PI_2;
                Position::new(lat.to_degrees(), (x / RADIUS).to_degrees())
            }
        }
    }
}

/// Nested lists of numbers, flat.
#[derive(Debug, Default)]
pub(super) struct Flat {
    positions: Vec<[f64; 2]>,
    /// Of lists of positions, of lists of those, and so on: where each ends, in what is one depth below.
    ends: [Vec<u32>; 3],
    /// 0 for a position, 1 for a list of positions…
    depth: Option<usize>,
    /// Lists of unequal depths, something that is no number, a position of one number.
    broken: bool,
}

impl Flat {
    fn close(&mut self, depth: usize) {
        let below = match depth {
            1 => self.positions.len(),
            deeper => self.ends[deeper - 2].len(),
        };
        self.ends[depth - 1].push(u32::try_from(below).unwrap_or(u32::MAX));
    }

    /// The lists of one depth: ranges of what is below.
    fn lists(&self, depth: usize) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut start = 0;
        self.ends[depth - 1].iter().map(move |end| {
            let list = start..*end as usize;
            start = *end as usize;
            list
        })
    }
}

/// A shape as it is written.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub kind: String,
    flat: Flat,
    members: Vec<Shape>,
}

/// Positions that a file may still have.
pub(super) struct Left(pub Cell<u64>);

impl Left {
    fn take(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left > 0
    }
}

impl Shape {
    /// A shape of this type.
    pub fn of(kind: String, flat: Flat) -> Self {
        Self { kind, flat, members: Vec::new() }
    }

    /// Places, lines and areas of it. `Err`: it is not what its type says.
    pub fn geometries(&self, reference: Reference) -> Result<Vec<Geometry>, ()> {
        let mut found = Vec::new();
        self.add_to(&mut found, reference)?;
        Ok(found)
    }

    /// A single position that is not on the Earth, as text: whoever knows the country may see what was meant.
    pub fn odd_point(&self) -> Option<String> {
        let [x, y] = *self.flat.positions.first()?;
        let alone = self.kind == "Point" && self.flat.depth == Some(0) && !self.flat.broken;
        alone.then(|| format!("POINT ({} {})", written(x), written(y)))
    }

    fn add_to(&self, found: &mut Vec<Geometry>, reference: Reference) -> Result<(), ()> {
        if self.kind == "GeometryCollection" {
            return self.members.iter().try_for_each(|one| one.add_to(found, reference));
        }
        let flat = &self.flat;
        if flat.broken {
            return Err(());
        }
        // Without coordinates there is no shape (RFC 7946, 3.1).
        let Some(depth) = flat.depth else { return Ok(()) };
        let read = |one: &[f64; 2]| reference.position(*one).ok_or(());
        let line = |list: std::ops::Range<usize>| {
            flat.positions[list].iter().map(read).collect::<Result<Vec<_>, ()>>()
        };
        let lines = |list: std::ops::Range<usize>| {
            flat.lists(1)
                .skip(list.start)
                .take(list.len())
                .map(line)
                .collect::<Result<Vec<_>, ()>>()
        };
        let all = || flat.lists(1).map(line).collect::<Result<Vec<_>, ()>>();
        match (self.kind.as_str(), depth) {
            ("Point", 0) | ("MultiPoint", 1) => {
                for one in &flat.positions {
                    found.push(Geometry::Point(read(one)?));
                }
            }
            ("LineString", 1) | ("MultiLineString", 2) => found.push(Geometry::Lines(all()?)),
            ("Polygon", 2) => found.push(Geometry::Polygons(vec![all()?])),
            ("MultiPolygon", 3) => {
                let areas = flat.lists(2).map(lines).collect::<Result<Vec<_>, ()>>()?;
                found.push(Geometry::Polygons(areas));
            }
            _ => return Err(()),
        }
        Ok(())
    }
}

/// Reads a shape, or nothing where there is none.
pub(super) struct ShapeSeed<'l>(pub &'l Left);

impl<'de> DeserializeSeed<'de> for ShapeSeed<'_> {
    type Value = Option<Shape>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ShapeSeed<'_> {
    type Value = Option<Shape>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut shape = Shape::default();
        while let Some(member) = map.next_key::<String>()? {
            match member.as_str() {
                "type" => shape.kind = map.next_value()?,
                "coordinates" => {
                    map.next_value_seed(CoordinatesSeed { left: self.0, flat: &mut shape.flat })?;
                }
                "geometries" => map.next_value_seed(MembersSeed(self.0, &mut shape.members))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Some(shape))
    }
}

struct MembersSeed<'l>(&'l Left, &'l mut Vec<Shape>);

impl<'de> DeserializeSeed<'de> for MembersSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for MembersSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of geometries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(member) = seq.next_element_seed(ShapeSeed(self.0))? {
            if !self.0.take() {
                return Err(de::Error::custom(TOO_MANY));
            }
            self.1.extend(member);
        }
        Ok(())
    }
}

/// Said where a file has more positions than it may.
pub(super) const TOO_MANY: &str = "too many positions";

/// The `coordinates` of a shape.
pub(super) struct CoordinatesSeed<'l> {
    pub left: &'l Left,
    pub flat: &'l mut Flat,
}

impl<'de> DeserializeSeed<'de> for CoordinatesSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let found = deserializer.deserialize_any(Nested { left: self.left, flat: self.flat })?;
        match found {
            Found::List(depth) => self.flat.depth = depth,
            Found::Nothing => {}
            Found::Number(_) | Found::Other => self.flat.broken = true,
        }
        Ok(())
    }
}

enum Found {
    Number(f64),
    /// A list of this depth; one that is empty has none.
    List(Option<usize>),
    Nothing,
    Other,
}

/// A number, or a list of numbers or lists.
struct Nested<'l> {
    left: &'l Left,
    flat: &'l mut Flat,
}

impl<'de> DeserializeSeed<'de> for Nested<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers in lists")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Found, E> {
        Ok(Found::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Found, E> {
        Ok(Found::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Found, E> {
        Ok(Found::Number(number as f64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        // Some programs write numbers as texts.
        Ok(text.trim().parse().map_or(Found::Other, Found::Number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Found::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Found, A::Error> {
        let Self { left, flat } = self;
        let (mut numbers, mut count, mut depth) = ([0.0; 2], 0, None);
        while let Some(found) = seq.next_element_seed(Nested { left, flat: &mut *flat })? {
            match found {
                Found::Number(number) => {
                    if let Some(slot) = numbers.get_mut(count) {
                        *slot = number;
                    }
                    count += 1;
                }
                Found::List(Some(below)) => {
                    flat.broken |= depth.is_some_and(|known| known != below);
                    depth = Some(below);
                }
                // An empty list among others is a part without anything in it.
                Found::List(None) => {}
                Found::Nothing | Found::Other => flat.broken = true,
            }
        }
        match (count, depth) {
            (0, None) => Ok(Found::List(None)),
            (0, Some(below)) if below < flat.ends.len() => {
                flat.close(below + 1);
                Ok(Found::List(Some(below + 1)))
            }
            (2.., None) => {
                if !left.take() {
                    return Err(de::Error::custom(TOO_MANY));
                }
                flat.positions.push(numbers);
                Ok(Found::List(Some(0)))
            }
            _ => {
                flat.broken = true;
                Ok(Found::List(depth))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Geometry>, ()> {
        let left = Left(Cell::new(100));
        let mut json = serde_json::Deserializer::from_str(text);
        let shape = ShapeSeed(&left).deserialize(&mut json).map_err(drop)?;
        shape.map_or(Ok(Vec::new()), |shape| shape.geometries(Reference::Degrees))
    }

    fn at(lon: f64, lat: f64) -> Position {
        Position { lat, lon }
    }

    #[test]
    fn every_type_is_read_in_any_order_of_its_members() {
        let point = |lon, lat| Geometry::Point(at(lon, lat));
        let line = vec![at(1.0, 2.0), at(3.0, 4.0)];
        let ring = vec![at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(0.0, 0.0)];
        let text = "[[0,0],[1,0],[0,1],[0,0]]";
        for (written, expected) in [
            (r#"{"type":"Point","coordinates":[1,2,300]}"#.to_owned(), vec![point(1.0, 2.0)]),
            (r#"{"coordinates":["1","2.0"],"type":"Point"}"#.to_owned(), vec![point(1.0, 2.0)]),
            (
                r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#.to_owned(),
                vec![point(1.0, 2.0), point(3.0, 4.0)],
            ),
            (
                r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#.to_owned(),
                vec![Geometry::Lines(vec![line.clone()])],
            ),
            (
                r#"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[],[[1,2],[3,4]]]}"#
                    .to_owned(),
                vec![Geometry::Lines(vec![line.clone(), line.clone()])],
            ),
            (
                format!(r#"{{"type":"Polygon","coordinates":[{text}]}}"#),
                vec![Geometry::Polygons(vec![vec![ring.clone()]])],
            ),
            (
                format!(r#"{{"coordinates":[[{text}],[{text},{text}]],"type":"MultiPolygon"}}"#),
                vec![Geometry::Polygons(vec![vec![ring.clone()], vec![ring.clone(), ring]])],
            ),
            (
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},null]}"#
                    .to_owned(),
                vec![point(1.0, 2.0)],
            ),
            (r#"{"type":"Point","coordinates":[]}"#.to_owned(), vec![]),
            ("null".to_owned(), vec![]),
        ] {
            assert_eq!(read(&written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_shape_is_told() {
        for written in [
            r#"{"type":"Point","coordinates":[[1,2]]}"#,
            r#"{"type":"Point","coordinates":[1]}"#,
            r#"{"type":"Point","coordinates":[1,null]}"#,
            r#"{"type":"Point","coordinates":7}"#,
            r#"{"type":"Point","coordinates":[1,91]}"#,
            r#"{"type":"LineString","coordinates":[[1,2],3]}"#,
            r#"{"type":"LineString","coordinates":[[1,2],[[3,4]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[[1,2]]]]]}"#,
            r#"{"type":"Circle","coordinates":[1,2]}"#,
            r#"{"coordinates":[1,2]}"#,
        ] {
            assert_eq!(read(written), Err(()), "{written}");
        }
        let many = vec!["[1,2]"; 101].join(",");
        assert_eq!(read(&format!(r#"{{"type":"MultiPoint","coordinates":[{many}]}}"#)), Err(()));
    }

    #[test]
    fn metres_of_the_web_become_degrees() {
        let reference = Reference::of("urn:ogc:def:crs:EPSG::3857").unwrap();
        let found = reference.position([-1_882_295.368_7, 3_848_524.568_2]).unwrap();
        assert!(
            (found.lon - -16.909).abs() < 1e-3 && (found.lat - 32.6469).abs() < 1e-3,
            "{found:?}"
        );
        assert_eq!(Reference::of("urn:ogc:def:crs:OGC:1.3:CRS84"), Some(Reference::Degrees));
        assert_eq!(Reference::of("EPSG:32737"), None);
    }
}
