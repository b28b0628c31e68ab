//! Quantiles, with Woodruff's intervals.

use std::borrow::Cow;

use super::estimate::{DegreesOfFreedom, Estimate, EstimateOptions};
use super::measure::Measure;
use super::reliability::Facts;
use super::sample::Sample;
use crate::statistics::student_t_quantile;

/// A quantile with its interval.
pub(crate) struct Quantile {
    value: Option<f64>,
    interval: Option<[f64; 2]>,
    se: Option<f64>,
    df: f64,
    used_df: f64,
    reliability: super::Reliability,
}

/// Values in order, with how much weight lies at or below each.
struct Ordered {
    values: Vec<f64>,
    cumulated: Vec<f64>,
}

/// How close to a step of the distribution counts as on it.
const STEP: f64 = 1e-12;

impl Ordered {
    fn new(sample: &Sample, pairs: &[(usize, f64)]) -> Self {
        let mut pairs = pairs.to_vec();
        pairs.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut sum = 0.0;
        let cumulated = pairs.iter().map(|(row, _)| {
            sum += sample.weights[*row];
            sum
        });
        let cumulated = cumulated.collect();
        Self { values: pairs.iter().map(|(_, value)| *value).collect(), cumulated }
    }

    /// The inverse of the distribution function (rule "math" of R's `survey` 4.1): where the share falls on
    /// a step, the value there; else the next.
    fn at(&self, share: f64) -> Option<f64> {
        let total = *self.cumulated.last()?;
        // A step is one within rounding: sums of weights that should meet the share miss it by a hair.
        let below = self.cumulated.partition_point(|sum| sum / total <= share + STEP);
        let at = below.saturating_sub(1);
        let on_a_step = (share - self.cumulated[at] / total).abs() <= STEP;
        let next = if on_a_step || below == 0 { at } else { at + 1 };
        self.values.get(next.min(self.values.len() - 1)).copied()
    }
}

/// The quantile of a cell's rows: value, interval by Woodruff's method (1952) — the interval of the share at
/// or below the quantile, carried back through the distribution — and the standard error that the
/// interval's width stands for.
pub(crate) fn quantile(
    sample: &Sample,
    pairs: &[(usize, f64)],
    in_cell: &[bool],
    share: f64,
    df: f64,
    options: &EstimateOptions,
) -> Quantile {
    let used_df = if options.df == DegreesOfFreedom::Infinite { f64::INFINITY } else { df };
    let mut found = Quantile {
        value: None,
        interval: None,
        se: None,
        df,
        used_df,
        reliability: options.reliability.clone(),
    };
    let ordered = Ordered::new(sample, pairs);
    let Some(value) = ordered.at(share) else { return found };
    found.value = Some(value);
    let t = student_t_quantile(0.5 + options.level / 2.0, used_df);
    let Some((p, se)) = below(sample, pairs, in_cell, value) else { return found };
    let (low, high) = (p - t * se, p + t * se);
    // Beyond the data there is nothing to carry back to.
    if t.is_finite() && low >= 0.0 && high <= 1.0 {
        let ends = (ordered.at(low), ordered.at(high));
        if let (Some(low), Some(high)) = ends {
            found.interval = Some([low, high]);
            found.se = Some((high - low) / (2.0 * t));
        }
    }
    found
}

/// The share at or below a value, with its standard error.
fn below(
    sample: &Sample,
    pairs: &[(usize, f64)],
    in_cell: &[bool],
    value: f64,
) -> Option<(f64, f64)> {
    let share = |weights: &[f64]| {
        let (hit, all) = pairs.iter().fold((0.0, 0.0), |(hit, all), (row, at)| {
            let weight = weights[*row];
            (hit + if *at <= value { weight } else { 0.0 }, all + weight)
        });
        (all > 0.0).then_some((hit / all, all))
    };
    let (p, all) = share(&sample.weights)?;
    let variance = match &sample.replicates {
        Some(replicates) => {
            let values: Vec<Option<f64>> = replicates.iter().map(|w| Some(share(w)?.0)).collect();
            replicates.variance(p, &values)?
        }
        None => {
            let mut z = vec![0.0; sample.rows()];
            for (row, at) in pairs {
                let hit = f64::from(u8::from(*at <= value));
                z[*row] = sample.weights[*row] * (hit - p) / all;
            }
            sample.covariance(&[Cow::Borrowed(&z)], in_cell).at(0, 0)
        }
    };
    Some((p, variance.sqrt()))
}

impl Quantile {
    pub fn into_estimate(self, measure: &Measure, by: Vec<(String, String)>, n: usize) -> Estimate {
        let known = self.df > 0.0;
        let se = self.se.filter(|_| known);
        let facts = Facts { value: self.value, se, n: n as f64, df: self.df };
        Estimate {
            by,
            measure: measure.name(),
            estimate: self.value,
            se,
            ci: self.interval.filter(|_| known),
            df: known.then_some(self.used_df).filter(|df| df.is_finite()),
            n: n as u64,
            cv: facts.cv(),
            deff: None,
            flag: self.reliability.flag(measure, &facts),
        }
    }
}
