//! Dates of HTTP headers, as far as waiting needs them.

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, the form that RFC 9110 asks for.
pub(super) fn seconds(written: &str) -> Option<u64> {
    let (_, rest) = written.trim().split_once(", ")?;
    let parts: Vec<&str> = rest.split([' ', ':']).collect();
    let number = |at: usize| parts.get(at)?.parse::<u64>().ok();
    let month = MONTHS.iter().position(|name| Some(name) == parts.get(1))? as u64 + 1;
    let (day, year, hour) = (number(0)?, number(2)?, number(3)?);
    let (minute, second) = (number(4)?, number(5)?);
    let sound = (1970..10_000).contains(&year) && (1..=31).contains(&day);
    (sound && hour < 24 && minute < 60 && second < 61)
        .then(|| days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(year: u64, month: u64, day: u64) -> u64 {
    // Years that begin in March put the leap day last.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_form_and_no_other() {
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(seconds("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199));
        for written in ["", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1 08:49:37 GMT"] {
            assert_eq!(seconds(written), None, "{written}");
        }
    }
}
