//! The archive around tiles (PMTiles version 3): a header, directories that say where each tile is, metadata, tiles.
//!
//! Where things are in what is written here: the header and the root directory, and the metadata if it has room
//! there, in the first 16 KiB, which a reader asks for first; then the tiles in their order; then leaf directories.

mod read;

use std::collections::HashMap;
use std::io::{self, Seek, SeekFrom, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

pub use read::{Archive, ArchiveError, ReadRange};

use crate::wire::put_varint;

/// Bytes that a reader asks for first: the header and the root directory are within.
const FIRST: u64 = 16_384;
/// Bytes of the header.
const HEADER: u64 = 127;
/// Entries of a leaf directory to begin with.
const LEAF: usize = 4_096;

/// Where a tile, several that follow each other, or a leaf directory (a run of 0) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    id: u64,
    offset: u64,
    length: u32,
    run: u32,
}

/// What an archive says of itself at its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Header {
    root: (u64, u64),
    metadata: (u64, u64),
    leaves: (u64, u64),
    tiles: (u64, u64),
    /// Tiles that can be asked for.
    pub addressed: u64,
    /// Entries of directories that are tiles.
    pub entries: u64,
    /// Tiles that differ.
    pub contents: u64,
    /// Whether tiles lie in their order.
    pub clustered: bool,
    internal_packing: u8,
    tile_packing: u8,
    tile_type: u8,
    /// The lowest zoom.
    pub min_zoom: u8,
    /// The highest zoom.
    pub max_zoom: u8,
    /// Degrees: west, south, east, north.
    pub bounds: [f64; 4],
    /// Where to begin: zoom, longitude, latitude.
    pub center: (u8, f64, f64),
}

const GZIP: u8 = 2;
const VECTOR: u8 = 1;

impl Header {
    fn bytes(&self) -> Vec<u8> {
        let mut out = b"PMTiles\x03".to_vec();
        for (from, length) in [self.root, self.metadata, self.leaves, self.tiles] {
            out.extend_from_slice(&from.to_le_bytes());
            out.extend_from_slice(&length.to_le_bytes());
        }
        for number in [self.addressed, self.entries, self.contents] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.push(u8::from(self.clustered));
        out.extend([self.internal_packing, self.tile_packing, self.tile_type]);
        out.extend([self.min_zoom, self.max_zoom]);
        let degrees = |degrees: f64| ((degrees * 1e7).round() as i32).to_le_bytes();
        self.bounds.iter().for_each(|one| out.extend(degrees(*one)));
        out.push(self.center.0);
        out.extend(degrees(self.center.1));
        out.extend(degrees(self.center.2));
        out
    }
}

/// Packs bytes; the same bytes always come out the same.
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes)?;
    gzip.finish()
}

fn directory(entries: &[Entry]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    put_varint(&mut out, entries.len() as u64);
    let mut last = 0;
    for entry in entries {
        put_varint(&mut out, entry.id - last);
        last = entry.id;
    }
    entries.iter().for_each(|entry| put_varint(&mut out, entry.run.into()));
    entries.iter().for_each(|entry| put_varint(&mut out, entry.length.into()));
    let mut next = None;
    for entry in entries {
        let follows = next == Some(entry.offset);
        put_varint(&mut out, if follows { 0 } else { entry.offset + 1 });
        next = Some(entry.offset + u64::from(entry.length));
    }
    packed(&out)
}

/// An archive while it is written.
pub(super) struct Writer<W> {
    out: W,
    /// Where the archive begins in `out`.
    start: u64,
    /// Bytes of tiles written.
    written: u64,
    entries: Vec<Entry>,
    /// Where each content is, by its hash.
    known: HashMap<[u8; 32], (u64, u32)>,
    addressed: u64,
}

/// What the header says besides where things are.
pub(super) struct About {
    pub min_zoom: u8,
    pub max_zoom: u8,
    pub bounds: [f64; 4],
    pub center: (u8, f64, f64),
    pub metadata: Vec<u8>,
}

