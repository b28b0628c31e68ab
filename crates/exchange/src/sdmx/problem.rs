//! What is wrong with a message or a query: a stable code, the place, what was found, what is allowed.

use std::fmt;

use super::Limits;
use crate::problem::{Code, Found, problem_codes};

problem_codes! {
    /// What can be wrong.
    {
        /// The system could not read it.
        Unreadable = "sdmx-unreadable",
        /// Nothing in it.
        Empty = "sdmx-empty",
        /// More bytes than the limit.
        TooLarge = "sdmx-too-large",
        /// Elements within elements beyond the limit.
        TooDeep = "sdmx-too-deep",
        /// More elements, members or columns than the limit.
        TooManyItems = "sdmx-too-many-items",
        /// A line or a cell longer than the limit.
        TooLong = "sdmx-too-long",
        /// Bytes that are not UTF-8.
        BadEncoding = "sdmx-bad-encoding",
        /// Not JSON, or JSON of another shape than SDMX-JSON.
        BadJson = "sdmx-bad-json",
        /// Not well-formed XML.
        BadXml = "sdmx-bad-xml",
        /// A document type declaration, or an entity other than the five of XML: never read.
        XmlEntity = "sdmx-xml-entity",
        /// A message of another kind than the one expected.
        WrongMessage = "sdmx-wrong-message",
        /// The first columns are not those of SDMX-CSV 2.0.
        BadHeader = "sdmx-bad-header",
        /// A column that is there twice.
        RepeatedColumn = "sdmx-repeated-column",
        /// A quotation mark that nothing closes.
        UnclosedQuote = "sdmx-unclosed-quote",
        /// A row with another number of cells than the header.
        RaggedRow = "sdmx-ragged-row",
        /// Something else than a kind of structure.
        BadStructureKind = "sdmx-bad-structure-kind",
        /// Not the name of an artefact.
        BadReference = "sdmx-bad-reference",
        /// Not an action.
        BadAction = "sdmx-bad-action",
        /// Parts of a cell that do not hold together.
        BadParts = "sdmx-bad-parts",
        /// A key that is not the one of the dimensions beside it.
        KeyDiffers = "sdmx-key-differs",
        /// An index of SDMX-JSON without a value behind it.
        BadIndex = "sdmx-bad-index",
        /// A data set of a structure that the message does not hold.
        UnknownStructure = "sdmx-unknown-structure",
        /// A component that the structure does not have.
        UnknownComponent = "sdmx-unknown-component",
        /// A dimension without a value.
        MissingDimension = "sdmx-missing-dimension",
        /// The same id twice in one list.
        RepeatedId = "sdmx-repeated-id",
        /// A code whose parent is not in the list.
        UnknownParent = "sdmx-unknown-parent",
        /// Codes that are each other's ancestors.
        CodeCycle = "sdmx-code-cycle",
        /// Characters that an id cannot have.
        BadId = "sdmx-bad-id",
        /// A code that no list explains.
        UnknownCode = "sdmx-unknown-code",
        /// Not a number.
        BadNumber = "sdmx-bad-number",
        /// Not a time period.
        BadPeriod = "sdmx-bad-period",
        /// Two figures with the same key.
        RepeatedKey = "sdmx-repeated-key",
        /// A query for something that the API does not serve.
        QueryUnknownResource = "sdmx-query-unknown-resource",
        /// A part of a path that must be there and is not.
        QueryMissingSegment = "sdmx-query-missing-segment",
        /// More parts of a path than there can be.
        QueryExtraSegment = "sdmx-query-extra-segment",
        /// A part of a path that is not one of those allowed.
        QueryBadSegment = "sdmx-query-bad-segment",
        /// Not a version, a wildcard of versions, or a list of them.
        QueryBadVersion = "sdmx-query-bad-version",
        /// A key that does not fit the dimensions.
        QueryBadKey = "sdmx-query-bad-key",
        /// A parameter that the query does not have.
        QueryUnknownParameter = "sdmx-query-unknown-parameter",
        /// A parameter that is there twice.
        QueryRepeatedParameter = "sdmx-query-repeated-parameter",
        /// A parameter's value that is not one of those allowed.
        QueryBadParameter = "sdmx-query-bad-parameter",
        /// A filter that cannot be read.
        QueryBadFilter = "sdmx-query-bad-filter",
        /// A `%` that two hexadecimal digits do not follow, or bytes that are not UTF-8.
        QueryBadEscape = "sdmx-query-bad-escape",
        /// A longer query than the limit.
        QueryTooLong = "sdmx-query-too-long",
        /// A part of the API that is known and not served here.
        QueryNotSupported = "sdmx-query-not-supported",
        /// A form of answer that is not written here.
        QueryNotAcceptable = "sdmx-query-not-acceptable",
        /// Nothing fits the query.
        NoResults = "sdmx-no-results",
        /// More observations than are given in this form.
        AnswerTooLarge = "sdmx-answer-too-large",
    }
}

impl Code for ProblemCode {
    fn code(self) -> &'static str {
        self.code()
    }
}

/// One thing that is wrong, and where.
pub type Problem = Found<ProblemCode>;

/// All that is wrong; never empty where it is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first of them, up to the limit.
    pub list: Vec<Problem>,
    /// How many there are in all.
    pub count: u64,
    most: usize,
}

impl Problems {
    /// None yet; so many are kept as the limits say.
    pub fn new(limits: &Limits) -> Self {
        Self { list: Vec::new(), count: 0, most: limits.problems }
    }

    /// Adds one, or only counts it.
    pub fn add(&mut self, problem: Problem) {
        self.count += 1;
        if self.list.len() < self.most {
            self.list.push(problem);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// `value`, if there are none.
    ///
    /// # Errors
    /// The problems.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { list: vec![problem], count: 1, most: Limits::default().problems }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.list.iter().enumerate() {
            write!(f, "{}{problem}", if position == 0 { "" } else { "\n" })?;
        }
        match self.count - self.list.len() as u64 {
            0 => Ok(()),
            more => write!(f, "\n… and {more} more"),
        }
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_told_apart() {
        let codes: std::collections::BTreeSet<_> =
            ProblemCode::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(codes.len(), ProblemCode::ALL.len());
        let kebab = |code: &&str| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(codes.iter().all(kebab) && codes.iter().all(|code| code.starts_with("sdmx-")));
    }

    #[test]
    fn problems_beyond_the_limit_are_counted() {
        let mut problems = Problems::new(&Limits { problems: 2, ..Limits::default() });
        for line in 1..=5 {
            let problem = Problem::new(ProblemCode::BadAction, "ACTION", "X\u{202e}").line(line);
            problems.add(problem.allowed("I, A, R, D, M"));
        }
        assert_eq!((problems.list.len(), problems.count), (2, 5));
        let text = problems.to_string();
        assert!(text.ends_with("… and 3 more") && text.contains("X\\u{202e}"), "{text}");
        assert!(problems.or(()).is_err());
    }
}
