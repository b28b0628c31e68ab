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

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rstar::RTree;
use rstar::primitives::GeomWithData;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;
use passerelle_vocabulary::position::EARTH_RADIUS;
use passerelle_vocabulary::terrain::Terrain;

use super::{Cut, Question, State};
use crate::hops::TRIED;
use crate::sight::Profile;

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

/// Actions taken so far.
#[derive(Clone)]
struct Choice<'a> {
    possible: &'a [Possible],
    people: &'a [f64],
    stock: &'a Stock,
    taken: Vec<usize>,
    is_taken: Vec<bool>,
    /// Which action brought a site back.
    by: FxHashMap<u32, usize>,
    /// The sites that an action brought back.
    new: FxHashMap<usize, Vec<u32>>,
    /// Stock that is left.
    left: BTreeMap<Means, u32>,
}

impl<'a> Choice<'a> {
    fn new(possible: &'a [Possible], people: &'a [f64], stock: &'a Stock) -> Self {
        let (by, new) = (FxHashMap::default(), FxHashMap::default());
        let (taken, is_taken) = (Vec::new(), vec![false; possible.len()]);
        Self { possible, people, stock, taken, is_taken, by, new, left: stock.clone() }
    }

    /// What an action would add: people, sites.
    fn gain(&self, action: usize) -> (f64, usize) {
        let new = self.possible[action].covers.iter().filter(|site| !self.by.contains_key(site));
        new.fold((0.0, 0), |(people, sites), site| {
            (people + self.people[*site as usize], sites + 1)
        })
    }

    /// Most people, then most sites, then the cheapest, then the first.
    fn rank(&self, action: usize, (people, sites): (f64, usize)) -> impl Ord + Copy + use<> {
        // Amounts are not below 0, so that their bits order as they do.
        let price = self.possible[action].action.price.unwrap_or_default().max(0.0).to_bits();
        (people.max(0.0).to_bits(), sites, Reverse(price), Reverse(action))
    }

    fn take(&mut self, action: usize) {
        let possible = &self.possible[action];
        let new = possible.covers.iter().copied().filter(|site| !self.by.contains_key(site));
        let new: Vec<u32> = new.collect();
        self.by.extend(new.iter().map(|site| (*site, action)));
        self.new.insert(action, new);
        self.taken.push(action);
        self.is_taken[action] = true;
        if let Some(left) = self.left.get_mut(&possible.action.means) {
            *left -= 1;
        }
    }

    fn has(&self, action: usize) -> bool {
        let means = self.possible[action].action.means;
        self.left.get(&means).is_some_and(|left| *left > 0)
    }

    /// Takes the best action as long as one adds something. What an action adds never grows, so that the best of what
    /// was true before is the best now if it still adds as much.
    fn fill(&mut self) {
        let open = (0..self.possible.len()).filter(|action| !self.is_taken[*action]);
        let ranked = open.map(|action| (self.rank(action, self.gain(action)), action));
        let mut queue: std::collections::BinaryHeap<_> = ranked.collect();
        while let Some((rank, action)) = queue.pop() {
            let gain = self.gain(action);
            if gain.1 == 0 || !self.has(action) {
                continue;
            }
            let now = self.rank(action, gain);
            if now < rank {
                queue.push((now, action));
                continue;
            }
            self.take(action);
        }
    }

    /// Takes what there is stock for, and lets stock that is left help as long as that brings back more sites.
    fn complete(&mut self) {
        self.fill();
        loop {
            let before = self.clone();
            self.swap();
            self.fill();
            if self.by.len() == before.by.len() {
                *self = before;
                return;
            }
        }
    }

    /// Lets stock that is left take over what stock that has run out does: the same sites stay brought back.
    fn swap(&mut self) {
        for action in 0..self.possible.len() {
            if self.is_taken[action] || !self.has(action) {
                continue;
            }
            let covers = &self.possible[action].covers;
            let scarce = |other: &usize| !self.has(*other);
            let other = covers.iter().find_map(|site| self.by.get(site)).copied().filter(scarce);
            let Some(other) = other else { continue };
            // Lists of sites are in order.
            let has = |site: &u32| covers.binary_search(site).is_ok();
            let Some(all) = self.new.get(&other).filter(|all| all.iter().all(has)) else {
                continue;
            };
            for site in all {
                self.by.remove(site);
            }
            self.new.remove(&other);
            self.taken.retain(|one| *one != other);
            self.is_taken[other] = false;
            if let Some(left) = self.left.get_mut(&self.possible[other].action.means) {
                *left += 1;
            }
            self.take(action);
        }
    }

    /// No choice brings back more people than what is taken does and the best of each means would add to it.
    fn at_most(&self) -> f64 {
        let restored: f64 = self.by.keys().map(|site| self.people[*site as usize]).sum();
        let mut gains: BTreeMap<Means, Vec<f64>> = BTreeMap::new();
        for (action, possible) in self.possible.iter().enumerate() {
            gains.entry(possible.action.means).or_default().push(self.gain(action).0);
        }
        let more = gains.into_iter().map(|(means, mut gains)| {
            gains.sort_by(|a, b| b.total_cmp(a));
            let count = self.stock.get(&means).copied().unwrap_or_default() as usize;
            gains.into_iter().take(count).sum::<f64>()
        });
        restored + more.sum::<f64>()
    }

