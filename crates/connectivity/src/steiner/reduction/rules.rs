//! The rules; why each keeps the optimum is told in the module above and, where it is not plain, here.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Piece, Reduction};

/// The best way found to a vertex. Ways pass no vertex twice: once searched from, a vertex is closed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    /// The cost of the way's dearest stretch, the prizes within the stretch deducted.
    dearest: f64,
    /// The cost of the dearest stretch that ends at the vertex.
    last: f64,
    closed: bool,
}

/// No way yet.
pub(super) const UNSEEN: Label =
    Label { dearest: f64::INFINITY, last: f64::INFINITY, closed: false };

/// A search for ways from `v`.
struct Search {
    v: u32,
    /// How many vertices may still be searched from.
    left: usize,
    /// For each vertex the cost of its edge to the root.
    to_root: Vec<f64>,
    open: BinaryHeap<Reverse<(u64, u32)>>,
    touched: Vec<u32>,
}

/// Edges looked at beyond one vertex of a search: hubs are not searched through.
const HUB: u32 = 64;

impl Reduction {
    /// Takes out edges that cost more than all prizes together.
    pub(super) fn drop_edges_over(&mut self, limit: f64) {
        let over: Vec<u32> = self.edges.iter().filter(|e| self.edges.cost(*e) > limit).collect();
        for edge in over {
            self.edges.remove(edge);
        }
    }

    /// Vertices of degree 0, 1 and 2; gives how many were settled.
    pub(super) fn settle_low_degrees(&mut self) -> usize {
        let mut settled = 0;
        let mut open: Vec<u32> = (0..self.prizes.len() as u32).rev().collect();
        while let Some(v) = open.pop() {
            if self.gone[v as usize] || v == self.root {
                continue;
            }
            let prize = self.prizes[v as usize];
            let halves: Vec<u32> = match self.edges.degree(v) {
                0..=2 => self.edges.at(v).collect(),
                _ => continue,
            };
            match halves[..] {
                [] => self.drop_vertex(v),
                [one] => {
                    let to = self.edges.to(one);
                    if prize <= self.edges.cost(one / 2) {
                        self.drop_vertex(v);
                    } else {
                        self.contract_into(one / 2, v, to);
                    }
                    open.push(to);
                }
                [one, two] => {
                    let ends = [self.edges.to(one), self.edges.to(two)];
                    if !self.pass_through(v, one, two) {
                        continue;
                    }
                    open.extend(ends);
                }
                _ => continue,
            }
            settled += 1;
        }
        settled
    }

    /// Makes one edge of the two at a vertex that no best tree needs to end at.
    fn pass_through(&mut self, v: u32, one: u32, two: u32) -> bool {
        let prize = self.prizes[v as usize];
        let costs = [one, two].map(|half| self.edges.cost(half / 2));
        if prize > costs[0].min(costs[1]) {
            return false;
        }
        let ends = [one, two].map(|half| self.edges.to(half));
        if ends[0] == ends[1] {
            let costlier = if costs[0] > costs[1] { one } else { two };
            self.edges.remove(costlier / 2);
            return true;
        }
        // The first edge goes on to where the second leads, under a new number of its own.
        self.offset += prize;
        self.gone[v as usize] = true;
        let far = self.edges.to(two);
        let piece = self.pieces.len() as u32;
        self.edges.remove(two / 2);
        self.edges.remove(one / 2);
        self.pieces.push(Piece::Through(one / 2, v, two / 2));
        let edge = self.edges.add(ends[0], far, costs[0] + costs[1] - prize);
        debug_assert_eq!(edge, piece, "edges and pieces are numbered alike");
        true
    }

    /// A vertex's cheapest edge, where both ends would pay for it: if one end is in, so is the other, and by this edge as
    /// well as by any. Gives how many were put together.
    pub(super) fn contract_nearest(&mut self) -> usize {
        let mut contracted = 0;
        for v in 0..self.prizes.len() as u32 {
            if self.gone[v as usize] || self.prizes[v as usize] <= 0.0 {
                continue;
            }
            let key = |half: &u32| (self.edges.cost(half / 2), half / 2);
            let nearest = self
                .edges
                .at(v)
                .min_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
            let Some(half) = nearest else { continue };
            let (to, cost) = (self.edges.to(half), self.edges.cost(half / 2));
            if self.prizes[v as usize].min(self.prizes[to as usize]) >= cost {
                self.contract(half / 2, v, to);
                contracted += 1;
            }
        }
        contracted
    }

