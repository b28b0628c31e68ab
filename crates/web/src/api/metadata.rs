//! What the columns of the CSV are: CSV on the Web metadata (W3C, 2015), so that a program that meets the
//! file knows its types, and a person its meaning in their language.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::errors::{ApiError, ErrorBody, Missing};
use super::table::{self, Described, Table, as_metadata};
use super::{
    catalogue, consultations, countries, initiatives, log, money, outcomes, people, scorecards,
};
use crate::App;

/// Name and type of each column of the figures, in the order of the file, and whether it belongs to the
/// key.
const COLUMNS: [(&str, &str, bool); 10] = [
    ("indicator", "string", true),
    ("place", "string", true),
    ("period", "string", true),
    ("dimensions", "string", false),
    ("value", "double", false),
    ("unit", "string", true),
    ("standard_error", "double", false),
    ("n", "double", false),
    ("status", "string", false),
    ("source", "string", true),
];

/// Where the figures are.
const FIGURES: &str = "/api/v1/observations";

/// A message in every language that the program speaks.
pub(super) fn in_all(name: &str) -> Value {
    json!(super::sdmx::said(name))
}

/// The columns of the figures.
fn figures() -> Vec<Described> {
    let column = |(name, kind, required): &(&str, &'static str, bool)| {
        let column = Described::new(name, kind, *required);
        if *name == "dimensions" { column.of_several() } else { column }
    };
    COLUMNS.iter().map(column).collect()
}

/// A table as others describe it: name, addresses where it is, columns.
pub(super) struct AnyTable {
    pub name: &'static str,
    pub addresses: Vec<&'static str>,
    pub columns: Vec<Described>,
    /// Whether it stands at its first address as it is, with nothing that must be asked.
    pub by_itself: bool,
}

/// Every table of the API.
pub(super) fn tables() -> Vec<AnyTable> {
    fn of<T: serde::Serialize>(table: &Table<T>) -> AnyTable {
        AnyTable {
            name: table.name,
            addresses: vec![table.address],
            columns: table.described(),
            by_itself: true,
        }
    }
    fn asked(table: AnyTable) -> AnyTable {
        AnyTable { by_itself: false, ..table }
    }
    let mut latest = asked(of(&catalogue::LATEST));
    latest.addresses.push(catalogue::LATEST_OF_ONE);
    vec![
        of(&countries::COUNTRIES),
        of(&catalogue::GROUPS),
        of(&catalogue::INDICATORS),
        latest,
        of(&catalogue::COMMITMENTS),
        of(&catalogue::SOURCES),
        asked(of(&catalogue::HITS)),
        of(&scorecards::RELEASES),
        asked(of(&scorecards::LINES)),
        of(&consultations::CONSULTATIONS),
        asked(of(&consultations::STATEMENTS)),
        of(&outcomes::RECOMMENDATIONS),
        of(&initiatives::INITIATIVES),
        asked(of(&initiatives::BUDGET)),
        asked(of(&money::TRANSACTIONS)),
        of(&money::MONEY),
        of(&people::ACTORS),
        of(&people::ENDORSEMENTS),
        of(&people::UPDATES),
        of(&people::ASSESSMENTS),
        of(&log::CHANGES),
        AnyTable {
            name: "observations",
            addresses: vec![FIGURES],
            columns: figures(),
            by_itself: true,
        },
    ]
}

/// What the columns of the CSV of a whole table are.
///
/// Every CSV file says in `Link` (`rel="describedby"`) where its own metadata are: at its own address, with
/// `format=csvm`. Tables that answer a question (`search`, `compare`) have them there alone.
#[utoipa::path(get, path = "/api/v1/metadata/{table}", tag = "metadata",
    params(("table" = String, Path, example = "countries")),
    responses((status = 200, description = "CSV on the Web metadata",
                  body = Object, content_type = "application/csvm+json"),
              (status = 404, body = ErrorBody)))]
pub(super) async fn of_table(Path(name): Path<String>) -> Result<Response, ApiError> {
    let found = tables().into_iter().find(|table| table.name == name && table.by_itself);
    let described = |table: AnyTable| {
        let url = format!("{}?format=csv", table.addresses.first()?);
        Some(as_metadata(&table::metadata(&url, &table.columns)))
    };
    found.and_then(described).ok_or(ApiError::NotFound { what: Missing::Table, found: name })
}

/// What the columns of the CSV of observations are, and under which terms each source gives its figures.
#[utoipa::path(get, path = "/api/v1/observations/metadata", tag = "observations",
    responses((status = 200, description = "CSV on the Web metadata",
                  body = Object, content_type = "application/csvm+json")))]
pub(super) async fn observations(State(app): State<App>) -> Response {
    as_metadata(&of_figures(&app, &format!("{FIGURES}?format=csv")))
}

/// The metadata of the CSV of figures at `url`.
pub(super) fn of_figures(app: &App, url: &str) -> Value {
    let source = |publisher: &passerelle_desk::Publisher| {
        json!({
            "dc:identifier": publisher.id,
            "dc:title": publisher.name,
            "dc:license": publisher.licence.name,
            "dc:source": publisher.url,
        })
    };
    let mut metadata = table::metadata(url, &figures());
    // Who it is about tells figures apart too, though it is empty for everyone.
    metadata["tableSchema"]["primaryKey"] =
        json!(["indicator", "place", "period", "dimensions", "unit", "source"]);
    metadata["dc:source"] = app.desk.catalogue.publishers.iter().map(source).collect();
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn every_column_of_the_file_is_described_in_every_language() {
        let header = String::from_utf8(passerelle_desk::exports::csv(&[]).unwrap()).unwrap();
        let names: Vec<&str> = COLUMNS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(header.trim_end(), names.join(","));
        for name in names {
            let key = format!("column-{}", name.replace('_', "-"));
            for words in Words::all() {
                assert!(words.has(&key) && words.has(&format!("{key}-about")), "{key}");
            }
        }
    }

    #[test]
    fn every_column_of_every_table_has_a_title() {
        for table in tables() {
            for column in &table.columns {
                for words in Words::all() {
                    let title = column.title(words);
                    assert!(!title.contains('⟦'), "{}: {title}", table.name);
                }
            }
        }
    }
}
