//! Indicators: the definition, every country, the trend, the groups, the sources.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::indicator::PlaceFigure;
use passerelle_inclusion::{Indicator, is_outdated};
use passerelle_vocabulary::{Observation, Period, Status};

use super::origin::Origin;
use super::view::Imports;
use super::{Frame, PageError, PageResult, embed, render, view};
use crate::App;
use crate::charts::{Dots, Line};
use crate::words::Words;

#[derive(Template)]
#[template(path = "indicator.html")]
struct IndicatorPage {
    f: Frame,
    code: String,
    name: String,
    definition: String,
    lead: Option<String>,
    lead_outdated: bool,
    newer: Vec<String>,
    target: Option<String>,
    target_year: String,
    target_note: Option<String>,
    commitment: Option<(String, String)>,
    direction: String,
    sdg_series: Option<String>,
    chart: Option<Line>,
    rows: Vec<PlaceRow>,
    /// How many of them are of countries that exist.
    countries: usize,
    groups: Vec<PlaceRow>,
    by_value: bool,
    with_change: bool,
    origin: Origin,
    stated: Vec<Stated>,
    method: String,
}

/// What one of the texts says.
struct Stated {
    place: String,
    value: String,
    period: String,
    cite: String,
    note: String,
}

struct PlaceRow {
    place: String,
    name: String,
    value: String,
    period: String,
    outdated: bool,
    change: String,
    source: String,
    synthetic: bool,
}

#[derive(Deserialize, Default)]
pub(super) struct Sort {
    #[serde(default)]
    sort: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, code)): Path<(String, String)>,
    Query(sort): Query<Sort>,
) -> PageResult {
    let by_value = sort.sort == "value";
    let asked = if by_value { "?sort=value" } else { "" };
    let f = Frame::new(&lang, format!("/indicators/{code}{asked}"))?;
    let w = f.w;
    let found = app.desk.indicator(&code).await?.ok_or(PageError::NotFound)?;
    let indicator = &found.indicator;
    let mut countries: Vec<&PlaceFigure> = found.countries.iter().collect();
    if by_value {
        countries.sort_by(|a, b| b.value.total_cmp(&a.value));
    }
    let imports = view::imports(&app).await?;
    let row = |figure: &&PlaceFigure| place_row(&app, w, &imports, indicator, figure);
    let mut rows: Vec<PlaceRow> = countries.iter().map(row).collect();
    if !by_value {
        w.sort_by_name(&mut rows, |row| &row.name);
    }
    let mut groups: Vec<PlaceRow> = found.groups.iter().map(|figure| row(&figure)).collect();
    w.sort_by_name(&mut groups, |row| &row.name);
    let name = w.text(&indicator.name).to_owned();
    let world = found.groups.iter().find(|figure| figure.place == "world");
    let lead = world.and_then(|_| {
        let place = app.desk.catalogue.places.name("world", w.lang());
        view::lead_of_series(w, indicator, &place, &found.world)
    });
    let chart = (found.world.len() > 1).then(|| {
        view::line(w, w.t1("chart-world", "indicator", name.as_str()), indicator, &found.world, &[])
    });
    let commitment = indicator.target.as_ref().and_then(|target| target.commitment.clone());
    let commitment = commitment.and_then(|id| {
        let found = app.desk.catalogue.commitment(&id)?;
        Some((id, w.text(&found.title).to_owned()))
    });
    let note = indicator.target.as_ref().map(|target| w.text(&target.note).to_owned());
    render(&IndicatorPage {
        definition: w.text(&indicator.definition).to_owned(),
        lead,
        lead_outdated: world.is_some_and(|world| world.outdated),
        newer: found
            .world_newer
            .iter()
            .map(|found| view::newer(&app.desk.catalogue, w, &imports, indicator, found))
            .collect(),
        countries: found.real_countries().count(),
        target: view::target_text(w, indicator),
        target_year: indicator.target.as_ref().map(|t| t.year.to_string()).unwrap_or_default(),
        target_note: note.filter(|note| !note.is_empty()),
        commitment,
        direction: w.t(&format!("direction-{}", indicator.direction.code())),
        sdg_series: indicator.sdg_series.clone(),
        chart,
        with_change: rows.iter().any(|row| !row.change.is_empty()),
        rows,
        groups,
        by_value,
        origin: Origin::of(
            &app.desk.catalogue,
            w,
            &indicator.sources,
            found.real_countries().chain(&found.groups),
        ),
        stated: stated(&app, w, indicator),
        method: method(w, indicator),
        name,
        code,
        f,
    })
}

