//! The files of a conversation: a folder, or an archive (ZIP) that holds one.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{FILES, FolderError, Limits, PolisError};

/// Entries of an archive, at the most.
const ENTRIES: usize = 10_000;

/// The files of a conversation that there are, by their names: of a folder, or of an archive wherever they are in it; of two
/// of one name the one that is less deep. What an archive declares of its sizes is not believed.
///
/// # Errors
/// The file that cannot be read, or is larger than files may be that are held in memory.
pub fn folder(
    path: &Path,
    limits: &Limits,
) -> Result<BTreeMap<&'static str, Vec<u8>>, FolderError> {
    let mut found = BTreeMap::new();
    if !path.is_dir() {
        let unreadable = |error: std::io::Error| FolderError { file: "", error: error.into() };
        let file = File::open(path).map_err(unreadable)?;
        return archive(file, limits);
    }
    for name in FILES {
        let path = path.join(name);
        if path.is_file() {
            let read = File::open(path).map_err(PolisError::from);
            let read = read.and_then(|file| whole(file, limits));
            found.insert(name, read.map_err(|error| FolderError { file: name, error })?);
        }
    }
    Ok(found)
}

fn whole(source: impl Read, limits: &Limits) -> Result<Vec<u8>, PolisError> {
    let mut bytes = Vec::new();
    source.take(limits.whole.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.whole {
        return Err(PolisError::TooLarge(limits.whole));
    }
    Ok(bytes)
}

fn archive(file: File, limits: &Limits) -> Result<BTreeMap<&'static str, Vec<u8>>, FolderError> {
    let told = |file: &'static str, error: PolisError| FolderError { file, error };
    let bad = |error: zip::result::ZipError| told("", std::io::Error::other(error).into());
    let mut archive = zip::ZipArchive::new(file).map_err(bad)?;
    if archive.len() > ENTRIES {
        return Err(told("", PolisError::TooLarge(ENTRIES as u64)));
    }
    // Name → how deep it is, and where in the archive.
    let mut places: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(bad)?;
        let Ok(name) = part.name() else { continue };
        let (depth, last) = (name.matches('/').count(), name.rsplit('/').next());
        let Some(name) = FILES.into_iter().find(|known| Some(*known) == last) else { continue };
        let place = places.entry(name).or_insert((depth, number));
        *place = (*place).min((depth, number));
    }
    let mut found = BTreeMap::new();
    for (name, (_, number)) in places {
        let part = archive.by_index(number).map_err(bad)?;
        found.insert(name, whole(part, limits).map_err(|error| told(name, error))?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_folder_and_an_archive_of_it_are_the_same() {
        let place = tempfile::tempdir().unwrap();
        let (zipped, plain) = (place.path().join("a.zip"), place.path().join("a"));
        std::fs::create_dir(&plain).unwrap();
        std::fs::write(plain.join("votes.csv"), "comment-id,voter-id,vote\n").unwrap();
        std::fs::write(plain.join("other.csv"), "x").unwrap();
        let mut zip = zip::ZipWriter::new(File::create(&zipped).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in [
            ("deep/er/votes.csv", "another"),
            ("deep/votes.csv", "comment-id,voter-id,vote\n"),
            ("deep/other.csv", "x"),
        ] {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let limits = Limits::default();
        let read = folder(&plain, &limits).unwrap();
        assert_eq!(read, folder(&zipped, &limits).unwrap());
        assert_eq!(read.keys().collect::<Vec<_>>(), [&"votes.csv"]);
        let small = Limits { whole: 5, ..limits };
        for path in [&plain, &zipped] {
            let error = folder(path, &small).unwrap_err();
            assert!(matches!(error.error, PolisError::TooLarge(5)), "{error}");
        }
        std::fs::write(&zipped, "no archive").unwrap();
        assert!(folder(&zipped, &limits).is_err());
        assert!(folder(&place.path().join("none"), &limits).is_err());
    }
}
