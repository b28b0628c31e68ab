//! `passerelle measure`, `passerelle sites token`

use std::path::PathBuf;

use clap::Args;

use super::{Format, public_url};

/// Measure a connection.
#[derive(Args)]
pub struct Measure {
    /// The site that is measured; needed to send.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// The node to measure against and to send to.
    #[arg(long, value_name = "URL", value_parser = public_url)]
    pub server: String,
    /// The file that holds the site's token; otherwise PASSERELLE_TOKEN.
    #[arg(long, value_name = "PATH")]
    pub token_file: Option<PathBuf>,
    /// The site's token.
    #[arg(long, value_name = "TOKEN", env = "PASSERELLE_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Measure once and end.
    #[arg(long)]
    pub once: bool,
    /// The most that tests may move in a month.
    #[arg(long, value_name = "GIGABYTES", value_parser = gigabytes)]
    pub cap_gb: Option<f64>,
    /// Where what cannot be sent waits.
    #[arg(long, value_name = "PATH", default_value = "passerelle-measure.queue")]
    pub queue: PathBuf,
    /// How it is told what was measured.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Above 0, and no more than anybody has.
pub(super) fn gigabytes(written: &str) -> Result<f64, String> {
    match written.parse::<f64>() {
        Ok(number) if number > 0.0 && number <= 1e6 => Ok(number),
        _ => Err("expected a number of gigabytes, such as 5".to_owned()),
    }
}

/// Let a site send what it measures.
#[derive(Args)]
pub struct SitesToken {
    /// The site.
    #[arg(value_name = "SITE")]
    pub site: String,
    /// Its opening hours.
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<String>,
    /// The area whose outages it is told with.
    #[arg(long, value_name = "AREA")]
    pub area: Option<String>,
    /// Show what is measured of it to everyone.
    #[arg(long)]
    pub publish: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The youngest days that may be reduced.
const LEAST: i64 = passerelle_desk::measurements::LEAST_DAYS as i64;

/// A number of days after which what was measured may be reduced.
pub(super) fn days() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(LEAST..)
}

/// Reduce what was measured long ago to its days in figures.
#[derive(Args)]
pub struct SitesReduce {
    /// Days that are kept whole.
    #[arg(long, value_name = "DAYS", default_value_t = 730, value_parser = days())]
    pub days: u32,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[cfg(test)]
mod tests {
    use super::gigabytes;

    #[test]
    fn a_cap_is_a_number_of_gigabytes() {
        assert_eq!(gigabytes("0.5"), Ok(0.5));
        for wrong in ["", "0", "-1", "NaN", "1e9", "5GB"] {
            assert!(gigabytes(wrong).is_err(), "{wrong}");
        }
    }
}
