//! Initiatives: what somebody does to keep promises, with a budget that others can fund.
//!
//! A plan of connections becomes one ([`Desk::publish_initiative`]): its folder is read and held against the hashes of
//! its summary (`folder`), its bill becomes a budget ([`passerelle_compact::budget`]), what payers promised is shared
//! out to the lines, and the initiative is a version in the register, beside the plan itself
//! ([`crate::plans::PublishedPlan`]). Published again under its slug it is a later version. Its places are the middles
//! of lots, as precisely as the policy of the country lets them be named, when it is published and when it is read.
//! Before that it can be a draft, to be looked at and changed (`drafts`).

mod amounts;
mod drafts;
mod error;
pub(crate) mod folder;
mod ledger;
mod lines;
mod shown;

pub use error::InitiativeError;
pub use ledger::Ledger;
pub use shown::InitiativePage;
use std::path::Path;

pub use passerelle_compact::Due;
use passerelle_compact::budget::{Promise, budget};
pub use passerelle_compact::initiative::{self, Initiative};
use passerelle_compact::initiative::{
    Aim, CarriedOut, InitiativeStatus, Organisation, OrganisationKind, OrganisationRole,
    UNCONFIRMED,
};
use passerelle_connectivity::finance::{Paid, PayerKind};
use passerelle_register::{Action, Author, Stored, User, Writer, may};
use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Finding, Key, Lang, Record as _, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::plans::{Draw, PlanTold, plan_key};
use crate::records::key;
use crate::{Desk, DeskError, now};
use folder::CheckedPlan;
use shown::show;

pub use drafts::{DraftView, InitiativeChanges};
pub use passerelle_compact::changes::Change;

/// Why an initiative was written: a code, whose words are in `locales/`.
const REASON_PUBLISHED: &str = "initiative-published";
/// Longest slug that is made of a title, in characters.
const SLUG: usize = 60;
/// Initiatives that are read at once.
const PAGE: u32 = 200;

/// What a plan does not say of the initiative that carries it out.
#[derive(Debug, Clone, Default)]
pub struct InitiativeProposal {
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Text,
    /// Languages in which it works.
    pub languages: Vec<Lang>,
    /// Ids of the commitments that it serves.
    pub commitments: Vec<String>,
    /// The country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// For whom: `dimension=category`.
    pub groups: Vec<String>,
    /// Its name in addresses; made of the title without it.
    pub slug: Option<String>,
    /// When it begins; next year without it.
    pub start: Option<Due>,
    /// How far it has come.
    pub status: InitiativeStatus,
    /// Whether it had begun before it was pledged.
    pub began_before_pledge: bool,
    /// Who answers for it.
    pub lead: Option<Organisation>,
    /// Identifiers in IATI of activities that it is part of.
    pub part_of: Vec<String>,
    /// What is counted as it goes on: words for the sites and for the people of the plan.
    pub aims: AimWords,
}

/// Words for what a plan reaches.
#[derive(Debug, Clone, Default)]
pub struct AimWords {
    /// Sites that are connected.
    pub sites: Text,
    /// People whom they serve.
    pub people: Text,
}

/// The summary of a plan that is what its summary says.
///
/// # Errors
/// As [`Desk::publish_initiative`] where the folder is not such a plan.
pub fn checked_summary(folder: &Path) -> Result<PlanTold, InitiativeError> {
    Ok(CheckedPlan::read(folder)?.told)
}

/// An initiative as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InitiativeView {
    /// Its name in addresses.
    pub slug: String,
    /// Number of the version.
    pub version: u64,
    /// When that was written: `2026-11-26T08:40:00Z`.
    pub moment: String,
    /// The initiative.
    #[serde(flatten)]
    pub initiative: Initiative,
}

