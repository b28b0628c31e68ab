//! Who pays for a plan, who could pay to be connected at home, and what is put out to tender, in words.

use std::collections::BTreeMap;

use passerelle_desk::plans::connectivity::affordability::Per;
use passerelle_desk::plans::connectivity::finance::PayerKind;
use passerelle_desk::plans::connectivity::lots::{BillItem, Paid};
use passerelle_desk::plans::{PlanTables, PlanTold, Unsaid, WeightedBy};
use passerelle_vocabulary::Features;

use super::{money, percent};
use crate::words::Words;

/// Areas and lots of the report, at the most: all of them are in files.
const MOST_ROWS: usize = 60;

/// Who pays, or what nobody does.
#[derive(Debug, Clone)]
pub struct PayRow {
    /// The payer, with what it is; or that nobody pays it yet.
    pub name: String,
    /// In all.
    pub present: String,
    /// Of it, at the start.
    pub capex: String,
    /// Of it, later.
    pub opex: String,
}

impl PayRow {
    /// As a label and what stands beside it.
    pub fn in_a_line(&self, w: &Words) -> (String, String) {
        let said = [
            ("present", self.present.as_str().into()),
            ("capex", self.capex.as_str().into()),
            ("opex", self.opex.as_str().into()),
        ];
        (self.name.clone(), w.say("plan-paid-line", &said))
    }
}

/// Who could pay in an area.
#[derive(Debug, Clone)]
pub struct AreaRow {
    /// Its name.
    pub name: String,
    /// The year and kind of its incomes.
    pub basis: String,
    /// The share of the people, with its range; a dash where only a mean is known.
    pub can_pay: String,
    /// The price as a share of mean income.
    pub of_mean: String,
    /// The price at which its poorest group could pay.
    pub for_all: String,
    /// What it would cost a month to make up for the difference.
    pub subsidy: String,
}

/// A lot.
#[derive(Debug, Clone)]
pub struct LotRow {
    /// Its area, or its number.
    pub name: String,
    /// Sites.
    pub sites: String,
    /// Kilometres of cable.
    pub km: String,
    /// Years of works; empty where everything is done at the start.
    pub years: String,
    /// Bought once.
    pub capex: String,
    /// Paid each year.
    pub opex: String,
}

/// An item of the bill of quantities.
#[derive(Debug, Clone)]
pub struct BillRow {
    /// What.
    pub name: String,
    /// How many, with what they are counted in.
    pub quantity: String,
    /// What they come to.
    pub amount: String,
    /// Whether it is paid each year.
    pub each_year: bool,
}

/// Money with two decimals: what a person pays a month.
fn price(w: &Words, amount: f64, currency: &str) -> String {
    w.t2("plan-money", "amount", w.number(amount, 2), "currency", currency.to_owned())
}

/// The name of what a payer is.
pub(crate) fn payer_kind(w: &Words, kind: PayerKind) -> String {
    w.t(&format!("plan-payer-{}", kind.code().replace('_', "-")))
}

pub(super) fn financing(w: &Words, told: &PlanTold) -> Vec<PayRow> {
    let financing = &told.summary.financing;
    let row = |name: String, capex: f64, opex: f64| {
        let amount = |amount: f64| money(w, amount, &told.summary.currency);
        let (present, capex, opex) = (amount(capex + opex), amount(capex), amount(opex));
        PayRow { name, present, capex, opex }
    };
    let mut rows: Vec<PayRow> = Vec::new();
    for (kind, sum) in &financing.by_kind {
        let these: Vec<_> = financing.payers.iter().filter(|paid| paid.kind == *kind).collect();
        for paid in &these {
            let (name, kind) = (paid.name.clone(), payer_kind(w, *kind));
            let name = w.t2("plan-payer", "name", name, "kind", kind);
            rows.push(row(name, paid.spent_on.capex, paid.spent_on.opex));
        }
        if these.len() > 1 {
            let name = w.t1("plan-payers-together", "kind", payer_kind(w, *kind));
            rows.push(row(name, sum.capex, sum.opex));
        }
    }
    rows.push(row(w.t("plan-financing-gap"), financing.gap_capex, financing.gap_opex));
    if financing.surplus > 0.0 {
        rows.push(row(w.t("plan-financing-surplus"), 0.0, financing.surplus));
    }
    rows
}

pub(super) fn affordability(w: &Words, told: &PlanTold) -> Vec<String> {
    let found = &told.affordability;
    let mut lines = Vec::new();
    if let Some(because) = found.because {
        lines.push(w.t(match because {
            Unsaid::NoIncomes => "plan-afford-no-incomes",
            Unsaid::NoBasket => "plan-afford-no-basket",
            Unsaid::NoArea => "plan-afford-no-area",
            Unsaid::MeansOnly => "plan-afford-means-only",
        }));
    }
    let (Some(basket), Some([first, last])) = (found.basket, found.years) else { return lines };
    let per = match basket.per {
        Per::Person => "person",
        Per::Household => "household",
    };
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let said = [
        ("share", told.affordable_share.map(|one| percent(w, one)).unwrap_or_default().into()),
        ("price", price(w, basket.price, &found.currency).into()),
        ("part", percent(w, basket.share_of_income).into()),
        ("per", per.into()),
        ("years", years.into()),
        ("n", found.areas.into()),
        ("keep", found.areas_that_keep_the_rule.into()),
        ("without", found.sites_without_incomes.into()),
    ];
    if told.affordable_share.is_some() {
        lines.push(w.say("plan-afford-share", &said));
    }
    lines.push(w.say("plan-afford-rule", &said));
    if let Some(subsidy) = found.subsidy_per_month {
        lines.push(w.t1("plan-afford-subsidy", "amount", money(w, subsidy, &found.currency)));
    }
    lines.push(w.say("plan-afford-years", &said));
    match found.weighted_by {
        Some(WeightedBy::Population) => lines.push(w.t("plan-afford-by-population")),
        Some(WeightedBy::PeopleOfSites) => lines.push(w.t("plan-afford-by-sites")),
        None => {}
    }
    if found.rests_on_gni {
        lines.push(w.t("plan-afford-gni"));
    }
    if found.sites_without_incomes > 0 {
        lines.push(w.say("plan-afford-without", &said));
    }
    lines
}

