//! Edges that can be taken out and moved in constant time: each vertex has a linked list of its ends of edges.

use super::NONE;
use crate::steiner::Graph;

#[derive(Debug, Clone, Copy)]
struct Half {
    at: u32,
    next: u32,
    previous: u32,
}

/// The edges of a graph that changes. Edge `e` has the halves `2e` and `2e + 1`.
#[derive(Debug, Clone)]
pub(super) struct Edges {
    halves: Vec<Half>,
    costs: Vec<f64>,
    there: Vec<bool>,
    first: Vec<u32>,
    degrees: Vec<u32>,
    count: usize,
    /// For each vertex the edge by which it was last seen from the vertex being looked at.
    seen: Vec<(u32, u32)>,
}

impl Edges {
    pub fn new(graph: &Graph) -> Self {
        let none = Half { at: 0, next: NONE, previous: NONE };
        let mut edges = Self {
            halves: vec![none; 2 * graph.edges.len()],
            costs: graph.edges.iter().map(|edge| edge.cost).collect(),
            there: vec![true; graph.edges.len()],
            first: vec![NONE; graph.vertices],
            degrees: vec![0; graph.vertices],
            count: 0,
            seen: vec![(NONE, NONE); graph.vertices],
        };
        for (number, edge) in graph.edges.iter().enumerate() {
            if edge.a == edge.b {
                edges.there[number] = false;
                continue;
            }
            edges.count += 1;
            edges.link(2 * number as u32, edge.a);
            edges.link(2 * number as u32 + 1, edge.b);
        }
        edges
    }

    pub fn count(&self) -> usize {
        self.count
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.costs.len() as u32).filter(|edge| self.there[*edge as usize])
    }

    pub fn cost(&self, edge: u32) -> f64 {
        self.costs[edge as usize]
    }

    pub fn ends(&self, edge: u32) -> [u32; 2] {
        [self.halves[2 * edge as usize].at, self.halves[2 * edge as usize + 1].at]
    }

    pub fn degree(&self, vertex: u32) -> u32 {
        self.degrees[vertex as usize]
    }

    /// The first half at a vertex.
    pub fn first_at(&self, vertex: u32) -> Option<u32> {
        Some(self.first[vertex as usize]).filter(|half| *half != NONE)
    }

    /// The next half at the same vertex.
    pub fn next(&self, half: u32) -> Option<u32> {
        Some(self.halves[half as usize].next).filter(|half| *half != NONE)
    }

    /// Where the edge of a half leads.
    pub fn to(&self, half: u32) -> u32 {
        self.halves[(half ^ 1) as usize].at
    }

    /// The halves at a vertex; nothing may be changed meanwhile.
    pub fn at(&self, vertex: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.first_at(vertex), |half| self.next(*half))
    }

    pub fn remove(&mut self, edge: u32) {
        if std::mem::replace(&mut self.there[edge as usize], false) {
            self.unlink(2 * edge);
            self.unlink(2 * edge + 1);
            self.count -= 1;
        }
    }

    /// The edges of `from` become edges of `into`; those between the two are taken out.
    pub fn move_all(&mut self, from: u32, into: u32) {
        while let Some(half) = self.first_at(from) {
            if self.to(half) == into {
                self.remove(half / 2);
            } else {
                self.move_half(half, into);
            }
        }
    }

    /// One end of an edge moves to another vertex.
    pub fn move_half(&mut self, half: u32, into: u32) {
        self.unlink(half);
        self.link(half, into);
    }

    /// A new edge; gives its number, the next.
    pub fn add(&mut self, a: u32, b: u32, cost: f64) -> u32 {
        let edge = self.costs.len() as u32;
        self.halves.extend([Half { at: NONE, next: NONE, previous: NONE }; 2]);
        self.costs.push(cost);
        self.there.push(true);
        self.count += 1;
        self.link(2 * edge, a);
        self.link(2 * edge + 1, b);
        edge
    }

    /// Of edges between the same two vertices only the cheapest stays, of equals the first.
    pub fn drop_parallel(&mut self) {
        for v in 0..self.first.len() as u32 {
            let mut at = self.first_at(v);
            while let Some(half) = at {
                at = self.next(half);
                let (edge, to) = (half / 2, self.to(half));
                let (by, known) = self.seen[to as usize];
                if by != v || !self.there[known as usize] {
                    self.seen[to as usize] = (v, edge);
                    continue;
                }
                let costlier = (self.cost(edge), edge) > (self.cost(known), known);
                let (kept, dropped) = if costlier { (known, edge) } else { (edge, known) };
                self.seen[to as usize] = (v, kept);
                self.remove(dropped);
            }
        }
        // Edges move between two calls: what was seen then is not what is there.
        self.seen.fill((NONE, NONE));
    }

    fn link(&mut self, half: u32, at: u32) {
        let next = std::mem::replace(&mut self.first[at as usize], half);
        self.halves[half as usize] = Half { at, next, previous: NONE };
        if next != NONE {
            self.halves[next as usize].previous = half;
        }
        self.degrees[at as usize] += 1;
    }

    fn unlink(&mut self, half: u32) {
        let Half { at, next, previous } = self.halves[half as usize];
        if next != NONE {
            self.halves[next as usize].previous = previous;
        }
        if previous == NONE {
            self.first[at as usize] = next;
        } else {
            self.halves[previous as usize].next = next;
        }
        self.degrees[at as usize] -= 1;
    }
}
