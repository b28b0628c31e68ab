//! What an analysis varies, with every name looked up: alternatives of operations, noise, standard errors.

use super::choices::Choices;
use super::compile;
use super::em;
use super::method::{Imputation, Method, Normalising, Step, Treatment};
use super::normalise::Scratch;
use super::plan::{Operation, Plan};
use super::problem::{Problem, What};
use super::structure::Structure;
use super::table::DataTable;

/// Places of the operations that can have alternatives.
pub(super) const FILL: usize = 0;
pub(super) const TREAT: usize = 1;
pub(super) const NORMALISE: usize = 2;

/// Where, among the operations, imputation, treatment and normalisation are.
pub(super) fn places(plan: &Plan) -> [Option<usize>; 3] {
    let at = |wanted: fn(&Operation) -> bool| plan.operations.iter().position(wanted);
    [
        at(|operation| matches!(operation, Operation::Fill(_) | Operation::Put(_))),
        at(|operation| matches!(operation, Operation::Treat(_))),
        at(|operation| matches!(operation, Operation::Normalise(_))),
    ]
}

/// Standard errors by position, and what is wrong with them.
pub(super) fn standard_errors(
    plan: &Plan,
    table: Option<&DataTable>,
) -> (Vec<Vec<f64>>, Vec<Problem>) {
    let indicators = plan.tree.indicators;
    let mut errors = vec![vec![0.0; plan.all_units.len()]; indicators];
    let Some(table) = table else { return (errors, Vec::new()) };
    let mut problems = table.check();
    let wrong = |code: &str, unit: &str| Problem::of(What::StandardErrorInvalid, code).unit(unit);
    let rows: Vec<Option<usize>> = table
        .units
        .iter()
        .map(|unit| plan.all_units.iter().position(|found| found == unit))
        .collect();
    let unknown = table.units.iter().zip(&rows).filter(|(_, row)| row.is_none());
    problems.extend(unknown.map(|(unit, _)| Problem::new(What::StandardErrorInvalid).unit(unit)));
    for (code, values) in &table.columns {
        let Some(at) = plan.tree.position(code).filter(|at| *at < indicators) else {
            problems.push(Problem::of(What::StandardErrorInvalid, code));
            continue;
        };
        for ((row, unit), value) in rows.iter().zip(&table.units).zip(values) {
            match (row, value) {
                (Some(row), Some(error)) if *error >= 0.0 => errors[at][*row] = *error,
                (_, Some(error)) if *error < 0.0 => problems.push(wrong(code, unit).found(error)),
                _ => {}
            }
        }
    }
    (errors, problems)
}

/// Alternatives of one operation.
#[derive(Debug)]
pub(super) struct Variants {
    /// Those that runs choose from, then the method's own.
    pub all: Vec<Operation>,
    /// Which of them runs can have.
    pub choosable: Vec<usize>,
}

impl Variants {
    /// Position of the method's own.
    pub(super) fn own(&self) -> usize {
        self.all.len() - 1
    }

    /// How many there are to choose from, besides the method's own.
    pub(super) fn number(&self) -> usize {
        self.all.len() - 1
    }
}

/// What alternatives are made from.
pub(super) struct Compiling<'a> {
    pub plan: &'a Plan,
    pub structure: &'a Structure,
    pub method: &'a Method,
    pub data: &'a DataTable,
    pub choices: &'a Choices,
    pub places: [Option<usize>; 3],
}

