//! Tests: whether two classifications go together, and whether a mean differs.

use std::borrow::Cow;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;
use serde::Serialize;

use super::linear::{Matrix, Qr};
use super::problem::SurveyProblem;
use super::regress::{Coefficient, Family, Model, fit};
use super::sample::Sample;
use super::units::{codes, levels, numbers};
use crate::statistics::{chi_square_tail, f_tail, student_t_quantile, two_sided};

/// Which statistic tests an association.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statistic {
    /// Pearson's, with the second-order correction of Rao and Scott (1984), as an F.
    #[default]
    F,
    /// Pearson's, with the first-order correction, as a chi-square.
    Chisq,
    /// Wald's.
    Wald,
    /// Wald's, adjusted for the degrees of freedom.
    AdjWald,
}

/// A test's answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TestResult {
    /// Which test.
    pub test: &'static str,
    /// Its statistic.
    pub statistic: f64,
    /// Degrees of freedom: above and below the line of an F; one of a chi-square or a t.
    pub df: Vec<f64>,
    /// How often chance alone would give a statistic as large.
    pub p: f64,
    /// The difference that a t-test is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<f64>,
    /// Its interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci: Option<[f64; 2]>,
    /// Rows with both values known.
    pub n: u64,
}

/// A two-way table, its cells column by column as R lays them out.
struct TwoWay {
    rows: usize,
    columns: usize,
    /// Cell of each row of the data; `None` outside.
    cell: Vec<Option<usize>>,
}

impl TwoWay {
    fn new(
        sample: &Sample,
        data: &Columns,
        rows: &str,
        columns: &str,
    ) -> Result<Self, SurveyProblem> {
        let (first, second) = (codes(data, rows)?, codes(data, columns)?);
        let known =
            |row: &usize| sample.inside[*row] && first[*row] != MISSING && second[*row] != MISSING;
        let inside: Vec<usize> = (0..sample.rows()).filter(known).collect();
        let (row_of, row_count) = positions(&inside, first, levels(data, rows));
        let (column_of, column_count) = positions(&inside, second, levels(data, columns));
        if row_count < 2 || column_count < 2 {
            let what = format!("{rows} × {columns}");
            return Err(SurveyProblem::Question { what, why: "one-class" });
        }
        let mut cell = vec![None; sample.rows()];
        for row in inside {
            let (i, j) = (row_of[first[row] as usize], column_of[second[row] as usize]);
            cell[row] = Some(j * row_count + i);
        }
        Ok(Self { rows: row_count, columns: column_count, cell })
    }

    fn n(&self) -> usize {
        self.cell.iter().flatten().count()
    }

    fn in_cell(&self) -> Vec<bool> {
        self.cell.iter().map(Option::is_some).collect()
    }

    /// Weighted sums of the cells.
    fn totals(&self, sample: &Sample) -> Vec<f64> {
        let mut totals = vec![0.0; self.rows * self.columns];
        for (cell, weight) in self.cell.iter().zip(&sample.weights) {
            if let Some(cell) = cell {
                totals[*cell] += weight;
            }
        }
        totals
    }

    /// Shares of rows × shares of columns, cell by cell.
    fn expected(&self, shares: &[f64]) -> Vec<f64> {
        let row: Vec<f64> = (0..self.rows)
            .map(|i| (0..self.columns).map(|j| shares[j * self.rows + i]).sum())
            .collect();
        let column = |j: usize| shares[j * self.rows..(j + 1) * self.rows].iter().sum::<f64>();
        (0..self.columns)
            .flat_map(|j| row.iter().map(move |r| (r, j)))
            .map(|(r, j)| r * column(j))
            .collect()
    }
}

/// For each level, its position among those that occur, by name; and how many occur.
fn positions(rows: &[usize], codes: &[u32], levels: &[String]) -> (Vec<usize>, usize) {
    let mut found: Vec<u32> = rows.iter().map(|row| codes[*row]).collect();
    found.sort_unstable();
    found.dedup();
    found.sort_by(|a, b| levels[*a as usize].cmp(&levels[*b as usize]));
    let mut position = vec![0; levels.len()];
    found.iter().enumerate().for_each(|(at, code)| position[*code as usize] = at);
    (position, found.len())
}

/// Tests whether two classifications go together.
///
/// # Errors
/// A column that is not there; one class only; a table whose variances cannot be inverted.
pub fn chi_square(
    sample: &Sample,
    data: &Columns,
    rows: &str,
    columns: &str,
    statistic: Statistic,
) -> Result<TestResult, SurveyProblem> {
    let table = TwoWay::new(sample, data, rows, columns)?;
    match statistic {
        Statistic::F | Statistic::Chisq => rao_scott(sample, &table, statistic),
        Statistic::Wald | Statistic::AdjWald => wald(sample, &table, statistic),
    }
}

