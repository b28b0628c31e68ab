//! Time periods as SDMX writes them, and the time that they cover.
//!
//! | written | covers |
//! |---|---|
//! | `2019`, `2019-07`, `2019-07-14`, `2019-07-14T12:30:00Z` | a Gregorian year, month, day; an instant |
//! | `2019-A1`, `2019-S2`, `2019-T3`, `2019-Q4`, `2019-M07`, `2019-W28`, `2019-D195` | a reporting year or a part of it |
//! | `2019-07-01/P1Y` | a time range: beginning and duration |
//!
//! Reporting years begin on 1 January unless told otherwise (`reportingYearStartDay`). One that begins on
//! another day is named by the year in which it ends, as in the example of the REST API: with `--07-01`,
//! `2010-Q3` begins on 1 January 2010.
//!
//! The standard: SDMX 3.0, section 6, time and time format.

/// A stretch of time, in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first second.
    pub start: i64,
    /// The second after its last; the same as `start` for an instant.
    pub end: i64,
}

const DAY: i64 = 86_400;

/// When reporting years begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearStart {
    month: u8,
    day: u8,
}

impl Default for YearStart {
    fn default() -> Self {
        Self { month: 1, day: 1 }
    }
}

impl YearStart {
    /// Reads `--07-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.strip_prefix("--")?.split_once('-')?;
        let (month, day) = (two_digits(month)?, two_digits(day)?);
        // A leap day would not be there every year.
        (day <= days_in_month(2001, month)? && day >= 1)
            .then_some(Self { month: month as u8, day: day as u8 })
    }

    fn of(self, year: i64) -> i64 {
        let year = if self == Self::default() { year } else { year - 1 };
        days(year, i64::from(self.month), i64::from(self.day))
    }
}

impl std::fmt::Display for YearStart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "--{:02}-{:02}", self.month, self.day)
    }
}

/// The time that a period covers; `None` for what is not a period.
pub fn span(text: &str, year_start: YearStart) -> Option<Span> {
    if let Some((start, duration)) = text.split_once('/') {
        let start = instant(start)?;
        let end = add_duration(start, duration)?;
        return (end > start).then_some(Span { start, end });
    }
    if text.contains('T') && text.len() > 7 && text.as_bytes().get(10) == Some(&b'T') {
        return instant(text).map(|at| Span { start: at, end: at });
    }
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let year: i64 = year.parse().ok()?;
    let (first, last) = match text.get(4..)?.strip_prefix('-') {
        None if text.len() == 4 => (days(year, 1, 1), days(year + 1, 1, 1)),
        None => return None,
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => gregorian(year, rest)?,
        Some(rest) => reporting(year, rest, year_start)?,
    };
    Some(Span { start: first * DAY, end: last * DAY })
}

/// `07`, `07-14`.
fn gregorian(year: i64, rest: &str) -> Option<(i64, i64)> {
    let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
    let month = two_digits(month)?;
    let most = days_in_month(year, month)?;
    match day {
        None => {
            let first = days(year, month, 1);
            Some((first, first + most))
        }
        Some(day) => {
            let day = two_digits(day).filter(|day| (1..=most).contains(day))?;
            let first = days(year, month, day);
            Some((first, first + 1))
        }
    }
}

/// `Q3`, `W28`…
fn reporting(year: i64, rest: &str, year_start: YearStart) -> Option<(i64, i64)> {
    let (letter, number) = rest.split_at_checked(1)?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let (width, most, months) = match letter {
        "A" => (1, 1, 12),
        "S" => (1, 2, 6),
        "T" => (1, 3, 4),
        "Q" => (1, 4, 3),
        "M" => (2, 12, 1),
        "W" => (2, 53, 0),
        "D" => (3, 366, 0),
        _ => return None,
    };
    let number: i64 = number.parse().ok().filter(|_| digits && number.len() == width)?;
    if !(1..=most).contains(&number) {
        return None;
    }
    let base = year_start.of(year);
    match letter {
        // The first week is the one with the year's fourth day, as in ISO 8601.
        "W" => {
            let fourth = base + 3;
            let monday = fourth - (fourth + 3).rem_euclid(7);
            let first = monday + (number - 1) * 7;
            Some((first, first + 7))
        }
        "D" => Some((base + number - 1, base + number)),
        _ => Some((add_months(base, (number - 1) * months), add_months(base, number * months))),
    }
}

/// A date, or a date with a time; seconds since 1970.
fn instant(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let year: i64 =
        date.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let rest = date.get(4..)?.strip_prefix('-').filter(|rest| rest.len() == 5)?;
    let (first, _) = gregorian(year, rest)?;
    Some(first * DAY + time.map_or(Some(0), seconds)?)
}

/// `12:30`, `12:30:00.5Z`, `12:30:00+01:00`, in seconds; without a zone, of UTC.
fn seconds(time: &str) -> Option<i64> {
    let (clock, zone) = match time.rfind(['Z', '+', '-']) {
        Some(at) => (&time[..at], zone(&time[at..])?),
        None => (time, 0),
    };
    let mut parts = clock.split(':');
    let hour = two_digits(parts.next()?).filter(|hour| *hour <= 24)?;
    let minute = two_digits(parts.next()?).filter(|minute| *minute < 60)?;
    let second = match parts.next() {
        Some(second) => {
            let whole = second.split_once('.').map_or(second, |(whole, _)| whole);
            two_digits(whole).filter(|second| *second <= 60)?
        }
        None => 0,
    };
    parts.next().is_none().then_some(hour * 3600 + minute * 60 + second - zone)
}

