//! `passerelle survey …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{
    Format, SurveyIndicators, SurveyKit, SurveyMethodology, SurveySimulate, TableFormat, level,
};

/// What to do with survey microdata.
#[derive(Subcommand)]
pub enum Survey {
    /// Estimate means, totals, shares… with the errors of the survey's design.
    Estimate(SurveyEstimate),
    /// Test whether two classifications go together, or whether a mean differs.
    Test(SurveyTest),
    /// Fit a linear or logistic regression.
    Regress(SurveyRegress),
    /// Look whether the design and the data hold together.
    Check(SurveyCheck),
    /// Say what each column holds.
    Describe(SurveyDescribe),
    /// Write out a ready national survey.
    Kit(SurveyKit),
    /// Turn microdata into indicators by a plan.
    Indicators(SurveyIndicators),
    /// Make up microdata for training.
    Simulate(SurveySimulate),
    /// Write the methodology sheet.
    Methodology(SurveyMethodology),
}

/// The file and its design.
#[derive(Args, Clone)]
pub struct SurveyFiles {
    /// Microdata: CSV or Parquet.
    #[arg(value_name = "DATA")]
    pub microdata: PathBuf,
    /// The file that says how the sample was drawn.
    #[arg(long, value_name = "DESIGN")]
    pub design: PathBuf,
}

/// Degrees of freedom of intervals.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Degrees {
    // The design's.
    Design,
    // So many that Student's distribution is the normal one.
    Infinite,
}

/// How the interval of a share is made.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShareMethod {
    // Log odds.
    Logit,
    // Likelihood.
    Likelihood,
    // Korn and Graubard.
    Beta,
    // Wilson.
    Wilson,
    // Arcsine.
    Asin,
    // Plain.
    Mean,
}

/// What a design effect compares with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Effect {
    // Without replacement.
    Without,
    // With replacement.
    With,
}

/// What to estimate.
#[derive(Args)]
pub struct SurveyEstimate {
    /// The file and its design.
    #[command(flatten)]
    pub files: SurveyFiles,
    /// Mean of a column.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub mean: Vec<String>,
    /// Total of a column, or number of people of a class.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub total: Vec<String>,
    /// Ratio of two totals.
    #[arg(long, value_name = "RATIO", value_delimiter = ',')]
    pub ratio: Vec<String>,
    /// Share of people of a class, or of every class of a column.
    #[arg(long, value_name = "SHARE", value_delimiter = ',')]
    pub proportion: Vec<String>,
    /// Value that a share of people do not exceed.
    #[arg(long, value_name = "QUANTILE", value_delimiter = ',')]
    pub quantile: Vec<String>,
    /// Variance of a column among people.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub variance: Vec<String>,
    /// Number of people.
    #[arg(long)]
    pub people: bool,
    /// For each combination of these columns.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', conflicts_with = "all_margins")]
    pub by: Vec<String>,
    /// For each combination of these columns, of some of them, and for everyone.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub all_margins: Vec<String>,
    /// Of these rows only.
    #[arg(long = "where", value_name = "CONDITION")]
    pub filter: Option<String>,
    /// Confidence of the intervals.
    #[arg(long, default_value_t = 0.95, value_parser = level)]
    pub level: f64,
    /// Degrees of freedom of the intervals.
    #[arg(long, value_enum, default_value_t = Degrees::Design)]
    pub df: Degrees,
    /// How the interval of a share is made.
    #[arg(long, value_enum, default_value_t = ShareMethod::Logit)]
    pub interval: ShareMethod,
    /// What a design effect compares with.
    #[arg(long, value_enum, default_value_t = Effect::Without)]
    pub deff: Effect,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// Which statistic tests an association.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChiSquare {
    // Rao and Scott, second order.
    F,
    // Rao and Scott, first order.
    Chisq,
    // Wald.
    Wald,
    // Wald, adjusted.
    AdjWald,
}

/// What to test.
#[derive(Args)]
pub struct SurveyTest {
    /// The file and its design.
    #[command(flatten)]
    pub files: SurveyFiles,
    /// Whether two columns go together.
    #[arg(
        long,
        value_name = "PAIR",
        value_delimiter = ',',
        num_args = 1,
        required_unless_present = "mean"
    )]
    pub association: Vec<String>,
    /// Which statistic.
    #[arg(long, value_enum, default_value_t = ChiSquare::F)]
    pub statistic: ChiSquare,
    /// Whether the mean of this column differs…
    #[arg(long, value_name = "COLUMN", conflicts_with = "association")]
    pub mean: Option<String>,
    /// … between the two groups of this column,
    #[arg(long, value_name = "COLUMN", requires = "mean")]
    pub between: Option<String>,
    /// … or from this number.
    #[arg(long, value_name = "NUMBER", requires = "mean", default_value_t = 0.0)]
    pub from: f64,
    /// Of these rows only.
    #[arg(long = "where", value_name = "CONDITION")]
    pub filter: Option<String>,
    /// Confidence of the intervals.
    #[arg(long, default_value_t = 0.95, value_parser = level)]
    pub level: f64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How an outcome depends on terms.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModelFamily {
    // A mean.
    Linear,
    // A share.
    Logistic,
}

/// What to regress on what.
#[derive(Args)]
pub struct SurveyRegress {
    /// The file and its design.
    #[command(flatten)]
    pub files: SurveyFiles,
    /// A column, or a class of one.
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: String,
    /// The columns that it depends on.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub on: Vec<String>,
    /// How.
    #[arg(long, value_enum, default_value_t = ModelFamily::Linear)]
    pub family: ModelFamily,
    /// Of these rows only.
    #[arg(long = "where", value_name = "CONDITION")]
    pub filter: Option<String>,
    /// Confidence of the intervals.
    #[arg(long, default_value_t = 0.95, value_parser = level)]
    pub level: f64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// Look at a design.
#[derive(Args)]
pub struct SurveyCheck {
    /// The file and its design.
    #[command(flatten)]
    pub files: SurveyFiles,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Look at a file.
#[derive(Args)]
pub struct SurveyDescribe {
    /// Microdata: CSV or Parquet.
    #[arg(value_name = "DATA")]
    pub microdata: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
