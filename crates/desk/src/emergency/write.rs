//! The files of an answer: the numbers come last, so that a folder with them holds all of it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_connectivity::emergency::tables::{actions, shapes, sites};
use passerelle_connectivity::writing::kind_of_column;
use passerelle_exchange::features::{write_csv, write_geojson};
use passerelle_vocabulary::features::Full;

use super::{Emergency, EmergencyError};
use crate::plans::{PlansError, folder_of};
use crate::whole::{write_folder, write_whole};

/// The file without which a folder holds no answer.
const NUMBERS: &str = "emergency.json";

/// Whether an answer can be written there: the folder is not there yet, is empty, or holds an answer. To be asked before it is
/// looked for: it is seen again when it is written.
///
/// # Errors
/// A file is there, or a folder that holds something else; it cannot be read.
pub fn check_folder(folder: &Path) -> Result<(), EmergencyError> {
    Ok(folder_of(folder, NUMBERS)?)
}

impl Emergency {
    /// Writes the answer into a folder, made where it is not there: `sites.csv`, `actions.csv`, `cut.geojson`, what
    /// `more` names (a page to print), and `emergency.json`. An earlier answer there is replaced.
    ///
    /// # Errors
    /// The folder holds something else; a file that cannot be written.
    pub fn write(
        &self,
        folder: &Path,
        more: &[(&str, &[u8])],
    ) -> Result<Vec<PathBuf>, EmergencyError> {
        write_folder(folder, NUMBERS, &[], |part| self.files(part, more))
    }

    /// Writes the files, and gives their names.
    fn files(&self, folder: &Path, more: &[(&str, &[u8])]) -> Result<Vec<String>, EmergencyError> {
        let mut written = Vec::new();
        let mut put = |name: &str, write: &dyn Fn(&mut BufWriter<File>) -> io::Result<()>| {
            let path = folder.join(name);
            let failed = |error| PlansError::Write { path: path.clone(), error };
            write_whole(&path, |out| write(out)).map_err(failed)?;
            written.push(name.to_owned());
            Ok::<(), PlansError>(())
        };
        let (known, full) = (self.known(), |_: Full| io::Error::other("more rows than fit"));
        let people = |site: usize| self.costs.people(&self.sites[site]);
        put("sites.csv", &|out| {
            let table = sites(&known, &self.cut, &self.relief, people).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put("actions.csv", &|out| {
            let table = actions(&known, &self.relief).map_err(full)?;
            write_csv(&table, out).map_err(io::Error::other)
        })?;
        put("cut.geojson", &|out| {
            let table = shapes(&known, &self.area, &self.cut, &self.relief).map_err(full)?;
            write_geojson(&table, kind_of_column, out).map_err(io::Error::other)
        })?;
        for (name, content) in more {
            put(name, &|out| out.write_all(content))?;
        }
        put(NUMBERS, &|out| {
            serde_json::to_writer_pretty(&mut *out, &self.told)?;
            out.write_all(b"\n")
        })?;
        Ok(written)
    }
}
