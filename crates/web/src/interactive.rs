//! The interactive map: a part of a page that a reader opened for it.
//!
//! The page says what is drawn ([`InteractiveMap::new`]), its template includes `interactive_head.html` in its head and
//! `interactive_map.html` where the map is, and its answer goes out with `crate::serve::MAP_POLICY`
//! ([`InteractiveMap::page`]). Scripts, styles and tiles come from this node and from nowhere else; there is no
//! background of someone else's. What the map shows is on another page without a script, to which this one leads.

mod assets;
mod outlines;

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use passerelle_desk::catalogue::WorldMap;
use passerelle_desk::plans::connectivity::territory::DegreeBox;
use serde::Serialize;
use serde_json::{Value, json};

use crate::serve::MAP_POLICY;
use crate::words::Words;

pub(crate) use assets::{
    address as file, answer as asset, part_style, plans_style, style, voice_style,
};
pub(crate) use outlines::of_country as outlines_of;

/// Where the outlines of countries are.
pub(crate) const OUTLINES: &str = "/assets/outlines.json";

/// A layer of the tiles, and how it is drawn and told.
#[derive(Debug, Clone, Serialize)]
pub struct MapLayer {
    /// Its name in the tiles.
    pub name: &'static str,
    /// What its shapes are, after a number: “sites”.
    pub label: String,
    /// The property that gives a shape its colour; none where all have one.
    pub by: Option<&'static str>,
    /// Its values, with their words.
    pub classes: Vec<MapClass>,
    /// The swatch of what has none of these values.
    pub other: &'static str,
    /// Whether it stays in the background.
    pub soft: bool,
    /// The property that is a shape's name.
    pub title: &'static str,
    /// What else is told of a shape.
    pub fields: Vec<MapField>,
    /// Where more is told of a shape: an address that a property ends.
    pub link: Option<MapLink>,
}

/// A value that gives a colour.
#[derive(Debug, Clone, Serialize)]
pub struct MapClass {
    /// As the tiles hold it.
    pub value: &'static str,
    /// The class of its colour: `fibre`, `yes`.
    pub swatch: &'static str,
    /// In words.
    pub label: String,
}

/// A property that is told.
#[derive(Debug, Clone, Serialize)]
pub struct MapField {
    /// As the tiles hold it.
    pub property: &'static str,
    /// In words.
    pub label: String,
    /// Values that are codes, with their words.
    pub values: serde_json::Map<String, Value>,
}

/// An address that a property ends.
#[derive(Debug, Clone, Serialize)]
pub struct MapLink {
    /// Which property.
    pub property: &'static str,
    /// What comes before it.
    pub before: String,
}

