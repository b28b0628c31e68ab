//! The rows of one population, as its estimates need them: the design's columns, one weight, the classes of
//! each dimension, one column for each indicator.

use std::sync::Arc;

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};

use super::adjust::Factors;
use super::facts::{IndicatorFacts, PopulationFacts};
use super::plan::{Plan, PlannedIndicator, PlannedPopulation};
use super::problem::BadWeights;
use crate::survey::units::{codes, levels, numbers};
use crate::survey::{Design, Measure, SurveyProblem};

/// The column of weights that is made. Names made here begin with a mark that no form gives a question.
const WEIGHT: &str = "@weight";
/// The class of a row whose class is not known: its cells are not given.
pub(super) const NO_CLASS: &str = "";
/// Classes of an indicator's column.
const NO_YES: [&str; 2] = ["no", "yes"];

/// A population, and what is estimated of it.
pub(super) struct Population<'p> {
    plan: &'p Plan,
    pub planned: &'p PlannedPopulation,
    pub indicators: Vec<&'p PlannedIndicator>,
    pub design: Design,
    pub measures: Vec<Measure>,
    /// Dimensions of any of its figures.
    dimensions: Vec<&'p str>,
    pub facts: PopulationFacts,
    squares: f64,
    pub of_indicators: Vec<IndicatorFacts>,
}

/// The column of a dimension's classes.
pub(super) fn by_column(dimension: &str) -> String {
    format!("@{dimension}")
}

impl<'p> Population<'p> {
    pub fn new(plan: &'p Plan, planned: &'p PlannedPopulation) -> Self {
        let indicators: Vec<_> = plan.indicators_of(&planned.code).collect();
        let mut dimensions: Vec<&str> = Vec::new();
        for code in planned.by.iter().flatten() {
            if !dimensions.contains(&code.as_str()) {
                dimensions.push(code);
            }
        }
        let measure = |(at, one): (usize, &&PlannedIndicator)| match (&one.mean, &one.ratio) {
            (Some(_), _) => Measure::Mean(format!("@{at}")),
            (_, Some(_)) => Measure::Ratio(format!("@{at}"), format!("@{at}/")),
            _ => Measure::Proportion(format!("@{at}"), NO_YES[1].to_owned()),
        };
        let fact = |one: &&PlannedIndicator| IndicatorFacts {
            code: one.code.clone(),
            dimensions: one.dimensions.clone(),
            key: one.key,
            asked: 0,
            known: 0,
        };
        Self {
            plan,
            planned,
            design: Design {
                weights: Some(WEIGHT.to_owned()),
                calibrate: planned.calibrate.clone(),
                ..plan.design.clone()
            },
            measures: indicators.iter().enumerate().map(measure).collect(),
            of_indicators: indicators.iter().map(fact).collect(),
            indicators,
            dimensions,
            facts: PopulationFacts {
                code: planned.code.clone(),
                rows: 0,
                sum: 0.0,
                weights: [f64::INFINITY, 0.0],
                kish: 1.0,
                calibrated: planned.calibrate.is_some(),
            },
            squares: 0.0,
        }
    }

    /// Columns by whose combinations its finest cells are.
    pub fn by(&self) -> Vec<String> {
        self.dimensions.iter().map(|code| by_column(code)).collect()
    }

    /// Whether its estimates need all rows at once.
    pub fn needs_rows(&self) -> bool {
        self.design.replicates.is_some() || self.design.calibrate.is_some()
    }

    /// The columns of some rows. `before` is the number of rows read before them.
    pub fn rows(
        &mut self,
        classed: &Columns,
        factors: &Factors,
        bad: &mut BadWeights,
        before: u64,
    ) -> Result<Columns, SurveyProblem> {
        let mut made = Columns::default();
        let inside = self.planned.filter.rows(classed)?;
        let (columns, adjusted) = (&self.planned.weights, &self.planned.adjusted);
        let weights = factors.weights(columns, adjusted, &inside, self.plan, classed)?;
        let weights = weights.sound(bad, before);
        self.note_weights(&weights);
        for (name, words) in self.plan.design.columns() {
            if self.plan.design.weights.as_ref() != Some(&name) {
                made.push(name.clone(), copied(classed, &name, words)?);
            }
        }
        for (name, words) in self.calibrated() {
            if made.get(&name).is_none() {
                let column = copied(classed, &name, words)?;
                made.push(name, filled(column, &inside));
            }
        }
        made.push(WEIGHT.to_owned(), Column::Numbers(weights));
        for dimension in &self.dimensions {
            let column = self.plan.dimensions.get(*dimension).map_or("", String::as_str);
            made.push(by_column(dimension), self.classes(classed, column)?);
        }
        for (at, one) in self.indicators.iter().enumerate() {
            let among = one.among.rows(classed)?;
            let columns = one.columns(classed, &among, &self.plan.unknown)?;
            let facts = &mut self.of_indicators[at];
            for row in (0..classed.rows()).filter(|row| inside[*row] && among[*row]) {
                facts.asked += 1;
                facts.known += u64::from(columns.iter().all(|column| !column.is_missing(row)));
            }
            for (column, end) in columns.into_iter().zip(["", "/"]) {
                made.push(format!("@{at}{end}"), column);
            }
        }
        Ok(made)
    }

