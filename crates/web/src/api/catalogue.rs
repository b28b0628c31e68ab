//! The catalogue: commitments, indicators, sources, groups; search over all of it.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_compact::Commitment;
use passerelle_desk::indicator::IndicatorView;
use passerelle_desk::panel::Panel;
use passerelle_desk::search::Hit;
use passerelle_inclusion::{Indicator, Interval, Point, is_outdated};
use passerelle_vocabulary::{Group, Lang, Period, Status, Text};

use super::Asked;
use super::errors::{ApiError, Bad, ErrorBody, Missing};
use super::table::{Cell, Column, Format, ListQuery, Part, PartQuery, Table, Wanted, code, varied};
use crate::App;
use crate::words::Words;

/// Commitments as a table.
pub(super) const COMMITMENTS: Table<Commitment> = Table {
    name: "commitments",
    address: "/api/v1/commitments",
    key: &["id"],
    columns: &[
        Column("id", Cell::Code(|one| one.id.as_str().into())),
        Column("text", Cell::Code(|one| one.text.code().into())),
        Column("kind", Cell::Code(|one| one.kind.code().into())),
        Column("title", Cell::Text(|one| &one.title)),
        Column("statement", Cell::Text(|one| &one.statement)),
        Column("passage", Cell::Text(|one| &one.place)),
        Column("order", Cell::Whole(|one| Some(i64::from(one.order)))),
        Column(
            "sdgs",
            Cell::Wholes(|one| one.sdgs.0.iter().map(|sdg| sdg.number().to_string()).collect()),
        ),
        Column(
            "due",
            Cell::Code(|one| one.due.map_or_else(String::new, |due| due.to_string()).into()),
        ),
        Column(
            "addressees",
            Cell::Codes(|one| one.addressees.iter().map(|who| who.code().to_owned()).collect()),
        ),
        Column(
            "systems",
            Cell::Codes(|one| one.systems.iter().map(|one| one.code().to_owned()).collect()),
        ),
        Column("indicators", Cell::Codes(|one| one.indicators.clone())),
    ],
};

/// Indicators as a table.
pub(super) const INDICATORS: Table<Indicator> = Table {
    name: "indicators",
    address: "/api/v1/indicators",
    key: &["code"],
    columns: &[
        Column("code", Cell::Code(|one| one.code.as_str().into())),
        Column("theme", Cell::Code(|one| one.theme.as_str().into())),
        Column("name", Cell::Text(|one| &one.name)),
        Column("definition", Cell::Text(|one| &one.definition)),
        Column("unit", Cell::Code(|one| one.unit.as_str().into())),
        Column("direction", Cell::Code(|one| code(&one.direction))),
        Column("target", Cell::Number(|one| one.target.as_ref().map(|target| target.value))),
        Column(
            "target_year",
            Cell::Whole(|one| one.target.as_ref().map(|target| i64::from(target.year))),
        ),
        Column(
            "sdg_series",
            Cell::Code(|one| one.sdg_series.as_deref().unwrap_or_default().into()),
        ),
    ],
};

/// Publishers as a table.
pub(super) const SOURCES: Table<Source> = Table {
    name: "sources",
    address: "/api/v1/sources",
    key: &["id"],
    columns: &[
        Column("id", Cell::Code(|one| one.id.as_str().into())),
        Column("name", Cell::Text(|one| &one.name)),
        Column("licence", Cell::Code(|one| one.licence.as_str().into())),
        Column("url", Cell::Code(|one| one.url.as_str().into())),
        Column("vintage", Cell::Code(|one| one.vintage.as_deref().unwrap_or_default().into())),
    ],
};

/// Groups of countries as a table.
pub(super) const GROUPS: Table<Group> = Table {
    name: "groups",
    address: "/api/v1/groups",
    key: &["id"],
    columns: &[
        Column("id", Cell::Code(|one| one.id.as_str().into())),
        Column("m49", Cell::Code(|one| one.m49.as_str().into())),
        Column("kind", Cell::Code(|one| one.kind.as_str().into())),
        Column("name", Cell::Text(|one| &one.name)),
    ],
};

/// What was found, as a table.
pub(super) const HITS: Table<Hit> = Table {
    name: "search",
    address: "/api/v1/search",
    key: &["kind", "id"],
    columns: &[
        Column("kind", Cell::Code(|one| one.kind.into())),
        Column("id", Cell::Code(|one| one.id.as_str().into())),
        Column("title", Cell::Text(|one| &one.title)),
        Column("summary", Cell::Text(|one| &one.summary)),
    ],
};

