//! One pass over the rows: sums once per sampling unit and cell.
//!
//! Where rows were drawn in clusters, the sums of each (cluster, cell) are kept, and there are at most as
//! many of those as clusters × cells, however many rows come. Where each row was drawn by itself, its sums
//! go straight into the moments of its (stratum, cell). Memory does not grow with the rows.
//!
//! A batch of rows is gone through twice: first to find where each row's sums are, then to add to them. Both
//! are short loops without a decision in them, which a processor works ahead in while it waits for memory.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;

use super::accumulated::Accumulated;
use super::cells::{Cells, NOWHERE, Positions};
use super::design::Design;
use super::filter::Filter;
use super::groups::check_lonely;
use super::measure::{Measure, width};
use super::moments::Moments;
use super::problem::{SurveyProblem, SurveyProblems};
use super::units::{Units, codes, levels, numbers};
use super::values::{Values, absent_class};

/// Takes rows and keeps sums.
pub struct Accumulator {
    design: Design,
    measures: Vec<Measure>,
    by: Vec<String>,
    filter: Option<Filter>,
    units: Units,
    cells: Cells,
    /// Where in `table` the sums of a unit in a cell are; the unit is the stratum where rows are units.
    positions: Positions,
    /// For each position the counts and sums of every measure.
    table: Vec<f64>,
    /// For each position the moments of every measure, where rows are units.
    moments: Vec<Moments>,
    origins: Vec<(f64, f64)>,
    rows: u64,
    bad: BTreeMap<(String, &'static str), (u64, u64)>,
    /// Measures of classes that no row read so far has.
    absent: Vec<SurveyProblem>,
    positive: bool,
}

impl Accumulator {
    /// Nothing read yet. `by` are the columns whose combinations are the finest cells.
    pub fn new(
        design: &Design,
        measures: &[Measure],
        by: &[String],
        filter: Option<Filter>,
    ) -> Self {
        Self {
            design: design.clone(),
            measures: measures.to_vec(),
            by: by.to_vec(),
            filter,
            units: Units::new(design),
            cells: Cells::default(),
            positions: Positions::default(),
            table: Vec::new(),
            moments: Vec::new(),
            origins: Vec::new(),
            rows: 0,
            bad: BTreeMap::new(),
            absent: Vec::new(),
            positive: false,
        }
    }

    /// Reads the next rows.
    ///
    /// # Errors
    /// A column that is not there or of another kind; more cells than can be held. Cells of the design's
    /// columns that cannot be are collected, and told by [`Accumulator::finish`].
    pub fn add(&mut self, batch: &Columns) -> Result<(), SurveyProblems> {
        let unit_of_row = self.units.add(&self.design, batch)?;
        self.check_ids(batch)?;
        let weights = self.design.weights.as_ref().map(|name| numbers(batch, name)).transpose()?;
        let values: Vec<Values<'_>> =
            self.measures.iter().map(|one| Values::of(one, batch)).collect::<Result<_, _>>()?;
        // Words are those of all rows so far: the last batch knows of every class.
        self.absent = self.measures.iter().filter_map(|one| absent_class(one, batch)).collect();
        if self.origins.is_empty() && batch.rows() > 0 {
            let rows: Vec<usize> = (0..batch.rows()).collect();
            self.origins =
                values.iter().map(|one| (one.mean(0, &rows), one.mean(1, &rows))).collect();
        }
        let classes: Vec<&[u32]> =
            self.by.iter().map(|name| codes(batch, name)).collect::<Result<_, _>>()?;
        self.cells.name_levels(self.by.iter().map(|name| levels(batch, name)));
        let inside = self.filter.as_ref().map(|filter| filter.rows(batch)).transpose()?;
        let mut places = vec![NOWHERE; batch.rows()];
        for (row, (unit, place)) in unit_of_row.iter().zip(&mut places).enumerate() {
            let weight = weights.map_or(1.0, |weights| weights[row]);
            if !self.sound_weight(row, weight) || inside.as_ref().is_some_and(|inside| !inside[row])
            {
                continue;
            }
            if let Some(cell) = self.cells.of_row(&classes, row)? {
                *place = self.positions.of(*unit, cell);
            }
        }
        self.add_values(&places, weights, &values);
        self.rows += batch.rows() as u64;
        Ok(())
    }

