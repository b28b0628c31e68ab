//! What restores most people first with the stock at hand.
//!
//! Each [`Action`] uses one piece of one [`Means`] and brings back certain sites; a site that is back is back once. At
//! every step the action is taken that brings back most people more (then most sites, then the cheapest), as long as
//! there is stock: the order is the order of the list. Afterwards stock that is left takes over what scarcer stock does,
//! and the scarcer stock goes on.
//!
//! People brought back are a monotone submodular function of the actions taken, and a stock of several means is a
//! partition matroid: so this order brings back at least half of the people that any choice with this stock could
//! (Fisher, Nemhauser and Wolsey, *Mathematical Programming Study* 8, 1978). How near it is in the case at hand is
//! said by [`Relief::people_at_most`]: for any actions taken already, no choice brings back more than these do, and what
//! the best of each means would add to them one by one.

mod choice;

use std::collections::BTreeMap;

use rstar::RTree;
use rstar::primitives::GeomWithData;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;
use passerelle_vocabulary::position::EARTH_RADIUS;
use passerelle_vocabulary::terrain::Terrain;

use super::{Cut, Question, State};
use crate::hops::TRIED;
use crate::sight::Profile;
use choice::Choice;

/// What links are restored with.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// A satellite terminal: one site.
    Satellite,
    /// A radio link from a mast in service: one site, or all that hangs on a piece of network that is cut off.
    Radio,
    /// A mobile cell with its own way out: all cut sites within reach.
    Cell,
    /// A crew that lays cable again: all that hangs on a piece of network that is cut off.
    Repair,
}

impl Means {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Satellite, Self::Radio, Self::Cell, Self::Repair];

    /// As people type it and files hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Satellite => "satellite",
            Self::Radio => "radio",
            Self::Cell => "cell",
            Self::Repair => "repair",
        }
    }
}

/// How many of each there are.
pub type Stock = BTreeMap<Means, u32>;

/// What an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A site, by its place.
    Site(u32),
    /// A piece of network, by its place among the islands.
    Island(u32),
    /// Where a tower is, by its place.
    Tower(u32),
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What with.
    pub means: Means,
    /// What for.
    pub target: Target,
    /// Where it is set up.
    pub at: Position,
    /// The other end of a radio link.
    pub from: Option<Position>,
    /// Metres of the radio link, or of the cable that is laid again; 0 for others.
    pub metres: f64,
    /// Sites that it brings back and nothing before it did.
    pub sites: Vec<u32>,
    /// People of these.
    pub people: f64,
    /// Hours of work; `None` where the prices do not say.
    pub hours: Option<f64>,
    /// What it costs to buy; `None` where the prices do not say.
    pub price: Option<f64>,
}

/// The order of what to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relief {
    /// First things first.
    pub actions: Vec<Action>,
    /// People brought back by all of them.
    pub people: f64,
    /// No choice with this stock brings back more.
    pub people_at_most: f64,
}

/// A possible action, with all the sites that it would bring back.
struct Possible {
    action: Action,
    covers: Vec<u32>,
}

/// The order that restores most people first. With `terrain`, radio links are set up only where the ground is clear.
pub fn relief(
    question: &Question<'_>,
    cut: &Cut,
    stock: &Stock,
    terrain: Option<&Terrain>,
) -> Relief {
    let people: Vec<f64> = question.sites.iter().map(|site| question.costs.people(site)).collect();
    let possible = Options { question, cut, terrain }.all(stock);
    let mut choice = Choice::new(&possible, &people, stock);
    let mut at_most = choice.at_most();
    choice.complete();
    at_most = at_most.min(choice.at_most());
    let all_cut: f64 =
        cut.sites.iter().zip(&people).filter(|(state, _)| state.is_cut()).map(|(_, one)| one).sum();
    let actions = choice.in_order();
    let restored: f64 = actions.iter().map(|action| action.people).sum();
    Relief { people: restored, people_at_most: at_most.min(all_cut).max(restored), actions }
}

/// What can be done.
struct Options<'a> {
    question: &'a Question<'a>,
    cut: &'a Cut,
    terrain: Option<&'a Terrain>,
}

type Places = RTree<GeomWithData<[f64; 3], u32>>;

fn places(of: impl Iterator<Item = (Position, u32)>) -> Places {
    RTree::bulk_load(of.map(|(place, at)| GeomWithData::new(place.vector(), at)).collect())
}