impl Desk {
    /// Publishes the plan of a folder as an initiative; gives it as it stands then. Without a user the program itself
    /// writes it: whoever has the node's folder runs it. `draw` makes what is drawn or told of the plan, where places
    /// may not be shown as they are.
    ///
    /// # Errors
    /// [`InitiativeError`].
    pub async fn publish_initiative(
        &self,
        folder: &Path,
        proposal: &InitiativeProposal,
        user: Option<&User>,
        draw: Draw,
    ) -> Result<InitiativeView, InitiativeError> {
        let prepared = self.prepared_initiative(folder, proposal, user, Action::Publish).await?;
        let author = user.map_or_else(Author::program, User::author);
        let Prepared { key, seen, initiative } = prepared;
        self.put_initiative(&key, seen, Some((folder, draw)), initiative, &author).await
    }

    /// What is to be written of the plan of a folder, if it is sound and this user may.
    async fn prepared_initiative(
        &self,
        folder: &Path,
        proposal: &InitiativeProposal,
        user: Option<&User>,
        action: Action,
    ) -> Result<Prepared, InitiativeError> {
        let path = folder.to_owned();
        let read = tokio::task::spawn_blocking(move || CheckedPlan::read(&path));
        let plan = read.await.map_err(DeskError::from)??;
        let slug = proposal.slug.clone().unwrap_or_else(|| slug_of(&proposal.title));
        let country = proposal.country.as_deref();
        let mut problems = self.unknown(&proposal.commitments, country, &proposal.groups);
        if slug.is_empty() || slug.contains('/') || Key::new(Initiative::KIND, &slug).is_err() {
            problems.push(Finding::new("slug", "bad-slug", &slug));
            return Err(InitiativeError::Unsound(problems));
        }
        let key = key(Initiative::KIND, &slug)?;
        let standing = self.register.get(&key).await?;
        if standing.is_some() && proposal.slug.is_none() {
            return Err(InitiativeError::Taken(slug));
        }
        allowed(user, standing.as_ref(), action)?;
        let mut initiative = self.initiative_of(&slug, &plan, proposal)?;
        if let Some(stands) = standing.as_ref().map(|one| one.record::<Initiative>()).transpose()? {
            // What was paid is not the plan's to say.
            initiative.activity = stands.activity;
            initiative.imported = stands.imported;
            initiative.transactions = stands.transactions;
        }
        problems.extend(initiative.check());
        if !problems.is_empty() {
            return Err(InitiativeError::Unsound(problems));
        }
        Ok(Prepared { key, seen: standing.map(|one| one.number), initiative })
    }

