//! What is wrong with a file, and what was read of it.

use std::collections::BTreeMap;

use passerelle_vocabulary::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::problem_codes;

/// Problems of one kind kept in full; those beyond are counted.
const KEPT_PER_CODE: u64 = 1_000;
/// Different spellings of places remembered; those beyond are counted under `…`.
const SPELLINGS: usize = 10_000;
/// Characters of a cell shown in a problem.
const SHOWN: usize = 60;
/// Characters of what helps.
const HINT: usize = 600;

problem_codes! {
    /// What can be wrong. The words for each are in `locales/` (`problem-<code>`).
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "kebab-case")]
    {
        /// Nothing in it.
        EmptyFile = "empty-file",
        /// A directory, or something else that is not a file.
        NotAFile = "not-a-file",
        /// The system could not read it; the hint says why.
        Unreadable = "unreadable",
        /// Bytes that are not text (a picture, an archive, an old `.xls`).
        BinaryFile = "binary-file",
        /// Larger than the limit; the hint is the limit in bytes.
        FileTooLarge = "file-too-large",
        /// A line longer than the limit.
        LineTooLong = "line-too-long",
        /// A cell longer than the limit.
        CellTooLong = "cell-too-long",
        /// A quotation mark that nothing closes.
        UnclosedQuote = "unclosed-quote",
        /// No line where the header should be.
        NoHeader = "no-header",
        /// No entry of the catalogue is for such a file, nor is it a list of observations.
        UnknownLayout = "unknown-layout",
        /// Not a workbook that can be opened.
        BadWorkbook = "bad-workbook",
        /// The workbook has no such sheet.
        MissingSheet = "missing-sheet",
        /// Named as a workbook and something else: a text, a web page. The hint says what.
        NotAWorkbook = "not-a-workbook",
        /// An archive made to swell.
        ZipBomb = "zip-bomb",
        /// More cells or texts in a workbook than the limit.
        TooManyCells = "too-many-cells",
        /// JSON that breaks off or is none; the hint says what was expected.
        BadJson = "bad-json",
        /// JSON that is neither GeoJSON nor a network of the Open Fibre Data Standard.
        NotFeatures = "not-features",
        /// Coordinates of a map projection that is not known here; the hint is its name.
        ReferenceSystem = "reference-system",
        /// More rows, cells or texts than memory is meant to hold.
        TooManyRows = "too-many-rows",
        /// More different series than the limit.
        TooManySeries = "too-many-series",
        /// The entry itself is unsound: a bad pattern, no values. Others may still read the file.
        BadEntry = "bad-entry",
        /// A column that the entry names is not in the header.
        MissingColumn = "missing-column",
        /// A column that the entry names is there twice.
        AmbiguousColumn = "ambiguous-column",
        /// A row with another number of cells than the header; the hint gives both.
        RaggedRow = "ragged-row",
        /// A place that is not known.
        UnknownPlace = "unknown-place",
        /// A publisher's code that the entry does not explain.
        UnknownCode = "unknown-code",
        /// An indicator that the catalogue does not define.
        UnknownIndicator = "unknown-indicator",
        /// A unit that is not the indicator's and cannot be converted; the hint is the indicator's.
        UnknownUnit = "unknown-unit",
        /// A category that the dimension does not have; the hint lists those it has.
        UnknownCategory = "unknown-category",
        /// An indicator told apart by a dimension (a basket, a skill), without it; the hint is the
        /// dimension and its categories.
        MissingDimension = "missing-dimension",
        /// More different categories of a dimension that the catalogue does not list than the hint.
        TooManyCategories = "too-many-categories",
        /// A figure without a unit, of an indicator without one.
        MissingUnit = "missing-unit",
        /// Dimensions that are not written `sex=female;location=rural`.
        BadDimensions = "bad-dimensions",
        /// A row for which no rule of the entry holds and that has no place.
        NoRule = "no-rule",
        /// Not a period.
        BadPeriod = "bad-period",
        /// A year in which there can be no figure; the hint is the first and the last one possible.
        UnlikelyYear = "unlikely-year",
        /// Not a number.
        BadNumber = "bad-number",
        /// A comma or a point that may mean tenths or thousands; the hint is the decimal sign that
        /// would make sense.
        AmbiguousNumber = "ambiguous-number",
        /// A comma or a point that may mean tenths or thousands, in a file that decides nothing.
        AmbiguousDecimal = "ambiguous-decimal",
        /// A decimal sign other than the rest of the file's, which is the hint.
        MixedDecimals = "mixed-decimals",
        /// True or false where a figure should be.
        BooleanCell = "boolean-cell",
        /// A formula that the spreadsheet program never computed.
        UncomputedFormula = "uncomputed-formula",
        /// Infinite, too large, or “NaN”.
        NotFinite = "not-finite",
        /// Outside what the indicator can be; the hint is the range: `from-0`, `from-0-to-1`,
        /// `from-0-to-100`, or both ends.
        OutOfRange = "out-of-range",
        /// Bytes that are not UTF-8 in a file that otherwise is, or that its entry states to be.
        BadEncoding = "bad-encoding",
        /// A head of columns and nothing below.
        NoRows = "no-rows",
        /// Rows, and none that the entry takes: their conditions hold nowhere. The hint says how many.
        NothingTaken = "nothing-taken",
        /// Rows, and no figure in any of them: every cell says that there is none.
        NoFigures = "no-figures",
        /// Two different figures for the same thing. Found while storing, not while reading.
        DuplicateKey = "duplicate-key",
        /// A shape whose coordinates are not those of its type, or not on the Earth; the hint is its type.
        BadGeometry = "bad-geometry",
        /// More different columns than are looked at; the hint is the limit.
        TooManyColumns = "too-many-columns",
        /// A public interface answered something else than its shape.
        BadAnswer = "bad-answer",
    }
}

