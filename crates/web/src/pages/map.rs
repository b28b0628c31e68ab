//! The world on one indicator: a map, and the same figures in a table.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::indicator::PlaceFigure;
use passerelle_inclusion::{Indicator, first_standing_year, statistics::sample_quantile};

use super::answer::Answer;
use super::origin::Origin;
use super::view::{self, Imports, SourceName};
use super::{Frame, PageError, PageResult, render};
use crate::App;
use crate::words::Words;

/// A map with its legend and its table.
pub(crate) struct Drawing {
    pub code: String,
    pub title: String,
    /// The sentence that the map draws.
    pub answer: Option<Answer>,
    pub label: String,
    pub width: u32,
    pub height: u32,
    pub shapes: Vec<Shape>,
    pub dots: Vec<Dot>,
    pub legend: Vec<(usize, String)>,
    /// How many figures are too old to be coloured, in a sentence.
    pub outdated: Option<String>,
    /// Where the figures come from.
    pub origin: Origin,
    /// What is said of boundaries.
    pub note: String,
    /// Where the outlines come from.
    pub outlines: String,
    /// One row per country that has a figure, by name.
    pub rows: Vec<MapRow>,
}

pub(crate) struct MapRow {
    pub place: String,
    pub name: String,
    pub value: String,
    pub period: String,
    pub outdated: bool,
    pub synthetic: bool,
    pub source: SourceName,
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
/// Hatched: there is a figure, too old to stand for today.
pub(crate) const OUTDATED: usize = STEPS + 1;
/// An indicator with figures in fewer places says little on a map of the world.
const FEWEST_PLACES: u64 = 10;

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
        let cuts = cuts(indicator, view.real_countries());
        let imports = view::imports(app).await?;
        let by_place: BTreeMap<&str, &PlaceFigure> =
            view.countries.iter().map(|figure| (figure.place.as_str(), figure)).collect();
        let class = |place: &str| by_place.get(place).map_or(0, |found| step(&cuts, found));
        let map = &catalogue.map;
        let mut rows: Vec<_> =
            view.countries.iter().map(|one| row(app, w, &imports, indicator, one)).collect();
        w.sort_by_name(&mut rows, |row| &row.name);
        let title = w.text(&indicator.name).to_owned();
        let old = view.real_countries().filter(|figure| figure.outdated).count();
        let from = first_standing_year(app.desk.year());
        Ok(Self {
            code: indicator.code.clone(),
            label: w.t2(
                "map-label",
                "indicator",
                title.as_str(),
                "n",
                view.real_countries().count(),
            ),
            title,
            answer: Answer::of(app, w, &imports, &view),
            width: map.width,
            height: map.height,
            shapes: grouped(map.shapes.iter().map(|(iso3, path)| (class(iso3), path.as_str()))),
            dots: map
                .dots
                .iter()
                .map(|(iso3, x, y)| Dot { class: class(iso3), x: *x, y: *y })
                .collect(),
            legend: legend(w, indicator, &cuts, (old > 0).then_some(from)),
            outdated: (old > 0).then(|| w.t1("map-outdated-count", "n", old)),
            origin: Origin::of(catalogue, w, &indicator.sources, view.real_countries()),
            note: w.text(&map.note).to_owned(),
            outlines: map.source.clone(),
            rows,
        })
    }
}

fn row(
    app: &App,
    w: &Words,
    imports: &Imports,
    indicator: &Indicator,
    figure: &PlaceFigure,
) -> MapRow {
    let catalogue = &app.desk.catalogue;
    MapRow {
        place: figure.place.clone(),
        name: catalogue.place_name(&figure.place, w.lang()).into_owned(),
        value: view::figure(w, indicator, figure.value),
        period: view::with_status(w, figure.period.to_string(), figure.status),
        outdated: figure.outdated,
        synthetic: figure.synthetic,
        source: view::source_of_import(catalogue, w, imports, &figure.source, figure.batch),
    }
}

/// One path per colour: the page is lighter, and nothing is lost, the table naming every country.
fn grouped<'a>(shapes: impl Iterator<Item = (usize, &'a str)>) -> Vec<Shape> {
    let mut paths = vec![String::new(); OUTDATED + 1];
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

/// The values between two colours: every fifth of a whole for shares, quintiles for the others. Figures
/// too old to be coloured have no say.
fn cuts<'a>(indicator: &Indicator, figures: impl Iterator<Item = &'a PlaceFigure>) -> Vec<f64> {
    let standing = figures.filter(|figure| !figure.outdated);
    cuts_of(indicator, standing.map(|figure| figure.value).collect())
}

