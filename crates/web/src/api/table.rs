//! Lists as tables: one description of the columns, from which the header of the CSV, its metadata (CSV on
//! the Web, W3C 2015) and the description of the API are written.
//!
//! The title of a column is in `locales/`, under `column-NAME`; what there is to say beyond it under
//! `column-NAME-about`.

use std::borrow::Cow;
use std::fmt::Write;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use passerelle_vocabulary::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::IntoParams;

use super::Asked;
use super::errors::{ApiError, Bad, Missing};
use crate::accept::preferred;
use crate::addresses::escaped;
use crate::words::Words;

/// What stands in a column.
pub(super) enum Cell<T> {
    /// A code or a text of no language.
    Code(fn(&T) -> Cow<'_, str>),
    /// Several codes, [`SEPARATOR`] between them.
    Codes(fn(&T) -> Vec<String>),
    /// Several whole numbers, [`SEPARATOR`] between them.
    Wholes(fn(&T) -> Vec<String>),
    /// A text of the catalogue: a column for each language, `name_en`.
    Text(fn(&T) -> &Text),
    /// A number; empty where there is none.
    Number(fn(&T) -> Option<f64>),
    /// A whole number; empty where there is none.
    Whole(fn(&T) -> Option<i64>),
    /// `true` or `false`.
    Flag(fn(&T) -> bool),
}

/// What stands between the codes of one cell.
const SEPARATOR: &str = ";";

/// A column: its name, and what stands in it.
pub(super) struct Column<T>(pub &'static str, pub Cell<T>);

/// A table of things of one type.
pub(super) struct Table<T: 'static> {
    /// Its name: that of the file, and of its metadata.
    pub name: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// The columns, of codes, that tell its rows apart.
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
    /// What stands between its parts, where a cell holds several.
    pub separator: Option<&'static str>,
}

impl Described {
    /// A column without a language.
    pub(super) fn new(name: &str, datatype: &'static str, required: bool) -> Self {
        let message = format!("column-{}", name.replace('_', "-"));
        Self { name: name.to_owned(), datatype, required, message, lang: None, separator: None }
    }

    /// The same column with several codes in a cell.
    pub(super) fn of_several(self) -> Self {
        Self { separator: Some(SEPARATOR), ..self }
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
        if let Some(separator) = self.separator {
            column["separator"] = separator.into();
        }
        column
    }
}

/// The metadata of the CSV file at `url`: CSV on the Web.
pub(super) fn metadata(url: &str, columns: &[Described]) -> Value {
    let key = columns.iter().filter(|column| column.required).map(|column| column.name.as_str());
    json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dialect": { "header": true, "encoding": "utf-8", "delimiter": "," },
        "tableSchema": {
            "columns": columns.iter().map(Described::metadata).collect::<Vec<_>>(),
            "primaryKey": key.collect::<Vec<_>>(),
        },
    })
}

/// Metadata of a CSV file, as what they are.
pub(super) fn as_metadata(metadata: &Value) -> Response {
    ([(header::CONTENT_TYPE, METADATA)], metadata.to_string()).into_response()
}

/// The address that was asked, written `format`.
pub(super) fn address_as(uri: &Uri, format: &str) -> String {
    super::address_with(uri, "format", format)
}

