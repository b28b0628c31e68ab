//! How sure scores and ranks are, given how sure the values are and how arbitrary the method is.
//!
//! The index is built many times (Saisana, Saltelli & Tarantola, *JRSS A* 168, 2005): with other choices of
//! method, and with every value that has a standard error drawn from a normal distribution around what was
//! published. Both are done apart and together, and the variance is shared out: what sampling error alone
//! explains, what choices of method alone explain (first-order Sobol' indices of the two groups of factors,
//! by the estimator of Janon et al., *ESAIM: P&S* 18, 2014), and what only both together do.
//!
//! Scores under rules that do not have the same scale (ranks and min-max, say) differ for that alone; with
//! such alternatives, ranks are what to look at.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::build::Builder;
use super::choices::{Choices, Factor};
use super::engine::{Draw, Engine, Sample};
use super::method::Method;
use super::moments::quantile;
use super::problem::{Problem, What};
use super::structure::Structure;
use super::table::DataTable;

/// An analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Analysis {
    /// What varies.
    pub choices: Choices,
    /// How many times the index is built for each of the results.
    pub runs: usize,
    /// The seed: the same seed gives the same result.
    pub seed: u64,
    /// How much of the results the intervals hold: 0.9 for from 5 % to 95 %.
    pub interval: f64,
    /// Code of the element looked at; the index itself where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// How many threads; the result does not depend on it.
    #[serde(skip)]
    #[schema(ignore)]
    pub threads: usize,
}

impl Default for Analysis {
    fn default() -> Self {
        Self {
            choices: Choices::default(),
            runs: 1000,
            seed: 1,
            interval: 0.9,
            element: None,
            threads: 2,
        }
    }
}

/// How sure the scores and ranks of an index are.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Uncertainty {
    /// Code of the element looked at.
    pub element: String,
    /// What varied.
    pub factors: Vec<Factor>,
    /// Runs for each of the results.
    pub runs: usize,
    /// How much of the results the intervals hold.
    pub interval: f64,
    /// Runs that could not be carried out, by what stopped them; they are left out.
    pub failed: Vec<Failure>,
    /// By unit.
    pub units: Vec<UnitUncertainty>,
    /// Shares of the variance of scores, over all units; `None` unless both sampling error and methods vary.
    pub score_shares: Option<Shares>,
    /// Shares of the variance of ranks.
    pub rank_shares: Option<Shares>,
}

/// Runs that could not be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Failure {
    /// What stopped them.
    pub what: What,
    /// How many there were.
    pub runs: usize,
}

/// How sure the score and rank of one unit are.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitUncertainty {
    /// Code of the unit.
    pub unit: String,
    /// The score as published.
    pub score: Option<f64>,
    /// The rank as published.
    pub rank: Option<u32>,
    /// With everything that varies; `None` where the unit has no score in any run.
    pub together: Option<Spread>,
    /// With choices of method alone, values as published; `None` where only sampling error varies.
    pub methods: Option<Spread>,
    /// With sampling error alone, the method as published; `None` where only methods vary.
    pub sampling: Option<Spread>,
    /// Shares of the variance of its score.
    pub score_shares: Option<Shares>,
    /// Shares of the variance of its rank.
    pub rank_shares: Option<Shares>,
}

/// Scores and ranks over runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Spread {
    /// Of scores.
    pub score: Summary,
    /// Of ranks.
    pub rank: Summary,
}

/// A quantity over runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Median.
    pub median: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A variance shared out. Estimates from a finite number of runs: one that is truly 0 can come out a little
/// below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Shares {
    /// The variance with everything that varies.
    pub variance: f64,
    /// Share due to sampling error alone.
    pub sampling: f64,
    /// Share due to choices of method alone.
    pub methods: f64,
    /// Share that only both together explain.
    pub interaction: f64,
}

