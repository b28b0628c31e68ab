//! What can be wrong with a method, for a structure: everything at once.

use super::method::{
    Aggregating, Aggregation, AggregationRule, Imputation, Method, Normalisation, Screening, Step,
    Transform, Treating, Treatment, Weighting,
};
use super::problem::{Problem, What};
use super::structure::{ElementType, Structure};
use super::tree::Tree;

/// Everything wrong with a method.
pub(super) fn method(method: &Method, structure: &Structure) -> Vec<Problem> {
    let mut problems = order(method);
    for step in &method.step {
        let checking = Checking { step: step.name(), structure };
        problems.extend(match step {
            Step::Screen(screening) => checking.screen(screening),
            Step::Denominate => Vec::new(),
            Step::Impute(imputation) => checking.imputation(imputation),
            Step::Treat(treating) => checking.treating(treating),
            Step::Normalise(normalising) => {
                let own = normalising.indicators.keys().map(String::as_str);
                let rules = std::iter::once(&normalising.rule);
                let rules = rules.chain(normalising.indicators.values());
                let mut found = checking.indicators(own);
                found.extend(rules.flat_map(|rule| checking.normalisation(rule)));
                found
            }
            Step::Weight(weighting) => checking.weighting(weighting),
            Step::Aggregate(aggregating) => checking.aggregating(aggregating),
        });
    }
    problems
}

/// Steps that are there twice, or after one that they must precede; no aggregation.
fn order(method: &Method) -> Vec<Problem> {
    let names: Vec<&str> = method.step.iter().map(Step::name).collect();
    let mut problems = Vec::new();
    for (position, name) in names.iter().enumerate() {
        let before = &names[..position];
        if before.contains(name) {
            problems.push(Problem::of(What::StepRepeated, name));
        }
        let late: &[&str] = match *name {
            "denominate" => &["impute", "treat", "normalise", "weight", "aggregate"],
            "treat" => &["normalise", "weight", "aggregate"],
            "aggregate" => &[],
            _ => &["aggregate"],
        };
        if let Some(after) = late.iter().find(|after| before.contains(after)) {
            problems.push(Problem::of(What::StepOrder, name).found(after));
        }
    }
    if !names.contains(&"aggregate") {
        problems.push(Problem::new(What::NoAggregation));
    }
    problems
}

struct Checking<'a> {
    step: &'static str,
    structure: &'a Structure,
}

