//! When a figure is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::record::written_as_text;

/// A calendar year, a year that straddles two (`2014/15`), a quarter or a month.
///
/// Kept as one integer, `year × 1000 + part`, where part is 0 for a calendar year, 1 for a straddling
/// year, 101–104 for quarters and 201–212 for months: it sorts by time and costs four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i32);

written_as_text!(Period, "2019");

const STRADDLING: i32 = 1;
const FIRST_QUARTER: i32 = 101;
const FIRST_MONTH: i32 = 201;

impl Period {
    /// Years outside 1700–2200 are taken for mistakes.
    const YEARS: std::ops::RangeInclusive<i32> = 1700..=2200;

    /// A calendar year, if it is between 1700 and 2200.
    pub fn year_of(year: i32) -> Option<Self> {
        Self::YEARS.contains(&year).then_some(Self(year * 1000))
    }

    /// The calendar year; for a straddling year, the one it starts in.
    pub fn year(self) -> i32 {
        self.0.div_euclid(1000)
    }

    /// The middle of the period as a decimal year (2019.5 for the year 2019): the abscissa of trends.
    pub fn middle(self) -> f64 {
        let part = self.0.rem_euclid(1000);
        let offset = match part {
            0 => 0.5,
            STRADDLING => 1.0,
            FIRST_QUARTER..FIRST_MONTH => (f64::from(part - FIRST_QUARTER) + 0.5) / 4.0,
            _ => (f64::from(part - FIRST_MONTH) + 0.5) / 12.0,
        };
        f64::from(self.year()) + offset
    }

    /// The integer form, as stored.
    pub fn to_code(self) -> i32 {
        self.0
    }

    /// The period with this integer form, if there is one.
    pub fn from_code(code: i32) -> Option<Self> {
        let part = code.rem_euclid(1000);
        let known = matches!(part, 0 | STRADDLING | 101..=104 | 201..=212);
        (known && Self::YEARS.contains(&code.div_euclid(1000))).then_some(Self(code))
    }

    fn part(year: i32, part: i32) -> Option<Self> {
        Self::YEARS.contains(&year).then_some(Self(year * 1000 + part))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        match self.0.rem_euclid(1000) {
            0 => write!(f, "{year}"),
            STRADDLING => write!(f, "{year}/{:02}", (year + 1).rem_euclid(100)),
            part @ FIRST_QUARTER..FIRST_MONTH => write!(f, "{year}-Q{}", part - FIRST_QUARTER + 1),
            part => write!(f, "{year}-{:02}", part - FIRST_MONTH + 1),
        }
    }
}

/// What was given for a period and could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a period: write 2019, 2014/15, 2019-Q3 or 2019-07")]
pub struct NotAPeriod(pub String);

impl FromStr for Period {
    type Err = NotAPeriod;

    /// Reads `2019`, `2019.0`, `YR2019`, `2014/15`, `2014/2015`, `2014-15`, `2019-Q3`, `2019Q3`,
    /// `2019-07`, `2019M07`.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let refused = || NotAPeriod(text.chars().take(40).collect());
        let trimmed = text.trim();
        let trimmed = trimmed.strip_prefix("YR").unwrap_or(trimmed);
        if !trimmed.is_ascii() || trimmed.len() < 4 {
            return Err(refused());
        }
        let (year, rest) = trimmed.split_at(4);
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        let year: i32 = year.parse().map_err(|_| refused())?;
        if rest.strip_prefix('.').is_some_and(|zeros| zeros.bytes().all(|byte| byte == b'0'))
            || rest.is_empty()
        {
            return Self::year_of(year).ok_or_else(refused);
        }
        let rest = rest.trim_start_matches(['-', ' ']);
        within_year(year, rest).ok_or_else(refused)
    }
}

fn within_year(year: i32, rest: &str) -> Option<Period> {
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
        let quarter: i32 = quarter.parse().ok()?;
        return (1..=4).contains(&quarter).then(|| Period::part(year, 100 + quarter)).flatten();
    }
    let slashed = rest.strip_prefix('/');
    let digits = slashed.or_else(|| rest.strip_prefix(['M', 'm'])).unwrap_or(rest);
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let next = if digits.len() == 4 { year + 1 } else { (year + 1).rem_euclid(100) };
    // "2012-13" could only be a straddling year, "2011-12" could be December: months win.
    if slashed.is_none() && digits.len() == 2 && (1..=12).contains(&number) {
        return Period::part(year, 200 + number);
    }
    (number == next).then(|| Period::part(year, STRADDLING)).flatten()
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_publishers_write() {
        for (written, canonical) in [
            ("2019", "2019"),
            ("2019.0", "2019"),
            ("YR2017", "2017"),
            ("2014/15", "2014/15"),
            ("2014/2015", "2014/15"),
            ("2012-13", "2012/13"),
            ("1999/00", "1999/00"),
            ("2019Q3", "2019-Q3"),
            ("2019-Q3", "2019-Q3"),
            ("2019-07", "2019-07"),
            ("2019M07", "2019-07"),
        ] {
            let period: Period = written.parse().unwrap();
            assert_eq!(period.to_string(), canonical, "{written}");
            assert_eq!(Period::from_code(period.to_code()), Some(period));
            assert_eq!(canonical.parse(), Ok(period));
        }
    }

    #[test]
    fn refuses_what_is_not_a_period() {
        for written in ["", "19", "9999", "2014/16", "2019-13", "2019-Q5", "n/a", "20１9", "201"] {
            assert!(written.parse::<Period>().is_err(), "{written}");
        }
        assert_eq!(Period::from_code(2_019_300), None);
    }

    #[test]
    fn sorts_and_measures_time() {
        let year: Period = "2019".parse().unwrap();
        let month: Period = "2019-07".parse().unwrap();
        assert!(year < month && month < "2020".parse().unwrap());
        assert!((year.middle() - 2019.5).abs() < 1e-12);
        assert!((month.middle() - (2019.0 + 6.5 / 12.0)).abs() < 1e-12);
    }
}
