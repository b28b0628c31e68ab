//! An instance with its vertices in an order in which neighbours are near each other, and its edges in the order of their
//! vertices: the same problem, faster on large graphs, as what is looked at together is together in memory.

use super::division::Part;
use super::{Adjacency, Edge, Graph, Instance};

/// Vertices that are numbered from one start before another is taken.
const CHUNK: usize = 256;

/// The instance arranged, with the numbers that everything had.
pub fn arrange(instance: &Instance) -> Part {
    let order = order(instance, &instance.adjacency());
    let mut numbers = vec![0u32; order.len()];
    for (number, v) in order.iter().enumerate() {
        numbers[*v as usize] = number as u32;
    }
    let ends = |edge: &u32| {
        let edge = instance.graph.edges[*edge as usize];
        let [a, b] = [edge.a, edge.b].map(|v| numbers[v as usize]);
        (a.min(b), a.max(b))
    };
    let mut edges: Vec<u32> = (0..instance.graph.edges.len() as u32).collect();
    edges.sort_by_cached_key(ends);
    let list = edges.iter().map(|number| {
        let (a, b) = ends(number);
        Edge { a, b, cost: instance.graph.edges[*number as usize].cost }
    });
    let arranged = Instance {
        graph: Graph { vertices: order.len(), edges: list.collect() },
        prizes: order.iter().map(|v| instance.prizes[*v as usize]).collect(),
        root: instance.root.map(|root| numbers[root as usize]),
    };
    Part { instance: arranged, vertices: order, edges }
}

/// Breadth first in small chunks, each begun where the one before ended; not through the root, which may be next to
/// everything.
fn order(instance: &Instance, adjacency: &Adjacency) -> Vec<u32> {
    let vertices = instance.graph.vertices;
    let mut order: Vec<u32> = Vec::with_capacity(vertices);
    let mut seen = vec![false; vertices];
    if let Some(root) = instance.root {
        seen[root as usize] = true;
        order.push(root);
    }
    let mut starts = Vec::new();
    for start in 0..vertices as u32 {
        starts.push(start);
        while let Some(start) = starts.pop() {
            if std::mem::replace(&mut seen[start as usize], true) {
                continue;
            }
            let first = order.len();
            let mut next = first;
            order.push(start);
            while next < order.len() && next < first + CHUNK {
                for link in adjacency.at(order[next]) {
                    if order.len() >= first + CHUNK {
                        starts.push(link.to);
                    } else if !std::mem::replace(&mut seen[link.to as usize], true) {
                        order.push(link.to);
                    }
                }
                next += 1;
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_there_once_and_knows_its_number() {
        let ring = (0..1000u32).map(|v| Edge {
            a: v * 7 % 1000,
            b: (v + 1) * 7 % 1000,
            cost: f64::from(v),
        });
        let graph = Graph { vertices: 1001, edges: ring.collect() };
        let prizes = (0..1001).map(f64::from).collect();
        let instance = Instance::new(graph, prizes, Some(500)).unwrap();
        let arranged = arrange(&instance);
        assert_eq!(arranged.vertices[arranged.instance.root.unwrap() as usize], 500);
        let mut vertices = arranged.vertices.clone();
        vertices.sort_unstable();
        assert!(vertices.into_iter().eq(0..1001));
        for (edge, number) in arranged.instance.graph.edges.iter().zip(&arranged.edges) {
            let before = instance.graph.edges[*number as usize];
            let [a, b] = [edge.a, edge.b].map(|v| arranged.vertices[v as usize]);
            assert_eq!(edge.cost, before.cost);
            assert!((a, b) == (before.a, before.b) || (b, a) == (before.a, before.b));
        }
        for (v, number) in arranged.vertices.iter().enumerate() {
            assert_eq!(arranged.instance.prizes[v], instance.prizes[*number as usize]);
        }
    }
}