    /// Takes out edges for which there is another way: if the edge were in a tree, without it the tree is in two parts,
    /// and the stretch of the other way between them connects them for no more. Ways are looked for around each vertex,
    /// `searched` vertices far. Gives how many edges were taken out.
    pub(super) fn drop_bypassed(&mut self, searched: usize) -> usize {
        let before = self.edges.count();
        let mut search = Search {
            v: self.root,
            left: searched,
            to_root: vec![f64::INFINITY; self.prizes.len()],
            open: BinaryHeap::new(),
            touched: Vec::new(),
        };
        for half in self.edges.at(self.root) {
            let cost = &mut search.to_root[self.edges.to(half) as usize];
            *cost = cost.min(self.edges.cost(half / 2));
        }
        for v in 0..self.prizes.len() as u32 {
            if !self.gone[v as usize] && v != self.root && self.edges.degree(v) <= HUB {
                (search.v, search.left) = (v, searched);
                self.drop_bypassed_at(&mut search);
                search.open.clear();
                for vertex in search.touched.drain(..) {
                    self.labels[vertex as usize] = UNSEEN;
                }
            }
        }
        before - self.edges.count()
    }

    fn drop_bypassed_at(&mut self, search: &mut Search) {
        let v = search.v;
        let costs = self.edges.at(v).map(|half| self.edges.cost(half / 2));
        let limit = costs.fold(0.0, f64::max);
        self.labels[v as usize].closed = true;
        search.touched.push(v);
        let mut at = self.edges.first_at(v);
        while let Some(half) = at {
            at = self.edges.next(half);
            let cost = self.edges.cost(half / 2);
            self.reach(search, self.edges.to(half), cost, cost);
        }
        while let Some(Reverse((bits, from))) = search.open.pop() {
            let label = self.labels[from as usize];
            if label.closed || label.dearest.to_bits() != bits {
                continue;
            }
            if search.left == 0 {
                return;
            }
            search.left -= 1;
            self.labels[from as usize].closed = true;
            if from == self.root {
                self.drop_by_root(search, label.dearest);
                continue;
            }
            if self.edges.degree(from) > HUB {
                continue;
            }
            let carried = (label.last - self.prizes[from as usize]).max(0.0);
            let mut at = self.edges.first_at(from);
            while let Some(half) = at {
                at = self.edges.next(half);
                let (to, last) = (self.edges.to(half), carried + self.edges.cost(half / 2));
                let dearest = label.dearest.max(last);
                if dearest <= limit && !self.labels[to as usize].closed {
                    self.drop_dearer(search, to, dearest);
                    self.reach(search, to, dearest, last);
                }
            }
        }
    }

    /// A way to a vertex was found.
    fn reach(&mut self, search: &mut Search, to: u32, dearest: f64, last: f64) {
        let label = &mut self.labels[to as usize];
        if (dearest, last) < (label.dearest, label.last) {
            if label.dearest.is_infinite() {
                search.touched.push(to);
            }
            *label = Label { dearest, last, closed: false };
            search.open.push(Reverse((dearest.to_bits(), to)));
        }
    }

    /// Takes out the edges to a vertex that cost no less than the dearest stretch of another way to it.
    fn drop_dearer(&mut self, search: &mut Search, to: u32, dearest: f64) {
        let v = search.v;
        let fewer = self.edges.degree(to) < self.edges.degree(v);
        let (few, other) = if fewer { (to, v) } else { (v, to) };
        let mut at = self.edges.first_at(few);
        while let Some(half) = at {
            at = self.edges.next(half);
            if self.edges.to(half) == other && self.edges.cost(half / 2) >= dearest {
                self.edges.remove(half / 2);
                if to == self.root {
                    search.to_root[v as usize] = f64::INFINITY;
                }
            }
        }
    }

    /// The root pays for itself: from it each of the vertex's neighbours is as far as its own edge to the root.
    fn drop_by_root(&mut self, search: &Search, dearest: f64) {
        let mut at = self.edges.first_at(search.v);
        while let Some(half) = at {
            at = self.edges.next(half);
            let to = self.edges.to(half);
            let way = dearest.max(search.to_root[to as usize]);
            if !self.labels[to as usize].closed && self.edges.cost(half / 2) >= way {
                self.edges.remove(half / 2);
            }
        }
    }
}