/// Analyses how sure an index is. `errors` holds standard errors of values, in the same units and under the
/// same codes as the data: of values before denomination. What it does not hold counts as exact.
///
/// # Errors
/// Everything wrong with structure, method, data, choices or standard errors; combinations of choices that
/// cannot be carried out on the published values; `index-too-few-factors` where nothing varies.
pub fn uncertainty(
    structure: &Structure,
    method: &Method,
    data: &DataTable,
    errors: Option<&DataTable>,
    analysis: &Analysis,
) -> Result<Uncertainty, Vec<Problem>> {
    let prepared = prepare(structure, method, data, errors, analysis)?;
    let engine = &prepared.engine;
    if engine.factors.is_empty() {
        return Err(vec![Problem::new(What::TooFewFactors).found(0)]);
    }
    let samples = Samples::make(engine, analysis);
    let runs: Vec<&Sample> = samples.all().collect();
    let failed = failures(&runs);
    if failed.iter().map(|failure| failure.runs).sum::<usize>() == runs.len() * analysis.runs {
        return Err(vec![Problem::new(What::AllRunsFailed).found(failed[0].what.code())]);
    }
    let tail = 0.5 * (1.0 - analysis.interval);
    let spread = |sample: Option<&Sample>, unit| {
        let sample = sample?;
        Some(Spread {
            score: summary(sample.scores_of(unit), tail)?,
            rank: summary(sample.ranks_of(unit), tail)?,
        })
    };
    let (mut scores, mut ranks) = (Parts::default(), Parts::default());
    let mut units = Vec::new();
    for (at, unit) in engine.plan.units.iter().enumerate() {
        let (score, rank) = samples.parts(at);
        scores.add(score);
        ranks.add(rank);
        units.push(UnitUncertainty {
            unit: unit.clone(),
            score: prepared.scores[at],
            rank: prepared.ranks[at],
            together: spread(Some(&samples.together), at),
            methods: spread(samples.methods.as_ref(), at),
            sampling: spread(samples.sampling.as_ref(), at),
            score_shares: score.and_then(Parts::shares),
            rank_shares: rank.and_then(Parts::shares),
        });
    }
    Ok(Uncertainty {
        element: engine.plan.tree.codes[engine.element].clone(),
        factors: engine.factors.clone(),
        runs: analysis.runs,
        interval: analysis.interval,
        failed,
        units,
        score_shares: scores.shares(),
        rank_shares: ranks.shares(),
    })
}

/// An engine, and the published scores and ranks.
pub(super) struct Prepared {
    pub engine: Engine,
    pub scores: Vec<Option<f64>>,
    pub ranks: Vec<Option<u32>>,
}

/// Checks everything and makes the engine.
pub(super) fn prepare(
    structure: &Structure,
    method: &Method,
    data: &DataTable,
    errors: Option<&DataTable>,
    analysis: &Analysis,
) -> Result<Prepared, Vec<Problem>> {
    let built = Builder::run(structure, method, data)?;
    let mut problems = analysis.choices.check(structure);
    let wrong = |found: String| Problem::of(What::ParameterInvalid, "analysis").found(found);
    if !(analysis.interval > 0.0 && analysis.interval < 1.0) {
        problems.push(wrong(format!("interval = {}", analysis.interval)));
    }
    if analysis.runs < 20 {
        problems.push(Problem::new(What::TooFewRuns).found(analysis.runs));
    }
    let tree = &built.plan.tree;
    let element = match &analysis.element {
        None => Some(tree.root()),
        Some(code) => tree.position(code).filter(|at| *at >= tree.indicators),
    };
    if element.is_none() {
        let code = analysis.element.as_deref().unwrap_or_default();
        problems.push(Problem::of(What::CodeUnknown, "analysis").found(code));
    }
    let (Some(element), true) = (element, problems.is_empty()) else { return Err(problems) };
    let scores = &built.index.scores[element];
    let (scores, ranks) = (scores.scores.clone(), scores.ranks.clone());
    let choices = &analysis.choices;
    let engine = Engine::new(built.plan, structure, method, data, choices, errors, element)?;
    Ok(Prepared { engine, scores, ranks })
}

/// The samples of an analysis. In `mixed`, one group of factors is as in `together`, the other drawn anew.
struct Samples {
    together: Sample,
    methods: Option<Sample>,
    sampling: Option<Sample>,
    /// Sampling error as in `together`; methods as in `together`.
    mixed: Option<[Sample; 2]>,
}

