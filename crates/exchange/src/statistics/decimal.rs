//! The decimal sign of a file that does not state it.
//!
//! `29,5` can be read in one way only, `2,080` in two: the file decides. Cells that admit one reading
//! are the evidence, then the separator (`;` is what spreadsheets write where the comma is the decimal
//! sign). A first look at the file's beginning gathers it; what comes later and contradicts it is a
//! problem, as is a cell of two readings where nothing decides.

use super::cut::Mark;
use super::number::{NumberError, Range, in_range, parse_number, parse_scaled};
use super::observations;
use super::session::header_names;
use super::{Layout, ProblemCode, Record};
use crate::sources::Decimal;

/// Rows looked at first.
const ROWS: u64 = 2_000;
/// Bytes of text looked at first.
pub(crate) const BYTES: u64 = 64 * 1024;

/// Why a cell of figures is refused: code and hint.
pub(crate) type Refusal = (ProblemCode, &'static str);

/// What is known of a file's decimal sign.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Decimals {
    sign: Option<Decimal>,
    /// The sign follows from the separator alone.
    weak: bool,
    /// A cell of two readings was read by the sign.
    relied: bool,
    /// Cells of both signs were met.
    mixed: bool,
}

enum Admits {
    /// No separator that matters, no figure, or no number.
    Nothing,
    Only(Decimal),
    Either,
}

fn sign_of(decimal: Decimal) -> &'static str {
    match decimal {
        Decimal::Point => ".",
        Decimal::Comma => ",",
    }
}

/// What is refused in a cell whose decimal sign is known.
pub(crate) fn refusal(error: NumberError) -> Refusal {
    match error {
        NumberError::NotANumber => (ProblemCode::BadNumber, ""),
        NumberError::NotFinite => (ProblemCode::NotFinite, ""),
        NumberError::Ambiguous(decimal) => (ProblemCode::AmbiguousNumber, sign_of(decimal)),
    }
}

/// How a cell can be read.
fn admits(cell: &[u8]) -> Admits {
    if !cell.iter().any(|byte| matches!(byte, b'.' | b',')) {
        return Admits::Nothing;
    }
    let text = String::from_utf8_lossy(cell);
    // Exponents are written by programs, and those group nothing.
    let counted = text.contains(['e', 'E']);
    match (parse_number(&text, Decimal::Point), parse_number(&text, Decimal::Comma)) {
        (Ok(None), _) | (_, Ok(None)) | (Err(_), Err(_)) => Admits::Nothing,
        (Ok(_), Err(_)) => Admits::Only(Decimal::Point),
        (Err(_), Ok(_)) => Admits::Only(Decimal::Comma),
        (Ok(point), Ok(comma)) if point == comma => Admits::Nothing,
        _ if counted && text.contains('.') => Admits::Only(Decimal::Point),
        _ if counted => Admits::Only(Decimal::Comma),
        _ => Admits::Either,
    }
}

impl Decimals {
    /// Reads a cell, times `scale`, and learns from it. `range` is what the figure can be.
    pub fn read(&mut self, cell: &[u8], scale: f64, range: Range) -> Result<Option<f64>, Refusal> {
        if self.sign == Some(Decimal::Point)
            && !self.mixed
            && let Ok(value) = parse_scaled(cell, Decimal::Point, scale)
        {
            self.relied |= value.is_some() && cell.contains(&b',');
            return Ok(value);
        }
        let decimal = match admits(cell) {
            Admits::Nothing => self.sign.unwrap_or_default(),
            Admits::Only(sign) => self.learn(sign)?,
            Admits::Either => self.rely(cell, scale, range)?,
        };
        parse_scaled(cell, decimal, scale).map_err(refusal)
    }

    fn learn(&mut self, sign: Decimal) -> Result<Decimal, Refusal> {
        match self.sign {
            Some(known) if known == sign => self.weak = false,
            Some(known) if !self.weak || self.relied => {
                self.mixed = true;
                return Err((ProblemCode::MixedDecimals, sign_of(known)));
            }
            _ => (self.sign, self.weak) = (Some(sign), false),
        }
        Ok(sign)
    }

    /// The sign by which a cell of two readings is read.
    fn rely(&mut self, cell: &[u8], scale: f64, range: Range) -> Result<Decimal, Refusal> {
        let within = |decimal| {
            let read = parse_scaled(cell, decimal, scale);
            matches!(read, Ok(Some(value)) if in_range(value, range))
        };
        match self.sign {
            Some(sign) if !self.mixed => {
                self.relied = true;
                Ok(sign)
            }
            // 22.571 percent cannot be thousands.
            None if cell.contains(&b'.') && within(Decimal::Point) && !within(Decimal::Comma) => {
                self.learn(Decimal::Point)
            }
            _ => Err((ProblemCode::AmbiguousDecimal, "")),
        }
    }
}

