//! Rows out of delimited text.
//!
//! Our own cutter rather than the `csv` crate's, for three things it does not give: the line of the
//! file where each row starts, as a person counts them (blank lines and quoted line breaks
//! included); limits on lines and cells while they are being read; and cells that are slices of the
//! read buffer, without a copy, as long as the row has no quotation mark. The rules are those of
//! RFC 4180, and of the `csv` crate where the RFC is silent: a property test holds them equal.

use super::ProblemCode;
use super::bytes::{Stop, TextBytes};

/// Longest line, in bytes.
const LINE: usize = 1024 * 1024;
/// Longest cell, in bytes.
const CELL: usize = 64 * 1024;

/// What a workbook says of a cell besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing: any cell of a text file, and texts in a workbook.
    #[default]
    Text,
    /// A number, whose decimal sign is not in doubt.
    Number,
    /// A number shown as a percentage: 0.31 for 31 %.
    Percent,
    /// True or false.
    Boolean,
    /// A formula that was never computed.
    Uncomputed,
}

/// One row, as slices of a buffer that is reused for the next.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    data: &'a [u8],
    bounds: &'a [(u32, u32)],
    marks: &'a [Mark],
    /// Line of the file where it starts, 1 for the first.
    pub line: u64,
}

impl<'a> Record<'a> {
    /// A row of its own making: `bounds` are starts and ends in `data`.
    pub fn new(data: &'a [u8], bounds: &'a [(u32, u32)], line: u64) -> Self {
        Self { data, bounds, marks: &[], line }
    }

    /// The same, with what is known of each cell.
    pub fn marked(self, marks: &'a [Mark]) -> Self {
        Self { marks, ..self }
    }

    /// What is known of the cell in this column.
    #[inline]
    pub fn mark(&self, column: usize) -> Mark {
        self.marks.get(column).copied().unwrap_or_default()
    }

    /// Whether anything is known of any cell.
    pub fn is_marked(&self) -> bool {
        !self.marks.is_empty()
    }

    /// The cell in this column; empty past the end of the row.
    #[inline]
    pub fn get(&self, column: usize) -> &'a [u8] {
        match self.bounds.get(column) {
            Some((start, end)) => &self.data[*start as usize..*end as usize],
            None => &[],
        }
    }

    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        let data = self.data;
        self.bounds.iter().map(move |(start, end)| &data[*start as usize..*end as usize])
    }

    pub fn is_blank(&self) -> bool {
        self.iter().all(|cell| cell.trim_ascii().is_empty())
    }
}

/// A text being cut into rows.
pub(crate) struct Cutter<'a> {
    bytes: TextBytes<'a>,
    buffer: Vec<u8>,
    position: usize,
    ended: bool,
    line: u64,
    delimiter: u8,
    terminator: u8,
    unquoted: Vec<u8>,
    bounds: Vec<(u32, u32)>,
}

enum Scan {
    Row { used: usize, lines: u64 },
    More { in_quotes: bool },
}

impl<'a> Cutter<'a> {
    /// Reads the beginning and finds out the delimiter, unless told, and how lines end.
    pub fn new(bytes: TextBytes<'a>, delimiter: Option<u8>) -> Result<Self, Stop> {
        Self::start(bytes, |buffer, terminator| {
            delimiter.unwrap_or_else(|| find_delimiter(buffer, terminator))
        })
    }

    /// The same, for a format whose beginning says what the delimiter is.
    pub fn with_delimiter(
        bytes: TextBytes<'a>,
        find: impl FnOnce(&[u8]) -> u8,
    ) -> Result<Self, Stop> {
        Self::start(bytes, |buffer, _| find(buffer))
    }

    fn start(mut bytes: TextBytes<'a>, find: impl FnOnce(&[u8], u8) -> u8) -> Result<Self, Stop> {
        let mut buffer = Vec::new();
        let ended = !bytes.fill(&mut buffer)?;
        if buffer.is_empty() {
            return Err(Stop::new(ProblemCode::EmptyFile, 0, ""));
        }
        let old_mac = memchr::memchr(b'\n', &buffer).is_none() && buffer.contains(&b'\r');
        let terminator = if old_mac { b'\r' } else { b'\n' };
        let delimiter = find(&buffer, terminator);
        let (unquoted, bounds) = (Vec::new(), Vec::new());
        let (position, line) = (0, 1);
        Ok(Self { bytes, buffer, position, ended, line, delimiter, terminator, unquoted, bounds })
    }

