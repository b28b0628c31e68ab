//! Transactions: what was promised or paid on a day, by whom and to whom, as the initiative that it belongs to reports it.
//!
//! Kinds are those of the list `TransactionType` of IATI 2.03, whose rules hold: amounts of different kinds are never
//! added up, since money that is committed is later disbursed and spent. An amount below 0 corrects an earlier one.
//!
//! A transaction has two ends. One is the initiative itself: the receiver of what comes in, the provider of what goes
//! out ([`TransactionKind::is_incoming`]); it need not be written down. The other is somebody whom a [`Party`] names, best
//! with the *activity* that has the same money at its other end: its identifier in IATI, or `initiative/slug` for one that
//! stands on the same node. Whether that link is resolved is not written down but found ([`Party::is_resolved`]): an
//! activity that nobody here knows today may be imported tomorrow. Who has no activity of their own, such as somebody who
//! sells cables, is said to be outside ([`Party::outside`]), and the link is resolved by that.

use std::fmt;

use passerelle_vocabulary::{Finding, Key, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Due;
use crate::initiative::is_reference;
use crate::texts::line;

/// What a transaction is: the list `TransactionType` of IATI 2.03.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Money that came in from outside.
    IncomingFunds,
    /// A firm written promise to provide money.
    OutgoingCommitment,
    /// Money that was placed at somebody's disposal.
    Disbursement,
    /// Money that was spent on goods and services.
    Expenditure,
    /// Interest that was paid on a loan.
    InterestPayment,
    /// A loan that was paid back, in part or whole.
    LoanRepayment,
    /// A disbursement that came back.
    Reimbursement,
    /// Equity that was bought.
    PurchaseOfEquity,
    /// Equity that was sold.
    SaleOfEquity,
    /// A guarantee for somebody's credit.
    CreditGuarantee,
    /// A firm written promise that was received.
    IncomingCommitment,
    /// Money that is meant to be given, without a firm promise.
    OutgoingPledge,
    /// Money that is meant to be received, without a firm promise.
    IncomingPledge,
}

impl TransactionKind {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 13] = [
        Self::IncomingFunds,
        Self::OutgoingCommitment,
        Self::Disbursement,
        Self::Expenditure,
        Self::InterestPayment,
        Self::LoanRepayment,
        Self::Reimbursement,
        Self::PurchaseOfEquity,
        Self::SaleOfEquity,
        Self::CreditGuarantee,
        Self::IncomingCommitment,
        Self::OutgoingPledge,
        Self::IncomingPledge,
    ];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::IncomingFunds => "incoming_funds",
            Self::OutgoingCommitment => "outgoing_commitment",
            Self::Disbursement => "disbursement",
            Self::Expenditure => "expenditure",
            Self::InterestPayment => "interest_payment",
            Self::LoanRepayment => "loan_repayment",
            Self::Reimbursement => "reimbursement",
            Self::PurchaseOfEquity => "purchase_of_equity",
            Self::SaleOfEquity => "sale_of_equity",
            Self::CreditGuarantee => "credit_guarantee",
            Self::IncomingCommitment => "incoming_commitment",
            Self::OutgoingPledge => "outgoing_pledge",
            Self::IncomingPledge => "incoming_pledge",
        }
    }

    /// The kind with this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its number in the list, from 1.
    pub fn number(self) -> u8 {
        let before = Self::ALL.into_iter().take_while(|kind| *kind != self).count();
        u8::try_from(before + 1).unwrap_or(u8::MAX)
    }

    /// The kind with this number in the list.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Whether the initiative receives: then the provider is its other end. Otherwise the receiver is.
    pub fn is_incoming(self) -> bool {
        matches!(self, Self::IncomingFunds | Self::IncomingCommitment | Self::IncomingPledge)
    }
}

/// Who is at an end of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
pub struct Party {
    /// Its name, as people know it; empty where only a reference is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its identifier in IATI (`XM-DAC-41114`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Its activity that has the same money: an identifier in IATI, or `initiative/slug` for one on the same node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// Whether it has no activity that could report the same money: somebody who sells, a household.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside: bool,
}

