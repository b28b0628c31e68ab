//! The people behind the margins of a survey's figures: everyone, each sex, each region, each sex in each
//! region.
//!
//! A list of figures is no whole table: it holds the margins that somebody chose. What an attacker knows
//! of them is that numbers of respondents add up: everyone is the sum of the sexes, of the places within,
//! and so on, whatever is published of them. A hidden group is safe only if no such sum gives it away, and
//! with it its share or mean, which is a difference of totals.
//!
//! * A margin that is not published (sex in each region without sex) is a cell that nobody sees; the sums
//!   hold over it all the same.
//! * What a total has beyond its parts is a group too. Where a category is missing, it is that category,
//!   which nobody sees and which is protected like any other (97 of 100 are rural: 3 are not). Where all
//!   categories are there, it is who did not say; that number is taken to be known, so that nothing is
//!   protected by it.
//! * Parts that are more than their total overlap: the policy's `hierarchy` must say what goes into what.
//!
//! The proof takes exact numbers of respondents to be known. Published in bands, they tell less.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use passerelle_vocabulary::Dimensions;
use serde::{Deserialize, Serialize};

use super::bounds;
use super::hierarchy::Hierarchy;
use super::policy::{Policy, Selection, Zeros};
use super::primary::{Rule, is_empty, with_protection};
use super::problem::{CellName, TableProblem};
use super::system::{Need, Relation, System, SystemCell, system_cell};
use super::table::{ADDITIVE_WITHIN, Cell, MOST_CELLS};

/// The dimension of places.
pub const PLACE: &str = "place";

/// A figure with the number of respondents behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Line of its file, for messages.
    pub line: usize,
    /// The place: `KEN`, `KEN/mombasa`.
    pub place: String,
    /// Who.
    pub dimensions: Dimensions,
    /// Respondents behind it.
    pub n: f64,
    /// Whether an earlier release published it.
    pub published_before: bool,
}

/// What a cell of the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A figure, by its position.
    Figure(usize),
    /// A margin that is not published.
    Margin,
    /// A category that is not published, seen only as what a total has beyond its parts.
    Complement,
    /// Who did not say of which category they are.
    NotStated,
}

/// A cell of the system, by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarginCell {
    /// What it is.
    pub origin: Origin,
    /// Its place and dimensions: `["place=KEN", "sex=female"]`.
    pub name: CellName,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
}

/// The margins of one indicator in one period, as a system.
#[derive(Debug, Clone, PartialEq)]
pub struct Margins {
    /// Numbers of respondents, and their sums.
    pub system: System,
    /// What must not be known closer; with no width, what nobody sees anyway.
    pub needs: Vec<Need>,
    /// The cells of the system; figures first, in their order.
    pub cells: Vec<MarginCell>,
}

type Key = (String, Dimensions);