fn singular() -> SurveyProblem {
    SurveyProblem::NotConverged { what: "chi-square" }
}

fn rao_scott(
    sample: &Sample,
    table: &TwoWay,
    statistic: Statistic,
) -> Result<TestResult, SurveyProblem> {
    let totals = table.totals(sample);
    let (n, population) = (table.n() as f64, totals.iter().sum::<f64>());
    let shares: Vec<f64> = totals.iter().map(|total| total / population).collect();
    let covariance = share_covariance(sample, table, &shares, population)?;
    let contrasts = interactions(table);
    let inverse = |i: usize| if shares[i] == 0.0 { 0.0 } else { 1.0 / shares[i] };
    let scaled =
        Matrix::of(shares.len(), contrasts.columns, |i, j| inverse(i) * contrasts.at(i, j));
    let below = contrasts.transposed().times(&scaled);
    let below = Matrix::of(below.rows, below.columns, |i, j| below.at(i, j) / n);
    let above = scaled.transposed().times(&covariance).times(&scaled);
    let delta = below.solve(&above).ok_or_else(singular)?;
    let pearson: f64 = shares
        .iter()
        .zip(table.expected(&shares))
        .map(|(share, expected)| n * (share - expected).powi(2) / expected)
        .sum();
    let trace = delta.trace();
    let squares = delta.times(&delta).trace();
    let (df, nu) = (trace * trace / squares, sample.degrees(&vec![true; sample.rows()]));
    Ok(match statistic {
        Statistic::F => TestResult {
            test: "rao-scott-f",
            statistic: pearson / trace,
            df: vec![df, df * nu],
            p: f_tail(pearson / trace, df, df * nu),
            estimate: None,
            ci: None,
            n: table.n() as u64,
        },
        _ => {
            let cells = delta.rows as f64;
            TestResult {
                test: "rao-scott-chisq",
                statistic: pearson,
                df: vec![cells],
                p: chi_square_tail(pearson * cells / trace, cells),
                estimate: None,
                ci: None,
                n: table.n() as u64,
            }
        }
    })
}

/// The design's covariances of the cells' shares.
fn share_covariance(
    sample: &Sample,
    table: &TwoWay,
    shares: &[f64],
    population: f64,
) -> Result<Matrix, SurveyProblem> {
    if let Some(replicates) = &sample.replicates {
        return replicates
            .covariance(shares, |weights| {
                let mut totals = vec![0.0; shares.len()];
                for (cell, weight) in table.cell.iter().zip(weights) {
                    if let Some(cell) = cell {
                        totals[*cell] += weight;
                    }
                }
                let all: f64 = totals.iter().sum();
                totals.into_iter().map(|total| total / all).collect()
            })
            .ok_or_else(singular);
    }
    let z = |number: usize| {
        let of_row = |(cell, weight): (&Option<usize>, &f64)| match cell {
            Some(cell) => {
                weight * (f64::from(u8::from(*cell == number)) - shares[number]) / population
            }
            None => 0.0,
        };
        Cow::Owned(table.cell.iter().zip(&sample.weights).map(of_row).collect())
    };
    let z: Vec<Cow<'_, [f64]>> = (0..shares.len()).map(z).collect();
    Ok(sample.covariance(&z, &table.in_cell()))
}

/// The interaction contrasts of a table, without what its margins say.
fn interactions(table: &TwoWay) -> Matrix {
    let cells = table.rows * table.columns;
    let row = |cell: usize| cell % table.rows;
    let column = |cell: usize| cell / table.rows;
    let is = |yes: bool| f64::from(u8::from(yes));
    let mut margins = vec![vec![1.0; cells]];
    (1..table.rows).for_each(|i| margins.push((0..cells).map(|c| is(row(c) == i)).collect()));
    (1..table.columns).for_each(|j| margins.push((0..cells).map(|c| is(column(c) == j)).collect()));
    let qr = Qr::of(&margins);
    let pairs = (1..table.columns).flat_map(|j| (1..table.rows).map(move |i| (i, j)));
    let rest: Vec<Vec<f64>> = pairs
        .map(|(i, j)| {
            let product: Vec<f64> = (0..cells).map(|c| is(row(c) == i && column(c) == j)).collect();
            qr.residual(&product)
        })
        .collect();
    Matrix::of(cells, rest.len(), |i, j| rest[j][i])
}

