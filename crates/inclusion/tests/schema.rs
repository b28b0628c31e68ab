//! Every field that goes out says what it is: the API's reference is made of these words.

use passerelle_inclusion::{
    Choice, Dimension, Disagreement, Growth, Indicator, Interval, Latest, Parity, Peers, Point,
    Standing, Trend,
};
use utoipa::PartialSchema;

/// The fields of a type that have no description.
fn silent<T: PartialSchema>() -> Vec<String> {
    let schema = serde_json::to_value(T::schema()).unwrap_or_default();
    let Some(fields) = schema["properties"].as_object() else { return vec![schema.to_string()] };
    fields.iter().filter(|(_, field)| !is_described(field)).map(|(name, _)| name.clone()).collect()
}

/// In the field itself, or in the alternative that is not null.
fn is_described(field: &serde_json::Value) -> bool {
    let said =
        |value: &serde_json::Value| value["description"].as_str().is_some_and(|it| !it.is_empty());
    said(field) || field["oneOf"].as_array().is_some_and(|choices| choices.iter().any(said))
}

#[test]
fn every_field_is_described() {
    for (name, silent) in [
        ("Choice", silent::<Choice>()),
        ("Dimension", silent::<Dimension>()),
        ("Disagreement", silent::<Disagreement>()),
        ("Growth", silent::<Growth>()),
        ("Indicator", silent::<Indicator>()),
        ("Interval", silent::<Interval>()),
        ("Latest", silent::<Latest>()),
        ("Parity", silent::<Parity>()),
        ("Peers", silent::<Peers>()),
        ("Point", silent::<Point>()),
        ("Standing", silent::<Standing>()),
        ("Trend", silent::<Trend>()),
    ] {
        assert!(silent.is_empty(), "{name}: {silent:?}");
    }
}
