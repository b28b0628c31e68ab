//! Plans of connecting sites: files in, a plan and its files out.
//!
//! Lists of sites, networks and towers are read and cleaned as [`crate::sites`] does → the room plans
//! ([`connectivity::plan()`]) → works are put in order → a folder with what people and programs read. No node is
//! needed, and the same files give the same plan.

mod affordable;
mod beside;
mod bill;
pub(crate) mod ground;
mod kept;
mod map;
mod outline;
mod prices;
mod public;
mod published;
mod reports;
mod stored;
mod tables;
mod told;
pub mod waiting;
mod write;

use std::path::{Path, PathBuf};
use std::time::Instant;

pub use affordable::{AffordabilityTold, Affordable, Unsaid, WeightedBy};
pub use beside::RoadsProblem;
pub use ground::TerrainProblem;
pub use kept::{Comparison, SiteTold, compare_plans, explain_site};
pub use passerelle_connectivity as connectivity;
use passerelle_connectivity::frame::frame;
use passerelle_connectivity::hops::{Hop, hops};
use passerelle_connectivity::lots::{BillWords, Lots, LotsBy, lots};
use passerelle_connectivity::population::people_around;
use passerelle_connectivity::summary::{sensitivity, summary};
use passerelle_connectivity::tables::Schedule;
use passerelle_connectivity::works::{self, Bought, Equity, Priority, Work};
use passerelle_connectivity::{
    Beside, Costs, Network, Plan, PlanError, Question, Setting, Site, Tower, plan,
};
use prices::read_costs;
pub(crate) use prices::{are_default, costs};
pub(crate) use public::PublicPlan;
pub use public::{Draw, PlacesShown};
pub use published::{PlanRecord, PublishPlanError, PublishedPlan, Withheld, plan_key};
pub use reports::Reports;
pub use stored::{PlanArea, StoredPlan};
pub use tables::PlanTables;
pub use told::{AtLeast, InputFile, OutputFile, PlanTold, WithinBudget};
pub use write::check_folder;
pub(crate) use write::folder_of;
pub(crate) use write::{BILL, LOTS, SUMMARY};

use crate::Catalogue;
use crate::catalogue::CatalogueProblem;
use crate::sites::{
    SiteOptions, SitesError, read_network, read_population, read_sites, read_towers,
};
use crate::whole::FolderError;

/// The catalogue's file of default prices.
pub(crate) const COSTS: &str = "connectivity/costs.toml";
/// The catalogue's files that plans are made with.
pub(crate) const FILES: [&str; 2] = [COSTS, bill::ITEMS];

/// The default prices as the catalogue writes them, the one of `folder` before the embedded one: to be read by
/// people and copied.
pub fn default_costs(folder: Option<&Path>) -> String {
    Catalogue::file(folder, COSTS).unwrap_or_default()
}

impl crate::Desk {
    /// The default prices of this node, as [`default_costs`].
    pub fn default_costs(&self) -> String {
        default_costs(self.catalogue_folder.as_deref())
    }
}

/// What is wrong with the default prices and the words of bills; `file` gives the text of a file of the catalogue.
pub(crate) fn problems(file: &dyn Fn(&str) -> Option<String>) -> Vec<CatalogueProblem> {
    let costs = read_costs(COSTS, &file(COSTS).unwrap_or_default()).map_or_else(
        |problems| problems,
        |costs| costs.check().into_iter().map(|one| CatalogueProblem::of(COSTS, "", one)).collect(),
    );
    costs.into_iter().chain(bill::problems(file)).collect()
}

/// Points of the curve in the summary, at the most: every work is in the list of phases.
const MOST_POINTS: usize = 100;

