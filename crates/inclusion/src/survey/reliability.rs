//! When a figure cannot be relied on. *Unreliable* is not *confidential*: that is another room's word.

use serde::{Deserialize, Serialize};

use super::interval::{effective_size, judged};
use super::measure::Measure;

/// What a reader must know before using a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// There is no row with a known value.
    NoValue,
    /// The error cannot be known: one sampling unit, or as many strata as units.
    NoVariance,
    /// The rules say not to publish it as a figure.
    Unreliable,
    /// It may be used with care; a person should look at it first.
    Review,
}

impl Flag {
    /// Its code, whose words are in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoValue => "no-value",
            Self::NoVariance => "no-variance",
            Self::Unreliable => "unreliable",
            Self::Review => "review",
        }
    }
}

/// The rules. Defaults: for shares, the standards of the US National Center for Health Statistics (Parker et
/// al. 2017); for means and totals, coefficients of variation as used by Statistics Canada.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reliability {
    /// Fewest rows of a share.
    pub share_rows: f64,
    /// Smallest effective sample size of a share.
    pub share_effective_rows: f64,
    /// Widest interval of a share that is always good.
    pub share_narrow: f64,
    /// Narrowest interval of a share that is never good.
    pub share_wide: f64,
    /// Widest interval of a share, or of its complement, relative to it.
    pub share_relative: f64,
    /// Fewest degrees of freedom without a second look.
    pub review_df: f64,
    /// Fewest rows of a mean, a total or a ratio.
    pub rows: f64,
    /// Coefficient of variation from which a person should look.
    pub review_cv: f64,
    /// Coefficient of variation from which a figure is not reliable.
    pub unreliable_cv: f64,
}

impl Default for Reliability {
    fn default() -> Self {
        Self {
            share_rows: 30.0,
            share_effective_rows: 30.0,
            share_narrow: 0.05,
            share_wide: 0.30,
            share_relative: 1.30,
            review_df: 8.0,
            rows: 30.0,
            review_cv: 0.166,
            unreliable_cv: 0.333,
        }
    }
}

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub value: Option<f64>,
    pub se: Option<f64>,
    pub n: f64,
    pub df: f64,
}

impl Facts {
    /// Standard error ÷ estimate.
    pub fn cv(&self) -> Option<f64> {
        let (value, se) = (self.value?, self.se?);
        (value != 0.0).then(|| (se / value).abs())
    }
}

impl Reliability {
    pub(crate) fn flag(&self, measure: &Measure, facts: &Facts) -> Option<Flag> {
        let Some(value) = facts.value else { return Some(Flag::NoValue) };
        let Some(se) = facts.se else { return Some(Flag::NoVariance) };
        let found =
            if measure.is_share() { self.share(value, se, facts) } else { self.amount(facts) };
        found.or_else(|| (facts.df < self.review_df).then_some(Flag::Review))
    }

    fn share(&self, p: f64, se: f64, facts: &Facts) -> Option<Flag> {
        let known = (se > 0.0).then_some(se);
        let effective = effective_size(0.95, p, known, facts.n, facts.df);
        // An effective size above the rows is chance, not information.
        if facts.n < self.share_rows || effective.min(facts.n) < self.share_effective_rows {
            return Some(Flag::Unreliable);
        }
        let [low, high] = judged(0.95, p, se, facts.n, facts.df);
        let width = high - low;
        if width <= self.share_narrow {
            // None or all of the rows: somebody should look whether that can be.
            return (p <= 0.0 || p >= 1.0).then_some(Flag::Review);
        }
        let relative = |share: f64| width > self.share_relative * share;
        if width >= self.share_wide || relative(p) {
            return Some(Flag::Unreliable);
        }
        relative(1.0 - p).then_some(Flag::Review)
    }

    fn amount(&self, facts: &Facts) -> Option<Flag> {
        if facts.n < self.rows {
            return Some(Flag::Unreliable);
        }
        let cv = facts.cv()?;
        if cv >= self.unreliable_cv {
            Some(Flag::Unreliable)
        } else {
            (cv >= self.review_cv).then_some(Flag::Review)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(measure: &Measure, value: f64, se: f64, n: f64, df: f64) -> Option<Flag> {
        let facts = Facts { value: Some(value), se: Some(se), n, df };
        Reliability::default().flag(measure, &facts)
    }

    #[test]
    fn rules_are_those_of_the_standards() {
        let share = Measure::Proportion("x".into(), "Yes".into());
        assert_eq!(flag(&share, 0.5, 0.01, 2000.0, 60.0), None);
        assert_eq!(flag(&share, 0.5, 0.01, 20.0, 60.0), Some(Flag::Unreliable), "few rows");
        assert_eq!(flag(&share, 0.5, 0.1, 300.0, 60.0), Some(Flag::Unreliable), "wide");
        assert_eq!(flag(&share, 0.04, 0.015, 500.0, 60.0), Some(Flag::Unreliable), "relative");
        assert_eq!(flag(&share, 0.96, 0.015, 500.0, 60.0), Some(Flag::Review), "its complement");
        assert_eq!(flag(&share, 0.5, 0.01, 2000.0, 5.0), Some(Flag::Review), "few units");
        let mean = Measure::Mean("x".into());
        assert_eq!(flag(&mean, 10.0, 1.0, 100.0, 60.0), None);
        assert_eq!(flag(&mean, 10.0, 2.0, 100.0, 60.0), Some(Flag::Review));
        assert_eq!(flag(&mean, 10.0, 4.0, 100.0, 60.0), Some(Flag::Unreliable));
    }

    #[test]
    fn what_is_not_known_says_so() {
        let mean = Measure::Mean("x".into());
        let none = Facts { value: None, se: None, n: 0.0, df: 0.0 };
        assert_eq!(Reliability::default().flag(&mean, &none), Some(Flag::NoValue));
        let alone = Facts { value: Some(1.0), se: None, n: 40.0, df: 0.0 };
        assert_eq!(Reliability::default().flag(&mean, &alone), Some(Flag::NoVariance));
    }
}
