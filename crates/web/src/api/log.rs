//! The log: checkpoints, proofs, changes, records and their history.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_desk::records::{Change, Changes, Order};
use passerelle_vocabulary::Key;

use super::errors::{ApiError, Bad, ErrorBody, Missing};
use super::table::{Cell, Column, Format, ListQuery, Table, Wanted, link_next, varied};
use super::{Asked, address_with};
use crate::App;

/// The log as a table.
pub(super) const CHANGES: Table<Change> = Table {
    name: "changes",
    address: "/api/v1/log/changes",
    key: &["leaf"],
    columns: &[
        Column("leaf", Cell::Whole(|one| i64::try_from(one.leaf).ok())),
        Column("key", Cell::Code(|one| one.key.as_deref().unwrap_or_default().into())),
        Column("number", Cell::Whole(|one| i64::try_from(one.number).ok())),
        Column("at", Cell::Whole(|one| Some(one.at))),
        Column("reason", Cell::Code(|one| one.reason.as_deref().unwrap_or_default().into())),
        Column("inner", Cell::Code(|one| one.inner.as_str().into())),
        Column("moment", Cell::Code(|one| one.moment.as_str().into())),
        Column("author", Cell::Code(|one| one.author.as_deref().unwrap_or_default().into())),
    ],
};

/// The log's size and root, signed by the node, as a C2SP signed note.
#[utoipa::path(get, path = "/api/v1/log/checkpoint", tag = "log",
    responses((status = 200, content_type = "text/plain", body = String), (status = 404, body = ErrorBody)))]
pub(super) async fn checkpoint(State(app): State<App>) -> Result<Response, ApiError> {
    let found = app.desk.checkpoint().await?;
    let found = found.ok_or(ApiError::NotFound { what: Missing::State, found: String::new() })?;
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
///
/// The hash to start from is computed from a version of `/api/v1/records/{kind}/{slug}/history`, where
/// `field(x)` is the length of x in bytes (8 bytes, big-endian) followed by x, and ‖ puts bytes one after
/// the other:
///
/// - `inner = SHA-256(field(salt) ‖ field(key) ‖ field(author) ‖ field(at) ‖ field(reason) ‖ field(body))`;
/// - `leaf = number (8 bytes, big-endian) ‖ inner` (40 bytes);
/// - `hash = SHA-256(0x00 ‖ leaf)`, as in RFC 6962; two hashes are joined as `SHA-256(0x01 ‖ left ‖ right)`.
///
/// `salt` is the bytes that are given in hexadecimal; `key` is `kind/slug`; `at` is the number in decimal
/// digits; texts are UTF-8, the body exactly as given. Once a content is erased, `inner` stays and the
/// leaf is computed from it. The root to arrive at is in the checkpoint of that size.
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

/// Which lines of the log.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Walk {
    /// `newest` (unless told) or `oldest` first.
    #[param(nullable = false, pattern = "^(newest|oldest)$")]
    #[serde(default)]
    order: Option<String>,
    /// Lines in a page, 1 to 1,000; 100 unless told.
    #[param(minimum = 1, maximum = 1000, nullable = false)]
    #[serde(default)]
    limit: Option<u32>,
    /// `next` of the page before: the leaf of its last line.
    #[param(nullable = false, pattern = "^[0-9]{1,18}$")]
    #[serde(default)]
    after: Option<String>,
}

const USUAL: u32 = 100;
const MOST: u32 = 1_000;

impl Walk {
    fn order(&self) -> Result<Order, ApiError> {
        match self.order.as_deref() {
            None | Some("newest") => Ok(Order::Newest),
            Some("oldest") => Ok(Order::Oldest),
            Some(other) => Err(ApiError::BadParameter {
                what: Bad::Order("newest, oldest"),
                found: other.to_owned(),
            }),
        }
    }

    fn limit(&self) -> Result<u32, ApiError> {
        let limit = self.limit.unwrap_or(USUAL);
        let refused =
            || ApiError::BadParameter { what: Bad::Limit(MOST as usize), found: limit.to_string() };
        (1..=MOST).contains(&limit).then_some(limit).ok_or_else(refused)
    }

