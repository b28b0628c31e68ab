//! The questionnaire: modules of questions, with who is asked and what may be answered.

use passerelle_vocabulary::Text;
use serde::{Deserialize, Serialize};

use super::condition::AnyOf;
use super::problem::{KitProblem, KitProblems};

/// A questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// What it is called.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Text,
    /// What is read out before the first question.
    pub introduction: Text,
    /// What is said of a number that cannot be.
    #[serde(default)]
    pub messages: Messages,
    /// Lists of answers.
    #[serde(default)]
    pub choices: Vec<Choices>,
    /// Its parts, in order.
    pub module: Vec<Module>,
}

/// What is said of a number that cannot be; `{least}` and `{most}` are filled in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Where there is a smallest and a largest one.
    #[serde(default)]
    pub between: Text,
    /// Where there is a smallest one.
    #[serde(default)]
    pub at_least: Text,
}

/// A list of answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// What questions call it.
    pub name: String,
    /// The answers, in order.
    pub options: Vec<Item>,
}

/// An answer, or a thing asked about: its code and how it is read out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The code that the microdata hold.
    pub code: String,
    /// The words.
    pub label: Text,
}

/// A part of the questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// What it is called.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// What the interviewer should know.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// What the device shows at its beginning, and paper does not: `${selected_name}`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub on_screen: Text,
    /// When it is asked; always where there is no condition.
    #[serde(default, skip_serializing_if = "AnyOf::is_empty")]
    pub ask_if: AnyOf,
    /// Asked once for each member of the household; its answers are in a table of their own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// Its questions.
    pub question: Vec<Question>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One answer of a list.
    Choice,
    /// One answer of a list for each item.
    Each,
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// The day, taken from the device.
    Today,
    /// Worked out by the device.
    Calculated,
    /// Added in the office.
    Office,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its column in the microdata; of [`Kind::Each`], the beginning of its columns.
    pub name: String,
    /// The concept of the field that it measures: `HH7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// How it is answered.
    pub kind: Kind,
    /// The list of answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<String>,
    /// What is asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// How it is read out.
    pub label: Text,
    /// What the interviewer should know.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// When it is asked, within its module.
    #[serde(default, skip_serializing_if = "AnyOf::is_empty")]
    pub ask_if: AnyOf,
    /// How the device works it out, in the language of XLSForm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculate: Option<String>,
    /// The smallest number that can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// The largest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// Whether an answer must be given to go on.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub needed: bool,
    /// Whether it is on paper too.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub on_paper: bool,
    /// Tells who the person is: in no file that leaves the office.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub personal: bool,
}

fn yes() -> bool {
    true
}

impl Question {
    /// Its columns in the microdata.
    pub fn columns(&self) -> Vec<String> {
        match self.kind {
            Kind::Each => self.items.iter().map(|item| self.column_of(item)).collect(),
            _ => vec![self.name.clone()],
        }
    }

    /// The column of one of its items.
    pub fn column_of(&self, item: &Item) -> String {
        format!("{}_{}", self.name, item.code)
    }
}

impl Questionnaire {
    /// Reads a questionnaire.
    ///
    /// # Errors
    /// What is wrong with the file, with the line; everything that does not hold together.
    pub fn from_toml(text: &str) -> Result<Self, KitProblems> {
        let read: Self =
            toml::from_str(text).map_err(|error| KitProblem::unreadable(text, &error))?;
        let problems = read.check();
        if problems.is_empty() { Ok(read) } else { Err(KitProblems(problems)) }
    }

    /// The list of answers of this name.
    pub fn choices(&self, name: &str) -> Option<&Choices> {
        self.choices.iter().find(|one| one.name == name)
    }

    /// The answers of a question; none where it is not answered from a list.
    pub fn options(&self, question: &Question) -> &[Item] {
        let list = question.choices.as_deref().and_then(|name| self.choices(name));
        list.map_or(&[], |list| list.options.as_slice())
    }

    /// Every question whose answers are in the table of households, with its module; without what tells who
    /// a person is.
    pub fn asked(&self) -> impl Iterator<Item = (&Module, &Question)> {
        let modules = self.module.iter().filter(|module| !module.repeat);
        let questions =
            modules.flat_map(|module| module.question.iter().map(move |one| (module, one)));
        questions.filter(|(_, question)| !question.personal)
    }

    /// The columns of the microdata, in order.
    pub fn columns(&self) -> Vec<String> {
        self.asked().flat_map(|(_, question)| question.columns()).collect()
    }
}
