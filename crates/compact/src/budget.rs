//! A plan's bill as a budget: a line for each year, purpose, lot and technology, with what is promised of it.
//!
//! What is bought is paid in the year of works; what it needs each year from then to the end of the plan; and what wears
//! out is bought again while the plan lasts. Prices are constant and nothing is discounted: budgets are what is to be
//! paid in each year, not what that is worth today. Amounts are whole cents, and no cent is lost or made.
//!
//! What a payer promised once goes to what is built first, year by year, every lot its part; what is then left goes to
//! buying again and to running. What a payer gives each year goes to running that year, then to buying again.

use std::collections::BTreeMap;

use crate::initiative::{BudgetLine, Pledge, Purpose};

/// A line of a plan's bill.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// The lot.
    pub lot: String,
    /// Code of the technology that it serves.
    pub technology: String,
    /// Year of works, from 1; what no year pays for is no part of a budget.
    pub year: Option<u32>,
    /// Whether it is paid each year from then on, and not once.
    pub each_year: bool,
    /// Hundredths of the currency.
    pub cents: i64,
    /// Years until it is bought again; `None` for what is not.
    pub life: Option<u32>,
}

/// Somebody who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Who.
    pub by: String,
    /// Hundredths promised once.
    pub once: i64,
    /// Hundredths promised each year.
    pub each_year: i64,
}

/// The budget of a plan of so many years, the first of which is `first`.
pub fn budget(costs: &[Cost], promises: &[Promise], first: i32, years: u32) -> Vec<BudgetLine> {
    let mut lines = lines(costs, first, years);
    for promise in promises {
        once(&mut lines, promise);
    }
    for promise in promises {
        each_year(&mut lines, promise);
    }
    for (line, number) in lines.iter_mut().zip(1..) {
        line.number = number;
    }
    lines
}

fn lines(costs: &[Cost], first: i32, years: u32) -> Vec<BudgetLine> {
    let mut sums: BTreeMap<(u32, Purpose, &str, &str), i64> = BTreeMap::new();
    for cost in costs {
        let Some(year) = cost.year.filter(|year| (1..=years).contains(year)) else { continue };
        let mut add = |year, purpose| {
            let key = (year, purpose, cost.lot.as_str(), cost.technology.as_str());
            *sums.entry(key).or_default() += cost.cents;
        };
        if cost.each_year {
            (year..=years).for_each(|year| add(year, Purpose::Run));
            continue;
        }
        add(year, Purpose::Build);
        let life = cost.life.unwrap_or_default().max(1);
        let again = (1..).map(|time| year + time * life).take_while(|year| *year <= years);
        if cost.life.is_some() {
            again.for_each(|year| add(year, Purpose::Renew));
        }
    }
    let line =
        |((year, purpose, lot, technology), cents): ((u32, Purpose, &str, &str), i64)| BudgetLine {
            number: 0,
            year: first.saturating_add_unsigned(year - 1),
            purpose,
            technology: technology.to_owned(),
            lot: lot.to_owned(),
            cents,
            pledged: Vec::new(),
        };
    sums.into_iter().filter(|(_, cents)| *cents > 0).map(line).collect()
}

/// Spends what was promised once.
fn once(lines: &mut [BudgetLine], promise: &Promise) {
    let mut left = promise.once;
    for purpose in [Purpose::Build, Purpose::Renew, Purpose::Run] {
        for year in years_of(lines) {
            left -= pledge(lines, &promise.by, left, |line| {
                line.year == year && line.purpose == purpose
            });
        }
    }
}

/// Spends what is promised each year; what a year does not need is not kept for another.
fn each_year(lines: &mut [BudgetLine], promise: &Promise) {
    for year in years_of(lines) {
        let mut left = promise.each_year;
        for purpose in [Purpose::Run, Purpose::Renew] {
            left -= pledge(lines, &promise.by, left, |line| {
                line.year == year && line.purpose == purpose
            });
        }
    }
}

fn years_of(lines: &[BudgetLine]) -> Vec<i32> {
    let years: std::collections::BTreeSet<i32> = lines.iter().map(|line| line.year).collect();
    years.into_iter().collect()
}

