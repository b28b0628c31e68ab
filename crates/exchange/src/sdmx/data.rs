//! Data messages: sets of observations, alone or in series, with attributes at every level.
//!
//! Values are kept by the id of their component, whatever numbers or columns a format has for them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::csv::Action;
use super::header::{Annotation, Header, Link, Other, StatusMessage};
use super::problem::{Problem, ProblemCode, Problems};
use super::roles::{Role, Roles};
use super::structure::{Format, Relationship};
use super::value::{Names, Value, Values};

/// A message of data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DataMessage {
    /// Who sends it, when, to whom.
    pub header: Header,
    /// What the sets look like.
    pub structures: Vec<MessageStructure>,
    /// The data.
    pub data_sets: Vec<DataSet>,
    /// What a service says went wrong.
    pub errors: Vec<StatusMessage>,
}

/// What a set looks like, as far as a message says: names, components and their codes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MessageStructure {
    /// Where the definitions are; their URNs name structure and flow.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What the flow is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the flow is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Dimensions, by where the message has them.
    pub dimensions: Levels,
    /// Measures. Without any, there is one, `OBS_VALUE`.
    #[serde(skip_serializing_if = "Levels::is_empty")]
    pub measures: Levels,
    /// Attributes, by where the message has them.
    #[serde(skip_serializing_if = "Levels::is_empty")]
    pub attributes: Levels,
    /// Remarks that sets, series and observations refer to by number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Numbers of the sets that look like this.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_sets: Vec<usize>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Components by the level at which a message has their values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Levels {
    /// Of the set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_set: Vec<MessageComponent>,
    /// Of groups of dimensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dimension_group: Vec<MessageComponent>,
    /// Of series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<MessageComponent>,
    /// Of observations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub observation: Vec<MessageComponent>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

impl Levels {
    /// Whether there are no components.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none() && self.other.is_empty()
    }

    /// All components.
    pub fn all(&self) -> impl Iterator<Item = &MessageComponent> {
        let levels = [&self.data_set, &self.dimension_group, &self.series, &self.observation];
        levels.into_iter().flatten()
    }
}

/// A component in a message.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MessageComponent {
    /// Id.
    pub id: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Place of a dimension in keys, 0 for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_position: Option<i64>,
    /// What an attribute's value depends on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
    /// The form of values that are not codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// The value where none is given.
    #[serde(rename = "default", skip_serializing_if = "Option::is_none")]
    pub default_value: Option<Value>,
    /// The values that occur; `None` is one that stands for no value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Option<ComponentValue>>,
    /// Numbers of remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<usize>,
    /// Roles, descriptions, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A value that occurs in a message, and what it is called.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ComponentValue {
    /// The code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Or the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Or the values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Option<Value>>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// When a time period begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When a time period ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The code above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its place in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
    /// Numbers of remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<usize>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

impl ComponentValue {
    /// What it stands for; only a number or nothing at all has none.
    pub fn resolved(&self) -> Option<Value> {
        let text = self.id.as_ref().map(|id| Value::Text(id.clone()));
        let several = (!self.values.is_empty()).then(|| Value::List(self.values.clone()));
        text.or_else(|| self.value.clone()).or(several)
    }
}

/// A set of data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DataSet {
    /// Number of its structure in the message.
    pub structure: usize,
    /// What is to be done.
    pub action: Option<Action>,
    /// Dates of reporting, validity and publication, links, and anything else that says nothing of the
    /// observations, as SDMX-JSON names it.
    pub other: Other,
    /// Values of all observations: dimensions that are the same everywhere, and attributes of the set.
    pub values: Values,
    /// Numbers of remarks.
    pub annotations: Vec<usize>,
    /// Attributes of parts of keys.
    pub groups: Vec<Group>,
    /// Observations in series, or in other sections of the cube.
    pub series: Vec<Series>,
    /// Observations alone.
    pub observations: Vec<Observation>,
}

/// Attributes of a part of a key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Id of the group, where the format says it.
    pub id: Option<String>,
    /// Values of some dimensions.
    pub key: Values,
    /// Values of attributes.
    pub values: Values,
    /// Numbers of remarks.
    pub annotations: Vec<usize>,
}

/// Observations that have all dimensions but one, or some, in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Values of the dimensions in common.
    pub key: Values,
    /// Values of attributes.
    pub values: Values,
    /// Numbers of remarks.
    pub annotations: Vec<usize>,
    /// Its observations.
    pub observations: Vec<Observation>,
}

/// An observation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observation {
    /// Values of the remaining dimensions.
    pub key: Values,
    /// Values of measures and attributes.
    pub values: Values,
    /// Numbers of remarks.
    pub annotations: Vec<usize>,
}

