//! What was read of files, in data: the words for it are in `locales/`.

use std::collections::BTreeMap;

use passerelle_connectivity::SiteKind;
use passerelle_connectivity::cleaning::{CleaningFinding, CleaningReport, FindingGroup};
use passerelle_connectivity::reading::{
    ColumnRole, Mapping, NetworkReport, PopulationReport, TowersReport,
};
use passerelle_exchange::features::FeatureFile;
use passerelle_exchange::statistics::{Problem, ProblemCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A file, as it was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct ReadFile {
    /// Its name without folders.
    pub name: String,
    /// Whether there is such a file.
    pub is_there: bool,
    /// `csv`, `xlsx`, `geojson`, `ofds`; empty where it could not be told.
    pub format: String,
    /// As [`passerelle_exchange::statistics::Report::encoding`].
    pub encoding: String,
    /// The sheet read, where it is a workbook.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The workbook's other sheets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_sheets: Vec<String>,
    /// Rows or shapes read.
    pub rows: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal; empty where not all were read.
    pub sha256: String,
    /// Whether it was read to its end.
    pub is_complete: bool,
    /// Whether its rows say where they are: by shapes, or by columns of coordinates; of areas, whether there are
    /// outlines.
    pub is_placed: bool,
    /// What its sites are, where the file as a whole says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SiteKind>,
    /// Which column was taken for what.
    pub mapping: Mapping,
    /// First row that is not UTF-8, in a file read as Windows-1252, which is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_legacy_row: Option<u64>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
    /// How many problems of each code there are in all.
    pub problem_counts: BTreeMap<ProblemCode, u64>,
}

impl ReadFile {
    pub(super) fn of(name: String, read: &FeatureFile, mapping: Mapping) -> Self {
        let report = read.report.clone();
        Self {
            name,
            is_there: true,
            format: read.format.to_owned(),
            encoding: report.encoding,
            sheet: report.sheet,
            other_sheets: report.other_sheets,
            rows: report.rows_read,
            bytes: report.bytes,
            sha256: report.sha256,
            is_complete: report.complete,
            is_placed: false,
            kind: None,
            mapping,
            first_legacy_row: report.first_legacy_row,
            problems: report.problems,
            problem_counts: report.problem_counts,
        }
    }

    /// Whether all of it was read, and its rows say where they are.
    pub fn is_understood(&self) -> bool {
        self.is_complete && self.is_placed && self.rows > 0
    }

    /// Whether a column holds identifiers.
    pub fn has_identifiers(&self) -> bool {
        let roles = [ColumnRole::OfficialId, ColumnRole::Id];
        roles.into_iter().any(|role| self.mapping.column(role).is_some())
    }

    /// Rows that could not be cut into cells.
    pub fn lost_rows(&self) -> u64 {
        self.problem_counts.get(&ProblemCode::RaggedRow).copied().unwrap_or(0)
    }
}

fn lost_rows(files: &[ReadFile]) -> u64 {
    files.iter().map(ReadFile::lost_rows).sum()
}

/// What became of lists of sites.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct SitesReport {
    /// The country, where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The files of sites.
    pub files: Vec<ReadFile>,
    /// The file of areas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub areas: Option<ReadFile>,
    /// The official list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official_list: Option<ReadFile>,
    /// What was found, by kind, with the first rows of each.
    pub groups: Vec<FindingGroup>,
    /// Counts, and everything that was found.
    #[serde(flatten)]
    pub cleaning: CleaningReport,
}

impl SitesReport {
    /// Whether every file was read to its end and says where its rows are: a plan is made of nothing else.
    pub fn is_understood(&self) -> bool {
        let others = self.areas.iter().all(ReadFile::is_understood)
            && self.official_list.iter().all(|file| file.is_complete && file.has_identifiers());
        others && !self.files.is_empty() && self.files.iter().all(ReadFile::is_understood)
    }

    /// Rows that are no site, and no part of one: those that cleaning set aside, and those that could not be cut into
    /// cells.
    pub fn set_aside(&self) -> u64 {
        self.cleaning.set_aside + lost_rows(&self.files)
    }

    /// Whether no row was set aside.
    pub fn is_whole(&self) -> bool {
        self.is_understood() && self.set_aside() == 0
    }
}

/// What lists of something else hold: of a network, of towers, of people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct ListCheck<R> {
    /// The country, where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The files.
    pub files: Vec<ReadFile>,
    /// The file of areas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub areas: Option<ReadFile>,
    /// What was found, by kind, with the first rows of each.
    pub groups: Vec<FindingGroup>,
    /// What was counted, and everything that was found.
    #[serde(flatten)]
    pub report: R,
}

/// What files of a network hold.
pub type NetworkCheck = ListCheck<NetworkReport>;
/// What files of towers hold.
pub type TowersCheck = ListCheck<TowersReport>;
/// What files of population hold.
pub type PopulationCheck = ListCheck<PopulationReport>;

/// What is counted in lists of one kind.
pub trait ListReport {
    /// What was found, row by row.
    fn findings(&self) -> &[CleaningFinding];

    /// Whether any row became what such a list holds.
    fn is_something(&self) -> bool;

    /// Whether a file has, besides places, what such a list must have.
    fn is_counted(_file: &ReadFile) -> bool {
        true
    }
}

impl ListReport for NetworkReport {
    fn findings(&self) -> &[CleaningFinding] {
        &self.findings
    }

    fn is_something(&self) -> bool {
        self.nodes + self.lines > 0
    }
}

impl ListReport for TowersReport {
    fn findings(&self) -> &[CleaningFinding] {
        &self.findings
    }

    fn is_something(&self) -> bool {
        self.towers > 0
    }
}

impl ListReport for PopulationReport {
    fn findings(&self) -> &[CleaningFinding] {
        &self.findings
    }

    fn is_something(&self) -> bool {
        self.points > 0
    }

    /// A list of people says how many live where.
    fn is_counted(file: &ReadFile) -> bool {
        file.mapping.column(ColumnRole::People).is_some()
    }
}

impl<R: ListReport> ListCheck<R> {
    /// Whether every file was read to its end, and says where its rows are and what they count, and any of them is
    /// understood.
    pub fn is_understood(&self) -> bool {
        !self.files.is_empty()
            && self.files.iter().chain(&self.areas).all(ReadFile::is_understood)
            && self.files.iter().all(R::is_counted)
            && self.report.is_something()
    }
}