/// The latest figures as a table.
pub(super) const LATEST: Table<LatestFigure> = Table {
    name: "latest",
    address: "/api/v1/compare",
    key: &["indicator", "place"],
    columns: &[
        Column("indicator", Cell::Code(|one| one.indicator.as_str().into())),
        Column("place", Cell::Code(|one| one.place.as_str().into())),
        Column("period", Cell::Code(|one| one.period.to_string().into())),
        Column("value", Cell::Number(|one| Some(one.value))),
        Column("unit", Cell::Code(|one| one.unit.as_str().into())),
        Column("standard_error", Cell::Number(|one| one.standard_error)),
        Column("low", Cell::Number(|one| one.interval.map(|interval| interval.low))),
        Column("high", Cell::Number(|one| one.interval.map(|interval| interval.high))),
        Column("n", Cell::Number(|one| one.n)),
        Column("status", Cell::Code(|one| one.status.code().into())),
        Column("source", Cell::Code(|one| one.source.as_str().into())),
        Column("batch", Cell::Whole(|one| Some(one.batch))),
        Column("outdated", Cell::Flag(|one| one.outdated)),
    ],
};

/// Where the latest figures of one indicator are.
pub(super) const LATEST_OF_ONE: &str = "/api/v1/indicators/{code}";

/// Every commitment of the three texts.
#[utoipa::path(get, path = "/api/v1/commitments", tag = "commitments", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<Commitment> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn commitments(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    COMMITMENTS.answer_part(&wanted, &part, &app.desk.catalogue.commitments)
}

/// One commitment.
#[utoipa::path(get, path = "/api/v1/commitments/{id}", tag = "commitments",
    params(("id" = String, Path, example = "gdc.1.connectivity.a")),
    responses((status = 200, body = Commitment), (status = 404, body = ErrorBody)))]
pub(super) async fn commitment(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Commitment>, ApiError> {
    let found = app.desk.catalogue.commitment(&id).cloned();
    found.map(Json).ok_or(ApiError::NotFound { what: Missing::Commitment, found: id })
}

/// Every indicator's definition.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "indicators", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<Indicator> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn indicators(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    INDICATORS.answer_part(&wanted, &part, &app.desk.catalogue.indicators)
}

