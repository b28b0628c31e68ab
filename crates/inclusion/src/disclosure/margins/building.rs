//! A system of margins as it is being built.

use super::super::policy::{Policy, Selection};
use super::super::primary::{Rule, is_empty, with_protection};
use super::super::problem::CellName;
use super::super::system::{Need, Relation, System, SystemCell, possible, system_cell};
use super::super::table::Cell;
use super::{Figure, Key, MarginCell, Margins, Origin, is_selected, name};

/// A system as it is being built.
pub(super) struct Building<'a> {
    policy: &'a Policy,
    minimum: f64,
    cells: Vec<SystemCell>,
    named: Vec<MarginCell>,
    needs: Vec<Need>,
    pub relations: Vec<Relation>,
}

impl<'a> Building<'a> {
    pub fn of(policy: &'a Policy, minimum: f64) -> Self {
        let (cells, named, needs, relations) = (vec![], vec![], vec![], vec![]);
        Self { policy, minimum, cells, named, needs, relations }
    }

    pub fn figure_or_margin(&mut self, key: &Key, n: f64, figure: Option<(usize, &Figure)>) {
        let name = name(&key.0, &key.1);
        let Some((at, figure)) = figure else {
            self.unseen(Origin::Margin, n, name);
            return;
        };
        let is = |list: &[Selection]| list.iter().any(|one| is_selected(one, &key.0, &key.1));
        let cell = respondents(n);
        let mut rules = Vec::new();
        if !is(&self.policy.safe) {
            let few = !is_empty(&cell) && n < self.minimum;
            rules.extend(few.then_some(Rule::Threshold));
            rules.extend(is(&self.policy.always).then_some(Rule::Always));
        }
        let never = is(&self.policy.never) || figure.published_before;
        self.add(Origin::Figure(at), name, &cell, (never, rules));
    }

    /// A category that is not published; sensitive like any other.
    pub fn complement(&mut self, n: f64, name: CellName) -> usize {
        if n >= self.minimum {
            return self.unseen(Origin::Complement, n, name);
        }
        self.add(Origin::Complement, name, &respondents(n), (false, vec![Rule::Threshold]))
    }

    /// A number that is taken to be known.
    pub fn known(&mut self, n: f64, name: CellName) -> usize {
        self.add(Origin::NotStated, name, &respondents(n), (true, vec![]))
    }

    /// A number that is hidden anyhow: a need of no width hides it at no cost.
    pub fn unseen(&mut self, origin: Origin, n: f64, name: CellName) -> usize {
        let cell = self.add(origin, name, &respondents(n), (false, vec![]));
        let open = SystemCell { suppressible: true, single: false, ..self.cells[cell] };
        self.cells[cell] = SystemCell { lower: 0.0, upper: f64::INFINITY, ..open };
        self.needs.push(Need { cell, below: 0.0, above: 0.0, knowing: None });
        cell
    }

    fn add(
        &mut self,
        origin: Origin,
        name: CellName,
        cell: &Cell,
        (never, rules): (bool, Vec<Rule>),
    ) -> usize {
        let at = self.cells.len();
        self.cells.push(system_cell(cell, true, never, self.policy));
        if !rules.is_empty() {
            let levels: Vec<(Rule, f64)> = rules.iter().map(|rule| (*rule, 0.0)).collect();
            let found = with_protection(at, name.clone(), cell, &levels, self.policy);
            let (below, above) = (found.below, found.above);
            self.needs.push(Need { cell: at, below, above, knowing: None });
        }
        self.named.push(MarginCell { origin, name, rules });
        at
    }

    pub fn done(mut self) -> Margins {
        let system = System::new(self.cells, self.relations);
        possible(&system, &mut self.needs);
        Margins { system, needs: self.needs, cells: self.named }
    }
}

fn respondents(n: f64) -> Cell {
    Cell { value: n, count: Some(n.round() as u64), ..Cell::default() }
}
