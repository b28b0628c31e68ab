//! Money and results of an activity.

use std::io::Read;

use passerelle_vocabulary::Text;

use super::activity::{Parser, number};
use super::scan::Stop;
use crate::iati::codes::is_currency;
use crate::iati::problem::ProblemCode;
use crate::iati::reported::{Amount, Day, PeriodMoney, ReportedAim, ReportedTransaction};

/// Most indicators of a result, and most countries or sectors that are taken from transactions.
const MOST: usize = 1_000;

/// Names of an amount's parts, as they are told: there are millions, and most have nothing to tell.
struct Parts {
    value: &'static str,
    day: &'static str,
    currency: &'static str,
}

macro_rules! parts {
    ($of:literal) => {
        Parts {
            value: concat!($of, "/value"),
            day: concat!($of, "/value/@value-date"),
            currency: concat!($of, "/value/@currency"),
        }
    };
}

const OF_BUDGET: Parts = parts!("budget");
const OF_PLANNED: Parts = parts!("planned-disbursement");
const OF_TRANSACTION: Parts = parts!("transaction");

impl<R: Read> Parser<'_, R> {
    /// The amount whose `value` is open; `None`, told, where it is none.
    fn amount(&mut self, of: &Parts) -> Result<Option<Amount>, Stop> {
        let opened = self.scanner.opened;
        let at = (opened.line, opened.column);
        let code = self.scanner.attribute("currency").map(str::to_owned);
        let day = self.day("value-date", of.day);
        let written = self.scanner.text()?;
        let cents = cents(written);
        if cents.is_none() {
            let written = written.to_owned();
            self.wrong_at(at, ProblemCode::BadAmount, of.value, &written);
        }
        let currency = match code.or_else(|| self.currency.clone()) {
            Some(code) if is_currency(&code) => Some(code),
            Some(code) => {
                self.wrong_at(at, ProblemCode::BadCurrency, of.currency, &code);
                None
            }
            None => {
                self.wrong_at(at, ProblemCode::NoCurrency, of.currency, "");
                None
            }
        };
        Ok(cents.zip(currency).map(|(cents, currency)| Amount { cents, currency, day }))
    }

    pub(super) fn budget(&mut self) -> Result<Option<PeriodMoney>, Stop> {
        let is_committed = self.scanner.attribute("status") == Some("2");
        let found = self.period_money("budget", &OF_BUDGET)?;
        let Some(found) = found.map(|one| PeriodMoney { is_committed, ..one }) else {
            return Ok(None);
        };
        if found.last >= found.first.a_year_later() {
            let days = format!("{} – {}", found.first, found.last);
            let at = (found.line, 1);
            self.wrong_at(at, ProblemCode::BudgetTooLong, "budget/period-end", &days);
            return Ok(None);
        }
        Ok(Some(found))
    }

    pub(super) fn planned(&mut self) -> Result<Option<PeriodMoney>, Stop> {
        self.period_money("planned-disbursement", &OF_PLANNED)
    }

    fn period_money(&mut self, element: &str, parts: &Parts) -> Result<Option<PeriodMoney>, Stop> {
        let opened = self.scanner.opened;
        let at = (opened.line, opened.column);
        let is_revised = self.scanner.attribute("type") == Some("2");
        let (mut first, mut last, mut amount) = (None, None, None);
        let (mut provider, mut receiver) = (None, None);
        let (mut has_first, mut has_value) = (false, false);
        while self.scanner.child()? {
            match self.scanner.name() {
                "period-start" => {
                    has_first = true;
                    first = self.day("iso-date", &format!("{element}/period-start/@iso-date"));
                    self.scanner.skip()?;
                }
                "period-end" => {
                    last = self.day("iso-date", &format!("{element}/period-end/@iso-date"));
                    self.scanner.skip()?;
                }
                "value" => {
                    has_value = true;
                    amount = self.amount(parts)?;
                }
                "provider-org" => provider = Some(self.somebody("provider-org")?),
                "receiver-org" => receiver = Some(self.somebody("receiver-org")?),
                _ => self.scanner.skip()?,
            }
        }
        for (there, child) in [(has_first, "period-start"), (has_value, "value")] {
            if !there {
                self.wrong_at(at, ProblemCode::Missing, &format!("{element}/{child}"), "");
            }
        }
        let (Some(first), Some(amount)) = (first, amount) else { return Ok(None) };
        // The standard does not ask for the end of a planned disbursement.
        let last = last.unwrap_or(first);
        if last < first {
            let days = format!("{first} – {last}");
            self.wrong_at(at, ProblemCode::BadPeriod, &format!("{element}/period-end"), &days);
            return Ok(None);
        }
        let (is_committed, line) = (false, opened.line);
        Ok(Some(PeriodMoney {
            first,
            last,
            amount,
            is_revised,
            is_committed,
            provider,
            receiver,
            line,
        }))
    }

    pub(super) fn transaction(&mut self) -> Result<Option<ReportedTransaction>, Stop> {
        let opened = self.scanner.opened;
        let at = (opened.line, opened.column);
        let reference = self.scanner.attribute("ref").map(str::to_owned);
        let (mut kind, mut day, mut amount) = (None, None, None);
        let (mut provider, mut receiver, mut description) = (None, None, Text::default());
        let mut there = [false; 3];
        while self.scanner.child()? {
            match self.scanner.name() {
                "transaction-type" => {
                    there[0] = true;
                    kind = self.code("code", 1..=13, "transaction/transaction-type/@code");
                    self.scanner.skip()?;
                }
                "transaction-date" => {
                    there[1] = true;
                    day = self.day("iso-date", "transaction/transaction-date/@iso-date");
                    self.scanner.skip()?;
                }
                "value" => {
                    there[2] = true;
                    amount = self.amount(&OF_TRANSACTION)?;
                }
                "description" => self.narratives(&mut description, "transaction/description")?,
                "provider-org" => provider = Some(self.somebody("transaction/provider-org")?),
                "receiver-org" => receiver = Some(self.somebody("transaction/receiver-org")?),
                "sector" => {
                    let share = self.share("code", "transaction/sector")?;
                    let list = &mut self.of_transactions.1;
                    if let Some(mut share) = share {
                        share.percentage = None;
                        if list.len() < MOST && !list.contains(&share) {
                            list.push(share);
                        }
                    }
                }
                "recipient-country" => {
                    let share = self.share("code", "transaction/recipient-country")?;
                    let list = &mut self.of_transactions.0;
                    if let Some(mut share) = share {
                        share.percentage = None;
                        if list.len() < MOST && !list.contains(&share) {
                            list.push(share);
                        }
                    }
                }
                _ => self.scanner.skip()?,
            }
        }
        let needed = ["transaction-type", "transaction-date", "value"];
        for (child, _) in needed.into_iter().zip(there).filter(|(_, there)| !there) {
            self.wrong_at(at, ProblemCode::Missing, &format!("transaction/{child}"), "");
        }
        let (Some(kind), Some(day), Some(amount)) = (kind, day, amount) else { return Ok(None) };
        if day > self.today {
            let element = "transaction/transaction-date/@iso-date";
            self.wrong_at(at, ProblemCode::Future, element, &day.to_string());
            return Ok(None);
        }
        let line = opened.line;
        let found = ReportedTransaction {
            reference,
            kind,
            day,
            amount,
            provider,
            receiver,
            description,
            line,
        };
        Ok(Some(found))
    }

    /// The indicators of a result that have a target.
    pub(super) fn result(&mut self) -> Result<Vec<ReportedAim>, Stop> {
        let (mut title, mut found) = (Text::default(), Vec::new());
        while self.scanner.child()? {
            match self.scanner.name() {
                "title" => self.narratives(&mut title, "result/title")?,
                "indicator" => {
                    let aim = self.indicator(&title)?;
                    if found.len() < MOST {
                        found.extend(aim);
                    }
                }
                _ => self.scanner.skip()?,
            }
        }
        Ok(found)
    }

    fn indicator(&mut self, of: &Text) -> Result<Option<ReportedAim>, Stop> {
        let line = self.scanner.opened.line;
        // Only numbers can be counted: what is measured in words is left to its publisher's pages.
        let is_percent = self.scanner.attribute("measure") == Some("2");
        let is_words = matches!(self.scanner.attribute("measure"), Some("3" | "5"));
        let mut title = Text::default();
        let (mut baseline, mut target, mut actual) = (None, None, None);
        while self.scanner.child()? {
            match self.scanner.name() {
                "title" => self.narratives(&mut title, "result/indicator/title")?,
                "baseline" => {
                    let element = "result/indicator/baseline/@year";
                    let year = self.scanner.attribute("year").map(str::to_owned);
                    let read = year.as_ref().and_then(|year| year.parse::<i32>().ok());
                    if let Some(year) = year.as_ref().filter(|_| read.is_none()) {
                        self.wrong(ProblemCode::BadDate, element, year);
                    }
                    let value = self.scanner.attribute("value").and_then(number);
                    baseline = read.map(|year| (year, value)).or(baseline);
                    self.scanner.skip()?;
                }
                "period" => {
                    let of_period = self.period(is_words)?;
                    target = later(of_period.target, target);
                    actual = later(of_period.actual, actual);
                }
                _ => self.scanner.skip()?,
            }
        }
        let title = if title.is_empty() { of.clone() } else { title };
        let found = target.filter(|_| !is_words && !title.is_empty());
        let aim = |target| ReportedAim { title, is_percent, baseline, target, actual, line };
        Ok(found.map(aim))
    }

    /// What is said of a period: the first of each.
    fn period(&mut self, is_words: bool) -> Result<Period, Stop> {
        let (mut end, mut target, mut actual) = (None, None, None);
        while self.scanner.child()? {
            match self.scanner.name() {
                "period-end" => {
                    end = self.day("iso-date", "result/indicator/period/period-end/@iso-date");
                }
                "target" => {
                    let read = self.value("result/indicator/period/target/@value", is_words);
                    target = target.or(read);
                }
                "actual" => {
                    let read = self.value("result/indicator/period/actual/@value", is_words);
                    actual = actual.or(read);
                }
                _ => {}
            }
            self.scanner.skip()?;
        }
        Ok(Period { target: end.zip(target), actual: end.zip(actual) })
    }

    /// The number of an element that has one.
    fn value(&mut self, element: &'static str, is_words: bool) -> Option<f64> {
        let written = self.scanner.attribute("value").map(str::to_owned);
        let read = written.as_deref().and_then(number);
        if let Some(written) = written.filter(|_| read.is_none() && !is_words) {
            self.wrong(ProblemCode::BadNumber, element, &written);
        }
        read
    }
}

/// What is said of a period of an indicator, by its end.
struct Period {
    target: Option<(Day, f64)>,
    actual: Option<(Day, f64)>,
}

/// The one of a later period.
fn later(one: Option<(Day, f64)>, before: Option<(Day, f64)>) -> Option<(Day, f64)> {
    one.filter(|(day, _)| before.is_none_or(|(known, _)| *day >= known)).or(before)
}

/// A decimal number in hundredths, rounded half away from zero; `None` where it is none, or more than there is money.
pub(super) fn cents(written: &str) -> Option<i64> {
    let written = written.trim();
    let (negative, digits) = match written.as_bytes().first()? {
        b'-' => (true, &written[1..]),
        b'+' => (false, &written[1..]),
        _ => (false, written),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || (whole.is_empty() && part.is_empty()) || whole.len() > 15 {
        return None;
    }
    let digit = |at: usize| part.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    let whole = whole.bytes().fold(0, |sum: i64, byte| sum * 10 + i64::from(byte - b'0'));
    let cents = whole * 100 + digit(0) * 10 + digit(1) + i64::from(digit(2) >= 5);
    Some(if negative { -cents } else { cents })
}
