//! Step 6: groups of people who are near each other on the map.
//!
//! Two steps, so that a hundred thousand people cost hardly more than a hundred: k-means of the people to at most
//! [`BASE`] base clusters, then k-means of these, weighted by their people, for each number of groups from 2 to
//! `min(5, 2 + ⌊n_base / 12⌋)`. The number with the greatest mean silhouette over base clusters wins; of equal ones the smaller.

use crate::kmeans::{Clusters, cluster, distinct, silhouette};
use crate::projection::Point;

/// Base clusters at the most.
pub(crate) const BASE: usize = 100;
/// Groups at the most.
pub(crate) const MOST_GROUPS: usize = 5;

/// People in base clusters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Base {
    pub clusters: Clusters,
    /// People of each.
    pub weights: Vec<u32>,
}

/// Base clusters in groups.
#[derive(Debug, Clone)]
pub(crate) struct Partition {
    /// The number of groups that was looked for; there can be fewer.
    pub asked: usize,
    pub clusters: Clusters,
    /// Mean over the base clusters; none where there are not two groups.
    pub silhouette: Option<f64>,
}

impl Base {
    /// People's places, each `times` over, from the centres of before (if there are any) and the first places that differ.
    pub fn of(points: &[Point], times: &[u32], before: &[Point], threads: usize) -> Self {
        let start = distinct(before, points, BASE);
        let clusters = cluster(points, times, start, threads);
        let mut weights = vec![0; clusters.centres.len()];
        for (cluster, times) in clusters.of.iter().zip(times) {
            weights[*cluster as usize] += times;
        }
        Self { clusters, weights }
    }

    /// The numbers of groups to look for.
    pub fn numbers(&self) -> std::ops::RangeInclusive<usize> {
        2..=MOST_GROUPS.min(2 + self.weights.len() / 12)
    }

    /// The best partition into so many groups, from these centres or the first base clusters that differ.
    pub fn partition(&self, asked: usize, before: &[Point]) -> Partition {
        let centres = &self.clusters.centres;
        let start = if before.is_empty() { distinct(&[], centres, asked) } else { before.to_vec() };
        let clusters = cluster(centres, &self.weights, start, 1);
        let silhouette = silhouette(centres, &vec![1; centres.len()], &clusters);
        Partition { asked, clusters, silhouette }
    }

    /// How well people are nearer to their own group than to the next: the mean silhouette over people, who stand at their
    /// base cluster.
    pub fn separation(&self, partition: &Partition) -> Option<f64> {
        silhouette(&self.clusters.centres, &self.weights, &partition.clusters)
    }

    /// The group of each person.
    pub fn groups(&self, partition: &Partition) -> Vec<u32> {
        let group = |base: &u32| partition.clusters.of[*base as usize];
        self.clusters.of.iter().map(group).collect()
    }
}

/// Which partition is the best: its place; none where none has two groups.
pub(crate) fn best(partitions: &[Partition]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (place, partition) in partitions.iter().enumerate() {
        if let Some(silhouette) = partition.silhouette
            && best.is_none_or(|(_, most)| silhouette > most)
        {
            best = Some((place, silhouette));
        }
    }
    best.map(|(place, _)| place)
}

/// Who is grouped: the rows of those with enough votes, and, while these are fewer than `least`, of those with most votes.
/// `already` are in whatever they voted.
pub(crate) fn grouped(
    cast: &[u32],
    enough: u32,
    least: usize,
    already: impl Fn(usize) -> bool,
) -> Vec<u32> {
    let mut is_in: Vec<bool> =
        cast.iter().enumerate().map(|(row, votes)| *votes >= enough || already(row)).collect();
    let lacking = least.saturating_sub(is_in.iter().filter(|is_in| **is_in).count());
    let mut others: Vec<usize> = (0..cast.len()).filter(|row| !is_in[*row]).collect();
    others.sort_by_key(|row| std::cmp::Reverse(cast[*row]));
    others.into_iter().take(lacking).for_each(|row| is_in[row] = true);
    (0..cast.len()).filter(|row| is_in[*row]).map(|row| row as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_with_enough_votes_are_grouped_and_then_those_with_most() {
        assert_eq!(grouped(&[9, 1, 7, 6], 7, 2, |_| false), [0, 2]);
        assert_eq!(grouped(&[9, 1, 7, 6], 7, 3, |_| false), [0, 2, 3]);
        assert_eq!(grouped(&[9, 1, 7, 6], 7, 15, |_| false), [0, 1, 2, 3]);
        assert_eq!(grouped(&[9, 1, 7, 6], 7, 0, |row| row == 1), [0, 1, 2]);
        assert!(grouped(&[], 7, 15, |_| false).is_empty());
    }

    #[test]
    fn three_heaps_are_three_groups() {
        let heap = |x: f64, y: f64| (0..10).map(move |i| [x + f64::from(i) / 40.0, y]);
        let points: Vec<Point> =
            heap(0.0, 0.0).chain(heap(9.0, 0.0)).chain(heap(0.0, 9.0)).collect();
        // From three different heaps, as a good draw would have it.
        let mixed: Vec<Point> = (0..30).map(|i| points[i % 3 * 10 + i / 3]).collect();
        let base = Base::of(&mixed, &[1; 30], &[], 1);
        assert_eq!(base.numbers(), 2..=4);
        let partitions: Vec<Partition> = base.numbers().map(|k| base.partition(k, &[])).collect();
        let best = &partitions[best(&partitions).unwrap()];
        assert_eq!(best.clusters.centres.len(), 3);
        assert!(best.silhouette.unwrap() > 0.9);
        assert!((base.separation(best).unwrap() - best.silhouette.unwrap()).abs() < 1e-12);
        assert_eq!(base.groups(best)[..4], [0, 1, 2, 0]);
    }

    #[test]
    fn one_place_is_no_two_groups() {
        let base = Base::of(&[[1.0, 1.0]; 20], &[1; 20], &[], 1);
        assert_eq!(base.weights, [20]);
        let partition = base.partition(2, &[]);
        assert_eq!(partition.silhouette, None);
        assert_eq!(best(&[partition]), None);
    }
}
