//! One indicator in one place: a country, or a place within one.

use askama::Template;
use axum::extract::{Path, State};

use passerelle_desk::country::StandingRow;
use passerelle_desk::indicator::PlaceGroups;
use passerelle_inclusion::{Indicator, Point, is_outdated};
use passerelle_vocabulary::place::country_of;
use passerelle_vocabulary::{Observation, Period, Status};

use super::view::{self, Imports, Said, SourceName};
use super::{Frame, PageError, PageResult, embed, render};
use crate::App;
use crate::charts::{Dots, Line};
use crate::words::Words;

#[derive(Template)]
#[template(path = "indicator_country.html")]
struct InPlacePage {
    f: Frame,
    code: String,
    name: String,
    place: String,
    place_name: String,
    /// The places that it is in, the country first; with their codes.
    within: Vec<(String, String)>,
    lead: Option<Said>,
    absence: String,
    lead_outdated: bool,
    arrival: Option<String>,
    newer: Vec<Said>,
    chart: Option<Line>,
    /// The source of the dashed line of the chart.
    second: Option<SourceName>,
    points: Vec<PointRow>,
    with_intervals: bool,
    others: Vec<Said>,
    parities: Vec<Parities>,
    peers: Vec<String>,
    snippet: Option<String>,
    groups: Vec<GroupRow>,
    areas: Vec<AreaRow>,
}

struct PointRow {
    period: String,
    value: String,
    interval: String,
    source: SourceName,
}

struct Parities {
    sentence: String,
    period: String,
    source: SourceName,
    chart: Dots,
}

struct GroupRow {
    who: String,
    value: String,
    period: String,
    source: SourceName,
}

/// A place within this one.
struct AreaRow {
    place: String,
    name: String,
    value: String,
    period: String,
    source: SourceName,
}

pub(super) async fn in_country(
    State(app): State<App>,
    Path((lang, code, iso3)): Path<(String, String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/indicators/{code}/{iso3}"))?;
    let indicator = app.desk.catalogue.indicator(&code).ok_or(PageError::NotFound)?;
    let country = app.desk.catalogue.places.country(&iso3).ok_or(PageError::NotFound)?;
    let row = app.desk.standing_row(indicator, country).await?;
    page(f, &app, indicator, &iso3, row).await
}

pub(super) async fn in_area(
    State(app): State<App>,
    Path((lang, code, iso3, path)): Path<(String, String, String, String)>,
) -> PageResult {
    let place = format!("{iso3}/{path}");
    let f = Frame::new(&lang, format!("/indicators/{code}/{place}"))?;
    let indicator = app.desk.catalogue.indicator(&code).ok_or(PageError::NotFound)?;
    if !app.desk.areas().await?.contains(&place) {
        return Err(PageError::NotFound);
    }
    let row = app.desk.standing_in(indicator, &place).await?;
    page(f, &app, indicator, &place, row).await
}

/// What is needed to put the figures of an indicator into words.
struct Wording<'a> {
    app: &'a App,
    w: &'static Words,
    imports: Imports,
    indicator: &'a Indicator,
}

async fn page(
    f: Frame,
    app: &App,
    indicator: &Indicator,
    place: &str,
    row: StandingRow,
) -> PageResult {
    let (w, catalogue) = (f.w, &app.desk.catalogue);
    let wording = Wording { app, w, imports: view::imports(app).await?, indicator };
    let found = app.desk.groups_in(indicator, place).await?;
    let name = w.text(&indicator.name).to_owned();
    let place_name = catalogue.place_name(place, w.lang()).into_owned();
    let panel = app.desk.panel(indicator).await?;
    let others = panel.places.get(place).map(|choice| choice.others.as_slice()).unwrap_or_default();
    let other = others.first().map(|other| other.series.clone()).unwrap_or_default();
    let label = w.t2("chart-country", "indicator", name.as_str(), "place", place_name.as_str());
    let latest = row.standing.latest.as_ref();
    let lead = latest.zip(view::lead_of(w, indicator, &place_name, &row.standing));
    let title = format!("{name} – {place_name}");
    let address = app.absolute(&f.address());
    let newer = row.newer.iter();
    let points: Vec<_> = row.series.iter().rev().map(|point| wording.point(point)).collect();
    let of_country = country_of(place) == Some(place);
    let InPlace { parities, groups, areas } = wording.groups(&found);
    render(&InPlacePage {
        lead: lead.map(|(latest, text)| Said {
            text,
            source: wording.source(&latest.source, latest.batch),
        }),
        absence: view::absence(w, row.absence),
        lead_outdated: latest.is_some_and(|latest| is_outdated(latest.period, app.desk.year())),
        arrival: view::arrival(w, indicator, &row.standing),
        newer: newer
            .map(|one| view::newer(catalogue, w, &wording.imports, indicator, one))
            .collect(),
        chart: (row.series.len() + other.len() > 1)
            .then(|| view::line(w, label, indicator, &row.series, &other)),
        second: other.last().map(|last| wording.source(&last.source, last.batch)),
        with_intervals: points.iter().any(|point| !point.interval.is_empty()),
        points,
        others: others.iter().filter_map(|other| wording.other(other.series.last()?)).collect(),
        parities,
        peers: row
            .peers
            .iter()
            .filter_map(|found| view::peers(catalogue, w, indicator, found))
            .collect(),
        snippet: of_country.then(|| embed::snippet(&title, &address, embed::INDICATOR_HEIGHT)),
        groups,
        areas,
        within: within(app, w, place),
        name,
        place: place.to_owned(),
        place_name,
        code: indicator.code.clone(),
        f,
    })
}

