//! The API: the same answers as the pages, for programs. Described at `/api/openapi.json`.
//!
//! Conventions: JSON in snake case; lists come in pages with `next` (a cursor, to be given back as
//! `after`); every error is `{ "error": { "code", "message", "field", "found" } }` with a status that says
//! whose it is, in the language of the one who asks (`errors`); lists also come as CSV, by `format=csv`
//! or by asking for `text/csv` (`table`), and figures as SDMX-CSV, by `format=sdmx-csv` or by asking for
//! its media type. A parameter that an endpoint does not know is refused: a mistyped filter must not give
//! everything.

mod catalogue;
mod countries;
mod description;
mod errors;
mod log;
mod metadata;
mod observations;
mod sdmx;
mod structure;
mod table;

use axum::http::{Uri, header};
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

use errors::Bad;
pub(crate) use errors::{ApiError, no_such_address, worded};
pub(crate) use sdmx::MEDIA as SDMX_CSV;

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
        .routes(routes!(catalogue::compare))
        .routes(routes!(observations::list))
        .routes(routes!(metadata::observations))
        .routes(routes!(metadata::of_table))
        .routes(routes!(structure::structure))
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
    let (router, _) = described();
    let text = description::text();
    let describe = async move || ([(header::CONTENT_TYPE, "application/json")], text);
    router
        .route("/api/openapi.json", get(describe))
        .route("/api", get(async || axum::response::Redirect::temporary("/api/openapi.json")))
}

/// The answer's own page, then the rest: the address that was asked, from this cursor on.
fn address_after(uri: &Uri, cursor: &str) -> String {
    let asked = uri.query().unwrap_or_default().split('&');
    let others = asked.filter(|part| !part.is_empty() && !part.starts_with("after="));
    let mut query: Vec<String> = others.map(str::to_owned).collect();
    query.push(format!("after={cursor}"));
    format!("{}?{}", uri.path(), query.join("&"))
}

/// The refusal of a parameter that an endpoint does not know.
pub(crate) fn unknown_parameter(uri: &Uri) -> Option<ApiError> {
    uri.query()?;
    errors::unknown_parameter(uri, description::parameters(uri.path()))
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
        axum::extract::Query::<T>::try_from_uri(&parts.uri).map(|query| Self(query.0)).map_err(
            |error| ApiError::BadParameter { what: Bad::Parameters, found: error.body_text() },
        )
    }
}
