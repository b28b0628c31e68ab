//! The elements of an activity.

use std::io::Read;

use passerelle_vocabulary::{Lang, Position, Text};

use super::rules;
use super::scan::{Scanner, Stop};
use crate::iati::codes::is_currency;
use crate::iati::problem::{Problem, ProblemCode};
use crate::iati::reported::{Day, Place, Related, Reported, Share, Somebody};

/// Most of what an activity lists: participants, countries, places, budgets, related activities, aims.
const MOST: usize = 10_000;
/// Most transactions of an activity.
pub(super) const MOST_TRANSACTIONS: usize = 200_000;
/// Longest identifier, in characters.
const LONGEST_IDENTIFIER: usize = 200;

/// Reads one activity.
pub(super) struct Parser<'s, R: Read> {
    pub scanner: &'s mut Scanner<R>,
    pub today: Day,
    /// The language of texts that name none.
    lang: Option<Lang>,
    pub currency: Option<String>,
    pub problems: Vec<Problem>,
    /// Countries and sectors that transactions name.
    pub of_transactions: (Vec<Share>, Vec<Share>),
}

impl<'s, R: Read> Parser<'s, R> {
    pub(super) fn new(scanner: &'s mut Scanner<R>, today: Day) -> Self {
        Self {
            scanner,
            today,
            lang: None,
            currency: None,
            problems: Vec::new(),
            of_transactions: (Vec::new(), Vec::new()),
        }
    }

    /// The activity whose element is open, to its end, with everything that is wrong with it.
    pub(super) fn activity(mut self) -> Result<(Reported, Vec<Problem>), Stop> {
        let at = self.scanner.opened;
        let lang = self.scanner.attribute("xml:lang");
        self.lang = lang.map(Lang::new);
        let currency = self.scanner.attribute("default-currency").map(str::to_owned);
        self.currency = currency.filter(|code| {
            let known = is_currency(code);
            if !known {
                let element = "iati-activity/@default-currency";
                self.wrong_at((at.line, at.column), ProblemCode::BadCurrency, element, code);
            }
            known
        });
        let mut one = Reported {
            line: at.line,
            column: at.column,
            identifier: String::new(),
            reporting: Somebody::default(),
            title: Text::default(),
            description: Text::default(),
            participants: Vec::new(),
            status: None,
            planned_start: None,
            actual_start: None,
            planned_end: None,
            actual_end: None,
            countries: Vec::new(),
            regions: Vec::new(),
            sectors: Vec::new(),
            places: Vec::new(),
            currency: self.currency.clone(),
            budgets: Vec::new(),
            disbursements: Vec::new(),
            transactions: Vec::new(),
            related: Vec::new(),
            aims: Vec::new(),
        };
        while self.scanner.child()? {
            self.element(&mut one)?;
        }
        if one.countries.is_empty() && one.regions.is_empty() {
            one.countries = std::mem::take(&mut self.of_transactions.0);
        }
        if one.sectors.is_empty() {
            one.sectors = std::mem::take(&mut self.of_transactions.1);
        }
        rules::check(&one, self.today, &mut self.problems);
        one.related.retain(|related| related.identifier != one.identifier);
        Ok((one, self.problems))
    }

    fn element(&mut self, one: &mut Reported) -> Result<(), Stop> {
        match self.scanner.name() {
            "iati-identifier" => one.identifier = self.identifier()?,
            "reporting-org" => one.reporting = self.somebody("reporting-org")?,
            "title" => self.narratives(&mut one.title, "title")?,
            "description" => self.narratives(&mut one.description, "description")?,
            "participating-org" => {
                let role = self.code("role", 1..=4, "participating-org/@role");
                let who = self.somebody("participating-org")?;
                if role.is_some() {
                    self.keep(&mut one.participants, Somebody { role, ..who }, "participating-org");
                }
            }
            "activity-status" => {
                one.status = self.code("code", 1..=6, "activity-status/@code");
                self.scanner.skip()?;
            }
            "activity-date" => self.date(one)?,
            "recipient-country" => {
                let share = self.share("code", "recipient-country")?;
                self.keep_some(&mut one.countries, share, "recipient-country");
            }
            "recipient-region" => {
                let share = self.share("code", "recipient-region")?;
                self.keep_some(&mut one.regions, share, "recipient-region");
            }
            "sector" => {
                let share = self.share("code", "sector")?;
                self.keep_some(&mut one.sectors, share, "sector");
            }
            "location" => {
                let place = self.place()?;
                self.keep_some(&mut one.places, place, "location");
            }
            "budget" => {
                let budget = self.budget()?;
                self.keep_some(&mut one.budgets, budget, "budget");
            }
            "planned-disbursement" => {
                let planned = self.planned()?;
                self.keep_some(&mut one.disbursements, planned, "planned-disbursement");
            }
            "transaction" => {
                let transaction = self.transaction()?;
                if one.transactions.len() < MOST_TRANSACTIONS {
                    one.transactions.extend(transaction);
                } else {
                    let most = MOST_TRANSACTIONS.to_string();
                    self.wrong(ProblemCode::TooMany, "transaction", &most);
                }
            }
            "related-activity" => {
                let related = self.related()?;
                self.keep_some(&mut one.related, related, "related-activity");
            }
            "result" => {
                for aim in self.result()? {
                    self.keep(&mut one.aims, aim, "result");
                }
            }
            _ => self.scanner.skip()?,
        }
        Ok(())
    }

