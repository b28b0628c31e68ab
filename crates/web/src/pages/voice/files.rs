//! What anyone can take away of a frozen consultation.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::consultations::Phase;

use super::super::PageError;
use crate::App;
use crate::consultations::pdf;
use crate::words::Words;

/// A file: it never changes once it is there.
pub(super) async fn file(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let file = app.desk.consultation_file(&slug, &name).await?.ok_or(PageError::NotFound)?;
    let kind = match name.rsplit_once('.') {
        Some((_, "csv")) => "text/csv; charset=utf-8",
        Some((_, "json")) => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    // Of the names that there are, each is plain.
    let saved = format!("attachment; filename=\"{slug}-{}\"", file.name);
    let saved = HeaderValue::from_str(&saved).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, saved),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    Ok((headers, file.content).into_response())
}

async fn made(app: &App, lang: &str, slug: &str) -> Result<Vec<u8>, PageError> {
    let w = Words::of(lang).ok_or(PageError::NotFound)?;
    let view = app.desk.consultation(slug).await?;
    let view = view.filter(|view| view.phase == Phase::Frozen).ok_or(PageError::NotFound)?;
    let told = app.desk.consultation_result(slug).await?;
    Ok(pdf(w, &view, &told))
}

fn saved(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let saved = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, saved.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, content).into_response()
}

/// The result on paper.
pub(super) async fn printed(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let content = made(&app, &lang, &slug).await?;
    Ok(saved("application/pdf", &format!("{slug}-result-{lang}.pdf"), content))
}

/// The note beside it.
pub(super) async fn printed_note(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let content = made(&app, &lang, &slug).await?;
    let note = app.desk.sign_printed(&slug, &lang, &content).await?;
    let name = format!("{slug}-result-{lang}.pdf.note");
    Ok(saved("text/plain; charset=utf-8", &name, note.into_bytes()))
}
