//! What the columns of the CSV are: CSV on the Web metadata (W3C, 2015), so that a program that meets the
//! file knows its types, and a person its meaning in their language.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::App;
use crate::words::Words;

/// Name and type of each column, in the order of the file. Its title and description are in
/// `locales/`, under `column-NAME` and `column-NAME-about`.
const COLUMNS: [(&str, &str); 10] = [
    ("indicator", "string"),
    ("place", "string"),
    ("period", "string"),
    ("dimensions", "string"),
    ("value", "double"),
    ("unit", "string"),
    ("standard_error", "double"),
    ("n", "double"),
    ("status", "string"),
    ("source", "string"),
];

/// The address of this description, told with every CSV (`Link: …; rel="describedby"`).
pub(super) const ADDRESS: &str = "/api/v1/observations/metadata";

/// A message in every language that the program speaks.
fn in_all(name: &str) -> Value {
    Words::all()
        .iter()
        .map(|words| (words.code().to_owned(), Value::String(words.t(name))))
        .collect()
}

/// What the columns of the CSV of observations are, and under which terms each source gives its figures.
#[utoipa::path(get, path = "/api/v1/observations/metadata", tag = "observations",
    responses((status = 200, description = "CSV on the Web metadata", body = Object)))]
pub(super) async fn observations(State(app): State<App>) -> Json<Value> {
    let column = |(name, kind): (&str, &str)| {
        let key = format!("column-{}", name.replace('_', "-"));
        json!({
            "name": name,
            "titles": in_all(&key),
            "dc:description": in_all(&format!("{key}-about")),
            "datatype": kind,
            "required": matches!(name, "indicator" | "place" | "period" | "unit" | "source"),
        })
    };
    let source = |publisher: &passerelle_desk::Publisher| {
        json!({
            "dc:identifier": publisher.id,
            "dc:title": publisher.name,
            "dc:license": publisher.licence.name,
            "dc:source": publisher.url,
        })
    };
    Json(json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": "/api/v1/observations?format=csv",
        "dialect": { "header": true, "encoding": "utf-8", "delimiter": "," },
        "tableSchema": {
            "columns": COLUMNS.map(column),
            "primaryKey": ["indicator", "place", "period", "dimensions", "unit", "source"],
        },
        "dc:source": app.desk.catalogue.publishers.iter().map(source).collect::<Vec<_>>(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_file_is_described_in_every_language() {
        let header = String::from_utf8(passerelle_desk::exports::csv(&[]).unwrap()).unwrap();
        let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        assert_eq!(header.trim_end(), names.join(","));
        for name in names {
            let key = format!("column-{}", name.replace('_', "-"));
            for words in Words::all() {
                assert!(words.has(&key) && words.has(&format!("{key}-about")), "{key}");
            }
        }
    }
}