/// Wald's test of the departures from independence (Koch, Freeman and Freeman 1975).
fn wald(
    sample: &Sample,
    table: &TwoWay,
    statistic: Statistic,
) -> Result<TestResult, SurveyProblem> {
    let totals = table.totals(sample);
    let population: f64 = totals.iter().sum();
    let shares: Vec<f64> = totals.iter().map(|total| total / population).collect();
    let expected = table.expected(&shares);
    let row = |i: usize| (0..table.columns).map(|j| shares[j * table.rows + i]).sum::<f64>();
    let column = |j: usize| shares[j * table.rows..(j + 1) * table.rows].iter().sum::<f64>();
    let used: Vec<(usize, usize)> =
        (1..table.columns).flat_map(|j| (1..table.rows).map(move |i| (i, j))).collect();
    let departures: Vec<f64> = used
        .iter()
        .map(|(i, j)| population * (shares[j * table.rows + i] - expected[j * table.rows + i]))
        .collect();
    // Linearised departure: indicator − row indicator × column share − column indicator × row share + both.
    let z = |(i, j): &(usize, usize)| {
        let (r, c) = (row(*i), column(*j));
        let value = |(cell, weight): (&Option<usize>, &f64)| {
            let Some(cell) = cell else { return 0.0 };
            let of_row = f64::from(u8::from(cell % table.rows == *i));
            let of_column = f64::from(u8::from(cell / table.rows == *j));
            weight * (of_row * of_column - of_row * c - of_column * r + r * c)
        };
        Cow::Owned(table.cell.iter().zip(&sample.weights).map(value).collect())
    };
    let z: Vec<Cow<'_, [f64]>> = used.iter().map(z).collect();
    let covariance = sample.covariance(&z, &table.in_cell());
    let right = Matrix::of(departures.len(), 1, |i, _| departures[i]);
    let solved = covariance.solve(&right).ok_or_else(singular)?;
    let square: f64 = departures.iter().zip(&solved.cells).map(|(a, b)| a * b).sum();
    let (above, nu) = (used.len() as f64, sample.degrees(&vec![true; sample.rows()]));
    let (test, value, below) = match statistic {
        Statistic::Wald => ("wald-f", square / above, nu),
        _ => {
            let below = nu - above + 1.0;
            ("adjusted-wald-f", square * below / (above * nu), below)
        }
    };
    let p = f_tail(value, above, below);
    let n = table.n() as u64;
    Ok(TestResult {
        test,
        statistic: value,
        df: vec![above, below],
        p,
        estimate: None,
        ci: None,
        n,
    })
}

/// Tests whether a mean is `null`, or, with `by`, whether it differs between the two groups of a column.
///
/// # Errors
/// A column that is not there; not exactly two groups.
pub fn t_test(
    sample: &Sample,
    data: &Columns,
    column: &str,
    by: Option<&str>,
    null: f64,
    level: f64,
) -> Result<TestResult, SurveyProblem> {
    match by {
        Some(by) => {
            let (outcome, terms) = (column.to_owned(), vec![by.to_owned()]);
            let model = Model { outcome, terms, family: Family::Linear };
            let fitted = fit(sample, data, &model, level)?;
            let [_, difference] = fitted.coefficients.as_slice() else {
                return Err(SurveyProblem::Question { what: by.to_owned(), why: "not-two-groups" });
            };
            Ok(of_difference(difference, fitted.df, fitted.n))
        }
        None => one_sample(sample, data, column, null, level),
    }
}

fn of_difference(difference: &Coefficient, df: f64, n: u64) -> TestResult {
    TestResult {
        test: "t-two-groups",
        statistic: difference.t,
        df: vec![df],
        p: difference.p.unwrap_or(f64::NAN),
        estimate: Some(difference.estimate),
        ci: difference.ci,
        n,
    }
}

fn one_sample(
    sample: &Sample,
    data: &Columns,
    column: &str,
    null: f64,
    level: f64,
) -> Result<TestResult, SurveyProblem> {
    numbers(data, column)?;
    let model = Model { outcome: column.to_owned(), terms: Vec::new(), family: Family::Linear };
    let fitted = fit(sample, data, &model, level)?;
    let mean = &fitted.coefficients[0];
    // As the peer: one degree less than the design has.
    let df = fitted.df - 1.0;
    let statistic = (mean.estimate - null) / mean.se;
    let half = student_t_quantile(0.5 + level / 2.0, df) * mean.se;
    Ok(TestResult {
        test: "t-one-sample",
        statistic,
        df: vec![df],
        p: two_sided(statistic, df),
        estimate: Some(mean.estimate),
        ci: half.is_finite().then_some([mean.estimate - half, mean.estimate + half]),
        n: fitted.n,
    })
}
