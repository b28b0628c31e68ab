//! The analysis plan: how microdata become figures, as its file says.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Dimensions, Text};
use serde::{Deserialize, Serialize};

use super::condition::AnyOf;
use super::problem::{KitProblem, KitProblems};
use crate::survey::design::one_or_many;
use crate::survey::{Calibration, Design, Reliability};

/// An analysis plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What it is called.
    pub id: String,
    /// What each figure names as its source.
    pub source: String,
    /// Answers that are none: the row is left out of the share.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// What says that the rows were made up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthetic: Option<SyntheticMark>,
    /// Where the days of the visits are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<Visits>,
    /// How the sample was drawn. Weights are those of the populations.
    #[serde(default)]
    pub design: Design,
    /// Classes made of answers; each may use those before it.
    #[serde(default)]
    pub recode: Vec<Recode>,
    /// Column of the classes of each dimension; `place` makes places within the country.
    #[serde(default)]
    pub dimensions: BTreeMap<String, String>,
    /// Non-response.
    #[serde(default)]
    pub adjustment: Vec<Adjustment>,
    /// Of whom figures are made.
    pub population: Vec<PlannedPopulation>,
    /// What is estimated.
    pub indicator: Vec<PlannedIndicator>,
    /// When a figure is not reliable.
    #[serde(default)]
    pub reliability: Reliability,
}

/// What says that a row was made up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyntheticMark {
    /// The column.
    pub column: String,
    /// What it holds in such a row.
    pub value: String,
}

/// Where the days of the visits are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visits {
    /// Column of days, written `2026-03-31`.
    pub date: String,
}

/// Classes made of answers, in one of four ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recode {
    /// Name of the column made.
    pub column: String,
    /// The column that bands or classes are made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// First numbers of bands: `[15, 25]` makes `15_24` and `25_over`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<u32>,
    /// Classes of equal size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantiles: Option<Quantiles>,
    /// Class of each answer; an answer that is not listed has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub classes: BTreeMap<String, String>,
    /// Classes by condition; the first that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<RecodeCase>,
    /// The class where no case holds and every column that the cases look at is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
}

/// Classes that hold as many people each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantiles {
    /// The classes, from the smallest values on.
    pub classes: Vec<String>,
    /// Code of the population whose people are counted.
    pub of: String,
    /// Divided by this column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// A class and when it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecodeCase {
    /// The class.
    pub class: String,
    /// When.
    pub when: AnyOf,
}

/// A non-response adjustment within classes: those who answered stand for the others of their class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// What it is called.
    pub code: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// Adjustments before it, whose factors its weights have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Columns whose product is the weight before.
    #[serde(default, deserialize_with = "one_or_many")]
    pub weights: Vec<String>,
    /// Who should have answered.
    pub among: AnyOf,
    /// Who did.
    pub responded: AnyOf,
    /// Columns that make the classes.
    #[serde(default, deserialize_with = "one_or_many")]
    pub classes: Vec<String>,
}

/// A population of which figures are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedPopulation {
    /// What it is called.
    pub code: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// Columns whose product is the weight of a row.
    #[serde(default, deserialize_with = "one_or_many")]
    pub weights: Vec<String>,
    /// Adjustments whose factors the weights take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjusted: Vec<String>,
    /// Known totals that the weights are then made to agree with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibrate: Option<Calibration>,
    /// Which rows are of it.
    #[serde(rename = "where", default)]
    pub filter: AnyOf,
    /// Dimensions by whose combinations figures are made, beside those of everyone.
    #[serde(default)]
    pub by: Vec<Vec<String>>,
}