impl Options<'_> {
    fn all(&self, stock: &Stock) -> Vec<Possible> {
        let has = |means: Means| stock.get(&means).is_some_and(|count| *count > 0);
        let mut found = Vec::new();
        if has(Means::Satellite) {
            found.extend(self.cut_sites().map(|site| self.satellite(site)));
        }
        if has(Means::Radio) {
            let masts = places(self.cut.masts.iter().copied().zip(0..));
            let place = |site: u32| self.question.sites[site as usize].position;
            found.extend(self.cut_sites().filter_map(|site| {
                let link = self.link(&masts, &[place(site)])?;
                Some(self.radio(Target::Site(site), link, vec![site]))
            }));
            found.extend(self.islands().filter_map(|island| {
                let one = &self.cut.islands[island as usize];
                let link = self.link(&masts, &one.places)?;
                Some(self.radio(Target::Island(island), link, one.sites.clone()))
            }));
        }
        if has(Means::Cell) {
            found.extend(self.cells());
        }
        if has(Means::Repair) {
            found.extend(self.islands().filter_map(|island| self.repair(island)));
        }
        found
    }

    fn cut_sites(&self) -> impl Iterator<Item = u32> {
        let cut = self.cut.sites.iter().zip(0..).filter(|(state, _)| state.is_cut());
        cut.map(|(_, site)| site)
    }

    /// Pieces of network that something hangs on.
    fn islands(&self) -> impl Iterator<Item = u32> {
        let needed =
            self.cut.islands.iter().zip(0..).filter(|(island, _)| !island.sites.is_empty());
        needed.map(|(_, island)| island)
    }

    fn satellite(&self, site: u32) -> Possible {
        let costs = self.question.costs;
        let at = self.question.sites[site as usize].position;
        let action = Action {
            hours: costs.emergency.map(|one| one.satellite_hours),
            price: Some(costs.satellite.site.price),
            ..action(Means::Satellite, Target::Site(site), at)
        };
        Possible { action, covers: vec![site] }
    }

    /// The shortest link from a mast in service to one of some places, clear where terrain tells: both ends.
    fn link(&self, masts: &Places, ends: &[Position]) -> Option<(Position, Position)> {
        let radio = &self.question.costs.radio;
        let reach = radio.reach_km * 1_000.0;
        let mut links: Vec<(f64, Position, Position)> = Vec::new();
        for end in ends {
            let near = masts.nearest_neighbor_iter(end.vector());
            let tried = if self.terrain.is_some() { TRIED } else { 1 };
            let near = near.map(|mast| self.cut.masts[mast.data as usize]).take(tried);
            links.extend(near.map(|mast| (mast.distance(*end), mast, *end)));
        }
        links.retain(|(metres, ..)| *metres <= reach);
        links.sort_by(|a, b| a.0.total_cmp(&b.0));
        let clear = |(_, mast, end): &(f64, Position, Position)| {
            self.terrain.is_none_or(|terrain| {
                let heights = [radio.mast_height; 2];
                Profile::along(terrain, *mast, *end).sight(heights, radio.frequency_ghz).is_clear()
            })
        };
        links.into_iter().take(TRIED).find(clear).map(|(_, mast, end)| (mast, end))
    }

    fn radio(
        &self,
        target: Target,
        (from, at): (Position, Position),
        covers: Vec<u32>,
    ) -> Possible {
        let (costs, metres) = (self.question.costs, from.distance(at));
        let radio = &costs.radio;
        let mast = if metres > radio.mast_from_km * 1_000.0 { radio.tower.price } else { 0.0 };
        let action = Action {
            from: Some(from),
            metres,
            hours: costs.emergency.map(|one| one.radio_hours),
            price: Some(radio.site.price + radio.backhaul.price + mast),
            ..action(Means::Radio, target, at)
        };
        Possible { action, covers }
    }

    /// Mobile cells, where towers are down and at cut sites.
    fn cells(&self) -> Vec<Possible> {
        let (costs, sites) = (self.question.costs, self.question.sites);
        let cut = places(self.cut_sites().map(|site| (sites[site as usize].position, site)));
        // The square of the chord of the reach.
        let reach = (2.0 * (costs.cellular.reach_km * 500.0 / EARTH_RADIUS).sin()).powi(2);
        let towers = self.question.towers.iter().zip(&self.cut.towers).zip(0..);
        let down = towers.filter(|((tower, state), _)| state.is_cut() && tower.is_fourth());
        let down = down.map(|((tower, _), at)| (Target::Tower(at), tower.position));
        let at_site = |site: u32| (Target::Site(site), sites[site as usize].position);
        let all = down.chain(self.cut_sites().map(at_site));
        let possible = all.filter_map(|(target, at)| {
            let near = cut.locate_within_distance(at.vector(), reach);
            let mut covers: Vec<u32> = near.map(|site| site.data).collect();
            covers.sort_unstable();
            let action = Action {
                hours: costs.emergency.map(|one| one.cell_hours),
                price: costs.emergency.map(|one| one.cell_price),
                ..action(Means::Cell, target, at)
            };
            (!covers.is_empty()).then_some(Possible { action, covers })
        });
        possible.collect()
    }

    fn repair(&self, island: u32) -> Option<Possible> {
        let one = &self.cut.islands[island as usize];
        let repair = one.repair.as_ref()?;
        let first = self.cut.pieces.get(*repair.pieces.first()? as usize)?;
        let at = first.way[first.way.len() / 2];
        let mut covers = one.sites.clone();
        for other in &repair.through {
            covers.extend(&self.cut.islands[*other as usize].sites);
        }
        covers.sort_unstable();
        covers.dedup();
        let (costs, km) = (self.question.costs, repair.metres / 1_000.0);
        let hours =
            |one: crate::costs::EmergencyCosts| one.repair_hours + km * one.repair_hours_per_km;
        let action = Action {
            metres: repair.metres,
            hours: costs.emergency.map(hours),
            price: Some(km * costs.fibre.line.price),
            ..action(Means::Repair, Target::Island(island), at)
        };
        Some(Possible { action, covers })
    }
}

fn action(means: Means, target: Target, at: Position) -> Action {
    let (hours, price) = (None, None);
    let (from, metres, sites, people) = (None, 0.0, Vec::new(), 0.0);
    Action { means, target, at, from, metres, sites, people, hours, price }
}

/// How many are cut of each state, for people.
pub fn people_cut(question: &Question<'_>, cut: &Cut, state: State) -> f64 {
    let these = question.sites.iter().zip(&cut.sites).filter(|(_, one)| **one == state);
    these.map(|(site, _)| question.costs.people(site)).sum()
}
