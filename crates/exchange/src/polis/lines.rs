//! Lines of a delimited file, one after the other, without holding the file; and its header.

use std::io::{BufRead, Read, Take};

use memchr::memchr;

use super::PolisError;

/// Bytes of a line at the most: a header names each statement, and a row has a cell for each.
const LONGEST: usize = 16 << 20;

/// A file, line by line.
pub(super) struct Lines<R> {
    input: Take<R>,
    limit: u64,
    carried: Vec<u8>,
    /// The number of the line that was given last.
    pub number: u64,
}

/// What [`Lines::next`] gives.
pub(super) enum Line<'a> {
    /// A line, without its end.
    Here(&'a [u8]),
    /// One that is too long to be a row; the rest of the file is not read.
    TooLong,
    /// The end.
    End,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R, limit: u64) -> Self {
        Self { input: input.take(limit.saturating_add(1)), limit, carried: Vec::new(), number: 0 }
    }

    /// The first byte that is neither a mark of order nor white space; nothing is taken but these.
    pub fn first(&mut self) -> Result<Option<u8>, PolisError> {
        let mut at_start = true;
        loop {
            let buffer = self.input.fill_buf()?;
            if at_start && buffer.starts_with(b"\xef\xbb\xbf") {
                self.input.consume(3);
                at_start = false;
                continue;
            }
            at_start = false;
            let Some(byte) = buffer.first().copied() else { return Ok(None) };
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.number += u64::from(byte == b'\n');
            self.input.consume(1);
        }
    }

    /// The next line as `take` sees it. An end of line within quotation marks ends the line all the same.
    pub fn next<T>(&mut self, take: impl FnOnce(u64, Line<'_>) -> T) -> Result<T, PolisError> {
        self.carried.clear();
        self.number += 1;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                if self.input.limit() == 0 {
                    return Err(PolisError::TooLarge(self.limit));
                }
                return Ok(match self.carried.as_slice() {
                    [] => take(self.number, Line::End),
                    line => take(self.number, Line::Here(without_return(line))),
                });
            }
            let Some(end) = memchr(b'\n', buffer) else {
                let length = buffer.len();
                if self.carried.len() + length > LONGEST {
                    return Ok(take(self.number, Line::TooLong));
                }
                self.carried.extend_from_slice(buffer);
                self.input.consume(length);
                continue;
            };
            let given = if self.carried.is_empty() {
                take(self.number, Line::Here(without_return(&buffer[..end])))
            } else {
                self.carried.extend_from_slice(&buffer[..end]);
                take(self.number, Line::Here(without_return(&self.carried)))
            };
            self.input.consume(end + 1);
            return Ok(given);
        }
    }

    /// All that is left, at most `limit` bytes.
    pub fn whole(mut self, limit: u64) -> Result<Vec<u8>, PolisError> {
        let mut bytes = Vec::new();
        self.input.set_limit(limit.min(self.limit).saturating_add(1));
        self.input.read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit.min(self.limit) {
            return Err(PolisError::TooLarge(limit.min(self.limit)));
        }
        Ok(bytes)
    }

    /// What is left, as a reader for tables whose cells can hold ends of lines, and the lines that were taken.
    pub fn rest(self) -> (Take<R>, u64) {
        (self.input, self.number)
    }

    /// The first line, cut into names.
    pub fn header(&mut self) -> Result<Header, PolisError> {
        let line = self.next(|_, line| match line {
            Line::Here(line) => Some(line.to_vec()),
            Line::TooLong | Line::End => None,
        })?;
        let line = line.unwrap_or_default();
        let Ok(text) = std::str::from_utf8(&line) else {
            return Err(PolisError::not_recognised(&String::from_utf8_lossy(&line)));
        };
        Ok(Header { names: cut(text).unwrap_or_default(), line: text.to_owned() })
    }
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Cells of a line with quotation marks; none where one is not closed.
pub(super) fn cut(line: &str) -> Option<Vec<String>> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    (!quoted).then_some(cells)
}

/// The names of columns.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub names: Vec<String>,
    line: String,
}

impl Header {
    /// Where the first of these names stands.
    pub fn place(&self, names: &[&str]) -> Option<usize> {
        let place = |name: &&str| self.names.iter().position(|one| one.trim() == *name);
        names.iter().find_map(place)
    }

    pub fn needed(&self, names: &[&'static str]) -> Result<usize, PolisError> {
        self.place(names).ok_or(PolisError::MissingColumn(names[0]))
    }

    /// The name of a column.
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", |name| name.trim())
    }

    /// The line, to be shown.
    pub fn shown(&self) -> String {
        match PolisError::not_recognised(&self.line) {
            PolisError::NotRecognised(shown) => shown,
            _ => String::new(),
        }
    }
}

/// A whole number, with a sign or without; “3.0” is one too, as tables are often saved.
pub(super) fn whole_number(cell: &[u8]) -> Option<i64> {
    let cell = cell.trim_ascii();
    let cell = match memchr(b'.', cell) {
        Some(point) if cell[point + 1..].iter().all(|digit| *digit == b'0') => &cell[..point],
        Some(_) => return None,
        None => cell,
    };
    let (negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 19 {
        return None;
    }
    // Nineteen digits are below 2⁶⁴.
    let mut number = 0_u64;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u64::from(digit - b'0');
    }
    let number = i128::from(number);
    i64::try_from(if negative { -number } else { number }).ok()
}

/// The number of a person or a statement.
pub(super) fn id(cell: &[u8]) -> Option<u32> {
    whole_number(cell).and_then(|number| u32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole() {
        let read = |text: &str| whole_number(text.as_bytes());
        assert_eq!(read(" -1 "), Some(-1));
        assert_eq!(read("+1"), Some(1));
        assert_eq!(read("1403054214196"), Some(1_403_054_214_196));
        assert_eq!(read("3.0"), Some(3));
        assert_eq!(read("-9223372036854775808"), Some(i64::MIN));
        for wrong in ["", "-", "1.5", "1e3", "--1", "9999999999999999999", "１", "."] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(id(b"-1"), None);
        assert_eq!(id(b"4294967295"), Some(u32::MAX));
        assert_eq!(id(b"4294967296"), None);
    }

    #[test]
    fn lines_are_cut_at_commas_outside_quotation_marks() {
        let cells = cut(r#"1,"a, ""b""",,x"#).unwrap();
        assert_eq!(cells, ["1", "a, \"b\"", "", "x"]);
        assert_eq!(cut("1,\"a"), None);
    }

    #[test]
    fn lines_have_their_numbers_whatever_their_ends() {
        let mut lines = Lines::new(&b"\xef\xbb\xbf\n\r\na,b\r\n1,2\n3,4"[..], 100);
        assert_eq!(lines.first().unwrap(), Some(b'a'));
        assert_eq!(lines.header().unwrap().names, ["a", "b"]);
        let mut seen = Vec::new();
        loop {
            let more = lines.next(|number, line| match line {
                Line::Here(line) => {
                    seen.push((number, String::from_utf8_lossy(line).into_owned()));
                    true
                }
                Line::TooLong | Line::End => false,
            });
            if !more.unwrap() {
                break;
            }
        }
        assert_eq!(seen, [(4, "1,2".to_owned()), (5, "3,4".to_owned())]);
        let mut lines = Lines::new(&b"abc\ndef"[..], 5);
        assert!(lines.next(|_, _| ()).is_ok());
        assert!(matches!(lines.next(|_, _| ()), Err(PolisError::TooLarge(5))));
    }
}
