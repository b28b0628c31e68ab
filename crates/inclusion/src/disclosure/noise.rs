//! Noise of differential privacy, by OpenDP (feature `privacy`).
//!
//! The one place of this room that is not a function of its arguments: noise that a seed could bring
//! back would protect nobody, so OpenDP takes it from the system's source of randomness. Everything is
//! drawn on whole numbers (amounts are cut into a million units of the largest contribution), where the
//! mechanism is exact: floating-point noise is known to leak (I. Mironov, *On significance of the least
//! significant bits for differential privacy*, CCS 2012).

use opendp::domains::{AtomDomain, VectorDomain};
use opendp::error::Error;
use opendp::measurements::{make_gaussian, make_laplace};
use opendp::measures::{MaxDivergence, ZeroConcentratedDivergence};
use opendp::metrics::{L1Distance, L2Distance};

use super::privacy::{Ledger, Mechanism, PrivacyProblem, Spending};

/// Units in the largest contribution.
const UNITS: f64 = 1e6;

/// Counts of a table with noise of a scale, if the budget has room. One person is in at most as many of
/// them as the budget says. Noise may bring counts below 0; they are left so, being unbiased.
///
/// # Errors
/// `budget-exceeded`, `not-above-zero`, `no-noise`. Only the last has spent the budget.
pub fn noisy_counts(
    ledger: &mut Ledger,
    purpose: &str,
    counts: &[i64],
    scale: f64,
) -> Result<Vec<i64>, PrivacyProblem> {
    let cells = f64::from(ledger.budget.cells_per_person);
    let sensitivity = match ledger.budget.mechanism {
        Mechanism::Laplace => cells,
        Mechanism::Gaussian => cells.sqrt(),
    };
    spend(ledger, purpose, sensitivity, scale)?;
    draw(ledger.budget.mechanism, counts.to_vec(), scale)
}

/// A total of contributions with noise of a scale (in the values' unit), if the budget has room. What
/// is above the budget's largest contribution, or below 0, is cut off first.
///
/// # Errors
/// As [`noisy_counts`]; `not-above-zero` where the budget has no largest contribution.
pub fn noisy_total(
    ledger: &mut Ledger,
    purpose: &str,
    contributions: &[f64],
    scale: f64,
) -> Result<f64, PrivacyProblem> {
    let Some(largest) = ledger.budget.largest_contribution else {
        let field = "sensitivity".to_owned();
        return Err(PrivacyProblem::NotAboveZero { field, value: 0.0 });
    };
    spend(ledger, purpose, largest, scale)?;
    let unit = largest / UNITS;
    let whole = |value: &f64| (value.clamp(0.0, largest) / unit).round() as i64;
    let sum = contributions.iter().map(whole).fold(0_i64, i64::saturating_add);
    let found = draw(ledger.budget.mechanism, vec![sum], scale / unit)?;
    Ok(found.iter().map(|sum| *sum as f64 * unit).sum())
}

fn spend(
    ledger: &mut Ledger,
    purpose: &str,
    sensitivity: f64,
    scale: f64,
) -> Result<(), PrivacyProblem> {
    ledger.spend(Spending::of(purpose, ledger.budget.mechanism, sensitivity, scale))
}

fn draw(mechanism: Mechanism, values: Vec<i64>, scale: f64) -> Result<Vec<i64>, PrivacyProblem> {
    let domain = VectorDomain::new(AtomDomain::<i64>::default());
    let drawn = match mechanism {
        Mechanism::Laplace => {
            make_laplace::<_, _, MaxDivergence>(domain, L1Distance::<i64>::default(), scale, None)
                .and_then(|noise| noise.invoke(&values))
        }
        Mechanism::Gaussian => make_gaussian::<_, _, ZeroConcentratedDivergence>(
            domain,
            L2Distance::<f64>::default(),
            scale,
            None,
        )
        .and_then(|noise| noise.invoke(&values)),
    };
    drawn.map_err(|error: Error| PrivacyProblem::NoNoise { reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::privacy::PrivacyPolicy;

    fn ledger(mechanism: Mechanism, epsilon: f64) -> Ledger {
        Ledger::new(PrivacyPolicy {
            epsilon,
            delta: 1e-6,
            mechanism,
            cells_per_person: 4,
            largest_contribution: Some(50.0),
        })
    }

    #[test]
    fn noise_has_its_scale_and_is_paid_for() {
        let counts = vec![100; 20_000];
        // Variance of discrete Laplace noise: 2q/(1−q)², q = exp(−1/scale).
        let q = (-1.0_f64 / 8.0).exp();
        for (mechanism, expected) in
            [(Mechanism::Laplace, 2.0 * q / (1.0 - q).powi(2)), (Mechanism::Gaussian, 64.0)]
        {
            let mut ledger = ledger(mechanism, 3.0);
            let noisy = noisy_counts(&mut ledger, "a table", &counts, 8.0).unwrap();
            let variance: f64 =
                noisy.iter().map(|count| (*count as f64 - 100.0).powi(2)).sum::<f64>() / 2e4;
            assert!((variance / expected - 1.0).abs() < 0.1, "{mechanism:?} {variance} {expected}");
            assert_eq!(ledger.spent.len(), 1);
            let refused = noisy_counts(&mut ledger, "more", &counts, 0.1).unwrap_err();
            assert_eq!(refused.code(), "budget-exceeded");
        }
    }

    #[test]
    fn contributions_are_cut_off() {
        let mut ledger = ledger(Mechanism::Laplace, 100.0);
        let total = noisy_total(&mut ledger, "income", &[10.0, 1e9, -5.0], 1.0).unwrap();
        assert!((total - 60.0).abs() < 40.0, "{total}");
        assert!((ledger.spent[0].epsilon.unwrap() - 50.0).abs() < 1e-12);
    }

    #[test]
    fn the_ledger_and_opendp_agree_on_the_loss() {
        let domain = || VectorDomain::new(AtomDomain::<i64>::default());
        let metric = L1Distance::<i64>::default();
        let laplace = make_laplace::<_, _, MaxDivergence>(domain(), metric, 8.0, None).unwrap();
        let ours = Spending::of("", Mechanism::Laplace, 4.0, 8.0).epsilon.unwrap();
        assert!((laplace.map(&4).unwrap() - ours).abs() < 1e-12);
        let metric = L2Distance::<f64>::default();
        let gaussian =
            make_gaussian::<_, _, ZeroConcentratedDivergence>(domain(), metric, 8.0, None).unwrap();
        let ours = Spending::of("", Mechanism::Gaussian, 2.0, 8.0).rho;
        assert!((gaussian.map(&2.0).unwrap() - ours).abs() < 1e-12);
    }
}
