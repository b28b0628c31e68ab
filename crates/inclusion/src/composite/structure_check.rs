//! What can be wrong with a structure, and with data for it: everything at once.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Problem, What};
use super::structure::{Element, ElementType, Structure, WeightScale};
use super::table::DataTable;

/// How far weights may be from summing to 1: three decimals of ten weights.
const ROUNDING: f64 = 0.005;

/// Everything wrong with a structure alone.
pub(super) fn structure(structure: &Structure) -> Vec<Problem> {
    let mut problems = codes(structure);
    let known: BTreeMap<&str, &Element> =
        structure.element.iter().map(|element| (element.code.as_str(), element)).collect();
    if structure.of_type(ElementType::Indicator).next().is_none() {
        problems.push(Problem::new(What::NoIndicator));
    }
    for element in &structure.element {
        if in_tree(element) {
            problems.extend(direction(element));
            problems.extend(parent(element, &known));
        }
        problems.extend(denominator(element, &known));
    }
    let cycles = cycles(structure, &known);
    problems.extend(roots(structure, cycles.is_empty()));
    problems.extend(levels(structure, &known));
    problems.extend(cycles);
    problems.extend(groups(structure));
    problems
}

fn in_tree(element: &Element) -> bool {
    matches!(element.kind, ElementType::Indicator | ElementType::Aggregate)
}

fn tree(structure: &Structure) -> impl Iterator<Item = &Element> {
    structure.element.iter().filter(|element| in_tree(element))
}

fn codes(structure: &Structure) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for element in &structure.element {
        if element.code.trim().is_empty() {
            problems.push(Problem::new(What::CodeMissing));
        } else if !seen.insert(element.code.as_str()) {
            problems.push(Problem::of(What::CodeRepeated, &element.code));
        }
    }
    problems
}

fn direction(element: &Element) -> Option<Problem> {
    let wrong = Problem::of(What::DirectionInvalid, &element.code);
    match element.direction {
        Some(direction) if direction.abs() == 1.0 => None,
        Some(direction) => Some(wrong.found(direction)),
        // Aggregates are scores already; only indicators need to say which way is better.
        None => (element.kind == ElementType::Indicator).then_some(wrong),
    }
}

fn parent(element: &Element, known: &BTreeMap<&str, &Element>) -> Option<Problem> {
    let name = element.parent.as_deref()?;
    let sound = known.get(name).is_some_and(|found| found.kind == ElementType::Aggregate);
    (!sound).then(|| Problem::of(What::ParentUnknown, &element.code).found(name))
}

fn denominator(element: &Element, known: &BTreeMap<&str, &Element>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(name) = element.denominator.as_deref() {
        let sound = known.get(name).is_some_and(|found| found.kind == ElementType::Denominator);
        if !sound {
            problems.push(Problem::of(What::DenominatorUnknown, &element.code).found(name));
        }
    }
    if let Some(factor) = element.scale_factor.filter(|factor| factor.is_nan() || *factor <= 0.0) {
        problems.push(Problem::of(What::ScaleFactorInvalid, &element.code).found(factor));
    }
    problems
}

/// Elements without a parent: the one at the top is the root, another one beside it is a second root,
/// any below is an orphan.
fn roots(structure: &Structure, acyclic: bool) -> Vec<Problem> {
    let free: Vec<&Element> = tree(structure).filter(|element| element.parent.is_none()).collect();
    let height = |element: &Element| {
        let at_least = u32::from(element.kind == ElementType::Aggregate) + 1;
        element.level.unwrap_or_else(|| depth(structure, &element.code, 0).max(at_least))
    };
    let Some(top) = free.iter().map(|element| height(element)).max() else {
        let any = tree(structure).next().is_some();
        return if any && acyclic { vec![Problem::new(What::RootMissing)] } else { Vec::new() };
    };
    let is_root =
        |element: &&Element| element.kind == ElementType::Aggregate && height(element) == top;
    let roots: Vec<&&Element> = free.iter().filter(|element| is_root(element)).collect();
    let orphans = free.iter().filter(|element| !is_root(element));
    let mut problems: Vec<Problem> =
        orphans.map(|element| Problem::of(What::Orphan, &element.code)).collect();
    if roots.len() > 1 {
        let names: Vec<&str> = roots.iter().map(|element| element.code.as_str()).collect();
        problems.push(Problem::new(What::RootsSeveral).found(names.join(", ")));
    }
    problems
}

/// How many levels are at and below an element; a cycle ends at 100.
fn depth(structure: &Structure, code: &str, within: u32) -> u32 {
    if within >= 100 {
        return 1;
    }
    let children = tree(structure).filter(|element| element.parent.as_deref() == Some(code));
    1 + children.map(|child| depth(structure, &child.code, within + 1)).max().unwrap_or(0)
}

/// Each cycle once, named by its members from the one that comes first in the structure.
fn cycles(structure: &Structure, known: &BTreeMap<&str, &Element>) -> Vec<Problem> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut problems = Vec::new();
    for start in tree(structure) {
        let mut path: Vec<&str> = Vec::new();
        let mut next = Some(start.code.as_str());
        while let Some(code) = next.filter(|code| !done.contains(code)) {
            if let Some(from) = path.iter().position(|found| *found == code) {
                let members = path[from..].join(" → ");
                problems.push(Problem::of(What::Cycle, code).found(format!("{members} → {code}")));
                break;
            }
            path.push(code);
            next = known.get(code).and_then(|element| element.parent.as_deref());
        }
        done.extend(path);
    }
    problems
}

