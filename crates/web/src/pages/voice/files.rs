//! What anyone can take away of a frozen consultation.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::super::PageError;
use crate::App;

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
