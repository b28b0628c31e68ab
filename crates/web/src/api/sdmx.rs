//! SDMX, for statistical offices' own tools: the REST API 2.x (data, structures, which data there are) under `/api/sdmx`, and
//! the structure of the SDMX-CSV that other endpoints give.
//!
//! What is asked is read, and what is answered is written, at the doors ([`passerelle_desk::exports::sdmx`]).

mod answer;
mod wanted;

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use passerelle_desk::exports::sdmx::{
    Names, Problem, ProblemCode, Problems, Query, QueryError, parse, write_structures,
};

use super::errors::{ApiError, ErrorBody};
use crate::App;
use crate::words::Words;

/// The media type, without its version.
pub(crate) const MEDIA: &str = "application/vnd.sdmx.data+csv";
/// The media type that is answered.
pub(super) const CONTENT_TYPE: &str = "application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8";
/// The media type of messages of data.
const JSON: &str = "application/vnd.sdmx.data+json";
/// The media type of messages of structures.
const STRUCTURE: &str = "application/vnd.sdmx.structure+json";
const STRUCTURE_TYPE: &str = "application/vnd.sdmx.structure+json;version=2.0.0";
/// The address of the structure, told with every file (`Link: …; rel="describedby"`).
pub(super) const ADDRESS: &str = "/api/v1/observations/structure";
/// What the addresses of the REST API begin with.
pub(crate) const BASE: &str = "/api/sdmx/";

/// A message of `locales/`, by language.
pub(super) fn said(name: &str) -> Names {
    Words::all().iter().map(|words| (words.code().to_owned(), words.t(name))).collect()
}

impl From<QueryError> for ApiError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Query(problems) => Self::Sdmx(problems),
            QueryError::Desk(error) => error.into(),
        }
    }
}

/// One thing that is wrong with a query.
fn wrong(code: ProblemCode, place: &str, found: &str, allowed: &str) -> ApiError {
    ApiError::Sdmx(Problems::from(Problem::new(code, place, found).allowed(allowed)))
}

/// The structure of the SDMX-CSV of observations.
///
/// One structure for every figure; its code lists hold what the catalogue names and what is in use.
#[utoipa::path(get, path = "/api/v1/observations/structure", tag = "observations",
    responses((status = 200, description = "SDMX-JSON 2.0 structure message",
        content((Object = "application/vnd.sdmx.structure+json")))))]
pub(super) async fn structure(State(app): State<App>) -> Result<Response, ApiError> {
    let message = app.desk.sdmx_structures(&said).await?;
    let text = write_structures(&message).map_err(|error| ApiError::Failed(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, STRUCTURE_TYPE)], text).into_response())
}

/// Figures, as the SDMX REST API 2.x asks for them.
///
/// `context`, `agency`, `id`, `version` and `key` may be lists (`A,B`) or `*`, and may be left out from the
/// end on. Filters are parameters named by their component: `c[TIME_PERIOD]=ge:2015+le:2020`,
/// `c[SEX]=female,male`. Also understood: `updatedAfter`, `offset`, `limit`, `reportingYearStartDay`, and
/// `sort` (`series_key+TIME_PERIOD:desc`). Known and not served (501): `includeHistory`, `asOf`, and the
/// resources `schema` and `metadata`. SDMX-CSV 2.0 is sent at any length; an answer in SDMX-JSON 2.0, or
/// one that is sorted, has at most 50,000 observations.
#[utoipa::path(get, path = "/api/sdmx/data/{context}/{agency}/{id}/{version}/{key}", tag = "sdmx",
    params(
        ("context" = String, Path, example = "dataflow",
            pattern = "^(\\*|dataflow|datastructure|provisionagreement)$"),
        ("agency" = String, Path, example = "PASSERELLE", pattern = "^(\\*|[A-Za-z][A-Za-z0-9_-]{0,30})$"),
        ("id" = String, Path, example = "OBSERVATIONS", pattern = "^(\\*|[A-Za-z][A-Za-z0-9_-]{0,30})$"),
        ("version" = String, Path, example = "1.0", pattern = "^([*~]|[0-9]{1,3}\\.[0-9]{1,3}(\\.[0-9]{1,3})?)$"),
        ("key" = String, Path, example = "A.internet_users.XEX",
            pattern = "^(\\*|[A-Za-z0-9_@$-]{1,30})(\\.(\\*|[A-Za-z0-9_@$-]{1,30})){0,4}$"),
        ("firstNObservations" = Option<u64>, Query, minimum = 1, nullable = false,
            description = "Most observations of each series, from its first"),
        ("lastNObservations" = Option<u64>, Query, minimum = 1, nullable = false,
            description = "Most observations of each series, back from its last"),
        ("dimensionAtObservation" = Option<String>, Query, nullable = false,
            pattern = "^(TIME_PERIOD|AllDimensions|INDICATOR|REF_AREA)$",
            description = "Id of the dimension by which observations of a series are told apart, or AllDimensions"),
        ("attributes" = Option<String>, Query, nullable = false,
            pattern = "^(dsd|msd|dataset|series|obs|all|none|UNIT_MEASURE|OBS_STATUS|STD_ERROR|N_CASES)$",
            description = "Attributes wanted: words or ids, commas between"),
        ("measures" = Option<String>, Query, nullable = false, pattern = "^(all|none|OBS_VALUE)$",
            description = "Measures wanted"),
    ),
    responses((status = 200, description = "SDMX-CSV 2.0 or SDMX-JSON 2.0",
                  content((String = "application/vnd.sdmx.data+csv"),
                          (Object = "application/vnd.sdmx.data+json"))),
              (status = 404, description = "No figure fits the query", body = ErrorBody),
              (status = 406, description = "A form that is not written here", body = ErrorBody),
              (status = 413, description = "More observations than one message holds", body = ErrorBody),
              (status = 414, description = "Too long a query", body = ErrorBody),
              (status = 422, description = "A component that the structure does not have", body = ErrorBody),
              (status = 501, description = "Known, and not served here", body = ErrorBody),
              (status = 503, description = "Many large downloads are going on", body = ErrorBody)))]