/// A first look at a file of one's own.
pub(crate) struct Look {
    header_row: u64,
    columns: Option<Vec<usize>>,
    points: u64,
    commas: u64,
    /// Of the row before, which is the last one known to be whole.
    before: (u64, u64),
    rows: u64,
    exported: bool,
}

impl Look {
    pub fn new(layout: &Layout) -> Self {
        let (points, commas, before, rows) = (0, 0, (0, 0), 0);
        let header_row = layout.header_row;
        Self { header_row, columns: None, points, commas, before, rows, exported: false }
    }

    /// Looks at a row; false when enough was seen.
    pub fn take(&mut self, record: Record<'_>) -> bool {
        let Some(columns) = &self.columns else {
            if record.line >= self.header_row {
                let names = header_names(record);
                self.exported = observations::is_export(&names);
                self.columns = Some(observations::numeric_columns(&names));
            }
            return !self.exported;
        };
        self.before = (self.points, self.commas);
        for column in columns.iter().filter(|at| record.mark(**at) == Mark::Text) {
            match admits(record.get(*column)) {
                Admits::Only(Decimal::Point) => self.points += 1,
                Admits::Only(Decimal::Comma) => self.commas += 1,
                Admits::Nothing | Admits::Either => {}
            }
        }
        self.rows += 1;
        self.rows < ROWS
    }

    /// What was learnt. `cut`: the last row may not be whole.
    pub fn decide(&self, delimiter: Option<u8>, cut: bool) -> Decimals {
        let (points, commas) = if cut { self.before } else { (self.points, self.commas) };
        let mixed = points > 0 && commas > 0;
        let known = |sign| Decimals { sign: Some(sign), mixed, ..Decimals::default() };
        if self.exported || points > 0 && points >= commas {
            return known(Decimal::Point);
        }
        if commas > 0 {
            return known(Decimal::Comma);
        }
        match delimiter {
            Some(b';') => Decimals { weak: true, ..known(Decimal::Comma) },
            _ => Decimals::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: Range = (f64::NEG_INFINITY, f64::INFINITY);

    /// Reads cells one after the other, knowing nothing at first.
    fn read(cells: &[&str], range: Range) -> Vec<Result<Option<f64>, ProblemCode>> {
        let mut decimals = Decimals::default();
        let one =
            |cell: &&str| decimals.read(cell.as_bytes(), 1.0, range).map_err(|(code, _)| code);
        cells.iter().map(one).collect()
    }

    #[test]
    fn what_admits_one_reading_decides() {
        assert_eq!(read(&["29,5", "2.080"], ANY), [Ok(Some(29.5)), Ok(Some(2080.0))]);
        assert_eq!(read(&["29.5", "2,080"], ANY), [Ok(Some(29.5)), Ok(Some(2080.0))]);
        assert_eq!(read(&["1.840,5", "0,123"], ANY), [Ok(Some(1840.5)), Ok(Some(0.123))]);
        assert_eq!(read(&["1,234,567", "1.5"], ANY), [Ok(Some(1_234_567.0)), Ok(Some(1.5))]);
        assert_eq!(read(&["7", "..", "n.a.", "12 %"], ANY).len(), 4);
    }

    #[test]
    fn what_admits_two_is_refused_alone() {
        let two = Err(ProblemCode::AmbiguousDecimal);
        assert_eq!(read(&["2,080", "2.080", "-2,080", "2,080 %"], ANY), [two; 4]);
        // In percent, 22.571 can only be read with a point; a comma is not guessed.
        assert_eq!(read(&["22.571", "22.580"], (0.0, 100.0)), [Ok(Some(22.571)), Ok(Some(22.58))]);
        assert_eq!(read(&["22,571"], (0.0, 100.0)), [two]);
        assert_eq!(read(&["1.234e5"], ANY), [Ok(Some(123_400.0))]);
    }

    #[test]
    fn both_signs_are_a_problem() {
        let mixed = Err(ProblemCode::MixedDecimals);
        let two = Err(ProblemCode::AmbiguousDecimal);
        assert_eq!(read(&["29,5", "29.5", "2,080"], ANY), [Ok(Some(29.5)), mixed, two]);
        assert_eq!(read(&["29.5", "29,5", "2,080"], ANY), [Ok(Some(29.5)), mixed, two]);
    }

    #[test]
    fn the_separator_decides_until_a_cell_does() {
        let look = Look { columns: Some(vec![0]), ..Look::new(&Layout::plain()) };
        let mut decimals = look.decide(Some(b';'), false);
        assert_eq!(decimals.read(b"29.5", 1.0, ANY), Ok(Some(29.5)));
        let mut decimals = look.decide(Some(b';'), false);
        assert_eq!(decimals.read(b"2.080", 1.0, ANY), Ok(Some(2080.0)));
        assert_eq!(decimals.read(b"29.5", 1.0, ANY), Err((ProblemCode::MixedDecimals, ",")));
        assert_eq!(look.decide(Some(b','), false), Decimals::default());
    }
}
