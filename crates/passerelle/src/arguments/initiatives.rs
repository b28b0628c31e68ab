//! `passerelle plan publish`, `passerelle initiatives …`, `passerelle export iati` and `export budget`

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use passerelle_desk::initiatives::initiative::{InitiativeStatus, OrganisationKind};

use super::{Format, InitiativesConfirm, InitiativesSuggested};

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
    #[arg(long, value_name = "STATUS", default_value = "planned", value_parser = status())]
    pub status: InitiativeStatus,
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
    #[arg(long, value_name = "KIND", default_value = "government", value_parser = organisation())]
    pub lead_kind: OrganisationKind,
    /// Activities of IATI that it is part of.
    #[arg(long, value_name = "IDENTIFIER")]
    pub part_of: Vec<String>,
    /// A draft, to be looked at and changed before it is published.
    #[arg(long)]
    pub draft: bool,
    /// Who publishes it.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Capital letters, however they were typed.
pub(super) fn iso3(written: &str) -> Result<String, std::convert::Infallible> {
    Ok(written.to_ascii_uppercase())
}

/// Values that are codes of a room, with hyphens where files have lines below.
fn coded<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    code: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let typed = move |one: T| code(one).replace('_', "-");
    let names = all.iter().map(move |one| typed(*one));
    PossibleValuesParser::new(names).try_map(move |name| {
        let named = all.iter().copied().find(|one| typed(*one) == name);
        named.ok_or_else(|| format!("no {name}"))
    })
}

/// How far an initiative has come.
fn status() -> impl TypedValueParser<Value = InitiativeStatus> {
    coded(&InitiativeStatus::ALL, InitiativeStatus::code)
}

/// What an organisation is.
fn organisation() -> impl TypedValueParser<Value = OrganisationKind> {
    coded(&OrganisationKind::ALL, OrganisationKind::code)
}

/// What to see of initiatives.
#[derive(Subcommand)]
pub enum Initiatives {
    /// All of them.
    List(InitiativesList),
    /// One of them.
    Show(InitiativesShow),
    /// Somebody's draft of one.
    Draft(InitiativesDraft),
    /// Change a draft.
    Change(Box<InitiativesChange>),
    /// Publish a draft.
    Publish(InitiativesPublish),
    /// Throw a draft away.
    Discard(InitiativesDiscard),
    /// Imported ones that wait for a person.
    Suggested(InitiativesSuggested),
    /// Decide on an imported one.
    Confirm(InitiativesConfirm),
}

/// A draft, or all of somebody's.
#[derive(Args)]
pub struct InitiativesDraft {
    /// Its name in addresses.
    #[arg(value_name = "NAME")]
    pub slug: Option<String>,
    /// Whose.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What is changed in a draft.
#[derive(Args)]
pub struct InitiativesChange {
    /// Its name in addresses.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// What it is called, in English.
    #[arg(long, value_name = "TEXT")]
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
    /// When it begins.
    #[arg(long, value_name = "DAY")]
    pub start: Option<String>,
    /// When it ends.
    #[arg(long, value_name = "DAY")]
    pub end: Option<String>,
    /// How far it has come.
    #[arg(long, value_name = "STATUS", value_parser = status())]
    pub status: Option<InitiativeStatus>,
    /// Commitments that it serves too.
    #[arg(long, value_name = "CODE")]
    pub commitment: Vec<String>,
    /// Commitments that it does not serve.
    #[arg(long, value_name = "CODE")]
    pub without: Vec<String>,
    /// All lines of its budget.
    #[arg(long, value_name = "PATH")]
    pub budget: Option<PathBuf>,
    /// Whose.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A draft that is published.
#[derive(Args)]
pub struct InitiativesPublish {
    /// Its name in addresses.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// The version that it is published over.
    #[arg(long, value_name = "NUMBER")]
    pub over: Option<u64>,
    /// Who publishes it.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A draft that is thrown away.
#[derive(Args)]
pub struct InitiativesDiscard {
    /// Its name in addresses.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Whose.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
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
    #[arg(long, value_name = "KIND", default_value = "government", value_parser = organisation())]
    pub reporter_kind: OrganisationKind,
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
    /// That of a draft.
    #[arg(long)]
    pub draft: bool,
    /// Whose.
    #[arg(long = "as", value_name = "NAME", requires = "draft")]
    pub by: Option<String>,
}