/// What is to be planned.
#[derive(Debug, Clone, Default)]
pub struct PlanAsked {
    /// Lists of sites.
    pub sites: Vec<PathBuf>,
    /// Networks that exist.
    pub network: Vec<PathBuf>,
    /// Lists of towers.
    pub towers: Vec<PathBuf>,
    /// An extract of OpenStreetMap, for lines along roads.
    pub roads: Option<PathBuf>,
    /// Points where people live.
    pub population: Vec<PathBuf>,
    /// Tiles of heights, or folders of them.
    pub terrain: Vec<PathBuf>,
    /// How they are read.
    pub options: SiteOptions,
    /// A file of prices; the defaults without it.
    pub costs: Option<PathBuf>,
    /// Years of service, instead of those of the prices.
    pub years: Option<u32>,
    /// Present cost that may be spent.
    pub budget: Option<f64>,
    /// Capital that each year may spend.
    pub budget_per_year: Option<f64>,
    /// What money is to reach first.
    pub priority: Priority,
    /// A share of each area's sites that comes first.
    pub equity: Option<Equity>,
    /// Whether the plan is made again with prices half and twice as high.
    pub sensitivity: bool,
    /// A file of incomes.
    pub incomes: Option<PathBuf>,
    /// Price of an entry basket a month, instead of that of the prices.
    pub basket: Option<f64>,
    /// How the plan is cut into lots.
    pub lots_by: LotsBy,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlansError {
    /// A list could not be read, or another file of sites is wrong.
    #[error(transparent)]
    Sites(#[from] SitesError),
    /// Sites, networks or towers were not understood: their reports say what.
    #[error("the files were not understood")]
    NotUnderstood(Box<Reports>),
    /// A file cannot be opened.
    #[error("{}: {error}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Tiles of heights cannot be used.
    #[error("{} problem(s) in terrain", .0.len())]
    Terrain(Vec<TerrainProblem>),
    /// Roads cannot be used.
    #[error("roads: {}", .0.code)]
    Roads(RoadsProblem),
    /// The file of prices is not of its form, or a price or an option cannot be.
    #[error("{} problem(s) in prices and options", .0.len())]
    Costs(Vec<CatalogueProblem>),
    /// No plan can be made.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A file of the plan could not be written.
    #[error("{}: {error}", .path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The plan has no such site.
    #[error("{} has no site {asked}", .folder.display())]
    NoSite {
        /// The folder of the plan.
        folder: PathBuf,
        /// The identifier or name that was asked for.
        asked: String,
    },
    /// Whoever asked for the plan wants it no more.
    #[error("stopped")]
    Stopped,
    /// A plan's folder cannot be there: a file is.
    #[error("{} is a file", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds something else than a plan.
    #[error("{} holds other files", .0.display())]
    NotAPlan(PathBuf),
    /// The folder holds what may be shown of a plan, not the plan.
    #[error("{} holds a plan without its places", .0.display())]
    NotExact(PathBuf),
}

impl From<FolderError> for PlansError {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Others(folder) => Self::NotAPlan(folder),
            FolderError::Failed(path, error) => Self::Write { path, error },
        }
    }
}

/// A plan with what it was made of.
#[derive(Debug, Clone)]
pub struct MadePlan {
    /// The sites.
    pub sites: Vec<Site>,
    /// The network that exists.
    pub network: Network,
    /// The towers that exist.
    pub towers: Vec<Tower>,
    /// Prices and rules.
    pub costs: Costs,
    /// The radio hop to each site.
    pub hops: Vec<Option<Hop>>,
    /// The plan.
    pub plan: Plan,
    /// Its works, in their order.
    pub works: Vec<Work>,
    /// When each is done.
    pub schedule: Schedule,
    /// Its lots, with their bill of quantities.
    pub lots: Lots,
    /// The words of the bill.
    pub bill_words: BillWords,
    /// Who around its sites could pay to be connected at home.
    pub affordable: Affordable,
    /// What the files held.
    pub reports: Reports,
    /// What it comes to.
    pub told: PlanTold,
}

/// What is being done of a plan, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanStep {
    /// Lists, networks and towers are read and cleaned.
    Reading,
    /// Technologies are chosen and lines drawn.
    Planning,
    /// Works are put in order.
    Ordering,
    /// The plan is made again at other discount rates, and with other prices where that was asked for.
    Comparing,
    /// Its files are written.
    Writing,
}

impl PlanStep {
    /// Its name in the locales: `plan-step-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Planning => "planning",
            Self::Ordering => "ordering",
            Self::Comparing => "comparing",
            Self::Writing => "writing",
        }
    }

    /// How much is done when it begins, of all: 0 to 1.
    pub fn share(self) -> f64 {
        match self {
            Self::Reading => 0.0,
            Self::Planning => 0.2,
            Self::Ordering => 0.5,
            Self::Comparing => 0.55,
            Self::Writing => 0.9,
        }
    }
}

/// Makes a plan from files.
///
/// # Errors
/// [`PlansError`]; every problem of a file is in its report.
pub fn make_plan(asked: &PlanAsked) -> Result<MadePlan, PlansError> {
    make_plan_watched(asked, &|_| true)
}

