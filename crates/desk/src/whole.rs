//! Files on disk: their names, their hashes, and writing them whole or not at all.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Read as _, Result};
use std::path::Path;

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
