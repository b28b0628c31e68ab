//! Initiatives: all of them, one with its budget, the budget as a table, the activity for IATI.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use passerelle_desk::exports::iati;
use passerelle_desk::initiatives::InitiativeView;
use passerelle_desk::initiatives::initiative::{BudgetLine, InitiativeStatus, Purpose};
use passerelle_vocabulary::Text;

use super::errors::{ApiError, ErrorBody, Missing};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted, code};
use crate::App;

/// The media type of an activity.
const XML: &str = "application/xml; charset=utf-8";

/// An initiative in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct InitiativeLine {
    /// Its name in addresses.
    initiative: String,
    /// What it is called.
    title: Text,
    /// ISO 3166-1 alpha-3; `None` where it is in none, or in several.
    country: Option<String>,
    /// Every country in which it is.
    countries: Vec<String>,
    /// How far it has come.
    state: InitiativeStatus,
    /// When it begins.
    start: String,
    /// When it ends.
    end: String,
    /// ISO 4217 code of the amounts.
    currency: String,
    /// All of its budget.
    amount: f64,
    /// What of it is promised.
    committed: f64,
    /// What of it nobody has promised.
    open: f64,
    /// Ids of the commitments that it serves.
    serves: Vec<String>,
}

/// A line of a budget.
#[derive(Serialize, ToSchema)]
pub(super) struct BudgetRow {
    /// The initiative's name in addresses.
    initiative: String,
    /// Number of the line in this version.
    line: u32,
    /// The calendar year.
    budget_year: i32,
    /// What it is for.
    purpose: Purpose,
    /// Code of the technology.
    technology: String,
    /// The lot.
    lot: String,
    /// All of it.
    amount: f64,
    /// What of it is promised.
    committed: f64,
    /// What of it nobody has promised.
    open: f64,
    /// ISO 4217 code of the amounts.
    currency: String,
    /// Who promised how much of it.
    committed_by: Vec<String>,
}

/// Initiatives as a table.
pub(super) const INITIATIVES: Table<InitiativeLine> = Table {
    name: "initiatives",
    address: "/api/v1/initiatives",
    key: &["initiative"],
    columns: &[
        Column("initiative", Cell::Code(|one| one.initiative.as_str().into())),
        Column("title", Cell::Text(|one| &one.title)),
        Column("country", Cell::Code(|one| one.country.as_deref().unwrap_or_default().into())),
        Column("countries", Cell::Codes(|one| one.countries.clone())),
        Column("state", Cell::Code(|one| code(&one.state))),
        Column("start", Cell::Code(|one| one.start.as_str().into())),
        Column("end", Cell::Code(|one| one.end.as_str().into())),
        Column("currency", Cell::Code(|one| one.currency.as_str().into())),
        Column("amount", Cell::Number(|one| Some(one.amount))),
        Column("committed", Cell::Number(|one| Some(one.committed))),
        Column("open", Cell::Number(|one| Some(one.open))),
        Column("serves", Cell::Codes(|one| one.serves.clone())),
    ],
};

/// The budget of an initiative as a table.
pub(super) const BUDGET: Table<BudgetRow> = Table {
    name: "budget",
    address: "/api/v1/initiatives/{slug}/budget",
    key: &["initiative", "line"],
    columns: &[
        Column("initiative", Cell::Code(|one| one.initiative.as_str().into())),
        Column("line", Cell::Whole(|one| Some(one.line.into()))),
        Column("budget_year", Cell::Whole(|one| Some(one.budget_year.into()))),
        Column("purpose", Cell::Code(|one| code(&one.purpose))),
        Column("technology", Cell::Code(|one| one.technology.as_str().into())),
        Column("lot", Cell::Code(|one| one.lot.as_str().into())),
        Column("amount", Cell::Number(|one| Some(one.amount))),
        Column("committed", Cell::Number(|one| Some(one.committed))),
        Column("open", Cell::Number(|one| Some(one.open))),
        Column("currency", Cell::Code(|one| one.currency.as_str().into())),
        Column("committed_by", Cell::Codes(|one| one.committed_by.clone())),
    ],
};

fn amount(cents: i64) -> f64 {
    cents as f64 / 100.0
}

