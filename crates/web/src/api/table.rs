//! Lists as tables: one description of the columns, from which the header of the CSV, its metadata (CSV on
//! the Web, W3C 2015) and the description of the API are written.
//!
//! The title of a column is in `locales/`, under `column-NAME`; what there is to say beyond it under
//! `column-NAME-about`.

use std::borrow::Cow;
use std::fmt::Write;

use axum::Json;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use passerelle_vocabulary::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::IntoParams;

use super::errors::{ApiError, Bad};
use crate::words::Words;

/// What stands in a column.
pub(super) enum Cell<T> {
    /// A code or a text of no language.
    Code(fn(&T) -> Cow<'_, str>),
    /// A text of the catalogue: a column for each language, `name_en`.
    Text(fn(&T) -> &Text),
    /// A number; empty where there is none.
    Number(fn(&T) -> Option<f64>),
    /// A whole number; empty where there is none.
    Whole(fn(&T) -> Option<i64>),
    /// `true` or `false`.
    Flag(fn(&T) -> bool),
}

/// A column: its name, and what stands in it.
pub(super) struct Column<T>(pub &'static str, pub Cell<T>);

/// A table of things of one type.
pub(super) struct Table<T: 'static> {
    /// Its name: that of the file, and of its metadata.
    pub name: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// All columns, in order.
    pub columns: &'static [Column<T>],
}

/// A column as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Described {
    /// Its name in the header.
    pub name: String,
    /// Its type: one of CSV on the Web.
    pub datatype: &'static str,
    /// Whether it belongs to the key: it is never empty.
    pub required: bool,
    /// The message with its title.
    pub message: String,
    /// The language of the texts in it.
    pub lang: Option<&'static str>,
}

impl Described {
    /// A column without a language.
    pub(super) fn new(name: &str, datatype: &'static str, required: bool) -> Self {
        let message = format!("column-{}", name.replace('_', "-"));
        Self { name: name.to_owned(), datatype, required, message, lang: None }
    }

    /// Its title in this language.
    pub(super) fn title(&self, words: &Words) -> String {
        words.t1(&self.message, "lang", self.lang.unwrap_or_default())
    }

    fn metadata(&self) -> Value {
        let titles: serde_json::Map<String, Value> = Words::all()
            .iter()
            .map(|words| (words.code().to_owned(), self.title(words).into()))
            .collect();
        let mut column = json!({
            "name": self.name,
            "titles": titles,
            "datatype": self.datatype,
            "required": self.required,
        });
        let about = format!("{}-about", self.message);
        if Words::all().iter().all(|words| words.has(&about)) {
            column["dc:description"] = super::metadata::in_all(&about);
        }
        if let Some(lang) = self.lang {
            column["lang"] = lang.into();
        }
        column
    }
}

/// The metadata of a CSV file: CSV on the Web.
pub(super) fn metadata(address: &str, columns: &[Described]) -> Value {
    let separator = if address.contains('?') { '&' } else { '?' };
    let key = columns.iter().filter(|column| column.required).map(|column| column.name.as_str());
    json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": format!("{address}{separator}format=csv"),
        "dialect": { "header": true, "encoding": "utf-8", "delimiter": "," },
        "tableSchema": {
            "columns": columns.iter().map(Described::metadata).collect::<Vec<_>>(),
            "primaryKey": key.collect::<Vec<_>>(),
        },
    })
}

impl<T: Serialize> Table<T> {
    /// The columns as they stand in the file: one for each language where there are texts.
    pub(super) fn described(&self) -> Vec<Described> {
        let mut described = Vec::new();
        for Column(name, cell) in self.columns {
            let required = self.key.contains(name);
            let datatype = match cell {
                Cell::Code(_) => "string",
                Cell::Number(_) => "double",
                Cell::Whole(_) => "integer",
                Cell::Flag(_) => "boolean",
                Cell::Text(_) => {
                    described.extend(Words::all().iter().map(|words| Described {
                        name: format!("{name}_{}", words.code()),
                        lang: Some(words.code()),
                        ..Described::new(name, "string", false)
                    }));
                    continue;
                }
            };
            described.push(Described::new(name, datatype, required));
        }
        described
    }

