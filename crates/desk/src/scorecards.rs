//! Scorecards: a country's year, made of what the node holds.
//!
//! The way of the data: the panels of all indicators → `YearView`, the figures of all countries as they
//! were known in a year, with the index built on them (kept for as long as nothing changes, since every
//! country's scorecard needs it) → with the country's own figures of all groups, [`scorecard::card`].

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::OnceCell;
use utoipa::ToSchema;

use passerelle_inclusion::composite::{
    Analysis, DataTable, Definition, ElementType, Index, Problem, Uncertainty, build, uncertainty,
};
use passerelle_inclusion::scorecard::row::was_known;
use passerelle_inclusion::scorecard::{
    CardIndex, Evidence, IndexRank, Scorecard, breakdowns, card,
};
use passerelle_inclusion::{
    Choice, Indicator, Interval, PeerValue, Peers, Point, by_source, choose, is_outdated,
};
use passerelle_vocabulary::{Country, Observation, Period, Status};

use crate::{Desk, DeskError};

pub use passerelle_inclusion::scorecard;

/// How often the index of a scorecard is built to see how sure it is.
const RUNS: usize = 500;
/// Years that are kept at once.
const KEPT_YEARS: usize = 4;
/// The first year of which a scorecard is made; figures before are history.
pub const FIRST_YEAR: i32 = 2000;

/// A country's scorecard, and who the country is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardView {
    /// The country.
    pub country: Country,
    /// The scorecard.
    pub card: Scorecard,
}

/// Countries that may be chosen to compare a scorecard with, at the most.
pub const MOST_CHOSEN: usize = 6;

/// A country that somebody chose to compare a scorecard with.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChosenPeer {
    /// The country.
    pub country: Country,
    /// Its figures as they were known in the scorecard's year.
    pub figures: Vec<ChosenFigure>,
}

/// The latest figure of a chosen country, for everyone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChosenFigure {
    /// Code of the indicator.
    pub indicator: String,
    /// The figure.
    pub value: f64,
    /// Code of its unit.
    pub unit: String,
    /// When.
    pub period: Period,
    /// Its interval at 95 %.
    pub interval: Option<Interval>,
    /// Whether it is too old to say much of the scorecard's year.
    pub outdated: bool,
    /// How sure the publisher is.
    pub status: Status,
    /// Id of the source.
    pub source: String,
    /// Number of the import it came with.
    pub batch: i64,
}

/// All countries as they were known in a year.
struct YearView {
    /// Indicator → place → series up to the year, from the source that was the best then.
    series: Series,
    index: Option<YearIndex>,
    /// That of each synthetic country, which counts among no others.
    invented: Vec<YearIndex>,
}

/// Indicator → place → series.
type Series = HashMap<String, BTreeMap<String, Vec<Point>>>;

/// The index of all countries in a year.
struct YearIndex {
    definition: Definition,
    index: Index,
    /// `None` where nothing varies.
    uncertainty: Option<Uncertainty>,
}

type Making = Arc<OnceCell<Arc<YearView>>>;

/// Years already made, for as long as nothing changes.
#[derive(Default)]
pub(crate) struct Years(Mutex<(u64, BTreeMap<i32, Making>)>);

impl Years {
    fn making(&self, version: u64, year: i32) -> Making {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != version {
            *kept = (version, BTreeMap::new());
        }
        if kept.1.len() >= KEPT_YEARS && !kept.1.contains_key(&year) {
            kept.1.pop_first();
        }
        Arc::clone(kept.1.entry(year).or_default())
    }
}

impl Desk {
    /// The scorecard of a country and year, from what the node holds now; `None` where there is no such
    /// country, or the year is before [`FIRST_YEAR`] or still to come.
    ///
    /// # Errors
    /// The database refused.
    pub async fn scorecard(
        &self,
        iso3: &str,
        year: i32,
    ) -> Result<Option<ScorecardView>, DeskError> {
        let Some(country) = self.catalogue.places.country(iso3).cloned() else { return Ok(None) };
        if !(FIRST_YEAR..=self.year()).contains(&year) {
            return Ok(None);
        }
        let view = self.year_view(year).await?;
        let observations = self.observations.of_place(iso3).await?;
        let mut within: Vec<Observation> = Vec::new();
        for area in self.areas_in(iso3).await? {
            within.extend(self.observations.of_place(&area).await?);
        }
        let evidence: Vec<Evidence<'_>> = self
            .counted()
            .map(|indicator| Evidence {
                indicator,
                series: view.series(&indicator.code, iso3).to_vec(),
                observations: observations
                    .iter()
                    .filter(|one| one.indicator == indicator.code)
                    .collect(),
                peers: self.peers_in(&view, indicator, &country),
            })
            .collect();
        let definition = &self.catalogue.scorecard;
        let counted = breakdowns(&definition.breakdowns, year, observations.iter().chain(&within));
        let mut indices = view.index.iter().chain(&view.invented);
        let index = indices.find_map(|index| index.of(iso3, self.show_ranks));
        let card = card(definition, iso3, year, &evidence, index, counted);
        Ok(Some(ScorecardView { country, card }))
    }

