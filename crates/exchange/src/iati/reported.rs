//! An activity as its publisher reported it.
//!
//! What is wrong with it was told while it was read, and left out; what is here has the form that the standard asks for.
//! Codes are those of its lists, amounts are in hundredths, texts in the languages that they were written in.

use std::fmt;

use passerelle_vocabulary::{Position, Text};

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Day {
    /// A day as XML writes it, `2026-11-26`; what may follow it (a time zone) says nothing here.
    pub fn read(written: &str) -> Option<Self> {
        let bytes = written.trim().as_bytes();
        let number = |from: usize, to: usize| {
            let digits = bytes.get(from..to)?;
            let plain = digits.iter().all(u8::is_ascii_digit);
            let sum = |sum: u16, digit: &u8| sum * 10 + u16::from(digit - b'0');
            plain.then(|| digits.iter().fold(0, sum))
        };
        let day = Self {
            year: number(0, 4)?.into(),
            month: u8::try_from(number(5, 7)?).ok()?,
            day: u8::try_from(number(8, 10)?).ok()?,
        };
        let ends = matches!(bytes.get(10), None | Some(b'Z' | b'+' | b'-' | b'T'));
        let sound = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && ends;
        let there = (1..=12).contains(&day.month) && (1..=day.days_of_month()).contains(&day.day);
        (sound && there && day.year >= 1000).then_some(day)
    }

    fn is_leap(self) -> bool {
        self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0)
    }

    fn days_of_month(self) -> u8 {
        match self.month {
            2 if self.is_leap() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The same day of the next year; the 29th of February becomes the 1st of March.
    pub fn a_year_later(self) -> Self {
        let later = Self { year: self.year + 1, ..self };
        match (later.month, later.day) {
            (2, 29) => Self { month: 3, day: 1, ..later },
            _ => later,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Somebody: who reports, takes part, provides, receives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Somebody {
    /// Its name, in the language that comes first; empty where none is told.
    pub name: String,
    /// Its identifier.
    pub reference: Option<String>,
    /// Code of the list `OrganisationType`.
    pub kind: Option<String>,
    /// Identifier of its activity.
    pub activity: Option<String>,
    /// Code of the list `OrganisationRole`, of who takes part: 1 funding, 2 accountable, 3 extending, 4 implementing.
    pub role: Option<u8>,
}

/// A part of the activity that goes somewhere, or is for something: a country, a region, a sector.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Its code.
    pub code: String,
    /// The list that the code is of; empty for the standard's own.
    pub vocabulary: String,
    /// How much of the activity, 0 to 100; `None` where it is not told.
    pub percentage: Option<f64>,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name; empty where it has none.
    pub name: String,
    /// Where it is.
    pub position: Option<Position>,
}

/// Money, on the day whose rate converts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Hundredths of the currency.
    pub cents: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The day of the rate.
    pub day: Option<Day>,
}

/// Money of a period: a budget, or a planned disbursement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodMoney {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// How much.
    pub amount: Amount,
    /// Whether it replaces an earlier one of the same period.
    pub is_revised: bool,
    /// Whether it is committed, not only meant.
    pub is_committed: bool,
    /// Who provides it.
    pub provider: Option<Somebody>,
    /// Who receives it.
    pub receiver: Option<Somebody>,
    /// Line of the file.
    pub line: u64,
}

/// Something that was promised or paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTransaction {
    /// Its own reference.
    pub reference: Option<String>,
    /// Number in the list `TransactionType`, 1 to 13.
    pub kind: u8,
    /// When.
    pub day: Day,
    /// How much.
    pub amount: Amount,
    /// By whom.
    pub provider: Option<Somebody>,
    /// To whom.
    pub receiver: Option<Somebody>,
    /// What for.
    pub description: Text,
    /// Line of the file.
    pub line: u64,
}

/// Another activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its identifier.
    pub identifier: String,
    /// Code of the list `RelatedActivityType`: 1 parent, 2 child, 3 sibling, 4 co-funded, 5 third party.
    pub kind: u8,
}

/// What is to be reached: an indicator of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedAim {
    /// What is counted.
    pub title: Text,
    /// Whether it is a share in per cent.
    pub is_percent: bool,
    /// How it was, and in which year.
    pub baseline: Option<(i32, Option<f64>)>,
    /// The end of the last period with a target, and the target.
    pub target: (Day, f64),
    /// The end of the last period for which it is told what was reached, and that.
    pub actual: Option<(Day, f64)>,
    /// Line of the file.
    pub line: u64,
}

/// An activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// Line of the file where it begins.
    pub line: u64,
    /// Column of that line.
    pub column: u64,
    /// Its identifier.
    pub identifier: String,
    /// Who reports it.
    pub reporting: Somebody,
    /// What it is called.
    pub title: Text,
    /// What it is about: descriptions of all types, one after the other.
    pub description: Text,
    /// Who takes part.
    pub participants: Vec<Somebody>,
    /// Code of the list `ActivityStatus`: 1 planned, 2 under way, 3 and 4 done, 5 cancelled, 6 suspended.
    pub status: Option<u8>,
    /// When it was planned to begin.
    pub planned_start: Option<Day>,
    /// When it began.
    pub actual_start: Option<Day>,
    /// When it is planned to end.
    pub planned_end: Option<Day>,
    /// When it ended.
    pub actual_end: Option<Day>,
    /// Countries, ISO 3166-1 alpha-2; those of its transactions where it names none itself.
    pub countries: Vec<Share>,
    /// Regions.
    pub regions: Vec<Share>,
    /// Sectors; those of its transactions where it names none itself.
    pub sectors: Vec<Share>,
    /// Places.
    pub places: Vec<Place>,
    /// Code of its currency, where none is told with an amount.
    pub currency: Option<String>,
    /// Budgets.
    pub budgets: Vec<PeriodMoney>,
    /// Money that is meant to be paid.
    pub disbursements: Vec<PeriodMoney>,
    /// What was promised and paid.
    pub transactions: Vec<ReportedTransaction>,
    /// Other activities.
    pub related: Vec<Related>,
    /// What is to be reached.
    pub aims: Vec<ReportedAim>,
}
