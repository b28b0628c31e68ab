//! A dimension of a table: codes, each with the parent of which it is a part, up to one total.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::problem::TableProblem;

/// A dimension with its codes, in the order given. Exactly one code has no parent: the total.
///
/// Parts of a code are exhaustive and do not overlap: a code's cell is the sum of its children's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hierarchy {
    name: String,
    codes: Vec<Code>,
    total: usize,
}

/// A code of a hierarchy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The code.
    pub code: String,
    /// Position of its parent; none for the total.
    pub parent: Option<usize>,
    /// Positions of its parts; none for a leaf.
    pub children: Vec<usize>,
}

impl Hierarchy {
    /// A hierarchy from its codes, each with its parent's code (none for the total).
    ///
    /// # Errors
    /// All that is wrong together: `repeated-code`, `orphan-code`, `not-one-total`, `hierarchy-cycle`.
    pub fn new(
        name: impl Into<String>,
        codes: &[(&str, Option<&str>)],
    ) -> Result<Self, Vec<TableProblem>> {
        let name = name.into();
        let mut problems = Vec::new();
        let positions = positions(&name, codes, &mut problems);
        let parents = parents(&name, codes, &positions, &mut problems);
        let total = one_total(&name, codes, &mut problems);
        problems.extend(cycle(&name, codes, &parents));
        match total {
            Some(total) if problems.is_empty() => Ok(Self::assemble(name, codes, &parents, total)),
            _ => Err(problems),
        }
    }

    /// A total and its parts, without levels between.
    ///
    /// # Errors
    /// `repeated-code`.
    pub fn flat(
        name: impl Into<String>,
        total: &str,
        parts: &[&str],
    ) -> Result<Self, Vec<TableProblem>> {
        let codes: Vec<(&str, Option<&str>)> = std::iter::once((total, None))
            .chain(parts.iter().map(|part| (*part, Some(total))))
            .collect();
        Self::new(name, &codes)
    }

    /// A hierarchy from its totals, each with its parts. A total that is nobody's part is the total of all;
    /// what is listed only as a part is a leaf.
    ///
    /// # Errors
    /// As [`Self::new`]; a code that is part of two totals is a `repeated-code`.
    pub fn from_parts(
        name: impl Into<String>,
        parts_of: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, Vec<TableProblem>> {
        let is_part = |code: &String| parts_of.values().flatten().any(|part| part == code);
        let tops = parts_of.keys().filter(|code| !is_part(code));
        let mut codes: Vec<(&str, Option<&str>)> = tops.map(|top| (top.as_str(), None)).collect();
        codes.extend(parts_of.iter().flat_map(|(total, parts)| {
            parts.iter().map(move |part| (part.as_str(), Some(total.as_str())))
        }));
        Self::new(name, &codes)
    }

    fn assemble(
        name: String,
        codes: &[(&str, Option<&str>)],
        parents: &[Option<usize>],
        total: usize,
    ) -> Self {
        let mut built: Vec<Code> = codes
            .iter()
            .zip(parents)
            .map(|((code, _), parent)| Code {
                code: (*code).to_owned(),
                parent: *parent,
                children: Vec::new(),
            })
            .collect();
        for (position, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                built[*parent].children.push(position);
            }
        }
        Self { name, codes: built, total }
    }

    /// The dimension's name: `region`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The codes, in the order given.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// Number of codes, totals included.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Never: a hierarchy has a total.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Position of the total.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Position of a code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|found| found.code == code)
    }

    /// Position of each code by its name.
    pub fn positions(&self) -> HashMap<&str, usize> {
        self.codes.iter().enumerate().map(|(at, code)| (code.code.as_str(), at)).collect()
    }

    /// Whether a code has no parts.
    pub fn is_leaf(&self, position: usize) -> bool {
        self.codes[position].children.is_empty()
    }

    /// A code, its parent, and so on up to the total.
    pub fn path(&self, position: usize) -> Vec<usize> {
        std::iter::successors(Some(position), |at| self.codes[*at].parent).collect()
    }

    /// The leaves at or beneath a code, in the order of a walk from left to right.
    pub fn leaves(&self, position: usize) -> Vec<usize> {
        let mut leaves = Vec::new();
        let mut open = vec![position];
        while let Some(at) = open.pop() {
            if self.is_leaf(at) {
                leaves.push(at);
            }
            open.extend(self.codes[at].children.iter().rev());
        }
        leaves
    }

    /// Positions with every part before its total, so that sums go up in one walk.
    pub fn from_leaves(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.codes.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.path(*at).len()));
        order
    }
}

