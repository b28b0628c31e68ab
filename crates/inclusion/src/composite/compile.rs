//! The rules of a method with every name looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Builder;
use super::impute::NO_GROUP;
use super::method::{
    Aggregating, AggregationRule, Imputation, Method, Normalisation, Normalising, Step, Treating,
    Treatment, Weighting,
};
use super::normalise::Rule;
use super::pca;
use super::plan::{Filling, Groups, Operation};
use super::problem::{Problem, What};
use super::structure::Structure;
use super::table::DataTable;
use super::tree::Tree;

/// Groups and units that the method names and the data do not have.
pub(super) fn names(method: &Method, data: &DataTable) -> Vec<Problem> {
    let mut problems = Vec::new();
    for step in &method.step {
        let unknown = |unit: &&String| !data.units.contains(unit);
        match step {
            Step::Screen(screening) => {
                let named = screening.include.iter().chain(&screening.exclude);
                let named = named.filter(unknown);
                problems.extend(
                    named.map(|unit| Problem::of(What::UnitUnknown, step.name()).unit(unit)),
                );
            }
            Step::Impute(imputation) => problems.extend(groups(imputation, data)),
            _ => {}
        }
    }
    problems
}

/// The group of an imputation that the data do not have.
pub(super) fn groups(imputation: &Imputation, data: &DataTable) -> Option<Problem> {
    match imputation {
        Imputation::GroupMean { group } | Imputation::GroupMedian { group } => {
            data.group(group).is_none().then(|| Problem::of(What::NoColumn, group))
        }
        _ => None,
    }
}

/// Denominators by indicator, and the values that are lost because theirs is missing.
pub(super) fn divide(builder: &Builder) -> (Operation, Vec<Problem>) {
    let (mut denominators, mut notes) = (Vec::new(), Vec::new());
    for (code, values) in builder.tree.codes.iter().zip(&builder.columns) {
        let element = builder.structure.element(code);
        let named = element.and_then(|element| element.denominator.as_deref());
        let column = named.and_then(|name| builder.data.column(name));
        let factor = element.and_then(|element| element.scale_factor).unwrap_or(1.0);
        denominators.push(column.map(|column| {
            let by = |row: &usize| column[*row].map_or(f64::NAN, |value| value / factor);
            let by: Vec<f64> = builder.rows.iter().map(by).collect();
            let lost = (0..by.len()).filter(|row| by[*row].is_nan() && !values[*row].is_nan());
            notes.extend(lost.map(|row| {
                let problem = Problem::of(What::DenominatorMissing, code);
                problem.unit(&builder.units[row]).found(named.unwrap_or_default())
            }));
            by
        }));
    }
    (Operation::Divide(denominators), notes)
}

/// How gaps of the rows that are left are filled. EM is not here: it needs all columns at once.
pub(super) fn filling(imputation: &Imputation, data: &DataTable, rows: &[usize]) -> Filling {
    match imputation {
        Imputation::None {} | Imputation::Em { .. } => Filling::Nothing,
        Imputation::Mean {} => Filling::Mean,
        Imputation::Median {} => Filling::Median,
        Imputation::GroupMean { group } => Filling::GroupMean(of_rows(data, group, rows)),
        Imputation::GroupMedian { group } => Filling::GroupMedian(of_rows(data, group, rows)),
    }
}

fn of_rows(data: &DataTable, group: &str, rows: &[usize]) -> Groups {
    let names = data.group(group).unwrap_or_default();
    let distinct: BTreeSet<&String> = names.iter().flatten().collect();
    let number: BTreeMap<&String, u32> = distinct.into_iter().zip(0..).collect();
    let of = |row: &usize| {
        names.get(*row).and_then(Option::as_ref).and_then(|name| number.get(name).copied())
    };
    Groups {
        of: rows.iter().map(|row| of(row).unwrap_or(NO_GROUP)).collect(),
        number: number.len() as u32,
    }
}

/// The rule of treatment of each indicator that has one.
pub(super) fn treatments(tree: &Tree, treating: &Treating) -> Vec<Option<Treatment>> {
    let rule = |code: &String| {
        let own = treating.indicators.get(code).copied().unwrap_or(treating.rule);
        Some(own).filter(|_| !treating.except.contains(code))
    };
    tree.codes[..tree.indicators].iter().map(rule).collect()
}

