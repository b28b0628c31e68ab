//! The proof that a pattern of suppressed cells protects, and its verification by addition alone.
//!
//! For each sensitive cell the proof has two moves: changes of suppressed cells that leave every relation
//! true and every cell within what is known beforehand, one with the cell as much higher as it must be
//! possible, one as much lower. Whoever adds them to the true table has two other tables that the
//! published figures do not tell from it. Nothing in the verification knows how they were found.
//!
//! Where the interval is exact, multipliers of the relations prove that an attacker reaches no further
//! (weak duality): for every change y that leaves the relations true,
//! `yᵢ = Σⱼ ([j = i] − Σ λᵣ Mᵣⱼ) yⱼ`, and each term is no more than its factor times a bound of yⱼ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::system::{Move, Need, System};

/// Sums may miss by this, relative to the largest value or change in them: rounding of the arithmetic.
pub const PROVED_WITHIN: f64 = 1e-7;

/// Protection of one cell (from one attacker).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellProof {
    /// What is needed.
    pub need: Need,
    /// The least and greatest value that an attacker must allow for, by the two moves.
    pub interval: (f64, f64),
    /// Whether the attacker's interval is exactly that; else it is at least that.
    pub exact: bool,
    /// The move to the least value.
    pub lowest: Move,
    /// The move to the greatest.
    pub highest: Move,
    /// Where exact: multipliers (relation, factor) that bound the move down and up.
    pub multipliers: Option<[Vec<(usize, f64)>; 2]>,
}

/// Protection of all sensitive cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Proof {
    /// One for each need; more where only contributors are guarded against.
    pub cells: Vec<CellProof>,
    /// Whether it also holds against the only contributor of any suppressed cell.
    pub guards_singletons: bool,
}

/// What a proof does not prove.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ProofProblem {
    /// A need without a proof.
    #[error("cell {cell} is not proved")]
    NotProved {
        /// The cell.
        cell: usize,
        /// The suppressed cell that the attacker knows.
        knowing: Option<usize>,
    },
    /// A sensitive cell that is published.
    #[error("the sensitive cell {cell} is published")]
    SensitivePublished {
        /// The cell.
        cell: usize,
    },
    /// A move that changes a published cell, or one that the attacker knows.
    #[error("the move of cell {cell} changes cell {moved}, which is known")]
    MovesKnownCell {
        /// The cell that is proved.
        cell: usize,
        /// The cell that is known.
        moved: usize,
    },
    /// A move that takes a cell beyond what anybody thinks it may be.
    #[error("the move of cell {cell} takes cell {moved} to {value}, out of its bounds")]
    OutOfBounds {
        /// The cell that is proved.
        cell: usize,
        /// The cell that leaves its bounds.
        moved: usize,
        /// Where it goes.
        value: f64,
    },
    /// A move that breaks a relation.
    #[error("the move of cell {cell} leaves {off} over in relation {relation}")]
    RelationBroken {
        /// The cell that is proved.
        cell: usize,
        /// The relation.
        relation: usize,
        /// What its terms sum to.
        off: f64,
    },
    /// A move that does not go as far as is needed, or not as far as is said.
    #[error("cell {cell} moves by {reached}, {needed} needed")]
    FallsShort {
        /// The cell.
        cell: usize,
        /// What is needed.
        needed: f64,
        /// How far it goes.
        reached: f64,
    },
    /// Multipliers that allow the attacker to reach further than is said.
    #[error("cell {cell} is said to reach {said} at most, the multipliers prove {proved}")]
    NotExact {
        /// The cell.
        cell: usize,
        /// What is said.
        said: f64,
        /// What the multipliers prove.
        proved: f64,
    },
}

impl ProofProblem {
    /// The stable code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotProved { .. } => "not-proved",
            Self::SensitivePublished { .. } => "sensitive-published",
            Self::MovesKnownCell { .. } => "moves-known-cell",
            Self::OutOfBounds { .. } => "out-of-bounds",
            Self::RelationBroken { .. } => "relation-broken",
            Self::FallsShort { .. } => "falls-short",
            Self::NotExact { .. } => "not-exact",
        }
    }
}

