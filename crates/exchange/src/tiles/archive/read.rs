//! Archives read: a tile by its place, or all of them.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use flate2::read::GzDecoder;

use super::{Entry, FIRST, GZIP, HEADER, Header, VECTOR};
use crate::tiles::tile_id;
use crate::wire::{Broken, varint};

/// Bytes of a directory, unpacked, at the most.
const DIRECTORY: u64 = 32 << 20;
/// Bytes of the metadata, unpacked, at the most.
const METADATA: u64 = 16 << 20;
/// Bytes of a tile, unpacked, at the most.
const TILE: u64 = 64 << 20;
/// Directories within directories, at the most: as browsers' readers follow them.
const DEPTH: usize = 4;

/// Something that can be read in parts.
pub trait ReadRange {
    /// Its bytes from a place on; fewer where it ends before.
    ///
    /// # Errors
    /// What reading fails with.
    fn read_range(&self, from: u64, length: u64) -> io::Result<Vec<u8>>;
}

impl<T: AsRef<[u8]> + ?Sized> ReadRange for T {
    fn read_range(&self, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let bytes = self.as_ref();
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes[place(from)..place(from.saturating_add(length))].to_vec())
    }
}

/// Why an archive, or a part of it, cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It cannot be reached.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no archive of vector tiles of version 3, packed with gzip or not at all.
    #[error("no archive of vector tiles that is read here")]
    Other,
    /// It breaks off, points beyond its end, or unpacks to more than is meant to be held.
    #[error("a broken archive")]
    Broken,
}

impl From<Broken> for ArchiveError {
    fn from(_: Broken) -> Self {
        Self::Broken
    }
}

/// An archive that is open.
#[derive(Debug)]
pub struct Archive<R> {
    from: R,
    header: Header,
    root: Arc<Vec<Entry>>,
}

impl<R: ReadRange> Archive<R> {
    /// Opens an archive: its header and its root directory are read.
    ///
    /// # Errors
    /// What is no archive, is one of another kind, or is broken.
    pub fn open(from: R) -> Result<Self, ArchiveError> {
        let header = header(&from.read_range(0, HEADER)?)?;
        // The format promises it, and so no root makes a reader hold much.
        if header.root.0.checked_add(header.root.1).is_none_or(|end| end > FIRST) {
            return Err(ArchiveError::Broken);
        }
        let mut open = Self { from, header, root: Arc::default() };
        open.root = Arc::new(open.directory(header.root)?);
        Ok(open)
    }

    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Its metadata, as JSON.
    ///
    /// # Errors
    /// Metadata that cannot be reached or unpacked.
    pub fn metadata(&self) -> Result<Vec<u8>, ArchiveError> {
        self.part(self.header.metadata, self.header.internal_packing, METADATA)
    }

