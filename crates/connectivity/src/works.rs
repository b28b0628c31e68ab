//! The order of works, and what each amount of money buys.
//!
//! A [`Work`] is a line with the sites that take fibre at its end, or a site of its own. A line comes after the
//! one that it continues; otherwise works are free. The order that reaches most per unit of money, at whatever
//! amount it is cut, is that of Horn (*SIAM J. Appl. Math.* 23, 1972) for tasks that form an out-tree: the work of
//! the highest ratio of value to cost is joined to the one before it, until none is left to join. At the ends of
//! the blocks that this forms no other order reaches more for the same money.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::costs::Outlay;
use crate::plan::{Begin, Plan, Question, saving};
use crate::site::{Site, SiteKind};

/// What money is to reach first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// People of the sites.
    #[default]
    People,
    /// Pupils of schools.
    Pupils,
    /// Sites, each alike.
    Sites,
    /// What fibre saves against the sites' alternatives.
    Saving,
}

/// What a work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A line of the plan, by its place among them, with the sites that take fibre at its end.
    Line(u32),
    /// A site that is connected without a line, by its place among them.
    Site(u32),
}

/// A piece of work, in the order of works.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What it is.
    pub what: What,
    /// The sites that it connects, by their places.
    pub sites: Vec<u32>,
    /// What it costs.
    pub outlay: Outlay,
    /// People that it reaches.
    pub people: f64,
    /// Pupils among them.
    pub pupils: f64,
    /// What fibre saves at its sites.
    pub saving: f64,
    /// The work that it comes after, by its place in the list it stands in.
    pub after: Option<u32>,
}

/// What the first works buy, all together.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Bought {
    /// How many works.
    pub works: u32,
    /// What they cost.
    pub outlay: Outlay,
    /// Sites connected.
    pub sites: u32,
    /// People reached.
    pub people: f64,
    /// Pupils among them.
    pub pupils: f64,
}

impl Bought {
    fn add(&mut self, work: &Work) {
        self.works += 1;
        self.outlay = self.outlay + work.outlay;
        self.sites += work.sites.len() as u32;
        self.people += work.people;
        self.pupils += work.pupils;
    }
}

/// A share of each area's sites that comes before everything else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equity {
    /// Which of a site's areas, from 0 for the widest.
    pub level: usize,
    /// The share, 0 to 1.
    pub share: f64,
}

/// An area in which fewer of the sites are connected than was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AreaBelow {
    /// Its name; empty for sites whose area is not told.
    pub area: String,
    /// The share of its sites that is connected, 0 to 1.
    pub share: f64,
}

/// Areas that have less than their share when these works are done, the lowest first.
pub fn areas_below(sites: &[Site], works: &[Work], equity: Equity) -> Vec<AreaBelow> {
    let area = |site: &Site| site.areas.get(equity.level).cloned().unwrap_or_default();
    let mut counts: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for site in sites {
        let (has, all) = counts.entry(area(site)).or_default();
        *has += f64::from(u8::from(site.is_connected == Some(true)));
        *all += 1.0;
    }
    for at in works.iter().flat_map(|work| &work.sites) {
        counts.entry(area(&sites[*at as usize])).or_default().0 += 1.0;
    }
    let shares = counts.into_iter().map(|(area, (has, all))| AreaBelow { area, share: has / all });
    let mut below: Vec<AreaBelow> = shares.filter(|one| one.share < equity.share - 1e-9).collect();
    below.sort_by(|a, b| a.share.total_cmp(&b.share).then_with(|| a.area.cmp(&b.area)));
    below
}

