//! The API: the same answers as the pages, for programs. Described at `/api/openapi.json`.
//!
//! Conventions: JSON in snake case; lists come in pages, with `limit`: the address of the next one, which
//! holds a cursor (`after`), is in `Link` (`rel="next"`), and figures and the log say the cursor as `next`
//! too; every error is `{ "error": { "code", "message", "field", "found" } }` with a status that says
//! whose it is, in the language of the one who asks (`errors`); lists also come as CSV, by `format=csv`
//! or by asking for `text/csv` (`table`), and figures as SDMX-CSV, by `format=sdmx-csv` or by asking for
//! its media type. A parameter that an endpoint does not know is refused: a mistyped filter must not give
//! everything. Queries of SDMX (`/api/sdmx`) have the parameters that their standard gives them.

mod catalogue;
mod consultations;
mod countries;
mod description;
mod errors;
mod explore;
pub mod initiatives;
mod kinds;
mod log;
mod measurements;
mod metadata;
mod money;
mod not_taken;
mod observations;
mod outcomes;
mod people;
pub mod scorecards;
pub(crate) mod sdmx;
mod table;

use axum::extract::DefaultBodyLimit;
use axum::http::{Uri, header};
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use crate::App;

pub(crate) use measurements::ADDRESS as MEASUREMENTS;

pub(crate) use errors::{ApiError, no_such_address, worded};

/// The kinds of content between which endpoints let choose: those of lists, and those of figures.
pub(crate) const OFFERED: [&[&str]; 2] = [&table::MEDIA, &observations::MEDIA];

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

/// Every endpoint, with its description and the schemas that it names.
fn endpoints() -> Vec<UtoipaMethodRouter<App>> {
    vec![
        routes!(countries::list),
        routes!(countries::one),
        routes!(catalogue::commitments),
        routes!(catalogue::commitment),
        routes!(catalogue::indicators),
        routes!(catalogue::indicator),
        routes!(catalogue::sources),
        routes!(catalogue::groups),
        routes!(catalogue::search),
        routes!(catalogue::compare),
        routes!(explore::explore),
        routes!(observations::list),
        routes!(metadata::observations),
        routes!(metadata::of_table),
        routes!(scorecards::releases),
        routes!(scorecards::one),
        routes!(scorecards::figures),
        routes!(initiatives::list),
        routes!(initiatives::one),
        routes!(initiatives::budget),
        routes!(initiatives::activity),
        routes!(money::transactions),
        routes!(money::ranges),
        routes!(people::actors),
        routes!(people::endorsements),
        routes!(people::updates),
        routes!(people::assessments),
        routes!(consultations::list),
        routes!(consultations::one),
        routes!(consultations::statements),
        routes!(consultations::result),
        routes!(outcomes::list),
        routes!(sdmx::structure),
        routes!(sdmx::data),
        routes!(sdmx::structures),
        routes!(log::checkpoint),
        routes!(log::inclusion),
        routes!(log::consistency),
        routes!(log::changes),
        routes!(log::record),
        routes!(log::history),
        routes!(measurements::receive).layer(DefaultBodyLimit::max(measurements::LONGEST)),
    ]
}

fn described() -> (axum::Router<App>, utoipa::openapi::OpenApi) {
    let begun = OpenApiRouter::with_openapi(Description::openapi());
    endpoints().into_iter().fold(begun, OpenApiRouter::routes).split_for_parts()
}

/// Every endpoint, and their description.
pub(crate) fn router() -> axum::Router<App> {
    let (router, _) = described();
    let text = description::text();
    let describe = async move || ([(header::CONTENT_TYPE, "application/json")], text);
    router
        .route("/api/openapi.json", get(describe))
        .route("/api/sdmx", get(sdmx::any))
        .route("/api/sdmx/{*query}", get(sdmx::any))
        .route("/api", get(async || axum::response::Redirect::temporary("/api/openapi.json")))
}

/// The address that was asked, with another value for one of its parameters, where it stood. The value
/// stands in an address as it is.
fn address_with(uri: &Uri, name: &str, value: &str) -> String {
    let mut new = Some(format!("{name}={value}"));
    let asked = uri.query().unwrap_or_default().split('&').filter(|part| !part.is_empty());
    let mut query: Vec<String> = asked
        .filter_map(|part| match part.split('=').next() == Some(name) {
            true => new.take(),
            false => Some(part.to_owned()),
        })
        .collect();
    query.extend(new);
    format!("{}?{}", uri.path(), query.join("&"))
}

/// The refusal of a parameter that an endpoint does not know.
pub(crate) fn unknown_parameter(uri: &Uri) -> Option<ApiError> {
    uri.query()?;
    errors::unknown_parameter(uri)
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
        let read = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        read.map(|query| Self(query.0)).map_err(|_| errors::unreadable(&parts.uri))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_keeps_its_place_in_an_address() {
        for (asked, expected) in [
            ("/a", "/a?format=csv"),
            ("/a?", "/a?format=csv"),
            ("/a?format=json&b=1", "/a?format=csv&b=1"),
            ("/a?b=1&format&b=2", "/a?b=1&format=csv&b=2"),
            ("/a?formats=1", "/a?formats=1&format=csv"),
        ] {
            assert_eq!(address_with(&asked.parse().unwrap(), "format", "csv"), expected);
        }
    }
}
