//! The Steiner core against exact optima: trees are trees, bounds are bounds, and the excess is small.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

mod common;

use common::exact::{by_programme, by_trying};
use common::made::{Kind, Numbers, geometric, sites, small, sparse};
use passerelle_connectivity::steiner::division::divide;
use passerelle_connectivity::steiner::grid::to_grid;
use passerelle_connectivity::steiner::growth::grow;
use passerelle_connectivity::steiner::pruning::prune;
use passerelle_connectivity::steiner::reduction::Reduction;
use passerelle_connectivity::steiner::{
    Edge, Effort, Graph, Instance, Mistake, Solution, ascent, solve,
};
use proptest::prelude::*;

/// Sums of some numbers in another order.
const NEAR: f64 = 1e-9;

fn hold(instance: &Instance, found: &Solution, best: f64) {
    assert!(found.tree.is_tree_of(instance), "{found:?}");
    assert_eq!(found.objective, found.tree.cost + found.tree.forgone);
    assert!(found.bound <= best + NEAR, "bound {} above {best}", found.bound);
    assert!(found.objective >= best - NEAR, "{} below {best}", found.objective);
    assert!(found.bound <= found.objective);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn bound_optimum_and_objective_are_in_this_order(seed: u64, vertices in 1usize..10, rooted: bool) {
        let instance = small(&mut Numbers(seed), vertices, rooted);
        let best = by_trying(&instance);
        let found = solve(&instance, &Effort::default());
        hold(&instance, &found, best);
    }

    #[test]
    fn growth_and_pruning_keep_their_promise(seed: u64, vertices in 1usize..10, rooted: bool) {
        let instance = small(&mut Numbers(seed), vertices, rooted);
        let found = prune(&instance, &grow(&instance).edges);
        prop_assert!(found.is_tree_of(&instance));
        let best = by_trying(&instance);
        prop_assert!(found.objective() >= best - NEAR);
        // Twice the optimum is promised to the rooted; the unrooted is pruned from all trees at once.
        if rooted {
            prop_assert!(found.objective() <= 2.0 * best + NEAR, "{} {best}", found.objective());
        }
    }

    #[test]
    fn reductions_keep_the_optimum(seed: u64, vertices in 2usize..10, searched in 0usize..20) {
        let instance = to_grid(&small(&mut Numbers(seed), vertices, true));
        let mut reduction = Reduction::new(&instance);
        reduction.reduce(searched);
        let reduced = reduction.export(None);
        let best = by_trying(&reduced.instance);
        prop_assert_eq!(best + reduced.offset, by_trying(&instance));
        // The way back costs what was said.
        let found = prune(&reduced.instance, &grow(&reduced.instance).edges);
        let edges: Vec<u32> = found.edges.iter().map(|edge| reduced.edges[*edge as usize]).collect();
        let back = instance.tree(reduction.back(&edges));
        prop_assert!(back.is_tree_of(&instance));
        prop_assert_eq!(back.objective(), found.objective() + reduced.offset);
    }

    #[test]
    fn a_dual_ascent_is_a_bound(seed: u64, vertices in 1usize..10) {
        let instance = to_grid(&small(&mut Numbers(seed), vertices, true));
        let best = by_trying(&instance);
        let found = ascent::ascend(&instance, f64::INFINITY);
        prop_assert!(found.bound <= best, "{} {best}", found.bound);
        for v in (0..vertices).filter(|v| instance.prizes()[*v] > 0.0) {
            let without = best_without_vertex(&instance, v);
            prop_assert!(found.bound + found.spare[v] <= without, "{v}");
        }
    }

    #[test]
    fn parts_are_problems_of_their_own(seed: u64, vertices in 2usize..10) {
        let instance = small(&mut Numbers(seed), vertices, true);
        let parts = divide(&instance);
        let mut inside = vec![false; vertices];
        let mut sum = 0.0;
        for part in &parts {
            sum += by_trying(&part.instance);
            part.vertices.iter().for_each(|v| inside[*v as usize] = true);
        }
        inside[instance.root().unwrap() as usize] = true;
        sum += (0..vertices).filter(|v| !inside[*v]).map(|v| instance.prizes()[v]).sum::<f64>();
        prop_assert!((sum - by_trying(&instance)).abs() < NEAR);
    }
}

/// The best tree without a vertex.
fn best_without_vertex(instance: &Instance, v: usize) -> f64 {
    let edges = instance.graph().edges.iter().filter(|e| e.a as usize != v && e.b as usize != v);
    let graph = Graph { vertices: instance.graph().vertices, edges: edges.copied().collect() };
    by_trying(&Instance::new(graph, instance.prizes().to_vec(), instance.root()).unwrap())
}

#[test]
fn two_ways_to_the_optimum_agree() {
    let mut numbers = Numbers(3);
    for round in 0..30 {
        let vertices = 2 + numbers.below(9) as usize;
        let instance = small(&mut numbers, vertices, round % 2 == 0);
        let (one, two) = (by_trying(&instance), by_programme(&instance));
        assert!((one - two).abs() < 1e-6, "{one} {two}");
    }
}

