//! Closing the gap of one rooted problem: reductions, a lower bound, trees that the bound points at, and what the bound
//! and the best tree together exclude; again on what is left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ascent::{Ascent, ascend, twins};
use super::growth::grow;
use super::improvement::improve;
use super::pruning::{polish, prune, span_of};
use super::reduction::{Reduced, Reduction};
use super::{Effort, Graph, Instance, Tree};

/// A tree of a rooted instance on a grid, and a lower bound on all.
#[derive(Debug, Clone)]
pub struct Closed {
    /// The best tree found.
    pub tree: Tree,
    /// No tree is better than this; the tree's objective where it is proved to be a best one.
    pub bound: f64,
}

/// Finds a good tree and a bound for a rooted instance whose numbers are on a grid ([`super::grid`]).
pub fn close(instance: &Instance, effort: &Effort) -> Closed {
    let mut best = polish(instance, prune(instance, &grow(instance).edges));
    let mut bound: f64 = 0.0;
    let mut reduction = Reduction::new(instance);
    reduction.reduce(effort.searched);
    let mut root = None;
    let mut stalled = 0;
    for _ in 0..effort.rounds.max(1) {
        let reduced = reduction.export(root);
        let graph = &reduced.instance.graph;
        let enough = best.objective() - reduced.offset;
        if graph.edges.is_empty() || enough <= 0.0 {
            let found = polish(instance, instance.tree(reduction.back(&[])));
            best = better(best, found);
            bound = best.objective();
            break;
        }
        let ascent = ascend(&reduced.instance, enough);
        bound = bound.max(reduced.offset + ascent.bound);
        let before = best.objective();
        if bound < before {
            let guided = guided(&reduced.instance, &ascent, effort.passes);
            let edges: Vec<u32> =
                guided.edges.iter().map(|edge| reduced.edges[*edge as usize]).collect();
            let found = polish(instance, instance.tree(reduction.back(&edges)));
            best = better(best, found);
        }
        if bound >= best.objective() {
            bound = best.objective();
            break;
        }
        let size = graph.edges.len();
        let required = exclude(&mut reduction, &reduced, &ascent, best.objective());
        reduction.reduce(effort.searched);
        let shrunk = reduction.edge_count() * 50 < size * 49;
        stalled = if shrunk || best.objective() < before { 0 } else { stalled + 1 };
        if stalled > effort.patience {
            break;
        }
        // Another root gives another bound and other trees.
        root = if root.is_none() { required } else { None };
    }
    Closed { bound: bound.min(best.objective()), tree: best }
}

fn better(best: Tree, found: Tree) -> Tree {
    if found.objective() < best.objective() { found } else { best }
}

/// The best tree that a dual solution points at: among the arcs with nothing left from the root.
pub fn guided(instance: &Instance, ascent: &Ascent, passes: usize) -> Tree {
    let root = instance.root.expect("a rooted instance");
    let reached = ascent.reached(root);
    let mut pointed = vec![false; instance.graph.edges.len()];
    for v in (0..instance.graph.vertices as u32).filter(|v| reached[*v as usize]) {
        for at in ascent.adjacency.range(v) {
            let link = ascent.adjacency.links()[at];
            if ascent.left[at] == 0.0 && reached[link.to as usize] {
                pointed[link.edge as usize] = true;
            }
        }
    }
    let edges: Vec<u32> = (0..pointed.len() as u32).filter(|e| pointed[*e as usize]).collect();
    let list = edges.iter().map(|edge| instance.graph.edges[*edge as usize]).collect();
    let within = Instance {
        graph: Graph { vertices: instance.graph.vertices, edges: list },
        prizes: instance.prizes.clone(),
        root: instance.root,
    };
    let grown: Vec<u32> =
        grow(&within).edges.into_iter().map(|edge| edges[edge as usize]).collect();
    let grown = prune(instance, &grown);
    let spanned = prune(instance, &span_of(instance, edges));
    let one = improve(instance, &ascent.adjacency, grown, passes);
    let two = improve(instance, &ascent.adjacency, spanned, passes);
    better(one, two)
}

/// Takes out what no tree better than `best` has, and requires what all of them have. Gives a vertex that is required.
fn exclude(
    reduction: &mut Reduction,
    reduced: &Reduced,
    ascent: &Ascent,
    best: f64,
) -> Option<u32> {
    let instance = &reduced.instance;
    let root = instance.root.expect("a rooted instance");
    let most = best - reduced.offset - ascent.bound;
    let from_root = distances(ascent, &[root], most, true);
    let terminals: Vec<u32> =
        (0..instance.graph.vertices as u32).filter(|v| instance.prize(*v) > 0.0).collect();
    let to_terminal = distances(ascent, &terminals, most, false);
    let mut cheapest = vec![f64::INFINITY; instance.graph.edges.len()];
    for v in (0..instance.graph.vertices as u32).filter(|v| *v != root) {
        for at in ascent.adjacency.range(v) {
            let link = ascent.adjacency.links()[at];
            let way = from_root[link.to as usize] + ascent.left[at] + to_terminal[v as usize];
            let known = &mut cheapest[link.edge as usize];
            *known = known.min(way);
        }
    }
    for (edge, way) in cheapest.iter().enumerate() {
        if *way >= most {
            reduction.drop_edge(reduced.edges[edge]);
        }
    }
    let mut required = None;
    for v in (0..instance.graph.vertices).filter(|v| *v != root as usize) {
        let number = reduced.vertices[v];
        if from_root[v] + to_terminal[v] >= most {
            reduction.drop_vertex(number);
        } else if instance.prizes[v] > 0.0 && ascent.spare[v] >= most {
            reduction.require(number);
            required = required.or(Some(number));
        }
    }
    required
}

/// The least sums of what is left of arcs, up to `most`: away from the vertices, or towards them.
fn distances(ascent: &Ascent, from: &[u32], most: f64, away: bool) -> Vec<f64> {
    let twins = if away { twins(&ascent.adjacency, ascent.spare.len()) } else { Vec::new() };
    let mut distances = vec![f64::INFINITY; ascent.spare.len()];
    let mut open = BinaryHeap::new();
    for &v in from {
        distances[v as usize] = 0.0;
        open.push(Reverse((0, v)));
    }
    while let Some(Reverse((bits, v))) = open.pop() {
        let distance = distances[v as usize];
        if distance.to_bits() != bits {
            continue;
        }
        for at in ascent.adjacency.range(v) {
            let arc = if away { twins[at] as usize } else { at };
            let next = distance + ascent.left[arc];
            let to = ascent.adjacency.links()[at].to;
            if next < most && next < distances[to as usize] {
                distances[to as usize] = next;
                open.push(Reverse((next.to_bits(), to)));
            }
        }
    }
    distances
}
