//! The shapes that synthetic microdata take, as `simulation.toml` gives them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::problem::{KitProblem, KitProblems};
use super::super::questionnaire::{Kind, Questionnaire};

/// Traits that every household or person drawn has; those of the file are added to them.
pub(super) const TRAITS: [&str; 8] =
    ["urban", "wealth", "area", "home", "self", "female", "age", "age_squared"];

/// The shapes of synthetic microdata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// First day of the visits.
    pub first_day: String,
    /// How many days they take.
    pub days: u32,
    /// Households drawn in each enumeration area.
    pub households_per_area: usize,
    /// How much areas grew unevenly since they were counted: the standard deviation of the logarithm.
    pub growth: f64,
    /// What the column that tells where the data come from holds.
    pub mark: String,
    /// Regions.
    pub region: Vec<Region>,
    /// Traits taken from answers.
    #[serde(default, rename = "trait")]
    pub taken: Vec<TakenTrait>,
    /// How questions are answered. One that is not listed is answered evenly.
    #[serde(default)]
    pub answer: Vec<Answer>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its code, one of the questionnaire's.
    pub code: String,
    /// Households in its towns and in its countryside.
    pub households: [f64; 2],
    /// How much better off than the country its people are, in standard deviations.
    pub wealth: f64,
}

/// A trait that answers give: the largest of their values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenTrait {
    /// What it is called.
    pub name: String,
    /// Columns of the answers.
    pub from: Vec<String>,
    /// The value of each answer; 0 for others.
    pub values: BTreeMap<String, f64>,
}

/// How one question, or one column of it, is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question, or a column of it.
    pub question: String,
    /// Of answers from a list: the score of each, which is the logarithm of its chance against the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, Score>,
    /// Of a question with items: what the score of `yes` has more for each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<String, f64>,
    /// Of a number: the logarithm of its middle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Score>,
    /// Of a number: a column that it is a multiple of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Of a number: the standard deviation of its logarithm.
    #[serde(default)]
    pub spread: f64,
    /// Share of answers left empty.
    #[serde(default)]
    pub missing: f64,
}

/// A score: where it begins, and what each trait adds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Where it begins.
    #[serde(default)]
    pub at: f64,
    /// What one unit of each trait adds.
    #[serde(flatten)]
    pub moved_by: BTreeMap<String, f64>,
}

impl Answer {
    /// Nothing is known of how a question is answered.
    pub(super) fn nothing(question: &str) -> Self {
        Self {
            question: question.to_owned(),
            options: BTreeMap::new(),
            items: BTreeMap::new(),
            number: None,
            of: None,
            spread: 0.0,
            missing: 0.0,
        }
    }
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// What is wrong with the file, with the line.
    pub fn from_toml(text: &str) -> Result<Self, KitProblems> {
        toml::from_str(text).map_err(|error| KitProblem::unreadable(text, &error).into())
    }

    /// What it asks for that the questionnaire does not have.
    pub(super) fn check(&self, questionnaire: &Questionnaire) -> Vec<KitProblem> {
        let mut problems = Vec::new();
        let columns = questionnaire.columns();
        let has = |name: &String| columns.contains(name);
        let codes = |list: &str| -> Vec<String> {
            let list = questionnaire.choices(list).into_iter().flat_map(|list| &list.options);
            list.map(|option| option.code.clone()).collect()
        };
        let regions = codes("region");
        let odd = self.region.iter().filter(|one| !regions.contains(&one.code));
        problems.extend(odd.map(|one| KitProblem::part("region", "no-such-answer", &one.code)));
        let sound =
            self.region.iter().all(|one| one.households.iter().all(|n| n.is_finite() && *n >= 0.0));
        let some = self.region.iter().any(|one| one.households.iter().any(|n| *n > 0.0));
        if !sound || !some || self.households_per_area == 0 {
            problems.push(KitProblem::part("region", "no-households", ""));
        }
        if super::frame::day(&self.first_day, 0).is_none() {
            problems.push(KitProblem::part("first_day", "day", &self.first_day));
        }
        for one in &self.taken {
            let odd = one.from.iter().filter(|name| !has(name));
            let part = format!("trait {}", one.name);
            problems
                .extend(odd.map(|name| KitProblem::part(part.clone(), "no-such-question", name)));
        }
        let traits: Vec<&str> =
            TRAITS.into_iter().chain(self.taken.iter().map(|one| one.name.as_str())).collect();
        for one in &self.answer {
            let part = format!("answer {}", one.question);
            let named = |(_, question): &(_, &super::super::questionnaire::Question)| {
                question.name == one.question || question.columns().contains(&one.question)
            };
            let Some((_, question)) = questionnaire.asked().find(named) else {
                problems.push(KitProblem::part(part, "no-such-question", ""));
                continue;
            };
            let known: Vec<&str> =
                questionnaire.options(question).iter().map(|one| one.code.as_str()).collect();
            let odd = one.options.keys().filter(|code| !known.contains(&code.as_str()));
            problems.extend(odd.map(|code| KitProblem::part(part.clone(), "no-such-answer", code)));
            let items: Vec<&str> = question.items.iter().map(|item| item.code.as_str()).collect();
            let odd = one.items.keys().filter(|code| !items.contains(&code.as_str()));
            problems.extend(odd.map(|code| KitProblem::part(part.clone(), "no-such-answer", code)));
            let scores = one.options.values().chain(&one.number);
            let moved = scores.flat_map(|score| score.moved_by.keys());
            let odd = moved.filter(|name| !traits.contains(&name.as_str()));
            problems.extend(odd.map(|name| KitProblem::part(part.clone(), "no-such-trait", name)));
        }
        problems
    }

    /// How a column is answered: its own entry, or that of its question.
    pub(super) fn answer(&self, question: &str, column: &str) -> Option<&Answer> {
        let named = |name: &str| self.answer.iter().find(|one| one.question == name);
        named(column).or_else(|| named(question))
    }
}

/// Whether a question is answered at all here; what the form or the office works out is made by the frame.
pub(super) fn is_answered(kind: Kind) -> bool {
    matches!(kind, Kind::Choice | Kind::Each | Kind::Number)
}
