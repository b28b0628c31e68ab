//! Rows on their way to the table: each once, as cells, with the digest computed in passing.

use passerelle_register::database::Cell;
use passerelle_vocabulary::Row;
use passerelle_vocabulary::observation::SeriesIndex;

use super::{Conflict, Doubles};
use crate::digest::BatchDigest;
use crate::sorter::Sorted;

/// Contradictions of a file that are kept, to be told; all are counted.
const KEPT_CONFLICTS: usize = 1_000;

/// Turns rows into cells and computes the digest on the way.
pub(super) struct Writer<'a> {
    batch: i64,
    numbers: &'a [i64],
    index: &'a SeriesIndex,
    digest: BatchDigest,
    current: Option<u32>,
    count: u64,
}

impl<'a> Writer<'a> {
    pub fn new(batch: i64, numbers: &'a [i64], index: &'a SeriesIndex) -> Self {
        Self { batch, numbers, index, digest: BatchDigest::default(), current: None, count: 0 }
    }

    pub fn cells(&mut self, row: &Row) -> [Cell<'static>; 7] {
        if self.current != Some(row.series) {
            self.current = Some(row.series);
            if let Some(series) = self.index.get(row.series) {
                self.digest.start(series);
            }
        }
        self.digest.add(row);
        self.count += 1;
        let known = |number: f64| if number.is_nan() { Cell::Null } else { Cell::Real(number) };
        [
            Cell::Int(self.numbers.get(row.series as usize).copied().unwrap_or_default()),
            Cell::Int(i64::from(row.period.to_code())),
            Cell::Int(self.batch),
            row.value.map_or(Cell::Null, Cell::Real),
            known(row.standard_error),
            known(row.n),
            Cell::Int(i64::from(row.status.number())),
        ]
    }

    pub fn finish(self) -> (u64, String) {
        (self.count, self.digest.finish())
    }
}

/// Rows without repetitions; lines that contradict one another are set aside.
pub(super) struct Deduplicated {
    pub rows: Sorted,
    ahead: Option<Row>,
    repeated: u64,
    conflicts: Vec<(Row, Row)>,
    conflict_count: u64,
}

impl Deduplicated {
    pub fn new(mut rows: Sorted) -> Self {
        let ahead = rows.next();
        Self { rows, ahead, repeated: 0, conflicts: Vec::new(), conflict_count: 0 }
    }

    /// The lines about the same thing that were met so far, by the names of their series.
    pub fn doubles(&self, index: &SeriesIndex) -> Doubles {
        let named = |(first, second): &(Row, Row)| {
            let series = index.get(first.series)?.clone();
            Some(Conflict { series, first: *first, second: *second })
        };
        Doubles {
            repeated: self.repeated,
            conflicts: self.conflicts.iter().filter_map(named).collect(),
            conflict_count: self.conflict_count,
        }
    }

    /// The next row whose key is its own, or repeated without contradiction.
    pub fn next(&mut self) -> Option<Row> {
        loop {
            let row = self.ahead.take()?;
            let mut contradicted = false;
            loop {
                self.ahead = self.rows.next();
                let Some(other) = self.ahead else { break };
                if (other.series, other.period) != (row.series, row.period) {
                    break;
                }
                if same_figure(&row, &other) {
                    self.repeated += 1;
                } else {
                    contradicted = true;
                    self.conflict_count += 1;
                    if self.conflicts.len() < KEPT_CONFLICTS {
                        self.conflicts.push((row, other));
                    }
                }
            }
            if !contradicted {
                return Some(row);
            }
        }
    }
}

fn same_figure(a: &Row, b: &Row) -> bool {
    let same = |x: f64, y: f64| x == y || (x.is_nan() && y.is_nan());
    a.value == b.value && same(a.standard_error, b.standard_error) && same(a.n, b.n)
}