impl<T: Serialize> Table<T> {
    /// The columns as they stand in the file: one for each language where there are texts.
    pub(super) fn described(&self) -> Vec<Described> {
        let mut described = Vec::new();
        for Column(name, cell) in self.columns {
            let required = self.key.contains(name);
            let datatype = match cell {
                Cell::Code(_) | Cell::Codes(_) => "string",
                Cell::Number(_) => "double",
                Cell::Whole(_) | Cell::Wholes(_) => "integer",
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
            let column = Described::new(name, datatype, required);
            described.push(match cell {
                Cell::Codes(_) | Cell::Wholes(_) => column.of_several(),
                _ => column,
            });
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

    /// What tells a row from the others, in an address.
    fn cursor(&self, row: &T) -> String {
        let codes = self.columns.iter().filter_map(|Column(name, cell)| match cell {
            Cell::Code(code) if self.key.contains(name) => Some(code(row)),
            _ => None,
        });
        codes.collect::<Vec<_>>().join("~")
    }

    /// The part of the rows that is asked for, and the cursor of the next one where there is more.
    fn part<'r>(&self, part: &Part, rows: &'r [T]) -> Result<(&'r [T], Option<String>), ApiError> {
        let start = match &part.after {
            None => 0,
            Some(after) => {
                let last = rows.iter().position(|row| self.cursor(row) == *after);
                let gone = || ApiError::NotFound { what: Missing::Row, found: after.clone() };
                last.ok_or_else(gone)? + 1
            }
        };
        let rows = &rows[start..];
        let kept = &rows[..part.limit.map_or(rows.len(), |limit| limit.min(rows.len()))];
        let more = kept.len() < rows.len();
        Ok((kept, kept.last().filter(|_| more).map(|last| self.cursor(last))))
    }

    /// The part of the rows that is asked for, as asked for; where there is more, its address is in
    /// `Link`.
    ///
    /// # Errors
    /// A cursor that no row has.
    pub(super) fn answer_part(
        &self,
        wanted: &Wanted,
        part: &Part,
        rows: &[T],
    ) -> Result<Response, ApiError> {
        let (rows, next) = self.part(part, rows)?;
        let mut response = self.answer(wanted, rows);
        if let Some(next) = next {
            let next = super::address_with(&wanted.uri, "after", &escaped(&next));
            link_next(&mut response, &next);
        }
        Ok(response)
    }

    /// The rows as asked for: JSON, or CSV with the address of its metadata, or these.
    pub(super) fn answer(&self, wanted: &Wanted, rows: &[T]) -> Response {
        match wanted.format {
            Format::Json => varied(Json(rows).into_response()),
            Format::Csv | Format::Metadata => self.file(wanted, rows),
        }
    }

    /// The rows as a CSV file, or its metadata where these are asked for.
    pub(super) fn file(&self, wanted: &Wanted, rows: &[T]) -> Response {
        if wanted.format == Format::Metadata {
            let url = address_as(&wanted.uri, "csv");
            return varied(as_metadata(&metadata(&url, &self.described())));
        }
        let described = described_by(&wanted.uri);
        let name = format!("attachment; filename=\"passerelle-{}.csv\"", self.name);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, name.as_str()),
            (header::LINK, described.as_str()),
        ];
        varied((headers, self.csv(rows)).into_response())
    }
}

/// Says where the next page is.
pub(super) fn link_next(response: &mut Response, address: &str) {
    if let Ok(next) = HeaderValue::from_str(&format!("<{address}>; rel=\"next\"")) {
        response.headers_mut().append(header::LINK, next);
    }
}

/// The header that says where the metadata of a CSV file are: at its own address, asked for as such.
pub(super) fn described_by(uri: &Uri) -> String {
    format!("<{}>; rel=\"describedby\"; type=\"{METADATA}\"", address_as(uri, "csvm"))
}

/// The kinds of content that a list comes as.
pub(super) const MEDIA: [&str; 3] = ["application/json", "text/csv", METADATA];

/// The media type of the metadata of a CSV file.
pub(super) const METADATA: &str = "application/csvm+json";

