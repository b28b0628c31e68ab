//! Scores of a group made from the scores of its elements.

use serde::Serialize;
use utoipa::ToSchema;

use super::method::{Aggregation, AggregationRule, Ties};
use super::problem::{Flaw, What};
use super::rank::ascending;

/// Room for the sums of a group, so that the loops of an analysis allocate nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    weight: Vec<f64>,
    sum: Vec<f64>,
    here: Vec<u32>,
    order: Vec<u32>,
    ranks: Vec<f64>,
}

/// Aggregates the columns of a group into `out`, one score per unit, NaN where there is none: nothing
/// available, or less than the rule asks for.
///
/// `column` gives the scores of the group's n-th element, `weights` its weight; elements of weight 0 do
/// not count.
///
/// # Errors
/// `NotPositive`, with the row, where the method needs more.
pub(super) fn aggregate<'a>(
    rule: &AggregationRule,
    weights: impl Iterator<Item = f64> + Clone,
    column: impl Fn(usize) -> &'a [f64],
    out: &mut [f64],
    sums: &mut Sums,
) -> Result<(), Flaw> {
    sums.clear(out.len());
    let weighted = weights.enumerate().filter(|(_, weight)| *weight > 0.0);
    let number = weighted.clone().count();
    let power = rule.exponent.unwrap_or(1.0);
    for (at, weight) in weighted.clone() {
        let values = column(at);
        match rule.method {
            Aggregation::Arithmetic => sums.add(weight, values, |value| value),
            Aggregation::Geometric => {
                positive(values)?;
                sums.add(weight, values, f64::ln);
            }
            Aggregation::Harmonic => {
                positive(values)?;
                sums.add(weight, values, f64::recip);
            }
            Aggregation::Power => {
                if power < 0.0 {
                    positive(values)?;
                } else if power.fract() != 0.0 {
                    not_negative(values)?;
                }
                sums.add(weight, values, |value| value.powf(power));
            }
            Aggregation::Borda => sums.add_borda(weight, values),
            Aggregation::Copeland => sums.add(weight, values, |_| 0.0),
        }
    }
    if rule.method == Aggregation::Copeland {
        copeland(weighted.map(|(at, weight)| (column(at), weight)), &mut sums.sum);
    }
    for (row, score) in out.iter_mut().enumerate() {
        let (weight, sum) = (sums.weight[row], sums.sum[row]);
        let available = f64::from(sums.here[row]) / number as f64;
        if weight == 0.0 || available < rule.availability {
            *score = f64::NAN;
            continue;
        }
        *score = match rule.method {
            Aggregation::Arithmetic | Aggregation::Borda => sum / weight,
            Aggregation::Geometric => (sum / weight).exp(),
            Aggregation::Harmonic => weight / sum,
            Aggregation::Power => (sum / weight).powf(power.recip()),
            Aggregation::Copeland => sum,
        };
        // The cube root of a negative mean, a sum beyond all numbers.
        if !score.is_finite() {
            return Err(Flaw::at(What::NotFinite, row, *score));
        }
    }
    Ok(())
}

fn positive(values: &[f64]) -> Result<(), Flaw> {
    match values.iter().position(|value| *value <= 0.0) {
        Some(row) => Err(Flaw::at(What::NotPositive, row, values[row])),
        None => Ok(()),
    }
}

/// A root of nothing is nothing: of what is not below 0, every power above 0 has a mean.
fn not_negative(values: &[f64]) -> Result<(), Flaw> {
    match values.iter().position(|value| *value < 0.0) {
        Some(row) => Err(Flaw::at(What::NotPositive, row, values[row])),
        None => Ok(()),
    }
}

impl Sums {
    fn clear(&mut self, units: usize) {
        for sums in [&mut self.weight, &mut self.sum, &mut self.ranks] {
            sums.clear();
            sums.resize(units, 0.0);
        }
        self.here.clear();
        self.here.resize(units, 0);
    }

    /// Adds one element, transformed, wherever it is there.
    fn add(&mut self, weight: f64, values: &[f64], by: impl Fn(f64) -> f64) {
        let sums = self.weight.iter_mut().zip(&mut self.sum).zip(&mut self.here);
        for (((total, sum), here), value) in sums.zip(values) {
            if !value.is_nan() {
                *total += weight;
                *sum += weight * by(*value);
                *here += 1;
            }
        }
    }

    fn add_borda(&mut self, weight: f64, values: &[f64]) {
        let mut ranks = std::mem::take(&mut self.ranks);
        ascending(values, Ties::Min, &mut self.order, &mut ranks);
        self.add(weight, &ranks, |rank| rank - 1.0);
        self.ranks = ranks;
    }
}

/// Adds to each unit, over the other units, the share of weight of the elements on which it is better.
fn copeland<'a>(columns: impl Iterator<Item = (&'a [f64], f64)> + Clone, scores: &mut [f64]) {
    for one in 0..scores.len() {
        for other in one + 1..scores.len() {
            let pairs =
                columns.clone().map(|(values, weight)| (values[one], values[other], weight));
            if let Some(share) = better(pairs) {
                scores[one] += share;
                scores[other] += 1.0 - share;
            }
        }
    }
}

/// The share of weight where the first value of a pair is the larger, ties counting half; `None` where no
/// pair is complete.
fn better(pairs: impl Iterator<Item = (f64, f64, f64)>) -> Option<f64> {
    let (mut won, mut total) = (0.0, 0.0);
    for (one, other, weight) in pairs.filter(|(one, other, _)| !one.is_nan() && !other.is_nan()) {
        total += weight;
        if one > other {
            won += weight;
        } else if one == other {
            won += 0.5 * weight;
        }
    }
    (total > 0.0).then(|| won / total)
}

