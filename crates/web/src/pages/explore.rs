//! The disaggregation explorer: choose whose figures to see side by side, as bars with their intervals, by
//! region, as a table, to take away.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use passerelle_desk::explore::{Choice, Exploration};
use passerelle_inclusion::{Indicator, Point};
use passerelle_vocabulary::{Dimensions, Observation, Status};

use super::view::{self, Imports, SourceName};
use super::{Frame, PageError, asked_for, render, script_address};
use crate::App;
use crate::charts::{Bar, top};
use crate::words::Words;

mod regions;

use regions::Map;

/// What is chosen, as it stands in the address; an empty part is not chosen.
#[derive(Debug, Clone, Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    pub indicator: String,
    #[serde(default)]
    pub place: String,
    /// Absent for the first dimension that there is.
    pub by: Option<String>,
    #[serde(default)]
    pub and: String,
    #[serde(default)]
    pub period: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub among: String,
}

impl Asked {
    /// The choice that it means.
    pub(crate) fn choice(&self) -> Choice {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let by = self.by.as_ref().map(|first| {
            let mut by: Vec<String> =
                [first, &self.and].into_iter().filter_map(|one| given(one)).collect();
            by.dedup();
            by
        });
        Choice {
            place: self.place.clone(),
            by,
            period: self.period.parse().ok(),
            source: given(&self.source),
            among: Dimensions::parse(&self.among).unwrap_or_default(),
        }
    }

    /// Whether a character stands in it that no code has.
    pub(crate) fn is_clean(&self) -> bool {
        let by = self.by.as_deref().unwrap_or_default();
        let parts = [&self.indicator, &self.place, by, &self.and, &self.source, &self.among];
        parts.iter().all(|part| !part.contains('\0'))
    }
}

/// Something to choose: its code, its name, whether it is chosen.
type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "explore.html")]
struct ExplorePage {
    f: Frame,
    script: &'static str,
    indicators: Options,
    places: Options,
    by: Options,
    second: Options,
    periods: Options,
    sources: Options,
    among: Options,
    shown: Option<Shown>,
}

/// What is shown once there is an indicator and a place.
struct Shown {
    title: String,
    summary: String,
    code: String,
    place: String,
    rows: Vec<BarRow>,
    source: Option<SourceName>,
    with_intervals: bool,
    with_cases: bool,
    /// Whose figures those of the areas are, and when.
    areas_title: String,
    areas: Vec<BarRow>,
    map: Option<Map>,
    csv: String,
    sdmx: String,
    address: String,
}

/// A group of people, or a place: its figure in words and drawn.
struct BarRow {
    who: String,
    /// Where more is told of it.
    link: Option<String>,
    value: String,
    interval: String,
    n: String,
    /// What is to be known of the figure, or why there is none.
    note: String,
    unreliable: bool,
    period: String,
    chart: Option<Bar>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut f = Frame::new(&lang, "/explore")?;
    if !asked.is_clean() {
        return Err(PageError::NotFound);
    }
    let w = f.w;
    let catalogue = &app.desk.catalogue;
    let indicator = match asked.indicator.as_str() {
        "" => None,
        code => Some(catalogue.indicator(code).ok_or(PageError::NotFound)?),
    };
    let is_place = match asked.place.split_once('/') {
        Some(_) => app.desk.areas().await?.contains(&asked.place),
        None => catalogue.places.country(&asked.place).is_some(),
    };
    if !asked.place.is_empty() && !is_place {
        return Err(PageError::NotFound);
    }
    let choice = asked.choice();
    let found = match indicator.filter(|_| is_place) {
        Some(indicator) => app.desk.explore(indicator, &choice).await?,
        None => Exploration { by: choice.by.unwrap_or_default(), ..Exploration::default() },
    };
    f.path = address(&asked, &found);
    let asked_at = f.address();
    let imports = view::imports(&app).await?;
    let wording = indicator.map(|indicator| Wording { app: &app, w, imports: &imports, indicator });
    let shown = wording.filter(|_| is_place).map(|wording| wording.shown(&found, &asked_at));
    let page = render(&ExplorePage {
        script: script_address(),
        indicators: indicators(&app, w, &asked.indicator).await?,
        places: places(&app, w, &asked.place),
        by: dimensions(&app, w, &found, 0),
        second: dimensions(&app, w, &found, 1),
        periods: periods(&found),
        sources: sources(&app, w, &found),
        among: wording_among(&app, w, indicator, &found),
        shown,
        f,
    })?;
    let policy = [(header::CONTENT_SECURITY_POLICY, crate::serve::SCRIPTED_POLICY)];
    Ok((policy, page).into_response())
}