    /// Adds what rows say of every measure to the sums at their places.
    fn add_values(&mut self, places: &[u32], weights: Option<&[f64]>, values: &[Values<'_>]) {
        let stride = self.stride();
        self.table.resize(self.positions.len() * stride, 0.0);
        let rows_are_units = self.units.rows_are_units;
        if rows_are_units {
            for _ in self.moments.len() / self.measures.len().max(1)..self.positions.len() {
                self.moments.extend(self.measures.iter().map(|one| Moments::new(width(one))));
            }
        }
        let mut start = 0;
        for (number, measure) in self.measures.iter().enumerate() {
            let width = width(measure);
            for (row, place) in places.iter().enumerate().filter(|(_, place)| **place != NOWHERE) {
                let Some((y, x)) = values[number].at(row, self.origins[number]) else { continue };
                let weight = weights.map_or(1.0, |weights| weights[row]);
                let terms = [1.0, y, y * y, x, x * y, x * x].map(|term| weight * term);
                let place = *place as usize;
                let sums = &mut self.table[place * stride + start..][..1 + width];
                sums[0] += 1.0;
                sums[1..].iter_mut().zip(&terms).for_each(|(sum, term)| *sum += term);
                if rows_are_units {
                    self.moments[place * self.measures.len() + number].add(&terms[..width]);
                }
            }
            start += 1 + width;
        }
    }

    /// Numbers that a position holds: the count and the sums of every measure.
    fn stride(&self) -> usize {
        self.measures.iter().map(|measure| 1 + width(measure)).sum()
    }

    fn sound_weight(&mut self, row: usize, weight: f64) -> bool {
        let why = match weight {
            weight if weight.is_nan() => "missing",
            weight if weight < 0.0 => "negative",
            weight if weight.is_infinite() => "infinite",
            weight => {
                self.positive |= weight > 0.0;
                return weight > 0.0;
            }
        };
        let column = self.design.weights.clone().unwrap_or_default();
        self.note(column, why, row);
        false
    }

    fn check_ids(&mut self, batch: &Columns) -> Result<(), SurveyProblem> {
        let names: Vec<String> =
            self.design.strata.iter().chain(&self.design.clusters).cloned().collect();
        for name in names {
            let missing: Vec<usize> = codes(batch, &name)?
                .iter()
                .enumerate()
                .filter(|(_, code)| **code == MISSING)
                .map(|(row, _)| row)
                .collect();
            for row in missing {
                self.note(name.clone(), "missing", row);
            }
        }
        Ok(())
    }

    fn note(&mut self, column: String, why: &'static str, row: usize) {
        let first = self.rows + row as u64 + 1;
        self.bad.entry((column, why)).or_insert((first, 0)).1 += 1;
    }

    /// The sums, when every row was read.
    ///
    /// # Errors
    /// Everything that is wrong with the weights, the units and the corrections.
    pub fn finish(self) -> Result<Accumulated, SurveyProblems> {
        let stride = self.stride();
        let bad = self.bad.into_iter().map(|((column, why), (row, rows))| SurveyProblem::BadCell {
            row,
            column,
            why,
            rows,
        });
        let mut problems: Vec<SurveyProblem> = bad.collect();
        problems.extend(self.units.problems());
        problems.extend(self.absent);
        if self.rows == 0 {
            problems.push(SurveyProblem::NoRows);
        } else if !self.positive && problems.is_empty() {
            problems.push(SurveyProblem::NoWeight);
        }
        if !problems.is_empty() {
            return Err(SurveyProblems(problems));
        }
        let (groups, maps) = self.units.groups();
        let entries = self.positions.in_order();
        let places = || entries.iter().map(|(.., place)| *place as usize);
        let mut table = Vec::with_capacity(self.table.len());
        places().for_each(|at| table.extend_from_slice(&self.table[at * stride..][..stride]));
        let (held, each) = (&self.moments, self.measures.len());
        let moments = match self.units.rows_are_units {
            true => places().flat_map(|at| held[at * each..][..each].iter().cloned()).collect(),
            false => Vec::new(),
        };
        let mut accumulated = Accumulated {
            design: self.design,
            measures: self.measures,
            by: self.by,
            cells: self.cells,
            entries: entries.into_iter().map(|(unit, cell, _)| (unit, cell)).collect(),
            table,
            moments,
            origins: self.origins,
            stride,
            groups,
            maps,
            rows: self.rows,
            rows_are_units: self.units.rows_are_units,
        };
        if accumulated.design.weights.is_none() && !accumulated.design.fpc.is_empty() {
            accumulated.weigh(&self.units.probabilities());
        }
        check_lonely(&accumulated.groups, accumulated.design.lonely_psu)?;
        Ok(accumulated)
    }
}
