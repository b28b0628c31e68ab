//! The files of a plan. Each is written beside its place and moved there once it is whole; the summary comes
//! last, so that a folder with a summary holds a whole plan.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::affordability::affordability_rows;
use passerelle_connectivity::lots::{bill_rows, lot_rows};
use passerelle_connectivity::tables::{areas, lines, phases, sites};
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::features::Full;
use sha2::{Digest, Sha256};

use super::{MadePlan, OutputFile, PlanTold, PlansError};
use crate::whole::write_whole;

/// The file without which a folder holds no plan.
pub(crate) const SUMMARY: &str = "summary.json";
/// The file of what is bought, lot by lot.
pub(crate) const BILL: &str = "bill_of_quantities.csv";
/// The file of lots.
pub(crate) const LOTS: &str = "lots.csv";

/// The file of who can pay; there is none where incomes are not known.
const AFFORDABILITY: &str = "affordability.csv";

/// Hashes what it passes on.
struct Hashing<'a> {
    out: &'a mut BufWriter<File>,
    digest: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl MadePlan {
    /// Writes the plan into a folder, made where it is not there: `sites.csv`, `lines.geojson`, `phases.csv`,
    /// `areas.csv`, `lots.csv`, `bill_of_quantities.csv`, `affordability.csv` where incomes are known, `cleaning.json`, what `more`
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
        let (mut written, mut files) = (Vec::new(), Vec::new());
        let mut put = |name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
            let path = folder.join(name);
            let mut sha256 = String::new();
            let hashed = |out: &mut BufWriter<File>| {
                let mut hashing = Hashing { out, digest: Sha256::new() };
                write(&mut hashing)?;
                sha256 = hex::encode(hashing.digest.finalize());
                Ok(())
            };
            write_whole(&path, hashed).map_err(failed(&path))?;
            files.push(OutputFile { name: name.to_owned(), sha256 });
            written.push(path);
            Ok::<(), PlansError>(())
        };
        let names: Vec<String> =
            self.reports.sites.files.iter().map(|file| file.name.clone()).collect();
        let full = |_: Full| io::Error::other("more rows than fit");
        put("sites.csv", &|out| {
            let table = sites(&self.sites, &self.plan, &self.schedule, &names).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put("lines.geojson", &|out| {
            let table =
                lines(&self.sites, &self.plan, &self.works, &self.schedule).map_err(full)?;
            write_geojson(&table, out).map_err(io::Error::other)
        })?;
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
                    return Err(failed(&folder.join(AFFORDABILITY))(error));
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
