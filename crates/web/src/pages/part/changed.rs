//! What a proposal would change, field by field, in words: codes of a record are told as its page tells them.

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::part::Changed;
use passerelle_vocabulary::Key;

use super::super::view::category;
use crate::words::Words;

/// A field, with what is published and what is proposed.
pub(super) struct ChangedRow {
    pub field: String,
    pub before: Shown,
    pub after: Shown,
}

/// A value of a record, as a moderator reads it.
pub(super) struct Shown {
    pub text: String,
    /// Where it leads: evidence is to be looked at.
    pub link: Option<String>,
}

/// Who words what changed.
pub(super) struct Telling<'a> {
    pub w: &'static Words,
    pub catalogue: &'a Catalogue,
    /// The kind of the record.
    pub kind: &'a str,
}

impl Telling<'_> {
    pub(super) fn row(&self, change: &Changed) -> ChangedRow {
        ChangedRow {
            field: field_name(self.w, &change.field),
            before: self.shown(&change.field, &change.before),
            after: self.shown(&change.field, &change.after),
        }
    }

    fn shown(&self, field: &str, values: &[String]) -> Shown {
        let told: Vec<String> = values.iter().map(|value| self.value(field, value)).collect();
        let link = match values {
            [one] => self.link(one),
            _ => None,
        };
        Shown { text: told.join(", "), link }
    }

    fn link(&self, value: &str) -> Option<String> {
        let leads = ["https://", "http://", passerelle_compact::OWN_FILES];
        if leads.iter().any(|start| value.starts_with(start)) {
            return Some(value.to_owned());
        }
        let key = record(value)?;
        let folder = if key.kind() == "actor" { "actors" } else { "initiatives" };
        Some(format!("/{}/{folder}/{}", self.w.code(), key.slug()))
    }

    fn value(&self, field: &str, value: &str) -> String {
        let (w, catalogue) = (self.w, self.catalogue);
        let named = |name: String| if w.has(&name) { w.t(&name) } else { value.to_owned() };
        let coded = |words: &str| named(format!("{words}-{}", value.replace('_', "-")));
        let is_number = |part: &&str| part.bytes().all(|one| one.is_ascii_digit());
        let place: Vec<&str> = field.split('.').filter(|part| !is_number(part)).collect();
        match (place.as_slice(), self.kind) {
            (["status"], _) => coded("initiative-status"),
            (["kind"], "transaction") => coded("money-kind"),
            (["kind"], _) => coded("part-actor"),
            (["organisations", "kind"], _) => coded("part-organisation"),
            (["organisations", "role"], _) => coded("initiative-role"),
            (["budget", "purpose"], _) => coded("initiative-purpose"),
            (["budget", "technology"], _) => coded("plan-technology"),
            (["objectives"], _) => coded("part-objective"),
            (["completion"], _) => coded("part-completion"),
            (["results"], _) => coded("part-results"),
            (["languages"], _) => coded("language-of"),
            (["country"] | ["countries", "country"], _) => {
                catalogue.place_name(value, w.lang()).into_owned()
            }
            (["serves"], _) => {
                let served = catalogue.commitment(value);
                served.map_or(value, |one| w.text(&one.title)).to_owned()
            }
            (["aims", "indicator"], _) => {
                let shown = catalogue.indicator(value);
                shown.map_or(value, |one| w.text(&one.name)).to_owned()
            }
            (["groups"], _) => match value.split_once('=') {
                Some((dimension, code)) => category(catalogue, w, dimension, code).to_owned(),
                None => value.to_owned(),
            },
            (["start" | "end" | "day" | "signed" | "withdrawn" | "value_day"], _) => w.day(value),
            (path, _) if path.last() == Some(&"cents") => match value.parse::<i64>() {
                Ok(cents) => w.number(cents as f64 / 100.0, 2),
                Err(_) => value.to_owned(),
            },
            _ => match (value, record(value)) {
                ("true", _) => w.t("initiative-is-true"),
                ("false", _) => w.t("initiative-is-false"),
                (_, Some(key)) => {
                    let kind = w.t(&format!("part-kind-{}", key.kind()));
                    format!("{kind}{}{}", w.t("colon"), key.slug())
                }
                _ => value.to_owned(),
            },
        }
    }
}

/// The record that a value names, of those that have a page.
fn record(value: &str) -> Option<Key> {
    let known = value.starts_with("actor/") || value.starts_with("initiative/");
    value.parse().ok().filter(|_| known)
}

/// What a field of a record is called: `aims.2.target_year` is the aim’s, the second, by the end of which year.
pub(super) fn field_name(w: &Words, field: &str) -> String {
    let mut parts = field.split('.');
    let first = parts.next().unwrap_or_default();
    let label = format!("part-record-{}", first.replace('_', "-"));
    if !w.has(&label) {
        return field.to_owned();
    }
    let mut name = w.t(&label);
    for part in parts {
        let label = format!("part-sub-{}", part.replace('_', "-"));
        let words = if w.has(&label) { w.t(&label) } else { part.to_owned() };
        let between = if part.bytes().all(|one| one.is_ascii_digit()) { " " } else { ", " };
        name.push_str(between);
        name.push_str(&words);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_in_words() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let w = Words::of("fr").unwrap();
        let told = |kind: &str, field: &str, values: &[&str]| {
            let telling = Telling { w, catalogue: &catalogue, kind };
            let values: Vec<String> = values.iter().map(|one| (*one).to_owned()).collect();
            let shown = telling.shown(field, &values);
            (shown.text.replace(['\u{a0}', '\u{202f}'], " "), shown.link)
        };
        for (kind, field, value, expected) in [
            ("initiative", "status", "under_way", w.t("initiative-status-under-way")),
            ("actor", "kind", "civil_society", w.t("part-actor-civil-society")),
            ("transaction", "kind", "disbursement", w.t("money-kind-disbursement")),
            ("initiative", "organisations.2.kind", "company", w.t("part-organisation-company")),
            ("initiative", "organisations.2.role", "funder", w.t("initiative-role-funder")),
            ("initiative", "budget.1.purpose", "build", w.t("initiative-purpose-build")),
            ("initiative", "country", "KEN", "Kenya".to_owned()),
            ("initiative", "languages", "fr", w.t("language-of-fr")),
            ("initiative", "budget.3.cents", "1250050", "12 500,50".to_owned()),
            ("initiative", "began_before_pledge", "true", w.t("initiative-is-true")),
            ("update", "day", "2026-11-01", "1er novembre 2026".to_owned()),
            ("endorsement", "objectives", "2", w.t("part-objective-2")),
            ("initiative", "title.fr", "under_way", "under_way".to_owned()),
        ] {
            let expected = expected.replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(told(kind, field, &[value]).0, expected, "{field}");
        }
        let (serves, _) = told("initiative", "serves", &["gdc.1.connectivity.b", "gdc.x"]);
        assert!(!serves.contains("gdc.1") && serves.ends_with(", gdc.x"), "{serves}");
        let (by, link) = told("initiative", "by", &["actor/nous"]);
        assert!(by.ends_with(" : nous"), "{by}");
        assert_eq!(link.as_deref(), Some("/fr/actors/nous"));
        assert_eq!(
            told("actor", "website", &["https://a.example"]).1.as_deref(),
            Some("https://a.example")
        );
    }
}
