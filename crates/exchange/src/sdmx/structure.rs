//! Structures: what data look like, and the lists that their codes come from.
//!
//! The types are those of the SDMX 3.0 information model, and serialise as SDMX-JSON 2.0. Artefacts that
//! say nothing about data (maps, processes, transformations, metadata structures) are kept as they came,
//! in [`Structures::other`].

mod definition;

pub use definition::{
    AttributeList, Categorisation, Components, DataStructure, Dataflow, Descriptor, DimensionList,
    Group, HierarchicalCode, Hierarchy, MeasureList, ProvisionAgreement,
};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::constraint::DataConstraint;
use super::header::{Annotation, Contact, Link, Other};
use super::problem::{Problem, ProblemCode, Problems};
use super::value::{Names, named};

/// What every maintained artefact has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Artefact {
    /// Id, unique for its class, agency and version.
    pub id: String,
    /// Id of the agency that maintains it.
    #[serde(rename = "agencyID")]
    pub agency_id: String,
    /// Version; artefacts of SDMX 3.0 may have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What it is called, in the language that fits best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What it is, in the language that fits best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it is, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub descriptions: Names,
    /// Whether the rest of it is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_external_reference: Option<bool>,
    /// Whether some items are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_partial: Option<bool>,
    /// From when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

impl Artefact {
    /// What it is called in this language, or the nearest.
    pub fn name_in(&self, language: &str) -> Option<&str> {
        named(&self.names, language).or(self.name.as_deref())
    }
}

/// An item of a list: a code, a concept, an organisation, a category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Item {
    /// Id, unique in the list.
    pub id: String,
    /// What it is called, in the language that fits best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What it is, in the language that fits best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it is, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub descriptions: Names,
    /// The item of the same list above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What values of a concept are, where a component says nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub core_representation: Option<Representation>,
    /// Whom to ask at an organisation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Categories within a category.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Item>,
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

impl Item {
    /// An item with its names; the first language in `["en", "fr"]` that is there names it best.
    pub fn new(id: &str, names: &Names) -> Self {
        let name = named(names, "en").map(str::to_owned);
        Self { id: id.to_owned(), name, names: names.clone(), ..Self::default() }
    }

    /// What it is called in this language, or the nearest.
    pub fn name_in(&self, language: &str) -> Option<&str> {
        named(&self.names, language).or(self.name.as_deref())
    }
}

/// Lists of items: the same thing, but for the name under which JSON has the items.
macro_rules! item_schemes {
    ($($(#[$about:meta])* $name:ident { $(#[$list:meta])* $items:ident })*) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            /// Its id, agency, version and names.
            #[serde(flatten)]
            pub artefact: Artefact,
            $(#[$list])*
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub $items: Vec<Item>,
            /// Anything else.
            #[serde(flatten)]
            pub other: Other,
        })*
    };
}

item_schemes! {
    /// A list of codes.
    Codelist {
        /// The codes; `parent` makes a hierarchy of them.
        codes
    }
    /// A list of areas with their shapes.
    GeographicCodelist {
        /// The areas.
        geo_feature_set_codes
    }
    /// A list of values that need not have the characters of codes.
    ValueList {
        /// The values.
        value_items
    }
    /// A list of concepts: what dimensions, measures and attributes mean.
    ConceptScheme {
        /// The concepts.
        concepts
    }
    /// A tree of subjects.
    CategoryScheme {
        /// The topmost; each has those within it.
        categories
    }
    /// Organisations that maintain structures.
    AgencyScheme {
        /// The agencies.
        agencies
    }
    /// Organisations that provide data.
    DataProviderScheme {
        /// The providers.
        data_providers
    }
    /// Organisations that use data.
    DataConsumerScheme {
        /// The users.
        data_consumers
    }
    /// Units of an organisation.
    OrganisationUnitScheme {
        /// The units; `parent` makes a hierarchy of them.
        organisation_units
    }
}

/// Ids that are there twice, parents that are not there, and codes that are each other's ancestors.
pub fn check_items(items: &[Item], place: &str, problems: &mut Problems) {
    let mut parents: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for item in items {
        if parents.insert(&item.id, item.parent.as_deref()).is_some() {
            problems.add(Problem::new(ProblemCode::RepeatedId, place, &item.id));
        }
    }
    let mut sound: BTreeSet<&str> = BTreeSet::new();
    for item in items {
        let (mut way, mut at) = (BTreeSet::new(), item.id.as_str());
        // A way up that was walked before is not walked again: the whole takes time linear in the list.
        while !sound.contains(at) {
            if !way.insert(at) {
                problems.add(Problem::new(ProblemCode::CodeCycle, place, at));
                break;
            }
            match parents.get(at) {
                Some(Some(parent)) if parents.contains_key(parent) => at = parent,
                Some(Some(parent)) => {
                    problems.add(Problem::new(ProblemCode::UnknownParent, place, parent));
                    break;
                }
                _ => break,
            }
        }
        sound.extend(way);
    }
}

impl Codelist {
    /// What is wrong with its ids and its hierarchy. In a list that is partial, or extends another,
    /// parents may be elsewhere.
    pub fn check(&self, problems: &mut Problems) {
        let partial =
            self.artefact.is_partial == Some(true) || self.other.contains_key("codelistExtensions");
        let mut found = Problems::new(&super::Limits::default());
        check_items(&self.codes, &self.artefact.id, &mut found);
        let kept = found.list.into_iter();
        kept.filter(|one| !partial || one.code != ProblemCode::UnknownParent)
            .for_each(|one| problems.add(one));
    }

    /// The codes right below this one; those at the top for `None`.
    pub fn children<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a Item> {
        self.codes.iter().filter(move |code| code.parent.as_deref() == parent)
    }
}

/// What values may be: codes of a list, or texts and numbers of a form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Representation {
    /// URN of the list of codes or values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enumeration: Option<String>,
    /// The form of the codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enumeration_format: Option<Format>,
    /// The form of values that are not codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Fewest values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_occurs: Option<u64>,
    /// Most values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_occurs: Option<Occurs>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Most values of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Occurs {
    /// So many.
    Most(u64),
    /// `unbounded`.
    Word(String),
}

