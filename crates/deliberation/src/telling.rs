//! What is found, told by the numbers of statements and people.

use crate::consensus::{Consensus, group_aware};
use crate::count::Found;
use crate::priority::priority;
use crate::projection::extremity;
use crate::representative::representative;
use crate::stability::Stability;
use crate::tally::{Tally, tallies, together};
use crate::told::{ById, Group, Membership, OpinionMap, Unclear};

/// The mean silhouette over people below which nothing is seen to separate groups (Kaufman and Rousseeuw, *Finding Groups in
/// Data*, 1990, table 4: “no substantial structure” up to 0.25).
const SEPARATED: f64 = 0.25;
/// The stability below which a group should not be trusted (Hennig 2007).
const STABLE: f64 = 0.6;
/// People below whom there are no groups to speak of.
const FEWEST: usize = 4;

impl Found<'_> {
    /// The map, with how sure it is where that is known.
    pub fn map(&self, stability: Option<&Stability>) -> OpinionMap {
        let votes = self.count.votes;
        let settings = self.count.settings;
        let groups = self.groups();
        let separation = self.partition().and_then(|partition| self.base.separation(partition));
        let unclear = self.unclear(separation, stability);
        let mut map = OpinionMap {
            provisional: self.provisional,
            people: self.matrix.people(),
            grouped: self.rows.len(),
            statements: votes.statements().len(),
            votes: self.counted(),
            min_votes: settings.min_votes,
            seed: settings.seed,
            replicates: stability.map_or(0, |_| settings.replicates_for(self.counted())),
            k: self.k(),
            silhouette: self.partition().and_then(|partition| partition.silhouette),
            silhouettes: self
                .partitions
                .iter()
                .map(|partition| (partition.asked as u32, partition.silhouette))
                .collect(),
            separation,
            clear: unclear.is_empty(),
            unclear_because: unclear,
            sizes: self.sizes(&groups, stability),
            groups: self.memberships(&groups, stability),
            ..OpinionMap::default()
        };
        self.place(&mut map);
        self.say(&groups, &mut map);
        map
    }

    fn unclear(&self, separation: Option<f64>, stability: Option<&Stability>) -> Vec<Unclear> {
        if self.matrix.people() == 0 {
            return vec![Unclear::Nobody];
        }
        if self.rows.len() < FEWEST {
            return vec![Unclear::TooFew];
        }
        let Some(separation) = separation else { return vec![Unclear::Alike] };
        let mut unclear = Vec::new();
        if separation < SEPARATED {
            unclear.push(Unclear::NotSeparated);
        }
        let stable = |stability: &Stability| {
            stability.groups.iter().filter(|group| **group >= STABLE).count()
        };
        if stability.is_some_and(|stability| stable(stability) < 2) {
            unclear.push(Unclear::NotStable);
        }
        unclear
    }

    fn sizes(&self, groups: &[u32], stability: Option<&Stability>) -> ById<Group> {
        let size = |group: u32| {
            let people = groups.iter().filter(|one| **one == group).count() as u32;
            let centre = match self.partition() {
                Some(partition) => partition.clusters.centres[group as usize],
                None => self.base.clusters.centres.first().copied().unwrap_or_default(),
            };
            let stability = stability.map(|stability| stability.groups[group as usize]);
            (group, Group { people, centre, stability })
        };
        (0..self.k() as u32).map(size).collect()
    }

    fn memberships(&self, groups: &[u32], stability: Option<&Stability>) -> ById<Membership> {
        let all = self.rows.iter().zip(groups).enumerate();
        all.map(|(place, (row, group))| {
            let stability = stability.map(|stability| stability.people[place]);
            (self.person(*row), Membership { group: *group, stability })
        })
        .collect()
    }

    /// Where statements and people are.
    fn place(&self, map: &mut OpinionMap) {
        let statements = self.count.votes.statements();
        let by_id =
            |values: &[f64]| statements.iter().copied().zip(values.iter().copied()).collect();
        map.centre = by_id(&self.centre);
        map.components = self.axes.directions.each_ref().map(|direction| by_id(direction));
        map.extremity = by_id(&extremity(&self.matrix, &self.centre, &self.axes));
        let places = self.points.iter().enumerate();
        map.projection = places.map(|(row, point)| (self.person(row as u32), *point)).collect();
    }

    /// What groups and all say.
    fn say(&self, groups: &[u32], map: &mut OpinionMap) {
        let count = &self.count;
        let statements = count.votes.statements();
        // Who is not grouped is counted apart, for what all say.
        let mut of = vec![map.k; self.matrix.people()];
        self.rows.iter().zip(groups).for_each(|(row, group)| of[*row as usize] = *group as usize);
        let people = self.matrix.source.iter().zip(of);
        let people = people.map(|(person, group)| (*person as usize, group));
        let mut tallies = tallies(count.votes, people, map.k + 1);
        let others = tallies.pop().unwrap_or_default();
        let all = together(&tallies, statements.len());
        let shown: Vec<usize> =
            (0..statements.len()).filter(|place| !count.is_out(statements[*place])).collect();
        let of_group = |group: usize| {
            let told = shown.iter().map(|place| {
                let own = tallies[group][*place];
                (statements[*place], own, all[*place].without(own))
            });
            (group as u32, representative(told))
        };
        map.representative = (0..map.k).map(of_group).collect();
        let everyone =
            shown.iter().map(|place| (statements[*place], all[*place].and(others[*place])));
        map.consensus = Consensus::of(&everyone.collect::<Vec<(u32, Tally)>>());
        let united = |(place, id): (usize, &u32)| {
            (*id, group_aware(tallies.iter().map(|group| group[place])))
        };
        map.group_aware_consensus = statements.iter().enumerate().map(united).collect();
        let weight = |(place, (id, far)): (usize, &(u32, f64))| {
            let meta = count.statements.get(id).is_some_and(|one| one.meta);
            (*id, priority(all[place], *far, meta))
        };
        map.priority = map.extremity.iter().enumerate().map(weight).collect();
    }
}