fn line_of(view: &InitiativeView) -> InitiativeLine {
    let one = &view.initiative;
    let sum = one.money();
    InitiativeLine {
        initiative: view.slug.clone(),
        title: one.title.clone(),
        country: one.country.clone(),
        countries: one.in_countries().map(str::to_owned).collect(),
        state: one.status,
        start: one.start.to_string(),
        end: one.end.to_string(),
        currency: one.currency.clone(),
        amount: amount(sum.cents),
        committed: amount(sum.committed),
        open: amount(sum.open),
        serves: one.serves.clone(),
    }
}

fn rows_of(view: &InitiativeView) -> Vec<BudgetRow> {
    let row = |line: &BudgetLine| BudgetRow {
        initiative: view.slug.clone(),
        line: line.number,
        budget_year: line.year,
        purpose: line.purpose,
        technology: line.technology.clone(),
        lot: line.lot.clone(),
        amount: amount(line.cents),
        committed: amount(line.committed()),
        open: amount(line.open()),
        currency: view.initiative.currency.clone(),
        committed_by: line
            .pledged
            .iter()
            .map(|pledge| format!("{} {:.2}", pledge.by, amount(pledge.cents)))
            .collect(),
    };
    view.initiative.budget.iter().map(row).collect()
}

/// The budget of an initiative as CSV.
pub fn budget_csv(view: &InitiativeView) -> String {
    BUDGET.csv(&rows_of(view))
}

pub(super) async fn found(app: &App, slug: &str) -> Result<InitiativeView, ApiError> {
    let missing = || ApiError::NotFound { what: Missing::Initiative, found: slug.to_owned() };
    app.desk.initiative(slug).await?.ok_or_else(missing)
}

/// Every initiative, with what of its budget is promised and what is open.
#[utoipa::path(get, path = "/api/v1/initiatives", tag = "initiatives", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<InitiativeLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let all = app.desk.initiatives(None).await?;
    let lines: Vec<InitiativeLine> = all.iter().map(line_of).collect();
    INITIATIVES.answer_part(&wanted, &part, &lines)
}

/// An initiative with its budget. Amounts are in hundredths of its currency.
#[utoipa::path(get, path = "/api/v1/initiatives/{slug}", tag = "initiatives",
    params(("slug" = String, Path, description = "Its name in addresses", example = "connect-every-school")),
    responses((status = 200, body = InitiativeView), (status = 404, body = ErrorBody)))]
pub(super) async fn one(
    State(app): State<App>,
    Path(slug): Path<String>,
) -> Result<Json<InitiativeView>, ApiError> {
    Ok(Json(found(&app, &slug).await?))
}

/// The budget of an initiative, line by line.
#[utoipa::path(get, path = "/api/v1/initiatives/{slug}/budget", tag = "initiatives",
    params(("slug" = String, Path, description = "Its name in addresses", example = "connect-every-school"),
           ListQuery),
    responses((status = 200, content((Vec<BudgetRow> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn budget(
    State(app): State<App>,
    Path(slug): Path<String>,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let view = found(&app, &slug).await?;
    Ok(BUDGET.answer(&wanted, &rows_of(&view)))
}

/// An initiative as an activity of IATI 2.03, where who answers for it has an identifier there.
#[utoipa::path(get, path = "/api/v1/initiatives/{slug}/iati", tag = "initiatives",
    params(("slug" = String, Path, description = "Its name in addresses", example = "connect-every-school")),
    responses((status = 200, description = "IATI 2.03", body = String, content_type = "application/xml"),
              (status = 404, body = ErrorBody)))]
pub(super) async fn activity(
    State(app): State<App>,
    Path(slug): Path<String>,
) -> Result<Response, ApiError> {
    let view = found(&app, &slug).await?;
    let activity = app.desk.activity(&view, None).await?;
    // Made again at any moment, it is the same: the version was written then.
    let xml = iati::iati(&activity, &view.moment);
    let xml = xml.map_err(|_| ApiError::NotFound { what: Missing::Reporter, found: slug })?;
    Ok(([(header::CONTENT_TYPE, XML)], xml).into_response())
}
