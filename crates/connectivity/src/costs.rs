//! What connecting a site costs, discounted.
//!
//! Every price is an [`Equipment`] (bought, kept, bought again) or a fee a year; both are turned into an
//! [`Outlay`], which adds up. With yearly rate r over T years:
//!
//! - what is bought is paid at the start of its first year (year 0, not discounted) and again every `life`
//!   years before T: `price / (1+r)^(k·life)`;
//! - maintenance and fees are paid at the end of each year 1…T: the annuity `(1 − (1+r)^−T)/r`;
//! - with salvage, what is left of the last one's life at T is worth its share of the price, at T.
//!
//! `present = Σ purchases + annuity · yearly − salvage`, in constant prices: the *present cost*.

mod check;
mod prices;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::affordability::PriceRule;
use crate::finance::Payer;
use crate::site::{Power, Site, Technology};

/// Hours in a year.
const HOURS: f64 = 8_760.0;
/// Prices and rules of a plan; its defaults are the file `catalogue/connectivity/costs.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// ISO 4217 code of every price.
    pub currency: String,
    /// For how long, and at which rate.
    pub horizon: Horizon,
    /// What a site needs.
    pub demand: Demand,
    /// Power.
    pub electricity: Electricity,
    /// Optical fibre.
    pub fibre: Fibre,
    /// Point-to-point radio.
    pub radio: Radio,
    /// Mobile networks.
    pub cellular: Cellular,
    /// Satellite.
    pub satellite: Satellite,
    /// What people can pay to be connected at home.
    #[serde(default)]
    pub affordability: PriceRule,
    /// Work after an emergency; `None` where a file of prices does not tell.
    #[serde(default)]
    pub emergency: Option<EmergencyCosts>,
    /// Who pays, and what is promised.
    #[serde(default)]
    pub payer: Vec<Payer>,
}

/// Work after an emergency: what is not told by prices of the same equipment elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmergencyCosts {
    /// Hours to set up a satellite terminal.
    pub satellite_hours: f64,
    /// Hours to set up a radio link.
    pub radio_hours: f64,
    /// Hours to set up a mobile cell.
    pub cell_hours: f64,
    /// Price of a mobile cell with its own way out.
    pub cell_price: f64,
    /// Hours of a crew to begin a repair of cable.
    pub repair_hours: f64,
    /// Hours of a crew for each kilometre of cable laid again.
    pub repair_hours_per_km: f64,
}

/// For how long a plan pays, and how it discounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// Years of service.
    pub years: u32,
    /// Discount rate a year: 0.05 is 5 %.
    pub discount_rate: f64,
    /// Rates at which the plan is made again, to compare.
    #[serde(default)]
    pub compare_rates: Vec<f64>,
    /// Whether what is left of equipment's life at the end counts.
    pub salvage: bool,
}

/// What a site needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Mbps of any site.
    pub minimum_mbps: f64,
    /// Mbps for each pupil or person served.
    pub mbps_per_person: f64,
    /// People of a site whose file does not tell.
    pub people: f64,
    /// GB a month of a site.
    pub gigabytes_per_month: f64,
    /// How far from a site people count as around it, in km, where it is known where people live.
    #[serde(default = "an_hour_on_foot")]
    pub people_within_km: f64,
}

/// What [`Demand::people_within_km`] is where a file of prices does not say it, in km.
fn an_hour_on_foot() -> f64 {
    5.0
}

/// Power.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Electricity {
    /// Price of a kWh from the grid.
    pub price_per_kwh: f64,
    /// Price of panels and battery for one watt drawn by day and night.
    pub solar_per_watt: f64,
    /// Years until they are bought again.
    pub solar_life: u32,
    /// Their maintenance, a share of their price a year.
    pub solar_maintenance: f64,
    /// Emissions of a kWh from the grid, in kg CO₂e.
    pub kg_co2e_per_kwh: f64,
}

/// Something bought, kept and bought again.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Equipment {
    /// Price of one, or of a kilometre.
    pub price: f64,
    /// Years until it is bought again.
    pub life: u32,
    /// Maintenance, a share of the price a year.
    pub maintenance: f64,
}

/// Where new lines may leave the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// Anywhere along its lines, and at its nodes.
    Lines,
    /// At its nodes only.
    Nodes,
}

/// Optical fibre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fibre {
    /// Terminal and installation at the site.
    pub site: Equipment,
    /// A kilometre of cable, laid.
    pub line: Equipment,
    /// Length of the trench for each metre of the straight line.
    pub overbuild: f64,
    /// Longest line to the next point, in km.
    pub reach_km: f64,
    /// Price of one Mbps a year.
    pub mbps_per_year: f64,
    /// Power drawn at the site, in watts.
    pub watts: f64,
    /// Where new lines may leave the network.
    pub join: Join,
}

