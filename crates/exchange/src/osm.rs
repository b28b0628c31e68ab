//! Roads of an extract of OpenStreetMap (`.osm.pbf`): ways for motor vehicles, as a graph.
//!
//! The file is read twice: for the ways and the nodes that they need, then for where these are. Memory holds the
//! roads and nothing else. Format: <https://wiki.openstreetmap.org/wiki/PBF_Format>.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;
use passerelle_vocabulary::Position;
use passerelle_vocabulary::roads::Roads;

use crate::wire::{Broken, Fields, Packed, running, signed};

/// Bytes of a header, at the most: the format's own limit.
const HEADER: u32 = 64 * 1024;
/// Bytes of a block, packed or not: the format's own limit.
const BLOCK: u64 = 32 * 1024 * 1024;
/// Nodes of all roads, at the most.
const NODES: u64 = 300_000_000;
/// Nodes of the roads of a small file, at the most; of a larger one half as many as it has bytes: a node and its place take
/// five or more, and blocks that unpack to many more are nobody's roads.
const SMALL: u64 = 1_000_000;

/// Values of `highway` that a cable can follow: what vehicles use.
const ROADS: &[&[u8]] = &[
    b"motorway",
    b"trunk",
    b"primary",
    b"secondary",
    b"tertiary",
    b"unclassified",
    b"residential",
    b"living_street",
    b"service",
    b"track",
    b"road",
    b"motorway_link",
    b"trunk_link",
    b"primary_link",
    b"secondary_link",
    b"tertiary_link",
];

/// An extract cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OsmError {
    /// The system refuses.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It breaks off, or is no extract.
    #[error("{path}: broken at byte {byte}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Where the block begins that cannot be read.
        byte: u64,
    },
    /// A block is packed in a way that is not read here, or larger than the format allows.
    #[error("{path}: a block of another kind at byte {byte}")]
    OtherPacking {
        /// Which file.
        path: PathBuf,
        /// Where it begins.
        byte: u64,
    },
    /// More roads than memory is meant to hold.
    #[error("{path}: too many roads")]
    TooManyRoads {
        /// Which file.
        path: PathBuf,
    },
}

impl OsmError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "file",
            Self::Broken { .. } => "broken",
            Self::OtherPacking { .. } => "other-packing",
            Self::TooManyRoads { .. } => "too-many-roads",
        }
    }
}

/// Why a block cannot be read.
enum Fault {
    Io(std::io::Error),
    Broken,
    Packing,
    TooMany,
}

impl From<Broken> for Fault {
    fn from(_: Broken) -> Self {
        Self::Broken
    }
}

/// Reads the roads of an extract.
///
/// # Errors
/// A file that cannot be read or breaks off, blocks that are not packed with zlib, more roads than fit.
pub fn read_roads(path: &Path) -> Result<Roads, OsmError> {
    let size = std::fs::metadata(path).map(|about| about.len());
    let size = size.map_err(|error| OsmError::File { path: path.to_owned(), error })?;
    let most = NODES.min(SMALL + size / 2);
    let mut ways = Ways { most: usize::try_from(most).unwrap_or(usize::MAX), ..Ways::default() };
    each_block(path, |block| ways.take(block))?;
    let mut ids: Vec<i64> = ways.nodes.clone();
    ids.sort_unstable();
    ids.dedup();
    let mut places = Places { at: vec![None; ids.len()], ids, last: 0 };
    each_block(path, |block| places.take(block))?;
    Ok(graph(&ways, &places))
}

/// Roads in places that are known: a road is cut where it leaves the extract.
fn graph(ways: &Ways, places: &Places) -> Roads {
    let mut number = vec![u32::MAX; places.ids.len()];
    let mut positions = Vec::new();
    for (at, place) in places.at.iter().enumerate() {
        if let Some(place) = place {
            number[at] = u32::try_from(positions.len()).unwrap_or(u32::MAX);
            positions.push(*place);
        }
    }
    let numbered: Vec<u32> = ways
        .nodes
        .iter()
        .map(|id| places.ids.binary_search(id).map_or(u32::MAX, |at| number[at]))
        .collect();
    let mut start = 0;
    let whole = ways.ends.iter().map(|end| {
        let road = &numbered[start..*end];
        start = *end;
        road
    });
    let whole: Vec<&[u32]> = whole.collect();
    let parts: Vec<&[u32]> =
        whole.iter().flat_map(|road| road.split(|at| *at == u32::MAX)).collect();
    Roads::of(positions, parts.iter().copied())
}

