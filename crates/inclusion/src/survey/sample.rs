//! Rows held in memory with their weights, units and calibration: for what needs more than sums.

use std::borrow::Cow;

use passerelle_vocabulary::Columns;

use super::calibrate::{self, Projection};
use super::design::Design;
use super::groups::{Group, LonelyPsu, factors};
use super::linear::Matrix;
use super::moments::Moments;
use super::problem::{SurveyProblem, SurveyProblems};
use super::replicate::ReplicateSet;
use super::units::{StageMap, Units, codes, numbers};

/// A survey's rows as a design sees them.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Weights after calibration; 0 for rows that do not count.
    pub(crate) weights: Vec<f64>,
    /// Whether the row is one that the question is about.
    pub(crate) inside: Vec<bool>,
    pub(crate) units: SampleUnits,
    pub(crate) projection: Option<Projection>,
    pub(crate) replicates: Option<ReplicateSet>,
}

/// Which unit each row is of, and how units lie in strata.
#[derive(Debug, Clone)]
pub(crate) struct SampleUnits {
    /// Unit of the last stage of each row; its stratum where rows are units.
    pub of_row: Vec<u32>,
    pub rows_are_units: bool,
    pub groups: Vec<Group>,
    pub maps: Vec<StageMap>,
    pub lonely: LonelyPsu,
}

impl Sample {
    /// Sees rows as the design says: weighs, calibrates and replicates them. Rows outside a filter still
    /// count in the design.
    ///
    /// # Errors
    /// Everything that is wrong with the design's columns.
    pub fn new(design: &Design, rows: &Columns) -> Result<Self, SurveyProblems> {
        if rows.rows() == 0 {
            return Err(SurveyProblem::NoRows.into());
        }
        let mut units = Units::new(design);
        let of_row = units.add(design, rows)?;
        let mut problems = bad_cells(design, rows)?;
        problems.extend(units.problems());
        if !problems.is_empty() {
            return Err(SurveyProblems(problems));
        }
        let mut weights = match &design.weights {
            Some(name) => numbers(rows, name)?.to_vec(),
            None if design.fpc.is_empty() => vec![1.0; rows.rows()],
            None => {
                let drawn = units.probabilities();
                of_row.iter().map(|unit| 1.0 / drawn[*unit as usize]).collect()
            }
        };
        if !weights.iter().any(|weight| *weight > 0.0) {
            return Err(SurveyProblem::NoWeight.into());
        }
        let (groups, maps) = units.groups();
        let rows_are_units = units.rows_are_units;
        let units = SampleUnits { of_row, rows_are_units, groups, maps, lonely: design.lonely_psu };
        let mut replicates = match &design.replicates {
            Some(asked) => Some(ReplicateSet::new(asked, &units, rows, &weights)?),
            None => {
                units.check_lonely()?;
                None
            }
        };
        let projection = match &design.calibrate {
            Some(asked) => {
                let auxiliary = calibrate::auxiliary(asked, rows)?;
                if let Some(replicates) = &mut replicates {
                    replicates.calibrate(asked, &auxiliary)?;
                }
                let calibrated = calibrate::weights(asked, &auxiliary, &weights)?;
                let projection = Projection::new(asked, &auxiliary, &weights)?;
                weights = calibrated;
                Some(projection)
            }
            None => None,
        };
        let inside = weights.iter().map(|weight| *weight > 0.0).collect();
        Ok(Self { weights, inside, units, projection, replicates })
    }

