//! How old a figure is, and when it is too old to stand for today.

use passerelle_vocabulary::Period;

/// A figure older than this, in years, is no longer shown as how things stand.
///
/// Why ten: the trends of this room look back over windows of about ten years
/// ([`crate::Progress::window`]), and national censuses, the slowest of the regular sources, come back
/// every ten years. In that time the use of the internet has gone from a few per cent to most people in
/// many countries, so that an older figure says what was, and not what is.
pub const OUTDATED_AFTER: i32 = 10;

/// Years between the year of a figure and today's; below 0 for a forecast. A year that straddles two
/// counts as the second.
pub fn age(period: Period, today_year: i32) -> i32 {
    today_year - period.middle().floor() as i32
}

/// Whether a figure is too old to stand silently as the latest: more than [`OUTDATED_AFTER`] years.
pub fn is_outdated(period: Period, today_year: i32) -> bool {
    age(period, today_year) > OUTDATED_AFTER
}

/// The first year whose figures still stand for today.
pub fn first_standing_year(today_year: i32) -> i32 {
    today_year - OUTDATED_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_outdated_after_ten_years() {
        for (period, years, outdated) in [
            ("2027", -1, false),
            ("2016", 10, false),
            ("2016-01", 10, false),
            ("2015/16", 10, false),
            ("2015", 11, true),
            ("2015-12", 11, true),
            ("2014/15", 11, true),
        ] {
            let period: Period = period.parse().unwrap();
            assert_eq!(
                (age(period, 2026), is_outdated(period, 2026)),
                (years, outdated),
                "{period}"
            );
        }
        let first = Period::year_of(first_standing_year(2026)).unwrap();
        assert!(!is_outdated(first, 2026) && is_outdated(first, 2027));
    }
}
