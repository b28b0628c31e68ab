//! The interactive map of a plan.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::Shown;
use crate::App;
use crate::interactive::{InteractiveMap, plan_layers};
use crate::pages::{Frame, PageError, render};
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/map.html")]
struct MapPage {
    f: Frame,
    base: String,
    title: String,
    imap: InteractiveMap,
}

pub(super) async fn published(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/{slug}/map"))?;
    let shown = Shown::published(&app, f.w, &slug).await?;
    page(&app, f, &shown)
}

pub(super) async fn asked(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/asked/{token}/map"))?;
    let shown = Shown::asked(&app, &token).await?;
    page(&app, f, &shown)
}

fn page(app: &App, f: Frame, shown: &Shown) -> Result<Response, PageError> {
    if !has_map(shown) {
        return Err(PageError::NotFound);
    }
    let (w, base): (&'static Words, String) = (f.w, shown.base.clone());
    let title = super::within::title(w, shown);
    let label = w.t1("imap-of-plan", "title", title.as_str());
    let tiles = format!("{base}/files/map.pmtiles");
    let world = &app.desk.catalogue.map;
    let imap = InteractiveMap::new(w, world, &tiles, label, &plan_layers(w));
    let mut response = InteractiveMap::page(render(&MapPage { base, title, imap, f })?);
    if shown.private {
        let unkept = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, unkept);
    }
    Ok(response)
}

/// Whether a plan has tiles.
pub(super) fn has_map(shown: &Shown) -> bool {
    shown.plan.file("map.pmtiles").is_some()
}
