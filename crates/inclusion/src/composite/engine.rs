//! One index built many times, as fast as can be: everything that a run does not change is computed before,
//! and a run allocates nothing and looks nothing up by name.

use super::aggregate::Sums;
use super::alternatives::{Compiling, FILL, NORMALISE, TREAT, Variants, places, standard_errors};
use super::choices::{Choices, Factor};
use super::compile;
use super::method::{AggregationRule, Method};
use super::normalise::Scratch;
use super::plan::{Plan, aggregate_all};
use super::problem::{Flaw, Problem, What};
use super::rank::descending;
use super::structure::Structure;
use super::table::DataTable;
use crate::random::{Stream, choice, state, uniform};

/// Most numbers kept of combinations of methods: half a gigabyte.
const MOST_CELLS: usize = 1 << 26;

/// The index with its alternatives.
#[derive(Debug)]
pub(super) struct Engine {
    pub plan: Plan,
    /// What varies.
    pub factors: Vec<Factor>,
    /// Position of the element whose scores are looked at.
    pub element: usize,
    /// Standard errors by indicator and unit of the data; 0 where none is known.
    errors: Vec<Vec<f64>>,
    /// Whether an indicator has any.
    uncertain: Vec<bool>,
    /// Positions, among the operations, of those that have alternatives.
    places: [Option<usize>; 3],
    /// Alternatives of imputation, treatment, normalisation.
    variants: [Variants; 3],
    /// Alternatives of aggregation, then the method's own.
    aggregations: Vec<Vec<AggregationRule>>,
    /// Whether the first variant of treatment is none.
    untreated: bool,
    /// Relative noise of each weight.
    noise: Vec<f64>,
    /// Normalised columns of published values by combination of variants; empty for those that no run has.
    columns: Vec<Vec<f64>>,
}

/// The choices of one run.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Draw {
    /// Variant of imputation, treatment, normalisation.
    variants: [usize; 3],
    aggregation: usize,
    weights: Option<u64>,
    left_out: Option<usize>,
    sampling: Option<u64>,
}

/// Room for one run.
#[derive(Debug, Clone)]
pub(super) struct Work {
    cells: Vec<f64>,
    column: Vec<f64>,
    weights: Vec<f64>,
    scratch: Scratch,
    sums: Sums,
}

/// Scores and ranks of many runs, run by run.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    pub units: usize,
    /// NaN where a unit has no score, or the run failed.
    pub scores: Vec<f64>,
    /// 0 where there is no rank.
    pub ranks: Vec<u32>,
    /// What stopped each run that failed.
    pub failed: Vec<Option<What>>,
}

impl Sample {
    /// The scores of one unit over the runs.
    pub(super) fn scores_of(&self, unit: usize) -> impl Iterator<Item = f64> + Clone + '_ {
        self.scores.iter().skip(unit).step_by(self.units.max(1)).copied()
    }

    /// The ranks of one unit over the runs, NaN where there is none.
    pub(super) fn ranks_of(&self, unit: usize) -> impl Iterator<Item = f64> + Clone + '_ {
        let ranks = self.ranks.iter().skip(unit).step_by(self.units.max(1));
        ranks.map(|rank| if *rank == 0 { f64::NAN } else { f64::from(*rank) })
    }
}

impl Engine {
    /// An engine for a plan, with alternatives, and standard errors in a table of the same codes and units.
    pub(super) fn new(
        plan: Plan,
        structure: &Structure,
        method: &Method,
        data: &DataTable,
        choices: &Choices,
        errors: Option<&DataTable>,
        element: usize,
    ) -> Result<Self, Vec<Problem>> {
        let (errors, mut problems) = standard_errors(&plan, errors.filter(|_| choices.sampling));
        let places = places(&plan);
        let compiling = Compiling { plan: &plan, structure, method, data, choices, places };
        let variants = match compiling.variants() {
            Ok(variants) => variants,
            Err(found) => {
                problems.extend(found);
                return Err(problems);
            }
        };
        let mut aggregations: Vec<_> =
            choices.aggregations.iter().map(|rules| compile::rules(&plan.tree, rules)).collect();
        aggregations.push(plan.rules.clone());
        let uncertain: Vec<bool> =
            errors.iter().map(|errors| errors.iter().any(|error| *error > 0.0)).collect();
        let factors = choices.factors(uncertain.contains(&true));
        let noise = compiling.noise();
        let untreated = choices.treat_or_not;
        let mut engine = Self {
            plan,
            factors,
            element,
            errors,
            uncertain,
            places,
            variants,
            aggregations,
            untreated,
            noise,
            columns: Vec::new(),
        };
        if problems.is_empty() {
            problems.extend(engine.precompute());
        }
        if problems.is_empty() { Ok(engine) } else { Err(problems) }
    }

