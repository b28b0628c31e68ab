//! A review as a table: a row for each commitment, contribution that serves it, and assessment of that. A commitment that
//! nobody serves has one row, with nothing after it. What an actor says of its own work and what another says of it are
//! different columns; nothing is made of both.

use passerelle_desk::review::{Contribution, Promise, Review, ThirdParty};
use passerelle_exchange::cells::guarded;

use crate::words::Words;

/// A row: a commitment, a contribution, an assessment.
type Row<'a> = (&'a Promise, Option<&'a Contribution>, Option<&'a ThirdParty>);
/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Words, Row<'_>) -> String);

const COLUMNS: &[Column] = &[
    ("objective", |_, (one, _, _)| one.objective.map(|n| n.to_string()).unwrap_or_default()),
    ("commitment", |_, (one, _, _)| one.id.clone()),
    ("commitment_title", |w, (one, _, _)| w.text(&one.title).to_owned()),
    ("due", |_, (one, _, _)| one.due.map(|due| due.to_string()).unwrap_or_default()),
    ("figures", |_, (one, _, _)| {
        one.figures.iter().filter(|figure| figure.value.is_some()).count().to_string()
    }),
    ("contribution", |_, (_, one, _)| one.map(|one| one.slug.clone()).unwrap_or_default()),
    ("contribution_title", |w, (_, one, _)| of(one, |one| w.text(&one.title).to_owned())),
    ("actor", |w, (_, one, _)| {
        let by = one.and_then(|one| one.by.as_ref());
        by.map(|by| w.text(&by.name).to_owned()).unwrap_or_default()
    }),
    ("actor_kind", |_, (_, one, _)| {
        let kind = one.and_then(|one| one.by.as_ref()?.kind);
        kind.map(|kind| kind.code().to_owned()).unwrap_or_default()
    }),
    ("country", |_, (_, one, _)| of(one, |one| one.in_countries().collect::<Vec<_>>().join(" "))),
    ("start", |_, (_, one, _)| of(one, |one| one.start.to_string())),
    ("end", |_, (_, one, _)| of(one, |one| one.end.to_string())),
    ("status", |_, (_, one, _)| of(one, |one| one.status.code().to_owned())),
    ("began_before_pledge", |_, (_, one, _)| of(one, |one| one.began_before.to_string())),
    ("hearing", |_, (_, one, _)| of(one, |one| one.hearing.code().to_owned())),
    ("last_heard", |_, (_, one, _)| of(one, |one| one.last_heard.to_string())),
    ("last_shown", |_, (_, one, _)| {
        of(one, |one| one.last_shown.map(|day| day.to_string()).unwrap_or_default())
    }),
    ("evidence", |_, (_, one, _)| of(one, |one| one.evidence().to_string())),
    ("budget", |_, (_, one, _)| {
        of(one, |one| one.budget.map(|sum| cents(sum.cents)).unwrap_or_default())
    }),
    ("currency", |_, (_, one, _)| of(one, |one| one.currency.clone())),
    ("own_day", |_, (_, one, _)| {
        of(one, |one| one.own.first().map(|own| own.day.to_string()).unwrap_or_default())
    }),
    ("own_completion", |_, (_, one, _)| {
        let own = one.and_then(|one| one.own.first());
        own.map(|own| own.completion.code().to_owned()).unwrap_or_default()
    }),
    ("own_results", |_, (_, one, _)| {
        let own = one.and_then(|one| one.own.first()?.results);
        own.map(|step| step.code().to_owned()).unwrap_or_default()
    }),
    ("assessor", |_, (_, _, other)| other.map(|one| one.assessor.clone()).unwrap_or_default()),
    ("assessed_day", |_, (_, _, other)| other.map(|one| one.day.to_string()).unwrap_or_default()),
    ("assessed_completion", |_, (_, _, other)| {
        other.map(|one| one.completion.code().to_owned()).unwrap_or_default()
    }),
    ("assessed_results", |_, (_, _, other)| {
        let step = other.and_then(|one| one.results);
        step.map(|step| step.code().to_owned()).unwrap_or_default()
    }),
    ("reply", |_, (_, _, other)| {
        let said = |one: &ThirdParty| match &one.reply {
            Some(reply) if reply.waived => "waived",
            Some(_) => "replied",
            None => "none",
        };
        other.map(|one| said(one).to_owned()).unwrap_or_default()
    }),
    ("held", |_, (_, one, _)| of(one, |one| one.held.to_string())),
];

fn of(one: Option<&Contribution>, tell: impl Fn(&Contribution) -> String) -> String {
    one.map(tell).unwrap_or_default()
}

/// Hundredths as a decimal number.
fn cents(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// The table as CSV, with titles in one language.
pub fn csv(w: &Words, review: &Review) -> String {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut file = format!("{}\r\n", names.join(","));
    for row in rows(review) {
        let cells: Vec<String> = COLUMNS.iter().map(|(_, tell)| cell(&tell(w, row))).collect();
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    }
    file
}

fn rows(review: &Review) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for promise in &review.commitments {
        if promise.contributions.is_empty() {
            rows.push((promise, None, None));
        }
        for number in &promise.contributions {
            let Some(one) = review.contribution(*number) else { continue };
            if one.others.is_empty() {
                rows.push((promise, Some(one), None));
            }
            rows.extend(one.others.iter().map(|other| (promise, Some(one), Some(other))));
        }
    }
    rows
}

/// A cell of CSV (RFC 4180), which no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = guarded(text);
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-12.50"), "-12.50");
        assert_eq!(cell("@SUM(a,b)"), "\"'@SUM(a,b)\"");
        assert_eq!(cell("un \"mot\""), "\"un \"\"mot\"\"\"");
        assert_eq!((cents(1_250_050), cents(-5)), ("12500.50".to_owned(), "-0.05".to_owned()));
    }
}
