//! The plan: a technology for each site, the lines to build, what it costs, and how far from the least that is.
//!
//! For site i, `a_i` is the present cost of its cheapest alternative (satellite, a mobile network or a radio hop
//! where one reaches) and `f_i` that of fibre at the site, its line left out. Connecting it to fibre saves
//! `max(0, a_i − f_i)`. Sites at one place are a [`Spot`]; its prize is what its sites would save. Which lines
//! are built where savings pay for them is a rooted prize-collecting Steiner tree ([`crate::steiner`]): the
//! network that exists is the root, candidate lines are those between neighbouring spots ([`crate::mesh`]) and from
//! each spot to the network's nearest point, none longer than fibre reaches; or those along roads, where roads are
//! known ([`crate::roads`]). With `C = Σ min(a_i, f_i)`, the
//! present cost of a plan is `C + lines + savings forgone`, so a bound on the tree bounds the plan.
//!
//! The bound holds for lines along these candidates, and with the alternatives as they are: a radio hop starts
//! from the network that exists, not from a line that the plan builds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;

use crate::access::{Access, Places, Surroundings};
use crate::costs::{Choice, Costs, Outlay, Reach};
use crate::hops::Hop;
use crate::layout::{Built, Layout};
use crate::network::{Network, Tower};
use crate::parallel::each;
use crate::population::PeopleAround;
use crate::roads::RoadLines;
use crate::setting::Setting;
use crate::site::{Site, Technology};
use crate::steiner::{Effort, Instance, Mistake, solve};

/// What is to be planned.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The sites.
    pub sites: &'a [Site],
    /// The network that exists.
    pub network: &'a Network,
    /// The towers that exist.
    pub towers: &'a [Tower],
    /// Prices and rules.
    pub costs: &'a Costs,
    /// What is known beside these.
    pub beside: Beside<'a>,
}

/// What may be known beside sites, network, towers and prices: all of it made of them, none of it told by prices, so
/// that it is made once for plans at several prices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The radio hop to each site, where somebody looked: [`crate::hops::hops`].
    pub hops: Option<&'a [Option<Hop>]>,
    /// Candidate lines along roads, where roads are known: [`RoadLines::new`].
    pub roads: Option<&'a RoadLines>,
    /// People around each site, where it is known where people live: [`crate::population::people_around`].
    pub people: Option<&'a PeopleAround>,
}

impl Question<'_> {
    /// People that a site reaches: those around it where it is known where people live, else its own.
    pub fn people(&self, site: usize) -> f64 {
        let own = || self.costs.people(&self.sites[site]);
        self.beside.people.map_or_else(own, |people| people.of_sites[site])
    }
}

/// Why no plan can be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// There is no site.
    #[error("there is no site to plan for")]
    NoSites,
    /// Prices or sites make no problem that can be solved.
    #[error("the plan cannot be computed: {0}")]
    Senseless(#[from] Mistake),
}

/// Sites at one place; or, after them and without a site, a place where lines along roads part.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Where.
    pub position: Position,
    /// The sites, by their place in the list; none where lines part.
    pub sites: Vec<u32>,
    /// Where a line would leave the network for it; `None` where the network is out of reach.
    pub access: Option<Access>,
}

/// What is planned for a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SitePlan {
    /// How it is connected; `None` where it is connected already.
    pub choice: Option<Choice>,
    /// Fibre at the site, its line left out.
    pub fibre: Option<Choice>,
    /// The cheapest choice without fibre.
    pub other: Option<Choice>,
    /// What reaches it without fibre, and at which price.
    pub without_fibre: WithoutFibre,
    /// Its part of the lines that it shares with others.
    pub line_share: Outlay,
    /// Its place among the spots; `None` where it is connected already.
    pub spot: Option<u32>,
    /// Metres of its line where it takes fibre; otherwise metres to the nearest point of the network or of the
    /// plan's fibre. `None` where there is no fibre anywhere, or it is connected already.
    pub metres_to_fibre: Option<f64>,
}

/// What a site could have instead of fibre, whatever is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WithoutFibre {
    /// Whether a mobile network reaches it.
    pub is_covered: bool,
    /// Present cost of a radio hop, of a mobile network and of satellite, in this order; `None` where there is none, or
    /// where it carries less than the site needs.
    pub present: [Option<f64>; 3],
}

impl WithoutFibre {
    /// The technologies of [`Self::present`].
    pub const TECHNOLOGIES: [Technology; 3] =
        [Technology::Radio, Technology::Cellular, Technology::Satellite];

