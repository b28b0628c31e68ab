//! What is wrong with a file of an Open SDG site.

use std::fmt;

use crate::statistics::visible;

macro_rules! problem_codes {
    ($($(#[$about:meta])* $name:ident = $code:literal,)*) => {
        /// What can be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode { $($(#[$about])* $name,)* }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

problem_codes! {
    /// Nothing in it.
    Empty = "open-sdg-empty",
    /// More bytes than the limit.
    TooLarge = "open-sdg-too-large",
    /// Lists within lists, or values, beyond the limit.
    TooMuch = "open-sdg-too-much",
    /// Bytes that are not UTF-8.
    BadEncoding = "open-sdg-bad-encoding",
    /// The table cannot be cut into rows: a quotation mark left open, a line too long.
    BadTable = "open-sdg-bad-table",
    /// A column that must be there is not.
    MissingColumn = "open-sdg-missing-column",
    /// A column that is there twice.
    RepeatedColumn = "open-sdg-repeated-column",
    /// A row with another number of cells than the header.
    RaggedRow = "open-sdg-ragged-row",
    /// Not a year.
    BadYear = "open-sdg-bad-year",
    /// Not a number.
    BadNumber = "open-sdg-bad-number",
    /// Not YAML, or YAML of another shape.
    BadYaml = "open-sdg-bad-yaml",
    /// A reference of YAML to another place of the file: never followed.
    YamlAlias = "open-sdg-yaml-alias",
    /// Two figures with the same year and the same categories.
    RepeatedKey = "open-sdg-repeated-key",
    /// A column that the site's table of columns does not explain.
    UnknownColumn = "open-sdg-unknown-column",
    /// A category, a unit or a status that the site's table of codes does not explain.
    UnknownCode = "open-sdg-unknown-code",
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub code: ProblemCode,
    /// Line of the file, 1 for the first; 0 for the whole.
    pub line: u64,
    /// Column or field; empty for the whole.
    pub place: String,
    /// What was found, made visible and cut.
    pub value: String,
}

impl Problem {
    /// A problem on a line, at a place, with what was found there.
    pub fn new(code: ProblemCode, line: u64, place: &str, value: &str) -> Self {
        Self { code, line, place: visible(place, 80), value: visible(value, 80) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, at “{}”: “{}”", self.code.code(), self.line, self.place, self.value)
    }
}

impl std::error::Error for Problem {}
