//! `passerelle protect`

use std::path::PathBuf;

use clap::Args;

use super::TableFormat;

/// Protect tables or figures.
#[derive(Args)]
pub struct Protect {
    /// The tables, or a file of figures; without any, the policy is told.
    #[arg(value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// A policy of the catalogue by its name, or a file.
    #[arg(long, value_name = "POLICY")]
    pub policy: String,
    /// Where what may be published is written; a folder where there are several tables.
    #[arg(long, value_name = "PATH", requires = "tables")]
    pub output: Option<PathBuf>,
    /// Where the proof is written.
    #[arg(long, value_name = "PATH", requires = "tables")]
    pub proof: Option<PathBuf>,
    /// What was published before.
    #[arg(long, value_name = "PATH")]
    pub previous: Vec<PathBuf>,
    /// Where it is kept what was spent of a budget of privacy.
    #[arg(long, value_name = "PATH")]
    pub ledger: Option<PathBuf>,
    /// How much of that budget this release may spend.
    #[arg(long, value_name = "NUMBER", value_parser = above_zero)]
    pub epsilon: Option<f64>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// A number above 0.
fn above_zero(written: &str) -> Result<f64, String> {
    match written.parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok(number),
        _ => Err("expected a number above 0, such as 0.5".to_owned()),
    }
}
