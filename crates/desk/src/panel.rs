//! One indicator in every place: what peers, tables and maps need.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use passerelle_inclusion::{Choice, Indicator, PeerValue, Point, by_source, choose};
use passerelle_tables::TablesError;
use passerelle_vocabulary::{Dimensions, Observation};

use crate::{Desk, DeskError};

/// The figures of one indicator that stand for everyone, in every place.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// Place → the preferred source's series, with the others.
    pub places: BTreeMap<String, Choice>,
}

impl Panel {
    /// The latest figure of a place.
    pub fn latest(&self, place: &str) -> Option<PeerValue> {
        let point = self.places.get(place)?.series.last()?;
        let (value, period) = (point.value, point.period);
        Some(PeerValue { place: place.to_owned(), value, period })
    }
}

/// Panels already read, for as long as nothing changes.
/// A panel that is read, or being read: those who ask meanwhile wait for it instead of reading it too.
type Reading = Arc<OnceCell<Arc<Panel>>>;

#[derive(Default)]
pub(crate) struct Panels {
    kept: Mutex<(u64, HashMap<String, Reading>)>,
}

impl Panels {
    fn reading(&self, version: u64, code: &str) -> Reading {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != version {
            *kept = (version, HashMap::new());
        }
        Arc::clone(kept.1.entry(code.to_owned()).or_default())
    }
}

impl Desk {
    /// The panel of an indicator; computed from two others where the catalogue gives a formula.
    ///
    /// # Errors
    /// The database refused.
    pub async fn panel(&self, indicator: &Indicator) -> Result<Arc<Panel>, DeskError> {
        let reading = self.panels.reading(self.version(), &indicator.code);
        let read = async || Ok::<_, DeskError>(Arc::new(self.read_panel(indicator).await?));
        reading.get_or_try_init(read).await.cloned()
    }

    /// Indicators and the number of places, groups included, that have a figure, by code. A synthetic
    /// country does not count.
    ///
    /// # Errors
    /// The database refused.
    pub async fn coverage(&self) -> Result<Vec<(String, u64)>, DeskError> {
        let mut covered = self.observations.coverage().await?;
        for invented in self.catalogue.places.countries().iter().filter(|one| one.synthetic) {
            let figures = self.observations.of_place(&invented.iso3).await?;
            let codes: BTreeSet<&str> = figures.iter().map(|one| one.indicator.as_str()).collect();
            for (_, places) in covered.iter_mut().filter(|(code, _)| codes.contains(code.as_str()))
            {
                *places = places.saturating_sub(1);
            }
        }
        Ok(covered)
    }

    /// How many figures are stored, those of a synthetic country left out.
    ///
    /// # Errors
    /// The database refused.
    pub async fn figures(&self) -> Result<u64, DeskError> {
        let mut count = self.observations.count().await?;
        for invented in self.catalogue.places.countries().iter().filter(|one| one.synthetic) {
            let figures = self.observations.of_place(&invented.iso3).await?.len();
            count = count.saturating_sub(u64::try_from(figures).unwrap_or(u64::MAX));
        }
        Ok(count)
    }

    async fn read_panel(&self, indicator: &Indicator) -> Result<Panel, TablesError> {
        let dimensions = &indicator.headline_dimensions;
        let mut points =
            points_by_place(self.observations.across_places(&indicator.code, dimensions).await?);
        if let Some(formula) = &indicator.formula {
            let above = self.observations.across_places(&formula.numerator, dimensions).await?;
            let below = self
                .observations
                .across_places(&formula.denominator, &Dimensions::everyone())
                .await?;
            let (above, below) = (points_by_place(above), points_by_place(below));
            for (place, above) in above {
                let Some(below) = below.get(&place) else { continue };
                let above = choose(&by_source(above), &indicator.sources).series;
                let below = choose(&by_source(below.iter().cloned()), &[]).series;
                points.entry(place).or_default().extend(formula.apply(&above, &below));
            }
        }
        let choice = |points| choose(&by_source(points), &indicator.sources);
        let places = points.into_iter().map(|(place, points)| (place, choice(points))).collect();
        Ok(Panel { places })
    }
}

fn points_by_place(observations: Vec<Observation>) -> BTreeMap<String, Vec<Point>> {
    let mut places: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for observation in observations {
        if let Some(point) = Point::of(&observation) {
            places.entry(observation.place).or_default().push(point);
        }
    }
    places
}