impl DataSet {
    /// How many observations it has.
    pub fn len(&self) -> usize {
        self.observations.len()
            + self.series.iter().map(|one| one.observations.len()).sum::<usize>()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Moves what are dimensions from the values of each level to its key. Formats that do not say what
    /// a component is (structure-specific SDMX-ML) are read with everything among the values.
    ///
    /// # Errors
    /// Components that the structure does not have.
    pub fn assign_roles(&mut self, roles: &Roles) -> Result<(), Problems> {
        let mut unknown = BTreeSet::new();
        let mut assign = |key: &mut Values, values: &mut Values| {
            let (dimensions, rest): (Values, Values) = std::mem::take(values)
                .into_iter()
                .partition(|(id, _)| roles.role(id) == Some(Role::Dimension));
            unknown.extend(rest.keys().filter(|id| roles.role(id).is_none()).cloned());
            key.extend(dimensions);
            *values = rest;
        };
        for group in &mut self.groups {
            assign(&mut group.key, &mut group.values);
        }
        for series in &mut self.series {
            assign(&mut series.key, &mut series.values);
            for one in &mut series.observations {
                assign(&mut one.key, &mut one.values);
            }
        }
        for one in &mut self.observations {
            assign(&mut one.key, &mut one.values);
        }
        let mut problems = Problems::new(&super::Limits::default());
        for id in unknown {
            problems.add(Problem::new(ProblemCode::UnknownComponent, "", &id));
        }
        problems.or(())
    }

    /// Every observation with its whole key and all values that hold for it: those of the set, of its
    /// series, and its own; not those of groups, which may be many.
    pub fn flat(&self) -> impl Iterator<Item = Values> {
        let joined = |parts: [&Values; 4]| {
            let mut all = self.values.clone();
            parts.into_iter().for_each(|part| all.extend(part.clone()));
            all
        };
        let nothing: &'static Values = const { &Values::new() };
        let alone = self
            .observations
            .iter()
            .map(move |one| joined([nothing, nothing, &one.key, &one.values]));
        let in_series = self.series.iter().flat_map(move |series| {
            let of = move |one: &Observation| {
                joined([&series.key, &series.values, &one.key, &one.values])
            };
            series.observations.iter().map(of)
        });
        alone.chain(in_series)
    }
}

impl DataMessage {
    /// Says of every structure which components its sets have, and at which level: what formats that
    /// only have the data leave out. What a structure says already is kept.
    pub fn declare_components(&mut self, roles: &Roles) {
        for (number, structure) in self.structures.iter_mut().enumerate() {
            let sets = self.data_sets.iter().filter(|set| set.structure == number);
            for set in sets {
                let groups = set.groups.iter().flat_map(|group| group.values.keys());
                let alone = set.observations.iter();
                let within = set.series.iter().flat_map(|series| &series.observations);
                let series = set.series.iter();
                declare(structure, roles, |levels| &mut levels.data_set, set.values.keys());
                declare(structure, roles, |levels| &mut levels.dimension_group, groups);
                let of_series = series.flat_map(|one| one.key.keys().chain(one.values.keys()));
                declare(structure, roles, |levels| &mut levels.series, of_series);
                let of_observations =
                    alone.chain(within).flat_map(|one| one.key.keys().chain(one.values.keys()));
                declare(structure, roles, |levels| &mut levels.observation, of_observations);
            }
        }
    }
}

fn declare<'a>(
    structure: &mut MessageStructure,
    roles: &Roles,
    level: fn(&mut Levels) -> &mut Vec<MessageComponent>,
    ids: impl Iterator<Item = &'a String>,
) {
    let ids: BTreeSet<&String> = ids.collect();
    let order = |id: &&String| {
        let all = [&roles.dimensions, &roles.measures, &roles.attributes];
        all.into_iter().flatten().position(|known| known == *id)
    };
    let mut sorted: Vec<&String> = ids.into_iter().collect();
    sorted.sort_by_key(order);
    for id in sorted {
        let (levels, position) = match roles.role(id) {
            Some(Role::Dimension) => {
                (&mut structure.dimensions, roles.dimensions.iter().position(|known| known == id))
            }
            Some(Role::Measure) => (&mut structure.measures, None),
            Some(Role::Attribute) => (&mut structure.attributes, None),
            None => continue,
        };
        let list = level(levels);
        if list.iter().all(|known| known.id != *id) {
            let key_position = position.and_then(|position| i64::try_from(position).ok());
            list.push(MessageComponent {
                id: id.clone(),
                key_position,
                ..MessageComponent::default()
            });
        }
    }
}
