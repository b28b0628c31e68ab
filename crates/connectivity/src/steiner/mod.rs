//! Prize-collecting Steiner trees: which lines to build where savings pay for them, at the least total of the lines' cost
//! and the savings forgone; with a lower bound on every tree, so that the gap to the best is known.
//!
//! An [`Instance`] is a graph with costs of edges and prizes of vertices, with a root or without; [`solve`] gives a
//! [`Solution`]. Nothing here knows of sites or money.
//!
//! | module | the step |
//! |---|---|
//! | [`arrangement`] | vertices in an order in which neighbours are near each other in memory |
//! | [`division`] | parts that cannot pay to reach each other are problems of their own, told by moats |
//! | [`grid`] | numbers rounded down to a grid, on which all sums are exact |
//! | [`reduction`] | the instance made smaller without changing its optimum, with the way back |
//! | [`growth`] | primal–dual growth, near-linear: a first tree, and the moats |
//! | [`pruning`] | the best part of a tree (strong pruning), the least tree of given vertices |
//! | [`ascent`] | the lower bound: dual ascent on the bidirected cut formulation |
//! | [`improvement`] | local improvement of a tree |
//! | [`closing`] | the steps above in turn, with what bound and tree together exclude |
//!
//! What comes out is told by the instance and the effort alone, not by the number of threads. [`Instance::new`] checks
//! what comes in, so that no step can fail.

mod adjacency;
mod anywhere;
pub mod arrangement;
pub mod ascent;
pub mod closing;
pub mod division;
pub mod grid;
pub mod growth;
mod heaps;
pub mod improvement;
mod instance;
pub mod pruning;
pub mod reduction;
mod solution;

pub use adjacency::{Adjacency, Link};
pub use instance::{Edge, Graph, Instance, Mistake, Tree};
pub use solution::{Effort, Solution, solve};
