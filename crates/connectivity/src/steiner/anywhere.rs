//! Problems without a root.

use super::division::{SAFETY, label};
use super::growth::grow;
use super::pruning::prune;
use super::solution::{Effort, add_down, solve_rooted};
use super::{Instance, Tree};

/// The best tree is the best of those with a likely vertex, or of those without it; and so on, until moats tell that
/// what is left has no better one.
pub(super) fn solve_anywhere(instance: &Instance, effort: &Effort) -> (Tree, f64) {
    let total: f64 = instance.prizes.iter().sum();
    let mut best = instance.tree(Vec::new());
    let mut bound = f64::INFINITY;
    let mut rest = Rest { instance: instance.clone(), excluded: 0.0 };
    for start in 0..=effort.starts {
        let growth = grow(&rest.instance);
        best = better(instance, best, &prune(&rest.instance, &growth.edges));
        // What a better tree must gain; and what none of these moats' trees can.
        let gain = total - best.objective() - total * SAFETY;
        let (labels, parts) = label(&growth.moats, &vec![gain; instance.graph.vertices]);
        if parts == 0 {
            break;
        }
        if start == effort.starts {
            let deepest = growth.moats.depths().into_iter().fold(0.0, f64::max);
            bound = bound.min(total - deepest - total * SAFETY);
            break;
        }
        rest.keep(&labels);
        let likely = prune(&rest.instance, &growth.edges);
        let dearest = likely.vertices.iter().copied().max_by(|a, b| {
            let [a, b] = [a, b].map(|v| rest.instance.prizes[*v as usize]);
            a.total_cmp(&b)
        });
        let Some(root) = dearest else { break };
        let (found, lower) = solve_rooted(&rest.rooted(root), effort);
        bound = bound.min(add_down(lower, rest.excluded));
        best = better(instance, best, &found);
        rest.leave_out(root);
    }
    let bound = bound.min(best.objective()).max(0.0);
    (best, bound)
}

/// The better of a tree and the best part of another one.
fn better(instance: &Instance, best: Tree, found: &Tree) -> Tree {
    let found = prune(instance, &found.edges);
    if found.objective() < best.objective() { found } else { best }
}

/// An instance that becomes smaller, with the same numbers: edges taken out become loops, vertices lose their prizes.
struct Rest {
    instance: Instance,
    /// The prizes that were lost: every solution forgoes them.
    excluded: f64,
}

impl Rest {
    /// Keeps the parts, and no edges between them.
    fn keep(&mut self, labels: &[u32]) {
        for (v, _) in labels.iter().enumerate().filter(|(_, label)| **label == u32::MAX) {
            self.lose(v as u32);
        }
        for edge in &mut self.instance.graph.edges {
            let [a, b] = [edge.a, edge.b].map(|v| labels[v as usize]);
            if a != b || a == u32::MAX {
                edge.b = edge.a;
            }
        }
    }

    fn leave_out(&mut self, vertex: u32) {
        self.lose(vertex);
        for edge in &mut self.instance.graph.edges {
            if edge.a == vertex || edge.b == vertex {
                edge.b = edge.a;
            }
        }
    }

    fn lose(&mut self, vertex: u32) {
        let prize = std::mem::replace(&mut self.instance.prizes[vertex as usize], 0.0);
        self.excluded = add_down(self.excluded, prize);
    }

    fn rooted(&self, root: u32) -> Instance {
        Instance { root: Some(root), ..self.instance.clone() }
    }
}
