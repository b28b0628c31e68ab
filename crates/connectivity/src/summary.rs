//! What a plan comes to: the figures that are read first, and the lists that follow them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::costs::{Costs, Outlay};
use crate::finance::{Financing, financing};
use crate::hops::HopsTold;
use crate::plan::{Begin, Plan, PlanError, Question, Spot, cheapest};
use crate::population::PopulationTold;
use crate::roads::{RoadLines, RoadsTold};
use crate::setting::Setting;
use crate::site::Technology;

/// What a plan comes to. Money is in the currency of its costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Summary {
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Sites that were planned for, those connected already with them.
    pub sites: u64,
    /// Places of sites that are not connected yet, each once.
    pub distinct_sites: u64,
    /// Sites that are connected already.
    pub connected_already: u64,
    /// Sites by how the plan connects them.
    pub by_technology: BTreeMap<Technology, u64>,
    /// Present cost at the sites that are connected so, their part of shared lines with it.
    pub present_cost_by_technology: BTreeMap<Technology, f64>,
    /// Kilometres of new fibre lines: along roads, else along the great circle, where more is laid.
    pub fibre_km: f64,
    /// Kilometres of cable laid: with the overbuild where lines are straight.
    pub trench_km: f64,
    /// Everything bought and run over the years, discounted, less salvage.
    pub present_cost: f64,
    /// No plan along the candidate lines costs less.
    pub present_cost_lower_bound: f64,
    /// Lines built and savings forgone above their bound, as a share of it. `None` where the bound is nothing and
    /// they are not.
    pub gap_network: Option<f64>,
    /// The same of the whole plan: it makes any plan look good.
    pub gap_total: Option<f64>,
    /// The present cost of the best plan found at other discount rates: “0.03”.
    pub present_cost_at: BTreeMap<String, f64>,
    /// Paid at the start.
    pub capex: f64,
    /// Paid each year.
    pub opex_per_year: f64,
    /// Paid to buy again what wears out before the end.
    pub renewal: f64,
    /// What is missing once everybody has paid what they promised: present cost − committed − revenue.
    pub financing_gap: f64,
    /// Who pays.
    pub financing: Financing,
    /// People of the sites that the plan connects; where it is known where people live, those around these sites,
    /// each counted once.
    pub people_reached: f64,
    /// Of them, those whom no list tells: they are assumed, so many for each such site.
    #[serde(default)]
    pub people_assumed: f64,
    /// Sites that the plan connects and of which no list tells people.
    #[serde(default)]
    pub sites_people_assumed: u64,
    /// What came of looking for radio hops; `None` where nobody looked.
    pub hops: Option<HopsTold>,
    /// What came of looking for roads; `None` where lines are straight.
    pub roads: Option<RoadsTold>,
    /// People by where they live; `None` where that is not known, and people are those of the sites' own rows.
    pub population: Option<PopulationTold>,
    /// Drawn at the sites.
    pub energy_kwh_per_year: f64,
    /// Emitted for what is drawn from the grid.
    pub co2e_kg_per_year: f64,
    /// Codes of what to know before using the plan, with a number where one belongs to it.
    pub warnings: Vec<Warning>,
}

impl Summary {
    /// Sites that the plan connects.
    pub fn planned(&self) -> u64 {
        self.sites - self.connected_already
    }

    /// Whether the people of most of the sites that it connects are assumed: their number is then nothing to promise.
    pub fn people_are_assumed(&self) -> bool {
        self.sites_people_assumed * 2 > self.planned()
    }
}

/// Something to know before using a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Warning {
    /// A code whose words are in the locales (`plan-warning-<code>`).
    pub code: String,
    /// Of how many sites, spots or parts it is true.
    pub count: u64,
}

impl Warning {
    fn new(code: &str, count: usize) -> Self {
        Self { code: code.to_owned(), count: count as u64 }
    }
}

