//! Lists of sites, networks and towers: files in, the nouns of connectivity out, and a report of everything that
//! was guessed, mended, merged or set aside. No node is needed.
//!
//! The way of the data: [`passerelle_exchange::features`] reads each file into a table → the room of connectivity
//! guesses which column is what, reads the rows and cleans them → what was set aside can be written beside what
//! came out. Files are all looked at before anything is refused, so that everything wrong is told together.

mod files;
pub(crate) mod options;
mod report;
mod write;

use std::path::{Path, PathBuf};

use passerelle_connectivity::cleaning::{Cleaner, OfficialList, groups};
use passerelle_connectivity::reading::{
    self, ColumnCatalogue, Mapping, NetworkReader, PopulationPoint, PopulationReport, SiteRows,
    Subject, TowerReader, kind_of_file,
};
use passerelle_connectivity::territory::Territory;
use passerelle_connectivity::{Network, Site, Tower};

pub use passerelle_connectivity as connectivity;
use passerelle_vocabulary::{Features, Geometry};

use crate::catalogue::CatalogueProblem;
use files::Opened;

pub use options::SiteOptions;
pub(crate) use options::country_boxes;
pub use report::{
    ListCheck, ListReport, NetworkCheck, PopulationCheck, ReadFile, SitesReport, TowersCheck,
};
pub use write::{SitesOutput, write_network};

