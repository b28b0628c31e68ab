//! Roads as a graph: junctions, and the stretches between them with the way they take.

use crate::Position;

/// Roads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roads {
    /// Places on roads.
    positions: Vec<Position>,
    /// Ways of all stretches one after another, as places in `positions`.
    ways: Vec<u32>,
    /// Where each stretch ends in `ways`.
    ends: Vec<u32>,
}

/// A road between two junctions, without one on the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch<'r> {
    positions: &'r [Position],
    way: &'r [u32],
}

impl Stretch<'_> {
    /// Where it begins, as a place of [`Roads::positions`].
    pub fn from(self) -> u32 {
        self.way[0]
    }

    /// Where it ends.
    pub fn to(self) -> u32 {
        self.way[self.way.len() - 1]
    }

    /// The way it takes: two places or more.
    pub fn path(self) -> impl Iterator<Item = Position> {
        self.way.iter().map(move |at| self.positions[*at as usize])
    }

    /// Its length in metres.
    pub fn length(self) -> f64 {
        let place = |at: u32| self.positions[at as usize];
        self.way.windows(2).map(|pair| place(pair[0]).distance(place(pair[1]))).sum()
    }
}

impl Roads {
    /// The graph of roads that share places: each is cut where another meets it. Roads of fewer than two places,
    /// and places that are not among `positions`, are left out.
    pub fn of<'w>(
        positions: Vec<Position>,
        roads: impl IntoIterator<Item = &'w [u32]> + Clone,
    ) -> Self {
        let known =
            |road: &[u32]| road.len() > 1 && road.iter().all(|at| (*at as usize) < positions.len());
        // 2: a junction.
        let mut uses = vec![0_u8; positions.len()];
        for road in roads.clone().into_iter().filter(|road| known(road)) {
            for at in road {
                uses[*at as usize] = uses[*at as usize].saturating_add(1);
            }
            for end in [road[0], road[road.len() - 1]] {
                uses[end as usize] = uses[end as usize].saturating_add(1);
            }
        }
        let (mut ways, mut ends) = (Vec::new(), Vec::new());
        for road in roads.into_iter().filter(|road| known(road)) {
            ways.push(road[0]);
            for (step, at) in road.iter().enumerate().skip(1) {
                ways.push(*at);
                if uses[*at as usize] > 1 {
                    ends.push(u32::try_from(ways.len()).unwrap_or(u32::MAX));
                    if step + 1 < road.len() {
                        ways.push(*at);
                    }
                }
            }
        }
        Self { positions, ways, ends }
    }

    /// Places on roads.
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The stretches between junctions.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| Stretch {
            positions: &self.positions,
            way: &self.ways[start as usize..*end as usize],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roads_are_cut_where_they_meet() {
        let positions: Vec<Position> =
            (0..7).map(|step| Position { lat: 0.0, lon: f64::from(step) }).collect();
        // 0 – 1 – 2 – 3, and 4 – 2 from the side; a ring 5 – 6 – 5; one place; one that is not there.
        let roads: [&[u32]; 5] = [&[0, 1, 2, 3], &[4, 2], &[5, 6, 5], &[1], &[0, 9]];
        let graph = Roads::of(positions, roads);
        let ends: Vec<(u32, u32, usize)> =
            graph.stretches().map(|one| (one.from(), one.to(), one.path().count())).collect();
        assert_eq!(ends, [(0, 2, 3), (2, 3, 2), (4, 2, 2), (5, 5, 3)]);
        let lengths: Vec<f64> =
            graph.stretches().map(|one| (one.length() / 111_195.0).round()).collect();
        assert_eq!(lengths, [2.0, 1.0, 2.0, 2.0]);
        assert_eq!((graph.len(), Roads::default().is_empty()), (4, true));
    }
}