/// What a plan comes to, with the best plans found at the rates to compare with.
///
/// # Errors
/// A plan at one of the rates cannot be computed.
pub fn summary(
    question: &Question<'_>,
    setting: &Setting,
    made: &Plan,
) -> Result<Summary, PlanError> {
    let costs = question.costs;
    let choices = || made.sites.iter().filter_map(|site| site.choice);
    let (mut by_technology, mut present_by) = (BTreeMap::new(), BTreeMap::new());
    for site in &made.sites {
        let Some(choice) = site.choice else { continue };
        *by_technology.entry(choice.technology).or_default() += 1;
        *present_by.entry(choice.technology).or_default() += site.outlay().present;
    }
    let reached = (0..made.sites.len()).filter(|at| made.sites[*at].choice.is_some());
    let assumed = |at: &usize| question.sites[*at].people.is_none();
    let own = reached.clone().filter(|_| question.beside.people.is_none());
    let sites_people_assumed = own.filter(assumed).count() as u64;
    // The sum of nothing is −0.
    let sum = |all: &mut dyn Iterator<Item = f64>| all.sum::<f64>() + 0.0;
    let fibre_km = sum(&mut made.lines.iter().map(|line| line.metres)) / 1_000.0;
    let financing = financing(made.total, &costs.horizon, &costs.payer);
    let Outlay { capex, opex_per_year, renewal, present } = made.total;
    Ok(Summary {
        currency: costs.currency.clone(),
        sites: made.sites.len() as u64,
        distinct_sites: made.spots.iter().filter(|spot| !spot.sites.is_empty()).count() as u64,
        connected_already: made.sites.iter().filter(|site| site.choice.is_none()).count() as u64,
        by_technology,
        present_cost_by_technology: present_by,
        fibre_km,
        trench_km: sum(&mut made.lines.iter().map(|line| line.laid)) / 1_000.0,
        present_cost: present,
        present_cost_lower_bound: made.gap.least(),
        gap_network: made.gap.of_network(),
        gap_total: made.gap.of_total(),
        present_cost_at: at_rates(question, setting)?,
        capex,
        opex_per_year,
        renewal,
        financing_gap: financing.gap,
        financing,
        people_reached: sum(&mut reached.map(|at| question.people(at))),
        people_assumed: sites_people_assumed as f64 * costs.demand.people,
        sites_people_assumed,
        hops: question.beside.hops.map(HopsTold::of),
        roads: question.beside.roads.map(RoadLines::told),
        population: question.beside.people.map(|people| people.told),
        energy_kwh_per_year: sum(&mut choices().map(|choice| choice.kwh_per_year)),
        co2e_kg_per_year: sum(&mut choices().map(|choice| choice.kg_co2e_per_year)),
        warnings: warnings(question, made),
    })
}

/// The present cost of the best plan found at each rate to compare with; one thread each.
fn at_rates(
    question: &Question<'_>,
    setting: &Setting,
) -> Result<BTreeMap<String, f64>, PlanError> {
    let rates = &question.costs.horizon.compare_rates;
    let at = |rate: f64| -> Result<f64, PlanError> {
        let mut costs: Costs = question.costs.clone();
        costs.horizon.discount_rate = rate;
        Ok(cheapest(&Question { costs: &costs, ..*question }, setting)?.total.present)
    };
    let found: Vec<Result<f64, PlanError>> = std::thread::scope(|scope| {
        let threads: Vec<_> = rates.iter().map(|rate| scope.spawn(move || at(*rate))).collect();
        let joined = threads.into_iter().map(|thread| match thread.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    });
    let named = rates.iter().zip(found).map(|(rate, found)| Ok((rate.to_string(), found?)));
    named.collect()
}

/// The plan made again with one price half or twice as high.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sensitivity {
    /// The field of the prices: `fibre.line.price`.
    pub field: String,
    /// What it is multiplied by.
    pub factor: f64,
    /// Present cost of the plan then.
    pub present_cost: f64,
    /// Kilometres of new fibre then.
    pub fibre_km: f64,
    /// Sites that are connected in another way then.
    pub switched: u64,
}

/// Prices that are varied: those that decide between technologies.
const VARIED: [&str; 6] = [
    "fibre.line.price",
    "fibre.mbps_per_year",
    "cellular.mbps_per_year",
    "radio.mbps_per_year",
    "satellite.mbps_per_year",
    "satellite.site.price",
];

