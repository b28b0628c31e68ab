//! Who around the sites of a plan could pay to be connected at home.
//!
//! Incomes come with the file of `--incomes` ([`connectivity::reading::read_incomes`]). Each site belongs to the
//! narrowest of its areas of which incomes are known, else to the country where the file has a row without an area.
//! The share of the plan is that of these areas together, by the people who live there where the file tells them of
//! all, else by the people of their sites; which of the two is said.

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_connectivity::affordability::{
    AreaIncomes, AreaOfPlan, Basis, Basket, affordability, share_of_all,
};
use passerelle_connectivity::reading::read_incomes;
use passerelle_connectivity::{Costs, Question};
use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::Finding;
use passerelle_vocabulary::place::fold;
use serde::{Deserialize, Serialize};

use super::{InputFile, PlanAsked, PlansError};
use crate::catalogue::CatalogueProblem;

/// Largest file of incomes: a country has some hundreds of districts and ten groups in each.
const LARGEST: FeatureLimits = FeatureLimits { bytes: 50_000_000, positions: 0, rows: 200_000 };

/// Why nothing, or less than asked, is said of what people can pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaid {
    /// No file of incomes was given.
    NoIncomes,
    /// No price of a basket was given.
    NoBasket,
    /// No site is in an area of which incomes are known.
    NoArea,
    /// Of every area a mean is known and nothing else.
    MeansOnly,
}

/// By what areas count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightedBy {
    /// The people who live there.
    Population,
    /// The people of the plan's sites there.
    PeopleOfSites,
}

/// What is said of what people can pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AffordabilityTold {
    /// Why there is no share; `None` where there is one.
    pub because: Option<Unsaid>,
    /// What is to be paid; `None` where no price was given.
    pub basket: Option<Basket>,
    /// ISO 4217 code of all amounts.
    pub currency: String,
    /// First and last year of the incomes.
    pub years: Option<[i32; 2]>,
    /// By what areas count.
    pub weighted_by: Option<WeightedBy>,
    /// Whether an area rests on gross national income per head, which is no household's income.
    pub rests_on_gni: bool,
    /// Areas of the plan's sites of which incomes are known.
    pub areas: u64,
    /// Those whose mean income keeps the price rule.
    pub areas_that_keep_the_rule: u64,
    /// Sites in no such area.
    pub sites_without_incomes: u64,
    /// What it would cost a month to make the basket affordable to all; `None` where an area does not tell.
    pub subsidy_per_month: Option<f64>,
}

/// Who can pay, as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Affordable {
    /// By area, in their order; empty where nothing is said.
    pub areas: Vec<AreaOfPlan>,
    /// The share of the people of all of them who can pay.
    pub share: Option<f64>,
    /// What is said of it.
    pub told: AffordabilityTold,
}

/// Who around the sites can pay, and the file of incomes.
pub(super) fn affordable(
    asked: &PlanAsked,
    question: &Question<'_>,
) -> Result<(Affordable, Option<InputFile>), PlansError> {
    let costs = question.costs;
    let rule = &costs.affordability;
    let basket = asked.basket.or(rule.basket).map(|price| Basket {
        price,
        per: rule.per,
        share_of_income: rule.share_of_income,
    });
    let mut told = AffordabilityTold {
        because: None,
        basket,
        currency: costs.currency.clone(),
        years: None,
        weighted_by: None,
        rests_on_gni: false,
        areas: 0,
        areas_that_keep_the_rule: 0,
        sites_without_incomes: question.sites.len() as u64,
        subsidy_per_month: None,
    };
    let nothing = |because, told| {
        let told = AffordabilityTold { because: Some(because), ..told };
        Affordable { areas: Vec::new(), share: None, told }
    };
    let Some(path) = &asked.incomes else { return Ok((nothing(Unsaid::NoIncomes, told), None)) };
    let (incomes, file) = incomes(path, costs)?;
    let Some(basket) = basket else { return Ok((nothing(Unsaid::NoBasket, told), Some(file))) };
    let found = Around::of(question, &incomes);
    let areas = found.areas(&incomes, &basket, path)?;
    if areas.is_empty() {
        return Ok((nothing(Unsaid::NoArea, told), Some(file)));
    }
    let all = areas.iter().map(|one| &one.found);
    told.years = all
        .clone()
        .map(|one| one.year)
        .min()
        .zip(all.clone().map(|one| one.year).max())
        .map(|(first, last)| [first, last]);
    told.rests_on_gni = all.clone().any(|one| one.basis == Basis::GniPerCapita);
    told.areas = areas.len() as u64;
    told.areas_that_keep_the_rule = all.clone().filter(|one| one.keeps_rule).count() as u64;
    told.sites_without_incomes = found.without;
    told.subsidy_per_month = all.clone().map(|one| one.subsidy_per_month).sum();
    // The people of a country that stands in for some of its areas are not theirs.
    let stands_in = areas.len() > 1 && all.clone().any(|one| one.area.is_empty());
    let by_population = !stands_in && all.clone().all(|one| one.people.is_some());
    let by = if by_population { WeightedBy::Population } else { WeightedBy::PeopleOfSites };
    let weight = |one: &AreaOfPlan| match by {
        WeightedBy::Population => one.found.people.unwrap_or_default(),
        WeightedBy::PeopleOfSites => one.people_of_sites,
    };
    let share = share_of_all(areas.iter().map(|one| (&one.found, weight(one))));
    told.weighted_by = share.map(|_| by);
    told.because = share.is_none().then_some(Unsaid::MeansOnly);
    Ok((Affordable { areas, share, told }, Some(file)))
}

