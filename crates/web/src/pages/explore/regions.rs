//! The map of the places within one, coloured by whoever is chosen.

use passerelle_desk::explore::Exploration;
use passerelle_vocabulary::place::country_of;
use passerelle_vocabulary::{Observation, Status};

use super::Wording;
use crate::pages::map::{OUTDATED, cuts_of, legend, step_of};

/// The places within, drawn; the list beside it says the same.
pub(super) struct Map {
    pub width: u32,
    pub height: u32,
    pub shapes: Vec<Shape>,
    pub legend: Vec<(usize, String)>,
    pub outlines: String,
    pub note: String,
}

/// A place on the map.
pub(super) struct Shape {
    pub class: usize,
    pub name: String,
    pub path: String,
}

impl Wording<'_> {
    /// The map of the places within, where the catalogue has outlines of any of them.
    pub(super) fn map(self, found: &Exploration) -> Option<Map> {
        let Self { app, w, indicator, .. } = self;
        let country = country_of(&found.place)?;
        let outlines = app.desk.catalogue.area_maps.get(country)?;
        let figure = |place: &str| found.areas.iter().find(|area| area.place == place);
        let within: Vec<(&Observation, &str)> = outlines
            .shapes
            .iter()
            .filter_map(|(place, path)| Some((figure(place)?, path.as_str())))
            .collect();
        if within.is_empty() {
            return None;
        }
        let sure = |area: &Observation| area.value.filter(|_| area.status != Status::Unreliable);
        let cuts = cuts_of(indicator, found.areas.iter().filter_map(sure).collect());
        let class = |place: &str| match figure(place) {
            Some(area) if area.value.is_some() && area.status == Status::Unreliable => OUTDATED,
            Some(area) => area.value.map_or(0, |value| step_of(&cuts, value)),
            None => 0,
        };
        let name = |place: &str| app.desk.catalogue.place_name(place, w.lang()).into_owned();
        let shape = |(place, path): &(String, String)| Shape {
            class: class(place),
            name: name(place),
            path: path.clone(),
        };
        let mut legend = legend(w, indicator, &cuts, None);
        if found.areas.iter().any(|area| class(&area.place) == OUTDATED) {
            legend.insert(1, (OUTDATED, w.t("explore-map-unreliable")));
        }
        Some(Map {
            width: outlines.width,
            height: outlines.height,
            shapes: outlines.shapes.iter().map(shape).collect(),
            legend,
            outlines: w.t1("map-outlines", "source", outlines.source.as_str()),
            note: w.text(&app.desk.catalogue.map.note).to_owned(),
        })
    }
}
