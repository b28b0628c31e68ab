//! Scorecards: where a country stands in a year, group by group, how sure that is, and what nobody
//! measured.
//!
//! ```text
//! catalogue/scorecard.toml ─▶ Definition ─┐
//! figures up to the year ──▶ Evidence ────┼─▶ card() ─▶ Scorecard ─▶ Release (signed by two people)
//! an index over countries ─▶ CardIndex ───┘
//! ```
//!
//! | module | the noun |
//! |---|---|
//! | [`definition`] | what a scorecard counts, as data |
//! | [`row`] | one indicator: standing, gap and its interval, change, groups, differences |
//! | [`difference`] | two groups, and whether they differ for sure |
//! | [`breakdown`] | which of the Compact's breakdowns exist |
//! | [`release`] | a scorecard that was signed, and its revisions |
//!
//! A figure of the year or before counts; a newer one was not known then, and is left out. Ages are
//! counted from that year.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Status;

use crate::Interval;

pub mod breakdown;
pub mod definition;
pub mod difference;
pub mod release;
pub mod row;

pub use breakdown::{Breakdown, BreakdownSeries, Breakdowns, breakdowns};
pub use definition::{BreakdownDefinition, Definition, RevisionKind};
pub use difference::{Difference, LatestChange, Significance};
pub use release::{FigureChange, Release, Stage};
pub use row::{Evidence, GroupFigure, ScorecardRow};

/// Differences are called significant at this level, after Holm's adjustment over all of a scorecard's.
pub const SIGNIFICANCE_LEVEL: f64 = 0.05;

/// A country's year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Scorecard {
    /// ISO 3166-1 alpha-3.
    pub place: String,
    /// The year: figures of later years are left out, and ages are counted from it.
    pub year: i32,
    /// One row per indicator that the scorecard counts, in the catalogue's order.
    pub rows: Vec<ScorecardRow>,
    /// The index; `None` where the definition names none, or too little is known of the country.
    pub index: Option<CardIndex>,
    /// How much is measured, and how long ago.
    pub completeness: Completeness,
    /// Which of the Compact's breakdowns exist.
    pub breakdowns: Breakdowns,
}

impl Scorecard {
    /// Whether any of its figures was made up, for training or for show.
    pub fn is_made_up(&self) -> bool {
        let made_up = |row: &ScorecardRow| {
            let latest = row.standing.latest.as_ref().map(|latest| latest.status);
            let groups = row.groups.iter().map(|group| group.status);
            latest.into_iter().chain(groups).any(|status| status == Status::Synthetic)
        };
        self.rows.iter().any(made_up)
    }
}

/// A composite index of a country, and how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardIndex {
    /// Code of the index in the catalogue.
    pub code: String,
    /// The score, in the index's unit.
    pub score: f64,
    /// What sampling errors and choices of method leave open, together: from 5 % to 95 % of the runs.
    pub interval: Option<Interval>,
    /// Share of the variance that is due to sampling error alone; `None` unless both vary.
    pub sampling_share: Option<f64>,
    /// Share that is due to choices of method alone.
    pub methods_share: Option<f64>,
    /// Rank among the countries with a score, from 1; only where the node's owner shows ranks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<IndexRank>,
    /// How often the index was built.
    pub runs: usize,
    /// Countries that have a score.
    pub countries: usize,
    /// What goes into it, in its order: code, and the score from 0 to 100; `None` where it is not known.
    pub components: Vec<(String, Option<f64>)>,
}

/// A rank and what is left open of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IndexRank {
    /// The rank.
    pub rank: u32,
    /// Its interval, from 5 % to 95 % of the runs.
    pub interval: Interval,
}

/// How much of a scorecard is measured, and how long ago.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Completeness {
    /// Indicators that the scorecard counts.
    pub expected: usize,
    /// Those that have a figure.
    pub measured: usize,
    /// Those whose figure is recent.
    pub recent: usize,
    /// Years within which a figure is recent.
    pub recent_years: i32,
    /// Those whose figure has an interval.
    pub with_interval: usize,
    /// Median age of the figures, in years; `None` without any.
    pub median_age: Option<f64>,
    /// Indicators without any figure, and why, where someone said why.
    pub not_measured: Vec<NotMeasured>,
}

/// An indicator without any figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotMeasured {
    /// Code of the indicator.
    pub indicator: String,
    /// Why; `None` where nobody said.
    pub why: Option<Status>,
}

/// Makes a scorecard of what is known. `evidence` is in the catalogue's order, one for each indicator that
/// counts; `index` was built by [`crate::composite`] on figures of the same year.
pub fn card(
    definition: &Definition,
    place: &str,
    year: i32,
    evidence: &[Evidence<'_>],
    index: Option<CardIndex>,
    breakdowns: Breakdowns,
) -> Scorecard {
    let mut rows: Vec<ScorecardRow> = evidence.iter().map(|one| row::row(one, year)).collect();
    difference::adjust(&mut rows);
    let completeness = completeness(&rows, definition.recent);
    Scorecard { place: place.to_owned(), year, rows, index, completeness, breakdowns }
}

fn completeness(rows: &[ScorecardRow], recent: i32) -> Completeness {
    let latest: Vec<_> = rows.iter().filter_map(|row| row.standing.latest.as_ref()).collect();
    let mut ages: Vec<f64> = latest.iter().map(|latest| f64::from(latest.age)).collect();
    ages.sort_by(f64::total_cmp);
    let unmeasured = rows.iter().filter(|row| row.standing.latest.is_none());
    Completeness {
        expected: rows.len(),
        measured: latest.len(),
        recent: latest.iter().filter(|latest| latest.age <= recent).count(),
        recent_years: recent,
        with_interval: latest.iter().filter(|latest| latest.interval.is_some()).count(),
        median_age: crate::statistics::sample_quantile(&ages, 0.5),
        not_measured: unmeasured
            .map(|row| NotMeasured { indicator: row.indicator.clone(), why: row.absence })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