/// How the plan changes when one price at a time is half or twice as high; two plans at a time.
///
/// # Errors
/// A plan cannot be computed.
pub fn sensitivity(
    question: &Question<'_>,
    setting: &Setting,
    made: &Plan,
) -> Result<Vec<Sensitivity>, PlanError> {
    let cases: Vec<(&str, f64)> =
        VARIED.iter().flat_map(|field| [0.5, 2.0].map(|factor| (*field, factor))).collect();
    let one = |(field, factor): (&str, f64)| -> Result<Sensitivity, PlanError> {
        let mut costs: Costs = question.costs.clone();
        *price(&mut costs, field) *= factor;
        let other = cheapest(&Question { costs: &costs, ..*question }, setting)?;
        let how = |plan: &Plan, at: usize| plan.sites[at].choice.map(|choice| choice.technology);
        let switched = (0..made.sites.len()).filter(|at| how(made, *at) != how(&other, *at));
        Ok(Sensitivity {
            field: field.to_owned(),
            factor,
            present_cost: other.total.present,
            fibre_km: other.lines.iter().map(|line| line.metres).sum::<f64>() / 1_000.0,
            switched: switched.count() as u64,
        })
    };
    let mut found = Vec::with_capacity(cases.len());
    for pair in cases.chunks(2) {
        let both = std::thread::scope(|scope| {
            let threads: Vec<_> = pair.iter().map(|case| scope.spawn(move || one(*case))).collect();
            let joined = threads.into_iter().map(|thread| match thread.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.collect::<Result<Vec<Sensitivity>, PlanError>>()
        });
        found.extend(both?);
    }
    Ok(found)
}

/// A price by the name of its field; the first of [`VARIED`] for any other name.
fn price<'c>(costs: &'c mut Costs, field: &str) -> &'c mut f64 {
    match field {
        "fibre.mbps_per_year" => &mut costs.fibre.mbps_per_year,
        "cellular.mbps_per_year" => &mut costs.cellular.mbps_per_year,
        "radio.mbps_per_year" => &mut costs.radio.mbps_per_year,
        "satellite.mbps_per_year" => &mut costs.satellite.mbps_per_year,
        "satellite.site.price" => &mut costs.satellite.site.price,
        _ => &mut costs.fibre.line.price,
    }
}

fn warnings(question: &Question<'_>, made: &Plan) -> Vec<Warning> {
    let open = || question.sites.iter().filter(|site| site.is_connected != Some(true));
    let untold = |one: usize| (one > 0).then_some(one);
    let network = question.network;
    let has_network = network.nodes.iter().any(|node| node.status.is_usable())
        || network.lines.iter().any(|line| line.status.is_usable());
    let choices = made.sites.iter().filter_map(|site| site.choice);
    let by_radio = choices.filter(|one| one.technology == Technology::Radio).count();
    let hops = question.beside.hops.map(HopsTold::of).unwrap_or_default();
    let far = |spot: &&Spot| spot.access.is_none() && !spot.sites.is_empty();
    let far = made.spots.iter().filter(far).count();
    let places = made.spots.iter().filter(|spot| !spot.sites.is_empty()).count();
    let roads = question.beside.roads;
    let counted = [
        ("no-network", usize::from(!has_network)),
        (
            "no-towers",
            usize::from(question.towers.is_empty() && open().any(|one| one.is_covered.is_none())),
        ),
        ("status-untold", open().filter(|site| site.is_connected.is_none()).count()),
        (
            "people-untold",
            if question.beside.people.is_some() {
                0
            } else {
                open().filter(|site| site.people.is_none()).count()
            },
        ),
        ("power-untold", open().filter(|site| site.power.is_none()).count()),
        (
            "generation-untold",
            question.towers.iter().filter(|tower| tower.generations.is_empty()).count(),
        ),
        ("several-terminals", several_terminals(question, made)),
        ("no-terrain", if hops.checked { 0 } else { by_radio }),
        ("sight-unknown", hops.unknown as usize),
        // None of it is within reach: it may be another country's.
        ("network-far", if has_network && far == places { far } else { 0 }),
        ("out-of-reach", if has_network && roads.is_none() && far < places { far } else { 0 }),
        ("no-road", roads.map_or(0, RoadLines::unjoined)),
        ("long-lines", long_lines(made, question.costs.fibre.reach_km * 1_000.0)),
    ];
    let told =
        counted.into_iter().filter_map(|(code, count)| Some(Warning::new(code, untold(count)?)));
    told.collect()
}

/// Sites that are connected by satellite and need more than a terminal carries.
fn several_terminals(question: &Question<'_>, made: &Plan) -> usize {
    let planned = question.sites.iter().zip(&made.sites);
    let choices = planned.filter_map(|(site, planned)| Some((site, planned.choice?.technology)));
    choices.filter(|(site, how)| question.costs.terminals(*how, site) > 1.0).count()
}

/// Sites that take fibre and are farther along it than `reach` metres from the site before them, or from the network:
/// along roads a line passes places without equipment.
fn long_lines(made: &Plan, reach: f64) -> usize {
    // Metres since the last place with equipment, by spot.
    let mut since = vec![0.0; made.spots.len()];
    let mut found = 0;
    for line in &made.lines {
        let before = match line.from {
            Begin::Spot(spot) if made.spots[spot as usize].sites.is_empty() => since[spot as usize],
            _ => 0.0,
        };
        let metres = before + line.metres;
        since[line.to as usize] = metres;
        found += usize::from(metres > reach && !made.spots[line.to as usize].sites.is_empty());
    }
    found
}