/// Point-to-point radio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Radio {
    /// Terminal and access hop at the site.
    pub site: Equipment,
    /// The other end of the hop.
    pub backhaul: Equipment,
    /// A mast at the site.
    pub tower: Equipment,
    /// Longest hop, in km.
    pub reach_km: f64,
    /// Beyond this many km the site needs a mast, where no terrain tells.
    pub mast_from_km: f64,
    /// Frequency in GHz, for the line of sight.
    pub frequency_ghz: f64,
    /// Height of a mast, in metres.
    pub mast_height: f64,
    /// Height of an antenna without a mast, in metres.
    pub roof_height: f64,
    /// Price of one Mbps a year.
    pub mbps_per_year: f64,
    /// The most Mbps it carries.
    pub maximum_mbps: f64,
    /// Power drawn at the site, in watts.
    pub watts: f64,
}

/// Mobile networks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cellular {
    /// The modem and its installation.
    pub site: Equipment,
    /// How far a tower reaches, in km.
    pub reach_km: f64,
    /// Price of one Mbps a year.
    pub mbps_per_year: f64,
    /// The most Mbps it carries.
    pub maximum_mbps: f64,
    /// Power drawn at the site, in watts.
    pub watts: f64,
}

/// Satellite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Satellite {
    /// Terminal and installation.
    pub site: Equipment,
    /// Price of one Mbps a year.
    pub mbps_per_year: f64,
    /// The most Mbps that a terminal carries: a site that needs more has several.
    pub maximum_mbps: f64,
    /// Power drawn by a terminal, in watts.
    pub watts: f64,
}

/// Money over the horizon; it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Outlay {
    /// Paid at the start: everything bought for the first time.
    pub capex: f64,
    /// Paid each year: maintenance, fees, electricity.
    pub opex_per_year: f64,
    /// Paid to buy again what wears out before the end, not discounted.
    pub renewal: f64,
    /// All of it discounted, less salvage: the present cost.
    pub present: f64,
}

impl std::ops::Add for Outlay {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            capex: self.capex + other.capex,
            opex_per_year: self.opex_per_year + other.opex_per_year,
            renewal: self.renewal + other.renewal,
            present: self.present + other.present,
        }
    }
}

impl std::ops::Mul<f64> for Outlay {
    type Output = Self;
    fn mul(self, times: f64) -> Self {
        Self {
            capex: self.capex * times,
            opex_per_year: self.opex_per_year * times,
            renewal: self.renewal * times,
            present: self.present * times,
        }
    }
}

impl std::iter::Sum for Outlay {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| sum + one)
    }
}

impl Horizon {
    /// What a payment of 1 at the end of each year is worth today.
    pub fn annuity(&self) -> f64 {
        let years = f64::from(self.years);
        if self.discount_rate == 0.0 {
            return years;
        }
        // Exact for small rates too: 1 − (1+r)^−T by expm1 and ln_1p.
        -(-years * self.discount_rate.ln_1p()).exp_m1() / self.discount_rate
    }

    /// What 1 paid after `years` is worth today.
    pub fn factor(&self, years: u32) -> f64 {
        (-f64::from(years) * self.discount_rate.ln_1p()).exp()
    }

    /// A fee a year.
    pub fn fee(&self, per_year: f64) -> Outlay {
        Outlay { opex_per_year: per_year, present: per_year * self.annuity(), ..Outlay::default() }
    }

    /// One piece of equipment over the horizon.
    pub fn equipment(&self, one: Equipment) -> Outlay {
        let life = one.life.max(1);
        let bought = self.years.div_ceil(life).max(1);
        let again = (1..bought).map(|time| one.price * self.factor(time * life)).sum::<f64>();
        let left = f64::from(bought * life - self.years) / f64::from(life);
        let salvage = if self.salvage { one.price * left * self.factor(self.years) } else { 0.0 };
        let bought_new = Outlay {
            capex: one.price,
            opex_per_year: 0.0,
            renewal: one.price * f64::from(bought - 1),
            present: one.price + again - salvage,
        };
        bought_new + self.fee(one.price * one.maintenance)
    }
}

/// Money and energy of one choice at one site.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// How.
    pub technology: Technology,
    /// What it costs at the site, without lines that others may share.
    pub outlay: Outlay,
    /// kWh a year drawn at the site.
    pub kwh_per_year: f64,
    /// kg CO₂e a year of what is drawn from the grid.
    pub kg_co2e_per_year: f64,
}

/// What reaches a site beside fibre and satellite.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reach {
    /// A mobile network of the fourth generation or later.
    pub cellular: bool,
    /// Whether a radio hop can be made, and if so whether it needs a mast at the site.
    pub radio_mast: Option<bool>,
}

impl Costs {
    /// Mbps that a site needs: the larger of the minimum and its people's.
    pub fn mbps(&self, site: &Site) -> f64 {
        let people = site.people.unwrap_or_default();
        self.demand.minimum_mbps.max(self.demand.mbps_per_person * people)
    }

    /// People that a site serves.
    pub fn people(&self, site: &Site) -> f64 {
        site.people.unwrap_or(self.demand.people)
    }

