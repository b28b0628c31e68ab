//! Where a count can begin: at the centres of an earlier one.

use std::collections::{BTreeMap, BTreeSet};

use crate::pca::Axes;
use crate::projection::Point;

/// What was found earlier, here or elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Start {
    /// Mean of each statement.
    pub centre: BTreeMap<u32, f64>,
    /// Both components, by statement.
    pub components: [BTreeMap<u32, f64>; 2],
    /// Who was grouped: they stay so, whatever they voted.
    pub grouped: BTreeSet<u32>,
    /// Centres of base clusters.
    pub base: Vec<Point>,
    /// Centres of groups, by their number of groups.
    pub groups: BTreeMap<usize, Vec<Point>>,
    /// Only this number of groups is looked for.
    pub k: Option<usize>,
    /// The number of groups that was shown.
    pub shown: Option<usize>,
}

impl Start {
    /// One that was counted with agreement as −1, as seen with agreement as +1, if it was: then it disagrees with the means
    /// of the votes. Components keep their signs, so that places change theirs. Tells whether it did.
    pub fn minding_sign(&mut self, centre: &BTreeMap<u32, f64>) -> bool {
        let both = self.centre.iter().filter_map(|(id, mean)| Some(mean * centre.get(id)?));
        let opposed = both.sum::<f64>() < 0.0;
        if opposed {
            self.centre.values_mut().for_each(|mean| *mean = -*mean);
            let groups = self.groups.values_mut().flatten();
            for point in self.base.iter_mut().chain(groups) {
                *point = point.map(|along| -along);
            }
        }
        opposed
    }

    /// Turns components the way that they had here; where they had none, they stay.
    pub(crate) fn face(&self, axes: &mut Axes, statements: &[u32]) {
        for (before, direction) in self.components.iter().zip(&mut axes.directions) {
            let both = statements.iter().zip(direction.iter());
            let along: f64 = both.filter_map(|(id, v)| Some(before.get(id)? * v)).sum();
            if along < 0.0 {
                direction.iter_mut().for_each(|v| *v = -*v);
            }
        }
    }

    /// A vector to search from: both components together.
    pub(crate) fn vector(&self, statements: &[u32]) -> Option<Vec<f64>> {
        let [first, second] = &self.components;
        let at = |id: &u32, along: &BTreeMap<u32, f64>| along.get(id).copied().unwrap_or(0.0);
        let vector = statements.iter().map(|id| at(id, first) + at(id, second));
        (!first.is_empty()).then(|| vector.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_sign_is_seen_and_minded() {
        let mut start = Start {
            centre: BTreeMap::from([(1, 0.5), (2, -0.2), (9, -1.0)]),
            base: vec![[1.0, -2.0]],
            groups: BTreeMap::from([(2, vec![[3.0, 0.5]])]),
            ..Start::default()
        };
        let same = start.clone();
        let ours = BTreeMap::from([(1, -0.5), (2, 0.2)]);
        assert!(start.minding_sign(&ours));
        assert_eq!((start.base[0], start.groups[&2][0]), ([-1.0, 2.0], [-3.0, -0.5]));
        assert!(!start.minding_sign(&ours));
        assert_ne!(start, same);
    }
}
