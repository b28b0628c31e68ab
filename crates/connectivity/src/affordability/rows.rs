//! Who can pay, as rows to be written in a foreign format.

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{AreaAffordability, Basis, Basket, GroupAffordability, Per};
use crate::tables::money;

/// An area of a plan with who can pay there.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaOfPlan {
    /// Who can pay.
    pub found: AreaAffordability,
    /// Sites of the plan in it.
    pub sites: u64,
    /// People of these sites.
    pub people_of_sites: f64,
}

const NAMES: [&str; 17] = [
    "area",
    "group",
    "basis",
    "year",
    "sites",
    "people",
    "share_of_people",
    "income_per_month",
    "per",
    "price_per_month",
    "price_of_income",
    "can_pay",
    "can_pay_at_least",
    "can_pay_at_most",
    "affordable_price",
    "subsidy_per_month",
    "currency",
];

/// By area, and by group of each: the row of an area as a whole names no group, its `affordable_price` is that at
/// which its poorest group could pay, its `subsidy_per_month` that of all its people. A group's subsidy is for each
/// basket.
///
/// # Errors
/// More than fits.
pub fn affordability_rows(
    areas: &[AreaOfPlan],
    basket: &Basket,
    currency: &str,
) -> Result<Features, Full> {
    let mut table = Features::new(NAMES.map(str::to_owned).to_vec());
    let mut row = 2;
    let mut push = |cells: [String; NAMES.len()]| {
        row += 1;
        table.push(row - 1, cells.iter().map(String::as_str), None)
    };
    for area in areas {
        push(of_area(area, basket, currency))?;
        for group in &area.found.groups {
            push(of_group(area, group, basket, currency))?;
        }
    }
    Ok(table)
}

fn part(share: Option<f64>) -> String {
    share.map(|share| format!("{:.4}", share + 0.0)).unwrap_or_default()
}

fn basis(basis: Basis) -> String {
    match basis {
        Basis::Incomes => "incomes",
        Basis::GniPerCapita => "gni_per_capita",
    }
    .to_owned()
}

fn per(per: Per) -> String {
    match per {
        Per::Person => "person",
        Per::Household => "household",
    }
    .to_owned()
}

fn of_area(area: &AreaOfPlan, basket: &Basket, currency: &str) -> [String; NAMES.len()] {
    let found = &area.found;
    let amount = |amount: Option<f64>| amount.map(money).unwrap_or_default();
    [
        found.area.clone(),
        String::new(),
        basis(found.basis),
        found.year.to_string(),
        area.sites.to_string(),
        found.people.map(|people| people.to_string()).unwrap_or_default(),
        String::new(),
        money(found.mean_income),
        per(basket.per),
        money(basket.price),
        part(Some(found.price_of_mean)),
        part(found.share),
        part(found.share_low),
        part(found.share_high),
        amount(found.price_for_all),
        amount(found.subsidy_per_month),
        currency.to_owned(),
    ]
}

fn of_group(
    area: &AreaOfPlan,
    group: &GroupAffordability,
    basket: &Basket,
    currency: &str,
) -> [String; NAMES.len()] {
    [
        area.found.area.clone(),
        group.name.clone(),
        basis(area.found.basis),
        area.found.year.to_string(),
        String::new(),
        String::new(),
        part(Some(group.share)),
        money(group.income),
        per(basket.per),
        money(basket.price),
        part((group.income > 0.0).then(|| basket.price / group.income)),
        part(Some(group.can_pay)),
        String::new(),
        String::new(),
        money(group.affordable_price),
        money(group.subsidy),
        currency.to_owned(),
    ]
}
