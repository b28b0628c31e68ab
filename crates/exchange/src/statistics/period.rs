//! Periods as cells write them.

use passerelle_vocabulary::Period;
use rustc_hash::FxHashMap;

use super::decode;

/// Reads a period from a cell: what [`Period`] reads, and full dates (`2019-07-01` is July 2019,
/// but `2019-01-01` and `2019-12-31`, which stand for whole years in yearly files, are 2019).
pub fn parse_period(cell: &str) -> Option<Period> {
    let cell = cell.trim();
    if let Ok(period) = cell.parse() {
        return Some(period);
    }
    let date = cell.split(['T', ' ']).next()?;
    let (month, day) = date.rsplit_once('-')?;
    let is_date = date.is_ascii()
        && month.len() == 7
        && day.len() == 2
        && day.bytes().all(|b| b.is_ascii_digit());
    if !is_date || !(1..=31).contains(&day.parse().unwrap_or(0_u8)) {
        return None;
    }
    let whole_year = matches!(&date[5..], "01-01" | "12-31");
    if whole_year { date[..4].parse().ok() } else { month.parse().ok() }
}

/// Periods already read, by their bytes.
pub(crate) struct Periods {
    known: FxHashMap<Box<[u8]>, Option<Period>>,
    /// First and last year in which there can be figures.
    pub years: (i32, i32),
}

impl Periods {
    /// A file has few different periods; past this many something is wrong, and memory must not pay.
    const KEPT: usize = 65_536;

    pub fn new(years: (i32, i32)) -> Self {
        Self { known: FxHashMap::default(), years }
    }

    /// Whether there can be figures about it.
    #[inline]
    pub fn are_likely(&self, period: Period) -> bool {
        (self.years.0..=self.years.1).contains(&period.year())
    }

    /// The period in this cell.
    pub fn read(&mut self, cell: &[u8]) -> Option<Period> {
        if let [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', d @ b'0'..=b'9'] = cell {
            let digit = |byte: &u8| i32::from(byte - b'0');
            return Period::year_of(digit(a) * 1000 + digit(b) * 100 + digit(c) * 10 + digit(d));
        }
        if let Some(period) = self.known.get(cell) {
            return *period;
        }
        let period = parse_period(&decode(cell).0);
        if self.known.len() >= Self::KEPT {
            self.known.clear();
        }
        self.known.insert(cell.into(), period);
        period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_to_come_are_not_likely() {
        let likely =
            |written: &str| Periods::new((1800, 2027)).are_likely(written.parse().unwrap());
        assert!(likely("1800") && likely("2027") && likely("2027-12"));
        assert!(!likely("1799") && !likely("2028") && !likely("2109-Q1"));
    }

    #[test]
    fn reads_years_quarters_and_dates() {
        let mut periods = Periods::new((1800, 2027));
        for (cell, period) in [
            ("2019", "2019"),
            (" 2019 ", "2019"),
            ("2014/15", "2014/15"),
            ("2019-07-01", "2019-07"),
            ("2019-01-01", "2019"),
            ("2019-12-31T00:00:00", "2019"),
        ] {
            let expected = Some(period.parse().unwrap());
            assert_eq!(periods.read(cell.as_bytes()), expected, "{cell}");
            assert_eq!(periods.read(cell.as_bytes()), expected, "{cell}, again");
        }
        for cell in [
            "",
            "soon",
            "0019",
            "9999",
            "2019-07-99",
            "2019-07-xx",
            "20\u{e9}9-07-01",
            "0722\u{1ed}0-22",
        ] {
            assert_eq!(periods.read(cell.as_bytes()), None, "{cell}");
        }
    }
}