    /// Keeps the question to rows for which `inside` is true.
    pub fn within(mut self, inside: &[bool]) -> Self {
        self.inside.iter_mut().zip(inside).for_each(|(mine, more)| *mine &= more);
        self
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// The variance of a total of linearised values: one a row, its weight already in it; 0 outside the
    /// cell. `in_cell` says which rows are in it.
    pub(crate) fn variance(&self, z: &[f64], in_cell: &[bool]) -> f64 {
        self.covariance(&[Cow::Borrowed(z)], in_cell).at(0, 0)
    }

    /// The covariances of several such totals.
    pub(crate) fn covariance(&self, z: &[Cow<'_, [f64]>], in_cell: &[bool]) -> Matrix {
        match &self.projection {
            None => self.units.covariance(z, in_cell),
            Some(projection) => {
                let rest: Vec<Cow<'_, [f64]>> =
                    z.iter().map(|z| Cow::Owned(projection.residual(z, &self.weights))).collect();
                self.units.covariance(&rest, &vec![true; self.rows()])
            }
        }
    }

    /// Primary units less strata of the rows in a cell; of replicates, what they say.
    pub(crate) fn degrees(&self, in_cell: &[bool]) -> f64 {
        match &self.replicates {
            Some(replicates) => replicates.degrees(in_cell),
            None => self.units.degrees(in_cell),
        }
    }
}

impl SampleUnits {
    /// The unit of a stage of each row.
    fn ancestors(&self, stage: usize) -> Vec<u32> {
        let mut units = self.of_row.clone();
        for map in self.maps[stage + 1..].iter().rev() {
            units.iter_mut().for_each(|unit| *unit = map.parent_of[*unit as usize]);
        }
        units
    }

    /// The primary unit of each row: a number of its own where rows are units.
    pub fn primary(&self) -> Vec<u32> {
        if self.rows_are_units {
            return (0..self.of_row.len() as u32).collect();
        }
        self.ancestors(0)
    }

    /// The first-stage stratum of each row, as a position among the groups.
    pub fn strata(&self) -> Vec<usize> {
        let of_unit = if self.rows_are_units { self.of_row.clone() } else { self.ancestors(0) };
        of_unit.iter().map(|unit| self.maps[0].group_of[*unit as usize]).collect()
    }

    fn degrees(&self, in_cell: &[bool]) -> f64 {
        let kept = |row: &usize| in_cell[*row];
        let (primary, strata) = (self.primary(), self.strata());
        let rows = || (0..in_cell.len()).filter(kept);
        distinct(rows().map(|row| primary[row] as usize)) - distinct(rows().map(|row| strata[row]))
    }

    fn covariance(&self, z: &[Cow<'_, [f64]>], in_cell: &[bool]) -> Matrix {
        let width = z.len();
        let mut covariance = Matrix::zero(width, width);
        let mut present: Vec<(usize, Moments)> = Vec::new();
        for stage in 0..self.maps.len() {
            self.moments(stage, z, in_cell, &mut present);
        }
        let groups: Vec<usize> = present.iter().map(|(group, _)| *group).collect();
        for (at, factor, centred) in factors(&self.groups, self.lonely, &groups) {
            let (group, held) = &present[at];
            held.add_products(factor, self.groups[*group].drawn, centred, &mut covariance);
        }
        covariance
    }

    /// The moments of the units of one stage, group by group.
    fn moments(
        &self,
        stage: usize,
        z: &[Cow<'_, [f64]>],
        in_cell: &[bool],
        into: &mut Vec<(usize, Moments)>,
    ) {
        let map = &self.maps[stage];
        let unit_of = if self.rows_are_units { self.primary() } else { self.ancestors(stage) };
        let group_of = |row: usize| {
            let key = if self.rows_are_units { self.of_row[row] } else { unit_of[row] };
            map.group_of[key as usize]
        };
        let mut order: Vec<(usize, u32, usize)> = (0..self.of_row.len())
            .filter(|row| in_cell[*row])
            .map(|row| (group_of(row), unit_of[row], row))
            .collect();
        order.sort_unstable();
        let mut sums = vec![0.0; z.len()];
        for unit in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            sums.fill(0.0);
            for (_, _, row) in unit {
                sums.iter_mut().zip(z).for_each(|(sum, z)| *sum += z[*row]);
            }
            let group = unit[0].0;
            if into.last().is_none_or(|(last, _)| *last != group) {
                into.push((group, Moments::new(z.len())));
            }
            if let Some((_, held)) = into.last_mut() {
                held.add(&sums);
            }
        }
    }

    fn check_lonely(&self) -> Result<(), SurveyProblem> {
        super::groups::check_lonely(&self.groups, self.lonely)
    }
}

fn distinct(numbers: impl Iterator<Item = usize>) -> f64 {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as f64
}

/// Cells of the design's columns that cannot be.
fn bad_cells(design: &Design, rows: &Columns) -> Result<Vec<SurveyProblem>, SurveyProblem> {
    let mut problems = Vec::new();
    let mut tell = |column: &String, why, at: Vec<usize>| {
        if let Some(first) = at.first() {
            let (row, rows) = (*first as u64 + 1, at.len() as u64);
            problems.push(SurveyProblem::BadCell { row, column: column.clone(), why, rows });
        }
    };
    for name in design.strata.iter().chain(&design.clusters) {
        let codes = codes(rows, name)?;
        let missing = |row: &usize| codes[*row] == passerelle_vocabulary::columns::MISSING;
        tell(name, "missing", (0..rows.rows()).filter(missing).collect());
    }
    if let Some(name) = &design.weights {
        let weights = numbers(rows, name)?;
        let which =
            |test: fn(f64) -> bool| (0..rows.rows()).filter(|at| test(weights[*at])).collect();
        tell(name, "missing", which(f64::is_nan));
        tell(name, "negative", which(|weight| weight < 0.0));
        tell(name, "infinite", which(|weight| weight == f64::INFINITY));
    }
    Ok(problems)
}
