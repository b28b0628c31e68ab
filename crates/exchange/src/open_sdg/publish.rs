//! An indicator of a site, made of figures of Passerelle.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::{Observation, Status};

use super::data::{GEO_CODE, LineEnd, SERIES, STATUS, UNITS, VALUE, YEAR};
use super::problem::{Problem, ProblemCode, wrong};
use super::{Data, Indicator, Metadata};

/// What codes are called on the site, in its language. A code without a name is named by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Indicators; a column of series where there are several.
    pub indicators: BTreeMap<String, String>,
    /// Dimensions: columns.
    pub dimensions: BTreeMap<String, String>,
    /// Categories, by dimension and code.
    pub categories: BTreeMap<(String, String), String>,
    /// Units.
    pub units: BTreeMap<String, String>,
    /// How sure a figure is, by the code of the status.
    pub statuses: BTreeMap<String, String>,
    /// Places within the country.
    pub areas: BTreeMap<String, Area>,
    /// The column of places that `areas` does not have; without a name, only `GeoCode` tells them apart.
    pub other_areas: Option<String>,
    /// The column of standard errors; without a name, there is none.
    pub standard_error: Option<String>,
    /// The column of respondents or cases; without a name, there is none.
    pub cases: Option<String>,
}

/// A place within the country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Area {
    /// The column of places of its level: `Region`.
    pub column: String,
    /// What it is called.
    pub name: String,
    /// Its code on maps.
    pub geo_code: String,
}

/// What is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Publication {
    /// Number of the indicator in the global list, with hyphens.
    pub id: String,
    /// Code of the country: its own figures are the headline.
    pub country: String,
    /// What codes are called.
    pub labels: Labels,
    /// What is to be said of the indicator.
    pub metadata: Metadata,
}

fn label<'a>(names: &'a BTreeMap<String, String>, code: &'a str) -> &'a str {
    names.get(code).map_or(code, String::as_str)
}

/// Makes an indicator of figures: those of the country and of places within it; others are left out.
/// Figures that are missing are rows without a value, whose status says why.
///
/// # Errors
/// Figures of another kind of period than calendar years, which a site has no way to write in its column
/// of years; figures with the same year and categories.
pub fn publish(
    figures: &[Observation],
    publication: &Publication,
) -> Result<Indicator, Vec<Problem>> {
    let own = |figure: &&Observation| {
        figure.place == publication.country
            || figure
                .place
                .strip_prefix(&publication.country)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let figures: Vec<&Observation> = figures.iter().filter(own).collect();
    let columns = columns(&figures, &publication.labels);
    let (mut rows, mut problems) = (Vec::with_capacity(figures.len()), Vec::new());
    let mut seen = BTreeSet::new();
    for (number, figure) in figures.iter().enumerate() {
        let line = number as u64 + 2;
        let period = figure.period.to_string();
        if period.parse::<i32>().is_err() {
            problems.push(wrong(ProblemCode::BadYear, line, YEAR, &period));
            continue;
        }
        let row: Vec<String> =
            columns.iter().map(|column| cell(figure, column, publication)).collect();
        let tells_apart = |(column, _): &(&Column, &String)| {
            !matches!(column, Column::Value | Column::Status | Column::Error(_) | Column::Cases(_))
        };
        let key: Vec<String> =
            columns.iter().zip(&row).filter(tells_apart).map(|(_, cell)| cell.clone()).collect();
        if !seen.insert(key) {
            problems.push(wrong(ProblemCode::RepeatedKey, line, "", &figure.indicator));
            continue;
        }
        rows.push(row);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let columns = columns.iter().map(|column| column.name().to_owned()).collect();
    let data = Data { columns, rows, line_end: LineEnd::CrLf };
    Ok(Indicator { id: publication.id.clone(), data, metadata: publication.metadata.clone() })
}

enum Column {
    Year,
    Series,
    Dimension { code: String, name: String },
    Area(String),
    Units,
    Status,
    GeoCode,
    Error(String),
    Cases(String),
    Value,
}

impl Column {
    fn name(&self) -> &str {
        match self {
            Self::Year => YEAR,
            Self::Series => SERIES,
            Self::Dimension { name, .. } | Self::Area(name) => name,
            Self::Error(name) | Self::Cases(name) => name,
            Self::Units => UNITS,
            Self::Status => STATUS,
            Self::GeoCode => GEO_CODE,
            Self::Value => VALUE,
        }
    }
}

/// The columns that the figures need, in the order that sites have them.
fn columns(figures: &[&Observation], labels: &Labels) -> Vec<Column> {
    let indicators: BTreeSet<&str> =
        figures.iter().map(|figure| figure.indicator.as_str()).collect();
    let dimensions: BTreeSet<&str> =
        figures.iter().flat_map(|figure| figure.dimensions.iter()).map(|(code, _)| code).collect();
    let areas: BTreeSet<String> =
        figures.iter().filter_map(|figure| area(figure, labels)).map(|area| area.column).collect();
    let has_areas = !areas.is_empty();
    let areas = areas.into_iter().filter(|column| !column.is_empty());
    let has_errors = figures.iter().any(|figure| figure.standard_error.is_some());
    let has_cases = figures.iter().any(|figure| figure.n.is_some());
    let mut columns = vec![Column::Year];
    columns.extend((indicators.len() > 1).then_some(Column::Series));
    columns.extend(dimensions.into_iter().map(|code| {
        let name = label(&labels.dimensions, code).to_owned();
        Column::Dimension { code: code.to_owned(), name }
    }));
    columns.extend(areas.map(Column::Area));
    columns.extend([Column::Units, Column::Status]);
    columns.extend(labels.standard_error.clone().filter(|_| has_errors).map(Column::Error));
    columns.extend(labels.cases.clone().filter(|_| has_cases).map(Column::Cases));
    columns.extend(has_areas.then_some(Column::GeoCode));
    columns.push(Column::Value);
    columns
}

/// The place of a figure, if it is one within the country. One that the labels do not have is named by the
/// end of its path.
fn area(figure: &Observation, labels: &Labels) -> Option<Area> {
    if let Some(known) = labels.areas.get(&figure.place) {
        return Some(known.clone());
    }
    let (_, path) = figure.place.split_once('/')?;
    let column = labels.other_areas.clone().unwrap_or_default();
    Some(Area { column, name: path.to_owned(), geo_code: figure.place.clone() })
}

fn cell(figure: &Observation, column: &Column, publication: &Publication) -> String {
    let labels = &publication.labels;
    let number = |number: Option<f64>| number.map_or_else(String::new, |found| found.to_string());
    match column {
        Column::Year => figure.period.to_string(),
        Column::Series => label(&labels.indicators, &figure.indicator).to_owned(),
        Column::Dimension { code, .. } => {
            figure.dimensions.get(code).map_or_else(String::new, |category| {
                let key = (code.clone(), category.to_owned());
                labels.categories.get(&key).cloned().unwrap_or(key.1)
            })
        }
        Column::Area(name) => area(figure, labels)
            .filter(|area| area.column == *name)
            .map_or_else(String::new, |area| area.name),
        Column::GeoCode => area(figure, labels).map_or_else(String::new, |area| area.geo_code),
        Column::Units => label(&labels.units, &figure.unit).to_owned(),
        Column::Status => status(figure.status, labels),
        Column::Error(_) => number(figure.standard_error),
        Column::Cases(_) => number(figure.n),
        Column::Value => number(figure.value),
    }
}

fn status(status: Status, labels: &Labels) -> String {
    label(&labels.statuses, status.code()).to_owned()
}