fn place_row(
    app: &App,
    w: &Words,
    imports: &Imports,
    indicator: &Indicator,
    figure: &PlaceFigure,
) -> PlaceRow {
    let catalogue = &app.desk.catalogue;
    let change = figure.first.map(|(period, value)| {
        let difference = figure.value - value;
        let sign = if difference > 0.0 { "+" } else { "" };
        let number = w.number(difference, indicator.decimals);
        w.t2("change-since", "change", format!("{sign}{number}"), "period", period.to_string())
    });
    PlaceRow {
        place: figure.place.clone(),
        name: app.desk.catalogue.places.name(&figure.place, w.lang()).into_owned(),
        value: view::figure(w, indicator, figure.value),
        period: view::with_status(w, figure.period.to_string(), figure.status),
        outdated: figure.outdated,
        change: change.unwrap_or_default(),
        source: view::source_of_import(catalogue, w, imports, &figure.source, figure.batch).name,
        synthetic: figure.synthetic,
    }
}

/// Figures that the texts themselves state, each with its passage.
fn stated(app: &App, w: &Words, indicator: &Indicator) -> Vec<Stated> {
    let catalogue = &app.desk.catalogue;
    let of_it = catalogue.stated.iter().filter(|stated| stated.indicator == indicator.code);
    of_it
        .map(|stated| Stated {
            place: catalogue.places.name(&stated.place, w.lang()).into_owned(),
            value: view::figure_in_words(w, indicator, stated.value),
            period: stated.period.clone(),
            cite: super::sources::cited(w, catalogue, &stated.cite),
            note: w.text(&stated.note).to_owned(),
        })
        .collect()
}

fn method(w: &Words, indicator: &Indicator) -> String {
    use passerelle_inclusion::Method;
    match indicator.progress.method {
        Method::Regression => w.t1("method-regression", "window", indicator.progress.window),
        Method::GrowthRatio => w.t1("method-growth-ratio", "window", indicator.progress.window),
        Method::None => w.t("method-none"),
    }
}

#[derive(Template)]
#[template(path = "indicator_country.html")]
struct InCountryPage {
    f: Frame,
    code: String,
    name: String,
    iso3: String,
    country: String,
    lead: Option<String>,
    lead_outdated: bool,
    arrival: Option<String>,
    newer: Vec<String>,
    chart: Option<Line>,
    points: Vec<(String, String, String, String)>,
    with_intervals: bool,
    others: Vec<(String, String, String)>,
    parities: Vec<(String, String, Dots)>,
    peers: Vec<String>,
    snippet: String,
    groups: Vec<(String, String, String, String)>,
    areas: Vec<(String, String, String)>,
}

