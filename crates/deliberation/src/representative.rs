//! Step 7: the statements that set a group apart.
//!
//! With `na` agreeing and `ns` voting in the group, each count with one added so that a few votes prove little:
//!
//! - `pa = (na + 1) / (ns + 2)`: how probable agreement is in the group;
//! - `pat = 2 √(ns + 1) · ((na + 1) / (ns + 1) − ½)`: the *z* of that against one half;
//! - `ra = pa / pa of the others`: how much likelier agreement is in the group than outside;
//! - `rat`: the *z* of the two proportions with pooled variance (0 where all agree).
//!
//! The same with disagreement: `pd`, `pdt`, `rd`, `rdt`. Both tests are one-sided at 90 %.

use serde::Serialize;

use crate::tally::Tally;

/// The 90 % point of the standard normal distribution, one-sided.
pub(crate) const Z_90: f64 = 1.2816;
/// Statements of a group at the most.
const MOST: usize = 5;

/// What a group says to a statement that sets it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// It agrees.
    Agree,
    /// It disagrees.
    Disagree,
}

/// A statement that sets a group apart, by agreement or by disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Representative {
    /// The statement.
    pub statement: u32,
    /// What the group says to it.
    pub side: Side,
    /// People of the group who say so.
    pub success: u32,
    /// People of the group who voted on it.
    pub trials: u32,
    /// `pa` or `pd`.
    pub probability: f64,
    /// Its *z* against one half.
    pub probability_test: f64,
    /// `ra` or `rd`.
    pub representativeness: f64,
    /// Its *z* against the others.
    pub representativeness_test: f64,
    /// It is the one that the group agrees with most clearly.
    pub best_agree: bool,
}

/// `(n + 1) / (seen + 2)`.
pub(crate) fn probability(n: u32, seen: u32) -> f64 {
    (f64::from(n) + 1.0) / (f64::from(seen) + 2.0)
}

/// *z* of a proportion against one half.
pub(crate) fn proportion_test(n: u32, seen: u32) -> f64 {
    let (n, seen) = (f64::from(n) + 1.0, f64::from(seen) + 1.0);
    2.0 * seen.sqrt() * (n / seen - 0.5)
}

/// *z* of two proportions, with pooled variance.
fn two_proportion_test((n, seen): (u32, u32), (others, others_seen): (u32, u32)) -> f64 {
    let (n, seen) = (f64::from(n) + 1.0, f64::from(seen) + 1.0);
    let (others, others_seen) = (f64::from(others) + 1.0, f64::from(others_seen) + 1.0);
    let pooled = (n + others) / (seen + others_seen);
    if pooled >= 1.0 {
        return 0.0;
    }
    let variance = pooled * (1.0 - pooled) * (1.0 / seen + 1.0 / others_seen);
    (n / seen - others / others_seen) / variance.sqrt()
}

impl Representative {
    fn of(statement: u32, side: Side, own: Tally, others: Tally) -> Self {
        let (own, others) = match side {
            Side::Agree => (own, others),
            Side::Disagree => (own.inverted(), others.inverted()),
        };
        let probability_here = probability(own.agrees, own.seen);
        Self {
            statement,
            side,
            success: own.agrees,
            trials: own.seen,
            probability: probability_here,
            probability_test: proportion_test(own.agrees, own.seen),
            representativeness: probability_here / probability(others.agrees, others.seen),
            representativeness_test: two_proportion_test(
                (own.agrees, own.seen),
                (others.agrees, others.seen),
            ),
            best_agree: false,
        }
    }

    fn passes(&self) -> bool {
        self.representativeness_test > Z_90 && self.probability_test > Z_90
    }

    /// How well agreement is probable.
    fn agreement(&self) -> f64 {
        self.probability * self.probability_test
    }

    /// How well it sets the group apart.
    fn strength(&self) -> f64 {
        self.representativeness * self.representativeness_test * self.agreement()
    }

    /// Whether it is a better statement to agree with than the best so far.
    fn agrees_better(&self, best: Option<&Self>) -> bool {
        match best {
            Some(best) if best.representativeness > 1.0 => self.strength() > best.strength(),
            Some(best) => self.agreement() > best.agreement(),
            None => {
                self.probability_test > Z_90
                    || (self.representativeness > 1.0 && self.probability > 0.5)
            }
        }
    }
}

/// The statements that set a group apart, the clearest first: of each its number, how the group voted and how the others did.
pub(crate) fn representative(
    statements: impl Iterator<Item = (u32, Tally, Tally)>,
) -> Vec<Representative> {
    let mut passing = Vec::new();
    let mut best_agree: Option<Representative> = None;
    let mut best: Option<Representative> = None;
    for (statement, own, others) in statements {
        let agree = Representative::of(statement, Side::Agree, own, others);
        let disagree = Representative::of(statement, Side::Disagree, own, others);
        let clearer = if agree.representativeness_test > disagree.representativeness_test {
            agree
        } else {
            disagree
        };
        if agree.passes() || disagree.passes() {
            passing.push(clearer);
        }
        let test = clearer.representativeness_test;
        if best.is_none_or(|best| test > best.representativeness_test) {
            best = Some(clearer);
        }
        if own.agrees + own.disagrees > 0 && agree.agrees_better(best_agree.as_ref()) {
            best_agree = Some(Representative { best_agree: true, ..agree });
        }
    }
    if passing.is_empty() {
        return best_agree.or(best).into_iter().collect();
    }
    passing.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
    let pinned = best_agree.map(|best| best.statement);
    let others = passing.into_iter().filter(|one| Some(one.statement) != pinned);
    let mut chosen: Vec<Representative> = best_agree.into_iter().chain(others).take(MOST).collect();
    chosen.sort_by_key(|one| one.side == Side::Disagree);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agrees: u32, disagrees: u32, seen: u32) -> Tally {
        Tally { agrees, disagrees, seen }
    }

    #[test]
    fn the_tests_are_the_published_formulae() {
        // Of a published conversation: 35 of 40 → p 0.857…, z 4.841….
        assert!((probability(35, 40) - 0.857_142_857_142_857_1).abs() < 1e-15);
        assert!((proportion_test(35, 40) - 4.841_386_618_546_788).abs() < 1e-12);
        assert_eq!(two_proportion_test((3, 3), (5, 5)), 0.0);
        assert!(two_proportion_test((9, 10), (1, 10)) > 3.0);
    }

    #[test]
    fn the_best_agreement_stands_first_and_disagreements_last() {
        let statements = [
            (1, tally(0, 20, 20), tally(20, 0, 20)),
            (2, tally(18, 2, 20), tally(2, 18, 20)),
            (3, tally(20, 0, 20), tally(1, 19, 20)),
            (4, tally(10, 10, 20), tally(10, 10, 20)),
        ];
        let chosen = representative(statements.into_iter());
        let told: Vec<(u32, Side, bool)> =
            chosen.iter().map(|one| (one.statement, one.side, one.best_agree)).collect();
        assert_eq!(
            told,
            [(3, Side::Agree, true), (2, Side::Agree, false), (1, Side::Disagree, false)]
        );
    }

    #[test]
    fn where_none_passes_one_is_told_all_the_same() {
        let chosen = representative([(8, tally(1, 1, 4), tally(2, 2, 8))].into_iter());
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].statement, 8);
        assert!(representative(std::iter::empty()).is_empty());
    }
}
