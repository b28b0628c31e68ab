//! Fields read into records; what they cannot be read as is kept, by field.

mod transaction;

use passerelle_compact::review::{Comment, OfficeAnswer, Round};
use passerelle_compact::{
    Actor, Assessment, Completion, Due, EarlyResults, Endorsement, Evidence, Reply,
    StakeholderKind, Update,
};
use passerelle_exchange::sources::Decimal;
use passerelle_exchange::statistics::{NumberError, parse_number};
use passerelle_vocabulary::{Finding, Key, Lang, Record as _, Text};

use super::Form;
use super::rows::{EVIDENCE, row_field};

/// Reads fields, and keeps what could not be read.
pub(in super::super) struct Reading<'f> {
    /// The record that the form is for.
    pub of: &'f Key,
    pub form: &'f Form,
    pub found: Vec<Finding>,
}

impl Reading<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.form.lang()
    }

    /// A text in the form's language, over what stands in others.
    pub(super) fn text(&self, name: &str, stands: Option<&Text>) -> Text {
        let mut text = stands.cloned().unwrap_or_default();
        let typed = self.form.get(name);
        if !typed.is_empty() || text.is_empty() {
            text.set(self.lang(), typed);
        }
        text
    }

    fn day(&mut self, name: &str) -> Option<Due> {
        let typed = self.form.get(name);
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok();
        if read.is_none() {
            self.found.push(Finding::new(name, "bad-date", typed));
        }
        read
    }

    /// A day that has to be there; where it is not, that is said, and any other stands for it.
    pub(super) fn due(&mut self, name: &str) -> Due {
        if self.form.get(name).is_empty() {
            self.found.push(Finding::new(name, "missing", ""));
        }
        self.day(name).unwrap_or(Due::of_year(2026))
    }

    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let typed = self.form.get(name);
        if typed.is_empty() {
            return None;
        }
        // The page's language tells how a number is written there; where it would be ambiguous, the other way is tried.
        let usual = if self.form.get("page") == "fr" { Decimal::Comma } else { Decimal::Point };
        let read = match parse_number(typed, usual) {
            Err(NumberError::Ambiguous(other)) => parse_number(typed, other),
            read => read,
        };
        let read = read.ok().flatten();
        if read.is_none() {
            self.found.push(Finding::new(name, "not-a-number", typed));
        }
        read
    }

    pub(super) fn year(&mut self, name: &str) -> Option<i32> {
        let typed = self.form.get(name);
        let read = typed.parse().ok().filter(|year| (1900..=2200).contains(year));
        if read.is_none() && !typed.is_empty() {
            self.found.push(Finding::new(name, "bad-year", typed));
        }
        read
    }

    pub(super) fn chosen<T>(&mut self, name: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let typed = self.form.get(name);
        let read = of(typed);
        if read.is_none() && !typed.is_empty() {
            self.found.push(Finding::new(name, "unknown-code", typed));
        }
        read
    }

    /// The key of another record; where there is none, that is said, and the record's own stands for it.
    pub(super) fn key(&mut self, name: &str, kind: &str, slug: &str) -> Key {
        Key::new(kind, slug).unwrap_or_else(|_| {
            self.found.push(Finding::new(name, "missing", slug));
            self.of.clone()
        })
    }

    pub(super) fn languages(&mut self) -> Vec<Lang> {
        let typed = self.form.get("languages").split([',', ';', '\n', ' ']).map(str::trim);
        let mut found = Vec::new();
        for code in typed.filter(|code| !code.is_empty()) {
            if (2..=3).contains(&code.len()) && code.bytes().all(|one| one.is_ascii_alphabetic()) {
                found.push(Lang::new(code));
            } else {
                self.found.push(Finding::new("languages", "unknown-language", code));
            }
        }
        found
    }

    pub(super) fn evidence(&self) -> Vec<Evidence> {
        let one = |number| {
            let field = |name| self.form.get(&row_field(name, number)).to_owned();
            Evidence { what: field("evidence_what"), link: field("evidence_link"), hash: None }
        };
        self.form.filled_rows(&EVIDENCE).into_iter().map(one).collect()
    }
}

