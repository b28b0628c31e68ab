//! What is wrong with a file of an Open SDG site.

use crate::problem::{Code, Found, problem_codes};

problem_codes! {
    /// What can be wrong.
    {
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
}

impl Code for ProblemCode {
    fn code(self) -> &'static str {
        self.code()
    }
}

/// One thing that is wrong, and where.
pub type Problem = Found<ProblemCode>;

/// A problem on a line, 0 for the whole file.
pub(super) fn wrong(code: ProblemCode, line: u64, place: &str, value: &str) -> Problem {
    Problem::new(code, place, value).line(line)
}
