//! `passerelle export sdmx`, `passerelle export open-sdg`, `passerelle sdmx …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DataFormat, Format};

/// Figures as SDMX.
#[derive(Args)]
pub struct ExportSdmx {
    /// Code of the indicator.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["query", "structure"])]
    pub indicator: Option<String>,
    /// Code of the place.
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["query", "structure"])]
    pub place: Option<String>,
    /// Id of the source.
    #[arg(long, value_name = "SOURCE", conflicts_with_all = ["query", "structure"])]
    pub source: Option<String>,
    /// A query of the REST API.
    #[arg(long, value_name = "QUERY", conflicts_with = "structure")]
    pub query: Option<String>,
    /// The structure instead of figures.
    #[arg(long)]
    pub structure: bool,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = DataFormat::Csv)]
    pub format: DataFormat,
}

/// The data of an Open SDG site.
#[derive(Args)]
pub struct ExportOpenSdg {
    /// Code of the country.
    #[arg(long, value_name = "PLACE")]
    pub place: String,
    /// Only these indicators.
    #[arg(long, value_name = "CODE")]
    pub indicator: Vec<String>,
    /// Only figures of this source.
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Folder to write in.
    #[arg(long, value_name = "DIR")]
    pub output: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What to do with a message of SDMX.
#[derive(Subcommand)]
pub enum Sdmx {
    /// Write it in another form.
    Convert(SdmxConvert),
}

/// A message to write in another form.
#[derive(Args)]
pub struct SdmxConvert {
    /// The message.
    #[arg(value_name = "PATH")]
    pub file: PathBuf,
    /// File of structures that holds the data structure definition.
    #[arg(long, value_name = "PATH")]
    pub structure: Option<PathBuf>,
    /// The form to write.
    #[arg(long, value_enum)]
    pub format: DataFormat,
}
