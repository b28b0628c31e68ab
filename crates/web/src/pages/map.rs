//! The world on one indicator: a map, and the same figures in a table.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::indicator::PlaceFigure;
use passerelle_inclusion::{Indicator, statistics::sample_quantile};

use super::{Frame, PageError, PageResult, render, view};
use crate::App;
use crate::words::Words;

/// A map with its legend and its table.
pub(crate) struct Drawing {
    pub title: String,
    pub label: String,
    pub width: u32,
    pub height: u32,
    pub shapes: Vec<Shape>,
    pub dots: Vec<Dot>,
    pub legend: Vec<(usize, String)>,
    pub note: String,
    pub source: String,
    /// Place, name, figure, period: one row per country that has a figure, by name.
    pub rows: Vec<(String, String, String, String)>,
}

pub(crate) struct Shape {
    pub class: usize,
    pub path: String,
}

pub(crate) struct Dot {
    pub class: usize,
    pub x: f64,
    pub y: f64,
}

/// Steps of colour, from 1; 0 is "no figure".
const STEPS: usize = 5;

impl Drawing {
    /// The map of the latest figures of an indicator.
    pub(crate) async fn of(
        app: &App,
        w: &'static Words,
        indicator: &Indicator,
    ) -> Result<Self, PageError> {
        let view = app.desk.indicator(&indicator.code).await?;
        let view = view.ok_or(PageError::NotFound)?;
        let catalogue = &app.desk.catalogue;
        let cuts = cuts(indicator, &view.countries);
        let by_place: BTreeMap<&str, &PlaceFigure> =
            view.countries.iter().map(|figure| (figure.place.as_str(), figure)).collect();
        let class = |place: &str| by_place.get(place).map_or(0, |found| step(&cuts, found.value));
        let map = &catalogue.map;
        let one = |figure: &PlaceFigure| {
            let name = catalogue.places.name(&figure.place, w.lang()).into_owned();
            let value = view::figure(w, indicator, figure.value);
            (figure.place.clone(), name, value, figure.period.to_string())
        };
        let mut rows: Vec<_> = view.countries.iter().map(one).collect();
        w.sort_by_name(&mut rows, |(_, name, ..)| name);
        let title = w.text(&indicator.name).to_owned();
        Ok(Self {
            label: w.t2("map-label", "indicator", title.as_str(), "n", rows.len()),
            title,
            width: map.width,
            height: map.height,
            shapes: grouped(map.shapes.iter().map(|(iso3, path)| (class(iso3), path.as_str()))),
            dots: map
                .dots
                .iter()
                .map(|(iso3, x, y)| Dot { class: class(iso3), x: *x, y: *y })
                .collect(),
            legend: legend(w, indicator, &cuts),
            note: w.text(&map.note).to_owned(),
            source: map.source.clone(),
            rows,
        })
    }
}

/// One path per colour: the page is lighter, and nothing is lost, the table naming every country.
fn grouped<'a>(shapes: impl Iterator<Item = (usize, &'a str)>) -> Vec<Shape> {
    let mut paths = vec![String::new(); STEPS + 1];
    for (class, path) in shapes {
        paths[class].push_str(path);
    }
    paths
        .into_iter()
        .enumerate()
        .filter(|(_, path)| !path.is_empty())
        .map(|(class, path)| Shape { class, path })
        .collect()
}

/// The values between two colours: every fifth of a whole for shares, quintiles for the others.
fn cuts(indicator: &Indicator, figures: &[PlaceFigure]) -> Vec<f64> {
    if view::is_share(indicator) {
        return vec![20.0, 40.0, 60.0, 80.0];
    }
    let mut values: Vec<f64> = figures.iter().map(|figure| figure.value).collect();
    values.sort_by(f64::total_cmp);
    [0.2, 0.4, 0.6, 0.8].into_iter().filter_map(|p| sample_quantile(&values, p)).collect()
}

fn step(cuts: &[f64], value: f64) -> usize {
    1 + cuts.iter().filter(|cut| value >= **cut).count()
}

fn legend(w: &Words, indicator: &Indicator, cuts: &[f64]) -> Vec<(usize, String)> {
    let figure = |value: &f64| view::set_figure(w, indicator, *value);
    let mut legend = vec![(0, w.t("map-no-figure"))];
    for class in 1..=cuts.len() + 1 {
        let text = match (class.checked_sub(2).and_then(|low| cuts.get(low)), cuts.get(class - 1)) {
            (None, Some(high)) => w.t1("map-below", "high", figure(high)),
            (Some(low), Some(high)) => {
                w.t2("map-between", "low", figure(low), "high", figure(high))
            }
            (Some(low), None) => w.t1("map-above", "low", figure(low)),
            (None, None) => continue,
        };
        legend.push((class, text));
    }
    legend
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    f: Frame,
    choices: Vec<(String, String, bool)>,
    drawing: Drawing,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    indicator: Option<String>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let f = Frame::new(&lang, "/map")?;
    let catalogue = &app.desk.catalogue;
    let code = asked.indicator.as_deref().unwrap_or("internet_users");
    let indicator = catalogue.indicator(code).ok_or(PageError::NotFound)?;
    let covered =
        app.desk.observations().coverage().await.map_err(passerelle_desk::DeskError::from)?;
    let choices = catalogue
        .indicators
        .iter()
        .filter(|one| covered.iter().any(|(code, places)| code == &one.code && *places > 1))
        .map(|one| (one.code.clone(), f.w.text(&one.name).to_owned(), one.code == code))
        .collect();
    let drawing = Drawing::of(&app, f.w, indicator).await?;
    render(&MapPage { f, choices, drawing })
}
