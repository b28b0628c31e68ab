//! What the relations alone say of each cell, by passing bounds on: cheap, and never too narrow.
//!
//! In a relation Σ fⱼ xⱼ = 0, each cell is within what the bounds of the others leave. The bounds are
//! tightened relation by relation until nothing moves. The result holds every value that an attacker can
//! believe, and often more; so a bound here **is** known to the attacker, while its absence says nothing.

use std::collections::VecDeque;

use super::system::System;

/// A bound that moves by less than this, relative to the interval's ends, does not start a new round.
const STILL: f64 = 1e-7;

/// Each relation is looked at no more often than this: bounds of long circles may creep for ever.
const ROUNDS: usize = 50;

/// What an attacker knows beforehand: published cells at their values, suppressed ones within what
/// anybody knows.
pub fn known_beforehand(system: &System, suppressed: &[bool]) -> Vec<(f64, f64)> {
    let cells = system.cells().iter().zip(suppressed);
    cells
        .map(
            |(cell, hidden)| {
                if *hidden { (cell.lower, cell.upper) } else { (cell.value, cell.value) }
            },
        )
        .collect()
}

/// Tightens bounds of the cells' values by every relation of the system. A lower end may pass the upper
/// by rounding, or because the bounds given contradict the relations.
pub fn propagate(system: &System, bounds: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    from(system, bounds, (0..system.relations().len()).collect())
}

/// Bounds that were tightened, after one more cell is known.
pub(super) fn knowing(system: &System, bounds: &[(f64, f64)], cell: usize) -> Vec<(f64, f64)> {
    let mut bounds = bounds.to_vec();
    let value = system.cells()[cell].value;
    bounds[cell] = (value, value);
    from(system, bounds, system.of_cell(cell).iter().map(|(row, _)| *row).collect())
}

/// Tightens bounds, some relations first.
fn from(
    system: &System,
    mut bounds: Vec<(f64, f64)>,
    mut open: VecDeque<usize>,
) -> Vec<(f64, f64)> {
    let rows = system.relations().len();
    let mut waiting = vec![false; rows];
    let mut looked = vec![0; rows];
    for row in &open {
        waiting[*row] = true;
    }
    while let Some(row) = open.pop_front() {
        waiting[row] = false;
        looked[row] += 1;
        if looked[row] > ROUNDS {
            continue;
        }
        for cell in tighten(system, row, &mut bounds) {
            for (next, _) in system.of_cell(cell) {
                if !std::mem::replace(&mut waiting[*next], true) {
                    open.push_back(*next);
                }
            }
        }
    }
    bounds
}

/// Tightens the cells of one relation; gives those that moved.
fn tighten(system: &System, row: usize, bounds: &mut [(f64, f64)]) -> Vec<usize> {
    let terms = &system.relations()[row];
    let ranges = terms.iter().map(|(cell, factor)| scaled(bounds[*cell], *factor));
    let (low, high) = ranges.fold((Sum::default(), Sum::default()), |(low, high), range| {
        (low.with(range.0), high.with(range.1))
    });
    let mut moved = Vec::new();
    for (cell, factor) in terms {
        let own = scaled(bounds[*cell], *factor);
        // The others sum to minus this cell's term.
        let least = -high.without(own.1);
        let most = -low.without(own.0);
        let found = scaled((least, most), 1.0 / factor);
        let before = bounds[*cell];
        let after = (before.0.max(found.0), before.1.min(found.1));
        let step = |from: f64, to: f64| {
            from != to && (from.is_infinite() || (from - to).abs() > STILL * from.abs().max(1.0))
        };
        if step(before.0, after.0) || step(before.1, after.1) {
            bounds[*cell] = after;
            moved.push(*cell);
        }
    }
    moved
}

fn scaled((low, high): (f64, f64), factor: f64) -> (f64, f64) {
    if factor < 0.0 { (high * factor, low * factor) } else { (low * factor, high * factor) }
}

/// A sum that knows how many of its terms are infinite.
#[derive(Clone, Copy, Default)]
struct Sum {
    finite: f64,
    infinite: f64,
    count: usize,
}

impl Sum {
    fn with(self, term: f64) -> Self {
        if term.is_finite() {
            Self { finite: self.finite + term, ..self }
        } else {
            Self { infinite: term, count: self.count + 1, ..self }
        }
    }

    fn without(self, term: f64) -> f64 {
        let left = self.count - usize::from(term.is_infinite());
        match left {
            0 if term.is_infinite() => self.finite,
            0 => self.finite - term,
            _ => self.infinite,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::system::SystemCell;

    fn cell(value: f64) -> SystemCell {
        SystemCell {
            value,
            lower: 0.0,
            upper: f64::INFINITY,
            cost: 1.0,
            suppressible: true,
            single: false,
        }
    }

    #[test]
    fn one_hidden_part_is_known() {
        let system = System::new(
            vec![cell(10.0), cell(4.0), cell(6.0)],
            vec![vec![(0, -1.0), (1, 1.0), (2, 1.0)]],
        );
        let known = known_beforehand(&system, &[false, true, false]);
        assert_eq!(propagate(&system, known)[1], (4.0, 4.0));
        let known = known_beforehand(&system, &[false, true, true]);
        assert_eq!(propagate(&system, known)[1], (0.0, 10.0));
    }
}
