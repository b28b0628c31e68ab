//! What a measure reads of some rows.

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;

use super::measure::Measure;
use super::problem::SurveyProblem;
use super::units::{codes, levels, numbers};

/// The columns of a measure, in one batch of rows.
pub(crate) enum Values<'a> {
    One(&'a [f64]),
    Two(&'a [f64], &'a [f64]),
    Class(&'a [u32], u32),
    Ones,
}

impl<'a> Values<'a> {
    /// What a measure reads of some rows.
    pub fn of(measure: &Measure, rows: &'a Columns) -> Result<Self, SurveyProblem> {
        Ok(match measure {
            Measure::Mean(y)
            | Measure::Total(y)
            | Measure::Variance(y)
            | Measure::Quantile(y, _) => Self::One(numbers(rows, y)?),
            Measure::People => Self::Ones,
            Measure::Ratio(y, x) => Self::Two(numbers(rows, y)?, numbers(rows, x)?),
            Measure::Proportion(column, class) | Measure::Count(column, class) => {
                let at = levels(rows, column).iter().position(|level| level == class);
                // A class that has not been met yet is no row's.
                let code = at.map_or(MISSING - 1, |at| at as u32);
                Self::Class(codes(rows, column)?, code)
            }
        })
    }

    /// The mean of y (`which` 0) or x (1) over some rows: where they are best counted from. Classes from 0.
    pub fn mean(&self, which: usize, rows: &[usize]) -> f64 {
        let column: &[f64] = match (self, which) {
            (Self::One(y) | Self::Two(y, _), 0) => y,
            (Self::Two(_, x), 1) => x,
            _ => return 0.0,
        };
        let known = rows.iter().map(|row| column[*row]).filter(|value| value.is_finite());
        let (sum, n) = known.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
        if n > 0.0 { sum / n } else { 0.0 }
    }

    /// y and x of a row, counted from their origins. `None` where one is missing.
    pub fn at(&self, row: usize, origin: (f64, f64)) -> Option<(f64, f64)> {
        match self {
            Self::One(y) => (!y[row].is_nan()).then(|| (y[row] - origin.0, 0.0)),
            Self::Two(y, x) => {
                let known = !y[row].is_nan() && !x[row].is_nan();
                known.then(|| (y[row] - origin.0, x[row] - origin.1))
            }
            Self::Ones => Some((1.0, 0.0)),
            Self::Class(codes, class) => {
                let code = codes[row];
                (code != MISSING).then(|| (f64::from(u8::from(code == *class)), 0.0))
            }
        }
    }
}

/// The problem of a measure of a class that no row has, if it is one: a share of 0 would look like an answer.
pub(crate) fn absent_class(measure: &Measure, rows: &Columns) -> Option<SurveyProblem> {
    match measure {
        Measure::Proportion(column, class) | Measure::Count(column, class)
            if !levels(rows, column).contains(class) =>
        {
            let what = format!("{column}={class}");
            Some(SurveyProblem::Question { what, why: "no-such-class" })
        }
        _ => None,
    }
}
