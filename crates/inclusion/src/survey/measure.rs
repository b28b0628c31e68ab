//! What is estimated.

use super::problem::SurveyProblem;

/// What is estimated, of which columns.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Σwy / Σw.
    Mean(String),
    /// Σwy.
    Total(String),
    /// Σwy / Σwx.
    Ratio(String, String),
    /// The share of people of a class, of those whose class is known: column, class.
    Proportion(String, String),
    /// The number of people of a class: column, class.
    Count(String, String),
    /// How many people the weights stand for.
    People,
    /// The variance of a number among people.
    Variance(String),
    /// The value that a share of people do not exceed: column, share.
    Quantile(String, f64),
}

impl Measure {
    /// Reads `a/b`.
    ///
    /// # Errors
    /// There is no `/`, or nothing on one side of it.
    pub fn ratio(written: &str) -> Result<Self, SurveyProblem> {
        let (over, under) = parts(written, '/', "ratio-form")?;
        Ok(Self::Ratio(over, under))
    }

    /// Reads `column=class`.
    ///
    /// # Errors
    /// There is no `=`, or nothing on one side of it.
    pub fn proportion(written: &str) -> Result<Self, SurveyProblem> {
        let (column, class) = parts(written, '=', "proportion-form")?;
        Ok(Self::Proportion(column, class))
    }

    /// Reads `column` or `column=class`, of which people are counted.
    pub fn total(written: &str) -> Self {
        match parts(written, '=', "") {
            Ok((column, class)) => Self::Count(column, class),
            Err(_) => Self::Total(written.to_owned()),
        }
    }

    /// Reads `column@share`.
    ///
    /// # Errors
    /// There is no `@`, or what follows is not between 0 and 1.
    pub fn quantile(written: &str) -> Result<Self, SurveyProblem> {
        let (column, share) = parts(written, '@', "quantile-form")?;
        match share.parse() {
            Ok(share) if 0.0 < share && share < 1.0 => Ok(Self::Quantile(column, share)),
            _ => Err(SurveyProblem::Question { what: written.to_owned(), why: "quantile-form" }),
        }
    }

    /// How an answer names it: `mean(x)`.
    pub fn name(&self) -> String {
        match self {
            Self::Mean(column) => format!("mean({column})"),
            Self::Total(column) => format!("total({column})"),
            Self::Ratio(over, under) => format!("ratio({over}/{under})"),
            Self::Proportion(column, class) => format!("proportion({column}={class})"),
            Self::Count(column, class) => format!("total({column}={class})"),
            Self::People => "people".to_owned(),
            Self::Variance(column) => format!("variance({column})"),
            Self::Quantile(column, share) => format!("quantile({column}@{share})"),
        }
    }

    /// Its columns, with whether they hold words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        match self {
            Self::Mean(column) | Self::Total(column) | Self::Variance(column) => {
                vec![(column.clone(), false)]
            }
            Self::Quantile(column, _) => vec![(column.clone(), false)],
            Self::People => Vec::new(),
            Self::Ratio(over, under) => vec![(over.clone(), false), (under.clone(), false)],
            Self::Proportion(column, _) | Self::Count(column, _) => vec![(column.clone(), true)],
        }
    }

    /// Whether sums are enough for it.
    pub fn is_of_sums(&self) -> bool {
        !matches!(self, Self::Quantile(..))
    }

    /// Whether it is a share of people, between 0 and 1.
    pub fn is_share(&self) -> bool {
        matches!(self, Self::Proportion(..))
    }
}

fn parts(written: &str, mark: char, why: &'static str) -> Result<(String, String), SurveyProblem> {
    match written.split_once(mark) {
        Some((before, after)) if !before.is_empty() && !after.is_empty() => {
            Ok((before.to_owned(), after.to_owned()))
        }
        _ => Err(SurveyProblem::Question { what: written.to_owned(), why }),
    }
}

/// The sums that a measure keeps for each sampling unit and cell, and what they say.
///
/// In this order: w, wy, wy², wx, wxy, wx² (the last three for ratios only), over the rows whose values are
/// known; y and x are counted from an origin near their mean, so that squares lose no digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sums<'a> {
    /// Rows.
    pub n: f64,
    pub list: &'a [f64],
    /// Where y and x are counted from.
    pub origin: (f64, f64),
}

/// How many sums a measure keeps.
pub(crate) fn width(measure: &Measure) -> usize {
    if matches!(measure, Measure::Ratio(..)) { 6 } else { 3 }
}

/// An estimate, and the coefficients that make a unit's sums its linearised value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linearised {
    pub estimate: f64,
    pub coefficients: Vec<f64>,
    /// The variance that a simple random sample with replacement of as many rows would have.
    pub with_replacement: Option<f64>,
    /// People that the weights sum to.
    pub population: f64,
}

impl Linearised {
    /// The variance that a simple random sample of `n` of the people that the weights sum to would have.
    /// `None` where that has no meaning: the weights sum to less than the rows.
    pub fn without_replacement(&self, n: f64) -> Option<f64> {
        let left = self.population - n;
        (left >= 0.0)
            .then(|| self.with_replacement.map(|simple| simple * left / self.population))?
    }
}