/// The rule of normalisation of each indicator.
pub(super) fn normalisations(
    structure: &Structure,
    tree: &Tree,
    units: &[String],
    normalising: &Normalising,
) -> Result<Vec<Rule>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut rules = Vec::new();
    for code in &tree.codes[..tree.indicators] {
        let own = normalising.indicators.get(code).unwrap_or(&normalising.rule);
        match normalisation(structure, code, units, own) {
            Ok(rule) => rules.push(rule),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(rules) } else { Err(problems) }
}

fn normalisation(
    structure: &Structure,
    code: &str,
    units: &[String],
    rule: &Normalisation,
) -> Result<Rule, Problem> {
    Ok(match *rule {
        Normalisation::MinMax { lower, upper } => Rule::MinMax { lower, upper },
        Normalisation::ZScore { mean, sd } => Rule::ZScore { mean, sd },
        Normalisation::Rank { ties } => Rule::Rank { ties, less: 0.0 },
        Normalisation::Borda { ties } => Rule::Rank { ties, less: 1.0 },
        Normalisation::Percentile { ties } => Rule::Percentile { ties },
        Normalisation::DistanceToTarget { target, cap } => {
            let of_structure = || structure.element(code).and_then(|element| element.target);
            let target = target.or_else(of_structure);
            let target = target.ok_or_else(|| Problem::of(What::TargetMissing, code))?;
            Rule::Target { target, cap }
        }
        Normalisation::DistanceToMax {} => Rule::MinMax { lower: 0.0, upper: 1.0 },
        Normalisation::DistanceToReference { ref unit, cap } => {
            let row = units.iter().position(|found| found == unit);
            let unknown = || Problem::of(What::UnitUnknown, code).unit(unit);
            Rule::Reference { row: row.ok_or_else(unknown)?, cap }
        }
        Normalisation::FractionOfMax {} => Rule::FractionOfMax,
        Normalisation::Goalposts { lower, upper, scale, logarithm, cap } => {
            Rule::Goalposts { lower, upper, scale, logarithm, cap }
        }
        Normalisation::AsIs {} => Rule::AsIs,
    })
}

/// Weights by position.
pub(super) fn weights(builder: &Builder, weighting: &Weighting) -> Result<Vec<f64>, Vec<Problem>> {
    let tree = &builder.tree;
    let mut weights = tree.weights.clone();
    match weighting {
        Weighting::Original {} => {}
        Weighting::Equal {} => weights.fill(1.0),
        Weighting::Given { weights: given } => {
            for (code, weight) in given {
                if let Some(at) = tree.position(code) {
                    weights[at] = *weight;
                }
            }
        }
        Weighting::Pca { take } => {
            let mut problems = Vec::new();
            for group in tree.groups.iter().filter(|group| group.level == 2) {
                let columns: Vec<&[f64]> =
                    group.children.iter().map(|at| builder.columns[*at].as_slice()).collect();
                let codes: Vec<&str> =
                    group.children.iter().map(|at| tree.codes[*at].as_str()).collect();
                match pca::weights(&tree.codes[group.element], &codes, &columns, *take) {
                    Ok(found) => {
                        let pairs = group.children.iter().zip(found);
                        pairs.for_each(|(at, weight)| weights[*at] = weight);
                    }
                    Err(found) => problems.extend(found),
                }
            }
            if !problems.is_empty() {
                return Err(problems);
            }
        }
    }
    let zero = tree
        .groups
        .iter()
        .filter(|group| group.children.iter().map(|child| weights[*child]).sum::<f64>() <= 0.0);
    let zero: Vec<Problem> =
        zero.map(|group| Problem::of(What::WeightsZero, &tree.codes[group.element])).collect();
    if zero.is_empty() { Ok(weights) } else { Err(zero) }
}

/// The rule of each group of the tree.
pub(super) fn rules(tree: &Tree, aggregating: &Aggregating) -> Vec<AggregationRule> {
    let rules = &aggregating.rules;
    let of_level = |level: u32| rules[(level as usize - 2).min(rules.len() - 1)];
    tree.groups.iter().map(|group| of_level(group.level)).collect()
}
