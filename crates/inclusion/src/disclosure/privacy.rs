//! Differential privacy: the budget, and who has spent how much of it for what.
//!
//! The ledger is plain data and knows no randomness. Noise is drawn in
//! `noise` (feature `privacy`), which asks the ledger first: what is not in the budget is not answered.
//!
//! Losses are zero-concentrated (ρ; M. Bun, T. Steinke, *Concentrated differential privacy*, TCC 2016):
//! they add up, whatever the mechanism. A Laplace mechanism of ε loses ρ = ε²/2, a Gaussian one of standard
//! deviation σ at sensitivity Δ loses ρ = Δ²/(2σ²). What all spending together loses in (ε, δ) is
//! ε = ρ + 2·√(ρ·ln(1/δ)). Where all mechanisms are Laplace, the plain sum of their ε is a bound too, and
//! the smaller of the two is told.

use passerelle_vocabulary::Finding;
use serde::{Deserialize, Serialize};

/// Which noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Laplace noise; on counts the discrete (geometric) one.
    Laplace,
    /// Gaussian noise; on counts the discrete one.
    Gaussian,
}

/// A budget, as a policy gives it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyPolicy {
    /// The most that all releases together may lose (ε).
    pub epsilon: f64,
    /// The chance that is left out of that (δ); 0 where only Laplace noise is used.
    #[serde(default)]
    pub delta: f64,
    /// Which noise.
    pub mechanism: Mechanism,
    /// How many cells of one table one person can be in, totals included.
    #[serde(default = "one")]
    pub cells_per_person: u32,
    /// The most that one person can contribute to one cell of an amount; larger values are cut off.
    #[serde(default)]
    pub largest_contribution: Option<f64>,
}

fn one() -> u32 {
    1
}

impl PrivacyPolicy {
    /// What is wrong with it.
    pub(super) fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut out = |field: &str, value: f64| {
            findings.push(Finding::new(format!("privacy.{field}"), "budget-out-of-range", value));
        };
        if !(self.epsilon.is_finite() && self.epsilon > 0.0) {
            out("epsilon", self.epsilon);
        }
        let needs_delta = self.mechanism == Mechanism::Gaussian;
        if !(0.0..1.0).contains(&self.delta) || (needs_delta && self.delta == 0.0) {
            out("delta", self.delta);
        }
        if self.cells_per_person == 0 {
            out("cells_per_person", 0.0);
        }
        if let Some(most) = self.largest_contribution
            && !(most.is_finite() && most > 0.0)
        {
            out("largest_contribution", most);
        }
        findings
    }
}

/// One answer that was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spending {
    /// For what: the table, the release.
    pub purpose: String,
    /// Which noise.
    pub mechanism: Mechanism,
    /// Scale of the noise: Laplace's b, or the Gaussian's standard deviation; in the value's unit.
    pub scale: f64,
    /// What it loses, zero-concentrated.
    pub rho: f64,
    /// What it loses, where it is Laplace.
    pub epsilon: Option<f64>,
}

impl Spending {
    /// What noise of a scale loses at a sensitivity (the most that one person changes the answer: in sum
    /// for Laplace, in Euclidean length for Gaussian noise).
    pub fn of(
        purpose: impl Into<String>,
        mechanism: Mechanism,
        sensitivity: f64,
        scale: f64,
    ) -> Self {
        let ratio = sensitivity / scale;
        let (rho, epsilon) = match mechanism {
            Mechanism::Laplace => (ratio * ratio / 2.0, Some(ratio)),
            Mechanism::Gaussian => (ratio * ratio / 2.0, None),
        };
        Self { purpose: purpose.into(), mechanism, scale, rho, epsilon }
    }
}

/// Why nothing may be answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum PrivacyProblem {
    /// The answer would lose more than is left.
    #[error("{purpose} would bring the loss to {would_be}, the budget is {budget}")]
    BudgetExceeded {
        /// For what.
        purpose: String,
        /// ε of all spending with this one.
        would_be: f64,
        /// ε of the budget.
        budget: f64,
    },
    /// A scale or sensitivity that is not above zero.
    #[error("the {field} is {value}, not above zero")]
    NotAboveZero {
        /// `scale` or `sensitivity`.
        field: String,
        /// What was found.
        value: f64,
    },
    /// The source of randomness or the mechanism failed.
    #[error("no noise could be drawn: {reason}")]
    NoNoise {
        /// In its words.
        reason: String,
    },
}

