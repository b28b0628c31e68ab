//! The form of a contribution: an initiative with its aims, places, partners, budget and evidence, a row for each.
//!
//! What a form has no room for stays as it is published: rows beyond the last, what is written in other languages, what
//! several have promised of one line of a budget.

use passerelle_compact::Evidence;
use passerelle_compact::imported::{Decided, Imported};
use passerelle_compact::initiative::{
    Aim, BudgetLine, Initiative, InitiativePlace, InitiativeStatus, Organisation, OrganisationKind,
    OrganisationRole, Pledge, Purpose,
};
use passerelle_connectivity::reading::{Written, position};
use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Finding, Key, Position};

use super::reading::Reading;
use super::rows::{AIMS, BUDGET, EVIDENCE, PARTNERS, PLACES, row_field};
use super::{Form, codes};

/// A position as forms have it: `-0.0917, 34.768`.
pub(crate) fn written_position(at: Position) -> String {
    format!("{}, {}", at.lat, at.lon)
}

/// The position that is typed in a row of places; `None` where there is none, or it is no position on the Earth.
pub fn typed_position(typed: &str) -> Option<Position> {
    match position(typed)? {
        Written::Pair(lat, lon) => Position::new(lat, lon),
        Written::Shape(_) => None,
    }
}

impl Form {
    /// The places that a form names, with the positions that can be read.
    pub fn places(&self) -> Vec<InitiativePlace> {
        let row = |number| {
            let typed = |field| self.get(&row_field(field, number));
            InitiativePlace {
                name: typed("place_name").to_owned(),
                position: typed_position(typed("place_at")),
            }
        };
        self.filled_rows(&PLACES).into_iter().map(row).collect()
    }

    /// Gives places that have a known name and no position the position that is known.
    pub(in crate::part) fn place_known(&mut self, known: &[InitiativePlace]) {
        for number in self.filled_rows(&PLACES) {
            let at = row_field("place_at", number);
            let name = fold(self.get(&row_field("place_name", number)));
            let found = known.iter().find(|one| fold(&one.name) == name);
            if let Some(position) = found.and_then(|one| one.position)
                && self.get(&at).is_empty()
            {
                self.set(&at, written_position(position));
            }
        }
    }

    pub(super) fn fill_initiative(&mut self, one: &Initiative) {
        self.text("description", &one.description);
        self.text("title", &one.title);
        self.set("actor", one.by.as_ref().map(Key::slug).unwrap_or_default());
        self.set("serves", one.serves.join("\n"));
        self.set("country", one.country.clone().unwrap_or_default());
        self.set("groups", one.groups.join("\n"));
        self.set("languages", codes(&one.languages));
        self.set("start", one.start.to_string());
        self.set("end", one.end.to_string());
        self.set("status", one.status.code());
        self.set("began_before", if one.began_before_pledge { "yes" } else { "no" });
        self.set("currency", one.currency.clone());
        for (place, number) in one.places.iter().zip(1..=PLACES.most) {
            self.set(&row_field("place_name", number), place.name.clone());
            let at = place.position.map(written_position);
            self.set(&row_field("place_at", number), at.unwrap_or_default());
        }
        for (partner, number) in one.organisations.iter().zip(1..=PARTNERS.most) {
            self.set(&row_field("partner_name", number), partner.name.clone());
            self.set(&row_field("partner_role", number), partner.role.code());
            self.set(&row_field("partner_kind", number), partner.kind.code());
            let reference = partner.reference.clone().unwrap_or_default();
            self.set(&row_field("partner_reference", number), reference);
        }
        for (aim, number) in one.aims.iter().zip(1..=AIMS.most) {
            self.fill_aim(aim, number);
        }
        if one.plan.is_none() {
            for (line, number) in one.budget.iter().zip(1..=BUDGET.most) {
                self.fill_line(line, number);
            }
        }
        self.fill_evidence(&one.evidence);
    }

    fn fill_aim(&mut self, aim: &Aim, number: usize) {
        self.text(&row_field("aim_what", number), &aim.what);
        let written = |value: Option<f64>| value.map(|one| one.to_string()).unwrap_or_default();
        for (field, value) in [
            ("aim_unit", aim.unit.clone()),
            ("aim_indicator", aim.indicator.clone().unwrap_or_default()),
            ("aim_from", written(aim.baseline)),
            ("aim_from_year", aim.baseline_year.to_string()),
            ("aim_to", written(Some(aim.target))),
            ("aim_to_year", aim.target_year.to_string()),
        ] {
            self.set(&row_field(field, number), value);
        }
    }

