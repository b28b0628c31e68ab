//! How sure the groups are: the count repeated with people drawn anew.
//!
//! Each replicate draws as many people as there are, with replacement, and does steps 3 to 6 with them: means, components
//! (to [`NEAR`] of their length: the search begins at the count's own and goes on until it is there), places, base clusters from the
//! first of those drawn, the same number of groups. Then everyone, drawn or not, is put where their nearest base cluster is.
//!
//! - A **group** is as stable as its mean greatest Jaccard coefficient with a group of the replicates, among those drawn
//!   (Hennig, *Cluster-wise assessment of cluster stability*, Comput. Stat. Data Anal. 52, 2007): above 0.75 it is found again,
//!   below 0.6 it should not be trusted.
//! - A **person** is as stable as the share of replicates in which they are in the group that corresponds to theirs. Groups
//!   correspond one to one, so that most people stay.

use crate::groups::Base;
use crate::kmeans::Nearest;
use crate::matrix::Matrix;
use crate::parallel::each;
use crate::pca::{Axes, Centred, Search, centre, leading};
use crate::projection::{Point, project};
use crate::random::Random;

/// How near the components of a replicate are to their exact ones, as a share of the greatest eigenvalue.
const NEAR: f64 = 1e-4;
/// How often a replicate may apply the matrix.
const STEPS: usize = 60;

/// What is repeated.
pub(crate) struct Repeated<'a> {
    pub matrix: &'a Matrix,
    pub axes: &'a Axes,
    /// Rows of who is grouped.
    pub rows: &'a [u32],
    /// Their groups.
    pub groups: &'a [u32],
    /// How many groups there are.
    pub k: usize,
    pub seed: u64,
    pub replicates: u32,
    pub threads: usize,
}

/// How sure it is, from 0 to 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stability {
    /// Of each group.
    pub groups: Vec<f64>,
    /// Of each person that is grouped.
    pub people: Vec<f64>,
}

/// What a replicate says.
struct Replicate {
    /// The greatest Jaccard coefficient of each group; none where nobody of it was drawn.
    jaccard: Vec<Option<f64>>,
    /// Who is in the group that corresponds to theirs.
    stays: Vec<bool>,
}

impl Repeated<'_> {
    /// All replicates together.
    pub fn stability(&self) -> Stability {
        let number = self.replicates as usize;
        let replicates = each(self.threads, number, |one| self.replicate(one as u64 + 1));
        let group = |group: usize| {
            let found = replicates.iter().filter_map(|one| one.jaccard[group]);
            let (sum, n) = found.fold((0.0, 0_u32), |(sum, n), one| (sum + one, n + 1));
            if n == 0 { 0.0 } else { sum / f64::from(n) }
        };
        let person = |person: usize| {
            let stays = replicates.iter().filter(|one| one.stays[person]).count();
            stays as f64 / number as f64
        };
        Stability {
            groups: (0..self.k).map(group).collect(),
            people: (0..self.rows.len()).map(person).collect(),
        }
    }

    fn replicate(&self, number: u64) -> Replicate {
        let times = self.draw(number);
        let points = self.places(&times);
        let drawn = self.rows.iter().filter(|row| times[**row as usize] > 0);
        let drawn: Vec<u32> = drawn.copied().collect();
        let there: Vec<Point> = drawn.iter().map(|row| points[*row as usize]).collect();
        let often: Vec<u32> = drawn.iter().map(|row| times[*row as usize]).collect();
        let base = Base::of(&there, &often, &[], 1);
        let partition = base.partition(self.k, &[]);
        let nearest = Nearest::of(&base.clusters.centres);
        let now: Vec<u32> = self
            .rows
            .iter()
            .map(|row| nearest.to(points[*row as usize], None))
            .map(|base| partition.clusters.of.get(base as usize).copied().unwrap_or(0))
            .collect();
        self.compare(&now, &times)
    }

    /// How often each row is drawn.
    fn draw(&self, number: u64) -> Vec<u32> {
        let people = self.matrix.people();
        let mut chance = Random::of(self.seed, number);
        let mut times = vec![0_u32; people];
        for _ in 0..people {
            times[chance.below(people)] += 1;
        }
        times
    }

    /// Where everyone stands by the components of those drawn.
    fn places(&self, times: &[u32]) -> Vec<Point> {
        let centre = centre(self.matrix, Some(times));
        let drawn =
            Centred { matrix: self.matrix, centre: &centre, times: Some(times), threads: 1 };
        let [first, second] = &self.axes.directions;
        let start: Vec<f64> = first.iter().zip(second).map(|(x, y)| x + y).collect();
        let search = Search { start: Some(&start), tolerance: NEAR, most: STEPS };
        let axes = leading(|vector| drawn.gram(vector), self.matrix.width, &search);
        project(self.matrix, &centre, &axes, 1)
    }

    fn compare(&self, now: &[u32], times: &[u32]) -> Replicate {
        let there = now.iter().copied().max().map_or(1, |most| most as usize + 1);
        let mut all = vec![vec![0_u32; there]; self.k];
        let mut drawn = all.clone();
        for (row, (before, now)) in self.rows.iter().zip(self.groups.iter().zip(now)) {
            let (before, now) = (*before as usize, *now as usize);
            all[before][now] += 1;
            drawn[before][now] += u32::from(times[*row as usize] > 0);
        }
        let corresponding = corresponding(&all);
        let stays = self.groups.iter().zip(now);
        Replicate {
            jaccard: (0..self.k).map(|group| jaccard(&drawn, group)).collect(),
            stays: stays
                .map(|(before, now)| corresponding[*before as usize] == Some(*now as usize))
                .collect(),
        }
    }
}