/// The works of a plan in the order in which they are best done.
pub fn order(
    question: &Question<'_>,
    plan: &Plan,
    priority: Priority,
    equity: Option<Equity>,
) -> Vec<Work> {
    let sites = question.sites;
    let works = works(question, plan);
    let mut order = horn(&works, |work| value(work, priority));
    if let Some(equity) = equity {
        order = fair(&works, order, sites, equity);
    }
    let mut place = vec![0_u32; works.len()];
    order.iter().zip(0..).for_each(|(work, at)| place[*work as usize] = at);
    let mut works: Vec<Option<Work>> = works.into_iter().map(Some).collect();
    let ordered = order.iter().filter_map(|at| works[*at as usize].take());
    ordered
        .map(|work| Work { after: work.after.map(|after| place[after as usize]), ..work })
        .collect()
}

/// What the first works buy within an amount of present cost: as many as it pays for, in their order.
pub fn within(works: &[Work], budget: f64) -> Bought {
    let mut bought = Bought::default();
    for work in works {
        if bought.outlay.present + work.outlay.present > budget {
            break;
        }
        bought.add(work);
    }
    bought
}

/// What the first works buy, work by work.
pub fn curve(works: &[Work]) -> impl Iterator<Item = Bought> + '_ {
    works.iter().scan(Bought::default(), |bought, work| {
        bought.add(work);
        Some(*bought)
    })
}

/// The year in which each work is done, from 1, where each year pays for so much capital: what is not spent stays
/// for the next year. `None` for a work that no number of years below `most` pays for.
pub fn years(works: &[Work], capital_per_year: f64, most: u32) -> Vec<Option<u32>> {
    let mut spent = 0.0;
    let year = |work: &Work| {
        spent += work.outlay.capex;
        let year = (spent / capital_per_year).ceil().max(1.0);
        (year <= f64::from(most)).then_some(year as u32)
    };
    works.iter().map(year).collect()
}

fn value(work: &Work, priority: Priority) -> f64 {
    match priority {
        Priority::People => work.people,
        Priority::Pupils => work.pupils,
        Priority::Sites => work.sites.len() as f64,
        Priority::Saving => work.saving,
    }
}

/// The works of a plan, lines first, in the plan's order.
fn works(question: &Question<'_>, plan: &Plan) -> Vec<Work> {
    let mut line_of: Vec<Option<u32>> = vec![None; plan.spots.len()];
    plan.lines.iter().zip(0..).for_each(|(line, at)| line_of[line.to as usize] = Some(at));
    let work = |what: What, outlay: Outlay, connected: Vec<u32>, after: Option<u32>| {
        let here = connected.iter().map(|at| &question.sites[*at as usize]);
        let schools = here.filter(|site| site.kind == SiteKind::School);
        let chosen = connected.iter().map(|at| &plan.sites[*at as usize]);
        let own: Outlay = chosen.clone().filter_map(|one| one.choice).map(|one| one.outlay).sum();
        let saved = chosen.filter(|one| one.choice == one.fibre).filter_map(saving).sum();
        Work {
            what,
            outlay: outlay + own,
            people: connected.iter().map(|at| question.people(*at as usize)).sum(),
            pupils: schools.map(|site| question.costs.people(site)).sum(),
            saving: saved,
            sites: connected,
            after,
        }
    };
    let mut found: Vec<Work> = Vec::new();
    for (line, number) in plan.lines.iter().zip(0..) {
        let on_fibre = |at: &&u32| {
            let site = &plan.sites[**at as usize];
            site.choice.is_some() && site.choice == site.fibre
        };
        let connected = plan.spots[line.to as usize].sites.iter().filter(on_fibre).copied();
        let after = match line.from {
            Begin::Spot(spot) => line_of[spot as usize],
            Begin::Network(_) => None,
        };
        found.push(work(What::Line(number), line.outlay, connected.collect(), after));
    }
    for (site, number) in plan.sites.iter().zip(0..) {
        if site.choice.is_some() && site.choice != site.fibre {
            found.push(work(What::Site(number), Outlay::default(), vec![number], None));
        }
    }
    found
}

/// A block of works that are done one after the other, on its way to the block that it comes after.
#[derive(Debug, Clone, Copy)]
struct Block {
    value: f64,
    cost: f64,
    /// The last work of the block.
    last: u32,
    /// How often it has grown: an entry of the queue that is older counts no more.
    age: u32,
}

