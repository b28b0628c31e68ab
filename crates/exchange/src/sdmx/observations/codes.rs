//! Periods, frequencies and statuses in the codes of SDMX, and back.

use passerelle_vocabulary::{Period, Status};

use crate::sdmx::period::{YearStart, span};

/// How often figures of this kind of period come: the list of codes CL_FREQ.
pub fn frequency(period: Period) -> &'static str {
    match period.to_code().rem_euclid(1000) {
        0 | 1 => "A",
        101..=104 => "Q",
        _ => "M",
    }
}

/// A period as SDMX writes it. A year that straddles two begins where national years mostly do when the
/// day is not published, in July: its middle is then the one that trends use.
pub fn time(period: Period) -> String {
    match period.to_code().rem_euclid(1000) {
        1 => format!("{}-07-01/P1Y", period.year()),
        _ => period.to_string(),
    }
}

/// The period that SDMX writes so: years, quarters, months, and ranges of a year that begin in another
/// than the first month. Others (days, weeks, semesters) have none.
pub fn period(text: &str) -> Option<Period> {
    let covered = span(text, YearStart::default())?;
    let year: i32 = text.get(..4)?.parse().ok()?;
    let same = |candidate: String| {
        let period: Period = candidate.parse().ok()?;
        (span(&candidate, YearStart::default()) == Some(covered)).then_some(period)
    };
    let quarters = (1..=4).map(|quarter| format!("{year}-Q{quarter}"));
    let months = (1..=12).map(|month| format!("{year}-{month:02}"));
    let calendar = std::iter::once(year.to_string()).chain(quarters).chain(months).find_map(same);
    calendar.or_else(|| {
        let straddling = text.ends_with("/P1Y") && text.len() == "2014-07-01/P1Y".len();
        straddling
            .then(|| format!("{year}/{:02}", (year + 1).rem_euclid(100)).parse().ok())
            .flatten()
    })
}

/// The letter of the list of codes CL_OBS_STATUS; our own code stands beside it, which says more.
pub fn status_letter(status: Status, has_value: bool) -> &'static str {
    match status {
        Status::NotCollected | Status::NotCollectedByLaw => "L",
        Status::Protected => "Q",
        Status::NotPublished => "O",
        _ if !has_value => "O",
        Status::Normal | Status::Reported | Status::GlobalMonitoring => "A",
        Status::Estimated | Status::Modelled | Status::Adjusted => "E",
        Status::Provisional => "P",
        // An invented figure must never pass for a measured one: no letter says it better.
        Status::Unreliable | Status::Synthetic => "U",
        Status::National => "D",
        Status::Break => "B",
    }
}

/// The letters that are understood.
pub const LETTERS: &str = "A, B, D, E, I, L, M, O, P, Q, U, V";

/// What a letter of CL_OBS_STATUS says, where nothing says more.
pub fn status_of_letter(letter: &str) -> Option<Status> {
    Some(match letter {
        "" | "A" => Status::Normal,
        "E" | "I" => Status::Estimated,
        "P" | "V" => Status::Provisional,
        "U" => Status::Unreliable,
        "D" => Status::National,
        "B" => Status::Break,
        "L" => Status::NotCollected,
        "Q" => Status::Protected,
        "M" | "O" => Status::NotPublished,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_come_back_as_they_went() {
        for text in ["2019", "2014/15", "1999/00", "2019-Q3", "2019-07"] {
            let known: Period = text.parse().unwrap();
            assert_eq!(period(&time(known)), Some(known), "{text}");
        }
        assert_eq!(period("2019-A1"), "2019".parse().ok());
        assert_eq!(period("2019-M07"), "2019-07".parse().ok());
        assert_eq!(period("2019-01-01/P1Y"), "2019".parse().ok());
        for text in ["2019-W05", "2019-S1", "2019-07-14", "soon", "2019-07-01/P2Y", "1500"] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn every_status_has_a_letter_that_says_no_more_than_it() {
        for status in (0..=u8::MAX).map_while(Status::from_number) {
            for has_value in [true, false] {
                let letter = status_letter(status, has_value);
                assert!(LETTERS.contains(letter) && status_of_letter(letter).is_some());
            }
        }
        assert_eq!(status_of_letter("?"), None);
    }
}
