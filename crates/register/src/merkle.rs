//! The Merkle tree of RFC 6962 (and RFC 9162, section 2.1): pure functions, no storage.
//!
//! ```text
//! leaf hash = SHA-256(0x00 ‖ leaf data)        node hash = SHA-256(0x01 ‖ left ‖ right)
//! ```
//!
//! Someone who holds two checkpoints and two proofs needs only this module to check that an entry is
//! in the log ([`verify_inclusion`]) and that nothing of an earlier log was changed or taken away
//! ([`verify_consistency`]). [`inclusion_ranges`] and [`consistency_ranges`] say which subtrees a
//! proof is made of; [`crate::tiles`] finds their hashes.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of a leaf that holds `data`.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash of the node above `left` and `right`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree without leaves.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// Where a tree of `size` leaves (at least 2) is cut: the largest power of two below `size`.
fn split(size: u64) -> u64 {
    1 << (63 - (size - 1).leading_zeros())
}

/// The subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves, lowest first.
/// Empty when `index` is not below `size`.
pub fn inclusion_ranges(index: u64, size: u64) -> Vec<Range<u64>> {
    let mut ranges = Vec::new();
    let mut within = 0..size;
    while index < size && within.end - within.start > 1 {
        let middle = within.start + split(within.end - within.start);
        if index < middle {
            ranges.push(middle..within.end);
            within.end = middle;
        } else {
            ranges.push(within.start..middle);
            within.start = middle;
        }
    }
    ranges.reverse();
    ranges
}

/// The subtrees whose hashes prove that the tree of `old` leaves is the beginning of the tree of
/// `new`, in the order of RFC 9162. Empty when `old` is 0 or not below `new`.
pub fn consistency_ranges(old: u64, new: u64) -> Vec<Range<u64>> {
    let mut ranges = Vec::new();
    if old == 0 || old >= new {
        return ranges;
    }
    let mut within = 0..new;
    while within.end > old {
        let middle = within.start + split(within.end - within.start);
        if old <= middle {
            ranges.push(middle..within.end);
            within.end = middle;
        } else {
            ranges.push(within.start..middle);
            within.start = middle;
        }
    }
    // What is left ends where the old tree ends. If it is the old tree, its hash is already known.
    if within.start > 0 {
        ranges.push(within);
    }
    ranges.reverse();
    ranges
}

