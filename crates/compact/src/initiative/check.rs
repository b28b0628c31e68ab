//! What can be wrong with an initiative, everything at once.

use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use passerelle_vocabulary::{Finding, Key};

use crate::progress::check_evidence;

use super::{Initiative, OrganisationRole, Pledge};
use crate::transaction::{MOST_TRANSACTIONS, Transaction};

/// Longest title, in characters.
const TITLE: usize = 200;
/// Longest description, in characters.
const DESCRIPTION: usize = 20_000;
/// Most lines of a budget.
pub const MOST_LINES: usize = 10_000;
/// Most of what is listed otherwise.
const MOST: usize = 1_000;
/// More than any budget, in hundredths: sums stay far from what 64 bits hold.
const MOST_CENTS: i64 = 100_000_000_000_000;

impl Initiative {
    pub(super) fn wrong(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        self.check_texts(&mut found);
        self.check_links(&mut found);
        self.check_organisations(&mut found);
        self.check_budget(&mut found);
        self.check_aims(&mut found);
        check_evidence(&mut found, &self.evidence);
        self.check_transactions(&mut found);
        found
    }

    fn check_texts(&self, found: &mut Vec<Finding>) {
        for (field, text, longest) in
            [("title", &self.title, TITLE), ("description", &self.description, DESCRIPTION)]
        {
            if text.is_empty() {
                found.push(Finding::new(field, "text-missing", ""));
            }
            for (lang, text) in text.iter() {
                let length = text.chars().count();
                if length > longest {
                    found.push(Finding::new(format!("{field}.{lang}"), "text-too-long", length));
                }
            }
        }
        let lists = [
            ("places", self.places.len()),
            ("groups", self.groups.len()),
            ("serves", self.serves.len()),
            ("organisations", self.organisations.len()),
            ("aims", self.aims.len()),
            ("part_of", self.part_of.len()),
        ];
        for (field, length) in lists.into_iter().filter(|(_, length)| *length > MOST) {
            found.push(Finding::new(field, "too-many", length));
        }
    }

    fn check_links(&self, found: &mut Vec<Finding>) {
        if self.serves.is_empty() && !self.is_suggested() {
            found.push(Finding::new("serves", "serves-nothing", ""));
        }
        if let Some(imported) = &self.imported {
            imported.wrong(found);
            if self.activity.is_none() {
                found.push(Finding::new("activity", "missing", ""));
            }
        }
        for id in self.serves.iter().filter(|id| Key::new("commitment", id).is_err()) {
            found.push(Finding::new("serves", "bad-key", id));
        }
        let mut seen = BTreeSet::new();
        for id in self.serves.iter().filter(|id| !seen.insert(*id)) {
            found.push(Finding::new("serves", "repeated", id));
        }
        let is_code =
            |code: &str| code.len() == 3 && code.bytes().all(|one| one.is_ascii_uppercase());
        let mut seen = BTreeSet::new();
        for country in self.in_countries() {
            if !is_code(country) {
                found.push(Finding::new("country", "unknown-code", country));
            } else if !seen.insert(country) {
                found.push(Finding::new("countries", "repeated", country));
            }
        }
        let out_of_range = |percent: &f64| !(0.0..=100.0).contains(percent);
        let shares = self.countries.iter().filter_map(|one| one.percentage);
        for percent in shares.filter(out_of_range) {
            found.push(Finding::new("countries", "percent-out-of-range", percent));
        }
        for (place, number) in self.places.iter().zip(1..) {
            if place.name.trim().is_empty() {
                let there = place.position.map(|at| format!("{}, {}", at.lat, at.lon));
                let field = format!("places.{number}.name");
                found.push(Finding::new(field, "missing", there.unwrap_or_default()));
            }
        }
    }

    fn check_organisations(&self, found: &mut Vec<Finding>) {
        let leads = self.organisations.iter().filter(|one| one.role == OrganisationRole::Lead);
        if leads.count() > 1 {
            found.push(Finding::new("organisations", "two-leads", ""));
        }
        for (one, number) in self.organisations.iter().zip(1..) {
            let field = |name: &str| format!("organisations.{number}.{name}");
            if one.name.trim().is_empty() {
                found.push(Finding::new(field("name"), "missing", ""));
            }
            if let Some(reference) = one.reference.as_ref().filter(|text| !is_reference(text)) {
                found.push(Finding::new(field("reference"), "not-a-reference", reference));
            }
        }
        for reference in self.part_of.iter().filter(|text| !is_reference(text)) {
            found.push(Finding::new("part_of", "not-a-reference", reference));
        }
    }

