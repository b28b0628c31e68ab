//! All cells of one or several tables as an attacker sees them: values, additive relations, and what
//! anybody knows of a cell beforehand.
//!
//! Tables that share cells (the same dimensions, or codes of the same dimension under other totals) are
//! one system: a shared cell is one cell. The attacker has every relation of every table at once.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::bounds;
use super::policy::{CostName, Policy, Zeros};
use super::primary::{self, Sensitive};
use super::problem::{CellName, TableProblem};
use super::table::{ADDITIVE_WITHIN, Cell, Measure, Table};

/// A cell of a system.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SystemCell {
    /// Its true value.
    pub value: f64,
    /// The least that anybody thinks it may be.
    pub lower: f64,
    /// The most; infinite where there is no bound.
    pub upper: f64,
    /// What it costs to suppress it; above 0.
    pub cost: f64,
    /// Whether it may be suppressed.
    pub suppressible: bool,
    /// Whether it has one contributor, who knows its value.
    pub single: bool,
}

/// Cells whose values times these factors sum to 0: `total − part − part − … = 0`.
pub type Relation = Vec<(usize, f64)>;

/// A change of some cells that leaves every relation true: cell and change.
pub type Move = Vec<(usize, f64)>;

/// A cell that must not be known closer than this.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// The cell.
    pub cell: usize,
    /// It must be possible that it is this much less than it is.
    pub below: f64,
    /// It must be possible that it is this much more.
    pub above: f64,
    /// A suppressed cell that this attacker knows, being its only contributor.
    pub knowing: Option<usize>,
}

/// Cells and the relations between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct System {
    cells: Vec<SystemCell>,
    relations: Vec<Relation>,
    starts: Vec<usize>,
    of_cell: Vec<(usize, f64)>,
}