impl ProblemCode {
    /// Whether reading stops there.
    pub fn is_fatal(self) -> bool {
        self <= Self::TooManySeries || self == Self::BadAnswer
    }
}

/// One thing that is wrong, where, and what was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Line of the file as a person sees it, 1 for the first; 0 for the file as a whole.
    pub row: u64,
    /// Header name; empty when it is not about one column.
    pub column: String,
    /// What was found, made visible and cut at 60 characters.
    pub value: String,
    /// What is wrong.
    pub code: ProblemCode,
    /// What helps to put it right; its meaning depends on the code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// On how many rows; more than 1 only where equal cells are reported once.
    pub times: u64,
}

/// What is wrong with the form of a file of another standard, in the words of its reader: a code
/// (`sdmx-…`, `open-sdg-…`), where, what was found, what is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormatProblem {
    /// The stable code; its words are in `locales/` (`problem-<code>`).
    pub code: String,
    /// Line of the file, 1 for the first; 0 for the file as a whole.
    pub row: u64,
    /// Column, member, element or field; empty for the whole.
    pub place: String,
    /// What was found.
    pub value: String,
    /// What is allowed there, or the limit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub allowed: String,
}

/// A spelling and where it occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Occurrences {
    /// Rows that have it.
    pub rows: u64,
    /// The first of them.
    pub first_row: u64,
}

/// Rows that an entry leaves out on purpose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Skipped {
    /// `publisher/entry`.
    pub entry: String,
    /// Why.
    pub reason: Text,
    /// How many.
    pub rows: u64,
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// Its name.
    pub file: String,
    /// The entries that read it, as `publisher/entry`; `observations` for the built-in layout.
    pub entries: Vec<String>,
    /// The sheet read, where the file is a workbook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The workbook's other sheets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_sheets: Vec<String>,
    /// Whether it was read to its end. If not, a problem says why.
    pub complete: bool,
    /// Rows read, without the header and without blank ones.
    pub rows_read: u64,
    /// Figures given on.
    pub observations: u64,
    /// Cells that say there is no figure.
    pub missing_cells: u64,
    /// Rows that no entry takes: their conditions do not hold.
    pub untaken_rows: u64,
    /// By what those rows were told apart, as `column = cell`: the first condition that does not hold.
    pub untaken: BTreeMap<String, Occurrences>,
    /// Why they are not taken, in the words of the catalogue, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untaken_reason: Option<Text>,
    /// Columns of a list of observations that were read as dimensions which the catalogue does not know,
    /// with the dimension.
    pub new_dimensions: BTreeMap<String, String>,
    /// The column of figures, where there is one only.
    #[serde(skip)]
    pub value_column: String,
    /// Rows left out on purpose.
    pub skipped_rows: Vec<Skipped>,
    /// Spellings of places that are known and deliberately not imported.
    pub former_places: BTreeMap<String, Occurrences>,
    /// Spellings of places that are not known.
    pub unknown_places: BTreeMap<String, Occurrences>,
    /// What is wrong; at most 1,000 of each code.
    pub problems: Vec<Problem>,
    /// How many problems of each code there are in all.
    pub problem_counts: BTreeMap<ProblemCode, u64>,
    /// What is wrong with the form of a file of another standard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub format_problems: Vec<FormatProblem>,
    /// How many of those there are in all.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub format_problem_count: u64,
    /// The encoding found: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `xlsx`, `json`.
    pub encoding: String,
    /// First row whose bytes are not UTF-8, in a file that nowhere is and states no encoding: it is read
    /// as Windows-1252, which is a guess.
    pub first_legacy_row: Option<u64>,
    /// Bytes read.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal; empty if they were not all read.
    pub sha256: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "asked for by serde")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.complete && self.problem_counts.is_empty() && self.format_problem_count == 0
    }

    /// Adds what is wrong with the form of the file; `count` in all.
    pub fn add_format_problems<'p, P: 'p>(
        &mut self,
        problems: impl IntoIterator<Item = &'p P>,
        count: u64,
    ) where
        FormatProblem: From<&'p P>,
    {
        self.format_problems.extend(problems.into_iter().map(FormatProblem::from));
        self.format_problem_count += count;
    }

    /// Adds a problem, or only counts it when there are many of its kind.
    pub fn add(&mut self, code: ProblemCode, row: u64, column: &str, value: &[u8], hint: &str) {
        let count = self.problem_counts.entry(code).or_insert(0);
        *count += 1;
        if *count <= KEPT_PER_CODE {
            self.problems.push(Problem {
                row,
                column: shown(column.as_bytes()),
                value: shown(value),
                code,
                hint: visible(hint, HINT),
                times: 1,
            });
        }
    }

    /// How many problems there are in all.
    pub fn problem_count(&self) -> u64 {
        self.problem_counts.values().sum::<u64>() + self.format_problem_count
    }

    /// Counts problems that are known of and not kept.
    pub fn count_more(&mut self, code: ProblemCode, more: u64) {
        if more > 0 {
            *self.problem_counts.entry(code).or_insert(0) += more;
        }
    }
}