    /// Indicators that a scorecard counts: those of the country page.
    fn counted(&self) -> impl Iterator<Item = &Indicator> {
        self.catalogue.indicators.iter().filter(|indicator| indicator.headline.is_some())
    }

    /// The groups of a country as they were known in the year.
    fn peers_in(
        &self,
        view: &YearView,
        indicator: &Indicator,
        country: &Country,
    ) -> Vec<(String, Peers)> {
        let latest = |place: &str| {
            let latest = view.series(&indicator.code, place).last()?;
            let (value, period) = (latest.value, latest.period);
            Some(PeerValue { place: place.to_owned(), value, period })
        };
        let found = self.peers_of(country, indicator.direction, latest).into_iter();
        found
            .map(|(group, _, mut peers)| {
                peers.position = peers.position.filter(|_| self.show_ranks);
                (group, peers)
            })
            .collect()
    }

    /// Countries that somebody chose, as they were known in the year of a scorecard. Codes that are no
    /// country's are left out.
    ///
    /// # Errors
    /// The database refused.
    pub async fn chosen_peers(
        &self,
        year: i32,
        chosen: &[String],
    ) -> Result<Vec<ChosenPeer>, DeskError> {
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let view = self.year_view(year).await?;
        let of = |country: &Country| {
            let figure = |indicator: &Indicator| {
                let point = view.series(&indicator.code, &country.iso3).last()?;
                Some(ChosenFigure {
                    indicator: indicator.code.clone(),
                    value: point.value,
                    unit: indicator.unit.clone(),
                    period: point.period,
                    interval: point.interval(indicator.scale()),
                    outdated: is_outdated(point.period, year),
                    status: point.status,
                    source: point.source.clone(),
                    batch: point.batch,
                })
            };
            let figures = self.counted().filter_map(figure).collect();
            ChosenPeer { country: country.clone(), figures }
        };
        let places = &self.catalogue.places;
        Ok(chosen.iter().filter_map(|iso3| places.country(iso3)).map(of).collect())
    }

    async fn year_view(&self, year: i32) -> Result<Arc<YearView>, DeskError> {
        let making = self.years.making(self.version(), year);
        let make = async || Ok::<_, DeskError>(Arc::new(self.make_year(year).await?));
        making.get_or_try_init(make).await.cloned()
    }

    async fn make_year(&self, year: i32) -> Result<YearView, DeskError> {
        let definition = self.catalogue.scorecard.index.as_ref();
        let definition = definition.and_then(|code| self.catalogue.indices.get(code)).cloned();
        let of_index = |indicator: &&Indicator| {
            let elements = definition.iter().flat_map(|one| &one.structure.element);
            elements.map(|element| element.code.as_str()).any(|code| code == indicator.code)
        };
        let needed = self.catalogue.indicators.iter();
        let needed = needed.filter(|one| one.headline.is_some() || of_index(one));
        let mut series = HashMap::new();
        for indicator in needed {
            let panel = self.panel(indicator).await?;
            let known = panel.places.iter().filter_map(|(place, choice)| {
                let known = known_in(choice, indicator, year);
                (!known.is_empty()).then(|| (place.clone(), known))
            });
            series.insert(indicator.code.clone(), known.collect::<BTreeMap<_, _>>());
        }
        let Some(definition) = definition else {
            return Ok(YearView { series, index: None, invented: Vec::new() });
        };
        let countries = self.catalogue.places.countries().iter();
        let (invented, real): (Vec<_>, Vec<_>) = countries.partition(|country| country.synthetic);
        let of = |countries: &[&Country]| countries.iter().map(|one| one.iso3.clone()).collect();
        let table = |units| tables(&definition, units, &series, year);
        let real = table(of(&real));
        let invented: Vec<_> = invented.into_iter().map(|one| table(of(&[one]))).collect();
        // Some hundred thousand sums: not on the threads that answer.
        let made = tokio::task::spawn_blocking(move || {
            let make = |(data, errors)| YearIndex::make(definition.clone(), &data, &errors);
            (make(real), invented.into_iter().filter_map(make).collect())
        });
        let (index, invented) = made.await?;
        Ok(YearView { series, index, invented })
    }
}

