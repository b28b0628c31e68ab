//! Money that was promised and paid: the transactions of an initiative, and ranges by commitment, country and year.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_compact::currency::TOTALS_IN;
use passerelle_compact::{Party, Transaction, TransactionKind};
use passerelle_desk::money::{Money, MoneyRow};
use passerelle_vocabulary::Text;

use super::Asked;
use super::errors::{ApiError, ErrorBody};
use super::initiatives::found;
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted, code};
use crate::App;

/// A transaction.
#[derive(Serialize, ToSchema)]
pub(super) struct TransactionLine {
    /// The initiative's name in addresses.
    initiative: String,
    /// Its number in the initiative.
    #[schema(example = "1")]
    transaction: String,
    /// What it is, as the list `TransactionType` of IATI has it.
    transaction_type: TransactionKind,
    /// When.
    #[schema(example = "2027-03-01")]
    day: String,
    /// In its own currency; below 0 where it corrects an earlier one.
    transaction_value: f64,
    /// ISO 4217.
    currency: String,
    /// The day at whose rate it is converted.
    value_day: String,
    /// Who provides it; left out for the initiative itself, or where it is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Party>,
    /// Who receives it; the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver: Option<Party>,
    /// Whether it is known who else could report the same money.
    resolved_link: bool,
    /// In US dollars, at the rate of its day; `null` where there is no such rate.
    value_in_dollars: Option<f64>,
    /// Units of the currency for one US dollar.
    rate: Option<f64>,
    /// The period of the rate.
    rate_period: Option<String>,
    /// The publisher of the rate, in the catalogue.
    rate_source: Option<String>,
    /// In the books of who reports it.
    reference: Option<String>,
    /// What it was for.
    description: Text,
}

fn part_of(
    party: Option<&Party>,
    of: impl Fn(&Party) -> Option<&String>,
) -> std::borrow::Cow<'_, str> {
    party.and_then(of).map(String::as_str).unwrap_or_default().into()
}

fn is_outside(party: Option<&Party>) -> bool {
    party.is_some_and(|party| party.outside)
}

fn written(text: Option<&String>) -> std::borrow::Cow<'_, str> {
    text.map(String::as_str).unwrap_or_default().into()
}

/// Transactions as a table.
pub(super) const TRANSACTIONS: Table<TransactionLine> = Table {
    name: "transactions",
    address: "/api/v1/initiatives/{slug}/transactions",
    key: &["initiative", "transaction"],
    columns: &[
        Column("initiative", Cell::Code(|one| one.initiative.as_str().into())),
        Column("transaction", Cell::Code(|one| one.transaction.as_str().into())),
        Column("transaction_type", Cell::Code(|one| code(&one.transaction_type))),
        Column("day", Cell::Code(|one| one.day.as_str().into())),
        Column("transaction_value", Cell::Number(|one| Some(one.transaction_value))),
        Column("currency", Cell::Code(|one| one.currency.as_str().into())),
        Column("value_day", Cell::Code(|one| one.value_day.as_str().into())),
        Column("provider", Cell::Code(|one| part_of(one.provider.as_ref(), |it| Some(&it.name)))),
        Column(
            "provider_reference",
            Cell::Code(|one| part_of(one.provider.as_ref(), |it| it.reference.as_ref())),
        ),
        Column(
            "provider_activity",
            Cell::Code(|one| part_of(one.provider.as_ref(), |it| it.activity.as_ref())),
        ),
        Column("provider_outside", Cell::Flag(|one| is_outside(one.provider.as_ref()))),
        Column("receiver", Cell::Code(|one| part_of(one.receiver.as_ref(), |it| Some(&it.name)))),
        Column(
            "receiver_reference",
            Cell::Code(|one| part_of(one.receiver.as_ref(), |it| it.reference.as_ref())),
        ),
        Column(
            "receiver_activity",
            Cell::Code(|one| part_of(one.receiver.as_ref(), |it| it.activity.as_ref())),
        ),
        Column("receiver_outside", Cell::Flag(|one| is_outside(one.receiver.as_ref()))),
        Column("resolved_link", Cell::Flag(|one| one.resolved_link)),
        Column("value_in_dollars", Cell::Number(|one| one.value_in_dollars)),
        Column("rate", Cell::Number(|one| one.rate)),
        Column("rate_period", Cell::Code(|one| written(one.rate_period.as_ref()))),
        Column("rate_source", Cell::Code(|one| written(one.rate_source.as_ref()))),
        Column("reference", Cell::Code(|one| written(one.reference.as_ref()))),
        Column("description", Cell::Text(|one| &one.description)),
    ],
};