impl Margins {
    /// Joins figures (of one indicator, period, unit and source) under a policy.
    ///
    /// # Errors
    /// Everything wrong, together: `threshold-needed`, what is wrong with a hierarchy, `not-a-number` and
    /// `negative` (n), `repeated-cell`, `not-additive` (parts that are more than their total),
    /// `too-many-cells`.
    pub fn of(figures: &[Figure], policy: &Policy) -> Result<Self, Vec<TableProblem>> {
        let Some(threshold) = policy.threshold else {
            return Err(vec![TableProblem::ThresholdNeeded]);
        };
        let mut problems = Vec::new();
        let mut hierarchies = HashMap::new();
        for (name, parts) in &policy.hierarchy {
            match Hierarchy::from_parts(name.as_str(), parts) {
                Ok(found) => drop(hierarchies.insert(name.as_str(), found)),
                Err(found) => problems.extend(found),
            }
        }
        let places: BTreeSet<&str> = figures.iter().map(|figure| figure.place.as_str()).collect();
        let above = Above { hierarchies, places };
        let given = given(figures, &mut problems);
        let lattice = Lattice::of(figures, &given, &above);
        if lattice.keys.len() > MOST_CELLS {
            let cells = lattice.keys.len() as f64;
            problems.push(TableProblem::TooManyCells { cells, most: MOST_CELLS });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut building = Building { policy, minimum: threshold.minimum, ..Building::of(policy) };
        lattice.keys.iter().enumerate().for_each(|(at, key)| {
            building.figure_or_margin(key, lattice.values[at], lattice.figure(at, figures));
        });
        lattice.relate(&mut building, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(building.done())
    }
}

/// The name of a place and dimensions: `["place=KEN", "sex=female"]`.
pub fn name(place: &str, dimensions: &Dimensions) -> CellName {
    let of = |(name, category): (&str, &str)| format!("{name}={category}");
    std::iter::once(of((PLACE, place))).chain(dimensions.iter().map(of)).collect()
}

/// Whether a selection names a figure: `total` is the absence of a dimension.
pub fn is_selected(selection: &Selection, place: &str, dimensions: &Dimensions) -> bool {
    selection.iter().all(|(name, code)| match name.as_str() {
        PLACE => code == place,
        name => dimensions.get(name).unwrap_or("total") == code,
    })
}

/// The figures by place and dimensions.
fn given(figures: &[Figure], problems: &mut Vec<TableProblem>) -> HashMap<Key, usize> {
    let mut given = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let (row, field) = (figure.line, "n".to_owned());
        if !figure.n.is_finite() {
            problems.push(TableProblem::NotANumber { row, field });
        } else if figure.n < 0.0 {
            problems.push(TableProblem::Negative { row, field, value: figure.n });
        }
        let key = (figure.place.clone(), figure.dimensions.clone());
        if given.insert(key, at).is_some() {
            let cell = name(&figure.place, &figure.dimensions);
            problems.push(TableProblem::RepeatedCell { row, cell });
        }
    }
    given
}

/// What each margin is a part of.
struct Above<'a> {
    hierarchies: HashMap<&'a str, Hierarchy>,
    places: BTreeSet<&'a str>,
}

impl Above<'_> {
    /// The totals that a margin is a part of, each with the dimension that is summed over.
    fn of(&self, (place, dimensions): &Key) -> Vec<(String, Key)> {
        let over = |name: &str, code: &str| {
            let above = dimensions.clone().with(name, &self.parent(name, code));
            (name.to_owned(), (place.clone(), above))
        };
        let mut found: Vec<(String, Key)> =
            dimensions.iter().map(|(name, code)| over(name, code)).collect();
        let ancestors = place.rmatch_indices('/').map(|(at, _)| &place[..at]);
        let ancestor = { ancestors }.find(|ancestor| self.places.contains(ancestor));
        found.extend(ancestor.map(|one| (PLACE.to_owned(), (one.to_owned(), dimensions.clone()))));
        found
    }

    /// The code above a code; empty for everyone.
    fn parent(&self, dimension: &str, code: &str) -> String {
        let Some(hierarchy) = self.hierarchies.get(dimension) else { return String::new() };
        let parent = hierarchy.position(code).and_then(|at| hierarchy.codes()[at].parent);
        let named = parent.filter(|at| *at != hierarchy.total());
        named.map_or_else(String::new, |at| hierarchy.codes()[at].code.clone())
    }

    /// How far a margin is from everyone.
    fn depth(&self, (place, dimensions): &Key) -> usize {
        let of = |(name, code): (&str, &str)| {
            let hierarchy = self.hierarchies.get(name);
            let path = hierarchy.and_then(|one| one.position(code).map(|at| one.path(at).len()));
            path.map_or(1, |length| length.max(2) - 1)
        };
        place.matches('/').count() + dimensions.iter().map(of).sum::<usize>()
    }
}

/// All margins, published or not, with their sums.
struct Lattice {
    keys: Vec<Key>,
    values: Vec<f64>,
    /// Positions of the keys that are figures come first.
    figures: usize,
    /// Total and dimension, with the parts.
    sums: BTreeMap<(usize, String), Vec<usize>>,
}

