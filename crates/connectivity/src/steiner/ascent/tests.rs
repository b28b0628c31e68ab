use super::*;
use crate::steiner::{Edge, Graph};

fn instance(edges: &[(u32, u32, f64)], prizes: &[f64]) -> Instance {
    let edges = edges.iter().map(|&(a, b, cost)| Edge { a, b, cost }).collect();
    Instance::new(Graph { vertices: prizes.len(), edges }, prizes.to_vec(), Some(0)).unwrap()
}

#[test]
fn where_all_vertices_are_terminals_the_bound_is_the_least_tree() {
    let edges = [(0, 1, 4.0), (1, 2, 1.0), (2, 3, 2.0), (3, 1, 2.5), (3, 0, 5.0)];
    let found = ascend(&instance(&edges, &[0.0, 50.0, 50.0, 50.0]), f64::INFINITY);
    assert_eq!(found.bound, 7.0);
}

#[test]
fn a_prize_that_does_not_pay_is_the_bound() {
    let found = ascend(&instance(&[(0, 1, 4.0), (1, 2, 3.0)], &[0.0, 2.0, 1.0]), f64::INFINITY);
    assert_eq!(found.bound, 3.0);
    assert_eq!(found.spare, [0.0; 3]);
}

#[test]
fn prizes_beyond_a_trunk_pay_for_it_together() {
    let edges = [(0, 1, 10.0), (1, 2, 1.0), (1, 3, 1.0)];
    let found = ascend(&instance(&edges, &[0.0, 0.0, 8.0, 8.0]), f64::INFINITY);
    assert_eq!(found.bound, 12.0);
    // Without one of the two, the other does not pay for the trunk: 16 at least.
    assert!(found.spare[2] + found.bound <= 16.0 && found.spare[2] > 0.0);
    assert_eq!(found.reached(0), [true; 4]);
}

#[test]
fn what_cannot_be_reached_is_forgone() {
    let found = ascend(&instance(&[(1, 2, 3.0)], &[0.0, 7.0, 2.0]), f64::INFINITY);
    assert_eq!(found.bound, 9.0);
}

#[test]
fn it_stops_where_the_bound_is_enough() {
    let found = ascend(&instance(&[(0, 1, 4.0), (0, 2, 3.0)], &[0.0, 9.0, 9.0]), 5.0);
    assert_eq!(found.bound, 5.0);
}