    /// The bytes of a tile, unpacked; `None` where there is none.
    ///
    /// # Errors
    /// Directories or tiles that are broken or cannot be reached.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, ArchiveError> {
        if zoom > 31 || u64::from(x.max(y)) >> zoom != 0 {
            return Ok(None);
        }
        let id = tile_id(zoom, x, y);
        let mut entries = Arc::clone(&self.root);
        for _ in 0..DEPTH {
            let after = entries.partition_point(|entry| entry.id <= id);
            let Some(entry) = after.checked_sub(1).map(|at| entries[at]) else { return Ok(None) };
            if entry.run > 0 {
                let within = id - entry.id < u64::from(entry.run);
                return within.then(|| self.content(&entry)).transpose();
            }
            entries = Arc::new(self.directory(self.leaf(&entry)?)?);
        }
        Err(ArchiveError::Broken)
    }

    /// Gives every tile with its numbers (several where it is repeated) and its bytes, unpacked, to `each`, in their
    /// order.
    ///
    /// # Errors
    /// Directories or tiles that are broken or cannot be reached.
    pub fn each(&self, mut each: impl FnMut(Range<u64>, &[u8])) -> Result<(), ArchiveError> {
        let mut open = vec![(Arc::clone(&self.root), 0)];
        // Numbers ascend over the whole: no archive makes a reader go in circles.
        let mut next = 0;
        while let Some((entries, at)) = open.last_mut() {
            let Some(entry) = entries.get(*at).copied() else {
                open.pop();
                continue;
            };
            *at += 1;
            if entry.id < next {
                return Err(ArchiveError::Broken);
            }
            next = entry.id;
            if entry.run == 0 {
                if open.len() == DEPTH {
                    return Err(ArchiveError::Broken);
                }
                let leaf = self.directory(self.leaf(&entry)?)?;
                open.push((Arc::new(leaf), 0));
                continue;
            }
            let tile = self.content(&entry)?;
            let end = entry.id.checked_add(entry.run.into()).ok_or(ArchiveError::Broken)?;
            each(entry.id..end, &tile);
            next = end;
        }
        Ok(())
    }

    fn leaf(&self, entry: &Entry) -> Result<(u64, u64), ArchiveError> {
        within(self.header.leaves, entry)
    }

    fn content(&self, entry: &Entry) -> Result<Vec<u8>, ArchiveError> {
        let place = within(self.header.tiles, entry)?;
        self.part(place, self.header.tile_packing, TILE)
    }

    fn part(
        &self,
        (from, length): (u64, u64),
        packing: u8,
        most: u64,
    ) -> Result<Vec<u8>, ArchiveError> {
        if length > most {
            return Err(ArchiveError::Broken);
        }
        let bytes = self.from.read_range(from, length)?;
        if bytes.len() as u64 != length {
            return Err(ArchiveError::Broken);
        }
        if packing != GZIP {
            return Ok(bytes);
        }
        let mut out = Vec::new();
        let read = GzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut out);
        match read {
            Ok(length) if length as u64 <= most => Ok(out),
            _ => Err(ArchiveError::Broken),
        }
    }

    fn directory(&self, place: (u64, u64)) -> Result<Vec<Entry>, ArchiveError> {
        let bytes = self.part(place, self.header.internal_packing, DIRECTORY)?;
        let mut bytes = bytes.as_slice();
        let count = varint(&mut bytes)?;
        // Each entry has four numbers, and each number a byte at least.
        let fits = usize::try_from(count).ok().filter(|count| *count <= bytes.len() / 4);
        let count = fits.filter(|count| *count > 0).ok_or(ArchiveError::Broken)?;
        let mut entries = vec![Entry { id: 0, offset: 0, length: 0, run: 0 }; count];
        let mut id = 0_u64;
        for (at, entry) in entries.iter_mut().enumerate() {
            let step = varint(&mut bytes)?;
            id = id.checked_add(step).ok_or(ArchiveError::Broken)?;
            if at > 0 && step == 0 {
                return Err(ArchiveError::Broken);
            }
            entry.id = id;
        }
        let small = |number: u64| u32::try_from(number).map_err(|_| ArchiveError::Broken);
        for entry in &mut entries {
            entry.run = small(varint(&mut bytes)?)?;
        }
        for entry in &mut entries {
            entry.length = small(varint(&mut bytes)?)?;
            if entry.length == 0 {
                return Err(ArchiveError::Broken);
            }
        }
        let mut next = None;
        for entry in &mut entries {
            entry.offset = match varint(&mut bytes)? {
                0 => next.ok_or(ArchiveError::Broken)?,
                more => more - 1,
            };
            let end = entry.offset.checked_add(entry.length.into());
            next = Some(end.ok_or(ArchiveError::Broken)?);
        }
        Ok(entries)
    }
}

/// Where an entry is in the file, within its section.
fn within(section: (u64, u64), entry: &Entry) -> Result<(u64, u64), ArchiveError> {
    let length = u64::from(entry.length);
    let end = entry.offset.checked_add(length).filter(|end| *end <= section.1);
    let from = end.and_then(|_| section.0.checked_add(entry.offset));
    Ok((from.ok_or(ArchiveError::Broken)?, length))
}

fn header(bytes: &[u8]) -> Result<Header, ArchiveError> {
    if bytes.get(..8) != Some(b"PMTiles\x03") || bytes.len() as u64 != HEADER {
        return Err(ArchiveError::Other);
    }
    let long = |at: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[at..at + 8]);
        u64::from_le_bytes(eight)
    };
    let degrees = |at: usize| {
        let mut four = [0; 4];
        four.copy_from_slice(&bytes[at..at + 4]);
        f64::from(i32::from_le_bytes(four)) / 1e7
    };
    let header = Header {
        root: (long(8), long(16)),
        metadata: (long(24), long(32)),
        leaves: (long(40), long(48)),
        tiles: (long(56), long(64)),
        addressed: long(72),
        entries: long(80),
        contents: long(88),
        clustered: bytes[96] == 1,
        internal_packing: bytes[97],
        tile_packing: bytes[98],
        tile_type: bytes[99],
        min_zoom: bytes[100],
        max_zoom: bytes[101],
        bounds: [102, 106, 110, 114].map(degrees),
        center: (bytes[118], degrees(119), degrees(123)),
    };
    let known = |packing: u8| packing == 1 || packing == GZIP;
    let is_ours = known(header.internal_packing) && known(header.tile_packing);
    if is_ours && header.tile_type == VECTOR { Ok(header) } else { Err(ArchiveError::Other) }
}