fn positions<'a>(
    name: &str,
    codes: &[(&'a str, Option<&str>)],
    problems: &mut Vec<TableProblem>,
) -> HashMap<&'a str, usize> {
    let mut positions = HashMap::new();
    for (at, (code, _)) in codes.iter().enumerate() {
        if positions.insert(*code, at).is_some() {
            problems.push(TableProblem::RepeatedCode {
                dimension: name.to_owned(),
                value: (*code).to_owned(),
            });
        }
    }
    positions
}

fn parents(
    name: &str,
    codes: &[(&str, Option<&str>)],
    positions: &HashMap<&str, usize>,
    problems: &mut Vec<TableProblem>,
) -> Vec<Option<usize>> {
    let mut parent_of = |code: &str, parent: Option<&str>| {
        let found = positions.get(parent?).copied();
        if found.is_none() {
            problems.push(TableProblem::OrphanCode {
                dimension: name.to_owned(),
                value: code.to_owned(),
                parent: parent.unwrap_or_default().to_owned(),
            });
        }
        found
    };
    codes.iter().map(|(code, parent)| parent_of(code, *parent)).collect()
}

fn one_total(
    name: &str,
    codes: &[(&str, Option<&str>)],
    problems: &mut Vec<TableProblem>,
) -> Option<usize> {
    let totals: Vec<usize> =
        (0..codes.len()).filter(|position| codes[*position].1.is_none()).collect();
    if let [total] = totals[..] {
        return Some(total);
    }
    problems.push(TableProblem::NotOneTotal {
        dimension: name.to_owned(),
        codes: totals.iter().map(|at| codes[*at].0.to_owned()).collect(),
    });
    None
}

/// The first circle of parents, if there is one.
fn cycle(
    name: &str,
    codes: &[(&str, Option<&str>)],
    parents: &[Option<usize>],
) -> Option<TableProblem> {
    let mut known_free = vec![false; parents.len()];
    for start in 0..parents.len() {
        let mut path: Vec<usize> = Vec::new();
        let mut at = Some(start);
        while let Some(position) = at.filter(|position| !known_free[*position]) {
            if let Some(from) = path.iter().position(|seen| *seen == position) {
                let circle = path[from..].iter().map(|at| codes[*at].0.to_owned()).collect();
                return Some(TableProblem::HierarchyCycle {
                    dimension: name.to_owned(),
                    codes: circle,
                });
            }
            path.push(position);
            at = parents[position];
        }
        for position in path {
            known_free[position] = true;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(result: Result<Hierarchy, Vec<TableProblem>>) -> Vec<&'static str> {
        result.unwrap_err().iter().map(TableProblem::code).collect()
    }

    #[test]
    fn a_hierarchy_knows_its_paths_and_leaves() {
        let found = Hierarchy::new(
            "region",
            &[
                ("T", None),
                ("N", Some("T")),
                ("S", Some("T")),
                ("n1", Some("N")),
                ("n2", Some("N")),
            ],
        )
        .unwrap();
        assert_eq!(found.path(3), [3, 1, 0]);
        assert_eq!(found.leaves(0), [3, 4, 2]);
        assert_eq!(found.from_leaves(), [3, 4, 1, 2, 0]);
    }

    #[test]
    fn totals_with_their_parts_make_a_hierarchy() {
        let parts = |pairs: &[(&str, &[&str])]| {
            let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
            pairs.iter().map(|(total, parts)| ((*total).to_owned(), owned(parts))).collect()
        };
        let found = Hierarchy::from_parts("r", &parts(&[("T", &["N", "S"]), ("N", &["n1", "n2"])]));
        let found = found.unwrap();
        assert_eq!(found.codes()[found.total()].code, "T");
        assert_eq!((found.len(), found.leaves(found.total()).len()), (5, 3));
        let twice = Hierarchy::from_parts("r", &parts(&[("T", &["N", "S"]), ("N", &["S"])]));
        assert_eq!(codes(twice), ["repeated-code"]);
        let circle = Hierarchy::from_parts("r", &parts(&[("a", &["b"]), ("b", &["a"])]));
        assert_eq!(codes(circle), ["not-one-total", "hierarchy-cycle"]);
    }

    #[test]
    fn what_is_wrong_is_said_together() {
        assert_eq!(codes(Hierarchy::flat("sex", "T", &["a", "a"])), ["repeated-code"]);
        let orphan = Hierarchy::new("r", &[("T", None), ("a", Some("X")), ("U", None)]);
        assert_eq!(codes(orphan), ["orphan-code", "not-one-total"]);
        let circle = Hierarchy::new("r", &[("T", None), ("a", Some("b")), ("b", Some("a"))]);
        let Err(problems) = circle else { panic!("a circle was taken") };
        let TableProblem::HierarchyCycle { codes, .. } = &problems[0] else {
            panic!("{problems:?}")
        };
        assert_eq!(codes, &["a", "b"]);
    }
}
