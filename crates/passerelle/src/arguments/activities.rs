//! `passerelle import iati`, `passerelle initiatives suggested` and `confirm`

use std::path::PathBuf;

use clap::Args;

use super::Format;
use super::initiatives::iso3;

/// Files of activities.
#[derive(Args)]
pub struct ImportIati {
    /// Files or folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Points from which on an activity is brought in.
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub threshold: Option<u32>,
    /// The country, three letters.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: Option<String>,
    /// Who imports.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Imported initiatives that wait for a person.
#[derive(Args)]
pub struct InitiativesSuggested {
    /// The country, three letters.
    #[arg(long, value_name = "COUNTRY", value_parser = iso3)]
    pub country: Option<String>,
    /// Those after this one.
    #[arg(long, value_name = "NAME")]
    pub after: Option<String>,
    /// How many.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub most: u32,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What a person decides of an imported initiative.
#[derive(Args)]
pub struct InitiativesConfirm {
    /// Its name in addresses, or its identifier in IATI.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// What it serves.
    #[arg(long, value_name = "CODE", conflicts_with = "set_aside")]
    pub commitment: Vec<String>,
    /// It is not about the digital.
    #[arg(long)]
    pub set_aside: bool,
    /// Who decides.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