impl PrivacyProblem {
    /// The stable code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BudgetExceeded { .. } => "budget-exceeded",
            Self::NotAboveZero { .. } => "not-above-zero",
            Self::NoNoise { .. } => "no-noise",
        }
    }
}

/// A budget with all that was spent of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// The budget.
    pub budget: PrivacyPolicy,
    /// What was spent, in order.
    pub spent: Vec<Spending>,
}

impl Ledger {
    /// A budget of which nothing was spent.
    pub fn new(budget: PrivacyPolicy) -> Self {
        Self { budget, spent: Vec::new() }
    }

    /// What all spending together loses, as ε at the budget's δ.
    pub fn epsilon(&self) -> f64 {
        epsilon_of(&self.spent, self.budget.delta)
    }

    /// What is left of ε; never below 0.
    pub fn left(&self) -> f64 {
        (self.budget.epsilon - self.epsilon()).max(0.0)
    }

    /// Writes a spending down, if the budget has room for it.
    ///
    /// # Errors
    /// `budget-exceeded`, `not-above-zero`; nothing is spent then.
    pub fn spend(&mut self, spending: Spending) -> Result<(), PrivacyProblem> {
        if !(spending.scale.is_finite() && spending.scale > 0.0) {
            let field = "scale".to_owned();
            return Err(PrivacyProblem::NotAboveZero { field, value: spending.scale });
        }
        if !(spending.rho.is_finite() && spending.rho > 0.0) {
            let field = "sensitivity".to_owned();
            return Err(PrivacyProblem::NotAboveZero { field, value: spending.rho });
        }
        self.spent.push(spending);
        let would_be = self.epsilon();
        // Sums of shares of a budget may pass it by rounding.
        if would_be <= self.budget.epsilon * (1.0 + 1e-12) {
            return Ok(());
        }
        let purpose = self.spent.pop().map(|last| last.purpose).unwrap_or_default();
        Err(PrivacyProblem::BudgetExceeded { purpose, would_be, budget: self.budget.epsilon })
    }
}

/// The smaller of the two bounds of the loss.
fn epsilon_of(spent: &[Spending], delta: f64) -> f64 {
    let rho: f64 = spent.iter().map(|one| one.rho).sum();
    let plain: Option<f64> = spent.iter().map(|one| one.epsilon).sum();
    let concentrated = if delta > 0.0 {
        rho + 2.0 * (rho * (1.0 / delta).ln()).sqrt()
    } else if rho > 0.0 {
        f64::INFINITY
    } else {
        0.0
    };
    plain.map_or(concentrated, |plain| plain.min(concentrated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(epsilon: f64, delta: f64, mechanism: Mechanism) -> Ledger {
        Ledger::new(PrivacyPolicy {
            epsilon,
            delta,
            mechanism,
            cells_per_person: 1,
            largest_contribution: None,
        })
    }

    #[test]
    fn a_budget_is_spent_and_then_refused() {
        let mut ledger = budget(1.0, 0.0, Mechanism::Laplace);
        for _ in 0..10 {
            ledger.spend(Spending::of("a table", Mechanism::Laplace, 1.0, 10.0)).unwrap();
        }
        assert!(ledger.left() < 1e-12);
        let refused = ledger.spend(Spending::of("more", Mechanism::Laplace, 1.0, 1000.0));
        assert_eq!(refused.unwrap_err().code(), "budget-exceeded");
        assert_eq!(ledger.spent.len(), 10);
    }

    #[test]
    fn many_small_losses_add_up_by_their_squares() {
        // 100 Laplace answers of 0.1 lose 10 by the plain sum, 5.8 concentrated (δ = 1e-6).
        let mut ledger = budget(10.0, 1e-6, Mechanism::Laplace);
        for _ in 0..100 {
            ledger.spend(Spending::of("one", Mechanism::Laplace, 1.0, 10.0)).unwrap();
        }
        let expected = 0.5 + 2.0 * (0.5 * 1e6_f64.ln()).sqrt();
        assert!((ledger.epsilon() - expected).abs() < 1e-12);
        let mut gaussian = budget(1.0, 0.0, Mechanism::Gaussian);
        let refused = gaussian.spend(Spending::of("one", Mechanism::Gaussian, 1.0, 100.0));
        assert_eq!(refused.unwrap_err().code(), "budget-exceeded");
    }
}
