//! Dimensions and their categories, as the catalogue names them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Finding, Record, Text};

use crate::check;

/// A way to tell figures apart: sex, age, location, basket…
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Stable for ever: `sex`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Where it is shown among the others, the smallest first.
    #[serde(default)]
    pub order: u32,
    /// Its categories, in the order in which they are shown.
    #[serde(default)]
    pub category: Vec<Category>,
}

/// One category of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable for ever: `female`.
    pub code: String,
    /// Its name.
    pub name: Text,
}

impl Dimension {
    /// The category with this code.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.category.iter().find(|category| category.code == code)
    }
}

impl Record for Dimension {
    const KIND: &'static str = "dimension";

    fn title(&self) -> &Text {
        &self.name
    }

    fn check(&self) -> Vec<Finding> {
        check::dimension(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_checked() {
        let category = |code: &str| Category { code: code.to_owned(), name: Text::new("a", "a") };
        let mut sex = Dimension {
            code: "sex".to_owned(),
            name: Text::new("Sexe", "Sex"),
            order: 10,
            category: vec![category("female"), category("male")],
        };
        assert_eq!(sex.check(), []);
        assert!(sex.category("male").is_some() && sex.category("other").is_none());
        sex.category.push(category("male"));
        sex.category.push(Category { code: "X".to_owned(), name: Text::default() });
        let found: Vec<_> =
            sex.check().into_iter().map(|found| found.field + " " + &found.code).collect();
        assert_eq!(
            found,
            [
                "category.2.code repeated",
                "category.3.code bad-code",
                "category.3.name.fr text-missing",
                "category.3.name.en text-missing"
            ]
        );
    }
}
