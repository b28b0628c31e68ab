//! Non-response: within each class, those who answered stand for those who did not.
//!
//! The weight of a row that answered is multiplied by Σw of those who should have answered in its class over
//! Σw of those who did (weighting-class adjustment; Brick and Kalton 1996). The factors are then taken as
//! known: the variance leaves out what is uncertain about them, which is small where classes have dozens of
//! answers.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use passerelle_vocabulary::columns::MISSING;
use rustc_hash::FxHashMap;

use super::facts::AdjustmentFacts;
use super::plan::{Adjustment, Plan};
use super::problem::{BadWeights, KitError, KitProblem, KitProblems};
use crate::survey::units::{codes, levels, numbers};
use crate::survey::{SurveyProblem, SurveyProblems};

/// Between the columns of a class, in messages.
const BETWEEN: &str = " · ";

/// What earlier readings found: what weights are multiplied by, for each class of each adjustment, and where
/// classes of equal size end.
#[derive(Debug, Clone, Default)]
pub struct Factors {
    of: BTreeMap<String, BTreeMap<String, f64>>,
    /// Where classes of equal size end, by the column made.
    cuts: BTreeMap<String, Vec<f64>>,
    facts: Vec<AdjustmentFacts>,
}

/// Sums of a class.
#[derive(Debug, Clone, Copy, Default)]
struct ClassSums {
    eligible: f64,
    answered: f64,
    eligible_rows: u64,
    answered_rows: u64,
}

/// One reading of the rows, for one adjustment.
pub struct AdjustmentPass<'p> {
    plan: &'p Plan,
    adjustment: &'p Adjustment,
    before: &'p Factors,
    classes: BTreeMap<String, ClassSums>,
    rows: u64,
    bad: BadWeights,
}

impl<'p> AdjustmentPass<'p> {
    /// The reading for the adjustment at this position; `before` are the factors of those before it. `None`
    /// where there is no such adjustment.
    pub fn new(plan: &'p Plan, at: usize, before: &'p Factors) -> Option<Self> {
        let adjustment = plan.adjustment.get(at)?;
        let (classes, bad) = (BTreeMap::new(), BadWeights::default());
        Some(Self { plan, adjustment, before, classes, rows: 0, bad })
    }

    /// Reads the next rows.
    ///
    /// # Errors
    /// A column that is not there or of another kind.
    pub fn add(&mut self, batch: Columns) -> Result<(), KitError> {
        let rows = self.plan.classed(batch, self.before)?;
        let asked = self.adjustment;
        let (among, answered) = (asked.among.rows(&rows)?, asked.responded.rows(&rows)?);
        let weights =
            self.before.weights(&asked.weights, &asked.after, &among, self.plan, &rows)?;
        let weights = weights.sound(&mut self.bad, self.rows);
        let (class_of, names) = classes(&rows, &asked.classes)?;
        let mut sums = vec![ClassSums::default(); names.len()];
        for row in (0..rows.rows()).filter(|row| among[*row]) {
            let into = &mut sums[class_of[row]];
            into.eligible += weights[row];
            into.eligible_rows += 1;
            if answered[row] {
                into.answered += weights[row];
                into.answered_rows += 1;
            }
        }
        for (name, more) in names.into_iter().zip(sums).filter(|(_, sums)| sums.eligible_rows > 0) {
            let into = self.classes.entry(name).or_default();
            into.eligible += more.eligible;
            into.answered += more.answered;
            into.eligible_rows += more.eligible_rows;
            into.answered_rows += more.answered_rows;
        }
        self.rows += rows.rows() as u64;
        Ok(())
    }

    /// The factors, with those before them.
    ///
    /// # Errors
    /// Weights that cannot be; classes in which nobody answered.
    pub fn finish(self) -> Result<Factors, KitError> {
        let bad = self.bad.problems();
        if !bad.is_empty() {
            return Err(SurveyProblems(bad).into());
        }
        let silent = self.classes.iter().filter(|(_, sums)| sums.answered <= 0.0);
        let silent: Vec<KitProblem> = silent
            .map(|(class, sums)| KitProblem::NobodyAnswered {
                adjustment: self.adjustment.code.clone(),
                class: class.clone(),
                rows: sums.eligible_rows,
            })
            .collect();
        if !silent.is_empty() {
            return Err(KitProblems(silent).into());
        }
        let mut factors = self.before.clone();
        factors.facts.push(self.facts());
        let of = self.classes.into_iter();
        let of = of.map(|(class, sums)| (class, sums.eligible / sums.answered)).collect();
        factors.of.insert(self.adjustment.code.clone(), of);
        Ok(factors)
    }