    fn fill_line(&mut self, line: &BudgetLine, number: usize) {
        let money = |cents: i64| (cents as f64 / 100.0).to_string();
        let pledge = line.pledged.first();
        for (field, value) in [
            ("budget_year", line.year.to_string()),
            ("budget_purpose", line.purpose.code().to_owned()),
            ("budget_amount", money(line.cents)),
            ("budget_by", pledge.map(|one| one.by.clone()).unwrap_or_default()),
            ("budget_promised", pledge.map(|one| money(one.cents)).unwrap_or_default()),
        ] {
            self.set(&row_field(field, number), value);
        }
    }
}

impl Reading<'_> {
    pub(super) fn initiative(&mut self, stands: Option<&Initiative>) -> Initiative {
        let slug = self.form.get("actor").to_owned();
        let (start, end) = (self.due("start"), self.due("end"));
        let status = |code: &str| InitiativeStatus::ALL.into_iter().find(|one| one.code() == code);
        let currency = self.form.get("currency").to_uppercase();
        let currency = if currency.is_empty() { "USD".to_owned() } else { currency };
        let country = self.form.country();
        let carried = stands.and_then(|one| one.plan.clone());
        let budget = match (&carried, stands) {
            // What a plan costs is its bill's to say.
            (Some(_), Some(stands)) => stands.budget.clone(),
            _ => self.budget(start.year(), stands),
        };
        Initiative {
            title: self.text("title", stands.map(|one| &one.title)),
            description: self.text("description", stands.map(|one| &one.description)),
            by: Some(self.key("actor", "actor", &slug)),
            languages: self.languages(),
            country: country.clone(),
            // The form knows one country, or none: then those stand that were told elsewhere.
            countries: match (country, stands) {
                (None, Some(stands)) => stands.countries.clone(),
                _ => Vec::new(),
            },
            places: self.places(stands),
            groups: self.form.lines("groups").map(str::to_owned).collect(),
            serves: self.form.lines("serves").map(str::to_owned).collect(),
            organisations: self.partners(stands),
            currency,
            budget,
            aims: self.aims(stands),
            start,
            end,
            status: self.chosen("status", status).unwrap_or_default(),
            began_before_pledge: self.form.get("began_before") == "yes",
            plan: carried,
            part_of: stands.map(|one| one.part_of.clone()).unwrap_or_default(),
            evidence: self.proofs(stands),
            activity: stands.and_then(|one| one.activity.clone()),
            transactions: stands.map(|one| one.transactions.clone()).unwrap_or_default(),
            // Whoever fills the form in says what it serves, and a moderator looks at it.
            imported: stands
                .and_then(|one| one.imported.clone())
                .map(|one| Imported { decided: Decided::Confirmed, ..one }),
        }
    }

    fn places(&mut self, stands: Option<&Initiative>) -> Vec<InitiativePlace> {
        for number in self.form.filled_rows(&PLACES) {
            let at = row_field("place_at", number);
            let typed = self.form.get(&at);
            if !typed.is_empty() && typed_position(typed).is_none() {
                self.found.push(Finding::new(at, "not-a-position", typed));
            }
        }
        let rest = stands.map_or(&[][..], |one| &one.places).iter().skip(PLACES.most);
        self.form.places().into_iter().chain(rest.cloned()).collect()
    }

    fn proofs(&self, stands: Option<&Initiative>) -> Vec<Evidence> {
        let rest = stands.map_or(&[][..], |one| &one.evidence).iter().skip(EVIDENCE.most);
        self.evidence().into_iter().chain(rest.cloned()).collect()
    }

    fn partners(&mut self, stands: Option<&Initiative>) -> Vec<Organisation> {
        let mut found = Vec::new();
        for number in self.form.filled_rows(&PARTNERS) {
            let field = |name: &str| row_field(name, number);
            let role =
                |code: &str| OrganisationRole::ALL.into_iter().find(|one| one.code() == code);
            let kind =
                |code: &str| OrganisationKind::ALL.into_iter().find(|one| one.code() == code);
            let reference = self.form.get(&field("partner_reference")).to_owned();
            found.push(Organisation {
                name: self.form.get(&field("partner_name")).to_owned(),
                role: self
                    .chosen(&field("partner_role"), role)
                    .unwrap_or(OrganisationRole::Partner),
                kind: self.chosen(&field("partner_kind"), kind).unwrap_or_default(),
                reference: Some(reference).filter(|text| !text.is_empty()),
            });
        }
        let rest = stands.map_or(&[][..], |one| &one.organisations).iter().skip(PARTNERS.most);
        found.into_iter().chain(rest.cloned()).collect()
    }

    /// An amount, in hundredths.
    fn cents(&mut self, name: &str) -> Option<i64> {
        self.number(name).map(|amount| (amount * 100.0).round() as i64)
    }

    /// A line for each row, in the initiative's first year where none is told. What the published line for the same is
    /// besides, and what others than the first have promised of it, stays.
    fn budget(&mut self, first_year: i32, stands: Option<&Initiative>) -> Vec<BudgetLine> {
        let mut known: Vec<&BudgetLine> =
            stands.map_or(&[][..], |one| &one.budget).iter().collect();
        let mut found = Vec::new();
        for row in self.form.filled_rows(&BUDGET) {
            let field = |name: &str| row_field(name, row);
            let purpose = |code: &str| Purpose::ALL.into_iter().find(|one| one.code() == code);
            let year = self.year(&field("budget_year")).unwrap_or(first_year);
            let purpose = self.chosen(&field("budget_purpose"), purpose).unwrap_or(Purpose::Build);
            let cents = self.cents(&field("budget_amount"));
            if cents.is_none() && self.form.get(&field("budget_amount")).is_empty() {
                self.found.push(Finding::new(field("budget_amount"), "missing", ""));
            }
            let same = known.iter().position(|line| (line.year, line.purpose) == (year, purpose));
            let same = same.map(|at| known.remove(at));
            let number = u32::try_from(found.len()).unwrap_or(u32::MAX).saturating_add(1);
            found.push(BudgetLine {
                number,
                year,
                purpose,
                technology: same.map(|line| line.technology.clone()).unwrap_or_default(),
                lot: same.map(|line| line.lot.clone()).unwrap_or_default(),
                // One that cannot be read is told already.
                cents: cents.unwrap_or(1),
                pledged: self.pledged(&field, cents.unwrap_or_default(), same),
            });
        }
        // Lines that the form had no room for.
        let rest = stands.map_or(&[][..], |one| &one.budget).iter().skip(BUDGET.most);
        found.extend(rest.cloned());
        for (line, number) in found.iter_mut().zip(1..) {
            line.number = number;
        }
        found
    }

    /// What is promised of a line: all of it, where nothing else is said.
    fn pledged(
        &mut self,
        field: &impl Fn(&str) -> String,
        all: i64,
        same: Option<&BudgetLine>,
    ) -> Vec<Pledge> {
        let by = self.form.get(&field("budget_by")).to_owned();
        let promised = self.cents(&field("budget_promised"));
        let others = same.map_or(&[][..], |line| &line.pledged).iter().skip(1).cloned();
        if by.is_empty() {
            if promised.is_some() {
                self.found.push(Finding::new(field("budget_by"), "missing", ""));
            }
            return others.collect();
        }
        let cents = promised.unwrap_or(all);
        std::iter::once(Pledge { by, cents }).chain(others).collect()
    }

    fn aims(&mut self, stands: Option<&Initiative>) -> Vec<Aim> {
        let known = stands.map_or(&[][..], |one| &one.aims);
        let numbers = self.form.filled_rows(&AIMS);
        let as_many = numbers.len() == known.len().min(AIMS.most);
        let mut found = Vec::new();
        for number in numbers {
            let field = |name: &str| row_field(name, number);
            let what = self.form.get(&field("aim_what"));
            // The same aim, for what it is called in other languages.
            let same = known.iter().find(|aim| aim.what.exact(&self.lang()) == Some(what));
            let same = same.or_else(|| known.get(number - 1).filter(|_| as_many));
            found.push(self.aim(&field, same));
        }
        found.into_iter().chain(known.iter().skip(AIMS.most).cloned()).collect()
    }

    fn aim(&mut self, field: &impl Fn(&str) -> String, same: Option<&Aim>) -> Aim {
        let target = self.number(&field("aim_to"));
        if target.is_none() && self.form.get(&field("aim_to")).is_empty() {
            self.found.push(Finding::new(field("aim_to"), "missing", ""));
        }
        let of = |name: &str| self.form.get(name).get(..4).and_then(|year| year.parse().ok());
        let (first_year, last_year) = (of("start").unwrap_or(2026), of("end").unwrap_or(2030));
        let indicator = self.form.get(&field("aim_indicator")).to_owned();
        Aim {
            indicator: Some(indicator).filter(|code| !code.is_empty()),
            what: self.text(&field("aim_what"), same.map(|aim| &aim.what)),
            unit: self.form.get(&field("aim_unit")).to_owned(),
            baseline: self.number(&field("aim_from")),
            baseline_year: self.year(&field("aim_from_year")).unwrap_or(first_year),
            target: target.unwrap_or_default(),
            target_year: self.year(&field("aim_to_year")).unwrap_or(last_year),
            // What was reached is told by updates; what an import said stays.
            reached: same.and_then(|aim| aim.reached),
        }
    }
}
