//! One indicator brought to a common scale, higher being better.

use super::method::{Cap, Ties};
use super::moments::{count, deviation, mean, present, range};
use super::problem::{Flaw, What};
use super::rank::ascending;

/// A rule of normalisation with everything looked up: numbers and rows, no names. Goalposts and targets
/// are in the indicator's own direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    MinMax { lower: f64, upper: f64 },
    ZScore { mean: f64, sd: f64 },
    Rank { ties: Ties, less: f64 },
    Percentile { ties: Ties },
    Target { target: f64, cap: bool },
    Reference { row: usize, cap: bool },
    FractionOfMax,
    Goalposts { lower: f64, upper: f64, scale: f64, logarithm: bool, cap: Cap },
    AsIs,
}

/// What ranks need to be computed in.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    pub order: Vec<u32>,
    pub values: Vec<f64>,
}

/// Normalises a column in place; missing values stay missing. `direction` is 1, or −1 where less is better.
pub(super) fn normalise(
    values: &mut [f64],
    direction: f64,
    rule: &Rule,
    scratch: &mut Scratch,
) -> Result<(), Flaw> {
    let there = count(values);
    if there == 0 {
        // Goalposts are there without any unit; every other rule looks at the units.
        return match rule {
            Rule::Goalposts { .. } | Rule::AsIs => Ok(()),
            _ => Err(Flaw::new(What::NoValues)),
        };
    }
    by_rule(values, direction, rule, scratch)?;
    // A range beyond all numbers would turn values into missing ones.
    if count(values) != there || values.iter().any(|value| value.is_infinite()) {
        return Err(Flaw::new(What::NotFinite));
    }
    Ok(())
}

fn by_rule(
    values: &mut [f64],
    direction: f64,
    rule: &Rule,
    scratch: &mut Scratch,
) -> Result<(), Flaw> {
    match *rule {
        Rule::Goalposts { lower, upper, scale, logarithm, cap } => {
            let posts = Posts { lower, upper, scale, logarithm, cap };
            return goalposts(values, direction, &posts);
        }
        Rule::FractionOfMax => return fraction_of_max(values, direction),
        _ => {}
    }
    if direction < 0.0 {
        values.iter_mut().for_each(|value| *value = -*value);
    }
    match *rule {
        Rule::MinMax { lower, upper } => {
            let (low, high) = spread(values)?;
            scale(values, |value| (value - low) / (high - low) * (upper - lower) + lower);
        }
        Rule::ZScore { mean: centre, sd } => {
            spread(values)?;
            let few = || Flaw::new(What::TooFewValues);
            let own = mean(present(values)).ok_or_else(few)?;
            let deviation = deviation(values).ok_or_else(few)?;
            scale(values, |value| (value - own) / deviation * sd + centre);
        }
        Rule::Rank { ties, less } => {
            ranks(values, ties, scratch);
            scale(values, |rank| rank - less);
        }
        Rule::Percentile { ties } => {
            let others = count(values) as f64 - 1.0;
            if others < 1.0 {
                return Err(Flaw::new(What::TooFewValues));
            }
            ranks(values, ties, scratch);
            scale(values, |rank| (rank - 1.0) / others);
        }
        Rule::Target { target, cap } => distance(values, target * direction, cap)?,
        Rule::Reference { row, cap } => {
            let reference = values.get(row).copied().filter(|value| !value.is_nan());
            let missing = || Flaw { row: Some(row), ..Flaw::new(What::ReferenceMissing) };
            distance(values, reference.ok_or_else(missing)?, cap)?;
        }
        Rule::Goalposts { .. } | Rule::FractionOfMax | Rule::AsIs => {}
    }
    Ok(())
}

fn scale(values: &mut [f64], by: impl Fn(f64) -> f64) {
    values.iter_mut().for_each(|value| *value = by(*value));
}

/// Smallest and largest value, of a column that has two different ones.
fn spread(values: &[f64]) -> Result<(f64, f64), Flaw> {
    let (low, high) = range(values).ok_or_else(|| Flaw::new(What::NoValues))?;
    if low < high {
        Ok((low, high))
    } else {
        Err(Flaw { value: Some(low), ..Flaw::new(What::Constant) })
    }
}

fn ranks(values: &mut [f64], ties: Ties, scratch: &mut Scratch) {
    scratch.values.clear();
    scratch.values.extend_from_slice(values);
    ascending(&scratch.values, ties, &mut scratch.order, values);
}

/// 1 − (aim − x) / (aim − min).
fn distance(values: &mut [f64], aim: f64, cap: bool) -> Result<(), Flaw> {
    let (low, _) = range(values).ok_or_else(|| Flaw::new(What::NoValues))?;
    if aim <= low {
        return Err(Flaw { value: Some(aim), ..Flaw::new(What::TargetBelowMinimum) });
    }
    let top = if cap { 1.0 } else { f64::INFINITY };
    // `min` would turn a missing value into 1.
    let capped = |score: f64| if score > top { top } else { score };
    scale(values, |value| capped(1.0 - (aim - value) / (aim - low)));
    Ok(())
}