    /// The rows as CSV.
    pub(super) fn csv(&self, rows: &[T]) -> String {
        let names: Vec<String> = self.described().into_iter().map(|column| column.name).collect();
        let mut text = names.join(",");
        text.push_str("\r\n");
        for row in rows {
            for (place, Column(_, cell)) in self.columns.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_cell(&mut text, cell, row);
            }
            text.push_str("\r\n");
        }
        text
    }

    /// The rows as asked for: JSON, or CSV with the address of its metadata.
    pub(super) fn answer(&self, format: Format, rows: &[T]) -> Response {
        match format {
            Format::Json => varied(Json(rows).into_response()),
            Format::Csv => self.file(rows),
        }
    }

    /// The rows as a CSV file.
    pub(super) fn file(&self, rows: &[T]) -> Response {
        let described = format!(
            "<{ADDRESS}/{}>; rel=\"describedby\"; type=\"application/csvm+json\"",
            self.name
        );
        let name = format!("attachment; filename=\"passerelle-{}.csv\"", self.name);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, name.as_str()),
            (header::LINK, described.as_str()),
        ];
        varied((headers, self.csv(rows)).into_response())
    }
}

/// Where the metadata of the tables are, each under its name.
pub(super) const ADDRESS: &str = "/api/v1/metadata";

/// Tells caches in between that the answer depends on the kind of content that is asked for.
pub(super) fn varied(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn write_cell<T>(text: &mut String, cell: &Cell<T>, row: &T) {
    // Writing to a string does not fail.
    let _ = match cell {
        Cell::Code(code) => write!(text, "{}", quoted(&code(row))),
        Cell::Number(number) => number(row).map_or(Ok(()), |number| write!(text, "{number}")),
        Cell::Whole(number) => number(row).map_or(Ok(()), |number| write!(text, "{number}")),
        Cell::Flag(flag) => write!(text, "{}", flag(row)),
        Cell::Text(of) => {
            let of = of(row);
            let all: Vec<_> =
                Words::all().iter().map(|words| quoted(words.text(of)).into_owned()).collect();
            write!(text, "{}", all.join(","))
        }
    };
}

/// A text as a cell of CSV (RFC 4180).
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}

/// The code that a value is written with in JSON.
pub(super) fn code(value: &impl Serialize) -> Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code.into(),
        _ => "".into(),
    }
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Csv,
}

/// How a list is to be written.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `json` or `csv`; without it, what `Accept` asks for.
    #[param(nullable = false, pattern = "^(json|csv)$")]
    #[serde(default)]
    format: Option<String>,
}

impl Format {
    fn of(query: &ListQuery, headers: &HeaderMap) -> Result<Self, ApiError> {
        match query.format.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            Some(other) => Err(ApiError::BadParameter {
                what: Bad::Format("json, csv"),
                found: other.to_owned(),
            }),
            None => {
                let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
                let csv = accept.is_some_and(|accept| accept.contains("text/csv"));
                Ok(if csv { Self::Csv } else { Self::Json })
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = Query::<ListQuery>::try_from_uri(&parts.uri).map_err(|error| {
            ApiError::BadParameter { what: Bad::Parameters, found: error.body_text() }
        })?;
        Self::of(&query, &parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Thing {
        id: &'static str,
        name: Text,
        value: Option<f64>,
    }

    const THINGS: Table<Thing> = Table {
        name: "things",
        address: "/things",
        key: &["id"],
        columns: &[
            Column("id", Cell::Code(|thing| thing.id.into())),
            Column("name", Cell::Text(|thing| &thing.name)),
            Column("value", Cell::Number(|thing| thing.value)),
            Column("ldc", Cell::Flag(|thing| thing.value.is_none())),
        ],
    };

    #[test]
    fn rows_are_written_as_the_header_says() {
        let rows = [
            Thing { id: "a", name: Text::new("é, \"è\"", "e"), value: Some(0.5) },
            Thing { id: "b\nc", name: Text::new("f", "f"), value: None },
        ];
        let expected = "id,name_en,name_fr,value,ldc\r\n\
                        a,e,\"é, \"\"è\"\"\",0.5,false\r\n\"b\nc\",f,f,,true\r\n";
        assert_eq!(THINGS.csv(&rows), expected);
        let metadata = metadata(THINGS.address, &THINGS.described());
        let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
        let names: Vec<&str> =
            columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), expected.lines().next().unwrap());
        assert_eq!(columns[2]["lang"], "fr");
        assert_eq!(metadata["tableSchema"]["primaryKey"], json!(["id"]));
    }
}
