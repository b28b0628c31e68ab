//! What standard errors and design effects reveal of the number of respondents, and publishing less.
//!
//! With Kish's definition deff = V/V₀, V₀ the variance of a simple random sample of the same size:
//!
//! | quantity | V₀ | implied number |
//! |---|---|---|
//! | share p | p(1−p)/n | n = p(1−p)·deff/SE² |
//! | count T in a population N | N²·p(1−p)/n, p = T/N | n as above with SE/N; of the cell n·p |
//! | mean with published standard deviation s | s²/n | n = s²·deff/SE² |
//!
//! Every published figure is rounded, so the inversion gives an interval: each figure is anywhere within
//! half a unit of its last digit. A variance with n−1 below (as R `survey` has it) makes n at most 1
//! more, which the interval's upper end allows for. Where no design effect is published, an attacker
//! assumes one between bounds that are data.

use serde::{Deserialize, Serialize};

use super::problem::CellName;

/// A figure as it is published: rounded to multiples of a unit (0: not rounded).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rounded {
    /// The figure.
    pub value: f64,
    /// The unit of its last digit.
    pub unit: f64,
}

impl Rounded {
    /// Everything that would be rounded to it; never below 0.
    pub fn interval(self) -> (f64, f64) {
        ((self.value - self.unit / 2.0).max(0.0), self.value + self.unit / 2.0)
    }

    /// The figure with a coarser last digit.
    pub fn coarser(self, unit: f64) -> Self {
        let unit = unit.max(self.unit);
        if unit == 0.0 {
            return self;
        }
        Self { value: (self.value / unit).round() * unit, unit }
    }
}

/// What was estimated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// A share between 0 and 1.
    Share,
    /// How many of a population of known size.
    Count {
        /// The size of the population.
        population: f64,
    },
    /// A mean, with the standard deviation of the values published too.
    Mean {
        /// The standard deviation.
        standard_deviation: Rounded,
    },
}

/// An estimate with its precision, as it would be published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedEstimate {
    /// The cell.
    pub cell: CellName,
    /// What was estimated.
    pub quantity: Quantity,
    /// The estimate: share, count or mean.
    pub estimate: Rounded,
    /// Its standard error, in the estimate's unit; none where it is not published.
    pub standard_error: Option<Rounded>,
    /// Its design effect; none where it is not published.
    pub design_effect: Option<Rounded>,
}

/// From how many respondents on a number may be known, and what is assumed of design effects.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrecisionRule {
    /// An attacker must not be sure that there are fewer than this.
    pub minimum: f64,
    /// Between what an attacker takes a design effect to be that is not published.
    pub assumed_design_effect: (f64, f64),
}

impl Default for PrecisionRule {
    fn default() -> Self {
        Self { minimum: 10.0, assumed_design_effect: (0.5, 4.0) }
    }
}

/// What to publish instead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "remedy", rename_all = "kebab-case")]
pub enum PrecisionRemedy {
    /// Round the standard error (and the design effect, where there is one) to these units.
    Coarsen {
        /// Unit of the standard error.
        standard_error: f64,
        /// Unit of the design effect, where it must be coarser too.
        design_effect: Option<f64>,
    },
    /// Publish no design effect.
    WithholdDesignEffect,
    /// Publish neither.
    WithholdBoth,
}

impl PrecisionRemedy {
    /// The stable code: `coarsen`, `withhold-design-effect`, `withhold-both`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Coarsen { .. } => "coarsen",
            Self::WithholdDesignEffect => "withhold-design-effect",
            Self::WithholdBoth => "withhold-both",
        }
    }
}

/// A cell of which the precision reveals that few respondents are behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrecisionFinding {
    /// The cell.
    pub cell: CellName,
    /// The number of respondents that is implied, at least and at most.
    pub implied: (f64, f64),
    /// What to publish instead.
    pub remedy: PrecisionRemedy,
}

impl PrecisionFinding {
    /// The stable code: `precision-reveals-n` where one whole number is left,
    /// `precision-reveals-small-n` otherwise.
    pub fn code(&self) -> &'static str {
        let whole = self.implied.1.floor() - self.implied.0.ceil();
        if whole < 1.0 { "precision-reveals-n" } else { "precision-reveals-small-n" }
    }
}

