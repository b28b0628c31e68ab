//! Where a site can be: the box of a country, or its areas with their outlines.

use passerelle_vocabulary::{Geometry, Position};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Metres beyond an outline within which a site is believed: outlines are drawn more coarsely than sites are
/// measured.
pub const NEAR: f64 = 5_000.0;

/// Edges of outlines are kept by bands of latitude; there are not more than this many.
const BANDS: usize = 4_096;
/// Bands that an edge reaches, on average over all of them, at the most.
const SPAN: f64 = 16.0;
/// Metres of a degree of latitude.
const DEGREE: f64 = passerelle_vocabulary::position::EARTH_RADIUS * std::f64::consts::PI / 180.0;

/// A box of degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DegreeBox {
    /// Western edge; greater than the eastern one where the box crosses the antimeridian.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl DegreeBox {
    /// Whether a place is in it, its edges included.
    pub fn contains(&self, at: Position) -> bool {
        let between = if self.west <= self.east {
            (self.west..=self.east).contains(&at.lon)
        } else {
            at.lon >= self.west || at.lon <= self.east
        };
        between && (self.south..=self.north).contains(&at.lat)
    }
}

/// Where a place lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lies {
    /// Within; in this area where areas are known.
    Inside(Option<usize>),
    /// Beyond an outline, by these metres, [`NEAR`] at the most; by this area.
    Near(usize, f64),
    /// Elsewhere.
    Outside,
    /// Nobody knows: there is neither a box nor an area.
    Unknown,
}

impl Lies {
    /// Whether a site there is believed to be in the country.
    pub fn is_believed(self) -> bool {
        !matches!(self, Self::Outside)
    }

    /// The area around it, or the nearest one just beyond whose outline it lies.
    pub fn area(self) -> Option<usize> {
        match self {
            Self::Inside(area) => area,
            Self::Near(area, _) => Some(area),
            Self::Outside | Self::Unknown => None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    area: u32,
    from: (f64, f64),
    to: (f64, f64),
}

/// A country, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Territory {
    frame: Option<DegreeBox>,
    names: Vec<String>,
    bands: Vec<Vec<Edge>>,
    south: f64,
    /// Degrees of a band.
    height: f64,
}

impl Territory {
    /// A country of which only its box is known.
    pub fn of_box(frame: DegreeBox) -> Self {
        Self { frame: Some(frame), ..Self::default() }
    }

