//! The description of the API (OpenAPI 3.1), with what holds for every endpoint, so that no endpoint can
//! forget to say it: refusals, the columns of tables. The parameters that an endpoint knows are read from
//! it too: what is not described is refused.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::metadata::tables;
use crate::words::Words;

/// An address, cut at its slashes (`{…}` is any one part), and the names of its parameters.
struct Known {
    parts: Vec<String>,
    parameters: Vec<String>,
}

static DESCRIPTION: LazyLock<Value> = LazyLock::new(complete);

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let paths = DESCRIPTION["paths"].as_object().into_iter().flatten();
    let one = |(path, about): (&String, &Value)| {
        let all = about["get"]["parameters"].as_array().into_iter().flatten();
        let names = all.filter(|one| one["in"] == "query").filter_map(|one| one["name"].as_str());
        Known {
            parts: path.split('/').map(str::to_owned).collect(),
            parameters: names.map(str::to_owned).collect(),
        }
    };
    let mut known: Vec<Known> = paths.map(one).collect();
    // An address without variable parts is meant before one with them.
    known.sort_by_key(|known| known.parts.iter().filter(|part| part.starts_with('{')).count());
    known
});

/// The description, as text.
pub(super) fn text() -> String {
    serde_json::to_string_pretty(&*DESCRIPTION).unwrap_or_default()
}

/// The names of the parameters of the endpoint at this address; `None` where there is none.
pub(super) fn parameters(path: &str) -> Option<&'static [String]> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |known: &&Known| {
        let same = |(one, part): (&String, &&str)| one.starts_with('{') || one == part;
        known.parts.len() == parts.len() && known.parts.iter().zip(&parts).all(same)
    };
    KNOWN.iter().find(fits).map(|known| known.parameters.as_slice())
}

fn complete() -> Value {
    let (_, description) = super::described();
    let mut value = serde_json::to_value(description).unwrap_or_default();
    for (_, about) in value["paths"].as_object_mut().into_iter().flatten() {
        let refused = json!({
            "description": said("api-refused"),
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ErrorBody" } } },
        });
        about["get"]["responses"]["400"] = refused;
    }
    for table in tables() {
        let columns = columns(&table.columns);
        for address in table.addresses {
            let csv =
                &mut value["paths"][address]["get"]["responses"]["200"]["content"]["text/csv"];
            let at = format!("{}/{}", super::table::ADDRESS, table.name);
            let about = format!("{columns}\n\nCSVW: {at}");
            *csv = json!({ "schema": { "type": "string", "description": about } });
        }
    }
    value
}

/// A message, in English as the rest of the description.
fn said(name: &str) -> String {
    Words::of("en").map(|words| words.t(name)).unwrap_or_default()
}

/// The columns of a table, in English as the rest of the description.
fn columns(columns: &[super::table::Described]) -> String {
    let Some(words) = Words::of("en") else { return String::new() };
    let one = |column: &super::table::Described| {
        format!("- `{}` ({}): {}", column.name, column.datatype, column.title(words))
    };
    columns.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_knows_what_is_described() {
        let names = parameters("/api/v1/countries").unwrap();
        assert_eq!(names, ["format"]);
        assert_eq!(parameters("/api/v1/countries/KEN").unwrap().len(), 0);
        assert!(parameters("/api/v1/indicators/a").unwrap().contains(&"format".to_owned()));
        assert_eq!(parameters("/api/v1/observations/structure").unwrap().len(), 0);
        assert!(parameters("/api/v1/observations").unwrap().len() >= 7);
        assert_eq!(parameters("/api/v1/nothing"), None);
        assert_eq!(parameters("/api/openapi.json"), None);
    }

    #[test]
    fn every_table_is_described_with_its_columns() {
        for table in tables() {
            for address in &table.addresses {
                let about = &DESCRIPTION["paths"][address]["get"];
                assert!(about["summary"].is_string(), "{address}: there is such an endpoint");
                let csv = about["responses"]["200"]["content"]["text/csv"]["schema"].to_string();
                let described = table.columns.iter().all(|column| csv.contains(&column.name));
                assert!(described, "{address}: {csv}");
                assert!(parameters(address).unwrap().contains(&"format".to_owned()), "{address}");
            }
        }
    }
}
