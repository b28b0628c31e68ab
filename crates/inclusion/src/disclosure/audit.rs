//! The attacker: from a pattern alone, how far each sensitive cell can be from its value.
//!
//! Every additive relation is used, and what anybody knows beforehand. The suppressed cells fall into
//! components that no relation joins; an attacker learns nothing of one from another. In a component of
//! at most [`Effort::exact_up_to`] cells the attacker's linear programme is solved both ways, with
//! multipliers that prove that there is no further. In larger ones the cheap ways come first: bounds that
//! the relations alone prove ([`propagate`](super::bounds::propagate)), boxes, and windows of the
//! programme that grow up to the whole component. What they find is a proof of protection all the same;
//! that a cell is exposed is said only by bounds or by the whole component. An exposure that bounds show
//! can be checked by subtraction; one that only the programme shows rests on the solver's word that there
//! is no such change.

use serde::{Deserialize, Serialize};

use super::bounds;
use super::boxes::{Boxes, Wanted};
use super::proof::{CellProof, Proof};
use super::solver::Solver;
use super::suppress::Effort;
use super::system::{Move, Need, System};
use super::window::{self, Reach};

/// A sensitive cell that an attacker knows closer than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Exposure {
    /// What was needed.
    pub need: Need,
    /// The attacker's interval.
    pub interval: (f64, f64),
    /// Whether it is certain that protection falls short; else it was only not found. The interval holds
    /// whatever the attacker must allow for, and may be wider than that in large components.
    pub certain: bool,
}

impl Exposure {
    /// The stable code: `exposed`, `exposed-to-contributor`, or `protection-not-proved`.
    pub fn code(&self) -> &'static str {
        match (self.certain, self.need.knowing) {
            (false, _) => "protection-not-proved",
            (true, None) => "exposed",
            (true, Some(_)) => "exposed-to-contributor",
        }
    }
}

/// What an audit finds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Audit {
    /// The protected cells, with their proof.
    pub proof: Proof,
    /// The exposed ones.
    pub exposed: Vec<Exposure>,
    /// Components of the suppressed cells.
    pub components: usize,
    /// Cells of the largest of them.
    pub largest_component: usize,
}

/// An attacker of one system.
pub(super) struct Attacker<'a> {
    /// The cells and relations.
    pub system: &'a System,
    /// What is hidden.
    pub suppressed: &'a [bool],
    /// The boxes of the tables, and where each cell is in them; may be empty.
    pub boxes: &'a [Boxes<'a>],
    /// For each cell its table and place.
    pub place_of: &'a [(usize, usize)],
    /// How hard to look.
    pub effort: Effort,
    /// Who solves.
    pub solver: &'a dyn Solver,
}

/// How far one way was found possible.
#[derive(Debug, Clone, Default)]
struct Way {
    reached: f64,
    change: Move,
    /// Whether it is known that there is no further, or that what is needed is out of reach.
    exact: bool,
}

