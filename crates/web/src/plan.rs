//! A plan in words: once for a terminal, a report to print and a page.

pub mod drawing;
mod explain;
mod funding;
mod report;
mod site;

use passerelle_desk::plans::connectivity::Technology;
use passerelle_desk::plans::connectivity::summary::Sensitivity;
use passerelle_desk::plans::connectivity::works::{AreaBelow, Bought, Priority};
use passerelle_desk::plans::{PlacesShown, PlanTold};

use crate::words::Words;

pub use explain::explain;
pub use funding::PayRow;
pub use report::report;
pub use site::reasons;

/// A plan in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// How many sites, where.
    pub title: String,
    /// The plan in a sentence.
    pub lead: String,
    /// What the sentence rests on, where prices are not the country's own.
    pub default_costs: Option<String>,
    /// The same for those who read of the plan elsewhere.
    pub prices_said: Option<String>,
    /// Ways of connecting, with their sites and money.
    pub mix: Vec<MixRow>,
    /// Whether hills were looked at where radio hops are planned, which roads lines follow, where people live.
    pub beside: Vec<String>,
    /// What its map shows, for those who do not see it.
    pub map: String,
    /// How to read it.
    pub map_note: String,
    /// How many sites lie beyond the frame of its map; `None` where all are in it.
    pub outside_map: Option<String>,
    /// What it costs: label and amount.
    pub money: Vec<(String, String)>,
    /// How far from the least it is.
    pub bound: Vec<String>,
    /// What the candidate lines are.
    pub bound_note: String,
    /// What money is to reach first.
    pub priority: String,
    /// What each amount buys.
    pub curve: Vec<CurveRow>,
    /// What the budget buys; `None` without a budget.
    pub budget: Option<String>,
    /// Whether each area has the share of its sites that was asked for; `None` where none was.
    pub at_least: Option<String>,
    /// What other prices would change; empty where it was not asked for.
    pub sensitivity: Vec<String>,
    /// Who pays, and what is missing.
    pub financing: Vec<PayRow>,
    /// Who around the sites could pay to be connected at home, or why that is not said.
    pub affordability: Vec<String>,
    /// Power and emissions.
    pub energy: String,
    /// What to know before using it.
    pub warnings: Vec<String>,
    /// Files that it was made of: name, rows, digest.
    pub inputs: Vec<(String, String, String)>,
}

/// A way of connecting.
#[derive(Debug, Clone)]
pub struct MixRow {
    /// Its code, for colours.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// Sites.
    pub sites: String,
    /// Sites, as a share of all.
    pub share: f64,
    /// The share in words.
    pub percent: String,
    /// Present cost at these sites, shared lines included.
    pub present: String,
}

/// What an amount buys.
#[derive(Debug, Clone)]
pub struct CurveRow {
    /// Present cost.
    pub present: String,
    /// Capital at the start.
    pub capex: String,
    /// Sites connected.
    pub sites: String,
    /// People reached.
    pub people: String,
    /// People, as a share of all that the plan reaches.
    pub percent: String,
}

/// A gap below this share is rounding: the plan is proved to be a cheapest one.
const PROVED: f64 = 1e-9;
/// Areas below their share that are named; the others are counted.
const MOST_BELOW: usize = 10;
/// Rows of the table of what each amount buys.
const STEPS: [f64; 6] = [0.1, 0.25, 0.5, 0.75, 0.9, 1.0];