impl Lattice {
    fn of(figures: &[Figure], given: &HashMap<Key, usize>, above: &Above<'_>) -> Self {
        let mut keys: Vec<Key> = figures
            .iter()
            .map(|figure| (figure.place.clone(), figure.dimensions.clone()))
            .collect();
        let mut at: HashMap<Key, usize> = given.clone();
        let mut sums: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        let mut next = 0;
        while next < keys.len() && keys.len() <= MOST_CELLS {
            for (dimension, total) in above.of(&keys[next]) {
                let total = *at.entry(total).or_insert_with_key(|total| {
                    keys.push(total.clone());
                    keys.len() - 1
                });
                sums.entry((total, dimension)).or_default().push(next);
            }
            next += 1;
        }
        let mut values: Vec<f64> = figures.iter().map(|figure| figure.n).collect();
        values.resize(keys.len(), 0.0);
        let mut lattice = Self { keys, values, figures: figures.len(), sums };
        lattice.fill(above);
        lattice
    }

    /// Gives margins that are not published the most that their parts sum to: no more is known of them.
    fn fill(&mut self, above: &Above<'_>) {
        let mut by_total: BTreeMap<usize, Vec<&Vec<usize>>> = BTreeMap::new();
        for ((total, _), parts) in &self.sums {
            by_total.entry(*total).or_default().push(parts);
        }
        let mut order: Vec<usize> = (self.figures..self.keys.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(above.depth(&self.keys[*at])));
        for at in order {
            let sums = by_total.get(&at).into_iter().flatten();
            let sums = sums.map(|parts| parts.iter().map(|part| self.values[*part]).sum::<f64>());
            self.values[at] = sums.fold(0.0, f64::max);
        }
    }

    fn figure<'f>(&self, at: usize, figures: &'f [Figure]) -> Option<(usize, &'f Figure)> {
        figures.get(at).map(|figure| (at, figure))
    }

    /// Adds every sum to the system, with what a total has beyond its parts.
    fn relate(&self, building: &mut Building<'_>, problems: &mut Vec<TableProblem>) {
        let mut categories: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for ((_, dimension), parts) in &self.sums {
            let seen = categories.entry(dimension).or_default();
            seen.extend(parts.iter().map(|part| self.category(*part, dimension)));
        }
        for ((total, dimension), parts) in &self.sums {
            let value = self.values[*total];
            let sum: f64 = parts.iter().map(|part| self.values[*part]).sum();
            let (rest, within) = (value - sum, ADDITIVE_WITHIN * value.abs().max(1.0));
            let mut relation: Relation =
                std::iter::once((*total, -1.0)).chain(parts.iter().map(|at| (*at, 1.0))).collect();
            if rest < -within {
                problems.push(TableProblem::NotAdditive {
                    cell: self.name(*total),
                    field: "n".to_owned(),
                    dimension: dimension.clone(),
                    total: value,
                    sum,
                });
            } else if rest > within {
                let complete = parts.len() > 1
                    && self.is_complete(parts, dimension, &categories[&**dimension]);
                let name = || {
                    let parts: Vec<String> =
                        parts.iter().take(3).map(|part| self.category(*part, dimension)).collect();
                    let others = std::iter::once(format!("{dimension}≠{}", parts.join(",")));
                    self.name(*total).into_iter().chain(others).collect::<CellName>()
                };
                let beyond = match (*total < self.figures, complete) {
                    // A total that nobody sees: what it has beyond its parts is not known either.
                    (false, _) => building.unseen(Origin::Margin, rest, name()),
                    (true, true) => building.known(rest, name()),
                    (true, false) => building.complement(rest, name()),
                };
                relation.push((beyond, 1.0));
            }
            building.relations.push(relation);
        }
    }

    fn is_complete(&self, parts: &[usize], dimension: &str, all: &BTreeSet<String>) -> bool {
        let here: BTreeSet<String> =
            parts.iter().map(|part| self.category(*part, dimension)).collect();
        dimension == PLACE || all.is_subset(&here)
    }

    fn category(&self, at: usize, dimension: &str) -> String {
        let (place, dimensions) = &self.keys[at];
        match dimension {
            PLACE => place.clone(),
            dimension => dimensions.get(dimension).unwrap_or_default().to_owned(),
        }
    }

    fn name(&self, at: usize) -> CellName {
        let (place, dimensions) = &self.keys[at];
        name(place, dimensions)
    }
}

