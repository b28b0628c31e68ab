//! A table: dimensions, and one cell for each combination of their codes.

use serde::{Deserialize, Serialize};

use super::hierarchy::Hierarchy;
use super::problem::{CellName, TableProblem};
use super::rows::{Positions, check_cell};

/// How many of the largest contributions a cell made from records keeps, unless told otherwise.
pub const LARGEST_KEPT: usize = 5;

/// Combinations of codes that a table may have: each is held, whether or not there is anybody in it.
pub const MOST_CELLS: usize = 4_000_000;

/// Totals may differ from the sum of their parts by this, relative to the total (and by this in
/// absolute terms below 1): room for the rounding of sums of decimals, not for a mistake.
pub const ADDITIVE_WITHIN: f64 = 1e-9;

/// One contribution to a cell: what a record adds, and for how many of the population it stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The record's own value, unweighted; 0 or more.
    pub value: f64,
    /// Its weight; 1 where there is none.
    pub weight: f64,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// What would be published: a weighted count or total.
    pub value: f64,
    /// Number of contributing records; none where it is not known.
    pub count: Option<u64>,
    /// Sum of their weights; none where it is not known.
    pub weighted_count: Option<f64>,
    /// The largest contributions, largest first; empty where they are not known.
    pub largest: Vec<Contribution>,
    /// What it costs to suppress the cell, where the caller knows better than the policy.
    pub cost: Option<f64>,
}

/// A record of microdata: a leaf code for each dimension, and what it contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRecord<'a> {
    /// A code for each dimension, in the table's order; none of them a total.
    pub codes: Vec<&'a str>,
    /// The value that is totalled; none where the table counts.
    pub value: Option<f64>,
    /// The weight; 1 where there is none.
    pub weight: f64,
}

/// A cell as a file gives it: its codes, totals included, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenCell<'a> {
    /// A code for each dimension, in the table's order.
    pub codes: Vec<&'a str>,
    /// The cell.
    pub cell: Cell,
}

/// What the values of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many there are: never below zero, and an empty cell is a zero.
    #[default]
    Count,
    /// How much there is: a total of a magnitude.
    Amount,
}

/// What a combination of codes that is not given means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// The table lists what is there: it is an empty cell.
    Empty,
    /// It is not published, in this table: what it is follows from sums, of this table or of others
    /// ([`super::unpublished::work_out`]), as it does for everybody.
    Unpublished,
    /// The table should have been whole: it is a problem.
    #[default]
    Problem,
}

/// Dimensions and their cells; the last dimension runs fastest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    dimensions: Vec<Hierarchy>,
    measure: Measure,
    strides: Vec<usize>,
    cells: Vec<Cell>,
    /// For each cell whether it is published in this table.
    published: Vec<bool>,
    released: bool,
}

