//! The log's hashes in tiles of 256, as in C2SP [tlog-tiles].
//!
//! The tile `(level, index)` holds 256 hashes in a row, each of a whole subtree of 256^level leaves;
//! the last tile of a level may hold fewer and grows. A tile is stored as its hashes one after the
//! other, 32 bytes each, which is also what is served at `/tile/<level>/<index>[.p/<width>]`: a
//! partial tile is the beginning of the full one.
//!
//! Appending touches only the last tile of each level ([`Edge`]); a proof reads at most two tiles of
//! each level ([`TileSet`]), four levels for four thousand million leaves.
//!
//! [tlog-tiles]: https://c2sp.org/tlog-tiles

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::merkle::{Hash, empty_root, node_hash};

/// Hashes in a full tile.
pub const WIDTH: usize = 256;
const HEIGHT: u32 = 8;

/// Where a tile is: its level, and its place in the level.
pub type TileId = (u32, u64);

/// A tile's bytes from its hashes.
pub fn to_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.concat()
}

/// A tile's hashes from its bytes; `None` if they are not a whole number of hashes, 1 to 256.
pub fn from_bytes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    let sound = rest.is_empty() && (1..=WIDTH).contains(&hashes.len());
    sound.then(|| hashes.to_vec())
}

/// The root of hashes whose number is a power of two.
fn subtree(hashes: &[Hash]) -> Hash {
    let mut level = hashes.to_vec();
    while level.len() > 1 {
        level = level.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    level.first().copied().unwrap_or_else(empty_root)
}

/// The last, partial tile of each level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// The tiles that the edge of a log of `size` leaves is read from, with their widths.
    pub fn tiles(size: u64) -> Vec<(TileId, usize)> {
        (0..)
            .map(|level| (level, size.checked_shr(level * HEIGHT).unwrap_or(0)))
            .take_while(|(_, hashes)| *hashes > 0)
            .map(|(level, hashes)| {
                ((level, hashes / WIDTH as u64), (hashes % WIDTH as u64) as usize)
            })
            .collect()
    }

    /// The edge of a log of `size` leaves, one list of hashes for each tile of [`Self::tiles`] (an
    /// empty one where the width is 0). `None` if a list is shorter than its width.
    pub fn new(size: u64, stored: Vec<Vec<Hash>>) -> Option<Self> {
        let tiles = Self::tiles(size);
        let mut levels = stored;
        levels.resize(tiles.len(), Vec::new());
        for (hashes, (_, width)) in levels.iter_mut().zip(tiles) {
            if hashes.len() < width {
                return None;
            }
            hashes.truncate(width);
        }
        Some(Self { size, levels })
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf; hands each tile that it fills to `full`.
    pub fn push(&mut self, leaf: Hash, mut full: impl FnMut(TileId, Vec<Hash>)) {
        self.size += 1;
        let mut carried = Some(leaf);
        let mut level = 0;
        while let Some(hash) = carried.take() {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(hash);
            if self.levels[level].len() == WIDTH {
                let hashes = std::mem::take(&mut self.levels[level]);
                carried = Some(subtree(&hashes));
                let index = (self.size >> (level as u32 * HEIGHT)) / WIDTH as u64 - 1;
                full((level as u32, index), hashes);
            }
            level += 1;
        }
    }

    /// The partial tiles.
    pub fn partial(&self) -> impl Iterator<Item = (TileId, &[Hash])> {
        Self::tiles(self.size)
            .into_iter()
            .zip(&self.levels)
            .filter(|((_, width), _)| *width > 0)
            .map(|((id, _), hashes)| (id, hashes.as_slice()))
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let mut root = None;
        for hashes in &self.levels {
            // The whole subtrees of the tile, from the right: one for each 1 of its width.
            let mut end = hashes.len();
            while end > 0 {
                let start = end - (1 << end.trailing_zeros());
                let left = subtree(&hashes[start..end]);
                root = Some(root.map_or(left, |right| node_hash(&left, &right)));
                end = start;
            }
        }
        root.unwrap_or_else(empty_root)
    }
}

/// Some tiles, enough to compute the hashes of some subtrees.
#[derive(Debug, Clone, Default)]
pub struct TileSet(BTreeMap<TileId, Vec<Hash>>);

/// A whole subtree: 2^level leaves, the `index`th of its level.
#[derive(Debug, Clone, Copy)]
struct Node {
    level: u32,
    index: u64,
}

impl Node {
    fn tile(self) -> TileId {
        let first = self.index << (self.level % HEIGHT);
        (self.level / HEIGHT, first / WIDTH as u64)
    }

    fn place(self) -> Range<usize> {
        let width = 1 << (self.level % HEIGHT);
        let start = ((self.index << (self.level % HEIGHT)) % WIDTH as u64) as usize;
        start..start + width
    }
}

/// The whole subtrees that a range of leaves of a tree is made of, left to right.
fn nodes(range: &Range<u64>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let level = (range.end - start).ilog2();
        nodes.push(Node { level, index: start >> level });
        start += 1 << level;
    }
    nodes
}