/// A system as it is being built.
struct Building<'a> {
    policy: &'a Policy,
    minimum: f64,
    cells: Vec<SystemCell>,
    named: Vec<MarginCell>,
    needs: Vec<Need>,
    relations: Vec<Relation>,
}

impl<'a> Building<'a> {
    fn of(policy: &'a Policy) -> Self {
        let (cells, named, needs, relations) = (vec![], vec![], vec![], vec![]);
        Self { policy, minimum: 0.0, cells, named, needs, relations }
    }

    fn figure_or_margin(&mut self, key: &Key, n: f64, figure: Option<(usize, &Figure)>) {
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
    fn complement(&mut self, n: f64, name: CellName) -> usize {
        if n >= self.minimum {
            return self.unseen(Origin::Complement, n, name);
        }
        self.add(Origin::Complement, name, &respondents(n), (false, vec![Rule::Threshold]))
    }

    /// A number that is taken to be known.
    fn known(&mut self, n: f64, name: CellName) -> usize {
        self.add(Origin::NotStated, name, &respondents(n), (true, vec![]))
    }

    /// A number that is hidden anyhow: a need of no width hides it at no cost.
    fn unseen(&mut self, origin: Origin, n: f64, name: CellName) -> usize {
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
        let mut own = system_cell(cell, never, self.policy);
        if self.policy.zeros == Zeros::Published && !is_empty(cell) {
            // Nobody is published as nobody: what is hidden is somebody, as its people know too.
            own.lower = own.lower.max(cell.value.min(1.0));
        }
        self.cells.push(own);
        if !rules.is_empty() {
            let levels: Vec<(Rule, f64)> = rules.iter().map(|rule| (*rule, 0.0)).collect();
            let found = with_protection(at, name.clone(), cell, &levels, self.policy);
            let (below, above) = (found.below, found.above);
            self.needs.push(Need { cell: at, below, above, knowing: None });
        }
        self.named.push(MarginCell { origin, name, rules });
        at
    }

    /// No total can be thought to be less than its parts must be, were everything hidden: below that there
    /// is nothing to protect.
    fn done(mut self) -> Margins {
        let system = System::new(self.cells, self.relations);
        let open = system.cells().iter().map(|cell| (cell.lower, cell.upper)).collect();
        let least = bounds::propagate(&system, open);
        for need in &mut self.needs {
            let value = system.cells()[need.cell].value;
            need.below = need.below.min((value - least[need.cell].0).max(0.0));
        }
        Margins { system, needs: self.needs, cells: self.named }
    }
}

fn respondents(n: f64) -> Cell {
    Cell { value: n, count: Some(n.round() as u64), ..Cell::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{Effort, Simplex, protect_system, verify_proof};

    fn figures(text: &str) -> Vec<Figure> {
        let figure = |(at, line): (usize, &str)| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            Figure {
                line: at + 2,
                place: parts[0].to_owned(),
                dimensions: Dimensions::parse(parts[1].trim_matches('-')).unwrap(),
                n: parts[2].parse().unwrap(),
                published_before: parts.len() > 3,
            }
        };
        text.lines().enumerate().map(figure).collect()
    }

    fn policy(more: &str) -> Policy {
        Policy::read(&format!("{more}\n[threshold]\nminimum = 25\n")).unwrap()
    }

    /// Names of the figures that are hidden, and of what cannot be protected.
    fn hidden(text: &str, more: &str) -> (Vec<String>, Vec<String>) {
        let policy = policy(more);
        let margins = Margins::of(&figures(text), &policy).unwrap();
        let (system, needs) = (&margins.system, &margins.needs);
        let (pattern, audit) = protect_system(system, needs, true, Effort::default(), &Simplex);
        if audit.exposed.is_empty() {
            assert_eq!(verify_proof(system, &pattern.suppressed, needs, &audit.proof), Ok(()));
        }
        let named = |at: usize| margins.cells[at].name.join(";");
        let is_figure = |at: &usize| matches!(margins.cells[*at].origin, Origin::Figure(_));
        let figures = (0..margins.cells.len()).filter(is_figure);
        let exposed = audit.exposed.iter().map(|one| named(one.need.cell));
        (figures.filter(|at| pattern.suppressed[*at]).map(named).collect(), exposed.collect())
    }

    #[test]
    fn a_small_group_takes_another_with_it() {
        let text = "KEN - 1000\nKEN sex=f 600\nKEN sex=m 400\n\
                    KEN location=rural 12\nKEN location=urban 988";
        let (found, exposed) = hidden(text, "");
        assert_eq!(found, ["place=KEN;location=rural", "place=KEN;location=urban"]);
        assert_eq!(exposed, Vec::<String>::new());
    }

    #[test]
    fn sums_hold_over_margins_that_are_not_published() {
        // Neither sexes nor places are published: the one small cell is everyone less the others.
        let text = "KEN - 400\nKEN/a sex=f 10\nKEN/a sex=m 120\nKEN/b sex=f 150\nKEN/b sex=m 120";
        let (found, exposed) = hidden(text, "");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.contains(&"place=KEN/a;sex=f".to_owned()) && exposed.is_empty());
    }

