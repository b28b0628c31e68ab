//! A place within a country: its figures, and the places within it.

use askama::Template;
use axum::extract::{Path, State};

use super::country::{Row, row};
use super::view::{self, Said};
use super::{Frame, PageError, PageResult, in_place, render};
use crate::App;
use crate::words::Words;

#[derive(Template)]
#[template(path = "area.html")]
struct AreaPage {
    f: Frame,
    place: String,
    name: String,
    /// The places that it is in, the country first; with their codes.
    within: Vec<(String, String)>,
    /// The first figure in a sentence.
    lead: Option<Said>,
    rows: Vec<Row>,
    /// The places within it: code and name.
    areas: Vec<(String, String)>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, iso3, path)): Path<(String, String, String)>,
) -> PageResult {
    let place = format!("{iso3}/{path}");
    let f = Frame::new(&lang, format!("/countries/{place}"))?;
    let (w, catalogue) = (f.w, &*app.desk.catalogue);
    let found = app.desk.area(&place).await?.ok_or(PageError::NotFound)?;
    let imports = view::imports(&app).await?;
    let name = catalogue.place_name(&place, w.lang()).into_owned();
    let lead = found.rows.iter().find_map(|row| {
        let indicator = catalogue.indicator(&row.indicator)?;
        let latest = row.standing.latest.as_ref()?;
        Some(Said {
            text: view::lead_of(w, indicator, &name, &row.standing)?,
            source: view::source_of_import(catalogue, w, &imports, &latest.source, latest.batch),
        })
    });
    let rows = found.rows.iter().filter(|row| row.standing.latest.is_some());
    render(&AreaPage {
        rows: rows.filter_map(|one| row(w, catalogue, &imports, one)).collect(),
        areas: named(&app, w, &found.areas),
        within: in_place::within(&app, w, &place),
        lead,
        name,
        place,
        f,
    })
}

/// Places with their names, by name.
pub(super) fn named(app: &App, w: &Words, places: &[String]) -> Vec<(String, String)> {
    let named = |place: &String| {
        (place.clone(), app.desk.catalogue.place_name(place, w.lang()).into_owned())
    };
    let mut named: Vec<_> = places.iter().map(named).collect();
    w.sort_by_name(&mut named, |(_, name)| name);
    named
}