    fn calibrated(&self) -> Vec<(String, bool)> {
        let calibrate = self.design.calibrate.clone();
        Design { calibrate, ..Design::default() }.columns()
    }

    fn note_weights(&mut self, weights: &[f64]) {
        let facts = &mut self.facts;
        for weight in weights.iter().filter(|weight| **weight > 0.0) {
            facts.rows += 1;
            facts.sum += weight;
            facts.weights = [facts.weights[0].min(*weight), facts.weights[1].max(*weight)];
            self.squares += weight * weight;
        }
        if facts.sum > 0.0 {
            facts.kish = facts.rows as f64 * self.squares / (facts.sum * facts.sum);
        }
    }

    /// The class of each row; [`NO_CLASS`] where it is not known, so that the row still counts for everyone.
    fn classes(&self, classed: &Columns, column: &str) -> Result<Column, SurveyProblem> {
        let words = levels(classed, column);
        let of_word: Vec<u32> = words
            .iter()
            .enumerate()
            .map(|(at, word)| if self.plan.unknown.contains(word) { 0 } else { at as u32 + 1 })
            .collect();
        let class = |code: &u32| of_word.get(*code as usize).copied().unwrap_or(0);
        let codes = codes(classed, column)?.iter().map(class).collect();
        let names = std::iter::once(NO_CLASS.to_owned()).chain(words.iter().cloned());
        Ok(Column::Words { codes, levels: Arc::new(names.collect()) })
    }
}

impl PlannedIndicator {
    /// What it looks at, one column or, of a ratio, two; missing where a row does not count.
    fn columns(
        &self,
        rows: &Columns,
        among: &[bool],
        unknown: &[String],
    ) -> Result<Vec<Column>, SurveyProblem> {
        let within = |values: &[f64]| {
            let kept = values.iter().zip(among);
            Column::Numbers(
                kept.map(|(value, in_it)| if *in_it { *value } else { f64::NAN }).collect(),
            )
        };
        if let Some(mean) = &self.mean {
            return Ok(vec![within(numbers(rows, mean)?)]);
        }
        if let Some((over, under)) = self.ratio_columns() {
            return Ok(vec![within(numbers(rows, over)?), within(numbers(rows, under)?)]);
        }
        let holds = self.share.rows(rows)?;
        let known = self.share.known(rows, unknown);
        let certainly_not = match self.no_if.is_empty() {
            true => vec![false; rows.rows()],
            false => self.no_if.rows(rows)?,
        };
        let code = |row: usize| match row {
            row if !among[row] => MISSING,
            row if certainly_not[row] => 0,
            row if holds[row] => 1,
            row if known[row] => 0,
            _ => MISSING,
        };
        let codes = (0..rows.rows()).map(code).collect();
        Ok(vec![Column::Words { codes, levels: Arc::new(NO_YES.map(str::to_owned).to_vec()) }])
    }
}

/// A column as the design needs it, as words or as numbers.
fn copied(rows: &Columns, name: &str, words: bool) -> Result<Column, SurveyProblem> {
    Ok(match words {
        true => Column::Words {
            codes: codes(rows, name)?.to_vec(),
            levels: Arc::new(levels(rows, name).to_vec()),
        },
        false => Column::Numbers(numbers(rows, name)?.to_vec()),
    })
}

/// A column of known totals, without gaps in rows outside: they weigh nothing, and need no class.
fn filled(column: Column, inside: &[bool]) -> Column {
    match column {
        Column::Numbers(values) => {
            let value = |(value, inside): (f64, &bool)| if *inside { value } else { 0.0 };
            Column::Numbers(values.into_iter().zip(inside).map(value).collect())
        }
        Column::Words { codes, levels } => {
            let any = codes.iter().copied().find(|code| *code != MISSING).unwrap_or(MISSING);
            let code = |(code, inside): (u32, &bool)| match (code, inside) {
                (MISSING, false) => any,
                (code, _) => code,
            };
            let codes = codes.into_iter().zip(inside).map(code).collect();
            Column::Words { codes, levels }
        }
    }
}