impl System {
    /// A system from its cells and relations.
    pub fn new(cells: Vec<SystemCell>, relations: Vec<Relation>) -> Self {
        let mut starts = vec![0; cells.len() + 1];
        for (cell, _) in relations.iter().flatten() {
            starts[cell + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut of_cell = vec![(0, 0.0); starts[cells.len()]];
        for (row, relation) in relations.iter().enumerate() {
            for (cell, factor) in relation {
                of_cell[next[*cell]] = (row, *factor);
                next[*cell] += 1;
            }
        }
        Self { cells, relations, starts, of_cell }
    }

    /// Says that a cell is known to everybody, whatever is hidden from now on: it is never suppressed.
    pub fn make_known(&mut self, cell: usize) {
        self.cells[cell].suppressible = false;
    }

    /// The cells.
    pub fn cells(&self) -> &[SystemCell] {
        &self.cells
    }

    /// The relations.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The relations of a cell, with its factor in each.
    pub fn of_cell(&self, cell: usize) -> &[(usize, f64)] {
        &self.of_cell[self.starts[cell]..self.starts[cell + 1]]
    }

    /// How far a cell can go down and up from its value, by what is known beforehand.
    pub fn room(&self, cell: usize) -> (f64, f64) {
        let found = &self.cells[cell];
        (found.value - found.lower, found.upper - found.value)
    }
}

/// One or several tables as a system, with where each table's cells are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// The system.
    pub system: System,
    /// For each table, the system's cell of each of its places.
    pub cell_of: Vec<Vec<usize>>,
    /// For each cell of the system, the first table that has it and its place there.
    pub place_of: Vec<(usize, usize)>,
    /// For each cell of the system, whether several tables have it.
    pub shared: Vec<bool>,
    /// The sensitive cells.
    pub sensitive: Vec<Sensitive>,
    /// For each of them, its cell of the system; then, with no width, what no table publishes.
    pub needs: Vec<Need>,
}

impl Linked {
    /// Joins tables under one policy. Cells of two tables are the same where they have the same codes in
    /// the dimensions of the same name, once totals are left out: a table's total over a dimension is
    /// taken to be over everybody.
    ///
    /// # Errors
    /// All together: those of [`primary::sensitive`], and `linked-values-differ`.
    pub fn of(tables: &[&Table], policy: &Policy) -> Result<Self, Vec<TableProblem>> {
        let mut problems = Vec::new();
        let mut joined = Joined::default();
        for (at, table) in tables.iter().enumerate() {
            joined.take(at, table, tables.len() > 1, policy, &mut problems);
        }
        problems.extend(primary::selections_unknown(tables, policy));
        let (sensitive, mut needs) = needs(tables, &joined.cell_of, policy, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        for need in &needs {
            joined.may_be_suppressed(need.cell);
        }
        needs.extend(joined.unseen(&needs));
        let relations = relations(tables, &joined.cell_of);
        let Joined { cells, cell_of, place_of, shared, .. } = joined;
        let system = System::new(cells, relations);
        possible(&system, &mut needs);
        Ok(Self { system, cell_of, place_of, shared, sensitive, needs })
    }

    /// The codes of a cell of the system, in the first table that has it.
    pub fn name(&self, tables: &[&Table], cell: usize) -> CellName {
        let (table, place) = self.place_of[cell];
        tables[table].name(place)
    }
}

/// Every relation of every table, each once.
fn relations(tables: &[&Table], cell_of: &[Vec<usize>]) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut known: HashSet<(usize, Vec<usize>)> = HashSet::new();
    for (table, cell_of) in tables.iter().zip(cell_of) {
        for (_, total, parts) in table.relations() {
            let total = cell_of[total];
            let mut parts: Vec<usize> = parts.iter().map(|part| cell_of[*part]).collect();
            if tables.len() > 1 {
                parts.sort_unstable();
                if !known.insert((total, parts.clone())) {
                    continue;
                }
            }
            let parts = parts.into_iter().map(|part| (part, 1.0));
            relations.push(std::iter::once((total, -1.0)).chain(parts).collect());
        }
    }
    relations
}

/// Asks for no more than can be: no total can be thought to be less than its parts must be, were everything
/// hidden. Below that there is nothing to protect.
pub(super) fn possible(system: &System, needs: &mut [Need]) {
    if !system.cells().iter().any(|cell| cell.lower > 0.0) {
        return;
    }
    let open = system.cells().iter().map(|cell| (cell.lower, cell.upper)).collect();
    let least = bounds::propagate(system, open);
    for need in needs {
        let value = system.cells()[need.cell].value;
        need.below = need.below.min((value - least[need.cell].0).max(0.0));
    }
}

/// The sensitive cells of all tables, each once, with the most that any table asks for it.
fn needs(
    tables: &[&Table],
    cell_of: &[Vec<usize>],
    policy: &Policy,
    problems: &mut Vec<TableProblem>,
) -> (Vec<Sensitive>, Vec<Need>) {
    let mut sensitive: Vec<Sensitive> = Vec::new();
    let mut needs: Vec<Need> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for (table, cell_of) in tables.iter().zip(cell_of) {
        let found = primary::sensitive(table, policy);
        for one in found.unwrap_or_else(|found| {
            problems.extend(found);
            Vec::new()
        }) {
            let (cell, below, above) = (cell_of[one.place], one.below, one.above);
            let at = *known.entry(cell).or_insert(needs.len());
            if at == needs.len() {
                needs.push(Need { cell, below, above, knowing: None });
                sensitive.push(one);
            } else {
                needs[at].below = needs[at].below.max(below);
                needs[at].above = needs[at].above.max(above);
            }
        }
    }
    (sensitive, needs)
}

/// What stands of a system while tables are joined.
#[derive(Default)]
struct Joined {
    cells: Vec<SystemCell>,
    cell_of: Vec<Vec<usize>>,
    place_of: Vec<(usize, usize)>,
    shared: Vec<bool>,
    /// Whether a table publishes it.
    seen: Vec<bool>,
    never: Vec<bool>,
    known_above_percent: Option<f64>,
    by_name: HashMap<Vec<(String, String)>, usize>,
}

impl Joined {
    fn take(
        &mut self,
        at: usize,
        table: &Table,
        by_name: bool,
        policy: &Policy,
        problems: &mut Vec<TableProblem>,
    ) {
        let never = primary::places(table, &policy.never);
        self.known_above_percent = policy.secondary.known_above_percent;
        let mut cell_of = Vec::with_capacity(table.cells().len());
        for (place, cell) in table.cells().iter().enumerate() {
            let key = by_name.then(|| shared_name(table, place));
            let known = key.as_ref().and_then(|key| self.by_name.get(key)).copied();
            if let Some(known) = known {
                self.shared[known] = true;
                self.seen[known] |= table.is_published(place);
                self.cells[known].suppressible &= !never[place];
                self.never[known] |= never[place];
                problems.extend(self.differs(known, (at, cell), key.unwrap_or_default()));
                cell_of.push(known);
                continue;
            }
            if let Some(key) = key {
                self.by_name.insert(key, self.cells.len());
            }
            cell_of.push(self.cells.len());
            let counts = table.measure() == Measure::Count;
            self.cells.push(system_cell(cell, counts, never[place], policy));
            self.place_of.push((at, place));
            self.shared.push(false);
            self.seen.push(table.is_published(place));
            self.never.push(never[place]);
        }
        self.cell_of.push(cell_of);
    }

