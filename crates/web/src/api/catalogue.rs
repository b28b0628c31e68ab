//! The catalogue: commitments, indicators, sources, groups; search over all of it.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_compact::Commitment;
use passerelle_desk::indicator::IndicatorView;
use passerelle_desk::search::Hit;
use passerelle_inclusion::Indicator;
use passerelle_vocabulary::{Group, Lang, Text};

use super::{ApiError, Asked, ErrorBody};
use crate::App;

/// Every commitment of the three texts.
#[utoipa::path(get, path = "/api/v1/commitments", tag = "commitments",
    responses((status = 200, body = Vec<Commitment>)))]
pub(super) async fn commitments(State(app): State<App>) -> Json<Vec<Commitment>> {
    Json(app.desk.catalogue.commitments.clone())
}

/// One commitment.
#[utoipa::path(get, path = "/api/v1/commitments/{id}", tag = "commitments",
    params(("id" = String, Path, example = "gdc.1.connectivity.a")),
    responses((status = 200, body = Commitment), (status = 404, body = ErrorBody)))]
pub(super) async fn commitment(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Commitment>, ApiError> {
    let found = app.desk.catalogue.commitment(&id).cloned();
    found.map(Json).ok_or(ApiError::NotFound { field: "id", found: id })
}

/// Every indicator's definition.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "indicators",
    responses((status = 200, body = Vec<Indicator>)))]
pub(super) async fn indicators(State(app): State<App>) -> Json<Vec<Indicator>> {
    Json(app.desk.catalogue.indicators.clone())
}

/// One indicator: its definition, and the latest figure of every country and group.
#[utoipa::path(get, path = "/api/v1/indicators/{code}", tag = "indicators",
    params(("code" = String, Path, example = "internet_users")),
    responses((status = 200, body = IndicatorView), (status = 404, body = ErrorBody)))]
pub(super) async fn indicator(
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Json<IndicatorView>, ApiError> {
    let view = app.desk.indicator(&code).await?;
    view.map(Json).ok_or(ApiError::NotFound { field: "code", found: code })
}

/// A publisher of figures.
#[derive(Serialize, ToSchema)]
pub(super) struct Source {
    /// What its figures carry.
    id: String,
    name: Text,
    licence: String,
    url: String,
    vintage: Option<String>,
}

/// Every publisher whose files and interfaces the node reads, with its terms.
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources",
    responses((status = 200, body = Vec<Source>)))]
pub(super) async fn sources(State(app): State<App>) -> Json<Vec<Source>> {
    let publishers = app.desk.catalogue.publishers.iter().map(|publisher| Source {
        id: publisher.id.clone(),
        name: publisher.name.clone(),
        licence: publisher.licence.name.clone(),
        url: publisher.url.clone(),
        vintage: publisher.vintage.clone(),
    });
    Json(publishers.collect())
}

/// Groups of countries: regions, income groups, the least developed…
#[utoipa::path(get, path = "/api/v1/groups", tag = "countries",
    responses((status = 200, body = Vec<Group>)))]
pub(super) async fn groups(State(app): State<App>) -> Json<Vec<Group>> {
    Json(app.desk.catalogue.places.groups().to_vec())
}

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// Words; all of them must be found.
    q: String,
    /// Language by which equal answers are sorted; English unless told.
    #[param(nullable = false)]
    #[serde(default)]
    lang: Option<String>,
}

/// Countries, commitments, indicators and sources that answer, the best first; at most 50.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(Question),
    responses((status = 200, body = Vec<Hit>), (status = 400, body = ErrorBody)))]
pub(super) async fn search(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Json<Vec<Hit>> {
    let lang = question.lang.as_deref().map_or_else(Lang::en, Lang::new);
    Json(app.desk.search(&question.q, &lang, 50))
}