/// Levels that are given must be 1 for indicators and go up by one from child to parent.
fn levels(structure: &Structure, known: &BTreeMap<&str, &Element>) -> Vec<Problem> {
    let level = |element: &Element| match element.kind {
        ElementType::Indicator => element.level.or(Some(1)),
        _ => element.level,
    };
    let mut problems = Vec::new();
    for element in tree(structure) {
        let skipped = || Problem::of(What::LevelSkipped, &element.code);
        if element.kind == ElementType::Indicator && element.level.is_some_and(|level| level != 1) {
            problems.extend(element.level.map(|level| skipped().found(level)));
        }
        let parent = element.parent.as_deref().and_then(|name| known.get(name));
        let pair = parent.and_then(|parent| Some((level(element)?, level(parent)?)));
        if let Some((below, above)) = pair.filter(|(below, above)| below + 1 != *above) {
            problems.push(skipped().found(format!("{below} → {above}")));
        }
    }
    problems.extend(uneven(structure));
    problems
}

/// An aggregate whose children are of different heights mixes levels, where levels are not given.
fn uneven(structure: &Structure) -> Vec<Problem> {
    let aggregates = structure.of_type(ElementType::Aggregate);
    let mixed = aggregates.filter(|aggregate| {
        let children = tree(structure)
            .filter(|element| element.parent.as_deref() == Some(aggregate.code.as_str()))
            .filter(|element| element.level.is_none());
        let heights: BTreeSet<u32> =
            children.map(|child| depth(structure, &child.code, 0)).collect();
        heights.len() > 1
    });
    mixed.map(|found| Problem::of(What::LevelSkipped, &found.code)).collect()
}

/// Weights of each aggregate's children, and aggregates without children.
fn groups(structure: &Structure) -> Vec<Problem> {
    let mut problems = Vec::new();
    for aggregate in structure.of_type(ElementType::Aggregate) {
        let children: Vec<&Element> = tree(structure)
            .filter(|element| element.parent.as_deref() == Some(aggregate.code.as_str()))
            .collect();
        if children.is_empty() {
            problems.push(Problem::of(What::AggregateEmpty, &aggregate.code));
            continue;
        }
        let before = problems.len();
        problems.extend(children.iter().filter_map(|child| weight(child)));
        if problems.len() == before {
            let weights: Vec<f64> = children.iter().filter_map(|child| child.weight).collect();
            problems.extend(sum(&aggregate.code, &weights, structure.weights));
        }
    }
    problems
}

fn weight(element: &Element) -> Option<Problem> {
    match element.weight {
        None => Some(Problem::of(What::WeightMissing, &element.code)),
        Some(weight) if !(weight >= 0.0 && weight.is_finite()) => {
            Some(Problem::of(What::WeightNegative, &element.code).found(weight))
        }
        Some(_) => None,
    }
}

fn sum(aggregate: &str, weights: &[f64], scale: WeightScale) -> Option<Problem> {
    let total: f64 = weights.iter().sum();
    if total == 0.0 {
        return Some(Problem::of(What::WeightsZero, aggregate));
    }
    let equal = weights.iter().all(|weight| *weight == 1.0);
    let sums = (total - 1.0).abs() <= ROUNDING || (total - 100.0).abs() <= 100.0 * ROUNDING;
    let sound = equal || sums || scale == WeightScale::Relative;
    (!sound).then(|| Problem::of(What::WeightsDoNotSum, aggregate).found(total))
}

/// Everything wrong with data for a structure: columns that are not there, indicators without a value,
/// denominators that are not above 0, too few units.
pub(super) fn data(structure: &Structure, data: &DataTable, fewest: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    if data.units.len() < fewest {
        problems.push(Problem::new(What::TooFewUnits).found(data.units.len()));
    }
    let nothing = |(_, values): &(String, Vec<Option<f64>>)| values.iter().all(Option::is_none);
    let empty = data.columns.iter().all(nothing);
    let used: BTreeSet<&str> =
        structure.element.iter().filter_map(|element| element.denominator.as_deref()).collect();
    for element in &structure.element {
        let code = element.code.as_str();
        match element.kind {
            ElementType::Indicator => {
                let found = indicator(code, data);
                // What no unit has is missing for each, where none is measured by the others.
                let lacks = |problem: &Problem| problem.what == What::NoValues && !empty;
                problems.extend(found.filter(|problem| fewest > 1 || !lacks(problem)));
            }
            ElementType::Denominator if used.contains(code) => {
                problems.extend(positive(code, data));
            }
            _ => {}
        }
    }
    problems
}

fn indicator(code: &str, data: &DataTable) -> Option<Problem> {
    match data.column(code) {
        None => Some(Problem::of(What::NoColumn, code)),
        Some(values) if values.iter().all(Option::is_none) => {
            Some(Problem::of(What::NoValues, code))
        }
        Some(_) => None,
    }
}

fn positive(code: &str, data: &DataTable) -> Vec<Problem> {
    let Some(values) = data.column(code) else {
        return vec![Problem::of(What::NoColumn, code)];
    };
    let wrong = |value: &f64| *value <= 0.0;
    let rows = data.units.iter().zip(values);
    rows.filter_map(|(unit, value)| Some((unit, value.filter(wrong)?)))
        .map(|(unit, value)| {
            Problem::of(What::DenominatorNotPositive, code).unit(unit).found(value)
        })
        .collect()
}
