//! Numbers on a grid, so that sums are exact.
//!
//! Costs and prizes are rounded down to multiples of a power of two that is so small beside the sum of all prizes that
//! every sum of a solution has less than 53 bits. Additions and subtractions of `f64` are then exact: rules that keep
//! the optimum keep it to the last bit, whatever the order of summation, and a lower bound on the rounded instance is
//! one on the instance itself, as no tree became costlier. What rounding loses is below a millionth of a millionth of
//! the prizes for each edge.

use super::Instance;

/// Bits that a sum of all prizes has.
const BITS: i32 = 51;

/// The instance with costs and prizes rounded down to the grid; costs beyond the sum of all prizes, which no best tree
/// pays, become that sum.
pub fn to_grid(instance: &Instance) -> Instance {
    let total: f64 = (0..instance.graph.vertices as u32).map(|v| instance.prize(v)).sum();
    let mut rounded = instance.clone();
    if total <= 0.0 {
        rounded.graph.edges.iter_mut().for_each(|edge| edge.cost = 0.0);
        return rounded;
    }
    // The exponent of the sum, from its bits; subnormal sums are taken for the least normal one.
    let exponent = ((total.to_bits() >> 52) as i32 - 1023).max(-1022) + 1;
    let step = 2f64.powi((exponent - BITS).max(-1022));
    let down = |value: f64| (value / step).floor() * step;
    for edge in &mut rounded.graph.edges {
        edge.cost = down(edge.cost.min(total));
    }
    for prize in &mut rounded.prizes {
        *prize = down(*prize);
    }
    if let Some(root) = instance.root {
        rounded.prizes[root as usize] = 0.0;
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steiner::{Edge, Graph};

    #[test]
    fn sums_are_exact_in_any_order_and_nothing_is_costlier() {
        let costs: Vec<f64> = (1..2000).map(|n| (f64::from(n) * 0.7).sin().abs() * 1e5).collect();
        let edges = costs.iter().map(|cost| Edge { a: 0, b: 1, cost: *cost }).collect();
        let prizes = vec![5.0, costs.iter().sum()];
        let graph = Graph { vertices: 2, edges };
        let instance = Instance::new(graph, prizes, Some(0)).unwrap();
        let rounded = to_grid(&instance);
        let of = |edges: &[Edge]| edges.iter().map(|edge| edge.cost).collect::<Vec<_>>();
        let (before, after) = (of(&instance.graph.edges), of(&rounded.graph.edges));
        for (before, after) in before.iter().zip(&after) {
            assert!(after <= before && before - after < 1e-6);
        }
        assert_eq!(after.iter().sum::<f64>(), after.iter().rev().sum::<f64>());
        assert_ne!(before.iter().sum::<f64>(), before.iter().rev().sum::<f64>());
    }

    #[test]
    fn sums_that_are_tiny_or_nothing_are_no_trouble() {
        for prize in [0.0, f64::MIN_POSITIVE / 8.0, 1e300] {
            let edges = vec![Edge { a: 0, b: 1, cost: prize / 3.0 }];
            let graph = Graph { vertices: 2, edges };
            let rounded = to_grid(&Instance::new(graph, vec![0.0, prize], Some(0)).unwrap());
            assert!(rounded.graph.edges[0].cost <= prize / 3.0 && rounded.prizes[1] <= prize);
        }
    }
}