/// One indicator: its definition, and the latest figure of every country and group.
///
/// As CSV, the figures alone.
#[utoipa::path(get, path = "/api/v1/indicators/{code}", tag = "indicators",
    params(("code" = String, Path, example = "internet_users"), ListQuery),
    responses((status = 200, content((IndicatorView = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn indicator(
    State(app): State<App>,
    Path(code): Path<String>,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let view = app.desk.indicator(&code).await?;
    let view = view.ok_or(ApiError::NotFound { what: Missing::Indicator, found: code })?;
    if wanted.format == Format::Json {
        return Ok(varied(Json(view).into_response()));
    }
    let indicator = &view.indicator;
    let panel = app.desk.panel(indicator).await?;
    let listed = view.countries.iter().chain(&view.groups).map(|figure| figure.place.as_str());
    let rows = listed.filter_map(|place| LatestFigure::of(&app, indicator, &panel, place));
    Ok(LATEST.file(&wanted, &rows.collect::<Vec<_>>()))
}

/// The latest figure of an indicator in a place.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LatestFigure {
    /// Code of the indicator.
    indicator: String,
    /// Code of the place.
    place: String,
    /// When.
    period: Period,
    /// The figure.
    value: f64,
    /// Code of its unit.
    unit: String,
    /// Standard error, in the unit.
    standard_error: Option<f64>,
    /// Interval at 95 %, in the unit; `null` where no standard error is published.
    interval: Option<Interval>,
    /// Respondents or cases behind it: that many or more where the publisher gives bands.
    n: Option<f64>,
    /// How sure the publisher is.
    status: Status,
    /// Id of its source.
    source: String,
    /// Number of the import it came with; 0 where it was computed.
    batch: i64,
    /// Whether it is too old to stand for today.
    outdated: bool,
}

impl LatestFigure {
    /// That of a place in the panel of an indicator.
    fn of(app: &App, indicator: &Indicator, panel: &Panel, place: &str) -> Option<Self> {
        let last: &Point = panel.places.get(place)?.series.last()?;
        Some(Self {
            indicator: indicator.code.clone(),
            place: place.to_owned(),
            period: last.period,
            value: last.value,
            unit: indicator.unit.clone(),
            standard_error: last.usable_error(),
            interval: last.interval(indicator.scale()),
            n: last.n,
            status: last.status,
            source: last.source.clone(),
            batch: last.batch,
            outdated: is_outdated(last.period, app.desk.year()),
        })
    }
}

/// Which places are compared.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes; the parameter is read from the address itself")]
pub(super) struct Places {
    /// Code of a country or a group, once for each.
    #[param(min_items = 1, max_items = 6)]
    place: Vec<String>,
}

/// More are not compared at once.
const MOST_PLACES: usize = 6;

/// The places asked for, each once.
fn places(app: &App, query: &str) -> Result<Vec<String>, ApiError> {
    let refused = |what| ApiError::BadParameter { what, found: String::new() };
    let uri = axum::http::Uri::builder().path_and_query(format!("/?{query}")).build();
    let asked = uri
        .ok()
        .and_then(|uri| axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).ok());
    let asked = asked.ok_or_else(|| refused(Bad::Parameters))?.0;
    let asked: Vec<String> =
        asked.into_iter().filter(|(name, _)| name == "place").map(|(_, place)| place).collect();
    if asked.is_empty() || asked.len() > MOST_PLACES {
        return Err(refused(Bad::Places));
    }
    let known = &app.desk.catalogue.places;
    let mut places: Vec<String> = Vec::new();
    for place in asked {
        if known.country(&place).is_none() && known.group(&place).is_none() {
            return Err(ApiError::NotFound { what: Missing::Place, found: place });
        }
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// The latest figures of up to six countries or groups, beside one another.
#[utoipa::path(get, path = "/api/v1/compare", tag = "countries", params(Places, ListQuery),
    responses((status = 200, content((Vec<LatestFigure> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn compare(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let places = places(&app, &query.unwrap_or_default())?;
    let mut rows = Vec::new();
    for indicator in app.desk.catalogue.indicators.iter().filter(|one| one.headline.is_some()) {
        let panel = app.desk.panel(indicator).await?;
        let of = |place: &String| LatestFigure::of(&app, indicator, &panel, place);
        rows.extend(places.iter().filter_map(of));
    }
    Ok(LATEST.answer(&wanted, &rows))
}

/// A publisher of figures.
#[derive(Serialize, ToSchema)]
pub(super) struct Source {
    /// What its figures carry.
    id: String,
    name: Text,
    licence: String,
    url: String,
    vintage: Option<String>,
}

/// Every publisher whose files and interfaces the node reads, with its terms.
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<Source> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn sources(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let publishers = app.desk.catalogue.publishers.iter().map(|publisher| Source {
        id: publisher.id.clone(),
        name: publisher.name.clone(),
        licence: publisher.licence.name.clone(),
        url: publisher.url.clone(),
        vintage: publisher.vintage.clone(),
    });
    SOURCES.answer_part(&wanted, &part, &publishers.collect::<Vec<_>>())
}

/// Groups of countries: regions, income groups, the least developed…
#[utoipa::path(get, path = "/api/v1/groups", tag = "countries", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<Group> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn groups(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    GROUPS.answer_part(&wanted, &part, app.desk.catalogue.places.groups())
}

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// Words; all of them must be found.
    q: String,
    /// Language by which equal answers are sorted; English unless told.
    #[param(nullable = false, pattern = "^(en|fr)$")]
    #[serde(default)]
    lang: Option<String>,
}

impl Question {
    fn lang(&self) -> Result<Lang, ApiError> {
        let Some(asked) = self.lang.as_deref() else { return Ok(Lang::en()) };
        let known: Vec<&str> = Words::all().iter().map(|words| words.code()).collect();
        let refused = || ApiError::BadParameter {
            what: Bad::Language(known.join(", ")),
            found: asked.to_owned(),
        };
        Words::of(asked).map(|words| words.lang().clone()).ok_or_else(refused)
    }
}

/// Countries, places within them, commitments, indicators and sources that answer, the best first; at
/// most 50.
#[utoipa::path(get, path = "/api/v1/search", tag = "search",
    params(Question, PartQuery, ListQuery),
    responses((status = 200, content((Vec<Hit> = "application/json"), (String = "text/csv"))),
              (status = 400, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(super) async fn search(
    State(app): State<App>,
    Asked(question): Asked<Question>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let lang = question.lang()?;
    HITS.answer_part(&wanted, &part, &app.desk.search(&question.q, &lang, 50).await?)
}
