//! What changed between two states of an initiative: for whoever decides whether it is published, and for the history.
//!
//! A change is told with its field and both sides, as codes and numbers; its words are those of whoever shows it.
//! Budget lines are compared by their numbers, everything that is listed by what it says.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::{Lang, Text};
use serde::{Deserialize, Serialize};

use crate::Due;
use crate::initiative::{Aim, BudgetLine, Initiative, Organisation};

/// A difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Something that is said once, or one of several things that are listed: `title.fr`, `start`, `serves`.
    Said {
        /// Which.
        field: String,
        /// As it was; `None` where it was not there.
        before: Option<String>,
        /// As it is; `None` where it is gone.
        after: Option<String>,
    },
    /// A budget line.
    Line {
        /// Its number.
        number: u32,
        /// As it was.
        before: Option<BudgetLine>,
        /// As it is.
        after: Option<BudgetLine>,
    },
}

/// The countries of an initiative, each of several with its share.
fn countries(one: &Initiative) -> Option<String> {
    let several = one.countries.iter().map(|share| match share.percentage {
        Some(percent) => format!("{} ({percent} %)", share.country),
        None => share.country.clone(),
    });
    let all: Vec<String> = one.country.iter().cloned().chain(several).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// What changed, field by field; empty where nothing did.
pub fn changes(before: &Initiative, after: &Initiative) -> Vec<Change> {
    let mut found = Vec::new();
    texts("title", &before.title, &after.title, &mut found);
    texts("description", &before.description, &after.description, &mut found);
    let mut once = |field: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            found.push(Change::Said { field: field.to_owned(), before, after });
        }
    };
    once("country", countries(before), countries(after));
    once("start", Some(before.start.to_string()), Some(after.start.to_string()));
    once("end", Some(before.end.to_string()), Some(after.end.to_string()));
    let status = |one: &Initiative| Some(one.status.code().to_owned());
    once("status", status(before), status(after));
    let pledge = |one: &Initiative| Some(one.began_before_pledge.to_string());
    once("began_before_pledge", pledge(before), pledge(after));
    once("currency", Some(before.currency.clone()), Some(after.currency.clone()));
    let plan = |one: &Initiative| one.plan.as_ref().map(|plan| plan.summary.clone());
    once("plan", plan(before), plan(after));
    listed("serves", &before.serves, &after.serves, &mut found);
    listed("groups", &before.groups, &after.groups, &mut found);
    listed("part_of", &before.part_of, &after.part_of, &mut found);
    let languages = |one: &Initiative| said(&one.languages, Lang::code);
    listed("languages", &languages(before), &languages(after), &mut found);
    let places = |one: &Initiative| said(&one.places, |place| &place.name);
    listed("places", &places(before), &places(after), &mut found);
    let organisations = |one: &Initiative| said(&one.organisations, organisation);
    listed("organisations", &organisations(before), &organisations(after), &mut found);
    let aims = |one: &Initiative| said(&one.aims, aim);
    listed("aims", &aims(before), &aims(after), &mut found);
    let shown =
        |one: &Initiative| said(&one.evidence, |piece| format!("{}: {}", piece.what, piece.link));
    listed("evidence", &shown(before), &shown(after), &mut found);
    let activity = |one: &Initiative| said(one.activity.as_slice(), |id| id);
    listed("activity", &activity(before), &activity(after), &mut found);
    let transactions = |one: &Initiative| said(&one.transactions, |one| one);
    listed("transactions", &transactions(before), &transactions(after), &mut found);
    lines(&before.budget, &after.budget, &mut found);
    found
}

fn said<'a, T, S: ToString>(list: &'a [T], of: impl Fn(&'a T) -> S) -> Vec<String> {
    list.iter().map(|one| of(one).to_string()).collect()
}

fn organisation(one: &Organisation) -> String {
    let reference = one.reference.as_deref().map(|id| format!(", {id}")).unwrap_or_default();
    format!("{} ({}, {}{reference})", one.name, one.role.code(), one.kind.code())
}

fn aim(one: &Aim) -> String {
    let from = one.baseline.map(|value| value.to_string()).unwrap_or_default();
    let (what, unit) = (one.what.get(&Lang::en()), &one.unit);
    let reached = one.reached.map(|at| format!("; {} ({})", at.value, at.year)).unwrap_or_default();
    let (first, last) = (one.baseline_year, one.target_year);
    format!("{what}: {from} ({first}) → {} {unit} ({last}){reached}", one.target)
}

fn texts(field: &str, before: &Text, after: &Text, found: &mut Vec<Change>) {
    let langs: BTreeSet<&Lang> = before.iter().chain(after.iter()).map(|(lang, _)| lang).collect();
    for lang in langs {
        let exact = |text: &Text| text.exact(lang).map(str::to_owned);
        let (before, after) = (exact(before), exact(after));
        if before != after {
            found.push(Change::Said { field: format!("{field}.{lang}"), before, after });
        }
    }
}