    pub(super) fn units(&self) -> usize {
        self.plan.units.len()
    }

    pub(super) fn work(&self) -> Work {
        Work {
            cells: vec![f64::NAN; self.plan.tree.codes.len() * self.units()],
            column: vec![f64::NAN; self.plan.all_units.len()],
            weights: self.plan.weights.clone(),
            scratch: Scratch::default(),
            sums: Sums::default(),
        }
    }

    fn combination(&self, [fill, treat, normalise]: [usize; 3]) -> usize {
        let number = |kind: usize| self.variants[kind].all.len();
        (fill * number(TREAT) + treat) * number(NORMALISE) + normalise
    }

    /// Every combination of variants that runs can have, and the method's own.
    fn combinations(&self) -> Vec<[usize; 3]> {
        let [fills, treatments, normalisations] =
            self.variants.each_ref().map(|variants| &variants.choosable);
        let mut all = vec![self.nominal().variants];
        for fill in fills {
            for treat in treatments {
                all.extend(normalisations.iter().map(|normalise| [*fill, *treat, *normalise]));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Which rules of aggregation runs can have.
    fn choosable_aggregations(&self) -> std::ops::Range<usize> {
        let own = self.aggregations.len() - 1;
        if own > 0 { 0..own } else { 0..1 }
    }

    /// Normalised columns of the published values for every combination of variants, and whether each can be
    /// aggregated by every alternative.
    fn precompute(&mut self) -> Vec<Problem> {
        let combinations = self.combinations();
        let size = self.plan.tree.indicators * self.units();
        if combinations.len().saturating_mul(size) > MOST_CELLS {
            let problem = Problem::of(What::ParameterInvalid, "choices");
            return vec![problem.found(format!("{} combinations", combinations.len()))];
        }
        let most = self.variants.each_ref().map(Variants::own);
        self.columns.resize(self.combination(most) + 1, Vec::new());
        let mut work = self.work();
        let mut problems = Vec::new();
        for variants in combinations {
            let mut columns = Vec::with_capacity(size);
            for indicator in 0..self.plan.tree.indicators {
                match self.column(indicator, variants, None, &mut work) {
                    Ok(rows) => columns.extend_from_slice(&work.column[..rows]),
                    Err(flaw) => problems.push(self.named(flaw, indicator, variants, None)),
                }
            }
            let place = self.combination(variants);
            self.columns[place] = columns;
        }
        if problems.is_empty() {
            problems.extend(self.unaggregated(&mut work));
        }
        problems
    }

    /// Problems of the aggregation of published values, of every combination that runs can have.
    fn unaggregated(&self, work: &mut Work) -> Vec<Problem> {
        let mut problems = Vec::new();
        let chosen = |variants: &[usize; 3]| {
            self.variants.iter().zip(variants).all(|(all, at)| all.choosable.contains(at))
        };
        for variants in self.combinations().into_iter().filter(chosen) {
            for aggregation in self.choosable_aggregations() {
                let draw = Draw { variants, aggregation, ..Draw::default() };
                if let Err((flaw, at)) = self.run(&draw, work) {
                    problems.push(self.named(flaw, at, variants, Some(aggregation)));
                }
            }
        }
        problems
    }

    /// A flaw of a combination of alternatives, which are counted from 1.
    fn named(
        &self,
        flaw: Flaw,
        at: usize,
        variants: [usize; 3],
        aggregation: Option<usize>,
    ) -> Problem {
        let mut problem = flaw.of(&self.plan.tree.codes[at], &self.plan.units);
        let names = ["imputation", "treatment", "normalisation"];
        let alternatives = (0..3).filter(|kind| variants[*kind] < self.variants[*kind].own());
        let mut chosen: Vec<String> =
            alternatives.map(|kind| format!("{} {}", names[kind], variants[kind] + 1)).collect();
        let aggregation = aggregation.filter(|at| at + 1 < self.aggregations.len());
        chosen.extend(aggregation.map(|at| format!("aggregation {}", at + 1)));
        if !chosen.is_empty() {
            problem.found = format!("{} ({})", problem.found, chosen.join(", "));
        }
        problem
    }

    /// The choices that the states of the factors stand for; factors that `varies` refuses stay as
    /// published.
    pub(super) fn draw(
        &self,
        states: impl Fn(usize) -> u64,
        varies: impl Fn(Factor) -> bool,
    ) -> Draw {
        let mut draw = self.nominal();
        let treated = usize::from(self.untreated);
        let numbers = self.variants.each_ref().map(Variants::number);
        let mut treat = true;
        for (at, factor) in self.factors.iter().enumerate().filter(|(_, factor)| varies(**factor)) {
            let state = states(at);
            match factor {
                Factor::Imputation => {
                    draw.variants[FILL] = choice(state, numbers[FILL]);
                }
                Factor::Treatment => treat = uniform(state) < 0.5,
                Factor::Winmax => {
                    draw.variants[TREAT] = treated + choice(state, numbers[TREAT] - treated);
                }
                Factor::Normalisation => {
                    draw.variants[NORMALISE] = choice(state, numbers[NORMALISE]);
                }
                Factor::Aggregation => {
                    draw.aggregation = choice(state, self.aggregations.len() - 1);
                }
                Factor::Weights => draw.weights = Some(state),
                Factor::LeftOut => {
                    let at = choice(state, self.plan.tree.indicators + 1);
                    draw.left_out = at.checked_sub(1);
                }
                Factor::SamplingError => draw.sampling = Some(state),
            }
        }
        if !treat {
            draw.variants[TREAT] = 0;
        }
        draw
    }

    /// The index as published.
    pub(super) fn nominal(&self) -> Draw {
        let variants = self.variants.each_ref().map(Variants::own);
        Draw { variants, aggregation: self.aggregations.len() - 1, ..Draw::default() }
    }

    /// Builds the index once; its scores are then in `work`.
    ///
    /// # Errors
    /// The flaw, with the position of the element.
    pub(super) fn run(&self, draw: &Draw, work: &mut Work) -> Result<(), (Flaw, usize)> {
        let units = self.units();
        let published = self.columns.get(self.combination(draw.variants));
        let published = published.filter(|columns| !columns.is_empty());
        let mut noise = draw.sampling.map(Stream::new);
        for indicator in 0..self.plan.tree.indicators {
            let place = indicator * units..(indicator + 1) * units;
            let known = published.filter(|_| noise.is_none() || !self.uncertain[indicator]);
            if let Some(known) = known {
                work.cells[place.clone()].copy_from_slice(&known[place]);
                continue;
            }
            let rows = self
                .column(indicator, draw.variants, noise.as_mut(), work)
                .map_err(|flaw| (flaw, indicator))?;
            work.cells[place].copy_from_slice(&work.column[..rows]);
        }
        self.weigh(draw, &mut work.weights);
        let rules = &self.aggregations[draw.aggregation];
        let Work { cells, weights, sums, .. } = work;
        aggregate_all(&self.plan.tree, rules, weights, units, cells, sums)
    }

    /// Scores of the element looked at, after a run.
    pub(super) fn scores<'a>(&self, work: &'a Work) -> &'a [f64] {
        &work.cells[self.element * self.units()..(self.element + 1) * self.units()]
    }

    /// Carries the operations out on one column, in `work.column`; gives the number of its rows.
    fn column(
        &self,
        indicator: usize,
        variants: [usize; 3],
        noise: Option<&mut Stream>,
        work: &mut Work,
    ) -> Result<usize, Flaw> {
        work.column.copy_from_slice(&self.plan.raw[indicator]);
        if let Some(noise) = noise {
            for (value, error) in work.column.iter_mut().zip(&self.errors[indicator]) {
                if *error > 0.0 {
                    *value += error * noise.normal();
                }
            }
        }
        let mut rows = work.column.len();
        for (at, operation) in self.plan.operations.iter().enumerate() {
            let kind = self.places.iter().position(|place| *place == Some(at));
            let operation = kind.map_or(operation, |kind| &self.variants[kind].all[variants[kind]]);
            let direction = self.plan.tree.directions[indicator];
            let values = &mut work.column[..rows];
            rows = operation.apply(indicator, direction, values, &mut work.scratch)?.rows;
        }
        Ok(rows)
    }

    fn weigh(&self, draw: &Draw, weights: &mut [f64]) {
        weights.copy_from_slice(&self.plan.weights);
        if let Some(seed) = draw.weights {
            let mut noise = Stream::new(seed);
            for (weight, factor) in weights.iter_mut().zip(&self.noise) {
                *weight *= 1.0 + factor * (2.0 * noise.uniform() - 1.0);
            }
        }
        if let Some(indicator) = draw.left_out {
            weights[indicator] = 0.0;
        }
    }

    /// Builds the index `runs` times, on as many threads; the result does not depend on their number.
    pub(super) fn sample(
        &self,
        runs: usize,
        threads: usize,
        draw: &(impl Fn(usize) -> Draw + Sync),
    ) -> Sample {
        let units = self.units();
        let mut sample = Sample {
            units,
            scores: vec![f64::NAN; runs * units],
            ranks: vec![0; runs * units],
            failed: vec![None; runs],
        };
        let share = runs.div_ceil(threads.clamp(1, 64)).max(1);
        let chunks = sample
            .scores
            .chunks_mut(share * units)
            .zip(sample.ranks.chunks_mut(share * units))
            .zip(sample.failed.chunks_mut(share));
        std::thread::scope(|scope| {
            for (chunk, ((scores, ranks), failed)) in chunks.enumerate() {
                scope.spawn(move || {
                    let mut work = self.work();
                    let mut order = Vec::with_capacity(units);
                    let rows = scores.chunks_mut(units).zip(ranks.chunks_mut(units)).zip(failed);
                    for (run, ((scores, ranks), failed)) in rows.enumerate() {
                        match self.run(&draw(chunk * share + run), &mut work) {
                            Ok(()) => {
                                scores.copy_from_slice(self.scores(&work));
                                descending(scores, &mut order, ranks);
                            }
                            Err((flaw, _)) => *failed = Some(flaw.what),
                        }
                    }
                });
            }
        });
        sample
    }

    /// States of the factors in one run: `of` says from which sample each factor comes.
    pub(super) fn states(
        &self,
        seed: u64,
        run: usize,
        of: impl Fn(usize) -> u64,
    ) -> impl Fn(usize) -> u64 {
        move |factor| state(seed, of(factor), run, factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::composite::build::Builder;

    const STRUCTURE: &str = r#"
code = "x"
[[element]]
code = "a"
type = "indicator"
direction = 1
weight = 1
parent = "top"
denominator = "d"
[[element]]
code = "b"
type = "indicator"
direction = -1
weight = 1
parent = "top"
[[element]]
code = "top"
type = "aggregate"
[[element]]
code = "d"
type = "denominator"
[[element]]
code = "g"
type = "group"
"#;

    fn data() -> DataTable {
        let mut stream = Stream::new(5);
        let mut column = |gap: usize| -> Vec<Option<f64>> {
            (0..12).map(|row| Some(stream.uniform() + 0.1).filter(|_| row != gap)).collect()
        };
        let columns = vec![
            ("a".to_owned(), column(3)),
            ("b".to_owned(), column(7)),
            ("d".to_owned(), column(99)),
        ];
        let group = (0..12).map(|row| Some(format!("g{}", row % 2))).collect();
        DataTable {
            units: (0..12).map(|row| format!("u{row}")).collect(),
            groups: vec![("g".to_owned(), group)],
            columns,
        }
    }

    #[test]
    fn a_run_without_variation_is_the_published_index_to_the_bit() {
        let (structure, data) = (Structure::read(STRUCTURE).unwrap(), data());
        let method = Method::usual(Some("g"));
        let built = Builder::run(&structure, &method, &data).unwrap();
        let published = built.index.top().unwrap().scores.clone();
        let root = built.plan.tree.root();
        let choices = Choices::default();
        let mut engine =
            Engine::new(built.plan, &structure, &method, &data, &choices, None, root).unwrap();
        let mut work = engine.work();
        for columns_known in [true, false] {
            if !columns_known {
                engine.columns.clear();
            }
            engine.run(&engine.nominal(), &mut work).unwrap();
            let ours: Vec<u64> = engine.scores(&work).iter().map(|score| score.to_bits()).collect();
            let theirs: Vec<u64> = published.iter().map(|score| score.unwrap().to_bits()).collect();
            assert_eq!(ours, theirs);
        }
    }
}
