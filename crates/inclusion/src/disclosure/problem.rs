//! What can be wrong with a table, by cell, and what cannot be protected.
//!
//! Every problem has a stable code; its words are in `locales/`. A cell is named by its codes, one per
//! dimension, in the order of the table's dimensions.

use serde::{Deserialize, Serialize};

/// The codes of a cell, one per dimension in the table's order: `["A", "female"]`.
pub type CellName = Vec<String>;

/// What is wrong with a hierarchy, a row, a cell or a set of linked tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum TableProblem {
    /// A table without a dimension.
    #[error("the table has no dimension")]
    NoDimension,
    /// A code that stands twice in a hierarchy.
    #[error("{dimension}: the code {value} stands twice")]
    RepeatedCode {
        /// The dimension.
        dimension: String,
        /// The code.
        value: String,
    },
    /// A code whose parent is not in the hierarchy.
    #[error("{dimension}: {value} has the parent {parent}, which is not there")]
    OrphanCode {
        /// The dimension.
        dimension: String,
        /// The code.
        value: String,
        /// The parent that is not there.
        parent: String,
    },
    /// Codes that are their own ancestors.
    #[error("{dimension}: the codes {codes:?} are in a circle")]
    HierarchyCycle {
        /// The dimension.
        dimension: String,
        /// The codes of the circle.
        codes: Vec<String>,
    },
    /// A hierarchy that has no code without a parent, or several.
    #[error("{dimension}: {codes:?} have no parent; exactly one code must be the total")]
    NotOneTotal {
        /// The dimension.
        dimension: String,
        /// The codes that have no parent.
        codes: Vec<String>,
    },
    /// A row that has another number of codes than the table has dimensions.
    #[error("row {row}: {found} codes for {expected} dimensions")]
    WrongNumberOfCodes {
        /// The row, from 1.
        row: usize,
        /// Codes found.
        found: usize,
        /// Dimensions of the table.
        expected: usize,
    },
    /// A code that the dimension does not have.
    #[error("row {row}: {dimension} has no code {value}")]
    UnknownCode {
        /// The row, from 1.
        row: usize,
        /// The dimension.
        dimension: String,
        /// The code.
        value: String,
    },
    /// A record (a person, a household, a firm) that is coded with a total.
    #[error("row {row}: {dimension} {value} is a total, where a record has a code of its own")]
    RecordAtTotal {
        /// The row, from 1.
        row: usize,
        /// The dimension.
        dimension: String,
        /// The code.
        value: String,
    },
    /// A value, a weight or a contribution that is missing, infinite or not a number.
    #[error("row {row}: {field} is missing or not a number")]
    NotANumber {
        /// The row, from 1.
        row: usize,
        /// The field: `value`, `weight`, `weighted_count`, `largest`.
        field: String,
    },
    /// A value, count, weight or contribution below zero.
    #[error("row {row}: {field} is {value}, below zero")]
    Negative {
        /// The row, from 1.
        row: usize,
        /// The field.
        field: String,
        /// What was found.
        value: f64,
    },
    /// A cell that was given twice.
    #[error("row {row}: the cell {cell:?} was given already")]
    RepeatedCell {
        /// The row, from 1.
        row: usize,
        /// The cell.
        cell: CellName,
    },
    /// A combination of codes that was not given.
    #[error("the cell {cell:?} is not given")]
    MissingCell {
        /// The cell.
        cell: CellName,
    },
    /// A total that is not the sum of its parts.
    #[error("{cell:?}: {total} is not the sum {sum} over {dimension}")]
    NotAdditive {
        /// The total's cell.
        cell: CellName,
        /// What is summed: `value`, `count`.
        field: String,
        /// The dimension over which it is the total.
        dimension: String,
        /// The total that was given.
        total: f64,
        /// The sum of its parts.
        sum: f64,
    },
    /// A cell that two linked tables share, with two values.
    #[error("tables {first} and {second} share {cell:?} with the values {one} and {other}")]
    LinkedValuesDiffer {
        /// The cell, as `dimension=code` without totals.
        cell: CellName,
        /// Position of the first table, from 0.
        first: usize,
        /// Position of the second.
        second: usize,
        /// The value in the first.
        one: f64,
        /// The value in the second.
        other: f64,
    },
    /// A rule needs the largest contributions of the cells, and a cell has too few of them.
    #[error("{cell:?}: the rule {rule} needs the {needed} largest contributions")]
    ContributionsNeeded {
        /// The cell.
        cell: CellName,
        /// The rule's code.
        rule: String,
        /// How many the rule needs.
        needed: usize,
    },
    /// A rule needs the number of contributors of the cells, and a cell has none given.
    #[error("{cell:?}: the rule {rule} needs the cell's {field}")]
    CountNeeded {
        /// The cell.
        cell: CellName,
        /// The rule's code.
        rule: String,
        /// The field that is needed: `count`, `weighted_count`.
        field: String,
    },
    /// A file without a row.
    #[error("there is no row")]
    NoRows,
    /// A dimension of which no code is known to be the total.
    #[error("{dimension}: none of {codes:?} is known to be the total")]
    NoTotal {
        /// The dimension.
        dimension: String,
        /// The codes that there are; the first ones of many.
        codes: Vec<String>,
    },
    /// A number of people that is not whole.
    #[error("row {row}: {field} is {value}, not a whole number")]
    NotWhole {
        /// The row, from 1.
        row: usize,
        /// The field.
        field: String,
        /// What was found.
        value: f64,
    },
    /// More combinations of codes than can be protected in one table.
    #[error("{cells} combinations of codes, at most {most}")]
    TooManyCells {
        /// Combinations of codes.
        cells: f64,
        /// The most.
        most: usize,
    },
    /// Figures are protected by the number of people behind them, and the policy has no minimum.
    #[error("the policy has no threshold, and figures are protected by nothing else")]
    ThresholdNeeded,
    /// A policy names a dimension or a code that the table does not have.
    #[error("the policy names {dimension} = {value}, which the table does not have")]
    PolicyNamesNoCell {
        /// The dimension.
        dimension: String,
        /// The code.
        value: String,
    },
}

