//! The desk: what people come to do, the one place where rooms meet storage.
//!
//! The roof (`web`) and the front (`passerelle`) ask the desk and nothing else. It gives back plain
//! data; it holds no words and no HTML.
//!
//! | module | what people come to do |
//! |---|---|
//! | [`catalogue`] | read what the platform knows from its files |
//! | [`imports`] | bring figures in |
//! | [`country`], [`areas`], [`indicator`], [`panel`] | see where a country stands, who is left out, among whom |
//! | [`records`] | see what changed, prove it |
//! | [`verifying`] | have all that is stored computed again |
//! | [`pulls`] | bring figures in from public interfaces |
//! | [`exports`] | take figures out: as CSV, as SDMX, as an Open SDG site |
//! | [`explore`] | compare groups of people by what they choose |
//! | [`search`] | find |
//! | [`sites`] | have lists of sites, networks and towers read, understood and cleaned |
//! | [`site_lists`] | keep the register of a country's sites |
//! | [`measurements`] | have sites measured: who may send, what was sent, how a site is connected |
//! | [`agent`] | measure a site: tests, heartbeats, a queue for when it is offline |
//! | [`shown`] | see sites as their ministry lets them be seen: counted by area, one by one, on a map |
//! | [`corrections`] | say what is wrong with a site, and decide what is shown of that |
//! | [`plans`] | have the connection of sites planned, with what it costs and who pays |
//! | [`mod@consultations`] | put a question to people: statements, votes, moderation, the count that is signed |
//! | [`mod@agenda`] | propose questions, support them, choose few of them and say why |
//! | [`outcomes`] | recommend to a body what came of a consultation, answer, follow up, be told |
//! | [`groups`] | have opinion groups found in votes, and counted again |
//! | [`activities`] | bring activities of other registers (IATI) in, and confirm what they serve |
//! | [`mod@initiatives`] | publish a plan as an initiative with a budget, see who does what |
//! | [`mod@money`] | see what was promised and paid, as ranges that count nothing twice |
//! | [`part`] | take part: endorse, contribute, tell of progress, assess, reply; moderate |
//! | [`people`] | have an account, sign in and out, see what is stored about them |
//! | [`surveys`] | turn survey microdata into figures with their errors |
//! | [`kit`] | run a national survey on digital inclusion: forms, figures, methodology, practice data |
//! | [`indices`] | build composite indices, and see how sure they are |
//! | [`scorecards`] | see a country's year, as it was known then |
//! | [`releases`] | have it signed by two people, and released at its moment |
//! | [`mod@review`] | see what is recorded of a country, have it commented on and published as a review contribution |
//! | [`protection`] | have tables and figures protected, with the proof |
//! | [`errors`] | know what went wrong, in any language |
//! | [`erasing`] | have something erased, and the proof stand |
//! | [`keys`] | have the log signed, by this node and no other |
//! | [`upkeep`] | check, back up, give accounts |

pub use passerelle_exchange::sources::Publisher;
pub use passerelle_register::{Action, Role, User};

pub mod activities;
pub mod agenda;
pub mod agent;
pub mod areas;
pub mod catalogue;
pub mod consultations;
pub mod corrections;
pub mod country;
pub mod emergency;
pub mod erasing;
pub mod errors;
pub mod explore;
pub mod exports;
pub mod groups;
pub mod imports;
pub mod indicator;
pub mod indices;
pub mod initiatives;
pub mod keys;
pub mod kit;
pub mod measurements;
pub mod money;
pub mod naming;
pub mod outcomes;
pub mod panel;
pub mod part;
pub mod people;
pub mod plans;
pub mod protection;
pub mod pulls;
pub mod records;
pub mod releases;
pub mod review;
pub mod scorecards;
pub mod search;
mod senders;
pub mod shown;
pub mod site_lists;
pub mod sites;
pub mod surveys;
pub mod upkeep;
pub mod verifying;
mod whole;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use passerelle_register::{Database, DatabaseError, KeyError, NodeKey, Register, RegisterError};
use passerelle_tables::activities::Activities;
use passerelle_tables::agenda::Agenda;
use passerelle_tables::consultations::Consultations;
use passerelle_tables::corrections::Corrections;
use passerelle_tables::files::{Files, FilesError};
use passerelle_tables::jobs::Jobs;
use passerelle_tables::measurements::Measurements;
use passerelle_tables::outcomes::Outcomes;
use passerelle_tables::sites::Sites;
use passerelle_tables::{Observations, TablesError};

use areas::Areas;
use catalogue::{Catalogue, CatalogueError};
use panel::Panels;
use scorecards::Years;