/// What the templates need.
pub struct InteractiveMap {
    /// What the map is called by those who do not see it.
    pub label: String,
    /// What the script is told, as JSON.
    pub data: Value,
    /// Swatches and their words.
    pub legend: Vec<(&'static str, String)>,
    /// What is said of boundaries.
    pub note: String,
    /// The style of the library.
    pub library_style: &'static str,
    /// The style of pages of maps.
    pub style: &'static str,
    /// The script that reads archives of tiles.
    pub archive_script: &'static str,
    /// The script that draws.
    pub script: &'static str,
}

/// Names of the library's controls that are read out, and their words.
const CONTROLS: [(&str, &str); 5] = [
    ("NavigationControl.ZoomIn", "imap-zoom-in"),
    ("NavigationControl.ZoomOut", "imap-zoom-out"),
    ("Popup.Close", "imap-close"),
    ("Map.Title", "imap-title"),
    ("ScaleControl.Kilometers", "imap-km"),
];

impl InteractiveMap {
    /// A map of the tiles at an address of this node, with its layers from the lowest. `label`: what it shows.
    pub fn new(
        w: &'static Words,
        world: &WorldMap,
        tiles: &str,
        label: String,
        layers: &[MapLayer],
    ) -> Self {
        let mut legend: Vec<(&'static str, String)> = Vec::new();
        for layer in layers.iter().rev() {
            let own = layer.classes.iter().map(|class| (class.swatch, class.label.clone()));
            let other = match layer.classes.is_empty() {
                true => (layer.other, layer.label.clone()),
                false => (layer.other, w.t("imap-not-told")),
            };
            for (swatch, text) in own.chain([other]) {
                if !legend.iter().any(|(known, _)| *known == swatch) {
                    legend.push((swatch, text));
                }
            }
        }
        let controls: serde_json::Map<String, Value> =
            CONTROLS.iter().map(|(name, word)| ((*name).to_owned(), w.t(word).into())).collect();
        let data = json!({
            "lang": w.code(),
            "tiles": tiles,
            "library": assets::address("maplibre-gl.mjs"),
            "worker": assets::address("maplibre-gl-worker.mjs"),
            "outlines": OUTLINES,
            "layers": layers,
            "controls": controls,
            "words": {
                "more": w.t("imap-more"),
                "nothing": w.t("imap-nothing"),
                "drawn": w.t("imap-drawn"),
                "failed": w.t("imap-failed"),
            },
        });
        Self {
            label,
            data,
            legend,
            note: w.text(&world.note).to_owned(),
            library_style: assets::address("maplibre-gl.css"),
            style: assets::style(),
            archive_script: assets::address("pmtiles.js"),
            script: assets::address("interactive.js"),
        }
    }

    /// The same, showing what lies between these edges at first; without them, all that the tiles hold.
    #[must_use]
    pub fn framed(mut self, edges: &DegreeBox) -> Self {
        let DegreeBox { west, south, east, north } = *edges;
        let east = if east < west { east + 360.0 } else { east };
        self.data["bounds"] = json!([west, south, east, north]);
        self
    }

    /// A page with the map in it, under the policy that lets it draw.
    pub fn page(html: Html<String>) -> Response {
        let policy = HeaderValue::from_static(MAP_POLICY);
        ([(header::CONTENT_SECURITY_POLICY, policy)], html).into_response()
    }
}

/// The layers of a plan's map ([`passerelle_desk::plans`] writes it as `map.pmtiles`): the network that exists, the fibre
/// to build, sites by how they are connected.
pub fn plan_layers(w: &Words) -> Vec<MapLayer> {
    let class = |code: &'static str| {
        let label = w.t(&format!("plan-technology-{code}"));
        MapClass { value: code, swatch: code, label }
    };
    let technologies = ["fibre", "radio", "cellular", "satellite"];
    let words = technologies.map(|code| (code, format!("plan-technology-{code}")));
    let words: Vec<(&str, &str)> =
        words.iter().map(|(code, word)| (*code, word.as_str())).collect();
    let already = [("true", "plan-technology-already"), ("false", "imap-planned")];
    let layer = |name: &'static str, label: &str, other: &'static str| MapLayer {
        name,
        label: w.t(label),
        by: None,
        classes: Vec::new(),
        other,
        soft: false,
        title: "name",
        fields: Vec::new(),
        link: None,
    };
    let network = MapLayer {
        soft: true,
        fields: vec![field(w, "operator_name", "sites-role-operator", &[])],
        ..layer("network", "imap-network", "network")
    };
    let lines = MapLayer {
        title: "order",
        fields: vec![
            field(w, "metres", "imap-metres", &[]),
            field(w, "sites_beyond", "imap-beyond", &[]),
            field(w, "year", "imap-year", &[]),
        ],
        ..layer("lines", "imap-lines", "lines")
    };
    let sites = MapLayer {
        by: Some("technology"),
        classes: technologies.map(class).to_vec(),
        fields: vec![
            field(w, "technology", "places-technology", &words),
            field(w, "connected_already", "places-status", &already),
            field(w, "people", "places-people", &[]),
            field(w, "order", "imap-order", &[]),
            field(w, "year", "imap-year", &[]),
        ],
        ..layer("sites", "places-sites", "unknown")
    };
    vec![network, lines, sites]
}

/// A property with its words, and those of its values.
pub fn field(w: &Words, property: &'static str, label: &str, values: &[(&str, &str)]) -> MapField {
    let values = values.iter().map(|(code, word)| ((*code).to_owned(), w.t(word).into()));
    MapField { property, label: w.t(label), values: values.collect() }
}
