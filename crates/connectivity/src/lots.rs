//! A plan as lots to be put out to tender, each with its bill of quantities.
//!
//! A lot is an administrative area, or, where sites name none, a group of neighbours of about the same size
//! (`groups`). Its bill has a line for each item, year of works and technology: what is bought once, and what is paid
//! each year (maintenance, bandwidth, power). A line of fibre belongs to the lot of the sites at its end.
//!
//! Amounts are whole cents that add up to the plan's capital and yearly cost, to the cent: each is rounded down, and
//! the cents that are missing go to the lines that lost most (largest remainders). A line may so differ from its
//! quantity times its unit price by a cent. What is bought again later is no part of a tender; [`BillItem::life`] says
//! when that is.

mod cents;
mod groups;
mod rows;

use std::collections::BTreeMap;

use passerelle_vocabulary::{Finding, Lang, Position, Text};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::costs::{Choice, Costs, Equipment, Outlay};
use crate::plan::{Plan, Question};
use crate::site::{Site, Technology};
use crate::tables::Schedule;
use crate::works::{What, Work};

use cents::in_cents;
pub use rows::{bill_rows, lot_rows};

/// Hours in a year.
const HOURS: f64 = 8_760.0;

/// How lots are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LotsBy {
    /// By the areas of sites, down to this level: 1 for the widest. Sites without one are grouped.
    Area(u8),
    /// By groups of neighbours.
    Groups,
}

impl Default for LotsBy {
    fn default() -> Self {
        Self::Area(1)
    }
}

/// What is bought, or paid each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BillItem {
    /// A kilometre of fibre cable, laid.
    FibreCable,
    /// A fibre terminal, installed.
    FibreTerminal,
    /// A radio terminal with its access hop.
    RadioTerminal,
    /// The other end of a radio hop.
    RadioFarEnd,
    /// A mast at a site.
    Mast,
    /// A modem of a mobile network.
    CellularModem,
    /// A satellite terminal.
    SatelliteTerminal,
    /// Panels and battery for the equipment of a site.
    PowerKit,
    /// A Mbps for a year.
    Bandwidth,
    /// A kWh from the grid.
    Electricity,
}

impl BillItem {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::FibreCable,
        Self::FibreTerminal,
        Self::RadioTerminal,
        Self::RadioFarEnd,
        Self::Mast,
        Self::CellularModem,
        Self::SatelliteTerminal,
        Self::PowerKit,
        Self::Bandwidth,
        Self::Electricity,
    ];

    /// As files hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::FibreCable => "fibre_cable",
            Self::FibreTerminal => "fibre_terminal",
            Self::RadioTerminal => "radio_terminal",
            Self::RadioFarEnd => "radio_far_end",
            Self::Mast => "mast",
            Self::CellularModem => "cellular_modem",
            Self::SatelliteTerminal => "satellite_terminal",
            Self::PowerKit => "power_kit",
            Self::Bandwidth => "bandwidth",
            Self::Electricity => "electricity",
        }
    }

    /// Its price, life and maintenance; `None` for what is only paid each year.
    fn equipment(self, costs: &Costs, technology: Technology) -> Option<Equipment> {
        Some(match self {
            Self::FibreCable => costs.fibre.line,
            Self::FibreTerminal => costs.fibre.site,
            Self::RadioTerminal => costs.radio.site,
            Self::RadioFarEnd => costs.radio.backhaul,
            Self::Mast => costs.radio.tower,
            Self::CellularModem => costs.cellular.site,
            Self::SatelliteTerminal => costs.satellite.site,
            Self::PowerKit => costs.power_kit(technology),
            Self::Bandwidth | Self::Electricity => return None,
        })
    }

    /// Years until it is bought again; `None` for what is not bought.
    pub fn life(self, costs: &Costs, technology: Technology) -> Option<u32> {
        Some(self.equipment(costs, technology)?.life)
    }
}

/// When a line of a bill is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Paid {
    /// Once, in the year of works.
    Once,
    /// Each year of service: of what is bought, its maintenance.
    EachYear,
}

/// A line of a bill of quantities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BillLine {
    /// The lot, by its place among them.
    pub lot: u32,
    /// Year of works, from 1; `None` where no year of the plan pays for it.
    pub year: Option<u32>,
    /// What.
    pub item: BillItem,
    /// The technology that it serves.
    pub technology: Technology,
    /// When it is paid.
    pub paid: Paid,
    /// How many: pieces, kilometres, Mbps, kWh.
    pub quantity: f64,
    /// Price of one, or of one for a year.
    pub unit_price: f64,
    /// Amount in hundredths of the currency.
    pub cents: i64,
}

/// A lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Lot {
    /// The area, from the widest; the number of the group.
    pub name: String,
    /// Whether it is a group of neighbours whose area is not told.
    pub is_group: bool,
    /// The middle of its sites.
    pub centre: Position,
    /// Its sites, by technology.
    pub sites: BTreeMap<Technology, u64>,
    /// People of its sites.
    pub people: f64,
    /// Kilometres of cable laid.
    pub fibre_km: f64,
    /// What it costs.
    pub outlay: Outlay,
}

