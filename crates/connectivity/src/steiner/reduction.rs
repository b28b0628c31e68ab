//! An instance made smaller without changing its optimum, with the way back.
//!
//! Each rule removes what some best tree does without, or puts together what is together in some best tree:
//!
//! - **too dear**: an edge that costs more than all prizes;
//! - **parallel**: of two edges between the same vertices the costlier;
//! - **degree 1**: the vertex is left out if its prize does not pay its edge, else it hangs on its neighbour;
//! - **degree 2**: where the prize is no more than either edge, the vertex is only passed through: its edges become one;
//! - **nearest neighbours** (Beasley 1989): a vertex's cheapest edge, where both ends pay for it, is in;
//! - **bottleneck** (Duin & Volgenant 1989, with prizes as Uchoa 2006): an edge is out where another way between its ends
//!   costs no more on any stretch, prizes on the stretch deducted.
//!
//! Costs and prizes must be on a grid ([`super::grid`]): sums are then exact and so are the rules. A prize may be
//! infinite: the vertex must be in.

mod edges;
mod rules;

use super::{Edge, Graph, Instance};
use edges::Edges;

/// An edge of the reduced graph in terms of the instance.
#[derive(Debug, Clone, Copy)]
enum Piece {
    /// One edge of the instance.
    Edge(u32),
    /// Two pieces through a vertex.
    Through(u32, u32, u32),
}

/// A vertex that is in whenever the one it hangs on is.
#[derive(Debug, Clone, Copy)]
struct Hanging {
    vertex: u32,
    /// The edge that it hangs by, in the reduced graph's numbers.
    piece: u32,
    /// The next on the same vertex.
    next: u32,
}

const NONE: u32 = u32::MAX;

/// A rooted instance being made smaller.
#[derive(Debug, Clone)]
pub struct Reduction {
    edges: Edges,
    pieces: Vec<Piece>,
    prizes: Vec<f64>,
    root: u32,
    gone: Vec<bool>,
    /// For each vertex the one that it was put together with; its own number where there is none.
    within: Vec<u32>,
    hung: Vec<u32>,
    hanging: Vec<Hanging>,
    offset: f64,
    /// For the rules' searches; all [`rules::UNSEEN`] between them.
    labels: Vec<rules::Label>,
}

/// What is left of an instance, as one.
#[derive(Debug, Clone)]
pub struct Reduced {
    /// Vertices and edges are numbered anew.
    pub instance: Instance,
    /// For each vertex its number in the instance that was reduced.
    pub vertices: Vec<u32>,
    /// For each edge its number in the [`Reduction`].
    pub edges: Vec<u32>,
    /// What every solution costs beside.
    pub offset: f64,
}

impl Reduction {
    /// Begins with a rooted instance.
    ///
    /// # Panics
    /// Without a root.
    pub fn new(instance: &Instance) -> Self {
        let root = instance.root.expect("a rooted instance");
        let vertices = instance.graph.vertices;
        let mut prizes = instance.prizes.clone();
        prizes[root as usize] = f64::INFINITY;
        Self {
            edges: Edges::new(&instance.graph),
            pieces: (0..instance.graph.edges.len() as u32).map(Piece::Edge).collect(),
            prizes,
            root,
            gone: vec![false; vertices],
            within: (0..vertices as u32).collect(),
            hung: vec![NONE; vertices],
            hanging: Vec::new(),
            offset: 0.0,
            labels: vec![rules::UNSEEN; vertices],
        }
    }

    /// Applies all rules, again and again while they do much.
    pub fn reduce(&mut self, searched: usize) {
        let total: f64 = self.prizes.iter().filter(|prize| prize.is_finite()).sum();
        if (0..self.prizes.len()).all(|v| self.prizes[v].is_finite() || v == self.root as usize) {
            self.drop_edges_over(total);
        }
        self.shrink();
        loop {
            let before = self.edges.count();
            if before == 0 || self.drop_bypassed(searched) == 0 {
                return;
            }
            self.shrink();
            if self.edges.count() * 20 > before * 19 {
                return;
            }
        }
    }

    /// The rules that look at a vertex and its edges alone, until they find nothing.
    fn shrink(&mut self) {
        loop {
            self.edges.drop_parallel();
            let lower = self.settle_low_degrees();
            let contracted = self.contract_nearest();
            if lower + contracted == 0 {
                return;
            }
        }
    }

