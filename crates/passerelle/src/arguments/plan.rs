//! `passerelle plan`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use passerelle_desk::plans::connectivity::works::Priority;

use super::{Format, SitesFrom};

/// Plans the connection of sites.
#[derive(Args)]
pub struct Plan {
    /// Lists of sites.
    #[arg(value_name = "SITES", required_unless_present = "print_costs")]
    pub sites: Vec<PathBuf>,
    /// Networks that exist.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub network: Vec<PathBuf>,
    /// Lists of towers.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub towers: Vec<PathBuf>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// Prices and rules.
    #[arg(long, value_name = "PATH")]
    pub costs: Option<PathBuf>,
    /// Show the default prices.
    #[arg(long, exclusive = true)]
    pub print_costs: bool,
    /// Years of service.
    #[arg(long, value_name = "NUMBER")]
    pub years: Option<u32>,
    /// Present cost that may be spent.
    #[arg(long, value_name = "AMOUNT")]
    pub budget: Option<f64>,
    /// Capital that each year may spend.
    #[arg(long, value_name = "AMOUNT")]
    pub budget_per_year: Option<f64>,
    /// What money is to reach first.
    #[arg(long, value_enum, default_value_t = AskedPriority::People)]
    pub first: AskedPriority,
    /// A share of each area's sites that comes before the rest.
    #[arg(long, value_name = "SHARE")]
    pub at_least: Option<f64>,
    /// Which of a site's areas that is, from 1 for the widest.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "at_least",
        value_parser = clap::value_parser!(u8).range(1..=6))]
    pub area_level: u8,
    /// The folder of the plan.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What money is to reach first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskedPriority {
    // People of the sites.
    People,
    // Pupils of schools.
    Pupils,
    // Sites, each alike.
    Sites,
    // What fibre saves.
    Saving,
}

impl From<AskedPriority> for Priority {
    fn from(asked: AskedPriority) -> Self {
        match asked {
            AskedPriority::People => Self::People,
            AskedPriority::Pupils => Self::Pupils,
            AskedPriority::Sites => Self::Sites,
            AskedPriority::Saving => Self::Saving,
        }
    }
}
