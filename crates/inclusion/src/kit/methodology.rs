//! The methodology sheet: the concepts of the Single Integrated Metadata Structure (SIMS 2.0, Eurostat), what
//! to write under each, and which parts the survey's data can tell.

use passerelle_vocabulary::{Lang, Text};
use serde::{Deserialize, Serialize};

use super::problem::{KitProblem, KitProblems};

/// What the data, the plan and the questionnaire can tell of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Whether the data were made up.
    Synthetic,
    /// The indicators.
    Indicators,
    /// The classes by which figures are given.
    Classes,
    /// The populations.
    Populations,
    /// What figures are about: the units of the populations.
    Units,
    /// The units in which indicators are measured.
    Measures,
    /// The place.
    Place,
    /// The period of the figures, and the days of the visits.
    Period,
    /// Strata, areas, households drawn.
    Sample,
    /// Weights and how unequal they are.
    Weights,
    /// Figures with their errors.
    SamplingError,
    /// Figures that are not reliable, of all.
    Unreliable,
    /// Who did not answer.
    NonResponse,
    /// Which questions were not answered.
    ItemNonResponse,
    /// How non-response was made up for.
    Adjustment,
    /// Known totals.
    Calibration,
    /// The questionnaire.
    Questionnaire,
    /// How figures are made.
    Estimation,
    /// What figures need before they are published.
    Confidentiality,
}

/// A methodology sheet to be filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Methodology {
    /// Its title.
    pub title: Text,
    /// What to know before filling it in.
    pub introduction: Text,
    /// Its concepts, in order.
    pub concept: Vec<Concept>,
}

/// A concept of the structure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its number: `S.13.2`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What to write there; nothing where its parts, or the data, say all.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub ask: Text,
    /// What the data tell there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tells: Vec<Fact>,
}

impl Methodology {
    /// Reads a sheet.
    ///
    /// # Errors
    /// What is wrong with the file, with the line; texts that a language is missing from, numbers that come
    /// twice.
    pub fn from_toml(text: &str) -> Result<Self, KitProblems> {
        let sheet: Self =
            toml::from_str(text).map_err(|error| KitProblem::unreadable(text, &error))?;
        let mut problems = Vec::new();
        for (at, concept) in sheet.concept.iter().enumerate() {
            let part = format!("concept {}", concept.code);
            let texts = [&concept.name, &concept.ask];
            let written =
                texts.into_iter().filter(|text| !text.is_empty() || *text == &concept.name);
            let missing = written.flat_map(|text| text.missing(&[Lang::fr(), Lang::en()]));
            problems.extend(missing.map(|lang| KitProblem::part(part.clone(), "language", lang)));
            if sheet.concept[..at].iter().any(|other| other.code == concept.code) {
                problems.push(KitProblem::part(part, "twice", &concept.code));
            }
        }
        if problems.is_empty() { Ok(sheet) } else { Err(KitProblems(problems)) }
    }
}

impl Concept {
    /// How deep it is: 1 for `S.13`, 2 for `S.13.2`.
    pub fn level(&self) -> usize {
        self.code.matches('.').count()
    }
}
