//! The opening hours of a site: when it matters whether it is connected.
//!
//! Written `Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3`, or `always`. The offset is fixed: a country that
//! changes its clocks in summer is an hour off for half the year, at the edges of the day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::DAY;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Minutes of a day.
const MINUTES: u16 = 24 * 60;
/// Stretches that a week may have.
const MOST: usize = 200;

/// A week's opening hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    /// By weekday from Monday: stretches in minutes of the local day, in order, none touching another.
    week: [Vec<(u16, u16)>; 7],
    /// Minutes that the local clock is ahead of UTC.
    offset: i16,
}

/// A text that is no opening hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not opening hours: write them as Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3")]
pub struct NotHours(pub String);

impl Default for OpeningHours {
    /// Weekdays from eight to four, UTC.
    fn default() -> Self {
        let day = || vec![(8 * 60, 16 * 60)];
        Self { week: [day(), day(), day(), day(), day(), vec![], vec![]], offset: 0 }
    }
}

impl OpeningHours {
    /// Day and night.
    pub fn always() -> Self {
        Self { week: std::array::from_fn(|_| vec![(0, MINUTES)]), offset: 0 }
    }

    /// Whether it is open at this moment.
    pub fn is_open(&self, at: i64) -> bool {
        self.open_seconds(at, at + 1) == 1
    }

    /// Seconds that are open between two moments.
    pub fn open_seconds(&self, from: i64, to: i64) -> i64 {
        let mut sum = 0;
        self.stretches(from, to, |start, end| sum += end - start);
        sum
    }

    /// Tells each open stretch between two moments, in order.
    pub fn stretches(&self, from: i64, to: i64, mut tell: impl FnMut(i64, i64)) {
        if from >= to {
            return;
        }
        let offset = i64::from(self.offset) * 60;
        let days = (from + offset).div_euclid(DAY)..=(to - 1 + offset).div_euclid(DAY);
        for day in days {
            // 1 January 1970 was a Thursday.
            let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0);
            let midnight = day * DAY - offset;
            for (start, end) in &self.week[weekday] {
                let start = (midnight + i64::from(*start) * 60).max(from);
                let end = (midnight + i64::from(*end) * 60).min(to);
                if start < end {
                    tell(start, end);
                }
            }
        }
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) =
        (Some(hours).filter(|t| digits(t))?, Some(minutes).filter(|t| digits(t))?);
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= MINUTES).then_some(minute)
}

fn weekday(text: &str) -> Option<usize> {
    DAYS.iter().position(|day| day.eq_ignore_ascii_case(text.trim()))
}

fn offset(text: &str) -> Option<i16> {
    if text.is_empty() {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-" | "−", rest) => (-1, rest),
        _ => return None,
    };
    let minutes = match rest.contains(':') {
        true => minute(rest)?,
        false => rest.parse::<u16>().ok().filter(|hours| *hours <= 14)? * 60,
    };
    (minutes <= 14 * 60).then(|| i16::try_from(minutes).map_or(0, |minutes| sign * minutes))
}

impl FromStr for OpeningHours {
    type Err = NotHours;

    fn from_str(text: &str) -> Result<Self, NotHours> {
        let refused = || NotHours(text.chars().take(200).collect());
        let mut hours = Self { week: Default::default(), offset: 0 };
        let parts: Vec<&str> =
            text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        // One more for the clock.
        if parts.is_empty() || parts.len() > MOST + 1 {
            return Err(refused());
        }
        for part in parts {
            if part.eq_ignore_ascii_case("always") {
                hours.week = Self::always().week;
                continue;
            }
            if let Some(rest) = part.get(..3).filter(|utc| utc.eq_ignore_ascii_case("UTC")) {
                hours.offset = offset(part[rest.len()..].trim()).ok_or_else(refused)?;
                continue;
            }
            hours.add(part).ok_or_else(refused)?;
        }
        hours.week.iter_mut().for_each(joined);
        let stretches: usize = hours.week.iter().map(Vec::len).sum();
        if (1..=MOST).contains(&stretches) { Ok(hours) } else { Err(refused()) }
    }
}

impl OpeningHours {
    /// Adds `Mon-Fri 08:00-16:00`.
    fn add(&mut self, part: &str) -> Option<()> {
        let (days, time) = part.rsplit_once(char::is_whitespace)?;
        let (start, end) = time.split_once(['-', '–'])?;
        let (start, end) = (minute(start)?, minute(end)?);
        if start >= end {
            return None;
        }
        for days in days.split(',') {
            let (first, last) = days.split_once(['-', '–']).unwrap_or((days, days));
            let (first, last) = (weekday(first)?, weekday(last)?);
            // Sat-Mon goes over the end of the week.
            let number = (last + 7 - first) % 7;
            (0..=number).for_each(|n| self.week[(first + n) % 7].push((start, end)));
        }
        Some(())
    }
}