impl Party {
    /// Whether it is known who reports the same money at this end: an activity that is `known`, or nobody.
    pub fn is_resolved(&self, known: impl Fn(&str) -> bool) -> bool {
        match &self.activity {
            Some(activity) => known(activity),
            None => self.outside,
        }
    }

    fn check(&self, end: &str, found: &mut Vec<Finding>) {
        let mut wrong = |field: &str, code: &str, what: &str| {
            found.push(Finding::new(format!("{end}.{field}"), code, what));
        };
        if let Some(reference) = self.reference.as_ref().filter(|text| !is_reference(text)) {
            wrong("reference", "not-a-reference", reference);
        }
        if let Some(activity) = &self.activity {
            if !is_activity(activity) {
                wrong("activity", "not-an-activity", activity);
            }
            if self.outside {
                wrong("outside", "outside-with-activity", activity);
            }
        }
        if self.reference.is_none() && self.activity.is_none() {
            line(found, &format!("{end}.name"), &self.name, NAME);
        } else if self.name.chars().count() > NAME {
            wrong("name", "text-too-long", &self.name.chars().count().to_string());
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = [Some(&self.name), self.reference.as_ref(), self.activity.as_ref()];
        let told: Vec<&str> =
            told.into_iter().flatten().map(String::as_str).filter(|one| !one.is_empty()).collect();
        f.write_str(&told.join(", "))
    }
}

/// Longest name and reference, in characters.
const NAME: usize = 200;
/// Longest description, in characters.
const DESCRIPTION: usize = 2_000;
/// Most transactions of an initiative.
pub const MOST_TRANSACTIONS: usize = 10_000;
/// More than any transaction, in hundredths: sums stay far from what 64 bits hold.
const MOST_CENTS: i64 = 100_000_000_000_000;

/// Something that was promised or paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Transaction {
    /// Its number in the initiative, from 1. It stays when others are withdrawn.
    pub number: u32,
    /// Its own reference, in the books of whoever reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it is.
    pub kind: TransactionKind,
    /// The day on which it was promised or paid.
    #[schema(value_type = String, example = "2027-03-01")]
    pub day: Due,
    /// Hundredths of its currency; below 0 where it corrects an earlier one.
    pub cents: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The day of the rate at which it is converted; its own `day` where none is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2027-03-01")]
    pub value_day: Option<Due>,
    /// Who provides it; `None` for the initiative itself, or where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Party>,
    /// Who receives it; `None` for the initiative itself, or where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<Party>,
    /// What it was for.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
}

impl Transaction {
    /// The end that is not the initiative itself; `None` where it is not told.
    pub fn other(&self) -> Option<&Party> {
        if self.kind.is_incoming() { self.provider.as_ref() } else { self.receiver.as_ref() }
    }

    /// The end of the initiative itself; `None` where it is not written down.
    pub fn own(&self) -> Option<&Party> {
        if self.kind.is_incoming() { self.receiver.as_ref() } else { self.provider.as_ref() }
    }

    /// Whether both its links are resolved: it is known who else could report the same money. `known`: whether an
    /// activity is known, of the initiative itself too.
    pub fn is_resolved(&self, known: impl Fn(&str) -> bool) -> bool {
        let own = self.own().is_none_or(|own| own.activity.as_deref().is_none_or(&known));
        own && self.other().is_some_and(|other| other.is_resolved(&known))
    }

    /// The day whose rate converts it.
    pub fn day_of_rate(&self) -> Due {
        self.value_day.unwrap_or(self.day)
    }

