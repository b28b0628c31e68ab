//! An indicator's page: every country, the trend, the groups.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_inclusion::{Band, Indicator, Parity, Point, bands};
use passerelle_vocabulary::{Observation, Period};

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
    /// The band it is in, where the indicator has bands.
    pub band: Option<Band>,
    /// The figure of the earliest period of the same series, for the change since.
    pub first: Option<(Period, f64)>,
}

/// One indicator in one place, group by group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaceGroups {
    /// The comparisons that the catalogue asks for.
    pub parities: Vec<Parity>,
    /// The latest figure of every combination of dimensions, by dimension.
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
        let figure = |place: &str| {
            let choice = panel.places.get(place)?;
            let (first, last) = (choice.series.first()?, choice.series.last()?);
            let earlier = (first.period < last.period).then_some((first.period, first.value));
            Some(PlaceFigure {
                place: place.to_owned(),
                period: last.period,
                value: last.value,
                source: last.source.clone(),
                band: indicator.bands.as_deref().and_then(|name| bands(name, last.value)),
                first: earlier,
            })
        };
        let countries = places.countries().iter().filter_map(|country| figure(&country.iso3));
        let groups = places.groups().iter().filter_map(|group| figure(&group.id));
        let world = panel.places.get("world").map(|choice| choice.series.clone());
        Ok(Some(IndicatorView {
            countries: countries.collect(),
            groups: groups.collect(),
            world: world.unwrap_or_default(),
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

/// Of figures in places within `place`, the latest of each place one step down.
fn latest_areas(place: &str, observations: Vec<Observation>) -> Vec<Observation> {
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