/// The number of respondents of the cell that a published estimate implies; none where it implies
/// nothing (no standard error, or one that may be zero on both ends).
pub fn implied_n(published: &PublishedEstimate, rule: &PrecisionRule) -> Option<(f64, f64)> {
    let error = published.standard_error?.interval();
    let effect = published.design_effect.map_or(rule.assumed_design_effect, Rounded::interval);
    let estimate = published.estimate.interval();
    let squared = |(low, high): (f64, f64)| (low * low, high * high);
    let (variance, share) = match published.quantity {
        Quantity::Share => (spread(estimate), (1.0, 1.0)),
        Quantity::Count { population } => {
            let share = (estimate.0 / population, (estimate.1 / population).min(1.0));
            let spread = spread(share);
            ((spread.0 * population.powi(2), spread.1 * population.powi(2)), share)
        }
        Quantity::Mean { standard_deviation } => {
            (squared(standard_deviation.interval()), (1.0, 1.0))
        }
    };
    let error = squared(error);
    if error.1 == 0.0 {
        return None;
    }
    let low = variance.0 * effect.0 / error.1;
    let high = if error.0 > 0.0 { variance.1 * effect.1 / error.0 + 1.0 } else { f64::INFINITY };
    Some((low * share.0, high * share.1))
}

/// p(1−p) over an interval of p.
fn spread((low, high): (f64, f64)) -> (f64, f64) {
    let of = |p: f64| (p * (1.0 - p)).max(0.0);
    let most = if low <= 0.5 && high >= 0.5 { 0.25 } else { of(low).max(of(high)) };
    (of(low).min(of(high)), most)
}

/// The estimates that reveal that fewer respondents than the minimum are behind them, each with the
/// least change that hides it.
pub fn audit_precision(
    published: &[PublishedEstimate],
    rule: &PrecisionRule,
) -> Vec<PrecisionFinding> {
    let each = published.iter().filter_map(|one| {
        let implied = implied_n(one, rule)?;
        (implied.1 < rule.minimum).then(|| PrecisionFinding {
            cell: one.cell.clone(),
            implied,
            remedy: remedy(one, rule),
        })
    });
    each.collect()
}

/// The first remedy that lets the number be the minimum or more: a coarser standard error (up to the
/// standard error itself), a coarser design effect with it, no design effect, neither.
fn remedy(published: &PublishedEstimate, rule: &PrecisionRule) -> PrecisionRemedy {
    let hides = |one: &PublishedEstimate| {
        implied_n(one, rule).is_none_or(|implied| implied.1 >= rule.minimum)
    };
    let Some(error) = published.standard_error else { return PrecisionRemedy::WithholdBoth };
    let coarser = |unit: f64, effect: Option<f64>| PublishedEstimate {
        standard_error: Some(error.coarser(unit)),
        design_effect: published
            .design_effect
            .map(|found| effect.map_or(found, |unit| found.coarser(unit))),
        ..published.clone()
    };
    let effects: Vec<Option<f64>> = match published.design_effect {
        Some(effect) => {
            std::iter::once(None).chain(units(effect.unit, effect.value / 2.0).map(Some)).collect()
        }
        None => vec![None],
    };
    for effect in effects {
        for unit in units(error.unit, error.value) {
            if hides(&coarser(unit, effect)) {
                return PrecisionRemedy::Coarsen { standard_error: unit, design_effect: effect };
            }
        }
    }
    let without = PublishedEstimate { design_effect: None, ..published.clone() };
    if published.design_effect.is_some() && hides(&without) {
        PrecisionRemedy::WithholdDesignEffect
    } else {
        PrecisionRemedy::WithholdBoth
    }
}

/// 1, 2 and 5 times powers of ten, above a unit and up to a most.
fn units(above: f64, most: f64) -> impl Iterator<Item = f64> {
    let from = if above > 0.0 { above } else { most / 1000.0 }.max(f64::MIN_POSITIVE);
    let power = from.log10().floor() as i32;
    let steps = (power..power + 12)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power)));
    steps.filter(move |unit| *unit > above * (1.0 + 1e-9)).take_while(move |unit| *unit <= most)
}

