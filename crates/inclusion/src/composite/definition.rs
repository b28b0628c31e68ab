//! A structure with its method: a file of `catalogue/indices/`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::choices::Choices;
use super::method::Method;
use super::problem::Problem;
use super::structure::{Structure, unreadable};

/// An index that others have defined, or that is ours: what it is made of and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it is made of.
    pub structure: Structure,
    /// How it is built.
    pub method: Method,
    /// What of the method could as well be otherwise: what analyses vary.
    #[serde(default)]
    pub choices: Choices,
}

impl Definition {
    /// Reads a definition from TOML.
    ///
    /// # Errors
    /// `index-unreadable`, with the line.
    pub fn read(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| unreadable(text, &error))
    }

    /// Everything wrong with structure, method and choices; empty when they are sound.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = self.structure.check();
        problems.extend(self.method.check(&self.structure));
        problems.extend(self.choices.check(&self.structure));
        problems
    }
}