impl Attacker<'_> {
    /// Attacks every need, and where contributors attack too, every need with what they know.
    pub fn attack(&self, needs: &[Need], guard_singletons: bool) -> Audit {
        let component_of = self.components();
        let sizes = sizes(&component_of);
        let known = bounds::known_beforehand(self.system, self.suppressed);
        let outer = bounds::propagate(self.system, known);
        let prices: Vec<f64> = self
            .suppressed
            .iter()
            .map(|hidden| if *hidden { 0.0 } else { f64::INFINITY })
            .collect();
        let mut audit = Audit {
            components: sizes.iter().filter(|size| **size > 0).count(),
            largest_component: sizes.iter().copied().max().unwrap_or_default(),
            ..Audit::default()
        };
        audit.proof.guards_singletons = guard_singletons;
        let mut open: Vec<Need> = needs.iter().rev().copied().collect();
        while let Some(need) = open.pop() {
            let size = component_of[need.cell].map_or(0, |component| sizes[component]);
            match self.one(need, size, &outer, &prices) {
                Ok(found) => {
                    if guard_singletons && need.knowing.is_none() {
                        open.extend(self.contributors(&need, &found));
                    }
                    audit.proof.cells.push(found);
                }
                Err(exposure) => audit.exposed.push(exposure),
            }
        }
        audit
    }

    /// The same need before contributors that a proof does not guard against.
    fn contributors(&self, need: &Need, found: &CellProof) -> Vec<Need> {
        let moved = found.lowest.iter().chain(&found.highest).map(|(cell, _)| *cell);
        let single = |cell: &usize| self.system.cells()[*cell].single && *cell != need.cell;
        let mut cells: Vec<usize> = moved.filter(single).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.iter().rev().map(|cell| Need { knowing: Some(*cell), ..*need }).collect()
    }

    /// Attacks one cell.
    fn one(
        &self,
        need: Need,
        component: usize,
        bounds: &[(f64, f64)],
        prices: &[f64],
    ) -> Result<CellProof, Exposure> {
        let value = self.system.cells()[need.cell].value;
        let exposed = |interval, certain| Exposure { need, interval, certain };
        if !self.suppressed[need.cell] {
            return Err(exposed((value, value), true));
        }
        let outer = bounds[need.cell];
        let within = 1e-7 * value.abs().max(1.0);
        if value - outer.0 < need.below - within || outer.1 - value < need.above - within {
            return Err(exposed((outer.0.min(value), outer.1.max(value)), true));
        }
        let (down, up, exact) = self.both_ways(&need, component, prices);
        let enough = |way: &Way, needed: f64| way.reached >= needed - within.max(1e-7 * needed);
        let low = !enough(&down, need.below);
        let high = !enough(&up, need.above);
        let interval = (value - down.reached, value + up.reached);
        if low || high {
            let widest = if exact { interval } else { self.outer(&need, bounds) };
            let by_bounds =
                value - widest.0 < need.below - within || widest.1 - value < need.above - within;
            let certain = by_bounds || (low && down.exact) || (high && up.exact);
            return Err(exposed(widest, certain));
        }
        let multipliers =
            exact.then(|| self.multipliers(&need, down.reached, up.reached)).flatten();
        Ok(CellProof {
            need,
            interval,
            exact: multipliers.is_some(),
            lowest: down.change,
            highest: up.change,
            multipliers,
        })
    }

    /// How far down and up, and whether that is exactly as far as an attacker can believe. Against
    /// contributors it is enough that there is a protection: their intervals are many.
    fn both_ways(&self, need: &Need, component: usize, prices: &[f64]) -> (Way, Way, bool) {
        if component <= self.effort.exact_up_to && need.knowing.is_none() {
            let (down, up) = (self.furthest(need, -1.0), self.furthest(need, 1.0));
            if down.exact && up.exact {
                return (down, up, true);
            }
        }
        let [down, up] = self.by_box(need, prices).unwrap_or_else(|| {
            [(-1.0, need.below), (1.0, need.above)]
                .map(|(sign, enough)| self.by_windows(need, sign, enough))
        });
        (down, up, false)
    }

    /// What bounds alone tell an attacker, with what this one knows.
    fn outer(&self, need: &Need, bounds: &[(f64, f64)]) -> (f64, f64) {
        let known = need.knowing.map(|cell| bounds::knowing(self.system, bounds, cell));
        known.map_or(bounds[need.cell], |known| known[need.cell])
    }

    fn is_hidden(&self, need: &Need, cell: usize) -> bool {
        self.suppressed[cell] && need.knowing != Some(cell)
    }

    /// As far as the whole component allows.
    fn furthest(&self, need: &Need, sign: f64) -> Way {
        let inside = |cell: usize| self.is_hidden(need, cell);
        let (cells, _) = window::around(self.system, need.cell, usize::MAX, &inside);
        let enough = if sign > 0.0 { need.above } else { need.below };
        let reach =
            |enough| window::reach(self.system, &cells, need.cell, sign, enough, self.solver);
        match reach(f64::INFINITY) {
            Reach::Furthest(reached, change) => Way { reached, change, exact: true },
            Reach::Unbounded => match reach(enough) {
                Reach::Furthest(_, change) => Way { reached: f64::INFINITY, change, exact: true },
                _ => Way::default(),
            },
            Reach::Failed(_) => Way::default(),
        }
    }

    /// Multipliers for both ends; an end that does not exist has none, and needs none.
    fn multipliers(&self, need: &Need, down: f64, up: f64) -> Option<[Vec<(usize, f64)>; 2]> {
        let inside = |cell: usize| self.is_hidden(need, cell);
        let (cells, _) = window::around(self.system, need.cell, usize::MAX, &inside);
        let one = |sign: f64, reached: f64| {
            if reached.is_infinite() {
                return Some(vec![]);
            }
            window::multipliers(self.system, &cells, need.cell, sign, self.solver)
        };
        Some([one(-1.0, down)?, one(1.0, up)?])
    }

    /// A box both ways, or one for each, as far as its cells have room.
    fn by_box(&self, need: &Need, prices: &[f64]) -> Option<[Way; 2]> {
        let (table, place) = *self.place_of.get(need.cell)?;
        let boxes = self.boxes.get(table)?;
        let look = |above, below| {
            let cheaper_than = f64::MIN_POSITIVE;
            let wanted = Wanted { above, below, cheaper_than, without: need.knowing };
            boxes.cheapest(place, prices, wanted).map(|(_, found)| found)
        };
        if let Some(found) = look(need.above, need.below) {
            return Some([-1.0, 1.0].map(|sign| self.stretched(&found, sign)));
        }
        let (down, up) = (look(0.0, need.below)?, look(need.above, 0.0)?);
        Some([self.stretched(&down, -1.0), self.stretched(&up, 1.0)])
    }

    /// A move of 1 as far up or down as its cells have room; finite.
    fn stretched(&self, found: &Move, sign: f64) -> Way {
        let room = found.iter().map(|(cell, by)| {
            let (down, up) = self.system.room(*cell);
            if by * sign > 0.0 { up } else { down }
        });
        let reached = room.fold(f64::INFINITY, f64::min).min(1e15);
        let change = found.iter().map(|(cell, by)| (*cell, by * sign * reached)).collect();
        Way { reached, change, exact: false }
    }

    /// A change as far as is needed over windows of hidden cells, until there is one.
    fn by_windows(&self, need: &Need, sign: f64, enough: f64) -> Way {
        if enough == 0.0 {
            return Way::default();
        }
        let inside = |cell: usize| self.is_hidden(need, cell);
        let mut size = 60;
        loop {
            let (cells, whole) = window::around(self.system, need.cell, size, &inside);
            let found = window::cheapest(
                self.system,
                &cells,
                need.cell,
                sign * enough,
                &|_| 1.0,
                self.solver,
            );
            match found {
                Ok(Some(change)) => return Way { reached: enough, change, exact: false },
                Ok(None) if whole => return Way { exact: true, ..Way::default() },
                _ if whole || size >= self.effort.window_up_to => return Way::default(),
                _ => size *= 4,
            }
        }
    }

    /// For each suppressed cell the component it is in.
    fn components(&self) -> Vec<Option<usize>> {
        let mut component_of = vec![None; self.suppressed.len()];
        let mut count = 0;
        for start in 0..component_of.len() {
            if !self.suppressed[start] || component_of[start].is_some() {
                continue;
            }
            let inside = |cell: usize| self.suppressed[cell];
            for cell in window::around(self.system, start, usize::MAX, &inside).0 {
                component_of[cell] = Some(count);
            }
            count += 1;
        }
        component_of
    }
}

fn sizes(component_of: &[Option<usize>]) -> Vec<usize> {
    let count = component_of.iter().flatten().max().map_or(0, |most| most + 1);
    let mut sizes = vec![0; count];
    for component in component_of.iter().flatten() {
        sizes[*component] += 1;
    }
    sizes
}