/// The values between two colours, of these figures.
pub(super) fn cuts_of(indicator: &Indicator, mut values: Vec<f64>) -> Vec<f64> {
    if view::is_share(indicator) {
        return vec![20.0, 40.0, 60.0, 80.0];
    }
    values.sort_by(f64::total_cmp);
    [0.2, 0.4, 0.6, 0.8].into_iter().filter_map(|p| sample_quantile(&values, p)).collect()
}

fn step(cuts: &[f64], figure: &PlaceFigure) -> usize {
    if figure.outdated {
        return OUTDATED;
    }
    step_of(cuts, figure.value)
}

/// The colour of a figure, from 1.
pub(super) fn step_of(cuts: &[f64], value: f64) -> usize {
    1 + cuts.iter().filter(|cut| value >= **cut).count()
}

/// What each colour means; `from` is the first year that is not too old, where a figure is.
pub(super) fn legend(
    w: &Words,
    indicator: &Indicator,
    cuts: &[f64],
    from: Option<i32>,
) -> Vec<(usize, String)> {
    let figure = |value: &f64| view::set_figure(w, indicator, *value);
    let outdated = |from: i32| (OUTDATED, w.t1("map-outdated", "year", from.to_string()));
    let mut legend = vec![(0, w.t("map-no-figure"))];
    legend.extend(from.map(outdated));
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

/// The indicators that can be drawn, and the map of the one that is asked for.
pub(crate) struct Chosen {
    /// Code, name, and whether it is the one drawn.
    pub choices: Vec<(String, String, bool)>,
    pub drawing: Drawing,
}

impl Chosen {
    /// The map that is asked for; that of the first indicator where none is.
    ///
    /// # Errors
    /// The "nothing here" page for an indicator that does not exist.
    pub(crate) async fn of(
        app: &App,
        w: &'static Words,
        asked: Option<&str>,
    ) -> Result<Self, PageError> {
        let catalogue = &app.desk.catalogue;
        let indicator = match asked.filter(|code| !code.is_empty()) {
            Some(code) => catalogue.indicator(code),
            None => catalogue.indicators.first(),
        };
        let indicator = indicator.ok_or(PageError::NotFound)?;
        let covered = app.desk.coverage().await?;
        let offered = |one: &Indicator| {
            let enough =
                |(code, places): &(String, u64)| code == &one.code && *places >= FEWEST_PLACES;
            one.code == indicator.code || covered.iter().any(enough)
        };
        let mut choices: Vec<_> = catalogue
            .indicators
            .iter()
            .filter(|one| offered(one))
            .map(|one| (one.code.clone(), w.text(&one.name).to_owned(), one.code == indicator.code))
            .collect();
        w.sort_by_name(&mut choices, |(_, name, _)| name);
        Ok(Self { choices, drawing: Drawing::of(app, w, indicator).await? })
    }
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    f: Frame,
    /// Where the choice of another indicator leads.
    action: String,
    map: Chosen,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    pub indicator: Option<String>,
}

impl Asked {
    /// A page's own address with what is asked, once it is known to exist.
    pub(super) fn after(&self, path: &str) -> String {
        match &self.indicator {
            Some(code) if !code.is_empty() => format!("{path}?indicator={code}"),
            _ => path.to_owned(),
        }
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let mut f = Frame::new(&lang, "/map")?;
    let map = Chosen::of(&app, f.w, asked.indicator.as_deref()).await?;
    let action = f.address();
    f.path = asked.after("/map");
    render(&MapPage { f, action, map })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, outdated: bool) -> PlaceFigure {
        PlaceFigure {
            place: "KEN".into(),
            period: "2019".parse().unwrap(),
            value,
            source: "itu".into(),
            batch: 1,
            status: Default::default(),
            synthetic: false,
            band: None,
            outdated,
            first: None,
            points: 1,
        }
    }

    #[test]
    fn an_old_figure_has_its_own_class_whatever_its_value() {
        let cuts = [20.0, 40.0, 60.0, 80.0];
        assert_eq!(step(&cuts, &figure(95.0, false)), STEPS);
        assert_eq!(step(&cuts, &figure(20.0, false)), 2);
        for value in [0.0, 50.0, 100.0] {
            assert_eq!(step(&cuts, &figure(value, true)), OUTDATED);
        }
        let shapes = grouped([(OUTDATED, "M0 0"), (0, "M1 1"), (OUTDATED, "M2 2")].into_iter());
        let shapes: Vec<_> =
            shapes.iter().map(|shape| (shape.class, shape.path.as_str())).collect();
        assert_eq!(shapes, [(0, "M1 1"), (OUTDATED, "M0 0M2 2")]);
    }
}
