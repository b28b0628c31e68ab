//! What the tests of this crate share: the catalogue of this repository, and open data beside it.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{IndicatorRule, Input, Options, Report, Synonyms, read};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Observation, Places, Row};

pub fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// A folder of the open data beside the repository; says so where it is absent.
pub fn data(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if !path.is_dir() {
        println!("SKIPPED: {} is not here", path.display());
    }
    path.is_dir().then_some(path)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(catalogue().join(name)).unwrap()
}

pub fn places() -> Places {
    Places::read(&text("countries.tsv"), &text("groups.tsv"), &text("aliases.tsv")).unwrap()
}

fn toml_files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(catalogue().join(folder))
        .unwrap()
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    let read =
        |path: PathBuf| (path.display().to_string(), std::fs::read_to_string(&path).unwrap());
    files.into_iter().map(read).collect()
}

pub fn publishers() -> Vec<Publisher> {
    toml_files("sources")
        .into_iter()
        .map(|(path, text)| {
            Publisher::from_toml(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
        })
        .collect()
}

/// The indicators of the catalogue: shares are 0 to 100, positive ones have no upper end.
pub fn options() -> Options {
    let mut options = Options::default();
    for (path, text) in toml_files("indicators") {
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let indicators = table.get("indicator").and_then(toml::Value::as_array);
        for indicator in indicators.into_iter().flatten() {
            let get = |key: &str| indicator[key].as_str().unwrap().to_owned();
            let range = match get("scale").as_str() {
                "share" => (0.0, 100.0),
                "positive" => (0.0, f64::INFINITY),
                _ => (f64::NEG_INFINITY, f64::INFINITY),
            };
            let needs = indicator.get("headline_dimensions").and_then(toml::Value::as_table);
            let needs = needs.map(|table| table.keys().cloned().collect()).unwrap_or_default();
            let rule = IndicatorRule { unit: get("unit"), range, needs };
            options.indicators.insert(get("code"), rule);
        }
        for dimension in
            table.get("dimension").and_then(toml::Value::as_array).into_iter().flatten()
        {
            let code = |value: &toml::Value| value["code"].as_str().unwrap().to_owned();
            let listed = dimension.get("category").and_then(toml::Value::as_array);
            let listed = listed.into_iter().flatten().map(code).collect();
            options.dimensions.insert(code(dimension), listed);
        }
    }
    options.synonyms = Synonyms::read(&text("synonyms.tsv")).unwrap().into();
    options.years = (1800, 2027);
    options
}

/// Reads a file and keeps its figures.
pub fn read_all(
    input: &Input<'_>,
    publishers: &[Publisher],
    options: &Options,
) -> (Report, Vec<Observation>) {
    let entries: Vec<_> = publishers
        .iter()
        .flat_map(|publisher| publisher.file.iter().map(move |entry| (publisher, entry)))
        .collect();
    let mut figures = Vec::new();
    let mut sink = |rows: &[Row], index: &SeriesIndex| {
        figures.extend(rows.iter().map(|row| observation(row, index)));
        ControlFlow::Continue(())
    };
    let report = read(input, &entries, &places(), options, &mut sink);
    (report, figures)
}

pub fn observation(row: &Row, index: &SeriesIndex) -> Observation {
    let series = index.get(row.series).unwrap();
    let known = |number: f64| (!number.is_nan()).then_some(number);
    Observation {
        indicator: series.indicator.clone(),
        place: series.place.clone(),
        period: row.period,
        dimensions: series.dimensions.clone(),
        value: row.value,
        unit: series.unit.clone(),
        standard_error: known(row.standard_error),
        n: known(row.n),
        status: row.status,
        source: series.source.clone(),
        batch: 0,
    }
}
