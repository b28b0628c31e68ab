//! `passerelle consultation …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{ConsultationSisters, Format};

/// What to do with consultations.
#[derive(Subcommand)]
pub enum ConsultationCommand {
    /// Open one that a file describes.
    Add(ConsultationAdd),
    /// Bring in a conversation that was held elsewhere.
    Import(Box<ConsultationImport>),
    /// Tell of all.
    List(ConsultationList),
    /// Tell of the statements of one.
    Statements(ConsultationStatements),
    /// Decide on a statement, or whose votes count.
    Moderate(ConsultationModerate),
    /// Make invitations.
    Invite(ConsultationInvite),
    /// Freeze the votes of one that is over, count and sign.
    Freeze(ConsultationFreeze),
    /// Write what anyone can take away.
    Export(ConsultationExport),
    /// Tell of sister processes, or look at them.
    Sisters(ConsultationSisters),
}

/// Opens a consultation.
#[derive(Args)]
pub struct ConsultationAdd {
    /// The file that describes it.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Who opens it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Brings a conversation in.
#[derive(Args)]
pub struct ConsultationImport {
    /// The folder that Pol.is exports, or an archive of it.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Its name in addresses.
    #[arg(long, value_name = "NAME")]
    pub slug: String,
    /// Where it was published.
    #[arg(long, value_name = "URL")]
    pub source: String,
    /// Its licence.
    #[arg(long, value_name = "TEXT")]
    pub licence: String,
    /// The language of its statements.
    #[arg(long, value_name = "CODE")]
    pub statements_in: Option<String>,
    /// What was asked.
    #[arg(long, value_name = "TEXT")]
    pub question: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DAY")]
    pub opens: Option<String>,
    /// The last day.
    #[arg(long, value_name = "DAY")]
    pub closes: Option<String>,
    /// The country that it is about.
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// Leaves out rows that cannot be read.
    #[arg(long)]
    pub keep_good: bool,
    /// Writes it down.
    #[arg(long, requires = "by")]
    pub write: bool,
    /// Who brings it in.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Tells of consultations.
#[derive(Args)]
pub struct ConsultationList {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Tells of statements.
#[derive(Args)]
pub struct ConsultationStatements {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Decides.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct ConsultationModerate {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// A statement that is shown.
    #[arg(long, value_name = "NUMBER", group = "what")]
    pub show: Option<u32>,
    /// A statement that is not.
    #[arg(long, value_name = "NUMBER", group = "what", requires = "reason")]
    pub hide: Option<u32>,
    /// Why not.
    #[arg(long, value_name = "CODE")]
    pub reason: Option<String>,
    /// A translation that is shown.
    #[arg(long, value_name = "NUMBER", group = "what")]
    pub show_translation: Option<u32>,
    /// A translation that is not.
    #[arg(long, value_name = "NUMBER", group = "what", requires = "reason")]
    pub hide_translation: Option<u32>,
    /// Somebody whose votes do not count.
    #[arg(long, value_name = "NUMBER", group = "what")]
    pub ban: Option<u32>,
    /// Somebody whose votes count again.
    #[arg(long, value_name = "NUMBER", group = "what")]
    pub unban: Option<u32>,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// Makes invitations.
#[derive(Args)]
pub struct ConsultationInvite {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// How many.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub count: u32,
    /// The group of a panel that they are for.
    #[arg(long, value_name = "CODE", default_value = "")]
    pub group: String,
    /// Who makes them.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// Freezes votes.
#[derive(Args)]
pub struct ConsultationFreeze {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Who freezes them.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Writes files.
#[derive(Args)]
pub struct ConsultationExport {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Where to.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How it is laid out.
    #[arg(long, value_enum, default_value_t = ConsultationLayout::Signed)]
    pub layout: ConsultationLayout,
}

/// How an export is laid out. (Doc comments of these would be told by the shells' completions.)
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConsultationLayout {
    Signed,
    Polis,
}
