//! `passerelle emergency`

use std::path::PathBuf;

use clap::Args;
use passerelle_desk::emergency::room::relief::Means;

use super::{Format, SitesFrom};

/// What is cut, and what restores most people first.
#[derive(Args)]
pub struct Emergency {
    /// The affected area.
    #[arg(value_name = "PATH")]
    pub area: PathBuf,
    /// Lists of sites.
    #[arg(value_name = "SITES", required_unless_present = "plan")]
    pub sites: Vec<PathBuf>,
    /// The folder of a plan that is taken as built.
    #[arg(long, value_name = "DIR")]
    pub plan: Option<PathBuf>,
    /// Networks that exist.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub network: Vec<PathBuf>,
    /// Lists of towers.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub towers: Vec<PathBuf>,
    /// Heights of the ground.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub terrain: Vec<PathBuf>,
    /// A node that leads out of the network.
    #[arg(long, value_name = "NAME")]
    pub root: Vec<String>,
    /// What there is to restore links with.
    #[arg(long, value_name = "KIND=NUMBER", value_delimiter = ',', value_parser = stock)]
    pub stock: Vec<(Means, u32)>,
    /// What is known besides.
    #[command(flatten)]
    pub from: SitesFrom,
    /// Prices, reaches and hours.
    #[arg(long, value_name = "PATH")]
    pub costs: Option<PathBuf>,
    /// The folder of the answer.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `satellite=20`.
fn stock(written: &str) -> Result<(Means, u32), String> {
    let expected = || {
        let kinds = Means::ALL.map(Means::code).join(", ");
        format!("expected a kind and a number, such as satellite=20; kinds are {kinds}")
    };
    let (kind, number) = written.split_once('=').ok_or_else(expected)?;
    let means = Means::ALL.into_iter().find(|one| one.code() == kind.trim());
    let number = number.trim().parse::<u32>().ok().filter(|number| *number <= 1_000_000);
    means.zip(number).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_is_a_kind_and_a_number() {
        assert_eq!(stock("satellite=20"), Ok((Means::Satellite, 20)));
        assert_eq!(stock("repair=0"), Ok((Means::Repair, 0)));
        for wrong in ["satellite", "boat=2", "radio=-1", "radio=x", "=3", ""] {
            assert!(stock(wrong).is_err(), "{wrong}");
        }
    }
}
