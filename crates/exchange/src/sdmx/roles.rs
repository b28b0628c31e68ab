//! Which components are dimensions, measures and attributes.

use super::structure::DataStructure;

/// What a component is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Tells observations apart.
    Dimension,
    /// Is observed.
    Measure,
    /// Says more of what is observed.
    Attribute,
}

/// The components of a structure by what they are: what SDMX-CSV and SDMX-ML leave to the data structure
/// definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// Ids of dimensions in the order of keys, time last.
    pub dimensions: Vec<String>,
    /// Ids of measures.
    pub measures: Vec<String>,
    /// Ids of attributes.
    pub attributes: Vec<String>,
}

impl Roles {
    /// Those of a data structure definition.
    pub fn of(structure: &DataStructure) -> Self {
        let ids = |list: Vec<&super::structure::Component>| {
            list.into_iter().map(|component| component.id.clone()).collect()
        };
        Self {
            dimensions: ids(structure.dimensions()),
            measures: ids(structure.measures()),
            attributes: ids(structure.attributes().iter().collect()),
        }
    }

    /// Those that are told.
    pub fn new(dimensions: &[&str], measures: &[&str], attributes: &[&str]) -> Self {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Self {
            dimensions: owned(dimensions),
            measures: owned(measures),
            attributes: owned(attributes),
        }
    }

    /// What a component is, if the structure has it.
    pub fn role(&self, id: &str) -> Option<Role> {
        let among = |list: &[String]| list.iter().any(|known| known == id);
        if among(&self.dimensions) {
            Some(Role::Dimension)
        } else if among(&self.measures) {
            Some(Role::Measure)
        } else {
            among(&self.attributes).then_some(Role::Attribute)
        }
    }
}
