//! Shares of the population from the node's own figures, where a question names the dimension by which they are told.

use std::collections::BTreeMap;

use passerelle_deliberation::{DemographicCategory, DemographicQuestion};
use passerelle_vocabulary::{Finding, Observation, Period};

use crate::{Desk, DeskError};

/// The indicator of how many people live in a country.
const POPULATION: &str = "population";

/// The latest figures of one source of which each category has one.
fn latest<'o>(
    observations: &'o [Observation],
    dimension: &str,
    categories: &[DemographicCategory],
) -> Option<(&'o str, Period, Vec<f64>)> {
    let mut found: BTreeMap<(Period, &str), BTreeMap<&str, f64>> = BTreeMap::new();
    let of_it = |one: &&Observation| one.indicator == POPULATION && one.dimensions.len() == 1;
    for one in observations.iter().filter(of_it) {
        if let (Some(category), Some(value)) = (one.dimensions.get(dimension), one.value) {
            found.entry((one.period, &one.source)).or_default().insert(category, value);
        }
    }
    found.into_iter().rev().find_map(|((period, source), figures)| {
        let figure = |one: &DemographicCategory| figures.get(one.figure.as_deref()?).copied();
        let all: Vec<f64> = categories.iter().map(figure).collect::<Option<_>>()?;
        (all.iter().sum::<f64>() > 0.0).then_some((source, period, all))
    })
}

impl Desk {
    /// Questions with the shares of the population that this node knows, and what is wrong with those whose figures it has not.
    pub(super) async fn with_population(
        &self,
        country: Option<&str>,
        asked: &[DemographicQuestion],
    ) -> Result<(Vec<DemographicQuestion>, Vec<Finding>), DeskError> {
        let observations = match country {
            Some(country) if asked.iter().any(|one| one.dimension.is_some()) => {
                self.observations.of_place(country).await?
            }
            _ => Vec::new(),
        };
        let (mut asked, mut wrong) = (asked.to_vec(), Vec::new());
        for one in &mut asked {
            let Some(dimension) = one.dimension.clone() else { continue };
            if one.categories.iter().any(|category| category.share.is_some()) {
                continue;
            }
            let Some((source, period, figures)) =
                latest(&observations, &dimension, &one.categories)
            else {
                let field = format!("asked.{}.dimension", one.code);
                wrong.push(Finding::new(field, "consultation-no-figures", dimension));
                continue;
            };
            one.source = format!("{source}, {period}");
            let whole: f64 = figures.iter().sum();
            for (category, figure) in one.categories.iter_mut().zip(figures) {
                category.share = Some((1_000.0 * figure / whole).round() / 10.0);
            }
        }
        Ok((asked, wrong))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use passerelle_vocabulary::{Dimensions, Status, Text};

    fn figure(period: &str, category: &str, source: &str, value: f64) -> Observation {
        Observation {
            indicator: POPULATION.to_owned(),
            place: "KEN".to_owned(),
            period: period.parse().unwrap(),
            dimensions: Dimensions::everyone().with("sex", category),
            value: Some(value),
            unit: "number".to_owned(),
            standard_error: None,
            n: None,
            status: Status::Normal,
            source: source.to_owned(),
            batch: 1,
        }
    }

    #[test]
    fn the_latest_source_that_has_all_of_them_counts() {
        let category = |code: &str| DemographicCategory {
            code: code.to_owned(),
            label: Text::new("", ""),
            share: None,
            figure: Some(code.to_owned()),
        };
        let categories = [category("female"), category("male")];
        let figures = [
            figure("2009", "female", "a", 1.0),
            figure("2009", "male", "a", 3.0),
            figure("2019", "female", "a", 6.0),
            figure("2019", "male", "a", 4.0),
            figure("2020", "female", "b", 9.0),
        ];
        let (source, period, found) = latest(&figures, "sex", &categories).unwrap();
        assert_eq!((source, period.to_string().as_str()), ("a", "2019"));
        assert_eq!(found, [6.0, 4.0]);
        assert!(latest(&figures, "age", &categories).is_none());
    }
}
