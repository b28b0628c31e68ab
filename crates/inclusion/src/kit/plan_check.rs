//! Whether a plan holds together.

use std::collections::BTreeSet;

use passerelle_vocabulary::dimensions::slug;

use super::plan::{Adjustment, Plan, PlannedIndicator, PlannedPopulation, Recode};
use super::problem::KitProblem;

/// The dimension whose classes are places within the country.
pub(super) const PLACE: &str = "place";

impl Plan {
    /// Everything that does not hold together; nothing when the plan is sound.
    pub(super) fn check(&self) -> Vec<KitProblem> {
        let mut problems = Vec::new();
        let mut tell =
            |part: String, why, found: String| problems.push(KitProblem::part(part, why, found));
        for problem in self.design.contradictions() {
            tell("design".to_owned(), "design", problem.to_string());
        }
        if self.design.calibrate.is_some() {
            tell("design".to_owned(), "calibrate-design", String::new());
        }
        if self.design.replicates.as_ref().is_some_and(|given| !given.columns.is_empty()) {
            tell("design".to_owned(), "replicate-columns", String::new());
        }
        let mut made = BTreeSet::new();
        for recode in &self.recode {
            let part = format!("recode {}", recode.column);
            if !made.insert(recode.column.as_str()) {
                tell(part.clone(), "twice", recode.column.clone());
            }
            recode.problem().into_iter().for_each(|(why, found)| tell(part.clone(), why, found));
        }
        for (recode, asked) in
            self.recode.iter().filter_map(|recode| Some((recode, recode.quantiles.as_ref()?)))
        {
            let part = format!("recode {}", recode.column);
            if self.population(&asked.of).is_none() {
                tell(part.clone(), "unknown-population", asked.of.clone());
            }
            let mut of_adjustments = self.adjustment.iter().flat_map(|one| &one.classes);
            if of_adjustments.any(|name| *name == recode.column) {
                tell(part, "quantiles-late", recode.column.clone());
            }
        }
        let mut before: Vec<&str> = Vec::new();
        for one in &self.adjustment {
            let part = format!("adjustment {}", one.code);
            one.problems(&before).into_iter().for_each(|(why, found)| {
                tell(part.clone(), why, found);
            });
            before.push(&one.code);
        }
        for (at, one) in self.population.iter().enumerate() {
            let part = format!("population {}", one.code);
            if self.population[..at].iter().any(|other| other.code == one.code) {
                tell(part.clone(), "twice", one.code.clone());
            }
            one.problems(self).into_iter().for_each(|(why, found)| tell(part.clone(), why, found));
        }
        for (at, one) in self.indicator.iter().enumerate() {
            let same = |other: &PlannedIndicator| {
                (&other.code, &other.dimensions) == (&one.code, &one.dimensions)
            };
            if self.indicator[..at].iter().any(same) {
                tell(one.named(), "twice", one.dimensions.to_string());
            }
            one.problems(self).into_iter().for_each(|(why, found)| tell(one.named(), why, found));
        }
        problems
    }
}

type Problem = (&'static str, String);

impl Recode {
    fn problem(&self) -> Option<Problem> {
        let quantiles = self.quantiles.is_some();
        let ways =
            [!self.bands.is_empty(), !self.classes.is_empty(), !self.cases.is_empty(), quantiles];
        let of_one = ways.iter().filter(|way| **way).count() == 1;
        let from_fits = self.from.is_some() == self.cases.is_empty();
        if !of_one || !from_fits || (self.otherwise.is_some() && self.cases.is_empty()) {
            return Some(("recode-ways", String::new()));
        }
        let rising = self.bands.windows(2).all(|pair| pair[0] < pair[1]);
        (!rising).then(|| ("bands-order", format!("{:?}", self.bands)))
    }
}

impl Adjustment {
    fn problems(&self, before: &[&str]) -> Vec<Problem> {
        let mut problems = Vec::new();
        if before.contains(&self.code.as_str()) {
            problems.push(("twice", self.code.clone()));
        }
        let unknown = self.after.iter().filter(|code| !before.contains(&code.as_str()));
        problems.extend(unknown.map(|code| ("unknown-adjustment", code.clone())));
        if self.responded.is_empty() || self.among.is_empty() {
            problems.push(("adjustment-empty", String::new()));
        }
        problems
    }
}

impl PlannedPopulation {
    fn problems(&self, plan: &Plan) -> Vec<Problem> {
        let known = |code: &String| plan.adjustment.iter().any(|one| one.code == *code);
        let unknown = self.adjusted.iter().filter(|code| !known(code));
        let mut problems: Vec<Problem> =
            unknown.map(|code| ("unknown-adjustment", code.clone())).collect();
        let dimensions = self.by.iter().flatten();
        let unknown = dimensions.filter(|code| !plan.dimensions.contains_key(*code));
        problems.extend(unknown.map(|code| ("unknown-dimension", code.clone())));
        if plan.indicators_of(&self.code).next().is_none() {
            problems.push(("no-indicator", self.code.clone()));
        }
        problems
    }
}

impl PlannedIndicator {
    fn problems(&self, plan: &Plan) -> Vec<Problem> {
        let mut problems = Vec::new();
        let ways = [!self.share.is_empty(), self.mean.is_some(), self.ratio.is_some()];
        if ways.iter().filter(|way| **way).count() != 1 {
            problems.push(("indicator-ways", String::new()));
        }
        if self.share.is_empty() && !self.no_if.is_empty() {
            problems.push(("no-if-share", String::new()));
        }
        if let Some(ratio) = self.ratio.as_ref().filter(|_| self.ratio_columns().is_none()) {
            problems.push(("ratio-form", ratio.clone()));
        }
        match plan.population(&self.population) {
            None => problems.push(("unknown-population", self.population.clone())),
            Some(population) => {
                let by = population.by.iter().flatten();
                let doubled = by.filter(|code| self.dimensions.get(code).is_some());
                problems.extend(doubled.map(|code| ("dimension-twice", code.clone())));
            }
        }
        if self.scale.is_some_and(|scale| !scale.is_finite() || scale <= 0.0) {
            problems
                .push(("scale", self.scale.map_or_else(String::new, |scale| scale.to_string())));
        }
        let odd = self.dimensions.iter().filter(|(_, category)| slug(category) != *category);
        problems.extend(odd.map(|(name, category)| ("category", format!("{name}={category}"))));
        problems
    }
}
