//! `passerelle import transactions`

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// A table of transactions.
#[derive(Args)]
pub struct ImportTransactions {
    /// The file.
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    /// The initiative to which they belong.
    #[arg(long, value_name = "NAME")]
    pub initiative: String,
    /// Keep them.
    #[arg(long)]
    pub keep: bool,
    /// Who keeps them.
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
