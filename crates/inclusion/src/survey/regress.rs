//! Regression whose errors are the design's: linear, and logistic.

use std::borrow::Cow;

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};
use serde::Serialize;

use super::linear::{Matrix, Qr};
use super::measure::Measure;
use super::problem::SurveyProblem;
use super::sample::Sample;
use super::units::{levels, numbers};
use crate::statistics::{student_t_quantile, two_sided};

/// How the outcome depends on the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Its mean is a sum of the terms.
    Linear,
    /// The log odds of its share are (estimating equations of the binomial, as R's `quasibinomial`).
    Logistic,
}

/// What is regressed on what.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// A column of numbers, or `column=class` for whether a row is of it.
    pub outcome: String,
    /// Columns: numbers as they are, words as one term for each class but the first.
    pub terms: Vec<String>,
    /// How.
    pub family: Family,
}

/// One coefficient.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// The term: `(intercept)`, `ell`, `stype=H`.
    pub term: String,
    /// The coefficient.
    pub estimate: f64,
    /// Its standard error by the design.
    pub se: f64,
    /// Its interval.
    pub ci: Option<[f64; 2]>,
    /// estimate ÷ standard error.
    pub t: f64,
    /// How often chance alone would give as large a t, on either side.
    pub p: Option<f64>,
    /// e to the coefficient: the ratio of odds. Logistic only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub odds_ratio: Option<f64>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Regression {
    /// How.
    pub family: Family,
    /// Coefficients, the intercept first.
    pub coefficients: Vec<Coefficient>,
    /// Degrees of freedom of the design, less the terms.
    pub df: f64,
    /// Rows with every value known.
    pub n: u64,
    /// Terms that say nothing the others do not; they are left out.
    pub left_out: Vec<String>,
}

/// The rows of a model: those with every value known.
struct Frame {
    rows: Vec<usize>,
    outcome: Vec<f64>,
    names: Vec<String>,
    columns: Vec<Vec<f64>>,
}

/// Fits a model to the rows inside the question.
///
/// # Errors
/// A column that is not there; no row with every value known; fitting that does not end (classes that
/// separate perfectly).
pub fn fit(
    sample: &Sample,
    data: &Columns,
    model: &Model,
    level: f64,
) -> Result<Regression, SurveyProblem> {
    let frame = frame(sample, data, model)?;
    let weights: Vec<f64> = frame.rows.iter().map(|row| sample.weights[*row]).collect();
    let fitted = solve(&frame, &weights, model.family)?;
    let names: Vec<String> = fitted.kept.iter().map(|at| frame.names[*at].clone()).collect();
    let left_out = (0..frame.names.len()).filter(|at| !fitted.kept.contains(at));
    let left_out = left_out.map(|at| frame.names[at].clone()).collect();
    let mut in_cell = vec![false; sample.rows()];
    frame.rows.iter().for_each(|row| in_cell[*row] = true);
    let covariance = match &sample.replicates {
        None => sample.covariance(&influence(sample, &frame, &weights, &fitted), &in_cell),
        Some(_) => replicated(sample, &frame, model.family, &fitted)?,
    };
    let df = sample.degrees(&in_cell) + 1.0 - fitted.kept.len() as f64;
    let t = student_t_quantile(0.5 + level / 2.0, df);
    let coefficient = |(at, term): (usize, String)| {
        let (estimate, se) = (fitted.coefficients[at], covariance.at(at, at).sqrt());
        Coefficient {
            term,
            estimate,
            se,
            ci: t.is_finite().then_some([estimate - t * se, estimate + t * se]),
            t: estimate / se,
            p: Some(two_sided(estimate / se, df)).filter(|p| p.is_finite()),
            odds_ratio: (model.family == Family::Logistic).then(|| estimate.exp()),
        }
    };
    let coefficients = names.into_iter().enumerate().map(coefficient).collect();
    let n = frame.rows.len() as u64;
    Ok(Regression { family: model.family, coefficients, df, n, left_out })
}

