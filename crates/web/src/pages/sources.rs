//! Where figures come from, and under which terms.

use askama::Template;
use axum::extract::{Path, State};

use super::{Frame, PageResult, render};
use crate::App;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    f: Frame,
    sources: Vec<SourceRow>,
    imports: Vec<ImportRow>,
}

struct SourceRow {
    id: String,
    name: String,
    url: String,
    licence: String,
    note: String,
    vintage: Option<String>,
    method: String,
}

struct ImportRow {
    number: i64,
    file: String,
    source: String,
    observations: String,
    hash: String,
    superseded: Option<i64>,
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/sources")?;
    let w = f.w;
    let mut sources: Vec<SourceRow> = Vec::new();
    for publisher in &app.desk.catalogue.publishers {
        let method = serde_json::to_value(publisher.method).unwrap_or_default();
        sources.push(SourceRow {
            id: publisher.id.clone(),
            name: w.text(&publisher.name).to_owned(),
            url: publisher.url.clone(),
            licence: publisher.licence.name.clone(),
            note: w.text(&publisher.licence.note).to_owned(),
            vintage: publisher.vintage.clone(),
            method: w.t(&format!("source-method-{}", method.as_str().unwrap_or("official"))),
        });
    }
    w.sort_by_name(&mut sources, |source| &source.name);
    let batches =
        app.desk.observations().batches().await.map_err(passerelle_desk::DeskError::from)?;
    let import = |batch: passerelle_tables::Batch| ImportRow {
        number: batch.id,
        file: batch.file_name,
        source: super::view::source(&app.desk.catalogue, w, &batch.source),
        observations: w.whole(batch.observations),
        hash: batch.file_hash.chars().take(16).collect(),
        superseded: batch.superseded_by,
    };
    let imports = batches.into_iter().map(import).collect();
    render(&SourcesPage { f, sources, imports })
}
