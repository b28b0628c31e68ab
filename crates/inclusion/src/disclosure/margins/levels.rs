//! What each margin is a part of.

use std::collections::{BTreeSet, HashMap};

use super::super::hierarchy::Hierarchy;
use super::super::policy::Policy;
use super::super::problem::TableProblem;
use super::{Figure, Key, PLACE};

/// A dimension that is summed over, and by which of the ways of grouping it (0: its hierarchy).
pub(super) type Over = (String, usize);

/// What each margin is a part of: the levels of dimensions and places.
pub(super) struct Levels<'a> {
    hierarchies: HashMap<&'a str, Hierarchy>,
    /// Other ways of grouping, by dimension.
    groupings: HashMap<&'a str, Vec<Hierarchy>>,
    places: BTreeSet<&'a str>,
}

impl<'a> Levels<'a> {
    pub fn of(figures: &'a [Figure], policy: &'a Policy, problems: &mut Vec<TableProblem>) -> Self {
        let mut hierarchies = HashMap::new();
        for (name, parts) in &policy.hierarchy {
            match Hierarchy::from_parts(name.as_str(), parts) {
                Ok(found) => drop(hierarchies.insert(name.as_str(), found)),
                Err(found) => problems.extend(found),
            }
        }
        let mut groupings: HashMap<&str, Vec<Hierarchy>> = HashMap::new();
        for grouping in &policy.grouping {
            match Hierarchy::from_parts(grouping.dimension.as_str(), &grouping.parts) {
                Ok(found) => groupings.entry(&grouping.dimension).or_default().push(found),
                Err(found) => problems.extend(found),
            }
        }
        let places = figures.iter().map(|figure| figure.place.as_str()).collect();
        Self { hierarchies, groupings, places }
    }

    /// The totals that a margin is a part of, each with what is summed over.
    pub fn above(&self, (place, dimensions): &Key) -> Vec<(Over, Key)> {
        let mut found = Vec::new();
        for (name, code) in dimensions.iter() {
            for (way, parent) in self.parents(name, code) {
                let above = dimensions.clone().with(name, &parent);
                found.push(((name.to_owned(), way), (place.clone(), above)));
            }
        }
        for (way, parent) in self.places_above(place) {
            found.push(((PLACE.to_owned(), way), (parent, dimensions.clone())));
        }
        found
    }

    /// The code above a code in each way of grouping that has it; empty for everyone.
    fn parents(&self, dimension: &str, code: &str) -> Vec<(usize, String)> {
        let named = |hierarchy: &Hierarchy| {
            let parent = hierarchy.position(code).and_then(|at| hierarchy.codes()[at].parent);
            let named = parent.filter(|at| *at != hierarchy.total());
            named.map_or_else(String::new, |at| hierarchy.codes()[at].code.clone())
        };
        let mut found: Vec<(usize, String)> = Vec::new();
        if !self.is_of_grouping(dimension, code) {
            found.push((0, self.hierarchies.get(dimension).map_or_else(String::new, named)));
        }
        let groupings = self.groupings.get(dimension).into_iter().flatten().enumerate();
        let has = groupings.filter(|(_, one)| one.position(code).is_some());
        found.extend(has.map(|(way, one)| (way + 1, named(one))));
        found
    }

    /// Whether a code is a group of another way of grouping, and of no hierarchy.
    fn is_of_grouping(&self, dimension: &str, code: &str) -> bool {
        let is_in = |one: &Hierarchy| one.position(code).is_some();
        let is_group = |one: &Hierarchy| one.position(code).is_some_and(|at| !one.is_leaf(at));
        match self.hierarchies.get(dimension) {
            Some(hierarchy) if is_in(hierarchy) => false,
            Some(_) => self.groupings.get(dimension).into_iter().flatten().any(is_in),
            None => self.groupings.get(dimension).into_iter().flatten().any(is_group),
        }
    }

    /// The place around a place, as the hierarchy or else its name says, and in each way of grouping places.
    fn places_above(&self, place: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let groupings = || self.groupings.get(PLACE).into_iter().flatten();
        // A group of another way of grouping is beside the places of the first, not among them.
        let is_group = |one: &Hierarchy| one.position(place).is_some_and(|at| !one.is_leaf(at));
        let hierarchy = self.hierarchies.get(PLACE).filter(|one| one.position(place).is_some());
        if let Some(one) = hierarchy {
            let parent = one.position(place).and_then(|at| one.codes()[at].parent);
            found.extend(parent.map(|at| (0, one.codes()[at].code.clone())));
        } else if !groupings().any(is_group) {
            let ancestors = place.rmatch_indices('/').map(|(at, _)| &place[..at]);
            let ancestor = { ancestors }.find(|ancestor| self.places.contains(ancestor));
            found.extend(ancestor.map(|one| (0, one.to_owned())));
        }
        for (way, one) in groupings().enumerate() {
            let parent = one.position(place).and_then(|at| one.codes()[at].parent);
            found.extend(parent.map(|at| (way + 1, one.codes()[at].code.clone())));
        }
        found
    }

    /// How far a margin is from everyone.
    pub fn depth(&self, (place, dimensions): &Key) -> usize {
        let length = |one: &Hierarchy, code: &str| {
            one.position(code).map_or(1, |at| one.path(at).len().max(2) - 1)
        };
        let of = |(name, code): (&str, &str)| {
            let groupings = self.groupings.get(name).into_iter().flatten();
            let all = self.hierarchies.get(name).into_iter().chain(groupings);
            all.map(|one| length(one, code)).max().unwrap_or(1)
        };
        let groupings = self.groupings.get(PLACE).into_iter().flatten();
        let groupings = self.hierarchies.get(PLACE).into_iter().chain(groupings);
        let grouped = groupings.filter_map(|one| Some(one.path(one.position(place)?).len() - 1));
        place.matches('/').count().max(grouped.max().unwrap_or(0))
            + dimensions.iter().map(of).sum::<usize>()
    }
}
