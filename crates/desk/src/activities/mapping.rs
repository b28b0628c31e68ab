//! An activity of IATI as an initiative.
//!
//! | activity | initiative |
//! |---|---|
//! | identifier | its own, and its name in addresses |
//! | who is accountable, else who reports | who answers for it; who funds, extends and implements take part |
//! | actual dates, else planned ones | start and end |
//! | countries that it is for | its country, or several with their percentages; these only if they are no more than all |
//! | budgets, revised before original, in its currency | budget lines of their years: committed is promised, indicative open |
//! | transactions | transactions |
//! | parents | what it is part of; other related activities are links |
//! | indicators of results with a target, and what was reached last | aims |
//! | sectors, title, description | points, and suggested commitments ([`passerelle_compact::relevance`]) |
//!
//! Planned disbursements say again what budgets say, and are not taken. What an initiative cannot hold is left out and told.

use std::collections::BTreeMap;

use passerelle_compact::imported::{Imported, RelatedActivity, Relation, Sector};
use passerelle_compact::initiative::{
    Aim, BudgetLine, CountryShare, Initiative, InitiativePlace, InitiativeStatus, Organisation,
    OrganisationKind, OrganisationRole, Pledge, Purpose, Reached, is_reference,
};
use passerelle_compact::relevance::{Lexicon, Relevance};
use passerelle_compact::transaction::is_activity;
use passerelle_compact::{Due, Party, Transaction, TransactionKind};
use passerelle_exchange::iati::{Day, PeriodMoney, Reported, ReportedTransaction, Share, Somebody};
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Places, Text};

/// Longest title of an initiative, name of somebody and description, in characters.
const TITLE: usize = 200;
const NAME: usize = 200;
const DESCRIPTION: usize = 20_000;
const TRANSACTION_TEXT: usize = 2_000;
/// How much more than all the percentages of countries may be, in percent.
const ROUNDED: f64 = 0.5;
/// Most organisations, places and aims.
const MOST: usize = 1_000;
/// The day on which States adopted the Compact: what had begun before it adds nothing to what would have been done
/// anyway.
const ADOPTED: (i32, u8, u8) = (2024, 9, 22);
/// What stands for a currency where there is no money (ISO 4217).
const NO_CURRENCY: &str = "XXX";
/// Lists of sectors whose codes the catalogue knows: purposes of the OECD, and their categories.
const PURPOSES: [&str; 2] = ["", "2"];

/// How much an activity is about the digital.
pub(super) fn relevance(lexicon: &Lexicon, one: &Reported) -> Relevance {
    let purposes: Vec<&Share> =
        one.sectors.iter().filter(|sector| PURPOSES.contains(&&*sector.vocabulary)).collect();
    // Of those that do not tell their share each has the same.
    let even = 1.0 / purposes.len().max(1) as f64;
    let shares: Vec<(&str, f64)> = purposes
        .into_iter()
        .map(|one| (one.code.as_str(), one.percentage.map_or(even, |percent| percent / 100.0)))
        .collect();
    lexicon.score(&one.title, &one.description, &shares)
}

/// The countries of an activity, ISO 3166-1 alpha-3, in their order, with their shares.
pub(super) fn countries(places: &Places, one: &Reported) -> Vec<CountryShare> {
    let mut found: BTreeMap<&str, Option<f64>> = BTreeMap::new();
    for share in &one.countries {
        let Some(Recognised::Place(code)) = places.recognise(&share.code, Scheme::Iso2) else {
            continue;
        };
        // One that is named twice has both parts.
        let known = found.entry(code).or_default();
        *known = match (*known, share.percentage) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
    }
    let total: f64 = found.values().flatten().sum();
    // Files round: a little more than all is all.
    let sound = total <= 100.0 + ROUNDED;
    let share = |(country, percentage): (&str, Option<f64>)| CountryShare {
        country: country.to_owned(),
        percentage: percentage.filter(|_| sound).map(|percent| percent.clamp(0.0, 100.0)),
    };
    found.into_iter().map(share).collect()
}

/// An activity as an initiative, and what was made shorter to fit: fields.
pub(super) fn initiative(
    places: &Places,
    mut one: Reported,
    relevance: Relevance,
) -> (Initiative, Vec<&'static str>) {
    let mut cut = Vec::new();
    let currency = currency(&one);
    let (start, end) = period(&one);
    let organisations = organisations(&one);
    let budget = budget(&one.budgets, &currency, payer(&organisations));
    let title = shortened(std::mem::take(&mut one.title), TITLE, "title", &mut cut);
    let description = if one.description.is_empty() {
        title.clone()
    } else {
        std::mem::take(&mut one.description)
    };
    let description = shortened(description, DESCRIPTION, "description", &mut cut);
    let mut in_countries = countries(places, &one);
    let only = if in_countries.len() == 1 { in_countries.pop() } else { None };
    let only = only.map(|share| share.country);
    let imported = imported(&one, relevance);
    let parents = one.related.iter().filter(|related| related.kind == 1);
    let initiative = Initiative {
        title,
        description,
        by: None,
        languages: Vec::new(),
        country: only,
        countries: in_countries,
        places: places_of(&one),
        groups: Vec::new(),
        serves: Vec::new(),
        organisations,
        currency,
        budget,
        aims: aims(&one),
        start,
        end,
        status: match one.status {
            Some(1) => InitiativeStatus::Planned,
            Some(3 | 4) => InitiativeStatus::Finished,
            Some(5) => InitiativeStatus::Cancelled,
            Some(6) => InitiativeStatus::Suspended,
            _ => InitiativeStatus::UnderWay,
        },
        began_before_pledge: start.first_day() < ADOPTED,
        plan: None,
        part_of: references(parents.map(|related| related.identifier.clone())),
        activity: Some(one.identifier),
        evidence: Vec::new(),
        transactions: (1..).zip(one.transactions).map(transaction).collect(),
        imported: Some(imported),
    };
    (initiative, cut)
}

