//! What can be wrong with a request: what is not there, and what cannot be read, each with its words.

use fluent_bundle::FluentValue;

/// What is not there, each with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The address itself.
    Address,
    Indicator,
    Place,
    Source,
    Commitment,
    Record,
    Table,
    /// The signed state of a log that is empty.
    State,
    /// A leaf or a size of the log.
    InLog,
    /// The row of a list after which the next page begins.
    Row,
    Dimension,
    Scorecard,
    Initiative,
    Consultation,
    /// Who answers for an initiative has no identifier in IATI.
    Reporter,
}

impl Missing {
    /// The parameter that names it, and its message.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Address => ("", "api-error-nothing"),
            Self::Indicator => ("indicator", "api-error-no-indicator"),
            Self::Place => ("place", "api-error-no-place"),
            Self::Source => ("source", "api-error-no-source"),
            Self::Commitment => ("id", "api-error-no-commitment"),
            Self::Record => ("key", "api-error-no-record"),
            Self::Table => ("table", "api-error-no-table"),
            Self::State => ("checkpoint", "api-error-no-state"),
            Self::InLog => ("", "api-error-not-in-log"),
            Self::Row => ("after", "api-error-no-row"),
            Self::Dimension => ("dimensions", "api-error-no-dimension"),
            Self::Scorecard => ("year", "api-error-no-scorecard"),
            Self::Initiative => ("slug", "api-error-no-initiative"),
            Self::Consultation => ("slug", "api-error-no-consultation"),
            Self::Reporter => ("slug", "api-error-no-reporter"),
        }
    }
}

/// What is wrong with the value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bad {
    /// They cannot be read at all.
    Parameters,
    /// One that is needed is not there.
    Absent(&'static str),
    /// One is not a whole number.
    Number(&'static str),
    /// One that stands once is there more often.
    Twice(&'static str),
    /// `lang`, and those that there are.
    Language(String),
    /// `limit`, and the greatest.
    Limit(usize),
    After,
    /// `format`, and those that there are.
    Format(&'static [&'static str]),
    /// `order`, and those that there are.
    Order(&'static str),
    Dimensions,
    Places,
    Period,
    /// A text with a character that no code has.
    Text(&'static str),
}

impl Bad {
    /// The parameter, and its message.
    pub(super) fn told(&self) -> (&'static str, &'static str) {
        match self {
            Self::Parameters => ("", "api-error-parameters"),
            Self::Absent(field) => (field, "api-error-absent"),
            Self::Number(field) => (field, "api-error-number"),
            Self::Twice(field) => (field, "api-error-twice"),
            Self::Language(_) => ("lang", "api-error-language"),
            Self::Limit(_) => ("limit", "api-error-limit"),
            Self::After => ("after", "api-error-after"),
            Self::Format(_) => ("format", "api-error-format"),
            Self::Order(_) => ("order", "api-error-order"),
            Self::Dimensions => ("dimensions", "api-error-dimensions"),
            Self::Places => ("place", "api-error-places"),
            Self::Period => ("period", "api-error-period"),
            Self::Text(field) => (field, "api-error-text"),
        }
    }

    /// What its message also tells.
    pub(super) fn variable(&self) -> (&'static str, FluentValue<'static>) {
        match self {
            Self::Limit(most) => ("most", (*most).into()),
            Self::Format(known) => ("known", known.join(", ").into()),
            Self::Order(known) => ("known", (*known).into()),
            Self::Text(field) | Self::Absent(field) | Self::Number(field) | Self::Twice(field) => {
                ("field", (*field).into())
            }
            Self::Language(known) => ("known", known.clone().into()),
            _ => ("known", "".into()),
        }
    }
}