/// On which share of the weight each unit is better than each other one, and how much of it is beyond doubt.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Outranking {
    /// Row by row: the share of weight of the columns on which the unit of the row is better than that of
    /// the column, ties counting half; 0 on the diagonal, `None` where nothing can be compared.
    pub shares: Vec<Vec<Option<f64>>>,
    /// Share of the pairs of units in which one is better on everything.
    pub dominated: f64,
}

/// The outranking matrix of columns with weights (Munda & Nardo 2009; COINr `outrankMatrix`). Beyond the end
/// of a column that is shorter than the first, values are missing.
pub fn outranking(columns: &[Vec<Option<f64>>], weights: &[f64]) -> Outranking {
    let units = columns.first().map_or(0, Vec::len);
    let share = |one: usize, other: usize| {
        let value = |values: &[Option<f64>], row: usize| {
            values.get(row).copied().flatten().unwrap_or(f64::NAN)
        };
        let pairs = columns.iter().zip(weights);
        better(pairs.map(|(values, weight)| (value(values, one), value(values, other), *weight)))
    };
    let row = |one: usize| {
        (0..units).map(|other| if one == other { Some(0.0) } else { share(one, other) }).collect()
    };
    let shares: Vec<Vec<Option<f64>>> = (0..units).map(row).collect();
    let certain = shares.iter().flatten().filter(|share| **share == Some(1.0)).count();
    let pairs = units * units.saturating_sub(1) / 2;
    Outranking { shares, dominated: certain as f64 / pairs.max(1) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [f64; 4] = [12.0, 40.0, 77.0, 5.0];
    const WEIGHTS: [f64; 4] = [0.1, 0.2, 0.3, 0.4];

    fn rule(method: Aggregation) -> AggregationRule {
        let exponent = (method == Aggregation::Power).then_some(2.0);
        AggregationRule { method, exponent, availability: 0.0 }
    }

    /// One unit, one element per value.
    fn one(rule: AggregationRule, values: &[f64], weights: &[f64]) -> Result<f64, Flaw> {
        let columns: Vec<[f64; 1]> = values.iter().map(|value| [*value]).collect();
        let mut out = [0.0];
        let weights = weights.iter().copied();
        aggregate(&rule, weights, |at| &columns[at], &mut out, &mut Sums::default())?;
        Ok(out[0])
    }

    #[test]
    fn means_are_coinr_s() {
        for (method, expected) in [
            (Aggregation::Arithmetic, 34.3),
            (Aggregation::Geometric, 18.787_342_040_103),
            (Aggregation::Harmonic, 10.284_951_024_042_7),
            (Aggregation::Power, 46.077_109_284_329),
        ] {
            let found = one(rule(method), &VALUES, &WEIGHTS).unwrap();
            assert!((found - expected).abs() < 1e-12, "{method:?}: {found}");
        }
    }

    #[test]
    fn missing_elements_give_their_weight_to_the_others() {
        let with_gap = [2.0, f64::NAN, 4.0, f64::NAN];
        let equal = [1.0; 4];
        assert_eq!(one(rule(Aggregation::Arithmetic), &with_gap, &equal), Ok(3.0));
        let half = AggregationRule { availability: 0.5, ..rule(Aggregation::Arithmetic) };
        assert_eq!(one(half, &with_gap, &equal), Ok(3.0));
        let more = AggregationRule { availability: 0.6, ..half };
        assert!(one(more, &with_gap, &equal).unwrap().is_nan());
        assert_eq!(one(more, &with_gap, &[1.0, 0.0, 1.0, 0.0]), Ok(3.0), "weight 0 does not count");
        assert!(one(half, &[f64::NAN; 4], &equal).unwrap().is_nan());
    }

    #[test]
    fn zero_or_less_is_refused_where_it_has_no_mean() {
        for method in [Aggregation::Geometric, Aggregation::Harmonic] {
            let flaw = one(rule(method), &[3.0, 0.0], &[1.0, 1.0]).unwrap_err();
            assert_eq!(flaw, Flaw::at(What::NotPositive, 0, 0.0));
        }
        assert!(one(rule(Aggregation::Geometric), &[3.0, 0.0], &[1.0, 0.0]).is_ok());
        let root = AggregationRule { exponent: Some(0.5), ..rule(Aggregation::Power) };
        assert_eq!(one(root, &[4.0, 0.0], &[1.0, 1.0]), Ok(1.0), "a root of nothing is nothing");
        assert!(one(root, &[4.0, -1.0], &[1.0, 1.0]).is_err());
    }

    #[test]
    fn copeland_and_borda_count_those_who_are_worse() {
        let columns = [[3.0, 2.0, 1.0], [5.0, 5.0, 9.0]];
        let scored = |method| {
            let mut out = [0.0; 3];
            let weights = [1.0, 1.0].into_iter();
            aggregate(&rule(method), weights, |at| &columns[at], &mut out, &mut Sums::default())
                .unwrap();
            out
        };
        assert_eq!(scored(Aggregation::Copeland), [1.25, 0.75, 1.0]);
        assert_eq!(scored(Aggregation::Borda), [1.0, 0.5, 1.0]);
        let as_options: Vec<Vec<Option<f64>>> =
            columns.iter().map(|column| column.map(Some).to_vec()).collect();
        let found = outranking(&as_options, &[1.0, 1.0]);
        assert_eq!(found.shares[0], [Some(0.0), Some(0.75), Some(0.5)]);
        assert_eq!(found.dominated, 0.0);
    }
}
