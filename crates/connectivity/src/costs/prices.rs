//! Prices by name, and how many of them are those of other costs.

use super::Costs;

impl Costs {
    /// Every price, by the name of its field; rules, lives and shares are none.
    pub fn prices(&self) -> [(&'static str, f64); 13] {
        let fee = |technology| self.mbps_per_year(technology);
        use crate::site::Technology::{Cellular, Fibre, Radio, Satellite};
        [
            ("fibre.site.price", self.fibre.site.price),
            ("fibre.line.price", self.fibre.line.price),
            ("fibre.mbps_per_year", fee(Fibre)),
            ("radio.site.price", self.radio.site.price),
            ("radio.backhaul.price", self.radio.backhaul.price),
            ("radio.tower.price", self.radio.tower.price),
            ("radio.mbps_per_year", fee(Radio)),
            ("cellular.site.price", self.cellular.site.price),
            ("cellular.mbps_per_year", fee(Cellular)),
            ("satellite.site.price", self.satellite.site.price),
            ("satellite.mbps_per_year", fee(Satellite)),
            ("electricity.price_per_kwh", self.electricity.price_per_kwh),
            ("electricity.solar_per_watt", self.electricity.solar_per_watt),
        ]
    }

    /// How many prices are the same numbers in other costs, whatever their currency: a number that was not touched is
    /// no price of another country's.
    pub fn same_prices(&self, other: &Self) -> u64 {
        let both = self.prices().into_iter().zip(other.prices());
        both.filter(|((_, one), (_, other))| one == other).count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_that_were_not_touched_are_counted() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/connectivity/costs.toml");
        let costs: Costs = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut own = costs.clone();
        (own.currency, own.horizon.years) = ("KES".to_owned(), 15);
        assert_eq!(own.same_prices(&costs), 13, "another currency and other rules are no prices");
        own.fibre.line.price = 9_000.0;
        own.satellite.mbps_per_year = 40.0;
        assert_eq!(own.same_prices(&costs), 11);
    }
}