/// The incomes of a file; everything that is wrong with it together.
fn incomes(path: &Path, costs: &Costs) -> Result<(Vec<AreaIncomes>, InputFile), PlansError> {
    let failed = |error| PlansError::File { path: path.to_owned(), error };
    let mut input = InputFile::hashed(path, 0).map_err(failed)?;
    let file = read(&Input::path(path), LARGEST);
    let (incomes, found) = read_incomes(&file.table, &costs.currency);
    let problem = |(row, finding): (u32, Finding)| CatalogueProblem {
        line: row as usize,
        ..CatalogueProblem::of(&path.display().to_string(), "", finding)
    };
    let mut problems: Vec<CatalogueProblem> = found.into_iter().map(problem).collect();
    if !file.report.complete || file.table.is_empty() {
        problems.insert(0, problem((0, Finding::new("", "income-unreadable", ""))));
    }
    if !problems.is_empty() {
        return Err(PlansError::Costs(problems));
    }
    input.rows = file.table.len() as u64;
    Ok((incomes, input))
}

/// The sites of a plan by the areas of which incomes are known.
struct Around {
    /// Sites and their people, by the area's place among the incomes.
    by_area: BTreeMap<usize, (u64, f64)>,
    /// Sites in no such area.
    without: u64,
}

impl Around {
    fn of(question: &Question<'_>, incomes: &[AreaIncomes]) -> Self {
        let known: BTreeMap<String, usize> =
            incomes.iter().zip(0..).map(|(one, at)| (fold(&one.area), at)).collect();
        let mut found = Self { by_area: BTreeMap::new(), without: 0 };
        for (number, site) in question.sites.iter().enumerate() {
            // The narrowest first; its name with those around it before its name alone, which another may have too.
            let levels = (1..=site.areas.len()).rev();
            let names = levels.flat_map(|level| {
                let path = site.areas[..level].join(" / ");
                [path, site.areas[level - 1].clone()]
            });
            let mut names = names.filter(|name| !name.trim().is_empty());
            let at = names.find_map(|name| known.get(&fold(&name)));
            match at.or_else(|| known.get("")) {
                Some(at) => {
                    let (count, people) = found.by_area.entry(*at).or_default();
                    *count += 1;
                    *people += question.people(number);
                }
                None => found.without += 1,
            }
        }
        found
    }

    /// Who can pay in each area.
    fn areas(
        &self,
        incomes: &[AreaIncomes],
        basket: &Basket,
        path: &Path,
    ) -> Result<Vec<AreaOfPlan>, PlansError> {
        let (mut areas, mut problems) = (Vec::new(), Vec::new());
        for (at, (sites, people)) in &self.by_area {
            let area = &incomes[*at];
            match affordability(area, basket) {
                Some(found) => {
                    areas.push(AreaOfPlan { found, sites: *sites, people_of_sites: *people });
                }
                None => {
                    let finding = Finding::new("household_size", "income-household", &area.area);
                    let file = path.display().to_string();
                    problems.push(CatalogueProblem::of(&file, "", finding));
                }
            }
        }
        match problems.is_empty() {
            true => Ok(areas),
            false => Err(PlansError::Costs(problems)),
        }
    }
}
