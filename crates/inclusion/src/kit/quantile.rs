//! Classes of equal size: fifths of people, from the poorest to the richest.
//!
//! A class ends at the smallest value that its share of people, by their weights, do not exceed; people of one
//! value are of one class.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;

use super::adjust::Factors;
use super::plan::{Plan, PlannedPopulation, Quantiles, Recode};
use super::problem::{BadWeights, KitError, KitProblem, KitProblems};
use crate::survey::units::numbers;
use crate::survey::{SurveyProblem, SurveyProblems};

/// One reading of the rows, for all recodes that make classes of equal size. Holds two numbers a row.
pub struct QuantilePass<'p> {
    plan: &'p Plan,
    before: &'p Factors,
    /// Values with their weights, by recode.
    found: BTreeMap<&'p str, Vec<(f64, f64)>>,
    rows: u64,
    bad: BadWeights,
}

impl<'p> QuantilePass<'p> {
    /// `None` where the plan has no such recode.
    pub fn new(plan: &'p Plan, before: &'p Factors) -> Option<Self> {
        let some = plan.recode.iter().any(|recode| recode.quantiles.is_some());
        let (found, bad) = (BTreeMap::new(), BadWeights::default());
        some.then_some(Self { plan, before, found, rows: 0, bad })
    }

    /// Reads the next rows.
    ///
    /// # Errors
    /// A column that is not there or of another kind.
    pub fn add(&mut self, batch: Columns) -> Result<(), KitError> {
        let rows = self.plan.classed(batch, self.before)?;
        let plan = self.plan;
        for recode in &plan.recode {
            let Some((asked, population)) = recode
                .quantiles
                .as_ref()
                .and_then(|asked| Some((asked, plan.population(&asked.of)?)))
            else {
                continue;
            };
            let weights = self.weights(population, &rows)?;
            let values = recode.values(asked, &rows)?;
            let into = self.found.entry(&recode.column).or_default();
            let known = values.into_iter().zip(weights);
            into.extend(known.filter(|(value, weight)| !value.is_nan() && *weight > 0.0));
        }
        self.rows += rows.rows() as u64;
        Ok(())
    }

    fn weights(
        &mut self,
        population: &PlannedPopulation,
        rows: &Columns,
    ) -> Result<Vec<f64>, SurveyProblem> {
        let inside = population.filter.rows(rows)?;
        let (columns, adjusted) = (&population.weights, &population.adjusted);
        let weights = self.before.weights(columns, adjusted, &inside, self.plan, rows)?;
        Ok(weights.sound(&mut self.bad, self.rows))
    }

    /// Where the classes end, with the factors before.
    ///
    /// # Errors
    /// Weights that cannot be; a column without a value.
    pub fn finish(self) -> Result<Factors, KitError> {
        let bad = self.bad.problems();
        if !bad.is_empty() {
            return Err(SurveyProblems(bad).into());
        }
        let mut factors = self.before.clone();
        for recode in &self.plan.recode {
            let Some(asked) = &recode.quantiles else { continue };
            let found = self.found.get(recode.column.as_str()).cloned().unwrap_or_default();
            if found.is_empty() {
                let part = format!("recode {}", recode.column);
                let from = recode.from.clone().unwrap_or_default();
                return Err(KitProblems(vec![KitProblem::part(part, "no-value", from)]).into());
            }
            factors.set_cuts(&recode.column, cuts(found, asked.classes.len()));
        }
        Ok(factors)
    }
}

/// The values at which all classes but the last end.
fn cuts(mut found: Vec<(f64, f64)>, classes: usize) -> Vec<f64> {
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = found.iter().map(|(_, weight)| weight).sum();
    let (mut cuts, mut sum) = (Vec::new(), 0.0);
    for (value, weight) in &found {
        sum += weight;
        while cuts.len() + 1 < classes && sum >= total * (cuts.len() + 1) as f64 / classes as f64 {
            cuts.push(*value);
        }
    }
    cuts
}

impl Recode {
    /// What is cut into classes: a column, or one divided by another.
    fn values(&self, asked: &Quantiles, rows: &Columns) -> Result<Vec<f64>, SurveyProblem> {
        let values = numbers(rows, self.from.as_deref().unwrap_or_default())?;
        let Some(per) = &asked.per else { return Ok(values.to_vec()) };
        let each = |(value, per): (&f64, &f64)| if *per > 0.0 { value / per } else { f64::NAN };
        Ok(values.iter().zip(numbers(rows, per)?).map(each).collect())
    }

    /// The class of each row; none while it is not known where classes end.
    pub(super) fn cut(
        &self,
        asked: &Quantiles,
        rows: &Columns,
        cuts: Option<&[f64]>,
    ) -> Result<Vec<u32>, SurveyProblem> {
        let Some(cuts) = cuts else { return Ok(vec![MISSING; rows.rows()]) };
        let class = |value: f64| match value {
            value if value.is_nan() => MISSING,
            value => cuts.partition_point(|cut| *cut < value) as u32,
        };
        Ok(self.values(asked, rows)?.into_iter().map(class).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_end_where_their_share_of_people_is_reached() {
        let even: Vec<(f64, f64)> = (1..=10).rev().map(|value| (f64::from(value), 1.0)).collect();
        assert_eq!(cuts(even, 5), [2.0, 4.0, 6.0, 8.0]);
        // One who weighs as much as all others fills several classes.
        let heavy = vec![(1.0, 6.0), (2.0, 2.0), (3.0, 2.0)];
        assert_eq!(cuts(heavy, 5), [1.0, 1.0, 1.0, 2.0]);
    }
}
