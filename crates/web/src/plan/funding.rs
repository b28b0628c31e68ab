//! Who pays for a plan, who could pay to be connected at home, and what is put out to tender, in words.

use std::collections::BTreeMap;

use passerelle_desk::plans::connectivity::affordability::{AreaOfPlan, Per};
use passerelle_desk::plans::connectivity::finance::PayerKind;
use passerelle_desk::plans::connectivity::lots::{BillItem, Paid};
use passerelle_desk::plans::{MadePlan, PlanTold, Unsaid, WeightedBy};

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

pub(super) fn areas(w: &Words, made: &MadePlan) -> Vec<AreaRow> {
    let currency = &made.costs.currency;
    let mut areas: Vec<&AreaOfPlan> = made.affordable.areas.iter().collect();
    let share = |area: &&AreaOfPlan| area.found.share.unwrap_or(2.0);
    areas.sort_by(|a, b| {
        share(a).total_cmp(&share(b)).then_with(|| a.found.area.cmp(&b.found.area))
    });
    let none = || "–".to_owned();
    let row = |area: &AreaOfPlan| {
        let found = &area.found;
        let range = found.share_low.zip(found.share_high).filter(|(low, high)| low < high);
        let can_pay = match (found.share, range) {
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
        let basis = serde_json::to_value(found.basis).unwrap_or_default();
        let basis = basis.as_str().unwrap_or_default().replace('_', "-");
        let of = w.t(&format!("plan-afford-basis-{basis}"));
        AreaRow {
            name: match found.area.is_empty() {
                true => w.t("plan-afford-country"),
                false => found.area.clone(),
            },
            basis: w.t2("plan-afford-basis", "basis", of, "year", found.year.to_string()),
            can_pay,
            of_mean: percent(w, found.price_of_mean),
            for_all: found.price_for_all.map_or_else(none, |one| price(w, one, currency)),
            subsidy: found.subsidy_per_month.map_or_else(none, |one| money(w, one, currency)),
        }
    };
    areas.into_iter().take(MOST_ROWS).map(row).collect()
}

pub(super) fn lots(w: &Words, made: &MadePlan) -> Vec<LotRow> {
    let currency = &made.costs.currency;
    let lots = &made.lots;
    let mut years: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    let mut sums: BTreeMap<(u32, Paid), i64> = BTreeMap::new();
    for line in &lots.bill {
        *sums.entry((line.lot, line.paid)).or_default() += line.cents;
        if let Some(year) = line.year {
            let known = years.entry(line.lot).or_insert((year, year));
            *known = (known.0.min(year), known.1.max(year));
        }
    }
    let row = |(lot, number): (&passerelle_desk::plans::connectivity::lots::Lot, u32)| {
        let cents = |paid| sums.get(&(number, paid)).copied().unwrap_or_default();
        let amount = |paid| money(w, cents(paid) as f64 / 100.0, currency);
        let years = years.get(&number).filter(|_| made.told.has_years());
        LotRow {
            name: match lot.is_group {
                true => w.t1("plan-lot-group", "number", lot.name.clone()),
                false => lot.name.clone(),
            },
            sites: w.whole(lot.all_sites()),
            km: w.number(lot.fibre_km, 1),
            years: match years {
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first}–{last}"),
                None => String::new(),
            },
            capex: amount(Paid::Once),
            opex: amount(Paid::EachYear),
        }
    };
    lots.lots.iter().zip(0..).take(MOST_ROWS).map(row).collect()
}

pub(super) fn bill(w: &Words, made: &MadePlan) -> Vec<BillRow> {
    let mut sums: BTreeMap<(Paid, BillItem), (f64, i64)> = BTreeMap::new();
    for line in &made.lots.bill {
        let sum = sums.entry((line.paid, line.item)).or_default();
        sum.0 += line.quantity;
        sum.1 += line.cents;
    }
    let row = |((paid, item), (quantity, cents)): ((Paid, BillItem), (f64, i64))| {
        let decimals = if item == BillItem::FibreCable { 1 } else { 0 };
        let said = [
            ("quantity", w.number(quantity, decimals).into()),
            ("unit", made.bill_words.unit(item, w.lang()).into()),
        ];
        BillRow {
            name: made.bill_words.name(item, paid, w.lang()).to_owned(),
            quantity: w.say("plan-bill-quantity", &said),
            amount: money(w, cents as f64 / 100.0, &made.costs.currency),
            each_year: paid == Paid::EachYear,
        }
    };
    sums.into_iter().map(row).collect()
}
