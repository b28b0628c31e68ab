//! The date by which something was promised.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A due date as precise as the text is: a year, a month of a year, or a day.
///
/// `2030` is due by the end of 2030.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Due {
    /// By the end of a year.
    pub const fn of_year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// By a day; `None` where there is no such day.
    pub fn of_day(year: i32, month: u8, day: u8) -> Option<Self> {
        let there = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        let year = i16::try_from(year).ok().filter(|_| there)?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The first day that it can mean: year, month, day.
    pub fn first_day(self) -> (i32, u8, u8) {
        (self.year(), self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that still keeps the promise: year, month, day.
    pub fn last_day(self) -> (i32, u8, u8) {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in(self.year(), month));
        (self.year(), month, day)
    }

    /// What it lies in, from the narrowest: itself, its month, its year.
    pub fn within(self) -> impl Iterator<Item = Self> {
        let month = self.month.map(|_| Self { day: None, ..self });
        let year = Self { month: None, day: None, ..self };
        let wider = month.into_iter().chain([year]).filter(move |one| *one != self);
        std::iter::once(self).chain(wider)
    }

    /// As many years later; `None` where there is no such year. The 29th of February becomes the 28th where it must.
    pub fn later(self, years: i32) -> Option<Self> {
        let year = self.year().checked_add(years).filter(|year| (1000..=9999).contains(year))?;
        let last = self.month.map_or(31, |month| days_in(year, month));
        let day = self.day.map(|day| day.min(last));
        Some(Self { year: i16::try_from(year).ok()?, month: self.month, day })
    }
}

/// A day: year, month, day.
pub type Day = (i32, u8, u8);

/// As many days later.
pub fn days_later((mut year, mut month, day): Day, days: u32) -> Day {
    let mut day = u32::from(day) + days;
    while day > u32::from(days_in(year, month)) {
        day -= u32::from(days_in(year, month));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    // At most 31 by now.
    (year, month, u8::try_from(day).unwrap_or(31))
}

fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl FromStr for Due {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let refused = || format!("“{written}” is not a date: write 2030, 2027-09 or 2027-09-22");
        let plain = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if written.len() < 4 || !plain {
            return Err(refused());
        }
        let year: i16 =
            written[..4].parse().ok().filter(|year| *year >= 1000).ok_or_else(refused)?;
        let mut tail = written[4..].splitn(3, '-');
        if tail.next() != Some("") {
            return Err(refused());
        }
        let mut number = |low: u8, high: u8| -> Result<Option<u8>, String> {
            match tail.next() {
                None => Ok(None),
                Some(part) if part.len() == 2 => part
                    .parse()
                    .ok()
                    .filter(|n| (low..=high).contains(n))
                    .map(Some)
                    .ok_or_else(refused),
                Some(_) => Err(refused()),
            }
        };
        let month = number(1, 12)?;
        let day = number(1, month.map_or(31, |month| days_in(i32::from(year), month)))?;
        Ok(Self { year, month, day })
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_as_precise_as_the_text() {
        for (written, last) in [
            ("2030", (2030, 12, 31)),
            ("2027-09", (2027, 9, 30)),
            ("2028-02", (2028, 2, 29)),
            ("2027-09-22", (2027, 9, 22)),
        ] {
            let due: Due = written.parse().unwrap();
            assert_eq!((due.to_string().as_str(), due.last_day()), (written, last));
            assert!(due.first_day() <= last && due.first_day().0 == due.year());
        }
    }

    #[test]
    fn lies_in_its_month_and_its_year() {
        for (written, within) in [
            ("2027-09-22", &["2027-09-22", "2027-09", "2027"][..]),
            ("2027-09", &["2027-09", "2027"]),
            ("2027", &["2027"]),
        ] {
            let due: Due = written.parse().unwrap();
            assert_eq!(due.within().map(|one| one.to_string()).collect::<Vec<_>>(), within);
        }
    }

    #[test]
    fn some_years_later_it_is_as_precise() {
        for (written, years, later) in
            [("2030", -3, "2027"), ("2028-02-29", 1, "2029-02-28"), ("2027-09", 10, "2037-09")]
        {
            let due: Due = written.parse().unwrap();
            assert_eq!(due.later(years).unwrap().to_string(), later);
        }
        assert_eq!("9990".parse::<Due>().unwrap().later(10), None);
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        for (from, days, to) in [
            ((2026, 11, 26), 30, (2026, 12, 26)),
            ((2026, 12, 15), 30, (2027, 1, 14)),
            ((2028, 2, 28), 1, (2028, 2, 29)),
            ((2027, 2, 28), 1, (2027, 3, 1)),
            ((2026, 1, 31), 366, (2027, 2, 1)),
            ((2026, 1, 1), 0, (2026, 1, 1)),
        ] {
            assert_eq!(days_later(from, days), to, "{from:?} and {days}");
            assert_eq!(Due::of_day(to.0, to.1, to.2).unwrap().first_day(), to);
        }
        assert_eq!(Due::of_day(2027, 2, 29), None);
    }

    #[test]
    fn refuses_what_is_not_a_date() {
        for written in [
            "",
            "203",
            "soon",
            "2030-13",
            "2030-1",
            "2027-02-30",
            "2030-01-01-01",
            "20é0",
            "2030-+1",
        ] {
            assert!(written.parse::<Due>().is_err(), "{written}");
        }
    }
}