    fn keep<T>(&mut self, list: &mut Vec<T>, one: T, element: &str) {
        if list.len() < MOST {
            list.push(one);
        } else {
            self.wrong(ProblemCode::TooMany, element, &MOST.to_string());
        }
    }

    fn keep_some<T>(&mut self, list: &mut Vec<T>, one: Option<T>, element: &str) {
        if let Some(one) = one {
            self.keep(list, one, element);
        }
    }

    /// Tells of something wrong with the element that was opened last.
    pub(super) fn wrong(&mut self, code: ProblemCode, element: &str, value: &str) {
        let at = self.scanner.opened;
        self.wrong_at((at.line, at.column), code, element, value);
    }

    pub(super) fn wrong_at(
        &mut self,
        at: (u64, u64),
        code: ProblemCode,
        element: &str,
        value: &str,
    ) {
        // An activity of a million bad elements is told of as far as anyone reads.
        if self.problems.len() < MOST {
            self.problems.push(Problem::new(code, at, element, value));
        }
    }

    /// A number of a list that has numbers, from an attribute; what it is not is told.
    pub(super) fn code(
        &mut self,
        attribute: &str,
        list: std::ops::RangeInclusive<u8>,
        element: &str,
    ) -> Option<u8> {
        let Some(written) = self.scanner.attribute(attribute).map(str::to_owned) else {
            self.wrong(ProblemCode::Missing, element, "");
            return None;
        };
        let code = written.parse().ok().filter(|code| list.contains(code));
        if code.is_none() {
            self.wrong(ProblemCode::BadCode, element, &written);
        }
        code
    }

    /// A day of an attribute; what it is not is told.
    pub(super) fn day(&mut self, attribute: &str, element: &str) -> Option<Day> {
        let Some(written) = self.scanner.attribute(attribute).map(str::to_owned) else {
            self.wrong(ProblemCode::Missing, element, "");
            return None;
        };
        let day = Day::read(&written);
        if day.is_none() {
            self.wrong(ProblemCode::BadDate, element, &written);
        }
        day
    }

    fn identifier(&mut self) -> Result<String, Stop> {
        let written = self.scanner.text()?.to_owned();
        if written.chars().count() > LONGEST_IDENTIFIER {
            self.wrong(ProblemCode::NoIdentifier, "iati-identifier", &written);
            return Ok(String::new());
        }
        Ok(written)
    }

    fn date(&mut self, one: &mut Reported) -> Result<(), Stop> {
        let kind = self.code("type", 1..=4, "activity-date/@type");
        let day = self.day("iso-date", "activity-date/@iso-date");
        if let Some(day) = day.filter(|day| *day > self.today && matches!(kind, Some(2 | 4))) {
            self.wrong(ProblemCode::Future, "activity-date/@iso-date", &day.to_string());
        }
        match kind {
            Some(1) => one.planned_start = day.or(one.planned_start),
            Some(2) => one.actual_start = day.or(one.actual_start),
            Some(3) => one.planned_end = day.or(one.planned_end),
            Some(4) => one.actual_end = day.or(one.actual_end),
            _ => {}
        }
        self.scanner.skip()
    }

    /// The texts of what is open, added to those that there are.
    pub(super) fn narratives(&mut self, text: &mut Text, element: &str) -> Result<(), Stop> {
        while self.scanner.child()? {
            if self.scanner.name() != "narrative" {
                self.scanner.skip()?;
                continue;
            }
            let own = self.scanner.attribute("xml:lang").map(Lang::new);
            if own.is_none() && self.lang.is_none() {
                let element = format!("{element}/narrative/@xml:lang");
                self.wrong(ProblemCode::NoLanguage, &element, "");
            }
            let lang = own.or_else(|| self.lang.clone()).unwrap_or_else(Lang::en);
            let words = self.scanner.text()?;
            if words.is_empty() {
                continue;
            }
            let words = plain(words);
            match text.exact(&lang) {
                Some(before) if !before.is_empty() => {
                    let both = format!("{before}\n\n{words}");
                    text.set(lang, both);
                }
                _ => text.set(lang, words),
            }
        }
        Ok(())
    }

