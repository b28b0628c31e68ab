//! Structure, method and data as one list of operations on columns of numbers, with everything looked up:
//! the building of an index and the runs of an analysis both carry it out.

use super::aggregate::{Sums, aggregate};
use super::impute::{Fill, impute};
use super::method::{AggregationRule, Treatment};
use super::normalise::{Rule, Scratch, normalise};
use super::problem::Flaw;
use super::treat::{Treated, treat};
use super::tree::Tree;

/// What is done, in this order, to the columns of the indicators, and then from level to level.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub tree: Tree,
    /// Units of the data.
    pub all_units: Vec<String>,
    /// Units that are left at the end.
    pub units: Vec<String>,
    /// Values by indicator and unit, NaN where missing.
    pub raw: Vec<Vec<f64>>,
    pub operations: Vec<Operation>,
    /// Weight by position in the tree.
    pub weights: Vec<f64>,
    /// Rule of each group of the tree.
    pub rules: Vec<AggregationRule>,
}

/// One operation on each column; lists are by indicator.
#[derive(Debug, Clone)]
pub(super) enum Operation {
    /// Divide by the denominator of each unit, where there is one.
    Divide(Vec<Option<Vec<f64>>>),
    /// Fill gaps from the column itself.
    Fill(Filling),
    /// Fill gaps with these values, one per unit.
    Put(Vec<Vec<f64>>),
    /// Keep these rows only.
    Keep(Vec<usize>),
    /// Treat outliers, of those that have a rule.
    Treat(Vec<Option<Treatment>>),
    /// Normalise.
    Normalise(Vec<Rule>),
}

/// How gaps are filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filling {
    Nothing,
    Mean,
    Median,
    GroupMean(Groups),
    GroupMedian(Groups),
}

/// The group of each unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Groups {
    pub of: Vec<u32>,
    pub number: u32,
}

impl Filling {
    pub(super) fn fill(&self) -> Fill<'_> {
        match self {
            Self::Nothing => Fill::Nothing,
            Self::Mean => Fill::Mean,
            Self::Median => Fill::Median,
            Self::GroupMean(groups) => Fill::GroupMean(&groups.of, groups.number),
            Self::GroupMedian(groups) => Fill::GroupMedian(&groups.of, groups.number),
        }
    }
}

/// What an operation did to a column besides changing it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Done {
    /// How many rows are left.
    pub rows: usize,
    pub treated: Option<Treated>,
}

impl Operation {
    /// Carries the operation out on the column of one indicator, of which the first rows are in use.
    pub(super) fn apply(
        &self,
        indicator: usize,
        direction: f64,
        values: &mut [f64],
        scratch: &mut Scratch,
    ) -> Result<Done, Flaw> {
        let mut done = Done { rows: values.len(), treated: None };
        match self {
            Self::Divide(by) => {
                if let Some(by) = &by[indicator] {
                    values.iter_mut().zip(by).for_each(|(value, by)| *value /= by);
                }
            }
            Self::Fill(filling) => impute(values, filling.fill(), &mut scratch.values),
            Self::Put(filled) => {
                for (value, filled) in values.iter_mut().zip(&filled[indicator]) {
                    if value.is_nan() {
                        *value = *filled;
                    }
                }
            }
            Self::Keep(rows) => {
                // Rows are in ascending order, so none is overwritten before it is read.
                for (to, from) in rows.iter().enumerate() {
                    values[to] = values[*from];
                }
                done.rows = rows.len();
            }
            Self::Treat(rules) => {
                if let Some(rule) = &rules[indicator] {
                    done.treated = Some(treat(values, rule, &mut scratch.values));
                }
            }
            Self::Normalise(rules) => {
                normalise(values, direction, &rules[indicator], scratch)?;
            }
        }
        Ok(done)
    }
}

/// Aggregates from the indicators up. `cells` holds one column of `units` scores after another, in the
/// order of the tree; those of the indicators are there.
///
/// # Errors
/// The flaw, with the position of the aggregate.
pub(super) fn aggregate_all(
    tree: &Tree,
    rules: &[AggregationRule],
    weights: &[f64],
    units: usize,
    cells: &mut [f64],
    sums: &mut Sums,
) -> Result<(), (Flaw, usize)> {
    for (group, rule) in tree.groups.iter().zip(rules) {
        let (below, above) = cells.split_at_mut(group.element * units);
        let column = |at: usize| {
            let start = group.children[at] * units;
            &below[start..start + units]
        };
        let own = group.children.iter().map(|child| weights[*child]);
        aggregate(rule, own, column, &mut above[..units], sums)
            .map_err(|flaw| (flaw, group.element))?;
    }
    Ok(())
}
