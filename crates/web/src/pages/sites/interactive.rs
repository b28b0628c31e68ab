//! The interactive map of a country's sites.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::super::{Frame, PageError, render};
use crate::App;
use crate::interactive::{InteractiveMap, MapClass, MapLayer, MapLink, field};
use crate::words::Words;

#[derive(Template)]
#[template(path = "sites_map.html")]
struct MapPage {
    f: Frame,
    iso3: String,
    name: String,
    policy: String,
    imap: InteractiveMap,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, iso3)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/maps/sites/{iso3}"))?;
    let w = f.w;
    let map = app.desk.sites_map(&iso3).await?.ok_or(PageError::NotFound)?;
    let policy = app.desk.site_policy(&iso3);
    let name = app.desk.catalogue.place_name(&iso3, w.lang()).into_owned();
    let label = w.t1("places-map-title", "place", name.as_str());
    let layer = match super::is_listed(policy.precision) {
        true => sites(w, &iso3),
        false => areas(w),
    };
    // The archive's address changes with its content: no browser mixes parts of two.
    let tiles = format!("/downloads/sites/{iso3}/map-{}.pmtiles", &map.hash[..12]);
    let imap = InteractiveMap::new(w, &app.desk.catalogue.map, &tiles, label, &[layer]);
    let policy = super::told_policy(w, policy);
    Ok(InteractiveMap::page(render(&MapPage { iso3, name, policy, imap, f })?))
}

fn statuses(w: &Words) -> Vec<MapClass> {
    let class = |value: &'static str| {
        let label = w.t(&format!("places-status-{value}"));
        MapClass { value, swatch: value, label }
    };
    ["yes", "no"].map(class).to_vec()
}

fn sites(w: &Words, iso3: &str) -> MapLayer {
    let kinds = [
        ("school", "places-kind-school"),
        ("health_facility", "places-kind-health_facility"),
        ("other", "places-kind-other"),
    ];
    let statuses_told = [
        ("yes", "places-status-yes"),
        ("no", "places-status-no"),
        ("unknown", "places-status-unknown"),
    ];
    let technologies = [
        ("fibre", "plan-technology-fibre"),
        ("radio", "plan-technology-radio"),
        ("cellular", "plan-technology-cellular"),
        ("satellite", "plan-technology-satellite"),
    ];
    MapLayer {
        name: "sites",
        label: w.t("places-sites"),
        by: Some("connected"),
        classes: statuses(w),
        other: "unknown",
        soft: false,
        title: "name",
        fields: vec![
            field(w, "connected", "places-status", &statuses_told),
            field(w, "technology", "places-technology", &technologies),
            field(w, "kind", "places-kind", &kinds),
            field(w, "level", "places-level", &[]),
            field(w, "people", "places-people", &[]),
        ],
        link: Some(MapLink { property: "id", before: format!("/{}/sites/{iso3}/", w.code()) }),
    }
}

fn areas(w: &Words) -> MapLayer {
    let mostly = [
        ("yes", "places-mostly-yes"),
        ("no", "places-mostly-no"),
        ("unknown", "places-status-unknown"),
    ];
    MapLayer {
        name: "areas",
        label: w.t("places-areas"),
        by: Some("mostly"),
        classes: statuses(w),
        other: "unknown",
        soft: false,
        title: "name",
        fields: vec![
            field(w, "sites", "places-sites", &[]),
            field(w, "sites_connected", "places-connected", &[]),
            field(w, "mostly", "places-status", &mostly),
        ],
        link: None,
    }
}

/// Whether an asked file is the archive of tiles, under its plain name or the one that holds its hash.
pub(super) fn is_map(file: &str) -> bool {
    file == "map.pmtiles" || file.starts_with("map-") && file.ends_with(".pmtiles")
}
