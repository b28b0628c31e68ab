//! Scorecards and their releases.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::releases::{CalendarLine, Release};
use passerelle_desk::scorecards::scorecard::{GroupFigure, Scorecard, ScorecardRow};
use passerelle_desk::scorecards::{ChosenPeer, MOST_CHOSEN, ScorecardView};
use passerelle_inclusion::Interval;

use super::Asked;
use super::errors::{ApiError, Bad, ErrorBody, Missing};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted, code};
use crate::App;

/// A scorecard, and whether it was signed.
#[derive(Serialize, ToSchema)]
pub(super) struct ScorecardAnswer {
    /// The edition that was released; `None` for a working copy, made of what the node holds now.
    release: Option<CalendarLine>,
    /// The country and the scorecard.
    #[serde(flatten)]
    view: ScorecardView,
    /// Countries that were chosen, as they were known in the scorecard's year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    peers: Vec<ChosenPeer>,
}

/// Which countries to compare with.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Others {
    /// Codes of up to six countries, with commas between.
    #[param(example = "TZA,UGA")]
    #[serde(default)]
    peers: String,
}

impl Others {
    fn chosen(&self, app: &App) -> Result<Vec<String>, ApiError> {
        let written = self.peers.split(',').map(str::trim).filter(|code| !code.is_empty());
        let mut chosen: Vec<String> = Vec::new();
        for code in written {
            if app.desk.catalogue.places.country(code).is_none() {
                return Err(ApiError::NotFound { what: Missing::Place, found: code.to_owned() });
            }
            if !chosen.iter().any(|one| one == code) {
                chosen.push(code.to_owned());
            }
        }
        if chosen.len() > MOST_CHOSEN {
            return Err(ApiError::BadParameter { what: Bad::Places, found: String::new() });
        }
        Ok(chosen)
    }
}

/// Which edition.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Edition {
    /// Number of the edition; the latest that was released without it, and a working copy where none was.
    #[param(minimum = 1)]
    edition: Option<u32>,
}

/// A figure of a scorecard: everyone's, or a group's.
#[derive(Serialize, ToSchema)]
pub(super) struct ScorecardLine {
    /// ISO 3166-1 alpha-3.
    place: String,
    /// The year of the scorecard.
    year: i32,
    /// Code of the indicator.
    indicator: String,
    /// Code of the dimension of the group; empty for everyone.
    dimension: String,
    /// Code of the group; empty for everyone.
    category: String,
    /// When the figure is of; empty where there is none.
    period: String,
    /// The figure.
    value: Option<f64>,
    /// Code of its unit.
    unit: String,
    /// Its interval at 95 %.
    interval: Option<Interval>,
    /// The target, in the same unit.
    target: Option<f64>,
    /// The year of the target.
    target_year: Option<i32>,
    /// The target minus the figure.
    gap: Option<f64>,
    /// Its interval at 95 %.
    gap_interval: Option<Interval>,
    /// Where everyone stands, in a word; empty for a group.
    class: String,
    /// Respondents or cases behind the figure: that many or more where the publisher gives bands.
    n: Option<f64>,
    /// How sure the publisher is, or why there is no figure.
    status: String,
    /// Id of the source.
    source: String,
}

/// A scorecard as a table: a row for everyone, and one for each group.
pub(super) const LINES: Table<ScorecardLine> = Table {
    name: "scorecard",
    address: "/api/v1/scorecards/{iso3}/{year}/figures",
    key: &["place", "year", "indicator", "dimension", "category"],
    columns: &[
        Column("place", Cell::Code(|one| one.place.as_str().into())),
        Column("year", Cell::Whole(|one| Some(one.year.into()))),
        Column("indicator", Cell::Code(|one| one.indicator.as_str().into())),
        Column("dimension", Cell::Code(|one| one.dimension.as_str().into())),
        Column("category", Cell::Code(|one| one.category.as_str().into())),
        Column("period", Cell::Code(|one| one.period.as_str().into())),
        Column("value", Cell::Number(|one| one.value)),
        Column("unit", Cell::Code(|one| one.unit.as_str().into())),
        Column("interval_low", Cell::Number(|one| one.interval.map(|of| of.low))),
        Column("interval_high", Cell::Number(|one| one.interval.map(|of| of.high))),
        Column("target", Cell::Number(|one| one.target)),
        Column("target_year", Cell::Whole(|one| one.target_year.map(i64::from))),
        Column("gap", Cell::Number(|one| one.gap)),
        Column("gap_low", Cell::Number(|one| one.gap_interval.map(|of| of.low))),
        Column("gap_high", Cell::Number(|one| one.gap_interval.map(|of| of.high))),
        Column("class", Cell::Code(|one| one.class.as_str().into())),
        Column("n", Cell::Number(|one| one.n)),
        Column("status", Cell::Code(|one| one.status.as_str().into())),
        Column("source", Cell::Code(|one| one.source.as_str().into())),
    ],
};

