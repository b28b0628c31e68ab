//! The attacker's linear programme, and the one that looks for the cheapest cells to suppress.
//!
//! With y the change of each suppressed cell from its value, an attacker can believe any y with
//! M y = 0 (every relation holds) and lower − a ≤ y ≤ upper − a. The furthest that a cell can go up is the
//! greatest yᵢ, down the least.
//!
//! Both programmes may be asked of a **window**: some cells only, all others held at their values. A
//! change that exists in a window exists in the whole, so what a window protects is protected; only the
//! whole component can show that a cell is exposed.

use std::collections::{HashMap, HashSet, VecDeque};

use super::solver::{Answer, Programme, Solver};
use super::system::{Move, System};

/// Changes smaller than this, relative to the largest of a move, are rounding.
const NOTHING: f64 = 1e-9;

/// The cells around a cell that `inside` lets in, nearest first, at most `most` (whole relations are
/// taken until there are as many); and whether that is all of them.
pub(super) fn around(
    system: &System,
    start: usize,
    most: usize,
    inside: &dyn Fn(usize) -> bool,
) -> (Vec<usize>, bool) {
    let mut cells = vec![start];
    let mut seen: HashSet<usize> = HashSet::from([start]);
    let mut rows: HashSet<usize> = HashSet::new();
    let mut open = VecDeque::from([start]);
    while let Some(cell) = open.pop_front() {
        if cells.len() >= most {
            return (cells, false);
        }
        for (row, _) in system.of_cell(cell) {
            if !rows.insert(*row) {
                continue;
            }
            for (next, _) in &system.relations()[*row] {
                if inside(*next) && seen.insert(*next) {
                    cells.push(*next);
                    open.push_back(*next);
                }
            }
        }
    }
    (cells, true)
}

/// Relations as rows over the cells of a window.
pub(super) fn rows(system: &System, cells: &[usize]) -> Vec<(usize, Vec<(usize, f64)>)> {
    let at: HashMap<usize, usize> =
        cells.iter().enumerate().map(|(at, cell)| (*cell, at)).collect();
    let mut rows: Vec<usize> =
        cells.iter().flat_map(|cell| system.of_cell(*cell).iter().map(|(row, _)| *row)).collect();
    rows.sort_unstable();
    rows.dedup();
    let terms = |row: &usize| {
        let inside = system.relations()[*row].iter();
        inside.filter_map(|(cell, factor)| Some((*at.get(cell)?, *factor))).collect()
    };
    rows.iter().map(|row| (*row, terms(row))).collect()
}

/// What an attacker's programme finds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reach {
    /// The furthest change, with the whole move.
    Furthest(f64, Move),
    /// No bound.
    Unbounded,
    /// The solver's failure.
    Failed(String),
}

/// How far a cell can go within a window of suppressed cells, up (`sign` 1) or down (−1), but no
/// further than `enough`.
pub(super) fn reach(
    system: &System,
    cells: &[usize],
    cell: usize,
    sign: f64,
    enough: f64,
    solver: &dyn Solver,
) -> Reach {
    let mut programme = Programme {
        objective: vec![0.0; cells.len()],
        bounds: cells.iter().map(|cell| bounds(system, *cell)).collect(),
        rows: rows(system, cells).into_iter().map(|(_, terms)| (terms, 0.0)).collect(),
        whole: vec![],
    };
    let Some(own) = cells.iter().position(|found| *found == cell) else {
        return Reach::Furthest(0.0, vec![]);
    };
    programme.objective[own] = -sign;
    let (low, high) = programme.bounds[own];
    programme.bounds[own] = if sign > 0.0 {
        (low.min(0.0), high.min(enough))
    } else {
        (low.max(-enough), high.max(0.0))
    };
    match solver.solve(&programme) {
        Answer::Best(found) => {
            let change = cells.iter().copied().zip(found.iter().copied());
            Reach::Furthest(found[own] * sign, cleaned(change.collect()))
        }
        Answer::Unbounded => Reach::Unbounded,
        // No change at all is always possible, so this cannot be said of a sound system.
        Answer::Infeasible => Reach::Failed("infeasible".to_owned()),
        Answer::Failed(why) => Reach::Failed(why),
    }
}

