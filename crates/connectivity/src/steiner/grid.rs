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