impl Reading<'_> {
    pub(super) fn actor(&mut self, stands: Option<&Actor>) -> Actor {
        let kind = self.chosen("kind", StakeholderKind::of);
        if kind.is_none() && self.form.get("kind").is_empty() {
            self.found.push(Finding::new("kind", "missing", ""));
        }
        Actor {
            name: self.text("name", stands.map(|one| &one.name)),
            kind: kind.unwrap_or(StakeholderKind::CivilSociety),
            about: self.text("about", stands.map(|one| &one.about)),
            country: self.form.country(),
            languages: self.languages(),
            website: Some(self.form.get("website").to_owned()).filter(|one| !one.is_empty()),
        }
    }

    pub(super) fn endorsement(
        &mut self,
        actor: &Actor,
        stands: Option<&Endorsement>,
    ) -> Endorsement {
        let slug = self.form.get("actor").to_owned();
        let objectives: Vec<u8> =
            self.form.lines("objectives").filter_map(|one| one.parse().ok()).collect();
        let slugs: Vec<String> = self.form.lines("contributions").map(str::to_owned).collect();
        let contributions =
            slugs.iter().map(|slug| self.key("contributions", "initiative", slug)).collect();
        Endorsement {
            title: actor.name.clone(),
            actor: self.key("actor", "actor", &slug),
            kind: actor.kind,
            country: actor.country.clone(),
            objectives,
            statement: self.text("statement", stands.map(|one| &one.statement)),
            signatory: self.form.get("signatory").to_owned(),
            signed: self.due("signed"),
            contributions,
            withdrawn: self.day("withdrawn"),
        }
    }

    pub(super) fn update(&mut self, title: Text) -> Update {
        let (of, actor) = (self.form.get("of").to_owned(), self.form.get("actor").to_owned());
        Update {
            title,
            of: self.key("of", "initiative", &of),
            actor: self.key("actor", "actor", &actor),
            day: self.due("day"),
            text: self.text("text", None),
            completion: self.chosen("completion", Completion::of).unwrap_or(Completion::None),
            results: self.chosen("results", EarlyResults::of),
            evidence: self.evidence(),
        }
    }

    pub(super) fn assessment(&mut self, title: Text) -> Assessment {
        let of = self.form.get("of").to_owned();
        Assessment {
            title,
            of: self.key("of", "initiative", &of),
            assessor: self.form.get("assessor").to_owned(),
            interests: self.form.get("interests").to_owned(),
            day: self.due("day"),
            method: self.text("method", None),
            text: self.text("text", None),
            completion: self.chosen("completion", Completion::of).unwrap_or(Completion::None),
            results: self.chosen("results", EarlyResults::of),
            evidence: self.evidence(),
        }
    }

    pub(super) fn reply(&mut self, title: Text) -> Reply {
        let (to, actor) = (self.form.get("to").to_owned(), self.form.get("actor").to_owned());
        let waived = self.form.get("waived") == "yes";
        let says_nothing = waived && self.form.get("text").is_empty();
        Reply {
            title,
            to: self.key("to", "assessment", &to),
            actor: self.key("actor", "actor", &actor),
            day: self.due("day"),
            text: if says_nothing { Text::default() } else { self.text("text", None) },
            waived,
        }
    }

    pub(super) fn comment(&mut self, title: Text) -> Comment {
        let of = self.form.get("of").to_owned();
        Comment {
            title,
            of: self.key("of", Round::KIND, &of),
            name: self.form.get("name").to_owned(),
            passage: self.form.get("passage").to_owned(),
            day: self.due("day"),
            text: self.text("text", None),
        }
    }

    pub(super) fn answer(&mut self, title: Text) -> OfficeAnswer {
        let to = self.form.get("to").to_owned();
        OfficeAnswer {
            title,
            to: self.key("to", Comment::KIND, &to),
            name: self.form.get("name").to_owned(),
            day: self.due("day"),
            text: self.text("text", None),
        }
    }
}