    fn new(is_covered: bool, choices: &[Choice]) -> Self {
        let present = |technology| {
            let found = choices.iter().find(|choice| choice.technology == technology);
            found.map(|choice| choice.outlay.present)
        };
        Self { is_covered, present: Self::TECHNOLOGIES.map(present) }
    }
}

impl SitePlan {
    /// What connecting it costs, with its part of the lines.
    pub fn outlay(&self) -> Outlay {
        self.choice.map_or_else(Outlay::default, |choice| choice.outlay) + self.line_share
    }
}

/// Where a line begins: nearer to the network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Begin {
    /// At a spot.
    Spot(u32),
    /// At the network.
    Network(Access),
}

/// A line that the plan builds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlannedLine {
    /// Where it begins, nearer to the network.
    pub from: Begin,
    /// The spot that it leads to.
    pub to: u32,
    /// Metres of its way: along roads, else along the great circle.
    pub metres: f64,
    /// Metres of trench: as many along roads, more by the overbuild where it is straight.
    pub laid: f64,
    /// What it costs.
    pub outlay: Outlay,
    /// Sites that take fibre at its end and beyond.
    pub sites: u32,
    /// People of these sites.
    pub people: f64,
}

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What is planned for each site, in their order.
    pub sites: Vec<SitePlan>,
    /// Places of the sites that are not connected yet.
    pub spots: Vec<Spot>,
    /// The lines to build; each comes after the one that it continues.
    pub lines: Vec<PlannedLine>,
    /// The way that each line takes, both ends among its places; empty where lines are straight.
    pub ways: Vec<Vec<Position>>,
    /// All of it.
    pub total: Outlay,
    /// How near to the least it is.
    pub gap: Gap,
}

impl Plan {
    /// The way that a line takes, its end nearer to the network first.
    pub fn way(&self, line: usize) -> Vec<Position> {
        if let Some(way) = self.ways.get(line) {
            return way.clone();
        }
        let PlannedLine { from, to, .. } = self.lines[line];
        let from = match from {
            Begin::Spot(spot) => self.spots[spot as usize].position,
            Begin::Network(access) => access.position,
        };
        vec![from, self.spots[to as usize].position]
    }
}

/// How near to the least a plan is; all of it is present cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Gap {
    /// What every plan pays: the cheaper of fibre at the site and its alternative, over all sites.
    pub fixed: f64,
    /// Lines built, and savings forgone.
    pub network: f64,
    /// No plan along the candidate lines has less of these.
    pub network_bound: f64,
}

impl Gap {
    /// How much more than the bound the lines and the savings forgone are, as a share of the bound. `None` where
    /// the bound is nothing and they are not.
    pub fn of_network(&self) -> Option<f64> {
        excess(self.network, self.network_bound)
    }

    /// The same of the whole plan: this makes any plan look good, and is not what to judge one by.
    pub fn of_total(&self) -> Option<f64> {
        excess(self.fixed + self.network, self.least())
    }

    /// No plan along the candidate lines costs less.
    pub fn least(&self) -> f64 {
        self.fixed + self.network_bound
    }
}

fn excess(found: f64, bound: f64) -> Option<f64> {
    match (found - bound).max(0.0) {
        0.0 => Some(0.0),
        more if bound > 0.0 => Some(more / bound),
        _ => None,
    }
}

/// Makes the plan of least present cost that is found, with its bound, in the setting of its question.
///
/// # Errors
/// There is no site; numbers that make no sense.
pub fn plan(question: &Question<'_>, setting: &Setting) -> Result<Plan, PlanError> {
    if question.sites.is_empty() {
        return Err(PlanError::NoSites);
    }
    let mut plan = cheapest(question, setting)?;
    measure(&mut plan, &setting.around);
    Ok(plan)
}

/// The same without how far each site is from fibre.
pub(crate) fn cheapest(question: &Question<'_>, setting: &Setting) -> Result<Plan, PlanError> {
    let offers = offers(question, &setting.around);
    let mut spots = setting.spots.clone();
    let layout = Layout::new(question, &offers, setting);
    let instance = Instance::new(layout.graph(question.costs), layout.prizes.clone(), Some(0))?;
    let solution = solve(&instance, &Effort::default());
    let Built { mut lines, ways } =
        layout.outward(&solution.tree.edges, &mut spots, question.costs);
    let sites = choose(question, offers, &spots, &mut lines);
    let own = sites.iter().filter_map(|site| site.choice).map(|choice| choice.outlay);
    let shared = lines.iter().map(|line| line.outlay);
    let total = own.chain(shared).sum();
    let fixed = sites.iter().filter_map(cheaper).sum();
    let gap = Gap { fixed, network: solution.objective, network_bound: solution.bound };
    Ok(Plan { sites, spots, lines, ways, total, gap })
}