/// Shares cents out to what these lines still need; how many were.
fn pledge(
    lines: &mut [BudgetLine],
    by: &str,
    cents: i64,
    these: impl Fn(&BudgetLine) -> bool,
) -> i64 {
    let open: Vec<i64> =
        lines.iter().map(|line| if these(line) { line.open() } else { 0 }).collect();
    let given = cents.min(open.iter().sum()).max(0);
    for (line, cents) in lines.iter_mut().zip(spread(given, &open)) {
        if cents == 0 {
            continue;
        }
        match line.pledged.iter_mut().find(|pledge| pledge.by == by) {
            Some(pledge) => pledge.cents += cents,
            None => line.pledged.push(Pledge { by: by.to_owned(), cents }),
        }
    }
    given
}

/// Shares a number of cents out by weights, all of them; nothing where no weight is above 0.
fn spread(cents: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all <= 0 {
        return vec![0; weights.len()];
    }
    // What the first weights get together, rounded down, one after another: no cent is lost or made.
    let mut before: (i128, i128) = (0, 0);
    let part = |weight: &i64| {
        let weights = before.0 + i128::from(*weight);
        let given = i128::from(cents) * weights / all;
        let part = given - before.1;
        before = (weights, given);
        i64::try_from(part).unwrap_or_default()
    };
    weights.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(lot: &str, year: u32, each_year: bool, cents: i64, life: Option<u32>) -> Cost {
        let (lot, technology) = (lot.to_owned(), "fibre".to_owned());
        Cost { lot, technology, year: Some(year), each_year, cents, life }
    }

    fn promise(by: &str, once: i64, each_year: i64) -> Promise {
        Promise { by: by.to_owned(), once, each_year }
    }

    fn told(lines: &[BudgetLine]) -> Vec<(i32, Purpose, &str, i64)> {
        lines.iter().map(|line| (line.year, line.purpose, &*line.lot, line.cents)).collect()
    }

    #[test]
    fn a_bill_becomes_what_is_paid_in_each_year() {
        let costs = [
            cost("a", 1, false, 1_000, Some(2)),
            cost("a", 2, true, 70, None),
            cost("b", 4, false, 500, Some(2)),
            Cost { year: None, ..cost("b", 1, false, 9, None) },
        ];
        let found = budget(&costs, &[], 2027, 4);
        let expected = [
            (2027, Purpose::Build, "a", 1_000),
            (2028, Purpose::Run, "a", 70),
            (2029, Purpose::Renew, "a", 1_000),
            (2029, Purpose::Run, "a", 70),
            (2030, Purpose::Build, "b", 500),
            (2030, Purpose::Run, "a", 70),
        ];
        assert_eq!(told(&found), expected);
        assert!(found.iter().zip(1..).all(|(line, number)| line.number == number));
    }

    #[test]
    fn promises_go_to_building_first_and_every_lot_gets_its_part() {
        let costs = [
            cost("a", 1, false, 300, None),
            cost("b", 1, false, 100, None),
            cost("a", 1, true, 50, None),
        ];
        let found = budget(&costs, &[promise("x", 100, 20), promise("y", 1_000, 0)], 2027, 2);
        let pledged = |at: usize| -> Vec<(&str, i64)> {
            found[at].pledged.iter().map(|one| (&*one.by, one.cents)).collect()
        };
        assert_eq!(pledged(0), [("x", 75), ("y", 225)]);
        assert_eq!(pledged(1), [("x", 25), ("y", 75)]);
        // What y promised beyond building pays for running; x has nothing to add.
        assert_eq!((pledged(2), pledged(3)), (vec![("y", 50)], vec![("y", 50)]));
        assert!(found.iter().all(|line| line.open() == 0));
        let part = budget(&costs, &[promise("x", 0, 20)], 2027, 2);
        assert_eq!(part.iter().map(|line| line.open()).sum::<i64>(), 400 + 2 * 30);
    }

    #[test]
    fn no_cent_is_lost_or_made() {
        assert_eq!(spread(100, &[1, 1, 1]), [33, 33, 34]);
        assert_eq!((spread(5, &[0, 0]), spread(7, &[0, 3])), (vec![0, 0], vec![0, 7]));
        for cents in 0..200 {
            let weights = [17, 0, 3, 101, 79];
            let parts = spread(cents, &weights);
            assert_eq!(parts.iter().sum::<i64>(), cents);
            // Nobody is given more than they need.
            assert!(parts.iter().zip(weights).all(|(part, weight)| (0..=weight).contains(part)));
        }
    }
}
