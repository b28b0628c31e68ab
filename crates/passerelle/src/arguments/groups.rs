//! `passerelle groups`

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// Find opinion groups in votes.
#[derive(Args)]
pub struct Groups {
    /// Votes, or a folder that holds them.
    #[arg(value_name = "VOTES")]
    pub votes: PathBuf,
    /// The statements that were voted on.
    #[arg(long, value_name = "PATH")]
    pub statements: Option<PathBuf>,
    /// Who has so many votes is grouped.
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    pub min_votes: u32,
    /// What decides where chance would.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub seed: u64,
    /// How often the count is repeated with people drawn anew.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub replicates: Option<u32>,
    /// What was found earlier: groups begin there.
    #[arg(long, value_name = "FILE")]
    pub start: Option<PathBuf>,
    /// Counts the good rows of files with problems.
    #[arg(long)]
    pub keep_good: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
