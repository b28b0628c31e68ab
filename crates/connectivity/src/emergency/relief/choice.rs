//! Which actions, with the stock there is: the best first, then stock that is left takes over what scarcer stock does.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Action, Means, Possible, Stock};

/// Actions taken so far.
#[derive(Clone)]
pub(super) struct Choice<'a> {
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
    pub fn new(possible: &'a [Possible], people: &'a [f64], stock: &'a Stock) -> Self {
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
    pub fn complete(&mut self) {
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
    pub fn at_most(&self) -> f64 {
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
    pub fn in_order(&self) -> Vec<Action> {
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

#[cfg(test)]
mod tests {
    use super::super::{Target, action};
    use super::*;
    use passerelle_vocabulary::Position;
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
