//! Whether a plan can be made with prices.

use passerelle_vocabulary::Finding;

use super::Costs;

/// Rates at which a plan is made again, at the most: each is a plan.
const MOST_RATES: usize = 20;
/// Payers, at the most.
const MOST_PAYERS: usize = 1_000;
/// The most years a plan can pay for.
const LONGEST: u32 = 100;

impl Costs {
    /// What is wrong with these prices, every problem at once; empty where a plan can be made with them.
    pub fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut number = |field: &str, value: f64, least: f64, most: f64| {
            if !(least..=most).contains(&value) {
                found.push(Finding::new(field, "cost-out-of-range", value));
            }
        };
        let most = 1e12;
        number("horizon.years", f64::from(self.horizon.years), 1.0, f64::from(LONGEST));
        number("horizon.discount_rate", self.horizon.discount_rate, 0.0, 1.0);
        for rate in &self.horizon.compare_rates {
            number("horizon.compare_rates", *rate, 0.0, 1.0);
        }
        number("demand.minimum_mbps", self.demand.minimum_mbps, 0.0, most);
        number("demand.mbps_per_person", self.demand.mbps_per_person, 0.0, most);
        number("demand.people", self.demand.people, 0.0, most);
        number("demand.gigabytes_per_month", self.demand.gigabytes_per_month, 0.0, most);
        number("demand.people_within_km", self.demand.people_within_km, 0.001, 1_000.0);
        let power = &self.electricity;
        number("electricity.price_per_kwh", power.price_per_kwh, 0.0, most);
        number("electricity.solar_per_watt", power.solar_per_watt, 0.0, most);
        number("electricity.solar_life", f64::from(power.solar_life), 1.0, f64::from(LONGEST));
        number("electricity.solar_maintenance", power.solar_maintenance, 0.0, 1.0);
        number("electricity.kg_co2e_per_kwh", power.kg_co2e_per_kwh, 0.0, most);
        for (name, one) in self.equipment() {
            // A price of nothing makes a technology free, and a plan of nothing else.
            number(&format!("{name}.price"), one.price, f64::MIN_POSITIVE, most);
            number(&format!("{name}.life"), f64::from(one.life), 1.0, f64::from(LONGEST));
            number(&format!("{name}.maintenance"), one.maintenance, 0.0, 1.0);
        }
        number("fibre.overbuild", self.fibre.overbuild, 1.0, 10.0);
        number("fibre.reach_km", self.fibre.reach_km, 0.001, 20_000.0);
        number("radio.reach_km", self.radio.reach_km, 0.001, 500.0);
        number("radio.mast_from_km", self.radio.mast_from_km, 0.0, 500.0);
        number("radio.frequency_ghz", self.radio.frequency_ghz, 0.1, 300.0);
        number("radio.mast_height", self.radio.mast_height, 0.0, 1_000.0);
        number("radio.roof_height", self.radio.roof_height, 0.0, 1_000.0);
        number("radio.maximum_mbps", self.radio.maximum_mbps, 0.0, most);
        number("cellular.reach_km", self.cellular.reach_km, 0.001, 500.0);
        number("cellular.maximum_mbps", self.cellular.maximum_mbps, 0.0, most);
        // What a site needs is divided by it: a terminal that carries nothing is no terminal.
        number("satellite.maximum_mbps", self.satellite.maximum_mbps, 0.1, most);
        for (name, fee, watts) in [
            ("fibre", self.fibre.mbps_per_year, self.fibre.watts),
            ("radio", self.radio.mbps_per_year, self.radio.watts),
            ("cellular", self.cellular.mbps_per_year, self.cellular.watts),
            ("satellite", self.satellite.mbps_per_year, self.satellite.watts),
        ] {
            number(&format!("{name}.mbps_per_year"), fee, 0.0, most);
            number(&format!("{name}.watts"), watts, 0.0, most);
        }
        number("affordability.share_of_income", self.affordability.share_of_income, 1e-6, 1.0);
        if let Some(basket) = self.affordability.basket {
            number("affordability.basket", basket, f64::MIN_POSITIVE, most);
        }
        for (at, payer) in self.payer.iter().enumerate() {
            let place = at + 1;
            number(&format!("payer.{place}.committed"), payer.committed, 0.0, most);
            number(&format!("payer.{place}.per_year"), payer.per_year, 0.0, most);
        }
        if let Some(one) = &self.emergency {
            number("emergency.satellite_hours", one.satellite_hours, 0.0, most);
            number("emergency.radio_hours", one.radio_hours, 0.0, most);
            number("emergency.cell_hours", one.cell_hours, 0.0, most);
            number("emergency.cell_price", one.cell_price, 0.0, most);
            number("emergency.repair_hours", one.repair_hours, 0.0, most);
            number("emergency.repair_hours_per_km", one.repair_hours_per_km, 0.0, most);
        }
        for (field, many, most) in [
            ("horizon.compare_rates", self.horizon.compare_rates.len(), MOST_RATES),
            ("payer", self.payer.len(), MOST_PAYERS),
        ] {
            if many > most {
                found.push(Finding::new(field, "cost-too-many", many));
            }
        }
        let letters =
            self.currency.len() == 3 && self.currency.bytes().all(|one| one.is_ascii_uppercase());
        if !letters {
            found.push(Finding::new("currency", "not-a-currency", &self.currency));
        }
        found
    }
}
