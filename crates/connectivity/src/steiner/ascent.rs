//! A lower bound: dual ascent on the bidirected cut formulation (Wong 1984), with prizes (Leitner, Ljubić, Luipersbeck &
//! Sinnl 2018).
//!
//! Every edge is two arcs. Every vertex with a prize is a terminal that the root must reach, or whose prize is paid: an
//! arc from the root straight to it. A set of vertices that can reach a terminal by arcs with nothing left, and that the
//! root is not in, is entered by every solution: its arcs are lowered together until one has nothing left, and the bound
//! rises by as much. On a grid ([`super::grid`]) the sums are exact, and the bound is one to the last bit.
//!
//! Who goes first is told by the number of arcs that would be lowered. Terminals that reach each other are one from then
//! on and put their prizes together; one that another terminal reaches, but not the reverse, waits for it. So where all
//! vertices are terminals this is Edmonds' algorithm, and the bound the optimum.

mod group;
mod region;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Adjacency, Instance};
use group::Groups;
use region::{Region, Stop};

/// A dual solution.
#[derive(Debug, Clone)]
pub struct Ascent {
    /// No tree has an objective below this.
    pub bound: f64,
    /// The edges at each vertex.
    pub adjacency: Adjacency,
    /// For each of [`Adjacency::links`] of a vertex what is left of the arc *into* the vertex along it.
    pub left: Vec<f64>,
    /// For each vertex what is left of its prize at most: a tree without the vertex costs at least the bound and this.
    pub spare: Vec<f64>,
}

impl Ascent {
    /// The vertices that the root reaches by arcs with nothing left.
    pub fn reached(&self, root: u32) -> Vec<bool> {
        let twins = twins(&self.adjacency, self.spare.len());
        let mut reached = vec![false; self.spare.len()];
        reached[root as usize] = true;
        let mut open = vec![root];
        while let Some(v) = open.pop() {
            for at in self.adjacency.range(v) {
                let to = self.adjacency.links()[at].to;
                if self.left[twins[at] as usize] == 0.0 && !reached[to as usize] {
                    reached[to as usize] = true;
                    open.push(to);
                }
            }
        }
        reached
    }
}

/// For each link of a vertex the place of the same edge among the links of the other end.
pub(super) fn twins(adjacency: &Adjacency, vertices: usize) -> Vec<u32> {
    let mut twins = vec![u32::MAX; adjacency.links().len()];
    let mut first = vec![u32::MAX; adjacency.links().len() / 2 + 1];
    // Edges may have numbers beyond the number of links (loops are not linked).
    let most = adjacency.links().iter().map(|link| link.edge + 1).max().unwrap_or(0);
    first.resize(most as usize, u32::MAX);
    for at in (0..vertices as u32).flat_map(|v| adjacency.range(v)) {
        let known = &mut first[adjacency.links()[at].edge as usize];
        if *known == u32::MAX {
            *known = at as u32;
        } else {
            twins[at] = *known;
            twins[*known as usize] = at as u32;
        }
    }
    twins
}

/// Raises the bound as far as it goes, or to `enough`.
///
/// # Panics
/// Without a root.
pub fn ascend(instance: &Instance, enough: f64) -> Ascent {
    Ascending::new(instance).run(enough)
}

/// How much larger a region may become than that of who is next before it waits for its turn.
const PATIENCE: f64 = 1.25;

struct Ascending {
    region: Region,
    groups: Groups,
    /// Who is next: by the number of arcs into its region, then by number; with its ticket.
    queue: BinaryHeap<Reverse<(u32, u32, u32)>>,
    /// For each group how often it queued: only the last time counts.
    tickets: Vec<u32>,
    bound: f64,
}

impl Ascending {
    fn new(instance: &Instance) -> Self {
        let root = instance.root.expect("a rooted instance");
        let vertices = instance.graph.vertices as u32;
        let mut ascending = Self {
            region: Region::new(instance, root),
            groups: Groups::new((0..vertices).map(|v| instance.prize(v))),
            queue: BinaryHeap::new(),
            tickets: vec![0; vertices as usize],
            bound: 0.0,
        };
        for v in (0..vertices).filter(|v| instance.prize(*v) > 0.0) {
            let arcs = ascending.region.adjacency.range(v).len();
            ascending.queue_up(v, arcs as u32);
        }
        ascending
    }

    fn queue_up(&mut self, group: u32, arcs: u32) {
        let ticket = &mut self.tickets[group as usize];
        *ticket += 1;
        self.queue.push(Reverse((arcs, group, *ticket)));
    }

    fn run(mut self, enough: f64) -> Ascent {
        while let Some(Reverse((_, group, ticket))) = self.queue.pop() {
            if self.bound >= enough {
                break;
            }
            let last = self.tickets[group as usize] == ticket;
            if last && self.groups.of(group) == group && self.groups.is_active(group) {
                self.turn(group, enough - self.bound);
            }
        }
        let spare = self.groups.spare();
        let Region { adjacency, left, .. } = self.region;
        Ascent { bound: self.bound, adjacency, left, spare }
    }

    /// A group raises its region, by `most` at most, until something happens.
    fn turn(&mut self, group: u32, most: f64) {
        let next = self.queue.peek().map_or(f64::INFINITY, |Reverse((arcs, ..))| f64::from(*arcs));
        let budget = self.groups.budget(group).min(most);
        let groups = &self.groups;
        let other = |v: u32| groups.is_active(v) && groups.of(v) != group;
        let (raised, stop) = self.region.raise(group, budget, next * PATIENCE, other);
        self.bound += raised;
        self.groups.spend(group, raised);
        match stop {
            Stop::Root => self.groups.finish(group),
            Stop::Spent => {
                for waiting in self.groups.give_up(group) {
                    self.queue_up(waiting, 0);
                }
            }
            Stop::Large(arcs) => self.queue_up(group, arcs),
            Stop::Met(met) => self.meet(group, &met),
        }
    }

    /// Other terminals can reach this one: those that it reaches are one with it; for the others it waits.
    fn meet(&mut self, terminal: u32, met: &[u32]) {
        let reached = self.region.reached_within(terminal, met);
        let mut waits = None;
        for (other, reached) in met.iter().zip(reached) {
            if reached {
                let (one, other) = (self.groups.of(terminal), self.groups.of(*other));
                self.groups.join(one, other);
            } else {
                waits = waits.or(Some(*other));
            }
        }
        let group = self.groups.of(terminal);
        match waits.filter(|other| self.groups.of(*other) != group) {
            Some(other) => self.groups.wait(group, other),
            None => self.queue_up(group, self.region.arcs()),
        }
    }
}

#[cfg(test)]
mod tests;
