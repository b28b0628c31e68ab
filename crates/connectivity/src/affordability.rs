//! Household affordability: who in an area could pay an entry basket with a small share of their income.
//!
//! The price rule (Roadmap for Digital Cooperation, paragraph 17; Broadband Commission): an entry basket costs at
//! most 2 % of the monthly income of a person. Against a mean it is yes or no; of people it says more: with incomes
//! `y`, a price `p` and the share `s`, those can pay for whom `s·y ≥ p`.
//!
//! Incomes of an area are known in one of three ways ([`Incomes`]):
//!
//! - **groups** (fifths, tenths), each with its mean income. A group can pay or cannot, by its mean; what is unsure of
//!   it is told as a range: nobody in a group has less than the mean of the group below it, nor more than the mean of
//!   the one above it.
//! - **mean and Gini coefficient**, taken for a lognormal distribution: `σ = √2·Φ⁻¹((G+1)/2)`, `F(y) = Φ((ln y − ln m)/σ
//!   + σ/2)`, Lorenz curve `L(q) = Φ(Φ⁻¹(q) − σ)`. Told by fifths, without a range.
//! - **mean alone**: the price rule is told, and no share of people.
//!
//! All money is a month's, in one currency. An income and a basket are a person's or a household's; the size of a
//! household turns one into the other.

mod rows;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::lognormal::Lognormal;

pub use rows::{AreaOfPlan, affordability_rows};

/// Whose an income or a basket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each person's.
    #[default]
    Person,
    /// Each household's.
    Household,
}

/// What incomes rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Incomes of people or households: a survey, a census, a register.
    #[default]
    Incomes,
    /// Gross national income divided by the population: no household's income, and above most of them.
    GniPerCapita,
}

/// Part of the people of an area, by income.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IncomeGroup {
    /// As the file names it.
    pub name: String,
    /// Its part of the people, 0 to 1.
    pub share: f64,
    /// Its mean income a month.
    pub income: f64,
}

/// What is known of incomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Incomes {
    /// Means of groups, from the poorest.
    Groups(Vec<IncomeGroup>),
    /// A mean, and how unequal incomes are: lognormal.
    Lognormal {
        /// Mean income a month.
        mean: f64,
        /// Gini coefficient, above 0 and below 1.
        gini: f64,
    },
    /// A mean and nothing else.
    Mean(f64),
}

/// Incomes of an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AreaIncomes {
    /// Its name as sites have it; empty for the whole country, which stands in for areas that are not told.
    pub area: String,
    /// What is known.
    pub incomes: Incomes,
    /// Whose incomes they are.
    pub per: Per,
    /// What they rest on.
    pub basis: Basis,
    /// The year that they are of.
    pub year: i32,
    /// People who live there; `None` where it is not told.
    pub people: Option<f64>,
    /// People of a household; `None` where it is not told.
    pub household_size: Option<f64>,
}

/// What is to be paid, and with how much of an income.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Basket {
    /// Its price a month.
    pub price: f64,
    /// Who needs one: each person, or each household.
    pub per: Per,
    /// The part of income that it may cost: 0.02.
    pub share_of_income: f64,
}

/// What people can pay to be connected at home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PriceRule {
    /// Price of an entry basket a month; `None` where it is not told.
    pub basket: Option<f64>,
    /// Who needs one.
    pub per: Per,
    /// The part of an income that it may cost.
    pub share_of_income: f64,
}

impl Default for PriceRule {
    /// The rule of the Roadmap for Digital Cooperation, paragraph 17.
    fn default() -> Self {
        Self { basket: None, per: Per::Person, share_of_income: 0.02 }
    }
}