/// Bands in which numbers of respondents are published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CountBands {
    /// Where each band begins, ascending, the first at 0.
    pub from: Vec<u64>,
}

impl Default for CountBands {
    /// 0, 1–9, 10–29, 30–99, 100–299, 300–999, 1,000 and more.
    fn default() -> Self {
        Self { from: vec![0, 1, 10, 30, 100, 300, 1000] }
    }
}

impl CountBands {
    /// Whether the bands begin at 0 and ascend.
    pub fn is_sound(&self) -> bool {
        self.from.first() == Some(&0) && self.from.windows(2).all(|pair| pair[0] < pair[1])
    }

    /// The band of a number: its first and last number; no last in the open band.
    pub fn band(&self, n: u64) -> (u64, Option<u64>) {
        let at = self.from.partition_point(|from| *from <= n);
        let from = at.checked_sub(1).map_or(0, |at| self.from[at]);
        (from, self.from.get(at).map(|next| next - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: f64) -> Rounded {
        Rounded { value, unit: 0.0 }
    }

    fn share(p: f64, n: f64, deff: f64, unit: f64) -> PublishedEstimate {
        let error = (p * (1.0 - p) * deff / n).sqrt();
        PublishedEstimate {
            cell: vec!["A".to_owned()],
            quantity: Quantity::Share,
            estimate: exact(p),
            standard_error: Some(exact(error).coarser(unit)),
            design_effect: Some(exact(deff)),
        }
    }

    #[test]
    fn exact_figures_reveal_n_and_coarse_ones_do_not() {
        let rule = PrecisionRule::default();
        let published = share(0.3, 6.0, 1.5, 0.0);
        let (low, high) = implied_n(&published, &rule).unwrap();
        assert!((low - 6.0).abs() < 1e-9 && (high - 7.0).abs() < 1e-9, "{low} {high}");
        let findings = audit_precision(std::slice::from_ref(&published), &rule);
        assert_eq!(findings[0].code(), "precision-reveals-small-n");
        let PrecisionRemedy::Coarsen { standard_error, design_effect } = findings[0].remedy else {
            panic!("{:?}", findings[0].remedy)
        };
        let coarse = PublishedEstimate {
            standard_error: published.standard_error.map(|error| error.coarser(standard_error)),
            design_effect: published
                .design_effect
                .map(|found| design_effect.map_or(found, |unit| found.coarser(unit))),
            ..published
        };
        assert!(implied_n(&coarse, &rule).unwrap().1 >= 10.0);
        assert_eq!(audit_precision(&[share(0.3, 60.0, 1.5, 0.0)], &rule), []);
    }

    #[test]
    fn a_count_reveals_the_number_behind_it() {
        // 8 of 400 respondents stand for 2,000 of 100,000: SE of the count, design effect 1.
        let p = 0.02_f64;
        let published = PublishedEstimate {
            cell: vec!["B".to_owned()],
            quantity: Quantity::Count { population: 1e5 },
            estimate: exact(2000.0),
            standard_error: Some(exact((1e10 * p * (1.0 - p) / 400.0).sqrt())),
            design_effect: Some(exact(1.0)),
        };
        let (low, high) = implied_n(&published, &PrecisionRule::default()).unwrap();
        assert!((low - 8.0).abs() < 1e-9 && (high - 8.02).abs() < 1e-9, "{low} {high}");
        let finding = &audit_precision(&[published], &PrecisionRule::default())[0];
        assert_eq!(finding.code(), "precision-reveals-n");
    }

    #[test]
    fn numbers_are_published_in_bands() {
        let bands = CountBands::default();
        assert!(bands.is_sound());
        assert_eq!(bands.band(0), (0, Some(0)));
        assert_eq!(bands.band(9), (1, Some(9)));
        assert_eq!(bands.band(5000), (1000, None));
        assert!(!CountBands { from: vec![0, 10, 10] }.is_sound());
    }
}
