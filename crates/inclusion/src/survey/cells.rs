//! Cells of the finest table, and where the sums of a sampling unit in a cell are kept.
//!
//! Both are looked up for every row. While few enough are possible, a lookup is one step into a list; beyond
//! that it goes through a hash, so that memory follows what there is and not what there could be.

use passerelle_vocabulary::columns::MISSING;
use rustc_hash::FxHashMap;

use super::problem::SurveyProblem;

/// Cells of the finest table, at the most.
const MOST_CELLS: usize = 4_000_000;
/// Combinations of classes that are looked up in a list, at the most: 16 MB.
const MOST_COMBINATIONS: usize = 1 << 22;
/// Pairs of unit and cell that are looked up in a list, at the most: 64 MB.
const MOST_PAIRS: usize = 1 << 24;
/// No position.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Cells of the finest table: each combination of classes once.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// Codes of the classes of each cell.
    pub keys: Vec<Vec<u32>>,
    /// What the codes stand for, by column.
    pub levels: Vec<Vec<String>>,
    /// The cell of each combination of codes, the last column's code counting fastest; empty where there are
    /// too many.
    list: Vec<u32>,
    known: FxHashMap<Vec<u32>, u32>,
}

impl Cells {
    /// The classes that the codes of the next rows stand for, by column.
    pub fn name_levels<'a>(&mut self, levels: impl Iterator<Item = &'a [String]>) {
        let levels: Vec<&[String]> = levels.collect();
        let counts = |levels: &mut dyn Iterator<Item = usize>| levels.collect::<Vec<_>>();
        let now = counts(&mut levels.iter().map(|one| one.len()));
        if now == counts(&mut self.levels.iter().map(Vec::len)) && !self.keys.is_empty() {
            return;
        }
        self.levels = levels.into_iter().map(<[String]>::to_vec).collect();
        let combinations = now.iter().try_fold(1_usize, |all, one| all.checked_mul(*one));
        self.list.clear();
        if let Some(all) = combinations.filter(|all| *all <= MOST_COMBINATIONS) {
            self.list.resize(all, NOWHERE);
            for (number, key) in self.keys.iter().enumerate() {
                let at = key.iter().zip(&now).fold(0, |at, (code, of)| at * of + *code as usize);
                self.list[at] = number as u32;
            }
        }
    }

    /// The cell of a row; `None` where one of its classes is missing.
    pub fn of_row(&mut self, classes: &[&[u32]], row: usize) -> Result<Option<u32>, SurveyProblem> {
        if self.list.is_empty() {
            return self.hashed(classes, row);
        }
        let mut at = 0;
        for (codes, levels) in classes.iter().zip(&self.levels) {
            if codes[row] == MISSING {
                return Ok(None);
            }
            at = at * levels.len() + codes[row] as usize;
        }
        if self.list[at] == NOWHERE {
            self.list[at] = self.new_cell(classes.iter().map(|codes| codes[row]).collect())?;
        }
        Ok(Some(self.list[at]))
    }

    fn hashed(&mut self, classes: &[&[u32]], row: usize) -> Result<Option<u32>, SurveyProblem> {
        let key: Vec<u32> = classes.iter().map(|codes| codes[row]).collect();
        if key.contains(&MISSING) {
            return Ok(None);
        }
        if self.known.len() < self.keys.len() {
            // From the list to the hash.
            let all = self.keys.iter().cloned().zip(0..);
            self.known.extend(all);
        }
        if let Some(known) = self.known.get(&key) {
            return Ok(Some(*known));
        }
        let number = self.new_cell(key.clone())?;
        self.known.insert(key, number);
        Ok(Some(number))
    }

    fn new_cell(&mut self, key: Vec<u32>) -> Result<u32, SurveyProblem> {
        if self.keys.len() >= MOST_CELLS {
            let (cells, most) = (self.keys.len() as u64 + 1, MOST_CELLS as u64);
            return Err(SurveyProblem::TooManyCells { cells, most });
        }
        self.keys.push(key);
        Ok(self.keys.len() as u32 - 1)
    }
}

/// Where the sums of a unit in a cell are: positions from 0, in the order in which pairs were met.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions {
    /// By unit, then cell.
    list: Vec<Vec<u32>>,
    /// Pairs that the list has room for.
    room: usize,
    /// By unit and cell; what holds all pairs once they are too many for the list.
    known: FxHashMap<u64, u32>,
    pairs: u32,
}

