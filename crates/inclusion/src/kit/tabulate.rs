//! Figures of every population in one reading of the rows.

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::dimensions::slug;
use passerelle_vocabulary::{Columns, Dimensions};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::adjust::Factors;
use super::facts::SurveyFacts;
use super::plan::Plan;
use super::plan_check::PLACE;
use super::population::{NO_CLASS, Population, by_column};
use super::problem::{BadWeights, KitError};
use crate::survey::units::{codes, levels};
use crate::survey::{
    Accumulator, Estimate, EstimateOptions, Sample, SurveyProblem, SurveyProblems,
};

/// A figure of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Code of the indicator.
    pub indicator: String,
    /// The place within the country, as a code; `None`: the country.
    pub within: Option<String>,
    /// Who; empty for everyone.
    pub dimensions: Dimensions,
    /// What the estimate and its error are multiplied by.
    pub scale: f64,
    /// The estimate, before it is multiplied.
    pub estimate: Estimate,
}

/// What a plan makes of microdata.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tabulated {
    /// Figures, by population, margin and cell.
    pub figures: Vec<Figure>,
    /// What the data say of how the survey was made.
    pub facts: SurveyFacts,
}

/// How the rows of a population are kept.
enum Kept {
    /// As sums, in one pass.
    Sums(Box<Accumulator>),
    /// Whole: weights are calibrated or replicated.
    Rows(Columns),
}

/// Takes rows and makes figures.
pub struct Tabulation<'p> {
    plan: &'p Plan,
    factors: &'p Factors,
    populations: Vec<(Population<'p>, Kept)>,
    bad: BadWeights,
    rows: u64,
    synthetic: bool,
    days: Option<[String; 2]>,
    units: FxHashSet<(u32, u32)>,
}

impl<'p> Tabulation<'p> {
    /// Nothing read yet.
    pub fn new(plan: &'p Plan, factors: &'p Factors) -> Self {
        let kept = |planned| {
            let population = Population::new(plan, planned);
            let kept = match population.needs_rows() {
                true => Kept::Rows(Columns::default()),
                false => Kept::Sums(Box::new(Accumulator::new(
                    &population.design,
                    &population.measures,
                    &population.by(),
                    None,
                ))),
            };
            (population, kept)
        };
        Self {
            plan,
            factors,
            populations: plan.population.iter().map(kept).collect(),
            bad: BadWeights::default(),
            rows: 0,
            synthetic: false,
            days: None,
            units: FxHashSet::default(),
        }
    }

    /// Reads the next rows.
    ///
    /// # Errors
    /// A column that is not there or of another kind; more cells than can be held.
    pub fn add(&mut self, batch: Columns) -> Result<(), KitError> {
        let rows = self.plan.classed(batch, self.factors)?;
        self.note(&rows)?;
        for (population, kept) in &mut self.populations {
            let made = population.rows(&rows, self.factors, &mut self.bad, self.rows)?;
            match kept {
                Kept::Sums(sums) => sums.add(&made)?,
                Kept::Rows(kept) => {
                    kept.append(made);
                }
            }
        }
        self.rows += rows.rows() as u64;
        Ok(())
    }

    /// What is to be said of the method.
    fn note(&mut self, rows: &Columns) -> Result<(), SurveyProblem> {
        if let Some(mark) = &self.plan.synthetic {
            let at = levels(rows, &mark.column).iter().position(|level| *level == mark.value);
            let of_row = codes(rows, &mark.column)?;
            self.synthetic |= at.is_some_and(|at| of_row.contains(&(at as u32)));
        }
        if let Some(visits) = &self.plan.visits {
            let days = levels(rows, &visits.date);
            for day in codes(rows, &visits.date)?.iter().filter_map(|at| days.get(*at as usize)) {
                let [first, last] = self.days.get_or_insert_with(|| [day.clone(), day.clone()]);
                if *day < *first {
                    first.clone_from(day);
                }
                if *day > *last {
                    last.clone_from(day);
                }
            }
        }
        let none = vec![MISSING; rows.rows()];
        let column = |named: &[String]| named.first().map(|name| codes(rows, name)).transpose();
        let strata = column(&self.plan.design.strata)?.unwrap_or(&none);
        if let Some(clusters) = column(&self.plan.design.clusters)? {
            self.units.extend(strata.iter().copied().zip(clusters.iter().copied()));
        } else {
            let rows = self.rows as u32..(self.rows + rows.rows() as u64) as u32;
            self.units.extend(strata.iter().copied().zip(rows));
        }
        Ok(())
    }

    /// The figures, when every row was read.
    ///
    /// # Errors
    /// Everything that is wrong with the weights, the units and the corrections.
    pub fn finish(self) -> Result<Tabulated, KitError> {
        let bad = self.bad.problems();
        if !bad.is_empty() {
            return Err(SurveyProblems(bad).into());
        }
        let options =
            EstimateOptions { reliability: self.plan.reliability.clone(), ..Default::default() };
        let (mut figures, mut populations, mut indicators) = (Vec::new(), Vec::new(), Vec::new());
        for (population, kept) in self.populations {
            figures.extend(estimated(&population, kept, &options)?);
            indicators.extend(population.of_indicators);
            populations.push(population.facts);
        }
        let strata: FxHashSet<u32> = self.units.iter().map(|(stratum, _)| *stratum).collect();
        let facts = SurveyFacts {
            rows: self.rows,
            synthetic: self.synthetic,
            days: self.days,
            strata: strata.len() as u64,
            units: self.units.len() as u64,
            adjustments: self.factors.facts().to_vec(),
            populations,
            indicators,
        };
        Ok(Tabulated { figures, facts })
    }
}

/// Everyone, then the combinations of dimensions that the plan names.
fn margins(population: &Population<'_>) -> Vec<Vec<String>> {
    let columns = |by: &Vec<String>| by.iter().map(|code| by_column(code)).collect();
    let mut margins = vec![Vec::new()];
    margins.extend(population.planned.by.iter().map(columns));
    margins
}

fn estimated(
    population: &Population<'_>,
    kept: Kept,
    options: &EstimateOptions,
) -> Result<Vec<Figure>, KitError> {
    let mut figures = Vec::new();
    let mut take = |estimates: Vec<Estimate>| {
        // Cells one after another, in each the measures in their order.
        for cell in estimates.chunks(population.indicators.len().max(1)) {
            let known = cell
                .first()
                .is_some_and(|first| first.by.iter().all(|(_, class)| class.as_str() != NO_CLASS));
            if known {
                let named = population.indicators.iter().zip(cell);
                figures.extend(named.map(|(one, estimate)| {
                    figure(&one.code, &one.dimensions, one.scale(), estimate)
                }));
            }
        }
    };
    match kept {
        Kept::Sums(sums) => {
            let sums = sums.finish()?;
            margins(population).iter().for_each(|margin| take(sums.estimates(margin, options)));
        }
        Kept::Rows(rows) => {
            let sample = Sample::new(&population.design, &rows)?;
            for margin in margins(population) {
                take(sample.estimates(&rows, &population.measures, &margin, options)?);
            }
        }
    }
    Ok(figures)
}

fn figure(code: &str, dimensions: &Dimensions, scale: f64, estimate: &Estimate) -> Figure {
    let (mut dimensions, mut within) = (dimensions.clone(), None);
    for (column, class) in &estimate.by {
        match column.trim_start_matches('@') {
            PLACE => within = Some(slug(class)),
            dimension => dimensions.set(dimension, &slug(class)),
        }
    }
    Figure { indicator: code.to_owned(), within, dimensions, scale, estimate: estimate.clone() }
}
