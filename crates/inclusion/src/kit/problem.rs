//! What can be wrong with a questionnaire or a plan, and with data that follow it.

use std::collections::BTreeMap;

use crate::survey::{SurveyProblem, SurveyProblems};

/// One thing that is wrong. The words for people are in `locales/`, by [`KitProblem::code`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum KitProblem {
    /// The file cannot be read.
    #[error("line {line}: {detail}")]
    Unreadable {
        /// The line, from 1; 0 when it is the file as a whole.
        line: usize,
        /// What the reader says.
        detail: String,
    },
    /// A part of the file cannot be as it is.
    #[error("{part}: {why}: {found}")]
    Part {
        /// Which part: `indicator internet_users`.
        part: String,
        /// Code of the reason.
        why: &'static str,
        /// What was found there.
        found: String,
    },
    /// Nobody answered in a class for which others would have to stand.
    #[error("adjustment {adjustment}: nobody answered in class {class}")]
    NobodyAnswered {
        /// Code of the adjustment.
        adjustment: String,
        /// The class.
        class: String,
        /// Rows that did not answer.
        rows: u64,
    },
}

impl KitProblem {
    /// A part of the file that cannot be as it is.
    pub fn part(part: impl Into<String>, why: &'static str, found: impl ToString) -> Self {
        Self::Part { part: part.into(), why, found: found.to_string() }
    }

    /// What a reader of TOML says, with its line.
    pub(super) fn unreadable(text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count());
        Self::Unreadable { line, detail: error.message().to_owned() }
    }

    /// A code that does not change, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Part { .. } => "part",
            Self::NobodyAnswered { .. } => "nobody-answered",
        }
    }
}

/// Everything that is wrong, at once.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct KitProblems(pub Vec<KitProblem>);

impl From<KitProblem> for KitProblems {
    fn from(problem: KitProblem) -> Self {
        Self(vec![problem])
    }
}

/// Why a plan cannot be followed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum KitError {
    /// The plan, or what the data make of it.
    #[error(transparent)]
    Kit(#[from] KitProblems),
    /// The design, the weights or the columns.
    #[error(transparent)]
    Survey(#[from] SurveyProblems),
}

impl From<SurveyProblem> for KitError {
    fn from(problem: SurveyProblem) -> Self {
        Self::Survey(problem.into())
    }
}

/// Cells of weights that cannot be, as rows are read: the first row of each kind, and how many there are.
#[derive(Debug, Default)]
pub(super) struct BadWeights {
    found: BTreeMap<(String, &'static str), (u64, u64)>,
}

impl BadWeights {
    /// A weight if it can be one; otherwise 0, and it is noted. `row` counts from 1.
    pub fn sound(&mut self, column: &str, row: u64, weight: f64) -> f64 {
        let why = match weight {
            weight if weight.is_nan() => "missing",
            weight if weight < 0.0 => "negative",
            weight if weight.is_infinite() => "infinite",
            weight => return weight,
        };
        self.found.entry((column.to_owned(), why)).or_insert((row, 0)).1 += 1;
        0.0
    }

    pub fn problems(&self) -> Vec<SurveyProblem> {
        let problem = |((column, why), (row, rows)): (&(String, &'static str), &(u64, u64))| {
            SurveyProblem::BadCell { row: *row, column: column.clone(), why, rows: *rows }
        };
        self.found.iter().map(problem).collect()
    }
}
