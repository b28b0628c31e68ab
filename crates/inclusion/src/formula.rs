//! An indicator computed from two others: numerator ÷ denominator × factor.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Period, Status};

use crate::Point;

/// How an indicator is computed from two others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// Code of the indicator that is divided.
    pub numerator: String,
    /// Code of the indicator it is divided by.
    pub denominator: String,
    /// What the quotient is multiplied by: 1,200 for the part, in percent, that a monthly price takes of
    /// a monthly income when the income is given by the year.
    pub factor: f64,
}

impl Formula {
    /// Computes a whole series. Periods must be exactly the same: a price of 2019 is never divided by an
    /// income of 2018. A period that one side lacks is missing, and so is one whose denominator is not
    /// above 0.
    ///
    /// Where both figures have a standard error, so has the result (delta method, the two being taken
    /// for independent): SE = |factor| / b · √(SE_a² + (a/b)²·SE_b²).
    ///
    /// A result is modelled where one of its parts is; its source is that of both parts, or the two
    /// joined by `+`. Where a period is given twice, the first figure counts.
    pub fn apply(&self, numerator: &[Point], denominator: &[Point]) -> Vec<Point> {
        let mut below: BTreeMap<Period, &Point> = BTreeMap::new();
        let mut above: BTreeMap<Period, &Point> = BTreeMap::new();
        for (side, points) in [(&mut above, numerator), (&mut below, denominator)] {
            for point in points {
                side.entry(point.period).or_insert(point);
            }
        }
        above.values().filter_map(|one| self.quotient(one, below.get(&one.period)?)).collect()
    }

    fn quotient(&self, above: &Point, below: &Point) -> Option<Point> {
        let (a, b) = (above.value, below.value);
        let value = a / b * self.factor;
        if b <= 0.0 || !value.is_finite() {
            return None;
        }
        let errors = above.usable_error().zip(below.usable_error());
        let error = errors.map(|(above, below)| self.factor.abs() / b * above.hypot(a / b * below));
        Some(Point {
            period: above.period,
            value,
            standard_error: error.filter(|error| error.is_finite()),
            n: None,
            status: status(above.status, below.status),
            source: source(&above.source, &below.source),
            batch: 0,
        })
    }
}

/// The status of what is computed from figures with these two.
fn status(one: Status, other: Status) -> Status {
    if one == other {
        return one;
    }
    for told in [Status::Synthetic, Status::Unreliable, Status::Modelled, Status::Estimated] {
        if one == told || other == told {
            return told;
        }
    }
    if one == Status::Provisional || other == Status::Provisional {
        Status::Provisional
    } else {
        Status::Normal
    }
}

fn source(one: &str, other: &str) -> String {
    if one == other { one.to_owned() } else { format!("{one}+{other}") }
}

/// What a price takes of an income: price ÷ income × `factor`, for every period that both have.
///
/// With a price by the month and gross national income per person by the year, both in current US
/// dollars, a factor of 1,200 gives the part of monthly income in percent.
pub fn affordability(price_usd: &[Point], gni_per_capita: &[Point], factor: f64) -> Vec<Point> {
    let formula = Formula {
        numerator: "price_usd".to_owned(),
        denominator: "gni_per_capita".to_owned(),
        factor,
    };
    formula.apply(price_usd, gni_per_capita)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::tests::{near, point, series, with_error};

    #[test]
    fn a_price_takes_its_part_of_an_income() {
        // 5 dollars a month of 1,500 a year: 5 / 125 = 4 %.
        let found = affordability(
            &series(&[(2017, 6.0), (2018, 5.0), (2020, 4.0)]),
            &series(&[(2018, 1500.0), (2019, 1600.0), (2020, 1600.0)]),
            1200.0,
        );
        let values: Vec<_> = found.iter().map(|point| (point.period.year(), point.value)).collect();
        assert_eq!(values, [(2018, 4.0), (2020, 3.0)]);
        assert_eq!((found[0].standard_error, found[0].source.as_str()), (None, "itu"));
    }

    #[test]
    fn uncertainty_passes_through_when_both_have_it() {
        let price = [with_error(point(2018, 5.0), 0.5)];
        let income = [with_error(point(2018, 1500.0), 30.0)];
        // 4 · √(0.1² + 0.02²)
        let found = affordability(&price, &income, 1200.0);
        near(found[0].standard_error.unwrap(), 0.407_921_561_087_422_8);
        let found = affordability(&price, &series(&[(2018, 1500.0)]), 1200.0);
        assert_eq!(found[0].standard_error, None);
        let free = affordability(&[with_error(point(2018, 0.0), 0.5)], &income, 1200.0);
        near(free[0].standard_error.unwrap(), 0.4);
    }

    #[test]
    fn missing_stays_missing() {
        let price = series(&[(2018, 5.0)]);
        for income in [0.0, -10.0, f64::NAN] {
            assert_eq!(affordability(&price, &series(&[(2018, income)]), 1200.0), [], "{income}");
        }
        assert_eq!(affordability(&price, &series(&[(2019, 1500.0)]), 1200.0), []);
        assert_eq!(affordability(&[], &price, 1200.0), []);
    }

    #[test]
    fn a_result_is_no_surer_than_its_parts() {
        let mut income = series(&[(2018, 1500.0)]);
        income[0].status = Status::Modelled;
        income[0].source = "worldbank".to_owned();
        let found = affordability(&series(&[(2018, 5.0)]), &income, 1200.0);
        assert_eq!(
            (found[0].status, found[0].source.as_str()),
            (Status::Modelled, "itu+worldbank")
        );
        assert_eq!(status(Status::Reported, Status::Adjusted), Status::Normal);
        assert_eq!(status(Status::Provisional, Status::Normal), Status::Provisional);
        assert_eq!(status(Status::Reported, Status::Reported), Status::Reported);
    }
}