/// Over many instances of each kind, up to 25 vertices: mean excess at most 1 %.
#[test]
fn the_mean_excess_is_small() {
    let kinds: [Kind; 4] = [
        ("sites", |seed| sites(25, 0.4 + 0.2 * (seed % 5) as f64, seed)),
        ("geometric", |seed| geometric(20, seed)),
        ("sparse", |seed| sparse(20, 40, 8, 10, seed)),
        ("any", |seed| small(&mut Numbers(seed), 20, true)),
    ];
    for (name, make) in kinds {
        let (mut excess, mut gap, many) = (0.0, 0.0, 12);
        for seed in 0..many {
            let instance = make(seed);
            let best = by_programme(&instance);
            let found = solve(&instance, &Effort::default());
            assert!(found.bound <= best + 1e-6 && found.objective >= best - 1e-6);
            if best > 0.0 {
                excess += found.objective / best - 1.0;
                gap += found.gap();
            }
        }
        let [excess, gap] = [excess, gap].map(|sum| 100.0 * sum / many as f64);
        println!("{name}: mean excess {excess:.3} %, mean gap {gap:.3} %");
        assert!(excess <= 1.0, "{name}: {excess} %");
    }
}

#[test]
fn what_comes_out_does_not_depend_on_threads() {
    for prize in [0.4, 0.8, 2.0] {
        let instance = sites(3000, prize, 5);
        let one = solve(&instance, &Effort { threads: 1, ..Effort::default() });
        let four = solve(&instance, &Effort { threads: 4, ..Effort::default() });
        assert_eq!(one, four);
        assert!(one.tree.is_tree_of(&instance));
        assert!(one.gap() < 0.05, "{}", one.gap());
    }
}

#[test]
fn whole_trees_are_never_worse_than_grown_ones() {
    for (prize, seed) in [(0.4, 1), (0.7, 2), (1.0, 3), (3.0, 4)] {
        let instance = sites(2000, prize, seed);
        let grown = prune(&instance, &grow(&instance).edges);
        let found = solve(&instance, &Effort::default());
        assert!(found.objective <= grown.objective() * (1.0 + 1e-12));
    }
}

#[test]
fn parallel_edges_keep_their_identity() {
    let edges = [(0, 1, 3.0), (0, 1, 1.0), (1, 1, 0.0), (0, 1, 2.0)];
    let edges = edges.map(|(a, b, cost)| Edge { a, b, cost }).to_vec();
    let graph = Graph { vertices: 2, edges };
    let instance = Instance::new(graph, vec![0.0, 5.0], Some(0)).unwrap();
    assert_eq!(solve(&instance, &Effort::default()).tree.edges, [1]);
}

#[test]
fn nothing_at_all_and_almost_nothing_are_solved() {
    let none = Instance::new(Graph::default(), vec![], None).unwrap();
    let found = solve(&none, &Effort::default());
    assert_eq!((found.objective, found.bound, found.tree.vertices.len()), (0.0, 0.0, 0));
    for root in [None, Some(0)] {
        let one = Instance::new(Graph { vertices: 1, edges: vec![] }, vec![4.0], root).unwrap();
        let found = solve(&one, &Effort::default());
        assert_eq!((found.objective, found.bound, found.gap()), (0.0, 0.0, 0.0));
        assert_eq!(found.tree.vertices, [0]);
    }
    let free = Graph { vertices: 2, edges: vec![Edge { a: 0, b: 1, cost: 0.0 }] };
    let found = solve(&Instance::new(free, vec![0.0, 0.0], Some(1)).unwrap(), &Effort::default());
    assert_eq!((found.objective, found.bound), (0.0, 0.0));
}

#[test]
fn senseless_instances_are_refused() {
    let graph = |edges: &[(u32, u32, f64)]| Graph {
        vertices: 2,
        edges: edges.iter().map(|&(a, b, cost)| Edge { a, b, cost }).collect(),
    };
    let new = |edges: &[(u32, u32, f64)], prizes: &[f64], root| {
        Instance::new(graph(edges), prizes.to_vec(), root).unwrap_err()
    };
    assert_eq!(new(&[], &[1.0], None), Mistake::Prizes { prizes: 1, vertices: 2 });
    assert_eq!(new(&[(0, 2, 1.0)], &[1.0; 2], None), Mistake::NoVertex { edge: 0, vertex: 2 });
    assert_eq!(new(&[(0, 1, -1.0)], &[1.0; 2], None), Mistake::Cost { edge: 0, cost: -1.0 });
    assert_eq!(new(&[], &[1.0, -2.0], None), Mistake::Prize { vertex: 1, prize: -2.0 });
    assert!(matches!(new(&[], &[1.0, f64::NAN], None), Mistake::Prize { vertex: 1, .. }));
    assert_eq!(new(&[(0, 1, f64::MAX)], &[f64::MAX, 0.0], None), Mistake::Sum);
    assert_eq!(new(&[], &[1.0; 2], Some(2)), Mistake::Root { root: 2 });
}