/// The code of every problem.
pub const PROBLEMS: [&str; 22] = [
    "no-dimension",
    "repeated-code",
    "orphan-code",
    "hierarchy-cycle",
    "not-one-total",
    "wrong-number-of-codes",
    "unknown-code",
    "record-at-total",
    "not-a-number",
    "negative",
    "repeated-cell",
    "missing-cell",
    "not-additive",
    "linked-values-differ",
    "contributions-needed",
    "count-needed",
    "no-rows",
    "no-total",
    "not-whole",
    "too-many-cells",
    "threshold-needed",
    "policy-names-no-cell",
];

impl TableProblem {
    /// The row that it is in, where it is in one: a file's reader knows on which line that is.
    pub fn row_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::WrongNumberOfCodes { row, .. }
            | Self::UnknownCode { row, .. }
            | Self::RecordAtTotal { row, .. }
            | Self::NotANumber { row, .. }
            | Self::Negative { row, .. }
            | Self::RepeatedCell { row, .. }
            | Self::NotWhole { row, .. } => Some(row),
            _ => None,
        }
    }

    /// The stable code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDimension => "no-dimension",
            Self::RepeatedCode { .. } => "repeated-code",
            Self::OrphanCode { .. } => "orphan-code",
            Self::HierarchyCycle { .. } => "hierarchy-cycle",
            Self::NotOneTotal { .. } => "not-one-total",
            Self::WrongNumberOfCodes { .. } => "wrong-number-of-codes",
            Self::UnknownCode { .. } => "unknown-code",
            Self::RecordAtTotal { .. } => "record-at-total",
            Self::NotANumber { .. } => "not-a-number",
            Self::Negative { .. } => "negative",
            Self::RepeatedCell { .. } => "repeated-cell",
            Self::MissingCell { .. } => "missing-cell",
            Self::NotAdditive { .. } => "not-additive",
            Self::LinkedValuesDiffer { .. } => "linked-values-differ",
            Self::ContributionsNeeded { .. } => "contributions-needed",
            Self::CountNeeded { .. } => "count-needed",
            Self::NoRows => "no-rows",
            Self::NoTotal { .. } => "no-total",
            Self::NotWhole { .. } => "not-whole",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::ThresholdNeeded => "threshold-needed",
            Self::PolicyNamesNoCell { .. } => "policy-names-no-cell",
        }
    }
}
