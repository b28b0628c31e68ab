//! `passerelle survey kit`, `indicators`, `simulate`, `methodology`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Format, TableFormat};

/// The kit, written out.
#[derive(Args)]
pub struct SurveyKit {
    /// The folder to write.
    #[arg(long, value_name = "DIR", default_value = "survey-kit")]
    pub output: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Which indicators.
#[derive(Args)]
pub struct SurveyIndicators {
    /// Microdata: CSV or Parquet.
    #[arg(value_name = "DATA")]
    pub microdata: PathBuf,
    /// The analysis plan.
    #[arg(long, value_name = "PATH")]
    pub plan: Option<PathBuf>,
    /// A design file in place of the plan's design.
    #[arg(long, value_name = "DESIGN")]
    pub design: Option<PathBuf>,
    /// The country.
    #[arg(long, value_name = "PLACE")]
    pub place: String,
    /// When.
    #[arg(long, value_name = "PERIOD")]
    pub period: String,
    /// File to write.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// How figures are written.
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub format: TableFormat,
}

/// Which synthetic microdata.
#[derive(Args)]
pub struct SurveySimulate {
    /// How many households are drawn.
    #[arg(long, value_name = "NUMBER", default_value_t = 4_000)]
    pub households: u64,
    /// Where chance begins.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// File to write.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// How a methodology sheet is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    // Markdown.
    Markdown,
    // A page of HTML.
    Html,
    // JSON.
    Json,
}

/// Which methodology sheet.
#[derive(Args)]
pub struct SurveyMethodology {
    /// Microdata: CSV or Parquet.
    #[arg(value_name = "DATA")]
    pub microdata: PathBuf,
    /// The analysis plan.
    #[arg(long, value_name = "PATH")]
    pub plan: Option<PathBuf>,
    /// A design file in place of the plan's design.
    #[arg(long, value_name = "DESIGN")]
    pub design: Option<PathBuf>,
    /// The country.
    #[arg(long, value_name = "PLACE")]
    pub place: String,
    /// When.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Language of the sheet.
    #[arg(long, value_name = "LANG")]
    pub language: Option<String>,
    /// How the sheet is written.
    #[arg(long, value_enum, default_value_t = SheetFormat::Markdown)]
    pub format: SheetFormat,
    /// File to write.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}
