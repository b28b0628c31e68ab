//! The order that a query of data asks for.

use std::cmp::Ordering;

use passerelle_vocabulary::{Observation, Period};

use super::Table;
use super::question::{FLAT, TIME};
use crate::sdmx::definitions::MEASURE;
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::rest::DataQuery;
use crate::sdmx::roles::Roles;

/// By which columns figures are sorted, and which part of them is wanted then.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sorting {
    /// Positions of columns, each with whether from the last to the first.
    by: Vec<(usize, bool)>,
    time: usize,
    offset: u64,
    limit: Option<u64>,
}

/// A cell by which figures are sorted: time runs as time does, numbers as numbers, codes by their ids.
#[derive(Debug, PartialEq, PartialOrd)]
enum Cell {
    Nothing,
    Time(Period),
    Number(f64),
    Code(String),
}

impl Sorting {
    /// What a query asks for; `None` where it asks for no order.
    pub fn of(query: &DataQuery, roles: &Roles, problems: &mut Problems) -> Option<Self> {
        if query.sort.is_empty() {
            return None;
        }
        let dimensions = &roles.dimensions;
        let columns: Vec<&String> =
            dimensions.iter().chain(&roles.measures).chain(&roles.attributes).collect();
        let told_apart = query.dimension_at_observation.as_deref().unwrap_or(TIME);
        let mut by = Vec::new();
        for one in &query.sort {
            let found: Vec<usize> = match one.component.as_str() {
                "*" => (0..dimensions.len()).collect(),
                "series_key" if told_apart != FLAT => {
                    (0..dimensions.len()).filter(|at| dimensions[*at] != told_apart).collect()
                }
                id => columns.iter().position(|known| *known == id).into_iter().collect(),
            };
            if found.is_empty() {
                let problem = Problem::new(ProblemCode::UnknownComponent, "sort", &one.component);
                let known: Vec<&str> = columns.iter().map(|id| id.as_str()).collect();
                problems.add(problem.allowed(known.join(", ")));
            }
            by.extend(found.into_iter().map(|at| (at, one.descending)));
        }
        let time = dimensions.iter().position(|id| id == TIME).unwrap_or_default();
        Some(Self { by, time, offset: query.offset.unwrap_or_default(), limit: query.limit })
    }

    /// Sorts figures, and leaves the part that is wanted.
    pub fn apply(&self, table: &Table, figures: Vec<Observation>) -> Vec<Observation> {
        let mut keyed: Vec<(Vec<Cell>, Observation)> =
            figures.into_iter().map(|figure| (self.cells(table, &figure), figure)).collect();
        keyed.sort_by(|(one, _), (other, _)| self.order(one, other));
        let offset = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let limit = self.limit.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
        keyed.into_iter().map(|(_, figure)| figure).skip(offset).take(limit).collect()
    }

    fn cells(&self, table: &Table, figure: &Observation) -> Vec<Cell> {
        let ids = table.layout().columns;
        let cells = table.cells(figure);
        let cell = |(at, _): &(usize, bool)| {
            let text = cells[*at].as_ref();
            match ids[*at].id.as_str() {
                _ if *at == self.time => Cell::Time(figure.period),
                _ if text.is_empty() => Cell::Nothing,
                MEASURE | "STD_ERROR" | "N_CASES" => {
                    text.parse().map_or(Cell::Nothing, Cell::Number)
                }
                _ => Cell::Code(text.to_owned()),
            }
        };
        self.by.iter().map(cell).collect()
    }

    fn order(&self, one: &[Cell], other: &[Cell]) -> Ordering {
        let each = one.iter().zip(other).zip(&self.by);
        each.map(|((one, other), (_, descending))| {
            let order = one.partial_cmp(other).unwrap_or(Ordering::Equal);
            if *descending { order.reverse() } else { order }
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
    }
}
