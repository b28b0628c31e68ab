//! Weights brought to agree with known totals, and what that takes off the variance.
//!
//! The variance of a calibrated estimate is that of the residuals of its linearised values on the auxiliary
//! columns, weighted by the weights before (Deville and Särndal 1992). For raked margins R's `survey`
//! averages residuals without weights; the two agree where the weights before are equal, and elsewhere the
//! weighted projection is used here, as that package itself does for `calibrate(calfun = "raking")`.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;

use super::design::{Calibration, CalibrationMethod, Margin};
use super::linear::{Matrix, Qr};
use super::problem::{SurveyProblem, SurveyProblems};
use super::units::{codes, levels, numbers};

/// The auxiliary columns of the rows, with their known totals.
#[derive(Debug, Clone)]
pub(crate) struct Auxiliary {
    classes: Vec<Classes>,
    /// One column for each class of each margin, then those of numbers, then that of the population.
    columns: Vec<Vec<f64>>,
    totals: Vec<f64>,
    names: Vec<String>,
}

/// A margin's class of each row.
#[derive(Debug, Clone)]
struct Classes {
    of_row: Vec<usize>,
    totals: Vec<f64>,
}

/// Reads the auxiliary columns.
pub(crate) fn auxiliary(asked: &Calibration, rows: &Columns) -> Result<Auxiliary, SurveyProblems> {
    let mut problems = Vec::new();
    let mut found = Auxiliary {
        classes: Vec::new(),
        columns: Vec::new(),
        totals: Vec::new(),
        names: Vec::new(),
    };
    for margin in &asked.margins {
        match classes(margin, rows, &mut problems)? {
            Some(classes) => found.add_margin(margin, classes),
            None => continue,
        }
    }
    for (name, total) in &asked.totals {
        let column = numbers(rows, name)?;
        if let Some(row) = column.iter().position(|value| !value.is_finite()) {
            let missing = column.iter().filter(|value| !value.is_finite()).count() as u64;
            let (row, column) = (row as u64 + 1, name.clone());
            problems.push(SurveyProblem::BadCell { row, column, why: "missing", rows: missing });
        }
        found.add_column(name.clone(), column.to_vec(), *total);
    }
    if let Some(population) = asked.population {
        found.add_column("population".to_owned(), vec![1.0; rows.rows()], population);
    }
    let sums: Vec<f64> = found.classes.iter().map(|one| one.totals.iter().sum()).collect();
    if let Some(first) = sums.first()
        && sums.iter().any(|sum| (sum - first).abs() > 1e-6 * first.abs())
    {
        problems.push(SurveyProblem::Calibration { field: "margins", why: "different-sums" });
    }
    if problems.is_empty() { Ok(found) } else { Err(SurveyProblems(problems)) }
}

/// The class of each row. `None` where something is wrong with it.
fn classes(
    margin: &Margin,
    rows: &Columns,
    problems: &mut Vec<SurveyProblem>,
) -> Result<Option<Classes>, SurveyProblem> {
    let before = problems.len();
    let position: BTreeMap<&str, usize> =
        margin.totals.keys().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let written: Vec<(&[u32], &[String])> = margin
        .by
        .iter()
        .map(|name| Ok((codes(rows, name)?, levels(rows, name))))
        .collect::<Result<_, SurveyProblem>>()?;
    let mut tell = |class: String, why| {
        let problem = SurveyProblem::CalibrationClass { margin: margin.by.join("|"), class, why };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    };
    let mut seen = vec![false; margin.totals.len()];
    let mut of_row = Vec::with_capacity(rows.rows());
    for row in 0..rows.rows() {
        if written.iter().any(|(codes, _)| codes[row] == MISSING) {
            tell(format!("row {}", row + 1), "missing");
            continue;
        }
        let parts: Vec<&str> =
            written.iter().map(|(codes, levels)| levels[codes[row] as usize].as_str()).collect();
        let class = parts.join("|");
        match position.get(class.as_str()) {
            Some(at) => {
                seen[*at] = true;
                of_row.push(*at);
            }
            None => tell(class, "not-in-totals"),
        }
    }
    let absent =
        margin.totals.iter().zip(&seen).filter(|((_, total), seen)| !**seen && **total > 0.0);
    absent.for_each(|((class, _), _)| tell(class.clone(), "not-in-data"));
    let totals = margin.totals.values().copied().collect();
    Ok((problems.len() == before).then_some(Classes { of_row, totals }))
}

