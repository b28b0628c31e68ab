//! An index built step by step, with the data after every step.

use serde::Serialize;
use utoipa::ToSchema;

use super::aggregate::Sums;
use super::compile;
use super::em;
use super::method::{Imputation, Method, ScreenBy, Screening, Step};
use super::normalise::Scratch;
use super::plan::{Operation, Plan, aggregate_all};
use super::problem::{Problem, What};
use super::rank::descending;
use super::structure::Structure;
use super::table::DataTable;
use super::treat::Treated;
use super::tree::Tree;

/// An index, with everything on the way to it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Index {
    /// Code of the structure.
    pub code: String,
    /// Units that have gone through, in the order of the data.
    pub units: Vec<String>,
    /// The data as they came, and after every step that changes them; the last holds the indicators as they
    /// were aggregated.
    pub stages: Vec<Stage>,
    /// How much of each unit was there, where the method screens.
    pub screening: Vec<Screened>,
    /// What was done against outliers, where the method treats them.
    pub treatments: Vec<IndicatorTreatment>,
    /// Weights as they were used.
    pub weights: Vec<ElementWeight>,
    /// Scores of all elements: indicators in the order of the structure, then aggregates upwards, the index
    /// last.
    pub scores: Vec<ElementScores>,
    /// What a reader should know: values lost for want of a denominator, units without a score.
    pub notes: Vec<Problem>,
}

/// The data after a step.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Stage {
    /// `raw`, or the name of the step.
    pub step: String,
    /// Indicators by unit.
    pub table: DataTable,
}

/// How much of a unit is there.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Screened {
    /// Code of the unit.
    pub unit: String,
    /// Number of indicators without a value.
    pub missing: usize,
    /// Number of indicators whose value is 0.
    pub zeros: usize,
    /// Share of indicators with a value.
    pub availability: f64,
    /// Share of values other than 0 among them; `None` where there is none.
    pub nonzero: Option<f64>,
    /// Whether it was kept.
    pub kept: bool,
}

/// What was done against the outliers of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct IndicatorTreatment {
    /// Code of the indicator.
    pub code: String,
    /// What was done.
    #[serde(flatten)]
    pub treated: Treated,
    /// Units whose value was changed by winsorisation alone: to which value, from which.
    pub points: Vec<WinsorisedPoint>,
}

/// A value that was winsorised.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WinsorisedPoint {
    /// Code of the unit.
    pub unit: String,
    /// The value before.
    pub before: f64,
    /// The value after.
    pub after: f64,
}

/// The weight of one element.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ElementWeight {
    /// Code of the element.
    pub code: String,
    /// Its level, 1 for indicators.
    pub level: u32,
    /// Its weight within its parent, as given; only proportions count.
    pub weight: f64,
    /// Its share of the whole index, under arithmetic means.
    pub effective: f64,
}

/// Scores of one element.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ElementScores {
    /// Code of the element.
    pub code: String,
    /// Its level, 1 for indicators.
    pub level: u32,
    /// Score by unit.
    pub scores: Vec<Option<f64>>,
    /// Rank by unit, 1 being the best; ties share the smallest.
    pub ranks: Vec<Option<u32>>,
}

impl Index {
    /// The data after a step: `normalise`.
    pub fn stage(&self, step: &str) -> Option<&DataTable> {
        self.stages.iter().find(|stage| stage.step == step).map(|stage| &stage.table)
    }

    /// Scores and ranks of one element.
    pub fn of(&self, code: &str) -> Option<&ElementScores> {
        self.scores.iter().find(|element| element.code == code)
    }

    /// Scores and ranks of the whole.
    pub fn top(&self) -> Option<&ElementScores> {
        self.scores.last()
    }

    /// The scores of all elements as a table, for analyses.
    pub fn table(&self) -> DataTable {
        let columns =
            self.scores.iter().map(|element| (element.code.clone(), element.scores.clone()));
        DataTable { units: self.units.clone(), groups: Vec::new(), columns: columns.collect() }
    }
}

/// Builds an index.
///
/// # Errors
/// Everything that is wrong with the structure, the method or the data; where these are sound, everything
/// that stops the first step that cannot be carried out.
pub fn build(
    structure: &Structure,
    method: &Method,
    data: &DataTable,
) -> Result<Index, Vec<Problem>> {
    Builder::run(structure, method, data).map(|built| built.index)
}

/// An index and the plan by which it was built.
pub(super) struct Built {
    pub index: Index,
    pub plan: Plan,
}

/// The state between two steps.
pub(super) struct Builder<'a> {
    pub structure: &'a Structure,
    pub data: &'a DataTable,
    pub tree: Tree,
    pub units: Vec<String>,
    /// Rows of the data that are left.
    pub rows: Vec<usize>,
    pub columns: Vec<Vec<f64>>,
    weights: Vec<f64>,
    operations: Vec<Operation>,
    /// Units that the method needs.
    fewest: usize,
    index: Index,
}