/// The page's own address with what is shown: the same figures for whoever opens it, for as long as
/// they stand.
fn address(asked: &Asked, found: &Exploration) -> String {
    let by = |at: usize| found.by.get(at).map(String::as_str).unwrap_or_default();
    let period = found.period.map(|period| period.to_string()).unwrap_or_default();
    let mut path = asked_for(
        "/explore",
        &[
            ("indicator", &asked.indicator),
            ("place", &asked.place),
            ("by", by(0)),
            ("and", by(1)),
            ("period", &period),
            ("source", found.source.as_deref().unwrap_or_default()),
            ("among", &found.among.to_string()),
        ],
    );
    // Everyone is a choice too.
    if found.by.is_empty() && asked.by.is_some() {
        path.push_str(if path.contains('?') { "&by=" } else { "?by=" });
    }
    path
}

async fn indicators(app: &App, w: &Words, chosen: &str) -> Result<Options, PageError> {
    let covered = app.desk.coverage().await?;
    let has = |code: &str| covered.iter().any(|(known, places)| known == code && *places > 0);
    let all = app.desk.catalogue.indicators.iter();
    let mut options: Options = all
        .filter(|one| has(&one.code) || one.code == chosen)
        .map(|one| (one.code.clone(), w.text(&one.name).to_owned(), one.code == chosen))
        .collect();
    w.sort_by_name(&mut options, |(_, name, _)| name);
    Ok(options)
}

fn places(app: &App, w: &Words, chosen: &str) -> Options {
    let catalogue = &app.desk.catalogue;
    let option = |code: &str| {
        (code.to_owned(), catalogue.place_name(code, w.lang()).into_owned(), code == chosen)
    };
    let mut options: Options =
        catalogue.places.countries().iter().map(|country| option(&country.iso3)).collect();
    if chosen.contains('/') {
        options.push(option(chosen));
    }
    w.sort_by_name(&mut options, |(_, name, _)| name);
    options
}

fn dimension_name(app: &App, w: &Words, code: &str) -> String {
    app.desk.catalogue.dimension(code).map_or(code, |one| w.text(&one.name)).to_owned()
}

/// A name within a sentence: without its capital, unless it is an abbreviation.
fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            format!("{}{}", first.to_lowercase(), &name[first.len_utf8()..])
        }
        _ => name.to_owned(),
    }
}

/// The dimensions that there are here; before there is a here, those of the catalogue.
fn dimensions(app: &App, w: &Words, found: &Exploration, at: usize) -> Options {
    let catalogue = app.desk.catalogue.dimensions.iter().map(|one| one.code.clone());
    let mut codes = found.dimensions.clone();
    if codes.is_empty() {
        codes = catalogue.collect();
    }
    let chosen = found.by.get(at);
    codes.extend(chosen.filter(|one| !codes.contains(one)).cloned());
    let option = |code: String| {
        let is_chosen = chosen == Some(&code);
        let name = dimension_name(app, w, &code);
        (code, name, is_chosen)
    };
    codes.into_iter().map(option).collect()
}

fn periods(found: &Exploration) -> Options {
    let option = |period: &passerelle_vocabulary::Period| {
        (period.to_string(), period.to_string(), Some(*period) == found.period)
    };
    found.periods.iter().map(option).collect()
}

fn sources(app: &App, w: &Words, found: &Exploration) -> Options {
    let option = |source: &String| {
        let name = view::source(&app.desk.catalogue, w, source);
        (source.clone(), name, Some(source) == found.source.as_ref())
    };
    found.sources.iter().map(option).collect()
}

