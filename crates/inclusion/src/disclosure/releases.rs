//! What an earlier release, or one by another geography, reveals together with this one.
//!
//! All releases are one system: a cell that several have is one cell, hidden only where all hide it.
//! Geographies that overlap add relations that no single table has (two old districts are three new
//! ones). The attacker's programme is then asked of everything at once.

use serde::{Deserialize, Serialize};

use super::policy::Policy;
use super::primary::Rule;
use super::problem::{CellName, TableProblem};
use super::protect::audit_system;
use super::solver::Solver;
use super::suppress::Effort;
use super::system::{Linked, Relation, System};
use super::table::Table;

/// A table as it was, or will be, published.
#[derive(Debug, Clone, Copy)]
pub struct Release<'a> {
    /// The table, with its true values.
    pub table: &'a Table,
    /// For each of its places whether it is suppressed.
    pub suppressed: &'a [bool],
}

/// Cells of which the sum times these factors is 0: release, place there, factor.
pub type Overlap = Vec<(usize, usize, f64)>;

/// A sensitive cell that releases reveal together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseFinding {
    /// The first release that has the cell.
    pub release: usize,
    /// The cell.
    pub cell: CellName,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
    /// What an attacker knows it is between.
    pub interval: (f64, f64),
    /// The releases that publish the cell outright, though another hides it or should.
    pub published_in: Vec<usize>,
    /// Whether it is certain; else protection was not found.
    pub certain: bool,
}

impl ReleaseFinding {
    /// The stable code: `published-in-release`, `revealed-by-differencing`, or
    /// `protection-not-proved`.
    pub fn code(&self) -> &'static str {
        match (self.published_in.is_empty(), self.certain) {
            (false, _) => "published-in-release",
            (true, true) => "revealed-by-differencing",
            (true, false) => "protection-not-proved",
        }
    }
}

/// The sensitive cells that the releases together do not protect.
///
/// # Errors
/// Those of [`Linked::of`], all together: `linked-values-differ` where releases give a cell two values
/// (revised figures are another period: give the dimension of time different codes). An overlap that does
/// not add up is `not-additive`.
pub fn audit_releases(
    releases: &[Release<'_>],
    overlaps: &[Overlap],
    policy: &Policy,
    effort: Effort,
    solver: &dyn Solver,
) -> Result<Vec<ReleaseFinding>, Vec<TableProblem>> {
    let tables: Vec<&Table> = releases.iter().map(|release| release.table).collect();
    let linked = Linked::of(&tables, policy)?;
    let system = with_overlaps(&linked, &tables, overlaps)?;
    let published_in = |cell: usize| -> Vec<usize> {
        let publishes = |at: &usize| {
            let places = linked.cell_of[*at].iter().zip(releases[*at].suppressed);
            places.clone().any(|(found, hidden)| *found == cell && !hidden)
        };
        (0..releases.len()).filter(publishes).collect()
    };
    let mut hidden = vec![true; system.cells().len()];
    for (release, cell_of) in releases.iter().zip(&linked.cell_of) {
        for (cell, suppressed) in cell_of.iter().zip(release.suppressed) {
            hidden[*cell] &= suppressed;
        }
    }
    let guard = policy.secondary.guard_singletons;
    let audit = audit_system(&system, &hidden, &linked.needs, guard, effort, solver);
    let each = audit.exposed.iter().map(|exposure| {
        let cell = exposure.need.cell;
        let sensitive = linked.needs.iter().position(|need| need.cell == cell);
        ReleaseFinding {
            release: linked.place_of[cell].0,
            cell: linked.name(&tables, cell),
            rules: sensitive.map(|at| linked.sensitive[at].rules.clone()).unwrap_or_default(),
            interval: exposure.interval,
            published_in: published_in(cell),
            certain: exposure.certain,
        }
    });
    Ok(each.collect())
}

/// The system with the relations of overlaps.
fn with_overlaps(
    linked: &Linked,
    tables: &[&Table],
    overlaps: &[Overlap],
) -> Result<System, Vec<TableProblem>> {
    let mut relations = linked.system.relations().to_vec();
    let mut problems = Vec::new();
    for overlap in overlaps {
        let cell = |(release, place, factor): &(usize, usize, f64)| {
            (linked.cell_of[*release][*place], *factor)
        };
        let relation: Relation = overlap.iter().map(cell).collect();
        let terms = || relation.iter().map(|(cell, by)| by * linked.system.cells()[*cell].value);
        let (sum, size) = (terms().sum::<f64>(), terms().map(f64::abs).fold(1.0, f64::max));
        if sum.abs() > 1e-9 * size
            && let Some((release, place, _)) = overlap.first()
        {
            problems.push(TableProblem::NotAdditive {
                cell: tables[*release].name(*place),
                field: "value".to_owned(),
                dimension: "overlap".to_owned(),
                total: 0.0,
                sum,
            });
        }
        relations.push(relation);
    }
    if problems.is_empty() {
        Ok(System::new(linked.system.cells().to_vec(), relations))
    } else {
        Err(problems)
    }
}