/// Whether a group can pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupAffordability {
    /// Its name; the number of the fifth, from 1 for the poorest, where incomes are a mean and a Gini coefficient.
    pub name: String,
    /// Its part of the people.
    pub share: f64,
    /// Its mean income a month, of whoever needs a basket.
    pub income: f64,
    /// The part of it that can pay.
    pub can_pay: f64,
    /// The price at which its mean income would do.
    pub affordable_price: f64,
    /// What a basket would have to be made cheaper a month for those who cannot pay, on average over the group.
    pub subsidy: f64,
}

/// Who can pay in an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AreaAffordability {
    /// Its name; empty for the whole country.
    pub area: String,
    /// What incomes rest on.
    pub basis: Basis,
    /// The year of incomes.
    pub year: i32,
    /// People who live there.
    pub people: Option<f64>,
    /// Mean income a month, of whoever needs a basket.
    pub mean_income: f64,
    /// The price as a share of it: the price rule.
    pub price_of_mean: f64,
    /// Whether the price keeps the rule for the mean income.
    pub keeps_rule: bool,
    /// The part of the people who can pay; `None` where only a mean is known.
    pub share: Option<f64>,
    /// The same at the least, by what groups leave open.
    pub share_low: Option<f64>,
    /// The same at the most.
    pub share_high: Option<f64>,
    /// The price at which the poorest group could pay too; `None` where only a mean is known.
    pub price_for_all: Option<f64>,
    /// What it would cost a month to make the basket affordable for all who need it; `None` where people, or all but
    /// a mean, are not told.
    pub subsidy_per_month: Option<f64>,
    /// By group, from the poorest; empty where only a mean is known.
    pub groups: Vec<GroupAffordability>,
}

/// The parts into which a lognormal distribution is told.
const FIFTHS: u32 = 5;

impl AreaIncomes {
    /// What turns these incomes into those of whoever needs a basket; `None` where the size of a household is
    /// needed and not told.
    pub fn factor(&self, per: Per) -> Option<f64> {
        match (self.per, per) {
            (Per::Person, Per::Household) => self.household_size,
            (Per::Household, Per::Person) => self.household_size.map(|size| 1.0 / size),
            _ => Some(1.0),
        }
    }

    /// Baskets that are needed.
    fn baskets(&self, per: Per) -> Option<f64> {
        match per {
            Per::Person => self.people,
            Per::Household => Some(self.people? / self.household_size?),
        }
    }

    /// The mean income, of whomever they are of.
    pub fn mean(&self) -> f64 {
        match &self.incomes {
            Incomes::Groups(groups) => {
                let all: f64 = groups.iter().map(|group| group.share).sum();
                groups.iter().map(|group| group.share * group.income).sum::<f64>() / all
            }
            Incomes::Lognormal { mean, .. } | Incomes::Mean(mean) => *mean,
        }
    }
}

/// Who can pay a basket in an area. `None` where the size of a household is needed and not told.
pub fn affordability(area: &AreaIncomes, basket: &Basket) -> Option<AreaAffordability> {
    let factor = area.factor(basket.per)?;
    let mean_income = area.mean() * factor;
    let price_of_mean = basket.price / mean_income;
    let groups = match &area.incomes {
        Incomes::Groups(groups) => of_groups(groups, factor, basket),
        Incomes::Lognormal { mean, gini } => {
            of_fifths(&Lognormal::new(mean * factor, *gini), basket)
        }
        Incomes::Mean(_) => Vec::new(),
    };
    let known = !groups.is_empty();
    let over = |value: fn(&GroupAffordability) -> f64| {
        known.then(|| groups.iter().map(|group| group.share * value(group)).sum::<f64>())
    };
    let share = over(|group| group.can_pay);
    let (share_low, share_high) = match &area.incomes {
        Incomes::Groups(_) => range(&groups, basket),
        _ => (share, share),
    };
    let subsidy = over(|group| group.subsidy);
    Some(AreaAffordability {
        area: area.area.clone(),
        basis: area.basis,
        year: area.year,
        people: area.people,
        mean_income,
        price_of_mean,
        keeps_rule: price_of_mean <= basket.share_of_income,
        share,
        share_low,
        share_high,
        price_for_all: groups.first().map(|poorest| poorest.affordable_price),
        subsidy_per_month: subsidy.zip(area.baskets(basket.per)).map(|(each, all)| each * all),
        groups,
    })
}