/// The greatest Jaccard coefficient of a group (a row) with a group now (a column).
fn jaccard(both: &[Vec<u32>], group: usize) -> Option<f64> {
    let own: u32 = both[group].iter().sum();
    let coefficient = |now: usize| {
        let there: u32 = both.iter().map(|row| row[now]).sum();
        let common = both[group][now];
        f64::from(common) / f64::from((own + there - common).max(1))
    };
    (own > 0).then(|| (0..both[group].len()).map(coefficient).fold(0.0, f64::max))
}

/// Which column corresponds to each row, one to one, so that most are in both; the first of equally good ways.
fn corresponding(both: &[Vec<u32>]) -> Vec<Option<usize>> {
    fn choose(
        both: &[Vec<u32>],
        taken: &mut Vec<Option<usize>>,
        sum: u32,
        best: &mut (Option<u32>, Vec<Option<usize>>),
    ) {
        let Some(row) = both.get(taken.len()) else {
            if best.0.is_none_or(|most| sum > most) {
                *best = (Some(sum), taken.clone());
            }
            return;
        };
        for now in (0..row.len()).map(Some).chain([None]) {
            if now.is_some() && taken.contains(&now) {
                continue;
            }
            taken.push(now);
            choose(both, taken, sum + now.map_or(0, |now| row[now]), best);
            taken.pop();
        }
    }
    let mut best = (None, Vec::new());
    choose(both, &mut Vec::new(), 0, &mut best);
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_correspond_one_to_one() {
        assert_eq!(corresponding(&[vec![1, 9], vec![0, 5]]), [Some(1), Some(0)]);
        assert_eq!(corresponding(&[vec![1], vec![5]]), [None, Some(0)]);
        assert_eq!(corresponding(&[vec![4, 0, 1], vec![0, 0, 7]]), [Some(0), Some(2)]);
    }

    #[test]
    fn the_coefficient_is_jaccards() {
        let both = [vec![6, 2], vec![1, 3], vec![0, 0]];
        assert_eq!(jaccard(&both, 0), Some(6.0 / 9.0));
        assert_eq!(jaccard(&both, 1), Some(3.0 / 6.0));
        assert_eq!(jaccard(&both, 2), None);
    }
}