    fn facts(&self) -> AdjustmentFacts {
        let all = || self.classes.values();
        let factors = || all().map(|sums| sums.eligible / sums.answered);
        AdjustmentFacts {
            code: self.adjustment.code.clone(),
            eligible: all().map(|sums| sums.eligible_rows).sum(),
            answered: all().map(|sums| sums.answered_rows).sum(),
            weighted_rate: all().map(|sums| sums.answered).sum::<f64>()
                / all().map(|sums| sums.eligible).sum::<f64>(),
            classes: self.classes.len() as u64,
            columns: self.adjustment.classes.clone(),
            factors: [
                factors().fold(f64::INFINITY, f64::min),
                factors().fold(f64::NEG_INFINITY, f64::max),
            ],
            smallest_class: all().map(|sums| sums.answered_rows).min().unwrap_or(0),
        }
    }
}

/// Weights of some rows, with the columns that they are made of: to be looked at before use.
pub(super) struct MadeWeights<'a> {
    inside: &'a [bool],
    columns: Vec<(&'a str, &'a [f64])>,
    factors: Vec<Vec<f64>>,
}

impl MadeWeights<'_> {
    /// The weights; 0 outside, and where a column has what cannot be a weight, which is noted. `before` is
    /// the number of rows read before.
    pub fn sound(self, bad: &mut BadWeights, before: u64) -> Vec<f64> {
        let mut weights = vec![0.0; self.inside.len()];
        for (row, weight) in weights.iter_mut().enumerate().filter(|(row, _)| self.inside[*row]) {
            let parts = self.columns.iter();
            let product: f64 = parts
                .map(|(name, values)| bad.sound(name, before + row as u64 + 1, values[row]))
                .product();
            *weight = self.factors.iter().fold(product, |weight, factors| weight * factors[row]);
        }
        weights
    }
}

impl Factors {
    /// What is to be said of each adjustment.
    pub fn facts(&self) -> &[AdjustmentFacts] {
        &self.facts
    }

    /// Where the classes of a recode end.
    pub(super) fn cuts(&self, column: &str) -> Option<&[f64]> {
        self.cuts.get(column).map(Vec::as_slice)
    }

    pub(super) fn set_cuts(&mut self, column: &str, cuts: Vec<f64>) {
        self.cuts.insert(column.to_owned(), cuts);
    }

    /// Weights of the rows `inside`: the product of columns and of factors.
    pub(super) fn weights<'a>(
        &self,
        columns: &'a [String],
        adjusted: &[String],
        inside: &'a [bool],
        plan: &Plan,
        rows: &'a Columns,
    ) -> Result<MadeWeights<'a>, SurveyProblem> {
        let columns = columns.iter().map(|name| Ok((name.as_str(), numbers(rows, name)?)));
        let columns = columns.collect::<Result<_, SurveyProblem>>()?;
        let factors = adjusted.iter().map(|code| self.of_rows(code, plan, rows));
        Ok(MadeWeights { inside, columns, factors: factors.collect::<Result<_, _>>()? })
    }

    /// The factor of each row; 1 where its class had nobody to stand for.
    fn of_rows(&self, code: &str, plan: &Plan, rows: &Columns) -> Result<Vec<f64>, SurveyProblem> {
        let (Some(asked), Some(of)) =
            (plan.adjustment.iter().find(|one| one.code == code), self.of.get(code))
        else {
            return Ok(vec![1.0; rows.rows()]);
        };
        let (class_of, names) = classes(rows, &asked.classes)?;
        let factors: Vec<f64> =
            names.iter().map(|name| of.get(name).copied().unwrap_or(1.0)).collect();
        Ok(class_of.into_iter().map(|class| factors[class]).collect())
    }
}

/// The class of each row by some columns, and what classes are called.
fn classes(rows: &Columns, columns: &[String]) -> Result<(Vec<usize>, Vec<String>), SurveyProblem> {
    let of_columns: Vec<&[u32]> =
        columns.iter().map(|name| codes(rows, name)).collect::<Result<_, _>>()?;
    let words: Vec<&[String]> = columns.iter().map(|name| levels(rows, name)).collect();
    let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    let (mut names, mut key) = (Vec::new(), vec![0; columns.len()]);
    let mut class_of = Vec::with_capacity(rows.rows());
    for row in 0..rows.rows() {
        key.iter_mut().zip(&of_columns).for_each(|(key, codes)| *key = codes[row]);
        let class = known.get(&key).copied().unwrap_or_else(|| {
            let word = |(code, words): (&u32, &&[String])| match *code {
                MISSING => "–".to_owned(),
                code => words[code as usize].clone(),
            };
            names.push(key.iter().zip(&words).map(word).collect::<Vec<_>>().join(BETWEEN));
            known.insert(key.clone(), names.len() - 1);
            names.len() - 1
        });
        class_of.push(class);
    }
    Ok((class_of, names))
}
