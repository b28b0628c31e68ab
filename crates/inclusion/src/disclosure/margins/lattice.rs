//! Margins and their sums.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::problem::{CellName, TableProblem};
use super::super::system::Relation;
use super::super::table::{ADDITIVE_WITHIN, MOST_CELLS};
use super::building::Building;
use super::levels::{Levels, Over};
use super::{Figure, Key, Origin, PLACE, name};

/// All margins, published or not, with their sums.
pub(super) struct Lattice {
    pub keys: Vec<Key>,
    pub values: Vec<f64>,
    /// Positions of the keys that are figures come first.
    figures: usize,
    /// Total and what is summed over, with the parts.
    sums: BTreeMap<(usize, Over), Vec<usize>>,
}

impl Lattice {
    pub fn of(figures: &[Figure], given: &HashMap<Key, usize>, levels: &Levels<'_>) -> Self {
        let mut keys: Vec<Key> = figures
            .iter()
            .map(|figure| (figure.place.clone(), figure.dimensions.clone()))
            .collect();
        let mut at: HashMap<Key, usize> = given.clone();
        let mut sums: BTreeMap<(usize, Over), Vec<usize>> = BTreeMap::new();
        let mut next = 0;
        while next < keys.len() && keys.len() <= MOST_CELLS {
            for (over, total) in levels.above(&keys[next]) {
                let total = *at.entry(total).or_insert_with_key(|total| {
                    keys.push(total.clone());
                    keys.len() - 1
                });
                sums.entry((total, over)).or_default().push(next);
            }
            next += 1;
        }
        let mut values: Vec<f64> = figures.iter().map(|figure| figure.n).collect();
        values.resize(keys.len(), 0.0);
        let mut lattice = Self { keys, values, figures: figures.len(), sums };
        lattice.fill(levels);
        lattice
    }

    /// Gives margins that are not published the most that their parts sum to: no more is known of them.
    fn fill(&mut self, levels: &Levels<'_>) {
        let mut by_total: BTreeMap<usize, Vec<&Vec<usize>>> = BTreeMap::new();
        for ((total, _), parts) in &self.sums {
            by_total.entry(*total).or_default().push(parts);
        }
        let mut order: Vec<usize> = (self.figures..self.keys.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(levels.depth(&self.keys[*at])));
        for at in order {
            let sums = by_total.get(&at).into_iter().flatten();
            let sums = sums.map(|parts| parts.iter().map(|part| self.values[*part]).sum::<f64>());
            self.values[at] = sums.fold(0.0, f64::max);
        }
    }

    pub fn figure<'f>(&self, at: usize, figures: &'f [Figure]) -> Option<(usize, &'f Figure)> {
        figures.get(at).map(|figure| (at, figure))
    }

    /// Adds every sum to the system, with what a total has beyond its parts.
    pub fn relate(&self, building: &mut Building<'_>, problems: &mut Vec<TableProblem>) {
        let mut categories: BTreeMap<&Over, BTreeSet<String>> = BTreeMap::new();
        for ((_, over), parts) in &self.sums {
            let seen = categories.entry(over).or_default();
            seen.extend(parts.iter().map(|part| self.category(*part, &over.0)));
        }
        for ((total, over), parts) in &self.sums {
            let dimension = &over.0;
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
                let complete =
                    parts.len() > 1 && self.is_complete(parts, dimension, &categories[over]);
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
