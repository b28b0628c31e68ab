//! A country's sites by area, drawn on the server: circles as large as there are sites, coloured by the share that is
//! connected, on the outline of the country.

use std::fmt::Write;

use passerelle_desk::catalogue::WorldMap;
use passerelle_desk::shown::AreaCount;
use passerelle_vocabulary::Position;

use crate::interactive::outlines_of;
use crate::words::Words;

/// Units along the longer side of the drawing.
const SIDE: f64 = 600.0;
/// The radius of the largest circle, and of the smallest.
const RADII: [f64; 2] = [26.0, 3.0];

/// A circle.
pub(super) struct Circle {
    pub x: String,
    pub y: String,
    pub radius: String,
    /// Of the steps of colour: 0 where nothing is told, 1 to 5 by fifths.
    pub class: usize,
    /// What it stands for, in words.
    pub told: String,
}

/// The drawing.
pub(super) struct AreaDrawing {
    pub width: u32,
    pub height: u32,
    /// The country's outline, as path data; empty where the catalogue has none.
    pub outline: String,
    /// The largest first, so that none hides another.
    pub circles: Vec<Circle>,
    pub legend: Vec<(usize, String)>,
    /// What is said of boundaries, where there is an outline.
    pub note: String,
}

impl AreaDrawing {
    /// Of the areas; `None` where there is none.
    pub fn new(w: &Words, map: &WorldMap, iso3: &str, areas: &[AreaCount]) -> Option<Self> {
        let outlines = outlines_of(map, iso3);
        let places = areas.iter().map(|area| area.middle);
        let corners = outlines.iter().flatten().copied().chain(places);
        let frame = Frame::around(corners)?;
        let mut outline = String::new();
        for ring in &outlines {
            for (at, place) in ring.iter().enumerate() {
                let (x, y) = frame.place(*place);
                // Writing to a string does not fail.
                let _ = write!(outline, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
            }
            outline.push('Z');
        }
        let most = areas.iter().map(|area| area.counted.sites).max()?.max(1) as f64;
        let mut areas: Vec<&AreaCount> = areas.iter().collect();
        areas.sort_by(|a, b| b.counted.sites.cmp(&a.counted.sites).then(a.name.cmp(&b.name)));
        let circles = areas.iter().map(|area| circle(w, &frame, most, area)).collect();
        let note = if outlines.is_empty() { String::new() } else { w.text(&map.note).to_owned() };
        let [width, height] = frame.size.map(|side| side.ceil() as u32);
        Some(Self { width, height, outline, circles, legend: legend(w), note })
    }
}

fn circle(w: &Words, frame: &Frame, most: f64, area: &AreaCount) -> Circle {
    let (x, y) = frame.place(area.middle);
    let counted = &area.counted;
    let radius = (RADII[0] * (counted.sites as f64 / most).sqrt()).max(RADII[1]);
    let share = counted.share();
    let class = share.map_or(0, |share| 1 + ((share * 5.0) as usize).min(4));
    let name = if area.name.is_empty() { w.t("places-no-area") } else { area.name.clone() };
    let said = [
        ("area", name.into()),
        ("n", counted.sites.into()),
        ("sites", w.whole(counted.sites).into()),
        ("told", if share.is_some() { "yes" } else { "no" }.into()),
        ("share", super::percent(w, share).into()),
    ];
    let told = w.say("places-circle", &said);
    Circle {
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        radius: format!("{radius:.1}"),
        class,
        told,
    }
}

fn legend(w: &Words) -> Vec<(usize, String)> {
    let fifth = |class: usize| {
        let (low, high) = ((class - 1) as f64 * 20.0, class as f64 * 20.0);
        let [low, high] = [low, high].map(|share| w.figure(share, "percent", 0));
        (class, w.t2("places-between", "low", low, "high", high))
    };
    let mut legend = vec![(0, w.t("places-untold"))];
    legend.extend((1..=5).map(fifth));
    legend
}

/// Where degrees are on the drawing: as wide as they are on the ground in the middle of it.
struct Frame {
    west: f64,
    north: f64,
    narrow: f64,
    scale: f64,
    size: [f64; 2],
}

impl Frame {
    fn around(corners: impl Iterator<Item = Position>) -> Option<Self> {
        let mut ends: Option<[f64; 4]> = None;
        for Position { lat, lon } in corners {
            let [west, south, east, north] = ends.unwrap_or([lon, lat, lon, lat]);
            ends = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        }
        let [west, south, east, north] = ends?;
        let narrow = f64::midpoint(south, north).to_radians().cos().max(0.05);
        let [wide, high] = [(east - west) * narrow, north - south].map(|side| side.max(0.1));
        // Room for half of the largest circle around.
        let scale = (SIDE - 2.0 * RADII[0]) / wide.max(high);
        let size = [wide, high].map(|side| side * scale + 2.0 * RADII[0]);
        Some(Self { west, north, narrow, scale, size })
    }

    fn place(&self, at: Position) -> (f64, f64) {
        let x = (at.lon - self.west) * self.narrow * self.scale + RADII[0];
        (x, (self.north - at.lat) * self.scale + RADII[0])
    }
}