    /// A country by the outlines of its areas, each with its name. What is not an area is passed over.
    pub fn of_areas<'g>(areas: impl IntoIterator<Item = (String, &'g Geometry)>) -> Self {
        let (mut names, mut edges) = (Vec::new(), Vec::new());
        for (name, geometry) in areas {
            let Geometry::Polygons(polygons) = geometry else { continue };
            let area = u32::try_from(names.len()).unwrap_or(u32::MAX);
            names.push(name);
            for ring in polygons.iter().flatten() {
                let closing = ring.last().zip(ring.first()).map(|(last, first)| [*last, *first]);
                let pairs = ring.windows(2).map(|pair| [pair[0], pair[1]]).chain(closing);
                let plane = |at: Position| (at.lon, at.lat);
                edges.extend(pairs.filter(|[a, b]| a != b).map(|[a, b]| Edge {
                    area,
                    from: plane(a),
                    to: plane(b),
                }));
            }
        }
        let mut territory = Self { names, ..Self::default() };
        territory.sort(edges);
        territory
    }

    fn sort(&mut self, edges: Vec<Edge>) {
        let lats = || edges.iter().flat_map(|edge| [edge.from.1, edge.to.1]);
        let (south, north) = (lats().fold(90.0, f64::min), lats().fold(-90.0, f64::max));
        if edges.is_empty() {
            return;
        }
        // An edge is kept in each band that it reaches: where edges are as tall as the country, bands are few, so that
        // what is kept stays a few times the edges.
        let height: f64 = edges.iter().map(|edge| (edge.from.1 - edge.to.1).abs()).sum();
        let sparing = (SPAN * edges.len() as f64 * (north - south) / height.max(1e-9)) as usize;
        let fine = (edges.len() as f64).sqrt() as usize * 8;
        let count = fine.min(sparing).clamp(1, BANDS);
        (self.south, self.height) = (south, ((north - south) / count as f64).max(1e-9));
        self.bands = vec![Vec::new(); count];
        for edge in edges {
            let (low, high) = (edge.from.1.min(edge.to.1), edge.from.1.max(edge.to.1));
            for band in self.band(low)..=self.band(high) {
                self.bands[band].push(edge);
            }
        }
    }

    fn band(&self, lat: f64) -> usize {
        let band = ((lat - self.south) / self.height).max(0.0) as usize;
        band.min(self.bands.len().saturating_sub(1))
    }

    /// Whether anything is known of where sites can be.
    pub fn is_known(&self) -> bool {
        self.frame.is_some() || !self.bands.is_empty()
    }

    /// Names of the areas.
    pub fn areas(&self) -> &[String] {
        &self.names
    }

    /// Where a place lies.
    pub fn find(&self, at: Position) -> Lies {
        if self.bands.is_empty() {
            return match self.frame {
                None => Lies::Unknown,
                Some(frame) if frame.contains(at) => Lies::Inside(None),
                Some(_) => Lies::Outside,
            };
        }
        if let Some(area) = self.area_of(at) {
            return Lies::Inside(Some(area));
        }
        match self.nearest(at) {
            Some((area, metres)) if metres <= NEAR => Lies::Near(area, metres),
            _ => Lies::Outside,
        }
    }

    /// Places with latitude and longitude the other way round, where that, and only that, brings any of them into the
    /// country.
    pub fn swapped_in(&self, places: &[(f64, f64)]) -> Option<Vec<Position>> {
        let is_out = |(lat, lon): &(f64, f64)| {
            Position::new(*lat, *lon).is_none_or(|at| self.find(at) == Lies::Outside)
        };
        if !self.is_known() || places.is_empty() || !places.iter().all(is_out) {
            return None;
        }
        let swapped: Option<Vec<Position>> =
            places.iter().map(|(lat, lon)| Position::new(*lon, *lat)).collect();
        swapped.filter(|places| places.iter().any(|at| self.find(*at).is_believed()))
    }

    /// The area around a place: a line from it to the west crosses an odd number of the area's edges.
    fn area_of(&self, at: Position) -> Option<usize> {
        if at.lat < self.south || at.lat > self.south + self.height * self.bands.len() as f64 {
            return None;
        }
        let mut odd: Vec<u32> = Vec::new();
        for edge in &self.bands[self.band(at.lat)] {
            let ((x1, y1), (x2, y2)) = (edge.from, edge.to);
            if (y1 > at.lat) == (y2 > at.lat) {
                continue;
            }
            if at.lon < (x2 - x1) * (at.lat - y1) / (y2 - y1) + x1 {
                match odd.iter().position(|area| *area == edge.area) {
                    Some(known) => drop(odd.swap_remove(known)),
                    None => odd.push(edge.area),
                }
            }
        }
        odd.into_iter().min().map(|area| area as usize)
    }

    /// The nearest outline and the metres to it, as far as it is not farther than [`NEAR`].
    fn nearest(&self, at: Position) -> Option<(usize, f64)> {
        let reach = NEAR / DEGREE;
        let shrink = at.lat.to_radians().cos();
        let (low, high) = (self.band(at.lat - reach), self.band(at.lat + reach));
        let mut best: Option<(usize, f64)> = None;
        for edge in self.bands.get(low..=high)?.iter().flatten() {
            let plane = |(x, y): (f64, f64)| ((x - at.lon) * shrink, y - at.lat);
            let metres = from_origin(plane(edge.from), plane(edge.to)) * DEGREE;
            if best.is_none_or(|(_, least)| metres < least) {
                best = Some((edge.area as usize, metres));
            }
        }
        best
    }
}

