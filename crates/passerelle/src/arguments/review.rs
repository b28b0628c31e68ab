//! `passerelle review …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Format;

/// The countries that a review is of: exactly one of these.
#[derive(Args, Clone)]
#[group(required = true, multiple = false)]
pub struct ReviewOf {
    /// A country, by its three letters.
    #[arg(long, value_name = "COUNTRY")]
    pub country: Option<String>,
    /// A region.
    #[arg(long, value_name = "NAME")]
    pub region: Option<String>,
    /// A group of countries.
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    /// All of them.
    #[arg(long)]
    pub world: bool,
}

impl ReviewOf {
    /// What was typed for it.
    pub fn written(&self) -> &str {
        let named = [&self.country, &self.region, &self.group];
        named.into_iter().find_map(Option::as_deref).unwrap_or("world")
    }
}

/// Makes the review contribution of some countries.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Review {
    /// What else to do.
    #[command(subcommand)]
    pub round: Option<ReviewRound>,
    /// Of what.
    #[command(flatten)]
    pub of: Option<ReviewOf>,
    /// Its language.
    #[arg(long, value_name = "LANG")]
    pub language: Option<String>,
    /// The file; its ending says how it is written.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// In which chapters.
    #[arg(long, value_name = "CODE")]
    pub form: Option<String>,
    /// An edition that was opened for comments, by its number.
    #[arg(long, value_name = "NUMBER")]
    pub edition: Option<u32>,
    /// Its draft, and not its report.
    #[arg(long, requires = "edition")]
    pub draft: bool,
}

/// A draft, its comments, its report.
#[derive(Subcommand)]
pub enum ReviewRound {
    /// Check a file against the note beside it.
    Check(ReviewCheck),
    /// Open a draft for comments.
    Open(ReviewOpen),
    /// Publish the report of a round that has ended.
    Publish(ReviewPublish),
    /// Tell of the rounds.
    List(ReviewList),
}

/// Checks a file.
#[derive(Args)]
pub struct ReviewCheck {
    /// The file; its note is beside it.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The public key of another node.
    #[arg(long, value_name = "NAME")]
    pub key: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Opens a draft.
#[derive(Args)]
pub struct ReviewOpen {
    /// Of what.
    #[command(flatten)]
    pub of: ReviewOf,
    /// The last day for comments.
    #[arg(long, value_name = "DAY")]
    pub closes: Date,
    /// Who opens it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Publishes a report.
#[derive(Args)]
pub struct ReviewPublish {
    /// Of what.
    #[command(flatten)]
    pub of: ReviewOf,
    /// Who publishes it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// What was looked at.
    #[arg(long, value_name = "HEX")]
    pub fingerprint: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Tells of rounds.
#[derive(Args)]
pub struct ReviewList {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