impl Told {
    /// Of a plan.
    pub fn of(w: &Words, told: &PlanTold) -> Self {
        let summary = &told.summary;
        let amount = |amount: f64| money(w, amount, &summary.currency);
        let years = told.parameters.horizon.years;
        let title = w.t2("plan-title", "n", summary.sites, "sites", w.whole(summary.sites));
        let by_fibre = sites_by(told, Technology::Fibre);
        let by_area = told.places.as_ref().is_some_and(PlacesShown::are_areas);
        let assumed = match (summary.sites_people_assumed, summary.people_are_assumed()) {
            (0, _) => "none",
            (_, true) => "most",
            (_, false) => "some",
        };
        let said = [
            ("n", by_fibre.into()),
            ("others", summary.sites.saturating_sub(by_fibre).into()),
            ("fibre", w.whole(by_fibre).into()),
            ("km", kilometres(w, summary.fibre_km).into()),
            ("cost", amount(summary.present_cost).into()),
            ("years", u64::from(years).into()),
            ("people", w.number(summary.people_reached, 0).into()),
            ("assumed", assumed.into()),
            ("guessed", w.number(summary.people_assumed, 0).into()),
            ("each", w.number(told.parameters.demand.people, 0).into()),
        ];
        Self {
            title,
            lead: w.say("plan-lead", &said),
            default_costs: default_prices(w, told, "plan-default-costs", "plan-some-default-costs"),
            prices_said: default_prices(w, told, "plan-prices-said", "plan-some-prices-said"),
            mix: mix(w, told),
            beside: [roads(w, told), hops(w, told), population(w, told)]
                .into_iter()
                .flatten()
                .collect(),
            map: w.t(if by_area { "plan-map-areas" } else { "plan-map" }),
            map_note: w.t(if by_area { "plan-map-areas-note" } else { "plan-map-note" }),
            outside_map: outside_map(w, told),
            money: costs(w, told, years),
            bound: bound(w, told),
            bound_note: w.t(if summary.roads.is_some() {
                "plan-bound-note-roads"
            } else {
                "plan-bound-note"
            }),
            priority: ordered(w, told),
            curve: curve(w, told),
            budget: budget(w, told),
            at_least: at_least(w, told),
            sensitivity: sensitivity(w, told),
            financing: funding::financing(w, told),
            affordability: funding::affordability(w, told),
            energy: energy(w, told),
            warnings: warnings(w, told),
            inputs: told
                .inputs
                .iter()
                .map(|one| (one.name.clone(), w.whole(one.rows), one.sha256.clone()))
                .collect(),
        }
    }
}

/// Money, whole, with the code of its currency.
pub fn money(w: &Words, amount: f64, currency: &str) -> String {
    w.t2("plan-money", "amount", w.number(amount, 0), "currency", currency.to_owned())
}

/// Kilometres: tenths below ten, where whole ones would say nothing.
pub(crate) fn kilometres(w: &Words, km: f64) -> String {
    w.number(km, if km > 0.0 && km < 9.95 { 1 } else { 0 })
}

/// What is to be said where prices are the program's own: all of them, or some.
fn default_prices(w: &Words, told: &PlanTold, all: &str, some: &str) -> Option<String> {
    if told.default_costs {
        return Some(w.t(all));
    }
    let of = told.parameters.prices().len();
    (told.default_prices > 0).then(|| w.t2(some, "n", told.default_prices, "all", of))
}

/// What money reaches first; and that people are assumed, where those of most sites are.
fn ordered(w: &Words, told: &PlanTold) -> String {
    let order = w.t(&format!("plan-priority-{}", priority(told.priority)));
    if !told.summary.people_are_assumed() {
        return order;
    }
    let each = w.number(told.parameters.demand.people, 0);
    format!("{order} {}", w.t1("plan-people-assumed", "each", each))
}

/// How precisely the sites of a plan are shown, and who decided it, in a sentence.
pub fn places(w: &Words, shown: &PlacesShown) -> String {
    // A degree of latitude is 111 km.
    let km = shown.round * 111.2;
    let who = shown.decided_by.as_ref().map(|who| w.text(who).to_owned());
    let said = [
        ("km", w.number(km, if km < 10.0 { 1 } else { 0 }).into()),
        ("decided", if who.is_some() { "yes" } else { "no" }.into()),
        ("who", who.unwrap_or_default().into()),
        ("day", w.day(&shown.decided_on).into()),
    ];
    w.say(&format!("plan-places-{}", shown.precision.code()), &said)
}

/// The name of a technology by its code.
pub fn technology(w: &Words, code: &str) -> String {
    let name = format!("plan-technology-{code}");
    if w.has(&name) { w.t(&name) } else { w.t("plan-technology-unknown") }
}

fn priority(one: Priority) -> &'static str {
    match one {
        Priority::People => "people",
        Priority::Pupils => "pupils",
        Priority::Sites => "sites",
        Priority::Saving => "saving",
    }
}

fn sites_by(told: &PlanTold, technology: Technology) -> u64 {
    told.summary.by_technology.get(&technology).copied().unwrap_or_default()
}

fn percent(w: &Words, share: f64) -> String {
    w.figure(share * 100.0, "percent", 1)
}

