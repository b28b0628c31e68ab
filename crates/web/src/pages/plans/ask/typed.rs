//! What was typed beside the files, as it was typed: to be shown again, and to be read.

use passerelle_desk::plans::connectivity::lots::LotsBy;
use passerelle_desk::plans::connectivity::reading::ColumnRole;
use passerelle_desk::plans::connectivity::works::Priority;
use passerelle_desk::plans::waiting::{PlanChoices, SentFile};

use crate::words::Words;

/// What money can be meant to reach first.
pub(super) const PRIORITIES: [(&str, Priority); 4] = [
    ("people", Priority::People),
    ("pupils", Priority::Pupils),
    ("sites", Priority::Sites),
    ("saving", Priority::Saving),
];

/// The roles that columns of lists of sites can have, with how many columns of each can be named.
pub(super) const COLUMNS: [(ColumnRole, usize); 19] = [
    (ColumnRole::Latitude, 1),
    (ColumnRole::Longitude, 1),
    (ColumnRole::Position, 1),
    (ColumnRole::OfficialId, 1),
    (ColumnRole::Id, 1),
    (ColumnRole::Name, 1),
    (ColumnRole::Kind, 1),
    (ColumnRole::Level, 1),
    (ColumnRole::Area, 3),
    (ColumnRole::People, 1),
    (ColumnRole::Power, 1),
    (ColumnRole::PowerSource, 1),
    (ColumnRole::Connected, 1),
    (ColumnRole::Technology, 1),
    (ColumnRole::Speed, 1),
    (ColumnRole::Contract, 1),
    (ColumnRole::Coverage, 1),
    (ColumnRole::CoverageGeneration, 1),
    (ColumnRole::Surveyed, 1),
];

/// What was typed.
#[derive(Default)]
pub(super) struct Typed {
    pub title: String,
    pub country: String,
    pub years: String,
    pub budget: String,
    pub budget_per_year: String,
    pub basket: String,
    pub first: String,
    pub at_least: String,
    pub area_level: String,
    pub lots_by: String,
    pub sensitivity: bool,
    pub columns: Vec<(ColumnRole, String)>,
    /// The secret of the address of a plan whose files are used again.
    pub again: String,
    /// Which of its files.
    pub keep: Vec<String>,
}

impl Typed {
    /// What was chosen for a plan, with all files that were sent for it.
    pub(super) fn of(w: &Words, again: String, chosen: &PlanChoices, files: &[SentFile]) -> Self {
        let amount = |amount: Option<f64>, decimals: u8| match amount {
            Some(amount) if amount.fract() == 0.0 => w.number(amount, 0),
            Some(amount) => w.number(amount, decimals),
            None => String::new(),
        };
        let priority = PRIORITIES.iter().find(|(_, priority)| *priority == chosen.priority);
        let level = |level: u8| level.to_string();
        Self {
            title: chosen.title.clone(),
            country: chosen.country.clone().unwrap_or_default(),
            years: chosen.years.map(|years| years.to_string()).unwrap_or_default(),
            budget: amount(chosen.budget, 2),
            budget_per_year: amount(chosen.budget_per_year, 2),
            basket: amount(chosen.basket, 2),
            first: priority.map(|(code, _)| (*code).to_owned()).unwrap_or_default(),
            at_least: amount(chosen.at_least.map(|share| share * 100.0), 1),
            area_level: chosen.area_level.map(level).unwrap_or_default(),
            lots_by: match chosen.lots_by {
                LotsBy::Area(area) => level(area),
                LotsBy::Groups => level(0),
            },
            sensitivity: chosen.sensitivity,
            columns: chosen.columns.clone(),
            again,
            keep: files.iter().map(|file| file.key.clone()).collect(),
        }
    }

    /// Takes a field of the form.
    pub(super) fn put(&mut self, name: &str, text: String) {
        match name {
            "title" => self.title = text,
            "country" => self.country = text,
            "years" => self.years = text,
            "budget" => self.budget = text,
            "budget_per_year" => self.budget_per_year = text,
            "basket" => self.basket = text,
            "first" => self.first = text,
            "at_least" => self.at_least = text,
            "area_level" => self.area_level = text,
            "lots_by" => self.lots_by = text,
            "sensitivity" => self.sensitivity = !text.is_empty(),
            "again" => self.again = text,
            "keep" => self.keep.push(text),
            // What no field of the form is called is nobody's.
            other => {
                let role = other.strip_prefix("column-").and_then(ColumnRole::of);
                if let Some(role) = role.filter(|_| !text.is_empty()) {
                    self.columns.push((role, text));
                }
            }
        }
    }

    /// Whether something is typed in a part of the form that is folded: it is then shown open.
    pub(super) fn has_money(&self) -> bool {
        [&self.budget, &self.budget_per_year, &self.basket, &self.years]
            .iter()
            .any(|one| !one.is_empty())
    }

    /// The same of what comes first.
    pub(super) fn has_order(&self) -> bool {
        let other = |typed: &str, usual: &str| !typed.is_empty() && typed != usual;
        self.sensitivity
            || !self.at_least.is_empty()
            || other(&self.first, "people")
            || other(&self.area_level, "1")
            || other(&self.lots_by, "1")
    }

