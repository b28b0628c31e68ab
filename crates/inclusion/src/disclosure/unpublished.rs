//! Cells that no table publishes, and that follow from what is published.
//!
//! Geographies that overlap are the usual case: a district of last year is one of this year and an island
//! that went to its neighbour. Nobody publishes the island, and everybody can subtract. Its cell takes part in
//! the sums of both geographies, is as sensitive as any other, and is hidden from the beginning.

use std::collections::{HashMap, HashSet};

use super::problem::TableProblem;
use super::system::shared_name;
use super::table::{ADDITIVE_WITHIN, Cell, Contribution, LARGEST_KEPT, Measure, Table};

/// Works out what tables do not publish, from sums of any of them, one after the other.
///
/// # Errors
/// All together: `missing-cell` where no sum tells; `not-additive` where parts are more than their total, or
/// two sums differ.
pub fn work_out(tables: &mut [Table]) -> Result<(), Vec<TableProblem>> {
    let is_whole = |table: &Table| (0..table.cells().len()).all(|place| table.is_published(place));
    if tables.iter().all(is_whole) {
        return Ok(());
    }
    let mut sums = Sums::of(tables);
    let mut problems = sums.solve(tables);
    let mut told = HashSet::new();
    for (table, cell_of) in tables.iter_mut().zip(&sums.cell_of) {
        for (place, cell) in cell_of.iter().enumerate() {
            match &sums.cells[*cell] {
                Some(found) if !table.is_published(place) => table.fill(place, found.clone()),
                None if told.insert(*cell) => {
                    problems.push(TableProblem::MissingCell { cell: table.name(place) });
                }
                _ => {}
            }
        }
    }
    if problems.is_empty() {
        problems.extend(tables.iter().flat_map(Table::not_additive));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A total with its parts.
struct Sum {
    /// The table that has it, the dimension that is summed over, and the total's place.
    at: (usize, usize, usize),
    total: usize,
    parts: Vec<usize>,
}

/// The cells of all tables, those of one name once, and their sums.
struct Sums {
    /// None where it is not known.
    cells: Vec<Option<Cell>>,
    /// For each table, the cell of each of its places.
    cell_of: Vec<Vec<usize>>,
    sums: Vec<Sum>,
    /// For each cell, the sums that it is in.
    of_cell: Vec<Vec<usize>>,
}

impl Sums {
    fn of(tables: &[Table]) -> Self {
        let mut by_name = HashMap::new();
        let (mut cells, mut cell_of): (Vec<Option<Cell>>, Vec<Vec<usize>>) = (vec![], vec![]);
        for table in tables {
            let mut places = Vec::with_capacity(table.cells().len());
            for (place, cell) in table.cells().iter().enumerate() {
                let at = *by_name.entry(shared_name(table, place)).or_insert(cells.len());
                if at == cells.len() {
                    cells.push(None);
                }
                if cells[at].is_none() && table.is_published(place) {
                    cells[at] = Some(cell.clone());
                }
                places.push(at);
            }
            cell_of.push(places);
        }
        let mut sums = Vec::new();
        let mut of_cell = vec![Vec::new(); cells.len()];
        for (at, (table, places)) in tables.iter().zip(&cell_of).enumerate() {
            for (dimension, total, parts) in table.relations() {
                let sum = Sum {
                    at: (at, dimension, total),
                    total: places[total],
                    parts: parts.iter().map(|part| places[*part]).collect(),
                };
                for cell in sum.parts.iter().chain([&sum.total]) {
                    of_cell[*cell].push(sums.len());
                }
                sums.push(sum);
            }
        }
        Self { cells, cell_of, sums, of_cell }
    }

    /// Solves every sum in which one cell is not known, until there is none; gives those that cannot be.
    fn solve(&mut self, tables: &[Table]) -> Vec<TableProblem> {
        let mut problems = Vec::new();
        let mut open: Vec<usize> = (0..self.sums.len()).collect();
        while let Some(at) = open.pop() {
            let sum = &self.sums[at];
            let members = || sum.parts.iter().chain([&sum.total]);
            let mut unknown = members().filter(|cell| self.cells[**cell].is_none());
            let (Some(cell), None) = (unknown.next().copied(), unknown.next()) else { continue };
            let (table, dimension, place) = sum.at;
            match self.solved(sum, cell, tables[table].measure()) {
                Ok(found) => {
                    self.cells[cell] = Some(found);
                    open.extend(&self.of_cell[cell]);
                }
                Err((total, parts)) => {
                    // Told once: the cell counts as known from now on.
                    self.cells[cell] = Some(Cell::default());
                    problems.push(TableProblem::NotAdditive {
                        cell: tables[table].name(place),
                        field: "value".to_owned(),
                        dimension: tables[table].dimensions()[dimension].name().to_owned(),
                        total,
                        sum: parts,
                    });
                }
            }
        }
        problems
    }

    /// The one cell of a sum that is not known; else the total, and what its known parts sum to.
    fn solved(&self, sum: &Sum, cell: usize, measure: Measure) -> Result<Cell, (f64, f64)> {
        let known = |of: &dyn Fn(&Cell) -> Option<f64>| {
            let value = |at: &usize| self.cells[*at].as_ref().map_or(Some(0.0), of);
            let parts: Option<f64> = sum.parts.iter().map(value).sum();
            Some((value(&sum.total)?, parts?))
        };
        let rest = |(total, parts): (f64, f64)| {
            if cell == sum.total { parts } else { total - parts }
        };
        let values = known(&|cell| Some(cell.value)).unwrap_or_default();
        let within = ADDITIVE_WITHIN * values.0.abs().max(values.1.abs()).max(1.0);
        let value = rest(values);
        if measure == Measure::Count && value < -within {
            return Err(values);
        }
        let count = known(&|cell| cell.count.map(|count| count as f64)).map(rest);
        let weighted = known(&|cell| cell.weighted_count).map(rest);
        if count.is_some_and(|count| count < 0.0) {
            return Err(values);
        }
        let value = if value.abs() <= within { 0.0 } else { value };
        let each_counts_one = measure == Measure::Count && count == Some(value);
        let one = Contribution { value: 1.0, weight: 1.0 };
        Ok(Cell {
            value,
            count: count.map(|count| count as u64),
            weighted_count: weighted.map(|sum| sum.max(0.0)),
            largest: vec![one; if each_counts_one { LARGEST_KEPT.min(value as usize) } else { 0 }],
            cost: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::hierarchy::Hierarchy;
    use super::super::table::{Absent, GivenCell};
    use super::*;

    /// A table of counts of one dimension, of which some codes are published.
    fn table(codes: &[(&str, Option<&str>)], given: &[(&str, u64)]) -> Table {
        let dimension = Hierarchy::new("district", codes).unwrap();
        let given: Vec<GivenCell<'_>> = given
            .iter()
            .map(|(code, count)| GivenCell {
                codes: vec![*code],
                cell: Cell { value: *count as f64, count: Some(*count), ..Cell::default() },
            })
            .collect();
        let read = Table::from_cells(vec![dimension], &given, Measure::Count, Absent::Unpublished);
        read.unwrap()
    }

    fn old(lamu: u64) -> Table {
        let codes = [
            ("T", None),
            ("old_lamu", Some("T")),
            ("old_kilifi", Some("T")),
            ("lamu", Some("old_lamu")),
            ("island", Some("old_lamu")),
        ];
        table(&codes, &[("T", 1000), ("old_lamu", lamu), ("old_kilifi", 1000 - lamu)])
    }

    fn new(lamu: u64) -> Table {
        let codes = [
            ("T", None),
            ("lamu", Some("T")),
            ("kilifi", Some("T")),
            ("old_kilifi", Some("kilifi")),
            ("island", Some("kilifi")),
        ];
        table(&codes, &[("T", 1000), ("lamu", lamu), ("kilifi", 1000 - lamu)])
    }

    #[test]
    fn what_nobody_publishes_follows_from_two_geographies() {
        let mut tables = [old(400), new(390)];
        work_out(&mut tables).unwrap();
        for table in &tables {
            let island = table.find(&["island"]).unwrap();
            assert_eq!(
                (table.cells()[island].value, table.cells()[island].count),
                (10.0, Some(10))
            );
            assert!(!table.is_published(island));
        }
    }

    #[test]
    fn what_cannot_be_is_told_and_so_is_what_no_sum_tells() {
        let codes = |found: Result<(), Vec<TableProblem>>| -> Vec<&'static str> {
            found.unwrap_err().iter().map(TableProblem::code).collect()
        };
        assert!(codes(work_out(&mut [old(400), new(410)])).contains(&"not-additive"));
        assert_eq!(codes(work_out(&mut [old(400)])), ["missing-cell", "missing-cell"]);
        assert_eq!(work_out(&mut []), Ok(()));
    }
}
