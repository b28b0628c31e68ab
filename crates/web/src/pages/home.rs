//! The one entry point: what do you need?

use askama::Template;
use axum::extract::{Path, Query, State};

use super::answer::Answer;
use super::map::{Asked, Chosen};
use super::{Frame, PageResult, render};
use crate::App;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    f: Frame,
    /// What the first indicator says of the world.
    answer: Option<Answer>,
    countries: Vec<(String, String)>,
    /// Where the choice of another indicator leads.
    action: String,
    map: Chosen,
    observations: String,
    commitments: usize,
    empty: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let mut f = Frame::new(&lang, "/")?;
    let places = &app.desk.catalogue.places;
    let name = |country: &passerelle_vocabulary::Country| {
        (country.iso3.clone(), f.w.text(&country.name).to_owned())
    };
    let mut countries: Vec<_> = places.countries().iter().map(name).collect();
    f.w.sort_by_name(&mut countries, |(_, name)| name);
    let count = app.desk.figures().await?;
    let map = Chosen::of(&app, f.w, asked.indicator.as_deref()).await?;
    let action = format!("{}#map", f.address());
    f.path = asked.after("/");
    render(&HomePage {
        answer: Answer::first(&app, f.w).await?,
        countries,
        observations: f.w.whole(count),
        commitments: app.desk.catalogue.commitments.len(),
        empty: map.drawing.rows.is_empty() && map.choices.len() < 2,
        action,
        map,
        f,
    })
}
