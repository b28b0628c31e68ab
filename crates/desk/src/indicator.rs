//! An indicator's page: every country, the trend, the groups.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_inclusion::{
    Band, Dimension, Indicator, NewerFigure, Parity, Peers, Point, bands, is_outdated,
};
use passerelle_vocabulary::{Dimensions, Observation, Period, Status};

use crate::country::{compare_groups, preferred};
use crate::{Desk, DeskError};

/// Everything an indicator's page says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndicatorView {
    /// Its definition.
    pub indicator: Indicator,
    /// The latest figure of each country that has one.
    pub countries: Vec<PlaceFigure>,
    /// The latest figure of each group of countries that has one.
    pub groups: Vec<PlaceFigure>,
    /// The series of the world, where one is published.
    pub world: Vec<Point>,
    /// The latest figure of every other source that has a newer one for the world, the newest first.
    pub world_newer: Vec<NewerFigure>,
    /// The figures of the countries of the world that exist, taken together; `None` where there are none.
    pub median: Option<Peers>,
}

impl IndicatorView {
    /// The figures of countries that exist: a synthetic one has its row, and counts nowhere.
    pub fn real_countries(&self) -> impl Iterator<Item = &PlaceFigure> + Clone {
        self.countries.iter().filter(|figure| !figure.synthetic)
    }
}

/// The latest figure of a place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaceFigure {
    /// Code of the place.
    pub place: String,
    /// When.
    pub period: Period,
    /// The figure, in the indicator's unit.
    pub value: f64,
    /// Id of its source.
    pub source: String,
    /// Number of the import it came with; 0 where it was computed.
    pub batch: i64,
    /// The band it is in, where the indicator has bands.
    pub band: Option<Band>,
    /// Whether it is too old to stand for today: more than [`passerelle_inclusion::OUTDATED_AFTER`] years.
    pub outdated: bool,
    /// The figure of the earliest period of the same series, for the change since.
    pub first: Option<(Period, f64)>,
    /// How many figures the series has.
    pub points: usize,
    /// How sure the publisher is.
    pub status: Status,
    /// Whether the place is invented: it counts in no number, and among nobody's peers.
    pub synthetic: bool,
}

/// One indicator in one place, group by group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaceGroups {
    /// The comparisons that the catalogue asks for.
    pub parities: Vec<Parity>,
    /// The latest figure of every combination of dimensions, in the catalogue's order of dimensions and
    /// of their categories.
    pub figures: Vec<Observation>,
    /// The latest figure of each place one step within it (the counties of a country), by code.
    pub areas: Vec<Observation>,
}

impl Desk {
    /// What an indicator's page says; `None` where there is no such indicator.
    ///
    /// # Errors
    /// The database refused.
    pub async fn indicator(&self, code: &str) -> Result<Option<IndicatorView>, DeskError> {
        let Some(indicator) = self.catalogue.indicator(code).cloned() else { return Ok(None) };
        let panel = self.panel(&indicator).await?;
        let places = &self.catalogue.places;
        let today = self.year();
        let figure = |place: &str| {
            let choice = panel.places.get(place)?;
            let (first, last) = (choice.series.first()?, choice.series.last()?);
            let earlier = (first.period < last.period).then_some((first.period, first.value));
            Some(PlaceFigure {
                place: place.to_owned(),
                period: last.period,
                value: last.value,
                source: last.source.clone(),
                batch: last.batch,
                band: indicator.bands.as_deref().and_then(|name| bands(name, last.value)),
                outdated: is_outdated(last.period, today),
                first: earlier,
                points: choice.series.len(),
                status: last.status,
                synthetic: places.country(place).is_some_and(|country| country.synthetic),
            })
        };
        let countries = places.countries().iter().filter_map(|country| figure(&country.iso3));
        let groups = places.groups().iter().filter_map(|group| figure(&group.id));
        let world = panel.places.get("world").cloned().unwrap_or_default();
        Ok(Some(IndicatorView {
            countries: countries.collect(),
            groups: groups.collect(),
            world: world.series,
            world_newer: world.newer,
            median: self.group_figures(&indicator, &panel, "world"),
            indicator,
        }))
    }

