//! One pass over the rows: sums once per sampling unit and cell.
//!
//! Where rows were drawn in clusters, the sums of each (cluster, cell) are kept, and there are at most as
//! many of those as clusters × cells, however many rows come. Where each row was drawn by itself, its sums
//! go straight into the moments of its (stratum, cell). Memory does not grow with the rows.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;
use rustc_hash::FxHashMap;

use super::Estimate;
use super::design::Design;
use super::estimate::{CellEstimates, EstimateOptions, assemble};
use super::filter::Filter;
use super::groups::{Group, check_lonely, factors};
use super::measure::{Measure, Sums, width};
use super::moments::Moments;
use super::problem::{SurveyProblem, SurveyProblems};
use super::units::{StageMap, Units, codes, levels, numbers};

/// Cells of the finest table, at the most.
const MOST_CELLS: usize = 4_000_000;

/// Takes rows and keeps sums.
pub struct Accumulator {
    design: Design,
    measures: Vec<Measure>,
    by: Vec<String>,
    filter: Option<Filter>,
    units: Units,
    cells: Cells,
    /// (unit, cell) → position in `table`; the unit is the stratum where rows are units.
    positions: FxHashMap<u64, u32>,
    /// For each position the counts and sums of every measure.
    table: Vec<f64>,
    /// For each position the moments of every measure, where rows are units.
    moments: Vec<Moments>,
    origins: Vec<(f64, f64)>,
    rows: u64,
    bad: BTreeMap<(String, &'static str), (u64, u64)>,
    positive: bool,
}

/// Cells of the finest table: each combination of classes once.
#[derive(Debug, Clone, Default)]
struct Cells {
    known: FxHashMap<Vec<u32>, u32>,
    keys: Vec<Vec<u32>>,
    levels: Vec<Vec<String>>,
}

/// What a measure reads of one batch.
pub(crate) enum Values<'a> {
    One(&'a [f64]),
    Two(&'a [f64], &'a [f64]),
    Class(&'a [u32], u32),
    Ones,
}

impl<'a> Values<'a> {
    /// What a measure reads of some rows.
    pub fn of(measure: &Measure, rows: &'a Columns) -> Result<Self, SurveyProblem> {
        Ok(match measure {
            Measure::Mean(y)
            | Measure::Total(y)
            | Measure::Variance(y)
            | Measure::Quantile(y, _) => Self::One(numbers(rows, y)?),
            Measure::People => Self::Ones,
            Measure::Ratio(y, x) => Self::Two(numbers(rows, y)?, numbers(rows, x)?),
            Measure::Proportion(column, class) | Measure::Count(column, class) => {
                let at = levels(rows, column).iter().position(|level| level == class);
                // A class that has not been met yet is no row's.
                let code = at.map_or(MISSING - 1, |at| at as u32);
                Self::Class(codes(rows, column)?, code)
            }
        })
    }

    /// The mean of y (`which` 0) or x (1) over some rows: where they are best counted from. Classes from 0.
    pub fn mean(&self, which: usize, rows: &[usize]) -> f64 {
        let column: &[f64] = match (self, which) {
            (Self::One(y) | Self::Two(y, _), 0) => y,
            (Self::Two(_, x), 1) => x,
            _ => return 0.0,
        };
        let known = rows.iter().map(|row| column[*row]).filter(|value| value.is_finite());
        let (sum, n) = known.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
        if n > 0.0 { sum / n } else { 0.0 }
    }

    /// y and x of a row, counted from their origins. `None` where one is missing.
    pub fn at(&self, row: usize, origin: (f64, f64)) -> Option<(f64, f64)> {
        match self {
            Self::One(y) => (!y[row].is_nan()).then(|| (y[row] - origin.0, 0.0)),
            Self::Two(y, x) => {
                let known = !y[row].is_nan() && !x[row].is_nan();
                known.then(|| (y[row] - origin.0, x[row] - origin.1))
            }
            Self::Ones => Some((1.0, 0.0)),
            Self::Class(codes, class) => {
                let code = codes[row];
                (code != MISSING).then(|| (f64::from(u8::from(code == *class)), 0.0))
            }
        }
    }
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
            positions: FxHashMap::default(),
            table: Vec::new(),
            moments: Vec::new(),
            origins: Vec::new(),
            rows: 0,
            bad: BTreeMap::new(),
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
        if self.origins.is_empty() && batch.rows() > 0 {
            let rows: Vec<usize> = (0..batch.rows()).collect();
            self.origins =
                values.iter().map(|one| (one.mean(0, &rows), one.mean(1, &rows))).collect();
        }
        let classes: Vec<&[u32]> =
            self.by.iter().map(|name| codes(batch, name)).collect::<Result<_, _>>()?;
        self.cells.levels = self.by.iter().map(|name| levels(batch, name).to_vec()).collect();
        let inside = self.filter.as_ref().map(|filter| filter.rows(batch)).transpose()?;
        let mut key = vec![0; classes.len()];
        for (row, unit) in unit_of_row.iter().enumerate() {
            let weight = weights.map_or(1.0, |weights| weights[row]);
            if !self.sound_weight(row, weight) || inside.as_ref().is_some_and(|inside| !inside[row])
            {
                continue;
            }
            let known = key.iter_mut().zip(&classes).all(|(key, codes)| {
                *key = codes[row];
                *key != MISSING
            });
            if known {
                let cell = self.cells.number(&key)?;
                self.add_row(row, (*unit, cell), weight, &values);
            }
        }
        self.rows += batch.rows() as u64;
        Ok(())
    }

    fn add_row(&mut self, row: usize, at: (u32, u32), weight: f64, values: &[Values<'_>]) {
        let stride: usize = self.measures.iter().map(|measure| 1 + width(measure)).sum();
        let next = self.positions.len() as u32;
        let position =
            *self.positions.entry(u64::from(at.0) << 32 | u64::from(at.1)).or_insert(next);
        let rows_are_units = self.units.rows_are_units;
        if position == next {
            self.table.resize(self.table.len() + stride, 0.0);
            if rows_are_units {
                self.moments.extend(self.measures.iter().map(|one| Moments::new(width(one))));
            }
        }
        let mut start = position as usize * stride;
        for (number, measure) in self.measures.iter().enumerate() {
            let width = width(measure);
            if let Some((y, x)) = values[number].at(row, self.origins[number]) {
                let terms = [1.0, y, y * y, x, x * y, x * x].map(|term| weight * term);
                self.table[start] += 1.0;
                for (sum, term) in self.table[start + 1..].iter_mut().zip(&terms[..width]) {
                    *sum += term;
                }
                if rows_are_units {
                    let at = position as usize * self.measures.len() + number;
                    self.moments[at].add(&terms[..width]);
                }
            }
            start += 1 + width;
        }
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
        let bad = self.bad.into_iter().map(|((column, why), (row, rows))| SurveyProblem::BadCell {
            row,
            column,
            why,
            rows,
        });
        let mut problems: Vec<SurveyProblem> = bad.collect();
        problems.extend(self.units.problems());
        if self.rows == 0 {
            problems.push(SurveyProblem::NoRows);
        } else if !self.positive && problems.is_empty() {
            problems.push(SurveyProblem::NoWeight);
        }
        if !problems.is_empty() {
            return Err(SurveyProblems(problems));
        }
        let (groups, maps) = self.units.groups();
        let stride: usize = self.measures.iter().map(|measure| 1 + width(measure)).sum();
        let mut accumulated = Accumulated {
            design: self.design,
            measures: self.measures,
            by: self.by,
            cells: self.cells,
            entries: self
                .positions
                .iter()
                .map(|(key, at)| ((key >> 32) as u32, *key as u32, *at))
                .collect(),
            table: self.table,
            moments: self.moments,
            origins: self.origins,
            stride,
            groups,
            maps,
            rows: self.rows,
            rows_are_units: self.units.rows_are_units,
        };
        accumulated.entries.sort_unstable();
        if accumulated.design.weights.is_none() && !accumulated.design.fpc.is_empty() {
            accumulated.weigh(&self.units.probabilities());
        }
        check_lonely(&accumulated.groups, accumulated.design.lonely_psu)?;
        Ok(accumulated)
    }
}

impl Cells {
    fn number(&mut self, key: &[u32]) -> Result<u32, SurveyProblem> {
        if let Some(known) = self.known.get(key) {
            return Ok(*known);
        }
        if self.keys.len() >= MOST_CELLS {
            let (cells, most) = (self.keys.len() as u64 + 1, MOST_CELLS as u64);
            return Err(SurveyProblem::TooManyCells { cells, most });
        }
        let number = self.keys.len() as u32;
        self.known.insert(key.to_vec(), number);
        self.keys.push(key.to_vec());
        Ok(number)
    }
}

/// Sums of every sampling unit in every cell: what all estimates are made of.
#[derive(Debug, Clone)]
pub struct Accumulated {
    design: Design,
    measures: Vec<Measure>,
    by: Vec<String>,
    cells: Cells,
    /// Unit, cell, position in the table; in that order.
    entries: Vec<(u32, u32, u32)>,
    table: Vec<f64>,
    moments: Vec<Moments>,
    origins: Vec<(f64, f64)>,
    stride: usize,
    groups: Vec<Group>,
    maps: Vec<StageMap>,
    rows: u64,
    rows_are_units: bool,
}

/// A cell of a margin while it is put together, for one measure.
#[derive(Debug, Clone, Default)]
struct Gathered {
    n: f64,
    list: Vec<f64>,
    /// Groups that have units in the cell, with their moments.
    present: Vec<(usize, Moments)>,
    /// Units of the first stage in the cell.
    primary: f64,
    strata: f64,
}

impl Accumulated {
    /// Rows read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The estimates of every measure in every cell of a margin: `margin` are columns among those by which
    /// was accumulated; none of them is everyone.
    pub fn estimates(&self, margin: &[String], options: &EstimateOptions) -> Vec<Estimate> {
        let kept: Vec<usize> =
            margin.iter().filter_map(|name| self.by.iter().position(|by| by == name)).collect();
        let (keys, of_cell) = self.roll_up(&kept);
        let mut cells: Vec<CellEstimates> = keys
            .iter()
            .map(|key| CellEstimates::new(margin, key, &self.cells.levels, &kept))
            .collect();
        for (number, measure) in self.measures.iter().enumerate() {
            let gathered = self.gather(number, &of_cell, keys.len());
            for (cell, gathered) in cells.iter_mut().zip(&gathered) {
                cell.estimates.push(self.estimate(measure, number, cell, gathered, options));
            }
        }
        assemble(cells)
    }

    fn estimate(
        &self,
        measure: &Measure,
        number: usize,
        cell: &CellEstimates,
        gathered: &Gathered,
        options: &EstimateOptions,
    ) -> Estimate {
        let sums = Sums { n: gathered.n, list: &gathered.list, origin: self.origins[number] };
        let linearised = sums.linearise(measure);
        let groups: Vec<usize> = gathered.present.iter().map(|(group, _)| *group).collect();
        let factors = factors(&self.groups, self.design.lonely_psu, &groups);
        let variance = linearised.as_ref().map(|linearised| {
            let square = |(at, factor, centred): &(usize, f64, bool)| {
                let (group, held) = &gathered.present[*at];
                let drawn = self.groups[*group].drawn;
                factor * held.square(&linearised.coefficients, drawn, *centred)
            };
            factors.iter().map(square).sum()
        });
        let design_df = gathered.primary - gathered.strata;
        options.finish(
            measure,
            cell.by.clone(),
            gathered.n,
            linearised.as_ref(),
            variance,
            design_df,
        )
    }

    /// Cells of a margin, and for each finest cell which of them it belongs to.
    fn roll_up(&self, kept: &[usize]) -> (Vec<Vec<u32>>, Vec<u32>) {
        let mut known: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut keys = Vec::new();
        let of_cell = self.cells.keys.iter().map(|key| {
            let short: Vec<u32> = kept.iter().map(|at| key[*at]).collect();
            *known.entry(short).or_insert_with_key(|short| {
                keys.push(short.clone());
                keys.len() as u32 - 1
            })
        });
        let of_cell = of_cell.collect();
        (keys, of_cell)
    }

    /// The part of a position's table that belongs to a measure.
    fn sums(&self, position: u32, measure: usize) -> &[f64] {
        let before: usize = self.measures[..measure].iter().map(|one| 1 + width(one)).sum();
        let start = position as usize * self.stride + before;
        &self.table[start..start + 1 + width(&self.measures[measure])]
    }

    fn gather(&self, measure: usize, of_cell: &[u32], cells: usize) -> Vec<Gathered> {
        let width = width(&self.measures[measure]);
        let mut gathered = vec![Gathered { list: vec![0.0; width], ..Gathered::default() }; cells];
        for (_, cell, position) in &self.entries {
            let sums = self.sums(*position, measure);
            let into = &mut gathered[of_cell[*cell as usize] as usize];
            into.n += sums[0];
            into.list.iter_mut().zip(&sums[1..]).for_each(|(sum, more)| *sum += more);
        }
        if self.rows_are_units {
            self.gather_rows(measure, of_cell, &mut gathered);
        } else {
            for stage in 0..self.maps.len() {
                self.gather_stage(stage, measure, of_cell, &mut gathered);
            }
        }
        gathered
    }

    /// Rows that are units of their own: the moments of the cells that a margin's cell is made of, merged.
    fn gather_rows(&self, measure: usize, of_cell: &[u32], gathered: &mut [Gathered]) {
        for (stratum, cell, position) in &self.entries {
            let moments = &self.moments[*position as usize * self.measures.len() + measure];
            if moments.units() == 0.0 {
                continue;
            }
            let group = self.maps[0].group_of[*stratum as usize];
            let into = &mut gathered[of_cell[*cell as usize] as usize];
            into.primary += moments.units();
            match into.present.last_mut().filter(|(last, _)| *last == group) {
                Some((_, held)) => held.merge(moments),
                None => {
                    into.strata += 1.0;
                    into.present.push((group, moments.clone()));
                }
            }
        }
    }

    /// Sums of the units of one stage in each cell of a margin, into the moments of their groups.
    fn gather_stage(
        &self,
        stage: usize,
        measure: usize,
        of_cell: &[u32],
        gathered: &mut [Gathered],
    ) {
        let ancestors = self.ancestors(stage);
        let map = &self.maps[stage];
        let width = width(&self.measures[measure]);
        // Units by group, so that a group's units come together in every cell.
        let mut order: Vec<(usize, u32, u32, u32)> = self
            .entries
            .iter()
            .map(|(unit, cell, position)| {
                let unit = ancestors[*unit as usize];
                (map.group_of[unit as usize], unit, of_cell[*cell as usize], *position)
            })
            .collect();
        order.sort_unstable();
        let same = |a: &(usize, u32, u32, u32), b: &(usize, u32, u32, u32)| {
            (a.0, a.1, a.2) == (b.0, b.1, b.2)
        };
        for of_unit in order.chunk_by(same) {
            let (group, _, cell, _) = of_unit[0];
            let mut sums = [0.0; 8];
            for (.., position) in of_unit {
                let more = self.sums(*position, measure);
                sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
            if sums[0] == 0.0 {
                continue;
            }
            let into = &mut gathered[cell as usize];
            if into.present.last().is_none_or(|(last, _)| *last != group) {
                into.present.push((group, Moments::new(width)));
                into.strata += f64::from(u8::from(stage == 0));
            }
            into.primary += f64::from(u8::from(stage == 0));
            if let Some((_, held)) = into.present.last_mut() {
                held.add(&sums[1..=width]);
            }
        }
    }

    /// The unit of a stage in which each unit of the last stage lies.
    fn ancestors(&self, stage: usize) -> Vec<u32> {
        let last = self.maps.last().map_or(0, |map| map.group_of.len());
        let mut units: Vec<u32> = (0..last as u32).collect();
        for map in self.maps[stage + 1..].iter().rev() {
            units.iter_mut().for_each(|unit| *unit = map.parent_of[*unit as usize]);
        }
        units
    }

    /// Weights that follow from the chances of being drawn.
    fn weigh(&mut self, probabilities: &[f64]) {
        for (unit, _, position) in &self.entries {
            let weight = 1.0 / probabilities[*unit as usize];
            let mut start = *position as usize * self.stride;
            for (number, measure) in self.measures.iter().enumerate() {
                let width = width(measure);
                let sums = &mut self.table[start + 1..=start + width];
                sums.iter_mut().for_each(|sum| *sum *= weight);
                start += 1 + width;
                if self.rows_are_units {
                    let at = *position as usize * self.measures.len() + number;
                    self.moments[at].scale(weight);
                }
            }
        }
    }
}

/// The classes of a cell by name, for messages and answers.
pub(crate) fn by_names(
    margin: &[String],
    key: &[u32],
    levels: &[Vec<String>],
    kept: &[usize],
) -> Vec<(String, String)> {
    let class = |(at, code): (&usize, &u32)| {
        levels.get(*at).and_then(|levels| levels.get(*code as usize)).cloned().unwrap_or_default()
    };
    margin.iter().cloned().zip(kept.iter().zip(key).map(class)).collect()
}
