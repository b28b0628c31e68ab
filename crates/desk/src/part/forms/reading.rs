//! Fields read into records; what they cannot be read as is kept, by field.

mod transaction;

use passerelle_compact::imported::{Decided, Imported};
use passerelle_compact::initiative::{
    Aim, BudgetLine, InitiativePlace, InitiativeStatus, Organisation, OrganisationKind,
    OrganisationRole, Purpose,
};
use passerelle_compact::{
    Actor, Assessment, Completion, Due, EarlyResults, Endorsement, Evidence, Initiative, Reply,
    StakeholderKind, Update,
};
use passerelle_exchange::sources::Decimal;
use passerelle_exchange::statistics::{NumberError, parse_number};
use passerelle_vocabulary::{Finding, Key, Lang, Text};

use super::{EVIDENCE, Form};

/// Reads fields, and keeps what could not be read.
pub(in super::super) struct Reading<'f> {
    /// The record that the form is for.
    pub of: &'f Key,
    pub form: &'f Form,
    pub found: Vec<Finding>,
}

impl Reading<'_> {
    fn lang(&self) -> Lang {
        let code = self.form.get("lang");
        Lang::new(if code.is_empty() { "en" } else { code })
    }

    /// A text in the form's language, over what stands in others.
    fn text(&self, name: &str, stands: Option<&Text>) -> Text {
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
    fn due(&mut self, name: &str) -> Due {
        if self.form.get(name).is_empty() {
            self.found.push(Finding::new(name, "missing", ""));
        }
        self.day(name).unwrap_or(Due::of_year(2026))
    }

    fn number(&mut self, name: &str) -> Option<f64> {
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

    fn year(&mut self, name: &str) -> Option<i32> {
        let typed = self.form.get(name);
        let read = typed.parse().ok().filter(|year| (1900..=2200).contains(year));
        if read.is_none() && !typed.is_empty() {
            self.found.push(Finding::new(name, "bad-year", typed));
        }
        read
    }

    fn chosen<T>(&mut self, name: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let typed = self.form.get(name);
        let read = of(typed);
        if read.is_none() && !typed.is_empty() {
            self.found.push(Finding::new(name, "unknown-code", typed));
        }
        read
    }

    /// The key of another record; where there is none, that is said, and the record's own stands for it.
    fn key(&mut self, name: &str, kind: &str, slug: &str) -> Key {
        Key::new(kind, slug).unwrap_or_else(|_| {
            self.found.push(Finding::new(name, "missing", slug));
            self.of.clone()
        })
    }

    fn languages(&mut self) -> Vec<Lang> {
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

    fn evidence(&self) -> Vec<Evidence> {
        let one = |number| {
            let field = |name| self.form.get(&format!("evidence_{name}_{number}")).to_owned();
            Evidence { what: field("what"), link: field("link") }
        };
        let all = (1..=EVIDENCE).map(one);
        all.filter(|one| !(one.what.is_empty() && one.link.is_empty())).collect()
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

    pub(super) fn initiative(&mut self, stands: Option<&Initiative>) -> Initiative {
        let slug = self.form.get("actor").to_owned();
        let (start, end) = (self.due("start"), self.due("end"));
        let status = |code: &str| InitiativeStatus::ALL.into_iter().find(|one| one.code() == code);
        let partner = |name: &str| Organisation {
            name: name.to_owned(),
            role: OrganisationRole::Partner,
            kind: OrganisationKind::Other,
            reference: None,
        };
        let others = stands.map(|one| one.organisations.clone()).unwrap_or_default();
        let others = others.into_iter().filter(|one| one.role != OrganisationRole::Partner);
        let place = |name: &str| {
            let known = stands.and_then(|one| one.places.iter().find(|place| place.name == name));
            known
                .cloned()
                .unwrap_or_else(|| InitiativePlace { name: name.to_owned(), position: None })
        };
        let currency = self.form.get("currency").to_uppercase();
        let currency = if currency.is_empty() { "USD".to_owned() } else { currency };
        let carried = stands.and_then(|one| one.plan.clone());
        let budget = match (&carried, stands) {
            // What a plan costs is its bill's to say.
            (Some(_), Some(stands)) => stands.budget.clone(),
            _ => self.budget(start, stands),
        };
        Initiative {
            title: self.text("title", stands.map(|one| &one.title)),
            description: self.text("description", stands.map(|one| &one.description)),
            by: Some(self.key("actor", "actor", &slug)),
            languages: self.languages(),
            country: self.form.country(),
            places: self.form.lines("places").map(place).collect(),
            groups: self.form.lines("groups").map(str::to_owned).collect(),
            serves: self.form.lines("serves").map(str::to_owned).collect(),
            organisations: others.chain(self.form.lines("partners").map(partner)).collect(),
            currency,
            budget,
            aims: self.aims(stands),
            start,
            end,
            status: self.chosen("status", status).unwrap_or_default(),
            began_before_pledge: self.form.get("began_before") == "yes",
            plan: carried,
            part_of: stands.map(|one| one.part_of.clone()).unwrap_or_default(),
            activity: stands.and_then(|one| one.activity.clone()),
            transactions: stands.map(|one| one.transactions.clone()).unwrap_or_default(),
            // Whoever fills the form in says what it serves, and a moderator looks at it.
            imported: stands
                .and_then(|one| one.imported.clone())
                .map(|one| Imported { decided: Decided::Confirmed, ..one }),
        }
    }

    /// One amount for the whole, in its first year; what was promised of it stays.
    fn budget(&mut self, start: Due, stands: Option<&Initiative>) -> Vec<BudgetLine> {
        let Some(amount) = self.number("amount") else { return Vec::new() };
        let pledged = stands.and_then(|one| one.budget.first()).map(|line| line.pledged.clone());
        vec![BudgetLine {
            number: 1,
            year: start.year(),
            purpose: Purpose::Build,
            technology: String::new(),
            lot: String::new(),
            cents: (amount * 100.0).round() as i64,
            pledged: pledged.unwrap_or_default(),
        }]
    }

    /// The aim of the form, over the first; the others stay.
    fn aims(&mut self, stands: Option<&Initiative>) -> Vec<Aim> {
        let stand = stands.map(|one| one.aims.clone()).unwrap_or_default();
        let typed = ["aim_what", "aim_to", "aim_unit"].map(|name| self.form.get(name));
        if typed.iter().all(|one| one.is_empty()) {
            return stand.into_iter().skip(1).collect();
        }
        let target = self.number("aim_to");
        if target.is_none() && self.form.get("aim_to").is_empty() {
            self.found.push(Finding::new("aim_to", "missing", ""));
        }
        let year = |one: Option<i32>, other: i32| one.unwrap_or(other);
        let (from, to) = (self.year("aim_from_year"), self.year("aim_to_year"));
        let first_year = self.form.get("start").get(..4).and_then(|year| year.parse().ok());
        let last_year = self.form.get("end").get(..4).and_then(|year| year.parse().ok());
        let indicator = self.form.get("aim_indicator");
        let aim = Aim {
            indicator: Some(indicator.to_owned()).filter(|code| !code.is_empty()),
            what: self.text("aim_what", stand.first().map(|aim| &aim.what)),
            unit: self.form.get("aim_unit").to_owned(),
            baseline: self.number("aim_from"),
            baseline_year: year(from, first_year.unwrap_or(2026)),
            target: target.unwrap_or_default(),
            target_year: year(to, last_year.unwrap_or(2030)),
        };
        std::iter::once(aim).chain(stand.into_iter().skip(1)).collect()
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
        Reply {
            title,
            to: self.key("to", "assessment", &to),
            actor: self.key("actor", "actor", &actor),
            day: self.due("day"),
            text: self.text("text", None),
        }
    }
}
