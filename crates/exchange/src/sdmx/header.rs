//! What every message begins with: who sent it, when, to whom; and what any artefact may carry: links
//! and annotations. Written as SDMX-JSON 2.0 writes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::value::{Names, Value};

/// Members that a publisher added, or that the standard has and that need no type of their own here.
pub type Other = BTreeMap<String, serde_json::Value>;

/// The head of a message (`meta` in SDMX-JSON).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Header {
    /// Address of the schema of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Id of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether it is only a test.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<bool>,
    /// When it was made, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepared: Option<String>,
    /// Languages of its texts, the main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content_languages: Vec<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Who sends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<Party>,
    /// To whom. Messages have `receiver` as well, for a single one: it is read here.
    #[serde(
        alias = "receiver",
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "one_or_many"
    )]
    pub receivers: Vec<Party>,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Who sends or receives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Party {
    /// Id of the organisation.
    pub id: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Whom to ask.
    #[serde(alias = "contact", skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Whom to ask, and how. Older messages have the singular of each list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contact {
    /// Id of the person or post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Name, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Department, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub departments: Names,
    /// What the person does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What the person does, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub roles: Names,
    /// Telephone numbers.
    #[serde(alias = "telephone", skip_serializing_if = "Vec::is_empty")]
    pub telephones: Vec<String>,
    /// Fax numbers.
    #[serde(alias = "fax", skip_serializing_if = "Vec::is_empty")]
    pub faxes: Vec<String>,
    /// Addresses on the web.
    #[serde(alias = "uri", skip_serializing_if = "Vec::is_empty")]
    pub uris: Vec<String>,
    /// Addresses of electronic mail.
    #[serde(alias = "email", skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// An address, and what is there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Link {
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What it is to the thing that has the link: `self`, `dataflow`…
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<String>,
    /// URN of what is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urn: Option<String>,
    /// Another address of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub titles: Names,
    /// Kind of artefact or media type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Language of what is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hreflang: Option<String>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// A remark.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Annotation {
    /// Id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Kind of remark.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What it says, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it says, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub texts: Names,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// What a service says went wrong, or only needs saying.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatusMessage {
    /// Number of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Value>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is called, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub titles: Names,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// More about it, by language.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub details: Names,
    /// Where else to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Reads one thing, or a list of them.
pub(super) fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany<T> {
        Many(Vec<T>),
        One(T),
        None,
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(many) => many,
        OneOrMany::One(one) => vec![one],
        OneOrMany::None => Vec::new(),
    })
}