pub(super) async fn data(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    any(State(app), headers, uri).await
}

/// Structures of figures, as the SDMX REST API 2.x asks for them.
///
/// The data flow, its data structure definition, its concepts and lists of codes, made from the definitions of
/// the indicators. Everything after `type` may be left out from the end on; lists (`A,B`) and `*` are
/// understood, and behind the version the ids of items of a list.
#[utoipa::path(get, path = "/api/sdmx/structure/{type}/{agency}/{id}/{version}", tag = "sdmx",
    params(
        ("type" = String, Path, example = "dataflow",
            pattern = "^(\\*|dataflow|datastructure|codelist|conceptscheme|agencyscheme|hierarchy)$"),
        ("agency" = String, Path, example = "PASSERELLE", pattern = "^(\\*|[A-Za-z][A-Za-z0-9_-]{0,30})$"),
        ("id" = String, Path, example = "OBSERVATIONS", pattern = "^(\\*|[A-Za-z][A-Za-z0-9_-]{0,30})$"),
        ("version" = String, Path, example = "1.0", pattern = "^([*~]|[0-9]{1,3}\\.[0-9]{1,3}(\\.[0-9]{1,3})?)$"),
        ("references" = Option<String>, Query, nullable = false,
            pattern = "^(none|parents|parentsandsiblings|ancestors|children|descendants|all|codelist|conceptscheme|datastructure|dataflow)$",
            description = "Which related artefacts are wanted"),
        ("detail" = Option<String>, Query, nullable = false,
            pattern = "^(full|allstubs|referencestubs|allcompletestubs|referencecompletestubs|referencepartial|raw)$",
            description = "How much of them"),
    ),
    responses((status = 200, description = "SDMX-JSON 2.0 structure message",
                  content((Object = "application/vnd.sdmx.structure+json"))),
              (status = 404, description = "No structure fits the query", body = ErrorBody),
              (status = 406, description = "A form that is not written here", body = ErrorBody),
              (status = 414, description = "Too long a query", body = ErrorBody)))]
pub(super) async fn structures(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    any(State(app), headers, uri).await
}

/// Resources of the standard that are served.
const SERVED: [&str; 3] = ["data", "structure", "availability"];
/// Those that are not.
const UNSERVED: [&str; 3] = ["schema", "metadata", "registration"];

/// Any query: addresses that leave something out at their end are not described one by one.
pub(super) async fn any(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let asked = uri.path_and_query().map_or("", |asked| asked.as_str());
    let asked = asked.strip_prefix(BASE.trim_end_matches('/')).unwrap_or_default();
    let resource = asked.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    if UNSERVED.contains(&resource) {
        let served = SERVED.join(", ");
        return Err(wrong(ProblemCode::QueryNotSupported, resource, "", &served));
    }
    match parse(asked).map_err(ApiError::Sdmx)? {
        Query::Data(query) => answer::data(&app, query, &headers, &uri).await,
        Query::Structure(query) => answer::structures(&app, &query, &headers).await,
        Query::Availability(query) => answer::availability(&app, query, &headers).await,
    }
}
