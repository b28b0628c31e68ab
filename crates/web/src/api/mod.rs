//! The API: the same answers as the pages, for programs. Described at `/api/openapi.json`.
//!
//! Conventions: JSON in snake case; lists come in pages with `next` (a cursor, to be given back as
//! `after`); every error is `{ "error": { "code", "field", "found" } }` with a status that says whose it
//! is; figures also come as CSV, by `format=csv` or by asking for `text/csv`.

mod catalogue;
mod countries;
mod log;
mod metadata;
mod observations;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use passerelle_desk::DeskError;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Passerelle",
        description = "Commitments on digital cooperation, figures, gaps, and the log that proves them.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "This node"))
)]
struct Description;

fn described() -> (axum::Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(countries::list))
        .routes(routes!(countries::one))
        .routes(routes!(catalogue::commitments))
        .routes(routes!(catalogue::commitment))
        .routes(routes!(catalogue::indicators))
        .routes(routes!(catalogue::indicator))
        .routes(routes!(catalogue::sources))
        .routes(routes!(catalogue::groups))
        .routes(routes!(catalogue::search))
        .routes(routes!(observations::list))
        .routes(routes!(metadata::observations))
        .routes(routes!(log::checkpoint))
        .routes(routes!(log::inclusion))
        .routes(routes!(log::consistency))
        .routes(routes!(log::changes))
        .routes(routes!(log::record))
        .routes(routes!(log::history))
        .split_for_parts()
}

/// Every endpoint, and their description.
pub(crate) fn router() -> axum::Router<App> {
    let (router, description) = described();
    let text = description.to_pretty_json().unwrap_or_default();
    let describe = async move || ([(header::CONTENT_TYPE, "application/json")], text);
    router
        .route("/api/openapi.json", get(describe))
        .route("/api", get(async || axum::response::Redirect::temporary("/api/openapi.json")))
}

/// What is wrong with a request, or with us.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorBody {
    error: ErrorDetail,
}

/// The error itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorDetail {
    /// Stable: `not-found`, `bad-parameter`, `failed`.
    code: &'static str,
    /// The parameter, where it is about one.
    #[serde(skip_serializing_if = "String::is_empty")]
    field: String,
    /// What was found there.
    #[serde(skip_serializing_if = "String::is_empty")]
    found: String,
}

/// An error of the API.
#[derive(Debug)]
pub(crate) enum ApiError {
    NotFound { field: &'static str, found: String },
    BadParameter { field: &'static str, found: String },
    Failed(String),
}

impl From<DeskError> for ApiError {
    fn from(error: DeskError) -> Self {
        if passerelle_desk::records::is_not_found(&error) {
            Self::NotFound { field: "", found: error.to_string() }
        } else {
            Self::Failed(error.to_string())
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, field, found) = match self {
            Self::NotFound { field, found } => (StatusCode::NOT_FOUND, "not-found", field, found),
            Self::BadParameter { field, found } => {
                (StatusCode::BAD_REQUEST, "bad-parameter", field, found)
            }
            Self::Failed(error) => {
                tracing::error!(%error, "an endpoint failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "failed", "", String::new())
            }
        };
        let found: String = found.chars().take(200).collect();
        let error = ErrorDetail { code, field: field.to_owned(), found };
        (status, Json(ErrorBody { error })).into_response()
    }
}

/// The answer to an address under `/api` that is none.
pub(crate) fn no_such_address() -> Response {
    ApiError::NotFound { field: "", found: String::new() }.into_response()
}

/// Parameters of a request, read as `T`; what cannot be read is told in our shape.
pub(crate) struct Asked<T>(pub T);

impl<T: serde::de::DeserializeOwned, S: Send + Sync> axum::extract::FromRequestParts<S>
    for Asked<T>
{
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, ApiError> {
        axum::extract::Query::<T>::try_from_uri(&parts.uri)
            .map(|query| Self(query.0))
            .map_err(|error| ApiError::BadParameter { field: "", found: error.body_text() })
    }
}
