//! Who pays, and what nobody pays yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::costs::{Horizon, Outlay};

/// Who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PayerKind {
    /// The State's own budget.
    State,
    /// A universal service fund.
    UniversalServiceFund,
    /// An operator.
    Operator,
    /// A donor or a development bank.
    Donor,
    /// Those who use it.
    User,
}

/// Somebody who pays, and what is promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Its name, as people know it.
    pub name: String,
    /// What it is.
    pub kind: PayerKind,
    /// Promised once, in the plan's currency of today.
    #[serde(default)]
    pub committed: f64,
    /// Paid each year of the plan.
    #[serde(default)]
    pub per_year: f64,
}

impl PayerKind {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::UniversalServiceFund => "universal_service_fund",
            Self::Operator => "operator",
            Self::Donor => "donor",
            Self::User => "user",
        }
    }
}

/// What a plan costs, who pays, and what is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Financing {
    /// Of all that is bought and run, discounted.
    pub present_cost: f64,
    /// Promised once, by all.
    pub committed: f64,
    /// Paid each year by all, discounted.
    pub revenue: f64,
    /// What nobody pays yet: present cost − committed − revenue; 0 where more is promised.
    pub gap: f64,
    /// The part of the gap that is paid at the start.
    pub gap_capex: f64,
    /// The rest of it: what is run and bought again, discounted.
    pub gap_opex: f64,
    /// What is promised beyond the plan's cost; 0 where there is a gap.
    pub surplus: f64,
    /// What each pays, discounted.
    pub payers: Vec<Paid>,
    /// The same by what payers are.
    pub by_kind: BTreeMap<PayerKind, Contribution>,
}

/// What is paid for a plan, discounted, by what it is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Contribution {
    /// Of what is promised once, spent on the start; where more is promised, on running too.
    pub capex: f64,
    /// Spent on running and buying again.
    pub opex: f64,
}

/// What one payer pays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Paid {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PayerKind,
    /// Promised once.
    pub committed: f64,
    /// Paid each year.
    pub per_year: f64,
    /// Of what was promised once and each year, discounted.
    pub present: f64,
    /// The same by what it is spent on.
    pub spent_on: Contribution,
    /// The same as a share of the plan's present cost; `None` where that is nothing.
    pub share: Option<f64>,
}

/// Who pays for a plan. What is promised once is spent at the start first, what is paid each year on running.
pub fn financing(total: Outlay, horizon: &Horizon, payers: &[Payer]) -> Financing {
    let annuity = horizon.annuity();
    let committed: f64 = payers.iter().map(|payer| payer.committed).sum::<f64>() + 0.0;
    // The sum of nothing is −0.
    let revenue: f64 = (payers.iter().map(|payer| payer.per_year).sum::<f64>() + 0.0) * annuity;
    let gap = (total.present - committed - revenue).max(0.0);
    let gap_capex = (total.capex - committed).clamp(0.0, gap);
    // What is promised once beyond the start goes to running, of every payer the same part.
    let at_start = if committed > 0.0 { (total.capex / committed).min(1.0) } else { 0.0 };
    let paid = |payer: &Payer| {
        let present = payer.committed + payer.per_year * annuity;
        let capex = payer.committed * at_start;
        Paid {
            name: payer.name.clone(),
            kind: payer.kind,
            committed: payer.committed,
            per_year: payer.per_year,
            present,
            spent_on: Contribution { capex, opex: present - capex },
            share: (total.present > 0.0).then(|| present / total.present),
        }
    };
    let payers: Vec<Paid> = payers.iter().map(paid).collect();
    let mut by_kind: BTreeMap<PayerKind, Contribution> = BTreeMap::new();
    for payer in &payers {
        let sum = by_kind.entry(payer.kind).or_default();
        sum.capex += payer.spent_on.capex;
        sum.opex += payer.spent_on.opex;
    }
    Financing {
        present_cost: total.present,
        committed,
        revenue,
        gap,
        gap_capex,
        gap_opex: gap - gap_capex,
        surplus: (committed + revenue - total.present).max(0.0),
        payers,
        by_kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn horizon() -> Horizon {
        Horizon { years: 10, discount_rate: 0.05, compare_rates: Vec::new(), salvage: true }
    }

    fn payer(kind: PayerKind, committed: f64, per_year: f64) -> Payer {
        Payer { name: "x".to_owned(), kind, committed, per_year }
    }

    #[test]
    fn the_gap_is_what_nobody_pays() {
        let total = Outlay { capex: 600.0, opex_per_year: 50.0, renewal: 0.0, present: 1_000.0 };
        let none = financing(total, &horizon(), &[]);
        assert_eq!((none.gap, none.gap_capex, none.gap_opex), (1_000.0, 600.0, 400.0));
        let payers = [payer(PayerKind::State, 500.0, 0.0), payer(PayerKind::User, 0.0, 10.0)];
        let found = financing(total, &horizon(), &payers);
        // 10 a year for ten years at 5 %: 77.2173.
        assert!((found.revenue - 77.217_349).abs() < 1e-6);
        assert!((found.gap - (500.0 - found.revenue)).abs() < 1e-9);
        assert!((found.gap_capex - 100.0).abs() < 1e-9);
        let shares: f64 = found.payers.iter().filter_map(|payer| payer.share).sum();
        assert!((shares - (1_000.0 - found.gap) / 1_000.0).abs() < 1e-12);
        // More than enough is no gap below nothing.
        let rich = financing(total, &horizon(), &[payer(PayerKind::Donor, 5_000.0, 0.0)]);
        assert_eq!((rich.gap, rich.gap_capex, rich.gap_opex), (0.0, 0.0, 0.0));
        assert_eq!((rich.surplus, rich.by_kind[&PayerKind::Donor].capex), (4_000.0, 600.0));
        // By kind, on what: the State pays at the start, users run it.
        let (state, user) = (found.by_kind[&PayerKind::State], found.by_kind[&PayerKind::User]);
        assert_eq!((state.capex, state.opex, user.capex), (500.0, 0.0, 0.0));
        assert!((user.opex - found.revenue).abs() < 1e-9);
        assert!(
            (found.payers.iter().map(|paid| paid.present).sum::<f64>() - (state.capex + user.opex))
                .abs()
                < 1e-9
        );
    }
}
