//! What may be published, and the files it goes to.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use passerelle_exchange::cells;
use passerelle_exchange::statistics::{ExportError, export_csv};
use passerelle_vocabulary::Observation;

use super::{ProtectProblem, Protection};
use crate::whole::write_whole;

/// What may be published of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Publication {
    /// A table of cells.
    Cells {
        /// Its columns.
        header: Vec<String>,
        /// Its rows; what is protected has an empty value.
        rows: Vec<Vec<String>>,
    },
    /// Figures; what is protected has its row, and nothing but its status.
    Figures(Vec<Observation>),
}

impl Publication {
    fn write(&self, out: impl Write) -> Result<(), ExportError> {
        match self {
            Self::Cells { header, rows } => cells::write_csv(header, rows.iter().cloned(), out),
            Self::Figures(figures) => export_csv(figures, out),
        }
    }
}

impl Protection {
    /// Writes what may be published: one file to `output`, several into the folder `output` under their own
    /// names. The ledger of a budget of privacy is written before.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn publish(
        &self,
        output: &Path,
        ledger: Option<&Path>,
    ) -> Result<Vec<PathBuf>, ProtectProblem> {
        if let (Some(spent), Some(path)) = (&self.spent, ledger) {
            write_json(path, &spent.ledger)?;
        }
        let [one] = self.files.as_slice() else {
            let failed = |error| ProtectProblem::File { path: output.to_owned(), error };
            std::fs::create_dir_all(output).map_err(failed)?;
            let name = |file: &Path| file.file_name().unwrap_or(OsStr::new("table")).to_owned();
            let each = self.files.iter().map(|file| {
                let path = output.join(name(&file.file)).with_extension("csv");
                whole(&path, |out| file.publication.write(out).map_err(std::io::Error::other))?;
                Ok(path)
            });
            return each.collect();
        };
        whole(output, |out| one.publication.write(out).map_err(std::io::Error::other))?;
        Ok(vec![output.to_owned()])
    }

    /// Writes the proof.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_proof(&self, path: &Path) -> Result<(), ProtectProblem> {
        write_json(path, &self.proof)
    }
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<(), ProtectProblem> {
    whole(path, |out| serde_json::to_writer_pretty(out, value).map_err(std::io::Error::other))
}

/// Writes a file whole or not at all.
fn whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), ProtectProblem> {
    write_whole(path, write).map_err(|error| ProtectProblem::File { path: path.to_owned(), error })
}