/// The same; `go_on` is told of each step as it begins, and says whether the plan is still wanted.
///
/// # Errors
/// As [`make_plan`]; [`PlansError::Stopped`] once it is not wanted any more.
pub fn make_plan_watched(
    asked: &PlanAsked,
    go_on: &dyn Fn(PlanStep) -> bool,
) -> Result<MadePlan, PlansError> {
    let step = |step| if go_on(step) { Ok(()) } else { Err(PlansError::Stopped) };
    let started = Instant::now();
    step(PlanStep::Reading)?;
    let (costs, default_prices) = costs(asked)?;
    let bill_words = bill::words(asked.options.catalogue.as_deref())?;
    let (sites, mut reports) = (read_sites(&asked.sites, &asked.options)?, Reports::default());
    let (sites, report) = sites;
    reports.sites = report;
    // Columns are named for lists of sites: a network has its own.
    let others = SiteOptions { columns: Vec::new(), ..asked.options.clone() };
    let mut network = Network::default();
    if !asked.network.is_empty() {
        let (read, check) = read_network(&asked.network, &others)?;
        (network, reports.network) = (read, Some(check));
    }
    let mut towers = Vec::new();
    if !asked.towers.is_empty() {
        let (read, check) = read_towers(&asked.towers, &others)?;
        (towers, reports.towers) = (read, Some(check));
    }
    let mut homes = None;
    if !asked.population.is_empty() {
        let (read, check) = read_population(&asked.population, &others)?;
        (homes, reports.population) = (Some(read), Some(check));
    }
    if !reports.is_understood() {
        return Err(PlansError::NotUnderstood(Box::new(reports)));
    }
    let nothing = Beside::default();
    let bare = Question {
        sites: &sites,
        network: &network,
        towers: &towers,
        costs: &costs,
        beside: nothing,
    };
    step(PlanStep::Planning)?;
    let setting = Setting::new(&bare);
    let (terrain, mut files) = ground::terrain(&asked.terrain, &sites, &costs)?;
    let hops = hops(&bare, &setting, terrain.as_ref());
    drop(terrain);
    let roads =
        asked.roads.as_deref().map(|path| beside::roads(path, &bare, &setting)).transpose()?;
    let (roads, file) = roads.unzip();
    files.extend(file);
    let within = costs.demand.people_within_km;
    let people = homes.map(|homes| people_around(&sites, &homes, within));
    let beside = Beside { hops: Some(&hops), roads: roads.as_ref(), people: people.as_ref() };
    let question = Question { beside, ..bare };
    let made = plan(&question, &setting)?;
    step(PlanStep::Ordering)?;
    let works = works::order(&question, &made, asked.priority, asked.equity);
    let years = asked.budget_per_year;
    let years = years.map(|capital| works::years(&works, capital, costs.horizon.years));
    let schedule = Schedule::new(sites.len(), &works, years);
    let within_budget = within_budget(asked, &works, &costs);
    let bought = within_budget.map_or(works.len(), |within| within.bought.works as usize);
    let at_least = asked.equity.map(|equity| AtLeast {
        share: equity.share,
        level: equity.level,
        below: works::areas_below(&sites, &works[..bought], equity),
    });
    let lots = lots(&question, &made, &works, &schedule, asked.lots_by);
    let (affordable, of_incomes) = affordable::affordable(asked, &question)?;
    files.extend(of_incomes);
    step(PlanStep::Comparing)?;
    let mut summary = summary(&question, &setting, &made)?;
    summary.warnings.extend(reports.warnings());
    let varied = asked.sensitivity.then(|| sensitivity(&question, &setting, &made)).transpose()?;
    let told = PlanTold {
        summary,
        sensitivity: varied,
        line_per_km: costs.line_per_km().present,
        priority: asked.priority,
        within_budget,
        at_least,
        curve: points(&works),
        affordable_share: affordable.share,
        affordability: affordable.told.clone(),
        lots_by: asked.lots_by,
        lots: lots.lots.len() as u64,
        rows_set_aside: reports.sites.set_aside(),
        map_frame: frame(sites.iter().map(|site| site.position)),
        outline: outline::outline(
            asked.options.catalogue.as_deref(),
            asked.options.country.as_deref(),
        ),
        default_costs: are_default(&costs, default_prices),
        default_prices,
        seconds: started.elapsed().as_secs_f64(),
        peak_memory_mb: 0.0,
        parameters: costs.clone(),
        inputs: inputs(asked, &reports, files)?,
        places: None,
        files: Vec::new(),
    };
    Ok(MadePlan {
        sites,
        network,
        towers,
        costs,
        hops,
        plan: made,
        works,
        schedule,
        lots,
        bill_words,
        affordable,
        reports,
        told,
    })
}

fn within_budget(asked: &PlanAsked, works: &[Work], costs: &Costs) -> Option<WithinBudget> {
    let (budget, budget_per_year) = (asked.budget, asked.budget_per_year);
    let bought = match (budget, budget_per_year) {
        (None, None) => return None,
        (Some(budget), None) => works::within(works, budget),
        (budget, Some(per_year)) => {
            let affordable = match budget {
                Some(budget) => works::within(works, budget).works as usize,
                None => works.len(),
            };
            let years = works::years(&works[..affordable], per_year, costs.horizon.years);
            let paid = years.iter().take_while(|year| year.is_some()).count();
            works::curve(&works[..paid]).last().unwrap_or_default()
        }
    };
    Some(WithinBudget { budget, budget_per_year, bought })
}

/// Points of the curve of what each amount buys, evenly over the works, the last one among them.
fn points(works: &[Work]) -> Vec<Bought> {
    let step = works.len().div_ceil(MOST_POINTS).max(1);
    let last = works.len().saturating_sub(1);
    let kept =
        works::curve(works).enumerate().filter(|(at, _)| at % step == step - 1 || *at == last);
    kept.map(|(_, bought)| bought).collect()
}

/// The files that a plan was made of: those with rows as they were read, and the file of prices.
fn inputs(
    asked: &PlanAsked,
    reports: &Reports,
    beside: Vec<InputFile>,
) -> Result<Vec<InputFile>, PlansError> {
    let mut files: Vec<InputFile> = reports.files().map(InputFile::of_list).chain(beside).collect();
    if let Some(path) = &asked.costs {
        let failed = |error| PlansError::File { path: path.clone(), error };
        files.push(InputFile::hashed(path, 0).map_err(failed)?);
    }
    Ok(files)
}
