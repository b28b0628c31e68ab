//! Constraints: which data there can be, or are.

use serde::{Deserialize, Serialize};

use super::header::{Annotation, Other};
use super::structure::Artefact;

/// Which data a flow, a structure or a provider can have, or has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DataConstraint {
    /// Its id, agency, version and names.
    #[serde(flatten)]
    pub artefact: Artefact,
    /// `Allowed` for what there can be, `Actual` for what there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What it constrains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint_attachment: Option<ConstraintAttachment>,
    /// Slices of the cube, in or out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cube_regions: Vec<CubeRegion>,
    /// Series, in or out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_key_sets: Vec<DataKeySet>,
    /// Release calendar, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// What is constrained: URNs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConstraintAttachment {
    /// Structures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_structures: Vec<String>,
    /// Flows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dataflows: Vec<String>,
    /// Agreements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provision_agreements: Vec<String>,
    /// Providers, sources, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A slice of the cube.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CubeRegion {
    /// Whether it is in (also where nothing is said) or out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<bool>,
    /// Values of dimensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub key_values: Vec<MemberSelection>,
    /// Values of measures and attributes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<MemberSelection>,
    /// Remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Values of one component.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MemberSelection {
    /// Id of the component.
    pub id: String,
    /// Whether the values are in (also where nothing is said) or out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<bool>,
    /// The values, each alone or with those below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Member>,
    /// Or all within a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_range: Option<TimeRange>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A value, alone or with what goes with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Member {
    /// Alone.
    Value(String),
    /// With those below it, in a language…
    Detailed(MemberDetail),
}

impl Member {
    /// The value.
    pub fn value(&self) -> &str {
        match self {
            Self::Value(value) => value,
            Self::Detailed(detail) => &detail.value,
        }
    }
}

/// A value with what goes with it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MemberDetail {
    /// The value.
    pub value: String,
    /// `cascadeValues`, `lang`, validity, and anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A time: before, after, or between.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TimeRange {
    /// Before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_period: Option<PeriodBound>,
    /// After this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_period: Option<PeriodBound>,
    /// From this…
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_period: Option<PeriodBound>,
    /// …to this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_period: Option<PeriodBound>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// An end of a time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeriodBound {
    /// The period.
    pub period: String,
    /// Whether it is itself within; yes where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_inclusive: Option<bool>,
}

/// Series, in or out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DataKeySet {
    /// Whether they are in or out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_included: Option<bool>,
    /// The series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<DataKey>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A series, or several that have some dimensions in common.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DataKey {
    /// Whether it is in or out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<bool>,
    /// Values of dimensions; those without are wildcards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub key_values: Vec<DataKeyValue>,
    /// Values of measures and attributes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<MemberSelection>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// The value of a dimension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DataKeyValue {
    /// Id of the dimension.
    pub id: String,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}