    /// The next row that is not blank.
    pub fn next_row(&mut self) -> Result<Option<Record<'_>>, Stop> {
        loop {
            let rest = &self.buffer[self.position..];
            let line = self.line;
            match memchr::memchr2(self.terminator, b'"', rest) {
                Some(end) if rest[end] == self.terminator => {
                    let start = self.position;
                    self.position += end + 1;
                    self.line += 1;
                    if self.cut_plain(start, start + end)? {
                        return Ok(Some(Record::new(&self.buffer, &self.bounds, line)));
                    }
                }
                Some(_) => match self.cut_quoted() {
                    Scan::Row { used, lines } => {
                        self.position += used;
                        self.line += lines;
                        self.check_cells(line)?;
                        return Ok(Some(Record::new(&self.unquoted, &self.bounds, line)));
                    }
                    Scan::More { in_quotes } => self.more(in_quotes)?,
                },
                None if self.ended && rest.is_empty() => return Ok(None),
                None if self.ended => {
                    let (start, end) = (self.position, self.buffer.len());
                    self.position = end;
                    if self.cut_plain(start, end)? {
                        return Ok(Some(Record::new(&self.buffer, &self.bounds, line)));
                    }
                }
                None => self.more(false)?,
            }
        }
    }

    fn more(&mut self, in_quotes: bool) -> Result<(), Stop> {
        let waiting = self.buffer.len() - self.position;
        let code = if in_quotes { ProblemCode::UnclosedQuote } else { ProblemCode::LineTooLong };
        if waiting > LINE || self.ended {
            return Err(Stop::new(code, self.line, ""));
        }
        self.buffer.drain(..self.position);
        self.position = 0;
        self.ended = !self.bytes.fill(&mut self.buffer).map_err(|stop| {
            let row = if stop.row == 0 { self.line } else { stop.row };
            Stop { row, ..stop }
        })?;
        Ok(())
    }

    /// Cuts a line without quotation marks; false if it is blank.
    fn cut_plain(&mut self, start: usize, end: usize) -> Result<bool, Stop> {
        let mut line = &self.buffer[start..end];
        if let Some(without) = line.strip_suffix(b"\r") {
            line = without;
        }
        if line.is_empty() {
            return Ok(false);
        }
        self.bounds.clear();
        let mut from = start as u32;
        for at in memchr::memchr_iter(self.delimiter, line) {
            let to = (start + at) as u32;
            self.bounds.push((from, to));
            from = to + 1;
        }
        self.bounds.push((from, (start + line.len()) as u32));
        if line.len() > CELL {
            self.check_cells(self.line - 1)?;
        }
        Ok(true)
    }

    fn check_cells(&self, line: u64) -> Result<(), Stop> {
        if self.bounds.iter().any(|(start, end)| (end - start) as usize > CELL) {
            return Err(Stop::new(ProblemCode::CellTooLong, line, ""));
        }
        Ok(())
    }

    /// Cuts a row that has quotation marks into `unquoted`.
    fn cut_quoted(&mut self) -> Scan {
        self.unquoted.clear();
        self.bounds.clear();
        let rest = &self.buffer[self.position..];
        let (mut at, mut start, mut lines) = (0, 0, 0);
        let mut state = State::CellStart;
        while at < rest.len() {
            let byte = rest[at];
            at += 1;
            let ends_row = byte == self.terminator && state != State::Quoted;
            if ends_row || (byte == self.delimiter && state != State::Quoted) {
                // Only a carriage return outside quotation marks belongs to the line's end.
                if ends_row && state == State::Plain && self.unquoted.last() == Some(&b'\r') {
                    self.unquoted.pop();
                }
                let end = self.unquoted.len();
                self.bounds.push((start as u32, end as u32));
                start = end;
                if ends_row {
                    return Scan::Row { used: at, lines: lines + 1 };
                }
                state = State::CellStart;
                continue;
            }
            lines += u64::from(byte == self.terminator);
            state = step(state, byte, &mut self.unquoted);
        }
        if !self.ended || state == State::Quoted {
            return Scan::More { in_quotes: state == State::Quoted };
        }
        if state == State::Plain && self.unquoted.last() == Some(&b'\r') {
            self.unquoted.pop();
        }
        self.bounds.push((start as u32, self.unquoted.len() as u32));
        Scan::Row { used: at, lines: lines + 1 }
    }

    pub fn encoding(&self) -> &'static str {
        self.bytes.encoding
    }

    pub fn read(&self) -> u64 {
        self.bytes.read()
    }

    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Bytes read and their SHA-256. Only after the last row.
    pub fn finish(self) -> (u64, String) {
        self.bytes.finish()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    AfterQuote,
}

fn step(state: State, byte: u8, out: &mut Vec<u8>) -> State {
    match (state, byte) {
        (State::CellStart, b'"') => State::Quoted,
        (State::Quoted, b'"') => State::AfterQuote,
        // A doubled mark inside quotes is one mark.
        (State::AfterQuote, b'"') => {
            out.push(b'"');
            State::Quoted
        }
        (State::Quoted, _) => {
            out.push(byte);
            State::Quoted
        }
        (State::CellStart | State::Plain | State::AfterQuote, _) => {
            out.push(byte);
            State::Plain
        }
    }
}

/// The usual separator that the first lines have most of, outside quotation marks: the one that
/// every line has, if there is one, else the commonest.
fn find_delimiter(beginning: &[u8], terminator: u8) -> u8 {
    const MARKS: [u8; 4] = *b",;\t|";
    let (mut least, mut total, mut line) = ([u32::MAX; 4], [0_u32; 4], [0_u32; 4]);
    let (mut quoted, mut lines) = (false, 0);
    for byte in &beginning[..beginning.len().min(64 * 1024)] {
        quoted ^= *byte == b'"';
        if quoted {
            continue;
        }
        if *byte == terminator {
            least = std::array::from_fn(|at| least[at].min(line[at]));
            line = [0; 4];
            lines += 1;
            if lines == 20 {
                break;
            }
        } else if let Some(at) = MARKS.iter().position(|mark| mark == byte) {
            line[at] += 1;
            total[at] += 1;
        }
    }
    let best = |counts: [u32; 4]| {
        let most = counts.into_iter().max().unwrap_or(0);
        counts.iter().position(|count| *count == most).filter(|_| most > 0)
    };
    let every_line = if lines > 0 { best(least) } else { None };
    every_line.or_else(|| best(total)).map_or(b',', |at| MARKS[at])
}

#[cfg(test)]
#[path = "cut_tests.rs"]
mod tests;
