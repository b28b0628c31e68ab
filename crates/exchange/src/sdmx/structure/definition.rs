//! Data structure definitions, data flows, agreements, and hierarchies of codes.

use serde::{Deserialize, Serialize};

use super::{Artefact, Component};
use crate::sdmx::header::{Annotation, Link, Other};

/// A data structure definition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DataStructure {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// URN of the definition of its reference metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// What it consists of; absent where the message only names it.
    #[serde(rename = "dataStructureComponents", skip_serializing_if = "Option::is_none")]
    pub components: Option<Components>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// What a data structure definition consists of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Components {
    /// Dimensions.
    pub dimension_list: DimensionList,
    /// Groups of dimensions to which attributes may be attached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure_list: Option<MeasureList>,
    /// Attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_list: Option<AttributeList>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// What lists of components, and groups, have.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Descriptor {
    /// Id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

impl Descriptor {
    /// One with this id.
    pub fn new(id: &str) -> Self {
        Self { id: Some(id.to_owned()), ..Self::default() }
    }
}

/// The dimensions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DimensionList {
    /// Id, links, remarks.
    #[serde(flatten)]
    pub descriptor: Descriptor,
    /// All but time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Component>,
    /// Time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_dimension: Option<Component>,
    /// Time, as SDMX-JSON 1.0 has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub time_dimensions: Vec<Component>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// The measures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MeasureList {
    /// Id, links, remarks.
    #[serde(flatten)]
    pub descriptor: Descriptor,
    /// The measures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Component>,
    /// The only measure, as SDMX 2.1 has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_measure: Option<Component>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// The attributes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AttributeList {
    /// Id, links, remarks.
    #[serde(flatten)]
    pub descriptor: Descriptor,
    /// The attributes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Component>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Some of the dimensions, to which attributes may be attached.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Group {
    /// Id, links, remarks.
    #[serde(flatten)]
    pub descriptor: Descriptor,
    /// Ids of the dimensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub group_dimensions: Vec<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

impl DataStructure {
    /// The dimensions in the order of keys, time last.
    pub fn dimensions(&self) -> Vec<&Component> {
        let Some(components) = &self.components else { return Vec::new() };
        let list = &components.dimension_list;
        let mut found: Vec<&Component> = list.dimensions.iter().collect();
        found.sort_by_key(|dimension| dimension.position.unwrap_or(i64::MAX));
        found.extend(self.time_dimension());
        found
    }

    /// Time, if it has any.
    pub fn time_dimension(&self) -> Option<&Component> {
        let list = &self.components.as_ref()?.dimension_list;
        list.time_dimension.as_ref().or(list.time_dimensions.first())
    }

    /// The measures.
    pub fn measures(&self) -> Vec<&Component> {
        let list = self.components.as_ref().and_then(|components| components.measure_list.as_ref());
        let of = |list: &'_ MeasureList| list.measures.len();
        match list {
            Some(list) if of(list) > 0 => list.measures.iter().collect(),
            Some(list) => list.primary_measure.iter().collect(),
            None => Vec::new(),
        }
    }

    /// The attributes.
    pub fn attributes(&self) -> &[Component] {
        let list =
            self.components.as_ref().and_then(|components| components.attribute_list.as_ref());
        list.map_or(&[], |list| &list.attributes)
    }

    /// The dimensions of a group.
    pub fn group(&self, id: &str) -> Option<&Group> {
        let mut groups = self.components.iter().flat_map(|components| &components.groups);
        groups.find(|group| group.descriptor.id.as_deref() == Some(id))
    }
}

/// A flow of data of one structure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Dataflow {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// URN of the structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub structure: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Who provides which data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProvisionAgreement {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// URN of the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_provider: Option<String>,
    /// URN of the flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataflow: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// An artefact under a category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Categorisation {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// URN of the artefact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// URN of the category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A hierarchy of codes of one or several lists.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Hierarchy {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// Whether each level has a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_formal_levels: Option<bool>,
    /// The topmost codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hierarchical_codes: Vec<HierarchicalCode>,
    /// Levels, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A code in a hierarchy, and those below it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HierarchicalCode {
    /// Id, unique in the hierarchy.
    pub id: String,
    /// URN of the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Id of its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Those below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hierarchical_codes: Vec<HierarchicalCode>,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}
