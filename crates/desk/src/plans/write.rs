//! The files of a plan. Each is written beside its place and moved there once it is whole; the summary comes
//! last, so that a folder with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::tables::{Known, Schedule, areas, lines, phases, sites};
use passerelle_connectivity::works;
use passerelle_connectivity::writing::table_of_network;
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::features::Full;

use super::{MadePlan, PlansError, map};
use crate::sites::ReadFile;
use crate::whole::write_whole;

/// The file without which a folder holds no plan.
pub(super) const SUMMARY: &str = "summary.json";

impl MadePlan {
    /// Writes the plan into a folder, made where it is not there: `sites.csv`, `lines.geojson`, `phases.csv`,
    /// `areas.csv`, `map.pmtiles`, `cleaning.json`, what `more` names (a report, a map), and `summary.json`. A plan that is
    /// there already is
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
        let names = |files: &[ReadFile]| -> Vec<String> {
            files.iter().map(|file| file.name.clone()).collect()
        };
        let site_files = names(&self.reports.sites.files);
        let network_files = self.reports.network.as_ref().map(|one| names(&one.files));
        let tower_files = self.reports.towers.as_ref().map(|one| names(&one.files));
        let known = Known {
            sites: &self.sites,
            network: &self.network,
            towers: &self.towers,
            site_files: &site_files,
            network_files: network_files.as_deref().unwrap_or_default(),
            tower_files: tower_files.as_deref().unwrap_or_default(),
        };
        let years = self
            .asked
            .budget_per_year
            .map(|capital| works::years(&self.works, capital, self.costs.horizon.years));
        let schedule = Schedule::new(self.sites.len(), &self.works, years);
        let full = |_: Full| io::Error::other("more rows than fit");
        let to_write = |name: &str| failed(&folder.join(name));
        let of_sites = sites(&known, &self.plan, &schedule, &self.hops).map_err(full);
        let of_sites = of_sites.map_err(to_write("sites.csv"))?;
        put("sites.csv", &|out| write_csv(&of_sites, out).map_err(io::Error::other))?;
        let of_lines = lines(&known, &self.plan, &self.works, &schedule).map_err(full);
        let of_lines = of_lines.map_err(to_write("lines.geojson"))?;
        put("lines.geojson", &|out| write_geojson(&of_lines, out).map_err(io::Error::other))?;
        let network = table_of_network(&self.network, &[]).map_err(full);
        let network = network.map_err(to_write("map.pmtiles"))?;
        put("map.pmtiles", &|out| map::write(&network, &of_sites, &of_lines, out))?;
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
