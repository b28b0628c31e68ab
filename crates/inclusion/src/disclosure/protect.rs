//! From a table and a policy to what may be published, with the proof.

use serde::{Deserialize, Serialize};

use super::audit::{Attacker, Audit};
use super::boxes::Boxes;
use super::policy::Policy;
use super::problem::TableProblem;
use super::solver::Solver;
use super::suppress::{self, Effort, Pattern};
use super::system::{Linked, Need, System};
use super::table::Table;

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Published.
    Published,
    /// Suppressed because it is sensitive.
    Primary,
    /// Suppressed so that others stay hidden.
    Secondary,
}

/// Tables with what is suppressed in them, and why it is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Protected {
    /// The tables as one system, with the sensitive cells and their rules.
    pub linked: Linked,
    /// What is suppressed, and what could not be protected.
    pub pattern: Pattern,
    /// The attacker's audit of the pattern: proof, and what is exposed.
    pub audit: Audit,
}

impl Protected {
    /// Whether every sensitive cell is protected, with a proof.
    pub fn is_safe(&self) -> bool {
        self.audit.exposed.is_empty() && self.pattern.unprotectable.is_empty()
    }

    /// What becomes of each place of a table.
    pub fn statuses(&self, table: usize) -> Vec<Status> {
        let mut primary = vec![false; self.pattern.suppressed.len()];
        for (need, _) in self.linked.needs.iter().zip(&self.linked.sensitive) {
            primary[need.cell] = true;
        }
        let status = |cell: &usize| match (self.pattern.suppressed[*cell], primary[*cell]) {
            (false, _) => Status::Published,
            (true, true) => Status::Primary,
            (true, false) => Status::Secondary,
        };
        self.linked.cell_of.get(table).into_iter().flatten().map(status).collect()
    }
}

/// Suppresses what a policy asks for in tables that are published together, and audits it.
///
/// A table that cannot be protected is still answered: what is exposed is in the audit, what no
/// suppression can protect in the pattern, and [`Protected::is_safe`] is false. Nothing of it may be
/// published then.
///
/// # Errors
/// Those of [`Linked::of`], all together.
pub fn protect(
    tables: &[&Table],
    policy: &Policy,
    effort: Effort,
    solver: &dyn Solver,
) -> Result<Protected, Vec<TableProblem>> {
    Ok(protect_linked(tables, Linked::of(tables, policy)?, policy, effort, solver))
}

/// As [`protect()`], of tables that are joined already: who joins them may know that some cells are
/// beyond hiding.
pub fn protect_linked(
    tables: &[&Table],
    linked: Linked,
    policy: &Policy,
    effort: Effort,
    solver: &dyn Solver,
) -> Protected {
    let guard = policy.secondary.guard_singletons;
    let boxes = boxes(tables, &linked);
    let pattern = suppress::pattern(
        &linked.system,
        &linked.needs,
        &boxes,
        &linked.place_of,
        guard,
        effort,
        solver,
    );
    let audit = Attacker {
        system: &linked.system,
        suppressed: &pattern.suppressed,
        boxes: &boxes,
        place_of: &linked.place_of,
        effort,
        solver,
    }
    .attack(&linked.needs, guard);
    drop(boxes);
    Protected { linked, pattern, audit }
}

/// Suppresses and audits any system: margins that are no whole table.
pub fn protect_system(
    system: &System,
    needs: &[Need],
    guard_singletons: bool,
    effort: Effort,
    solver: &dyn Solver,
) -> (Pattern, Audit) {
    let pattern = suppress::pattern(system, needs, &[], &[], guard_singletons, effort, solver);
    let hidden = &pattern.suppressed;
    let audit = audit_system(system, hidden, needs, guard_singletons, effort, solver);
    (pattern, audit)
}

/// Audits a pattern that somebody else made.
///
/// # Errors
/// Those of [`Linked::of`], all together.
pub fn audit(
    tables: &[&Table],
    policy: &Policy,
    suppressed: Vec<bool>,
    effort: Effort,
    solver: &dyn Solver,
) -> Result<Protected, Vec<TableProblem>> {
    let linked = Linked::of(tables, policy)?;
    let boxes = boxes(tables, &linked);
    let audit = Attacker {
        system: &linked.system,
        suppressed: &suppressed,
        boxes: &boxes,
        place_of: &linked.place_of,
        effort,
        solver,
    }
    .attack(&linked.needs, policy.secondary.guard_singletons);
    drop(boxes);
    Ok(Protected { linked, pattern: Pattern { suppressed, unprotectable: vec![] }, audit })
}

/// Audits a pattern of any system: margins that are no whole table.
pub fn audit_system(
    system: &System,
    suppressed: &[bool],
    needs: &[Need],
    guard_singletons: bool,
    effort: Effort,
    solver: &dyn Solver,
) -> Audit {
    Attacker { system, suppressed, boxes: &[], place_of: &[], effort, solver }
        .attack(needs, guard_singletons)
}

fn boxes<'a>(tables: &[&'a Table], linked: &'a Linked) -> Vec<Boxes<'a>> {
    let each = tables.iter().zip(&linked.cell_of);
    each.map(|(table, cell_of)| Boxes::new(table, &linked.system, cell_of, &linked.shared))
        .collect()
}
