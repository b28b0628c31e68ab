//! Money that was promised and paid: as ranges on the pages of commitments and countries, one by one on that of an
//! initiative.

use passerelle_compact::currency::{NoRate, TOTALS_IN};
use passerelle_compact::money::Range;
use passerelle_compact::{Party, Transaction};
use passerelle_desk::initiatives::InitiativeView;
use passerelle_desk::money::{Money, Totals};

use crate::App;
use crate::words::Words;

/// Transactions of a page, at the most: the latest. All of them are in the file.
const MOST: usize = 50;

/// What a kind of transaction is called.
fn kind(w: &Words, kind: passerelle_compact::TransactionKind) -> String {
    w.t(&format!("money-kind-{}", kind.code().replace('_', "-")))
}

/// An amount, with its hundredths where it has any.
fn amount(w: &Words, cents: i64, currency: &str) -> String {
    let decimals = if cents % 100 == 0 { 0 } else { 2 };
    let number = w.number(cents as f64 / 100.0, decimals);
    w.t2("plan-money", "amount", number, "currency", currency.to_owned())
}

/// An end of a range.
fn end(w: &Words, cents: i64) -> String {
    crate::plan::money(w, cents as f64 / 100.0, TOTALS_IN)
}

/// A range in a table.
pub(super) struct RangeRow {
    /// The year; empty for all of them.
    pub year: String,
    pub kind: String,
    pub lower: String,
    pub upper: String,
    /// How many transactions, and how many of them have an open link.
    pub links: String,
}

impl RangeRow {
    fn new(w: &Words, year: String, kind: String, range: &Range) -> Self {
        let links = [("n", (range.resolved + range.open).into()), ("open", range.open.into())];
        Self {
            year,
            kind,
            lower: end(w, range.lower),
            upper: end(w, range.upper),
            links: w.say("money-links", &links),
        }
    }
}

/// What is known of the money of some initiatives: the section of a page (`money.html`).
pub(super) struct MoneyTold {
    /// How many contributions report any.
    pub lead: String,
    /// Each kind of transaction, of all years.
    pub kinds: Vec<RangeRow>,
    /// Each kind in each year.
    pub years: Vec<RangeRow>,
    /// What is in no range, and why.
    pub left_out: Vec<String>,
    /// Whose rates they are: name and address.
    pub sources: Vec<(String, String)>,
}

impl MoneyTold {
    /// `None` where nothing is reported.
    pub fn of(app: &App, w: &Words, totals: &Totals) -> Option<Self> {
        if totals.kinds.is_empty() {
            return None;
        }
        let row = |total: &passerelle_desk::money::Total| {
            RangeRow::new(w, String::new(), kind(w, total.kind), &total.range)
        };
        let years = totals.kinds.iter().flat_map(|total| {
            let of = |(year, range): &(i32, Range)| {
                RangeRow::new(w, year.to_string(), kind(w, total.kind), range)
            };
            total.years.iter().map(of).collect::<Vec<_>>()
        });
        let left_out = totals
            .left_out
            .iter()
            .map(|(currency, n)| w.t2("money-left-out", "n", *n, "currency", currency.clone()));
        Some(Self {
            lead: w.t1("money-lead", "n", totals.initiatives),
            kinds: totals.kinds.iter().map(row).collect(),
            years: years.collect(),
            left_out: left_out.collect(),
            sources: sources(app, w),
        })
    }
}

fn sources(app: &App, w: &Words) -> Vec<(String, String)> {
    let of = |source: &passerelle_desk::catalogue::RateSource| {
        (w.text(&source.name).to_owned(), source.url.clone())
    };
    app.desk.catalogue.currencies.sources.iter().map(of).collect()
}

/// A transaction on the page of its initiative.
pub(super) struct TransactionRow {
    pub number: u32,
    pub day: String,
    pub kind: String,
    /// From whom, or to whom.
    pub other: String,
    /// The initiative at the other end, where it is on this node: its slug.
    pub slug: Option<String>,
    pub amount: String,
    /// In the currency of totals, or why not.
    pub converted: String,
    /// Whether it is known who else could report the same money.
    pub link: String,
    pub description: String,
}

/// The transactions of an initiative: a section of its page (`transactions.html`).
pub(super) struct TransactionsTold {
    pub rows: Vec<TransactionRow>,
    /// How many are in the file alone.
    pub more: usize,
    pub totals: Option<MoneyTold>,
}

impl TransactionsTold {
    pub fn of(app: &App, w: &Words, view: &InitiativeView, money: &Money) -> Self {
        let mut all: Vec<&Transaction> = view.initiative.transactions.iter().collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.day, one.number)));
        let totals = money.of(|one| one.slug == view.slug);
        Self {
            rows: all.iter().take(MOST).map(|one| row(app, w, money, one)).collect(),
            more: all.len().saturating_sub(MOST),
            totals: MoneyTold::of(app, w, &totals),
        }
    }
}

fn row(app: &App, w: &Words, money: &Money, one: &Transaction) -> TransactionRow {
    let other = one.other();
    let named = |party: &Party| {
        let named = [Some(&party.name), party.reference.as_ref(), party.activity.as_ref()];
        named.into_iter().flatten().find(|text| !text.trim().is_empty()).cloned()
    };
    let name = other.and_then(named).unwrap_or_else(|| w.t("money-nobody"));
    let from = if one.kind.is_incoming() { "money-from" } else { "money-to" };
    let activity = other.and_then(|party| party.activity.as_deref());
    let slug = activity.filter(|activity| money.knows(activity));
    let slug = slug.and_then(|activity| activity.strip_prefix("initiative/"));
    let link = match (money.is_resolved(one), other.is_some_and(|party| party.outside)) {
        (true, true) => "money-link-outside",
        (true, false) => "money-link-resolved",
        (false, _) => "money-link-open",
    };
    TransactionRow {
        number: one.number,
        day: w.day(&one.day.to_string()),
        kind: kind(w, one.kind),
        other: w.t1(from, "name", name),
        slug: slug.map(str::to_owned),
        amount: amount(w, one.cents, &one.currency),
        converted: converted(app, w, one),
        link: w.t(link),
        description: w.text(&one.description).to_owned(),
    }
}

/// What it is in the currency of totals, with the rate; or why that is not known.
fn converted(app: &App, w: &Words, one: &Transaction) -> String {
    match app.desk.converted(one) {
        Ok(found) if found.source.is_empty() => amount(w, found.cents, TOTALS_IN),
        Ok(found) => {
            // Four figures that count, whatever the rate is.
            let decimals = (3 - found.rate.log10().floor() as i32).clamp(0, 9);
            let said = [
                ("amount", amount(w, found.cents, TOTALS_IN).into()),
                ("rate", w.number(found.rate, u8::try_from(decimals).unwrap_or_default()).into()),
                ("currency", one.currency.as_str().into()),
                ("period", found.period.to_string().into()),
            ];
            w.say("money-converted", &said)
        }
        Err(NoRate::UnknownCurrency) => {
            w.t1("money-no-currency", "currency", one.currency.as_str())
        }
        Err(NoRate::NoRateThen) => w.t1("money-no-rate", "currency", one.currency.as_str()),
    }
}
