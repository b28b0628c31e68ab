//! Secondary suppression: the cells that are hidden so that the sensitive ones stay hidden.
//!
//! 1. Each sensitive cell in turn (the one that needs most first) gets the cheapest move that leaves it
//!    as far from its value as it needs, cells that are suppressed already costing nothing: the cheapest
//!    box of its table (`boxes`) or, where the whole system is small or no box does, the
//!    cheapest change by linear programme (J. P. Kelly, B. L. Golden, A. A. Assad, *Cell suppression:
//!    disclosure protection for sensitive tabular data*, Networks 22, 1992; M. Fischetti, J. J. Salazar,
//!    *Solving the cell suppression problem on tabular data with linear constraints*, Management Science
//!    47, 2001), asked of a window that grows until there is one. The cells that move are suppressed.
//! 2. Suppressed cells that turn out not to be needed, the dearest first, are published again.
//! 3. The only contributor of a suppressed cell knows it: where such a cell moves in a protection, the
//!    protected cell must have another without it.
//! 4. Small systems are done in several orders, and the cheapest pattern is kept.
//!
//! The moves that were found are not the proof: the pattern is audited anew
//! ([`audit`](mod@super::audit)).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::boxes::{Boxes, Wanted};
use super::solver::Solver;
use super::system::{Move, Need, System};
use super::window;

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    /// Systems of at most so many cells are solved by linear programmes over all of them.
    pub whole_up_to: usize,
    /// Windows grow up to so many cells.
    pub window_up_to: usize,
    /// How many orders of the sensitive cells a small system is done in.
    pub orders: usize,
    /// Attackers' intervals are exact, with multipliers, in components of at most so many suppressed
    /// cells; beyond, they are as wide as the proof needs.
    pub exact_up_to: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { whole_up_to: 600, window_up_to: 5_000, orders: 4, exact_up_to: 150 }
    }
}

/// A sensitive cell that no suppression can protect.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Unprotectable {
    /// What it needs.
    pub need: Need,
    /// Whether the whole system was looked through, or only [`Effort::window_up_to`] cells around.
    pub whole: bool,
}

impl Unprotectable {
    /// The stable code: `cannot-be-protected`, `cannot-be-protected-from-contributor` where only the
    /// one contributor of another cell would know it, or `protection-not-found` where not the whole
    /// system was looked through.
    pub fn code(&self) -> &'static str {
        match (self.whole, self.need.knowing) {
            (false, _) => "protection-not-found",
            (true, None) => "cannot-be-protected",
            (true, Some(_)) => "cannot-be-protected-from-contributor",
        }
    }
}

/// Which cells are suppressed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Pattern {
    /// For each cell of the system whether it is suppressed.
    pub suppressed: Vec<bool>,
    /// What could not be protected.
    pub unprotectable: Vec<Unprotectable>,
}

impl Pattern {
    /// What the suppressed cells cost.
    pub fn cost(&self, system: &System) -> f64 {
        let cells = system.cells().iter().zip(&self.suppressed);
        cells.filter(|(_, hidden)| **hidden).map(|(cell, _)| cell.cost).sum()
    }
}

/// Finds a pattern that protects every need.
pub(super) fn pattern(
    system: &System,
    needs: &[Need],
    boxes: &[Boxes<'_>],
    place_of: &[(usize, usize)],
    guard_singletons: bool,
    effort: Effort,
    solver: &dyn Solver,
) -> Pattern {
    let small = system.cells().len() <= effort.whole_up_to;
    let orders = if small { effort.orders.max(1) } else { 1 };
    let tries = (0..orders).map(|order| {
        let mut builder = Builder::new(system, needs, boxes, place_of, effort, solver);
        builder.small = small;
        builder.protect_all(order);
        builder.publish_again();
        if guard_singletons {
            builder.guard();
        }
        builder.done()
    });
    let worth = |one: &Pattern| (one.unprotectable.len() as f64, one.cost(system));
    let better = |one: &Pattern, other: &Pattern| worth(one) < worth(other);
    tries.reduce(|best, next| if better(&next, &best) { next } else { best }).unwrap_or_default()
}

/// A cell's protection: a move up as far as it needs, and one down.
#[derive(Debug, Clone, Default)]
struct Protection {
    up: Move,
    down: Move,
}

impl Protection {
    fn cells(&self) -> impl Iterator<Item = usize> {
        self.up.iter().chain(&self.down).map(|(cell, _)| *cell)
    }
}

struct Builder<'a> {
    system: &'a System,
    needs: Vec<Need>,
    boxes: &'a [Boxes<'a>],
    place_of: &'a [(usize, usize)],
    effort: Effort,
    solver: &'a dyn Solver,
    small: bool,
    /// 0 where suppressed, infinite where a cell may not be, its cost elsewhere.
    prices: Vec<f64>,
    sensitive: BTreeSet<usize>,
    protections: Vec<Option<Protection>>,
    /// For each cell the needs of which the protection moves it.
    users: BTreeMap<usize, BTreeSet<usize>>,
    unprotectable: Vec<Unprotectable>,
}

