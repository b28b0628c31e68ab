//! Files on disk: their names, their hashes, and writing them, or a folder of them, whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Error, ErrorKind, IntoInnerError, Read as _, Result};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Writes a file beside its place and moves it there once it is whole.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(IntoInnerError::into_error)?.sync_all()
    });
    written.and_then(|()| std::fs::rename(&part, path)).inspect_err(|_| {
        // What is half written is of no use; that it cannot be taken away either is told by the error.
        let _ = std::fs::remove_file(&part);
    })
}

/// Where files of a folder wait, in it, until all of them are whole.
const PART: &str = ".part";

/// Why a folder was not written.
#[derive(Debug)]
pub(crate) enum FolderError {
    /// It holds other files.
    Others(PathBuf),
    /// A file or folder could not be written.
    Failed(PathBuf, Error),
}

/// Whether a folder can be written: it is not there, it is empty, or it holds what was written before, which `marker` is
/// the last file of. What was broken off half-way is no hindrance.
pub(crate) fn can_be_written(folder: &Path, marker: &str) -> std::result::Result<(), FolderError> {
    let failed = |error| FolderError::Failed(folder.to_owned(), error);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    let is_ours = folder.join(marker).is_file() || folder.join(PART).is_dir();
    match entries.count() {
        0 => Ok(()),
        _ if is_ours => Ok(()),
        _ => Err(FolderError::Others(folder.to_owned())),
    }
}

/// Writes the files of a folder, made where it is not there: all of them, or none. `write` writes them into a folder
/// within it and gives their names, `marker` the last one; they are moved to their places once all are there. `may_go`: of
/// an earlier writing, what is taken away where it was not written again. Being ended half-way leaves what was there; in
/// the moment of moving, a folder without its marker, which the next writing replaces.
pub(crate) fn write_folder<E: From<FolderError>>(
    folder: &Path,
    marker: &str,
    may_go: &[&str],
    write: impl FnOnce(&Path) -> std::result::Result<Vec<String>, E>,
) -> std::result::Result<Vec<PathBuf>, E> {
    can_be_written(folder, marker)?;
    let failed = |error| E::from(FolderError::Failed(folder.to_owned(), error));
    let part = folder.join(PART);
    remove(std::fs::remove_dir_all(&part)).map_err(failed)?;
    std::fs::create_dir_all(&part).map_err(failed)?;
    let names = write(&part).inspect_err(|_| {
        let _ = std::fs::remove_dir_all(&part);
        // Only if nothing else is in it.
        let _ = std::fs::remove_dir(folder);
    })?;
    // From here until its marker is there again, the folder holds nothing whole.
    remove(std::fs::remove_file(folder.join(marker))).map_err(failed)?;
    let gone = may_go.iter().filter(|name| !names.iter().any(|written| written == *name));
    for name in gone {
        remove(std::fs::remove_file(folder.join(name))).map_err(failed)?;
    }
    for name in &names {
        std::fs::rename(part.join(name), folder.join(name)).map_err(failed)?;
    }
    std::fs::remove_dir_all(&part).map_err(failed)?;
    Ok(names.iter().map(|name| folder.join(name)).collect())
}

/// What is not there need not be removed.
fn remove(removed: Result<()>) -> Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// SHA-256 of a file, in hexadecimal.
pub(crate) fn hash_of(path: &Path) -> Result<String> {
    hashed(path).map(|(_, hash)| hash)
}

/// How many bytes a file has, and their SHA-256 in hexadecimal.
pub(crate) fn hashed(path: &Path) -> Result<(u64, String)> {
    let (mut file, mut digest) = (File::open(path)?, Sha256::new());
    let (mut part, mut bytes) = (vec![0; 1 << 18], 0);
    loop {
        match file.read(&mut part)? {
            0 => return Ok((bytes, hex::encode(digest.finalize()))),
            read => {
                digest.update(&part[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// The name of a file without its folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum Failed {
        Folder(FolderError),
        Broken,
    }

    impl From<FolderError> for Failed {
        fn from(error: FolderError) -> Self {
            Self::Folder(error)
        }
    }

    fn write(folder: &Path, files: &[(&str, &str)]) -> std::result::Result<Vec<PathBuf>, Failed> {
        write_folder(folder, "last", &["extra"], |part| {
            for (name, content) in files {
                std::fs::write(part.join(name), content).unwrap();
            }
            Ok(files.iter().map(|(name, _)| (*name).to_owned()).collect())
        })
    }

    fn held(folder: &Path) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut held: Vec<_> = entries
            .map(|path| (name_of(&path), std::fs::read_to_string(path).unwrap_or_default()))
            .collect();
        held.sort();
        held
    }

    #[test]
    fn a_folder_is_written_whole_or_stays_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a/b");
        let written = write(&folder, &[("one", "1"), ("extra", "x"), ("last", "1")]).unwrap();
        assert_eq!(written.last(), Some(&folder.join("last")));
        std::fs::write(folder.join("notes"), "mine").unwrap();
        // Broken off: the earlier one stands.
        let broken = write_folder(&folder, "last", &["extra"], |part| {
            std::fs::write(part.join("one"), "half").unwrap();
            Err(Failed::Broken)
        });
        assert!(matches!(broken, Err(Failed::Broken)));
        let pair = |name: &str, held: &str| (name.to_owned(), held.to_owned());
        let before =
            [pair("extra", "x"), pair("last", "1"), pair("notes", "mine"), pair("one", "1")];
        assert_eq!(held(&folder), before);
        // Killed: what is left of it is no hindrance.
        std::fs::create_dir(folder.join(PART)).unwrap();
        std::fs::write(folder.join(PART).join("one"), "half").unwrap();
        write(&folder, &[("one", "2"), ("last", "2")]).unwrap();
        let after = [pair("last", "2"), pair("notes", "mine"), pair("one", "2")];
        assert_eq!(held(&folder), after);
    }

    #[test]
    fn other_folders_are_left_alone() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("notes"), "mine").unwrap();
        let refused = write(place.path(), &[("last", "1")]);
        assert!(matches!(refused, Err(Failed::Folder(FolderError::Others(_)))), "{refused:?}");
        let file = place.path().join("notes");
        let refused = write(&file, &[("last", "1")]);
        assert!(matches!(refused, Err(Failed::Folder(FolderError::Failed(..)))), "{refused:?}");
        // Killed in a new folder.
        let fresh = place.path().join("fresh");
        std::fs::create_dir_all(fresh.join(PART)).unwrap();
        write(&fresh, &[("last", "1")]).unwrap();
        assert_eq!(held(&fresh), [("last".to_owned(), "1".to_owned())]);
    }
}
