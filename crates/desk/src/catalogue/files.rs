//! The files of a catalogue, and what is gathered while they are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use passerelle_vocabulary::Finding;
use sha2::{Digest, Sha256};

use super::CatalogueProblem;

/// The copy that the program carries.
pub(super) static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");

/// The files of a catalogue: the embedded ones, with those of a folder over them.
pub(super) struct Files {
    pub folder: Option<PathBuf>,
}

impl Files {
    pub fn read(&self, path: &str) -> Option<String> {
        let over = self.folder.as_ref().map(|folder| folder.join(path));
        match over.and_then(|path| std::fs::read_to_string(path).ok()) {
            Some(text) => Some(text),
            None => EMBEDDED.get_file(path)?.contents_utf8().map(str::to_owned),
        }
    }

    /// Files of the folder that are there and are not text: the embedded one must not be taken silently
    /// in their place.
    pub fn unreadable(folder: &Path, reading: &mut Reading) {
        let mut folders = vec![folder.to_owned()];
        while let Some(within) = folders.pop() {
            for entry in std::fs::read_dir(&within).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let ours = path.extension().is_some_and(|found| found == "toml" || found == "tsv");
                if ours && std::fs::read_to_string(&path).is_err() {
                    let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                    reading.problem(&name, "unreadable-text", "");
                }
            }
        }
    }

    /// Names and texts of the files with this ending in a folder, by name.
    pub fn list(&self, folder: &str, ending: &str) -> BTreeMap<String, String> {
        let mut names: Vec<String> = Vec::new();
        if let Some(embedded) = EMBEDDED.get_dir(folder) {
            names.extend(
                embedded.files().filter_map(|file| file.path().to_str().map(str::to_owned)),
            );
        }
        if let Some(over) = &self.folder {
            let entries = std::fs::read_dir(over.join(folder)).into_iter().flatten().flatten();
            names.extend(
                entries
                    .filter_map(|entry| Some(format!("{folder}/{}", entry.file_name().to_str()?))),
            );
        }
        names.retain(|name| Path::new(name).extension().is_some_and(|found| found == ending));
        names.into_iter().filter_map(|name| self.read(&name).map(|text| (name, text))).collect()
    }
}

/// Gathers problems while files are read.
#[derive(Default)]
pub(super) struct Reading {
    pub problems: Vec<CatalogueProblem>,
    /// The file of each record read: `indicator/internet_users` → `indicators/access.toml`.
    pub files: BTreeMap<String, String>,
    pub hasher: Sha256,
}

impl Reading {
    pub fn problem(&mut self, file: &str, code: &str, found: impl ToString) {
        let (file, code) = (file.to_owned(), code.to_owned());
        let problem =
            CatalogueProblem { file, code, found: found.to_string(), ..Default::default() };
        self.problems.push(problem);
    }

    pub fn findings(&mut self, file: &str, record: &str, findings: Vec<Finding>) {
        for finding in findings {
            let mut problem = CatalogueProblem::of(file, record, finding);
            if let Some(file) = self.files.get(&problem.record) {
                problem.file.clone_from(file);
            }
            self.problems.push(problem);
        }
    }

    pub fn take<T, E: Into<CatalogueProblem>>(
        &mut self,
        file: &str,
        read: Result<T, E>,
    ) -> Option<T> {
        let problem = |error: E| {
            let problem = error.into();
            let file = if problem.file.is_empty() { file.to_owned() } else { problem.file.clone() };
            CatalogueProblem { file, ..problem }
        };
        read.map_err(|error| self.problems.push(problem(error))).ok()
    }

    pub fn record(&mut self, kind: &str, id: &str, file: &str) {
        self.files.insert(format!("{kind}/{id}"), file.to_owned());
    }

    pub fn seen(&mut self, name: &str, text: &str) {
        self.hasher.update((name.len() as u64).to_be_bytes());
        self.hasher.update(name);
        self.hasher.update((text.len() as u64).to_be_bytes());
        self.hasher.update(text);
    }
}
