//! A country's page: what was promised, where it stands, who is left out.

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_compact::{Commitment, CommitmentKind};
use passerelle_inclusion::parity::comparisons;
use passerelle_inclusion::peers::{OLDEST_PEER, Rank, rank};
use passerelle_inclusion::standing::absence;
use passerelle_inclusion::{
    Choice, Direction, Disagreement, Indicator, NewerFigure, Parity, PeerValue, Peers, Point,
    Standing, by_source, choose, peers, standing, widest_gaps,
};
use passerelle_vocabulary::{Country, Observation, Status, Text};

use crate::panel::Panel;
use crate::{Desk, DeskError};

/// Everything a country's page says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CountryView {
    /// The country.
    pub country: Country,
    /// The year of today, by which ages are counted.
    pub year: i32,
    /// One row per indicator of the page, in its order.
    pub rows: Vec<StandingRow>,
    /// Who is left out, the widest gaps first.
    pub left_out: Vec<Parity>,
    /// What was promised, by objective; the last group is the follow-up and the other texts.
    pub promises: Vec<PromiseGroup>,
}

/// Where a country stands on one indicator.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandingRow {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Code of the unit.
    pub unit: String,
    /// The standing.
    pub standing: Standing,
    /// The preferred source's series, by period.
    pub series: Vec<Point>,
    /// Why there is no figure, where someone said why.
    pub absence: Option<Status>,
    /// What other sources say of the latest period they share with the preferred one.
    pub disagreements: Vec<Disagreement>,
    /// The latest figure of every other source that has a newer one than `standing.latest`, the newest
    /// first.
    pub newer: Vec<NewerFigure>,
    /// Its peers, group by group.
    pub peers: Vec<GroupPeers>,
}

/// A group and where the country stands in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GroupPeers {
    /// Id of the group.
    pub group: String,
    /// The figures of its members.
    pub peers: Peers,
    /// Its rank among those with a recent figure, where the node's owner shows ranks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
}

/// Commitments of one objective.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PromiseGroup {
    /// The objective of the Compact, 1 to 5; `None` for what stands outside of them.
    pub objective: Option<u8>,
    /// Ids of its commitments, in the text's order.
    pub commitments: Vec<String>,
}

impl Desk {
    /// What a country's page says; `None` where there is no such country.
    ///
    /// # Errors
    /// The database refused.
    pub async fn country(&self, iso3: &str) -> Result<Option<CountryView>, DeskError> {
        let Some(country) = self.catalogue.places.country(iso3).cloned() else { return Ok(None) };
        let observations = self.observations.of_place(iso3).await?;
        let mut rows = Vec::new();
        let mut compared = Vec::new();
        for indicator in &self.catalogue.indicators {
            let of_it: Vec<&Observation> =
                observations.iter().filter(|o| o.indicator == indicator.code).collect();
            compared.extend(compare_groups(indicator, &of_it));
            if indicator.headline.is_some() {
                let mut row = self.standing_row(indicator, &country).await?;
                row.absence = absence(indicator, &of_it);
                rows.push(row);
            }
        }
        let left_out = one_per_dimension(widest_gaps(compared));
        let promises = promises(&self.catalogue.commitments);
        Ok(Some(CountryView { country, year: self.year(), rows, left_out, promises }))
    }

    /// Where a country stands on one indicator, with its peers.
    ///
    /// # Errors
    /// The database refused.
    pub async fn standing_row(
        &self,
        indicator: &Indicator,
        country: &Country,
    ) -> Result<StandingRow, DeskError> {
        let panel = self.panel(indicator).await?;
        let choice = panel.places.get(&country.iso3).cloned().unwrap_or_default();
        let (direction, year) = (indicator.direction, self.year());
        let found = self.peers_of(country, direction, |place| panel.latest(place));
        let groups = found.into_iter().map(|(group, values, mut peers)| {
            // It holds a rank too, and of figures of any age.
            peers.position = None;
            let rank = || rank(&country.iso3, &values, direction, year);
            GroupPeers { group, peers, rank: self.show_ranks.then(rank).flatten() }
        });
        Ok(row(indicator, choice, groups.collect(), year))
    }

    /// The groups of a country with a figure: id, the latest figures of its countries as `latest` tells them,
    /// and where the country stands among them.
    pub(crate) fn peers_of(
        &self,
        country: &Country,
        direction: Direction,
        latest: impl Fn(&str) -> Option<PeerValue>,
    ) -> Vec<(String, Vec<PeerValue>, Peers)> {
        let of_group = |group: &str| {
            let values = self.values_in(group, &latest);
            let found = peers(&country.iso3, &values, direction, OLDEST_PEER)?;
            Some((group.to_owned(), values, found))
        };
        country.groups().into_iter().filter_map(of_group).collect()
    }

    /// The latest figures of the countries of a group. A synthetic country is a member of no group, and
    /// does not count in its own either.
    fn values_in(&self, group: &str, latest: impl Fn(&str) -> Option<PeerValue>) -> Vec<PeerValue> {
        self.catalogue.places.members(group).filter_map(|member| latest(&member.iso3)).collect()
    }

    /// The latest figures of the countries of a group, taken together: how many have one, and their
    /// median. `None` where none has.
    pub fn group_figures(
        &self,
        indicator: &Indicator,
        panel: &Panel,
        group: &str,
    ) -> Option<Peers> {
        let values = self.values_in(group, |place| panel.latest(place));
        peers("", &values, indicator.direction, OLDEST_PEER)
    }
}

pub(crate) fn row(
    indicator: &Indicator,
    choice: Choice,
    peers: Vec<GroupPeers>,
    year: i32,
) -> StandingRow {
    let shown =
        choice.disagreements.into_iter().filter(|found| found.shows_with(indicator.decimals));
    StandingRow {
        indicator: indicator.code.clone(),
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        standing: standing(indicator, &choice.series, year),
        disagreements: shown.collect(),
        series: choice.series,
        newer: choice.newer,
        absence: None,
        peers,
    }
}

/// The comparisons that the catalogue asks for, where both groups have figures.
pub(crate) fn compare_groups(indicator: &Indicator, observations: &[&Observation]) -> Vec<Parity> {
    comparisons(indicator, observations).into_iter().map(|one| one.parity).collect()
}

/// Of several comparisons by one dimension (the oldest with the youngest, then with the next), the first:
/// the widest, told once.
fn one_per_dimension(sorted: Vec<Parity>) -> Vec<Parity> {
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = sorted;
    kept.retain(|parity| seen.insert((parity.indicator.clone(), parity.dimension.clone())));
    kept
}

/// Commitments addressed to a State or to all, by objective.
fn promises(commitments: &[Commitment]) -> Vec<PromiseGroup> {
    let concerned = |commitment: &&Commitment| {
        commitment.concerns_a_state()
            && !matches!(commitment.kind, CommitmentKind::Objective | CommitmentKind::Principle)
    };
    let objectives = (1..=5).map(Some).chain([None]);
    objectives
        .map(|objective| PromiseGroup {
            objective,
            commitments: commitments
                .iter()
                .filter(concerned)
                .filter(|commitment| commitment.objective() == objective)
                .map(|commitment| commitment.id.clone())
                .collect(),
        })
        .filter(|group| !group.commitments.is_empty())
        .collect()
}

/// The preferred series among observations of one indicator, place and dimensions.
pub(crate) fn preferred(indicator: &Indicator, observations: &[&Observation]) -> Choice {
    let points = observations.iter().filter_map(|observation| Point::of(observation));
    choose(&by_source(points), &indicator.sources)
}