/// Puts stretches in order and joins those that touch.
fn joined(stretches: &mut Vec<(u16, u16)>) {
    stretches.sort_unstable();
    let mut kept: Vec<(u16, u16)> = Vec::new();
    for (start, end) in stretches.drain(..) {
        match kept.last_mut().filter(|last| start <= last.1) {
            Some(last) => last.1 = last.1.max(end),
            None => kept.push((start, end)),
        }
    }
    *stretches = kept;
}

impl fmt::Display for OpeningHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = 0;
        while first < 7 {
            let same = (first..7).take_while(|day| self.week[*day] == self.week[first]).count();
            let last = first + same - 1;
            for (start, end) in &self.week[first] {
                let days = match first == last {
                    true => DAYS[first].to_owned(),
                    false => format!("{}-{}", DAYS[first], DAYS[last]),
                };
                let (h1, m1, h2, m2) = (start / 60, start % 60, end / 60, end % 60);
                write!(f, "{days} {h1:02}:{m1:02}-{h2:02}:{m2:02}; ")?;
            }
            first += same;
        }
        let sign = if self.offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.offset.abs() / 60, self.offset.abs() % 60);
        match minutes {
            0 => write!(f, "UTC{sign}{hours}"),
            _ => write!(f, "UTC{sign}{hours}:{minutes:02}"),
        }
    }
}

impl Serialize for OpeningHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpeningHours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(text: &str) -> OpeningHours {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_read_and_written() {
        for (text, written) in [
            ("Mon-Fri 08:00-16:00; UTC+3", "Mon-Fri 08:00-16:00; UTC+3"),
            ("mon,WED 8:00-12:00;Mon 11:00-13:30", "Mon 08:00-13:30; Wed 08:00-12:00; UTC+0"),
            ("Sat-Mon 00:00-24:00; utc-4:30", "Mon 00:00-24:00; Sat-Sun 00:00-24:00; UTC-4:30"),
            ("always", "Mon-Sun 00:00-24:00; UTC+0"),
        ] {
            assert_eq!(hours(text).to_string(), written);
            assert_eq!(hours(written), hours(text));
        }
        for wrong in [
            "",
            "UTC+3",
            "Mon",
            "Mon 9-17",
            "Mon 16:00-08:00",
            "Lun 08:00-16:00",
            "Mon 08:00-25:00",
            "UTC+99",
            "Mon 08:0é-16:00",
            "é",
        ] {
            assert!(wrong.parse::<OpeningHours>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_read_is_read_again_however_much_of_it_there_is() {
        // 28 stretches of every second day: 112 as they are written.
        let every = |minute: usize| format!("Mon,Wed,Fri,Sun 08:{minute:02}-08:{:02};", minute + 1);
        let many: String = (0..56).step_by(2).map(every).collect();
        let read = hours(&many);
        assert_eq!(hours(&read.to_string()), read);
        let more: String =
            (0..59).map(|at| format!("Mon-Sun {:02}:30-{:02}:31;", at % 24, at % 24)).collect();
        assert_eq!(hours(&more).open_seconds(0, 7 * DAY), 7 * 24 * 60);
        let most: String = (0..58)
            .step_by(2)
            .map(|minute| format!("Mon-Sun 08:{minute:02}-08:{:02};", minute + 1))
            .collect();
        assert!(most.parse::<OpeningHours>().is_err(), "more than 200 in a week");
    }

    #[test]
    fn a_local_morning_is_open_and_its_night_is_not() {
        // Thursday 26 November 2026, 05:30 UTC: 08:30 in Nairobi.
        let at = 1_795_671_000;
        let nairobi = hours("Mon-Fri 08:00-16:00; UTC+3");
        assert!(nairobi.is_open(at) && !nairobi.is_open(at - 3_600));
        assert!(!nairobi.is_open(at + 2 * DAY), "a Saturday");
        assert_eq!(nairobi.open_seconds(at - 7 * DAY, at), 5 * 8 * 3_600);
    }

    proptest! {
        #[test]
        fn stretches_add_up(from in 0_i64..2_000_000_000, one in 0_i64..1_000_000, two in 0_i64..1_000_000) {
            let hours = hours("Mon-Thu 07:30-12:00; Mon-Fri 13:00-17:15; Sun 00:00-24:00; UTC-3:30");
            let (middle, to) = (from + one, from + one + two);
            let parts = hours.open_seconds(from, middle) + hours.open_seconds(middle, to);
            prop_assert_eq!(parts, hours.open_seconds(from, to));
            prop_assert!(parts <= to - from);
            prop_assert_eq!(OpeningHours::always().open_seconds(from, to), to - from);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            if let Ok(hours) = text.parse::<OpeningHours>() {
                prop_assert_eq!(hours.to_string().parse(), Ok(hours));
            }
        }
    }
}
