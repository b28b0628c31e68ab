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
    cost: f64,
}

/// A sum of arcs that is at least what is taken of a vertex.
struct Cut {
    entering: Vec<usize>,
    vertex: u32,
}

/// First with fractions, until no cut is violated; then with whole numbers, until the same.
fn rooted(graph: &Graph, prizes: &[f64], root: u32, one: bool) -> f64 {
    let edges = graph.edges.iter().filter(|edge| edge.a != edge.b);
    let arcs: Vec<Arc> = edges
        .flat_map(|edge| [(edge.a, edge.b, edge.cost), (edge.b, edge.a, edge.cost)])
        .filter(|(_, to, _)| *to != root)
        .map(|(from, to, cost)| Arc { from, to, cost })
        .collect();
    let mut prizes = prizes.to_vec();
    prizes[root as usize] = 0.0;
    let mut cuts: Vec<Cut> = Vec::new();
    for whole in [false, true] {
        loop {
            let (objective, taken, chosen) = programme(&arcs, &prizes, root, one, &cuts, whole);
            let before = cuts.len();
            for v in 0..graph.vertices as u32 {
                let (flow, within) = flow(graph.vertices, root, v, &arcs, &taken);
                if v != root && flow < chosen[v as usize] - 1e-6 {
                    let enters = |arc: &Arc| !within[arc.from as usize] && within[arc.to as usize];
                    let entering = (0..arcs.len()).filter(|arc| enters(&arcs[*arc])).collect();
                    cuts.push(Cut { entering, vertex: v });
                }
            }
            if cuts.len() == before && whole {
                return objective;
            } else if cuts.len() == before {
                break;
            }
        }
    }
    unreachable!("the whole numbers come last")
}

/// The least objective with these cuts, and what is taken of arcs and vertices.
fn programme(
    arcs: &[Arc],
    prizes: &[f64],
    root: u32,
    one: bool,
    cuts: &[Cut],
    whole: bool,
) -> (f64, Vec<f64>, Vec<f64>) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut new = |cost: f64, least: i32| {
        if whole {
            problem.add_integer_var(cost, (least, 1))
        } else {
            problem.add_var(cost, (f64::from(least), 1.0))
        }
    };
    let taken: Vec<Variable> = arcs.iter().map(|arc| new(arc.cost, 0)).collect();
    let chosen: Vec<Variable> =
        (0..prizes.len()).map(|v| new(-prizes[v], i32::from(v as u32 == root))).collect();
    let mut row = |sum: Vec<(Variable, f64)>, is: ComparisonOp, right: f64| {
        problem.add_constraint(&sum[..], is, right);
    };
    for v in (0..prizes.len() as u32).filter(|v| *v != root) {
        let into = (0..arcs.len()).filter(|arc| arcs[*arc].to == v).map(|arc| (taken[arc], 1.0));
        row(into.chain([(chosen[v as usize], -1.0)]).collect(), ComparisonOp::Eq, 0.0);
    }
    for (number, arc) in arcs.iter().enumerate() {
        let back = (0..arcs.len()).filter(|b| arcs[*b].from == arc.to && arcs[*b].to == arc.from);
        let both = back.chain([number]).map(|arc| (taken[arc], 1.0));
        row(both.chain([(chosen[arc.from as usize], -1.0)]).collect(), ComparisonOp::Le, 0.0);
    }
    if one {
        let from_root = (0..arcs.len()).filter(|arc| arcs[*arc].from == root);
        row(from_root.map(|arc| (taken[arc], 1.0)).collect(), ComparisonOp::Le, 1.0);
    }
    for cut in cuts {
        let entering = cut.entering.iter().map(|arc| (taken[*arc], 1.0));
        let sum = entering.chain([(chosen[cut.vertex as usize], -1.0)]).collect();
        row(sum, ComparisonOp::Ge, 0.0);
    }
    let Ok(SolveOutcome::Solution(found)) = problem.solve() else { panic!("no solution") };
    let values = |of: &[Variable]| of.iter().map(|one| found.var_value(*one)).collect();
    (found.objective() + prizes.iter().sum::<f64>(), values(&taken), values(&chosen))
}

/// The greatest flow from the root to a vertex, and the side of the vertex in a least cut.
fn flow(vertices: usize, root: u32, to: u32, arcs: &[Arc], most: &[f64]) -> (f64, Vec<bool>) {
    let mut left = most.to_vec();
    let mut back = vec![0.0; arcs.len()];
    let mut sum = 0.0;
    loop {
        // Towards the vertex: for each that reaches it the arc by which it goes on, and whether against it.
        let mut next = vec![None; vertices];
        let mut open = vec![to];
        let mut within = vec![false; vertices];
        within[to as usize] = true;
        while let Some(v) = open.pop() {
            for (number, arc) in arcs.iter().enumerate() {
                let ways = [
                    (arc.from, arc.to, left[number], false),
                    (arc.to, arc.from, back[number], true),
                ];
                for (from, into, room, against) in ways {
                    if into == v && room > 1e-9 && !within[from as usize] {
                        within[from as usize] = true;
                        next[from as usize] = Some((number, against, v));
                        open.push(from);
                    }
                }
            }
        }
        if !within[root as usize] || to == root {
            return (sum, within);
        }
        let way = std::iter::successors(next[root as usize], |(_, _, v)| next[*v as usize]);
        let way: Vec<_> = way.collect();
        let room = |(number, against, _): &(usize, bool, u32)| {
            if *against { back[*number] } else { left[*number] }
        };
        let more = way.iter().map(room).fold(f64::INFINITY, f64::min);
        for (number, against, _) in way {
            let sign = if against { -more } else { more };
            left[number] -= sign;
            back[number] += sign;
        }
        sum += more;
    }
}