type Outcome<T> = Result<T, Vec<Problem>>;

impl<'a> Builder<'a> {
    pub(super) fn run(
        structure: &'a Structure,
        method: &Method,
        data: &'a DataTable,
    ) -> Outcome<Built> {
        let mut problems = structure.check_data(data, method.fewest_units());
        problems.extend(method.check(structure));
        if problems.is_empty() {
            problems.extend(compile::names(method, data));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut builder = Self::start(structure, data);
        builder.fewest = method.fewest_units();
        for step in &method.step {
            match step {
                Step::Aggregate(aggregating) => {
                    let rules = compile::rules(&builder.tree, aggregating);
                    return builder.finish(rules);
                }
                Step::Weight(weighting) => builder.weights = compile::weights(&builder, weighting)?,
                other => builder.step(other)?,
            }
        }
        Err(vec![Problem::new(What::NoAggregation)])
    }

    fn start(structure: &'a Structure, data: &'a DataTable) -> Self {
        let tree = Tree::of(structure);
        let figures = |code: &String| {
            let values = data.column(code).unwrap_or_default();
            values.iter().map(|value| value.unwrap_or(f64::NAN)).collect()
        };
        let columns: Vec<Vec<f64>> = tree.codes[..tree.indicators].iter().map(figures).collect();
        let index = Index {
            code: structure.code.clone(),
            units: Vec::new(),
            stages: Vec::new(),
            screening: Vec::new(),
            treatments: Vec::new(),
            weights: Vec::new(),
            scores: Vec::new(),
            notes: Vec::new(),
        };
        let mut builder = Self {
            structure,
            data,
            weights: tree.weights.clone(),
            units: data.units.clone(),
            rows: (0..data.units.len()).collect(),
            operations: Vec::new(),
            fewest: 1,
            tree,
            columns,
            index,
        };
        builder.record("raw");
        builder
    }

    fn record(&mut self, step: &str) {
        let codes = self.tree.codes.iter();
        let columns =
            codes.zip(&self.columns).map(|(code, values)| (code.clone(), options(values)));
        let table =
            DataTable { units: self.units.clone(), groups: Vec::new(), columns: columns.collect() };
        self.index.stages.push(Stage { step: step.to_owned(), table });
    }

    fn step(&mut self, step: &Step) -> Outcome<()> {
        let operation = match step {
            Step::Screen(screening) => self.screen(screening)?,
            Step::Denominate => {
                let (operation, lost) = compile::divide(self);
                self.index.notes.extend(lost);
                operation
            }
            Step::Impute(Imputation::Em { level, ridge, iterations, tolerance }) => {
                let settings =
                    em::Settings { ridge: *ridge, iterations: *iterations, tolerance: *tolerance };
                Operation::Put(em::impute(&self.tree, &self.columns, *level, &settings)?)
            }
            Step::Impute(imputation) => {
                Operation::Fill(compile::filling(imputation, self.data, &self.rows))
            }
            Step::Treat(treating) => Operation::Treat(compile::treatments(&self.tree, treating)),
            Step::Normalise(normalising) => Operation::Normalise(compile::normalisations(
                self.structure,
                &self.tree,
                &self.units,
                normalising,
            )?),
            Step::Weight(_) | Step::Aggregate(_) => return Ok(()),
        };
        self.carry_out(operation)?;
        self.record(step.name());
        Ok(())
    }

    fn carry_out(&mut self, operation: Operation) -> Outcome<()> {
        let mut scratch = Scratch::default();
        let mut problems = Vec::new();
        for (at, values) in self.columns.iter_mut().enumerate() {
            let before = values.clone();
            let code = &self.tree.codes[at];
            match operation.apply(at, self.tree.directions[at], values, &mut scratch) {
                Ok(done) => {
                    values.truncate(done.rows);
                    if let Some(treated) = done.treated {
                        let points = points(&self.units, &before, values, &treated);
                        let code = code.clone();
                        self.index.treatments.push(IndicatorTreatment { code, treated, points });
                    }
                    problems.extend(broken(&operation, at, &before, values).map(|row| {
                        let problem = Problem::of(What::NotFinite, code);
                        problem.unit(&self.units[row]).found(values[row])
                    }));
                }
                Err(flaw) => problems.push(flaw.of(code, &self.units)),
            }
        }
        if let Operation::Keep(rows) = &operation {
            self.units = rows.iter().map(|row| self.units[*row].clone()).collect();
            self.rows = rows.iter().map(|row| self.rows[*row]).collect();
        }
        self.operations.push(operation);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn screen(&mut self, screening: &Screening) -> Outcome<Operation> {
        let mut kept = Vec::new();
        for (row, unit) in self.units.iter().enumerate() {
            let mut screened = screened(unit, &self.columns, row);
            screened.kept = keeps(screening, &screened);
            if screened.kept {
                kept.push(row);
            }
            self.index.screening.push(screened);
        }
        if kept.len() < self.fewest {
            return Err(vec![Problem::of(What::TooFewUnits, "screen").found(kept.len())]);
        }
        Ok(Operation::Keep(kept))
    }

    fn finish(mut self, rules: Vec<super::method::AggregationRule>) -> Outcome<Built> {
        let units = self.units.len();
        let mut cells: Vec<f64> = self.columns.concat();
        cells.resize(self.tree.codes.len() * units, f64::NAN);
        aggregate_all(&self.tree, &rules, &self.weights, units, &mut cells, &mut Sums::default())
            .map_err(|(flaw, at)| vec![flaw.of(&self.tree.codes[at], &self.units)])?;
        let effective = self.tree.effective(&self.weights);
        let mut ranks = vec![0; units];
        let mut order = Vec::new();
        for (at, values) in cells.chunks_exact(units).enumerate() {
            descending(values, &mut order, &mut ranks);
            let (code, level) = (self.tree.codes[at].clone(), self.tree.levels[at]);
            self.index.scores.push(ElementScores {
                code: code.clone(),
                level,
                scores: options(values),
                ranks: ranks.iter().map(|rank| Some(*rank).filter(|rank| *rank > 0)).collect(),
            });
            let (weight, effective) = (self.weights[at], effective[at]);
            self.index.weights.push(ElementWeight { code, level, weight, effective });
        }
        let top = self.tree.root() * units;
        let without = self.units.iter().zip(&cells[top..]).filter(|(_, score)| score.is_nan());
        let code = &self.tree.codes[self.tree.root()];
        let notes = without.map(|(unit, _)| Problem::of(What::NoScore, code).unit(unit));
        self.index.notes.extend(notes);
        self.index.units.clone_from(&self.units);
        let raw = Self::start(self.structure, self.data).columns;
        let plan = Plan {
            all_units: self.data.units.clone(),
            units: self.units,
            raw,
            operations: self.operations,
            weights: self.weights,
            rules,
            tree: self.tree,
        };
        Ok(Built { index: self.index, plan })
    }
}

/// Values with `None` for NaN.
pub(super) fn options(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().map(|value| Some(*value).filter(|value| !value.is_nan())).collect()
}

/// The first row whose value is no finite number any more, other than for want of a denominator.
fn broken(operation: &Operation, at: usize, before: &[f64], after: &[f64]) -> Option<usize> {
    let excused = |row: usize| match operation {
        Operation::Keep(_) => true,
        Operation::Divide(by) => by[at].as_ref().is_some_and(|by| by[row].is_nan()),
        _ => false,
    };
    let lost = |row: usize| after[row].is_nan() && !before[row].is_nan() && !excused(row);
    (0..after.len()).find(|row| after[*row].is_infinite() || lost(*row))
}

fn points(
    units: &[String],
    before: &[f64],
    after: &[f64],
    treated: &Treated,
) -> Vec<WinsorisedPoint> {
    if treated.transformed {
        return Vec::new();
    }
    let rows = units.iter().zip(before.iter().zip(after));
    rows.filter(|(_, (before, after))| !before.is_nan() && before != after)
        .map(|(unit, (before, after))| WinsorisedPoint {
            unit: unit.clone(),
            before: *before,
            after: *after,
        })
        .collect()
}

fn screened(unit: &str, columns: &[Vec<f64>], row: usize) -> Screened {
    let missing = columns.iter().filter(|values| values[row].is_nan()).count();
    let zeros = columns.iter().filter(|values| values[row] == 0.0).count();
    let there = columns.len() - missing;
    Screened {
        unit: unit.to_owned(),
        missing,
        zeros,
        availability: there as f64 / columns.len() as f64,
        nonzero: (there > 0).then(|| 1.0 - zeros as f64 / there as f64),
        kept: false,
    }
}

fn keeps(screening: &Screening, unit: &Screened) -> bool {
    let named = |names: &[String]| names.contains(&unit.unit);
    if named(&screening.exclude) {
        return false;
    }
    let enough = unit.availability >= screening.availability;
    let nonzero = unit.nonzero.is_none_or(|share| share >= screening.nonzero);
    named(&screening.include)
        || match screening.by {
            ScreenBy::Missing => enough,
            ScreenBy::Zeros => nonzero,
            ScreenBy::Both => enough && nonzero,
        }
}