fn frame(sample: &Sample, data: &Columns, model: &Model) -> Result<Frame, SurveyProblem> {
    let outcome = outcome(data, &model.outcome)?;
    let mut terms = Vec::new();
    for name in &model.terms {
        terms.push((name, data.get(name).ok_or(SurveyProblem::NoColumn { name: name.clone() })?));
    }
    let known = |row: &usize| {
        sample.inside[*row]
            && !outcome[*row].is_nan()
            && terms.iter().all(|(_, column)| !column.is_missing(*row))
    };
    let rows: Vec<usize> = (0..sample.rows()).filter(known).collect();
    if rows.is_empty() {
        return Err(SurveyProblem::NoRows);
    }
    let mut names = vec!["(intercept)".to_owned()];
    let mut columns = vec![vec![1.0; rows.len()]];
    for (name, column) in terms {
        match column {
            Column::Numbers(values) => {
                names.push(name.clone());
                columns.push(rows.iter().map(|row| values[*row]).collect());
            }
            Column::Words { codes, .. } => {
                for (class, code) in classes(data, name, codes, &rows).into_iter().skip(1) {
                    names.push(format!("{name}={class}"));
                    let is = |row: &usize| f64::from(u8::from(codes[*row] == code));
                    columns.push(rows.iter().map(is).collect());
                }
            }
        }
    }
    let outcome = rows.iter().map(|row| outcome[*row]).collect();
    Ok(Frame { rows, outcome, names, columns })
}

/// The classes that occur, by name.
fn classes(data: &Columns, name: &str, codes: &[u32], rows: &[usize]) -> Vec<(String, u32)> {
    let mut found: Vec<u32> = rows.iter().map(|row| codes[*row]).collect();
    found.sort_unstable();
    found.dedup();
    let levels = levels(data, name);
    let mut named: Vec<(String, u32)> =
        found.into_iter().map(|code| (levels[code as usize].clone(), code)).collect();
    named.sort();
    named
}

fn outcome(data: &Columns, written: &str) -> Result<Vec<f64>, SurveyProblem> {
    if data.get(written).is_some() {
        return Ok(numbers(data, written)?.to_vec());
    }
    let Ok(Measure::Proportion(column, class)) = Measure::proportion(written) else {
        return Err(SurveyProblem::NoColumn { name: written.to_owned() });
    };
    match data.get(&column) {
        Some(Column::Words { codes, levels }) => {
            let wanted = levels.iter().position(|level| *level == class);
            let is = |code: &u32| match *code {
                MISSING => f64::NAN,
                code => f64::from(u8::from(wanted == Some(code as usize))),
            };
            Ok(codes.iter().map(is).collect())
        }
        Some(Column::Numbers(_)) => {
            Err(SurveyProblem::Question { what: written.to_owned(), why: "words-needed" })
        }
        None => Err(SurveyProblem::NoColumn { name: column }),
    }
}

/// Coefficients of the columns kept, and what their influence is made of.
struct Fitted {
    kept: Vec<usize>,
    coefficients: Vec<f64>,
    /// (XᵀWX)⁻¹.
    inverse: Matrix,
    /// y − ŷ of each row.
    residuals: Vec<f64>,
}

fn solve(frame: &Frame, weights: &[f64], family: Family) -> Result<Fitted, SurveyProblem> {
    match family {
        Family::Linear => Ok(weighted(frame, weights, &frame.outcome, |mean| mean)),
        Family::Logistic => logistic(frame, weights),
    }
}

/// Weighted least squares of `target`; residuals are of the outcome on the scale that `inverse_link` gives.
fn weighted(
    frame: &Frame,
    weights: &[f64],
    target: &[f64],
    inverse_link: impl Fn(f64) -> f64,
) -> Fitted {
    let roots: Vec<f64> = weights.iter().map(|weight| weight.sqrt()).collect();
    let scale = |column: &Vec<f64>| column.iter().zip(&roots).map(|(x, r)| x * r).collect();
    let columns: Vec<Vec<f64>> = frame.columns.iter().map(scale).collect();
    let qr = Qr::of(&columns);
    let right: Vec<f64> = target.iter().zip(&roots).map(|(y, r)| y * r).collect();
    let coefficients = qr.coefficients(&right);
    let predictors = predictors(frame, &qr.kept, &coefficients);
    let residuals =
        frame.outcome.iter().zip(&predictors).map(|(y, eta)| y - inverse_link(*eta)).collect();
    Fitted { inverse: qr.inverse_gram(), kept: qr.kept, coefficients, residuals }
}

