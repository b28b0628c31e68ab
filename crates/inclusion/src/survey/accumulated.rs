//! From sums to estimates: margins rolled up, moments of the units of each stratum, variances.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cells::Cells;
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
    /// Unit of the last stage, and cell: in that order, and in that of the table.
    pub(super) entries: Vec<(u32, u32)>,
    /// For each entry the counts and sums of every measure.
    pub(super) table: Vec<f64>,
    pub(super) moments: Vec<Moments>,
    pub(super) origins: Vec<(f64, f64)>,
    pub(super) stride: usize,
    pub(super) groups: Vec<Group>,
    pub(super) maps: Vec<StageMap>,
    pub(super) rows: u64,
    pub(super) rows_are_units: bool,
}

/// Entries of one unit of the last stage, and the unit of a stage that it lies in.
#[derive(Debug, Clone)]
struct Unit {
    group: usize,
    unit: u32,
    entries: Range<usize>,
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
        let stages = self.stages();
        for (number, measure) in self.measures.iter().enumerate() {
            let gathered = self.gather(number, &of_cell, keys.len(), &stages);
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

    /// A part of an entry's counts and sums.
    fn sums(&self, entry: usize, part: &Range<usize>) -> &[f64] {
        let start = entry * self.stride;
        &self.table[start + part.start..start + part.end]
    }

    fn gather(
        &self,
        measure: usize,
        of_cell: &[u32],
        cells: usize,
        stages: &[Vec<Unit>],
    ) -> Vec<Gathered> {
        let (width, part) = (width(&self.measures[measure]), self.part_of(measure));
        let mut gathered = vec![Gathered { list: vec![0.0; width], ..Gathered::default() }; cells];
        for (entry, (_, cell)) in self.entries.iter().enumerate() {
            let sums = self.sums(entry, &part);
            let into = &mut gathered[of_cell[*cell as usize] as usize];
            into.n += sums[0];
            into.list.iter_mut().zip(&sums[1..]).for_each(|(sum, more)| *sum += more);
        }
        if self.rows_are_units {
            self.gather_rows(measure, of_cell, &mut gathered);
        } else {
            for (stage, units) in stages.iter().enumerate() {
                self.gather_stage(stage, &part, (of_cell, units), &mut gathered);
            }
        }
        gathered
    }

    /// Rows that are units of their own: the moments of the cells that a margin's cell is made of, merged.
    fn gather_rows(&self, measure: usize, of_cell: &[u32], gathered: &mut [Gathered]) {
        for (entry, (stratum, cell)) in self.entries.iter().enumerate() {
            let moments = &self.moments[entry * self.measures.len() + measure];
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

    /// The units of each stage by group and then by number, each with the entries of its units of the last
    /// stage. The same for every measure and margin; none where rows are units.
    fn stages(&self) -> Vec<Vec<Unit>> {
        if self.rows_are_units {
            return Vec::new();
        }
        let mut last: Vec<(u32, Range<usize>)> = Vec::new();
        for of_unit in self.entries.chunk_by(|a, b| a.0 == b.0) {
            let start = last.last().map_or(0, |(_, entries)| entries.end);
            last.push((of_unit[0].0, start..start + of_unit.len()));
        }
        let of_stage = |stage: usize| {
            let (ancestors, map) = (self.ancestors(stage), &self.maps[stage]);
            let unit = |(unit, entries): &(u32, Range<usize>)| {
                let unit = ancestors[*unit as usize];
                Unit { group: map.group_of[unit as usize], unit, entries: entries.clone() }
            };
            let mut units: Vec<Unit> = last.iter().map(unit).collect();
            units.sort_by_key(|one| (one.group, one.unit));
            units
        };
        (0..self.maps.len()).map(of_stage).collect()
    }

    /// Sums of the units of one stage in each cell of a margin, into the moments of their groups.
    fn gather_stage(
        &self,
        stage: usize,
        part: &Range<usize>,
        (of_cell, units): (&[u32], &[Unit]),
        gathered: &mut [Gathered],
    ) {
        let wide = part.len();
        // A unit's sums cell by cell, and the cells that it is in.
        let (mut sums, mut met) = (vec![0.0; gathered.len() * wide], Vec::new());
        for of_unit in units.chunk_by(|a, b| (a.group, a.unit) == (b.group, b.unit)) {
            for entry in of_unit.iter().flat_map(|one| one.entries.clone()) {
                let cell = of_cell[self.entries[entry].1 as usize] as usize;
                let into = &mut sums[cell * wide..][..wide];
                let more = self.sums(entry, part);
                // An entry of rows without a known value counts none, and is in no cell.
                if into[0] == 0.0 && more[0] > 0.0 {
                    met.push(cell);
                }
                into.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
            let group = of_unit[0].group;
            for cell in met.drain(..) {
                let sums = &mut sums[cell * wide..][..wide];
                let into = &mut gathered[cell];
                if into.present.last().is_none_or(|(last, _)| *last != group) {
                    into.present.push((group, Moments::new(wide - 1)));
                    into.strata += f64::from(u8::from(stage == 0));
                }
                into.primary += f64::from(u8::from(stage == 0));
                if let Some((_, held)) = into.present.last_mut() {
                    held.add(&sums[1..]);
                }
                sums.fill(0.0);
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
        for (entry, (unit, _)) in self.entries.iter().enumerate() {
            let weight = 1.0 / probabilities[*unit as usize];
            let mut start = entry * self.stride;
            for (number, measure) in self.measures.iter().enumerate() {
                let width = width(measure);
                let sums = &mut self.table[start + 1..=start + width];
                sums.iter_mut().for_each(|sum| *sum *= weight);
                start += 1 + width;
                if self.rows_are_units {
                    let at = entry * self.measures.len() + number;
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