impl Samples {
    fn make(engine: &Engine, analysis: &Analysis) -> Self {
        let is_sampling = |factor: Factor| factor == Factor::SamplingError;
        let sampling = engine.factors.iter().any(|factor| is_sampling(*factor));
        let both = sampling && engine.factors.len() > 1;
        let sample = |draw: &(dyn Fn(usize) -> Draw + Sync)| {
            engine.sample(analysis.runs, analysis.threads, &draw)
        };
        let first = |_| 0;
        let states = |run, of: &dyn Fn(usize) -> u64| {
            let sources: Vec<u64> = (0..engine.factors.len()).map(of).collect();
            engine.states(analysis.seed, run, move |factor| sources[factor])
        };
        let only = |wanted: bool| {
            sample(&move |run| {
                engine.draw(states(run, &first), |factor| is_sampling(factor) == wanted)
            })
        };
        let mixed = |again: bool| {
            sample(&move |run| {
                let of = |at: usize| u64::from(is_sampling(engine.factors[at]) == again);
                engine.draw(states(run, &of), |_| true)
            })
        };
        Self {
            together: sample(&|run| engine.draw(states(run, &first), |_| true)),
            methods: both.then(|| only(false)),
            sampling: both.then(|| only(true)),
            mixed: both.then(|| [mixed(false), mixed(true)]),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Sample> {
        let mixed = self.mixed.iter().flatten();
        std::iter::once(&self.together).chain(&self.methods).chain(&self.sampling).chain(mixed)
    }

    /// What the variance of one unit's score, and rank, is made of.
    fn parts(&self, unit: usize) -> (Option<Parts>, Option<Parts>) {
        let Some([sampling, methods]) = &self.mixed else { return (None, None) };
        let scores = Parts::of(
            self.together.scores_of(unit),
            sampling.scores_of(unit),
            methods.scores_of(unit),
        );
        let ranks = Parts::of(
            self.together.ranks_of(unit),
            sampling.ranks_of(unit),
            methods.ranks_of(unit),
        );
        (Some(scores), Some(ranks))
    }
}

/// Covariances between runs that share one group of factors, and their variances.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    sampling: [f64; 2],
    methods: [f64; 2],
}

impl Parts {
    fn of(
        together: impl Iterator<Item = f64> + Clone,
        sampling: impl Iterator<Item = f64> + Clone,
        methods: impl Iterator<Item = f64> + Clone,
    ) -> Self {
        Self {
            sampling: covariance(together.clone().zip(sampling)),
            methods: covariance(together.zip(methods)),
        }
    }

    fn add(&mut self, other: Option<Self>) {
        let Some(other) = other else { return };
        for at in 0..2 {
            self.sampling[at] += other.sampling[at];
            self.methods[at] += other.methods[at];
        }
    }

    fn shares(self) -> Option<Shares> {
        let variance = 0.5 * (self.sampling[1] + self.methods[1]);
        let sampling = self.sampling[0] / self.sampling[1];
        let methods = self.methods[0] / self.methods[1];
        let sound = variance > 0.0 && sampling.is_finite() && methods.is_finite();
        let interaction = 1.0 - sampling - methods;
        sound.then_some(Shares { variance, sampling, methods, interaction })
    }
}

/// Covariance of pairs and the mean of their variances, around the mean of all; pairs with a missing value
/// do not count.
fn covariance(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> [f64; 2] {
    let pairs = pairs.filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (number, sum) =
        pairs.clone().fold((0.0, 0.0), |(number, sum), (a, b)| (number + 1.0, sum + 0.5 * (a + b)));
    if number == 0.0 {
        return [0.0; 2];
    }
    let mean = sum / number;
    let (product, square) = pairs.fold((0.0, 0.0), |(product, square), (a, b)| {
        let (a, b) = (a - mean, b - mean);
        (product + a * b, square + 0.5 * (a * a + b * b))
    });
    [product / number, square / number]
}

/// Summary of the values that are there; `None` where there are none.
fn summary(values: impl Iterator<Item = f64>, tail: f64) -> Option<Summary> {
    let mut sorted: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    if sorted.is_empty() {
        return None;
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let number = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / number;
    let squares: f64 = sorted.iter().map(|value| (value - mean) * (value - mean)).sum();
    Some(Summary {
        mean,
        median: quantile(&sorted, 0.5),
        sd: (squares / (number - 1.0).max(1.0)).sqrt(),
        low: quantile(&sorted, tail),
        high: quantile(&sorted, 1.0 - tail),
    })
}

/// Runs that failed, by what stopped them, the commonest first.
pub(super) fn failures(samples: &[&Sample]) -> Vec<Failure> {
    let mut counts = std::collections::BTreeMap::new();
    for what in samples.iter().flat_map(|sample| sample.failed.iter().flatten()) {
        *counts.entry(*what).or_insert(0) += 1;
    }
    let mut failed: Vec<Failure> =
        counts.into_iter().map(|(what, runs)| Failure { what, runs }).collect();
    failed.sort_by_key(|failure| std::cmp::Reverse(failure.runs));
    failed
}
