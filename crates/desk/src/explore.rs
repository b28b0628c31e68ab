//! Figures of an indicator in a place, told apart by what someone chooses, and the same people in the places
//! within it.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_inclusion::Indicator;
use passerelle_vocabulary::{Dimensions, Observation, Period};

use crate::indicator::{latest_areas, shown_order};
use crate::{Desk, DeskError};

/// What someone chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Code of the place.
    pub place: String,
    /// Codes of the dimensions to tell people apart by; `None` for the first that there is.
    pub by: Option<Vec<String>>,
    /// When; the latest where there is none, or no figure of it.
    pub period: Option<Period>,
    /// Id of the source; the preferred one where there is none, or no figure of it.
    pub source: Option<String>,
    /// Whose figures are shown for the places within; everyone's where nothing is said.
    pub among: Dimensions,
}

/// The figures that a choice leads to: of one source and one period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Exploration {
    /// Code of the place.
    pub place: String,
    /// The source of the figures; `None` where there are none.
    pub source: Option<String>,
    /// The sources that have such figures.
    pub sources: Vec<String>,
    /// When; `None` where there are no figures.
    pub period: Option<Period>,
    /// The periods of which there are such figures, the latest first.
    pub periods: Vec<Period>,
    /// Codes of the dimensions by which any figure of the indicator here is told apart.
    pub dimensions: Vec<String>,
    /// Those that the figures are told apart by.
    pub by: Vec<String>,
    /// The figures: everyone's first, then in the catalogue's order.
    pub cells: Vec<Observation>,
    /// Whose figures those of the places within are.
    pub among: Dimensions,
    /// The figures of the places one step within, by code.
    pub areas: Vec<Observation>,
}

impl Desk {
    /// The figures that a choice leads to.
    ///
    /// # Errors
    /// The database refused.
    pub async fn explore(
        &self,
        indicator: &Indicator,
        choice: &Choice,
    ) -> Result<Exploration, DeskError> {
        let all = self.observations.of(&indicator.code, &choice.place).await?;
        let order = |code: &String| {
            let known = self.catalogue.dimensions.iter().position(|one| one.code == *code);
            (known.unwrap_or(usize::MAX), code.clone())
        };
        let mut found = explored(indicator, all, choice, order);
        found
            .cells
            .sort_by_cached_key(|cell| shown_order(&self.catalogue.dimensions, &cell.dimensions));
        let base = &indicator.headline_dimensions;
        found.cells.sort_by_key(|cell| cell.dimensions != *base);
        let people = over(base, &choice.among);
        let within = self.observations.within(&indicator.code, &choice.place, &people).await?;
        found.areas = areas_of(&choice.place, within, indicator, &found);
        found.among = choice.among.clone();
        Ok(found)
    }
}

/// Dimensions with others put over them.
fn over(base: &Dimensions, others: &Dimensions) -> Dimensions {
    others.iter().fold(base.clone(), |all, (dimension, code)| all.with(dimension, code))
}

/// Where a source stands in the indicator's own order.
fn rank(indicator: &Indicator, source: &str) -> usize {
    indicator.sources.iter().position(|known| known == source).unwrap_or(usize::MAX)
}

fn explored(
    indicator: &Indicator,
    all: Vec<Observation>,
    choice: &Choice,
    order: impl Fn(&String) -> (usize, String),
) -> Exploration {
    let base = &indicator.headline_dimensions;
    let told_apart = |one: &Observation| -> Vec<String> {
        let own = one.dimensions.iter().filter(|(name, code)| base.get(name) != Some(*code));
        own.map(|(name, _)| name.to_owned()).collect()
    };
    let known: BTreeSet<String> = all.iter().flat_map(told_apart).collect();
    let mut dimensions: Vec<String> = known.into_iter().collect();
    dimensions.sort_by_cached_key(order);
    let by: Vec<String> = match &choice.by {
        Some(by) => by.clone(),
        None => dimensions.first().cloned().into_iter().collect(),
    };
    // What is not chosen is as in the headline; what is chosen has a category.
    let is_cell = |one: &Observation| {
        let whole = by.iter().all(|name| one.dimensions.get(name).is_some());
        whole && told_apart(one).iter().all(|name| by.contains(name)) && has_rest(one, base, &by)
    };
    let cells: Vec<&Observation> = all.iter().filter(|one| is_cell(one)).collect();
    let names: BTreeSet<&str> = cells.iter().map(|one| one.source.as_str()).collect();
    let mut sources: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let latest = |source: &str| {
        let of_it = cells.iter().filter(|one| one.source == source);
        of_it.map(|one| one.period).max()
    };
    sources.sort_by_key(|source| (rank(indicator, source), std::cmp::Reverse(latest(source))));
    let asked = choice.source.as_ref().filter(|source| sources.contains(source));
    let source = asked.or(sources.first()).cloned();
    let of_it = |one: &&Observation| Some(&one.source) == source.as_ref();
    let there: BTreeSet<Period> =
        cells.iter().copied().filter(of_it).map(|one| one.period).collect();
    let periods: Vec<Period> = there.into_iter().rev().collect();
    let period = choice.period.filter(|one| periods.contains(one)).or(periods.first().copied());
    let shown = |one: &&Observation| of_it(one) && Some(one.period) == period;
    let everyone = |one: &&Observation| one.dimensions == *base && !by.is_empty();
    let cells = all.iter().filter(|one| is_cell(one) || everyone(one)).filter(shown);
    let cells = cells.cloned().collect();
    Exploration {
        place: choice.place.clone(),
        source,
        sources,
        period,
        periods,
        dimensions,
        by,
        cells,
        ..Exploration::default()
    }
}