/// The series as the sources told it by the end of a year.
fn known_in(choice: &Choice, indicator: &Indicator, year: i32) -> Vec<Point> {
    let others = choice.others.iter().flat_map(|other| &other.series);
    let all = choice.series.iter().chain(others);
    let known = all.filter(|point| was_known(point.period, year)).cloned();
    choose(&by_source(known), &indicator.sources).series
}

/// The table that the index is built on, and the standard errors of its figures. A figure that is outdated
/// says nothing of the year.
fn tables(
    definition: &Definition,
    units: Vec<String>,
    series: &Series,
    year: i32,
) -> (DataTable, DataTable) {
    let (mut data, mut errors) = (DataTable::default(), DataTable::default());
    for element in definition.structure.of_type(ElementType::Indicator) {
        let latest = |unit: &String| {
            let point = series.get(&element.code)?.get(unit)?.last()?;
            (!is_outdated(point.period, year)).then_some(point)
        };
        let values = units.iter().map(|unit| latest(unit).map(|point| point.value));
        data.columns.push((element.code.clone(), values.collect()));
        let sure = units.iter().map(|unit| latest(unit).and_then(Point::usable_error));
        errors.columns.push((element.code.clone(), sure.collect()));
    }
    data.units.clone_from(&units);
    errors.units = units;
    (data, errors)
}

impl YearView {
    fn series(&self, indicator: &str, place: &str) -> &[Point] {
        self.series.get(indicator).and_then(|places| places.get(place)).map_or(&[], Vec::as_slice)
    }
}

impl YearIndex {
    /// Builds it; `None` where it cannot be built on what is known, as where nothing is.
    fn make(definition: Definition, data: &DataTable, errors: &DataTable) -> Option<Self> {
        let told = |problems: Vec<Problem>| {
            let what = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            tracing::debug!(index = definition.structure.code, %what, "the index is not built");
        };
        let (structure, method) = (&definition.structure, &definition.method);
        let index = build(structure, method, data).map_err(told).ok()?;
        let choices = definition.choices.clone();
        let analysis = Analysis { choices, runs: RUNS, ..Analysis::default() };
        let errors = errors
            .columns
            .iter()
            .any(|(_, values)| values.iter().any(Option::is_some))
            .then_some(errors);
        let uncertainty =
            uncertainty(structure, method, data, errors, &analysis).map_err(told).ok();
        Some(Self { definition, index, uncertainty })
    }

    fn of(&self, place: &str, with_rank: bool) -> Option<CardIndex> {
        let at = self.index.units.iter().position(|unit| unit == place)?;
        let top = self.index.top()?;
        let score = top.scores[at]?;
        let unsure = self.uncertainty.as_ref();
        let unit = unsure.and_then(|all| all.units.iter().find(|unit| unit.unit == place));
        let together = unit.and_then(|unit| unit.together);
        let level = unsure.map_or(0.0, |all| all.interval);
        let interval = |low, high| Interval { low, high, level };
        let shares = unit.and_then(|unit| unit.score_shares);
        let rank = together.zip(top.ranks[at]).filter(|_| with_rank);
        let elements = self.definition.structure.of_type(ElementType::Indicator);
        let normalised = self.index.stages.last().map(|stage| &stage.table);
        let component = |code: &str| normalised?.column(code)?.get(at).copied().flatten();
        Some(CardIndex {
            code: self.index.code.clone(),
            score,
            interval: together.map(|spread| interval(spread.score.low, spread.score.high)),
            sampling_share: shares.map(|shares| shares.sampling),
            methods_share: shares.map(|shares| shares.methods),
            rank: rank.map(|(spread, rank)| IndexRank {
                rank,
                interval: interval(spread.rank.low, spread.rank.high),
            }),
            runs: unsure.map_or(0, |all| all.runs),
            countries: top.scores.iter().flatten().count(),
            components: elements
                .map(|element| (element.code.clone(), component(&element.code)))
                .collect(),
        })
    }
}
