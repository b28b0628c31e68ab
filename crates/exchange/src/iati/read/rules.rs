//! What the standard asks of an activity as a whole.

use crate::iati::codes::is_identifier;
use crate::iati::problem::{Problem, ProblemCode};
use crate::iati::reported::{Day, Reported, Share};

/// How far percentages may be from 100 together: what is lost in rounding.
const ROUNDING: f64 = 0.1;

/// Adds what is wrong with an activity.
pub(super) fn check(one: &Reported, today: Day, problems: &mut Vec<Problem>) {
    let at = (one.line, one.column);
    let mut wrong = |code: ProblemCode, element: &str, value: &str| {
        problems.push(Problem::new(code, at, element, value));
    };
    if one.identifier.is_empty() {
        wrong(ProblemCode::NoIdentifier, "iati-identifier", "");
    } else if !is_identifier(&one.identifier) {
        wrong(ProblemCode::BadIdentifier, "iati-identifier", &one.identifier);
    }
    if one.title.is_empty() {
        wrong(ProblemCode::NoTitle, "title/narrative", "");
    }
    let start = one.actual_start.or(one.planned_start);
    let end = one.actual_end.or(one.planned_end);
    let has_day =
        start.or(end).is_some() || !one.transactions.is_empty() || !one.budgets.is_empty();
    if !has_day {
        wrong(ProblemCode::NoDate, "activity-date", "");
    }
    let lacking = [
        (start.is_none() && has_day, "activity-date[@type=1 or @type=2]"),
        (one.description.is_empty(), "description/narrative"),
        (one.reporting.reference.is_none(), "reporting-org/@ref"),
        (one.participants.is_empty(), "participating-org"),
        (one.status.is_none(), "activity-status"),
        (one.sectors.is_empty(), "sector"),
        (one.countries.is_empty() && one.regions.is_empty(), "recipient-country"),
    ];
    for (_, element) in lacking.into_iter().filter(|(lacks, _)| *lacks) {
        wrong(ProblemCode::Lacking, element, "");
    }
    let pairs = [(one.planned_start, one.planned_end), (one.actual_start, one.actual_end)];
    for (start, end) in pairs {
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            wrong(ProblemCode::DateOrder, "activity-date", &format!("{start} – {end}"));
        }
    }
    if one.status == Some(4)
        && one.actual_end.is_none()
        && one.planned_end.is_some_and(|day| day > today)
    {
        wrong(ProblemCode::OddCode, "activity-status/@code", "4");
    }
    check_percentages(one, &mut wrong);
    for related in one.related.iter().filter(|related| related.identifier == one.identifier) {
        wrong(ProblemCode::SelfLink, "related-activity/@ref", &related.identifier);
    }
}

fn check_percentages(one: &Reported, wrong: &mut impl FnMut(ProblemCode, &str, &str)) {
    // Countries and regions share one whole; each list of sectors is one of its own.
    let places: Vec<&Share> = one.countries.iter().chain(&one.regions).collect();
    let mut wholes = vec![("recipient-country/@percentage", places)];
    let mut vocabularies: Vec<&str> =
        one.sectors.iter().map(|one| one.vocabulary.as_str()).collect();
    vocabularies.sort_unstable();
    vocabularies.dedup();
    for vocabulary in vocabularies {
        let of: Vec<&Share> =
            one.sectors.iter().filter(|sector| sector.vocabulary == vocabulary).collect();
        wholes.push(("sector/@percentage", of));
    }
    for (element, shares) in wholes {
        let told: Vec<f64> = shares.iter().filter_map(|share| share.percentage).collect();
        // One alone needs none; transactions' own tell none.
        if told.is_empty() {
            continue;
        }
        let sum: f64 = told.iter().sum();
        if (sum - 100.0).abs() > ROUNDING || told.len() < shares.len() {
            wrong(ProblemCode::Percentages, element, &format!("{sum}"));
        }
    }
}