impl Auxiliary {
    fn add_margin(&mut self, margin: &Margin, classes: Classes) {
        for (at, (name, total)) in margin.totals.iter().enumerate() {
            let column =
                classes.of_row.iter().map(|class| f64::from(u8::from(*class == at))).collect();
            self.add_column(name.clone(), column, *total);
        }
        self.classes.push(classes);
    }

    fn add_column(&mut self, name: String, column: Vec<f64>, total: f64) {
        self.names.push(name);
        self.columns.push(column);
        self.totals.push(total);
    }

    /// The columns, each row multiplied by a factor.
    fn scaled(&self, factors: &[f64]) -> Vec<Vec<f64>> {
        let scale = |column: &Vec<f64>| column.iter().zip(factors).map(|(x, f)| x * f).collect();
        self.columns.iter().map(scale).collect()
    }
}

/// Calibrated weights.
pub(crate) fn weights(
    asked: &Calibration,
    auxiliary: &Auxiliary,
    before: &[f64],
) -> Result<Vec<f64>, SurveyProblem> {
    match asked.method {
        CalibrationMethod::PostStratify => {
            let mut after = before.to_vec();
            auxiliary.classes.iter().for_each(|classes| classes.fit(&mut after));
            Ok(after)
        }
        CalibrationMethod::Rake => Ok(rake(asked, auxiliary, before)?.after),
        _ => newton(asked, auxiliary, before),
    }
}

impl Classes {
    /// Makes the weights of each class sum to its total.
    fn fit(&self, weights: &mut [f64]) {
        let sums = self.sums(weights);
        for (weight, class) in weights.iter_mut().zip(&self.of_row) {
            if sums[*class] > 0.0 {
                *weight *= self.totals[*class] / sums[*class];
            }
        }
    }

    fn sums(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.totals.len()];
        for (weight, class) in weights.iter().zip(&self.of_row) {
            sums[*class] += weight;
        }
        sums
    }
}

/// Raked weights, and those after each margin of the last cycle.
struct Raked {
    after: Vec<f64>,
    last_cycle: Vec<Vec<f64>>,
}

/// Margins in turn, until no cell of their cross table changes by more than epsilon.
fn rake(
    asked: &Calibration,
    auxiliary: &Auxiliary,
    before: &[f64],
) -> Result<Raked, SurveyProblem> {
    let population: f64 = auxiliary.classes[0].totals.iter().sum();
    let asked_epsilon = asked.epsilon.unwrap_or(1e-11);
    let epsilon = if asked_epsilon < 1.0 { asked_epsilon * population } else { asked_epsilon };
    let cross = |weights: &[f64]| {
        let mut table: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (row, weight) in weights.iter().enumerate() {
            let key = auxiliary.classes.iter().map(|classes| classes.of_row[row]).collect();
            *table.entry(key).or_default() += weight;
        }
        table.into_values().collect::<Vec<f64>>()
    };
    let (mut after, mut table) = (before.to_vec(), cross(before));
    let steps = asked.max_iterations.unwrap_or(2_000);
    for _ in 0..steps {
        let fit = |classes: &Classes| {
            classes.fit(&mut after);
            after.clone()
        };
        let last_cycle = auxiliary.classes.iter().map(fit).collect();
        let now = cross(&after);
        let change = table.iter().zip(&now).fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()));
        if change < epsilon {
            return Ok(Raked { after, last_cycle });
        }
        table = now;
    }
    Err(SurveyProblem::NotCalibrated { steps, misfit: auxiliary.misfit(&after) })
}

