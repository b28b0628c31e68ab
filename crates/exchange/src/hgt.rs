//! Tiles of the Shuttle Radar Topography Mission (SRTM, `S02E036.hgt`): one degree of heights, 1,201 or 3,601 to a
//! side, big-endian, from north to south; plain, or the one file of a ZIP archive.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use passerelle_vocabulary::terrain::{Corner, Tile};

/// Heights to a side: three seconds and one second of arc.
const SIDES: [usize; 2] = [1_201, 3_601];

/// A tile cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// The system, or the archive, refuses.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file has not the size of a tile.
    #[error("{path}: {bytes} bytes are no tile of heights")]
    Size {
        /// Which file.
        path: PathBuf,
        /// Its bytes, as far as they were read.
        bytes: u64,
    },
}

impl TileError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "file",
            Self::Size { .. } => "size",
        }
    }
}

/// The south-western corner that a name says, whole degrees of latitude and longitude: `S02E036.hgt`,
/// `N00E006.SRTMGL1.hgt.zip`. `None`: it is not the name of a tile.
pub fn corner(name: &str) -> Option<Corner> {
    let upper = name.to_ascii_uppercase();
    let part = |from: usize, to: usize| upper.get(from..to);
    let whole = |digits: &str| {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    let signed = |letter: Option<&str>, negative: &str, positive: &str, size: i16| match letter {
        Some(found) if found == negative => Some(-size),
        Some(found) if found == positive => Some(size),
        _ => None,
    };
    let lat = signed(part(0, 1), "S", "N", whole(part(1, 3)?)?)?;
    let lon = signed(part(3, 4), "W", "E", whole(part(4, 7)?)?)?;
    let is_tile = upper.ends_with(".HGT") || upper.ends_with(".HGT.ZIP") || upper.ends_with(".ZIP");
    let on_earth = (-90..90).contains(&lat) && (-180..180).contains(&lon);
    (is_tile && on_earth).then_some((lat, lon))
}

/// The tiles of a folder, by corner and path; the first of those with one corner.
///
/// # Errors
/// A folder that cannot be read.
pub fn tiles(folder: &Path) -> Result<Vec<(Corner, PathBuf)>, TileError> {
    let failed = |error| TileError::File { path: folder.to_owned(), error };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if let Some(corner) = name.as_deref().and_then(corner) {
            found.push((corner, path));
        }
    }
    found.sort();
    found.dedup_by_key(|(corner, _)| *corner);
    Ok(found)
}

/// Reads a tile.
///
/// # Errors
/// A file that cannot be read, or that has not the size of a tile.
pub fn read(path: &Path) -> Result<Tile, TileError> {
    let failed = |error| TileError::File { path: path.to_owned(), error };
    let mut file = File::open(path).map_err(failed)?;
    let mut mark = Vec::new();
    file.by_ref().take(4).read_to_end(&mut mark).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let bytes = if mark == b"PK\x03\x04" {
        unzipped(file).map_err(failed)?
    } else {
        whole(file).map_err(failed)?
    };
    let size = |side: &usize| side * side * 2 == bytes.len();
    let pairs = bytes.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]]));
    let tile = SIDES.into_iter().find(size).and_then(|side| Tile::new(side, pairs.collect()));
    tile.ok_or_else(|| TileError::Size { path: path.to_owned(), bytes: bytes.len() as u64 })
}

/// As many bytes as the largest tile has, and one more where there are more.
fn whole(source: impl Read) -> std::io::Result<Vec<u8>> {
    let most = (SIDES[1] * SIDES[1] * 2) as u64;
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unzipped(file: File) -> std::io::Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(file).map_err(std::io::Error::other)?;
    for number in 0..archive.len().min(16) {
        let part = archive.by_index(number).map_err(std::io::Error::other)?;
        let name = part.name().map_err(std::io::Error::other)?.to_ascii_lowercase();
        if name.ends_with(".hgt") {
            return whole(part);
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use passerelle_vocabulary::Position;
    use passerelle_vocabulary::terrain::Terrain;

    use super::*;

    #[test]
    fn names_say_where() {
        for (name, expected) in [
            ("S02E036.hgt", Some((-2, 36))),
            ("n00w006.SRTMGL1.hgt.zip", Some((0, -6))),
            ("S02E036.tif", None),
            ("S0xE036.hgt", None),
            ("N90E000.hgt", None),
            ("N00E180.hgt", None),
            ("readme.hgt", None),
            ("", None),
        ] {
            assert_eq!(corner(name), expected, "{name}");
        }
    }

    #[test]
    fn a_tile_is_read_plain_and_zipped() {
        let folder = tempfile::tempdir().unwrap();
        let side = SIDES[0];
        let mut bytes = vec![0; side * side * 2];
        // The north-western corner is 300 metres high, the south-eastern one was not measured.
        bytes[..2].copy_from_slice(&300_i16.to_be_bytes());
        bytes[side * side * 2 - 2..].copy_from_slice(&i16::MIN.to_be_bytes());
        let plain = folder.path().join("S02E036.hgt");
        std::fs::write(&plain, &bytes).unwrap();
        let zipped = folder.path().join("S03E036.SRTMGL3.hgt.zip");
        let mut zip = zip::ZipWriter::new(File::create(&zipped).unwrap());
        zip.start_file("S03E036.hgt", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
        zip.finish().unwrap();
        let found = tiles(folder.path()).unwrap();
        assert_eq!(found, [((-3, 36), zipped.clone()), ((-2, 36), plain.clone())]);
        assert_eq!(read(&plain).unwrap(), read(&zipped).unwrap());
        let mut terrain = Terrain::default();
        terrain.insert((-2, 36), read(&plain).unwrap());
        let height = |lat, lon| terrain.height(Position { lat, lon });
        assert_eq!(height(-1.0 - 1e-9, 36.0).map(f64::round), Some(300.0));
        assert_eq!(height(-1.5, 36.5), Some(0.0));
        std::fs::write(&plain, &bytes[2..]).unwrap();
        assert_eq!(read(&plain).unwrap_err().code(), "size");
        assert_eq!(read(&folder.path().join("absent.hgt")).unwrap_err().code(), "file");
    }
}