impl TileSet {
    /// The tiles needed for the hashes of these ranges.
    pub fn needed(ranges: &[Range<u64>]) -> BTreeSet<TileId> {
        ranges.iter().flat_map(nodes).map(Node::tile).collect()
    }

    /// Adds a tile.
    pub fn insert(&mut self, id: TileId, hashes: Vec<Hash>) {
        self.0.insert(id, hashes);
    }

    /// The hash of a range that a proof is made of; `None` if a tile is missing or too short.
    pub fn hash(&self, range: &Range<u64>) -> Option<Hash> {
        let parts: Option<Vec<Hash>> =
            nodes(range).into_iter().map(|node| self.node(node)).collect();
        parts?.into_iter().rev().reduce(|right, left| node_hash(&left, &right))
    }

    fn node(&self, node: Node) -> Option<Hash> {
        self.0.get(&node.tile())?.get(node.place()).map(subtree)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::merkle::{self, Frontier, leaf_hash};

    fn leaf(index: u64) -> Hash {
        leaf_hash(&index.to_be_bytes())
    }

    /// All tiles of a log, and its edge.
    fn grow(size: u64) -> (TileSet, Edge) {
        let (mut tiles, mut edge) = (TileSet::default(), Edge::default());
        for index in 0..size {
            edge.push(leaf(index), |id, hashes| tiles.insert(id, hashes));
        }
        for (id, hashes) in edge.partial() {
            tiles.insert(id, hashes.to_vec());
        }
        (tiles, edge)
    }

    fn root(size: u64) -> Hash {
        let mut frontier = Frontier::default();
        (0..size).for_each(|index| frontier.push(leaf(index)));
        frontier.root()
    }

    #[test]
    fn the_edge_has_the_root_of_the_tree() {
        let (mut edge, mut frontier) = (Edge::default(), Frontier::default());
        for index in 0..66_000_u64 {
            if index % 97 == 0 || index.is_power_of_two() {
                assert_eq!(edge.root(), frontier.root(), "{index}");
            }
            edge.push(leaf(index), |_, _| ());
            frontier.push(leaf(index));
        }
        assert_eq!(edge.size(), 66_000);
    }

    #[test]
    fn tiles_are_where_the_specification_puts_them() {
        // 70,000 leaves: the example of c2sp.org/tlog-tiles.
        let tiles = Edge::tiles(70_000);
        assert_eq!(tiles, [((0, 273), 112), ((1, 1), 17), ((2, 0), 1)]);
        let (set, _) = grow(70_000);
        let count = |level| set.0.keys().filter(|(at, _)| *at == level).count();
        assert_eq!((count(0), count(1), count(2), count(3)), (274, 2, 1, 0));
        assert_eq!(set.0[&(0, 273)].len(), 112);
        assert_eq!(set.0[&(0, 0)].len(), 256);
        assert_eq!(set.0[&(1, 0)][0], root(256));
        assert_eq!(set.0[&(2, 0)][0], root(65_536));
    }

    #[test]
    fn an_edge_is_read_back() {
        for size in [0, 1, 255, 256, 257, 512, 65_535, 65_536, 65_537] {
            let (tiles, edge) = grow(size);
            let stored = Edge::tiles(size)
                .iter()
                .map(|(id, width)| if *width == 0 { Vec::new() } else { tiles.0[id].clone() })
                .collect();
            assert_eq!(Edge::new(size, stored), Some(edge), "{size}");
        }
        assert_eq!(Edge::new(5, vec![vec![leaf(0); 4]]), None);
    }

    #[test]
    fn bytes_that_are_no_tile_are_refused() {
        assert_eq!(from_bytes(&[]), None);
        assert_eq!(from_bytes(&[0; 33]), None);
        assert_eq!(from_bytes(&[0; 32 * 257]), None);
        let hashes = vec![leaf(0), leaf(1)];
        assert_eq!(from_bytes(&to_bytes(&hashes)), Some(hashes));
    }

    #[test]
    fn a_missing_tile_is_not_guessed() {
        assert_eq!(TileSet::default().hash(&(0..1)), None);
        let (tiles, _) = grow(3);
        assert_eq!(tiles.hash(&(0..4)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn proofs_from_tiles_hold(size in 1..70_000_u64, part in 0.0..1.0_f64) {
            let (tiles, edge) = grow(size);
            let at = (part * size as f64) as u64;
            let ranges = merkle::inclusion_ranges(at, size);
            prop_assert!(TileSet::needed(&ranges).len() <= 6);
            let proof: Vec<Hash> = ranges.iter().map(|range| tiles.hash(range).unwrap()).collect();
            prop_assert!(merkle::verify_inclusion(&leaf(at), at, size, &proof, &edge.root()));
            let ranges = merkle::consistency_ranges(at, size);
            let proof: Vec<Hash> = ranges.iter().map(|range| tiles.hash(range).unwrap()).collect();
            prop_assert!(merkle::verify_consistency(at, size, &proof, &root(at), &edge.root()));
        }
    }
}