/// Verifies that a proof protects every need, by addition.
///
/// # Errors
/// Everything that it does not prove.
pub fn verify_proof(
    system: &System,
    suppressed: &[bool],
    needs: &[Need],
    proof: &Proof,
) -> Result<(), Vec<ProofProblem>> {
    let mut problems = Vec::new();
    let proved: HashMap<(usize, Option<usize>), &CellProof> =
        proof.cells.iter().map(|cell| ((cell.need.cell, cell.need.knowing), cell)).collect();
    for need in needs {
        if !suppressed[need.cell] {
            problems.push(ProofProblem::SensitivePublished { cell: need.cell });
        }
        match proved.get(&(need.cell, need.knowing)) {
            Some(found) => {
                cell(system, suppressed, need, found, &mut problems);
                if proof.guards_singletons {
                    contributors(system, suppressed, need, found, &proved, &mut problems);
                }
            }
            None => {
                problems.push(ProofProblem::NotProved { cell: need.cell, knowing: need.knowing })
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// One cell's proof against one need.
fn cell(
    system: &System,
    suppressed: &[bool],
    need: &Need,
    found: &CellProof,
    problems: &mut Vec<ProofProblem>,
) {
    let value = system.cells()[need.cell].value;
    let said = [value - found.interval.0, found.interval.1 - value];
    let sides = [(-1.0, need.below, &found.lowest), (1.0, need.above, &found.highest)];
    for (side, (sign, needed, change)) in sides.into_iter().enumerate() {
        is_possible(system, suppressed, need, change, problems);
        let own: f64 =
            change.iter().filter(|(cell, _)| *cell == need.cell).map(|(_, by)| by * sign).sum();
        let expected = if said[side].is_finite() { needed.max(said[side]) } else { needed };
        if own < expected - PROVED_WITHIN * expected.abs().max(value.abs()).max(1.0) {
            problems.push(ProofProblem::FallsShort {
                cell: need.cell,
                needed: expected,
                reached: own,
            });
        }
        let multipliers = found.multipliers.as_ref().filter(|_| said[side].is_finite());
        if let Some(multipliers) = multipliers {
            let proved = proved_bound(system, suppressed, need, sign, &multipliers[side]);
            if proved > said[side] + PROVED_WITHIN * said[side].abs().max(value.abs()).max(1.0) {
                problems.push(ProofProblem::NotExact { cell: need.cell, said: said[side], proved });
            }
        }
    }
}

/// Whether a move changes only what is hidden, within bounds, and breaks no relation.
fn is_possible(
    system: &System,
    suppressed: &[bool],
    need: &Need,
    change: &Move,
    problems: &mut Vec<ProofProblem>,
) {
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (moved, by) in change {
        let cell = &system.cells()[*moved];
        if !suppressed[*moved] || need.knowing == Some(*moved) {
            problems.push(ProofProblem::MovesKnownCell { cell: need.cell, moved: *moved });
        }
        let value = cell.value + by;
        let within = PROVED_WITHIN * cell.value.abs().max(by.abs()).max(1.0);
        if value < cell.lower - within || value > cell.upper + within {
            problems.push(ProofProblem::OutOfBounds { cell: need.cell, moved: *moved, value });
        }
        for (relation, factor) in system.of_cell(*moved) {
            let sum = sums.entry(*relation).or_default();
            sum.0 += factor * by;
            sum.1 = sum.1.max(by.abs());
        }
    }
    for (relation, (off, largest)) in sums {
        if off.abs() > PROVED_WITHIN * largest.max(1.0) {
            problems.push(ProofProblem::RelationBroken { cell: need.cell, relation, off });
        }
    }
}

/// How far multipliers prove that a cell can go at most.
fn proved_bound(
    system: &System,
    suppressed: &[bool],
    need: &Need,
    sign: f64,
    multipliers: &[(usize, f64)],
) -> f64 {
    let mut factors: BTreeMap<usize, f64> = BTreeMap::from([(need.cell, sign)]);
    for (relation, multiplier) in multipliers {
        for (cell, factor) in &system.relations()[*relation] {
            *factors.entry(*cell).or_default() -= multiplier * factor;
        }
    }
    let hidden = |cell: &usize| suppressed[*cell] && need.knowing != Some(*cell);
    let each = factors.iter().filter(|(cell, _)| hidden(cell));
    each.filter(|(_, factor)| factor.abs() > 1e-9)
        .map(|(cell, factor)| {
            let (down, up) = system.room(*cell);
            if *factor > 0.0 { factor * up } else { -factor * down }
        })
        .sum()
}

/// For each suppressed cell of one contributor that a proof moves there must be a proof without it.
fn contributors(
    system: &System,
    suppressed: &[bool],
    need: &Need,
    found: &CellProof,
    proved: &HashMap<(usize, Option<usize>), &CellProof>,
    problems: &mut Vec<ProofProblem>,
) {
    let moved: BTreeSet<usize> =
        found.lowest.iter().chain(&found.highest).map(|(cell, _)| *cell).collect();
    for single in moved.into_iter().filter(|at| system.cells()[*at].single && *at != need.cell) {
        let knowing = Some(single);
        let need = Need { knowing, ..*need };
        match proved.get(&(need.cell, knowing)) {
            Some(found) => cell(system, suppressed, &need, found, problems),
            None => problems.push(ProofProblem::NotProved { cell: need.cell, knowing }),
        }
    }
}
