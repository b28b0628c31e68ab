//! The explorer's figures, for programs: groups of people side by side.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use passerelle_desk::explore::Exploration;
use passerelle_desk::exports::csv;
use passerelle_vocabulary::{Dimensions, Period};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Asked;
use super::errors::{ApiError, Bad, ErrorBody, Missing};
use super::table::varied;
use crate::App;
use crate::accept::preferred;
use crate::pages::explore as page;

/// What is chosen.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Query {
    /// Code of the indicator.
    #[param(example = "internet_users")]
    indicator: String,
    /// Code of the country, or a path within one.
    #[param(example = "XEX")]
    place: String,
    /// Dimension to tell people apart by; empty for none, absent for the first that there is.
    #[param(example = "sex", nullable = false)]
    #[serde(default)]
    by: Option<String>,
    /// Another dimension, to cross with the first.
    #[param(nullable = false)]
    #[serde(default)]
    and: Option<String>,
    /// Period; the latest where there is no such figure of it.
    #[param(nullable = false, pattern = "^((19|20)[0-9]{2})?$")]
    #[serde(default)]
    period: Option<String>,
    /// Id of the source; the preferred one where there is no such figure of it.
    #[param(nullable = false)]
    #[serde(default)]
    source: Option<String>,
    /// Whose figures are given for the places within: `sex=female`; everyone's without it.
    #[param(
        nullable = false,
        pattern = "^([a-z][a-z0-9_]*=[a-z0-9_]+(;[a-z][a-z0-9_]*=[a-z0-9_]+)*)?$"
    )]
    #[serde(default)]
    among: Option<String>,
    /// `json` or `csv`; without it, what `Accept` asks for.
    #[param(nullable = false, pattern = "^(json|csv)$")]
    #[serde(default)]
    format: Option<String>,
}

/// Figures of one indicator in one place, of one source and period, told apart by one dimension or two; and
/// those of the same people in the places one step within.
///
/// As CSV, the layout of `/api/v1/observations`: first the figures, then those of the places within.
#[utoipa::path(get, path = "/api/v1/explore", tag = "observations", params(Query),
    responses((status = 200, content((Exploration = "application/json"), (String = "text/csv"))),
              (status = 404, description = "No such indicator or place", body = ErrorBody)))]
pub(super) async fn explore(
    State(app): State<App>,
    headers: HeaderMap,
    Asked(query): Asked<Query>,
) -> Result<Response, ApiError> {
    let as_csv = match query.format.as_deref() {
        Some("csv") => true,
        Some("json") => false,
        Some(other) => {
            let what = Bad::Format(&["json", "csv"]);
            return Err(ApiError::BadParameter { what, found: other.to_owned() });
        }
        None => preferred(&headers, &["application/json", "text/csv"]) == Some(1),
    };
    let given = |text: Option<String>| text.unwrap_or_default();
    let asked = page::Asked {
        indicator: query.indicator,
        place: query.place,
        by: query.by,
        and: given(query.and),
        period: given(query.period),
        source: given(query.source),
        among: given(query.among),
    };
    check(&asked)?;
    let catalogue = &app.desk.catalogue;
    let missing = |what, found: &str| ApiError::NotFound { what, found: found.to_owned() };
    let indicator = catalogue
        .indicator(&asked.indicator)
        .ok_or_else(|| missing(Missing::Indicator, &asked.indicator))?;
    let known = catalogue.places.country(&asked.place).is_some()
        || app.desk.areas().await?.contains(&asked.place);
    if !known {
        return Err(missing(Missing::Place, &asked.place));
    }
    let found = app.desk.explore(indicator, &asked.choice()).await?;
    if !as_csv {
        return Ok(varied(Json(found).into_response()));
    }
    let all: Vec<_> = found.cells.into_iter().chain(found.areas).collect();
    let text = csv(&all).map_err(|error| ApiError::Failed(error.to_string()))?;
    let name = "attachment; filename=\"passerelle-groups.csv\"";
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)];
    Ok(varied((headers, text).into_response()))
}

/// Refuses what can be no choice.
fn check(asked: &page::Asked) -> Result<(), ApiError> {
    let refused = |what, found: &str| Err(ApiError::BadParameter { what, found: found.to_owned() });
    if !asked.is_clean() {
        return refused(Bad::Text("place"), "");
    }
    if !asked.period.is_empty() && asked.period.parse::<Period>().is_err() {
        return refused(Bad::Period, &asked.period);
    }
    match Dimensions::parse(&asked.among) {
        Ok(_) => Ok(()),
        Err(found) => refused(Bad::Dimensions, &found),
    }
}
