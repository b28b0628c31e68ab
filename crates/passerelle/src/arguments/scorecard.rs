//! `passerelle scorecard` and `passerelle release …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::Format;

/// A country and a year.
#[derive(Args, Clone)]
pub struct CountryYear {
    /// Three letters: KEN.
    #[arg(value_name = "COUNTRY", value_parser = iso3)]
    pub country: String,
    /// The year.
    #[arg(value_name = "YEAR")]
    pub year: i32,
}

/// Capital letters, however they were typed.
fn iso3(written: &str) -> Result<String, std::convert::Infallible> {
    Ok(written.to_ascii_uppercase())
}

/// Shows a scorecard.
#[derive(Args)]
pub struct Scorecard {
    /// Of what.
    #[command(flatten)]
    pub of: CountryYear,
    /// How it is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: ScorecardFormat,
    /// A file instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// An edition that was released, by its number.
    #[arg(long, value_name = "NUMBER", conflicts_with = "prepared")]
    pub edition: Option<u32>,
    /// What was prepared and is to be signed.
    #[arg(long)]
    pub prepared: bool,
    /// Countries to compare with.
    #[arg(long, value_name = "COUNTRIES", value_delimiter = ',', value_parser = iso3)]
    pub peers: Vec<String>,
}

/// How a scorecard is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScorecardFormat {
    // For people.
    Text,
    // For programs.
    Json,
    // For spreadsheets.
    Csv,
    // One page to print.
    Pdf,
    // A small image for other sites.
    Svg,
}

/// What to do with a release.
#[derive(Subcommand)]
pub enum Release {
    /// Freeze a scorecard for another person to sign.
    Prepare(ReleasePrepare),
    /// Sign what another person has prepared.
    Sign(ReleaseSign),
    /// Tell what was and will be released.
    List(ReleaseList),
}

/// Freezes a scorecard.
#[derive(Args)]
pub struct ReleasePrepare {
    /// Of what.
    #[command(flatten)]
    pub of: CountryYear,
    /// Who prepares it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// When it may be read.
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<Timestamp>,
    /// Why one that was released is revised.
    #[arg(long, value_name = "CODE", requires = "because")]
    pub reason: Option<String>,
    /// The same in words.
    #[arg(long, value_name = "TEXT", requires = "reason")]
    pub because: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Signs a release.
#[derive(Args)]
pub struct ReleaseSign {
    /// Of what.
    #[command(flatten)]
    pub of: CountryYear,
    /// Who signs it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// What was looked at.
    #[arg(long, value_name = "HEX")]
    pub fingerprint: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Tells of releases.
#[derive(Args)]
pub struct ReleaseList {
    /// The revision policy with it.
    #[arg(long)]
    pub policy: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
