//! The structure of figures as SDMX-CSV gives them: dimensions, attributes and code lists, as an
//! SDMX-JSON 2.0 structure message.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::exports::sdmx::{
    ATTRIBUTES, NOT_APPLICABLE, TOTAL, Table, dimension_id, sdmx_id,
};
use passerelle_vocabulary::{Dimensions, Status, Text};

use super::errors::ApiError;
use super::metadata::in_all;
use super::sdmx::{self, AGENCY, FLOW, VERSION};
use crate::App;

const CONTENT_TYPE: &str = "application/vnd.sdmx.structure+json;version=2.0.0";
/// Lists of codes that belong to SDMX itself are referred to, not repeated.
const FREQUENCIES: &str = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SDMX:CL_FREQ(2.1)";
const STATUSES: &str = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SDMX:CL_OBS_STATUS(2.2)";
const CONCEPTS: &str = "CS_OBSERVATIONS";
const STRUCTURE: &str = "DSD_OBSERVATIONS";

/// Names of one thing by language.
type Names = BTreeMap<String, String>;
/// Ids of codes, each with its names.
type Codes = BTreeMap<String, Names>;

fn urn(class: &str, id: &str) -> String {
    format!("urn:sdmx:org.sdmx.infomodel.{class}={AGENCY}:{id}({VERSION})")
}

/// The structure of the SDMX-CSV of observations.
///
/// One structure for every figure; its code lists hold what the catalogue names and what is in use.
#[utoipa::path(get, path = "/api/v1/observations/structure", tag = "observations",
    responses((status = 200, description = "SDMX-JSON 2.0 structure message",
        content((Object = "application/vnd.sdmx.structure+json")))))]
pub(super) async fn structure(State(app): State<App>) -> Result<Response, ApiError> {
    let observations = app.desk.observations();
    let failed = passerelle_desk::DeskError::from;
    let in_use = observations.dimensions_in_use().await.map_err(failed)?;
    let codes = observations.codes_in_use().await.map_err(failed)?;
    let changed = app.desk.latest_changes(1).await?;
    let changed = changed.first().map(|change| passerelle_desk::written_time(change.at));
    let catalogue = &app.desk.catalogue;
    let columns = sdmx::columns(catalogue, &in_use);
    let mut lists = BTreeMap::from([
        ("CL_INDICATOR".to_owned(), indicators(catalogue, &in_use)),
        ("CL_AREA".to_owned(), areas(catalogue, &codes.places)),
        ("CL_SOURCE".to_owned(), sources(catalogue, &codes.sources)),
        ("CL_UNIT".to_owned(), units(catalogue, &codes.units)),
        ("CL_STATUS".to_owned(), statuses()),
    ]);
    for dimension in &columns.dimensions {
        let list = format!("CL_{}", dimension_id(dimension));
        lists.insert(list, categories(catalogue, dimension, &in_use));
    }
    let message = message(catalogue, &columns, &lists, &changed.unwrap_or_default());
    Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], message.to_string()).into_response())
}

/// The names of a text of the catalogue.
fn names(text: &Text) -> Names {
    serde_json::to_value(text).and_then(serde_json::from_value).unwrap_or_default()
}

/// The names of a message.
fn said(name: &str) -> Names {
    serde_json::from_value(in_all(name)).unwrap_or_default()
}

/// A code without a name is named by itself.
fn bare(code: &str) -> Names {
    Names::from([("en".to_owned(), code.to_owned())])
}

fn indicators(catalogue: &Catalogue, in_use: &[(String, Dimensions)]) -> Codes {
    let mut codes: Codes =
        in_use.iter().map(|(code, _)| (sdmx_id(code).into_owned(), bare(code))).collect();
    codes.extend(
        catalogue.indicators.iter().map(|one| (sdmx_id(&one.code).into_owned(), names(&one.name))),
    );
    codes
}

fn areas(catalogue: &Catalogue, in_use: &[String]) -> Codes {
    let places = &catalogue.places;
    let mut codes: Codes =
        in_use.iter().map(|place| (sdmx_id(place).into_owned(), bare(place))).collect();
    codes.extend(
        places.countries().iter().map(|one| (sdmx_id(&one.iso3).into_owned(), names(&one.name))),
    );
    codes.extend(
        places.groups().iter().map(|one| (sdmx_id(&one.id).into_owned(), names(&one.name))),
    );
    codes
}