/// Tells caches in between that the answer depends on the kind of content that is asked for.
pub(super) fn varied(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn write_cell<T>(text: &mut String, cell: &Cell<T>, row: &T) {
    // Writing to a string does not fail.
    let _ = match cell {
        Cell::Code(code) => write!(text, "{}", quoted(&code(row))),
        Cell::Codes(codes) | Cell::Wholes(codes) => {
            write!(text, "{}", quoted(&codes(row).join(SEPARATOR)))
        }
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
    /// What the columns of the CSV are.
    Metadata,
}

/// How a list is to be written.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `json`, `csv`, or `csvm` for what the columns of the CSV are; without it, what `Accept` asks for,
    /// and JSON where it asks for nothing that there is.
    #[param(nullable = false, pattern = "^(json|csv|csvm)$")]
    #[serde(default)]
    format: Option<String>,
}

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PartQuery {
    /// Rows in a page, 1 to 1,000; all of them unless told. Where there is more, `Link` has its address,
    /// as `rel="next"`.
    #[param(minimum = 1, maximum = 1000, nullable = false)]
    #[serde(default)]
    limit: Option<usize>,
    /// Where the next page begins, as its address in `Link` says: what tells the last row before it from
    /// the others.
    #[param(nullable = false)]
    #[serde(default)]
    after: Option<String>,
}

/// The most rows of a page.
const MOST: usize = 1_000;

/// What is asked of a list: how it is to be written, and the address that asks.
pub(super) struct Wanted {
    pub format: Format,
    pub uri: Uri,
}

/// Which part of a list is asked for.
#[derive(Debug, Default)]
pub(super) struct Part {
    limit: Option<usize>,
    after: Option<String>,
}

impl Format {
    fn of(query: &ListQuery, headers: &HeaderMap) -> Result<Self, ApiError> {
        match query.format.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            Some("csvm") => Ok(Self::Metadata),
            Some(other) => Err(ApiError::BadParameter {
                what: Bad::Format(&["json", "csv", "csvm"]),
                found: other.to_owned(),
            }),
            None => Ok(match preferred(headers, &MEDIA) {
                Some(1) => Self::Csv,
                Some(2) => Self::Metadata,
                _ => Self::Json,
            }),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Asked(query) = Asked::<ListQuery>::from_request_parts(parts, state).await?;
        Ok(Self { format: Format::of(&query, &parts.headers)?, uri: parts.uri.clone() })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Part {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Asked(PartQuery { limit, after }) = Asked::from_request_parts(parts, state).await?;
        match limit {
            Some(limit) if !(1..=MOST).contains(&limit) => {
                Err(ApiError::BadParameter { what: Bad::Limit(MOST), found: limit.to_string() })
            }
            _ => Ok(Self { limit, after }),
        }
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
            Column("sdgs", Cell::Wholes(|thing| vec![thing.id.len().to_string(), "9".into()])),
        ],
    };

    #[test]
    fn rows_are_written_as_the_header_says() {
        let rows = [
            Thing { id: "a", name: Text::new("é, \"è\"", "e"), value: Some(0.5) },
            Thing { id: "b\nc", name: Text::new("f", "f"), value: None },
        ];
        let expected = "id,name_en,name_fr,value,ldc,sdgs\r\n\
                        a,e,\"é, \"\"è\"\"\",0.5,false,1;9\r\n\"b\nc\",f,f,,true,3;9\r\n";
        assert_eq!(THINGS.csv(&rows), expected);
        let metadata = metadata("/things?format=csv", &THINGS.described());
        let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
        let names: Vec<&str> =
            columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), expected.lines().next().unwrap());
        assert_eq!(columns[2]["lang"], "fr");
        assert_eq!(metadata["tableSchema"]["primaryKey"], json!(["id"]));
    }
    #[test]
    fn parts_of_a_list_hold_every_row_once() {
        let ids = ["a", "b/é", "c", "d", "e"];
        let rows = ids.map(|id| Thing { id, name: Text::new(id, id), value: None });
        for limit in 1..=6 {
            let (mut walked, mut after) = (Vec::new(), None);
            loop {
                let (kept, next) = THINGS.part(&Part { limit: Some(limit), after }, &rows).unwrap();
                assert!(!kept.is_empty() && kept.len() <= limit, "by {limit}");
                walked.extend(kept.iter().map(|row| row.id));
                after = next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(walked, ids, "by {limit}");
        }
        let whole = THINGS.part(&Part::default(), &rows).unwrap();
        assert_eq!((whole.0.len(), whole.1), (ids.len(), None));
        assert!(THINGS.part(&Part { limit: None, after: Some("z".into()) }, &rows).is_err());
        assert_eq!(escaped("b/é~1"), "b%2F%C3%A9~1");
    }

    #[test]
    fn a_file_is_described_at_its_own_address() {
        let uri: Uri = "/things?place=KEN&format=csv&place=FRA".parse().unwrap();
        let described = described_by(&uri);
        assert!(described.starts_with("</things?place=KEN&format=csvm&place=FRA>"), "{described}");
        let url = metadata(&address_as(&uri, "csv"), &THINGS.described())["url"].clone();
        assert_eq!(url, "/things?place=KEN&format=csv&place=FRA");
        let columns = metadata("", &THINGS.described())["tableSchema"]["columns"].clone();
        assert_eq!(
            (&columns[5]["separator"], &columns[5]["datatype"]),
            (&";".into(), &"integer".into())
        );
        assert!(columns[0].get("separator").is_none());
    }
}
