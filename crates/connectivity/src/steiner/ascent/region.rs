//! The region of a terminal: the vertices that reach it by arcs with nothing left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::{Adjacency, Instance};
use super::twins;

/// Why a region rises no more for now.
#[derive(Debug, PartialEq)]
pub(super) enum Stop {
    /// The root is in it.
    Root,
    /// The prizes are spent.
    Spent,
    /// It has become large: this many arcs.
    Large(u32),
    /// Other terminals that rise are in it.
    Met(Vec<u32>),
}

/// The arcs and what is left of them, and the region last looked at.
pub(super) struct Region {
    pub adjacency: Adjacency,
    /// What is left of the arc into a vertex, for each of its links.
    pub left: Vec<f64>,
    twins: Vec<u32>,
    /// Vertices that the root is known to reach.
    done: Vec<bool>,
    /// Those in the region.
    vertices: Vec<u32>,
    /// For each vertex the turn in which it was last in a region, and in which it was last reached from the terminal.
    stamps: Vec<[u32; 2]>,
    turn: u32,
    /// For each vertex of the region how far it had risen when the vertex came in, and by which vertex it came.
    entered: Vec<f64>,
    towards: Vec<u32>,
    /// Arcs into the region, by when they have nothing left; some lead from within by now.
    arcs: BinaryHeap<Reverse<(u64, u32, u32)>>,
    open: Vec<u32>,
    many: u32,
}

impl Region {
    pub fn new(instance: &Instance, root: u32) -> Self {
        let adjacency = instance.adjacency();
        let vertices = instance.graph.vertices;
        let of = |edge: u32| instance.graph.edges[edge as usize].cost;
        let left = adjacency.links().iter().map(|link| of(link.edge)).collect();
        let mut done = vec![false; vertices];
        done[root as usize] = true;
        Self {
            twins: twins(&adjacency, vertices),
            adjacency,
            left,
            done,
            vertices: Vec::new(),
            stamps: vec![[0; 2]; vertices],
            turn: 0,
            entered: vec![0.0; vertices],
            towards: vec![u32::MAX; vertices],
            arcs: BinaryHeap::new(),
            open: Vec::new(),
            many: 0,
        }
    }

    /// How many arcs lead into the region, about.
    pub fn arcs(&self) -> u32 {
        self.many
    }

    /// Raises the region of a terminal by at most `budget`, until it meets a vertex that is `other`, the root, or has
    /// more than `most` arcs. Gives how far it was raised.
    pub fn raise(
        &mut self,
        terminal: u32,
        budget: f64,
        most: f64,
        other: impl Fn(u32) -> bool,
    ) -> (f64, Stop) {
        self.turn += 1;
        self.vertices.clear();
        self.arcs.clear();
        let mut met = Vec::new();
        let (mut risen, mut grown) = (0.0, false);
        self.enter(terminal, u32::MAX, 0.0);
        let stop = loop {
            if self.take_in(risen, &other, &mut met) {
                break Stop::Root;
            }
            if !met.is_empty() {
                break Stop::Met(met);
            }
            if grown && self.arcs.len() as f64 > most {
                break Stop::Large(self.arcs.len() as u32);
            }
            // The next arc that leads from outside.
            let next = loop {
                let Some(Reverse((bits, from, into))) = self.arcs.pop() else { break None };
                if self.stamps[from as usize][0] != self.turn {
                    break Some((f64::from_bits(bits), from, into));
                }
            };
            match next {
                Some((when, from, into)) if when < budget => {
                    risen = when;
                    self.enter(from, into, risen);
                    grown = true;
                }
                _ => {
                    risen = budget;
                    break Stop::Spent;
                }
            }
        };
        self.many = self.arcs.len() as u32;
        if risen.is_finite() && risen > 0.0 {
            self.lower(risen);
        }
        // Only a terminal that nothing can reach rises without end, and only if it must be in: there is no solution.
        (risen, stop)
    }

    fn enter(&mut self, vertex: u32, towards: u32, risen: f64) {
        self.stamps[vertex as usize][0] = self.turn;
        self.entered[vertex as usize] = risen;
        self.towards[vertex as usize] = towards;
        self.open.push(vertex);
    }

    /// Takes in all that reaches the vertices that have just entered. Whether the root does.
    fn take_in(&mut self, risen: f64, other: &impl Fn(u32) -> bool, met: &mut Vec<u32>) -> bool {
        while let Some(v) = self.open.pop() {
            if self.done[v as usize] {
                self.mark_done(v);
                self.open.clear();
                return true;
            }
            self.vertices.push(v);
            if other(v) {
                met.push(v);
            }
            for at in self.adjacency.range(v) {
                let from = self.adjacency.links()[at].to;
                if self.stamps[from as usize][0] == self.turn {
                    continue;
                }
                if self.left[at] == 0.0 {
                    self.enter(from, v, risen);
                } else {
                    self.arcs.push(Reverse(((risen + self.left[at]).to_bits(), from, v)));
                }
            }
        }
        false
    }

    /// The root reaches a vertex, and so all on the way from there to the terminal.
    fn mark_done(&mut self, mut vertex: u32) {
        while vertex != u32::MAX {
            self.done[vertex as usize] = true;
            vertex = self.towards[vertex as usize];
        }
    }

    /// Lowers the arcs that led into the region, each for as long as it did.
    fn lower(&mut self, risen: f64) {
        for &v in &self.vertices {
            let entered = self.entered[v as usize];
            for at in self.adjacency.range(v) {
                let from = self.adjacency.links()[at].to as usize;
                let inside = self.stamps[from][0] == self.turn;
                let until = if inside { self.entered[from] } else { risen };
                if until > entered {
                    self.left[at] -= until - entered;
                }
            }
        }
    }

    /// Which of the vertices met the terminal reaches by arcs with nothing left, within the region.
    pub fn reached_within(&mut self, terminal: u32, met: &[u32]) -> Vec<bool> {
        let turn = self.turn;
        self.stamps[terminal as usize][1] = turn;
        self.open.push(terminal);
        while let Some(v) = self.open.pop() {
            for at in self.adjacency.range(v) {
                let to = self.adjacency.links()[at].to;
                let stamps = &mut self.stamps[to as usize];
                if stamps[0] == turn
                    && stamps[1] != turn
                    && self.left[self.twins[at] as usize] == 0.0
                {
                    stamps[1] = turn;
                    self.open.push(to);
                }
            }
        }
        met.iter().map(|v| self.stamps[*v as usize][1] == turn).collect()
    }
}
