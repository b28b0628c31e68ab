//! Files of a country's sites: counts by area, the sites one by one, the map's tiles.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::shown::{SiteCounts, SiteQuestion};

use super::super::PageError;
use super::Asked;
use super::interactive::is_map;
use crate::App;
use crate::made::takes;
use crate::ranges::{self, File};
use crate::stream::{self, Parts, Streamed};

/// Sites that are read and written at once.
const PART: usize = 5_000;

/// What a list of sites is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    GeoJson,
}

/// A file, by its name.
pub(super) async fn file(
    State(app): State<App>,
    Path((iso3, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let question = asked.question();
    match file.as_str() {
        "areas.csv" => areas(&app, &iso3, &question).await,
        "sites.csv" => sites(&app, iso3, question, Format::Csv, &headers).await,
        "sites.geojson" => sites(&app, iso3, question, Format::GeoJson, &headers).await,
        file if is_map(file) => map(&app, &iso3, &headers).await,
        _ => Err(PageError::NotFound),
    }
}

async fn map(app: &App, iso3: &str, headers: &HeaderMap) -> Result<Response, PageError> {
    let map = app.desk.sites_map(iso3).await?.ok_or(PageError::NotFound)?;
    let file = File {
        size: map.bytes.len() as u64,
        tag: map.hash[..24].to_owned(),
        content_type: "application/vnd.pmtiles",
        name: Some(format!("sites-{}.pmtiles", iso3.to_ascii_lowercase())),
    };
    let bytes = Arc::clone(&map.bytes);
    let read = move |from: u64, length: usize| {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let part = bytes[place(from)..place(from + length as u64)].to_vec();
        async move { Ok::<_, std::convert::Infallible>(part) }
    };
    Ok(ranges::answer(&app.downloads, headers, &file, read).await)
}

/// A name to save a file under, as a header.
fn saved_as(name: &str) -> HeaderValue {
    let written = format!("attachment; filename=\"{name}\"");
    HeaderValue::from_str(&written).unwrap_or(HeaderValue::from_static("attachment"))
}

async fn areas(app: &App, iso3: &str, question: &SiteQuestion) -> Result<Response, PageError> {
    let counts = app.desk.site_counts(iso3, question).await?.ok_or(PageError::NotFound)?;
    let mut out =
        b"area,sites,connected,not_connected,people,official,latitude,longitude\n".to_vec();
    write_areas(&counts, &mut out);
    let told = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            saved_as(&format!("areas-{}.csv", iso3.to_ascii_lowercase())),
        ),
    ];
    Ok((told, out).into_response())
}

fn write_areas(counts: &SiteCounts, out: &mut Vec<u8>) {
    for area in &counts.areas {
        let official = area.official.as_ref().map(|one| one.sites.to_string());
        let counted = &area.counted;
        let name = format!("\"{}\"", area.name.replace('"', "\"\""));
        let cells = [
            name,
            counted.sites.to_string(),
            counted.connected.to_string(),
            counted.not_connected.to_string(),
            counted.people.to_string(),
            official.unwrap_or_default(),
            area.middle.lat.to_string(),
            area.middle.lon.to_string(),
        ];
        out.extend_from_slice(cells.join(",").as_bytes());
        out.push(b'\n');
    }
}

async fn sites(
    app: &App,
    iso3: String,
    question: SiteQuestion,
    format: Format,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    if app.desk.shown_sites(&iso3, &question, "", 1).await?.is_none() {
        return Err(PageError::NotFound);
    }
    let Some(place) = app.downloads.place().await else {
        return Err(PageError::Failed("too many downloads".to_owned()));
    };
    let (ending, kind) = match format {
        Format::Csv => ("csv", "text/csv; charset=utf-8"),
        Format::GeoJson => ("geojson", "application/geo+json"),
    };
    let mark = Streamed {
        etag: format!("sites-{}-{:x}", app.desk.version(), hash(&iso3, &question, ending)),
        gzip: takes(headers, "gzip"),
    };
    let (parts, body) = stream::body(place, mark.gzip);
    let name = format!("sites-{}.{ending}", iso3.to_ascii_lowercase());
    tokio::spawn(send(app.clone(), iso3, question, format, parts));
    let told = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, saved_as(&name)),
    ];
    let mut response = (told, body).into_response();
    response.extensions_mut().insert(mark);
    Ok(response)
}

/// What tells one question from another in a tag.
fn hash(iso3: &str, question: &SiteQuestion, ending: &str) -> u64 {
    use sha2::{Digest, Sha256};
    let written = format!("{iso3} {question:?} {ending}");
    let digest = Sha256::digest(written);
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Sends the sites, some at a time.
async fn send(app: App, iso3: String, question: SiteQuestion, format: Format, mut parts: Parts) {
    let mut after = String::new();
    let mut is_first = true;
    loop {
        let page = app.desk.shown_sites(&iso3, &question, &after, PART).await;
        let Ok(Some(page)) = page else { return parts.break_off().await };
        let is_last = page.next.is_none();
        let Ok(written) = passerelle_desk::shown::written(
            &page.sites,
            format == Format::GeoJson,
            (is_first, is_last),
        ) else {
            return parts.break_off().await;
        };
        if !parts.put(written).await {
            return;
        }
        match page.next {
            Some(next) => after = next,
            None => return parts.finish().await,
        }
        is_first = false;
    }
}
