//! The question: a graph with costs of edges and prizes of vertices; and an answer: a tree.

use super::adjacency::Adjacency;

/// A line that can be built between two vertices, both ways. Parallel edges and loops may be there; an edge is known by
/// its place in [`Graph::edges`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// One end.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// What it costs to build; finite, not negative.
    pub cost: f64,
}

impl Edge {
    /// The end that `vertex` is not.
    pub fn other(&self, vertex: u32) -> u32 {
        if self.a == vertex { self.b } else { self.a }
    }
}

/// An undirected graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// How many vertices; they are numbered from 0.
    pub vertices: usize,
    /// Its edges, in any order.
    pub edges: Vec<Edge>,
}

/// What makes an instance senseless.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Mistake {
    /// More vertices or edges than numbers of 31 bits count.
    #[error("{vertices} vertices and {edges} edges are too many")]
    TooLarge {
        /// How many vertices.
        vertices: usize,
        /// How many edges.
        edges: usize,
    },
    /// Not one prize for each vertex.
    #[error("{prizes} prizes for {vertices} vertices")]
    Prizes {
        /// How many prizes.
        prizes: usize,
        /// How many vertices.
        vertices: usize,
    },
    /// An edge ends at a vertex that is not there.
    #[error("edge {edge} ends at vertex {vertex}, which is not there")]
    NoVertex {
        /// Which edge.
        edge: usize,
        /// Where it ends.
        vertex: u32,
    },
    /// A cost that is negative or no number.
    #[error("edge {edge} costs {cost}")]
    Cost {
        /// Which edge.
        edge: usize,
        /// Its cost.
        cost: f64,
    },
    /// A prize that is negative or no number.
    #[error("the prize of vertex {vertex} is {prize}")]
    Prize {
        /// Which vertex.
        vertex: usize,
        /// Its prize.
        prize: f64,
    },
    /// The prizes or the costs are so large that they cannot be added up.
    #[error("the sum of costs and prizes is not finite")]
    Sum,
    /// The root is not there.
    #[error("the root {root} is not a vertex")]
    Root {
        /// Which vertex was to be the root.
        root: u32,
    },
}

/// A prize-collecting Steiner tree problem: the tree of least cost of edges plus prizes of the vertices left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    pub(super) graph: Graph,
    pub(super) prizes: Vec<f64>,
    pub(super) root: Option<u32>,
}

impl Instance {
    /// An instance, if it makes sense. With a root the tree holds it, and it costs nothing (its prize does not
    /// matter); without one the tree may be anywhere.
    ///
    /// # Errors
    /// The first [`Mistake`].
    pub fn new(graph: Graph, prizes: Vec<f64>, root: Option<u32>) -> Result<Self, Mistake> {
        let (vertices, edges) = (graph.vertices, graph.edges.len());
        let most = (u32::MAX / 2) as usize;
        if vertices >= most || edges >= most {
            return Err(Mistake::TooLarge { vertices, edges });
        }
        if prizes.len() != vertices {
            return Err(Mistake::Prizes { prizes: prizes.len(), vertices });
        }
        for (edge, &Edge { a, b, cost }) in graph.edges.iter().enumerate() {
            if let Some(vertex) = [a, b].into_iter().find(|end| *end as usize >= vertices) {
                return Err(Mistake::NoVertex { edge, vertex });
            }
            if !(cost.is_finite() && cost >= 0.0) {
                return Err(Mistake::Cost { edge, cost });
            }
        }
        let wrong = prizes.iter().position(|prize| !(prize.is_finite() && *prize >= 0.0));
        if let Some(vertex) = wrong {
            return Err(Mistake::Prize { vertex, prize: prizes[vertex] });
        }
        let costs = graph.edges.iter().map(|edge| edge.cost);
        if !costs.chain(prizes.iter().copied()).sum::<f64>().is_finite() {
            return Err(Mistake::Sum);
        }
        if let Some(root) = root.filter(|root| *root as usize >= vertices) {
            return Err(Mistake::Root { root });
        }
        Ok(Self { graph, prizes, root })
    }

    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// For each vertex what is lost if it is left out.
    pub fn prizes(&self) -> &[f64] {
        &self.prizes
    }

