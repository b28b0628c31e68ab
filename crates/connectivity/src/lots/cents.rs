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

/// Shares a number of cents out by weights, all of them; nothing where no weight is above 0.
pub fn spread(cents: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all <= 0 {
        return vec![0; weights.len()];
    }
    // What the first weights get together, rounded down, one after another: no cent is lost or made.
    let mut before: (i128, i128) = (0, 0);
    let part = |weight: &i64| {
        let weights = before.0 + i128::from(*weight);
        let given = i128::from(cents) * weights / all;
        let part = given - before.1;
        before = (weights, given);
        i64::try_from(part).unwrap_or_default()
    };
    weights.iter().map(part).collect()
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
        assert_eq!(spread(100, &[1, 1, 1]), [33, 33, 34]);
        assert_eq!((spread(5, &[0, 0]), spread(7, &[0, 3])), (vec![0, 0], vec![0, 7]));
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

        #[test]
        fn all_is_shared_out(
            cents in 0_i64..1_000_000_000_000,
            weights in prop::collection::vec(0_i64..1_000_000_000_000, 1..100),
        ) {
            let parts = spread(cents, &weights);
            let expected = if weights.iter().sum::<i64>() > 0 { cents } else { 0 };
            prop_assert_eq!(parts.iter().sum::<i64>(), expected);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