fn sources(catalogue: &Catalogue, in_use: &[String]) -> Codes {
    let name = |source: &String| catalogue.source_name(source).map_or_else(|| bare(source), names);
    let mut codes: Codes = catalogue
        .publishers
        .iter()
        .map(|one| (sdmx_id(&one.id).into_owned(), names(&one.name)))
        .collect();
    codes.extend(in_use.iter().map(|source| (sdmx_id(source).into_owned(), name(source))));
    codes
}

fn units(catalogue: &Catalogue, in_use: &[String]) -> Codes {
    let of_indicators = catalogue.indicators.iter().map(|one| &one.unit);
    of_indicators.chain(in_use).map(|unit| (sdmx_id(unit).into_owned(), bare(unit))).collect()
}

fn statuses() -> Codes {
    let all = (0..=u8::MAX).map_while(Status::from_number);
    let name = |status: Status| said(&format!("status-{}", status.code().replace('_', "-")));
    all.map(|status| (status.code().to_owned(), name(status))).collect()
}

fn categories(catalogue: &Catalogue, dimension: &str, in_use: &[(String, Dimensions)]) -> Codes {
    let found = in_use.iter().filter_map(|(_, dimensions)| dimensions.get(dimension));
    let mut codes: Codes = found.map(|code| (sdmx_id(code).into_owned(), bare(code))).collect();
    let named = catalogue.dimension(dimension).into_iter().flat_map(|one| &one.category);
    codes.extend(
        named.map(|category| (sdmx_id(&category.code).into_owned(), names(&category.name))),
    );
    codes.insert(TOTAL.to_owned(), said("sdmx-total"));
    codes.insert(NOT_APPLICABLE.to_owned(), said("sdmx-not-applicable"));
    codes
}

/// What a component is called.
fn concept_names(catalogue: &Catalogue, columns: &Table, component: &str) -> Names {
    let message = match component {
        "FREQ" => "sdmx-frequency",
        "INDICATOR" => "column-indicator",
        "REF_AREA" => "column-place",
        "DATA_SOURCE" => "column-source",
        "TIME_PERIOD" => "column-period",
        "OBS_VALUE" => "column-value",
        "UNIT_MEASURE" => "column-unit",
        "OBS_STATUS" => "sdmx-status",
        "STATUS_DETAIL" => "column-status",
        "STD_ERROR" => "column-standard-error",
        "N_CASES" => "column-n",
        _ => {
            let code = columns.dimensions.iter().find(|one| dimension_id(one) == component);
            let dimension = code.and_then(|code| catalogue.dimension(code));
            return dimension.map_or_else(|| bare(component), |found| names(&found.name));
        }
    };
    said(message)
}

/// What the values of a component can be.
fn representation(component: &str) -> Value {
    let list = match component {
        "TIME_PERIOD" => return json!({ "format": { "dataType": "ObservationalTimePeriod" } }),
        "OBS_VALUE" | "STD_ERROR" | "N_CASES" => {
            return json!({ "format": { "dataType": "Double" } });
        }
        "FREQ" => return json!({ "enumeration": FREQUENCIES }),
        "OBS_STATUS" => return json!({ "enumeration": STATUSES }),
        "REF_AREA" => "CL_AREA".to_owned(),
        "DATA_SOURCE" => "CL_SOURCE".to_owned(),
        "UNIT_MEASURE" => "CL_UNIT".to_owned(),
        "STATUS_DETAIL" => "CL_STATUS".to_owned(),
        other => format!("CL_{other}"),
    };
    json!({ "enumeration": urn("codelist.Codelist", &list) })
}

fn component(name: &str) -> Value {
    json!({
        "id": name,
        "conceptIdentity": format!("{}.{name}", urn("conceptscheme.Concept", CONCEPTS)),
        "localRepresentation": representation(name),
    })
}

fn with(mut object: Value, more: &[(&str, Value)]) -> Value {
    for (name, value) in more {
        object[*name] = value.clone();
    }
    object
}

/// Something that is maintained: an id, its names, and what it holds.
fn maintained(id: &str, names: &Names, more: &[(&str, Value)]) -> Value {
    let name = names.get("en").or_else(|| names.values().next()).cloned().unwrap_or_default();
    let head =
        json!({ "id": id, "agencyID": AGENCY, "version": VERSION, "name": name, "names": names });
    with(head, more)
}

fn item((id, names): (&String, &Names)) -> Value {
    let name = names.get("en").or_else(|| names.values().next());
    json!({ "id": id, "name": name, "names": names })
}