/// Nodes of the roads, one road after another.
#[derive(Default)]
struct Ways {
    nodes: Vec<i64>,
    ends: Vec<usize>,
    /// Nodes at the most.
    most: usize,
}

impl Ways {
    fn take(&mut self, block: &[u8]) -> Result<(), Fault> {
        let mut strings: Vec<&[u8]> = Vec::new();
        for field in Fields(block) {
            if let (1, table) = field? {
                for text in Fields(table.bytes()?) {
                    strings.push(text?.1.bytes()?);
                }
            }
        }
        let word = |at: u64| usize::try_from(at).ok().and_then(|at| strings.get(at)).copied();
        for group in groups(block) {
            for field in Fields(group?) {
                if let (3, way) = field? {
                    self.way(way.bytes()?, &word)?;
                }
            }
        }
        if self.nodes.len() > self.most { Err(Fault::TooMany) } else { Ok(()) }
    }

    fn way<'b>(
        &mut self,
        way: &[u8],
        word: &impl Fn(u64) -> Option<&'b [u8]>,
    ) -> Result<(), Fault> {
        let (mut keys, mut values, mut nodes): (&[u8], &[u8], &[u8]) = (&[], &[], &[]);
        for field in Fields(way) {
            match field? {
                (2, list) => keys = list.bytes()?,
                (3, list) => values = list.bytes()?,
                (8, list) => nodes = list.bytes()?,
                _ => {}
            }
        }
        let mut is_road = false;
        for (key, value) in Packed(keys).zip(Packed(values)) {
            let (key, value) = (word(key?), word(value?));
            is_road |= key == Some(b"highway") && value.is_some_and(|value| ROADS.contains(&value));
        }
        if is_road {
            for node in running(nodes) {
                self.nodes.push(node?);
            }
            self.ends.push(self.nodes.len());
        }
        Ok(())
    }
}

/// Where nodes are.
struct Places {
    /// Those that are needed, in order.
    ids: Vec<i64>,
    at: Vec<Option<Position>>,
    /// Where the last was found: nodes of a file mostly come in order.
    last: usize,
}

