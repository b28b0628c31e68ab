//! Answers of the SDMX REST API: figures as SDMX-CSV, sent as they are read, or as one message of SDMX-JSON;
//! structures as a message.

use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use passerelle_desk::exports::sdmx::{
    Answer, AvailabilityQuery, DataQuery, ProblemCode, StructureQuery, select, write_data,
    write_structures,
};
use passerelle_vocabulary::Observation;

use super::super::observations::{edition, tag};
use super::super::table::varied;
use super::wanted::wanted;
use super::{CONTENT_TYPE, JSON, MEDIA, STRUCTURE, STRUCTURE_TYPE, said, wrong};
use crate::App;
use crate::api::errors::ApiError;
use crate::made::takes;
use crate::stream::{self, Parts, Streamed};

const JSON_TYPE: &str = "application/vnd.sdmx.data+json;version=2.0.0";
/// What describes the figures.
const DESCRIBED: &str = "</api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/1.0?references=descendants>; \
                         rel=\"describedby\"; type=\"application/vnd.sdmx.structure+json\"";
const FILE: &str = "attachment; filename=\"passerelle.sdmx.csv\"";

fn failed(error: impl ToString) -> ApiError {
    ApiError::Failed(error.to_string())
}

/// Figures.
pub(super) async fn data(
    app: &App,
    query: DataQuery,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<Response, ApiError> {
    // CSV before JSON, and before both for those who do not mind: it is sent at any length.
    let form = wanted(headers, &[MEDIA, JSON, "text/csv", "application/json"])?;
    let edition = edition(app).await?;
    let mut answer = app.desk.sdmx_answer(query).await?;
    if form % 2 == 1 {
        let _turn = app.downloads.page().await;
        let message = app.desk.sdmx_message(answer, &said).await?;
        let text = write_data(&message).map_err(failed)?;
        let headers = [(header::CONTENT_TYPE, JSON_TYPE), (header::LINK, DESCRIBED)];
        return Ok(varied((headers, text).into_response()));
    }
    let first = next(app, &mut answer).await?;
    if first.is_empty() {
        return Err(wrong(ProblemCode::NoResults, "", "", ""));
    }
    let more = next(app, &mut answer).await?;
    let as_csv = [
        (header::CONTENT_TYPE, CONTENT_TYPE),
        (header::LINK, DESCRIBED),
        (header::CONTENT_DISPOSITION, FILE),
    ];
    let text = answer.write(&first, true).map_err(failed)?;
    if more.is_empty() {
        return Ok(varied((as_csv, text).into_response()));
    }
    let place = app.downloads.place().await.ok_or(ApiError::Busy)?;
    let mark = Streamed { etag: tag(app, edition, uri, "sdmx"), gzip: takes(headers, "gzip") };
    let (parts, body) = stream::body(place, mark.gzip);
    tokio::spawn(send(app.clone(), answer, parts, text, more, edition));
    let mut response = (as_csv, body).into_response();
    response.extensions_mut().insert(mark);
    Ok(varied(response))
}

async fn next(app: &App, answer: &mut Answer) -> Result<Vec<Observation>, ApiError> {
    let _turn = app.downloads.page().await;
    Ok(answer.next(&app.desk).await?)
}

/// Sends what was made and all that follows. What cannot be read, or was changed meanwhile, breaks the file
/// off: half of one edition and half of another would be neither.
async fn send(
    app: App,
    mut answer: Answer,
    mut parts: Parts,
    first: Vec<u8>,
    mut figures: Vec<Observation>,
    edition_of_first: Option<i64>,
) {
    if !parts.put(first).await {
        return;
    }
    while !figures.is_empty() {
        let rows = answer.write(&figures, false).map_err(failed);
        let following = next(&app, &mut answer).await;
        let (Ok(rows), Ok(following)) = (rows, following) else {
            tracing::error!("a download was broken off");
            return parts.break_off().await;
        };
        figures = following;
        let is_last = figures.is_empty();
        if is_last && !matches!(edition(&app).await, Ok(now) if now == edition_of_first) {
            tracing::info!("a download was overtaken by new figures");
            return parts.break_off().await;
        }
        if !parts.put(rows).await {
            return;
        }
    }
    parts.finish().await;
}

/// Structures.
pub(super) async fn structures(
    app: &App,
    query: &StructureQuery,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    wanted(headers, &[STRUCTURE, "application/json"])?;
    let mut message = app.desk.sdmx_structures(&said).await?;
    message.structures = select(&message.structures, query);
    if message.structures == Default::default() {
        return Err(wrong(ProblemCode::NoResults, "", "", ""));
    }
    let text = write_structures(&message).map_err(failed)?;
    Ok(varied(([(header::CONTENT_TYPE, STRUCTURE_TYPE)], text).into_response()))
}

/// Which data there are.
pub(super) async fn availability(
    app: &App,
    query: AvailabilityQuery,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    wanted(headers, &[STRUCTURE, "application/json"])?;
    let _turn = app.downloads.page().await;
    let message = app.desk.sdmx_availability(query, &said).await?;
    let text = write_structures(&message).map_err(failed)?;
    Ok(varied(([(header::CONTENT_TYPE, STRUCTURE_TYPE)], text).into_response()))
}
