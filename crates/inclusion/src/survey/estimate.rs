//! An estimate with all that says how sure it is.

use serde::{Serialize, Serializer};

use super::accumulated::by_names;
use super::interval::{ShareInterval, share_interval};
use super::measure::{Linearised, Measure};
use super::reliability::{Facts, Flag, Reliability};
use crate::statistics::student_t_quantile;

/// One figure: of one measure, in one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The classes of the cell, by column; none for everyone.
    #[serde(serialize_with = "as_map")]
    pub by: Vec<(String, String)>,
    /// What is estimated: `mean(x)`.
    pub measure: String,
    /// The figure. `None` where the cell has no row with a known value.
    pub estimate: Option<f64>,
    /// Its standard error by the design; `None` where it cannot be known.
    pub se: Option<f64>,
    /// Its interval.
    pub ci: Option<[f64; 2]>,
    /// Degrees of freedom of the interval: primary sampling units less strata, of those in the cell.
    pub df: Option<f64>,
    /// Rows with a known value and a weight.
    pub n: u64,
    /// Standard error ÷ estimate.
    pub cv: Option<f64>,
    /// Variance ÷ that of a simple random sample of as many people.
    pub deff: Option<f64>,
    /// Whether it can be relied on; `None`: yes, by the rules.
    pub flag: Option<Flag>,
}

fn as_map<S: Serializer>(by: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(by.iter().map(|(column, class)| (column, class)))
}

/// Which degrees of freedom intervals use.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum DegreesOfFreedom {
    /// The design's.
    #[default]
    Design,
    /// So many that Student's distribution is the normal one.
    Infinite,
}

/// Which variance a design effect compares with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DesignEffect {
    /// A simple random sample without replacement, from as many people as the weights sum to.
    #[default]
    WithoutReplacement,
    /// A simple random sample with replacement.
    WithReplacement,
}

/// How estimates are finished.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateOptions {
    /// Confidence of the intervals.
    pub level: f64,
    /// Their degrees of freedom.
    pub df: DegreesOfFreedom,
    /// How the interval of a share is made.
    pub share: ShareInterval,
    /// What design effects compare with.
    pub deff: DesignEffect,
    /// When an estimate is not reliable.
    pub reliability: Reliability,
}

impl Default for EstimateOptions {
    fn default() -> Self {
        Self {
            level: 0.95,
            df: DegreesOfFreedom::Design,
            share: ShareInterval::Logit,
            deff: DesignEffect::WithoutReplacement,
            reliability: Reliability::default(),
        }
    }
}

impl EstimateOptions {
    /// Puts an estimate together from its variance.
    pub(crate) fn finish(
        &self,
        measure: &Measure,
        by: Vec<(String, String)>,
        n: f64,
        linearised: Option<&Linearised>,
        variance: Option<f64>,
        design_df: f64,
    ) -> Estimate {
        let value = linearised.map(|one| one.estimate).filter(|value| value.is_finite());
        let df = match self.df {
            DegreesOfFreedom::Design => design_df,
            DegreesOfFreedom::Infinite => f64::INFINITY,
        };
        // Without a degree of freedom there is nothing to tell the error by.
        let known = design_df > 0.0;
        let se =
            variance.filter(|v| known && v.is_finite()).map(f64::sqrt).filter(|_| value.is_some());
        let facts = Facts { value, se, n, df: design_df };
        let ci = match (value, se) {
            (Some(value), Some(se)) if measure.is_share() => {
                share_interval(self.share, self.level, value, se, n, df)
            }
            (Some(value), Some(se)) => self.around(value, se, df),
            _ => None,
        };
        Estimate {
            by,
            measure: measure.name(),
            estimate: value,
            se,
            ci,
            df: known.then_some(df).filter(|_| value.is_some()).filter(|df| df.is_finite()),
            n: n as u64,
            cv: facts.cv(),
            deff: self.design_effect(linearised, se, n),
            flag: self.reliability.flag(measure, &facts),
        }
    }

    fn around(&self, value: f64, se: f64, df: f64) -> Option<[f64; 2]> {
        let half = student_t_quantile(0.5 + self.level / 2.0, df) * se;
        half.is_finite().then_some([value - half, value + half])
    }

    fn design_effect(
        &self,
        linearised: Option<&Linearised>,
        se: Option<f64>,
        n: f64,
    ) -> Option<f64> {
        let (linearised, se) = (linearised?, se?);
        let simple = match self.deff {
            DesignEffect::WithoutReplacement => linearised.without_replacement(n)?,
            DesignEffect::WithReplacement => linearised.with_replacement?,
        };
        Some(se * se / simple).filter(|deff| deff.is_finite())
    }
}

/// The estimates of a cell, one a measure.
#[derive(Debug, Clone)]
pub(crate) struct CellEstimates {
    pub by: Vec<(String, String)>,
    pub estimates: Vec<Estimate>,
}

impl CellEstimates {
    pub fn new(margin: &[String], key: &[u32], levels: &[Vec<String>], kept: &[usize]) -> Self {
        Self { by: by_names(margin, key, levels, kept), estimates: Vec::new() }
    }
}

/// Cells in the order of their classes, numbers by size.
pub(crate) fn assemble(mut cells: Vec<CellEstimates>) -> Vec<Estimate> {
    cells.sort_by(|a, b| {
        let classes = a.by.iter().zip(&b.by).map(|((_, a), (_, b))| order_of_classes(a, b));
        classes.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    cells.into_iter().flat_map(|cell| cell.estimates).collect()
}

/// Numbers by size and before words; words by their letters.
fn order_of_classes(a: &str, b: &str) -> std::cmp::Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}