impl Table {
    /// Counts of records (the sum of their weights) or totals of their values (times weight), for every
    /// cell and every total.
    ///
    /// # Errors
    /// Every row that is wrong: `wrong-number-of-codes`, `unknown-code`, `record-at-total`,
    /// `not-a-number`, `negative`; `no-dimension`, `too-many-cells`.
    pub fn from_records(
        dimensions: Vec<Hierarchy>,
        records: &[TableRecord<'_>],
        measure: Measure,
    ) -> Result<Self, Vec<TableProblem>> {
        let mut table = Self::empty(dimensions, measure)?;
        let mut problems = Vec::new();
        let places = Positions::of(&table.dimensions).of_records(records, measure, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let path = |found: &Hierarchy| (0..found.len()).map(|code| found.path(code)).collect();
        let paths: Vec<Vec<Vec<usize>>> = table.dimensions.iter().map(path).collect();
        for (codes, record) in places.iter().zip(records) {
            let above: Vec<&[usize]> =
                codes.iter().zip(&paths).map(|(code, paths)| paths[*code].as_slice()).collect();
            table.add(&above, record, measure);
        }
        Ok(table)
    }

    /// A table from its cells, totals included; they must add up.
    ///
    /// # Errors
    /// Every row and cell that is wrong: `wrong-number-of-codes`, `unknown-code`, `not-a-number`,
    /// `negative` (counts, weights and contributions; an amount may be below zero), `repeated-cell`,
    /// `missing-cell`, `not-additive`; `no-dimension`, `too-many-cells`. Cells that are not published have no
    /// value yet.
    pub fn from_cells(
        dimensions: Vec<Hierarchy>,
        given: &[GivenCell<'_>],
        measure: Measure,
        absent: Absent,
    ) -> Result<Self, Vec<TableProblem>> {
        let mut table = Self::empty(dimensions, measure)?;
        let mut problems = Vec::new();
        let mut seen = vec![false; table.cells.len()];
        let places: Vec<Option<usize>> = {
            let positions = Positions::of(&table.dimensions);
            let each = given.iter().enumerate().map(|(at, cell)| {
                let codes = positions.codes(at + 1, &cell.codes, &mut problems)?;
                Some(table.index(&codes))
            });
            each.collect()
        };
        for (at, (cell, place)) in given.iter().zip(places).enumerate() {
            check_cell(at + 1, &cell.cell, measure, &mut problems);
            let Some(place) = place else { continue };
            if std::mem::replace(&mut seen[place], true) {
                let cell = table.name(place);
                problems.push(TableProblem::RepeatedCell { row: at + 1, cell });
            }
            table.cells[place] = cell.cell.clone();
        }
        let missing: Vec<usize> = (0..seen.len()).filter(|place| !seen[*place]).collect();
        match absent {
            Absent::Empty => {}
            Absent::Problem => problems.extend(
                missing.iter().map(|at| TableProblem::MissingCell { cell: table.name(*at) }),
            ),
            Absent::Unpublished => {
                for at in missing {
                    table.cells[at] = Cell { value: f64::NAN, ..Cell::default() };
                }
                table.published = seen;
            }
        }
        if problems.is_empty() {
            problems = table.not_additive();
        }
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }

    /// All cells empty: nothing in them, and nobody.
    fn empty(dimensions: Vec<Hierarchy>, measure: Measure) -> Result<Self, Vec<TableProblem>> {
        if dimensions.is_empty() {
            return Err(vec![TableProblem::NoDimension]);
        }
        let size: f64 = dimensions.iter().map(|found| found.len() as f64).product();
        if size > MOST_CELLS as f64 {
            return Err(vec![TableProblem::TooManyCells { cells: size, most: MOST_CELLS }]);
        }
        let mut strides = vec![1; dimensions.len()];
        for at in (1..dimensions.len()).rev() {
            strides[at - 1] = strides[at] * dimensions[at].len();
        }
        let size = strides[0] * dimensions[0].len();
        let nobody = Cell { count: Some(0), weighted_count: Some(0.0), ..Cell::default() };
        let (cells, published) = (vec![nobody; size], vec![true; size]);
        Ok(Self { dimensions, measure, strides, cells, published, released: false })
    }

    /// Adds a record to its cell and to every total above it: for each dimension its code's path.
    fn add(&mut self, above: &[&[usize]], record: &TableRecord<'_>, measure: Measure) {
        let value = match measure {
            Measure::Count => 1.0,
            Measure::Amount => record.value.unwrap_or_default(),
        };
        for place in products(above, &self.strides) {
            let cell = &mut self.cells[place];
            cell.value += value * record.weight;
            cell.count = cell.count.map(|count| count + 1);
            cell.weighted_count = cell.weighted_count.map(|sum| sum + record.weight);
            let one = Contribution { value, weight: record.weight };
            let at = cell.largest.partition_point(|other| other.value >= value);
            if at < LARGEST_KEPT {
                cell.largest.insert(at, one);
                cell.largest.truncate(LARGEST_KEPT);
            }
        }
    }

    /// The dimensions, in order.
    pub fn dimensions(&self) -> &[Hierarchy] {
        &self.dimensions
    }

    /// What the values are.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The cells; the last dimension runs fastest.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Whether a cell is published in this table.
    pub fn is_published(&self, place: usize) -> bool {
        self.published[place]
    }

    /// Whether the table was released before: what it publishes is known.
    pub fn is_released(&self) -> bool {
        self.released
    }

    /// The same table, released before.
    #[must_use]
    pub fn as_released(self) -> Self {
        Self { released: true, ..self }
    }

    /// Says what a cell is that is not published.
    pub(super) fn fill(&mut self, place: usize, cell: Cell) {
        self.cells[place] = cell;
    }

    /// How far apart two cells are that differ by one position in each dimension.
    pub fn strides(&self) -> &[usize] {
        &self.strides
    }

    /// The place of a cell among [`Self::cells`], from the positions of its codes.
    pub fn index(&self, codes: &[usize]) -> usize {
        codes.iter().zip(&self.strides).map(|(code, stride)| code * stride).sum()
    }

    /// The positions of a cell's codes.
    pub fn codes(&self, place: usize) -> Vec<usize> {
        let each = self.strides.iter().zip(&self.dimensions);
        each.map(|(stride, dimension)| place / stride % dimension.len()).collect()
    }

    /// The places of all cells that a record of these codes (by position) is in: its own, and every total
    /// above it.
    pub fn places_of(&self, codes: &[usize]) -> Vec<usize> {
        let paths = codes.iter().zip(&self.dimensions).map(|(code, found)| found.path(*code));
        let paths: Vec<Vec<usize>> = paths.collect();
        let paths: Vec<&[usize]> = paths.iter().map(Vec::as_slice).collect();
        products(&paths, &self.strides)
    }

    /// The codes of a cell.
    pub fn name(&self, place: usize) -> CellName {
        let codes = self.codes(place);
        let each = codes.iter().zip(&self.dimensions);
        each.map(|(code, dimension)| dimension.codes()[*code].code.clone()).collect()
    }

    /// The place of a cell from its codes; none where a code is not there.
    pub fn find(&self, codes: &[&str]) -> Option<usize> {
        let each = codes.iter().zip(&self.dimensions);
        let positions: Option<Vec<usize>> =
            each.map(|(code, dimension)| dimension.position(code)).collect();
        positions.filter(|found| found.len() == self.dimensions.len()).map(|at| self.index(&at))
    }

    /// Every additive relation: a total's place with those of its parts, for each dimension, each code
    /// that has parts, and each combination of codes of the other dimensions.
    pub fn relations(&self) -> impl Iterator<Item = (usize, usize, Vec<usize>)> {
        self.dimensions.iter().enumerate().flat_map(move |(at, dimension)| {
            let stride = self.strides[at];
            let width = dimension.len();
            (0..self.cells.len()).filter_map(move |place| {
                let code = place / stride % width;
                let children = &dimension.codes()[code].children;
                let base = place - code * stride;
                let parts = || children.iter().map(|child| base + child * stride).collect();
                (!children.is_empty()).then(|| (at, place, parts()))
            })
        })
    }

    /// The totals that are not the sum of their parts, in values and in counts.
    pub(super) fn not_additive(&self) -> Vec<TableProblem> {
        let mut problems = Vec::new();
        for (dimension, total, parts) in self.relations() {
            let value = |at: &usize| Some(self.cells[*at].value);
            let count = |at: &usize| self.cells[*at].count.map(|count| count as f64);
            for (field, of) in
                [("value", &value as &dyn Fn(&usize) -> Option<f64>), ("count", &count)]
            {
                let sum: Option<f64> = parts.iter().map(of).sum();
                let (Some(given), Some(sum)) = (of(&total), sum) else { continue };
                if (given - sum).abs() > ADDITIVE_WITHIN * given.abs().max(1.0) {
                    problems.push(TableProblem::NotAdditive {
                        cell: self.name(total),
                        field: field.to_owned(),
                        dimension: self.dimensions[dimension].name().to_owned(),
                        total: given,
                        sum,
                    });
                }
            }
        }
        problems
    }
}

/// Places of all combinations of one code of each path.
fn products(paths: &[&[usize]], strides: &[usize]) -> Vec<usize> {
    let mut places = vec![0];
    for (path, stride) in paths.iter().zip(strides) {
        places = places
            .iter()
            .flat_map(|place| path.iter().map(move |code| place + code * stride))
            .collect();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Vec<Hierarchy> {
        vec![
            Hierarchy::flat("region", "T", &["A", "B"]).unwrap(),
            Hierarchy::flat("sex", "T", &["f", "m"]).unwrap(),
        ]
    }

    #[test]
    fn records_are_counted_in_every_total() {
        let record = |region, sex, value| TableRecord {
            codes: vec![region, sex],
            value: Some(value),
            weight: 2.0,
        };
        let records = [record("A", "f", 3.0), record("B", "m", 5.0), record("A", "m", 4.0)];
        let table = Table::from_records(two(), &records, Measure::Amount).unwrap();
        let total = &table.cells()[table.find(&["T", "T"]).unwrap()];
        assert_eq!((total.value, total.count), (24.0, Some(3)));
        assert_eq!(total.largest[0], Contribution { value: 5.0, weight: 2.0 });
        assert!(table.not_additive().is_empty());
    }

    #[test]
    fn all_problems_are_said_together() {
        let record = |codes, value, weight| TableRecord { codes, value, weight };
        let records = [
            record(vec!["A"], Some(1.0), 1.0),
            record(vec!["X", "f"], Some(1.0), 1.0),
            record(vec!["A", "T"], Some(1.0), 1.0),
            record(vec!["A", "f"], None, -1.0),
        ];
        let found = Table::from_records(two(), &records, Measure::Amount).unwrap_err();
        let codes: Vec<&str> = found.iter().map(TableProblem::code).collect();
        let expected = [
            "wrong-number-of-codes",
            "unknown-code",
            "record-at-total",
            "not-a-number",
            "negative",
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn totals_that_do_not_add_are_named() {
        let cell = |region, sex, value| GivenCell {
            codes: vec![region, sex],
            cell: Cell { value, ..Cell::default() },
        };
        let mut given = vec![
            cell("T", "T", 10.0),
            cell("T", "f", 4.0),
            cell("T", "m", 6.0),
            cell("A", "T", 5.0),
            cell("A", "f", 1.0),
            cell("A", "m", 3.0),
            cell("B", "T", 5.0),
            cell("B", "f", 3.0),
        ];
        let found = Table::from_cells(two(), &given, Measure::Amount, Absent::Problem).unwrap_err();
        assert_eq!(found, [TableProblem::MissingCell { cell: vec!["B".into(), "m".into()] }]);
        given.push(cell("B", "m", 2.0));
        let found = Table::from_cells(two(), &given, Measure::Amount, Absent::Problem).unwrap_err();
        let named: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 2, "{named:?}");
        assert!(
            named[0].contains("[\"T\", \"m\"]") && named[1].contains("[\"A\", \"T\"]"),
            "{named:?}"
        );
    }
}