    /// One indicator in one place, group by group.
    ///
    /// # Errors
    /// The database refused.
    pub async fn groups_in(
        &self,
        indicator: &Indicator,
        place: &str,
    ) -> Result<PlaceGroups, DeskError> {
        let observations = self.observations.of(&indicator.code, place).await?;
        let all: Vec<&Observation> = observations.iter().collect();
        let parities = compare_groups(indicator, &all);
        let mut combinations: Vec<_> = all.iter().map(|o| o.dimensions.clone()).collect();
        combinations.sort();
        combinations.dedup();
        combinations.sort_by_cached_key(|who| shown_order(&self.catalogue.dimensions, who));
        let latest = |dimensions| {
            let of_them: Vec<&Observation> =
                all.iter().copied().filter(|o| &o.dimensions == dimensions).collect();
            let choice = preferred(indicator, &of_them);
            let last = choice.series.last()?;
            of_them
                .into_iter()
                .find(|o| o.period == last.period && o.source == last.source)
                .cloned()
        };
        let figures = combinations.iter().filter_map(latest).collect();
        let areas = self
            .observations
            .within(&indicator.code, place, &indicator.headline_dimensions)
            .await?;
        Ok(PlaceGroups { parities, figures, areas: latest_areas(place, areas) })
    }
}

/// Where a combination is shown among others: by the catalogue's order of dimensions, then of categories.
/// A category that the catalogue does not name comes after those that it does, by the number that it
/// begins with (`5_9` before `10_14`), then by its code.
pub(crate) fn shown_order(
    known: &[Dimension],
    who: &Dimensions,
) -> Vec<(usize, usize, u64, String)> {
    let place = |(dimension, code): (&str, &str)| {
        let found = known.iter().position(|one| one.code == dimension);
        let category = found.and_then(|index| {
            known[index].category.iter().position(|category| category.code == code)
        });
        let digits: String = code.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse().unwrap_or(u64::MAX);
        let last = usize::MAX;
        (found.unwrap_or(last), category.unwrap_or(last), number, code.to_owned())
    };
    let mut order: Vec<_> = who.iter().map(place).collect();
    order.sort();
    order
}

/// Of figures in places within `place`, the latest of each place one step down.
pub(crate) fn latest_areas(place: &str, observations: Vec<Observation>) -> Vec<Observation> {
    let mut latest: BTreeMap<String, Observation> = BTreeMap::new();
    let depth = place.matches('/').count() + 1;
    let found = observations.into_iter().filter(|o| o.value.is_some());
    for observation in found.filter(|o| o.place.matches('/').count() == depth) {
        match latest.get(&observation.place) {
            Some(kept) if kept.period >= observation.period => {}
            _ => {
                latest.insert(observation.place.clone(), observation);
            }
        }
    }
    latest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn ages_are_in_their_order_and_not_in_that_of_letters() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let mut ages = ["45_54", "100_over", "10_14", "3_4", "80_84", "15_24", "5_9", "elderly"]
            .map(|age| Dimensions::everyone().with("age", age));
        ages.sort_by_cached_key(|who| shown_order(&catalogue.dimensions, who));
        let ages: Vec<_> = ages.iter().filter_map(|who| who.get("age")).collect();
        // The last three are none of the catalogue's.
        assert_eq!(ages, ["3_4", "5_9", "10_14", "15_24", "45_54", "80_84", "100_over", "elderly"]);
        let women = Dimensions::everyone().with("sex", "female");
        let young = Dimensions::everyone().with("age", "15_24");
        let both = women.clone().with("age", "15_24");
        let order = |who: &Dimensions| shown_order(&catalogue.dimensions, who);
        assert!(order(&women) < order(&young) && order(&women) < order(&both));
        assert!(order(&Dimensions::everyone()) < order(&women));
    }
}