/// Whether a figure has the headline's category of every dimension that is not chosen.
fn has_rest(one: &Observation, base: &Dimensions, by: &[String]) -> bool {
    base.iter().all(|(name, code)| {
        by.iter().any(|chosen| chosen == name) || one.dimensions.get(name) == Some(code)
    })
}

/// Figures of the places one step within: of the same source and period where there are any, else the
/// latest of the preferred source.
fn areas_of(
    place: &str,
    within: Vec<Observation>,
    indicator: &Indicator,
    found: &Exploration,
) -> Vec<Observation> {
    let depth = place.matches('/').count() + 1;
    let mut near: Vec<Observation> = within;
    near.retain(|one| one.place.matches('/').count() == depth);
    let source = match &found.source {
        Some(source) if near.iter().any(|one| one.source == *source) => Some(source.clone()),
        _ => {
            let all = near.iter().map(|one| one.source.as_str());
            all.min_by_key(|source| (rank(indicator, source), *source)).map(str::to_owned)
        }
    };
    near.retain(|one| Some(&one.source) == source.as_ref());
    if near.iter().any(|one| Some(one.period) == found.period) {
        near.retain(|one| Some(one.period) == found.period);
        near.sort_by(|a, b| a.place.cmp(&b.place));
        return near;
    }
    latest_areas(place, near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn figure(who: &str, period: &str, source: &str, value: f64) -> Observation {
        Observation {
            indicator: "internet_users".into(),
            place: "KEN".into(),
            period: period.parse().unwrap(),
            dimensions: Dimensions::parse(who).unwrap(),
            value: Some(value),
            unit: "percent".into(),
            standard_error: None,
            n: None,
            status: Default::default(),
            source: source.into(),
            batch: 1,
        }
    }

    fn figures() -> Vec<Observation> {
        vec![
            figure("", "2022", "s", 40.0),
            figure("sex=female", "2022", "s", 35.0),
            figure("sex=male", "2022", "s", 45.0),
            figure("sex=female", "2019", "s", 30.0),
            figure("location=rural", "2022", "s", 20.0),
            figure("location=rural;sex=female", "2022", "s", 15.0),
            figure("sex=female", "2023", "worldbank", 36.0),
        ]
    }

    fn explore(choice: Choice) -> Exploration {
        let catalogue = Catalogue::read(None, false).unwrap();
        let indicator = catalogue.indicator("internet_users").unwrap();
        let order = |code: &String| (0, code.clone());
        explored(indicator, figures(), &choice, order)
    }

    fn by(names: &[&str]) -> Option<Vec<String>> {
        Some(names.iter().map(|name| (*name).to_owned()).collect())
    }

    fn values(found: &Exploration) -> Vec<f64> {
        found.cells.iter().filter_map(|cell| cell.value).collect()
    }

    #[test]
    fn figures_of_one_source_and_period_are_shown_with_everyones() {
        let source = Some("s".to_owned());
        let found = explore(Choice { by: by(&["sex"]), source, ..Choice::default() });
        assert_eq!(values(&found), [40.0, 35.0, 45.0]);
        assert_eq!(found.periods.len(), 2);
        assert_eq!(found.dimensions, ["location", "sex"]);
        // The indicator's own order of sources decides where nobody does.
        let found = explore(Choice { by: by(&["sex"]), ..Choice::default() });
        assert_eq!((found.source.as_deref(), values(&found)), (Some("worldbank"), vec![36.0]));
        let period = "2019".parse().ok();
        let source = Some("s".to_owned());
        let found = explore(Choice { by: by(&["sex"]), source, period, ..Choice::default() });
        assert_eq!(values(&found), [30.0]);
    }

    #[test]
    fn two_dimensions_are_crossed_and_none_is_everyone() {
        let found = explore(Choice { by: by(&["sex", "location"]), ..Choice::default() });
        assert_eq!(values(&found), [40.0, 15.0]);
        assert_eq!(values(&explore(Choice { by: by(&[]), ..Choice::default() })), [40.0]);
        // Without a choice, the first that there is.
        assert_eq!(values(&explore(Choice::default())), [40.0, 20.0]);
        let none = explore(Choice { by: by(&["income"]), ..Choice::default() });
        assert_eq!((none.source, none.cells.len()), (None, 0));
    }

    #[test]
    fn areas_follow_source_and_period_where_they_can() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let indicator = catalogue.indicator("internet_users").unwrap();
        let area = |place: &str, period: &str, source: &str| Observation {
            place: place.into(),
            ..figure("", period, source, 1.0)
        };
        let within = vec![
            area("KEN/b", "2022", "s"),
            area("KEN/a", "2022", "s"),
            area("KEN/a", "2019", "s"),
            area("KEN/a/x", "2022", "s"),
            area("KEN/c", "2022", "other"),
        ];
        let found = Exploration {
            source: Some("s".into()),
            period: "2022".parse().ok(),
            ..Exploration::default()
        };
        let places = |found: &Exploration| -> Vec<String> {
            let areas = areas_of("KEN", within.clone(), indicator, found);
            areas.into_iter().map(|one| format!("{} {}", one.place, one.period)).collect()
        };
        assert_eq!(places(&found), ["KEN/a 2022", "KEN/b 2022"]);
        let other = Exploration { period: "2020".parse().ok(), ..found };
        assert_eq!(places(&other), ["KEN/a 2022", "KEN/b 2022"], "the latest of each");
    }
}
