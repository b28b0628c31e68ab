//! `passerelle plan publish`, `passerelle initiatives …`, `passerelle export iati` and `export budget`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use passerelle_desk::initiatives::initiative::{InitiativeStatus, OrganisationKind};

use super::Format;

/// A plan that becomes an initiative.
#[derive(Args)]
pub struct PlanPublish {
    /// The folder of the plan.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What it is called, in English.
    #[arg(long, value_name = "TEXT", required_unless_present = "title_fr")]
    pub title: Option<String>,
    /// What it is called, in French.
    #[arg(long, value_name = "TEXT")]
    pub title_fr: Option<String>,
    /// What it is about, in English.
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// What it is about, in French.
    #[arg(long, value_name = "TEXT")]
    pub description_fr: Option<String>,
    /// Commitments that it serves.
    #[arg(long, value_name = "CODE", required = true)]
    pub commitment: Vec<String>,
    /// The country, three letters.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: Option<String>,
    /// For whom.
    #[arg(long = "for", value_name = "DIMENSIONS")]
    pub groups: Vec<String>,
    /// Languages in which it works.
    #[arg(long, value_name = "LANG")]
    pub language: Vec<String>,
    /// Its name in addresses.
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
    /// When it begins.
    #[arg(long, value_name = "DAY")]
    pub start: Option<String>,
    /// How far it has come.
    #[arg(long, value_enum, value_name = "STATUS", default_value_t = AskedStatus::Planned)]
    pub status: AskedStatus,
    /// It had begun before it was pledged.
    #[arg(long)]
    pub began_before: bool,
    /// Who answers for it.
    #[arg(long, value_name = "NAME")]
    pub lead: Option<String>,
    /// Its identifier in IATI.
    #[arg(long, value_name = "IDENTIFIER", requires = "lead")]
    pub lead_id: Option<String>,
    /// What it is.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = AskedOrganisation::Government)]
    pub lead_kind: AskedOrganisation,
    /// Activities of IATI that it is part of.
    #[arg(long, value_name = "IDENTIFIER")]
    pub part_of: Vec<String>,
    /// Who publishes it.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Capital letters, however they were typed.
fn iso3(written: &str) -> Result<String, std::convert::Infallible> {
    Ok(written.to_ascii_uppercase())
}

/// How far an initiative has come.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskedStatus {
    // It is to come.
    Planned,
    // It is being done.
    UnderWay,
    // It is done.
    Finished,
    // It rests.
    Suspended,
    // It was given up.
    Cancelled,
}

impl From<AskedStatus> for InitiativeStatus {
    fn from(asked: AskedStatus) -> Self {
        match asked {
            AskedStatus::Planned => Self::Planned,
            AskedStatus::UnderWay => Self::UnderWay,
            AskedStatus::Finished => Self::Finished,
            AskedStatus::Suspended => Self::Suspended,
            AskedStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// What an organisation is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskedOrganisation {
    // A ministry or agency.
    Government,
    // A public fund, a regulator.
    Public,
    // Of several States.
    Multilateral,
    // Of civil society.
    CivilSociety,
    // A foundation.
    Foundation,
    // A company.
    Company,
    // A university.
    Academia,
    // Anything else.
    Other,
}

impl From<AskedOrganisation> for OrganisationKind {
    fn from(asked: AskedOrganisation) -> Self {
        match asked {
            AskedOrganisation::Government => Self::Government,
            AskedOrganisation::Public => Self::Public,
            AskedOrganisation::Multilateral => Self::Multilateral,
            AskedOrganisation::CivilSociety => Self::CivilSociety,
            AskedOrganisation::Foundation => Self::Foundation,
            AskedOrganisation::Company => Self::Company,
            AskedOrganisation::Academia => Self::Academia,
            AskedOrganisation::Other => Self::Other,
        }
    }
}

/// What to see of initiatives.
#[derive(Subcommand)]
pub enum Initiatives {
    /// All of them.
    List(InitiativesList),
    /// One of them.
    Show(InitiativesShow),
}

/// Initiatives.
#[derive(Args)]
pub struct InitiativesList {
    /// Only those of a country.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// An initiative.
#[derive(Args)]
pub struct InitiativesShow {
    /// Its name in addresses.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// An initiative as an activity of IATI.
#[derive(Args)]
pub struct ExportIati {
    /// Its name in addresses.
    #[arg(long, value_name = "NAME")]
    pub initiative: String,
    /// Identifier of who reports it.
    #[arg(long, value_name = "IDENTIFIER", requires = "reporter")]
    pub reporter_id: Option<String>,
    /// Who reports it.
    #[arg(long, value_name = "NAME", requires = "reporter_id")]
    pub reporter: Option<String>,
    /// What it is.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = AskedOrganisation::Government)]
    pub reporter_kind: AskedOrganisation,
    /// A file instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// The budget of an initiative.
#[derive(Args)]
pub struct ExportBudget {
    /// Its name in addresses.
    #[arg(long, value_name = "NAME")]
    pub initiative: String,
}
