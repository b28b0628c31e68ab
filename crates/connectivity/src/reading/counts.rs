//! Cells that count people of a site.

use super::degrees::amount;
use crate::site::SiteKind;

/// More pupils than all but the largest schools have: told, and believed.
const MANY_PUPILS: f64 = 20_000.0;
/// More people than any site serves: told, and not believed. The largest universities have fewer in one place, and
/// villages around a health post too.
const TOO_MANY: f64 = 1_000_000.0;

/// What a cell says of the people of a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count<'c> {
    /// How many; `None` where it says nothing that is understood.
    pub people: Option<f64>,
    /// The cell, where it is to be told.
    pub odd: Option<&'c str>,
}

/// How many people a cell says. Three digits after each point are thousands, as many languages write them: a count has
/// no thousandths; that is told, since somebody may have written otherwise.
pub(super) fn count(cell: &str, kind: SiteKind) -> Count<'_> {
    if cell.is_empty() {
        return Count { people: None, odd: None };
    }
    let grouped = thousands(cell);
    let people = grouped.or_else(|| amount(cell)).filter(|people| *people <= TOO_MANY);
    let many = kind == SiteKind::School && people.is_some_and(|people| people > MANY_PUPILS);
    let thousandths = people.is_some_and(|people| people.fract() != 0.0)
        && cell.rsplit(['.', ',']).next().is_some_and(|part| part.len() == 3);
    let odd = (grouped.is_some() || thousandths || people.is_none() || many).then_some(cell);
    Count { people, odd }
}

/// `1.200` or `1.200.300` as a whole number; `None` for anything else.
fn thousands(cell: &str) -> Option<f64> {
    let mut parts = cell.split('.');
    let first = parts.next()?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let mut whole = first.to_owned();
    for part in parts {
        if part.len() != 3 || !digits(part) {
            return None;
        }
        whole.push_str(part);
    }
    if is_first && whole.len() > first.len() { whole.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_never_thousandths_in_silence() {
        for (cell, people, is_told) in [
            ("", None, false),
            ("812", Some(812.0), false),
            ("1 200", Some(1_200.0), false),
            ("1,200", Some(1_200.0), false),
            ("1.200", Some(1_200.0), true),
            ("12.345.678", None, true),
            ("412.5", Some(412.5), false),
            ("0.500", Some(0.5), true),
            ("1200.000", Some(1_200.0), false),
            ("20000", Some(20_000.0), false),
            ("20001", Some(20_001.0), true),
            ("1000000000", None, true),
            ("many", None, true),
            ("-3", None, true),
        ] {
            let odd = is_told.then_some(cell);
            assert_eq!(count(cell, SiteKind::School), Count { people, odd }, "{cell}");
        }
        let served = count("60000", SiteKind::HealthFacility);
        assert_eq!(served, Count { people: Some(60_000.0), odd: None });
    }
}
