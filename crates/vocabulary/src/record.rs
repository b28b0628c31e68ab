//! Records: what people read and change.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::Text;

/// The name of a record on its node: `kind/slug`, for example `commitment/gdc.1.connectivity.a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    kind: String,
    slug: String,
}

/// Describes, in the API's schema, a type that is written as a text.
macro_rules! written_as_text {
    ($type:ty, $example:literal) => {
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .examples([$example])
                    .into()
            }
        }
        impl utoipa::ToSchema for $type {}
    };
}
pub(crate) use written_as_text;

written_as_text!(Key, "commitment/gdc.1.connectivity.a");

/// A text that is not a record's key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a record's key: write kind/slug, in lower-case letters, digits, “.”, “-”, “_” (and “/” in the slug)"
)]
pub struct NotAKey(pub String);

impl Key {
    /// The key of the record `slug` of this `kind`.
    ///
    /// # Errors
    /// An empty part, more than 200 bytes, or a character that an address should not hold.
    pub fn new(kind: &str, slug: &str) -> Result<Self, NotAKey> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let sound = !kind.is_empty()
            && !slug.is_empty()
            && kind.len() + slug.len() < 200
            && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            && slug.bytes().all(|byte| plain(byte) || byte == b'/');
        if !sound {
            return Err(NotAKey(format!("{kind}/{slug}").chars().take(240).collect()));
        }
        Ok(Self { kind: kind.to_owned(), slug: slug.to_owned() })
    }

    /// The kind of record.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its name among those of its kind.
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.slug)
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(written: &str) -> Result<Self, NotAKey> {
        match written.split_once('/') {
            Some((kind, slug)) => Self::new(kind, slug),
            None => Err(NotAKey(written.chars().take(240).collect())),
        }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A named relation from one record to another: (`shows`, `indicator/internet_users`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Link {
    /// What the relation is.
    pub relation: String,
    /// The record at its other end.
    pub to: Key,
}

/// What lists filter by: facet name → values (`sdg` → `["9"]`).
pub type Facets = BTreeMap<String, Vec<String>>;

/// Something wrong with a record, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// The field, as a path: `title.fr`.
    pub field: String,
    /// A code whose words are in `locales/` (`finding-<code>`).
    pub code: String,
    /// What was found there, for the message.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
}

impl Finding {
    /// A finding on one field.
    pub fn new(field: impl Into<String>, code: &str, found: impl fmt::Display) -> Self {
        Self { field: field.into(), code: code.to_owned(), found: found.to_string() }
    }
}

/// A typed thing that people read and change, kept with its whole history by the register.
pub trait Record: Serialize + DeserializeOwned + ToSchema {
    /// The kind, first part of the key: `initiative`.
    const KIND: &'static str;

    /// The title, in every language it has.
    fn title(&self) -> &Text;

    /// The records it names.
    fn links(&self) -> Vec<Link> {
        Vec::new()
    }

    /// What lists filter by.
    fn facets(&self) -> Facets {
        Facets::new()
    }

    /// What is wrong with it, by field; empty when sound.
    fn check(&self) -> Vec<Finding> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_and_read() {
        let key: Key = "commitment/gdc.1.connectivity.a".parse().unwrap();
        assert_eq!((key.kind(), key.slug()), ("commitment", "gdc.1.connectivity.a"));
        assert_eq!(key.to_string().parse(), Ok(key));
    }

    #[test]
    fn keys_hold_nothing_dangerous() {
        for written in ["", "commitment", "/a", "a/", "A/b", "a/b c", "a/é", "a/<script>"] {
            assert!(written.parse::<Key>().is_err(), "{written}");
        }
    }
}
