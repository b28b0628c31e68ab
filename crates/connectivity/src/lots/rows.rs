//! Lots and their bill as rows, to be written in a foreign format.

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{BillWords, Lot, Lots};
use crate::costs::Costs;
use crate::site::Technology;
use crate::tables::money;

/// What is known of a lot whose area is not told, before its number.
const GROUP: &str = "group";

impl Lot {
    /// Its name in files.
    pub fn id(&self) -> String {
        if self.is_group { format!("{GROUP} {}", self.name) } else { self.name.clone() }
    }
}

/// Cents as money, without a rounding of its own.
fn cents(amount: i64) -> String {
    format!("{}.{:02}", amount / 100, amount % 100)
}

/// The lots, one a row.
///
/// # Errors
/// More than fits.
pub fn lot_rows(lots: &Lots, currency: &str) -> Result<Features, Full> {
    let names = [
        "lot",
        "kind",
        "latitude",
        "longitude",
        "sites",
        "fibre",
        "radio",
        "cellular",
        "satellite",
        "people",
        "fibre_km",
        "first_year",
        "last_year",
        "capex",
        "opex_per_year",
        "present_cost",
        "currency",
    ];
    let mut table = Features::new(names.map(str::to_owned).to_vec());
    let ways = [Technology::Fibre, Technology::Radio, Technology::Cellular, Technology::Satellite];
    for (lot, number) in lots.lots.iter().zip(0..) {
        let bill = || lots.bill.iter().filter(|line| line.lot == number);
        let years = || bill().filter_map(|line| line.year);
        let sum =
            |paid| bill().filter(|line| line.paid == paid).map(|line| line.cents).sum::<i64>();
        let year = |year: Option<u32>| year.map(|year| year.to_string()).unwrap_or_default();
        let mut cells = vec![
            lot.id(),
            if lot.is_group { GROUP } else { "area" }.to_owned(),
            format!("{:.5}", lot.centre.lat),
            format!("{:.5}", lot.centre.lon),
            lot.all_sites().to_string(),
        ];
        let by = |way| lot.sites.get(way).copied().unwrap_or_default().to_string();
        cells.extend(ways.iter().map(by));
        cells.extend([
            lot.people.to_string(),
            format!("{:.3}", lot.fibre_km),
            year(years().min()),
            year(years().max()),
            cents(sum(super::Paid::Once)),
            cents(sum(super::Paid::EachYear)),
            money(lot.outlay.present),
            currency.to_owned(),
        ]);
        table.push(number + 2, cells.iter().map(String::as_str), None)?;
    }
    Ok(table)
}

/// The bill of quantities, one line a row, in every language of its words.
///
/// # Errors
/// More than fits.
pub fn bill_rows(lots: &Lots, costs: &Costs, words: &BillWords) -> Result<Features, Full> {
    let languages = words.languages();
    let mut names: Vec<String> =
        ["lot", "year", "item", "technology", "paid"].map(str::to_owned).to_vec();
    for lang in &languages {
        names.extend([format!("description_{lang}"), format!("unit_{lang}")]);
    }
    let last = ["quantity", "unit_price", "amount", "years", "life", "currency"];
    names.extend(last.map(str::to_owned));
    let mut table = Features::new(names);
    for (line, row) in lots.bill.iter().zip(2..) {
        let once = line.paid == super::Paid::Once;
        // What is paid each year is paid from the year of works to the end.
        let years = line.year.map(|year| (costs.horizon.years + 1).saturating_sub(year));
        let years = if once { None } else { years };
        let life = line.item.life(costs, line.technology).filter(|_| once);
        let number = |number: Option<u32>| number.map(|one| one.to_string()).unwrap_or_default();
        let mut cells = vec![
            lots.lots[line.lot as usize].id(),
            number(line.year),
            line.item.code().to_owned(),
            line.technology.code().to_owned(),
            if once { "once" } else { "each_year" }.to_owned(),
        ];
        for lang in &languages {
            cells.push(words.name(line.item, line.paid, lang).to_owned());
            cells.push(words.unit(line.item, lang).to_owned());
        }
        cells.extend([
            format!("{:.3}", line.quantity),
            format!("{:.4}", line.unit_price),
            cents(line.cents),
            number(years),
            number(life),
            costs.currency.clone(),
        ]);
        table.push(row, cells.iter().map(String::as_str), None)?;
    }
    Ok(table)
}
