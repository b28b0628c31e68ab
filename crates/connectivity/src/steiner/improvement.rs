//! Local improvement of a tree, never to a costlier one.
//!
//! - **extension**: ways out of the tree that pay for themselves, prize by prize, are added;
//! - **key paths**: the ways between key vertices (those with prizes and those where the tree branches) are chosen anew
//!   as a least tree of shortest ways (Mehlhorn 1988);
//! - **insertion**: vertices beside the tree come in where the edges they save cost more than theirs.
//!
//! After each the least tree of the chosen vertices is found and pruned.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::pruning::{polish, prune, span, span_of, top};
use super::{Adjacency, Instance, Tree};

/// Edges of a cycle looked at for the dearest.
const CYCLE: usize = 400;
/// Edges from one vertex to the tree that are tried.
const TRIED: usize = 8;

/// Improves a tree by all means, at most `passes` times each.
pub fn improve(instance: &Instance, adjacency: &Adjacency, tree: Tree, passes: usize) -> Tree {
    let mut best = polish(instance, tree);
    for _ in 0..passes {
        let before = best.objective();
        for step in [extend, exchange_key_paths, insert] {
            let found = step(instance, adjacency, &best);
            if found.objective() < best.objective() {
                best = found;
            }
        }
        if best.objective() >= before {
            break;
        }
    }
    best
}

fn members(instance: &Instance, tree: &Tree) -> Vec<bool> {
    let mut members = vec![false; instance.graph.vertices];
    for v in &tree.vertices {
        members[*v as usize] = true;
    }
    members
}

/// The best tree of the chosen vertices.
fn tree_of(instance: &Instance, chosen: &[bool]) -> Tree {
    prune(instance, &span(instance, chosen))
}

/// Adds ways out of the tree that pay for themselves.
pub fn extend(instance: &Instance, adjacency: &Adjacency, tree: &Tree) -> Tree {
    let mut chosen = members(instance, tree);
    // For each vertex what the way to it owes: its cost since it last paid for itself; and where it comes from.
    let mut owed = vec![f64::INFINITY; chosen.len()];
    let mut from = vec![u32::MAX; chosen.len()];
    let mut closed = chosen.clone();
    let mut open = BinaryHeap::new();
    let dearest = instance.prizes.iter().copied().fold(0.0, f64::max);
    for v in &tree.vertices {
        open.push(Reverse((0, *v)));
        owed[*v as usize] = 0.0;
    }
    let mut added = false;
    while let Some(Reverse((bits, v))) = open.pop() {
        let debt = f64::from_bits(bits);
        if debt != owed[v as usize] || (closed[v as usize] && debt > 0.0) {
            continue;
        }
        closed[v as usize] = true;
        let prize = instance.prize(v);
        if debt < prize && !chosen[v as usize] {
            added = true;
            let mut at = v;
            while !chosen[at as usize] {
                chosen[at as usize] = true;
                at = from[at as usize];
            }
        }
        let carried = (debt - prize).max(0.0);
        for link in adjacency.at(v) {
            let next = carried + instance.graph.edges[link.edge as usize].cost;
            let to = link.to as usize;
            if next <= dearest && !closed[to] && next < owed[to] {
                owed[to] = next;
                from[to] = v;
                open.push(Reverse((next.to_bits(), link.to)));
            }
        }
    }
    if added { tree_of(instance, &chosen) } else { tree.clone() }
}

