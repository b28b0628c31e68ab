//! Values of components, and texts in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The same text by language, whose tags keep the case in which they were written (`en-GB`).
pub type Names = BTreeMap<String, String>;

/// The text in this language; where it is missing, in English, then in French, then in any.
pub fn named<'a>(names: &'a Names, language: &str) -> Option<&'a str> {
    let found = names.get(language).or_else(|| names.get("en")).or_else(|| names.get("fr"));
    found.or_else(|| names.values().next()).map(String::as_str)
}

/// A value of a dimension, a measure or an attribute.
///
/// SDMX-JSON tells numbers from texts; SDMX-CSV and SDMX-ML write everything as text, and only the
/// data structure definition says what is a number: [`Value::number`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A code, a period, a text, or a number as it was written.
    Text(String),
    /// One text in several languages.
    Localised(Names),
    /// Several values of one component. A place without a value is `None`.
    List(Vec<Option<Value>>),
}

impl Value {
    /// A text, or nothing for the empty one.
    pub fn text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// The value as a code or a text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a number: what is one, and texts that are written as one, with a decimal point.
    /// `NaN`, which SDMX writes for a figure that is missing, is none.
    pub fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Integer(number) => *number as f64,
            Self::Number(number) => *number,
            Self::Text(text) => fast_float2::parse(text.trim()).ok()?,
            _ => return None,
        };
        number.is_finite().then_some(number)
    }

    /// The value as SDMX-CSV writes one that is neither a list nor in several languages.
    pub fn plain(&self) -> Option<String> {
        match self {
            Self::Boolean(yes) => Some(yes.to_string()),
            Self::Integer(number) => Some(number.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.clone()),
            Self::Localised(_) | Self::List(_) => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Values by the id of their component.
pub type Values = BTreeMap<String, Value>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_tells_the_kinds_apart() {
        let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(read("12.5"), Value::Number(12.5));
        assert_eq!(read("12"), Value::Integer(12));
        assert_eq!(read("\"12\""), Value::from("12"));
        assert_eq!(read("true"), Value::Boolean(true));
        let names = Names::from([("en".into(), "a".into())]);
        assert_eq!(read(r#"{"en":"a"}"#), Value::Localised(names));
        assert_eq!(read(r#"["a",null]"#), Value::List(vec![Some("a".into()), None]));
        assert_eq!(read("18446744073709551615"), Value::Number(18_446_744_073_709_551_615.0));
    }

    #[test]
    fn missing_is_never_a_number() {
        assert_eq!(Value::from("NaN").number(), None);
        assert_eq!(Value::from("12,4").number(), None);
        assert_eq!(Value::from(" 12.4 ").number(), Some(12.4));
        assert_eq!(Value::from(f64::NAN).number(), None);
        assert_eq!(Value::text(""), None);
    }

    #[test]
    fn a_name_is_found_in_the_nearest_language() {
        let names: Names =
            [("fr", "pont"), ("pt", "ponte")].map(|(a, b)| (a.into(), b.into())).into();
        assert_eq!(named(&names, "pt"), Some("ponte"));
        assert_eq!(named(&names, "en"), Some("pont"));
        assert_eq!(named(&Names::new(), "en"), None);
    }
}
