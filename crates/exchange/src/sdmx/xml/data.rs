//! Data of SDMX-ML: structure-specific (2.1, 3.0) and generic (2.1).
//!
//! Structure-specific messages do not say which values are dimensions: with the [`Roles`] of the data
//! structure definition they are put in keys; without, everything is among the values, but for the
//! dimension that the header says observations are told apart by.

use super::items::{header, reference};
use super::tree::{Attribute, Element, parse};
use crate::sdmx::Limits;
use crate::sdmx::csv::Action;
use crate::sdmx::data::{DataMessage, DataSet, Group, MessageStructure, Observation, Series};
use crate::sdmx::header::{Link, Other};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::roles::Roles;
use crate::sdmx::value::{Names, Value, Values};

const MESSAGES: &str =
    "StructureSpecificData, StructureSpecificTimeSeriesData, GenericData, GenericTimeSeriesData";
const TIME: &str = "TIME_PERIOD";

/// Reads a message of data.
///
/// # Errors
/// Larger than the limits, not well-formed, with a document type declaration, or another message; sets
/// of a structure that the header does not name; with roles, components that the structure does not have.
pub fn read_data(
    bytes: &[u8],
    roles: Option<&Roles>,
    limits: &Limits,
) -> Result<DataMessage, Problems> {
    let root = parse(bytes, limits)?;
    let generic = match root.name.as_str() {
        "StructureSpecificData" | "StructureSpecificTimeSeriesData" => false,
        "GenericData" | "GenericTimeSeriesData" => true,
        other => {
            let problem = Problem::new(ProblemCode::WrongMessage, "", other);
            return Err(problem.allowed(MESSAGES).into());
        }
    };
    let mut message = DataMessage { header: header(&root), ..DataMessage::default() };
    let structures: Vec<Described> = root
        .child("Header")
        .into_iter()
        .flat_map(|it| it.all("Structure"))
        .map(described)
        .collect();
    let mut problems = Problems::new(limits);
    let action =
        root.child("Header").and_then(|it| it.child("DataSetAction")).and_then(Element::content);
    for element in root.all("DataSet") {
        let name = element.attribute("structureRef");
        let found = structures.iter().position(|it| Some(it.id.as_str()) == name);
        // A message with one structure need not name it again.
        let Some(number) = found.or((name.is_none() && structures.len() == 1).then_some(0)) else {
            let found = name.unwrap_or_default();
            problems.add(Problem::new(ProblemCode::UnknownStructure, "DataSet", found));
            continue;
        };
        let known = &structures[number];
        let mut set =
            if generic { generic_set(element, known) } else { specific_set(element, known) };
        set.structure = number;
        set.action = element.attribute("action").or(action.as_deref()).and_then(Action::from_word);
        if let Some(Err(unknown)) = roles.filter(|_| !generic).map(|roles| set.assign_roles(roles))
        {
            unknown.list.into_iter().for_each(|problem| problems.add(problem));
        }
        message.data_sets.push(set);
    }
    message.structures = structures.into_iter().map(|known| known.structure).collect();
    for (number, set) in message.data_sets.iter().enumerate() {
        message.structures[set.structure].data_sets.push(number);
    }
    if let Some(roles) = roles {
        message.declare_components(roles);
    }
    problems.or(message)
}

/// A structure that the header names.
struct Described {
    id: String,
    at_observation: String,
    structure: MessageStructure,
}

fn described(element: &Element) -> Described {
    let all = [
        ("StructureUsage", "datastructure.Dataflow", "dataflow"),
        ("Structure", "datastructure.DataStructure", "datastructure"),
        ("ProvisionAgreement", "registry.ProvisionAgreement", "provisionagreement"),
        ("ProvisionAgrement", "registry.ProvisionAgreement", "provisionagreement"),
    ];
    let link = |(name, class, rel): (&str, &str, &str)| {
        let urn = reference(element.child(name)?, class)?;
        Some(Link { rel: Some(rel.to_owned()), urn: Some(urn), ..Link::default() })
    };
    let links = all.into_iter().filter_map(link).collect();
    let at_observation = element.owned("dimensionAtObservation").unwrap_or_else(|| TIME.to_owned());
    let structure = MessageStructure { links, ..MessageStructure::default() };
    Described { id: element.owned("structureID").unwrap_or_default(), at_observation, structure }
}

