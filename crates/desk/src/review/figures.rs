//! What shows a commitment: the figure of a country, with its interval, its age and its publisher; of several
//! countries, the median of those that have a recent one, and how many they are.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_compact::review::{Figure, Scope, ScopeKind, Spread};
use passerelle_inclusion::standing::absence;
use passerelle_inclusion::{Indicator, standing};
use passerelle_vocabulary::Observation;

use crate::{Desk, DeskError};

impl Desk {
    /// Figures of the indicators that show commitments, by code: one for each, without a value where there is none.
    pub(super) async fn review_figures(
        &self,
        scope: &Scope,
        year: i32,
    ) -> Result<BTreeMap<String, Figure>, DeskError> {
        let used: BTreeSet<&str> = self
            .catalogue
            .commitments
            .iter()
            .flat_map(|one| one.indicators.iter().map(String::as_str))
            .collect();
        let own = match scope.kind {
            ScopeKind::Country => self.observations.of_place(&scope.code).await?,
            _ => Vec::new(),
        };
        let mut found = BTreeMap::new();
        for code in used {
            let Some(indicator) = self.catalogue.indicator(code) else { continue };
            let figure = match scope.kind {
                ScopeKind::Country => self.own_figure(indicator, &scope.code, &own, year).await?,
                _ => self.figure_of_several(indicator, &scope.code, year).await?,
            };
            found.insert(code.to_owned(), figure);
        }
        Ok(found)
    }

    async fn own_figure(
        &self,
        indicator: &Indicator,
        country: &str,
        own: &[Observation],
        year: i32,
    ) -> Result<Figure, DeskError> {
        let panel = self.panel(indicator).await?;
        let series = panel.places.get(country).map(|choice| choice.series.clone());
        let stands = standing(indicator, &series.unwrap_or_default(), year);
        let Some(latest) = &stands.latest else {
            let of_it: Vec<&Observation> =
                own.iter().filter(|one| one.indicator == indicator.code).collect();
            let why = absence(indicator, &of_it).map(|status| status.code().to_owned());
            return Ok(Figure { status: why, ..empty(indicator) });
        };
        let class = serde_json::to_value(stands.class).ok();
        Ok(Figure {
            value: Some(latest.value),
            interval: latest.interval.map(|one| (one.low, one.high)),
            period: Some(latest.period.to_string()),
            age: Some(latest.age),
            status: Some(latest.status.code().to_owned()),
            source: Some(latest.source.clone()),
            class: class.and_then(|class| class.as_str().map(str::to_owned)),
            ..empty(indicator)
        })
    }

    async fn figure_of_several(
        &self,
        indicator: &Indicator,
        group: &str,
        year: i32,
    ) -> Result<Figure, DeskError> {
        let panel = self.panel(indicator).await?;
        let Some(found) = self.group_figures(indicator, &panel, group) else {
            return Ok(empty(indicator));
        };
        let spread = Spread {
            countries: found.n,
            since: found.since,
            lower_quartile: found.lower_quartile,
            upper_quartile: found.upper_quartile,
        };
        Ok(Figure {
            value: Some(found.median),
            period: Some(found.newest.to_string()),
            age: Some(year - found.newest.year()),
            spread: Some(spread),
            ..empty(indicator)
        })
    }
}

/// What an indicator is, without a figure.
fn empty(indicator: &Indicator) -> Figure {
    let target = indicator.target.as_ref();
    Figure {
        indicator: indicator.code.clone(),
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        decimals: indicator.decimals,
        value: None,
        interval: None,
        period: None,
        age: None,
        status: None,
        source: None,
        target: target.map(|one| one.value),
        target_year: target.map(|one| one.year),
        class: None,
        spread: None,
    }
}