/// Where a node keeps its things.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The folder of the node: its embedded database and its key.
    pub data: PathBuf,
    /// Another database: `postgres://…`.
    pub database: Option<String>,
    /// A folder whose files go over the embedded catalogue.
    pub catalogue: Option<PathBuf>,
    /// Adds the synthetic country.
    pub demo: bool,
    /// Says where a place ranks among its peers: its owner decides, and the default is no.
    pub show_ranks: bool,
    /// Providers of identity at which people can sign in.
    pub openid: Vec<passerelle_exchange::openid::Provider>,
    /// How much is kept of plans that are asked for on pages.
    pub plans_room: plans::waiting::PlansRoom,
    /// The day from which ages, due dates and the present year are counted; the system's (UTC) without
    /// it. To see a node as on another day, and for tests.
    pub today: Option<jiff::civil::Date>,
}

impl Settings {
    /// The embedded database.
    fn database_file(&self) -> PathBuf {
        self.data.join("passerelle.sqlite")
    }
}

/// What can go wrong at the desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The register refused.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// A public interface could not be read.
    #[error(transparent)]
    Pull(#[from] passerelle_exchange::apis::PullError),
    /// PostgreSQL is backed up with its own tools.
    #[error("PostgreSQL is backed up with pg_dump")]
    BackupElsewhere,
    /// The node's key cannot be used.
    #[error(transparent)]
    NodeKey(#[from] KeyError),
    /// There is no node in this folder (or in its database).
    #[error("there is no node in {data}")]
    NoNode {
        /// The folder.
        data: PathBuf,
    },
    /// The key that the node signs with is not where it belongs.
    #[error("the node's key is missing: {path}")]
    KeyMissing {
        /// Where it belongs.
        path: PathBuf,
    },
    /// The log was signed with another key than the one in this file.
    #[error("the key in {path} is not the one that this node's log was signed with")]
    OtherKey {
        /// The file.
        path: PathBuf,
    },
    /// A name that cannot be a record's key.
    #[error("{0}")]
    Key(String),
    /// The cellar refused.
    #[error(transparent)]
    Tables(#[from] TablesError),
    /// A file of the node could not be kept or read.
    #[error(transparent)]
    Kept(#[from] FilesError),
    /// The catalogue has problems.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file or a folder of the node cannot be used.
    #[error("{path}: {error}")]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A release does not go on.
    #[error(transparent)]
    Release(#[from] releases::ReleaseError),
    /// A correction of a site is not decided.
    #[error(transparent)]
    Decision(#[from] corrections::DecisionError),
    /// A map of sites could not be made.
    #[error("no map: {0}")]
    Map(std::io::Error),
    /// The catalogue's codes do not make a structure of SDMX.
    #[error("no structure of SDMX: {0}")]
    Sdmx(passerelle_exchange::sdmx::Problems),
    /// A task of the program itself ended badly.
    #[error("a task ended badly: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// An open node.
pub struct Desk {
    /// What the platform knows.
    pub catalogue: Arc<Catalogue>,
    observations: Observations,
    files: Files,
    jobs: Jobs,
    sites: Sites,
    measurements: Measurements,
    corrections: Corrections,
    voices: Consultations,
    outcomes: Outcomes,
    agenda: Agenda,
    agenda_senders: agenda::AgendaSenders,
    activities: Activities,
    live: consultations::Live,
    networks: consultations::Networks,
    senders: senders::Senders,
    tries: people::Tries,
    providers: people::Providers,
    site_policies: shown::SitePolicies,
    site_maps: shown::Maps,
    register: Register,
    data: PathBuf,
    catalogue_folder: Option<PathBuf>,
    plans_room: plans::waiting::PlansRoom,
    panels: Panels,
    money: money::Kept,
    reviews: review::Kept,
    areas: Areas,
    years: Years,
    show_ranks: bool,
    today: Option<jiff::civil::Date>,
    version: AtomicU64,
}

impl Desk {
    /// Opens a node to work in it; creates it where there is none.
    ///
    /// # Errors
    /// A catalogue with problems, a folder or a database that cannot be used; the node's key is missing
    /// or another.
    pub async fn open(settings: &Settings) -> Result<Self, DeskError> {
        let catalogue = Arc::new(Catalogue::read(settings.catalogue.as_deref(), settings.demo)?);
        create_folder(&settings.data)?;
        let database = open_database(settings).await?;
        let key = keys::signing_key(&settings.data, &database).await?;
        let desk = Self::with(settings, catalogue, database, Some(key)).await?;
        desk.record_catalogue().await?;
        desk.load_tables(settings.demo).await?;
        desk.release_due().await?;
        desk.refresh().await?;
        Ok(desk)
    }

    /// Opens a node that exists, to read it, verify it or copy it: needs no key, records nothing.
    ///
    /// # Errors
    /// [`DeskError::NoNode`] where there is none; otherwise as [`Self::open`].
    pub async fn open_existing(settings: &Settings) -> Result<Self, DeskError> {
        let catalogue = Arc::new(Catalogue::read(settings.catalogue.as_deref(), settings.demo)?);
        let no_node = || DeskError::NoNode { data: settings.data.clone() };
        if settings.database.is_none() && !settings.database_file().exists() {
            return Err(no_node());
        }
        let desk = match Self::reading(settings, &catalogue, open_database(settings).await).await {
            Err(error) if error.is_unwritable() => {
                let path = settings.database_file().display().to_string();
                Self::reading(settings, &catalogue, Database::open_read_only(&path).await).await?
            }
            opened => opened?,
        };
        desk.refresh().await?;
        if desk.version() == 0 { Err(no_node()) } else { Ok(desk) }
    }

    /// A desk that only reads.
    async fn reading(
        settings: &Settings,
        catalogue: &Arc<Catalogue>,
        database: Result<Database, DatabaseError>,
    ) -> Result<Self, DeskError> {
        Self::with(settings, Arc::clone(catalogue), database?, None).await
    }

    async fn with(
        settings: &Settings,
        catalogue: Arc<Catalogue>,
        database: Database,
        key: Option<NodeKey>,
    ) -> Result<Self, DeskError> {
        let register = Register::open(database.clone(), key, records::kinds()).await;
        let register = register.map_err(|error| match error {
            RegisterError::OtherKey { .. } => {
                DeskError::OtherKey { path: keys::key_file(&settings.data) }
            }
            other => other.into(),
        })?;
        let observations = Observations::open(database.clone()).await?;
        let files = Files::open(database.clone()).await?;
        let jobs = Jobs::open(database.clone()).await?;
        let sites = Sites::open(database.clone()).await?;
        let measurements = Measurements::open(database.clone()).await?;
        let activities = Activities::open(database.clone()).await?;
        let voices = Consultations::open(database.clone()).await?;
        let outcomes = Outcomes::open(database.clone()).await?;
        let agenda = Agenda::open(database.clone()).await?;
        let corrections = Corrections::open(database).await?;
        let site_policies = shown::SitePolicies::read(settings.catalogue.as_deref());
        let site_policies =
            site_policies.map_err(|problems| DeskError::Catalogue(CatalogueError(problems)))?;
        Ok(Self {
            catalogue,
            observations,
            files,
            jobs,
            sites,
            measurements,
            corrections,
            voices,
            outcomes,
            agenda,
            agenda_senders: agenda::AgendaSenders::default(),
            activities,
            live: consultations::Live::default(),
            networks: consultations::Networks::default(),
            senders: senders::Senders::new(corrections::LIMITS),
            tries: people::Tries::default(),
            providers: people::Providers::new(&settings.openid),
            site_policies,
            site_maps: shown::Maps::default(),
            register,
            data: settings.data.clone(),
            catalogue_folder: settings.catalogue.clone(),
            plans_room: settings.plans_room,
            panels: Panels::default(),
            money: money::Kept::default(),
            reviews: review::Kept::default(),
            areas: Areas::default(),
            years: Years::default(),
            show_ranks: settings.show_ranks,
            today: settings.today,
            version: AtomicU64::new(0),
        })
    }

    /// Changes whenever something that pages show has changed.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Looks whether another process has changed something.
    ///
    /// # Errors
    /// The database refused.
    pub async fn refresh(&self) -> Result<(), DeskError> {
        self.version.store(self.register.size().await?, Ordering::Release);
        Ok(())
    }

    /// Today, UTC; or the day that the settings say.
    pub fn today(&self) -> jiff::civil::Date {
        let now = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        self.today.unwrap_or_else(now)
    }

    /// The year of [`Self::today`].
    pub fn year(&self) -> i32 {
        i32::from(self.today().year())
    }

    /// Days from today (UTC) to a day given as year, month, day; below 0 when it has passed. `None` for
    /// a day that does not exist.
    pub fn days_until(&self, day: (i32, u8, u8)) -> Option<i64> {
        let (year, month, day) = day;
        let number = |part: u8| i8::try_from(part).ok();
        let day = jiff::civil::Date::new(i16::try_from(year).ok()?, number(month)?, number(day)?);
        Some(i64::from(self.today().until(day.ok()?).ok()?.get_days()))
    }

    /// The figures.
    pub fn observations(&self) -> &Observations {
        &self.observations
    }

    /// The files that are kept.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The lists of sites of plans. Those of a country are read through [`shown`] alone, which holds to the policy of
    /// its ministry.
    pub fn site_lists(&self) -> &Sites {
        &self.sites
    }

    /// Work that is done later.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }
}

async fn open_database(settings: &Settings) -> Result<Database, DatabaseError> {
    if let Some(url) = &settings.database {
        return Database::open(url).await;
    }
    Database::open(&format!("sqlite:{}", settings.database_file().display())).await
}

fn create_folder(path: &std::path::Path) -> Result<(), DeskError> {
    std::fs::create_dir_all(path).map_err(|error| DeskError::File { path: path.to_owned(), error })
}

/// A moment as people and programs read it: `2026-11-22T08:40:00Z`.
pub fn written_time(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}

/// Milliseconds since 1970, by the system's clock.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
