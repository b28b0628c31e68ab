//! Indicators: the definition, every country, the trend, the groups, the sources.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::indicator::PlaceFigure;
use passerelle_inclusion::Indicator;

use super::answer::Answer;
use super::origin::Origin;
use super::view::{Imports, SourceName};
use super::{Frame, PageError, PageResult, render, view};
use crate::App;
use crate::charts::Line;
use crate::words::Words;

#[derive(Template)]
#[template(path = "indicator.html")]
struct IndicatorPage {
    f: Frame,
    code: String,
    name: String,
    definition: String,
    answer: Option<Answer>,
    target: Option<String>,
    target_year: String,
    target_note: Option<String>,
    commitment: Option<(String, String)>,
    direction: String,
    sdg_series: Option<String>,
    chart: Option<Line>,
    chart_source: Option<SourceName>,
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
    source: SourceName,
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
        answer: Answer::of(&app, w, &imports, &found),
        countries: found.real_countries().count(),
        target: view::target_text(w, indicator),
        target_year: indicator.target.as_ref().map(|t| t.year.to_string()).unwrap_or_default(),
        target_note: note.filter(|note| !note.is_empty()),
        commitment,
        direction: w.t(&format!("direction-{}", indicator.direction.code())),
        sdg_series: indicator.sdg_series.clone(),
        chart,
        chart_source: found.world.last().map(|last| {
            view::source_of_import(&app.desk.catalogue, w, &imports, &last.source, last.batch)
        }),
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
        let number = w.number(difference, indicator.decimals);
        let is_nothing = number == w.number(0.0, indicator.decimals);
        let sign = if difference > 0.0 && !is_nothing { "+" } else { "" };
        w.t2("change-since", "change", format!("{sign}{number}"), "period", period.to_string())
    });
    PlaceRow {
        place: figure.place.clone(),
        name: catalogue.place_name(&figure.place, w.lang()).into_owned(),
        value: view::figure(w, indicator, figure.value),
        period: view::with_status(w, figure.period.to_string(), figure.status),
        outdated: figure.outdated,
        change: change.unwrap_or_default(),
        source: view::source_of_import(catalogue, w, imports, &figure.source, figure.batch),
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
#[template(path = "indicators.html")]
struct IndicatorsPage {
    f: Frame,
    /// How many indicators there are, and how many of them have figures.
    count: usize,
    with_figures: usize,
    figures: String,
    /// What the first of them says of the world.
    answer: Option<Answer>,
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
    let entries = || themes.iter().flat_map(|(_, entries)| entries);
    render(&IndicatorsPage {
        count: entries().count(),
        with_figures: entries().filter(|entry| entry.places > 0).count(),
        figures: f.w.whole(app.desk.figures().await?),
        answer: Answer::first(&app, f.w).await?,
        themes,
        f,
    })
}