    /// The vertex that is in every tree.
    pub fn root(&self) -> Option<u32> {
        self.root
    }

    /// What vertex `v` is worth: its prize, and nothing for the root.
    pub(super) fn prize(&self, v: u32) -> f64 {
        if self.root == Some(v) { 0.0 } else { self.prizes[v as usize] }
    }

    /// The edges at each vertex.
    pub fn adjacency(&self) -> Adjacency {
        Adjacency::new(self.graph.vertices, self.graph.edges.iter().map(|edge| (edge.a, edge.b)))
    }

    /// The tree of these edges, with what it costs; of no edges the root, or the vertex of the highest prize.
    /// The edges must be those of one tree (that holds the root).
    pub fn tree(&self, mut edges: Vec<u32>) -> Tree {
        edges.sort_unstable();
        let of = |edge: &u32| self.graph.edges[*edge as usize];
        let mut vertices: Vec<u32> =
            edges.iter().map(of).flat_map(|edge| [edge.a, edge.b]).collect();
        if edges.is_empty() {
            vertices.extend(self.root.or_else(|| self.dearest()));
        }
        vertices.sort_unstable();
        vertices.dedup();
        let cost = edges.iter().map(|edge| of(edge).cost).sum();
        let mut forgone = 0.0;
        let mut next = vertices.iter().peekable();
        for v in 0..self.graph.vertices as u32 {
            if next.next_if(|in_tree| **in_tree == v).is_none() {
                forgone += self.prize(v);
            }
        }
        Tree { edges, vertices, cost, forgone }
    }

    /// The vertex of the highest prize, the first of equals.
    pub(super) fn dearest(&self) -> Option<u32> {
        let better = |best: Option<u32>, v: u32| match best {
            Some(best) if self.prizes[best as usize] >= self.prizes[v as usize] => Some(best),
            _ => Some(v),
        };
        (0..self.graph.vertices as u32).fold(None, better)
    }
}

/// A tree in a graph, and what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// Its edges: places in [`Graph::edges`], ascending.
    pub edges: Vec<u32>,
    /// Its vertices, ascending. Without edges it is one vertex; it is empty only where there is none.
    pub vertices: Vec<u32>,
    /// The sum of its edges' costs.
    pub cost: f64,
    /// The sum of the prizes of vertices that are not in it.
    pub forgone: f64,
}

impl Tree {
    /// What is made least: its cost and what it leaves.
    pub fn objective(&self) -> f64 {
        self.cost + self.forgone
    }

    /// Whether this is a tree of the instance: connected, without a cycle, with the root, and its sums right.
    pub fn is_tree_of(&self, instance: &Instance) -> bool {
        let mut union: Vec<u32> = (0..instance.graph.vertices as u32).collect();
        fn top(union: &mut [u32], mut v: u32) -> u32 {
            while union[v as usize] != v {
                union[v as usize] = union[union[v as usize] as usize];
                v = union[v as usize];
            }
            v
        }
        for edge in &self.edges {
            let Some(edge) = instance.graph.edges.get(*edge as usize) else { return false };
            let (a, b) = (top(&mut union, edge.a), top(&mut union, edge.b));
            if a == b {
                return false;
            }
            union[a as usize] = b;
        }
        let rooted = instance.root.is_none_or(|root| self.vertices.binary_search(&root).is_ok());
        let one = self.vertices.len() == self.edges.len() + 1 || instance.graph.vertices == 0;
        let again = instance.tree(self.edges.clone());
        let same_vertices = again.vertices == self.vertices
            || (self.edges.is_empty() && self.vertices.len() == 1 && instance.root.is_none());
        rooted && one && same_vertices && self.cost == again.cost
    }
}