impl Places {
    fn take(&mut self, block: &[u8]) -> Result<(), Fault> {
        let (mut granularity, mut south, mut west) = (100_i64, 0_i64, 0_i64);
        for field in Fields(block) {
            match field? {
                (17, number) => granularity = number.number()? as i64,
                (19, number) => south = number.number()? as i64,
                (20, number) => west = number.number()? as i64,
                _ => {}
            }
        }
        let degrees =
            |offset: i64, number: i64| (offset as f64 + granularity as f64 * number as f64) * 1e-9;
        let mut put = |id: i64, lat: i64, lon: i64| {
            if let Some(slot) = self.slot(id) {
                self.at[slot] = Position::new(degrees(south, lat), degrees(west, lon));
            }
        };
        for group in groups(block) {
            for field in Fields(group?) {
                match field? {
                    (1, node) => {
                        let (mut id, mut lat, mut lon) = (0, 0, 0);
                        for field in Fields(node.bytes()?) {
                            match field? {
                                (1, number) => id = signed(number.number()?),
                                (8, number) => lat = signed(number.number()?),
                                (9, number) => lon = signed(number.number()?),
                                _ => {}
                            }
                        }
                        put(id, lat, lon);
                    }
                    (2, dense) => {
                        let (mut ids, mut lats, mut lons): (&[u8], &[u8], &[u8]) = (&[], &[], &[]);
                        for field in Fields(dense.bytes()?) {
                            match field? {
                                (1, list) => ids = list.bytes()?,
                                (8, list) => lats = list.bytes()?,
                                (9, list) => lons = list.bytes()?,
                                _ => {}
                            }
                        }
                        for ((id, lat), lon) in running(ids).zip(running(lats)).zip(running(lons)) {
                            put(id?, lat?, lon?);
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn slot(&mut self, id: i64) -> Option<usize> {
        let rest = &self.ids[self.last..];
        // The next one needed is near, or this one is not needed.
        let near = rest.iter().take(8).position(|known| *known >= id);
        let found = match near {
            Some(step) if step > 0 || rest.first() == Some(&id) || self.last == 0 => {
                self.last + step
            }
            _ => self.ids.partition_point(|known| *known < id),
        };
        self.last = found.min(self.ids.len());
        (self.ids.get(found) == Some(&id)).then_some(found)
    }
}

fn groups(block: &[u8]) -> impl Iterator<Item = Result<&[u8], Broken>> {
    Fields(block).filter_map(|field| match field {
        Ok((2, group)) => Some(group.bytes()),
        Ok(_) => None,
        Err(broken) => Some(Err(broken)),
    })
}

/// Hands on each block of data.
fn each_block(
    path: &Path,
    mut take: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), OsmError> {
    let failed = |error| OsmError::File { path: path.to_owned(), error };
    let mut source = BufReader::with_capacity(1 << 18, File::open(path).map_err(failed)?);
    let (mut byte, mut first) = (0, true);
    loop {
        let read = next_block(&mut source, &mut byte, first).and_then(|block| match block {
            Some(Some(data)) => take(&data).map(|()| true),
            Some(None) => Ok(true),
            None => Ok(false),
        });
        first = false;
        match read {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(Fault::Io(error)) => return Err(failed(error)),
            Err(Fault::Broken) => return Err(OsmError::Broken { path: path.to_owned(), byte }),
            Err(Fault::Packing) => {
                return Err(OsmError::OtherPacking { path: path.to_owned(), byte });
            }
            Err(Fault::TooMany) => return Err(OsmError::TooManyRoads { path: path.to_owned() }),
        }
    }
}

/// The next block; nothing in it where it is not one of data; `None` at the end. `byte`: where it begins.
fn next_block(
    source: &mut impl Read,
    byte: &mut u64,
    first: bool,
) -> Result<Option<Option<Vec<u8>>>, Fault> {
    let mut length = [0; 4];
    match source.read_exact(&mut length[..1]) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return if first { Err(Fault::Broken) } else { Ok(None) };
        }
        other => other.map_err(Fault::Io)?,
    }
    read_exact(source, &mut length[1..])?;
    let length = u32::from_be_bytes(length);
    if length > HEADER {
        return Err(Fault::Broken);
    }
    let mut header = vec![0; length as usize];
    read_exact(source, &mut header)?;
    let (mut kind, mut size): (&[u8], u64) = (&[], 0);
    for field in Fields(&header) {
        match field? {
            (1, name) => kind = name.bytes()?,
            (3, number) => size = number.number()?,
            _ => {}
        }
    }
    if size > BLOCK {
        return Err(Fault::Packing);
    }
    let mut blob = vec![0; size as usize];
    read_exact(source, &mut blob)?;
    let data = if kind == b"OSMData" { Some(unpacked(&blob)?) } else { None };
    if first && kind != b"OSMHeader" && kind != b"OSMData" {
        return Err(Fault::Broken);
    }
    *byte += 4 + u64::from(length) + size;
    Ok(Some(data))
}

fn read_exact(source: &mut impl Read, bytes: &mut [u8]) -> Result<(), Fault> {
    source.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => Fault::Broken,
        _ => Fault::Io(error),
    })
}

fn unpacked(blob: &[u8]) -> Result<Vec<u8>, Fault> {
    for field in Fields(blob) {
        match field? {
            (1, raw) => return Ok(raw.bytes()?.to_vec()),
            (3, packed) => {
                let mut data = Vec::new();
                let mut inflated = ZlibDecoder::new(packed.bytes()?).take(BLOCK + 1);
                inflated.read_to_end(&mut data).map_err(|_| Fault::Broken)?;
                return if data.len() as u64 > BLOCK { Err(Fault::Packing) } else { Ok(data) };
            }
            _ => {}
        }
    }
    Err(Fault::Packing)
}

#[cfg(test)]
#[path = "osm/tests.rs"]
mod tests;
