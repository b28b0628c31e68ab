//! Figures of a plan as observations of the catalogue's indicators.

use std::collections::BTreeSet;

use passerelle_inclusion::kit::{Figure, KitProblem, KitProblems, Plan, SurveyFacts, Tabulated};
use passerelle_inclusion::survey::Flag;
use passerelle_vocabulary::{Observation, Period, Status};
use serde::Serialize;

use crate::catalogue::Catalogue;

/// A figure, with what an observation does not hold.
#[derive(Debug, Clone, Serialize)]
pub struct GivenFigure {
    /// The observation.
    #[serde(flatten)]
    pub observation: Observation,
    /// Its interval, in the indicator's unit.
    pub interval: Option<[f64; 2]>,
    /// Degrees of freedom of the interval.
    pub df: Option<f64>,
    /// Standard error ÷ figure.
    pub cv: Option<f64>,
    /// Variance ÷ that of a simple random sample of as many.
    pub deff: Option<f64>,
    /// What to know before using it.
    pub flag: Option<Flag>,
}

/// What a plan makes of microdata.
#[derive(Debug, Clone, Serialize)]
pub struct Indicators {
    /// The plan that was followed.
    #[serde(skip)]
    pub plan: Plan,
    /// The country.
    pub place: String,
    /// When.
    pub period: Period,
    /// The figures.
    pub figures: Vec<GivenFigure>,
    /// Cells in which nobody gave an answer, and of which there is no figure.
    pub without_answer: u64,
    /// What the data say of how the survey was made.
    pub facts: SurveyFacts,
}

impl Indicators {
    /// How many figures have this flag.
    pub fn flagged(&self, flag: Flag) -> usize {
        self.figures.iter().filter(|figure| figure.flag == Some(flag)).count()
    }
}

/// What of a plan the catalogue does not know.
pub(super) fn unknown_to(catalogue: &Catalogue, plan: &Plan) -> Vec<KitProblem> {
    let mut problems = Vec::new();
    for one in &plan.indicator {
        let part = format!("indicator {}", one.code);
        let Some(known) = catalogue.indicator(&one.code) else {
            problems.push(KitProblem::part(part, "unknown-indicator", &one.code));
            continue;
        };
        let needed = known.headline_dimensions.iter().map(|(name, _)| name);
        let given = |name: &str| one.dimensions.get(name).is_some();
        let absent = needed.filter(|name| !given(name));
        problems
            .extend(absent.map(|name| KitProblem::part(part.clone(), "dimension-needed", name)));
    }
    problems
}

/// The figures of the plan; categories that the catalogue's dimensions do not have are told.
pub(super) fn given(
    catalogue: &Catalogue,
    plan: &Plan,
    tabulated: Tabulated,
    (place, period): (String, Period),
) -> Result<Indicators, KitProblems> {
    let mut unknown = BTreeSet::new();
    for (name, category) in tabulated.figures.iter().flat_map(|figure| figure.dimensions.iter()) {
        let dimension = catalogue.dimension(name);
        if dimension.is_some_and(|dimension| dimension.category(category).is_none()) {
            unknown.insert((name.to_owned(), category.to_owned()));
        }
    }
    if !unknown.is_empty() {
        let told = |(name, category): &(String, String)| {
            KitProblem::part(format!("dimension {name}"), "unknown-category", category)
        };
        return Err(KitProblems(unknown.iter().map(told).collect()));
    }
    let all = tabulated.figures.len();
    let known = tabulated.figures.iter().filter(|figure| figure.estimate.estimate.is_some());
    let synthetic = tabulated.facts.synthetic;
    let figures: Vec<GivenFigure> = known
        .map(|figure| {
            let unit = catalogue.indicator(&figure.indicator).map_or("", |one| one.unit.as_str());
            one(figure, (&place, period), unit, (&plan.source, synthetic))
        })
        .collect();
    let without_answer = (all - figures.len()) as u64;
    let (plan, facts) = (plan.clone(), tabulated.facts);
    Ok(Indicators { plan, place, period, figures, without_answer, facts })
}

fn one(
    figure: &Figure,
    (place, period): (&str, Period),
    unit: &str,
    (source, synthetic): (&str, bool),
) -> GivenFigure {
    let Figure { estimate, scale, .. } = figure;
    let scaled = |value: Option<f64>| value.map(|value| value * scale);
    let observation = Observation {
        indicator: figure.indicator.clone(),
        place: match &figure.within {
            None => place.to_owned(),
            Some(within) => format!("{place}/{within}"),
        },
        period,
        dimensions: figure.dimensions.clone(),
        value: scaled(estimate.estimate),
        unit: unit.to_owned(),
        standard_error: scaled(estimate.se),
        n: Some(estimate.n as f64),
        status: status(estimate.flag, synthetic),
        source: source.to_owned(),
        batch: 0,
    };
    GivenFigure {
        observation,
        interval: estimate.ci.map(|ci| ci.map(|bound| bound * scale)),
        df: estimate.df,
        cv: estimate.cv,
        deff: estimate.deff,
        flag: estimate.flag,
    }
}

/// What was made up says so before all else: it must never pass for a measurement, however precise.
fn status(flag: Option<Flag>, synthetic: bool) -> Status {
    match flag {
        _ if synthetic => Status::Synthetic,
        Some(Flag::Unreliable | Flag::NoVariance) => Status::Unreliable,
        _ => Status::Normal,
    }
}
