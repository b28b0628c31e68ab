//! Sorts the rows of a file by series and period in bounded memory.
//!
//! Rows gather in a run; a full run is sorted and written to an unnamed temporary file. In the end the
//! runs are merged while they are read. A file that is already in order costs one comparison per row.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

use passerelle_vocabulary::{Period, Row, Status};

/// Rows per run: 48 MB of memory.
const RUN: usize = 1_000_000;
/// Bytes of a row on disk.
const RECORD: usize = 4 + 4 + 8 + 8 + 8 + 1 + 4;

/// Gathers rows, then gives them back by series, then period, then line.
pub struct Sorter {
    run: Vec<Row>,
    limit: usize,
    spilled: Vec<File>,
    count: u64,
}

impl Default for Sorter {
    fn default() -> Self {
        Self::with_run(RUN)
    }
}

impl Sorter {
    /// A sorter whose runs hold `limit` rows (for tests; the default suits programs).
    pub fn with_run(limit: usize) -> Self {
        Self { run: Vec::new(), limit: limit.max(1), spilled: Vec::new(), count: 0 }
    }

    /// Adds rows in any order.
    ///
    /// # Errors
    /// The temporary file cannot be written: the disk is full, for example.
    pub fn extend(&mut self, rows: &[Row]) -> std::io::Result<()> {
        self.count += rows.len() as u64;
        for row in rows {
            if self.run.len() == self.limit {
                self.spill()?;
            }
            self.run.push(*row);
        }
        Ok(())
    }

    /// Rows added so far.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn spill(&mut self) -> std::io::Result<()> {
        sort(&mut self.run);
        let mut file = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        for row in &self.run {
            file.write_all(&encode(row))?;
        }
        let mut file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.spilled.push(file);
        self.run.clear();
        Ok(())
    }

    /// The rows, in order.
    pub fn finish(mut self) -> Sorted {
        sort(&mut self.run);
        let mut runs: Vec<Run> = self
            .spilled
            .into_iter()
            .map(|file| Run::Disk(BufReader::with_capacity(1 << 18, file)))
            .collect();
        runs.push(Run::Memory(self.run.into_iter()));
        let mut sorted = Sorted { heap: BinaryHeap::new(), runs, failed: None };
        for index in 0..sorted.runs.len() {
            sorted.refill(index);
        }
        sorted
    }
}

/// Series, period, line.
type SortKey = (u32, Period, u32);

fn order(row: &Row) -> SortKey {
    (row.series, row.period, row.line)
}

fn sort(rows: &mut [Row]) {
    if !rows.is_sorted_by_key(order) {
        rows.sort_unstable_by_key(order);
    }
}

enum Run {
    Memory(std::vec::IntoIter<Row>),
    Disk(BufReader<File>),
}

impl Run {
    fn next(&mut self) -> std::io::Result<Option<Row>> {
        match self {
            Self::Memory(rows) => Ok(rows.next()),
            Self::Disk(file) => {
                let mut record = [0_u8; RECORD];
                match file.read_exact(&mut record) {
                    Ok(()) => Ok(decode(&record)),
                    Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
                    Err(error) => Err(error),
                }
            }
        }
    }
}

/// Rows in order; ends early on a read error, which [`Sorted::failure`] then tells.
pub struct Sorted {
    heap: BinaryHeap<Reverse<(SortKey, usize, Held)>>,
    runs: Vec<Run>,
    failed: Option<std::io::Error>,
}

/// A row in the heap; the key before it already decides the order.
struct Held(Row);

impl PartialEq for Held {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Held {}
impl PartialOrd for Held {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Held {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

impl Sorted {
    fn refill(&mut self, index: usize) {
        match self.runs[index].next() {
            Ok(Some(row)) => self.heap.push(Reverse((order(&row), index, Held(row)))),
            Ok(None) => {}
            Err(error) => self.failed = Some(error),
        }
    }

    /// What went wrong while reading the temporary files, if anything.
    pub fn failure(&mut self) -> Option<std::io::Error> {
        self.failed.take()
    }
}

impl Iterator for Sorted {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.failed.is_some() {
            return None;
        }
        // One run only: no need of the heap's comparisons.
        if let [only] = self.runs.as_mut_slice() {
            if let Some(Reverse((_, _, Held(row)))) = self.heap.pop() {
                return Some(row);
            }
            return only.next().unwrap_or_else(|error| {
                self.failed = Some(error);
                None
            });
        }
        let Reverse((_, index, Held(row))) = self.heap.pop()?;
        self.refill(index);
        Some(row)
    }
}

fn encode(row: &Row) -> [u8; RECORD] {
    let mut bytes = [0_u8; RECORD];
    bytes[..4].copy_from_slice(&row.series.to_le_bytes());
    bytes[4..8].copy_from_slice(&row.period.to_code().to_le_bytes());
    bytes[8..16].copy_from_slice(&row.value.unwrap_or(f64::NAN).to_le_bytes());
    bytes[16..24].copy_from_slice(&row.standard_error.to_le_bytes());
    bytes[24..32].copy_from_slice(&row.n.to_le_bytes());
    bytes[32] = row.status.number();
    bytes[33..].copy_from_slice(&row.line.to_le_bytes());
    bytes
}

fn decode(bytes: &[u8; RECORD]) -> Option<Row> {
    let four = |at: usize| <[u8; 4]>::try_from(&bytes[at..at + 4]).ok();
    let real = |at: usize| <[u8; 8]>::try_from(&bytes[at..at + 8]).ok().map(f64::from_le_bytes);
    let value = real(8)?;
    Some(Row {
        series: u32::from_le_bytes(four(0)?),
        period: Period::from_code(i32::from_le_bytes(four(4)?))?,
        value: (!value.is_nan()).then_some(value),
        standard_error: real(16)?,
        n: real(24)?,
        status: Status::from_number(bytes[32])?,
        line: u32::from_le_bytes(four(33)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(series: u32, year: i32, line: u32) -> Row {
        Row {
            series,
            period: Period::year_of(year).unwrap(),
            value: line.is_multiple_of(3).then_some(f64::from(line)),
            standard_error: f64::NAN,
            n: 7.0,
            status: Status::Estimated,
            line,
        }
    }

    #[test]
    fn a_row_survives_the_disk() {
        for line in 0..4 {
            let written = row(9, 1999, line);
            let read = decode(&encode(&written)).unwrap();
            assert_eq!(order(&read), order(&written));
            assert_eq!((read.value, read.n, read.status), (written.value, 7.0, written.status));
            assert!(read.standard_error.is_nan());
        }
    }

    proptest! {
        #[test]
        fn sorts_whatever_the_size_of_runs(
            keys in proptest::collection::vec((0_u32..20, 1990_i32..2020), 0..200),
            run in 1_usize..50,
        ) {
            let rows: Vec<Row> = keys
                .iter()
                .enumerate()
                .map(|(line, (series, year))| row(*series, *year, line as u32))
                .collect();
            let mut sorter = Sorter::with_run(run);
            sorter.extend(&rows).unwrap();
            prop_assert_eq!(sorter.len(), rows.len() as u64);
            let sorted: Vec<_> = sorter.finish().map(|row| order(&row)).collect();
            let mut expected: Vec<_> = rows.iter().map(order).collect();
            expected.sort();
            prop_assert_eq!(sorted, expected);
        }
    }
}
