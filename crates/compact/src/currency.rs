//! Currencies: amounts converted at the rate of their day, or not at all.
//!
//! A [`RateTable`] is what one publisher says: how many units of each currency one unit of its `base` is worth, in periods
//! that may be days, months or years. An amount is converted at the rate of the narrowest period that its day lies in,
//! by the first table that has both currencies in that period; two currencies meet through the base of one table, never
//! through two tables. Where there is no such rate, that is said: a rate of another time would be a guess.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Due;

/// The currency of totals: ISO 4217.
pub const TOTALS_IN: &str = "USD";

/// The rates of one publisher.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RateTable {
    /// The publisher's name in the catalogue.
    pub source: String,
    /// The currency against which the others stand, ISO 4217.
    pub base: String,
    /// Units of each currency for one of `base`, by period.
    pub rates: BTreeMap<String, BTreeMap<Due, f64>>,
}

impl RateTable {
    /// Units of a currency for one of the base in a period.
    fn rate(&self, currency: &str, period: Due) -> Option<f64> {
        if currency == self.base {
            return Some(1.0);
        }
        let rate = self.rates.get(currency)?.get(&period).copied()?;
        Some(rate).filter(|rate| rate.is_finite() && *rate > 0.0)
    }
}

/// An amount in another currency, and how it came there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Converted {
    /// Hundredths of the other currency.
    pub cents: i64,
    /// Units of the first currency for one of the other.
    pub rate: f64,
    /// The period of the rate: a day, a month or a year.
    #[schema(value_type = String, example = "2026-08")]
    pub period: Due,
    /// Whose rate it is; empty where the currency is the same.
    pub source: String,
}

/// Why an amount is not converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoRate {
    /// No table has the currency.
    UnknownCurrency,
    /// No table has a rate of that day.
    NoRateThen,
}

/// All that is known of currencies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rates {
    /// Codes of ISO 4217 that are in use, whether or not there is a rate.
    pub codes: BTreeSet<String>,
    /// The tables, the one that is asked first before the others.
    pub tables: Vec<RateTable>,
}

impl Rates {
    /// Whether this is a currency.
    pub fn is_currency(&self, code: &str) -> bool {
        self.codes.contains(code) || self.has_rates(code)
    }

    fn has_rates(&self, code: &str) -> bool {
        self.tables.iter().any(|table| table.base == code || table.rates.contains_key(code))
    }

    /// An amount in hundredths of `from`, in hundredths of `to`, at the rate of a day.
    ///
    /// # Errors
    /// There is no rate: [`NoRate`] says why.
    pub fn convert(
        &self,
        cents: i64,
        (from, to): (&str, &str),
        day: Due,
    ) -> Result<Converted, NoRate> {
        if from == to {
            return Ok(Converted { cents, rate: 1.0, period: day, source: String::new() });
        }
        let rate_in = |period: Due| {
            self.tables.iter().find_map(|table| {
                let rate = table.rate(from, period)? / table.rate(to, period)?;
                Some((rate, table.source.clone()))
            })
        };
        let found = day.within().find_map(|period| Some((period, rate_in(period)?)));
        let Some((period, (rate, source))) = found else {
            let known = self.has_rates(from);
            return Err(if known { NoRate::NoRateThen } else { NoRate::UnknownCurrency });
        };
        // Amounts are below 2^53 hundredths; what a rate near 0 makes of them is bounded by the conversion.
        let cents = (cents as f64 / rate).round() as i64;
        Ok(Converted { cents, rate, period, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> Rates {
        let table = |source: &str, base: &str, rates: &[(&str, &str, f64)]| {
            let mut table = RateTable {
                source: source.to_owned(),
                base: base.to_owned(),
                rates: BTreeMap::new(),
            };
            for (currency, period, rate) in rates {
                let of = table.rates.entry((*currency).to_owned()).or_default();
                of.insert(period.parse().unwrap(), *rate);
            }
            table
        };
        Rates {
            codes: BTreeSet::from(["STN".to_owned()]),
            tables: vec![
                table(
                    "month",
                    "GBP",
                    &[("KES", "2026-08", 160.0), ("USD", "2026-08", 1.25), ("KES", "2025", 1.0)],
                ),
                table("year", "USD", &[("KES", "2026", 130.0), ("KES", "2026-09-01", 150.0)]),
            ],
        }
    }

    fn convert(cents: i64, from: &str, day: &str) -> Result<(i64, String), NoRate> {
        let found = rates().convert(cents, (from, TOTALS_IN), day.parse().unwrap())?;
        Ok((found.cents, format!("{} {} {}", found.rate, found.period, found.source)))
    }

    #[test]
    fn an_amount_is_converted_at_the_narrowest_period_of_its_day() {
        assert_eq!(convert(12_800, "KES", "2026-08-15"), Ok((100, "128 2026-08 month".into())));
        assert_eq!(convert(13_000, "KES", "2026-07-15"), Ok((100, "130 2026 year".into())));
        assert_eq!(convert(15_000, "KES", "2026-09-01"), Ok((100, "150 2026-09-01 year".into())));
        assert_eq!(convert(-8_000, "GBP", "2026-08-01").map(|one| one.0), Ok(-10_000));
        assert_eq!(convert(7, "USD", "1990-01-01"), Ok((7, "1 1990-01-01 ".into())));
    }

    #[test]
    fn where_there_is_no_rate_none_is_guessed() {
        // The table of months has shillings of 2025, but no dollars.
        assert_eq!(convert(1, "KES", "2025-01-01"), Err(NoRate::NoRateThen));
        assert_eq!(convert(1, "GBP", "2026-07-31"), Err(NoRate::NoRateThen));
        assert_eq!(convert(1, "STN", "2026-08-01"), Err(NoRate::UnknownCurrency));
        assert!(rates().is_currency("STN") && rates().is_currency("GBP"));
        assert!(!rates().is_currency("XYZ"));
    }

    #[test]
    fn a_rate_that_is_none_converts_nothing() {
        let mut rates = rates();
        rates.tables[1].rates.get_mut("KES").unwrap().insert("2026".parse().unwrap(), 0.0);
        let day = "2026-07-15".parse().unwrap();
        assert_eq!(rates.convert(1, ("KES", "USD"), day), Err(NoRate::NoRateThen));
    }
}