impl<W: Write + Seek> Writer<W> {
    pub fn new(mut out: W) -> io::Result<Self> {
        let start = out.stream_position()?;
        out.write_all(&[0; FIRST as usize])?;
        let (entries, known) = (Vec::new(), HashMap::new());
        Ok(Self { out, start, written: 0, entries, known, addressed: 0 })
    }

    /// Adds a tile. Numbers must ascend.
    pub fn add(&mut self, id: u64, tile: &[u8]) -> io::Result<()> {
        let hash: [u8; 32] = Sha256::digest(tile).into();
        self.addressed += 1;
        let (offset, length) = match self.known.get(&hash) {
            Some(known) => *known,
            None => {
                let packed = packed(tile)?;
                let length = u32::try_from(packed.len()).map_err(io::Error::other)?;
                self.out.write_all(&packed)?;
                let place = (self.written, length);
                self.written += u64::from(length);
                self.known.insert(hash, place);
                place
            }
        };
        if let Some(last) = self.entries.last_mut()
            && (last.offset, last.length) == (offset, length)
            && last.id + u64::from(last.run) == id
        {
            last.run += 1;
        } else {
            self.entries.push(Entry { id, offset, length, run: 1 });
        }
        Ok(())
    }

    /// Writes directories, metadata and header; gives the header and the bytes of the whole.
    pub fn finish(mut self, about: About) -> io::Result<(Header, u64)> {
        // A directory has one entry at least.
        if self.entries.is_empty() {
            self.add(0, &[])?;
        }
        let (root, leaves) = directories(&self.entries)?;
        let metadata = packed(&about.metadata)?;
        let (root_length, length) = (root.len() as u64, metadata.len() as u64);
        let after_tiles = FIRST + self.written;
        self.out.write_all(&leaves)?;
        let mut end = after_tiles + leaves.len() as u64;
        let has_room = HEADER + root_length + length <= FIRST;
        let metadata_at = if has_room { HEADER + root_length } else { end };
        if !has_room {
            self.out.write_all(&metadata)?;
            end += length;
        }
        let header = Header {
            root: (HEADER, root_length),
            metadata: (metadata_at, length),
            leaves: (after_tiles, leaves.len() as u64),
            tiles: (FIRST, self.written),
            addressed: self.addressed,
            entries: self.entries.len() as u64,
            contents: self.known.len() as u64,
            clustered: true,
            internal_packing: GZIP,
            tile_packing: GZIP,
            tile_type: VECTOR,
            min_zoom: about.min_zoom,
            max_zoom: about.max_zoom,
            bounds: about.bounds,
            center: about.center,
        };
        self.out.seek(SeekFrom::Start(self.start))?;
        self.out.write_all(&header.bytes())?;
        self.out.write_all(&root)?;
        if has_room {
            self.out.write_all(&metadata)?;
        }
        self.out.seek(SeekFrom::Start(self.start + end))?;
        self.out.flush()?;
        Ok((header, end))
    }
}

/// The root directory, and the leaf directories one after another where it alone would be too long.
fn directories(entries: &[Entry]) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let whole = directory(entries)?;
    if whole.len() as u64 <= FIRST - HEADER {
        return Ok((whole, Vec::new()));
    }
    let mut size = LEAF;
    loop {
        let (mut root, mut leaves) = (Vec::new(), Vec::new());
        for part in entries.chunks(size) {
            let leaf = directory(part)?;
            let length = u32::try_from(leaf.len()).map_err(io::Error::other)?;
            root.push(Entry { id: part[0].id, offset: leaves.len() as u64, length, run: 0 });
            leaves.extend_from_slice(&leaf);
        }
        let root = directory(&root)?;
        if root.len() as u64 <= FIRST - HEADER {
            return Ok((root, leaves));
        }
        size *= 2;
    }
}