    fn check_budget(&self, found: &mut Vec<Finding>) {
        let letters = self.currency.bytes().all(|one| one.is_ascii_uppercase());
        if self.currency.len() != 3 || !letters {
            found.push(Finding::new("currency", "not-a-currency", &self.currency));
        }
        if self.start.first_day() > self.end.last_day() {
            let dates = format!("{} – {}", self.start, self.end);
            found.push(Finding::new("end", "ends-before-it-begins", dates));
        }
        if self.budget.len() > MOST_LINES {
            found.push(Finding::new("budget", "too-many-lines", self.budget.len()));
        }
        let years = self.start.year()..=self.end.year();
        let mut numbers = BTreeSet::new();
        for line in &self.budget {
            let mut wrong = |field: &str, code: &str, what: &dyn std::fmt::Display| {
                let field = format!("budget.{}.{field}", line.number);
                found.push(Finding::new(field, code, what));
            };
            if !numbers.insert(line.number) {
                wrong("number", "repeated", &line.number);
            }
            if !years.contains(&line.year) {
                wrong("year", "year-outside", &line.year);
            }
            if !(1..=MOST_CENTS).contains(&line.cents) {
                wrong("cents", "not-an-amount", &line.cents);
            }
            let is_amount = |pledge: &Pledge| (1..=MOST_CENTS).contains(&pledge.cents);
            if !line.pledged.iter().all(is_amount) {
                wrong("pledged", "not-an-amount", &"");
            } else if line.pledged.len() > MOST || line.committed() > line.cents.max(0) {
                wrong("pledged", "pledged-twice", &line.committed());
            }
            let known = |by: &String| self.organisations.iter().any(|one| one.name == *by);
            for pledge in line.pledged.iter().filter(|pledge| !known(&pledge.by)) {
                wrong("pledged", "not-an-organisation", &pledge.by);
            }
        }
    }

    fn check_aims(&self, found: &mut Vec<Finding>) {
        for (aim, number) in self.aims.iter().zip(1..) {
            let mut wrong = |field: &str, code: &str, what: &dyn std::fmt::Display| {
                found.push(Finding::new(format!("aims.{number}.{field}"), code, what));
            };
            if aim.what.is_empty() {
                wrong("what", "text-missing", &"");
            }
            if !aim.target.is_finite() || aim.baseline.is_some_and(|value| !value.is_finite()) {
                wrong("target", "not-a-number", &aim.target);
            }
            if aim.reached.is_some_and(|reached| !reached.value.is_finite()) {
                wrong("reached", "not-a-number", &"");
            }
            if aim.baseline_year > aim.target_year {
                wrong("target_year", "ends-before-it-begins", &aim.target_year);
            }
        }
    }

    fn check_transactions(&self, found: &mut Vec<Finding>) {
        let own: Vec<&str> = self.activity.as_deref().into_iter().collect();
        if let Some(activity) = own.iter().find(|text| !is_reference(text)) {
            found.push(Finding::new("activity", "not-a-reference", activity));
        }
        if self.transactions.len() > MOST_TRANSACTIONS {
            let length = self.transactions.len();
            found.push(Finding::new("transactions", "too-many-transactions", length));
        }
        let mut numbers = BTreeSet::new();
        // The same twice is a form that was sent twice, unless its own reference says that it is another.
        let mut seen = HashSet::with_capacity(self.transactions.len());
        for one in &self.transactions {
            let wrong = one.wrong(&own).into_iter();
            found.extend(wrong.map(|wrong| Finding { field: one.field(&wrong.field), ..wrong }));
            if !numbers.insert(one.number) {
                found.push(Finding::new(one.field("number"), "repeated", one.number));
            }
            if !seen.insert(Unnumbered(one)) {
                found.push(Finding::new(one.field("reference"), "same-transaction", one));
            }
        }
    }
}

/// A transaction as it would be with any other number: there may be ten thousand, and each is held against all others.
struct Unnumbered<'a>(&'a Transaction);

impl PartialEq for Unnumbered<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Only those with the same hash come here.
        Transaction { number: other.0.number, ..self.0.clone() } == *other.0
    }
}

impl Eq for Unnumbered<'_> {}

impl Hash for Unnumbered<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Transaction { number: _, reference, kind, day, cents, currency, value_day, .. } =
            self.0;
        (reference, kind, day, cents, currency, value_day).hash(state);
        (&self.0.provider, &self.0.receiver).hash(state);
    }
}

/// Whether a text can be an identifier in IATI: its rules allow no slash, ampersand, bar or question mark.
pub fn is_reference(text: &str) -> bool {
    let sound = |c: char| !c.is_whitespace() && !c.is_control() && !"/&|?".contains(c);
    (3..=200).contains(&text.len()) && text.contains('-') && text.chars().all(sound)
}
