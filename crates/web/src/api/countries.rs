//! Countries and where they stand.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;

use passerelle_desk::country::CountryView;
use passerelle_vocabulary::Country;

use super::errors::{ApiError, ErrorBody, Missing};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted};
use crate::App;

/// Countries as a table.
pub(super) const COUNTRIES: Table<Country> = Table {
    name: "countries",
    address: "/api/v1/countries",
    key: &["iso3"],
    columns: &[
        Column("iso3", Cell::Code(|country| country.iso3.as_str().into())),
        Column("iso2", Cell::Code(|country| country.iso2.as_str().into())),
        Column("m49", Cell::Code(|country| country.m49.as_str().into())),
        Column("name", Cell::Text(|country| &country.name)),
        Column("region", Cell::Code(|country| country.region.as_str().into())),
        Column("subregion", Cell::Code(|country| country.subregion.as_str().into())),
        Column("income", Cell::Code(|country| country.income.as_str().into())),
        Column("ldc", Cell::Flag(|country| country.ldc)),
        Column("lldc", Cell::Flag(|country| country.lldc)),
        Column("sids", Cell::Flag(|country| country.sids)),
        Column("un_member", Cell::Flag(|country| country.un_member)),
        Column("synthetic", Cell::Flag(|country| country.synthetic)),
    ],
};

/// Every country and territory.
#[utoipa::path(get, path = "/api/v1/countries", tag = "countries", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<Country> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    COUNTRIES.answer_part(&wanted, &part, app.desk.catalogue.places.countries())
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
    view.map(Json).ok_or(ApiError::NotFound { what: Missing::Place, found: iso3 })
}
