//! Ways back by cable for pieces of the network that are cut off.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Cut, Links, NONE, OUT, Repair, Standing};
use crate::steiner::Adjacency;

/// Finds for each island the way to what leads out with the fewest metres in the area (Dijkstra, from all that leads
/// out at once).
pub(super) fn find(
    links: &Links,
    broken: &[bool],
    down: &[bool],
    standing: &Standing,
    cut: &mut Cut,
) {
    let count = links.vertices.len();
    let ends = || links.pieces.iter().map(|piece| (piece.a, piece.b));
    let adjacency = Adjacency::new(count, ends());
    let mut least = vec![f64::INFINITY; count];
    let mut by = vec![NONE; count];
    let mut next = BinaryHeap::new();
    for vertex in 0..count as u32 {
        if standing.island[vertex as usize] == OUT {
            least[vertex as usize] = 0.0;
            next.push((Reverse(0_u64), Reverse(vertex)));
        }
    }
    while let Some((Reverse(far), Reverse(at))) = next.pop() {
        if f64::from_bits(far) > least[at as usize] {
            continue;
        }
        for link in adjacency.at(at) {
            let metres = least[at as usize] + cut.pieces[link.edge as usize].metres_within;
            if metres < least[link.to as usize] {
                least[link.to as usize] = metres;
                by[link.to as usize] = link.edge;
                next.push((Reverse(metres.to_bits()), Reverse(link.to)));
            }
        }
    }
    let mut nearest: Vec<Option<u32>> = vec![None; cut.islands.len()];
    for vertex in (0..count as u32).filter(|vertex| !down[*vertex as usize]) {
        if let Some(best) = nearest.get_mut(standing.island[vertex as usize] as usize) {
            let far = |vertex: u32| least[vertex as usize];
            if far(vertex).is_finite() && best.is_none_or(|known| far(vertex) < far(known)) {
                *best = Some(vertex);
            }
        }
    }
    for (number, best) in nearest.into_iter().enumerate() {
        let Some(best) = best else { continue };
        let mut repair = Repair { metres: least[best as usize], ..Repair::default() };
        let mut at = best;
        while by[at as usize] != NONE {
            let edge = by[at as usize];
            if broken[edge as usize] {
                repair.pieces.push(edge);
            }
            let piece = &links.pieces[edge as usize];
            at = if piece.a == at { piece.b } else { piece.a };
            let island = standing.island[at as usize];
            if island < OUT && island as usize != number {
                repair.through.push(island);
            }
        }
        repair.through.sort_unstable();
        repair.through.dedup();
        cut.islands[number].repair = Some(repair);
    }
}
