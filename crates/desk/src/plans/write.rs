//! The files of a plan. Each is written beside its place and moved there once it is whole; the summary comes
//! last, so that a folder with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::affordability::affordability_rows;
use passerelle_connectivity::lots::{bill_rows, lot_rows};
use passerelle_connectivity::tables::{Known, areas, lines, phases, sites};
use passerelle_connectivity::writing::table_of_network;
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{MadePlan, OutputFile, PlanTold, PlansError, map};
use crate::sites::ReadFile;
use crate::whole::{hash_of, write_whole};

/// The file without which a folder holds no plan.
pub(crate) const SUMMARY: &str = "summary.json";
/// The file of what is bought, lot by lot.
pub(crate) const BILL: &str = "bill_of_quantities.csv";
/// The file of lots.
pub(crate) const LOTS: &str = "lots.csv";

/// The file of tiles.
const MAP: &str = "map.pmtiles";
/// The file of who can pay; there is none where incomes are not known.
const AFFORDABILITY: &str = "affordability.csv";

impl MadePlan {
    /// Writes the plan into a folder, made where it is not there: `sites.csv`, `lines.geojson`, `phases.csv`,
    /// `areas.csv`, `map.pmtiles`, `lots.csv`, `bill_of_quantities.csv`, `affordability.csv` where incomes are known, `cleaning.json`, what `more`
    /// names (a report, a map), and `summary.json`, which holds the hashes of the others. A plan that is there already
    /// is replaced.
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
        let full = |_: Full| io::Error::other("more rows than fit");
        let to_write = |name: &str| failed(&folder.join(name));
        let of_sites = sites(&known, &self.plan, &self.schedule, &self.hops).map_err(full);
        let of_sites = of_sites.map_err(to_write("sites.csv"))?;
        let of_lines = lines(&known, &self.plan, &self.works, &self.schedule).map_err(full);
        let of_lines = of_lines.map_err(to_write("lines.geojson"))?;
        let network = table_of_network(&self.network, &[]).map_err(full);
        let network = network.map_err(to_write(MAP))?;
        let map = |out: &mut Out| map::write(&network, &of_sites, &of_lines, out);
        // Tiles are as much work as everything else together.
        let (rest, map) = std::thread::scope(|scope| {
            let map = scope.spawn(|| put(folder, MAP, &map));
            let rest = self.write_tables(folder, &of_sites, &of_lines, more);
            (rest, map.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
        });
        let mut files = rest?;
        files.push(map?);
        let mut written: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
        let told = PlanTold { files, ..self.told.clone() };
        let summary = |out: &mut Out| {
            serde_json::to_writer_pretty(&mut *out, &told)?;
            out.write_all(b"\n")
        };
        let path = folder.join(SUMMARY);
        write_whole(&path, summary).map_err(failed(&path))?;
        written.push(path);
        Ok(written)
    }

    /// Writes everything but the map and the summary.
    fn write_tables(
        &self,
        folder: &Path,
        of_sites: &Features,
        of_lines: &Features,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<OutputFile>, PlansError> {
        let full = |_: Full| io::Error::other("more rows than fit");
        let mut files = Vec::new();
        let mut put = |name: &str, write: &dyn Fn(&mut Out) -> io::Result<()>| {
            files.push(put(folder, name, write)?);
            Ok::<(), PlansError>(())
        };
        put("sites.csv", &|out| write_csv(of_sites, out).map_err(io::Error::other))?;
        put("lines.geojson", &|out| write_geojson(of_lines, out).map_err(io::Error::other))?;
        put("phases.csv", &|out| {
            let table =
                phases(&self.sites, &self.plan, &self.works, &self.schedule).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put(LOTS, &|out| {
            let table = lot_rows(&self.lots, &self.costs.currency).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put(BILL, &|out| {
            let table = bill_rows(&self.lots, &self.costs, &self.bill_words).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        if let Some(basket) =
            self.affordable.told.basket.filter(|_| !self.affordable.areas.is_empty())
        {
            put(AFFORDABILITY, &|out| {
                let areas = &self.affordable.areas;
                let table =
                    affordability_rows(areas, &basket, &self.costs.currency).map_err(full)?;
                write_csv(&table, out).map_err(io::Error::other)
            })?;
        }
        if self.affordable.areas.is_empty() {
            // One of an earlier plan would be taken for this one's.
            match std::fs::remove_file(folder.join(AFFORDABILITY)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(PlansError::Write { path: folder.join(AFFORDABILITY), error });
                }
                _ => {}
            }
        }
        put("areas.csv", &|out| {
            let table = areas(&self.sites, &self.plan, |site| self.costs.people(site));
            write_csv(&table.map_err(full)?, out).map_err(io::Error::other)
        })?;
        put("cleaning.json", &|out| Ok(serde_json::to_writer(out, &self.reports)?))?;
        for (name, content) in more {
            put(name, &|out| out.write_all(content))?;
        }
        Ok(files)
    }
}

/// What a file is written to.
type Out = BufWriter<File>;

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
