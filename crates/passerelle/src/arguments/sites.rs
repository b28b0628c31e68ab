//! `passerelle sites …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use passerelle_desk::sites::connectivity::SiteKind;
use passerelle_desk::sites::connectivity::reading::ColumnRole;

use super::Format;

/// What to look at.
#[derive(Subcommand)]
pub enum Sites {
    /// Read and clean lists of sites.
    Check(SitesCheck),
    /// Say what networks hold.
    Network(SitesNetwork),
    /// Say what lists of towers hold.
    Towers(SitesTowers),
    /// Let a site send what it measures.
    Token(super::SitesToken),
    /// Reduce what was measured long ago to its days in figures.
    Reduce(super::SitesReduce),
}

/// What is known besides the files.
#[derive(Args, Clone)]
pub struct SitesFrom {
    /// Outlines of the country or of its areas.
    #[arg(long, value_name = "PATH")]
    pub areas: Option<PathBuf>,
    /// The country, three letters.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: Option<String>,
    /// A column by what it is.
    #[arg(long, value_name = "ROLE=COLUMN", value_parser = column)]
    pub column: Vec<(ColumnRole, String)>,
}

/// Capital letters, however they were typed.
fn iso3(written: &str) -> Result<String, std::convert::Infallible> {
    Ok(written.to_ascii_uppercase())
}

/// `lat=Y`.
fn column(written: &str) -> Result<(ColumnRole, String), String> {
    let expected = || "expected a role and the name of a column, such as lat=Y".to_owned();
    let (role, name) = written.split_once('=').ok_or_else(expected)?;
    let role = ColumnRole::of(role).ok_or_else(expected)?;
    if name.is_empty() { Err(expected()) } else { Ok((role, name.to_owned())) }
}

/// Lists of sites.
#[derive(Args)]
pub struct SitesCheck {
    /// The lists.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// An official list to match them to.
    #[arg(long, value_name = "PATH")]
    pub official: Option<PathBuf>,
    /// What sites are that do not say it.
    #[arg(long, value_enum)]
    pub kind: Option<AskedKind>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Where the sites are written.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// Lists that the node is to keep.
#[derive(Args)]
pub struct ImportSites {
    /// The lists.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The country, three letters.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: String,
    /// Outlines of the country or of its areas.
    #[arg(long, value_name = "PATH")]
    pub areas: Option<PathBuf>,
    /// A column by what it is.
    #[arg(long, value_name = "ROLE=COLUMN", value_parser = column)]
    pub column: Vec<(ColumnRole, String)>,
    /// An official list to match them to.
    #[arg(long, value_name = "PATH")]
    pub official: Option<PathBuf>,
    /// What sites are that do not say it.
    #[arg(long, value_enum)]
    pub kind: Option<AskedKind>,
    /// The terms under which they were given.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub licence: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Networks.
#[derive(Args)]
pub struct SitesNetwork {
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Where the network is written.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// Towers.
#[derive(Args)]
pub struct SitesTowers {
    /// The lists.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    // For people.
    Text,
    // For programs, with every row that something was found about.
    Json,
    // Every row that something was found about, for spreadsheets.
    Csv,
}

/// What sites are.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskedKind {
    // Schools.
    School,
    // Health facilities.
    Health,
    // Others.
    Other,
}

impl From<AskedKind> for SiteKind {
    fn from(asked: AskedKind) -> Self {
        match asked {
            AskedKind::School => Self::School,
            AskedKind::Health => Self::HealthFacility,
            AskedKind::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_with_its_role() {
        assert_eq!(column("lat=Y"), Ok((ColumnRole::Latitude, "Y".to_owned())));
        assert_eq!(column("name=a=b"), Ok((ColumnRole::Name, "a=b".to_owned())));
        for wrong in ["lat", "colour=Y", "lat=", ""] {
            assert!(column(wrong).is_err(), "{wrong}");
        }
    }
}