    /// What was taken, again in the order of what it adds.
    fn in_order(&self) -> Vec<Action> {
        let mut again = Choice::new(self.possible, self.people, self.stock);
        // All others are as if they were taken already.
        again.is_taken = self.is_taken.iter().map(|taken| !taken).collect();
        again.fill();
        let mut back: FxHashMap<u32, usize> = FxHashMap::default();
        let action = |(place, number): (usize, &usize)| {
            let possible = &self.possible[*number];
            let new = possible.covers.iter().copied();
            let sites: Vec<u32> =
                new.filter(|site| *back.entry(*site).or_insert(place) == place).collect();
            let people = sites.iter().map(|site| self.people[*site as usize]).sum();
            Action { sites, people, ..possible.action.clone() }
        };
        again.taken.iter().enumerate().map(action).collect()
    }
}

/// How many are cut of each state, for people.
pub fn people_cut(question: &Question<'_>, cut: &Cut, state: State) -> f64 {
    let these = question.sites.iter().zip(&cut.sites).filter(|(_, one)| **one == state);
    these.map(|(site, _)| question.costs.people(site)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HERE: Position = Position { lat: 0.0, lon: 0.0 };

    fn possible(means: Means, covers: &[u32]) -> Possible {
        let action = action(means, Target::Site(covers.first().copied().unwrap_or_default()), HERE);
        Possible { action, covers: covers.to_vec() }
    }

    fn choose(all: &[Possible], people: &[f64], stock: &Stock) -> (Vec<Action>, f64) {
        let mut choice = Choice::new(all, people, stock);
        let mut at_most = choice.at_most();
        choice.complete();
        at_most = at_most.min(choice.at_most());
        (choice.in_order(), at_most)
    }

    #[test]
    fn most_people_come_first_and_stock_that_is_left_helps() {
        let people = [10.0, 40.0, 30.0, 20.0];
        let all = [
            possible(Means::Satellite, &[0]),
            possible(Means::Satellite, &[1]),
            possible(Means::Satellite, &[2]),
            possible(Means::Radio, &[1]),
            possible(Means::Repair, &[0, 2, 3]),
        ];
        let stock = Stock::from([(Means::Satellite, 1), (Means::Radio, 1), (Means::Repair, 1)]);
        let (actions, at_most) = choose(&all, &people, &stock);
        let told: Vec<(Means, f64)> = actions.iter().map(|one| (one.means, one.people)).collect();
        assert_eq!(told, [(Means::Repair, 60.0), (Means::Satellite, 40.0)]);
        assert_eq!(at_most, 100.0);
        // The one satellite goes where no radio reaches, though it ranks before the radio.
        let all = [
            possible(Means::Satellite, &[1]),
            possible(Means::Satellite, &[2]),
            possible(Means::Radio, &[1]),
        ];
        let (actions, _) = choose(&all, &people, &stock);
        let told: Vec<(Means, Vec<u32>)> =
            actions.iter().map(|one| (one.means, one.sites.clone())).collect();
        assert_eq!(told, [(Means::Radio, vec![1]), (Means::Satellite, vec![2])]);
        assert!(choose(&all, &people, &Stock::new()).0.is_empty());
    }

    /// The most people that any choice brings back.
    fn best(all: &[Possible], people: &[f64], stock: &Stock) -> f64 {
        let mut best = 0.0_f64;
        for choice in 0..1_u32 << all.len() {
            let these = || all.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
            let fits = Means::ALL.iter().all(|means| {
                let used = these().filter(|(_, one)| one.action.means == *means).count();
                used <= stock.get(means).copied().unwrap_or_default() as usize
            });
            if fits {
                let mut back: Vec<u32> = these().flat_map(|(_, one)| one.covers.clone()).collect();
                back.sort_unstable();
                back.dedup();
                best = best.max(back.iter().map(|site| people[*site as usize]).sum());
            }
        }
        best
    }

    proptest! {
        /// At least half of the best, at most what is said, no more than the stock, no site twice, most people first.
        #[test]
        fn it_is_as_good_as_is_said(
            people in prop::collection::vec(0..500_u32, 8),
            covers in prop::collection::vec((0..4_usize, prop::collection::btree_set(0..8_u32, 1..5)), 1..11),
            counts in prop::array::uniform4(0..3_u32),
        ) {
            let people: Vec<f64> = people.into_iter().map(f64::from).collect();
            let all: Vec<Possible> = covers
                .into_iter()
                .map(|(means, covers)| possible(Means::ALL[means], &covers.into_iter().collect::<Vec<_>>()))
                .collect();
            let stock: Stock = Means::ALL.into_iter().zip(counts).collect();
            let (actions, at_most) = choose(&all, &people, &stock);
            let found: f64 = actions.iter().map(|action| action.people).sum();
            let best = best(&all, &people, &stock);
            prop_assert!(found <= best && best <= at_most + 1e-9, "{} {} {}", found, best, at_most);
            prop_assert!(2.0 * found >= best, "{} {}", found, best);
            let mut back: Vec<u32> = actions.iter().flat_map(|action| action.sites.clone()).collect();
            let count = back.len();
            back.sort_unstable();
            back.dedup();
            prop_assert_eq!(back.len(), count);
            prop_assert!(actions.windows(2).all(|pair| pair[0].people >= pair[1].people));
            for means in Means::ALL {
                let used = actions.iter().filter(|action| action.means == means).count();
                prop_assert!(used <= stock[&means] as usize);
            }
        }
    }
}
