//! Steiner tree problems as the public benchmarks write them: the `.stp` format of SteinLib (version 1.0) with the prizes
//! of the 11th DIMACS Implementation Challenge.
//!
//! A file is lines of words in sections `Comment`, `Graph` and `Terminals`, each up to an `END`; vertices are numbered
//! from 1 there and from 0 here. Sections that do not change the problem (`Coordinates`, `Presolve` …) are passed over.
//! Directed graphs are told, and not read.
//!
//! [`read`] gives the problem, or everything that is wrong with the file by line and word; [`write()`] writes one.

mod problem;
mod read;
mod write;

pub use problem::{StpCode, StpError, StpProblem};
pub use read::read;
pub use write::write;

/// What the first line of every file begins with.
pub const MAGIC: &str = "33D32945";

/// A Steiner tree problem.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stp {
    /// What the file says of itself: keyword (`Name`, `Creator`, `Remark`, `Problem` …) and words, without quotation marks.
    pub comments: Vec<(String, String)>,
    /// How many vertices there are; they are numbered from 0.
    pub vertices: u32,
    /// Edges: both ends and the cost.
    pub edges: Vec<(u32, u32, f64)>,
    /// Vertices that must be in the tree.
    pub terminals: Vec<u32>,
    /// Vertices with a prize, which is lost where they are not in the tree.
    pub prizes: Vec<(u32, f64)>,
    /// The vertex that the tree begins at, if one is given.
    pub root: Option<u32>,
}

/// How much of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Vertices; nothing is kept for a vertex that is only counted.
    pub vertices: u32,
    /// Edges, terminals and comments.
    pub items: usize,
    /// Problems that are told; those beyond are counted.
    pub problems: usize,
}

impl Default for Limits {
    /// 1 GiB, 100 million vertices, 50 million items, 1,000 problems.
    fn default() -> Self {
        Self { bytes: 1 << 30, vertices: 100_000_000, items: 50_000_000, problems: 1_000 }
    }
}
