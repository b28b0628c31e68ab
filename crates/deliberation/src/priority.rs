//! Step 9: which statement to show next.
//!
//! Statements are drawn with weights, so that those which tell most are seen by most, and new ones are seen at all (Small et
//! al. 2021):
//!
//! `w = [(1 − p) (E + 1) a · (1 + 8 · 2^(−S/5))]²`, `p = (P + 1)/(S + 2)`, `a = (A + 1)/(S + 2)`
//!
//! with *P* passes, *A* agreements and *S* votes of the people who are grouped, and extremity *E*. Statements about people or the
//! consultation itself (meta) weigh 49.

use crate::representative::probability;
use crate::tally::Tally;

/// What a meta statement weighs.
const META: f64 = 49.0;
/// 2^(−r/5) for r from 0 to 4, to the last digit.
const FIFTHS: [f64; 5] = [
    1.0,
    0.870_550_563_296_124_1,
    0.757_858_283_255_199,
    0.659_753_955_386_447_1,
    0.574_349_177_498_517_5,
];

/// 2^(−n/5), with nothing but multiplications.
fn halved_every_fifth(n: u32) -> f64 {
    // Below 2^−1000 there is nothing to add to 1.
    let halvings = (n / 5).min(1_000);
    (0..halvings).fold(FIFTHS[(n % 5) as usize], |left, _| left / 2.0)
}

/// The weight of a statement.
pub(crate) fn priority(tally: Tally, extremity: f64, meta: bool) -> f64 {
    if meta {
        return META;
    }
    let passed = probability(tally.passes(), tally.seen);
    let agreed = probability(tally.agrees, tally.seen);
    let importance = (1.0 - passed) * (extremity + 1.0) * agreed;
    let weight = importance * (1.0 + 8.0 * halved_every_fifth(tally.seen));
    weight * weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_powers() {
        for n in 0..60 {
            let expected = 2_f64.powf(-f64::from(n) / 5.0);
            assert!((halved_every_fifth(n) / expected - 1.0).abs() < 1e-15, "{n}");
        }
        assert!(halved_every_fifth(u32::MAX) < 1e-290);
    }

    #[test]
    fn new_statements_come_first_and_meta_before_them() {
        let none = priority(Tally::default(), 0.0, false);
        // (1 − ½) · 1 · ½ · 9, squared.
        assert!((none - 5.062_5).abs() < 1e-12);
        let many = Tally { agrees: 50, disagrees: 50, seen: 100 };
        assert!(priority(many, 0.0, false) < none);
        assert!(priority(many, 3.0, false) > priority(many, 0.0, false));
        assert_eq!(priority(many, 3.0, true), 49.0);
    }
}
