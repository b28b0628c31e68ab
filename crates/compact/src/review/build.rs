//! A review, made of records and figures as they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Answer, Contribution, Endorsed, Figure, Gaps, LogState, Moved, Named, Objective, Promise,
    Review, Scope, ScopeKind, SelfReport, Tally, ThirdParty,
};
use crate::currency::Rates;
use crate::money::{Activities, Flow, by_kind, flows};
use crate::{
    Actor, Assessment, Commitment, CommitmentKind, Day, Due, Endorsement, Hearing, Initiative,
    OBJECTIVES, Reply, Update, held_until,
};

/// A published record.
#[derive(Debug, Clone)]
pub struct Known<T> {
    /// Its name in addresses.
    pub slug: String,
    /// The day on which its present version was written.
    pub day: Day,
    /// The record.
    pub record: T,
}

/// What a review is made of: all that is published, whether it belongs to its countries or not.
#[derive(Debug, Clone)]
pub struct Material<'a> {
    /// What it is of.
    pub scope: Scope,
    /// The state of the log.
    pub state: LogState,
    /// Of the countries, the Member States of the United Nations.
    pub adopted: Vec<String>,
    /// Every commitment of the catalogue, by text, then order.
    pub commitments: &'a [Commitment],
    /// Actors by slug.
    pub actors: &'a BTreeMap<String, Actor>,
    /// Endorsements.
    pub endorsements: &'a [Known<Endorsement>],
    /// Initiatives, as they may be shown.
    pub initiatives: &'a [Known<Initiative>],
    /// Updates.
    pub updates: &'a [Known<Update>],
    /// Assessments, those that are held too.
    pub assessments: &'a [Known<Assessment>],
    /// Replies.
    pub replies: &'a [Known<Reply>],
    /// Figures of the countries, by indicator.
    pub figures: &'a BTreeMap<String, Figure>,
    /// At which rates currencies are converted.
    pub rates: &'a Rates,
}

/// Puts in order what is recorded of some countries.
pub fn review(material: &Material<'_>) -> Review {
    let contributions = contributions(material);
    let purse = Purse::of(material, &contributions);
    let commitments = promises(material, &contributions, &purse);
    let objectives = objectives(&commitments, &contributions, &purse);
    let tally = tally(commitments.iter(), contributions.iter());
    let gaps = gaps(&commitments, &contributions);
    Review {
        scope: material.scope.clone(),
        state: material.state.clone(),
        adopted: material.adopted.clone(),
        endorsements: endorsements(material),
        objectives,
        commitments,
        money: purse.ranges(|_| true),
        contributions,
        tally,
        gaps,
    }
}

/// The money of contributions.
struct Purse {
    /// What moved; `by` is the place of the initiative among all that are published.
    flows: Vec<Flow>,
    /// The number of the contribution at each of these places, where it is one.
    numbers: Vec<Option<usize>>,
}

impl Purse {
    fn of(material: &Material<'_>, contributions: &[Contribution]) -> Self {
        let each = || material.initiatives.iter().map(|one| (one.slug.as_str(), &one.record));
        let numbers: BTreeMap<&str, usize> =
            contributions.iter().map(|one| (one.slug.as_str(), one.number)).collect();
        Self {
            // Ends are looked up among all that are published, wherever they are.
            flows: flows(each(), &Activities::of(each()), material.rates),
            numbers: each().map(|(slug, _)| numbers.get(slug).copied()).collect(),
        }
    }

    /// The range of each kind, of the contributions with these numbers.
    fn ranges(&self, chosen: impl Fn(usize) -> bool) -> Vec<Moved> {
        let is_own = |flow: &&Flow| self.numbers[flow.by].is_some_and(&chosen);
        let kinds = by_kind(self.flows.iter().filter(is_own));
        kinds.into_iter().map(|(kind, range)| Moved { kind, range }).collect()
    }
}

/// A day with its three parts; days of records are of the calendar.
fn due((year, month, day): Day) -> Due {
    Due::of_day(year, month, day).unwrap_or(Due::of_year(1970))
}

fn endorsements(material: &Material<'_>) -> Vec<Endorsed> {
    let own = |one: &&Known<Endorsement>| material.scope.holds(one.record.country.as_deref());
    let mut found: Vec<(&str, Endorsed)> = material
        .endorsements
        .iter()
        .filter(own)
        .map(|Known { slug, record: one, .. }| {
            let by = Named {
                slug: Some(one.actor.slug().to_owned()),
                name: one.title.clone(),
                kind: Some(one.kind),
            };
            let told = Endorsed {
                by,
                country: one.country.clone(),
                objectives: one.objectives.clone(),
                statement: one.statement.clone(),
                signatory: one.signatory.clone(),
                signed: one.signed,
                contributions: one.contributions.len(),
                withdrawn: one.withdrawn,
            };
            (slug.as_str(), told)
        })
        .collect();
    found.sort_by(|a, b| (a.1.signed.first_day(), a.0).cmp(&(b.1.signed.first_day(), b.0)));
    found.into_iter().map(|(_, one)| one).collect()
}