    /// Somebody whose element is open.
    pub(super) fn somebody(&mut self, element: &str) -> Result<Somebody, Stop> {
        let owned = |scanner: &Scanner<R>, name: &str| scanner.attribute(name).map(str::to_owned);
        let activity = ["activity-id", "provider-activity-id", "receiver-activity-id"];
        let mut who = Somebody {
            name: String::new(),
            reference: owned(self.scanner, "ref"),
            kind: owned(self.scanner, "type"),
            activity: activity.into_iter().find_map(|name| owned(self.scanner, name)),
            role: None,
        };
        while self.scanner.child()? {
            let is_name = self.scanner.name() == "narrative" && who.name.is_empty();
            if is_name {
                who.name = plain(self.scanner.text()?).into_owned();
            } else {
                self.scanner.skip()?;
            }
        }
        if who.name.is_empty() && who.reference.is_none() && who.activity.is_none() {
            self.wrong(ProblemCode::Lacking, &format!("{element}/@ref"), "");
        }
        Ok(who)
    }

    /// A country, a region or a sector, with how much of the activity.
    pub(super) fn share(&mut self, code: &str, element: &str) -> Result<Option<Share>, Stop> {
        let written = self.scanner.attribute(code).map(str::to_owned);
        let vocabulary = self.scanner.attribute("vocabulary").unwrap_or_default();
        // What the standard says of who says nothing.
        let vocabulary = if vocabulary == "1" { "" } else { vocabulary }.to_owned();
        let percentage = self.scanner.attribute("percentage").map(str::to_owned);
        let read =
            percentage.as_ref().map(|text| number(text).filter(|n| (0.0..=100.0).contains(n)));
        if let (Some(text), Some(None)) = (&percentage, read) {
            self.wrong(ProblemCode::BadNumber, &format!("{element}/@percentage"), text);
        }
        if written.is_none() {
            self.wrong(ProblemCode::Missing, &format!("{element}/@{code}"), "");
        }
        self.scanner.skip()?;
        Ok(written.map(|code| Share { code, vocabulary, percentage: read.flatten() }))
    }

    fn place(&mut self) -> Result<Option<Place>, Stop> {
        let mut name = Text::default();
        let mut position = None;
        while self.scanner.child()? {
            match self.scanner.name() {
                "name" => self.narratives(&mut name, "location/name")?,
                "point" => {
                    while self.scanner.child()? {
                        if self.scanner.name() == "pos" {
                            let written = self.scanner.text()?.to_owned();
                            position = position_of(&written);
                            if position.is_none() {
                                self.wrong(
                                    ProblemCode::BadPosition,
                                    "location/point/pos",
                                    &written,
                                );
                            }
                        } else {
                            self.scanner.skip()?;
                        }
                    }
                }
                _ => self.scanner.skip()?,
            }
        }
        let name = name.get(&self.lang.clone().unwrap_or_else(Lang::en)).to_owned();
        Ok((!name.is_empty() || position.is_some()).then_some(Place { name, position }))
    }

    fn related(&mut self) -> Result<Option<Related>, Stop> {
        let kind = self.code("type", 1..=5, "related-activity/@type");
        let identifier = self.scanner.attribute("ref").map(str::to_owned);
        if identifier.is_none() {
            self.wrong(ProblemCode::Missing, "related-activity/@ref", "");
        }
        self.scanner.skip()?;
        Ok(kind.zip(identifier).map(|(kind, identifier)| Related { identifier, kind }))
    }
}

/// A number as XML writes it.
pub(super) fn number(written: &str) -> Option<f64> {
    let written = written.trim();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let read = || written.parse().ok().filter(|number: &f64| number.is_finite());
    written.chars().all(plain).then(read).flatten()
}

fn position_of(written: &str) -> Option<Position> {
    let mut parts = written.split_whitespace();
    let (lat, lon) = (number(parts.next()?)?, number(parts.next()?)?);
    parts.next().is_none().then(|| Position::new(lat, lon)).flatten()
}

/// A text without the characters that no text should hold.
fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    let cannot = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    match text.contains(cannot) {
        true => text.replace(cannot, " ").into(),
        false => text.into(),
    }
}