/// Finds how far each site is from fibre.
fn measure(plan: &mut Plan, around: &Surroundings) {
    let Plan { sites, spots, lines, .. } = plan;
    let mut own: Vec<Option<f64>> = vec![None; spots.len()];
    lines.iter().for_each(|line| own[line.to as usize] = Some(line.metres));
    let built = Places::new(lines.iter().map(|line| spots[line.to as usize].position));
    let far = each(spots.len(), |at| {
        own[at].or_else(|| {
            let spot = &spots[at];
            let network = spot.access.or_else(|| around.access(spot.position));
            let both = [network.map(|access| access.metres), built.metres(spot.position)];
            both.into_iter().flatten().reduce(f64::min)
        })
    });
    for site in sites {
        site.metres_to_fibre = site.spot.and_then(|spot| far[spot as usize]);
    }
}

/// The cheaper of fibre at a site, its line left out, and its alternative.
fn cheaper(site: &SitePlan) -> Option<f64> {
    Some(site.fibre?.outlay.present.min(site.other?.outlay.present))
}

/// What each site can be connected by; nothing where it is connected already.
fn offers(question: &Question<'_>, around: &Surroundings) -> Vec<SitePlan> {
    let costs = question.costs;
    let offer = |at: usize| {
        let site = &question.sites[at];
        let open = site.is_connected != Some(true);
        let hop = question.beside.hops.map(|hops| hops[at]);
        let reach = if open { around.reach(site, costs, hop) } else { Reach::default() };
        let others = if open { costs.alternatives(site, reach) } else { Vec::new() };
        SitePlan {
            choice: None,
            fibre: open.then(|| costs.fibre(site)),
            other: others.first().copied(),
            without_fibre: WithoutFibre::new(reach.cellular, &others),
            line_share: Outlay::default(),
            spot: None,
            metres_to_fibre: None,
        }
    };
    each(question.sites.len(), offer)
}

/// What connecting a site to fibre saves.
pub fn saving(site: &SitePlan) -> Option<f64> {
    Some((site.other?.outlay.present - site.fibre?.outlay.present).max(0.0))
}

/// The choice of each site, and its part of the lines: each line is shared by the sites that take fibre at its
/// end and beyond, in equal parts.
fn choose(
    question: &Question<'_>,
    mut offers: Vec<SitePlan>,
    spots: &[Spot],
    lines: &mut [PlannedLine],
) -> Vec<SitePlan> {
    let mut line_of: Vec<Option<usize>> = vec![None; spots.len()];
    for (number, line) in lines.iter().enumerate() {
        line_of[line.to as usize] = Some(number);
    }
    for (number, spot) in spots.iter().enumerate() {
        let line = line_of[number];
        for at in &spot.sites {
            let site = &mut offers[*at as usize];
            site.spot = Some(number as u32);
            let is_fibre = line.is_some() && saving(site).is_some_and(|saved| saved > 0.0);
            site.choice = if is_fibre { site.fibre } else { site.other };
            if let Some(line) = line.filter(|_| is_fibre) {
                lines[line].sites += 1;
                lines[line].people += question.people(*at as usize);
            }
        }
    }
    // Outer lines come last: from them inward, sites add up; from the network outward, parts do.
    for number in (0..lines.len()).rev() {
        if let Begin::Spot(spot) = lines[number].from
            && let Some(inner) = line_of[spot as usize]
        {
            let (sites, people) = (lines[number].sites, lines[number].people);
            lines[inner].sites += sites;
            lines[inner].people += people;
        }
    }
    let mut parts = vec![Outlay::default(); lines.len()];
    for (number, line) in lines.iter().enumerate() {
        let inner = match line.from {
            Begin::Spot(spot) => line_of[spot as usize].map(|inner| parts[inner]),
            Begin::Network(_) => None,
        };
        let own = line.outlay * (1.0 / f64::from(line.sites.max(1)));
        parts[number] = inner.unwrap_or_default() + own;
        for at in &spots[line.to as usize].sites {
            let site = &mut offers[*at as usize];
            if site.choice.is_some() && site.choice == site.fibre {
                site.line_share = parts[number];
            }
        }
    }
    offers
}
