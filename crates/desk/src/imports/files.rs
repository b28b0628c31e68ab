//! Files and folders on disk.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::DeskError;
use crate::whole::{self, name_of};

/// Every file of the paths; folders are walked in the order of names, hidden files left out. Links are
/// followed; a folder that was already walked, by whatever way, is not walked again.
pub(crate) fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DeskError> {
    let mut files = Vec::new();
    for path in paths {
        let mut walked = HashSet::new();
        let failed = |error| DeskError::File { path: path.clone(), error };
        let about = std::fs::metadata(path).map_err(failed)?;
        if about.is_dir() {
            walk(path, &mut files, &mut walked)?;
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn walk(
    folder: &Path,
    files: &mut Vec<PathBuf>,
    walked: &mut HashSet<PathBuf>,
) -> Result<(), DeskError> {
    let failed = |error| DeskError::File { path: folder.to_owned(), error };
    // A link to a folder above would be walked for ever.
    if !walked.insert(folder.canonicalize().map_err(failed)?) {
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    entries.sort();
    for path in entries {
        let hidden = name_of(&path).starts_with('.');
        match (hidden, path.is_dir()) {
            (true, _) => {}
            (false, true) => walk(&path, files, walked)?,
            (false, false) => files.push(path),
        }
    }
    Ok(())
}

/// SHA-256 of a file, in hexadecimal.
pub(crate) async fn hash_file(path: &Path) -> Result<String, DeskError> {
    let owned = path.to_owned();
    tokio::task::spawn_blocking(move || hashed(&owned).map(|(_, hash)| hash)).await?
}

/// How many bytes a file has, and their SHA-256 in hexadecimal.
pub(super) fn hashed(path: &Path) -> Result<(u64, String), DeskError> {
    whole::hashed(path).map_err(|error| DeskError::File { path: path.to_owned(), error })
}
