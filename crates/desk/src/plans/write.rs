//! The files of a plan. They are moved to their places once all of them are whole, the summary last, so that a folder
//! with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::writing::kind_of_column;
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::Features;

use super::{MadePlan, OutputFile, PlanTables, PlanTold, PlansError, map};
use crate::whole::{can_be_written, hash_of, write_folder, write_whole};

/// The file without which a folder holds no plan.
pub(crate) const SUMMARY: &str = "summary.json";
/// The file of what is bought, lot by lot.
pub(crate) const BILL: &str = "bill_of_quantities.csv";
/// The file of lots.
pub(crate) const LOTS: &str = "lots.csv";
/// The file of sites.
pub(super) const SITES: &str = "sites.csv";
/// The file of lines to build.
pub(super) const LINES: &str = "lines.geojson";
/// The file of the network that exists.
pub(super) const NETWORK: &str = "network.geojson";
/// The file of works.
pub(super) const PHASES: &str = "phases.csv";
/// The file of areas.
pub(super) const AREAS: &str = "areas.csv";
/// The map.
pub(super) const MAP: &str = "map.pmtiles";
/// The report of cleaning.
pub(super) const CLEANING: &str = "cleaning.json";
/// The file of who can pay; there is none where incomes are not known.
pub(super) const AFFORDABILITY: &str = "affordability.csv";

/// What a file is written to.
type Out = BufWriter<File>;
/// Writes the report of cleaning.
type Cleaning<'c> = &'c (dyn Fn(&mut Out) -> io::Result<()> + Sync);

/// Whether a plan can be written there: the folder is not there yet, is empty, or holds a plan. To be asked before a
/// long plan is made: it is seen again when it is written.
///
/// # Errors
/// A file is there, or a folder that holds something else; it cannot be read.
pub fn check_folder(folder: &Path) -> Result<(), PlansError> {
    folder_of(folder, SUMMARY)
}

/// Whether a folder can be written whose whole is told by a file of this name.
pub(crate) fn folder_of(folder: &Path, marker: &str) -> Result<(), PlansError> {
    match folder.is_file() {
        true => Err(PlansError::NotAFolder(folder.to_owned())),
        false => Ok(can_be_written(folder, marker)?),
    }
}

impl MadePlan {
    /// Writes the plan into a folder, made where it is not there: `sites.csv`, `lines.geojson`, `network.geojson`,
    /// `phases.csv`, `areas.csv`, `map.pmtiles`, `lots.csv`, `bill_of_quantities.csv`, `affordability.csv` where incomes
    /// are known, `cleaning.json`, what `more` names (a report, a map), and `summary.json`, which holds the hashes of
    /// the others. A plan that is there already is replaced. `tables`: those of the plan.
    ///
    /// # Errors
    /// The folder holds something else than a plan; a file that cannot be written.
    pub fn write(
        &self,
        folder: &Path,
        tables: &PlanTables,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<PathBuf>, PlansError> {
        tables.write(folder, &|out| Ok(serde_json::to_writer(out, &self.reports)?), more)
    }
}

impl PlanTables {
    /// The same, with another report of cleaning. Tables that there are not have no file.
    pub(super) fn write(
        &self,
        folder: &Path,
        cleaning: Cleaning<'_>,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<PathBuf>, PlansError> {
        // One of an earlier plan would be taken for this one's.
        write_folder(folder, SUMMARY, &[AFFORDABILITY], |part| self.files(part, cleaning, more))
    }

    /// Writes the files, and gives their names.
    fn files(
        &self,
        folder: &Path,
        cleaning: Cleaning<'_>,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<String>, PlansError> {
        let tables = self.rows.sites.as_ref().zip(self.rows.lines.as_ref());
        // Tiles are as much work as everything else together.
        let (rest, map) = std::thread::scope(|scope| {
            let map = tables.map(|(sites, lines)| {
                let map = move |out: &mut Out| map::write(self.network.as_ref(), sites, lines, out);
                scope.spawn(move || put(folder, MAP, &map))
            });
            let rest = self.write_rest(folder, cleaning, more);
            let map =
                map.map(|map| map.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
            (rest, map)
        });
        let mut files = rest?;
        files.extend(map.transpose()?);
        let mut written: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let told = PlanTold { files, ..self.told.clone() };
        let summary = |out: &mut Out| {
            serde_json::to_writer_pretty(&mut *out, &told)?;
            out.write_all(b"\n")
        };
        let path = folder.join(SUMMARY);
        write_whole(&path, summary).map_err(|error| PlansError::Write { path, error })?;
        written.push(SUMMARY.to_owned());
        Ok(written)
    }

    /// Writes everything but the map and the summary.
    fn write_rest(
        &self,
        folder: &Path,
        cleaning: Cleaning<'_>,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<OutputFile>, PlansError> {
        let mut files = Vec::new();
        let mut put = |name: &str, write: &dyn Fn(&mut Out) -> io::Result<()>| {
            files.push(put(folder, name, write)?);
            Ok::<(), PlansError>(())
        };
        let csv = |table: &Features, out: &mut Out| write_csv(table, out).map_err(io::Error::other);
        let geojson = |table: &Features, out: &mut Out| {
            write_geojson(table, kind_of_column, out).map_err(io::Error::other)
        };
        let rows = &self.rows;
        if let Some(sites) = &rows.sites {
            put(SITES, &|out| csv(sites, out))?;
        }
        if let Some(lines) = &rows.lines {
            put(LINES, &|out| geojson(lines, out))?;
        }
        if let Some(network) = &self.network {
            put(NETWORK, &|out| geojson(network, out))?;
        }
        put(PHASES, &|out| csv(&rows.phases, out))?;
        put(LOTS, &|out| csv(&rows.lots, out))?;
        put(BILL, &|out| csv(&rows.bill, out))?;
        if let Some(table) = &self.affordability {
            put(AFFORDABILITY, &|out| csv(table, out))?;
        }
        put(AREAS, &|out| csv(&rows.areas, out))?;
        put(CLEANING, &|out| cleaning(out))?;
        for (name, content) in more {
            put(name, &|out| out.write_all(content))?;
        }
        Ok(files)
    }
}

/// Writes one file of a plan, and hashes it.
fn put(
    folder: &Path,
    name: &str,
    write: &dyn Fn(&mut Out) -> io::Result<()>,
) -> Result<OutputFile, PlansError> {
    let path = folder.join(name);
    let sha256 = write_whole(&path, |out| write(out)).and_then(|()| hash_of(&path));
    let sha256 = sha256.map_err(|error| PlansError::Write { path, error })?;
    Ok(OutputFile { name: name.to_owned(), sha256 })
}
