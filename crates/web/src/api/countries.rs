//! Countries and where they stand.

use axum::Json;
use axum::extract::{Path, State};

use passerelle_desk::country::CountryView;
use passerelle_vocabulary::Country;

use super::{ApiError, ErrorBody};
use crate::App;

/// Every country and territory.
#[utoipa::path(get, path = "/api/v1/countries", tag = "countries",
    responses((status = 200, body = Vec<Country>)))]
pub(super) async fn list(State(app): State<App>) -> Json<Vec<Country>> {
    Json(app.desk.catalogue.places.countries().to_vec())
}

/// One country: where it stands on each indicator, who is left out, what was promised.
#[utoipa::path(get, path = "/api/v1/countries/{iso3}", tag = "countries",
    params(("iso3" = String, Path, description = "ISO 3166-1 alpha-3", example = "KEN")),
    responses((status = 200, body = CountryView), (status = 404, body = ErrorBody)))]
pub(super) async fn one(
    State(app): State<App>,
    Path(iso3): Path<String>,
) -> Result<Json<CountryView>, ApiError> {
    let view = app.desk.country(&iso3.to_ascii_uppercase()).await?;
    view.map(Json).ok_or(ApiError::NotFound { field: "iso3", found: iso3 })
}
