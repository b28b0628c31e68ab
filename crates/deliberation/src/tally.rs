//! How each group voted on each statement.

use crate::votes::Votes;

/// Votes of a group on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Who agreed.
    pub agrees: u32,
    /// Who disagreed.
    pub disagrees: u32,
    /// Who voted: those who passed too.
    pub seen: u32,
}

impl Tally {
    fn add(&mut self, stance: i8) {
        self.seen += 1;
        self.agrees += u32::from(stance > 0);
        self.disagrees += u32::from(stance < 0);
    }

    /// Of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            agrees: self.agrees + other.agrees,
            disagrees: self.disagrees + other.disagrees,
            seen: self.seen + other.seen,
        }
    }

    /// Of all but these.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            agrees: self.agrees - other.agrees,
            disagrees: self.disagrees - other.disagrees,
            seen: self.seen - other.seen,
        }
    }

    /// Who passed.
    pub const fn passes(self) -> u32 {
        self.seen - self.agrees - self.disagrees
    }

    /// With agreements and disagreements exchanged.
    #[must_use]
    pub const fn inverted(self) -> Self {
        Self { agrees: self.disagrees, disagrees: self.agrees, seen: self.seen }
    }
}

/// For each group, then for each statement, how the people given with their group (place among the votes' people, group)
/// voted.
pub(crate) fn tallies(
    votes: &Votes,
    people: impl Iterator<Item = (usize, usize)>,
    groups: usize,
) -> Vec<Vec<Tally>> {
    let mut tallies = vec![vec![Tally::default(); votes.statements().len()]; groups];
    for (person, group) in people {
        let (columns, stances) = votes.row(person);
        for (column, stance) in columns.iter().zip(stances) {
            tallies[group][*column as usize].add(*stance);
        }
    }
    tallies
}

/// Of all groups together.
pub(crate) fn together(tallies: &[Vec<Tally>], statements: usize) -> Vec<Tally> {
    let all =
        |place: usize| tallies.iter().fold(Tally::default(), |sum, group| sum.and(group[place]));
    (0..statements).map(all).collect()
}