fn fraction_of_max(values: &mut [f64], direction: f64) -> Result<(), Flaw> {
    let (low, high) = range(values).ok_or_else(|| Flaw::new(What::NoValues))?;
    let enough = if direction > 0.0 { high } else { low };
    if enough <= 0.0 {
        let row = values.iter().position(|value| *value == enough);
        return Err(Flaw { row, value: Some(enough), ..Flaw::new(What::NotPositive) });
    }
    if direction > 0.0 {
        scale(values, |value| value / high);
    } else {
        scale(values, |value| low / value);
    }
    Ok(())
}

struct Posts {
    lower: f64,
    upper: f64,
    scale: f64,
    logarithm: bool,
    cap: Cap,
}

fn goalposts(values: &mut [f64], direction: f64, posts: &Posts) -> Result<(), Flaw> {
    let on = |value: f64| if posts.logarithm { value.ln() } else { value };
    if posts.logarithm
        && let Some(row) = values.iter().position(|value| *value <= 0.0)
    {
        return Err(Flaw::at(What::NotPositive, row, values[row]));
    }
    let (from, to) =
        if direction > 0.0 { (posts.lower, posts.upper) } else { (posts.upper, posts.lower) };
    let (from, to) = (on(from), on(to));
    let cap = |way: f64| match posts.cap {
        Cap::Both | Cap::Upper if way > 1.0 => 1.0,
        Cap::Both if way < 0.0 => 0.0,
        _ => way,
    };
    scale(values, |value| cap((on(value) - from) / (to - from)) * posts.scale);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalised(values: &[f64], direction: f64, rule: Rule) -> Result<Vec<f64>, Flaw> {
        let mut values = values.to_vec();
        normalise(&mut values, direction, &rule, &mut Scratch::default()).map(|()| values)
    }

    #[test]
    fn less_is_better_turns_every_rule() {
        let values = [1.0, 2.0, 5.0];
        let down = |rule| normalised(&values, -1.0, rule).unwrap();
        assert_eq!(down(Rule::MinMax { lower: 0.0, upper: 100.0 }), [100.0, 75.0, 0.0]);
        assert_eq!(down(Rule::Rank { ties: Ties::Min, less: 0.0 }), [3.0, 2.0, 1.0]);
        assert_eq!(down(Rule::Target { target: 3.0, cap: true }), [1.0, 1.0, 0.0]);
        assert_eq!(down(Rule::FractionOfMax), [1.0, 0.5, 0.2]);
        let posts =
            |cap| Rule::Goalposts { lower: 2.0, upper: 4.0, scale: 1.0, logarithm: false, cap };
        assert_eq!(down(posts(Cap::Both)), [1.0, 1.0, 0.0]);
        assert_eq!(down(posts(Cap::Upper)), [1.0, 1.0, -0.5]);
        assert_eq!(down(posts(Cap::None)), [1.5, 1.0, -0.5]);
    }

    #[test]
    fn missing_stays_missing() {
        let values = [1.0, f64::NAN, 5.0, 3.0];
        for rule in [
            Rule::MinMax { lower: 0.0, upper: 1.0 },
            Rule::ZScore { mean: 0.0, sd: 1.0 },
            Rule::Percentile { ties: Ties::Min },
            Rule::Target { target: 4.0, cap: true },
            Rule::Reference { row: 2, cap: true },
            Rule::FractionOfMax,
            Rule::Goalposts { lower: 2.0, upper: 4.0, scale: 1.0, logarithm: true, cap: Cap::Both },
            Rule::AsIs,
        ] {
            for direction in [1.0, -1.0] {
                let found = normalised(&values, direction, rule);
                let found = found.unwrap_or_else(|flaw| {
                    // Turned, the reference is the worst value: it is refused.
                    assert_eq!(flaw.what, What::TargetBelowMinimum, "{rule:?}");
                    values.to_vec()
                });
                assert!(found[1].is_nan() && !found[0].is_nan(), "{rule:?}");
            }
        }
    }

    #[test]
    fn what_has_no_range_is_refused() {
        let refused = |values: &[f64], rule| normalised(values, 1.0, rule).unwrap_err().what;
        let min_max = Rule::MinMax { lower: 0.0, upper: 1.0 };
        assert_eq!(refused(&[2.0, 2.0, f64::NAN], min_max), What::Constant);
        assert_eq!(refused(&[2.0, 2.0], Rule::ZScore { mean: 0.0, sd: 1.0 }), What::Constant);
        assert_eq!(refused(&[f64::NAN], min_max), What::NoValues);
        assert_eq!(
            refused(&[1.0, 2.0], Rule::Target { target: 0.5, cap: false }),
            What::TargetBelowMinimum
        );
        assert_eq!(refused(&[-1.0, 0.0], Rule::FractionOfMax), What::NotPositive);
        assert_eq!(
            refused(&[1.0, f64::NAN], Rule::Reference { row: 1, cap: false }),
            What::ReferenceMissing
        );
    }
}
