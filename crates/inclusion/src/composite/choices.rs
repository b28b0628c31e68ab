//! What varies in an analysis of an index.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::method::{Aggregating, Imputation, Normalisation};
use super::method_check;
use super::problem::{Problem, What};
use super::structure::{Structure, unreadable};
use super::tree::Tree;

/// What varies between runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Rules of normalisation, all equally likely, at least two; they replace the method's rule for all
    /// indicators, not those of single ones. The method's own is among them only if it is listed, as for the
    /// next two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub normalisations: Vec<Normalisation>,
    /// Rules of aggregation, at least two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aggregations: Vec<Aggregating>,
    /// Ways to fill gaps, at least two. What the EM algorithm fills in stays the same in all runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imputations: Vec<Imputation>,
    /// Whether outliers are treated or not.
    pub treat_or_not: bool,
    /// Least and most points that are winsorised, all numbers between equally likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winmax: Option<[u32; 2]>,
    /// Noise of weights.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weight_noise: Vec<WeightNoise>,
    /// Whether one indicator is left out: none, or any one, all equally likely.
    pub leave_out: bool,
    /// Whether values vary within their standard errors, where these are given.
    pub sampling: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            normalisations: Vec::new(),
            aggregations: Vec::new(),
            imputations: Vec::new(),
            treat_or_not: false,
            winmax: None,
            weight_noise: Vec::new(),
            leave_out: false,
            sampling: true,
        }
    }
}

/// Noise of the weights of some levels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightNoise {
    /// Each weight is multiplied by a number from 1 − factor to 1 + factor, uniformly.
    pub factor: f64,
    /// The levels; all where there is none.
    #[serde(default)]
    pub levels: Vec<u32>,
}

/// Something that varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Factor {
    /// The rule of normalisation.
    Normalisation,
    /// The rule of aggregation.
    Aggregation,
    /// How gaps are filled.
    Imputation,
    /// Whether outliers are treated.
    Treatment,
    /// How many points are winsorised at most.
    Winmax,
    /// The weights.
    Weights,
    /// Which indicator is left out.
    LeftOut,
    /// Sampling error of the values.
    SamplingError,
}

impl Choices {
    /// Reads choices from TOML.
    ///
    /// # Errors
    /// `index-unreadable`, with the line.
    pub fn read(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| unreadable(text, &error))
    }

    /// What varies, given whether any value has a standard error.
    pub fn factors(&self, errors: bool) -> Vec<Factor> {
        [
            (Factor::Normalisation, self.normalisations.len() > 1),
            (Factor::Aggregation, self.aggregations.len() > 1),
            (Factor::Imputation, self.imputations.len() > 1),
            (Factor::Treatment, self.treat_or_not),
            (Factor::Winmax, self.winmax.is_some_and(|[least, most]| least < most)),
            (Factor::Weights, self.weight_noise.iter().any(|noise| noise.factor > 0.0)),
            (Factor::LeftOut, self.leave_out),
            (Factor::SamplingError, self.sampling && errors),
        ]
        .into_iter()
        .filter_map(|(factor, varies)| varies.then_some(factor))
        .collect()
    }

    /// Everything wrong with the choices, for a structure.
    pub fn check(&self, structure: &Structure) -> Vec<Problem> {
        let mut problems = method_check::alternatives(
            structure,
            &self.normalisations,
            &self.aggregations,
            &self.imputations,
        );
        let wrong = |found: String| Problem::of(What::ParameterInvalid, "choices").found(found);
        let numbers = [
            ("normalisations", self.normalisations.len()),
            ("aggregations", self.aggregations.len()),
            ("imputations", self.imputations.len()),
        ];
        // One alternative is no choice: it would be passed over.
        let single = numbers.into_iter().filter(|(_, number)| *number == 1);
        problems.extend(single.map(|(name, _)| wrong(format!("{name}: 1"))));
        let noise = self.weight_noise.iter().map(|noise| noise.factor);
        let noise = noise.filter(|factor| !(*factor > 0.0 && *factor < 1.0));
        problems.extend(noise.map(|factor| wrong(format!("factor = {factor}"))));
        let levels = 1..=Tree::levels(structure);
        let whole = levels.map(|level| self.noise(level)).find(|noise| *noise >= 1.0);
        problems.extend(whole.map(|factor| wrong(format!("factor = {factor}"))));
        if let Some([least, most]) = self.winmax.filter(|[least, most]| least >= most) {
            problems.push(wrong(format!("winmax = [{least}, {most}]")));
        }
        problems
    }

    /// Relative noise of the weights of a level.
    pub(super) fn noise(&self, level: u32) -> f64 {
        let applies =
            |noise: &&WeightNoise| noise.levels.is_empty() || noise.levels.contains(&level);
        self.weight_noise.iter().filter(applies).map(|noise| noise.factor).sum()
    }
}
