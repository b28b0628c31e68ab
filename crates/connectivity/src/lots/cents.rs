//! Whole cents that add up.

/// Amounts of money as whole cents that add up to their `total`, rounded: each is rounded down, and the cents that
/// are missing go to those that lost most, of equals to the first.
pub fn in_cents(amounts: &[f64], total: f64) -> Vec<i64> {
    let exact: Vec<f64> = amounts.iter().map(|amount| amount * 100.0).collect();
    let target = (total * 100.0).round() as i64;
    let mut cents: Vec<i64> = exact.iter().map(|one| one.floor() as i64).collect();
    let missing = target - cents.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..cents.len()).collect();
    let lost = |at: &usize| exact[*at] - exact[*at].floor();
    order.sort_by(|a, b| lost(b).total_cmp(&lost(a)).then(a.cmp(b)));
    // At most one each, but for what floating point loses on the way.
    let turns = usize::try_from(missing).unwrap_or_default();
    for at in order.iter().cycle().take(if order.is_empty() { 0 } else { turns }) {
        cents[*at] += 1;
    }
    cents
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cent_goes_where_most_was_lost() {
        assert_eq!(in_cents(&[0.333, 0.333, 0.334], 1.0), [33, 33, 34]);
        assert_eq!(in_cents(&[1.0, 2.5], 3.5), [100, 250]);
        assert_eq!(in_cents(&[], 0.0), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn cents_add_up(amounts in prop::collection::vec(0.0_f64..1e7, 0..200)) {
            let sum: f64 = amounts.iter().sum();
            let cents = in_cents(&amounts, sum);
            prop_assert_eq!(cents.iter().sum::<i64>(), (sum * 100.0).round() as i64);
            for (cents, amount) in cents.iter().zip(&amounts) {
                prop_assert!((*cents as f64 - amount * 100.0).abs() <= 1.0 + 1e-6);
            }
        }
    }
}
