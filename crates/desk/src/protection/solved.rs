//! A system with its pattern, its audit and its proof, verified; and the proof as a file.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use passerelle_inclusion::disclosure::system::Relation;
use passerelle_inclusion::disclosure::{
    Audit, CellName, CellProof, Need, Pattern, Proof, ProofProblem, Rule, Status, System,
    verify_proof,
};

use super::{ExposedCell, HiddenCell};

/// A system that was protected.
pub(super) struct Solved {
    /// The name of each cell.
    pub names: Vec<CellName>,
    /// The rules that make each cell sensitive.
    pub rules: Vec<Vec<Rule>>,
    pub system: System,
    pub needs: Vec<Need>,
    pub pattern: Pattern,
    pub audit: Audit,
    /// What an earlier release published.
    pub known: HashSet<usize>,
}

impl Solved {
    /// What becomes of a cell.
    pub fn status(&self, cell: usize) -> Status {
        match (self.pattern.suppressed[cell], self.rules[cell].is_empty()) {
            (false, _) => Status::Published,
            (true, false) => Status::Primary,
            (true, true) => Status::Secondary,
        }
    }

    /// The hidden ones among some cells.
    pub fn hidden(&self, cells: impl Iterator<Item = usize>) -> Vec<HiddenCell> {
        let proofs: HashMap<usize, &CellProof> = {
            let alone = self.audit.proof.cells.iter().filter(|one| one.need.knowing.is_none());
            alone.map(|one| (one.need.cell, one)).collect()
        };
        let needs: HashMap<usize, &Need> =
            self.needs.iter().map(|need| (need.cell, need)).collect();
        let one = |cell: usize| {
            let sensitive = !self.rules[cell].is_empty();
            let need = needs.get(&cell).filter(|_| sensitive);
            let proof = proofs.get(&cell).filter(|_| sensitive);
            HiddenCell {
                cell: self.names[cell].clone(),
                status: self.status(cell),
                rules: self.rules[cell].clone(),
                value: self.system.cells()[cell].value,
                needed: need.map(|need| (need.below, need.above)),
                interval: proof.map(|proof| proof.interval),
                exact: proof.is_some_and(|proof| proof.exact),
            }
        };
        cells.filter(|cell| self.pattern.suppressed[*cell]).map(one).collect()
    }

    /// What cannot be protected, each once.
    pub fn exposed(&self) -> Vec<ExposedCell> {
        self.exposed_of(&|_| true)
    }

    /// What cannot be protected of some cells, each once.
    pub fn exposed_of(&self, is_among: &dyn Fn(usize) -> bool) -> Vec<ExposedCell> {
        let unprotectable: HashMap<usize, &'static str> =
            self.pattern.unprotectable.iter().map(|one| (one.need.cell, one.code())).collect();
        let (mut told, mut seen) = (Vec::new(), HashSet::new());
        for exposure in &self.audit.exposed {
            let cell = exposure.need.cell;
            if !is_among(cell) || !seen.insert(cell) {
                continue;
            }
            let code = match self.known.contains(&cell) {
                true => "published-in-release",
                false => unprotectable.get(&cell).copied().unwrap_or(exposure.code()),
            };
            told.push(ExposedCell {
                code,
                cell: self.names[cell].clone(),
                rules: self.rules[cell].clone(),
                interval: exposure.interval,
                needed: (exposure.need.below, exposure.need.above),
            });
        }
        told
    }

    /// Verifies what is proved, by addition; what is exposed has no proof.
    pub fn verify(&self) -> Result<(), Vec<ProofProblem>> {
        let is_open =
            |need: &&Need| !self.audit.exposed.iter().any(|one| one.need.cell == need.cell);
        let needs: Vec<Need> = self.needs.iter().filter(is_open).copied().collect();
        verify_proof(&self.system, &self.pattern.suppressed, &needs, &self.audit.proof)
    }

    /// As a part of the proof's file.
    pub fn proved(&self, about: String) -> Proved {
        let suppressed = self.pattern.suppressed.iter();
        let cells = self.names.iter().zip(self.system.cells()).zip(suppressed);
        let cells = cells.map(|((name, cell), suppressed)| ProvedCell {
            name: name.clone(),
            value: cell.value,
            lower: cell.lower,
            upper: cell.upper,
            suppressed: *suppressed,
            single: cell.single,
        });
        let problems = self.verify().err().unwrap_or_default();
        Proved {
            about,
            cells: cells.collect(),
            relations: self.system.relations().to_vec(),
            needs: self.needs.clone(),
            verified: problems.is_empty() && self.audit.exposed.is_empty(),
            problems,
            proof: self.audit.proof.clone(),
        }
    }
}

/// A cell as the proof needs it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvedCell {
    /// Its codes.
    pub name: CellName,
    /// Its true value.
    pub value: f64,
    /// The least that anybody thinks it may be; `null` where there is no bound.
    pub lower: f64,
    /// The most; `null` where there is no bound.
    pub upper: f64,
    /// Whether it is suppressed.
    pub suppressed: bool,
    /// Whether it has one contributor.
    pub single: bool,
}

/// The proof of one system: everything that it takes to verify it again by adding up.
#[derive(Debug, Clone, Serialize)]
pub struct Proved {
    /// Of what: the file, or the indicator and period.
    pub about: String,
    /// The cells; others name them by their position here, from 0.
    pub cells: Vec<ProvedCell>,
    /// Cells whose values times these factors sum to 0.
    pub relations: Vec<Relation>,
    /// What must not be known closer.
    pub needs: Vec<Need>,
    /// Whether every need has a proof that adds up.
    pub verified: bool,
    /// What the proof does not prove; empty where it is verified.
    pub problems: Vec<ProofProblem>,
    /// For each need the moves that show what an attacker must allow for.
    pub proof: Proof,
}

/// The proof of everything that was protected. It holds the true values: who may not see those may not see
/// it either.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProofFile {
    /// One for each system.
    pub systems: Vec<Proved>,
}

impl ProofFile {
    /// Whether all of it is verified.
    pub fn is_verified(&self) -> bool {
        self.systems.iter().all(|system| system.verified)
    }

    /// Sensitive cells that are proved.
    pub fn count(&self) -> usize {
        let cells = self.systems.iter().flat_map(|system| &system.proof.cells);
        let sensitive =
            |one: &&CellProof| one.need.knowing.is_none() && one.need.below + one.need.above > 0.0;
        cells.filter(sensitive).count()
    }
}
