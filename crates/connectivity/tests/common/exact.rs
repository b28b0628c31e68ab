//! Exact optima of small instances, found in two ways that have nothing in common with the core.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use passerelle_connectivity::steiner::{Graph, Instance};

/// By trying all sets of vertices, each with its least spanning tree. For some 12 vertices.
pub fn by_trying(instance: &Instance) -> f64 {
    let n = instance.graph().vertices;
    assert!(n <= 16, "2^n sets");
    let mut edges = instance.graph().edges.clone();
    edges.sort_by(|a, b| a.cost.partial_cmp(&b.cost).unwrap());
    let prize =
        |v: usize| if instance.root() == Some(v as u32) { 0.0 } else { instance.prizes()[v] };
    let mut best = if instance.root().is_none() { (0..n).map(prize).sum() } else { f64::INFINITY };
    for set in 1u32..1 << n {
        if instance.root().is_some_and(|root| set & (1 << root) == 0) {
            continue;
        }
        let mut part: Vec<usize> = (0..n).collect();
        let mut missing = set.count_ones() - 1;
        let mut sum: f64 = (0..n).filter(|v| set & (1 << v) == 0).map(prize).sum();
        for edge in &edges {
            let inside = set & (1 << edge.a) != 0 && set & (1 << edge.b) != 0;
            let (a, b) = (part[edge.a as usize], part[edge.b as usize]);
            if inside && a != b {
                part.iter_mut().filter(|one| **one == a).for_each(|one| *one = b);
                sum += edge.cost;
                missing -= 1;
            }
        }
        if missing == 0 && sum < best {
            best = sum;
        }
    }
    best
}

/// By an integer programme on directed cuts, added as they are found violated. For some 25 vertices.
pub fn by_programme(instance: &Instance) -> f64 {
    match instance.root() {
        Some(root) => rooted(instance.graph(), instance.prizes(), root, false),
        None => {
            // One more vertex is the root, from which at most one edge is taken, for nothing.
            let mut graph = instance.graph().clone();
            let root = graph.vertices as u32;
            graph.vertices += 1;
            for v in 0..root {
                graph.edges.push(passerelle_connectivity::steiner::Edge {
                    a: root,
                    b: v,
                    cost: 0.0,
                });
            }
            let prizes: Vec<f64> = instance.prizes().iter().copied().chain([0.0]).collect();
            rooted(&graph, &prizes, root, true)
        }
    }
}

struct Arc {
    from: u32,
    to: u32,
    variable: Variable,
}

/// A sum of variables that is at least a vertex's variable.
struct Cut {
    entering: Vec<usize>,
    vertex: u32,
}

fn rooted(graph: &Graph, prizes: &[f64], root: u32, one: bool) -> f64 {
    let mut cuts: Vec<Cut> = Vec::new();
    loop {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut arcs = Vec::new();
        for edge in graph.edges.iter().filter(|edge| edge.a != edge.b) {
            for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
                if to != root {
                    let variable = problem.add_integer_var(edge.cost, (0, 1));
                    arcs.push(Arc { from, to, variable });
                }
            }
        }
        let mut constant = 0.0;
        let chosen: Vec<Variable> = (0..graph.vertices)
            .map(|v| {
                constant += if v as u32 == root { 0.0 } else { prizes[v] };
                let least = i32::from(v as u32 == root);
                problem.add_integer_var(if v as u32 == root { 0.0 } else { -prizes[v] }, (least, 1))
            })
            .collect();
        for v in (0..graph.vertices as u32).filter(|v| *v != root) {
            let into = arcs.iter().filter(|arc| arc.to == v).map(|arc| (arc.variable, 1.0));
            let row: Vec<_> = into.chain([(chosen[v as usize], -1.0)]).collect();
            problem.add_constraint(&row[..], ComparisonOp::Eq, 0.0);
        }
        for arc in &arcs {
            let back = arcs.iter().filter(|other| other.from == arc.to && other.to == arc.from);
            let row: Vec<_> = back
                .map(|other| (other.variable, 1.0))
                .chain([(arc.variable, 1.0), (chosen[arc.from as usize], -1.0)])
                .collect();
            problem.add_constraint(&row[..], ComparisonOp::Le, 0.0);
        }
        if one {
            let row: Vec<_> =
                arcs.iter().filter(|arc| arc.from == root).map(|arc| (arc.variable, 1.0)).collect();
            problem.add_constraint(&row[..], ComparisonOp::Le, 1.0);
        }
        for cut in &cuts {
            let row: Vec<_> = cut
                .entering
                .iter()
                .map(|arc| (arcs[*arc].variable, 1.0))
                .chain([(chosen[cut.vertex as usize], -1.0)])
                .collect();
            problem.add_constraint(&row[..], ComparisonOp::Ge, 0.0);
        }
        let Ok(SolveOutcome::Solution(found)) = problem.solve() else { panic!("no solution") };
        let taken: Vec<bool> = arcs.iter().map(|arc| found.var_value(arc.variable) > 0.5).collect();
        let reached = reach(graph.vertices, root, &arcs, &taken);
        let before = cuts.len();
        for v in 0..graph.vertices as u32 {
            if found.var_value(chosen[v as usize]) > 0.5 && !reached[v as usize] {
                cuts.push(cut(graph.vertices, v, &arcs, &taken));
            }
        }
        if cuts.len() == before {
            return found.objective() + constant;
        }
    }
}

/// What the root reaches by the arcs that are taken.
fn reach(vertices: usize, root: u32, arcs: &[Arc], taken: &[bool]) -> Vec<bool> {
    let mut reached = vec![false; vertices];
    reached[root as usize] = true;
    for _ in 0..vertices {
        for (arc, taken) in arcs.iter().zip(taken) {
            if *taken && reached[arc.from as usize] {
                reached[arc.to as usize] = true;
            }
        }
    }
    reached
}

/// The cut around what reaches a vertex by the arcs that are taken.
fn cut(vertices: usize, vertex: u32, arcs: &[Arc], taken: &[bool]) -> Cut {
    let mut within = vec![false; vertices];
    within[vertex as usize] = true;
    for _ in 0..vertices {
        for (arc, taken) in arcs.iter().zip(taken) {
            if *taken && within[arc.to as usize] {
                within[arc.from as usize] = true;
            }
        }
    }
    let enters = |arc: &Arc| !within[arc.from as usize] && within[arc.to as usize];
    let entering = (0..arcs.len()).filter(|arc| enters(&arcs[*arc])).collect();
    Cut { entering, vertex }
}