/// The cheapest change of a cell by `amount` (below zero: down) within a window: the least sum of costs
/// of the other cells' changes, where suppressed cells cost next to nothing. None where there is none.
///
/// Every change costs something, so that no change at all is where a dual simplex method starts, and few
/// steps lead from there to a move of few cells: this is much faster than to ask how far the cell can go.
///
/// # Errors
/// The solver's own words where it gave up.
pub(super) fn cheapest(
    system: &System,
    cells: &[usize],
    cell: usize,
    amount: f64,
    cost: &dyn Fn(usize) -> f64,
    solver: &dyn Solver,
) -> Result<Option<Move>, String> {
    let count = cells.len();
    let costs: Vec<f64> = cells.iter().map(|cell| cost(*cell)).collect();
    let most = costs.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut programme = Programme::default();
    // Up and down are variables of their own, so that both cost. In the unit of the amount.
    for sign in [1.0, -1.0] {
        for (found, cost) in cells.iter().zip(&costs) {
            let (low, high) = bounds(system, *found);
            let room = if sign > 0.0 { high } else { -low } / amount.abs();
            let own = *found == cell;
            let fixed = if own && sign * amount > 0.0 { (1.0, 1.0) } else { (0.0, 0.0) };
            programme.bounds.push(if own { fixed } else { (0.0, room.max(0.0)) });
            programme.objective.push(cost / most + 1e-3);
        }
    }
    for (_, terms) in rows(system, cells) {
        let down = terms.iter().map(|(at, factor)| (at + count, -factor));
        let row = terms.iter().copied().chain(down).collect();
        programme.rows.push((row, 0.0));
    }
    let found = match solver.solve(&programme) {
        Answer::Best(found) => found,
        Answer::Infeasible => return Ok(None),
        Answer::Unbounded => return Err("unbounded".to_owned()),
        Answer::Failed(why) => return Err(why),
    };
    let change = |at: usize| (found[at] - found[at + count]) * amount.abs();
    Ok(Some(cleaned(cells.iter().enumerate().map(|(at, cell)| (*cell, change(at))).collect())))
}

/// Multipliers of the relations of a window that prove how far a cell can go: with them,
/// `sign · yᵢ ≤ Σⱼ max over yⱼ in its bounds of (sign·[j = i] − Σ λᵣ Mᵣⱼ) yⱼ` for every change. They
/// solve the dual programme.
pub(super) fn multipliers(
    system: &System,
    cells: &[usize],
    cell: usize,
    sign: f64,
    solver: &dyn Solver,
) -> Option<Vec<(usize, f64)>> {
    let rows = rows(system, cells);
    let mut programme = Programme::default();
    for _ in &rows {
        programme.objective.push(0.0);
        programme.bounds.push((f64::NEG_INFINITY, f64::INFINITY));
    }
    // For each cell a row: Σ λ M + α − β = sign·[own], with α paid at the upper bound, β at the lower.
    let mut of_cell: Vec<Vec<(usize, f64)>> = vec![vec![]; cells.len()];
    for (at, (_, terms)) in rows.iter().enumerate() {
        for (cell, factor) in terms {
            of_cell[*cell].push((at, *factor));
        }
    }
    for (at, found) in cells.iter().enumerate() {
        let (low, high) = bounds(system, *found);
        let row = &mut of_cell[at];
        for (side, paid) in [(1.0, high), (-1.0, -low)] {
            if paid.is_finite() {
                row.push((programme.objective.len(), side));
                programme.objective.push(paid);
                programme.bounds.push((0.0, f64::INFINITY));
            }
        }
        let own = if *found == cell { sign } else { 0.0 };
        programme.rows.push((std::mem::take(row), own));
    }
    let Answer::Best(found) = solver.solve(&programme) else { return None };
    let each = rows.iter().zip(found).filter(|(_, factor)| factor.abs() > 1e-12);
    Some(each.map(|((row, _), factor)| (*row, factor)).collect())
}

/// How far a cell can go down and up.
fn bounds(system: &System, cell: usize) -> (f64, f64) {
    let (down, up) = system.room(cell);
    (-down, up)
}

/// A move without what is only rounding.
fn cleaned(mut change: Move) -> Move {
    let largest = change.iter().map(|(_, found)| found.abs()).fold(0.0, f64::max);
    change.retain(|(_, found)| found.abs() > NOTHING * largest);
    change
}