fn listed(field: &str, before: &[String], after: &[String], found: &mut Vec<Change>) {
    let (old, new): (BTreeSet<&String>, BTreeSet<&String>) =
        (before.iter().collect(), after.iter().collect());
    for gone in before.iter().filter(|one| !new.contains(one)) {
        let before = Some(gone.clone());
        found.push(Change::Said { field: field.to_owned(), before, after: None });
    }
    for come in after.iter().filter(|one| !old.contains(one)) {
        let after = Some(come.clone());
        found.push(Change::Said { field: field.to_owned(), before: None, after });
    }
}

fn lines(before: &[BudgetLine], after: &[BudgetLine], found: &mut Vec<Change>) {
    let by_number = |lines: &[BudgetLine]| -> BTreeMap<u32, BudgetLine> {
        lines.iter().map(|line| (line.number, line.clone())).collect()
    };
    let (mut old, mut new) = (by_number(before), by_number(after));
    let numbers: BTreeSet<u32> = old.keys().chain(new.keys()).copied().collect();
    for number in numbers {
        let (before, after) = (old.remove(&number), new.remove(&number));
        if before != after {
            found.push(Change::Line { number, before, after });
        }
    }
}

/// The same initiative, beginning at another date: its end, its budget and its aims move by as many years.
#[must_use]
pub fn moved_to(mut initiative: Initiative, start: Due) -> Initiative {
    let years = start.year() - initiative.start.year();
    initiative.start = start;
    initiative.end = initiative.end.later(years).unwrap_or(initiative.end);
    for line in &mut initiative.budget {
        line.year += years;
    }
    for aim in &mut initiative.aims {
        aim.baseline_year += years;
        aim.target_year += years;
    }
    initiative
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiative::{InitiativeStatus, Pledge, Purpose};

    fn line(number: u32, year: i32, cents: i64) -> BudgetLine {
        let (technology, lot) = ("fibre".to_owned(), "Nord".to_owned());
        let purpose = Purpose::Build;
        BudgetLine { number, year, purpose, technology, lot, cents, pledged: Vec::new() }
    }

    fn one() -> Initiative {
        Initiative {
            title: Text::new("Écoles", "Schools"),
            description: Text::new("d", "d"),
            by: None,
            languages: vec![Lang::fr()],
            country: Some("STP".to_owned()),
            countries: Vec::new(),
            places: Vec::new(),
            groups: Vec::new(),
            serves: vec!["gdc.1.connectivity.a".to_owned(), "gdc.1.connectivity.b".to_owned()],
            organisations: Vec::new(),
            currency: "USD".to_owned(),
            budget: vec![line(1, 2027, 500), line(2, 2028, 700)],
            aims: Vec::new(),
            start: "2027".parse().unwrap(),
            end: "2036-06".parse().unwrap(),
            status: InitiativeStatus::Planned,
            began_before_pledge: false,
            plan: None,
            part_of: Vec::new(),
            evidence: Vec::new(),
            activity: None,
            transactions: Vec::new(),
            imported: None,
        }
    }

    #[test]
    fn what_changed_is_told_with_both_sides() {
        let (before, mut after) = (one(), one());
        assert_eq!(changes(&before, &after), []);
        after.title.set(Lang::fr(), "Toutes les écoles");
        after.status = InitiativeStatus::UnderWay;
        after.serves = vec!["gdc.1.connectivity.b".to_owned(), "gdc.1.connectivity.c".to_owned()];
        after.budget[1].pledged = vec![Pledge { by: "Fund".to_owned(), cents: 100 }];
        after.budget.push(line(3, 2029, 1));
        after.budget.remove(0);
        let said = |field: &str, before: Option<&str>, after: Option<&str>| Change::Said {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let change = |number: u32, before: Option<&BudgetLine>, after: Option<&BudgetLine>| {
            Change::Line { number, before: before.cloned(), after: after.cloned() }
        };
        let expected = vec![
            said("title.fr", Some("Écoles"), Some("Toutes les écoles")),
            said("status", Some("planned"), Some("under_way")),
            said("serves", Some("gdc.1.connectivity.a"), None),
            said("serves", None, Some("gdc.1.connectivity.c")),
            change(1, before.budget.first(), None),
            change(2, before.budget.get(1), after.budget.first()),
            change(3, None, after.budget.get(1)),
        ];
        assert_eq!(changes(&before, &after), expected);
    }

    #[test]
    fn another_start_moves_everything_with_it() {
        let moved = moved_to(one(), "2029-03".parse().unwrap());
        assert_eq!(
            (moved.start.to_string(), moved.end.to_string()),
            ("2029-03".into(), "2038-06".into())
        );
        assert_eq!(moved.budget.iter().map(|line| line.year).collect::<Vec<_>>(), [2029, 2030]);
    }
}