impl Compiling<'_> {
    /// Alternatives of imputation, treatment, normalisation.
    pub(super) fn variants(&self) -> Result<[Variants; 3], Vec<Problem>> {
        let choices = self.choices;
        let wanted = [
            (FILL, "impute", !choices.imputations.is_empty()),
            (TREAT, "treat", choices.treat_or_not || choices.winmax.is_some()),
            (NORMALISE, "normalise", !choices.normalisations.is_empty()),
        ];
        // Alternatives of a step that the method does not have would change nothing, silently.
        let without = wanted.iter().filter(|(at, _, wanted)| *wanted && self.places[*at].is_none());
        let problems: Vec<Problem> = without
            .map(|(_, step, _)| Problem::of(What::CodeUnknown, "choices").found(step))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let treatments = self.treatments();
        // Treated or not, and no number of points given: treated is then as the method treats.
        let own_too = choices.treat_or_not && choices.winmax.is_none();
        Ok([
            self.with_own(FILL, self.fills()?, false),
            self.with_own(TREAT, treatments, own_too),
            self.with_own(NORMALISE, self.normalisations()?, false),
        ])
    }

    fn with_own(&self, kind: usize, mut all: Vec<Operation>, own_too: bool) -> Variants {
        let number = all.len();
        let own = self.places[kind].map(|place| self.plan.operations[place].clone());
        // A step that the method does not have has an own variant that is never carried out.
        all.push(own.unwrap_or(Operation::Treat(Vec::new())));
        let end = if number == 0 || own_too { number + 1 } else { number };
        Variants { all, choosable: (0..end).collect() }
    }

    /// The rows of the data that are left before an operation.
    fn rows_before(&self, kind: usize) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.plan.all_units.len()).collect();
        for operation in &self.plan.operations[..self.places[kind].unwrap_or(0)] {
            if let Operation::Keep(kept) = operation {
                rows = kept.iter().map(|row| rows[*row]).collect();
            }
        }
        rows
    }

    fn fills(&self) -> Result<Vec<Operation>, Vec<Problem>> {
        let imputations = &self.choices.imputations;
        let groups = imputations.iter().filter_map(|rule| compile::groups(rule, self.data));
        let unknown: Vec<Problem> = groups.collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let rows = self.rows_before(FILL);
        let compiled = |imputation: &Imputation| match imputation {
            Imputation::Em { level, ridge, iterations, tolerance } => {
                let settings =
                    em::Settings { ridge: *ridge, iterations: *iterations, tolerance: *tolerance };
                let columns = self.columns_before(FILL)?;
                em::impute(&self.plan.tree, &columns, *level, &settings).map(Operation::Put)
            }
            other => Ok(Operation::Fill(compile::filling(other, self.data, &rows))),
        };
        imputations.iter().map(compiled).collect()
    }

    fn columns_before(&self, kind: usize) -> Result<Vec<Vec<f64>>, Vec<Problem>> {
        let mut columns = self.plan.raw.clone();
        let mut scratch = Scratch::default();
        for operation in &self.plan.operations[..self.places[kind].unwrap_or(0)] {
            for (at, values) in columns.iter_mut().enumerate() {
                let direction = self.plan.tree.directions[at];
                let done = operation.apply(at, direction, values, &mut scratch);
                let done = done
                    .map_err(|flaw| vec![flaw.of(&self.plan.tree.codes[at], &self.plan.units)])?;
                values.truncate(done.rows);
            }
        }
        Ok(columns)
    }

    /// Without treatment first, where that is a choice; then with each number of points.
    fn treatments(&self) -> Vec<Operation> {
        let own = self.places[TREAT].map(|at| &self.plan.operations[at]);
        let Some(Operation::Treat(rules)) = own else { return Vec::new() };
        let mut variants = Vec::new();
        if self.choices.treat_or_not {
            variants.push(Operation::Treat(vec![None; rules.len()]));
        }
        if let Some([least, most]) = self.choices.winmax {
            variants.extend((least..=most).map(|winmax| {
                let with = |rule: &Option<Treatment>| rule.map(|rule| Treatment { winmax, ..rule });
                Operation::Treat(rules.iter().map(with).collect())
            }));
        }
        variants
    }

    fn normalisations(&self) -> Result<Vec<Operation>, Vec<Problem>> {
        let own = self.method.step.iter().find_map(|step| match step {
            Step::Normalise(normalising) => Some(normalising.indicators.clone()),
            _ => None,
        });
        let rows = self.rows_before(NORMALISE);
        let units: Vec<String> =
            rows.into_iter().map(|row| self.plan.all_units[row].clone()).collect();
        let rules = self.choices.normalisations.iter().map(|rule| {
            let indicators = own.clone().unwrap_or_default();
            let normalising = Normalising { rule: rule.clone(), indicators };
            compile::normalisations(self.structure, &self.plan.tree, &units, &normalising)
                .map(Operation::Normalise)
        });
        rules.collect()
    }

    /// Relative noise of each weight.
    pub(super) fn noise(&self) -> Vec<f64> {
        self.plan.tree.levels.iter().map(|level| self.choices.noise(*level)).collect()
    }
}