/// The places that a place is in, with their names, the country first; a country is in itself.
pub(super) fn within(app: &App, w: &Words, place: &str) -> Vec<(String, String)> {
    let ends = place.match_indices('/').map(|(end, _)| end);
    let codes: Vec<&str> = ends.map(|end| &place[..end]).collect();
    let codes = if codes.is_empty() { vec![place] } else { codes };
    let named =
        |code: &str| (code.to_owned(), app.desk.catalogue.place_name(code, w.lang()).into_owned());
    codes.into_iter().map(named).collect()
}

/// What is told of the groups of people in a place, and of the places within it.
struct InPlace {
    parities: Vec<Parities>,
    groups: Vec<GroupRow>,
    areas: Vec<AreaRow>,
}

impl Wording<'_> {
    fn source(&self, id: &str, batch: i64) -> SourceName {
        view::source_of_import(&self.app.desk.catalogue, self.w, &self.imports, id, batch)
    }

    /// A period, with a word of caution where it is too long ago to speak of today, and what the publisher
    /// says of the figure.
    fn period(&self, period: Period, status: Status) -> String {
        let dated = match is_outdated(period, self.app.desk.year()) {
            true => self.w.t1("period-outdated", "period", period.to_string()),
            false => period.to_string(),
        };
        view::with_status(self.w, dated, status)
    }

    fn point(&self, point: &Point) -> PointRow {
        let bounds = point.interval(self.indicator.scale());
        PointRow {
            period: view::with_status(self.w, point.period.to_string(), point.status),
            value: view::figure(self.w, self.indicator, point.value),
            interval: view::interval(self.w, self.indicator, bounds).unwrap_or_default(),
            source: self.source(&point.source, point.batch),
        }
    }

    /// The last figure of another source.
    fn other(&self, last: &Point) -> Option<Said> {
        let value = view::figure(self.w, self.indicator, last.value);
        let period = self.period(last.period, last.status);
        Some(Said {
            text: self.w.t2("figure-of-period", "value", value, "period", period),
            source: self.source(&last.source, last.batch),
        })
    }

    fn groups(&self, found: &PlaceGroups) -> InPlace {
        let (w, catalogue, indicator) = (self.w, &self.app.desk.catalogue, self.indicator);
        let parities = found.parities.iter().map(|parity| {
            let sentence = view::gap_sentence(catalogue, w, indicator, parity);
            let status = if parity.modelled { Status::Modelled } else { Status::Normal };
            Parities {
                chart: view::dots(sentence.clone(), indicator, parity),
                sentence,
                period: self.period(parity.period, status),
                source: view::source_of(catalogue, w, &parity.source),
            }
        });
        let groups = found.figures.iter().filter(|figure| !figure.dimensions.is_everyone());
        let mut areas: Vec<_> = found.areas.iter().filter_map(|area| self.area(area)).collect();
        w.sort_by_name(&mut areas, |area| &area.name);
        InPlace {
            parities: parities.collect(),
            groups: groups.map(|figure| self.group(figure)).collect(),
            areas,
        }
    }

    fn area(&self, figure: &Observation) -> Option<AreaRow> {
        let catalogue = &self.app.desk.catalogue;
        Some(AreaRow {
            place: figure.place.clone(),
            name: catalogue.place_name(&figure.place, self.w.lang()).into_owned(),
            value: view::figure(self.w, self.indicator, figure.value?),
            period: self.period(figure.period, figure.status),
            source: self.source(&figure.source, figure.batch),
        })
    }

    fn group(&self, figure: &Observation) -> GroupRow {
        let (w, catalogue) = (self.w, &self.app.desk.catalogue);
        let who = figure.dimensions.iter().map(|(dimension, code)| {
            let name = catalogue.dimension(dimension).map(|found| w.text(&found.name));
            let category = view::category(catalogue, w, dimension, code);
            w.t2("label-value", "label", name.unwrap_or(dimension), "value", category)
        });
        let value = figure.value.map(|value| view::figure(w, self.indicator, value));
        GroupRow {
            who: who.collect::<Vec<_>>().join(", "),
            value: value.unwrap_or_default(),
            period: self.period(figure.period, figure.status),
            source: self.source(&figure.source, figure.batch),
        }
    }
}