/// Values of attributes without prefix, and of `Comp` elements.
fn values(element: &Element) -> Values {
    let plain = |attribute: &&Attribute| !attribute.prefixed;
    let attributes = element.attributes.iter().filter(plain);
    let mut values: Values =
        attributes.map(|one| (one.name.clone(), Value::Text(one.value.clone()))).collect();
    for component in element.all("Comp") {
        if let Some(id) = component.attribute("id") {
            let list = component.all("Value").map(value).collect();
            values.insert(id.to_owned(), Value::List(list));
        }
    }
    values
}

/// A value of several: a text, or a text in several languages.
fn value(element: &Element) -> Option<Value> {
    let texts: Vec<&Element> = element.children.iter().filter(|it| it.name == "Text").collect();
    if texts.is_empty() {
        return element.content().map(Value::Text);
    }
    let named = |text: &&Element| {
        let language = text.attribute("lang").unwrap_or("en").to_owned();
        (language, text.text.trim().to_owned())
    };
    Some(Value::Localised(texts.iter().map(named).collect::<Names>()))
}

/// Attributes of a set that say nothing of the data.
fn set_facts(element: &Element) -> Other {
    let names = [
        ("reportingBeginDate", "reportingBegin"),
        ("reportingEndDate", "reportingEnd"),
        ("validFromDate", "validFrom"),
        ("validToDate", "validTo"),
        ("publicationYear", "publicationYear"),
        ("publicationPeriod", "publicationPeriod"),
    ];
    let fact = |(name, json): (&str, &str)| {
        element.owned(name).map(|value| (json.to_owned(), serde_json::Value::String(value)))
    };
    names.into_iter().filter_map(fact).collect()
}

fn specific_set(element: &Element, known: &Described) -> DataSet {
    let mut set =
        DataSet { other: set_facts(element), values: values(element), ..DataSet::default() };
    for child in &element.children {
        match child.name.as_str() {
            "Series" => set.series.push(Series {
                values: values(child),
                observations: child
                    .all("Obs")
                    .map(|obs| specific_observation(obs, known))
                    .collect(),
                ..Series::default()
            }),
            // `Atts` are attributes of a part of a key in 3.0; groups are named by their type.
            "Group" | "Atts" => {
                let name = child.attributes.iter().find(|one| one.prefixed && one.name == "type");
                let id =
                    name.map(|name| name.value.rsplit(':').next().unwrap_or_default().to_owned());
                set.groups.push(Group { id, values: values(child), ..Group::default() });
            }
            "Obs" => set.observations.push(specific_observation(child, known)),
            _ => {}
        }
    }
    set
}

fn specific_observation(element: &Element, known: &Described) -> Observation {
    let mut values = values(element);
    let key = values.remove_entry(&known.at_observation).into_iter().collect();
    Observation { key, values, ..Observation::default() }
}

fn generic_values(element: Option<&Element>) -> Values {
    let one = |value: &Element| Some((value.owned("id")?, Value::Text(value.owned("value")?)));
    element.into_iter().flat_map(|all| all.all("Value")).filter_map(one).collect()
}

fn generic_set(element: &Element, known: &Described) -> DataSet {
    let mut set = DataSet {
        other: set_facts(element),
        values: generic_values(element.child("Attributes")),
        ..DataSet::default()
    };
    for child in &element.children {
        match child.name.as_str() {
            "Series" => set.series.push(Series {
                key: generic_values(child.child("SeriesKey")),
                values: generic_values(child.child("Attributes")),
                observations: child.all("Obs").map(|obs| generic_observation(obs, known)).collect(),
                ..Series::default()
            }),
            "Group" => set.groups.push(Group {
                id: child.owned("type"),
                key: generic_values(child.child("GroupKey")),
                values: generic_values(child.child("Attributes")),
                ..Group::default()
            }),
            "Obs" => set.observations.push(generic_observation(child, known)),
            _ => {}
        }
    }
    set
}

fn generic_observation(element: &Element, known: &Described) -> Observation {
    let mut key = generic_values(element.child("ObsKey"));
    if let Some(dimension) = element.child("ObsDimension")
        && let Some(value) = dimension.owned("value")
    {
        let id = dimension.owned("id").unwrap_or_else(|| known.at_observation.clone());
        key.insert(id, Value::Text(value));
    }
    let mut values = generic_values(element.child("Attributes"));
    if let Some(measure) = element.child("ObsValue")
        && let Some(value) = measure.owned("value")
    {
        values.insert(
            measure.owned("id").unwrap_or_else(|| "OBS_VALUE".to_owned()),
            Value::Text(value),
        );
    }
    Observation { key, values, ..Observation::default() }
}