/// Releases as a table.
pub(super) const RELEASES: Table<CalendarLine> = Table {
    name: "releases",
    address: "/api/v1/releases",
    key: &["release"],
    columns: &[
        Column("release", Cell::Code(|one| one.id().into())),
        Column("place", Cell::Code(|one| one.place.as_str().into())),
        Column("year", Cell::Whole(|one| Some(one.year.into()))),
        Column("edition", Cell::Whole(|one| Some(one.revision.into()))),
        Column("stage", Cell::Code(|one| code(&one.stage))),
        Column("moment", Cell::Code(|one| one.moment.as_str().into())),
        Column("kind", Cell::Code(|one| one.kind.as_deref().unwrap_or_default().into())),
        Column("because", Cell::Code(|one| one.because.as_str().into())),
        Column("changes", Cell::Whole(|one| i64::try_from(one.changes).ok())),
    ],
};

/// Everything that was and will be released, the latest first. What an embargo holds back is announced, and
/// not told.
#[utoipa::path(get, path = "/api/v1/releases", tag = "scorecards", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<CalendarLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn releases(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    RELEASES.answer_part(&wanted, &part, &app.desk.calendar().await?)
}

/// The scorecard of a country and year.
#[utoipa::path(get, path = "/api/v1/scorecards/{iso3}/{year}", tag = "scorecards",
    params(("iso3" = String, Path, description = "ISO 3166-1 alpha-3", example = "KEN"),
           ("year" = String, Path, description = "Four digits", example = "2024"), Edition, Others),
    responses((status = 200, body = ScorecardAnswer), (status = 404, body = ErrorBody)))]
pub(super) async fn one(
    State(app): State<App>,
    Path((iso3, year)): Path<(String, String)>,
    Asked(asked): Asked<Edition>,
    Asked(others): Asked<Others>,
) -> Result<Json<ScorecardAnswer>, ApiError> {
    let chosen = others.chosen(&app)?;
    let (view, release) = found(&app, &iso3, &year, asked.edition).await?;
    let release = release.as_ref().map(CalendarLine::from);
    let peers = app.desk.chosen_peers(view.card.year, &chosen).await?;
    Ok(Json(ScorecardAnswer { release, view, peers }))
}

/// The scorecard as a table, for spreadsheets: everyone's figures, and each group's.
#[utoipa::path(get, path = "/api/v1/scorecards/{iso3}/{year}/figures", tag = "scorecards",
    params(("iso3" = String, Path, description = "ISO 3166-1 alpha-3", example = "KEN"),
           ("year" = String, Path, description = "Four digits", example = "2024"), Edition, ListQuery),
    responses((status = 200, content((Vec<ScorecardLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn figures(
    State(app): State<App>,
    Path((iso3, year)): Path<(String, String)>,
    Asked(asked): Asked<Edition>,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let (view, _) = found(&app, &iso3, &year, asked.edition).await?;
    Ok(LINES.answer(&wanted, &lines_of(&app.desk.catalogue, &view.card)))
}

async fn found(
    app: &App,
    iso3: &str,
    year: &str,
    edition: Option<u32>,
) -> Result<(ScorecardView, Option<Release>), ApiError> {
    let missing =
        || ApiError::NotFound { what: Missing::Scorecard, found: format!("{iso3} {year}") };
    let number = year.parse().map_err(|_| missing())?;
    let found = app.desk.edition(iso3, number, edition).await?;
    found.ok_or_else(missing)
}

/// A scorecard as CSV.
pub fn csv(catalogue: &Catalogue, card: &Scorecard) -> String {
    LINES.csv(&lines_of(catalogue, card))
}

fn lines_of(catalogue: &Catalogue, card: &Scorecard) -> Vec<ScorecardLine> {
    card.rows.iter().flat_map(|row| lines(catalogue, card, row)).collect()
}

fn lines(catalogue: &Catalogue, card: &Scorecard, row: &ScorecardRow) -> Vec<ScorecardLine> {
    let standing = &row.standing;
    let Some(indicator) = catalogue.indicator(&row.indicator) else { return Vec::new() };
    let latest = standing.latest.as_ref();
    let whole = ScorecardLine {
        place: card.place.clone(),
        year: card.year,
        indicator: row.indicator.clone(),
        dimension: String::new(),
        category: String::new(),
        period: latest.map(|latest| latest.period.to_string()).unwrap_or_default(),
        value: latest.map(|latest| latest.value),
        unit: indicator.unit.clone(),
        interval: latest.and_then(|latest| latest.interval),
        target: standing.target.as_ref().map(|target| target.value),
        target_year: standing.target.as_ref().map(|target| target.year),
        gap: standing.gap,
        gap_interval: row.gap_interval,
        class: code(&standing.class).into_owned(),
        n: latest.and_then(|latest| latest.n),
        status: latest
            .map(|latest| latest.status)
            .or(row.absence)
            .map(|one| one.code().to_owned())
            .unwrap_or_default(),
        source: latest.map(|latest| latest.source.clone()).unwrap_or_default(),
    };
    let group = |group: &GroupFigure| ScorecardLine {
        dimension: group.dimension.clone(),
        category: group.category.clone(),
        period: group.period.to_string(),
        value: group.value,
        interval: group.interval,
        gap: group.gap,
        gap_interval: group.gap_interval,
        class: String::new(),
        n: group.n,
        status: group.status.code().to_owned(),
        source: group.source.clone(),
        place: whole.place.clone(),
        indicator: whole.indicator.clone(),
        unit: whole.unit.clone(),
        year: whole.year,
        target: whole.target,
        target_year: whole.target_year,
    };
    let groups: Vec<ScorecardLine> = row.groups.iter().map(group).collect();
    std::iter::once(whole).chain(groups).collect()
}