impl Lot {
    /// All its sites.
    pub fn all_sites(&self) -> u64 {
        self.sites.values().sum()
    }
}

/// The lots of a plan, by name, and their bill, by lot, year and item.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Lots {
    /// The lots.
    pub lots: Vec<Lot>,
    /// Their bill.
    pub bill: Vec<BillLine>,
}

/// How many of each item serve each technology, in the order of [`BillItem::ALL`] and [`Technology::ALL`].
type Quantities = [[f64; Technology::ALL.len()]; BillItem::ALL.len()];

/// What the works of each lot and year need.
type Needs = FxHashMap<(u32, Option<u32>), Quantities>;

/// Cuts a plan into lots.
pub fn lots(
    question: &Question<'_>,
    plan: &Plan,
    works: &[Work],
    schedule: &Schedule,
    by: LotsBy,
) -> Lots {
    let (sites, costs) = (question.sites, question.costs);
    let (mut lots, of_site) = cut(question, plan, by);
    let mut needs = Needs::default();
    for (work, number) in works.iter().zip(1..) {
        let year = schedule.year(number);
        if let What::Line(line) = work.what {
            let line = &plan.lines[line as usize];
            let at_end = plan.spots[line.to as usize].sites.first();
            let lot = at_end.and_then(|site| of_site[*site as usize]).unwrap_or_default();
            let km = line.laid / 1_000.0;
            lots[lot as usize].fibre_km += km;
            lots[lot as usize].outlay = lots[lot as usize].outlay + line.outlay;
            let lot = needs.entry((lot, year)).or_default();
            lot[BillItem::FibreCable as usize][Technology::Fibre as usize] += km;
        }
        for site in &work.sites {
            let Some(lot) = of_site[*site as usize] else { continue };
            let Some(choice) = plan.sites[*site as usize].choice else { continue };
            let lot = needs.entry((lot, year)).or_default();
            bill_site(lot, costs, &sites[*site as usize], &choice);
        }
    }
    Lots { lots, bill: bill(needs, costs, plan.total) }
}

/// The lots with their sites, and the lot of each site that is planned.
fn cut(question: &Question<'_>, plan: &Plan, by: LotsBy) -> (Vec<Lot>, Vec<Option<u32>>) {
    let sites = question.sites;
    let planned: Vec<usize> =
        (0..sites.len()).filter(|at| plan.sites[*at].choice.is_some()).collect();
    let mut names: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    let mut nameless = Vec::new();
    for at in planned {
        match area(&sites[at], by) {
            Some(name) => names.entry((false, name)).or_default().push(at),
            None => nameless.push(at),
        }
    }
    let width = groups::count(nameless.len()).to_string().len();
    for (number, group) in groups::groups(sites, nameless).into_iter().enumerate() {
        names.insert((true, format!("{:0width$}", number + 1)), group);
    }
    let mut of_site = vec![None; sites.len()];
    let mut lots = Vec::with_capacity(names.len());
    for (((is_group, name), these), number) in names.into_iter().zip(0..) {
        let mut lot = Lot {
            name,
            is_group,
            centre: groups::middle(sites, &these),
            sites: BTreeMap::new(),
            people: 0.0,
            fibre_km: 0.0,
            outlay: Outlay::default(),
        };
        for at in these {
            of_site[at] = Some(number);
            let Some(choice) = plan.sites[at].choice else { continue };
            *lot.sites.entry(choice.technology).or_default() += 1;
            lot.people += question.people(at);
            lot.outlay = lot.outlay + choice.outlay;
        }
        lots.push(lot);
    }
    (lots, of_site)
}

/// The area of a site down to a level; `None` where it does not tell.
fn area(site: &Site, by: LotsBy) -> Option<String> {
    let LotsBy::Area(level) = by else { return None };
    let areas = site.areas.get(..usize::from(level.max(1)))?;
    let told = areas.iter().all(|area| !area.trim().is_empty());
    told.then(|| areas.join(" / "))
}

/// What a site needs.
fn bill_site(needs: &mut Quantities, costs: &Costs, site: &Site, choice: &Choice) {
    let technology = choice.technology;
    let on_grid = Costs::is_on_grid(site);
    let terminals = costs.terminals(technology, site);
    let mut put = |item: BillItem, quantity: f64| {
        needs[item as usize][technology as usize] += quantity;
    };
    match technology {
        Technology::Fibre => put(BillItem::FibreTerminal, 1.0),
        Technology::Cellular => put(BillItem::CellularModem, 1.0),
        Technology::Satellite => put(BillItem::SatelliteTerminal, terminals),
        Technology::Radio => {
            put(BillItem::RadioTerminal, 1.0);
            put(BillItem::RadioFarEnd, 1.0);
            // Whether the hop needs a mast, its capital says.
            let power = if on_grid { 0.0 } else { costs.power_kit(technology).price };
            let rest =
                choice.outlay.capex - power - costs.radio.site.price - costs.radio.backhaul.price;
            if rest > costs.radio.tower.price / 2.0 {
                put(BillItem::Mast, 1.0);
            }
        }
    }
    if on_grid {
        put(BillItem::Electricity, terminals * costs.watts(technology) * HOURS / 1_000.0);
    } else {
        put(BillItem::PowerKit, terminals);
    }
    put(BillItem::Bandwidth, costs.mbps(site));
}

