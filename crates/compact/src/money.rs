//! Money as ranges: what was promised and paid, without counting the same money twice, and saying how sure that is.
//!
//! The same money is reported several times: a fund disburses it to a ministry and the ministry to its regions; a donor
//! and an aggregator both tell of one payment. Nobody can take that out who does not know which activity is at the other
//! end of a transaction. So a total is a [`Range`]:
//!
//! - **lower**: only transactions whose two links are resolved ([`Transaction::is_resolved`]). Each flow is counted once,
//!   however many report it: reports with the same ends, day, amount and currency are one flow, unless one who reports
//!   tells of several. And money that is passed on is counted where it comes from: of what an activity gives, only
//!   that is new which it did not receive in the same total.
//! - **upper**: every flow, also where money is passed on, and every transaction with an open link as if it were money of
//!   its own.
//!
//! What corrects an earlier transaction (below 0) lowers both ends where it is resolved; where it is not, only the lower
//! one, since what it corrects may not be counted there. So the lower end is never above the upper.
//!
//! Kinds are never added up: what is committed is later disbursed and spent. Amounts are those of one currency,
//! converted at the rate of their day; what has no rate is left out of both ends and counted ([`Range::left_out`]).
//!
//! An initiative that serves several commitments has its money in the range of each, whole: nobody said which part is
//! for which. A total over commitments is made of the initiatives, each once, and not of the ranges of commitments,
//! which add up to more. For the same reason years add up to more than all years together: money may come in one year
//! and be passed on in the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::currency::{Rates, TOTALS_IN};
use crate::transaction::{Party, Transaction, TransactionKind};
use crate::{Due, Initiative};

/// What a total can be, in hundredths of [`TOTALS_IN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Range {
    /// What is certain: flows with both links resolved, each once.
    pub lower: i64,
    /// With what may be the same money told again.
    pub upper: i64,
    /// Transactions whose links are resolved.
    pub resolved: usize,
    /// Transactions with a link that is open.
    pub open: usize,
    /// Transactions that have no rate of their day, and are in neither end.
    pub left_out: usize,
}

/// Which activities are known, by each of their names.
#[derive(Debug, Clone, Default)]
pub struct Activities(BTreeMap<String, usize>);

impl Activities {
    /// Of initiatives: names in addresses, and what they hold. Each is known as `initiative/slug`, and by its identifier
    /// in IATI where it has one.
    pub fn of<'a>(initiatives: impl IntoIterator<Item = (&'a str, &'a Initiative)>) -> Self {
        let mut known = BTreeMap::new();
        for (number, (slug, one)) in initiatives.into_iter().enumerate() {
            known.entry(format!("initiative/{slug}")).or_insert(number);
            if let Some(activity) = &one.activity {
                known.entry(activity.clone()).or_insert(number);
            }
        }
        Self(known)
    }

    /// Whether an activity is known by this name.
    pub fn knows(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }
}

/// Where money comes from, or goes to, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum End {
    /// An initiative, by its number.
    Initiative(usize),
    /// Somebody without an activity: as they are called.
    Outside(String),
}

/// A transaction as it is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The number of the initiative that reports it, in the order in which they were given.
    pub by: usize,
    /// What it is.
    pub kind: TransactionKind,
    /// When.
    pub day: Due,
    /// Both ends, where they are resolved: from and to.
    ends: Option<(End, End)>,
    /// As it is reported, in hundredths, and the currency.
    original: (i64, String),
    /// In hundredths of [`TOTALS_IN`]; `None` where there is no rate.
    cents: Option<i64>,
}

impl Flow {
    /// The currency of what is in no range, since there is no rate of its day.
    pub fn left_out(&self) -> Option<&str> {
        self.cents.is_none().then_some(self.original.1.as_str())
    }
}

/// The flows that initiatives report, in their order. Ends are looked up among all that are `known`.
pub fn flows<'a>(
    initiatives: impl IntoIterator<Item = (&'a str, &'a Initiative)>,
    known: &Activities,
    rates: &Rates,
) -> Vec<Flow> {
    let mut found = Vec::new();
    for (by, (slug, one)) in initiatives.into_iter().enumerate() {
        let itself = known.number(&format!("initiative/{slug}"));
        for transaction in &one.transactions {
            let (cents, currency) = (transaction.cents, transaction.currency.as_str());
            let converted =
                rates.convert(cents, (currency, TOTALS_IN), transaction.day_of_rate()).ok();
            found.push(Flow {
                by,
                kind: transaction.kind,
                day: transaction.day,
                ends: ends(transaction, itself, known),
                original: (cents, currency.to_owned()),
                cents: converted.map(|one| one.cents),
            });
        }
    }
    found
}