fn imported(one: &Reported, relevance: Relevance) -> Imported {
    let related = one.related.iter().filter_map(|related| {
        let relation = match related.kind {
            2 => Relation::Child,
            3 => Relation::Sibling,
            4 => Relation::CoFunded,
            5 => Relation::ThirdParty,
            _ => return None,
        };
        let activity = related.identifier.clone();
        is_reference(&activity).then_some(RelatedActivity { relation, activity })
    });
    let sector = |share: &Share| Sector {
        code: share.code.clone(),
        vocabulary: share.vocabulary.clone(),
        percentage: share.percentage,
    };
    Imported {
        publisher: name_of(&one.reporting),
        publisher_reference: one.reporting.reference.clone(),
        points: relevance.points,
        reasons: relevance.reasons,
        suggested: relevance.suggested,
        decided: Default::default(),
        sectors: one.sectors.iter().map(sector).collect(),
        related: related.collect(),
        withdrawn: None,
    }
}

/// The currency of most of its money; its own where it has none.
fn currency(one: &Reported) -> String {
    if let Some(own) = &one.currency {
        return own.clone();
    }
    let of_budgets = one.budgets.iter().map(|budget| &budget.amount.currency);
    let of_transactions = one.transactions.iter().map(|one| &one.amount.currency);
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for code in of_budgets.chain(of_transactions) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(|| NO_CURRENCY.to_owned(), |(code, _)| code.clone())
}

fn due(day: Day) -> Option<Due> {
    Due::of_day(day.year, day.month, day.day)
}

/// When it begins and ends: by its dates, else by its money.
fn period(one: &Reported) -> (Due, Due) {
    let of_money = || {
        let budgets = one.budgets.iter().flat_map(|budget| [budget.first, budget.last]);
        budgets.chain(one.transactions.iter().map(|one| one.day))
    };
    let end = one.actual_end.or(one.planned_end);
    let start = one.actual_start.or(one.planned_start).or_else(|| of_money().min()).or(end);
    let end = end.or_else(|| of_money().max()).or(start);
    let any = Due::of_year(1000);
    let (start, end) = (start.and_then(due).unwrap_or(any), end.and_then(due).unwrap_or(any));
    // The standard's rule was told; what ends before it begins was planned to end then.
    (start, if end.last_day() < start.first_day() { start } else { end })
}

/// Who promises what is committed: who alone funds it, else who answers for it.
fn payer(organisations: &[Organisation]) -> Option<String> {
    let mut funders = organisations.iter().filter(|one| one.role == OrganisationRole::Funder);
    let only = funders.next().filter(|_| funders.next().is_none());
    let lead = || organisations.iter().find(|one| one.role == OrganisationRole::Lead);
    only.or_else(lead).map(|one| one.name.clone())
}

/// Budgets of one currency by year; what was revised replaces what it revises. What is committed is promised, what is
/// indicative is open, as we write them ourselves.
fn budget(budgets: &[PeriodMoney], currency: &str, payer: Option<String>) -> Vec<BudgetLine> {
    let mut periods: BTreeMap<(Day, Day, bool), &PeriodMoney> = BTreeMap::new();
    let own = budgets.iter().filter(|one| one.amount.currency == currency && one.amount.cents > 0);
    for one in own {
        let held = periods.entry((one.first, one.last, one.is_committed)).or_insert(one);
        if one.is_revised || !held.is_revised {
            *held = one;
        }
    }
    let mut years: BTreeMap<i32, (i64, i64)> = BTreeMap::new();
    for one in periods.into_values() {
        let (all, committed) = years.entry(one.first.year).or_default();
        *all = all.saturating_add(one.amount.cents);
        if one.is_committed {
            *committed = committed.saturating_add(one.amount.cents);
        }
    }
    let pledge = |cents: i64| {
        let by = payer.clone().filter(|_| cents > 0)?;
        Some(Pledge { by, cents })
    };
    (1..)
        .zip(years)
        .map(|(number, (year, (cents, committed)))| BudgetLine {
            number,
            year,
            purpose: Purpose::Build,
            technology: String::new(),
            lot: String::new(),
            cents,
            pledged: pledge(committed).into_iter().collect(),
        })
        .collect()
}