    #[test]
    fn a_category_that_is_left_out_is_a_group_too() {
        let text = "KEN - 100\nKEN location=rural 97";
        let (found, exposed) = hidden(text, "");
        assert_eq!((found.len(), exposed.len()), (1, 0), "{found:?}");
        // Where all categories are there, the rest did not say, and nobody is protected by them.
        let text = "KEN - 100\nKEN sex=f 60\nKEN sex=m 37";
        assert_eq!(hidden(text, ""), (vec![], vec![]));
        // Two who are each of a kind: nobody can think that they are fewer, and all is hidden that must be.
        let text = "KEN - 300\nKEN age=a 298\nKEN age=b 2\nKEN age=b;sex=f 1\nKEN age=b;sex=m 1";
        assert_eq!(hidden(text, "").1, Vec::<String>::new());
        // Women elsewhere in the country are 20.
        let text = "KEN sex=f 60\nKEN sex=m 60\nKEN/a sex=f 40\nKEN/a sex=m 30";
        assert!(!hidden(text, "").0.is_empty());
    }

    #[test]
    fn what_was_published_before_protects_nobody() {
        let text = "KEN - 1000\nKEN age=a 10\nKEN age=b 400 x\nKEN age=c 590";
        let (found, exposed) = hidden(text, "");
        assert_eq!((found.len(), exposed.len()), (2, 0));
        assert!(!found.contains(&"place=KEN;age=b".to_owned()), "{found:?}");
        let text = "KEN - 1000\nKEN age=a 10 x\nKEN age=b 990";
        assert_eq!(hidden(text, "").1, ["place=KEN;age=a"]);
    }

    #[test]
    fn overlapping_categories_are_refused_until_their_levels_are_given() {
        let text =
            "KEN - 100\nKEN age=15_plus 80\nKEN age=15_24 30\nKEN age=25_plus 50\nKEN age=0_14 20";
        let problems = Margins::of(&figures(text), &policy("")).unwrap_err();
        assert_eq!(problems[0].code(), "not-additive");
        let levels =
            "[hierarchy.age]\ntotal = ['0_14', '15_plus']\n'15_plus' = ['15_24', '25_plus']\n";
        let levels = format!("{levels}[secondary]\ncost = 'one'");
        let (found, exposed) = hidden(text, &levels);
        assert_eq!((found.len(), exposed.len()), (2, 0), "{found:?}");
    }

    #[test]
    fn what_is_wrong_is_said_together() {
        let text = "KEN - -5\nKEN - NaN";
        let codes: Vec<&str> = Margins::of(&figures(text), &policy(""))
            .unwrap_err()
            .iter()
            .map(TableProblem::code)
            .collect();
        assert_eq!(codes, ["negative", "not-a-number", "repeated-cell"]);
        let none = Margins::of(&[], &Policy::default()).unwrap_err();
        assert_eq!(none, [TableProblem::ThresholdNeeded]);
    }
}