/// What one of an item costs, or one for a year; nothing where it is not paid for in this way.
fn unit_price(costs: &Costs, item: BillItem, technology: Technology, paid: Paid) -> f64 {
    match (item.equipment(costs, technology), paid) {
        (Some(equipment), Paid::Once) => equipment.price,
        (Some(equipment), Paid::EachYear) => equipment.price * equipment.maintenance,
        (None, Paid::Once) => 0.0,
        (None, Paid::EachYear) if item == BillItem::Electricity => costs.electricity.price_per_kwh,
        (None, Paid::EachYear) => costs.mbps_per_year(technology),
    }
}

/// The lines with their amounts in cents.
fn bill(needs: Needs, costs: &Costs, total: Outlay) -> Vec<BillLine> {
    let mut needs: Vec<((u32, Option<u32>), Quantities)> = needs.into_iter().collect();
    needs.sort_unstable_by_key(|(key, _)| *key);
    let mut found: Vec<BillLine> = Vec::new();
    for ((lot, year), quantities) in needs {
        for paid in [Paid::Once, Paid::EachYear] {
            for (item, of_item) in BillItem::ALL.into_iter().zip(&quantities) {
                for (technology, quantity) in Technology::ALL.into_iter().zip(of_item) {
                    let unit_price = unit_price(costs, item, technology, paid);
                    let (quantity, cents) = (*quantity, 0);
                    if quantity * unit_price > 0.0 {
                        found.push(BillLine {
                            lot,
                            year,
                            item,
                            technology,
                            paid,
                            quantity,
                            unit_price,
                            cents,
                        });
                    }
                }
            }
        }
    }
    for (paid, total) in [(Paid::Once, total.capex), (Paid::EachYear, total.opex_per_year)] {
        let these: Vec<usize> = (0..found.len()).filter(|at| found[*at].paid == paid).collect();
        let exact: Vec<f64> =
            these.iter().map(|at| found[*at].quantity * found[*at].unit_price).collect();
        for (at, cents) in these.into_iter().zip(in_cents(&exact, total)) {
            found[at].cents = cents;
        }
    }
    // Lines of one year together, what is paid once first.
    found.sort_by_key(|line| (line.lot, line.year.unwrap_or(u32::MAX), line.paid, line.item));
    found
}

/// The words of a bill, which are the catalogue's: a ministry can put its own in their place.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillWords {
    /// Of each item, by its code.
    pub item: BTreeMap<String, ItemWords>,
}

/// The words of an item.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWords {
    /// What is bought or paid for, as a tender says it.
    pub name: Text,
    /// What it is counted in.
    pub unit: Text,
    /// What is paid for it each year, where it is bought.
    #[serde(default)]
    pub upkeep: Text,
}

impl BillWords {
    /// The languages that it is written in.
    pub fn languages(&self) -> Vec<Lang> {
        let all = self.item.values().flat_map(|item| item.name.iter().map(|(lang, _)| lang));
        let languages: std::collections::BTreeSet<&Lang> = all.collect();
        languages.into_iter().cloned().collect()
    }

    /// What a line is for, in one language.
    pub fn name(&self, item: BillItem, paid: Paid, lang: &Lang) -> &str {
        let words = self.item.get(item.code());
        words.map_or("", |words| match paid {
            Paid::EachYear if !words.upkeep.is_empty() => words.upkeep.get(lang),
            _ => words.name.get(lang),
        })
    }

    /// What an item is counted in, in one language.
    pub fn unit(&self, item: BillItem, lang: &Lang) -> &str {
        self.item.get(item.code()).map_or("", |words| words.unit.get(lang))
    }

    /// What is missing, in the languages of the catalogue.
    pub fn check(&self) -> Vec<Finding> {
        let wanted = [Lang::fr(), Lang::en()];
        let mut found = Vec::new();
        for item in BillItem::ALL {
            let code = item.code();
            let Some(words) = self.item.get(code) else {
                found.push(Finding::new(format!("item.{code}"), "text-missing", ""));
                continue;
            };
            let bought = !matches!(item, BillItem::Bandwidth | BillItem::Electricity);
            let texts = [("name", &words.name), ("unit", &words.unit), ("upkeep", &words.upkeep)];
            for (field, text) in texts.into_iter().filter(|(field, _)| bought || *field != "upkeep")
            {
                for lang in text.missing(&wanted) {
                    let field = format!("item.{code}.{field}.{lang}");
                    found.push(Finding::new(field, "text-missing", ""));
                }
            }
        }
        found
    }
}