/// An indicator of the catalogue, and how it is estimated: a share, a mean or a ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedIndicator {
    /// Its code in the catalogue.
    pub code: String,
    /// Code of the population.
    pub population: String,
    /// Dimensions that each of its figures has.
    #[serde(default, skip_serializing_if = "Dimensions::is_everyone")]
    pub dimensions: Dimensions,
    /// The share of rows for which this holds.
    #[serde(default, skip_serializing_if = "AnyOf::is_empty")]
    pub share: AnyOf,
    /// The mean of this column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<String>,
    /// The ratio of the totals of two columns: `hh16_spending/spending_total`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<String>,
    /// Only of these rows.
    #[serde(default, skip_serializing_if = "AnyOf::is_empty")]
    pub among: AnyOf,
    /// Rows that were not asked, and for which the share certainly does not hold.
    #[serde(default, skip_serializing_if = "AnyOf::is_empty")]
    pub no_if: AnyOf,
    /// What the estimate is multiplied by; 100 for shares, otherwise 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// One of those by which the survey's accuracy is told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
}

impl PlannedIndicator {
    /// What the estimate is multiplied by.
    pub fn scale(&self) -> f64 {
        self.scale.unwrap_or(if self.share.is_empty() { 1.0 } else { 100.0 })
    }

    /// Columns of a ratio.
    pub(super) fn ratio_columns(&self) -> Option<(&str, &str)> {
        self.ratio.as_deref()?.split_once('/').map(|(over, under)| (over.trim(), under.trim()))
    }

    /// How messages name it.
    pub(super) fn named(&self) -> String {
        format!("indicator {}", self.code)
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// What is wrong with the file, with the line; everything that does not hold together.
    pub fn from_toml(text: &str) -> Result<Self, KitProblems> {
        let plan: Self =
            toml::from_str(text).map_err(|error| KitProblem::unreadable(text, &error))?;
        plan.sound()?;
        Ok(plan)
    }

    /// Whether it holds together: again, after a part of it was replaced.
    ///
    /// # Errors
    /// Everything that does not.
    pub fn sound(&self) -> Result<(), KitProblems> {
        let problems = self.check();
        if problems.is_empty() { Ok(()) } else { Err(KitProblems(problems)) }
    }

    /// The population with this code.
    pub fn population(&self, code: &str) -> Option<&PlannedPopulation> {
        self.population.iter().find(|one| one.code == code)
    }

    /// Indicators of a population.
    pub fn indicators_of(&self, population: &str) -> impl Iterator<Item = &PlannedIndicator> {
        self.indicator.iter().filter(move |one| one.population == population)
    }

    /// Every column of the microdata that it needs, with whether it holds words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let mut named: Vec<(String, bool)> = Vec::new();
        let made = |name: &str| self.recode.iter().any(|recode| recode.column == name);
        let mut add = |name: &str, words: bool| {
            let one = (name.to_owned(), words);
            if !made(name) && !named.contains(&one) {
                named.push(one);
            }
        };
        let design = Design { weights: None, ..self.design.clone() };
        design.columns().iter().for_each(|(name, words)| add(name, *words));
        self.synthetic.iter().for_each(|mark| add(&mark.column, true));
        self.visits.iter().for_each(|visits| add(&visits.date, true));
        for recode in &self.recode {
            recode.columns().iter().for_each(|(name, words)| add(name, *words));
        }
        self.dimensions.values().for_each(|name| add(name, true));
        for one in &self.adjustment {
            one.weights.iter().for_each(|name| add(name, false));
            one.classes.iter().for_each(|name| add(name, true));
            one.among.columns().iter().for_each(|(name, words)| add(name, *words));
            one.responded.columns().iter().for_each(|(name, words)| add(name, *words));
        }
        for one in &self.population {
            one.weights.iter().for_each(|name| add(name, false));
            one.filter.columns().iter().for_each(|(name, words)| add(name, *words));
            let calibrate = Design { calibrate: one.calibrate.clone(), ..Design::default() };
            calibrate.columns().iter().for_each(|(name, words)| add(name, *words));
        }
        for one in &self.indicator {
            for condition in [&one.share, &one.among, &one.no_if] {
                condition.columns().iter().for_each(|(name, words)| add(name, *words));
            }
            one.mean.iter().for_each(|name| add(name, false));
            one.ratio_columns().into_iter().for_each(|(over, under)| {
                add(over, false);
                add(under, false);
            });
        }
        named
    }
}