/// The distance from 0, 0 to a stretch of a line.
fn from_origin((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (-(x1 * dx + y1 * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x1 + along * dx).hypot(y1 + along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    fn square(south: f64, west: f64, size: f64) -> Vec<Position> {
        let (north, east) = (south + size, west + size);
        vec![at(south, west), at(south, east), at(north, east), at(north, west), at(south, west)]
    }

    fn country() -> Territory {
        let holed = vec![square(0.0, 0.0, 4.0), square(1.0, 1.0, 2.0)];
        let one = Geometry::Polygons(vec![holed]);
        // Two parts, one ring of which is not closed.
        let open = square(10.0, 10.0, 1.0)[..4].to_vec();
        let two = Geometry::Polygons(vec![vec![square(0.0, 4.0, 4.0)], vec![open]]);
        Territory::of_areas([("one".to_owned(), &one), ("two".to_owned(), &two)])
    }

    #[test]
    fn a_place_is_found_in_its_area() {
        let country = country();
        for (lat, lon, area) in
            [(0.5, 0.5, Some(0)), (3.5, 2.0, Some(0)), (2.0, 6.0, Some(1)), (10.5, 10.5, Some(1))]
        {
            assert_eq!(country.find(at(lat, lon)), Lies::Inside(area), "{lat} {lon}");
        }
        for (lat, lon) in [(2.0, 2.0), (-1.0, 2.0), (5.0, 5.0), (50.0, 5.0), (90.0, 0.0)] {
            assert_eq!(country.find(at(lat, lon)), Lies::Outside, "{lat} {lon}");
        }
    }

    #[test]
    fn just_beyond_the_outline_is_near() {
        let Lies::Near(area, metres) = country().find(at(10.5, 11.01)) else { panic!() };
        assert_eq!(area, 1);
        assert!((metres - 0.01 * 10.5f64.to_radians().cos() * DEGREE).abs() < 1.0, "{metres}");
        assert!(matches!(country().find(at(-0.04, 2.0)), Lies::Near(0, _)));
        assert_eq!(country().find(at(-0.05, 2.0)), Lies::Outside);
    }

    #[test]
    fn outlines_of_tall_edges_are_kept_a_few_times() {
        // A saw: each edge goes from the south to the north.
        let many = 20_000;
        let saw = (0..many).map(|at| at_lat(if at % 2 == 0 { 0.0 } else { 4.0 }, at, many));
        let ring: Vec<Position> = saw.collect();
        let country = Territory::of_areas([(String::new(), &Geometry::Polygons(vec![vec![ring]]))]);
        let kept: usize = country.bands.iter().map(Vec::len).sum();
        assert!(kept <= 20 * many as usize, "{kept}");
        // A real outline is kept fine: bands are many.
        let circle = (0..many).map(|step| {
            let (sin, cos) = (f64::from(step) * 1e-3).sin_cos();
            at(2.0 + sin, 2.0 + cos)
        });
        let ring: Vec<Position> = circle.collect();
        let country = Territory::of_areas([(String::new(), &Geometry::Polygons(vec![vec![ring]]))]);
        assert!(country.bands.len() > 1_000, "{}", country.bands.len());
    }

    fn at_lat(lat: f64, step: i32, many: i32) -> Position {
        at(lat, 40.0 * f64::from(step) / f64::from(many))
    }

    #[test]
    fn a_box_may_cross_the_antimeridian() {
        let fiji = DegreeBox { west: 176.8, south: -21.1, east: -178.2, north: -12.4 };
        let country = Territory::of_box(fiji);
        assert_eq!(country.find(at(-18.0, 178.0)), Lies::Inside(None));
        assert_eq!(country.find(at(-18.0, -179.0)), Lies::Inside(None));
        assert_eq!(country.find(at(-18.0, 0.0)), Lies::Outside);
        assert_eq!(Territory::default().find(at(0.0, 0.0)), Lies::Unknown);
    }
}