    /// What is wrong with it, all at once; `own`: the identifiers of the activity that reports it.
    pub(crate) fn wrong(&self, own: &[&str]) -> Vec<Finding> {
        let mut found = Vec::new();
        self.check_amount(&mut found);
        for (end, party) in [("provider", &self.provider), ("receiver", &self.receiver)] {
            party.iter().for_each(|party| party.check(end, &mut found));
        }
        if let Some(reference) = &self.reference {
            line(&mut found, "reference", reference, NAME);
        }
        for (lang, text) in self.description.iter() {
            let length = text.chars().count();
            if length > DESCRIPTION {
                found.push(Finding::new(format!("description.{lang}"), "text-too-long", length));
            }
        }
        if let Some(itself) = self.itself(own) {
            let end = if self.kind.is_incoming() { "provider" } else { "receiver" };
            found.push(Finding::new(format!("{end}.activity"), "links-to-itself", itself));
        }
        found
    }

    fn check_amount(&self, found: &mut Vec<Finding>) {
        if self.cents == 0 || self.cents.unsigned_abs() > MOST_CENTS.unsigned_abs() {
            found.push(Finding::new("cents", "not-a-sum", self.cents));
        }
        let letters = self.currency.bytes().all(|one| one.is_ascii_uppercase());
        if self.currency.len() != 3 || !letters {
            found.push(Finding::new("currency", "not-a-currency-code", &self.currency));
        }
        for (field, day) in [("day", Some(self.day)), ("value_day", self.value_day)] {
            if let Some(day) = day.filter(|day| day.first_day() != day.last_day()) {
                found.push(Finding::new(field, "not-a-day", day));
            }
        }
    }

    /// The activity at the other end, where it is the one that reports the transaction.
    fn itself(&self, own: &[&str]) -> Option<&str> {
        let other = self.other()?.activity.as_deref()?;
        let here = self.own().and_then(|own| own.activity.as_deref());
        (own.contains(&other) || here == Some(other)).then_some(other)
    }

    /// What is wrong with it on a day (year, month, day): nothing was paid tomorrow.
    pub fn check_on(&self, today: (i32, u8, u8)) -> Option<Finding> {
        let late = self.day.first_day() > today;
        late.then(|| Finding::new(self.field("day"), "in-the-future", self.day))
    }

    /// A field of it, as findings of its initiative name it.
    pub(crate) fn field(&self, field: &str) -> String {
        format!("transactions.{}.{field}", self.number)
    }
}

impl fmt::Display for Transaction {
    /// In one line, with codes: `3: disbursement 2027-03-01 1200.00 USD, Fund → Ministry`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let (whole, part) = (self.cents.unsigned_abs() / 100, self.cents.unsigned_abs() % 100);
        let (number, kind, day) = (self.number, self.kind.code(), self.day);
        write!(f, "{number}: {kind} {day} {sign}{whole}.{part:02} {}", self.currency)?;
        let party = |one: &Option<Party>| one.as_ref().map(Party::to_string).unwrap_or_default();
        write!(f, ", {} → {}", party(&self.provider), party(&self.receiver))
    }
}

