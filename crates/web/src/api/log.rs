//! The log: checkpoints, proofs, changes, records and their history.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_desk::records::Change;
use passerelle_vocabulary::Key;

use super::{ApiError, Asked, ErrorBody};
use crate::App;

/// The log's size and root, signed by the node, as a C2SP signed note.
#[utoipa::path(get, path = "/api/v1/log/checkpoint", tag = "log",
    responses((status = 200, content_type = "text/plain", body = String), (status = 404, body = ErrorBody)))]
pub(super) async fn checkpoint(State(app): State<App>) -> Result<Response, ApiError> {
    let found = app.desk.checkpoint().await?;
    let found = found.ok_or(ApiError::NotFound { field: "checkpoint", found: String::new() })?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], found.note).into_response())
}

/// Which leaf, in a log of which size.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Inclusion {
    /// Place in the log, from 0.
    leaf: u64,
    /// Size of the log.
    size: u64,
}

/// Hashes that prove something about the log.
#[derive(Serialize, ToSchema)]
pub(super) struct Proof {
    /// SHA-256 hashes in hexadecimal, in the order of RFC 9162.
    hashes: Vec<String>,
}

/// The proof that a leaf is in the log (RFC 9162, 2.1.3).
#[utoipa::path(get, path = "/api/v1/log/inclusion", tag = "log", params(Inclusion),
    responses((status = 200, body = Proof), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(super) async fn inclusion(
    State(app): State<App>,
    Asked(asked): Asked<Inclusion>,
) -> Result<Json<Proof>, ApiError> {
    Ok(Json(Proof { hashes: app.desk.inclusion_proof(asked.leaf, asked.size).await? }))
}

/// Two sizes of the log.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Consistency {
    /// The smaller size.
    from: u64,
    /// The greater size.
    to: u64,
}

/// The proof that the log only grew between two sizes (RFC 9162, 2.1.4).
#[utoipa::path(get, path = "/api/v1/log/consistency", tag = "log", params(Consistency),
    responses((status = 200, body = Proof), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(super) async fn consistency(
    State(app): State<App>,
    Asked(asked): Asked<Consistency>,
) -> Result<Json<Proof>, ApiError> {
    Ok(Json(Proof { hashes: app.desk.consistency_proof(asked.from, asked.to).await? }))
}

/// The hundred latest versions, the newest first.
#[utoipa::path(get, path = "/api/v1/log/changes", tag = "log",
    responses((status = 200, body = Vec<Change>)))]
pub(super) async fn changes(State(app): State<App>) -> Result<Json<Vec<Change>>, ApiError> {
    Ok(Json(app.desk.latest_changes(100).await?))
}

/// A record as it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordBody {
    /// `kind/slug`.
    key: String,
    /// Number of its current version, from 1.
    number: u64,
    /// Place of that version in the log, from 0.
    leaf: u64,
    /// When it was written.
    at: String,
    /// Why.
    reason: String,
    /// The record itself.
    #[schema(value_type = Object)]
    body: serde_json::Value,
}

fn key(kind: &str, slug: &str) -> Result<Key, ApiError> {
    let found = || format!("{kind}/{slug}");
    Key::new(kind, slug).map_err(|_| ApiError::NotFound { field: "key", found: found() })
}

/// A record as it stands.
#[utoipa::path(get, path = "/api/v1/records/{kind}/{slug}", tag = "records",
    params(("kind" = String, Path, example = "commitment"), ("slug" = String, Path, example = "hlp.1a")),
    responses((status = 200, body = RecordBody), (status = 404, body = ErrorBody)))]
pub(super) async fn record(
    State(app): State<App>,
    Path((kind, slug)): Path<(String, String)>,
) -> Result<Json<RecordBody>, ApiError> {
    let key = key(&kind, &slug)?;
    let stored = app.desk.record(&key).await?;
    let stored = stored.ok_or(ApiError::NotFound { field: "key", found: key.to_string() })?;
    Ok(Json(RecordBody {
        key: key.to_string(),
        number: stored.number,
        leaf: stored.leaf,
        at: passerelle_desk::written_time(stored.at),
        reason: stored.reason,
        body: serde_json::from_str(&stored.body).unwrap_or_default(),
    }))
}

/// One version, with all that is needed to hash it again.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionBody {
    /// Place in the log, from 0.
    leaf: u64,
    /// Number of the version, from 1.
    number: u64,
    /// Opaque id of who wrote it.
    author: String,
    /// Milliseconds since 1970.
    at: i64,
    /// Why.
    reason: String,
    /// The body, exactly as hashed; empty once erased.
    body: String,
    /// Salt, in hexadecimal; empty once erased.
    salt: String,
    /// Inner hash, in hexadecimal.
    inner: String,
}

/// Every version of a record, from the first.
#[utoipa::path(get, path = "/api/v1/records/{kind}/{slug}/history", tag = "records",
    params(("kind" = String, Path, example = "commitment"), ("slug" = String, Path, example = "hlp.1a")),
    responses((status = 200, body = Vec<VersionBody>), (status = 404, body = ErrorBody)))]
pub(super) async fn history(
    State(app): State<App>,
    Path((kind, slug)): Path<(String, String)>,
) -> Result<Json<Vec<VersionBody>>, ApiError> {
    let key = key(&kind, &slug)?;
    let versions = app.desk.history(&key).await?;
    if versions.is_empty() {
        return Err(ApiError::NotFound { field: "key", found: key.to_string() });
    }
    let body = |version: passerelle_desk::records::Version| VersionBody {
        leaf: version.leaf,
        number: version.number,
        author: version.author,
        at: version.at,
        reason: version.reason,
        body: version.body,
        salt: hex::encode(version.salt),
        inner: hex::encode(version.inner),
    };
    Ok(Json(versions.into_iter().map(body).collect()))
}
