//! Trees made better without looking beyond their vertices: strong pruning (the exact best part of a tree) and the least
//! tree of given vertices.

use super::{Adjacency, Instance, Tree};

/// The best tree within a forest: with the root where there is one, else anywhere. Linear, exact.
pub fn prune(instance: &Instance, forest: &[u32]) -> Tree {
    let edges = &instance.graph.edges;
    let ends = forest.iter().map(|edge| (edges[*edge as usize].a, edges[*edge as usize].b));
    let adjacency = Adjacency::new(instance.graph.vertices, ends);
    // Vertices in an order in which each comes after the one above it, and the edge to that one.
    let mut order: Vec<u32> = Vec::with_capacity(forest.len() + 1);
    let mut above = vec![(u32::MAX, u32::MAX); instance.graph.vertices];
    let mut seen = vec![false; instance.graph.vertices];
    let starts = match instance.root {
        Some(root) => root..root + 1,
        None => 0..instance.graph.vertices as u32,
    };
    for start in starts {
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        let mut next = order.len();
        order.push(start);
        while let Some(&v) = order.get(next) {
            next += 1;
            for link in adjacency.at(v) {
                if !std::mem::replace(&mut seen[link.to as usize], true) {
                    above[link.to as usize] = (v, forest[link.edge as usize]);
                    order.push(link.to);
                }
            }
        }
    }
    // What the best tree below a vertex, with it, is worth.
    let mut worth: Vec<f64> =
        (0..instance.graph.vertices as u32).map(|v| instance.prize(v)).collect();
    for &v in order.iter().rev() {
        let (parent, edge) = above[v as usize];
        if parent != u32::MAX {
            let gain = worth[v as usize] - edges[edge as usize].cost;
            if gain > 0.0 {
                worth[parent as usize] += gain;
            } else {
                above[v as usize] = (u32::MAX, edge);
            }
        }
    }
    let better =
        |best: u32, v: &u32| if worth[*v as usize] > worth[best as usize] { *v } else { best };
    let Some(&first) = order.first() else { return instance.tree(Vec::new()) };
    let top = instance.root.unwrap_or_else(|| order.iter().fold(first, better));
    let mut kept = vec![false; instance.graph.vertices];
    kept[top as usize] = true;
    let mut chosen = Vec::new();
    for &v in &order {
        let (parent, edge) = above[v as usize];
        // What is above the top was taken off: it cannot be worth more than the top, or it would be the top.
        if v != top && parent != u32::MAX && kept[parent as usize] {
            kept[v as usize] = true;
            chosen.push(edge);
        }
    }
    let mut tree = instance.tree(chosen);
    if tree.edges.is_empty() {
        // Of vertices with the same prize, this one.
        tree.vertices = vec![top];
    }
    tree
}

/// The least spanning forest of the vertices that are `wanted`, along edges between them (Kruskal).
pub fn span(instance: &Instance, wanted: &[bool]) -> Vec<u32> {
    let all = &instance.graph.edges;
    let inside = |edge: &u32| {
        let edge = &all[*edge as usize];
        wanted[edge.a as usize] && wanted[edge.b as usize]
    };
    let edges: Vec<u32> = (0..all.len() as u32).filter(inside).collect();
    span_of(instance, edges)
}

/// The least spanning forest along given edges.
pub fn span_of(instance: &Instance, mut edges: Vec<u32>) -> Vec<u32> {
    let all = &instance.graph.edges;
    let key = |edge: &u32| (all[*edge as usize].cost, *edge);
    edges.sort_unstable_by(|a, b| key(a).partial_cmp(&key(b)).expect("costs are numbers"));
    let mut union: Vec<u32> = (0..instance.graph.vertices as u32).collect();
    edges.retain(|edge| {
        let edge = &all[*edge as usize];
        let (a, b) = (top(&mut union, edge.a), top(&mut union, edge.b));
        union[a as usize] = b;
        a != b
    });
    edges
}

/// The least tree of a tree's vertices, pruned: never costlier than it.
pub fn polish(instance: &Instance, tree: Tree) -> Tree {
    let mut wanted = vec![false; instance.graph.vertices];
    for v in &tree.vertices {
        wanted[*v as usize] = true;
    }
    let found = prune(instance, &span(instance, &wanted));
    if found.objective() < tree.objective() { found } else { tree }
}

/// The top of a vertex in a union–find, halving the way there.
pub(super) fn top(union: &mut [u32], mut v: u32) -> u32 {
    while union[v as usize] != v {
        let next = union[union[v as usize] as usize];
        union[v as usize] = next;
        v = next;
    }
    v
}