/// An entry of the queue: the highest ratio first, and of equals the first work.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    ratio: f64,
    work: u32,
    age: u32,
}

impl Eq for Entry {}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_ratio = self.ratio.total_cmp(&other.ratio);
        by_ratio.then_with(|| other.work.cmp(&self.work)).then_with(|| self.age.cmp(&other.age))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Horn's order, by places in `works`.
fn horn(works: &[Work], value: impl Fn(&Work) -> f64) -> Vec<u32> {
    let mut blocks: Vec<Block> = works
        .iter()
        .zip(0..)
        .map(|(work, last)| Block { value: value(work), cost: work.outlay.present, last, age: 0 })
        .collect();
    let entry = |work: u32, block: &Block| {
        // A work that costs nothing and reaches nobody may wait.
        let ratio = if block.value == 0.0 { 0.0 } else { block.value / block.cost.max(0.0) };
        Entry { ratio, work, age: block.age }
    };
    let mut queue: BinaryHeap<Entry> =
        blocks.iter().zip(0..).map(|(block, work)| entry(work, block)).collect();
    // The first work of the block that a work is in.
    let mut first: Vec<u32> = (0..works.len() as u32).collect();
    let mut next: Vec<Option<u32>> = vec![None; works.len()];
    let mut done = Vec::with_capacity(works.len());
    while let Some(Entry { work, age, .. }) = queue.pop() {
        let block = blocks[work as usize];
        if first[work as usize] != work || block.age != age {
            continue;
        }
        match works[work as usize].after.map(|after| top(&mut first, after)) {
            // What comes before it is done, or nothing does.
            None => done.push(work),
            Some(before) if blocks[before as usize].age == u32::MAX => done.push(work),
            Some(before) => {
                let joined = &mut blocks[before as usize];
                next[joined.last as usize] = Some(work);
                joined.value += block.value;
                joined.cost += block.cost;
                joined.last = block.last;
                joined.age += 1;
                first[work as usize] = before;
                queue.push(entry(before, joined));
                continue;
            }
        }
        blocks[work as usize].age = u32::MAX;
    }
    let in_block = |first: u32| std::iter::successors(Some(first), |work| next[*work as usize]);
    done.into_iter().flat_map(in_block).collect()
}

/// The first work of a block.
fn top(first: &mut [u32], mut work: u32) -> u32 {
    while first[work as usize] != work {
        first[work as usize] = first[first[work as usize] as usize];
        work = first[work as usize];
    }
    work
}

/// The same order, with what brings every area its share before the rest.
fn fair(works: &[Work], order: Vec<u32>, sites: &[Site], equity: Equity) -> Vec<u32> {
    let area = |at: u32| sites[at as usize].areas.get(equity.level).cloned().unwrap_or_default();
    let mut wanted: BTreeMap<String, f64> = BTreeMap::new();
    for (at, site) in sites.iter().enumerate() {
        // Sites that are connected already count towards the share.
        let has = f64::from(u8::from(site.is_connected == Some(true)));
        *wanted.entry(area(at as u32)).or_default() += equity.share - has;
    }
    let mut is_first = vec![false; works.len()];
    for work in &order {
        let missing = |at: &u32| wanted.get(&area(*at)).is_some_and(|left| *left > 1e-9);
        if !works[*work as usize].sites.iter().any(missing) {
            continue;
        }
        // With all that comes before it, and what that brings.
        let mut next = Some(*work);
        while let Some(one) = next.filter(|one| !is_first[*one as usize]) {
            is_first[one as usize] = true;
            for at in &works[one as usize].sites {
                *wanted.entry(area(*at)).or_default() -= 1.0;
            }
            next = works[one as usize].after;
        }
    }
    let (first, rest): (Vec<u32>, Vec<u32>) =
        order.into_iter().partition(|work| is_first[*work as usize]);
    first.into_iter().chain(rest).collect()
}