fn components(ids: &[String]) -> Value {
    let numbered =
        |(index, name): (usize, &String)| with(component(name), &[("position", json!(index + 1))]);
    let told_apart: Vec<Value> =
        ids.iter().filter(|name| *name != "TIME_PERIOD").enumerate().map(numbered).collect();
    let attribute = |name: &&str| {
        let always = matches!(*name, "UNIT_MEASURE" | "OBS_STATUS" | "STATUS_DETAIL");
        let more = [
            ("usage", json!(if always { "mandatory" } else { "optional" })),
            ("attributeRelationship", json!({ "observation": {} })),
        ];
        with(component(name), &more)
    };
    json!({
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": told_apart,
            "timeDimension": component("TIME_PERIOD"),
        },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [with(component("OBS_VALUE"), &[("usage", json!("optional"))])],
        },
        "attributeList": {
            "id": "AttributeDescriptor",
            "attributes": ATTRIBUTES.iter().map(attribute).collect::<Vec<_>>(),
        },
    })
}

fn message(
    catalogue: &Catalogue,
    columns: &Table,
    lists: &BTreeMap<String, Codes>,
    prepared: &str,
) -> Value {
    let ids = columns.dimension_ids();
    let all = ids.iter().map(String::as_str).chain(["OBS_VALUE"]).chain(ATTRIBUTES);
    let concepts: Vec<Value> =
        all.map(|one| item((&one.to_owned(), &concept_names(catalogue, columns, one)))).collect();
    let list = |(id, codes): (&String, &Codes)| {
        let items: Vec<Value> = codes.iter().map(item).collect();
        maintained(id, &bare(id), &[("codes", json!(items))])
    };
    let title = said("sdmx-figures");
    let structure = urn("datastructure.DataStructure", STRUCTURE);
    json!({
        "meta": {
            "id": FLOW,
            "test": false,
            "prepared": prepared,
            "contentLanguages": crate::words::Words::all().iter().map(|w| w.code()).collect::<Vec<_>>(),
            "sender": { "id": AGENCY },
        },
        "data": {
            "dataflows": [maintained(FLOW, &title, &[("structure", json!(structure))])],
            "dataStructures": [maintained(
                STRUCTURE,
                &title,
                &[("dataStructureComponents", components(&ids))],
            )],
            "conceptSchemes": [maintained(CONCEPTS, &title, &[("concepts", json!(concepts))])],
            "codelists": lists.iter().map(list).collect::<Vec<_>>(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_referred_to_is_there_and_every_component_is_named() {
        let catalogue = Catalogue::read(None, true).unwrap();
        let in_use = [("other".to_owned(), Dimensions::everyone().with("colour", "blue"))];
        let columns = sdmx::columns(&catalogue, &in_use);
        let mut lists: BTreeMap<String, Codes> =
            ["CL_INDICATOR", "CL_AREA", "CL_SOURCE", "CL_UNIT", "CL_STATUS"]
                .map(|list| (list.to_owned(), Codes::new()))
                .into();
        for dimension in &columns.dimensions {
            let codes = categories(&catalogue, dimension, &in_use);
            assert!(codes.contains_key("_T") && codes.contains_key("_Z"), "{dimension}");
            lists.insert(format!("CL_{}", dimension_id(dimension)), codes);
        }
        assert!(lists["CL_COLOUR"].contains_key("blue") && lists["CL_SEX"].contains_key("female"));
        let message = message(&catalogue, &columns, &lists, "2026-11-22T10:43:00Z");
        let text = message.to_string();
        assert!(!text.contains('⟦'), "a message is missing");
        for part in text.split("Codelist=PASSERELLE:").skip(1) {
            let list = part.split('(').next().unwrap();
            assert!(lists.contains_key(list), "{list}");
        }
        let concepts = message["data"]["conceptSchemes"][0]["concepts"].as_array().unwrap();
        assert_eq!(concepts.len(), columns.dimensions.len() + 5 + 1 + ATTRIBUTES.len());
        let fr = concepts.iter().find(|concept| concept["id"] == "SEX").unwrap();
        assert_eq!(fr["names"]["fr"], names(&catalogue.dimension("sex").unwrap().name)["fr"]);
    }

    #[test]
    fn areas_and_statuses_are_those_of_the_rows() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let codes = areas(&catalogue, &["KEN/mombasa".to_owned()]);
        assert!(codes.contains_key("KEN-mombasa") && codes.contains_key("world"));
        assert_eq!(codes["KEN"]["fr"], "Kenya");
        assert_eq!(statuses().len(), 15);
    }
}