    /// Writes an initiative, with the plan of a folder where there is one, as it may be shown; gives it as it stands
    /// then.
    async fn put_initiative(
        &self,
        key: &Key,
        seen: Option<u64>,
        folder: Option<(&Path, Draw)>,
        mut initiative: Initiative,
        author: &Author,
    ) -> Result<InitiativeView, InitiativeError> {
        let slug = key.slug();
        if let Some((folder, draw)) = folder {
            let country = initiative.country.clone().unwrap_or_default();
            let public = self.public_plan(folder, &country, draw).await?;
            show(&mut initiative, &public);
            let titled = (initiative.title.clone(), country.as_str());
            let record = self.publish_plan(slug, titled, public, author).await?;
            if let Some(plan) = &mut initiative.plan {
                plan.summary = record.summary;
            }
        }
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            writer.put(key, seen, REASON_PUBLISHED, &initiative).await?;
            Ok(())
        };
        self.register.write(author, now(), work).await?;
        self.refresh().await?;
        let standing = self.initiative(slug).await?;
        standing.ok_or_else(|| DeskError::Key(slug.to_owned()).into())
    }

    /// What the catalogue does not know of an initiative.
    fn unknown(
        &self,
        commitments: &[String],
        country: Option<&str>,
        groups: &[String],
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        for id in commitments {
            if self.catalogue.commitment(id).is_none() {
                found.push(Finding::new("serves", "unknown-commitment", id));
            }
        }
        if let Some(code) = country
            && self.catalogue.places.country(code).is_none()
        {
            found.push(Finding::new("country", "unknown-country", code));
        }
        for group in groups {
            let known = group.split_once('=').and_then(|(dimension, category)| {
                let dimension = self.catalogue.dimension(dimension)?;
                dimension.category.iter().find(|one| one.code == category)
            });
            if known.is_none() {
                found.push(Finding::new("groups", "unknown-group", group));
            }
        }
        found
    }

    fn initiative_of(
        &self,
        slug: &str,
        plan: &CheckedPlan,
        proposal: &InitiativeProposal,
    ) -> Result<Initiative, DeskError> {
        let told = &plan.told;
        let years = told.parameters.horizon.years;
        let next = || (self.year() + 1).to_string().parse().map_err(DeskError::Key);
        let start = proposal.start.map_or_else(next, Ok)?;
        let last = start.year().saturating_add_unsigned(years.saturating_sub(1));
        let payers = &told.summary.financing.payers;
        let cents = |amount: f64| (amount * 100.0).round() as i64;
        let promise = |paid: &Paid| Promise {
            by: paid.name.clone(),
            once: cents(paid.committed),
            each_year: cents(paid.per_year),
        };
        let promises: Vec<Promise> = payers.iter().map(promise).collect();
        let budget = budget(&plan.costs, &promises, start.year(), years);
        let built = budget.iter().filter(|line| line.purpose == initiative::Purpose::Build);
        let done = built.map(|line| line.year).max().unwrap_or(last);
        let end = last.max(start.year()).to_string().parse().map_err(DeskError::Key)?;
        Ok(Initiative {
            title: proposal.title.clone(),
            description: proposal.description.clone(),
            by: None,
            languages: proposal.languages.clone(),
            country: proposal.country.clone(),
            countries: Vec::new(),
            places: plan.places.clone(),
            groups: proposal.groups.clone(),
            serves: proposal.commitments.clone(),
            organisations: organisations(proposal.lead.as_ref(), payers),
            currency: told.summary.currency.clone(),
            budget,
            aims: aims(plan, proposal, start.year(), done),
            start,
            end,
            status: proposal.status,
            began_before_pledge: proposal.began_before_pledge,
            plan: Some(CarriedOut { plan: plan_key(slug)?, summary: plan.summary_hash.clone() }),
            part_of: proposal.part_of.clone(),
            evidence: Vec::new(),
            activity: None,
            transactions: Vec::new(),
            imported: None,
        })
    }

    /// An initiative; `None` where there is none of this slug.
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiative(&self, slug: &str) -> Result<Option<InitiativeView>, DeskError> {
        let Ok(key) = Key::new(Initiative::KIND, slug) else { return Ok(None) };
        self.register.get(&key).await?.map(|stored| self.initiative_view(&stored)).transpose()
    }

    /// Every initiative, by slug; those of a country where one is named. Without those that were imported and that nobody
    /// has confirmed: see [`Desk::suggested_initiatives`].
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiatives(
        &self,
        country: Option<&str>,
    ) -> Result<Vec<InitiativeView>, DeskError> {
        let filters: Vec<(&str, &str)> =
            country.map(|code| ("country", code)).into_iter().collect();
        let (mut found, mut after): (Vec<InitiativeView>, Option<Key>) = (Vec::new(), None);
        loop {
            let which = (&filters[..], Some(UNCONFIRMED));
            let page = self.register.list_without(Initiative::KIND, which, after.as_ref(), PAGE);
            let page = page.await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(last.key.clone());
            for stored in &page {
                found.push(self.initiative_view(stored)?);
            }
        }
    }

    /// The initiatives that serve a commitment, by slug.
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiatives_serving(
        &self,
        commitment: &str,
    ) -> Result<Vec<InitiativeView>, DeskError> {
        self.initiatives_naming("serves", &key("commitment", commitment)?).await
    }

    /// The initiatives that carry out a published plan, by slug.
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiatives_carrying_out(
        &self,
        plan: &str,
    ) -> Result<Vec<InitiativeView>, DeskError> {
        self.initiatives_naming("carries_out", &plan_key(plan)?).await
    }

    pub(crate) async fn initiatives_naming(
        &self,
        relation: &str,
        named: &Key,
    ) -> Result<Vec<InitiativeView>, DeskError> {
        let mut found = Vec::new();
        for link in self.register.links_to(named).await? {
            if link.relation == relation && link.to.kind() == Initiative::KIND {
                found.extend(self.initiative(link.to.slug()).await?);
            }
        }
        Ok(found)
    }
}