/// Whether a text can name an activity: an identifier in IATI, or the key of an initiative.
pub fn is_activity(text: &str) -> bool {
    is_reference(text) || text.parse::<Key>().is_ok_and(|key| key.kind() == "initiative")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, activity: Option<&str>) -> Option<Party> {
        let (name, activity) = (name.to_owned(), activity.map(str::to_owned));
        Some(Party { name, activity, ..Party::default() })
    }

    fn one() -> Transaction {
        Transaction {
            number: 1,
            reference: None,
            kind: TransactionKind::Disbursement,
            day: "2027-03-01".parse().unwrap(),
            cents: 120_000,
            currency: "USD".to_owned(),
            value_day: None,
            provider: None,
            receiver: party("Ministry", None),
            description: Text::default(),
        }
    }

    fn codes(change: impl Fn(&mut Transaction)) -> Vec<String> {
        let mut changed = one();
        change(&mut changed);
        let found = changed.wrong(&["XM-OWN-1", "initiative/own"]).into_iter();
        found.map(|found| format!("{} {}", found.field, found.code)).collect()
    }

    #[test]
    fn kinds_have_the_numbers_of_the_list() {
        assert_eq!(TransactionKind::IncomingFunds.number(), 1);
        assert_eq!(TransactionKind::Expenditure.number(), 4);
        assert_eq!(TransactionKind::IncomingPledge.number(), 13);
        for kind in TransactionKind::ALL {
            assert_eq!(TransactionKind::of_number(kind.number()), Some(kind));
            assert_eq!(TransactionKind::of(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!((TransactionKind::of_number(0), TransactionKind::of_number(14)), (None, None));
    }

    #[test]
    fn a_link_is_resolved_where_the_other_activity_is_known_or_there_is_none() {
        let known = |id: &str| id == "XM-A-1";
        let resolved = |change: &dyn Fn(&mut Transaction)| {
            let mut changed = one();
            change(&mut changed);
            changed.is_resolved(known)
        };
        assert!(!resolved(&|_| {}), "a name alone says nothing");
        assert!(!resolved(&|one| one.receiver = None));
        assert!(resolved(&|one| one.receiver = party("", Some("XM-A-1"))));
        assert!(!resolved(&|one| one.receiver = party("", Some("XM-B-1"))));
        assert!(resolved(&|one| one.receiver.as_mut().unwrap().outside = true));
        // The provider of what comes in is its other end.
        assert!(!resolved(&|one| {
            one.receiver = party("", Some("XM-A-1"));
            one.kind = TransactionKind::IncomingFunds;
        }));
        // What is reported for an activity that nobody knows may be reported by it too.
        assert!(!resolved(&|one| {
            one.receiver.as_mut().unwrap().outside = true;
            one.provider = party("Fund", Some("XM-B-1"));
        }));
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        assert_eq!(codes(|_| {}), [""; 0]);
        assert_eq!(codes(|one| one.cents = -500), [""; 0], "a correction");
        assert_eq!(
            codes(|one| {
                one.cents = 0;
                one.currency = "usd".to_owned();
                one.day = "2027-03".parse().unwrap();
                one.receiver = party(" ", None);
                one.reference = Some(String::new());
            }),
            [
                "cents not-a-sum",
                "currency not-a-currency-code",
                "day not-a-day",
                "receiver.name text-missing",
                "reference text-missing",
            ]
        );
        assert_eq!(codes(|one| one.cents = i64::MIN), ["cents not-a-sum"]);
        let to = |activity: &'static str| {
            codes(move |one| one.receiver.as_mut().unwrap().activity = Some(activity.to_owned()))
        };
        assert_eq!(to("a b"), ["receiver.activity not-an-activity"]);
        assert_eq!(to("commitment/gdc.1"), ["receiver.activity not-an-activity"]);
        assert_eq!(to("initiative/other"), [""; 0]);
        assert_eq!(to("initiative/own"), ["receiver.activity links-to-itself"]);
        assert_eq!(to("XM-OWN-1"), ["receiver.activity links-to-itself"]);
        assert_eq!(
            codes(|one| {
                one.provider = party("", Some("XM-A-1"));
                one.receiver = party("", Some("XM-A-1"));
            }),
            ["receiver.activity links-to-itself"]
        );
        assert_eq!(
            codes(|one| {
                let receiver = one.receiver.as_mut().unwrap();
                receiver.activity = Some("XM-A-1".to_owned());
                receiver.outside = true;
                receiver.reference = Some("a/b".to_owned());
            }),
            ["receiver.reference not-a-reference", "receiver.outside outside-with-activity"]
        );
    }

    #[test]
    fn nothing_was_paid_tomorrow() {
        assert_eq!(one().check_on((2027, 3, 1)), None);
        let found = one().check_on((2027, 2, 28)).unwrap();
        assert_eq!((&*found.field, &*found.code), ("transactions.1.day", "in-the-future"));
    }

    #[test]
    fn is_told_in_one_line() {
        let mut told = one();
        told.cents = -5;
        told.provider = Some(Party { reference: Some("XM-F".into()), ..Party::default() });
        assert_eq!(told.to_string(), "1: disbursement 2027-03-01 -0.05 USD, XM-F → Ministry");
    }
}
