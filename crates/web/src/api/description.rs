//! The description of the API (OpenAPI 3.1), with what holds for every endpoint, so that no endpoint can
//! forget to say it: refusals, the columns of tables. The parameters that an endpoint knows are read from
//! it too: what is not described is refused.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::metadata::tables;
use crate::words::Words;

/// An address, cut at its slashes (`{…}` is any one part), and its parameters.
struct Known {
    parts: Vec<String>,
    parameters: Vec<Parameter>,
}

/// A parameter of an endpoint, as described.
#[derive(Debug)]
pub(super) struct Parameter {
    pub name: String,
    /// Whether there is no answer without it.
    pub required: bool,
    /// Whether it is a whole number from 0.
    pub number: bool,
    /// Whether it may stand more than once.
    pub several: bool,
}

impl Parameter {
    fn of(described: &Value) -> Option<Self> {
        Some(Self {
            name: described["name"].as_str()?.to_owned(),
            required: described["required"] == true,
            number: described["schema"]["type"] == "integer",
            several: described["schema"]["type"] == "array",
        })
    }
}

static DESCRIPTION: LazyLock<Value> = LazyLock::new(complete);

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let paths = DESCRIPTION["paths"].as_object().into_iter().flatten();
    let one = |(path, about): (&String, &Value)| {
        let all = about["get"]["parameters"].as_array().into_iter().flatten();
        let asked = all.filter(|one| one["in"] == "query").filter_map(Parameter::of);
        Known { parts: path.split('/').map(str::to_owned).collect(), parameters: asked.collect() }
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
pub(super) fn parameters(path: &str) -> Option<Vec<&'static str>> {
    Some(about_parameters(path)?.iter().map(|parameter| parameter.name.as_str()).collect())
}

/// The parameters of the endpoint at this address; `None` where there is none.
pub(super) fn about_parameters(path: &str) -> Option<&'static [Parameter]> {
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
    value["components"]["securitySchemes"]["site"] = json!({
        "type": "http", "scheme": "bearer", "description": said("api-site-token"),
    });
    for (path, methods) in value["paths"].as_object_mut().into_iter().flatten() {
        for (_, about) in methods.as_object_mut().into_iter().flatten() {
            about["operationId"] = operation_id(path).into();
            about["responses"]["400"] = json!({
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ErrorBody" } } },
            });
            for (status, response) in about["responses"].as_object_mut().into_iter().flatten() {
                if response["description"].as_str().unwrap_or_default().is_empty() {
                    response["description"] = said(&format!("api-answer-{status}")).into();
                }
            }
        }
    }
    for table in tables() {
        let columns = columns(&table.columns);
        for address in table.addresses {
            let content = &mut value["paths"][address]["get"]["responses"]["200"]["content"];
            content["text/csv"] = json!({ "schema": { "type": "string", "description": columns } });
            content[super::table::METADATA] = json!({
                "schema": { "type": "object", "description": said("api-metadata") },
            });
        }
    }
    value
}

/// The name of an endpoint, made from its address and so its own: `log_changes`, `countries_iso3`.
fn operation_id(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "api" | "v1"));
    let parts: Vec<&str> = parts.map(|part| part.trim_matches(['{', '}'])).collect();
    parts.join("_")
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
        assert_eq!(names, ["limit", "after", "format"]);
        assert_eq!(parameters("/api/v1/countries/KEN").unwrap().len(), 0);
        assert!(parameters("/api/v1/indicators/a").unwrap().contains(&"format"));
        assert_eq!(parameters("/api/v1/observations/structure").unwrap().len(), 0);
        assert!(parameters("/api/v1/observations").unwrap().len() >= 7);
        assert_eq!(parameters("/api/v1/measurements").unwrap().len(), 0);
        assert_eq!(parameters("/api/v1/nothing"), None);
        assert_eq!(parameters("/api/openapi.json"), None);
    }

    /// Every value of `name` in the document, at any depth.
    fn all<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v Value>) {
        let within: Vec<&Value> = match value {
            Value::Object(fields) => {
                found.extend(fields.get(name));
                fields.values().collect()
            }
            Value::Array(items) => items.iter().collect(),
            _ => return,
        };
        within.into_iter().for_each(|one| all(one, name, found));
    }

    #[test]
    fn the_document_is_what_the_specification_asks_for() {
        let mut names = std::collections::BTreeSet::new();
        for (path, about) in DESCRIPTION["paths"].as_object().unwrap() {
            for (method, about) in about.as_object().unwrap() {
                let name = about["operationId"].as_str().unwrap();
                assert!(names.insert(name), "{method} {path}: {name} is the name of another too");
                let responses = about["responses"].as_object().unwrap();
                assert!(responses.contains_key("200"), "{method} {path}");
                for (status, response) in responses {
                    let described = response["description"].as_str().unwrap_or_default();
                    assert!(
                        described.len() > 5 && !described.contains('⟦'),
                        "{method} {path} {status}: {response}"
                    );
                }
            }
        }
        let mut referred = Vec::new();
        all(&DESCRIPTION, "$ref", &mut referred);
        assert!(referred.len() > 30, "{}", referred.len());
        for to in referred {
            let pointer = to.as_str().unwrap().strip_prefix('#').unwrap();
            assert!(DESCRIPTION.pointer(pointer).is_some(), "{pointer} is not there");
        }
    }

    #[test]
    fn what_is_sent_is_described_with_its_bounds_and_who_may_send_it() {
        let about = &DESCRIPTION["paths"]["/api/v1/measurements"];
        assert!(about.get("get").is_none(), "{about}");
        let about = &about["post"];
        assert_eq!(about["security"], json!([{ "site": [] }]));
        assert_eq!(DESCRIPTION["components"]["securitySchemes"]["site"]["scheme"], "bearer");
        let statuses: Vec<&String> = about["responses"].as_object().unwrap().keys().collect();
        assert_eq!(statuses, ["200", "400", "401", "413", "422", "429"]);
        let schemas = &DESCRIPTION["components"]["schemas"];
        let covers = &schemas["Heartbeat"]["properties"]["covers"];
        assert_eq!((&covers["minimum"], &covers["maximum"]), (&json!(1), &json!(3_600)));
        let results = &schemas["Batch"]["properties"]["results"];
        assert_eq!(results["maxItems"], json!(2_000));
        // A field that nobody knows is refused: an address that was sent by mistake is not even read.
        assert_eq!(schemas["Batch"]["additionalProperties"], json!(false));
    }

    #[test]
    fn no_two_types_have_one_name() {
        let mut known: std::collections::BTreeMap<String, Value> = Default::default();
        for (schemas, ..) in crate::api::endpoints() {
            for (name, schema) in schemas {
                let schema = serde_json::to_value(schema).unwrap();
                let first = known.entry(name.clone()).or_insert_with(|| schema.clone());
                assert_eq!(*first, schema, "two types are called {name}");
            }
        }
        assert!(known.contains_key("CountryView") && known.len() > 20, "{:?}", known.keys());
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
                assert!(parameters(address).unwrap().contains(&"format"), "{address}");
            }
        }
    }
}