fn mix(w: &Words, told: &PlanTold) -> Vec<MixRow> {
    let summary = &told.summary;
    let all = summary.sites as f64;
    let row = |code: &'static str, sites: u64, present: f64| MixRow {
        code,
        name: w.t(&format!("plan-technology-{code}")),
        sites: w.whole(sites),
        share: sites as f64 / all,
        percent: percent(w, sites as f64 / all),
        present: money(w, present, &summary.currency),
    };
    let of = |(technology, sites): (&Technology, &u64)| {
        let present = summary.present_cost_by_technology.get(technology).copied();
        row(technology.code(), *sites, present.unwrap_or_default())
    };
    let mut rows: Vec<MixRow> = summary.by_technology.iter().map(of).collect();
    if summary.connected_already > 0 {
        rows.insert(0, row("already", summary.connected_already, 0.0));
    }
    rows
}

fn outside_map(w: &Words, told: &PlanTold) -> Option<String> {
    let outside = told.map_frame.map(|frame| frame.outside).filter(|outside| *outside > 0)?;
    let said = [("n", outside.into()), ("count", w.whole(outside).into())];
    let by_area = told.places.as_ref().is_some_and(PlacesShown::are_areas);
    Some(w.say(if by_area { "plan-map-areas-outside" } else { "plan-map-outside" }, &said))
}

fn roads(w: &Words, told: &PlanTold) -> Option<String> {
    let roads = told.summary.roads?;
    let said = [
        ("km", w.whole(roads.kilometres).into()),
        ("joined", w.whole(roads.joined).into()),
        ("n", roads.unjoined.into()),
        ("unjoined", w.whole(roads.unjoined).into()),
    ];
    Some(w.say("plan-roads", &said))
}

fn population(w: &Words, told: &PlanTold) -> Option<String> {
    let people = told.summary.population?;
    let count = |people: f64| w.number(people, 0).into();
    let said = [
        ("people", count(people.people)),
        ("km", w.number(people.within_km, 0).into()),
        ("connected", count(people.near_connected)),
        ("others", count(people.near_others)),
        ("beyond", count(people.beyond)),
    ];
    Some(w.say("plan-population", &said))
}

fn hops(w: &Words, told: &PlanTold) -> Option<String> {
    let hops = told.summary.hops.filter(|hops| hops.sites > 0)?;
    let count = |number: u64| w.whole(number).into();
    let said = [
        ("n", hops.sites.into()),
        ("sites", count(hops.sites)),
        ("profiles", count(hops.profiles)),
        ("clear", count(hops.clear)),
        ("mast", count(hops.with_mast)),
        ("blocked", count(hops.blocked)),
        ("unknown", count(hops.unknown)),
    ];
    let name = if hops.checked { "plan-hops-checked" } else { "plan-hops-unchecked" };
    Some(w.say(name, &said))
}

fn costs(w: &Words, told: &PlanTold, years: u32) -> Vec<(String, String)> {
    let summary = &told.summary;
    let amount = |amount: f64| money(w, amount, &summary.currency);
    let rate = |rate: f64| {
        w.figure(rate * 100.0, "percent", if rate * 100.0 % 1.0 == 0.0 { 0 } else { 1 })
    };
    let at = |name: &str, at: f64| w.t2(name, "years", u64::from(years), "rate", rate(at));
    let mut rows = vec![(
        at("plan-present-cost", told.parameters.horizon.discount_rate),
        amount(summary.present_cost),
    )];
    for (written, cost) in &summary.present_cost_at {
        if let Ok(other) = written.parse::<f64>() {
            rows.push((at("plan-present-cost-at", other), amount(*cost)));
        }
    }
    rows.push((w.t("plan-capex"), amount(summary.capex)));
    rows.push((w.t("plan-opex"), amount(summary.opex_per_year)));
    rows.push((w.t("plan-renewal"), amount(summary.renewal)));
    rows
}

fn bound(w: &Words, told: &PlanTold) -> Vec<String> {
    let summary = &told.summary;
    let least = money(w, summary.present_cost_lower_bound, &summary.currency);
    let mut lines = vec![w.t1("plan-bound", "least", least)];
    lines.push(match (summary.gap_network, summary.gap_total) {
        (Some(network), _) if network < PROVED => w.t("plan-gap-none"),
        (Some(network), Some(total)) => {
            let (network, total) = (finely(w, network), finely(w, total));
            w.t2("plan-gap", "network", network, "total", total)
        }
        _ => w.t("plan-gap-unknown"),
    });
    lines
}

/// A small share in percent: two decimals, more where those would say nothing.
fn finely(w: &Words, share: f64) -> String {
    let decimals = (1..=6).find(|decimals| share * 100.0 >= 0.5 * 0.1_f64.powi(*decimals));
    w.figure(share * 100.0, "percent", decimals.map_or(6, |decimals| decimals.max(2) as u8))
}

