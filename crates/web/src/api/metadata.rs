//! What the columns of the CSV are: CSV on the Web metadata (W3C, 2015), so that a program that meets the
//! file knows its types, and a person its meaning in their language.

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::errors::{ApiError, ErrorBody, Missing};
use super::table::{self, Described, Table};
use super::{catalogue, countries, log};
use crate::App;
use crate::words::Words;

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

/// The address of the figures' description, told with every CSV (`Link: …; rel="describedby"`).
pub(super) const ADDRESS: &str = "/api/v1/observations/metadata";
/// Where the figures are.
const FIGURES: &str = "/api/v1/observations";

/// A message in every language that the program speaks.
pub(super) fn in_all(name: &str) -> Value {
    Words::all()
        .iter()
        .map(|words| (words.code().to_owned(), Value::String(words.t(name))))
        .collect()
}

/// The columns of the figures.
fn figures() -> Vec<Described> {
    COLUMNS.iter().map(|(name, kind, required)| Described::new(name, kind, *required)).collect()
}

/// A table as others describe it: name, addresses where it is, columns.
pub(super) struct AnyTable {
    pub name: &'static str,
    pub addresses: Vec<&'static str>,
    pub columns: Vec<Described>,
}

/// Every table of the API.
pub(super) fn tables() -> Vec<AnyTable> {
    fn of<T: serde::Serialize>(table: &Table<T>) -> AnyTable {
        AnyTable { name: table.name, addresses: vec![table.address], columns: table.described() }
    }
    let mut latest = of(&catalogue::LATEST);
    latest.addresses.push(catalogue::LATEST_OF_ONE);
    vec![
        of(&countries::COUNTRIES),
        of(&catalogue::GROUPS),
        of(&catalogue::INDICATORS),
        latest,
        of(&catalogue::COMMITMENTS),
        of(&catalogue::SOURCES),
        of(&catalogue::HITS),
        of(&log::CHANGES),
        AnyTable { name: "observations", addresses: vec![FIGURES], columns: figures() },
    ]
}

/// What the columns of a CSV file are: the address of this is told with each file.
#[utoipa::path(get, path = "/api/v1/metadata/{table}", tag = "metadata",
    params(("table" = String, Path, example = "countries")),
    responses((status = 200, description = "CSV on the Web metadata", body = Object),
              (status = 404, body = ErrorBody)))]
pub(super) async fn of_table(Path(name): Path<String>) -> Result<Json<Value>, ApiError> {
    let found = tables().into_iter().find(|table| table.name == name);
    let described = |table: AnyTable| {
        let address = table.addresses.first()?;
        Some(Json(table::metadata(address, &table.columns)))
    };
    found.and_then(described).ok_or(ApiError::NotFound { what: Missing::Table, found: name })
}

/// What the columns of the CSV of observations are, and under which terms each source gives its figures.
#[utoipa::path(get, path = "/api/v1/observations/metadata", tag = "observations",
    responses((status = 200, description = "CSV on the Web metadata", body = Object)))]
pub(super) async fn observations(State(app): State<App>) -> Json<Value> {
    let source = |publisher: &passerelle_desk::Publisher| {
        json!({
            "dc:identifier": publisher.id,
            "dc:title": publisher.name,
            "dc:license": publisher.licence.name,
            "dc:source": publisher.url,
        })
    };
    let mut metadata = table::metadata(FIGURES, &figures());
    // Who it is about tells figures apart too, though it is empty for everyone.
    metadata["tableSchema"]["primaryKey"] =
        json!(["indicator", "place", "period", "dimensions", "unit", "source"]);
    metadata["dc:source"] = app.desk.catalogue.publishers.iter().map(source).collect();
    Json(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;

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