/// Whether an initiative is of these countries: by where it is, else by where its actor is at home.
fn belongs(material: &Material<'_>, one: &Initiative) -> bool {
    let actor = one.by.as_ref().and_then(|by| material.actors.get(by.slug()));
    let home = actor.and_then(|actor| actor.country.as_deref());
    if one.in_countries().next().is_none() {
        return material.scope.holds(home);
    }
    one.in_countries().any(|code| material.scope.holds(Some(code)))
}

fn contributions(material: &Material<'_>) -> Vec<Contribution> {
    let mut updates: BTreeMap<&str, Vec<&Known<Update>>> = BTreeMap::new();
    for one in material.updates {
        updates.entry(one.record.of.slug()).or_default().push(one);
    }
    let mut assessments: BTreeMap<&str, Vec<&Known<Assessment>>> = BTreeMap::new();
    for one in material.assessments {
        assessments.entry(one.record.of.slug()).or_default().push(one);
    }
    let replies: BTreeMap<&str, &Reply> =
        material.replies.iter().map(|one| (one.record.to.slug(), &one.record)).collect();
    let mut own: Vec<&Known<Initiative>> =
        material.initiatives.iter().filter(|one| belongs(material, &one.record)).collect();
    own.sort_by(|a, b| {
        let order = |one: &Known<Initiative>| (one.record.start.first_day(), one.slug.clone());
        order(a).cmp(&order(b))
    });
    own.into_iter()
        .zip(1..)
        .map(|(one, number)| {
            let said = Said {
                updates: updates.get(one.slug.as_str()).map_or(&[], Vec::as_slice),
                assessments: assessments.get(one.slug.as_str()).map_or(&[], Vec::as_slice),
                replies: &replies,
            };
            contribution(material, one, number, &said)
        })
        .collect()
}

/// What was said of one initiative.
struct Said<'a> {
    updates: &'a [&'a Known<Update>],
    assessments: &'a [&'a Known<Assessment>],
    replies: &'a BTreeMap<&'a str, &'a Reply>,
}

fn contribution(
    material: &Material<'_>,
    known: &Known<Initiative>,
    number: usize,
    said: &Said<'_>,
) -> Contribution {
    let (one, today) = (&known.record, material.state.day.first_day());
    let days = said.updates.iter().map(|update| update.record.day.last_day().min(today));
    let written = known.day.min(today);
    let last = days.max().map_or(written, |day| day.max(written));
    let shown = said.updates.iter().filter(|update| !update.record.evidence.is_empty());
    let shown = shown.map(|update| update.record.day.last_day().min(today)).max();
    let (others, held) = others(one, said, today);
    let by = one.by.as_ref().and_then(|by| {
        let actor = material.actors.get(by.slug())?;
        let (name, kind) = (actor.name.clone(), Some(actor.kind));
        Some(Named { slug: Some(by.slug().to_owned()), name, kind })
    });
    Contribution {
        number,
        slug: known.slug.clone(),
        title: one.title.clone(),
        by,
        organisations: one.organisations.iter().map(|one| one.name.clone()).collect(),
        country: one.country.clone(),
        countries: one.countries.clone(),
        places: one.places.iter().map(|place| place.name.clone()).collect(),
        groups: one.groups.clone(),
        languages: one.languages.clone(),
        serves: one.serves.clone(),
        start: one.start,
        end: one.end,
        status: one.status,
        began_before: one.began_before_pledge,
        aims: one.aims.clone(),
        budget: (!one.budget.is_empty()).then(|| one.money()),
        currency: one.currency.clone(),
        hearing: Hearing::on(today, last),
        last_heard: due(last),
        last_shown: shown.map(due),
        own: own(said),
        others,
        held,
    }
}

fn own(said: &Said<'_>) -> Vec<SelfReport> {
    let mut sorted: Vec<&&Known<Update>> = said.updates.iter().collect();
    sorted.sort_by(|a, b| {
        (b.record.day.last_day(), &b.slug).cmp(&(a.record.day.last_day(), &a.slug))
    });
    let report = |known: &&Known<Update>| {
        let one = &known.record;
        SelfReport {
            day: one.day,
            completion: one.completion,
            results: one.results,
            text: one.text.clone(),
            evidence: one.evidence.clone(),
        }
    };
    sorted.into_iter().map(report).collect()
}