impl Checking<'_> {
    fn invalid(&self, sound: bool, name: &str, value: f64) -> Option<Problem> {
        let problem = || Problem::of(What::ParameterInvalid, self.step);
        (!sound).then(|| problem().found(format!("{name} = {value}")))
    }

    fn share(&self, name: &str, value: f64) -> Option<Problem> {
        self.invalid((0.0..=1.0).contains(&value), name, value)
    }

    fn above_zero(&self, name: &str, value: f64) -> Option<Problem> {
        self.invalid(value > 0.0 && value.is_finite(), name, value)
    }

    fn finite(&self, name: &str, value: f64) -> Option<Problem> {
        self.invalid(value.is_finite(), name, value)
    }

    fn unknown(&self, code: &str) -> Problem {
        Problem::of(What::CodeUnknown, self.step).found(code)
    }

    fn indicators<'b>(&self, codes: impl Iterator<Item = &'b str>) -> Vec<Problem> {
        let known = |code: &&str| {
            let found = self.structure.element(code);
            found.is_some_and(|element| element.kind == ElementType::Indicator)
        };
        codes.filter(|code| !known(code)).map(|code| self.unknown(code)).collect()
    }

    fn screen(&self, screening: &Screening) -> Vec<Problem> {
        let shares = [("availability", screening.availability), ("nonzero", screening.nonzero)];
        shares.into_iter().filter_map(|(name, value)| self.share(name, value)).collect()
    }

    fn imputation(&self, imputation: &Imputation) -> Vec<Problem> {
        match imputation {
            Imputation::GroupMean { group } | Imputation::GroupMedian { group } => {
                let found = self.structure.element(group);
                let known = found.is_some_and(|element| element.kind == ElementType::Group);
                if known { Vec::new() } else { vec![self.unknown(group)] }
            }
            Imputation::Em { level, ridge, iterations, tolerance } => {
                let levels = Tree::levels(self.structure);
                let level = *level;
                let sound = (2..=levels).contains(&level);
                [
                    self.invalid(sound, "level", f64::from(level)),
                    self.invalid(*ridge >= 0.0 && ridge.is_finite(), "ridge", *ridge),
                    self.invalid(*iterations > 0, "iterations", f64::from(*iterations)),
                    self.above_zero("tolerance", *tolerance),
                ]
                .into_iter()
                .flatten()
                .collect()
            }
            _ => Vec::new(),
        }
    }

    fn treating(&self, treating: &Treating) -> Vec<Problem> {
        let named = treating.except.iter().chain(treating.indicators.keys());
        let mut problems = self.indicators(named.map(String::as_str));
        let rules = std::iter::once(&treating.rule).chain(treating.indicators.values());
        problems.extend(rules.flat_map(|rule| self.treatment(rule)));
        problems
    }

    fn treatment(&self, rule: &Treatment) -> Vec<Problem> {
        let lambda = match rule.transform {
            Transform::BoxCox { lambda } => self.finite("lambda", lambda),
            _ => None,
        };
        let skewness = self.above_zero("skewness", rule.skewness);
        skewness.into_iter().chain(self.finite("kurtosis", rule.kurtosis)).chain(lambda).collect()
    }

    pub(super) fn normalisation(&self, rule: &Normalisation) -> Vec<Problem> {
        let found = match rule {
            Normalisation::MinMax { lower, upper } => {
                vec![self.invalid(lower < upper && (upper - lower).is_finite(), "upper", *upper)]
            }
            Normalisation::ZScore { mean, sd } => {
                vec![self.finite("mean", *mean), self.above_zero("sd", *sd)]
            }
            Normalisation::DistanceToTarget { target: Some(target), .. } => {
                vec![self.finite("target", *target)]
            }
            Normalisation::Goalposts { lower, upper, scale, logarithm, .. } => vec![
                self.invalid(lower < upper && (upper - lower).is_finite(), "upper", *upper),
                self.above_zero("scale", *scale),
                self.invalid(!logarithm || *lower > 0.0, "lower", *lower),
            ],
            _ => Vec::new(),
        };
        found.into_iter().flatten().collect()
    }

    fn weighting(&self, weighting: &Weighting) -> Vec<Problem> {
        let Weighting::Given { weights } = weighting else { return Vec::new() };
        let in_tree = |code: &str| {
            let found = self.structure.element(code);
            found.is_some_and(|element| {
                matches!(element.kind, ElementType::Indicator | ElementType::Aggregate)
            })
        };
        let codes = weights.keys().filter(|code| !in_tree(code));
        let mut problems: Vec<Problem> = codes.map(|code| self.unknown(code)).collect();
        let wrong = weights.iter().filter(|(_, weight)| !(**weight >= 0.0 && weight.is_finite()));
        problems.extend(
            wrong.map(|(code, weight)| Problem::of(What::WeightNegative, code).found(weight)),
        );
        problems
    }

    fn aggregating(&self, aggregating: &Aggregating) -> Vec<Problem> {
        let above = Tree::levels(self.structure).saturating_sub(1) as usize;
        let number = aggregating.rules.len();
        let mut problems: Vec<Problem> =
            aggregating.rules.iter().flat_map(|rule| self.aggregation(rule)).collect();
        if number != 1 && number != above {
            problems.push(Problem::of(What::LevelsDiffer, self.step).found(number));
        }
        problems
    }

    fn aggregation(&self, rule: &AggregationRule) -> Vec<Problem> {
        let availability = self.share("availability", rule.availability);
        let power = rule.method == Aggregation::Power;
        let sound = match rule.exponent {
            Some(exponent) => power && exponent.is_finite() && exponent != 0.0,
            None => !power,
        };
        let exponent = self.invalid(sound, "exponent", rule.exponent.unwrap_or(f64::NAN));
        availability.into_iter().chain(exponent).collect()
    }
}

/// Everything wrong with alternatives of an analysis.
pub(super) fn alternatives(
    structure: &Structure,
    normalisations: &[Normalisation],
    aggregations: &[Aggregating],
    imputations: &[Imputation],
) -> Vec<Problem> {
    let of = |step| Checking { step, structure };
    let normalise = of("normalise");
    let mut problems: Vec<Problem> =
        normalisations.iter().flat_map(|rule| normalise.normalisation(rule)).collect();
    let aggregate = of("aggregate");
    problems.extend(aggregations.iter().flat_map(|rules| aggregate.aggregating(rules)));
    let impute = of("impute");
    problems.extend(imputations.iter().flat_map(|rule| impute.imputation(rule)));
    problems
}