fn of_groups(groups: &[IncomeGroup], factor: f64, basket: &Basket) -> Vec<GroupAffordability> {
    let all: f64 = groups.iter().map(|group| group.share).sum();
    let group = |group: &IncomeGroup| {
        let income = group.income * factor;
        let affordable_price = income * basket.share_of_income;
        let pays = affordable_price >= basket.price;
        GroupAffordability {
            name: group.name.clone(),
            share: group.share / all,
            income,
            can_pay: f64::from(u8::from(pays)),
            affordable_price,
            subsidy: (basket.price - affordable_price).max(0.0),
        }
    };
    groups.iter().map(group).collect()
}

/// The part of the people who can pay, at the least and at the most: nobody has less than the mean of the group
/// below, nor more than the mean of the group above; of the highest group nothing is known above its mean.
fn range(groups: &[GroupAffordability], basket: &Basket) -> (Option<f64>, Option<f64>) {
    let pays = |group: Option<&GroupAffordability>| {
        group.is_some_and(|group| group.affordable_price >= basket.price)
    };
    let sum = |counts: &dyn Fn(usize) -> bool| {
        let these = groups.iter().enumerate().filter(|(at, _)| counts(*at));
        these.map(|(_, group)| group.share).sum::<f64>()
    };
    let least = sum(&|at| at > 0 && pays(groups.get(at - 1)));
    let most = sum(&|at| at + 1 == groups.len() || pays(groups.get(at + 1)));
    (Some(least), Some(most))
}

fn of_fifths(incomes: &Lognormal, basket: &Basket) -> Vec<GroupAffordability> {
    let needed = basket.price / basket.share_of_income;
    let below = incomes.below(needed);
    let part = 1.0 / f64::from(FIFTHS);
    let fifth = |number: u32| {
        let (from, to) = (f64::from(number - 1) * part, f64::from(number) * part);
        let income = incomes.mean_between(from, to);
        // Those of the fifth who cannot pay stand below `until`.
        let until = below.clamp(from, to);
        let missing = basket.price * (until - from)
            - basket.share_of_income
                * incomes.mean
                * (incomes.lorenz(until) - incomes.lorenz(from));
        GroupAffordability {
            name: number.to_string(),
            share: part,
            income,
            can_pay: (to - until) / part,
            affordable_price: income * basket.share_of_income,
            subsidy: (missing / part).max(0.0),
        }
    };
    (1..=FIFTHS).map(fifth).collect()
}

