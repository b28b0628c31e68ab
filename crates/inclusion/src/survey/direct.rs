//! Estimates from rows in memory: for calibrated weights, replicate weights and quantiles.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;

use super::accumulated::by_names;
use super::estimate::{CellEstimates, Estimate, EstimateOptions, assemble};
use super::measure::{Linearised, Measure, Sums, width};
use super::problem::SurveyProblem;
use super::quantile::quantile;
use super::sample::Sample;
use super::units::{codes, levels};
use super::values::{Values, absent_class};

impl Sample {
    /// The estimates of every measure in every cell of a margin; without columns, of everyone.
    ///
    /// # Errors
    /// A column that is not there or of another kind.
    pub fn estimates(
        &self,
        rows: &Columns,
        measures: &[Measure],
        margin: &[String],
        options: &EstimateOptions,
    ) -> Result<Vec<Estimate>, SurveyProblem> {
        if let Some(problem) = measures.iter().find_map(|measure| absent_class(measure, rows)) {
            return Err(problem);
        }
        let values: Vec<Values<'_>> =
            measures.iter().map(|measure| Values::of(measure, rows)).collect::<Result<_, _>>()?;
        let level_names: Vec<Vec<String>> =
            margin.iter().map(|name| levels(rows, name).to_vec()).collect();
        let kept: Vec<usize> = (0..margin.len()).collect();
        let mut cells = Vec::new();
        for (key, of_cell) in self.cells(rows, margin)? {
            let mut cell = CellEstimates::new(margin, &key, &level_names, &kept);
            for (measure, values) in measures.iter().zip(&values) {
                let asked = Asked { sample: self, measure, values, options };
                let estimate =
                    asked.estimate(by_names(margin, &key, &level_names, &kept), &of_cell);
                cell.estimates.push(estimate);
            }
            cells.push(cell);
        }
        Ok(assemble(cells))
    }

    /// Rows of each cell of a margin.
    fn cells(
        &self,
        rows: &Columns,
        margin: &[String],
    ) -> Result<BTreeMap<Vec<u32>, Vec<usize>>, SurveyProblem> {
        let classes: Vec<&[u32]> =
            margin.iter().map(|name| codes(rows, name)).collect::<Result<_, _>>()?;
        let mut cells: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        if margin.is_empty() {
            cells.insert(Vec::new(), Vec::new());
        }
        for row in (0..self.rows()).filter(|row| self.inside[*row]) {
            let key: Vec<u32> = classes.iter().map(|codes| codes[row]).collect();
            if !key.contains(&MISSING) {
                cells.entry(key).or_default().push(row);
            }
        }
        Ok(cells)
    }
}

/// One measure, to be estimated in one cell.
struct Asked<'a> {
    sample: &'a Sample,
    measure: &'a Measure,
    values: &'a Values<'a>,
    options: &'a EstimateOptions,
}

impl Asked<'_> {
    fn estimate(&self, by: Vec<(String, String)>, rows: &[usize]) -> Estimate {
        let origin = (self.values.mean(0, rows), self.values.mean(1, rows));
        let known: Vec<(usize, f64, f64)> = rows
            .iter()
            .filter_map(|row| self.values.at(*row, origin).map(|(y, x)| (*row, y, x)))
            .collect();
        let mut in_cell = vec![false; self.sample.rows()];
        known.iter().for_each(|(row, ..)| in_cell[*row] = true);
        let df = if known.is_empty() { 0.0 } else { self.sample.degrees(&in_cell) };
        if let Measure::Quantile(_, share) = self.measure {
            let pairs: Vec<(usize, f64)> =
                known.iter().map(|(row, y, _)| (*row, y + origin.0)).collect();
            return quantile(self.sample, &pairs, &in_cell, *share, df, self.options)
                .into_estimate(self.measure, by, known.len());
        }
        let linearised = self.linearise(&known, origin, &self.sample.weights);
        let variance = linearised.as_ref().and_then(|linearised| match &self.sample.replicates {
            Some(replicates) => {
                let value =
                    |weights: &[f64]| Some(self.linearise(&known, origin, weights)?.estimate);
                let values: Vec<Option<f64>> = replicates.iter().map(value).collect();
                replicates.variance(linearised.estimate, &values)
            }
            None => Some(self.taylor(&known, linearised, &in_cell)),
        });
        let n = known.len() as f64;
        self.options.finish(self.measure, by, n, linearised.as_ref(), variance, df)
    }

    fn linearise(
        &self,
        known: &[(usize, f64, f64)],
        origin: (f64, f64),
        weights: &[f64],
    ) -> Option<Linearised> {
        let mut list = [0.0; 6];
        for (row, y, x) in known {
            for (sum, term) in list.iter_mut().zip([1.0, *y, y * y, *x, x * y, x * x]) {
                *sum += weights[*row] * term;
            }
        }
        let list = &list[..width(self.measure)];
        Sums { n: known.len() as f64, list, origin }.linearise(self.measure)
    }

    fn taylor(
        &self,
        known: &[(usize, f64, f64)],
        linearised: &Linearised,
        in_cell: &[bool],
    ) -> f64 {
        let mut z = vec![0.0; self.sample.rows()];
        for (row, y, x) in known {
            let terms = [1.0, *y, y * y, *x, x * y, x * x];
            let value: f64 = linearised.coefficients.iter().zip(terms).map(|(c, t)| c * t).sum();
            z[*row] = self.sample.weights[*row] * value;
        }
        self.sample.variance(&z, in_cell)
    }
}