impl Occurs {
    /// Whether there can be several.
    pub fn several(&self) -> bool {
        !matches!(self, Self::Most(0 | 1))
    }
}

/// The form of a text or a number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Format {
    /// Type: `String`, `Double`, `ObservationalTimePeriod`…
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    /// Fewest characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Most characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// Regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Whether it is written in several languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_multi_lingual: Option<bool>,
    /// Fewest values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_occurs: Option<u64>,
    /// Most values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_occurs: Option<Occurs>,
    /// Bounds, decimals, sequences, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// An object without members: that it is there says it all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {}

/// What an attribute's value depends on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Relationship {
    /// On nothing: one value for all data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataflow: Option<Present>,
    /// On these dimensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<String>,
    /// On the dimensions of this group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// On all dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observation: Option<Present>,
    /// The same, in SDMX 2.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_measure: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A dimension, a measure or an attribute.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Component {
    /// Id, unique in the structure.
    pub id: String,
    /// Place of a dimension among the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// URN of the concept that it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept_identity: Option<String>,
    /// URNs of concepts that say what part it plays.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concept_roles: Vec<String>,
    /// What its values may be, where the concept says nothing or something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_representation: Option<Representation>,
    /// `mandatory` or `optional`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// What an attribute's value depends on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_relationship: Option<Relationship>,
    /// Measures that an attribute is about; all where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measure_relationship: Vec<String>,
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

impl Component {
    /// Whether it can have several values.
    pub fn several(&self) -> bool {
        let local = self.local_representation.as_ref();
        local.and_then(|local| local.max_occurs.as_ref()).is_some_and(Occurs::several)
    }
}

/// Artefacts that a message of structures holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs, reason = "each list is of the type that says what it is")]
pub struct Structures {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_structures: Vec<DataStructure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dataflows: Vec<Dataflow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codelists: Vec<Codelist>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub geographic_codelists: Vec<GeographicCodelist>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub value_lists: Vec<ValueList>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concept_schemes: Vec<ConceptScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category_schemes: Vec<CategoryScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agency_schemes: Vec<AgencyScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_provider_schemes: Vec<DataProviderScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_consumer_schemes: Vec<DataConsumerScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisation_unit_schemes: Vec<OrganisationUnitScheme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hierarchies: Vec<Hierarchy>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provision_agreements: Vec<ProvisionAgreement>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categorisations: Vec<Categorisation>,
    #[serde(alias = "contentConstraints", skip_serializing_if = "Vec::is_empty")]
    pub data_constraints: Vec<DataConstraint>,
    /// Lists of other artefacts, by their name in SDMX-JSON, as they came.
    #[serde(flatten)]
    pub other: Other,
}
