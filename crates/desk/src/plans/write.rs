//! The files of a plan. Each is written beside its place and moved there once it is whole; the summary comes
//! last, so that a folder with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::tables::{Schedule, areas, lines, phases, sites};
use passerelle_connectivity::works;
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::features::Full;

use super::{MadePlan, PlansError};
use crate::whole::write_whole;

/// The file without which a folder holds no plan.
pub(super) const SUMMARY: &str = "summary.json";

impl MadePlan {
    /// Writes the plan into a folder, made where it is not there: `sites.csv`, `lines.geojson`, `phases.csv`,
    /// `areas.csv`, `cleaning.json`, what `more` names (a report, a map), and `summary.json`. A plan that is there already is
    /// replaced.
    ///
    /// # Errors
    /// The folder holds something else than a plan; a file that cannot be written.
    pub fn write(&self, folder: &Path, more: &[(&str, &[u8])]) -> Result<Vec<PathBuf>, PlansError> {
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
        let mut written = Vec::new();
        let mut put = |name: &str, write: &dyn Fn(&mut BufWriter<File>) -> io::Result<()>| {
            let path = folder.join(name);
            write_whole(&path, |out| write(out)).map_err(failed(&path))?;
            written.push(path);
            Ok::<(), PlansError>(())
        };
        let files: Vec<String> =
            self.reports.sites.files.iter().map(|file| file.name.clone()).collect();
        let years = self
            .asked
            .budget_per_year
            .map(|capital| works::years(&self.works, capital, self.costs.horizon.years));
        let schedule = Schedule::new(self.sites.len(), &self.works, years);
        let full = |_: Full| io::Error::other("more rows than fit");
        put("sites.csv", &|out| {
            let table = sites(&self.sites, &self.plan, &schedule, &files).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put("lines.geojson", &|out| {
            let table = lines(&self.sites, &self.plan, &self.works, &schedule).map_err(full)?;
            write_geojson(&table, out).map_err(io::Error::other)
        })?;
        put("phases.csv", &|out| {
            let table = phases(&self.sites, &self.plan, &self.works, &schedule).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put("areas.csv", &|out| {
            let table = areas(&self.sites, &self.plan, |site| self.costs.people(site));
            write_csv(&table.map_err(full)?, out).map_err(io::Error::other)
        })?;
        put("cleaning.json", &|out| Ok(serde_json::to_writer(out, &self.reports)?))?;
        for (name, content) in more {
            put(name, &|out| out.write_all(content))?;
        }
        put(SUMMARY, &|out| {
            serde_json::to_writer_pretty(&mut *out, &self.told)?;
            out.write_all(b"\n")
        })?;
        Ok(written)
    }
}