impl Sums<'_> {
    fn weight(&self) -> f64 {
        self.list[0]
    }

    /// Σwy, from its true origin.
    fn total(&self) -> f64 {
        self.list[1] + self.origin.0 * self.weight()
    }

    /// Σwx, from its true origin.
    fn denominator(&self) -> f64 {
        self.list[3] + self.origin.1 * self.weight()
    }

    /// Linearises a measure at these sums. `None` where it has no value: no row, no weight, nothing below
    /// the line of a ratio.
    pub fn linearise(&self, measure: &Measure) -> Option<Linearised> {
        if self.n == 0.0 || self.weight() <= 0.0 {
            return None;
        }
        match measure {
            Measure::Mean(_) | Measure::Proportion(..) => Some(self.mean()),
            Measure::Total(_) | Measure::Count(..) | Measure::People => Some(self.total_of()),
            Measure::Ratio(..) => self.ratio(),
            Measure::Variance(_) => self.variance(),
            Measure::Quantile(..) => None,
        }
    }

    fn mean(&self) -> Linearised {
        let weight = self.weight();
        // From the origin: the linearised value of the shifted mean is that of the mean.
        let shifted = self.list[1] / weight;
        Linearised {
            estimate: shifted + self.origin.0,
            coefficients: vec![-shifted / weight, 1.0 / weight, 0.0],
            with_replacement: self.population_variance().map(|variance| variance / self.n),
            population: weight,
        }
    }

    fn total_of(&self) -> Linearised {
        let weight = self.weight();
        let scale = weight * weight / self.n;
        Linearised {
            estimate: self.total(),
            coefficients: vec![self.origin.0, 1.0, 0.0],
            with_replacement: self.population_variance().map(|variance| variance * scale),
            population: weight,
        }
    }

    fn ratio(&self) -> Option<Linearised> {
        let under = self.denominator();
        if under == 0.0 {
            return None;
        }
        let (ratio, weight) = (self.total() / under, self.weight());
        // r = (y − Rx)/X with y and x from their origins leaves a constant.
        let constant = self.origin.0 - ratio * self.origin.1;
        let [_, y, yy, x, xy, xx] = *self.list else { return None };
        let squares = yy - 2.0 * ratio * xy
            + ratio * ratio * xx
            + 2.0 * constant * (y - ratio * x)
            + constant * constant * weight;
        let residual = self.bessel().map(|bessel| (bessel * squares / weight).max(0.0));
        let scale = (weight / under).powi(2) / self.n;
        Some(Linearised {
            estimate: ratio,
            coefficients: vec![constant / under, 1.0 / under, 0.0, -ratio / under, 0.0, 0.0],
            with_replacement: residual.map(|variance| variance * scale),
            population: weight,
        })
    }

    /// As the peer: the variance around the estimated mean, times n/(n − 1), is itself a mean.
    fn variance(&self) -> Option<Linearised> {
        let (bessel, weight) = (self.bessel()?, self.weight());
        let (mean, estimate) = (self.list[1] / weight, self.population_variance()?);
        let coefficients = vec![
            (bessel * mean * mean - estimate) / weight,
            -2.0 * bessel * mean / weight,
            bessel / weight,
        ];
        Some(Linearised { estimate, coefficients, with_replacement: None, population: weight })
    }

    /// n/(n − 1).
    fn bessel(&self) -> Option<f64> {
        (self.n > 1.0).then(|| self.n / (self.n - 1.0))
    }

    /// How much y varies among people.
    fn population_variance(&self) -> Option<f64> {
        let (weight, mean) = (self.weight(), self.list[1] / self.weight());
        Some((self.bessel()? * (self.list[2] / weight - mean * mean)).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_read_and_named() {
        for (read, name) in [
            (Measure::ratio("a/b"), "ratio(a/b)"),
            (Measure::proportion("x=Yes"), "proportion(x=Yes)"),
            (Measure::quantile("x@0.5"), "quantile(x@0.5)"),
            (Ok(Measure::total("x=E")), "total(x=E)"),
            (Ok(Measure::total("x")), "total(x)"),
        ] {
            assert_eq!(read.unwrap().name(), name);
        }
        for wrong in [Measure::ratio("a"), Measure::proportion("=1"), Measure::quantile("x@1")] {
            assert_eq!(wrong.unwrap_err().code(), "question");
        }
    }

    #[test]
    fn the_origin_changes_nothing() {
        let rows = [(2.0, 5.0, 1.0), (3.0, 7.0, 2.0), (1.5, 6.0, 4.0)];
        let sums = |origin: (f64, f64)| {
            let mut list = [0.0; 6];
            for (w, y, x) in rows {
                let (y, x) = (y - origin.0, x - origin.1);
                for (sum, term) in list.iter_mut().zip([1.0, y, y * y, x, x * y, x * x]) {
                    *sum += w * term;
                }
            }
            list
        };
        for measure in [
            Measure::Mean("y".into()),
            Measure::Total("y".into()),
            Measure::Ratio("y".into(), "x".into()),
            Measure::Variance("y".into()),
        ] {
            let answer = |origin| {
                let list = sums(origin);
                let list = &list[..width(&measure)];
                Sums { n: 3.0, list, origin }.linearise(&measure).unwrap()
            };
            let (a, b) = (answer((0.0, 0.0)), answer((6.0, 2.0)));
            assert!((a.estimate - b.estimate).abs() < 1e-12, "{measure:?}");
            let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-12 * (1.0 + a.abs()),
                (a, b) => a == b,
            };
            let (a, b) = (a.with_replacement, b.with_replacement);
            assert!(close(a, b), "{a:?} {b:?}");
        }
    }
}