/// Chooses the ways between the tree's key vertices anew.
pub fn exchange_key_paths(instance: &Instance, adjacency: &Adjacency, tree: &Tree) -> Tree {
    let edges = &instance.graph.edges;
    let mut degree = vec![0u32; instance.graph.vertices];
    for edge in &tree.edges {
        degree[edges[*edge as usize].a as usize] += 1;
        degree[edges[*edge as usize].b as usize] += 1;
    }
    // For each vertex how far the nearest key vertex is, which, and the edge towards it.
    let mut near = vec![(f64::INFINITY, u32::MAX, u32::MAX); instance.graph.vertices];
    let mut open = BinaryHeap::new();
    for &v in &tree.vertices {
        let key = instance.prize(v) > 0.0 || degree[v as usize] > 2 || instance.root == Some(v);
        if key {
            near[v as usize] = (0.0, v, u32::MAX);
            open.push(Reverse((0, v)));
        }
    }
    while let Some(Reverse((bits, v))) = open.pop() {
        let (far, key, _) = near[v as usize];
        if far.to_bits() != bits {
            continue;
        }
        for link in adjacency.at(v) {
            let next = far + edges[link.edge as usize].cost;
            if next < near[link.to as usize].0 {
                near[link.to as usize] = (next, key, link.edge);
                open.push(Reverse((next.to_bits(), link.to)));
            }
        }
    }
    let length = |edge: u32| {
        let edge = &edges[edge as usize];
        near[edge.a as usize].0 + edge.cost + near[edge.b as usize].0
    };
    let between = |edge: &u32| {
        let [a, b] = [edges[*edge as usize].a, edges[*edge as usize].b];
        near[a as usize].1 != near[b as usize].1 && length(*edge).is_finite()
    };
    let mut ways: Vec<(f64, u32)> =
        (0..edges.len() as u32).filter(between).map(|edge| (length(edge), edge)).collect();
    ways.sort_unstable_by(|a, b| a.partial_cmp(b).expect("lengths are numbers"));
    let mut union: Vec<u32> = (0..instance.graph.vertices as u32).collect();
    let mut chosen = Vec::new();
    for (_, edge) in ways {
        let ends = [edges[edge as usize].a, edges[edge as usize].b];
        let [a, b] = ends.map(|v| top(&mut union, near[v as usize].1));
        if a == b {
            continue;
        }
        union[a as usize] = b;
        chosen.push(edge);
        for mut v in ends {
            while near[v as usize].2 != u32::MAX {
                let edge = near[v as usize].2;
                chosen.push(edge);
                v = edges[edge as usize].other(v);
            }
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    polish(instance, prune(instance, &span_of(instance, chosen)))
}

/// Brings in vertices that save more than they cost.
pub fn insert(instance: &Instance, adjacency: &Adjacency, tree: &Tree) -> Tree {
    let mut chosen = members(instance, tree);
    let inside = Rooted::new(instance, tree);
    let mut taken = vec![false; instance.graph.edges.len()];
    let mut added = false;
    let (mut ways, mut saved) = (Vec::new(), Vec::new());
    for v in 0..chosen.len() as u32 {
        if chosen[v as usize] {
            continue;
        }
        ways.clear();
        saved.clear();
        let cost = |edge: u32| instance.graph.edges[edge as usize].cost;
        let within = adjacency.at(v).iter().filter(|link| inside.depth[link.to as usize] > 0);
        ways.extend(within.map(|link| (cost(link.edge), link.to)));
        ways.sort_unstable_by(|a, b| a.partial_cmp(b).expect("costs are numbers"));
        ways.truncate(TRIED);
        let prize = instance.prize(v);
        let Some(&(first, _)) = ways.first().filter(|_| ways.len() > 1 || prize > 0.0) else {
            continue;
        };
        let mut gain = prize - first;
        for (number, &(cost, end)) in ways.iter().enumerate().skip(1) {
            // The end is on the same side, cut by what was saved, as one of those before.
            let cycles = ways[..number].iter().map(|(_, before)| inside.dearest(*before, end));
            let dearest =
                cycles.flatten().find(|(_, path)| path.iter().all(|e| !saved.contains(e)));
            if let Some((edge, _)) =
                dearest.filter(|(edge, _)| instance.graph.edges[*edge as usize].cost > cost)
            {
                gain += instance.graph.edges[edge as usize].cost - cost;
                saved.push(edge);
            }
        }
        if gain > 0.0 && saved.iter().all(|edge| !taken[*edge as usize]) {
            chosen[v as usize] = true;
            added = true;
            saved.iter().for_each(|edge| taken[*edge as usize] = true);
        }
    }
    if added { tree_of(instance, &chosen) } else { tree.clone() }
}

/// A tree with the way up from each vertex.
struct Rooted<'a> {
    instance: &'a Instance,
    /// The vertex above and the edge to it.
    above: Vec<(u32, u32)>,
    /// 1 for the top, 0 outside the tree.
    depth: Vec<u32>,
}

impl<'a> Rooted<'a> {
    fn new(instance: &'a Instance, tree: &Tree) -> Self {
        let edges = &instance.graph.edges;
        let ends = tree.edges.iter().map(|edge| (edges[*edge as usize].a, edges[*edge as usize].b));
        let links = Adjacency::new(instance.graph.vertices, ends);
        let mut above = vec![(u32::MAX, u32::MAX); instance.graph.vertices];
        let mut depth = vec![0; instance.graph.vertices];
        let mut open: Vec<u32> = tree.vertices.first().copied().into_iter().collect();
        open.iter().for_each(|v| depth[*v as usize] = 1);
        while let Some(v) = open.pop() {
            for link in links.at(v) {
                if depth[link.to as usize] == 0 {
                    depth[link.to as usize] = depth[v as usize] + 1;
                    above[link.to as usize] = (v, tree.edges[link.edge as usize]);
                    open.push(link.to);
                }
            }
        }
        Self { instance, above, depth }
    }

    /// The dearest edge on the way between two vertices of the tree, and the way, if it is not long.
    fn dearest(&self, mut a: u32, mut b: u32) -> Option<(u32, Vec<u32>)> {
        let mut path = Vec::new();
        while a != b {
            if self.depth[a as usize] < self.depth[b as usize] {
                std::mem::swap(&mut a, &mut b);
            }
            let (above, edge) = self.above[a as usize];
            path.push(edge);
            a = above;
            if path.len() > CYCLE {
                return None;
            }
        }
        let cost = |edge: &u32| self.instance.graph.edges[*edge as usize].cost;
        let dearest =
            path.iter().copied().reduce(|a, b| if cost(&b) > cost(&a) { b } else { a })?;
        Some((dearest, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steiner::{Edge, Graph};

    fn instance(edges: &[(u32, u32, f64)], prizes: &[f64]) -> Instance {
        let edges = edges.iter().map(|&(a, b, cost)| Edge { a, b, cost }).collect();
        let graph = Graph { vertices: prizes.len(), edges };
        Instance::new(graph, prizes.to_vec(), Some(0)).unwrap()
    }

    #[test]
    fn a_way_out_that_pays_prize_by_prize_is_added() {
        let line = instance(&[(0, 1, 5.0), (1, 2, 1.0), (2, 3, 4.0)], &[0.0, 0.0, 7.0, 9.0]);
        let found = extend(&line, &line.adjacency(), &line.tree(vec![]));
        assert_eq!(found.vertices, [0, 1, 2, 3]);
    }

    #[test]
    fn a_vertex_in_the_middle_comes_in_for_the_edges_that_it_saves() {
        let star = [(0, 1, 5.0), (1, 2, 5.0), (0, 3, 3.0), (1, 3, 3.0), (2, 3, 3.0)];
        let star = instance(&star, &[0.0, 99.0, 99.0, 0.0]);
        let before = star.tree(vec![0, 1]);
        assert_eq!(before.objective(), 10.0);
        let found = insert(&star, &star.adjacency(), &before);
        assert_eq!((found.objective(), found.edges), (9.0, vec![2, 3, 4]));
    }

    #[test]
    fn a_long_way_between_key_vertices_is_exchanged() {
        let ring =
            instance(&[(0, 1, 5.0), (1, 2, 5.0), (0, 3, 3.0), (3, 2, 3.0)], &[0.0, 0.0, 99.0, 0.0]);
        let found = exchange_key_paths(&ring, &ring.adjacency(), &ring.tree(vec![0, 1]));
        assert_eq!((found.objective(), found.edges), (6.0, vec![2, 3]));
    }
}
