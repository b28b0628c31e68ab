//! The two shapes of answers, brought to one.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::sources::ApiShape;

/// One page of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Its number, 1 for the first.
    pub number: u32,
    /// How many there are.
    pub pages: u32,
    /// How many rows there are on all pages.
    pub total: u64,
    /// What the publisher says of the edition.
    pub edition: String,
    /// Field → what is written there.
    pub rows: Vec<BTreeMap<String, String>>,
}

/// Reads a page.
///
/// A World Bank row has the fields `place` (its ISO 3166-1 alpha-3 code, or its name where it has
/// none), `date`, `value`, `unit`, `obs_status`. A row of the SDG interface has `geoAreaCode`,
/// `timePeriodStart`, `value`, `source`… and its attributes and dimensions under their own names.
///
/// # Errors
/// Not JSON of that shape: what is wrong, or the message that the publisher sent instead.
pub fn parse_page(shape: ApiShape, body: &[u8]) -> Result<Page, String> {
    match shape {
        ApiShape::WorldBankV2 => world_bank(body),
        ApiShape::UnsdSdgV1 => unsd_sdg(body),
    }
}

#[derive(Deserialize)]
struct WorldBankMeta {
    page: Value,
    pages: Value,
    total: Value,
    #[serde(default)]
    lastupdated: Option<String>,
}

#[derive(Deserialize)]
struct WorldBankRow {
    country: WorldBankNamed,
    #[serde(default)]
    countryiso3code: String,
    date: String,
    value: Value,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    obs_status: String,
}

#[derive(Deserialize)]
struct WorldBankNamed {
    #[serde(default)]
    value: String,
}

fn world_bank(body: &[u8]) -> Result<Page, String> {
    let answer: Vec<Value> = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let mut parts = answer.into_iter();
    let head = parts.next().unwrap_or(Value::Null);
    if let Some(message) = head.get("message") {
        return Err(plain(&message[0]["value"]).unwrap_or_else(|| message.to_string()));
    }
    let meta: WorldBankMeta = serde_json::from_value(head).map_err(|error| error.to_string())?;
    let rows: Option<Vec<WorldBankRow>> = serde_json::from_value(parts.next().unwrap_or_default())
        .map_err(|error| error.to_string())?;
    Ok(Page {
        number: count(&meta.page)?,
        pages: count(&meta.pages)?,
        total: u64::from(count(&meta.total)?),
        edition: meta.lastupdated.unwrap_or_default(),
        rows: rows.unwrap_or_default().into_iter().map(world_bank_row).collect(),
    })
}

fn world_bank_row(row: WorldBankRow) -> BTreeMap<String, String> {
    let named =
        if row.countryiso3code.is_empty() { row.country.value } else { row.countryiso3code };
    BTreeMap::from([
        ("place".to_owned(), named),
        ("date".to_owned(), row.date),
        ("value".to_owned(), plain(&row.value).unwrap_or_default()),
        ("unit".to_owned(), row.unit),
        ("obs_status".to_owned(), row.obs_status),
    ])
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SdgAnswer {
    total_elements: u64,
    total_pages: u32,
    page_number: u32,
    data: Vec<BTreeMap<String, Value>>,
}

fn unsd_sdg(body: &[u8]) -> Result<Page, String> {
    let answer: SdgAnswer = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    Ok(Page {
        number: answer.page_number,
        pages: answer.total_pages,
        total: answer.total_elements,
        edition: String::new(),
        rows: answer.data.iter().map(sdg_row).collect(),
    })
}

fn sdg_row(fields: &BTreeMap<String, Value>) -> BTreeMap<String, String> {
    let mut row = BTreeMap::new();
    for (name, value) in fields {
        match value {
            Value::Object(inner) if name == "attributes" || name == "dimensions" => {
                let written = inner.iter().filter_map(|(n, v)| Some((n.clone(), plain(v)?)));
                row.extend(written);
            }
            value => {
                row.extend(plain(value).map(|written| (name.clone(), written)));
            }
        }
    }
    // The interface writes "NaN" for a figure that there is not.
    if row.get("value").is_some_and(|value| matches!(value.as_str(), "NaN" | "N")) {
        row.insert("value".to_owned(), String::new());
    }
    row
}

/// A value as text; `None` for lists, objects and nothing.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Numbers of pages come as numbers or as text.
fn count(value: &Value) -> Result<u32, String> {
    plain(value).and_then(|text| text.parse().ok()).ok_or_else(|| format!("{value} pages"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_world_bank_writes() {
        let body = br#"[{"page":1,"pages":2,"per_page":"1","total":2,"sourceid":"2",
            "sourcename":"World Development Indicators","lastupdated":"2024-06-28"},
            [{"indicator":{"id":"IT.NET.USER.ZS","value":"Individuals using the Internet"},
            "country":{"id":"KE","value":"Kenya"},"countryiso3code":"KEN","date":"2022",
            "value":40.8447,"unit":"","obs_status":"","decimal":0}]]"#;
        let page = parse_page(ApiShape::WorldBankV2, body).unwrap();
        assert_eq!((page.number, page.pages, page.total), (1, 2, 2));
        assert_eq!(page.edition, "2024-06-28");
        assert_eq!((&*page.rows[0]["place"], &*page.rows[0]["value"]), ("KEN", "40.8447"));
    }

    #[test]
    fn passes_the_world_banks_message_on() {
        let body = br#"[{"message":[{"id":"120","key":"Invalid value","value":"Not found."}]}]"#;
        assert_eq!(parse_page(ApiShape::WorldBankV2, body), Err("Not found.".to_owned()));
        let empty = br#"[{"page":0,"pages":0,"per_page":0,"total":0},null]"#;
        assert_eq!(parse_page(ApiShape::WorldBankV2, empty).unwrap().rows, []);
    }

    #[test]
    fn reads_what_the_sdg_interface_writes() {
        let body = br#"{"size":1,"totalElements":1,"totalPages":1,"pageNumber":1,
            "attributes":[],"dimensions":[{"id":"Sex","codes":[]}],"data":[{"goal":["17"],
            "target":["17.8"],"indicator":["17.8.1"],"series":"IT_USE_ii99","seriesCount":"1",
            "geoAreaCode":"404","geoAreaName":"Kenya","timePeriodStart":2019.0,"value":"22.57",
            "valueType":"Float","time_detail":null,"source":"ITU","footnotes":[""],
            "attributes":{"Nature":"E","Units":"PERCENT"},
            "dimensions":{"Sex":"BOTHSEX","Reporting Type":"G"}}]}"#;
        let page = parse_page(ApiShape::UnsdSdgV1, body).unwrap();
        let row = &page.rows[0];
        assert_eq!((&*row["geoAreaCode"], &*row["timePeriodStart"]), ("404", "2019.0"));
        assert_eq!((&*row["Nature"], &*row["Sex"], &*row["value"]), ("E", "BOTHSEX", "22.57"));
        assert!(!row.contains_key("goal"));
    }

    #[test]
    fn refuses_other_answers() {
        for body in [&b"<html>"[..], b"{}", b"[]", b"null", b"[{\"page\":1}]"] {
            assert!(parse_page(ApiShape::WorldBankV2, body).is_err());
            assert!(parse_page(ApiShape::UnsdSdgV1, body).is_err());
        }
    }
}
