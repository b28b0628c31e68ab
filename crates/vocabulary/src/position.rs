//! A place on the Earth, and distances.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Mean radius of the Earth in metres (IUGG: (2a + b)/3 of WGS 84).
pub const EARTH_RADIUS: f64 = 6_371_008.8;

/// Degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
// In the API “Position” is a place in a ranking.
#[schema(as = Coordinates)]
pub struct Position {
    /// Latitude, −90 to 90, north is positive.
    pub lat: f64,
    /// Longitude, −180 to 180, east is positive.
    pub lon: f64,
}

impl Position {
    /// A place on the Earth; `None` where a degree is not a number or out of its range.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        on_earth.then_some(Self { lat, lon })
    }

    /// Metres to another place along the great circle (haversine, which stays exact for near places).
    pub fn distance(self, other: Self) -> f64 {
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |radians: f64| (radians / 2.0).sin().powi(2);
        let (dlat, dlon) = (other_lat - lat, (other.lon - self.lon).to_radians());
        let h = half(dlat) + lat.cos() * other_lat.cos() * half(dlon);
        2.0 * EARTH_RADIUS * h.sqrt().min(1.0).asin()
    }

    /// The same place as a unit vector: x towards 0°N 0°E, y towards 0°N 90°E, z towards the north pole.
    pub fn vector(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }
}

/// A shape on the Earth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub enum Geometry {
    /// One place.
    Point(Position),
    /// Ways, each of two places or more: a line, or the parts of a broken one.
    Lines(Vec<Vec<Position>>),
    /// Polygons: of each, the outer ring and then its holes. Rings are closed: the last place is the first.
    Polygons(Vec<Vec<Vec<Position>>>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_equator_is_a_quarter_of_the_circumference() {
        let (zero, quarter) = (Position { lat: 0.0, lon: 0.0 }, Position { lat: 0.0, lon: 90.0 });
        let expected = EARTH_RADIUS * std::f64::consts::FRAC_PI_2;
        assert!((zero.distance(quarter) - expected).abs() < 1e-6);
        let across = Position { lat: 0.0, lon: -179.5 }.distance(Position { lat: 0.0, lon: 179.5 });
        assert!((across - EARTH_RADIUS * 1f64.to_radians()).abs() < 1e-6, "{across}");
    }

    #[test]
    fn what_is_not_on_the_earth_is_no_position() {
        assert!(Position::new(90.0, -180.0).is_some());
        for (lat, lon) in [(90.1, 0.0), (0.0, 180.5), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Position::new(lat, lon).is_none(), "{lat} {lon}");
        }
    }
}
