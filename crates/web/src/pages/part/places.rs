//! Where a contribution is: its places on the outline of its country, drawn on the server.

use std::fmt::Write as _;

use passerelle_compact::initiative::InitiativePlace;
use passerelle_desk::catalogue::WorldMap;
use passerelle_vocabulary::Position;

use crate::interactive::outlines_of;
use crate::plan::drawing::{Frame, way};
use crate::words::Words;

/// Room around the drawing, for places at its edge.
const MARGIN: f64 = 16.0;

/// A small map of places.
pub(in super::super) struct PlacesDrawing {
    /// The edges of the drawing, as an SVG has them.
    pub view: String,
    pub width: u32,
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub label: String,
    /// The country's outline, as path data; empty where the catalogue has none.
    pub outline: String,
    /// Where, and the name.
    pub points: Vec<(String, String, String)>,
    /// What is said of boundaries, where there is an outline.
    pub note: String,
}

impl PlacesDrawing {
    /// Of those places that have a position, in a country where one is told; `None` where none has.
    pub fn new(w: &Words, map: &WorldMap, iso3: &str, places: &[InitiativePlace]) -> Option<Self> {
        let placed: Vec<(&str, Position)> =
            places.iter().filter_map(|one| Some((one.name.as_str(), one.position?))).collect();
        if placed.is_empty() {
            return None;
        }
        let outlines = outlines_of(map, iso3);
        let corners: Vec<Position> =
            outlines.iter().flatten().copied().chain(placed.iter().map(|(_, at)| *at)).collect();
        let frame = Frame::of(corners.iter().copied())?;
        let mut outline = String::new();
        for ring in &outlines {
            way(&mut outline, &frame, ring);
            outline.push('Z');
        }
        let width = corners.iter().map(|at| frame.at(*at).0).fold(1.0, f64::max) + 2.0 * MARGIN;
        let height = frame.height + 2.0 * MARGIN;
        let mut view = String::new();
        // Writing to a string does not fail.
        let _ = write!(view, "-{MARGIN:.0} -{MARGIN:.0} {width:.0} {height:.0}");
        let point = |(name, at): &(&str, Position)| {
            let (x, y) = frame.at(*at);
            (format!("{x:.1}"), format!("{y:.1}"), (*name).to_owned())
        };
        let names: Vec<&str> = placed.iter().map(|(name, _)| *name).take(20).collect();
        Some(Self {
            view,
            width: width as u32,
            height: height as u32,
            label: w.t2("part-map-label", "n", placed.len(), "names", names.join(", ")),
            points: placed.iter().map(point).collect(),
            note: if outlines.is_empty() { String::new() } else { w.text(&map.note).to_owned() },
            outline,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_on_the_drawing_of_their_country() {
        let catalogue = passerelle_desk::catalogue::Catalogue::read(None, false).unwrap();
        let w = Words::of("fr").unwrap();
        let place = |name: &str, at: Option<(f64, f64)>| InitiativePlace {
            name: name.to_owned(),
            position: at.and_then(|(lat, lon)| Position::new(lat, lon)),
        };
        let places =
            [place("Kisumu", Some((-0.09, 34.77))), place("Mombasa", Some((-4.05, 39.67)))];
        let drawing = PlacesDrawing::new(w, &catalogue.map, "KEN", &places).unwrap();
        assert!(!drawing.outline.is_empty() && !drawing.note.is_empty());
        assert!(drawing.label.contains("Kisumu") && drawing.label.contains("Mombasa"));
        let at = |at: usize| -> (f64, f64) {
            let (x, y, _) = &drawing.points[at];
            (x.parse().unwrap(), y.parse().unwrap())
        };
        let ((west, north), (east, south)) = (at(0), at(1));
        assert!(west < east && north < south);
        for (x, y) in [(west, north), (east, south)] {
            assert!((0.0..f64::from(drawing.width)).contains(&x));
            assert!((0.0..f64::from(drawing.height)).contains(&y));
        }
        // Without an outline they are drawn all the same; without a position nothing is.
        assert!(PlacesDrawing::new(w, &catalogue.map, "", &places).unwrap().outline.is_empty());
        assert!(PlacesDrawing::new(w, &catalogue.map, "KEN", &[place("Siaya", None)]).is_none());
    }
}
