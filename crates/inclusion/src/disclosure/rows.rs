//! Rows of a table, records or cells: where they belong, and what is wrong with them.

use std::collections::HashMap;

use super::hierarchy::Hierarchy;
use super::problem::TableProblem;
use super::table::{Cell, Measure, TableRecord};

/// Where each code stands.
pub(super) struct Positions<'a> {
    dimensions: &'a [Hierarchy],
    by_code: Vec<HashMap<&'a str, usize>>,
}

impl<'a> Positions<'a> {
    pub(super) fn of(dimensions: &'a [Hierarchy]) -> Self {
        Self { dimensions, by_code: dimensions.iter().map(Hierarchy::positions).collect() }
    }

    /// The codes of each record; without those that are wrong.
    pub(super) fn of_records(
        &self,
        records: &[TableRecord<'_>],
        measure: Measure,
        problems: &mut Vec<TableProblem>,
    ) -> Vec<Vec<usize>> {
        let mut places = Vec::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            let codes = self.codes(at + 1, &record.codes, problems);
            check_record(at + 1, record, measure, problems);
            places.extend(codes.filter(|codes| self.all_leaves(at + 1, codes, problems)));
        }
        places
    }

    pub(super) fn codes(
        &self,
        row: usize,
        codes: &[&str],
        problems: &mut Vec<TableProblem>,
    ) -> Option<Vec<usize>> {
        let expected = self.dimensions.len();
        if codes.len() != expected {
            problems.push(TableProblem::WrongNumberOfCodes { row, found: codes.len(), expected });
            return None;
        }
        let mut found = Vec::with_capacity(expected);
        for (at, code) in codes.iter().enumerate() {
            match self.by_code[at].get(code) {
                Some(position) => found.push(*position),
                None => problems.push(TableProblem::UnknownCode {
                    row,
                    dimension: self.dimensions[at].name().to_owned(),
                    value: (*code).to_owned(),
                }),
            }
        }
        (found.len() == expected).then_some(found)
    }

    fn all_leaves(&self, row: usize, codes: &[usize], problems: &mut Vec<TableProblem>) -> bool {
        let before = problems.len();
        for (code, dimension) in codes.iter().zip(self.dimensions) {
            if !dimension.is_leaf(*code) {
                problems.push(TableProblem::RecordAtTotal {
                    row,
                    dimension: dimension.name().to_owned(),
                    value: dimension.codes()[*code].code.clone(),
                });
            }
        }
        problems.len() == before
    }
}

fn check_record(
    row: usize,
    record: &TableRecord<'_>,
    measure: Measure,
    problems: &mut Vec<TableProblem>,
) {
    if measure == Measure::Amount {
        at_least_zero(row, "value", record.value.unwrap_or(f64::NAN), problems);
    }
    at_least_zero(row, "weight", record.weight, problems);
}

pub(super) fn check_cell(
    row: usize,
    cell: &Cell,
    measure: Measure,
    problems: &mut Vec<TableProblem>,
) {
    if measure == Measure::Count {
        at_least_zero(row, "value", cell.value, problems);
    } else if !cell.value.is_finite() {
        problems.push(TableProblem::NotANumber { row, field: "value".to_owned() });
    }
    if let Some(weighted) = cell.weighted_count {
        at_least_zero(row, "weighted_count", weighted, problems);
    }
    if let Some(cost) = cell.cost {
        at_least_zero(row, "cost", cost, problems);
    }
    for one in &cell.largest {
        at_least_zero(row, "largest", one.value, problems);
        at_least_zero(row, "largest", one.weight, problems);
    }
}

fn at_least_zero(row: usize, field: &str, value: f64, problems: &mut Vec<TableProblem>) {
    let field = field.to_owned();
    if !value.is_finite() {
        problems.push(TableProblem::NotANumber { row, field });
    } else if value < 0.0 {
        problems.push(TableProblem::Negative { row, field, value });
    }
}
