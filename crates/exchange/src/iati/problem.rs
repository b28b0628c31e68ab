//! What is wrong with a file of activities: a stable code, where, what was found, and what becomes of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::problem::problem_codes;
use crate::statistics::visible;

problem_codes! {
    /// What can be wrong.
    {
        /// The system could not read it.
        Unreadable = "iati-unreadable",
        /// Nothing in it.
        Empty = "iati-empty",
        /// Not XML at all.
        NotXml = "iati-not-xml",
        /// XML of something else.
        NotActivities = "iati-not-activities",
        /// A file of organisations, not of activities.
        Organisations = "iati-organisations",
        /// Version 1 of the standard, which is of another shape.
        VersionOne = "iati-version-one",
        /// No version of the standard that is known.
        VersionUnknown = "iati-version-unknown",
        /// An encoding that nobody knows.
        EncodingUnknown = "iati-encoding-unknown",
        /// Elements within elements beyond the limit.
        TooDeep = "iati-too-deep",
        /// A text or a tag longer than the limit.
        TooLong = "iati-too-long",
        /// The file ends before it is closed.
        CutShort = "iati-cut-short",
        /// Not well-formed XML.
        BadXml = "iati-bad-xml",
        /// An activity longer than the limit.
        TooLarge = "iati-too-large",
        /// Bytes that are not of the encoding.
        BadEncoding = "iati-bad-encoding",
        /// An entity other than the five of XML: never read.
        Entity = "iati-entity",
        /// No identifier.
        NoIdentifier = "iati-no-identifier",
        /// An identifier that the standard's rules do not allow.
        BadIdentifier = "iati-bad-identifier",
        /// The same identifier as an activity before.
        Repeated = "iati-repeated",
        /// No title.
        NoTitle = "iati-no-title",
        /// No date at all.
        NoDate = "iati-no-date",
        /// What has to be there is not: the element is left out.
        Missing = "iati-missing",
        /// Not a day.
        BadDate = "iati-bad-date",
        /// Not a number.
        BadNumber = "iati-bad-number",
        /// Not an amount.
        BadAmount = "iati-bad-amount",
        /// Money without a currency.
        NoCurrency = "iati-no-currency",
        /// Not a code of ISO 4217.
        BadCurrency = "iati-bad-currency",
        /// A period that ends before it begins.
        BadPeriod = "iati-bad-period",
        /// A budget longer than a year.
        BudgetTooLong = "iati-budget-too-long",
        /// A code that the standard's list does not have: the element is left out.
        BadCode = "iati-bad-code",
        /// An activity that links to itself.
        SelfLink = "iati-self-link",
        /// Not a place on the Earth.
        BadPosition = "iati-bad-position",
        /// More of something than the limit.
        TooMany = "iati-too-many",
        /// A version of the standard before 2.03.
        VersionOlder = "iati-version-older",
        /// No version.
        VersionMissing = "iati-version-missing",
        /// A document type, of which nothing is read.
        Doctype = "iati-doctype",
        /// Something that the standard asks of an activity.
        Lacking = "iati-lacking",
        /// An end before its start.
        DateOrder = "iati-date-order",
        /// A day to come of what is said to have happened.
        Future = "iati-future",
        /// Percentages that are not 100 together.
        Percentages = "iati-percentages",
        /// A code that the standard's list does not have, where it does no harm.
        OddCode = "iati-odd-code",
        /// A text in no language.
        NoLanguage = "iati-no-language",
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What becomes of what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Nothing more of the file is read.
    File,
    /// The activity is left out.
    Activity,
    /// The element is left out.
    Element,
    /// It is told, and nothing is left out.
    Note,
}

impl ProblemCode {
    /// What becomes of it.
    pub fn weight(self) -> Weight {
        match self {
            _ if self <= Self::TooLong => Weight::File,
            _ if self <= Self::NoDate => Weight::Activity,
            _ if self <= Self::TooMany => Weight::Element,
            _ => Weight::Note,
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What.
    pub code: ProblemCode,
    /// What becomes of it.
    pub weight: Weight,
    /// Line of the file, from 1.
    pub line: u64,
    /// Column in it, in characters, from 1.
    pub column: u64,
    /// Identifier of the activity; empty where it is not of one, or has none.
    pub activity: String,
    /// The element, with its attribute: `transaction/value/@currency`.
    pub element: String,
    /// What was found, made visible and cut.
    pub value: String,
}

/// Characters of what was found that a problem shows.
const SHOWN: usize = 80;
/// Problems of one code that a report keeps; all are counted.
const KEPT: u64 = 100;

impl Problem {
    /// A problem at a place.
    pub fn new(code: ProblemCode, (line, column): (u64, u64), element: &str, value: &str) -> Self {
        let (element, value) = (element.to_owned(), visible(value, SHOWN));
        Self { code, weight: code.weight(), line, column, activity: String::new(), element, value }
    }
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Version of the standard that the file says it follows.
    pub version: String,
    /// Activities read, those that are left out included.
    pub activities: u64,
    /// Of those, left out.
    pub refused: u64,
    /// Transactions of those that were not left out.
    pub transactions: u64,
    /// Whether the file was read to its end.
    pub complete: bool,
    /// How many problems there are, by code.
    pub counts: BTreeMap<&'static str, u64>,
    /// The first of each.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        let count = self.counts.entry(problem.code.code()).or_default();
        *count += 1;
        if *count <= KEPT {
            self.problems.push(problem);
        }
    }

    /// How many there are of a weight.
    pub fn count(&self, weight: Weight) -> u64 {
        let of = |code: &&ProblemCode| code.weight() == weight;
        ProblemCode::ALL.iter().filter(of).filter_map(|code| self.counts.get(code.code())).sum()
    }
}