    /// Lets a sensitive cell be suppressed although it is empty, unless it never may be.
    fn may_be_suppressed(&mut self, cell: usize) {
        let found = &mut self.cells[cell];
        if !self.never[cell] && !found.suppressible {
            found.suppressible = true;
            found.upper = upper(found.value, self.known_above_percent);
        }
    }

    /// What no table publishes is hidden, whatever it costs: nobody knows that it is not empty, and a need of
    /// no width hides it.
    fn unseen(&mut self, needs: &[Need]) -> Vec<Need> {
        let sensitive: HashSet<usize> = needs.iter().map(|need| need.cell).collect();
        let mut found = Vec::new();
        for cell in (0..self.cells.len()).filter(|cell| !self.seen[*cell]) {
            let own = &mut self.cells[cell];
            own.suppressible = true;
            own.lower = own.lower.min(0.0);
            own.upper = upper(own.value, self.known_above_percent.filter(|_| own.value != 0.0));
            if !sensitive.contains(&cell) {
                found.push(Need { cell, below: 0.0, above: 0.0, knowing: None });
            }
        }
        found
    }

    /// A problem where a cell has another value in another table.
    fn differs(
        &self,
        known: usize,
        (second, cell): (usize, &Cell),
        key: Vec<(String, String)>,
    ) -> Option<TableProblem> {
        let one = self.cells[known].value;
        let within = ADDITIVE_WITHIN * one.abs().max(1.0);
        ((one - cell.value).abs() > within).then(|| TableProblem::LinkedValuesDiffer {
            cell: key.into_iter().map(|(name, code)| format!("{name}={code}")).collect(),
            first: self.place_of[known].0,
            second,
            one,
            other: cell.value,
        })
    }
}

/// The codes of a cell with their dimensions, sorted, totals left out.
pub(super) fn shared_name(table: &Table, place: usize) -> Vec<(String, String)> {
    let codes = table.codes(place);
    let mut name: Vec<(String, String)> = codes
        .iter()
        .zip(table.dimensions())
        .filter(|(code, dimension)| **code != dimension.total())
        .map(|(code, found)| (found.name().to_owned(), found.codes()[*code].code.clone()))
        .collect();
    name.sort();
    name
}

/// A cell as an attacker sees it. Where empty cells are published, a count that is hidden is of somebody: it
/// is 1 at least, as everybody knows.
pub(super) fn system_cell(cell: &Cell, counts: bool, never: bool, policy: &Policy) -> SystemCell {
    let known = policy.secondary;
    let value = cell.value;
    let (is_empty, zeros_known) = (primary::is_empty(cell), policy.zeros == Zeros::Published);
    let somebody = if counts && zeros_known && !is_empty { value.min(1.0) } else { 0.0 };
    let lower = match value < 0.0 {
        true => f64::NEG_INFINITY,
        false => (value * (1.0 - known.known_below_percent / 100.0)).max(somebody),
    };
    let upper = upper(value, known.known_above_percent);
    let known_zero = is_empty && zeros_known;
    let cost = cell.cost.unwrap_or(match known.cost {
        CostName::Value => value.abs(),
        CostName::Count => cell.count.map_or(value.abs(), |count| count as f64),
        CostName::One => 1.0,
    });
    SystemCell {
        value,
        lower,
        upper: if known_zero { value } else { upper },
        cost: cost.max(1e-6),
        suppressible: !(never || known_zero),
        single: cell.count == Some(1),
    }
}

/// The most that anybody thinks a value may be.
fn upper(value: f64, known_above_percent: Option<f64>) -> f64 {
    known_above_percent.map_or(f64::INFINITY, |above| value + value.abs() * above / 100.0)
}
