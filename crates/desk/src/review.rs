//! The review contribution: what is recorded of a country, of a group of countries or of the world, put in order
//! ([`passerelle_compact::review`]), signed, opened for comments and published.
//!
//! # What makes it the same again
//!
//! A review is made of the records and the figures of the register at one state of the log, and says which. Its day is
//! the day on which the last leaf of the log was written, and not that of the clock (unless somebody asks for another:
//! [`crate::Settings::today`]). The same data give the same review, to the byte, on any day and on any computer.
//!
//! | module | |
//! |---|---|
//! | `kept` | reviews that were made, for as long as nothing changes |
//! | `figures` | what shows a commitment: a country's figure with its interval, or the median of several |
//! | [`signing`] | a note that the node signed beside a file |
//! | [`rounds`] | a draft, its comments and answers, and the report that is published |
//! | [`calendar`] | due dates, mandates and comment rounds by day |

pub mod calendar;
mod figures;
mod kept;
pub mod rounds;
pub mod signing;

use std::collections::BTreeMap;

use passerelle_compact::review::{self, Known, LogState, Material, Scope, ScopeKind};
use passerelle_compact::{Actor, Assessment, Due, Endorsement, Reply, Update};
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Country, Group, Key, Record};

pub(crate) use kept::Kept;
pub use passerelle_compact::review::{
    Answer, Chapter, Contribution, Endorsed, Figure, Gaps, Moved, Named, Objective, Outline,
    Outlines, Part, Promise, Review, SelfReport, Spread, Tally, ThirdParty,
};

use crate::part::{day_of, written_day};
use crate::{Desk, DeskError};

/// Records that are read at once.
const PAGE: u32 = 1_000;

impl Desk {
    /// The countries that a review is of, by a code or a name: `KEN`, `ldc`, `Eastern Africa`, `world`. `None` where
    /// nothing is known by it, or it has no country.
    pub fn review_scope(&self, written: &str) -> Option<Scope> {
        let places = &self.catalogue.places;
        let written = written.trim();
        let code = match places.recognise(written, Scheme::Any) {
            Some(Recognised::Place(code)) => code.to_owned(),
            _ => written.to_lowercase().replace([' ', '-'], "_"),
        };
        if let Some(country) = places.country(&code) {
            return Some(of_country(country));
        }
        let group = places.group(&code)?;
        let members = places.members(&group.id).map(|one| one.iso3.clone()).collect();
        Some(of_group(group, members)).filter(|scope| !scope.countries.is_empty())
    }

    /// Every scope of a review that is not one country, in the order of the catalogue: the world, regions, groups.
    pub fn review_groups(&self) -> Vec<Scope> {
        let groups = self.catalogue.places.groups().iter();
        groups.filter_map(|group| self.review_scope(&group.id)).collect()
    }

    async fn review_at(&self, scope: &Scope, state: LogState) -> Result<Review, DeskError> {
        let places = &self.catalogue.places;
        let is_member =
            |code: &&String| places.country(code).is_some_and(|country| country.un_member);
        let adopted = scope.countries.iter().filter(is_member).cloned().collect();
        let initiatives: Vec<Known<_>> = self
            .initiatives(None)
            .await?
            .into_iter()
            .map(|view| Known {
                day: written_day(&view.moment).unwrap_or((1970, 1, 1)),
                slug: view.slug,
                record: view.initiative,
            })
            .collect();
        let actors: BTreeMap<String, Actor> = self.actors().await?.into_iter().collect();
        let endorsements = self.every::<Endorsement>().await?;
        let updates = self.every::<Update>().await?;
        let assessments = self.every::<Assessment>().await?;
        let replies = self.every::<Reply>().await?;
        let figures = self.review_figures(scope, state.day.year()).await?;
        Ok(review::review(&Material {
            scope: scope.clone(),
            state,
            adopted,
            commitments: &self.catalogue.commitments,
            actors: &actors,
            endorsements: &endorsements,
            initiatives: &initiatives,
            updates: &updates,
            assessments: &assessments,
            replies: &replies,
            figures: &figures,
            rates: &self.catalogue.currencies.rates,
        }))
    }

    /// The log as it stands.
    pub(crate) async fn log_state(&self) -> Result<LogState, DeskError> {
        let signed = self.register.checkpoint().await?;
        let entries = signed.as_ref().map_or(0, |signed| signed.checkpoint.size);
        let last = self.register.changes(entries.checked_sub(2), 1).await?;
        let at = last.first().map_or(0, |version| version.at);
        // Its third line is the root, in base64.
        let root = signed.and_then(|signed| Some(signed.note.lines().nth(2)?.to_owned()));
        let (year, month, day) = if self.today.is_some() { self.day() } else { day_of(at) };
        Ok(LogState {
            entries,
            root: root.unwrap_or_default(),
            moment: crate::written_time(at),
            day: Due::of_day(year, month, day).unwrap_or(Due::of_year(1970)),
        })
    }

    /// Every record of a kind, by key.
    async fn every<R: Record>(&self) -> Result<Vec<Known<R>>, DeskError> {
        let (mut found, mut after): (Vec<Known<R>>, Option<Key>) = (Vec::new(), None);
        loop {
            let page = self.register.list(R::KIND, &[], after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(last.key.clone());
            for stored in &page {
                let slug = stored.key.slug().to_owned();
                found.push(Known { slug, day: day_of(stored.at), record: stored.record()? });
            }
        }
    }
}

fn of_country(country: &Country) -> Scope {
    Scope {
        kind: ScopeKind::Country,
        code: country.iso3.clone(),
        name: country.name.clone(),
        countries: vec![country.iso3.clone()],
        synthetic: country.synthetic,
    }
}

fn of_group(group: &Group, countries: Vec<String>) -> Scope {
    let kind = match group.kind.as_str() {
        "world" => ScopeKind::World,
        "region" | "subregion" | "intermediate" => ScopeKind::Region,
        _ => ScopeKind::Group,
    };
    let (code, name) = (group.id.clone(), group.name.clone());
    Scope { kind, code, name, countries, synthetic: false }
}