    /// How many edges are left.
    pub fn edge_count(&self) -> usize {
        self.edges.count()
    }

    /// What every solution of what is left costs beside.
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// Takes out an edge (by its number here) of which it is known that a best tree does without.
    pub fn drop_edge(&mut self, edge: u32) {
        self.edges.remove(edge);
    }

    /// Takes out a vertex of which it is known that a best tree does without.
    pub fn drop_vertex(&mut self, vertex: u32) {
        if vertex == self.root || self.gone[vertex as usize] {
            return;
        }
        self.offset += self.prizes[vertex as usize];
        self.gone[vertex as usize] = true;
        while let Some(half) = self.edges.first_at(vertex) {
            self.edges.remove(half / 2);
        }
    }

    /// A vertex must be in from now on.
    pub fn require(&mut self, vertex: u32) {
        self.prizes[vertex as usize] = f64::INFINITY;
    }

    /// What is left, numbered anew. With `root` another vertex that must be in can be the root.
    pub fn export(&self, root: Option<u32>) -> Reduced {
        let mut root = root.unwrap_or(self.root);
        while self.gone[root as usize] && self.within[root as usize] != root {
            root = self.within[root as usize];
        }
        if self.gone[root as usize] {
            root = self.root;
        }
        let mut numbers = vec![NONE; self.prizes.len()];
        let mut vertices = Vec::new();
        for v in 0..self.prizes.len() as u32 {
            if !self.gone[v as usize] {
                numbers[v as usize] = vertices.len() as u32;
                vertices.push(v);
            }
        }
        let (mut edges, mut list) = (Vec::new(), Vec::new());
        for edge in self.edges.iter() {
            let [a, b] = self.edges.ends(edge).map(|v| numbers[v as usize]);
            list.push(Edge { a, b, cost: self.edges.cost(edge) });
            edges.push(edge);
        }
        let prizes = vertices.iter().map(|v| self.prizes[*v as usize]).collect();
        let graph = Graph { vertices: vertices.len(), edges: list };
        let instance = Instance { graph, prizes, root: Some(numbers[root as usize]) };
        Reduced { instance, vertices, edges, offset: self.offset }
    }

    /// The way back: the edges, in the instance, of the solution with these edges (by their numbers here) and the root.
    pub fn back(&self, edges: &[u32]) -> Vec<u32> {
        let mut found = Vec::new();
        let mut pieces: Vec<u32> = edges.to_vec();
        let mut vertices = vec![self.root];
        let mut seen = rustc_hash::FxHashSet::default();
        for edge in edges {
            vertices.extend(self.edges.ends(*edge));
        }
        loop {
            if let Some(vertex) = vertices.pop() {
                if seen.insert(vertex) {
                    let mut at = self.hung[vertex as usize];
                    while at != NONE {
                        let Hanging { vertex, piece, next } = self.hanging[at as usize];
                        pieces.push(piece);
                        vertices.push(vertex);
                        at = next;
                    }
                }
            } else if let Some(piece) = pieces.pop() {
                match self.pieces[piece as usize] {
                    Piece::Edge(edge) => found.push(edge),
                    Piece::Through(one, vertex, two) => {
                        pieces.extend([one, two]);
                        vertices.push(vertex);
                    }
                }
            } else {
                return found;
            }
        }
    }

    /// Puts two neighbours together along an edge that is in whenever they are.
    fn contract(&mut self, edge: u32, a: u32, b: u32) {
        let smaller = self.edges.degree(a) < self.edges.degree(b) && a != self.root;
        let (from, into) = if smaller || b == self.root { (a, b) } else { (b, a) };
        self.contract_into(edge, from, into);
    }

    fn contract_into(&mut self, edge: u32, from: u32, into: u32) {
        let cost = self.edges.cost(edge);
        self.offset += cost;
        self.prizes[into as usize] += self.prizes[from as usize] - cost;
        let next = std::mem::replace(&mut self.hung[into as usize], self.hanging.len() as u32);
        self.hanging.push(Hanging { vertex: from, piece: edge, next });
        self.edges.remove(edge);
        self.edges.move_all(from, into);
        self.gone[from as usize] = true;
        self.within[from as usize] = into;
    }
}
