//! The words of bills of quantities, which are the catalogue's.

use std::path::Path;

use passerelle_connectivity::lots::BillWords;

use super::PlansError;
use crate::Catalogue;
use crate::catalogue::CatalogueProblem;

/// The catalogue's file of what is bought.
pub(crate) const ITEMS: &str = "connectivity/items.toml";

/// What is wrong with it; `file` gives the text of a file of the catalogue.
pub(crate) fn problems(file: &dyn Fn(&str) -> Option<String>) -> Vec<CatalogueProblem> {
    of_text(&file(ITEMS).unwrap_or_default()).1
}

/// The words of the catalogue, the file of `folder` before the embedded one.
pub(super) fn words(folder: Option<&Path>) -> Result<BillWords, PlansError> {
    let (words, problems) = of_text(&Catalogue::file(folder, ITEMS).unwrap_or_default());
    if problems.is_empty() { Ok(words) } else { Err(PlansError::Costs(problems)) }
}

fn of_text(text: &str) -> (BillWords, Vec<CatalogueProblem>) {
    match toml::from_str::<BillWords>(text) {
        Ok(words) => {
            let findings = words.check().into_iter();
            let problems = findings.map(|one| CatalogueProblem::of(ITEMS, "", one)).collect();
            (words, problems)
        }
        Err(error) => {
            let problem = CatalogueProblem::of_toml(text, &error);
            let problem = CatalogueProblem { file: ITEMS.to_owned(), ..problem };
            (BillWords::default(), vec![problem])
        }
    }
}