/// How a weight's factor follows from its linear predictor: F and its slope.
struct Distance {
    method: CalibrationMethod,
    bounds: Option<(f64, f64)>,
}

impl Distance {
    fn factor(&self, u: f64) -> f64 {
        match (self.method, self.bounds) {
            (CalibrationMethod::Logit, Some((low, high))) => {
                let a = (high - low) / ((1.0 - low) * (high - 1.0));
                let e = (a * u).exp();
                (low * (high - 1.0) + high * (1.0 - low) * e) / (high - 1.0 + (1.0 - low) * e)
            }
            (_, Some((low, high))) => self.unbounded(u).clamp(low, high),
            (_, None) => self.unbounded(u),
        }
    }

    fn slope(&self, u: f64) -> f64 {
        match (self.method, self.bounds) {
            (CalibrationMethod::Logit, Some((low, high))) => {
                let a = (high - low) / ((1.0 - low) * (high - 1.0));
                let factor = self.factor(u);
                a * (factor - low) * (high - factor) / (high - low)
            }
            (_, Some((low, high))) if !(low..=high).contains(&self.unbounded(u)) => 0.0,
            (CalibrationMethod::Raking, _) => u.exp(),
            _ => 1.0,
        }
    }

    fn unbounded(&self, u: f64) -> f64 {
        if self.method == CalibrationMethod::Raking { u.exp() } else { 1.0 + u }
    }
}

/// Newton's steps on the calibration equations Σ w·F(x·λ)·x = totals (Deville, Särndal and Sautory 1993).
fn newton(
    asked: &Calibration,
    auxiliary: &Auxiliary,
    before: &[f64],
) -> Result<Vec<f64>, SurveyProblem> {
    let distance = Distance { method: asked.method, bounds: asked.bounds };
    let epsilon = asked.epsilon.unwrap_or(1e-10);
    let steps = asked.max_iterations.unwrap_or(100);
    let width = auxiliary.columns.len();
    let mut lambda = vec![0.0; width];
    let mut after = before.to_vec();
    for _ in 0..=steps {
        if auxiliary.misfit(&after) < epsilon {
            return Ok(after);
        }
        let predictors = auxiliary.predictors(&lambda);
        let roots: Vec<f64> = before
            .iter()
            .zip(&predictors)
            .map(|(weight, u)| (weight * distance.slope(*u)).max(0.0).sqrt())
            .collect();
        let qr = Qr::of(&auxiliary.scaled(&roots));
        let misfits = auxiliary.misfits(&after);
        let kept = Matrix::of(qr.kept.len(), 1, |i, _| misfits[qr.kept[i]]);
        let step = qr.inverse_gram().times(&kept);
        for (at, column) in qr.kept.iter().enumerate() {
            lambda[*column] += step.at(at, 0);
        }
        let predictors = auxiliary.predictors(&lambda);
        for ((after, before), u) in after.iter_mut().zip(before).zip(&predictors) {
            *after = before * distance.factor(*u);
        }
    }
    Err(SurveyProblem::NotCalibrated { steps, misfit: auxiliary.misfit(&after) })
}

impl Auxiliary {
    fn predictors(&self, lambda: &[f64]) -> Vec<f64> {
        let rows = self.columns.first().map_or(0, Vec::len);
        let mut predictors = vec![0.0; rows];
        for (column, lambda) in self.columns.iter().zip(lambda).filter(|(_, l)| **l != 0.0) {
            predictors.iter_mut().zip(column).for_each(|(sum, x)| *sum += lambda * x);
        }
        predictors
    }

    fn misfits(&self, weights: &[f64]) -> Vec<f64> {
        let sum = |column: &Vec<f64>| column.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
        self.columns.iter().zip(&self.totals).map(|(column, total)| total - sum(column)).collect()
    }

    /// The largest misfit, relative to its total.
    fn misfit(&self, weights: &[f64]) -> f64 {
        let misfits = self.misfits(weights);
        let relative =
            misfits.iter().zip(&self.totals).map(|(m, total)| m.abs() / (1.0 + total.abs()));
        relative.fold(0.0, f64::max)
    }
}

