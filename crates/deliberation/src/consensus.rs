//! Step 8: what unites.
//!
//! *Consensus* are statements that nearly all agree (or disagree) with: `p = (n + 1) / (S + 2) > ½` with a *z* above 1.2816
//! against one half, sorted by `p · z`, five a side at the most.
//!
//! *Group-aware consensus* of a statement is how probable agreement is in every group at once (Small et al. 2021):
//! `Π_g (A_g + 1) / (S_g + 2)`. A large group does not outvote a small one.

use serde::Serialize;

use crate::representative::{Z_90, probability, proportion_test};
use crate::tally::Tally;

/// Statements a side at the most.
const MOST: usize = 5;

/// A statement that nearly all say the same to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct United {
    /// The statement.
    pub statement: u32,
    /// People who say so.
    pub success: u32,
    /// People who voted on it.
    pub trials: u32,
    /// `p`.
    pub probability: f64,
    /// Its *z* against one half.
    pub probability_test: f64,
}

/// What nearly all say.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Consensus {
    /// What they agree with.
    pub agree: Vec<United>,
    /// What they disagree with.
    pub disagree: Vec<United>,
}

impl Consensus {
    /// Of how all voted on each statement.
    pub(crate) fn of(statements: &[(u32, Tally)]) -> Self {
        let side = |inverted: bool| {
            let united = statements.iter().map(|(statement, tally)| {
                let tally = if inverted { tally.inverted() } else { *tally };
                United {
                    statement: *statement,
                    success: tally.agrees,
                    trials: tally.seen,
                    probability: probability(tally.agrees, tally.seen),
                    probability_test: proportion_test(tally.agrees, tally.seen),
                }
            });
            let clear = |one: &United| one.probability > 0.5 && one.probability_test > Z_90;
            let mut united: Vec<United> = united.filter(clear).collect();
            let strength = |one: &United| one.probability * one.probability_test;
            united.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
            united.truncate(MOST);
            united
        };
        Self { agree: side(false), disagree: side(true) }
    }
}

/// How probable it is that all groups agree.
pub(crate) fn group_aware(groups: impl Iterator<Item = Tally>) -> f64 {
    groups.map(|tally| probability(tally.agrees, tally.seen)).product()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nearly_all_say_is_consensus() {
        let tally = |agrees, disagrees, seen| Tally { agrees, disagrees, seen };
        let found = Consensus::of(&[
            (1, tally(18, 1, 20)),
            (2, tally(10, 10, 20)),
            (3, tally(0, 20, 20)),
            (4, tally(20, 0, 20)),
            (5, tally(0, 0, 20)),
        ]);
        assert_eq!(found.agree.iter().map(|one| one.statement).collect::<Vec<_>>(), [4, 1]);
        assert_eq!(found.disagree.iter().map(|one| one.statement).collect::<Vec<_>>(), [3]);
        let both = group_aware([tally(3, 0, 3), tally(0, 2, 2)].into_iter());
        assert!((both - 0.8 * 0.25).abs() < 1e-15);
    }
}
