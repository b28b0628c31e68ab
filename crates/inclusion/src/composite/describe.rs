//! Statistics of the columns of a table, and what stands out about them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::moments::{Shape, deviation, mean, median, present, range, shape};
use super::table::DataTable;

/// Statistics of one column.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Description {
    /// Code of the column.
    pub code: String,
    /// Smallest value; `None` where nothing is there, as for all that follow.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Standard deviation, with n − 1.
    pub sd: Option<f64>,
    /// Skewness and excess kurtosis of type 2; `None` with fewer than four values or no spread.
    pub shape: Option<Shape>,
    /// Number of values that are there.
    pub available: usize,
    /// Number of values other than 0.
    pub nonzero: usize,
    /// Number of different values.
    pub unique: usize,
    /// Number of units with the commonest value.
    pub same: usize,
    /// Number of values outside the fences: 1.5 interquartile ranges beyond the quartiles (Tukey 1977).
    pub outside: usize,
    /// Share of the units with a value.
    pub available_share: f64,
    /// Share of values other than 0 among those that are there; `None` where nothing is.
    pub nonzero_share: Option<f64>,
    /// Share of different values among them.
    pub unique_share: Option<f64>,
    /// Share of the commonest value among them.
    pub same_share: Option<f64>,
    /// Too few values.
    pub few: bool,
    /// Too many zeros.
    pub zeros: bool,
    /// Too few different values.
    pub repeated: bool,
    /// Outliers: |skewness| and kurtosis above their thresholds.
    pub outliers: bool,
}

/// From where on something stands out; shares are of all units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Smallest share of values that are there.
    pub available: f64,
    /// Smallest share of values other than 0.
    pub nonzero: f64,
    /// Smallest share of different values.
    pub unique: f64,
    /// Largest |skewness|.
    pub skewness: f64,
    /// Largest kurtosis.
    pub kurtosis: f64,
}

impl Default for Thresholds {
    /// COINr's.
    fn default() -> Self {
        Self { available: 0.65, nonzero: 0.5, unique: 0.5, skewness: 2.0, kurtosis: 3.5 }
    }
}

/// Statistics of each column of a table (COINr `get_stats`).
pub fn describe(table: &DataTable, thresholds: &Thresholds) -> Vec<Description> {
    let columns = table.columns.iter();
    columns.map(|(code, values)| column(code, values, thresholds)).collect()
}

fn column(code: &str, values: &[Option<f64>], thresholds: &Thresholds) -> Description {
    let figures: Vec<f64> = values.iter().map(|value| value.unwrap_or(f64::NAN)).collect();
    let mut sorted = Vec::new();
    let median = median(present(&figures), &mut sorted);
    let available = sorted.len();
    let nonzero = sorted.iter().filter(|value| **value != 0.0).count();
    let runs = || sorted.chunk_by(|a, b| a == b).map(<[f64]>::len);
    let (unique, same) = (runs().count(), runs().max().unwrap_or(0));
    let units = values.len() as f64;
    let of_units = |number: usize| if units > 0.0 { number as f64 / units } else { 0.0 };
    let of_available = |number: usize| (available > 0).then(|| number as f64 / available as f64);
    let shape = shape(&figures);
    let extremes = range(&figures);
    Description {
        code: code.to_owned(),
        min: extremes.map(|(low, _)| low),
        max: extremes.map(|(_, high)| high),
        mean: mean(present(&figures)),
        median,
        sd: deviation(&figures),
        shape,
        available,
        nonzero,
        unique,
        same,
        outside: outside(&sorted),
        available_share: of_units(available),
        nonzero_share: of_available(nonzero),
        unique_share: of_available(unique),
        same_share: of_available(same),
        few: of_units(available) < thresholds.available,
        zeros: of_units(nonzero) < thresholds.nonzero,
        repeated: of_units(unique) < thresholds.unique,
        outliers: shape.is_some_and(|shape| {
            shape.skewness.abs() > thresholds.skewness && shape.kurtosis > thresholds.kurtosis
        }),
    }
}

fn outside(sorted: &[f64]) -> usize {
    let quartile = |p| super::moments::quantile(sorted, p);
    let reach = 1.5 * (quartile(0.75) - quartile(0.25));
    let (low, high) = (quartile(0.25) - reach, quartile(0.75) + reach);
    sorted.iter().filter(|value| **value < low || **value > high).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_column_has_no_figures() {
        let table = DataTable {
            units: vec!["a".to_owned(); 2],
            groups: Vec::new(),
            columns: vec![("x".to_owned(), vec![None, None])],
        };
        let found = &describe(&table, &Thresholds::default())[0];
        assert_eq!((found.min, found.mean, found.median, found.sd), (None, None, None, None));
        assert_eq!((found.available, found.unique, found.outside), (0, 0, 0));
        assert!(found.few && found.nonzero_share.is_none());
    }

    #[test]
    fn points_beyond_the_fences_are_counted() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 50.0].map(Some).to_vec();
        let found = column("x", &values, &Thresholds::default());
        assert_eq!((found.outside, found.unique, found.same), (1, 6, 1));
    }
}