/// The groups whose figures there may be in the places within: those that are shown.
fn wording_among(
    app: &App,
    w: &Words,
    indicator: Option<&Indicator>,
    found: &Exploration,
) -> Options {
    let Some(indicator) = indicator else { return Vec::new() };
    let own = |cell: &Observation| own_part(indicator, &cell.dimensions);
    let mut all: Vec<Dimensions> = found.cells.iter().map(own).collect();
    all.push(found.among.clone());
    all.retain(|one| !one.is_everyone());
    let mut options: Options = Vec::new();
    for who in all {
        let code = who.to_string();
        if options.iter().all(|(known, ..)| *known != code) {
            options.push((code, named(app, w, &who), who == found.among));
        }
    }
    options
}

/// What tells people apart, without what the headline says anyway.
fn own_part(indicator: &Indicator, who: &Dimensions) -> Dimensions {
    let base = &indicator.headline_dimensions;
    let own = who.iter().filter(|(name, code)| base.get(name) != Some(*code));
    own.fold(Dimensions::everyone(), |all, (name, code)| all.with(name, code))
}

/// “Women, rural”; everyone by that word.
fn named(app: &App, w: &Words, who: &Dimensions) -> String {
    if who.is_everyone() {
        return w.t("explore-everyone");
    }
    let category = |(dimension, code)| view::category(&app.desk.catalogue, w, dimension, code);
    who.iter().map(category).collect::<Vec<_>>().join(", ")
}

/// What is needed to put the figures of an indicator into words.
#[derive(Clone, Copy)]
struct Wording<'a> {
    app: &'a App,
    w: &'static Words,
    imports: &'a Imports,
    indicator: &'a Indicator,
}

