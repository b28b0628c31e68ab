//! IATI 2.03: activities written out and read (International Aid Transparency Initiative, activity standard, 2018).
//!
//! [`Activity`] has the parts of the standard that a plan of work can fill: who, where, when, budgets, planned
//! disbursements, and results with baseline and target. Codes are those of the standard's code lists; which of them
//! something is, whoever makes an activity decides. What is written keeps to the standard's schema: children in its
//! order, required ones and their attributes there. Narratives are in every language of their texts; the one in
//! English stands without a language, being the activity's own.
//!
//! [`write()`] writes one activity after another and keeps none: a file may be of any size. [`read()`] reads them in the
//! same way, as their publishers report them ([`Reported`]: more than we write, and with much that can be wrong), and
//! tells all that is wrong by line and column.

pub mod codes;
pub mod problem;
mod read;
mod reported;
mod write;

use passerelle_vocabulary::{Position, Text};

pub use problem::{Problem, ProblemCode, Report, Weight};
pub use read::{Item, read};
pub use reported::{
    Amount, Day, PeriodMoney, Place, Related, Reported, ReportedAim, ReportedTransaction, Share,
    Somebody,
};
pub use write::{IatiError, write};

/// An organisation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Org {
    /// Its name.
    pub name: String,
    /// Its identifier: `XM-DAC-41114`; `None` where it is not known.
    pub reference: Option<String>,
    /// Code of the list `OrganisationType`.
    pub kind: &'static str,
}

/// An organisation that takes part.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// Which.
    pub org: Org,
    /// Code of the list `OrganisationRole`: 1 funding, 2 accountable, 3 extending, 4 implementing.
    pub role: &'static str,
}

/// Where money goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Recipient {
    /// Countries: ISO 3166-1 alpha-2, each with its percentage; together they are 100.
    Countries(Vec<(String, f64)>),
    /// A region of the OECD: 998 is all developing countries.
    Region(&'static str),
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Its name.
    pub name: String,
    /// About where.
    pub position: Option<Position>,
}

/// A period: first and last day, `2027-01-01`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: String,
    /// The last.
    pub last: String,
}

/// Money in hundredths, of a period, dated on its first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// When; no longer than a year.
    pub days: Days,
    /// Hundredths of the activity's currency.
    pub cents: i64,
    /// Code of the list `BudgetStatus`: 1 indicative, 2 committed.
    pub status: &'static str,
}

/// Money that is meant to be paid.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedDisbursement {
    /// When.
    pub days: Days,
    /// Hundredths of the activity's currency.
    pub cents: i64,
    /// By whom; `None` where nobody has promised it.
    pub provider: Option<Org>,
    /// To whom.
    pub receiver: Option<Org>,
}

/// Who is at an end of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransactionEnd {
    /// Its name; empty where only its identifier is known.
    pub name: String,
    /// Its identifier.
    pub reference: Option<String>,
    /// The identifier of its activity that has the same money.
    pub activity: Option<String>,
}

/// Money that was promised or paid.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// Its own reference.
    pub reference: Option<String>,
    /// Number of the list `TransactionType`: 1 incoming funds, 2 outgoing commitment, 3 disbursement, 4 expenditure.
    pub kind: u8,
    /// When.
    pub day: String,
    /// Hundredths of its currency.
    pub cents: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The day of the rate at which it is converted.
    pub value_day: String,
    /// What it was for.
    pub description: Text,
    /// By whom; `None` for who reports the activity.
    pub provider: Option<TransactionEnd>,
    /// To whom; the same.
    pub receiver: Option<TransactionEnd>,
}

/// What is to be reached: an output with one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultAim {
    /// What is counted.
    pub title: Text,
    /// Code of the list `IndicatorMeasure`: 1 units, 2 per cent.
    pub measure: &'static str,
    /// How it was, and in which year.
    pub baseline: Option<(i32, f64)>,
    /// By when it is to be how.
    pub period: Days,
    /// How it is to be.
    pub target: f64,
    /// What was reached, and by the end of which year.
    pub actual: Option<(i32, f64)>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// The identifier of who reports it, a hyphen, and its own.
    pub identifier: String,
    /// Who reports it; the reference is needed.
    pub reporting: Org,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Text,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Code of the list `ActivityStatus`: 1 planned, 2 under way, 3 and 4 done, 5 cancelled, 6 suspended.
    pub status: &'static str,
    /// Dates with codes of the list `ActivityDateType`: 1 planned start, 2 start, 3 planned end, 4 end.
    pub dates: Vec<(&'static str, String)>,
    /// Where money goes.
    pub recipient: Recipient,
    /// Places.
    pub locations: Vec<Location>,
    /// Purpose code of the OECD, five digits.
    pub sector: &'static str,
    /// Sustainable Development Goals that it serves, by number.
    pub goals: Vec<u8>,
    /// Budgets.
    pub budgets: Vec<Budget>,
    /// Planned disbursements.
    pub disbursements: Vec<PlannedDisbursement>,
    /// The part of the budget that is capital, 0 to 100.
    pub capital_percentage: Option<f64>,
    /// What was promised and paid.
    pub transactions: Vec<Transaction>,
    /// Identifiers of activities that it is part of.
    pub parents: Vec<String>,
    /// What is to be reached.
    pub aims: Vec<ResultAim>,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// When it was changed last: `2026-11-26T08:40:00Z`.
    pub updated: String,
}
