//! k-means with weights (Lloyd, *Least squares quantization in PCM*, IEEE Trans. Inf. Theory 28, 1982), and silhouettes
//! (Rousseeuw, J. Comput. Appl. Math. 20, 1987).
//!
//! Every point goes to the nearest centre, every centre to the weighted mean of its points, until none moves by
//! [`STILL`]. Of equally near centres the first one has the point; a centre without points is dropped.

use crate::parallel::each;
use crate::projection::Point;

/// A centre that moves by less stands still.
const STILL: f64 = 0.01;
/// Rounds at the most.
const ROUNDS: usize = 100;
/// Points that one thread looks at, at the least.
const PIECE: usize = 4_096;

/// Points in clusters.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Clusters {
    pub centres: Vec<Point>,
    /// The cluster of each point.
    pub of: Vec<u32>,
}

pub(crate) fn square_of_distance(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

/// The first `most` places that differ, `after` those that are given already.
pub(crate) fn distinct(after: &[Point], points: &[Point], most: usize) -> Vec<Point> {
    let mut found: Vec<Point> = after.iter().take(most).copied().collect();
    for point in points {
        if found.len() >= most {
            break;
        }
        if !found.contains(point) {
            found.push(*point);
        }
    }
    found
}

/// Centres in the order of their first coordinate, so that those near a point are looked at and the others are not.
pub(crate) struct Nearest {
    /// Centre and its place in the list.
    sorted: Vec<(Point, u32)>,
}

impl Nearest {
    pub fn of(centres: &[Point]) -> Self {
        let mut sorted: Vec<(Point, u32)> =
            centres.iter().enumerate().map(|(place, centre)| (*centre, place as u32)).collect();
        sorted.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]));
        Self { sorted }
    }

    /// The nearest centre; of equally near ones the first in the list; 0 where there is none. `near`: a place in the list
    /// and its centre that are likely near, so that little else has to be looked at; the answer does not depend on it.
    pub fn to(&self, point: Point, near: Option<(u32, Point)>) -> u32 {
        let near = near.map(|(place, centre)| (square_of_distance(point, centre), place));
        let (mut best, mut at) = near.unwrap_or((f64::INFINITY, u32::MAX));
        // False once what follows on that side is further away along the first coordinate alone.
        let mut look = |(centre, place): &(Point, u32)| {
            let along = point[0] - centre[0];
            let far = square_of_distance(point, *centre);
            if far < best || (far == best && *place < at) {
                (best, at) = (far, *place);
            }
            along * along <= best
        };
        let middle = self.sorted.partition_point(|(centre, _)| centre[0] < point[0]);
        let (before, after) = self.sorted.split_at(middle);
        let (mut before, mut after) = (before.iter().rev(), after.iter());
        let (mut left, mut right) = (true, true);
        while left || right {
            left = left && before.next().is_some_and(&mut look);
            right = right && after.next().is_some_and(&mut look);
        }
        if at == u32::MAX { 0 } else { at }
    }
}

/// Clusters of points that count `weights` times, from these centres.
pub(crate) fn cluster(
    points: &[Point],
    weights: &[u32],
    start: Vec<Point>,
    threads: usize,
) -> Clusters {
    let mut centres = start;
    let mut of: Vec<u32> = Vec::new();
    for _ in 0..ROUNDS {
        let pieces = points.len().div_ceil(PIECE);
        let nearest = Nearest::of(&centres);
        of = each(threads, pieces, |piece| {
            let part = &points[piece * PIECE..points.len().min((piece + 1) * PIECE)];
            let before = of.get(piece * PIECE..);
            let near = |at: usize| before?.get(at).map(|place| (*place, centres[*place as usize]));
            part.iter()
                .enumerate()
                .map(|(at, point)| nearest.to(*point, near(at)))
                .collect::<Vec<u32>>()
        })
        .concat();
        let moved = means(points, weights, &mut of, &mut centres);
        if moved < STILL * STILL {
            break;
        }
    }
    Clusters { centres, of }
}

/// Moves the centres to the means of their points, and drops those that have none. Gives the square of the longest move.
fn means(points: &[Point], weights: &[u32], of: &mut [u32], centres: &mut Vec<Point>) -> f64 {
    let mut sums = vec![(0.0, 0.0, 0_u64); centres.len()];
    for ((point, weight), cluster) in points.iter().zip(weights).zip(of.iter()) {
        let sum = &mut sums[*cluster as usize];
        sum.0 += f64::from(*weight) * point[0];
        sum.1 += f64::from(*weight) * point[1];
        sum.2 += u64::from(*weight);
    }
    let mut moved = 0.0_f64;
    let mut places = Vec::with_capacity(sums.len());
    let mut left = Vec::with_capacity(sums.len());
    for (centre, (x, y, weight)) in centres.iter().zip(sums) {
        places.push(left.len() as u32);
        if weight > 0 {
            let mean = [x / weight as f64, y / weight as f64];
            moved = moved.max(square_of_distance(*centre, mean));
            left.push(mean);
        }
    }
    of.iter_mut().for_each(|cluster| *cluster = places[*cluster as usize]);
    *centres = left;
    moved
}