fn zone(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// `P1Y6M`, `P7D`, `PT12H`.
fn add_duration(start: i64, duration: &str) -> Option<i64> {
    let rest = duration.strip_prefix('P').filter(|rest| !rest.is_empty())?;
    let (date, time) = rest.split_once('T').map_or((rest, ""), |(date, time)| (date, time));
    let (mut months, mut seconds) = (0_i64, 0_i64);
    for (number, unit) in parts(date)? {
        match unit {
            'Y' => months = months.checked_add(number.checked_mul(12)?)?,
            'M' => months = months.checked_add(number)?,
            'W' => seconds = seconds.checked_add(number.checked_mul(7 * DAY)?)?,
            'D' => seconds = seconds.checked_add(number.checked_mul(DAY)?)?,
            _ => return None,
        }
    }
    for (number, unit) in parts(time)? {
        let each = match unit {
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(each)?)?;
    }
    let shifted = (months < 120_000).then(|| add_months(start.div_euclid(DAY), months))?;
    (shifted * DAY + start.rem_euclid(DAY)).checked_add(seconds)
}

fn parts(text: &str) -> Option<Vec<(i64, char)>> {
    let mut parts = Vec::new();
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() && digits.len() < 9 {
            digits.push(c);
        } else {
            parts.push((digits.parse().ok()?, c));
            digits.clear();
        }
    }
    digits.is_empty().then_some(parts)
}

fn two_digits(text: &str) -> Option<i64> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    })
}

/// Days since 1970-01-01 of a day of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March, so that the leap day is the last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (years + era * 400 + i64::from(month <= 2), month, day)
}

/// The same day of another month, or its last one if it is shorter.
fn add_months(from: i64, months: i64) -> i64 {
    let (year, month, day) = date(from);
    let months = year * 12 + month - 1 + months;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    days(year, month, day.min(days_in_month(year, month).unwrap_or(28)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let written = |seconds: i64| {
            let (year, month, day) = date(seconds.div_euclid(DAY));
            format!("{year:04}-{month:02}-{day:02}")
        };
        span(text, YearStart::default()).map(|span| (written(span.start), written(span.end)))
    }

    #[test]
    fn every_form_covers_its_days() {
        for (text, start, end) in [
            ("2019", "2019-01-01", "2020-01-01"),
            ("2020-02", "2020-02-01", "2020-03-01"),
            ("2020-02-29", "2020-02-29", "2020-03-01"),
            ("2019-A1", "2019-01-01", "2020-01-01"),
            ("2019-S2", "2019-07-01", "2020-01-01"),
            ("2019-T3", "2019-09-01", "2020-01-01"),
            ("2019-Q4", "2019-10-01", "2020-01-01"),
            ("2019-M07", "2019-07-01", "2019-08-01"),
            // ISO weeks, known from `date +%G-W%V`.
            ("2020-W01", "2019-12-30", "2020-01-06"),
            ("2021-W01", "2021-01-04", "2021-01-11"),
            ("2020-W53", "2020-12-28", "2021-01-04"),
            ("2019-D365", "2019-12-31", "2020-01-01"),
            ("2014-07-01/P1Y", "2014-07-01", "2015-07-01"),
            ("2019-01-31/P1M", "2019-01-31", "2019-02-28"),
            ("1600-03-01/P7D", "1600-03-01", "1600-03-08"),
        ] {
            assert_eq!(read(text), Some((start.into(), end.into())), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in [
            "",
            "19",
            "201",
            "2019-",
            "2019-13",
            "2019-02-29",
            "2019-Q5",
            "2019-Q",
            "2019-M7",
            "2019-W54",
            "20190",
            "2019-07-1",
            "2019-07-01/",
            "2019-07-01/P",
            "2019-07-01/P0D",
            "2019-07-01/PT5X",
            "2019-07-01T25:00",
            "é019",
            "2019-é",
            "2019-07-01/P999999999Y",
            "+019",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn instants_know_their_zone() {
        let at = |text: &str| span(text, YearStart::default()).unwrap().start;
        assert_eq!(at("1970-01-01T00:00:00Z"), 0);
        assert_eq!(at("2009-05-15T14:15:00+01:00"), 1_242_393_300);
        assert_eq!(at("2009-05-15T13:15:00.000Z"), 1_242_393_300);
        assert_eq!(at("2009-05-15T13:15"), 1_242_393_300);
    }

    #[test]
    fn reporting_years_may_begin_on_another_day() {
        let july = YearStart::parse("--07-01").unwrap();
        let start = |text: &str| span(text, july).unwrap().start;
        assert_eq!(start("2010-Q3"), span("2010-01-01", july).unwrap().start);
        assert_eq!(start("2010-A1"), span("2009-07-01", july).unwrap().start);
        assert_eq!(start("2010"), span("2010-01-01", july).unwrap().start);
        assert_eq!(july.to_string(), "--07-01");
        assert!(YearStart::parse("--02-29").is_none() && YearStart::parse("07-01").is_none());
    }

    #[test]
    fn days_are_counted_both_ways() {
        for day in (-800_000..800_000).step_by(97) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
        assert_eq!(days(2000, 3, 1), 11_017);
    }
}