    /// Whether a site's power comes from the grid; so it is taken where it is not told.
    pub fn is_on_grid(site: &Site) -> bool {
        !matches!(site.power, Some(Power::None | Power::Solar | Power::Generator))
    }

    /// Terminals that connect a site: by satellite as many as carry what it needs, otherwise one.
    pub fn terminals(&self, technology: Technology, site: &Site) -> f64 {
        match technology {
            Technology::Satellite => {
                (self.mbps(site) / self.satellite.maximum_mbps).ceil().max(1.0)
            }
            Technology::Fibre | Technology::Radio | Technology::Cellular => 1.0,
        }
    }

    /// Power drawn by a terminal, in watts.
    pub fn watts(&self, technology: Technology) -> f64 {
        match technology {
            Technology::Fibre => self.fibre.watts,
            Technology::Radio => self.radio.watts,
            Technology::Cellular => self.cellular.watts,
            Technology::Satellite => self.satellite.watts,
        }
    }

    /// Price of one Mbps a year.
    pub fn mbps_per_year(&self, technology: Technology) -> f64 {
        match technology {
            Technology::Fibre => self.fibre.mbps_per_year,
            Technology::Radio => self.radio.mbps_per_year,
            Technology::Cellular => self.cellular.mbps_per_year,
            Technology::Satellite => self.satellite.mbps_per_year,
        }
    }

    /// Panels and battery for a terminal at a site that has no power from the grid.
    pub fn power_kit(&self, technology: Technology) -> Equipment {
        let power = &self.electricity;
        Equipment {
            price: self.watts(technology) * power.solar_per_watt,
            life: power.solar_life,
            maintenance: power.solar_maintenance,
        }
    }

    /// A kilometre of cable, laid.
    pub fn cable_per_km(&self) -> Outlay {
        self.horizon.equipment(self.fibre.line)
    }

    /// A kilometre of the straight line, laid as fibre.
    pub fn line_per_km(&self) -> Outlay {
        self.cable_per_km() * self.fibre.overbuild
    }

    /// Fibre at the site itself, its line left out.
    pub fn fibre(&self, site: &Site) -> Choice {
        self.choice(Technology::Fibre, self.horizon.equipment(self.fibre.site), site)
    }

    /// What a site can be connected by where no fibre comes, the cheapest first. A mobile network or a hop that carries
    /// less than the site needs is none of them; satellite is always there, with as many terminals as it takes.
    pub fn alternatives(&self, site: &Site, reach: Reach) -> Vec<Choice> {
        let (mbps, horizon) = (self.mbps(site), &self.horizon);
        let mut found = Vec::with_capacity(3);
        let dishes = self.terminals(Technology::Satellite, site);
        let dish = horizon.equipment(self.satellite.site) * dishes;
        found.push(self.choice(Technology::Satellite, dish, site));
        if reach.cellular && mbps <= self.cellular.maximum_mbps {
            let modem = horizon.equipment(self.cellular.site);
            found.push(self.choice(Technology::Cellular, modem, site));
        }
        if let Some(mast) = reach.radio_mast.filter(|_| mbps <= self.radio.maximum_mbps) {
            let ends = horizon.equipment(self.radio.site) + horizon.equipment(self.radio.backhaul);
            let mast = if mast { horizon.equipment(self.radio.tower) } else { Outlay::default() };
            found.push(self.choice(Technology::Radio, ends + mast, site));
        }
        found.sort_by(|a, b| {
            let by_cost = a.outlay.present.total_cmp(&b.outlay.present);
            by_cost.then_with(|| a.technology.cmp(&b.technology))
        });
        found
    }

    fn choice(&self, technology: Technology, equipment: Outlay, site: &Site) -> Choice {
        let terminals = self.terminals(technology, site);
        let kwh = terminals * self.watts(technology) * HOURS / 1_000.0;
        let power = &self.electricity;
        let on_grid = Self::is_on_grid(site);
        let energy = if on_grid {
            self.horizon.fee(kwh * power.price_per_kwh)
        } else {
            // Its own panels: what the site has was not bought for this.
            self.horizon.equipment(self.power_kit(technology)) * terminals
        };
        let fees = self.horizon.fee(self.mbps_per_year(technology) * self.mbps(site));
        Choice {
            technology,
            outlay: equipment + energy + fees,
            kwh_per_year: kwh,
            kg_co2e_per_year: if on_grid { kwh * power.kg_co2e_per_kwh } else { 0.0 },
        }
    }

    /// Every piece of equipment, by the name of its field.
    pub fn equipment(&self) -> [(&'static str, Equipment); 7] {
        [
            ("fibre.site", self.fibre.site),
            ("fibre.line", self.fibre.line),
            ("radio.site", self.radio.site),
            ("radio.backhaul", self.radio.backhaul),
            ("radio.tower", self.radio.tower),
            ("cellular.site", self.cellular.site),
            ("satellite.site", self.satellite.site),
        ]
    }
}