/// Why files were not even looked at.
#[derive(Debug, thiserror::Error)]
pub enum SitesError {
    /// The catalogue's table of columns or boxes is not sound.
    #[error("{} problem(s) in the catalogue", .0.len())]
    Catalogue(Vec<CatalogueProblem>),
    /// A country of which no box is known.
    #[error("no country {asked}")]
    UnknownCountry {
        /// What was asked for.
        asked: String,
    },
    /// A column that a person named and no file has.
    #[error("no column {column}")]
    NoColumn {
        /// What it was meant as.
        role: String,
        /// Its name.
        column: String,
        /// Those that there are.
        present: Vec<String>,
    },
    /// A file cannot be written.
    #[error("{path}: {error}")]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Sites as they came out of their files, with the tables that they were read from.
pub struct SitesCheck {
    /// The sites.
    pub sites: Vec<Site>,
    /// What was found.
    pub report: SitesReport,
    opened: Vec<Opened>,
}

/// Reads and cleans lists of sites. A plan is made of them only where [`SitesReport::is_understood`].
///
/// # Errors
/// The catalogue or an option is not sound. What is wrong with files and rows is in the report.
pub fn read_sites(
    paths: &[PathBuf],
    options: &SiteOptions,
) -> Result<(Vec<Site>, SitesReport), SitesError> {
    let SitesCheck { sites, report, .. } = check_sites(paths, options)?;
    Ok((sites, report))
}

/// The same, keeping what was read, so that what was set aside can be written.
///
/// # Errors
/// As [`read_sites`].
pub fn check_sites(paths: &[PathBuf], options: &SiteOptions) -> Result<SitesCheck, SitesError> {
    let known = options.known()?;
    let mut opened = files::open(paths, Subject::Sites, &known.columns, &options.columns)?;
    let (territory, areas) = files::territory(options, &known)?;
    let official = options
        .official
        .as_deref()
        .map(|path| files::open_one(path, Subject::Official, &known.columns));
    let names: Vec<String> = opened.iter().map(|one| one.file.name.clone()).collect();
    let mut cleaner = Cleaner::new(&territory, &names);
    for (number, one) in opened.iter_mut().enumerate().filter(|(_, one)| one.is_placed()) {
        let kind =
            options.kind.or_else(|| kind_of_file(&one.file.name, &one.table, &known.columns));
        one.file.kind = kind;
        let mapping = one.file.mapping.clone();
        let mut rows = SiteRows::new(&one.table, mapping, &known.columns, kind);
        for at in 0..rows.len() {
            let draft = rows.read(at);
            cleaner.take(number as u32, draft);
        }
    }
    let list = official
        .as_ref()
        .and_then(|one| OfficialList::of(&one.table, &one.file.mapping, opened.len() as u32));
    let (sites, cleaning) = cleaner.finish(list.as_ref());
    let report = SitesReport {
        country: options.country.clone(),
        files: opened.iter().map(|one| one.file.clone()).collect(),
        official_list: official.map(|one| one.file),
        areas,
        groups: groups(&cleaning.findings),
        cleaning,
    };
    Ok(SitesCheck { sites, report, opened })
}

/// Reads networks.
///
/// # Errors
/// As [`read_sites`].
pub fn read_network(
    paths: &[PathBuf],
    options: &SiteOptions,
) -> Result<(Network, NetworkCheck), SitesError> {
    read_lists(paths, options, Subject::Network, |lists, territory, columns| {
        let mut reader = NetworkReader::new(territory, columns);
        lists.iter().for_each(|(file, table, mapping)| reader.take(*file, table, mapping));
        reader.finish()
    })
}

/// Reads lists of towers.
///
/// # Errors
/// As [`read_sites`].
pub fn read_towers(
    paths: &[PathBuf],
    options: &SiteOptions,
) -> Result<(Vec<Tower>, TowersCheck), SitesError> {
    read_lists(paths, options, Subject::Towers, |lists, territory, columns| {
        let mut reader = TowerReader::new(territory, columns);
        lists.iter().for_each(|(file, table, mapping)| reader.take(*file, table, mapping));
        reader.finish()
    })
}

/// Reads points where people live.
///
/// # Errors
/// As [`read_sites`].
pub fn read_population(
    paths: &[PathBuf],
    options: &SiteOptions,
) -> Result<(Vec<PopulationPoint>, PopulationCheck), SitesError> {
    read_lists(paths, options, Subject::Population, |lists, territory, _| {
        let (mut points, mut report) = (Vec::new(), PopulationReport::default());
        for (file, table, mapping) in lists {
            reading::read_population(*file, table, mapping, territory, &mut points, &mut report);
        }
        (points, report)
    })
}

/// A list whose rows say where they are: the number of its file, its table, and which column is what.
type Placed<'a> = (u32, &'a Features, &'a Mapping);

/// Reads lists of one subject; `take` makes something of those that are placed.
fn read_lists<T, R: ListReport>(
    paths: &[PathBuf],
    options: &SiteOptions,
    subject: Subject,
    take: impl FnOnce(&[Placed<'_>], &Territory, &ColumnCatalogue) -> (T, R),
) -> Result<(T, ListCheck<R>), SitesError> {
    let known = options.known()?;
    let opened = files::open(paths, subject, &known.columns, &options.columns)?;
    let (territory, areas) = files::territory(options, &known)?;
    let placed = opened.iter().zip(0..).filter(|(one, _)| one.is_placed());
    let placed: Vec<Placed<'_>> =
        placed.map(|(one, number)| (number, &one.table, &one.file.mapping)).collect();
    let (found, report) = take(&placed, &territory, &known.columns);
    let groups = groups(report.findings());
    let files = opened.into_iter().map(|one| one.file).collect();
    Ok((found, ListCheck { country: options.country.clone(), files, areas, groups, report }))
}

/// Reads the shapes of a file of outlines, whatever they are.
///
/// # Errors
/// As [`read_sites`].
pub fn read_outlines(
    path: &Path,
    options: &SiteOptions,
) -> Result<(Vec<Geometry>, ReadFile), SitesError> {
    let known = options.known()?;
    let opened = files::open_one(path, Subject::Areas, &known.columns);
    let shapes = (0..opened.table.len()).filter_map(|at| opened.table.geometry(at).cloned());
    Ok((shapes.collect(), opened.file))
}

#[cfg(test)]
#[path = "sites/tests.rs"]
mod tests;
