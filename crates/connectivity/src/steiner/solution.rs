//! The whole: an instance in, a tree and a bound out.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::anywhere::solve_anywhere;
use super::arrangement::arrange;
use super::closing::{Closed, close};
use super::division::{Part, divide};
use super::grid::to_grid;
use super::pruning::polish;
use super::{Instance, Tree};

/// How much is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How often bound, trees and exclusion take turns, at most.
    pub rounds: usize,
    /// How many turns in a row may bring nothing.
    pub patience: usize,
    /// How many vertices a reduction searches around each.
    pub searched: usize,
    /// How often each local improvement is tried on a tree, at most.
    pub passes: usize,
    /// Without a root: from how many vertices a best tree is looked for, at most.
    pub starts: usize,
    /// How many parts are solved at the same time. It does not change what comes out.
    pub threads: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { rounds: 12, patience: 1, searched: 40, passes: 3, starts: 16, threads: 2 }
    }
}

/// A tree, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The tree.
    pub tree: Tree,
    /// Its cost and what it leaves: [`Tree::objective`].
    pub objective: f64,
    /// No tree of the instance has an objective below this.
    pub bound: f64,
}

impl Solution {
    /// How much better than this tree a tree can be at most, as a share of the bound; 0 where it is proved a best one.
    pub fn gap(&self) -> f64 {
        if self.objective <= self.bound { 0.0 } else { (self.objective - self.bound) / self.bound }
    }
}

/// Finds a tree of low objective and a lower bound on all.
pub fn solve(instance: &Instance, effort: &Effort) -> Solution {
    let (tree, bound) = match instance.root {
        Some(_) => solve_rooted(instance, effort),
        None => solve_anywhere(instance, effort),
    };
    let objective = tree.objective();
    Solution { bound: bound.min(objective), objective, tree }
}

pub(super) fn solve_rooted(instance: &Instance, effort: &Effort) -> (Tree, f64) {
    let arranged = arrange(instance);
    let whole = &arranged.instance;
    let parts = divide(whole);
    let closed = in_parallel(&parts, effort);
    let mut edges = Vec::new();
    let mut inside = vec![false; instance.graph.vertices];
    let mut bound = 0.0;
    for (part, closed) in parts.iter().zip(&closed) {
        let of_whole = closed.tree.edges.iter().map(|edge| part.edges[*edge as usize]);
        edges.extend(of_whole);
        part.vertices.iter().for_each(|v| inside[*v as usize] = true);
        bound = add_down(bound, closed.bound);
    }
    // What is in no part is forgone.
    for v in (0..whole.graph.vertices as u32).filter(|v| !inside[*v as usize]) {
        bound = add_down(bound, whole.prize(v));
    }
    let tree = polish(whole, whole.tree(edges));
    let edges = tree.edges.iter().map(|edge| arranged.edges[*edge as usize]);
    (instance.tree(edges.collect()), bound)
}

/// A sum that is not above the true one.
pub(super) fn add_down(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { a + b } else { (a + b).next_down() }
}

/// Closes each part's gap; the parts are given in the order of their size, and whoever is free takes the next.
fn in_parallel(parts: &[Part], effort: &Effort) -> Vec<Closed> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed))
            && let Some(part) = parts.get(number)
        {
            done.push((number, close(&to_grid(&part.instance), effort)));
        }
        done
    };
    let threads = effort.threads.clamp(1, parts.len().max(1));
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            // A panic of a part is a panic of the whole.
            all.extend(other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
        }
        all
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, closed)| closed).collect()
}