/// The mean silhouette of points, each counted `weights` times: `(b − a) / max(a, b)`, with `a` the mean distance to the
/// others of its cluster and `b` the least mean distance to another cluster. None where there are not two clusters.
///
/// People at one point are others to each other: a point with weight 2 is not alone in its cluster. Who is alone has 0.
pub(crate) fn silhouette(points: &[Point], weights: &[u32], clusters: &Clusters) -> Option<f64> {
    let k = clusters.centres.len();
    if k < 2 {
        return None;
    }
    let mut sizes = vec![0_u64; k];
    for (cluster, weight) in clusters.of.iter().zip(weights) {
        sizes[*cluster as usize] += u64::from(*weight);
    }
    let (mut sum, mut all) = (0.0, 0_u64);
    for (point, (own, weight)) in points.iter().zip(clusters.of.iter().zip(weights)) {
        all += u64::from(*weight);
        let own = *own as usize;
        if sizes[own] < 2 {
            continue;
        }
        let mut distances = vec![0.0; k];
        for (other, (cluster, weight)) in points.iter().zip(clusters.of.iter().zip(weights)) {
            let far = square_of_distance(*point, *other).sqrt();
            distances[*cluster as usize] += f64::from(*weight) * far;
        }
        let a = distances[own] / (sizes[own] - 1) as f64;
        let means = (0..k).filter(|other| *other != own && sizes[*other] > 0);
        let b =
            means.map(|other| distances[other] / sizes[other] as f64).fold(f64::INFINITY, f64::min);
        let longer = a.max(b);
        if longer > 0.0 {
            sum += f64::from(*weight) * ((b - a) / longer);
        }
    }
    Some(sum / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_heaps_are_found_and_an_idle_centre_goes() {
        let points = [[0.0, 0.0], [0.0, 1.0], [10.0, 0.0], [10.0, 1.0]];
        let start = vec![[0.0, 0.0], [9.0, 9.0], [500.0, 0.0]];
        let found = cluster(&points, &[1, 1, 1, 3], start, 2);
        assert_eq!(found.of, [0, 0, 1, 1]);
        assert_eq!(found.centres, [[0.0, 0.5], [10.0, 0.75]]);
    }

    #[test]
    fn silhouettes_are_those_of_the_definition() {
        let points = [[0.0, 0.0], [1.0, 0.0], [4.0, 0.0], [9.0, 0.0]];
        let clusters =
            Clusters { centres: vec![[0.5, 0.0], [4.0, 0.0], [9.0, 0.0]], of: vec![0, 0, 1, 2] };
        // (4 − 1) / 4, (3 − 1) / 3, and two that are alone.
        let expected = (0.75 + 2.0 / 3.0) / 4.0;
        assert!((silhouette(&points, &[1; 4], &clusters).unwrap() - expected).abs() < 1e-15);
        // Two people at one point are not alone: a = 0.
        let expected = (0.75 + 2.0 / 3.0 + 2.0) / 5.0;
        assert!((silhouette(&points, &[1, 1, 2, 1], &clusters).unwrap() - expected).abs() < 1e-15);
        let one = Clusters { centres: vec![[0.0, 0.0]], of: vec![0; 4] };
        assert_eq!(silhouette(&points, &[1; 4], &one), None);
    }

    #[test]
    fn the_nearest_is_the_nearest_of_all() {
        let mut chance = crate::random::Random::of(1, 1);
        // On a grid, so that many are equally near.
        let mut other = crate::random::Random::of(1, 2);
        let mut chance_of = |bound: usize| other.below(bound) as u32;
        let mut point = || [chance.below(9) as f64, chance.below(9) as f64];
        for centres in [1, 2, 7, 40] {
            let centres: Vec<Point> = (0..centres).map(|_| point()).collect();
            let near = Nearest::of(&centres);
            for _ in 0..200 {
                let point = point();
                let far = |place: usize| square_of_distance(point, centres[place]);
                let best = (0..centres.len()).map(far).fold(f64::INFINITY, f64::min);
                let first = (0..centres.len()).find(|place| far(*place) == best).unwrap();
                assert_eq!(near.to(point, None), first as u32);
                let other = chance_of(centres.len());
                assert_eq!(near.to(point, Some((other, centres[other as usize]))), first as u32);
            }
        }
        assert_eq!(Nearest::of(&[]).to([1.0, 1.0], None), 0);
    }

    #[test]
    fn starts_are_places_that_differ() {
        let points = [[1.0, 1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 1.0]];
        assert_eq!(distinct(&[], &points, 2), [[1.0, 1.0], [2.0, 1.0]]);
        assert_eq!(distinct(&[[2.0, 1.0]], &points, 9), [[2.0, 1.0], [1.0, 1.0], [3.0, 1.0]]);
    }
}