/// What calibration takes off linearised values.
#[derive(Debug, Clone)]
pub(crate) enum Projection {
    /// One margin: the weighted mean of each class.
    Classes {
        /// Class of each row.
        of_row: Vec<usize>,
        /// Weights before.
        before: Vec<f64>,
    },
    /// Margins raked to within a person or more: their weighted means in turn.
    Cycles {
        /// Class of each row, and its weight after this margin.
        margins: Vec<(Vec<usize>, Vec<f64>)>,
        /// Weights before.
        before: Vec<f64>,
    },
    /// Several columns: their weighted regression.
    Columns {
        /// Of the columns, times the root of the weights before.
        qr: Qr,
        /// That root.
        roots: Vec<f64>,
    },
}

impl Projection {
    pub fn new(
        asked: &Calibration,
        auxiliary: &Auxiliary,
        before: &[f64],
    ) -> Result<Self, SurveyProblem> {
        let loosely = asked.epsilon.is_some_and(|epsilon| epsilon >= 1.0);
        Ok(match (asked.method, auxiliary.classes.first()) {
            (CalibrationMethod::PostStratify, Some(classes)) => {
                Self::Classes { of_row: classes.of_row.clone(), before: before.to_vec() }
            }
            (CalibrationMethod::Rake, Some(_)) if loosely => {
                let cycle = rake(asked, auxiliary, before)?.last_cycle;
                let classes = auxiliary.classes.iter().map(|classes| classes.of_row.clone());
                Self::Cycles { margins: classes.zip(cycle).collect(), before: before.to_vec() }
            }
            _ => {
                let roots: Vec<f64> = before.iter().map(|weight| weight.sqrt()).collect();
                Self::Columns { qr: Qr::of(&auxiliary.scaled(&roots)), roots }
            }
        })
    }

    /// Linearised values less what the auxiliary columns say of them; both with the weights after in them.
    pub fn residual(&self, z: &[f64], after: &[f64]) -> Vec<f64> {
        let plain = || divided(z, after);
        match self {
            Self::Classes { of_row, before } => {
                let rest = less_means(&plain(), of_row, before);
                rest.iter().zip(after).map(|(rest, weight)| rest * weight).collect()
            }
            Self::Cycles { margins, before } => {
                let mut rest = z.to_vec();
                for (of_row, weights) in (0..CYCLES).flat_map(|_| margins) {
                    let left = less_means(&divided(&rest, weights), of_row, before);
                    rest = left.iter().zip(weights).map(|(left, weight)| left * weight).collect();
                }
                rest
            }
            Self::Columns { qr, roots } => {
                let scaled: Vec<f64> = plain().iter().zip(roots).map(|(v, r)| v * r).collect();
                let rest = qr.residual(&scaled);
                let unscaled =
                    rest.iter().zip(roots).map(|(v, r)| if *r > 0.0 { v / r } else { 0.0 });
                unscaled.zip(after).map(|(rest, weight)| rest * weight).collect()
            }
        }
    }
}

/// As many times as the peer goes through the margins.
const CYCLES: usize = 10;

fn divided(z: &[f64], weights: &[f64]) -> Vec<f64> {
    z.iter().zip(weights).map(|(z, w)| if *w > 0.0 { z / w } else { 0.0 }).collect()
}

/// Values less the weighted mean of their class.
fn less_means(values: &[f64], of_row: &[usize], weights: &[f64]) -> Vec<f64> {
    let classes = 1 + of_row.iter().max().copied().unwrap_or(0);
    let (mut sums, mut totals) = (vec![0.0; classes], vec![0.0; classes]);
    for ((value, class), weight) in values.iter().zip(of_row).zip(weights) {
        sums[*class] += weight * value;
        totals[*class] += weight;
    }
    values.iter().zip(of_row).map(|(value, class)| value - sums[*class] / totals[*class]).collect()
}
