//! What can be typed. What `--help` says of it is in `locales/` (`help.ftl`): see [`crate::help`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use passerelle_desk::Settings;
use passerelle_desk::plans::waiting::PlansRoom;

mod activities;
mod consultations;
mod corrections;
mod emergency;
mod groups;
mod index;
mod initiatives;
mod kit;
mod ledger;
mod measure;
mod outcomes;
mod plan;
mod protect;
mod publish;
mod review;
mod scorecard;
mod serve;
mod sites;
mod survey;
mod user;

pub use activities::{ImportIati, InitiativesConfirm, InitiativesSuggested};
pub use consultations::{
    ConsultationAdd, ConsultationCommand, ConsultationExport, ConsultationFreeze,
    ConsultationImport, ConsultationInvite, ConsultationLayout, ConsultationList,
    ConsultationModerate, ConsultationStatements,
};
pub use corrections::{CorrectionState, Corrections, CorrectionsDecide, CorrectionsList};
pub use emergency::Emergency;
pub use groups::Groups;
pub use index::{
    Index, IndexAnalysis, IndexBuild, IndexCheck, IndexFiles, IndexSensitivity, IndexUncertainty,
    IndexUnsure,
};
pub use initiatives::{
    ExportBudget, ExportIati, Initiatives, InitiativesChange, InitiativesDiscard, InitiativesDraft,
    InitiativesList, InitiativesPublish, InitiativesShow, PlanPublish,
};
pub use kit::{SheetFormat, SurveyIndicators, SurveyKit, SurveyMethodology, SurveySimulate};
pub use ledger::ImportTransactions;
pub use measure::{Measure, SitesReduce, SitesToken};
pub use outcomes::{
    ConsultationSisters, RecommendationAdd, RecommendationAnswer, RecommendationCommand,
    RecommendationFollowUp, RecommendationList,
};
pub use plan::{Plan, PlanCompare, PlanExplain, PlanLook, PlanMake};
pub use protect::Protect;
pub use publish::{ExportOpenSdg, ExportSdmx, Sdmx, SdmxConvert};
pub use review::{
    Review, ReviewCheck, ReviewList, ReviewOf, ReviewOpen, ReviewPublish, ReviewRound,
};
pub use scorecard::{
    Release, ReleaseList, ReleasePrepare, ReleaseSign, Scorecard, ScorecardFormat,
};
pub use serve::Serve;
use serve::public_url;
pub use sites::{
    ImportSites, ReportFormat, Sites, SitesCheck, SitesFrom, SitesNetwork, SitesTowers,
};
pub use survey::{
    ChiSquare, Degrees, Effect, ModelFamily, ShareMethod, Survey, SurveyCheck, SurveyDescribe,
    SurveyEstimate, SurveyRegress, SurveyTest,
};
pub use user::{DEFAULT_ROLE, User, UserRole};

/// Passerelle, the open platform for digital cooperation: what was promised, where a country stands, who
/// is left out, how far and how fast.
#[derive(Parser)]
#[command(name = "passerelle", version, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where the node is.
    #[command(flatten)]
    pub node: Node,
}

/// Options that every command takes.
#[derive(Args, Clone)]
pub struct Node {
    /// Folder of the node: its database and its key. Created if it is not there.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "PASSERELLE_DATA",
        default_value = "passerelle-data"
    )]
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database: postgres://user@host/name. A password is better given
    /// in PASSERELLE_DATABASE than typed.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "PASSERELLE_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Folder whose files go over those of the built-in catalogue.
    #[arg(long, global = true, value_name = "DIR", env = "PASSERELLE_CATALOGUE")]
    pub catalogue: Option<PathBuf>,
    /// Language of messages and of help. Read before all else: see [`crate::language`].
    #[arg(long, global = true, value_name = "LANG", env = "PASSERELLE_LANG")]
    pub lang: Option<String>,
    /// The day to count ages and due dates from.
    #[arg(long, global = true, value_name = "DAY", env = "PASSERELLE_TODAY")]
    pub today: Option<Date>,
}

impl Node {
    /// Where the key that the log is signed with is.
    pub fn key_file(&self) -> PathBuf {
        self.data.join("node.key")
    }

    /// What the desk needs to open the node.
    pub fn settings(&self, demo: bool) -> Settings {
        Settings {
            data: self.data.clone(),
            database: self.database.clone(),
            catalogue: self.catalogue.clone(),
            demo,
            show_ranks: false,
            plans_room: PlansRoom::default(),
            openid: Vec::new(),
            today: self.today,
        }
    }
}

/// How answers are written. (Doc comments of these would be told by the shells' completions.)
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // For people.
    Text,
    // For programs.
    Json,
}

/// How data is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    // JSON.
    Json,
    // Comma-separated values.
    Csv,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    // A table for people.
    Table,
    // JSON.
    Json,
    // Comma-separated values.
    Csv,
}

