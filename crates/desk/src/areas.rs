//! Places within a country: a county, a district.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_vocabulary::Country;
use passerelle_vocabulary::place::country_of;

use crate::country::{StandingRow, row};
use crate::{Desk, DeskError};

/// What the page of a place within a country says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AreaView {
    /// Its code: `KEN/mombasa`.
    pub place: String,
    /// The country it is in.
    pub country: Country,
    /// One row per indicator that has a figure here, in the order of the catalogue.
    pub rows: Vec<StandingRow>,
    /// The places one step within it that have figures, by code.
    pub areas: Vec<String>,
}

/// The places within countries, for as long as nothing changes.
#[derive(Default)]
pub(crate) struct Areas(Mutex<Option<(u64, Arc<BTreeSet<String>>)>>);

impl Desk {
    /// The codes of every place within a country that has figures.
    ///
    /// # Errors
    /// The database refused.
    pub async fn areas(&self) -> Result<Arc<BTreeSet<String>>, DeskError> {
        let version = self.version();
        let kept = self.areas.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, areas)) = kept.filter(|(of, _)| *of == version) {
            return Ok(areas);
        }
        let known = |place: &String| {
            place.contains('/')
                && country_of(place)
                    .is_some_and(|iso3| self.catalogue.places.country(iso3).is_some())
        };
        let in_use = self.observations.codes_in_use().await?;
        let areas = Arc::new(in_use.places.into_iter().filter(known).collect::<BTreeSet<_>>());
        let mut kept = self.areas.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((version, Arc::clone(&areas)));
        Ok(areas)
    }

    /// The places one step within this one that have figures, by code.
    ///
    /// # Errors
    /// The database refused.
    pub async fn areas_in(&self, place: &str) -> Result<Vec<String>, DeskError> {
        let areas = self.areas().await?;
        let opening = format!("{place}/");
        let one_step =
            |code: &&String| code.strip_prefix(&opening).is_some_and(|rest| !rest.contains('/'));
        Ok(areas.iter().filter(one_step).cloned().collect())
    }

    /// What the page of a place within a country says; `None` where no figure is of it.
    ///
    /// # Errors
    /// The database refused.
    pub async fn area(&self, place: &str) -> Result<Option<AreaView>, DeskError> {
        if !self.areas().await?.contains(place) {
            return Ok(None);
        }
        let country = country_of(place).and_then(|iso3| self.catalogue.places.country(iso3));
        let Some(country) = country.cloned() else { return Ok(None) };
        let figures = self.observations.of_place(place).await?;
        let codes: BTreeSet<&str> = figures.iter().map(|one| one.indicator.as_str()).collect();
        let mut rows = Vec::new();
        for indicator in &self.catalogue.indicators {
            if codes.contains(indicator.code.as_str()) {
                rows.push(self.standing_in(indicator, place).await?);
            }
        }
        let areas = self.areas_in(place).await?;
        Ok(Some(AreaView { place: place.to_owned(), country, rows, areas }))
    }

    /// Where any place stands on one indicator, without peers.
    ///
    /// # Errors
    /// The database refused.
    pub async fn standing_in(
        &self,
        indicator: &passerelle_inclusion::Indicator,
        place: &str,
    ) -> Result<StandingRow, DeskError> {
        let panel = self.panel(indicator).await?;
        let choice = panel.places.get(place).cloned().unwrap_or_default();
        Ok(row(indicator, choice, Vec::new(), self.year()))
    }
}
