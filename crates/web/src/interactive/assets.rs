//! Scripts and styles of maps, and of the pages that lead to them. Each address holds the hash of its content, as that of the style does.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::App;
use crate::serve::MAP_POLICY;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

macro_rules! files {
    ($(($name:literal, $kind:expr)),+) => {
        [$(($name, $kind, include_str!(concat!("../../assets/map/", $name)))),+]
    };
}

/// The files, by their names in `assets/map`: what they are, and what they hold.
static FILES: [(&str, &str, &str); 11] = files![
    ("maplibre-gl.mjs", SCRIPT),
    ("maplibre-gl-worker.mjs", SCRIPT),
    ("maplibre-gl.css", STYLE),
    ("pmtiles.js", SCRIPT),
    ("interactive.js", SCRIPT),
    ("passkeys.js", SCRIPT),
    ("places.css", STYLE),
    ("plans.css", STYLE),
    ("part.css", STYLE),
    ("voice.css", STYLE),
    ("voice.js", SCRIPT)
];

/// The address of each file, in their order.
static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let address = |(name, _, content): &(&str, &str, &str)| {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        format!("/assets/{stem}-{}.{ending}", hex::encode(&Sha256::digest(content)[..6]))
    };
    FILES.iter().map(address).collect()
});

/// The address of a file.
pub(crate) fn address(name: &str) -> &'static str {
    let at = FILES.iter().position(|(known, ..)| *known == name);
    at.and_then(|at| ADDRESSES.get(at)).map_or("", String::as_str)
}

/// The address of the style of pages of sites and of maps.
pub(crate) fn style() -> &'static str {
    address("places.css")
}

/// The address of the style of pages of plans.
pub(crate) fn plans_style() -> &'static str {
    address("plans.css")
}

/// The address of the style of pages of those who take part.
pub(crate) fn part_style() -> &'static str {
    address("part.css")
}

/// The address of the style of consultations.
pub(crate) fn voice_style() -> &'static str {
    address("voice.css")
}

/// The file at an address under `/assets/`; `None` where none is.
pub(crate) fn answer(app: &App, name: &str) -> Option<Response> {
    if super::OUTLINES.strip_prefix("/assets/") == Some(name) {
        let outlines = super::outlines::of_world(&app.desk.catalogue.map);
        return Some(([(header::CONTENT_TYPE, "application/geo+json")], outlines).into_response());
    }
    let at = ADDRESSES.iter().position(|known| known.strip_prefix("/assets/") == Some(name))?;
    let (_, kind, content) = FILES[at];
    let policy = HeaderValue::from_static(MAP_POLICY);
    // A worker has the policy that it came with.
    let told = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    Some((told, content).into_response())
}
