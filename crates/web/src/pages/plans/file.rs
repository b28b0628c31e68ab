//! The files of a plan, as they are kept: sent part by part, whatever their size.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::DeskError;
use passerelle_tables::files::{KeptFile, PART};

use crate::App;
use crate::made::takes;
use crate::pages::PageError;
use crate::ranges::{self, File};
use crate::stream::{self, Streamed};

/// What a file that was made elsewhere may do in a browser: nothing, but show itself.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

pub(super) async fn published(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let file = app.desk.published_file(&slug, &name).await?.ok_or(PageError::NotFound)?;
    send(&app, file, &headers).await
}

pub(super) async fn asked(
    State(app): State<App>,
    Path((token, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let waiting = app.desk.waiting_plan(&token).await?.ok_or(PageError::NotFound)?;
    let found = app.desk.files().find(&waiting.owner, &name).await.map_err(DeskError::from)?;
    let mut response = send(&app, found.ok_or(PageError::NotFound)?, &headers).await?;
    let private = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, private);
    Ok(response)
}

async fn send(app: &App, file: KeptFile, headers: &HeaderMap) -> Result<Response, PageError> {
    let name = file.name.clone();
    let kind = kind_of(&name);
    // Archives of tiles are compressed in themselves, and read in pieces.
    if name.ends_with(".pmtiles") {
        return Ok(in_pieces(app, headers, file, kind).await);
    }
    let gzip = takes(headers, "gzip");
    let Some(place) = app.downloads.place().await else {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")]).into_response());
    };
    let (mut parts, body) = stream::body(place, gzip);
    let (files, sent) = (app.desk.files().clone(), file.clone());
    tokio::spawn(async move {
        let KeptFile { hash, size, .. } = sent;
        let mut from = 0;
        while from < size {
            match files.read_range(&hash, from, PART).await {
                Ok(part) if !part.is_empty() => {
                    from += part.len() as u64;
                    if !parts.put(part).await {
                        return;
                    }
                }
                _ => return parts.break_off().await,
            }
        }
        parts.finish().await;
    });
    let mut response = Response::new(body);
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // What shows itself is shown; the others are taken under their names.
    if !(name.ends_with(".svg") || name.ends_with(".html"))
        && let Ok(taken) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
    {
        answer.insert(header::CONTENT_DISPOSITION, taken);
    }
    response.extensions_mut().insert(Streamed { etag: file.hash, gzip });
    Ok(response)
}

/// A file, or the piece of it that is asked for.
async fn in_pieces(
    app: &App,
    headers: &HeaderMap,
    file: KeptFile,
    content_type: &'static str,
) -> Response {
    let (files, KeptFile { name, hash, size }) = (app.desk.files().clone(), file);
    let sent = File { size, tag: hash.clone(), content_type, name: Some(name) };
    let read = move |from: u64, length: usize| {
        let (files, hash) = (files.clone(), hash.clone());
        async move { files.read_range(&hash, from, length).await }
    };
    ranges::answer(&app.downloads, headers, &sent, read).await
}

/// The kind of content of a file, by the end of its name.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv; charset=utf-8",
        "geojson" => "application/geo+json",
        "html" => "text/html; charset=utf-8",
        "json" => "application/json",
        "pmtiles" => "application/vnd.pmtiles",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
