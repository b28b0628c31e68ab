//! Primary suppression: which cells are sensitive, by which rule, and how far from the truth an
//! attacker must be left.
//!
//! With X the cell's value and x₁ ≥ x₂ ≥ … its contributions, a cell is sensitive, and needs above it:
//!
//! | rule | sensitive where | upper protection level |
//! |---|---|---|
//! | threshold | 0 < count < minimum | that of the policy |
//! | (n, k) dominance | x₁ + … + xₙ > k % of X | 100/k · (x₁ + … + xₙ) − X |
//! | p % | X − x₁ − x₂ < p % of x₁ | p/100 · x₁ − (X − x₁ − x₂) |
//! | (p, q) | X − x₁ − x₂ < p/q · x₁ | p/q · x₁ − (X − x₁ − x₂) |
//!
//! as in A. Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), table 4.2. The lower level
//! is the same as the upper. No level is below that of the policy's `protection`; a lower level is never
//! more than reaches what everybody knows beforehand (for a count of 1 the attacker can be left between
//! 0 and more, not below 0). Where several rules hold, all are named, and the largest levels count.
//!
//! With weights, a contribution stands for as many in the population as its weight: the n largest of the
//! population are taken, the last of them in part (Hundepool et al., section 4.2.2).

use serde::{Deserialize, Serialize};

use super::policy::{Policy, Selection, Zeros};
use super::problem::{CellName, TableProblem};
use super::table::{Cell, Contribution, LARGEST_KEPT, Table};

/// A rule that makes a cell sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Too few contributors.
    Threshold,
    /// The n largest are more than k %.
    Dominance,
    /// The second largest contributor can tell the largest within p %.
    PPercent,
    /// The same, where q % was known before.
    PriorPosterior,
    /// Nobody, where that is sensitive.
    Zero,
    /// The policy says so.
    Always,
}

impl Rule {
    /// The stable code: `threshold`, `dominance`, `p-percent`, `prior-posterior`, `zero`, `always`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Threshold => "threshold",
            Self::Dominance => "dominance",
            Self::PPercent => "p-percent",
            Self::PriorPosterior => "prior-posterior",
            Self::Zero => "zero",
            Self::Always => "always",
        }
    }
}

/// A sensitive cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitive {
    /// Its place in the table.
    pub place: usize,
    /// Its codes.
    pub cell: CellName,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
    /// How far below its value an attacker must be left to think it may be; in the value's unit.
    pub below: f64,
    /// How far above.
    pub above: f64,
}