/// Between 0 and 1.
fn level(written: &str) -> Result<f64, String> {
    match written.parse::<f64>() {
        Ok(level) if 0.0 < level && level < 1.0 => Ok(level),
        _ => Err("expected a number between 0 and 1, such as 0.95".to_owned()),
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Start the node: its pages and its API.
    Serve(Serve),
    /// Bring figures in from files and folders.
    #[command(subcommand)]
    Import(Import),
    /// Bring figures in from a publisher's public interface.
    Pull(Pull),
    /// Take figures or commitments out.
    #[command(subcommand)]
    Export(Export),
    /// Turn survey microdata into figures with their errors.
    #[command(subcommand)]
    Survey(Survey),
    /// Build composite indices, and see how sure they are.
    #[command(subcommand)]
    Index(Index),
    /// Show a country's year: where it stands, who is left out, what nobody measures.
    Scorecard(Scorecard),
    /// Have scorecards signed by two people, and released at their moment.
    #[command(subcommand)]
    Release(Release),
    /// Make the review contribution of a country, a group or the world; have its draft commented on and published.
    Review(Box<Review>),
    /// Hide what would give people away, and prove that it stays hidden.
    Protect(Protect),
    /// Plan the connection of sites.
    Plan(Box<Plan>),
    /// Look at initiatives.
    #[command(subcommand)]
    Initiatives(Initiatives),
    /// What an affected area cuts, and what restores most people first.
    Emergency(Box<Emergency>),
    /// Find opinion groups in votes.
    Groups(Groups),
    /// Look at lists of sites, networks and towers.
    #[command(subcommand)]
    Sites(Sites),
    /// Measure a connection, once or as long as it runs.
    Measure(Measure),
    /// Put a question to people.
    #[command(subcommand)]
    Consultation(ConsultationCommand),
    /// Recommend what comes of a consultation, answer, follow up.
    #[command(subcommand)]
    Recommendation(RecommendationCommand),
    /// Decide what is shown of the corrections that readers propose.
    #[command(subcommand)]
    Corrections(Corrections),
    /// Convert messages of SDMX.
    #[command(subcommand)]
    Sdmx(Sdmx),
    /// Look whether the catalogue and the node are sound.
    Check(Check),
    /// Recompute the log, the records and the figures, and compare with what is stored.
    Verify(Verify),
    /// Copy the embedded database while the node goes on.
    Backup(Backup),
    /// Erase a record with its history.
    Erase(Erase),
    /// The key that the log is signed with.
    #[command(subcommand)]
    Key(Key),
    /// Accounts of the node.
    #[command(subcommand)]
    User(User),
    /// Print shell completions.
    Completions(Completions),
    /// Print the manual page.
    Man,
}

/// What to bring in.
#[derive(Subcommand)]
pub enum Import {
    /// Statistics: files (CSV, TSV, XLSX) or folders, read by the entries of the catalogue.
    Statistics(ImportStatistics),
    /// The sites of a country: lists of schools, health posts and other places.
    Sites(ImportSites),
    /// Activities of IATI.
    Iati(ImportIati),
    /// Transactions of an initiative.
    Transactions(ImportTransactions),
}

/// Files of statistics.
#[derive(Args)]
pub struct ImportStatistics {
    /// Files or folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Store the good rows of files that have problems.
    #[arg(long)]
    pub keep_good: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A publisher's public interface.
#[derive(Args)]
pub struct Pull {
    /// Id of the publisher: worldbank, unsd-sdg (undata is the same).
    pub publisher: String,
    /// Only these interfaces, by id.
    #[arg(value_name = "INTERFACE")]
    pub only: Vec<String>,
    /// Ask another server of the same shape instead: a mirror, or a stand-in for tests.
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Store the good rows of interfaces that have problems.
    #[arg(long)]
    pub keep_good: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What to take out.
#[derive(Subcommand)]
pub enum Export {
    /// Figures, with their sources.
    Observations(ExportObservations),
    /// Commitments of the three texts.
    Commitments(ExportCommitments),
    /// Figures as SDMX.
    Sdmx(ExportSdmx),
    /// The data of an Open SDG site.
    OpenSdg(ExportOpenSdg),
    /// An initiative as an activity of IATI.
    Iati(ExportIati),
    /// The budget of an initiative.
    Budget(ExportBudget),
}

/// Which figures.
#[derive(Args)]
pub struct ExportObservations {
    /// Code of the indicator.
    #[arg(long, value_name = "CODE")]
    pub indicator: Option<String>,
    /// Code of the place: ISO 3166-1 alpha-3, a group, or a path within a country.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Who, exactly: sex=female;location=rural.
    #[arg(long, value_name = "DIMENSIONS")]
    pub dimensions: Option<String>,
    /// Id of the source.
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = DataFormat::Csv)]
    pub format: DataFormat,
}

/// Commitments.
#[derive(Args)]
pub struct ExportCommitments {
    /// How they are written.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
}

/// Check the catalogue and the node.
#[derive(Args)]
pub struct Check {
    /// Compute current records, links and facets again from the versions, and say which differed.
    #[arg(long)]
    pub rebuild: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Verify everything.
#[derive(Args)]
pub struct Verify {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Copy the database.
#[derive(Args)]
pub struct Backup {
    /// File to write; it must not exist.
    pub path: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Erase a record.
#[derive(Args)]
pub struct Erase {
    /// Key of the record.
    pub record: String,
    /// Why, as a code.
    #[arg(long, value_name = "CODE", value_parser = reason)]
    pub reason: String,
    /// Do not ask whether it is meant.
    #[arg(long)]
    pub yes: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

fn reason(written: &str) -> Result<String, String> {
    let sound = passerelle_desk::erasing::is_reason(written);
    if sound { Ok(written.to_owned()) } else { Err("not a code".to_owned()) }
}

/// The node's key.
#[derive(Subcommand)]
pub enum Key {
    /// Show its public half.
    Show(KeyAnswer),
    /// Make another one.
    Renew(KeyAnswer),
}

/// How to answer about the key.
#[derive(Args)]
pub struct KeyAnswer {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Shell completions.
#[derive(Args)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        let read = |written: &str| super::public_url(written).ok();
        assert_eq!(read("https://node.example/").as_deref(), Some("https://node.example"));
        assert_eq!(read("http://10.0.0.1:8080").as_deref(), Some("http://10.0.0.1:8080"));
        for wrong in ["", "https://", "node.example", "https://a/b", "https://a b", "javascript:x"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