pub(super) async fn in_country(
    State(app): State<App>,
    Path((lang, code, iso3)): Path<(String, String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/indicators/{code}/{iso3}"))?;
    let w = f.w;
    let catalogue = &app.desk.catalogue;
    let today = app.desk.year();
    let missing = || PageError::NotFound;
    let indicator = catalogue.indicator(&code).ok_or_else(missing)?;
    let country = catalogue.places.country(&iso3).ok_or_else(missing)?;
    let row = app.desk.standing_row(indicator, country).await?;
    let found = app.desk.groups_in(indicator, &iso3).await?;
    let name = w.text(&indicator.name).to_owned();
    let country_name = w.text(&country.name).to_owned();
    let label = w.t2("chart-country", "indicator", name.as_str(), "place", country_name.as_str());
    let panel = app.desk.panel(indicator).await?;
    let second = panel.places.get(&iso3).and_then(|choice| choice.others.first());
    let other = second.map(|other| other.series.clone()).unwrap_or_default();
    let lead = view::lead_of(w, indicator, &country_name, &row.standing);
    let imports = view::imports(&app).await?;
    let newer = row.newer.iter().map(|one| view::newer(catalogue, w, &imports, indicator, one));
    let address = app.absolute(&f.address());
    let title = format!("{name} – {country_name}");
    let snippet = embed::snippet(&title, &address, embed::INDICATOR_HEIGHT);
    let peers = row.peers.iter().filter_map(|found| view::peers(catalogue, w, indicator, found));
    let points = row.series.iter().rev().map(|point| {
        let bounds = view::interval(w, indicator, point.interval(indicator.scale()));
        let source =
            view::source_of_import(catalogue, w, &imports, &point.source, point.batch).name;
        (
            point.period.to_string(),
            view::figure(w, indicator, point.value),
            bounds.unwrap_or_default(),
            view::with_status(w, source, point.status),
        )
    });
    let others = panel.places.get(&iso3).into_iter().flat_map(|choice| &choice.others);
    let others = others.filter_map(|other| {
        let last = other.series.last()?;
        let value = view::figure(w, indicator, last.value);
        let source = view::source_of_import(catalogue, w, &imports, &last.source, last.batch).name;
        Some((source, view::with_status(w, dated(w, last.period, today), last.status), value))
    });
    let parities = found.parities.iter().map(|parity| {
        let sentence = view::gap_sentence(catalogue, w, indicator, parity);
        let dots = view::dots(sentence.clone(), indicator, parity);
        let status = if parity.modelled { Status::Modelled } else { Status::Normal };
        (sentence, view::with_status(w, dated(w, parity.period, today), status), dots)
    });
    let groups = found.figures.iter().filter(|figure| !figure.dimensions.is_everyone());
    let points: Vec<_> = points.collect();
    render(&InCountryPage {
        lead,
        lead_outdated: row
            .standing
            .latest
            .as_ref()
            .is_some_and(|latest| is_outdated(latest.period, today)),
        arrival: view::arrival(w, indicator, &row.standing),
        newer: newer.collect(),
        chart: (row.series.len() + other.len() > 1)
            .then(|| view::line(w, label, indicator, &row.series, &other)),
        with_intervals: points.iter().any(|(_, _, interval, _)| !interval.is_empty()),
        points,
        others: others.collect(),
        parities: parities.collect(),
        peers: peers.collect(),
        snippet,
        groups: groups.map(|one| group_row(&app, w, &imports, indicator, one)).collect(),
        areas: areas(&app, w, indicator, &found.areas),
        name,
        country: country_name,
        code,
        iso3,
        f,
    })
}

/// A period, with a word of caution where it is too long ago to speak of today.
fn dated(w: &Words, period: Period, today: i32) -> String {
    match is_outdated(period, today) {
        true => w.t1("period-outdated", "period", period.to_string()),
        false => period.to_string(),
    }
}

/// Places within a country, by name.
fn areas(
    app: &App,
    w: &Words,
    indicator: &Indicator,
    found: &[Observation],
) -> Vec<(String, String, String)> {
    let area = |figure: &Observation| {
        let name = app.desk.catalogue.places.name(&figure.place, w.lang()).into_owned();
        let period = dated(w, figure.period, app.desk.year());
        let period = view::with_status(w, period, figure.status);
        Some((name, view::figure(w, indicator, figure.value?), period))
    };
    let mut areas: Vec<_> = found.iter().filter_map(area).collect();
    w.sort_by_name(&mut areas, |(name, ..)| name);
    areas
}

fn group_row(
    app: &App,
    w: &Words,
    imports: &Imports,
    indicator: &Indicator,
    figure: &Observation,
) -> (String, String, String, String) {
    let catalogue = &app.desk.catalogue;
    let who = figure.dimensions.iter().map(|(dimension, code)| {
        let name = catalogue.dimension(dimension).map(|found| w.text(&found.name));
        let category = view::category(catalogue, w, dimension, code);
        w.t2("label-value", "label", name.unwrap_or(dimension), "value", category)
    });
    let value = figure.value.map(|value| view::figure(w, indicator, value)).unwrap_or_default();
    let source = view::source_of_import(catalogue, w, imports, &figure.source, figure.batch).name;
    let period = dated(w, figure.period, app.desk.year());
    let period = view::with_status(w, period, figure.status);
    (who.collect::<Vec<_>>().join(", "), value, period, source)
}

#[derive(Template)]
#[template(path = "indicators.html")]
struct IndicatorsPage {
    f: Frame,
    themes: Vec<(String, Vec<IndicatorEntry>)>,
}

struct IndicatorEntry {
    code: String,
    name: String,
    definition: String,
    places: u64,
}

pub(super) async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/indicators")?;
    let covered = app.desk.coverage().await?;
    let mut themes: Vec<(String, Vec<IndicatorEntry>)> = Vec::new();
    for indicator in &app.desk.catalogue.indicators {
        let title = f.w.t(&format!("theme-{}", indicator.theme));
        let entry = IndicatorEntry {
            code: indicator.code.clone(),
            name: f.w.text(&indicator.name).to_owned(),
            definition: f.w.text(&indicator.definition).to_owned(),
            places: covered
                .iter()
                .find(|(code, _)| code == &indicator.code)
                .map_or(0, |(_, places)| *places),
        };
        match themes.iter_mut().find(|(theme, _)| *theme == title) {
            Some((_, entries)) => entries.push(entry),
            None => themes.push((title, vec![entry])),
        }
    }
    render(&IndicatorsPage { f, themes })
}