fn cell<'t>(table: &'t Features, at: usize, name: &str) -> &'t str {
    table.column(name).map_or("", |column| table.cell(at, column))
}

fn number(table: &Features, at: usize, name: &str) -> Option<f64> {
    cell(table, at, name).parse().ok()
}

pub(super) fn areas(w: &Words, tables: &PlanTables) -> Vec<AreaRow> {
    let Some(table) = &tables.affordability else { return Vec::new() };
    // The row of an area as a whole names no group.
    let mut areas: Vec<usize> =
        (0..table.len()).filter(|at| cell(table, *at, "group").is_empty()).collect();
    let share = |at: &usize| number(table, *at, "can_pay").unwrap_or(2.0);
    areas.sort_by(|a, b| {
        let name = |at: &usize| cell(table, *at, "area");
        share(a).total_cmp(&share(b)).then_with(|| name(a).cmp(name(b)))
    });
    let none = || "–".to_owned();
    let row = |at: usize| {
        let (found, currency) = (|name: &str| number(table, at, name), cell(table, at, "currency"));
        let range = found("can_pay_at_least").zip(found("can_pay_at_most"));
        let can_pay = match (found("can_pay"), range.filter(|(low, high)| low < high)) {
            (Some(share), Some((low, high))) => w.say(
                "plan-afford-range",
                &[
                    ("share", percent(w, share).into()),
                    ("low", percent(w, low).into()),
                    ("high", percent(w, high).into()),
                ],
            ),
            (Some(share), None) => percent(w, share),
            (None, _) => none(),
        };
        let basis = cell(table, at, "basis").replace('_', "-");
        let of = w.t(&format!("plan-afford-basis-{basis}"));
        AreaRow {
            name: match cell(table, at, "area") {
                "" => w.t("plan-afford-country"),
                area => area.to_owned(),
            },
            basis: w.t2(
                "plan-afford-basis",
                "basis",
                of,
                "year",
                cell(table, at, "year").to_owned(),
            ),
            can_pay,
            of_mean: found("price_of_income").map_or_else(none, |share| percent(w, share)),
            for_all: found("affordable_price").map_or_else(none, |one| price(w, one, currency)),
            subsidy: found("subsidy_per_month").map_or_else(none, |one| money(w, one, currency)),
        }
    };
    areas.into_iter().take(MOST_ROWS).map(row).collect()
}

pub(super) fn lots(w: &Words, tables: &PlanTables) -> Vec<LotRow> {
    let (table, told) = (&tables.rows.lots, &tables.told);
    let row = |at: usize| {
        let amount =
            |name| money(w, number(table, at, name).unwrap_or_default(), &told.summary.currency);
        let years = [cell(table, at, "first_year"), cell(table, at, "last_year")];
        let name = cell(table, at, "lot");
        LotRow {
            name: match (cell(table, at, "kind"), name.strip_prefix("group ")) {
                ("group", Some(number)) => w.t1("plan-lot-group", "number", number.to_owned()),
                ("together", _) => w.t("plan-lot-several"),
                _ => name.to_owned(),
            },
            sites: w.whole(number(table, at, "sites").unwrap_or_default() as u64),
            km: w.number(number(table, at, "fibre_km").unwrap_or_default(), 1),
            years: match years {
                _ if !told.has_years() => String::new(),
                [first, last] if first == last => first.to_owned(),
                [first, last] => format!("{first}–{last}"),
            },
            capex: amount("capex"),
            opex: amount("opex_per_year"),
        }
    };
    (0..table.len()).take(MOST_ROWS).map(row).collect()
}

pub(super) fn bill(w: &Words, tables: &PlanTables) -> Vec<BillRow> {
    let table = &tables.rows.bill;
    let mut sums: BTreeMap<(Paid, BillItem), (f64, f64)> = BTreeMap::new();
    for at in 0..table.len() {
        let item = BillItem::ALL.into_iter().find(|item| item.code() == cell(table, at, "item"));
        let paid = if cell(table, at, "paid") == "once" { Paid::Once } else { Paid::EachYear };
        let Some(item) = item else { continue };
        let sum = sums.entry((paid, item)).or_default();
        sum.0 += number(table, at, "quantity").unwrap_or_default();
        sum.1 += number(table, at, "amount").unwrap_or_default();
    }
    let (words, currency) = (&tables.bill_words, &tables.told.summary.currency);
    let row = |((paid, item), (quantity, amount)): ((Paid, BillItem), (f64, f64))| {
        let decimals = if item == BillItem::FibreCable { 1 } else { 0 };
        let said = [
            ("quantity", w.number(quantity, decimals).into()),
            ("unit", words.unit(item, w.lang()).into()),
        ];
        BillRow {
            name: words.name(item, paid, w.lang()).to_owned(),
            quantity: w.say("plan-bill-quantity", &said),
            amount: money(w, amount, currency),
            each_year: paid == Paid::EachYear,
        }
    };
    sums.into_iter().map(row).collect()
}