impl Wording<'_> {
    fn shown(self, found: &Exploration, address: &str) -> Shown {
        let Self { app, w, indicator, .. } = self;
        let catalogue = &app.desk.catalogue;
        let place = catalogue.place_name(&found.place, w.lang()).into_owned();
        let rows = self.rows(&found.cells, |cell| {
            (named(app, w, &own_part(indicator, &cell.dimensions)), None)
        });
        let mut areas = self.rows(&found.areas, |cell| {
            let name = catalogue.place_name(&cell.place, w.lang()).into_owned();
            let asked = [("indicator", indicator.code.as_str()), ("place", &cell.place)];
            (name, Some(asked_for(&format!("/{}/explore", w.code()), &asked)))
        });
        areas.sort_by(|a, b| b.drawn().total_cmp(&a.drawn()));
        let first = found.cells.first();
        let mut asked =
            vec![("indicator", indicator.code.as_str()), ("place", found.place.as_str())];
        let (by, period, among) =
            (found.by.join(","), found.period.map(|one| one.to_string()), found.among.to_string());
        let mut parts = found.by.iter();
        asked.push(("by", parts.next().map_or("", String::as_str)));
        asked.push(("and", parts.next().map_or("", String::as_str)));
        asked.push(("period", period.as_deref().unwrap_or_default()));
        asked.push(("source", found.source.as_deref().unwrap_or_default()));
        asked.push(("among", &among));
        let mut csv = asked_for("/api/v1/explore", &asked);
        if by.is_empty() {
            csv.push_str("&by=");
        }
        csv.push_str("&format=csv");
        let key = passerelle_desk::exports::sdmx::sdmx_id(&found.place).into_owned();
        Shown {
            title: w.t2(
                "explore-of",
                "indicator",
                w.text(&indicator.name).to_owned(),
                "place",
                place.as_str(),
            ),
            summary: self.summary(found, &place),
            code: indicator.code.clone(),
            place: found.place.clone(),
            with_intervals: rows.iter().chain(&areas).any(|row| !row.interval.is_empty()),
            with_cases: rows.iter().chain(&areas).any(|row| !row.n.is_empty()),
            rows,
            source: first.map(|cell| {
                view::source_of_import(catalogue, w, self.imports, &cell.source, cell.batch)
            }),
            areas_title: w.t2(
                "explore-areas",
                "place",
                place.as_str(),
                "who",
                named(app, w, &found.among),
            ),
            map: self.map(found),
            areas,
            csv,
            sdmx: format!(
                "/api/sdmx/data/dataflow/PASSERELLE/OBSERVATIONS/1.0/*.{}.{key}",
                passerelle_desk::exports::sdmx::sdmx_id(&indicator.code)
            ),
            address: app.absolute(address),
        }
    }

    /// Rows whose bars have one axis.
    fn rows(
        self,
        cells: &[Observation],
        name: impl Fn(&Observation) -> (String, Option<String>),
    ) -> Vec<BarRow> {
        let Self { w, indicator, .. } = self;
        let bounds = |cell: &Observation| {
            let found = Point::of(cell)?.interval(indicator.scale())?;
            Some((found.low, found.high))
        };
        let drawn = cells.iter().filter_map(|cell| Some((cell.value?, bounds(cell))));
        let end = top(drawn, view::is_share(indicator));
        let row = |cell: &Observation| {
            let (who, link) = name(cell);
            let interval = Point::of(cell).and_then(|point| point.interval(indicator.scale()));
            let value = cell.value.map(|value| view::figure(w, indicator, value));
            let unreliable = cell.status == Status::Unreliable;
            let note = match cell.value {
                Some(_) => view::status(w, cell.status).unwrap_or_default(),
                None => view::absence(w, Some(cell.status)),
            };
            let label = match &value {
                Some(value) => w.t2("label-value", "label", who.as_str(), "value", value.as_str()),
                None => String::new(),
            };
            BarRow {
                chart: cell
                    .value
                    .map(|value| Bar::new(label, value, bounds(cell), end, unreliable)),
                who,
                link,
                value: value.unwrap_or_default(),
                interval: view::interval(w, indicator, interval).unwrap_or_default(),
                n: cell.n.map(|n| w.number(n, 0)).unwrap_or_default(),
                note,
                unreliable,
                period: cell.period.to_string(),
            }
        };
        cells.iter().map(row).collect()
    }

    /// What is shown, in a sentence or two: also what a screen reader says when it changes.
    fn summary(self, found: &Exploration, place: &str) -> String {
        let Self { app, w, indicator, .. } = self;
        let name = |code: &String| in_sentence(&dimension_name(app, w, code));
        let by: Vec<String> = found.by.iter().map(name).collect();
        let Some(period) = found.period else {
            return match found.dimensions.is_empty() {
                true => w.t1("explore-none-apart", "place", place),
                false => w.t2("explore-none", "place", place, "by", by.join(" × ")),
            };
        };
        let groups: Vec<(&Observation, f64)> = found
            .cells
            .iter()
            .filter(|cell| cell.dimensions != indicator.headline_dimensions)
            // What is too uncertain to rely on is the end of no range.
            .filter(|cell| cell.status != Status::Unreliable)
            .filter_map(|cell| Some((cell, cell.value?)))
            .collect();
        let count = |wanted: fn(&Observation) -> bool| {
            found.cells.iter().filter(|cell| wanted(cell)).count()
        };
        let mut parts = vec![w.say(
            "explore-summary",
            &[
                ("n", found.cells.len().into()),
                ("period", period.to_string().into()),
                ("by", by.join(" × ").into()),
                ("many", by.len().into()),
            ],
        )];
        let least = groups.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let most = groups.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        if let (Some((least, low)), Some((most, high))) = (least, most)
            && groups.len() > 1
        {
            let who = |cell: &Observation| named(app, w, &own_part(indicator, &cell.dimensions));
            parts.push(w.say(
                "explore-range",
                &[
                    ("low", view::figure(w, indicator, *low).into()),
                    ("least", who(least).into()),
                    ("high", view::figure(w, indicator, *high).into()),
                    ("most", who(most).into()),
                ],
            ));
        }
        for (name, count) in [
            ("explore-protected", count(|cell| cell.status == Status::Protected)),
            ("explore-unreliable", count(|cell| cell.status == Status::Unreliable)),
        ] {
            if count > 0 {
                parts.push(w.t1(name, "n", count));
            }
        }
        parts.join(" ")
    }
}

impl BarRow {
    /// The value by which rows are put in order; those without one come last.
    fn drawn(&self) -> f64 {
        self.chart.as_ref().map_or(f64::NEG_INFINITY, Bar::length)
    }
}
