//! The interactive map of a plan.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::{Shown, Within};
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

pub(super) async fn page(
    State(app): State<App>,
    Within { f, shown }: Within,
) -> Result<Response, PageError> {
    if !has_map(&shown) {
        return Err(PageError::NotFound);
    }
    let (w, base): (&'static Words, String) = (f.w, shown.base.clone());
    let title = super::within::title(w, &shown);
    let label = w.t1("imap-of-plan", "title", title.as_str());
    let tiles = format!("{base}/files/map.pmtiles");
    let world = &app.desk.catalogue.map;
    let mut imap = InteractiveMap::new(w, world, &tiles, label, &plan_layers(w));
    if let Some(frame) = &shown.plan.told.map_frame {
        imap = imap.framed(&frame.edges);
    }
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
