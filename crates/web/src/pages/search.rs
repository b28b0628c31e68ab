//! One box for everything.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Frame, PageError, render};
use crate::App;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    asked: String,
    /// A country that was asked for and is none.
    unknown: Option<String>,
    hits: Vec<HitRow>,
}

struct HitRow {
    address: String,
    kind: String,
    title: String,
    summary: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    country: String,
}

const MOST: usize = 50;

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut f = Frame::new(&lang, "/search")?;
    // The home page's list of countries asks here, so that it works without script.
    if app.desk.catalogue.places.country(&asked.country).is_some() {
        let address = format!("/{}/countries/{}", f.w.code(), asked.country);
        return Ok(Redirect::to(&address).into_response());
    }
    let found = app.desk.search(&asked.q, f.w.lang(), MOST).await?;
    let hits = found.into_iter().map(|hit| HitRow {
        address: match hit.kind {
            "country" | "place" => format!("/{}/countries/{}", f.w.code(), hit.id),
            "indicator" => format!("/{}/indicators/{}", f.w.code(), hit.id),
            "source" => format!("/{}/sources#{}", f.w.code(), hit.id),
            _ => format!("/{}/commitments/{}", f.w.code(), hit.id),
        },
        kind: f.w.t(&format!("found-{}", hit.kind)),
        title: f.w.text(&hit.title).to_owned(),
        summary: f.w.text(&hit.summary).to_owned(),
    });
    let hits = hits.collect();
    f.path = super::asked_for("/search", &[("q", &asked.q)]);
    let unknown = (!asked.country.is_empty()).then_some(asked.country);
    Ok(render(&SearchPage { asked: asked.q, unknown, hits, f })?.into_response())
}
