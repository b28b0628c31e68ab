//! Measurements of sites, as agents send them: `POST /api/v1/measurements` with the site's token.
//!
//! Described in `docs/measure.md`. A batch is bounded in bytes and in rows, is taken whole or not at all, and
//! may be sent again: rows that came before are passed over. Nothing of the connection is looked at or kept.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use passerelle_desk::measurements::{Batch, BatchError, Received};

use super::errors::{ApiError, ErrorBody};
use super::not_taken::NotTaken;
use crate::App;

/// Where they are sent.
pub(crate) const ADDRESS: &str = "/api/v1/measurements";
/// The longest batch, in bytes: ample for as many rows as one may have.
pub(super) const LONGEST: usize = 1 << 20;

fn token(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = given.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

/// A batch, read; what is wrong with it is told with line and column.
pub(crate) fn read(body: &[u8]) -> Result<Batch, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

/// Take in measurements of a site, with the site's token: the whole batch, or nothing of it. What came before, by its
/// id, is passed over: whoever got no answer sends again.
#[utoipa::path(post, path = "/api/v1/measurements", tag = "measurements", request_body = Batch,
    security(("site" = [])),
    responses((status = 200, body = Received), (status = 401, body = ErrorBody), (status = 413, body = ErrorBody),
              (status = 422, body = ErrorBody), (status = 429, body = ErrorBody)))]
pub(super) async fn receive(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let refused = |why| Err(ApiError::Measurements(why));
    let Some(token) = token(&headers) else { return refused(NotTaken::NotAllowed) };
    let body = match body {
        Ok(body) => body,
        Err(cut) if cut.status() != StatusCode::PAYLOAD_TOO_LARGE => {
            return refused(NotTaken::Unreadable(cut.to_string()));
        }
        Err(_) => return refused(NotTaken::TooLarge),
    };
    let batch = match read(&body) {
        Ok(batch) => batch,
        Err(detail) => return refused(NotTaken::Unreadable(detail)),
    };
    match app.desk.receive(token, &batch).await {
        Ok(received) => {
            let mut response = Json(received).into_response();
            let no_store = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, no_store);
            Ok(response)
        }
        Err(BatchError::NotAllowed) => refused(NotTaken::NotAllowed),
        Err(BatchError::Unsound(findings)) => refused(NotTaken::Unsound(findings)),
        Err(BatchError::TooMuch) => refused(NotTaken::TooMuch),
        Err(BatchError::Desk(error)) => Err(ApiError::Failed(error.to_string())),
    }
}