/// A range.
#[derive(Serialize, ToSchema)]
pub(super) struct MoneyLine {
    /// `all`, a commitment or a country: `commitment/gdc.1.connectivity.a`, `country/KEN`.
    #[schema(example = "country/KEN")]
    counted_for: String,
    /// The calendar year, or `all`: not the sum of years, since money can come in one year and be passed on in the next.
    #[schema(example = "2026")]
    calendar_year: String,
    /// Kinds are never added up.
    transaction_type: TransactionKind,
    /// Transactions whose two links are resolved, each flow once.
    lower: f64,
    /// With what may be the same money told again.
    upper: f64,
    /// ISO 4217 code of both.
    currency: &'static str,
    /// Transactions whose two links are resolved.
    resolved: usize,
    /// Transactions with a link that is open.
    open_links: usize,
    /// Transactions in neither end, whose currency has no rate of their day.
    left_out: usize,
}

fn whole(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

/// Ranges as a table.
pub(super) const MONEY: Table<MoneyLine> = Table {
    name: "money",
    address: "/api/v1/money",
    key: &["counted_for", "calendar_year", "transaction_type"],
    columns: &[
        Column("counted_for", Cell::Code(|one| one.counted_for.as_str().into())),
        Column("calendar_year", Cell::Code(|one| one.calendar_year.as_str().into())),
        Column("transaction_type", Cell::Code(|one| code(&one.transaction_type))),
        Column("lower", Cell::Number(|one| Some(one.lower))),
        Column("upper", Cell::Number(|one| Some(one.upper))),
        Column("currency", Cell::Code(|one| one.currency.into())),
        Column("resolved", Cell::Whole(|one| whole(one.resolved))),
        Column("open_links", Cell::Whole(|one| whole(one.open_links))),
        Column("left_out", Cell::Whole(|one| whole(one.left_out))),
    ],
};

fn amount(cents: i64) -> f64 {
    cents as f64 / 100.0
}

fn line_of(app: &App, money: &Money, slug: &str, one: &Transaction) -> TransactionLine {
    let converted = app.desk.converted(one).ok();
    let source = converted.as_ref().map(|found| found.source.clone());
    TransactionLine {
        initiative: slug.to_owned(),
        transaction: one.number.to_string(),
        transaction_type: one.kind,
        day: one.day.to_string(),
        transaction_value: amount(one.cents),
        currency: one.currency.clone(),
        value_day: one.day_of_rate().to_string(),
        provider: one.provider.clone(),
        receiver: one.receiver.clone(),
        resolved_link: money.is_resolved(one),
        value_in_dollars: converted.as_ref().map(|found| amount(found.cents)),
        rate: converted.as_ref().map(|found| found.rate),
        rate_period: converted.as_ref().map(|found| found.period.to_string()),
        rate_source: source.filter(|source| !source.is_empty()),
        reference: one.reference.clone(),
        description: one.description.clone(),
    }
}

/// The transactions of an initiative, each as it was reported and at the rate of its day.
#[utoipa::path(get, path = "/api/v1/initiatives/{slug}/transactions", tag = "money",
    params(("slug" = String, Path, description = "Its name in addresses", example = "connect-every-school"),
           PartQuery, ListQuery),
    responses((status = 200, content((Vec<TransactionLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn transactions(
    State(app): State<App>,
    Path(slug): Path<String>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let view = found(&app, &slug).await?;
    let money = app.desk.money().await?;
    let all = view.initiative.transactions.iter();
    let lines: Vec<_> = all.map(|one| line_of(&app, &money, &slug, one)).collect();
    TRANSACTIONS.answer_part(&wanted, &part, &lines)
}

/// Whose money.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MoneyQuery {
    /// `all`, a commitment (`commitment/gdc.1.connectivity.a`) or a country (`country/KEN`); every one of them unless told.
    #[param(nullable = false, example = "country/KEN")]
    #[serde(default)]
    counted_for: Option<String>,
}

fn range_of(row: MoneyRow) -> MoneyLine {
    let counted_for = match (row.commitment, row.country) {
        (Some(id), _) => format!("commitment/{id}"),
        (None, Some(iso3)) => format!("country/{iso3}"),
        (None, None) => "all".to_owned(),
    };
    MoneyLine {
        counted_for,
        calendar_year: row.year.map_or_else(|| "all".to_owned(), |year| year.to_string()),
        transaction_type: row.kind,
        lower: amount(row.range.lower),
        upper: amount(row.range.upper),
        currency: TOTALS_IN,
        resolved: row.range.resolved,
        open_links: row.range.open,
        left_out: row.range.left_out,
    }
}

/// What was promised and paid, as ranges: at least, and at most with what may be the same money told twice. By commitment,
/// country and year; kinds of transactions are never added up.
#[utoipa::path(get, path = "/api/v1/money", tag = "money", params(MoneyQuery, PartQuery, ListQuery),
    responses((status = 200, content((Vec<MoneyLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn ranges(
    State(app): State<App>,
    Asked(asked): Asked<MoneyQuery>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let all = app.desk.money().await?.rows().into_iter().map(range_of);
    let fits = |one: &MoneyLine| asked.counted_for.as_ref().is_none_or(|of| *of == one.counted_for);
    MONEY.answer_part(&wanted, &part, &all.filter(fits).collect::<Vec<_>>())
}