/// The part of the people of several areas who can pay, each area with its weight. `None` where no share is known
/// anywhere; areas without one do not count.
pub fn share_of_all<'a>(areas: impl Iterator<Item = (&'a AreaAffordability, f64)>) -> Option<f64> {
    let known = areas.filter_map(|(area, weight)| Some((area.share?, weight)));
    let (share, weight) =
        known.fold((0.0, 0.0), |(sum, all), (share, weight)| (sum + share * weight, all + weight));
    (weight > 0.0).then(|| share / weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(incomes: Incomes) -> AreaIncomes {
        AreaIncomes {
            area: "Miel".to_owned(),
            incomes,
            per: Per::Person,
            basis: Basis::Incomes,
            year: 2024,
            people: Some(1_000.0),
            household_size: Some(4.0),
        }
    }

    fn fifths(incomes: [f64; 5]) -> Incomes {
        let group = |(at, income): (usize, f64)| IncomeGroup {
            name: format!("q{}", at + 1),
            share: 0.2,
            income,
        };
        Incomes::Groups(incomes.into_iter().enumerate().map(group).collect())
    }

    const BASKET: Basket = Basket { price: 2.0, per: Per::Person, share_of_income: 0.02 };

    #[test]
    fn a_group_pays_by_its_mean_and_the_range_says_how_sure_that_is() {
        // 2 a month takes an income of 100.
        let found =
            affordability(&area(fifths([20.0, 60.0, 110.0, 200.0, 600.0])), &BASKET).unwrap();
        assert!((found.share.unwrap() - 0.6).abs() < 1e-12);
        // The third fifth lies between 60 and 200: some of it may not pay; the second reaches 110: some of it may.
        assert!((found.share_low.unwrap() - 0.4).abs() < 1e-12);
        assert!((found.share_high.unwrap() - 0.8).abs() < 1e-12);
        assert!((found.price_for_all.unwrap() - 0.4).abs() < 1e-12);
        // 200 people lack 1.60 each, 200 lack 0.80.
        assert!((found.subsidy_per_month.unwrap() - 480.0).abs() < 1e-9);
        assert!(found.keeps_rule, "the mean of 198 does, while two fifths cannot pay");
    }

    #[test]
    fn a_household_pays_once() {
        let basket = Basket { per: Per::Household, ..BASKET };
        let found =
            affordability(&area(fifths([20.0, 60.0, 110.0, 200.0, 600.0])), &basket).unwrap();
        assert!((found.share.unwrap() - 0.8).abs() < 1e-12);
        // 50 households lack 2 − 0.02·80.
        assert!((found.subsidy_per_month.unwrap() - 20.0).abs() < 1e-9);
        let untold = AreaIncomes { household_size: None, ..area(Incomes::Mean(50.0)) };
        assert_eq!(affordability(&untold, &basket), None);
    }

    #[test]
    fn a_lognormal_adds_up_over_its_fifths() {
        let incomes = Lognormal::new(120.0, 0.4);
        let found =
            affordability(&area(Incomes::Lognormal { mean: 120.0, gini: 0.4 }), &BASKET).unwrap();
        assert!((found.share.unwrap() - (1.0 - incomes.below(100.0))).abs() < 1e-12);
        let mean: f64 = found.groups.iter().map(|group| group.income / 5.0).sum();
        assert!((mean - 120.0).abs() < 1e-9, "{mean}");
        // E[max(0, p − s·y)] summed finely.
        let steps = 200_000;
        let numeric: f64 = (0..steps)
            .map(|at| incomes.quantile((f64::from(at) + 0.5) / f64::from(steps)))
            .map(|income| (2.0 - 0.02 * income).max(0.0))
            .sum::<f64>()
            / f64::from(steps);
        let subsidy = found.subsidy_per_month.unwrap() / 1_000.0;
        assert!((subsidy - numeric).abs() < 1e-5, "{subsidy} {numeric}");
        assert_eq!((found.share_low, found.share_high), (found.share, found.share));
    }

    #[test]
    fn a_mean_alone_says_no_share() {
        let found = affordability(&area(Incomes::Mean(90.0)), &BASKET).unwrap();
        assert_eq!((found.share, found.subsidy_per_month, found.keeps_rule), (None, None, false));
        assert!((found.price_of_mean - 2.0 / 90.0).abs() < 1e-12);
    }

    #[test]
    fn areas_count_by_their_weight_and_only_where_known() {
        let known =
            affordability(&area(fifths([20.0, 60.0, 110.0, 200.0, 600.0])), &BASKET).unwrap();
        let all = affordability(&area(fifths([200.0; 5])), &BASKET).unwrap();
        let mean = affordability(&area(Incomes::Mean(90.0)), &BASKET).unwrap();
        let share = share_of_all([(&known, 3.0), (&all, 1.0), (&mean, 9.0)].into_iter()).unwrap();
        assert!((share - 0.7).abs() < 1e-12);
        assert_eq!(share_of_all([(&mean, 1.0)].into_iter()), None);
    }
}