fn curve(w: &Words, told: &PlanTold) -> Vec<CurveRow> {
    let Some(all) = told.curve.last() else { return Vec::new() };
    let row = |bought: &Bought| CurveRow {
        present: money(w, bought.outlay.present, &told.summary.currency),
        capex: money(w, bought.outlay.capex, &told.summary.currency),
        sites: w.whole(u64::from(bought.sites)),
        people: w.number(bought.people, 0),
        percent: percent(w, if all.people > 0.0 { bought.people / all.people } else { 1.0 }),
    };
    let mut rows: Vec<&Bought> = Vec::new();
    for step in STEPS {
        let reached = told.curve.iter().find(|one| one.outlay.present >= step * all.outlay.present);
        let reached = reached.unwrap_or(all);
        if rows.last().is_none_or(|last| last.works < reached.works) {
            rows.push(reached);
        }
    }
    rows.into_iter().map(row).collect()
}

fn budget(w: &Words, told: &PlanTold) -> Option<String> {
    let within = told.within_budget?;
    let amount = |amount: Option<f64>| amount.map(|one| money(w, one, &told.summary.currency));
    let said = [
        ("budget", amount(within.budget).unwrap_or_default().into()),
        ("peryear", amount(within.budget_per_year).unwrap_or_default().into()),
        ("n", u64::from(within.bought.sites).into()),
        ("sites", w.whole(u64::from(within.bought.sites)).into()),
        ("people", w.number(within.bought.people, 0).into()),
        ("spent", amount(Some(within.bought.outlay.present)).unwrap_or_default().into()),
    ];
    let name = match (within.budget, within.budget_per_year) {
        (_, None) => "plan-budget",
        (None, Some(_)) => "plan-budget-per-year",
        (Some(_), Some(_)) => "plan-budget-both",
    };
    Some(w.say(name, &said))
}

fn at_least(w: &Words, told: &PlanTold) -> Option<String> {
    let asked = told.at_least.as_ref()?;
    let share = |share: f64| w.figure(share * 100.0, "percent", 0);
    let area = |one: &AreaBelow| {
        let name = if one.area.is_empty() { w.t("plan-area-untold") } else { one.area.clone() };
        format!("{name} ({})", share(one.share))
    };
    let named: Vec<String> = asked.below.iter().take(MOST_BELOW).map(area).collect();
    let said = [
        ("share", share(asked.share).into()),
        ("n", asked.below.len().into()),
        ("count", w.whole(asked.below.len() as u64).into()),
        ("areas", named.join(", ").into()),
        ("more", asked.below.len().saturating_sub(named.len()).into()),
    ];
    Some(w.say("plan-at-least", &said))
}

fn sensitivity(w: &Words, told: &PlanTold) -> Vec<String> {
    let line = |one: &Sensitivity| {
        let change = (one.present_cost / told.summary.present_cost - 1.0) * 100.0;
        let said = [
            ("price", w.t(&format!("plan-price-{}", one.field.replace(['.', '_'], "-"))).into()),
            ("factor", w.number(one.factor, 1).into()),
            ("cost", money(w, one.present_cost, &told.summary.currency).into()),
            ("change", w.figure(change, "percent", 1).into()),
            ("km", kilometres(w, one.fibre_km).into()),
            ("n", one.switched.into()),
            ("switched", w.whole(one.switched).into()),
        ];
        w.say("plan-sensitivity-line", &said)
    };
    told.sensitivity.iter().flatten().map(line).collect()
}

fn energy(w: &Words, told: &PlanTold) -> String {
    let (kwh, kg) = (told.summary.energy_kwh_per_year, told.summary.co2e_kg_per_year);
    w.t2("plan-energy", "kwh", w.number(kwh, 0), "tonnes", w.number(kg / 1_000.0, 0))
}

fn warnings(w: &Words, told: &PlanTold) -> Vec<String> {
    let warning = |code: &str, count: u64| {
        let said = [("n", count.into()), ("count", w.whole(count).into())];
        w.say(&format!("plan-warning-{code}"), &said)
    };
    let mut lines: Vec<String> =
        told.summary.warnings.iter().map(|one| warning(&one.code, one.count)).collect();
    if told.rows_set_aside > 0 {
        lines.insert(0, warning("rows-set-aside", told.rows_set_aside));
    }
    lines
}
