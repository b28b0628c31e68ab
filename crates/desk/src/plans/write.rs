//! The files of a plan. Each is written beside its place and moved there once it is whole; the summary comes
//! last, so that a folder with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::Features;

use super::{MadePlan, OutputFile, PlanTables, PlanTold, PlansError, map};
use crate::whole::{hash_of, write_whole};

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

/// Writes the report of cleaning.
type Cleaning<'c> = &'c dyn Fn(&mut BufWriter<File>) -> io::Result<()>;

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
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| PlansError::Write { path, error }
        };
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
        let is_plan = folder.join(SUMMARY).is_file();
        let mut entries = std::fs::read_dir(folder).map_err(failed(folder))?;
        if !is_plan && entries.next().is_some() {
            return Err(PlansError::NotAPlan(folder.to_owned()));
        }
        let (mut written, mut files) = (Vec::new(), Vec::new());
        let mut put = |name: &str, write: &dyn Fn(&mut BufWriter<File>) -> io::Result<()>| {
            let path = folder.join(name);
            write_whole(&path, |out| write(out)).map_err(failed(&path))?;
            let sha256 = hash_of(&path).map_err(failed(&path))?;
            files.push(OutputFile { name: name.to_owned(), sha256 });
            written.push(path);
            Ok::<(), PlansError>(())
        };
        let csv = |table: &Features, out: &mut BufWriter<File>| {
            write_csv(table, out).map_err(io::Error::other)
        };
        let geojson = |table: &Features, out: &mut BufWriter<File>| {
            write_geojson(table, out).map_err(io::Error::other)
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
        if let (Some(sites), Some(lines)) = (&rows.sites, &rows.lines) {
            put(MAP, &|out| map::write(self.network.as_ref(), sites, lines, out))?;
        }
        put(PHASES, &|out| csv(&rows.phases, out))?;
        put(LOTS, &|out| csv(&rows.lots, out))?;
        put(BILL, &|out| csv(&self.bill, out))?;
        match &self.affordability {
            Some(table) => put(AFFORDABILITY, &|out| csv(table, out))?,
            // One of an earlier plan would be taken for this one's.
            None => match std::fs::remove_file(folder.join(AFFORDABILITY)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(failed(&folder.join(AFFORDABILITY))(error));
                }
                _ => {}
            },
        }
        put(AREAS, &|out| csv(&rows.areas, out))?;
        put(CLEANING, cleaning)?;
        for (name, content) in more {
            put(name, &|out| out.write_all(content))?;
        }
        let told = PlanTold { files: std::mem::take(&mut files), ..self.told.clone() };
        let path = folder.join(SUMMARY);
        let summary = |out: &mut BufWriter<File>| {
            serde_json::to_writer_pretty(&mut *out, &told)?;
            out.write_all(b"\n")
        };
        write_whole(&path, summary).map_err(failed(&path))?;
        written.push(path);
        Ok(written)
    }
}
