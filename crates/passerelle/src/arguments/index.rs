//! `passerelle index …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, TableFormat, level};

/// What to do with a composite index.
#[derive(Subcommand)]
pub enum Index {
    /// Build it: scores and ranks of all levels.
    Build(IndexBuild),
    /// Say how sure scores and ranks are.
    Uncertainty(IndexUncertainty),
    /// Say which choice moves it most.
    Sensitivity(IndexSensitivity),
    /// Look whether data, structure and method hold together.
    Check(IndexCheck),
}

/// What an index is made of.
#[derive(Args, Clone)]
pub struct IndexFiles {
    /// The table, one row for each country.
    #[arg(value_name = "DATA")]
    pub figures: PathBuf,
    /// What goes into what.
    #[arg(long, value_name = "STRUCTURE", required_unless_present = "definition")]
    pub structure: Option<PathBuf>,
    /// How it is built: a file or a name.
    #[arg(long, value_name = "METHOD")]
    pub method: Option<String>,
    /// Structure and method in one file.
    #[arg(long, value_name = "PATH", conflicts_with = "structure")]
    pub definition: Option<PathBuf>,
    /// The group whose means fill gaps, under the usual method.
    #[arg(long, value_name = "COLUMN")]
    pub group: Option<String>,
    /// The column of the codes of countries.
    #[arg(long, value_name = "COLUMN")]
    pub unit_column: Option<String>,
}

/// What is not sure about an index.
#[derive(Args, Clone)]
pub struct IndexUnsure {
    /// Standard errors, in the shape of the data.
    #[arg(long, value_name = "PATH")]
    pub errors: Option<PathBuf>,
    /// What varies in the method.
    #[arg(long, value_name = "PATH")]
    pub choices: Option<PathBuf>,
}

/// How an analysis is made.
#[derive(Args, Clone)]
pub struct IndexAnalysis {
    /// What is not sure.
    #[command(flatten)]
    pub unsure: IndexUnsure,
    /// Which element is looked at.
    #[arg(long, value_name = "CODE")]
    pub element: Option<String>,
    /// How many times the index is built.
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// The same seed gives the same answer.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// How much of the results the intervals hold.
    #[arg(long, default_value_t = 0.9, value_parser = level)]
    pub level: f64,
    /// How many threads.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// Build an index.
#[derive(Args)]
pub struct IndexBuild {
    /// What it is made of.
    #[command(flatten)]
    pub files: IndexFiles,
    /// The data after this step instead of the scores.
    #[arg(long, value_name = "STEP")]
    pub stage: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// Say how sure scores and ranks are.
#[derive(Args)]
pub struct IndexUncertainty {
    /// What it is made of.
    #[command(flatten)]
    pub files: IndexFiles,
    /// How the analysis is made.
    #[command(flatten)]
    pub analysis: IndexAnalysis,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// Say which choice moves the index most.
#[derive(Args)]
pub struct IndexSensitivity {
    /// What it is made of.
    #[command(flatten)]
    pub files: IndexFiles,
    /// How the analysis is made.
    #[command(flatten)]
    pub analysis: IndexAnalysis,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// Look at an index.
#[derive(Args)]
pub struct IndexCheck {
    /// What it is made of.
    #[command(flatten)]
    pub files: IndexFiles,
    /// What is not sure.
    #[command(flatten)]
    pub unsure: IndexUnsure,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