/// Counts one more row of a spelling.
pub(crate) fn occur(
    spellings: &mut BTreeMap<String, Occurrences>,
    spelling: &str,
    rows: u64,
    first_row: u64,
) {
    let spelling = &*visible(spelling, SHOWN);
    let room = spellings.len() < SPELLINGS || spellings.contains_key(spelling);
    let place = spellings.entry(if room { spelling } else { "…" }.to_owned()).or_default();
    if place.rows == 0 {
        place.first_row = first_row;
    }
    place.rows += rows;
}

/// A cell as problems show it.
pub(crate) fn shown(cell: &[u8]) -> String {
    visible(&super::decode(cell).0, SHOWN)
}

/// A text that is safe to write on a terminal or a page, at most so many characters long: what does
/// not show, or changes the order of letters, is written as an escape.
pub(crate) fn visible(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 4));
    let mut length = 0;
    for c in text.chars() {
        if length + 1 >= most && text.chars().nth(most).is_some() || length >= most {
            out.push('…');
            break;
        }
        let before = out.len();
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || hides(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
        length += out[before..].chars().count();
    }
    out
}

/// Format characters: invisible, or turning the reading direction.
fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_alike_everywhere() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.code());
        }
        assert!(ProblemCode::ZipBomb.is_fatal() && !ProblemCode::BadNumber.is_fatal());
    }

    #[test]
    fn what_is_quoted_is_safe_to_show() {
        assert_eq!(shown(b"\x1b[31mred\x07\nnext\r"), "\\u{1b}[31mred\\u{7}\\nnext\\r");
        assert_eq!(shown("Côte d’Ivoire\u{202f}!".as_bytes()), "Côte d’Ivoire\u{202f}!");
        assert_eq!(shown("a\u{202e}b".as_bytes()), "a\\u{202e}b");
        assert_eq!(shown("é".repeat(60).as_bytes()), "é".repeat(60));
        assert_eq!(shown("é".repeat(61).as_bytes()), format!("{}…", "é".repeat(59)));
        assert!(shown(&[0x1b; 400]).chars().count() < 70);
    }

    #[test]
    fn many_alike_are_counted_and_not_kept() {
        let mut report = Report::default();
        for row in 0..5_000 {
            report.add(ProblemCode::BadNumber, row, "v", &[b'x'; 900], "");
        }
        report.add(ProblemCode::BadPeriod, 1, "t", b"soon", "");
        assert_eq!(report.problems.len(), 1_001);
        assert_eq!(report.problem_counts[&ProblemCode::BadNumber], 5_000);
        assert_eq!(report.problems[0].value.chars().count(), 60);
        report.count_more(ProblemCode::BadNumber, 7);
        assert_eq!(report.problem_counts[&ProblemCode::BadNumber], 5_007);
    }
}
