//! From sums to estimates: margins rolled up, moments of the units of each stratum, variances.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::accumulate::Cells;
use super::design::Design;
use super::estimate::{CellEstimates, Estimate, EstimateOptions, assemble};
use super::groups::{Group, factors};
use super::measure::{Measure, Sums, width};
use super::moments::Moments;
use super::units::StageMap;

/// Sums of every sampling unit in every cell: what all estimates are made of.
#[derive(Debug, Clone)]
pub struct Accumulated {
    pub(super) design: Design,
    pub(super) measures: Vec<Measure>,
    pub(super) by: Vec<String>,
    pub(super) cells: Cells,
    /// Unit, cell, position in the table; in that order.
    pub(super) entries: Vec<(u32, u32, u32)>,
    pub(super) table: Vec<f64>,
    pub(super) moments: Vec<Moments>,
    pub(super) origins: Vec<(f64, f64)>,
    pub(super) stride: usize,
    pub(super) groups: Vec<Group>,
    pub(super) maps: Vec<StageMap>,
    pub(super) rows: u64,
    pub(super) rows_are_units: bool,
}

/// Group, unit of a stage, cell of a margin, position in the table.
type Entry = (usize, u32, u32, u32);

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
        let orders = self.orders(&of_cell);
        for (number, measure) in self.measures.iter().enumerate() {
            let gathered = self.gather(number, &of_cell, keys.len(), &orders);
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
        if kept.is_empty() {
            // Everyone is a cell even where nobody is in it.
            known.insert(Vec::new(), 0);
            keys.push(Vec::new());
        }
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

    /// Where the counts and sums of a measure are within those of a position.
    fn part_of(&self, measure: usize) -> Range<usize> {
        let before: usize = self.measures[..measure].iter().map(|one| 1 + width(one)).sum();
        before..before + 1 + width(&self.measures[measure])
    }

    /// A part of a position's counts and sums.
    fn sums(&self, position: u32, part: &Range<usize>) -> &[f64] {
        let start = position as usize * self.stride;
        &self.table[start + part.start..start + part.end]
    }

    fn gather(
        &self,
        measure: usize,
        of_cell: &[u32],
        cells: usize,
        orders: &[Vec<Entry>],
    ) -> Vec<Gathered> {
        let (width, part) = (width(&self.measures[measure]), self.part_of(measure));
        let mut gathered = vec![Gathered { list: vec![0.0; width], ..Gathered::default() }; cells];
        for (_, cell, position) in &self.entries {
            let sums = self.sums(*position, &part);
            let into = &mut gathered[of_cell[*cell as usize] as usize];
            into.n += sums[0];
            into.list.iter_mut().zip(&sums[1..]).for_each(|(sum, more)| *sum += more);
        }
        if self.rows_are_units {
            self.gather_rows(measure, of_cell, &mut gathered);
        } else {
            for (stage, order) in orders.iter().enumerate() {
                self.gather_stage(stage, measure, order, &mut gathered);
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

    /// The entries of each stage by group, then unit, then cell of a margin, so that a group's units come
    /// together in every cell. The same for every measure; none where rows are units.
    fn orders(&self, of_cell: &[u32]) -> Vec<Vec<Entry>> {
        if self.rows_are_units {
            return Vec::new();
        }
        let of_stage = |stage: usize| {
            let (ancestors, map) = (self.ancestors(stage), &self.maps[stage]);
            let entry = |(unit, cell, position): &(u32, u32, u32)| {
                let unit = ancestors[*unit as usize];
                (map.group_of[unit as usize], unit, of_cell[*cell as usize], *position)
            };
            let mut order: Vec<Entry> = self.entries.iter().map(entry).collect();
            order.sort_unstable();
            order
        };
        (0..self.maps.len()).map(of_stage).collect()
    }

    /// Sums of the units of one stage in each cell of a margin, into the moments of their groups.
    fn gather_stage(
        &self,
        stage: usize,
        measure: usize,
        order: &[Entry],
        gathered: &mut [Gathered],
    ) {
        let (width, part) = (width(&self.measures[measure]), self.part_of(measure));
        let same = |a: &Entry, b: &Entry| (a.0, a.1, a.2) == (b.0, b.1, b.2);
        for of_unit in order.chunk_by(same) {
            let (group, _, cell, _) = of_unit[0];
            let mut sums = [0.0; 8];
            for (.., position) in of_unit {
                let more = self.sums(*position, &part);
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
    pub(super) fn weigh(&mut self, probabilities: &[f64]) {
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