/// An initiative that may be written.
struct Prepared {
    key: Key,
    /// The version that stands.
    seen: Option<u64>,
    initiative: Initiative,
}

/// Whether somebody may do it: to what they published themselves, and to what is new, or to that of others. Without a
/// user the program itself does it.
fn allowed(
    user: Option<&User>,
    standing: Option<&Stored>,
    action: Action,
) -> Result<(), InitiativeError> {
    let Some(user) = user else { return Ok(()) };
    let own = standing.is_none_or(|one| one.author == user.id);
    match may(user.role, Initiative::KIND, action, own) {
        true => Ok(()),
        false => Err(InitiativeError::NotAllowed(user.name.clone())),
    }
}

/// Who takes part: who answers for it, and who pays; each name once.
fn organisations(lead: Option<&Organisation>, payers: &[Paid]) -> Vec<Organisation> {
    let mut found: Vec<Organisation> = lead.cloned().into_iter().collect();
    for payer in payers {
        let kind = match payer.kind {
            PayerKind::State => OrganisationKind::Government,
            PayerKind::UniversalServiceFund => OrganisationKind::Public,
            PayerKind::Operator => OrganisationKind::Company,
            PayerKind::Donor | PayerKind::User => OrganisationKind::Other,
        };
        if !found.iter().any(|one| one.name == payer.name) {
            let (name, role) = (payer.name.clone(), OrganisationRole::Funder);
            found.push(Organisation { name, role, kind, reference: None });
        }
    }
    found
}

/// Sites connected, and people reached, before and after. A number of people that is assumed is nobody's aim.
fn aims(plan: &CheckedPlan, proposal: &InitiativeProposal, start: i32, done: i32) -> Vec<Aim> {
    let summary = &plan.told.summary;
    let aim = |what: &Text, unit: &str, baseline: Option<f64>, target: f64| Aim {
        indicator: None,
        what: what.clone(),
        unit: unit.to_owned(),
        baseline,
        baseline_year: start - 1,
        target,
        target_year: done,
        reached: None,
    };
    let already = summary.connected_already as f64;
    let (sites, people) = match plan.told.within_budget {
        Some(within) => (f64::from(within.bought.sites), within.bought.people),
        None => ((summary.sites - summary.connected_already) as f64, summary.people_reached),
    };
    let mut aims = vec![aim(&proposal.aims.sites, "sites", Some(already), already + sites)];
    if !summary.people_are_assumed() {
        // How many people the sites that are connected already serve, the plan does not say.
        aims.push(aim(&proposal.aims.people, "people", None, people));
    }
    aims
}

/// A title as it can stand in an address: the words of its English, or of whatever language it has.
pub(crate) fn slug_of(title: &Text) -> String {
    slug_of_words(title.get(&Lang::en()))
}

/// A name in addresses, made of words.
pub(crate) fn slug_of_words(words: &str) -> String {
    let folded = fold(words);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    let folded: String = folded.chars().map(plain).collect();
    let mut slug = String::new();
    for word in folded.split_whitespace() {
        if slug.len() + word.len() >= SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_slug() {
        assert_eq!(
            slug_of(&Text::new("", "Connect every school — São Tomé")),
            "connect-every-school-sao-tome"
        );
        let mut french = Text::default();
        french.set(Lang::fr(), "Raccorder l’école à Internet");
        assert_eq!(slug_of(&french), "raccorder-l-ecole-a-internet");
        assert!(slug_of(&Text::new("", "word ".repeat(40))).len() <= SLUG);
    }
}