/// The sensitive cells of a table, in the table's order.
///
/// # Errors
/// All together: `contributions-needed` and `count-needed` where a rule cannot be applied to a cell. A
/// policy's own mistakes are those of [`Policy::check`].
pub fn sensitive(table: &Table, policy: &Policy) -> Result<Vec<Sensitive>, Vec<TableProblem>> {
    let mut problems = Vec::new();
    let safe = places(table, &policy.safe);
    let always = places(table, &policy.always);
    let mut found = Vec::new();
    for (place, cell) in table.cells().iter().enumerate() {
        // What was released is beyond protecting; what that release did not publish is not.
        if safe[place] || (table.is_released() && table.is_published(place)) {
            continue;
        }
        let name = || table.name(place);
        let mut levels = match levels(cell, policy, &name) {
            Ok(levels) => levels,
            Err(missing) => {
                problems.extend(missing);
                continue;
            }
        };
        if always[place] {
            levels.push((Rule::Always, 0.0));
        }
        if !levels.is_empty() {
            found.push(with_protection(place, name(), cell, &levels, policy));
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// For each place of the table, whether one of the selections names it. What names a dimension or a code
/// that is not there is of another table.
pub(super) fn places(table: &Table, selections: &[Selection]) -> Vec<bool> {
    let mut named = vec![false; table.cells().len()];
    let is_here =
        |selection: &&Selection| selection.iter().all(|(name, code)| has(table, name, code));
    for selection in selections.iter().filter(is_here) {
        let wanted: Vec<Option<usize>> = table
            .dimensions()
            .iter()
            .map(|found| selection.get(found.name()).and_then(|code| found.position(code)))
            .collect();
        let has = |place: &usize| {
            let codes = table.codes(*place);
            codes.iter().zip(&wanted).all(|(code, wanted)| wanted.is_none_or(|one| one == *code))
        };
        for place in (0..named.len()).filter(has) {
            named[place] = true;
        }
    }
    named
}

fn has(table: &Table, dimension: &str, code: &str) -> bool {
    let found = table.dimensions().iter().find(|found| found.name() == dimension);
    found.is_some_and(|found| found.position(code).is_some())
}

/// What the policy names that is in none of the tables.
pub(super) fn selections_unknown(tables: &[&Table], policy: &Policy) -> Vec<TableProblem> {
    let all = policy.never.iter().chain(&policy.safe).chain(&policy.always).flatten();
    let is_known =
        |dimension: &str, code: &str| tables.iter().any(|table| has(table, dimension, code));
    all.filter(|(dimension, code)| !is_known(dimension, code))
        .map(|(dimension, code)| TableProblem::PolicyNamesNoCell {
            dimension: dimension.clone(),
            value: code.clone(),
        })
        .collect()
}

/// The rules that hold for a cell, each with its own protection level.
fn levels(
    cell: &Cell,
    policy: &Policy,
    name: &dyn Fn() -> CellName,
) -> Result<Vec<(Rule, f64)>, Vec<TableProblem>> {
    if is_empty(cell) {
        let sensitive = policy.zeros == Zeros::Sensitive;
        return Ok(sensitive.then_some((Rule::Zero, 0.0)).into_iter().collect());
    }
    let rules = [
        threshold(cell, policy, name),
        dominance(cell, policy, name),
        p_percent(cell, policy, name),
        prior_posterior(cell, policy, name),
    ];
    let (held, problems): (Vec<_>, Vec<_>) = rules.into_iter().partition(Result::is_ok);
    if problems.is_empty() {
        Ok(held.into_iter().filter_map(Result::ok).flatten().collect())
    } else {
        Err(problems.into_iter().filter_map(Result::err).collect())
    }
}

/// Whether nobody contributes to a cell.
pub(super) fn is_empty(cell: &Cell) -> bool {
    cell.count.map_or(cell.value == 0.0, |count| count == 0)
}

type Level = Result<Option<(Rule, f64)>, TableProblem>;

fn threshold(cell: &Cell, policy: &Policy, name: &dyn Fn() -> CellName) -> Level {
    let Some(rule) = policy.threshold else { return Ok(None) };
    let (count, field) = if rule.weighted {
        (cell.weighted_count, "weighted_count")
    } else {
        (cell.count.map(|count| count as f64), "count")
    };
    let count = count.ok_or_else(|| TableProblem::CountNeeded {
        cell: name(),
        rule: Rule::Threshold.code().to_owned(),
        field: field.to_owned(),
    })?;
    Ok((count < rule.minimum).then_some((Rule::Threshold, 0.0)))
}

fn dominance(cell: &Cell, policy: &Policy, name: &dyn Fn() -> CellName) -> Level {
    let Some(rule) = policy.dominance else { return Ok(None) };
    let largest = largest(cell, rule.n, Rule::Dominance, name)?;
    let sum = top(largest, rule.n, rule.weighted);
    let level = 100.0 / rule.k * sum - cell.value;
    Ok((level > 0.0).then_some((Rule::Dominance, level)))
}

fn p_percent(cell: &Cell, policy: &Policy, name: &dyn Fn() -> CellName) -> Level {
    let Some(rule) = policy.p_percent else { return Ok(None) };
    ambiguity(cell, rule.p / 100.0, rule.weighted, Rule::PPercent, name)
}

fn prior_posterior(cell: &Cell, policy: &Policy, name: &dyn Fn() -> CellName) -> Level {
    let Some(rule) = policy.prior_posterior else { return Ok(None) };
    ambiguity(cell, rule.p / rule.q, rule.weighted, Rule::PriorPosterior, name)
}

/// The share of the largest that the remainder must reach, less the remainder.
fn ambiguity(
    cell: &Cell,
    share: f64,
    weighted: bool,
    rule: Rule,
    name: &dyn Fn() -> CellName,
) -> Level {
    let largest = largest(cell, 2, rule, name)?;
    let remainder = cell.value - top(largest, 2, weighted);
    let level = share * top(largest, 1, weighted) - remainder;
    Ok((level > 0.0).then_some((rule, level)))
}

/// The contributions, if there are as many known as the rule needs or as there are.
fn largest<'a>(
    cell: &'a Cell,
    needed: usize,
    rule: Rule,
    name: &dyn Fn() -> CellName,
) -> Result<&'a [Contribution], TableProblem> {
    let there = cell.count.map_or(needed, |count| needed.min(count as usize));
    if cell.largest.len() >= there.clamp(1, LARGEST_KEPT) {
        return Ok(&cell.largest);
    }
    let rule = rule.code().to_owned();
    Err(TableProblem::ContributionsNeeded { cell: name(), rule, needed })
}

/// Sum of the n largest; with weights, of the n largest of the population.
fn top(largest: &[Contribution], n: usize, weighted: bool) -> f64 {
    if !weighted {
        return largest.iter().take(n).map(|one| one.value).sum();
    }
    let mut left = n as f64;
    let mut sum = 0.0;
    for one in largest {
        let taken = one.weight.min(left);
        sum += taken * one.value;
        left -= taken;
    }
    sum
}

/// A sensitive cell with the levels of its rules, and the least that the policy asks for.
pub(super) fn with_protection(
    place: usize,
    cell: CellName,
    found: &Cell,
    levels: &[(Rule, f64)],
    policy: &Policy,
) -> Sensitive {
    let own = levels.iter().map(|(_, level)| *level).fold(0.0, f64::max);
    let value = found.value.abs();
    let least = policy.protection;
    let below = own.max(least.lower).max(least.lower_percent / 100.0 * value);
    let above = own.max(least.upper).max(least.upper_percent / 100.0 * value);
    let floor = if found.value < 0.0 {
        f64::INFINITY
    } else {
        policy.secondary.known_below_percent / 100.0 * value
    };
    let ceiling =
        policy.secondary.known_above_percent.map_or(f64::INFINITY, |above| above / 100.0 * value);
    Sensitive {
        place,
        cell,
        rules: levels.iter().map(|(rule, _)| *rule).collect(),
        below: below.min(floor),
        above: above.min(ceiling),
    }
}