/// Both ends of a transaction; `None` where a link is open.
fn ends(one: &Transaction, itself: Option<usize>, known: &Activities) -> Option<(End, End)> {
    let of = |party: &Party| match &party.activity {
        Some(activity) => known.number(activity).map(End::Initiative),
        None => party.outside.then(|| {
            let called = party.reference.as_ref().unwrap_or(&party.name);
            End::Outside(called.trim().to_lowercase())
        }),
    };
    let own = match one.own().and_then(|own| own.activity.as_deref()) {
        Some(activity) => known.number(activity),
        None => itself,
    };
    let (own, other) = (End::Initiative(own?), of(one.other()?)?);
    // What begins where it ends is no flow.
    (own != other).then(|| if one.kind.is_incoming() { (other, own) } else { (own, other) })
}

/// How often somebody reports the same: ends, day, amount and currency.
type Same<'f> = (&'f End, &'f End, Due, i64, &'f str);

/// The range of some flows of one kind. Flows of several kinds have no total: those of the first one's are counted.
pub fn range<'f>(flows: impl IntoIterator<Item = &'f Flow>) -> Range {
    let mut flows = flows.into_iter().peekable();
    let kind = flows.peek().map(|flow| flow.kind);
    let mut range = Range::default();
    // What is certain: how often each flow is told by whom, and what it is worth. Two who tell of one flow may name other
    // days for its rate: then it is worth the lesser.
    let mut told: BTreeMap<Same<'f>, (BTreeMap<usize, i64>, i64)> = BTreeMap::new();
    let (mut lower, mut upper) = (0_i128, 0_i128);
    for flow in flows.filter(|flow| Some(flow.kind) == kind) {
        let Some(cents) = flow.cents else {
            range.left_out += 1;
            continue;
        };
        match &flow.ends {
            Some((from, to)) => {
                range.resolved += 1;
                let same = (from, to, flow.day, flow.original.0, flow.original.1.as_str());
                let (by, worth) = told.entry(same).or_insert_with(|| (BTreeMap::new(), cents));
                *by.entry(flow.by).or_default() += 1;
                *worth = cents.min(*worth);
            }
            None => {
                range.open += 1;
                lower += i128::from(cents.min(0));
                upper += i128::from(cents.max(0));
            }
        }
    }
    let mut between: BTreeMap<(&End, &End), i128> = BTreeMap::new();
    for ((from, to, ..), (by, worth)) in told {
        let times = by.into_values().max().unwrap_or_default();
        *between.entry((from, to)).or_default() += i128::from(times) * i128::from(worth);
    }
    let (new, all) = counted(&between);
    lower += new;
    upper += all;
    (range.lower, range.upper) = (bounded(lower), bounded(upper));
    range
}

/// What is new among flows between ends, and all of it.
fn counted(between: &BTreeMap<(&End, &End), i128>) -> (i128, i128) {
    let (mut given, mut received) = (BTreeMap::new(), BTreeMap::new());
    let (mut back, mut all) = (0, 0);
    for ((from, to), cents) in between {
        all += cents;
        if *cents < 0 {
            // More came back than was given: it is nobody's to pass on.
            back += cents;
            continue;
        }
        *given.entry(*from).or_insert(0_i128) += cents;
        // Somebody outside who receives is not who gives, though they may have one name: they pass nothing on.
        if matches!(to, End::Initiative(_)) {
            *received.entry(*to).or_insert(0_i128) += cents;
        }
    }
    let new = |(end, given): (&End, i128)| {
        (given - received.get(end).copied().unwrap_or_default()).max(0)
    };
    (given.into_iter().map(new).sum::<i128>() + back, all)
}

fn bounded(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// The range of each kind among some flows.
pub fn by_kind<'f>(flows: impl IntoIterator<Item = &'f Flow>) -> BTreeMap<TransactionKind, Range> {
    let of_kinds = grouped(flows, |flow| flow.kind);
    of_kinds.into_iter().map(|(kind, flows)| (kind, range(flows))).collect()
}

/// The range of each kind in each year.
pub fn by_year<'f>(
    flows: impl IntoIterator<Item = &'f Flow>,
) -> BTreeMap<(TransactionKind, i32), Range> {
    let of_years = grouped(flows, |flow| (flow.kind, flow.day.year()));
    of_years.into_iter().map(|(of, flows)| (of, range(flows))).collect()
}

fn grouped<'f, K: Ord>(
    flows: impl IntoIterator<Item = &'f Flow>,
    of: impl Fn(&Flow) -> K,
) -> BTreeMap<K, Vec<&'f Flow>> {
    let mut groups: BTreeMap<K, Vec<&Flow>> = BTreeMap::new();
    for flow in flows {
        groups.entry(of(flow)).or_default().push(flow);
    }
    groups
}
