//! The one entry point: what do you need?

use askama::Template;
use axum::extract::{Path, State};

use super::{Frame, PageResult, map::Drawing, render};
use crate::App;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    f: Frame,
    countries: Vec<(String, String)>,
    drawing: Option<Drawing>,
    observations: String,
    commitments: usize,
    empty: bool,
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/")?;
    let places = &app.desk.catalogue.places;
    let name = |country: &passerelle_vocabulary::Country| {
        (country.iso3.clone(), f.w.text(&country.name).to_owned())
    };
    let mut countries: Vec<_> = places.countries().iter().map(name).collect();
    f.w.sort_by_name(&mut countries, |(_, name)| name);
    let count = app.desk.observations().count().await.map_err(passerelle_desk::DeskError::from)?;
    let drawing = match app.desk.catalogue.indicators.first() {
        Some(indicator) => Some(Drawing::of(&app, f.w, indicator).await?),
        None => None,
    };
    render(&HomePage {
        countries,
        observations: f.w.whole(count),
        commitments: app.desk.catalogue.commitments.len(),
        empty: drawing.as_ref().is_none_or(|drawing| drawing.rows.is_empty()),
        drawing,
        f,
    })
}
