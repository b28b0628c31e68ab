//! Data as SDMX-JSON writes them: with numbers for values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{read, write};
use crate::sdmx::Limits;
use crate::sdmx::data::MessageStructure;
use crate::sdmx::header::{Header, Other, StatusMessage};
use crate::sdmx::problem::{Problem, ProblemCode};
use crate::sdmx::value::Value;

/// A message.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WireMessage {
    /// Who sends it, when, to whom.
    #[serde(rename = "meta")]
    pub header: Header,
    /// Structures and sets; absent from a message of errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<WireData>,
    /// What a service says went wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<StatusMessage>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Structures and sets.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WireData {
    /// What the sets look like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub structures: Vec<MessageStructure>,
    /// The sets.
    pub data_sets: Vec<WireDataSet>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Values and numbers, one place for each component of a level, then numbers of remarks.
pub type Places = Vec<Option<Value>>;

/// A set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WireDataSet {
    /// Number of its structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub structure: Option<usize>,
    /// What is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Numbers of remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<usize>,
    /// Attributes of the set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Places,
    /// Attributes of parts of keys.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dimension_group_attributes: BTreeMap<String, Places>,
    /// Series.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub series: BTreeMap<String, WireSeries>,
    /// Observations alone.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub observations: BTreeMap<String, Places>,
    /// Dates, links, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WireSeries {
    /// Numbers of remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<usize>,
    /// Attributes of the series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Places,
    /// Its observations.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub observations: BTreeMap<String, Places>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

impl WireMessage {
    /// Reads a message.
    ///
    /// # Errors
    /// Larger than the limits, not JSON, or JSON of another shape.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Problem> {
        let message: Self = read(bytes, limits)?;
        let lists = message.data.as_ref().map(|data| &data.other);
        if let Some(list) =
            lists.and_then(|other| other.keys().find(|key| key.ends_with("Structures")))
        {
            let problem = Problem::new(ProblemCode::WrongMessage, "data", list);
            return Err(problem.allowed("structures, dataSets"));
        }
        Ok(message)
    }

    /// Writes the message.
    ///
    /// # Errors
    /// A number that JSON cannot write.
    pub fn write(&self) -> Result<String, Problem> {
        write(self)
    }
}
