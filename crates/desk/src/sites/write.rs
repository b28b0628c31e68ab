//! Sites and networks written: what came out, and beside it what was set aside.

use std::io;
use std::path::{Path, PathBuf};

use passerelle_connectivity::Network;
use passerelle_connectivity::cleaning::Outcome;
use passerelle_connectivity::writing::{kind_of_column, table_of_network, table_of_sites};
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::Features;
use rustc_hash::FxHashMap;

use super::report::ReadFile;
use super::{SitesCheck, SitesError};
use crate::whole::write_whole;

/// Files that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitesOutput {
    /// The sites.
    pub sites: PathBuf,
    /// The rows that were set aside, as they were read, each with the reason; none where there is no such row.
    pub set_aside: Option<PathBuf>,
}

impl SitesCheck {
    /// Writes the sites, as GeoJSON where the file's name says so and as CSV otherwise, and beside them the rows
    /// that were set aside (`NAME-set-aside.csv`).
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, path: &Path) -> Result<SitesOutput, SitesError> {
        let files: Vec<String> = self.report.files.iter().map(|file| file.name.clone()).collect();
        let table = table_of_sites(&self.sites, &files);
        write_table(path, &table.map_err(|error| failed(path, io::Error::other(error)))?)?;
        let rows = self.set_aside();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let beside = path.with_file_name(format!("{}-set-aside.csv", stem.unwrap_or_default()));
        let set_aside = if rows.is_empty() {
            // One of an earlier run would contradict what is beside it.
            if beside.is_file() {
                std::fs::remove_file(&beside).map_err(|error| failed(&beside, error))?;
            }
            None
        } else {
            write_whole(&beside, |out| write_csv(&rows, out).map_err(io::Error::other))
                .map_err(|error| failed(&beside, error))?;
            Some(beside)
        };
        Ok(SitesOutput { sites: path.to_owned(), set_aside })
    }

    /// The rows that were set aside: their file, row and reason, then their cells as they were read.
    fn set_aside(&self) -> Features {
        let mut names: Vec<String> = ["file", "row", "reason", "found"].map(str::to_owned).to_vec();
        let first = names.len();
        let mut columns: FxHashMap<&str, usize> = FxHashMap::default();
        for name in self.opened.iter().flat_map(|one| one.table.names()) {
            columns.entry(name).or_insert_with(|| {
                names.push(name.clone());
                names.len() - 1 - first
            });
        }
        let width = names.len() - first;
        let mut table = Features::new(names);
        let mut push = |file: &str, row: u32, reason: &str, found: &str, cells: Vec<&str>| {
            let number = row.to_string();
            let about = [file, number.as_str(), reason, found];
            // What does not fit was larger than all that was read, which cannot be.
            let _ = table.push(row, about.into_iter().chain(cells), None);
        };
        for one in &self.opened {
            let lost = one.file.problems.iter().filter(|problem| problem.column.is_empty());
            for problem in lost.filter(|problem| problem.row > 0) {
                let row = u32::try_from(problem.row).unwrap_or(u32::MAX);
                push(&one.file.name, row, problem.code.code(), &problem.value, Vec::new());
            }
        }
        let mut rows_of: Vec<Option<FxHashMap<u32, usize>>> = vec![None; self.opened.len()];
        for finding in &self.report.cleaning.findings {
            if finding.code.outcome() != Outcome::SetAside {
                continue;
            }
            let Some(one) = self.opened.get(finding.file as usize) else { continue };
            let rows = rows_of[finding.file as usize].get_or_insert_with(|| {
                (0..one.table.len()).map(|at| (one.table.row(at), at)).collect()
            });
            let mut cells = vec![""; width];
            if let Some(at) = rows.get(&finding.row) {
                for (column, name) in one.table.names().iter().enumerate() {
                    if let Some(to) = columns.get(name.as_str()) {
                        cells[*to] = one.table.cell(*at, column);
                    }
                }
            }
            push(&one.file.name, finding.row, finding.code.code(), &finding.value, cells);
        }
        table
    }
}

/// Writes a network as GeoJSON.
///
/// # Errors
/// A file that cannot be written.
pub fn write_network(network: &Network, files: &[ReadFile], path: &Path) -> Result<(), SitesError> {
    let files: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let table = table_of_network(network, &files);
    let table = table.map_err(|error| failed(path, io::Error::other(error)))?;
    write_whole(path, |out| write_geojson(&table, kind_of_column, out).map_err(io::Error::other))
        .map_err(|error| failed(path, error))
}

fn failed(path: &Path, error: io::Error) -> SitesError {
    SitesError::Write { path: path.to_owned(), error }
}

fn write_table(path: &Path, table: &Features) -> Result<(), SitesError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let as_shapes = matches!(ending.as_deref(), Some("geojson" | "json"));
    write_whole(path, |out| {
        let written = match as_shapes {
            true => write_geojson(table, kind_of_column, out),
            false => write_csv(table, out),
        };
        written.map_err(io::Error::other)
    })
    .map_err(|error| failed(path, error))
}