impl<'a> Builder<'a> {
    fn new(
        system: &'a System,
        needs: &[Need],
        boxes: &'a [Boxes<'a>],
        place_of: &'a [(usize, usize)],
        effort: Effort,
        solver: &'a dyn Solver,
    ) -> Self {
        let price = |cell: &super::system::SystemCell| {
            if cell.suppressible { cell.cost } else { f64::INFINITY }
        };
        let mut prices: Vec<f64> = system.cells().iter().map(price).collect();
        for need in needs.iter().filter(|need| system.cells()[need.cell].suppressible) {
            prices[need.cell] = 0.0;
        }
        Self {
            system,
            needs: needs.to_vec(),
            boxes,
            place_of,
            effort,
            solver,
            small: false,
            prices,
            sensitive: needs.iter().map(|need| need.cell).collect(),
            protections: vec![None; needs.len()],
            users: BTreeMap::new(),
            unprotectable: Vec::new(),
        }
    }

    fn done(self) -> Pattern {
        let suppressed = self.prices.iter().map(|price| *price == 0.0).collect();
        Pattern { suppressed, unprotectable: self.unprotectable }
    }

    /// Protects every need, in one of several orders: most needed first, least first, as they come, and
    /// backwards.
    fn protect_all(&mut self, order: usize) {
        let mut turn: Vec<usize> = (0..self.needs.len()).collect();
        let most = |need: &Need| need.above.max(need.below);
        match order % 4 {
            0 => turn.sort_by(|a, b| most(&self.needs[*b]).total_cmp(&most(&self.needs[*a]))),
            1 => turn.sort_by(|a, b| most(&self.needs[*a]).total_cmp(&most(&self.needs[*b]))),
            2 => {}
            _ => turn.reverse(),
        }
        for at in turn {
            self.protect(at);
        }
    }

    /// Finds a protection for a need, and suppresses what it moves.
    fn protect(&mut self, at: usize) {
        let need = self.needs[at];
        if self.prices[need.cell] > 0.0 {
            self.unprotectable.push(Unprotectable { need, whole: true });
            return;
        }
        match self.cheapest(need) {
            Ok(found) => {
                for cell in found.cells() {
                    self.prices[cell] = 0.0;
                }
                self.keep(at, found);
            }
            Err(whole) => self.unprotectable.push(Unprotectable { need, whole }),
        }
    }

    fn keep(&mut self, at: usize, found: Protection) {
        if let Some(before) = self.protections[at].take() {
            for cell in before.cells() {
                self.users.entry(cell).or_default().remove(&at);
            }
        }
        for cell in found.cells() {
            self.users.entry(cell).or_default().insert(at);
        }
        self.protections[at] = Some(found);
    }

    /// The cheapest protection that is found; else whether the whole system was looked through.
    fn cheapest(&self, need: Need) -> Result<Protection, bool> {
        let by_box = self.by_box(need, f64::INFINITY);
        if let Some((price, found)) = &by_box
            && (*price == 0.0 || !self.small)
        {
            return Ok(found.clone());
        }
        let by_programme = self.by_programme(need);
        match (by_box, by_programme) {
            (Some((_, found)), Err(_)) => Ok(found),
            (Some((price, found)), Ok(other)) if price <= self.price(&other) => Ok(found),
            (_, other) => other,
        }
    }

    fn price(&self, found: &Protection) -> f64 {
        let cells: BTreeSet<usize> = found.cells().collect();
        cells.iter().map(|cell| self.prices[*cell]).sum()
    }

    /// The cheapest box that does both ways or, where there is none, one for each way.
    fn by_box(&self, need: Need, cheaper_than: f64) -> Option<(f64, Protection)> {
        let Need { above, below, .. } = need;
        if let Some((price, one)) = self.one_box(need, above, below, cheaper_than) {
            let up = scaled(&one, above);
            return Some((price, Protection { up, down: scaled(&one, -below) }));
        }
        let (price, up) = self.one_box(need, above, 0.0, cheaper_than)?;
        let (other, down) = self.one_box(need, 0.0, below, cheaper_than)?;
        Some((price + other, Protection { up: scaled(&up, above), down: scaled(&down, -below) }))
    }

    fn one_box(
        &self,
        need: Need,
        above: f64,
        below: f64,
        cheaper_than: f64,
    ) -> Option<(f64, Move)> {
        let (table, place) = *self.place_of.get(need.cell)?;
        let wanted = Wanted { above, below, cheaper_than, without: need.knowing };
        self.boxes.get(table)?.cheapest(place, &self.prices, wanted)
    }

    /// The cheapest change each way by linear programme, the second way after the cells of the first are
    /// suppressed.
    fn by_programme(&self, need: Need) -> Result<Protection, bool> {
        let up = self.change(need, need.above, &BTreeSet::new())?;
        let scale = if need.above > 0.0 { need.below / need.above } else { f64::INFINITY };
        let back = scaled(&up, -scale);
        if scale.is_finite() && self.has_room(&back) {
            return Ok(Protection { up, down: back });
        }
        let free: BTreeSet<usize> = up.iter().map(|(cell, _)| *cell).collect();
        let down = self.change(need, -need.below, &free)?;
        Ok(Protection { up, down })
    }

    fn change(&self, need: Need, amount: f64, free: &BTreeSet<usize>) -> Result<Move, bool> {
        if amount == 0.0 {
            return Ok(vec![]);
        }
        let inside = |cell: usize| self.prices[cell].is_finite() && need.knowing != Some(cell);
        let cost = |cell: usize| if free.contains(&cell) { 0.0 } else { self.prices[cell] };
        for most in self.windows() {
            let (cells, whole) = window::around(self.system, need.cell, most, &inside);
            let found =
                window::cheapest(self.system, &cells, need.cell, amount, &cost, self.solver);
            match found {
                Ok(Some(found)) => return Ok(found),
                Ok(None) if whole => return Err(true),
                _ => {}
            }
        }
        Err(false)
    }

    fn windows(&self) -> impl Iterator<Item = usize> + use<> {
        let start = if self.small { self.effort.whole_up_to } else { 300 };
        let most = self.effort.window_up_to.max(start);
        std::iter::successors(Some(start), move |size| {
            (*size < most).then_some((size * 4).min(most))
        })
    }

    fn has_room(&self, change: &Move) -> bool {
        change.iter().all(|(cell, by)| {
            let (down, up) = self.system.room(*cell);
            *by <= up && -by <= down
        })
    }

    /// Publishes suppressed cells again, the dearest first, where every need that moves them has
    /// another protection.
    fn publish_again(&mut self) {
        let hidden = |cell: &usize| self.prices[*cell] == 0.0 && !self.sensitive.contains(cell);
        let mut secondary: Vec<usize> = (0..self.prices.len()).filter(hidden).collect();
        let cost = |cell: &usize| self.system.cells()[*cell].cost;
        secondary.sort_by(|a, b| cost(b).total_cmp(&cost(a)));
        for cell in secondary {
            self.prices[cell] = cost(&cell);
            match self.without(cell) {
                Some(found) => found.into_iter().for_each(|(at, found)| self.keep(at, found)),
                None => self.prices[cell] = 0.0,
            }
        }
    }

    /// For every need that moves a cell, a protection by the cells that are suppressed.
    fn without(&self, cell: usize) -> Option<Vec<(usize, Protection)>> {
        let users = self.users.get(&cell).into_iter().flatten();
        users.map(|at| Some((*at, self.as_it_is(self.needs[*at])?))).collect()
    }

    /// A protection by the cells that are suppressed.
    fn as_it_is(&self, need: Need) -> Option<Protection> {
        if let Some((_, found)) = self.by_box(need, f64::MIN_POSITIVE) {
            return Some(found);
        }
        if !self.small {
            return None;
        }
        let inside = |cell: usize| self.prices[cell] == 0.0 && need.knowing != Some(cell);
        let (cells, _) = window::around(self.system, need.cell, usize::MAX, &inside);
        let one_way = |amount: f64| {
            let found =
                window::cheapest(self.system, &cells, need.cell, amount, &|_| 1.0, self.solver);
            found.ok().flatten()
        };
        Some(Protection { up: one_way(need.above)?, down: one_way(-need.below)? })
    }

    /// Protects each need from the contributors who alone are in a cell that its protection moves.
    fn guard(&mut self) {
        let mut at = 0;
        while at < self.protections.len() {
            let need = self.needs[at];
            let found = self.protections[at].as_ref().filter(|_| need.knowing.is_none());
            let single = |cell: &usize| self.system.cells()[*cell].single && *cell != need.cell;
            let knowing: BTreeSet<usize> =
                found.map(|found| found.cells().filter(single).collect()).unwrap_or_default();
            for cell in knowing {
                self.needs.push(Need { knowing: Some(cell), ..need });
                self.protections.push(None);
                self.protect(self.needs.len() - 1);
            }
            at += 1;
        }
    }
}

fn scaled(one: &Move, by: f64) -> Move {
    one.iter().map(|(cell, change)| (*cell, change * by)).collect()
}