    /// What was typed, read; what cannot be is added to `problems`.
    pub(super) fn choices(&self, w: &Words, problems: &mut Vec<String>) -> PlanChoices {
        let mut read = |written: &str, name: &str, least: f64, most: f64| {
            if written.is_empty() {
                return None;
            }
            let found = number(w, written).filter(|one| (least..=most).contains(one));
            if found.is_none() {
                let field = w.t(&format!("plans-field-{name}"));
                let decimals = if least.fract() == 0.0 { 0 } else { 2 };
                let bounds = [
                    ("field", field.into()),
                    ("written", written.to_owned().into()),
                    ("least", w.number(least, decimals).into()),
                    ("most", w.number(most, 0).into()),
                ];
                problems.push(w.say("plans-problem-number", &bounds));
            }
            found
        };
        let years = read(&self.years, "years", 1.0, 100.0).map(|years| years as u32);
        let budget = read(&self.budget, "budget", 1.0, 1e15);
        let budget_per_year = read(&self.budget_per_year, "budget-per-year", 1.0, 1e15);
        let basket = read(&self.basket, "basket", 0.01, 1e9);
        let at_least = read(&self.at_least, "at-least", 0.0, 100.0).map(|percent| percent / 100.0);
        let level = |written: &str| written.parse::<u8>().ok().filter(|level| *level <= 6);
        let priority = PRIORITIES.iter().find(|(code, _)| *code == self.first);
        PlanChoices {
            title: self.title.clone(),
            country: (!self.country.is_empty()).then(|| self.country.to_ascii_uppercase()),
            years,
            budget,
            budget_per_year,
            priority: priority.map(|(_, priority)| *priority).unwrap_or_default(),
            at_least,
            area_level: level(&self.area_level).filter(|level| *level > 0),
            sensitivity: self.sensitivity,
            basket,
            lots_by: match level(&self.lots_by) {
                Some(0) => LotsBy::Groups,
                Some(area) => LotsBy::Area(area),
                None => LotsBy::default(),
            },
            columns: self.columns.clone(),
        }
    }
}

/// A number as people write it: spaces between thousands, a comma or a point before decimals. Where the language has a
/// point before decimals, a comma before three digits stands between thousands: 1,500 is fifteen hundred to those who
/// read English, and one and a half to those who read French.
fn number(w: &Words, written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace() && *c != '’').collect();
    let comma_first = w.number(0.5, 1).contains(',');
    let mut groups = plain.split('.').next().unwrap_or_default().split(',').skip(1).peekable();
    let in_threes = groups.peek().is_some() && groups.all(|group| group.len() == 3);
    let commas = plain.matches(',').count();
    let thousands = commas > 1 || plain.contains('.') || (in_threes && !comma_first);
    let plain = if thousands { plain.replace(',', "") } else { plain.replace(',', ".") };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let [fr, en] = ["fr", "en"].map(|code| Words::of(code).unwrap());
        for (written, french, english) in [
            ("1 000 000", Some(1e6), Some(1e6)),
            ("12,5", Some(12.5), Some(12.5)),
            ("1’000.5", Some(1_000.5), Some(1_000.5)),
            ("1\u{202f}000", Some(1_000.0), Some(1_000.0)),
            ("1,000,000", Some(1e6), Some(1e6)),
            ("1,000.5", Some(1_000.5), Some(1_000.5)),
            ("1,500", Some(1.5), Some(1_500.0)),
            ("1.500", Some(1.5), Some(1.5)),
            ("ten", None, None),
            ("inf", None, None),
            ("", None, None),
        ] {
            assert_eq!((number(fr, written), number(en, written)), (french, english), "{written}");
        }
    }

    /// What a form is opened again with is read as what was chosen.
    #[test]
    fn choices_come_back_as_they_were() {
        let chosen = PlanChoices {
            title: "Île".to_owned(),
            country: Some("KEN".to_owned()),
            years: Some(12),
            budget: Some(1_500.0),
            budget_per_year: Some(40_000.5),
            priority: Priority::Pupils,
            at_least: Some(0.25),
            area_level: Some(2),
            sensitivity: true,
            basket: Some(2.5),
            lots_by: LotsBy::Groups,
            columns: vec![
                (ColumnRole::Latitude, "Y".to_owned()),
                (ColumnRole::Area, "Region".to_owned()),
                (ColumnRole::Area, "Ward".to_owned()),
            ],
        };
        for w in Words::all() {
            let typed = Typed::of(w, "token".to_owned(), &chosen, &[]);
            let mut problems = Vec::new();
            assert_eq!(typed.choices(w, &mut problems), chosen, "{}", w.code());
            assert_eq!(problems, Vec::<String>::new());
            assert!(typed.has_money() && typed.has_order());
        }
        let nothing = Typed::default();
        assert!(!nothing.has_money() && !nothing.has_order());
        let mut problems = Vec::new();
        assert_eq!(nothing.choices(&Words::all()[0], &mut problems), PlanChoices::default());
    }
}
