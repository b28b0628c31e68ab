//! Who a figure is about.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Dimensions with their categories: `sex = female`, `location = rural`.
///
/// No dimension at all means everyone. The canonical written form sorts by dimension,
/// `location=rural;sex=female`, so equal sets have equal texts.
// A sorted list: a file can have hundreds of thousands of series, with a dimension or two each, and the
// smallest B-tree has room for eleven.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimensions(Vec<(Box<str>, Box<str>)>);

impl Dimensions {
    /// Everyone.
    pub fn everyone() -> Self {
        Self::default()
    }

    /// Adds a dimension; an empty category takes it away ("both sexes" is the absence of `sex`).
    pub fn with(mut self, dimension: &str, category: &str) -> Self {
        self.set(dimension, category);
        self
    }

    /// Sets a dimension in place; an empty category takes it away.
    pub fn set(&mut self, dimension: &str, category: &str) {
        let found = self.find(dimension);
        match (found, category.is_empty()) {
            (Ok(place), true) => drop(self.0.remove(place)),
            (Ok(place), false) => self.0[place].1 = category.into(),
            (Err(_), true) => (),
            (Err(place), false) => {
                self.0.reserve_exact(1);
                self.0.insert(place, (dimension.into(), category.into()));
            }
        }
    }

    /// The category of a dimension.
    pub fn get(&self, dimension: &str) -> Option<&str> {
        self.find(dimension).ok().map(|place| &*self.0[place].1)
    }

    /// Where a dimension is, or belongs.
    fn find(&self, dimension: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(dimension))
    }

    /// Whether the figure is about everyone.
    pub fn is_everyone(&self) -> bool {
        self.0.is_empty()
    }

    /// How many dimensions are set.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Same as [`Self::is_everyone`].
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Dimension and category, sorted by dimension.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(dimension, category)| (&**dimension, &**category))
    }

    /// Reads the canonical form. Returns the part that could not be read.
    ///
    /// # Errors
    /// A part without `=`, or with nothing on one side of it.
    pub fn parse(written: &str) -> Result<Self, String> {
        let mut dimensions = Self::default();
        for part in written.split(';').filter(|part| !part.trim().is_empty()) {
            match part.split_once('=') {
                Some((dimension, category))
                    if !dimension.trim().is_empty() && !category.trim().is_empty() =>
                {
                    dimensions.set(dimension.trim(), category.trim());
                }
                _ => return Err(part.to_owned()),
            }
        }
        Ok(dimensions)
    }
}

impl Serialize for Dimensions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Dimensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut dimensions = Self::default();
        for (dimension, category) in BTreeMap::<String, String>::deserialize(deserializer)? {
            dimensions.set(&dimension, &category);
        }
        Ok(dimensions)
    }
}

impl PartialSchema for Dimensions {
    fn schema() -> RefOr<Schema> {
        BTreeMap::<String, String>::schema()
    }
}

impl ToSchema for Dimensions {}

impl fmt::Display for Dimensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (dimension, category)) in self.iter().enumerate() {
            let separator = if position == 0 { "" } else { ";" };
            write!(f, "{separator}{dimension}={category}")?;
        }
        Ok(())
    }
}

/// A category's code from what a publisher wrote: lower case, `a-z 0-9 _` only, accents taken off.
pub fn slug(written: &str) -> String {
    let mut slug = String::with_capacity(written.len());
    for character in crate::place::fold(written).chars() {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if character == '+' {
            slug.push_str("_plus");
        } else if !slug.ends_with('_') && !slug.is_empty() {
            slug.push('_');
        }
    }
    slug.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_one_written_form() {
        let dimensions = Dimensions::everyone().with("sex", "female").with("location", "rural");
        assert_eq!(dimensions.to_string(), "location=rural;sex=female");
        assert_eq!(Dimensions::parse("sex=female; location=rural"), Ok(dimensions));
        assert_eq!(Dimensions::parse(""), Ok(Dimensions::everyone()));
        assert_eq!(Dimensions::parse("sex"), Err("sex".to_owned()));
    }

    #[test]
    fn categories_are_set_changed_and_taken_away() {
        let mut dimensions = Dimensions::everyone().with("sex", "female").with("age", "15_24");
        dimensions.set("sex", "male");
        dimensions.set("income", "");
        assert_eq!(dimensions.to_string(), "age=15_24;sex=male");
        assert_eq!((dimensions.get("sex"), dimensions.get("income")), (Some("male"), None));
        dimensions.set("sex", "");
        assert_eq!((dimensions.len(), dimensions.get("sex")), (1, None));
    }

    #[test]
    fn is_an_object_in_json() {
        let dimensions = Dimensions::everyone().with("sex", "female").with("location", "rural");
        let json = r#"{"location":"rural","sex":"female"}"#;
        assert_eq!(serde_json::to_string(&dimensions).unwrap(), json);
        assert_eq!(serde_json::from_str::<Dimensions>(json).unwrap(), dimensions);
    }

    #[test]
    fn makes_codes_of_labels() {
        assert_eq!(slug("16 to 24"), "16_to_24");
        assert_eq!(slug("75+"), "75_plus");
        assert_eq!(slug("Été / Hiver "), "ete_hiver");
    }
}