fn predictors(frame: &Frame, kept: &[usize], coefficients: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; frame.rows.len()];
    for (at, coefficient) in kept.iter().zip(coefficients) {
        sums.iter_mut().zip(&frame.columns[*at]).for_each(|(sum, x)| *sum += coefficient * x);
    }
    sums
}

fn expit(eta: f64) -> f64 {
    1.0 / (1.0 + (-eta).exp())
}

/// Iteratively reweighted least squares, until no coefficient moves.
fn logistic(frame: &Frame, weights: &[f64]) -> Result<Fitted, SurveyProblem> {
    if frame.outcome.iter().any(|y| !(0.0..=1.0).contains(y)) {
        return Err(SurveyProblem::Question { what: "outcome".to_owned(), why: "not-a-share" });
    }
    // As R begins: (y + ½)/2.
    let mut eta: Vec<f64> = frame
        .outcome
        .iter()
        .map(|y| {
            let start = (y + 0.5) / 2.0;
            (start / (1.0 - start)).ln()
        })
        .collect();
    let mut before: Option<Vec<f64>> = None;
    for _ in 0..100 {
        let slope: Vec<f64> = eta.iter().map(|eta| expit(*eta) * (1.0 - expit(*eta))).collect();
        let working: Vec<f64> = (0..eta.len())
            .map(|i| eta[i] + (frame.outcome[i] - expit(eta[i])) / slope[i])
            .collect();
        let moved: Vec<f64> = weights.iter().zip(&slope).map(|(w, s)| w * s).collect();
        let fitted = weighted(frame, &moved, &working, expit);
        if fitted.coefficients.iter().any(|b| !b.is_finite()) {
            break;
        }
        eta = predictors(frame, &fitted.kept, &fitted.coefficients);
        let settled = before.as_ref().is_some_and(|before| {
            let pairs = before.iter().zip(&fitted.coefficients);
            before.len() == fitted.coefficients.len()
                && pairs.fold(0.0_f64, |most, (a, b)| most.max((a - b).abs() / (1e-3 + b.abs())))
                    < 1e-11
        });
        if settled {
            return Ok(fitted);
        }
        before = Some(fitted.coefficients);
    }
    Err(SurveyProblem::NotConverged { what: "logistic" })
}

/// What each row adds to each coefficient: (XᵀWX)⁻¹ x·w·(y − ŷ).
fn influence(
    sample: &Sample,
    frame: &Frame,
    weights: &[f64],
    fitted: &Fitted,
) -> Vec<Cow<'static, [f64]>> {
    let mut z = vec![vec![0.0; sample.rows()]; fitted.kept.len()];
    for (at, row) in frame.rows.iter().enumerate() {
        let score = weights[at] * fitted.residuals[at];
        for (k, z) in z.iter_mut().enumerate() {
            let step: f64 = fitted
                .kept
                .iter()
                .enumerate()
                .map(|(j, column)| fitted.inverse.at(k, j) * frame.columns[*column][at])
                .sum();
            z[*row] = step * score;
        }
    }
    z.into_iter().map(Cow::Owned).collect()
}

/// Covariances from refitting with each replicate's weights.
fn replicated(
    sample: &Sample,
    frame: &Frame,
    family: Family,
    full: &Fitted,
) -> Result<Matrix, SurveyProblem> {
    let size = full.kept.len();
    let Some(replicates) = &sample.replicates else { return Ok(Matrix::zero(size, size)) };
    let mut values: Vec<Vec<Option<f64>>> = vec![Vec::new(); size];
    for weights in replicates.iter() {
        let weights: Vec<f64> = frame.rows.iter().map(|row| weights[*row]).collect();
        let fitted = solve(frame, &weights, family).ok().filter(|one| one.kept == full.kept);
        for (k, values) in values.iter_mut().enumerate() {
            values.push(fitted.as_ref().map(|fitted| fitted.coefficients[k]));
        }
    }
    let mut covariance = Matrix::zero(size, size);
    for (k, values) in values.iter().enumerate() {
        let variance = replicates.variance(full.coefficients[k], values);
        let variance = variance.ok_or(SurveyProblem::NotConverged { what: "replicates" })?;
        covariance.set(k, k, variance);
    }
    Ok(covariance)
}