fn places_of(one: &Reported) -> Vec<InitiativePlace> {
    let place = |place: &passerelle_exchange::iati::Place| InitiativePlace {
        name: match (place.name.is_empty(), place.position) {
            (true, Some(at)) => format!("{:.2}, {:.2}", at.lat, at.lon),
            _ => place.name.clone(),
        },
        position: place.position,
    };
    one.places.iter().take(MOST).map(place).collect()
}

fn name_of(who: &Somebody) -> String {
    let name = if who.name.is_empty() { who.reference.as_deref() } else { Some(&*who.name) };
    name.unwrap_or_default().chars().take(NAME).collect()
}

/// Who takes part: who answers for it, and each other once for each thing that they do.
fn organisations(one: &Reported) -> Vec<Organisation> {
    let mut found: Vec<Organisation> = Vec::new();
    let mut put = |who: &Somebody, role: OrganisationRole| {
        let name = name_of(who);
        let is_known = |one: &&mut Organisation| one.name == name && one.role == role;
        if name.trim().is_empty()
            || found.len() >= MOST
            || found.iter_mut().any(|one| is_known(&one))
        {
            return;
        }
        let reference = who.reference.clone().filter(|reference| is_reference(reference));
        found.push(Organisation { name, role, kind: kind(who.kind.as_deref()), reference });
    };
    let lead = one.participants.iter().find(|who| who.role == Some(2)).unwrap_or(&one.reporting);
    put(lead, OrganisationRole::Lead);
    for who in &one.participants {
        match who.role {
            Some(1) => put(who, OrganisationRole::Funder),
            Some(2) if name_of(who) == name_of(lead) => {}
            _ => put(who, OrganisationRole::Partner),
        }
    }
    found
}

/// By codes of `OrganisationType`.
fn kind(code: Option<&str>) -> OrganisationKind {
    match code {
        Some("10" | "11") => OrganisationKind::Government,
        Some("15" | "30") => OrganisationKind::Public,
        Some("40") => OrganisationKind::Multilateral,
        Some("21" | "22" | "23" | "24") => OrganisationKind::CivilSociety,
        Some("60") => OrganisationKind::Foundation,
        Some("70" | "71" | "72" | "73") => OrganisationKind::Company,
        Some("80") => OrganisationKind::Academia,
        _ => OrganisationKind::Other,
    }
}

fn aims(one: &Reported) -> Vec<Aim> {
    let mut cut = Vec::new();
    let aims = one.aims.iter().take(MOST).map(|aim| {
        let (year, baseline) = aim.baseline.unwrap_or((aim.target.0.year, None));
        Aim {
            indicator: None,
            what: shortened(aim.title.clone(), TITLE, "", &mut cut),
            unit: if aim.is_percent { "percent" } else { "number" }.to_owned(),
            baseline,
            baseline_year: year,
            target: aim.target.1,
            target_year: aim.target.0.year,
            reached: aim.actual.map(|(day, value)| Reached { value, year: day.year }),
        }
    });
    aims.collect()
}

fn references(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = all.filter(|reference| is_reference(reference)).collect();
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

fn party(who: Somebody) -> Option<Party> {
    let reference = who.reference.filter(|reference| is_reference(reference));
    let activity = who.activity.filter(|activity| is_activity(activity));
    let mut name = who.name;
    if name.chars().nth(NAME).is_some() {
        name = name.chars().take(NAME).collect();
    }
    let is_somebody = !name.is_empty() || reference.is_some() || activity.is_some();
    is_somebody.then_some(Party { name, reference, activity, outside: false })
}

fn transaction((number, one): (u32, ReportedTransaction)) -> Transaction {
    let day = due(one.day).unwrap_or(Due::of_year(1000));
    let description = match one.description.is_empty() {
        true => Text::default(),
        false => shortened(one.description, TRANSACTION_TEXT, "", &mut Vec::new()),
    };
    Transaction {
        number,
        reference: one.reference.map(|text| text.chars().take(NAME).collect()),
        // Its number was one of the list.
        kind: TransactionKind::of_number(one.kind).unwrap_or(TransactionKind::Disbursement),
        day,
        cents: one.amount.cents,
        currency: one.amount.currency,
        value_day: one.amount.day.and_then(due).filter(|other| *other != day),
        provider: one.provider.and_then(party),
        receiver: one.receiver.and_then(party),
        description,
    }
}

/// A text with what is too long of it cut, and “…” after it.
fn shortened(
    mut text: Text,
    most: usize,
    field: &'static str,
    cut: &mut Vec<&'static str>,
) -> Text {
    let long: Vec<_> = text
        .iter()
        .filter(|(_, words)| words.chars().nth(most).is_some())
        .map(|(lang, words)| (lang.clone(), words.chars().take(most - 1).collect::<String>()))
        .collect();
    if !long.is_empty() {
        cut.push(field);
    }
    for (lang, words) in long {
        text.set(lang, format!("{}…", words.trim_end()));
    }
    text
}
