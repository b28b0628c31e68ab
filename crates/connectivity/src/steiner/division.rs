//! Parts of an instance that cannot pay to reach each other, told by moats.
//!
//! Let moats grow as if the root were not there, until every cluster has spent its prizes. Take a tree `T` that hangs on
//! the root by an edge of cost `c`. It crosses at least once each moat of a cluster that it meets and does not lie in;
//! and as the prizes of each spent cluster are its moats, the prizes of `T` are at most the moats of clusters that meet
//! `T`. So what `T` gains, its prizes less its edges, is at most the moats of the clusters in which all of `T` lies (and
//! not more than nothing, where it lies in none). Only if these are wider than `c` does `T` pay.
//!
//! Hence in a best tree what hangs on the root lies in clusters that have an edge to the root which costs less than the
//! moats around them: the largest such clusters are problems of their own. Where prizes are small beside distances there
//! are thousands; everything else is left out, with proof.

use super::growth::{Moats, grow_without_root};
use super::{Edge, Graph, Instance};

/// Moats are sums of differences: they are believed but for this share.
pub(super) const SAFETY: f64 = 1e-9;

/// A part of an instance.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its vertices numbered anew, the root first.
    pub instance: Instance,
    /// For each vertex its number in the whole.
    pub vertices: Vec<u32>,
    /// For each edge its number in the whole.
    pub edges: Vec<u32>,
}

/// For each vertex the part that it is in, `u32::MAX` for none, by the moats around it; and how many parts there are.
/// `reach` is for each vertex what the trees with it must gain at least: the cost of its cheapest edge to the root.
pub fn label(moats: &Moats, reach: &[f64]) -> (Vec<u32>, u32) {
    let depths = moats.depths();
    let mut reaches = reach.to_vec();
    reaches.resize(depths.len(), f64::INFINITY);
    for cluster in 0..depths.len() {
        let above = moats.above[cluster] as usize;
        reaches[above] = reaches[above].min(reaches[cluster]);
    }
    let mut labels = vec![u32::MAX; depths.len()];
    let mut parts = 0;
    for cluster in (0..depths.len()).rev() {
        let above = moats.above[cluster] as usize;
        if labels[above] != u32::MAX {
            labels[cluster] = labels[above];
        } else if reaches[cluster] < depths[cluster] * (1.0 + SAFETY) {
            labels[cluster] = parts;
            parts += 1;
        }
    }
    labels.truncate(reach.len());
    (labels, parts)
}

/// The parts of a rooted instance, each with the root; their best trees together are a best tree of the whole.
/// Largest first.
///
/// # Panics
/// Without a root.
pub fn divide(instance: &Instance) -> Vec<Part> {
    let root = instance.root.expect("a rooted instance");
    let mut reach = vec![f64::INFINITY; instance.graph.vertices];
    for edge in instance.graph.edges.iter().filter(|edge| edge.a == root || edge.b == root) {
        let reach = &mut reach[edge.other(root) as usize];
        *reach = reach.min(edge.cost);
    }
    reach[root as usize] = f64::INFINITY;
    let (labels, parts) = label(&grow_without_root(instance).moats, &reach);
    let mut found = cut(instance, root, &labels, parts);
    found.sort_by_key(|part| std::cmp::Reverse(part.edges.len()));
    found
}

/// Makes an instance of each part.
fn cut(instance: &Instance, root: u32, labels: &[u32], parts: u32) -> Vec<Part> {
    // The root is vertex 0 of each.
    let empty = || Part {
        instance: Instance {
            graph: Graph { vertices: 1, edges: Vec::new() },
            prizes: vec![0.0],
            root: Some(0),
        },
        vertices: vec![root],
        edges: Vec::new(),
    };
    let mut found: Vec<Part> = (0..parts).map(|_| empty()).collect();
    let mut numbers = vec![0u32; labels.len()];
    for (v, &label) in labels.iter().enumerate() {
        if label != u32::MAX && v != root as usize {
            let part = &mut found[label as usize];
            numbers[v] = part.vertices.len() as u32;
            part.vertices.push(v as u32);
            part.instance.graph.vertices += 1;
            part.instance.prizes.push(instance.prizes[v]);
        }
    }
    for (number, edge) in instance.graph.edges.iter().enumerate() {
        let [of_a, of_b] = [edge.a, edge.b].map(|v| labels[v as usize]);
        let label = if edge.a == root { of_b } else { of_a };
        let together = of_a == of_b || edge.a == root || edge.b == root;
        if together && label != u32::MAX && edge.a != edge.b {
            let part = &mut found[label as usize];
            let [a, b] = [edge.a, edge.b].map(|v| numbers[v as usize]);
            part.instance.graph.edges.push(Edge { a, b, cost: edge.cost });
            part.edges.push(number as u32);
        }
    }
    found
}