/// Whether `proof` shows that the leaf with `hash` is at `index` in the tree of `size` leaves with
/// this `root` (RFC 9162, 2.1.3.2).
#[must_use]
pub fn verify_inclusion(hash: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last) = (index, size - 1);
    let mut computed = *hash;
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            computed = node_hash(sibling, &computed);
            climb_to_right_child(&mut node, &mut last);
        } else {
            computed = node_hash(&computed, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && computed == *root
}

/// Climbs over the levels where the node at the right edge has no sibling.
fn climb_to_right_child(node: &mut u64, last: &mut u64) {
    while *node & 1 == 0 && *node != 0 {
        *node >>= 1;
        *last >>= 1;
    }
}

/// Whether `proof` shows that the tree of `old` leaves with `old_root` is the beginning of the tree
/// of `new` leaves with `new_root` (RFC 9162, 2.1.4.2). Every tree begins with the empty one, whose
/// proof is empty.
#[must_use]
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> bool {
    match old {
        0 => proof.is_empty() && *old_root == empty_root(),
        _ if old == new => proof.is_empty() && old_root == new_root,
        _ if old > new => false,
        _ => climb_both(old, new, proof, old_root, new_root),
    }
}

fn climb_both(old: u64, new: u64, proof: &[Hash], old_root: &Hash, new_root: &Hash) -> bool {
    let mut path = proof.iter();
    // A whole subtree is its own start; otherwise the proof begins with the start.
    let start = if old.is_power_of_two() { Some(old_root) } else { path.next() };
    let Some(start) = start else { return false };
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    let (mut computed_old, mut computed_new) = (*start, *start);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            computed_old = node_hash(sibling, &computed_old);
            computed_new = node_hash(sibling, &computed_new);
            climb_to_right_child(&mut node, &mut last);
        } else {
            computed_new = node_hash(&computed_new, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && computed_old == *old_root && computed_new == *new_root
}

/// The right edge of a growing tree: enough to give its root at any moment, in log₂(size) hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    // The roots of the whole subtrees, largest first: one for each 1 in the binary form of `size`.
    roots: Vec<Hash>,
}

impl Frontier {
    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let from_the_right =
            self.roots.iter().copied().rev().reduce(|right, left| node_hash(&left, &right));
        from_the_right.unwrap_or_else(empty_root)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition of RFC 6962, section 2.1, word for word.
    fn mth(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
                node_hash(&mth(left), &mth(right))
            }
        }
    }

    fn hashes(leaves: &[Hash], ranges: &[Range<u64>]) -> Vec<Hash> {
        let part = |range: &Range<u64>| mth(&leaves[range.start as usize..range.end as usize]);
        ranges.iter().map(part).collect()
    }

    /// The eight leaves that the reference implementation of Certificate Transparency tests with.
    fn reference() -> Vec<Hash> {
        let leaves: [&[u8]; 8] = [
            &[],
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[
                0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
                0x6e, 0x6f,
            ],
        ];
        leaves.into_iter().map(leaf_hash).collect()
    }

    const REFERENCE_ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_the_reference() {
        assert_eq!(
            hex::encode(empty_root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        let mut frontier = Frontier::default();
        for (leaf, root) in reference().into_iter().zip(REFERENCE_ROOTS) {
            frontier.push(leaf);
            assert_eq!(hex::encode(frontier.root()), root, "size {}", frontier.size());
        }
    }

    #[test]
    fn proofs_are_those_of_the_reference() {
        let leaves = reference();
        let proof = |index, size| -> Vec<String> {
            hashes(&leaves, &inclusion_ranges(index, size)).iter().map(hex::encode).collect()
        };
        assert_eq!(
            proof(0, 8),
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        );
        assert_eq!(
            proof(5, 8),
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        );
        assert_eq!(proof(0, 1), Vec::<String>::new());
        let consistency: Vec<String> =
            hashes(&leaves, &consistency_ranges(6, 8)).iter().map(hex::encode).collect();
        assert_eq!(
            consistency,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        );
    }

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
    }

    #[test]
    fn every_proof_of_small_trees_holds_and_no_other() {
        let leaves = leaves(40);
        for size in 1..=40_u64 {
            let root = mth(&leaves[..size as usize]);
            for index in 0..size {
                let proof = hashes(&leaves, &inclusion_ranges(index, size));
                let leaf = &leaves[index as usize];
                assert!(verify_inclusion(leaf, index, size, &proof, &root), "{index} in {size}");
                for other in (0..size).filter(|other| *other != index) {
                    assert!(!verify_inclusion(leaf, other, size, &proof, &root));
                }
            }
            for old in 0..=size {
                let old_root = mth(&leaves[..old as usize]);
                let proof = hashes(&leaves, &consistency_ranges(old, size));
                assert!(verify_consistency(old, size, &proof, &old_root, &root), "{old}..{size}");
            }
        }
    }

    #[test]
    fn the_frontier_has_the_root_of_the_definition() {
        let leaves = leaves(600);
        let mut frontier = Frontier::default();
        for count in 0..600 {
            assert_eq!(frontier.root(), mth(&leaves[..count]), "{count}");
            frontier.push(leaves[count]);
        }
    }

    #[test]
    fn impossible_questions_have_no_proof() {
        let root = empty_root();
        assert!(inclusion_ranges(0, 0).is_empty() && inclusion_ranges(5, 5).is_empty());
        assert!(!verify_inclusion(&root, 0, 0, &[], &root));
        assert!(!verify_inclusion(&root, 3, 2, &[], &root));
        assert!(consistency_ranges(0, 5).is_empty() && consistency_ranges(5, 4).is_empty());
        assert!(!verify_consistency(5, 4, &[], &root, &root));
        assert!(!verify_consistency(3, 4, &[], &root, &root));
        assert!(!verify_consistency(0, 4, &[root], &root, &root));
    }

    proptest! {
        #[test]
        fn a_changed_bit_breaks_a_proof(
            size in 2..300_u64, part in 0.0..1.0_f64, bit in 0..256_usize, which in 0.0..1.0_f64,
        ) {
            let leaves = leaves(size);
            let root = mth(&leaves);
            let index = (part * size as f64) as u64;
            let mut proof = hashes(&leaves, &inclusion_ranges(index, size));
            let leaf = &leaves[index as usize];
            prop_assert!(verify_inclusion(leaf, index, size, &proof, &root));
            let place = (which * proof.len() as f64) as usize;
            proof[place][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!verify_inclusion(leaf, index, size, &proof, &root));
            proof[place][bit / 8] ^= 1 << (bit % 8);
            proof.push(root);
            prop_assert!(!verify_inclusion(leaf, index, size, &proof, &root));
        }

        #[test]
        fn another_past_is_found_out(size in 2..300_u64, part in 0.0..1.0_f64, changed in 0.0..1.0_f64) {
            let mut leaves = leaves(size);
            let old = 1 + (part * (size - 1) as f64) as u64;
            let old_root = mth(&leaves[..old as usize]);
            let proof = hashes(&leaves, &consistency_ranges(old, size));
            prop_assert!(verify_consistency(old, size, &proof, &old_root, &mth(&leaves)));
            leaves[(changed * old as f64) as usize] = leaf_hash(b"another");
            let proof = hashes(&leaves, &consistency_ranges(old, size));
            prop_assert!(!verify_consistency(old, size, &proof, &old_root, &mth(&leaves)));
        }
    }
}