impl Positions {
    /// The position of a unit in a cell; a new one where they were not met before.
    pub fn of(&mut self, unit: u32, cell: u32) -> u32 {
        let (row, column) = (unit as usize, cell as usize);
        if let Some(at) = self.list.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            if *at == NOWHERE {
                *at = self.pairs;
                self.pairs += 1;
            }
            return *at;
        }
        if self.known.is_empty() && self.make_room(row, column) {
            return self.of(unit, cell);
        }
        let next = self.pairs;
        let at = *self.known.entry(key(unit, cell)).or_insert(next);
        self.pairs += u32::from(at == next);
        at
    }

    /// Lengthens the list for a pair, or puts it into the hash where it has grown too long.
    fn make_room(&mut self, unit: usize, cell: usize) -> bool {
        let held = self.list.get(unit).map_or(0, Vec::len);
        // By halves, so that a list that grows cell by cell is not copied for each of them.
        let length = (cell + 1).max(held + held / 2);
        let room = self.room + length - held;
        if room > MOST_PAIRS {
            self.known = self.pairs().map(|(unit, cell, at)| (key(unit, cell), at)).collect();
            self.list = Vec::new();
            return false;
        }
        if unit >= self.list.len() {
            self.list.resize_with(unit + 1, Vec::new);
        }
        self.list[unit].resize(length, NOWHERE);
        self.room = room;
        true
    }

    fn pairs(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        self.list.iter().enumerate().flat_map(|(unit, cells)| {
            let met = cells.iter().enumerate().filter(|(_, at)| **at != NOWHERE);
            met.map(move |(cell, at)| (unit as u32, cell as u32, *at))
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pairs as usize
    }

    /// Unit, cell and position, by unit and then by cell.
    pub fn in_order(&self) -> Vec<(u32, u32, u32)> {
        if self.known.is_empty() {
            return self.pairs().collect();
        }
        let unpacked = |(key, at): (&u64, &u32)| ((key >> 32) as u32, *key as u32, *at);
        let mut all: Vec<(u32, u32, u32)> = self.known.iter().map(unpacked).collect();
        all.sort_unstable();
        all
    }
}

fn key(unit: u32, cell: u32) -> u64 {
    u64::from(unit) << 32 | u64::from(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: usize) -> Vec<String> {
        (0..count).map(|word| word.to_string()).collect()
    }

    #[test]
    fn cells_keep_their_numbers_when_classes_become_many() {
        let mut cells = Cells::default();
        let few = words(3);
        cells.name_levels([&few[..], &few[..]].into_iter());
        let (one, other) = ([2, 0, MISSING, 2], [1, 0, 1, 1]);
        let classes: [&[u32]; 2] = [&one, &other];
        let numbers: Vec<Option<u32>> =
            (0..4).map(|row| cells.of_row(&classes, row).unwrap()).collect();
        assert_eq!(numbers, [Some(0), Some(1), None, Some(0)]);
        // Too many combinations for a list.
        let many = words(3_000);
        cells.name_levels([&many[..], &many[..]].into_iter());
        let (one, other) = ([0, 2_999, 2, MISSING], [0, 2_999, 1, 5]);
        let classes: [&[u32]; 2] = [&one, &other];
        let numbers: Vec<Option<u32>> =
            (0..4).map(|row| cells.of_row(&classes, row).unwrap()).collect();
        assert_eq!(numbers, [Some(1), Some(2), Some(0), None]);
        assert_eq!(cells.keys, [[2, 1], [0, 0], [2_999, 2_999]]);
        assert_eq!(cells.levels[0].len(), 3_000);
    }

    #[test]
    fn everyone_is_one_cell() {
        let mut cells = Cells::default();
        cells.name_levels([].into_iter());
        assert_eq!(cells.of_row(&[], 0).unwrap(), Some(0));
        assert_eq!(cells.of_row(&[], 1).unwrap(), Some(0));
        assert_eq!(cells.keys, [Vec::<u32>::new()]);
    }

    #[test]
    fn positions_stay_when_pairs_become_many() {
        let mut positions = Positions::default();
        assert_eq!((positions.of(3, 2), positions.of(0, 7), positions.of(3, 2)), (0, 1, 0));
        assert_eq!(positions.in_order(), [(0, 7, 1), (3, 2, 0)]);
        let far = MOST_PAIRS as u32 + 1;
        assert_eq!((positions.of(1, far), positions.of(0, 7), positions.of(9, 9)), (2, 1, 3));
        assert_eq!(positions.in_order(), [(0, 7, 1), (1, far, 2), (3, 2, 0), (9, 9, 3)]);
        assert_eq!(positions.len(), 4);
    }
}