/// What others say, and how much of it is held for a reply.
fn others(one: &Initiative, said: &Said<'_>, today: Day) -> (Vec<ThirdParty>, usize) {
    let mut sorted: Vec<&&Known<Assessment>> = said.assessments.iter().collect();
    sorted.sort_by(|a, b| {
        (b.record.day.last_day(), &b.slug).cmp(&(a.record.day.last_day(), &a.slug))
    });
    let (mut shown, mut held) = (Vec::new(), 0);
    for known in sorted {
        let reply = said.replies.get(known.slug.as_str()).copied();
        if held_until(known.day, one.by.is_some(), reply, today).is_some() {
            held += 1;
            continue;
        }
        let one = &known.record;
        shown.push(ThirdParty {
            assessor: one.assessor.clone(),
            interests: one.interests.clone(),
            day: one.day,
            method: one.method.clone(),
            completion: one.completion,
            results: one.results,
            text: one.text.clone(),
            evidence: one.evidence.clone(),
            reply: reply.map(|reply| Answer {
                day: reply.day,
                text: reply.text.clone(),
                waived: reply.waived,
            }),
        });
    }
    (shown, held)
}

/// What is promised by those whom the review is of: by States and by all. Of the world, whatever is promised; and
/// whatever one of the contributions serves.
fn promises(
    material: &Material<'_>,
    contributions: &[Contribution],
    purse: &Purse,
) -> Vec<Promise> {
    let mut serving: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for one in contributions {
        for id in &one.serves {
            serving.entry(id.as_str()).or_default().push(one.number);
        }
    }
    let is_asked = |one: &&Commitment| {
        let entry = matches!(one.kind, CommitmentKind::Objective | CommitmentKind::Principle);
        let asked = material.scope.kind == ScopeKind::World || one.concerns_a_state();
        (asked && !entry) || serving.contains_key(one.id.as_str())
    };
    let promise = |one: &Commitment| {
        let mut numbers = serving.get(one.id.as_str()).cloned().unwrap_or_default();
        numbers.dedup();
        let evidence = numbers.iter().filter_map(|number| contributions.get(number - 1));
        Promise {
            id: one.id.clone(),
            objective: one.objective(),
            title: one.title.clone(),
            place: one.place.clone(),
            due: one.due,
            addressees: one.addressees.clone(),
            goals: one.sdgs.0.iter().map(|goal| goal.number()).collect(),
            figures: one
                .indicators
                .iter()
                .filter_map(|code| material.figures.get(code).cloned())
                .collect(),
            evidence: evidence.map(Contribution::evidence).sum(),
            money: if numbers.is_empty() {
                Vec::new()
            } else {
                purse.ranges(|number| numbers.contains(&number))
            },
            contributions: numbers,
        }
    };
    material.commitments.iter().filter(is_asked).map(promise).collect()
}

fn objectives(
    commitments: &[Promise],
    contributions: &[Contribution],
    purse: &Purse,
) -> Vec<Objective> {
    let numbers = OBJECTIVES.map(Some).chain([None]);
    let of = |number: Option<u8>| {
        let own: Vec<&Promise> = commitments.iter().filter(|one| one.objective == number).collect();
        let serving: BTreeSet<usize> =
            own.iter().flat_map(|promise| promise.contributions.iter().copied()).collect();
        let serves = |one: &&Contribution| serving.contains(&one.number);
        Objective {
            number,
            commitments: own.iter().map(|one| one.id.clone()).collect(),
            tally: tally(own.iter().copied(), contributions.iter().filter(serves)),
            money: purse.ranges(|number| serving.contains(&number)),
        }
    };
    numbers.map(of).filter(|one| !one.commitments.is_empty()).collect()
}

fn tally<'a>(
    commitments: impl Iterator<Item = &'a Promise>,
    contributions: impl Iterator<Item = &'a Contribution>,
) -> Tally {
    let mut found = Tally::default();
    for one in commitments {
        found.commitments += 1;
        found.served += usize::from(!one.contributions.is_empty());
        found.shown += usize::from(one.is_shown());
    }
    for one in contributions {
        found.contributions += 1;
        found.began_before += usize::from(one.began_before);
        found.with_evidence += usize::from(one.last_shown.is_some());
        found.assessed += usize::from(!one.others.is_empty());
        found.replied += one.others.iter().filter(|other| other.reply.is_some()).count();
        found.held += one.held;
        found.silent += usize::from(one.hearing == Hearing::Silent);
        found.inactive += usize::from(one.hearing == Hearing::Inactive);
    }
    found
}

fn gaps(commitments: &[Promise], contributions: &[Contribution]) -> Gaps {
    let ids = |is_gap: fn(&Promise) -> bool| {
        commitments.iter().filter(|one| is_gap(one)).map(|one| one.id.clone()).collect()
    };
    let numbers = |is_gap: fn(&Contribution) -> bool| {
        contributions.iter().filter(|one| is_gap(one)).map(|one| one.number).collect()
    };
    Gaps {
        unserved: ids(|one| one.contributions.is_empty()),
        unshown: ids(|one| !one.is_shown()),
        unmeasured: ids(|one| one.figures.is_empty()),
        without_evidence: numbers(|one| one.last_shown.is_none()),
        unassessed: numbers(|one| one.others.is_empty()),
        silent: numbers(|one| one.hearing != Hearing::Heard),
        nobodys: numbers(|one| one.by.is_none()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