    fn after(&self) -> Result<Option<u64>, ApiError> {
        let read = |written: &String| {
            let plain = written.len() <= 18 && written.bytes().all(|byte| byte.is_ascii_digit());
            let leaf = plain.then(|| written.parse().ok()).flatten();
            let refused = || ApiError::BadParameter { what: Bad::After, found: written.clone() };
            leaf.ok_or_else(refused)
        };
        self.after.as_ref().map(read).transpose()
    }
}

/// The lines of the log, page by page: every version of every record, the newest first.
///
/// With `order=oldest` and `next` given back as `after`, the whole log is walked from its beginning, and
/// whoever walks it can compute its root: the hash of each leaf is
/// `SHA-256(0x00 ‖ number (8 bytes, big-endian) ‖ inner)`, and hashes are joined as in RFC 6962. How
/// `inner` is computed from a content is told at `/api/v1/log/inclusion`. The address of the next page is in
/// `Link`.
#[utoipa::path(get, path = "/api/v1/log/changes", tag = "log", params(Walk, ListQuery),
    responses((status = 200, content((Changes = "application/json"), (String = "text/csv")))))]
pub(super) async fn changes(
    State(app): State<App>,
    Asked(walk): Asked<Walk>,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let (after, limit, order) = (walk.after()?, walk.limit()?, walk.order()?);
    let page = app.desk.changes(after, limit, order).await?;
    let next = page.next.map(|next| address_with(&wanted.uri, "after", &next.to_string()));
    let mut response = match wanted.format {
        Format::Json => varied(Json(page).into_response()),
        Format::Csv | Format::Metadata => CHANGES.file(&wanted, &page.changes),
    };
    if let Some(next) = next {
        link_next(&mut response, &next);
    }
    Ok(response)
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
    /// When it was written: milliseconds since 1970, as hashed.
    at: i64,
    /// The same moment as people write it: `2026-11-22T08:40:00Z`.
    moment: String,
    /// Opaque id of who wrote it.
    author: String,
    /// Why.
    reason: String,
    /// The record itself.
    #[schema(value_type = Object)]
    body: serde_json::Value,
}

fn key(kind: &str, slug: &str) -> Result<Key, ApiError> {
    let found = || format!("{kind}/{slug}");
    Key::new(kind, slug).map_err(|_| ApiError::NotFound { what: Missing::Record, found: found() })
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
    // What is held for a reply is not given out here either.
    let stored = if app.desk.is_held(&key).await? { None } else { stored };
    let stored =
        stored.ok_or(ApiError::NotFound { what: Missing::Record, found: key.to_string() })?;
    Ok(Json(RecordBody {
        key: key.to_string(),
        number: stored.number,
        leaf: stored.leaf,
        at: stored.at,
        moment: passerelle_desk::written_time(stored.at),
        author: stored.author,
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
    /// When: milliseconds since 1970, as hashed.
    at: i64,
    /// The same moment as people write it: `2026-11-22T08:40:00Z`.
    moment: String,
    /// Why.
    reason: String,
    /// The body, exactly as hashed; empty once erased, and while an assessment is held for a reply.
    body: String,
    /// Salt, in hexadecimal; empty where the body is.
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
        return Err(ApiError::NotFound { what: Missing::Record, found: key.to_string() });
    }
    let is_held = app.desk.is_held(&key).await?;
    let body = |version: passerelle_desk::records::Version| VersionBody {
        leaf: version.leaf,
        number: version.number,
        author: version.author,
        at: version.at,
        moment: passerelle_desk::written_time(version.at),
        reason: version.reason,
        body: if is_held { String::new() } else { version.body },
        salt: if is_held { String::new() } else { hex::encode(version.salt) },
        inner: hex::encode(version.inner),
    };
    Ok(Json(versions.into_iter().map(body).collect()))
}
