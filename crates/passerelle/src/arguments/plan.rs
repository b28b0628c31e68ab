//! `passerelle plan`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use passerelle_desk::plans::connectivity::works::Priority;

use super::{Format, PlanPublish, SitesFrom};

/// Plans the connection of sites, or looks at a plan.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Plan {
    /// What to look at instead.
    #[command(subcommand)]
    pub look: Option<PlanLook>,
    /// What to plan.
    #[command(flatten)]
    pub make: PlanMake,
}

/// Looks at plans that were made.
#[derive(Subcommand)]
pub enum PlanLook {
    /// How two plans differ.
    Compare(PlanCompare),
    /// Why a site is connected as it is.
    Explain(PlanExplain),
    /// Make it an initiative that others can fund.
    Publish(Box<PlanPublish>),
}

/// Two plans.
#[derive(Args)]
pub struct PlanCompare {
    /// The folder of one.
    #[arg(value_name = "DIR")]
    pub one: PathBuf,
    /// The folder of the other.
    #[arg(value_name = "DIR")]
    pub other: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A site of a plan.
#[derive(Args)]
pub struct PlanExplain {
    /// Its identifier or name.
    #[arg(value_name = "NAME")]
    pub site: String,
    /// The folder of the plan.
    #[arg(long, value_name = "DIR")]
    pub plan: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What is planned, and how.
#[derive(Args)]
pub struct PlanMake {
    /// Lists of sites.
    #[arg(value_name = "SITES", required_unless_present = "print_costs")]
    pub sites: Vec<PathBuf>,
    /// Networks that exist.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub network: Vec<PathBuf>,
    /// Lists of towers.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub towers: Vec<PathBuf>,
    /// Roads that lines follow.
    #[arg(long, value_name = "PATH")]
    pub roads: Option<PathBuf>,
    /// Points where people live.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub population: Vec<PathBuf>,
    /// Heights of the ground.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub terrain: Vec<PathBuf>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// Prices and rules.
    #[arg(long, value_name = "PATH")]
    pub costs: Option<PathBuf>,
    /// Show the default prices.
    #[arg(long)]
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
    #[arg(long, value_name = "PART")]
    pub at_least: Option<f64>,
    /// Which of a site's areas that is, from 1 for the widest.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "at_least",
        value_parser = clap::value_parser!(u8).range(1..=6))]
    pub area_level: u8,
    /// The plan again with other prices.
    #[arg(long)]
    pub sensitivity: bool,
    /// Incomes of the people around the sites.
    #[arg(long, value_name = "PATH")]
    pub incomes: Option<PathBuf>,
    /// Price of an entry basket a month.
    #[arg(long, value_name = "AMOUNT")]
    pub basket: Option<f64>,
    /// Which of a site's areas makes a lot, from 1 for the widest; 0: neighbours, whatever their area.
    #[arg(long, value_name = "NUMBER", default_value_t = 1,
        value_parser = clap::value_parser!(u8).range(0..=6))]
    pub lots_by: u8,
    /// The folder of the plan.
    #[arg(long, value_name = "DIR")]
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
