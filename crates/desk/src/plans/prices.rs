//! The prices of a plan: those of a file, else the defaults; and what is wrong with them and with what is typed beside
//! them.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use passerelle_connectivity::Costs;
use passerelle_vocabulary::Finding;

use super::{COSTS, PlanAsked, PlansError, default_costs};
use crate::catalogue::CatalogueProblem;

/// Bytes of a file of prices, at the most: the one of the catalogue, with all its comments, has six thousand.
const MOST_COSTS: u64 = 1 << 20;

/// The prices that a text holds; what is wrong with it is told with its line.
pub(super) fn read_costs(file: &str, text: &str) -> Result<Costs, Vec<CatalogueProblem>> {
    toml::from_str(text).map_err(|error| {
        let problem = CatalogueProblem::of_toml(text, &error);
        vec![CatalogueProblem { file: file.to_owned(), ..problem }]
    })
}

/// The text of a file of prices; one of more than [`MOST_COSTS`] bytes is none.
fn text_of(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MOST_COSTS + 1).read_to_string(&mut text)?;
    let fits = text.len() as u64 <= MOST_COSTS;
    fits.then_some(text).ok_or_else(|| std::io::ErrorKind::FileTooLarge.into())
}

/// The most years that a plan pays for.
const MOST_YEARS: u32 = 100;

/// Whether all prices are the defaults, of which there are so many among them.
pub(crate) fn are_default(costs: &Costs, default_prices: u64) -> bool {
    default_prices == costs.prices().len() as u64
}

/// Prices and rules, and how many of the prices are the defaults.
pub(crate) fn costs(asked: &PlanAsked) -> Result<(Costs, u64), PlansError> {
    let defaults = default_costs(asked.options.catalogue.as_deref());
    let (file, mut costs) = match &asked.costs {
        Some(path) => {
            let failed = |error| PlansError::File { path: path.clone(), error };
            let file = path.display().to_string();
            let read = read_costs(&file, &text_of(path).map_err(failed)?);
            // Whoever has a file of prices has not the catalogue's documents beside it.
            let of_prices = |one| CatalogueProblem { code: "costs-unreadable".to_owned(), ..one };
            let read = read.map_err(|found| found.into_iter().map(of_prices).collect());
            (file, read.map_err(PlansError::Costs)?)
        }
        None => (COSTS.to_owned(), read_costs(COSTS, &defaults).map_err(PlansError::Costs)?),
    };
    let defaults = read_costs(COSTS, &defaults);
    let default_prices = defaults.map_or(0, |defaults| costs.same_prices(&defaults));
    let years = asked.years.filter(|years| (1..=MOST_YEARS).contains(years));
    costs.horizon.years = years.unwrap_or(costs.horizon.years);
    let findings =
        costs.check().into_iter().map(|finding| CatalogueProblem::of(&file, "", finding));
    let mut problems: Vec<CatalogueProblem> = findings.collect();
    if let Some(years) = asked.years.filter(|asked| years != Some(*asked)) {
        problems.push(CatalogueProblem::of("years", "", Finding::new("", "not-years", years)));
    }
    let amounts = [
        ("budget", asked.budget),
        ("budget-per-year", asked.budget_per_year),
        ("basket", asked.basket),
    ];
    let amounts = amounts.into_iter().filter_map(|(option, amount)| Some((option, amount?)));
    let wrong = amounts.filter(|(_, amount)| !(amount.is_finite() && *amount > 0.0));
    problems.extend(wrong.map(|(option, amount)| {
        CatalogueProblem::of(option, "", Finding::new("", "not-an-amount", amount))
    }));
    if let Some(share) = asked.equity.map(|equity| equity.share)
        && !(0.0..=1.0).contains(&share)
    {
        problems.push(CatalogueProblem::of("at-least", "", Finding::new("", "not-a-share", share)));
    }
    match problems.is_empty() {
        true => Ok((costs, default_prices)),
        false => Err(PlansError::Costs(problems)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_prices_is_bounded() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "#".repeat(MOST_COSTS as usize)).unwrap();
        assert_eq!(text_of(file.path()).unwrap().len() as u64, MOST_COSTS);
        std::fs::write(file.path(), "#".repeat(MOST_COSTS as usize + 1)).unwrap();
        assert_eq!(text_of(file.path()).unwrap_err().kind(), std::io::ErrorKind::FileTooLarge);
    }
}
