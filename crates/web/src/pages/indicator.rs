//! Indicators: the definition, every country, the trend, the groups, the sources.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::indicator::PlaceFigure;
use passerelle_inclusion::Indicator;
use passerelle_vocabulary::Observation;

use super::{Frame, PageError, PageResult, render, view};
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
    target: Option<String>,
    target_year: String,
    target_note: Option<String>,
    commitment: Option<(String, String)>,
    direction: String,
    sdg_series: Option<String>,
    chart: Option<Line>,
    rows: Vec<PlaceRow>,
    groups: Vec<PlaceRow>,
    by_value: bool,
    sources: Vec<(String, String)>,
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
    change: String,
    source: String,
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
    let f = Frame::new(&lang, format!("/indicators/{code}"))?;
    let w = f.w;
    let found = app.desk.indicator(&code).await?.ok_or(PageError::NotFound)?;
    let indicator = &found.indicator;
    let by_value = sort.sort == "value";
    let mut countries: Vec<&PlaceFigure> = found.countries.iter().collect();
    if by_value {
        countries.sort_by(|a, b| b.value.total_cmp(&a.value));
    }
    let row = |figure: &&PlaceFigure| place_row(&app, w, indicator, figure);
    let mut rows: Vec<PlaceRow> = countries.iter().map(row).collect();
    if !by_value {
        w.sort_by_name(&mut rows, |row| &row.name);
    }
    let mut groups: Vec<PlaceRow> = found.groups.iter().map(|figure| row(&figure)).collect();
    w.sort_by_name(&mut groups, |row| &row.name);
    let name = w.text(&indicator.name).to_owned();
    let lead = found.groups.iter().find(|figure| figure.place == "world").map(|world| {
        let sentence = view::sentence(w, indicator, world.value);
        let place = app.desk.catalogue.places.name("world", w.lang()).into_owned();
        w.say(
            "lead",
            &[
                ("place", place.into()),
                ("sentence", sentence.into()),
                ("period", world.period.to_string().into()),
            ],
        )
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
        target: view::target_text(w, indicator),
        target_year: indicator.target.as_ref().map(|t| t.year.to_string()).unwrap_or_default(),
        target_note: note.filter(|note| !note.is_empty()),
        commitment,
        direction: w.t(&format!("direction-{}", indicator.direction.code())),
        sdg_series: indicator.sdg_series.clone(),
        chart,
        rows,
        groups,
        by_value,
        sources: sources(&app, w, indicator, &found.countries),
        stated: stated(&app, w, indicator),
        method: method(w, indicator),
        name,
        code,
        f,
    })
}

fn place_row(app: &App, w: &Words, indicator: &Indicator, figure: &PlaceFigure) -> PlaceRow {
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
        period: figure.period.to_string(),
        change: change.unwrap_or_default(),
        source: view::source(&app.desk.catalogue, w, &figure.source),
    }
}

/// The sources in use, by id, the catalogue's preference first.
fn sources(
    app: &App,
    w: &Words,
    indicator: &Indicator,
    figures: &[PlaceFigure],
) -> Vec<(String, String)> {
    let mut ids: Vec<&str> = figures.iter().map(|figure| figure.source.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.sort_by_key(|id| indicator.sources.iter().position(|one| one == id).unwrap_or(usize::MAX));
    ids.into_iter().map(|id| (id.to_owned(), view::source(&app.desk.catalogue, w, id))).collect()
}

/// Figures that the texts themselves state, each with its passage.
fn stated(app: &App, w: &Words, indicator: &Indicator) -> Vec<Stated> {
    let catalogue = &app.desk.catalogue;
    let of_it = catalogue.stated.iter().filter(|stated| stated.indicator == indicator.code);
    of_it
        .map(|stated| Stated {
            place: catalogue.places.name(&stated.place, w.lang()).into_owned(),
            value: view::figure(w, indicator, stated.value),
            period: stated.period.clone(),
            cite: stated.cite.clone(),
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
    arrival: Option<String>,
    chart: Option<Line>,
    points: Vec<(String, String, String, String)>,
    others: Vec<(String, String, String)>,
    parities: Vec<(String, String, Dots)>,
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
    let lead = row.standing.latest.as_ref().map(|latest| {
        let sentence = view::sentence(w, indicator, latest.value);
        let period = latest.period.to_string();
        w.say(
            "lead",
            &[
                ("place", country_name.as_str().into()),
                ("sentence", sentence.into()),
                ("period", period.into()),
            ],
        )
    });
    let points = row.series.iter().rev().map(|point| {
        let bounds = view::interval(w, indicator, point.interval(indicator.scale()));
        let status = w.t(&format!("status-{}", point.status.code().replace('_', "-")));
        (
            point.period.to_string(),
            view::figure(w, indicator, point.value),
            bounds.unwrap_or_default(),
            format!("{} ({status})", view::source(catalogue, w, &point.source)),
        )
    });
    let others = panel.places.get(&iso3).into_iter().flat_map(|choice| &choice.others);
    let others = others.filter_map(|other| {
        let last = other.series.last()?;
        let value = view::figure(w, indicator, last.value);
        Some((view::source(catalogue, w, &other.source), last.period.to_string(), value))
    });
    let parities = found.parities.iter().map(|parity| {
        let sentence = view::gap_sentence(catalogue, w, indicator, parity);
        let dots = view::dots(sentence.clone(), indicator, parity);
        (sentence, parity.period.to_string(), dots)
    });
    let groups = found.figures.iter().filter(|figure| !figure.dimensions.is_everyone());
    render(&InCountryPage {
        lead,
        arrival: view::arrival(w, indicator, &row.standing),
        chart: (row.series.len() > 1).then(|| view::line(w, label, indicator, &row.series, &other)),
        points: points.collect(),
        others: others.collect(),
        parities: parities.collect(),
        groups: groups.map(|figure| group_row(&app, w, indicator, figure)).collect(),
        areas: areas(&app, w, indicator, &found.areas),
        name,
        country: country_name,
        code,
        iso3,
        f,
    })
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
        Some((name, view::figure(w, indicator, figure.value?), figure.period.to_string()))
    };
    let mut areas: Vec<_> = found.iter().filter_map(area).collect();
    w.sort_by_name(&mut areas, |(name, ..)| name);
    areas
}

fn group_row(
    app: &App,
    w: &Words,
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
    let source = view::source(catalogue, w, &figure.source);
    (who.collect::<Vec<_>>().join(", "), value, figure.period.to_string(), source)
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
    let covered =
        app.desk.observations().coverage().await.map_err(passerelle_desk::DeskError::from)?;
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
