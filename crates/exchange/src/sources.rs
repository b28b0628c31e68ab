//! How publishers write: the entries of `catalogue/sources/`, one file per publisher.
//!
//! An entry says which file it is for and where in it to find what, where, when, who and how sure.
//! The format is told in `catalogue/sources/README.md`; these types are that format and nothing more.
//! [`Publisher::check`] finds the mistakes of an entry before any file is read with it.

use std::collections::BTreeMap;

use passerelle_vocabulary::place::Scheme;
use passerelle_vocabulary::{Lang, Text};
use serde::{Deserialize, Serialize};

mod check;
mod matching;
mod pattern;

pub use check::UNITS;
pub use pattern::Pattern;

/// One publisher: who it is, under which terms it gives, and how to read its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// What is stored with each figure: `unsd-sdg`.
    pub id: String,
    /// Its name, for people.
    pub name: Text,
    /// The terms under which it gives its figures.
    pub licence: Licence,
    /// Where people find it.
    pub url: String,
    /// Which edition the entries describe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<String>,
    /// How its figures come about.
    pub method: Method,
    /// Its files of figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file: Vec<FileEntry>,
    /// Its files without figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<Ignored>,
    /// Its public interfaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub api: Vec<ApiEntry>,
}

/// Terms of use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// A name in English, or an SPDX identifier.
    pub name: String,
    /// What it is called elsewhere; empty where `name` is said everywhere, as an identifier is.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub called: Text,
    /// What to know about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

impl Licence {
    /// What it is called in a language.
    pub fn name(&self, lang: &Lang) -> &str {
        self.called.exact(lang).unwrap_or(&self.name)
    }
}

/// How a publisher's figures come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Method {
    Official,
    Survey,
    Modelled,
    Census,
    Prices,
    Index,
}

/// A file that holds no figures, named so that nobody wonders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// File name; `*` stands for anything, case does not count.
    pub name: String,
    /// Why it is not read.
    pub reason: Text,
}

/// How to read one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Unique within the publisher.
    pub id: String,
    /// File name; `*` stands for anything, case does not count.
    pub name: String,
    /// Header names that must all be there.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Found out when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<EncodingName>,
    /// One ASCII character; found out when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// What separates units from tenths.
    #[serde(default)]
    pub decimal: Decimal,
    /// Sheet of a workbook; the first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Line of the file where the header is, 1 for the first.
    #[serde(default = "one")]
    pub header_row: u32,
    /// Cells that mean “no figure”, besides the usual ones.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Where; may be absent when `rows` says it for every row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFrom>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodFrom>,
    /// Column → values: every condition must hold for a row to be taken.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, Vec<String>>,
    /// Why the rows for which they do not are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Text>,
    /// How sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusFrom>,
    /// Who: dimension → where its category is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, DimensionFrom>,
    /// Rows of several sorts: the first rule that holds decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowRule>,
    /// What: the columns of figures.
    #[serde(default)]
    pub values: Vec<ValueColumn>,
}

fn one() -> u32 {
    1
}

/// How letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncodingName {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252, the usual one of older spreadsheets.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Read as Windows-1252, which contains it.
    #[serde(rename = "iso-8859-1")]
    Iso88591,
    /// UTF-16, either order.
    #[serde(rename = "utf-16")]
    Utf16,
}

/// What separates units from tenths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decimal {
    /// `1.5`
    #[default]
    #[serde(rename = ".")]
    Point,
    /// `1,5`
    #[serde(rename = ",")]
    Comma,
}

/// Where a row's place is: a column in a scheme, or a constant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFrom {
    /// Header name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How the column names places; `any` unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<SchemeName>,
    /// The code of one place for all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
}

/// The written names of [`Scheme`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "told at `Scheme`")]
pub enum SchemeName {
    Iso3,
    Iso2,
    M49,
    Name,
    Any,
}

impl From<SchemeName> for Scheme {
    fn from(name: SchemeName) -> Self {
        match name {
            SchemeName::Iso3 => Self::Iso3,
            SchemeName::Iso2 => Self::Iso2,
            SchemeName::M49 => Self::M49,
            SchemeName::Name => Self::Name,
            SchemeName::Any => Self::Any,
        }
    }
}

/// Where a row's period is: a column, a constant, or a part of the file's name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodFrom {
    /// Header name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// One period for all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// A pattern whose first group is the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<Pattern>,
}

/// Where a row's status is: a column with the meaning of its codes, or a constant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusFrom {
    /// Header name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Publisher's code → our status; `""` says nothing; the code `*` stands for any other.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// One status for all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
}

/// Where a dimension's category is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionFrom {
    /// Header name.
    pub column: String,
    /// Publisher's code → our category; `""` means everyone; the code `*` stands for any other.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// What `codes` does not name is written as a-z 0-9 _.
    #[serde(default)]
    pub slug: bool,
}

/// One sort of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowRule {
    /// Column → values; every condition must hold. None at all: always.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, Vec<String>>,
    /// A path from the country down; `{Column}` takes the cell, alone or amid other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    /// Taken off the end of the path's parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strip: Option<String>,
    /// Added to the row's dimensions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, String>,
    /// Such rows are not wanted.
    #[serde(default)]
    pub skip: bool,
    /// Why they are not.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
}

/// A column of figures, or several alike.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueColumn {
    /// Exact header name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// A pattern of header names; its group `period` gives the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Pattern>,
    /// Code of the indicator.
    pub indicator: String,
    /// One of [`UNITS`].
    pub unit: String,
    /// Multiplies each figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// Added to the row's dimensions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, String>,
    /// Instead of the row's period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Column of totals: the figure is the cell as a percentage of that column's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of: Option<String>,
    /// Column of standard errors, in the unit of the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<String>,
    /// Column of respondents or cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
}

/// A public interface that `passerelle pull` reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiEntry {
    /// Unique within the publisher's interfaces.
    pub id: String,
    /// How it answers.
    pub shape: ApiShape,
    /// The first page.
    pub url: String,
    /// Code of the indicator.
    pub indicator: String,
    /// One of [`UNITS`].
    pub unit: String,
    /// Multiplies each figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// How sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusFrom>,
    /// Who.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, DimensionFrom>,
    /// Field → values: every condition must hold for a row to be taken.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, Vec<String>>,
}

/// How a public interface answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiShape {
    /// World Bank Indicators API, version 2, JSON.
    #[serde(rename = "worldbank-v2")]
    WorldBankV2,
    /// United Nations Statistics Division, SDG API, version 1, `Series/Data`.
    #[serde(rename = "unsd-sdg-v1")]
    UnsdSdgV1,
}

/// A publisher's entries could not be read as TOML of the told format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SourceError {
    /// Line of the entry file, 1 for the first.
    pub line: usize,
    /// Column in that line, 1 for the first.
    pub column: usize,
    /// What the TOML reader says of it.
    pub message: String,
}

impl SourceError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        "bad-source-entry"
    }
}

impl Publisher {
    /// Reads a publisher's TOML.
    ///
    /// # Errors
    /// Not TOML, an unknown key, a missing one or one of another type; the first one found.
    pub fn from_toml(text: &str) -> Result<Self, SourceError> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            SourceError {
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
                message: error.message().to_owned(),
            }
        })
    }
}
