//! Figures, page by page, as JSON or CSV.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_desk::exports::csv;
use passerelle_tables::{Cursor, Filter};
use passerelle_vocabulary::{Dimensions, Observation};

use super::{ApiError, Asked, ErrorBody};
use crate::App;

const USUAL: usize = 1_000;
const MOST: usize = 10_000;
/// A download as CSV holds everything that was asked for, up to this.
const MOST_CSV: usize = 500_000;

/// Which figures.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Query {
    /// Code of the indicator.
    #[param(example = "internet_users", nullable = false)]
    #[serde(default)]
    indicator: Option<String>,
    /// Code of the place: ISO 3166-1 alpha-3, a group, or a path within a country.
    #[param(example = "KEN", nullable = false)]
    #[serde(default)]
    place: Option<String>,
    /// Who, exactly: `sex=female;location=rural`; empty for everyone; absent for all.
    #[param(
        nullable = false,
        pattern = "^([a-z][a-z0-9_]*=[a-z0-9_]+(;[a-z][a-z0-9_]*=[a-z0-9_]+)*)?$"
    )]
    #[serde(default)]
    dimensions: Option<String>,
    /// Id of the source.
    #[param(nullable = false)]
    #[serde(default)]
    source: Option<String>,
    /// Figures in a page, 1 to 10,000.
    #[param(minimum = 1, maximum = 10000, nullable = false)]
    #[serde(default)]
    limit: Option<usize>,
    /// `next` of the page before.
    #[param(nullable = false, pattern = "^[0-9]{1,18}\\.[0-9]{1,18}$")]
    #[serde(default)]
    after: Option<String>,
    /// `json` or `csv`; without it, what `Accept` asks for.
    #[param(nullable = false, pattern = "^(json|csv)$")]
    #[serde(default)]
    format: Option<String>,
}

/// A page of figures.
#[derive(Serialize, ToSchema)]
pub(super) struct ObservationPage {
    /// The figures.
    observations: Vec<Observation>,
    /// To be given back as `after`; `null` on the last page.
    next: Option<String>,
}

/// Figures of an indicator, of a place, or of both, page by page.
///
/// As CSV, everything at once: up to 500,000 figures; where there are more, ask with `limit` and `after`.
#[utoipa::path(get, path = "/api/v1/observations", tag = "observations", params(Query),
    responses((status = 200, content((ObservationPage = "application/json"), (String = "text/csv"))),
              (status = 400, body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
    Asked(query): Asked<Query>,
) -> Result<Response, ApiError> {
    let as_csv = wants_csv(&query, &headers)?;
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let limit = match query.limit {
        Some(limit) if !(1..=MOST).contains(&limit) => {
            return Err(ApiError::BadParameter { field: "limit", found: limit.to_string() });
        }
        Some(limit) => limit,
        None if as_csv => MOST_CSV,
        None => USUAL,
    };
    let name = file_name(&query);
    let filter = filter(query)?;
    let page = app.desk.observations().page(&filter, after, limit).await;
    let page = page.map_err(passerelle_desk::DeskError::from)?;
    let next = page.next.map(|cursor| format!("{}.{}", cursor.series, cursor.period));
    let mut response = if as_csv {
        let next = next.map(|cursor| address_after(&uri, &cursor));
        as_file(&page.observations, &name, next.as_deref())?
    } else {
        Json(ObservationPage { observations: page.observations, next }).into_response()
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// The address that was asked, from this cursor on.
fn address_after(uri: &Uri, cursor: &str) -> String {
    let asked = uri.query().unwrap_or_default().split('&');
    let others = asked.filter(|part| !part.is_empty() && !part.starts_with("after="));
    let mut query: Vec<String> = others.map(str::to_owned).collect();
    query.push(format!("after={cursor}"));
    format!("{}?{}", uri.path(), query.join("&"))
}

/// The CSV, with the address of what describes it and, where it stops short, that of the rest.
fn as_file(
    observations: &[Observation],
    name: &str,
    next: Option<&str>,
) -> Result<Response, ApiError> {
    let text = csv(observations).map_err(|error| ApiError::Failed(error.to_string()))?;
    let described = format!(
        "<{}>; rel=\"describedby\"; type=\"application/csvm+json\"",
        super::metadata::ADDRESS
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, name),
        (header::LINK, described.as_str()),
    ];
    let mut response = (headers, text).into_response();
    let more = next.map(|next| format!("<{next}>; rel=\"next\""));
    if let Some(more) = more.and_then(|more| HeaderValue::from_str(&more).ok()) {
        response.headers_mut().append(header::LINK, more);
    }
    Ok(response)
}

fn wants_csv(query: &Query, headers: &HeaderMap) -> Result<bool, ApiError> {
    match query.format.as_deref() {
        Some("csv") => Ok(true),
        Some("json") => Ok(false),
        Some(other) => Err(ApiError::BadParameter { field: "format", found: other.to_owned() }),
        None => {
            let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
            Ok(accept.is_some_and(|accept| accept.contains("text/csv")))
        }
    }
}

fn read_cursor(written: &str) -> Result<Cursor, ApiError> {
    let refused = || ApiError::BadParameter { field: "after", found: written.to_owned() };
    let (series, period) = written.split_once('.').ok_or_else(refused)?;
    let number = |part: &str| part.parse::<i64>().ok().filter(|number| *number >= 0);
    Ok(Cursor {
        series: number(series).ok_or_else(refused)?,
        period: number(period).ok_or_else(refused)?,
    })
}

fn filter(query: Query) -> Result<Filter, ApiError> {
    let dimensions = query.dimensions.map(|written| {
        Dimensions::parse(&written)
            .map_err(|found| ApiError::BadParameter { field: "dimensions", found })
    });
    // PostgreSQL keeps no NUL in a text: a name with one is a name that nothing has.
    let clean = |field, part: Option<String>| match part {
        Some(part) if part.contains('\0') => {
            Err(ApiError::BadParameter { field, found: String::new() })
        }
        part => Ok(part),
    };
    Ok(Filter {
        indicator: clean("indicator", query.indicator)?,
        place: clean("place", query.place)?,
        dimensions: dimensions.transpose()?.map(|dimensions| {
            if dimensions.to_string().contains('\0') { Dimensions::everyone() } else { dimensions }
        }),
        source: clean("source", query.source)?,
    })
}

fn file_name(query: &Query) -> String {
    let plain = |part: &Option<String>| -> String {
        let part = part.as_deref().unwrap_or("all");
        part.chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' })
            .take(60)
            .collect()
    };
    let (indicator, place) = (plain(&query.indicator), plain(&query.place));
    format!("attachment; filename=\"passerelle-{indicator}-{place}.csv\"")
}
