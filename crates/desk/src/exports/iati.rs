//! Initiatives as activities of IATI.
//!
//! | initiative | activity |
//! |---|---|
//! | budget line: what is promised of it | a planned disbursement with its provider, for each payer |
//! | budget line: what is open | a planned disbursement without a provider |
//! | all lines of a year | two budgets: committed (what is promised), indicative (what is open) |
//! | build and renewal | capital spend |
//! | transactions | transactions; the activity at the other end by its identifier in IATI, where it has one |
//! | commitments served | their goals, as tags |
//! | sector | 22040, information and communication technology (OECD DAC purpose codes) |

use std::collections::{BTreeMap, BTreeSet};

use passerelle_compact::initiative::{
    CountryShare, InitiativeStatus, Organisation, OrganisationKind, OrganisationRole, Purpose,
};
use passerelle_compact::{Due, Initiative, Party, Transaction};
use passerelle_exchange::iati::{
    self, Activity, Budget, Days, IatiError, Location, Org, Participant, PlannedDisbursement,
    Recipient, ResultAim, TransactionEnd,
};

use crate::catalogue::Catalogue;
use crate::initiatives::InitiativeView;
use crate::{Desk, DeskError};

/// Information and communication technology, in the purpose codes of the OECD.
const ICT: &str = "22040";
/// Developing countries, unspecified, in the regions of the OECD.
const ANYWHERE: &str = "998";

/// Identifiers in IATI of initiatives of this node, by their keys: `initiative/slug`.
type Identifiers = BTreeMap<String, String>;

impl Desk {
    /// An initiative as an activity. `reporter`: who reports it; who answers for it without one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn activity(
        &self,
        view: &InitiativeView,
        reporter: Option<&Organisation>,
    ) -> Result<Activity, DeskError> {
        let mut identifiers = Identifiers::new();
        for slug in named_here(&view.initiative) {
            if let Some(other) = self.initiative(slug).await?
                && let Some(identifier) = identifier(&other, None)
            {
                identifiers.insert(format!("initiative/{slug}"), identifier);
            }
        }
        Ok(activity(&self.catalogue, view, reporter, &identifiers))
    }
}

/// The initiatives of this node that transactions name, by their names in addresses.
fn named_here(one: &Initiative) -> BTreeSet<&str> {
    let parties = one.transactions.iter().flat_map(|one| [&one.provider, &one.receiver]);
    let named = parties.flatten().filter_map(|party| party.activity.as_deref());
    named.filter_map(|named| named.strip_prefix("initiative/")).collect()
}

/// The identifier of an initiative's activity: its own, else who reports it, a hyphen and its name in addresses.
fn identifier(view: &InitiativeView, reporter: Option<&Organisation>) -> Option<String> {
    let made = || {
        let reference = reporter.or(view.initiative.lead())?.reference.as_ref()?;
        Some(format!("{reference}-{}", view.slug))
    };
    view.initiative.activity.clone().or_else(made)
}

fn activity(
    catalogue: &Catalogue,
    view: &InitiativeView,
    reporter: Option<&Organisation>,
    identifiers: &Identifiers,
) -> Activity {
    let one = &view.initiative;
    let lead = one.lead().or(reporter);
    let reporting = reporter.or(lead).map(org).unwrap_or_default();
    let goals = one.serves.iter().filter_map(|id| catalogue.commitment(id));
    let goals: BTreeSet<u8> =
        goals.flat_map(|served| served.sdgs.0.iter().map(|sdg| sdg.number())).collect();
    let money = one.money().cents;
    let capital: i64 =
        one.budget.iter().filter(|line| line.purpose != Purpose::Run).map(|line| line.cents).sum();
    Activity {
        identifier: identifier(view, reporter).unwrap_or_else(|| format!("-{}", view.slug)),
        title: one.title.clone(),
        description: one.description.clone(),
        participants: participants(one, lead),
        status: status(one.status),
        dates: dates(one),
        recipient: recipient(catalogue, one),
        locations: one
            .places
            .iter()
            .map(|place| Location { name: place.name.clone(), position: place.position })
            .collect(),
        sector: ICT,
        goals: goals.into_iter().collect(),
        budgets: budgets(one),
        disbursements: disbursements(one, lead),
        capital_percentage: (money > 0).then(|| capital as f64 / money as f64 * 100.0),
        transactions: one.transactions.iter().map(|one| transaction(one, identifiers)).collect(),
        parents: one.part_of.clone(),
        aims: aims(one),
        currency: one.currency.clone(),
        updated: view.moment.clone(),
        reporting,
    }
}

/// Where an initiative is. The standard asks for a percentage of each of several countries, 100 together: where that is
/// not known, it is somewhere.
fn recipient(catalogue: &Catalogue, one: &Initiative) -> Recipient {
    let iso2 = |code: &str| Some(catalogue.places.country(code)?.iso2.clone());
    if let Some(code) = one.country.as_deref().and_then(iso2) {
        return Recipient::Countries(vec![(code, 100.0)]);
    }
    let share = |one: &CountryShare| Some((iso2(&one.country)?, one.percentage?));
    let shares: Option<Vec<(String, f64)>> = one.countries.iter().map(share).collect();
    let whole = |shares: &Vec<(String, f64)>| {
        (shares.iter().map(|(_, percent)| percent).sum::<f64>() - 100.0).abs() < 0.01
    };
    shares.filter(whole).map_or(Recipient::Region(ANYWHERE), Recipient::Countries)
}

/// The activity of an initiative as a file.
///
/// # Errors
/// What IATI needs is not there: most often the identifier of who reports it.
pub fn iati(activity: &Activity, generated: &str) -> Result<Vec<u8>, IatiError> {
    let mut out = Vec::new();
    iati::write([activity], generated, &mut out)?;
    Ok(out)
}

fn org(one: &Organisation) -> Org {
    Org { name: one.name.clone(), reference: one.reference.clone(), kind: kind(one.kind) }
}

/// Codes of `OrganisationType`.
fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Government => "10",
        OrganisationKind::Public => "15",
        OrganisationKind::Multilateral => "40",
        OrganisationKind::CivilSociety => "22",
        OrganisationKind::Foundation => "60",
        OrganisationKind::Company => "70",
        OrganisationKind::Academia => "80",
        OrganisationKind::Other => "90",
    }
}

/// Codes of `ActivityStatus`.
fn status(status: InitiativeStatus) -> &'static str {
    match status {
        InitiativeStatus::Planned => "1",
        InitiativeStatus::UnderWay => "2",
        InitiativeStatus::Finished => "4",
        InitiativeStatus::Suspended => "6",
        InitiativeStatus::Cancelled => "5",
    }
}

/// Who takes part; who answers for it also does it where nobody else is told to.
fn participants(one: &Initiative, lead: Option<&Organisation>) -> Vec<Participant> {
    let role = |role: OrganisationRole| match role {
        OrganisationRole::Lead => "2",
        OrganisationRole::Funder => "1",
        OrganisationRole::Partner => "4",
    };
    let mut found: Vec<Participant> = Vec::new();
    if let Some(lead) = lead.filter(|lead| lead.role != OrganisationRole::Lead) {
        found.push(Participant { org: org(lead), role: "2" });
    }
    found.extend(
        one.organisations.iter().map(|one| Participant { org: org(one), role: role(one.role) }),
    );
    let is_done = one.organisations.iter().any(|one| one.role == OrganisationRole::Partner);
    if let Some(lead) = lead.filter(|_| !is_done) {
        found.push(Participant { org: org(lead), role: "4" });
    }
    found
}

fn day((year, month, day): (i32, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn dates(one: &Initiative) -> Vec<(&'static str, String)> {
    let (start, end) = (day(one.start.first_day()), day(one.end.last_day()));
    let mut found = vec![("1", start.clone()), ("3", end)];
    if one.status != InitiativeStatus::Planned {
        found.insert(1, ("2", start));
    }
    found
}

/// A year, as far as it lies between start and end.
fn days(one: &Initiative, year: i32) -> Days {
    let (start, end): (Due, Due) = (one.start, one.end);
    let first = day(start.first_day().max((year, 1, 1)));
    let last = day(end.last_day().min((year, 12, 31)));
    Days { first, last }
}

fn budgets(one: &Initiative) -> Vec<Budget> {
    let mut years: BTreeMap<i32, (i64, i64)> = BTreeMap::new();
    for line in &one.budget {
        let sum = years.entry(line.year).or_default();
        *sum = (sum.0 + line.committed(), sum.1 + line.open());
    }
    let of_year = |(year, (committed, open)): (i32, (i64, i64))| {
        [(committed, "2"), (open, "1")].map(|(cents, status)| Budget {
            days: days(one, year),
            cents,
            status,
        })
    };
    years.into_iter().flat_map(of_year).filter(|budget| budget.cents > 0).collect()
}

fn disbursements(one: &Initiative, lead: Option<&Organisation>) -> Vec<PlannedDisbursement> {
    let mut found = Vec::new();
    for line in &one.budget {
        let mut put = |cents: i64, provider: Option<Org>| {
            if cents > 0 {
                let (days, receiver) = (days(one, line.year), lead.map(org));
                found.push(PlannedDisbursement { days, cents, provider, receiver });
            }
        };
        for pledge in &line.pledged {
            let by = one.organisations.iter().find(|one| one.name == pledge.by);
            put(pledge.cents, by.map(org));
        }
        put(line.open(), None);
    }
    found
}

fn transaction(one: &Transaction, identifiers: &Identifiers) -> iati::Transaction {
    let end = |party: &Party| TransactionEnd {
        name: party.name.clone(),
        reference: party.reference.clone(),
        activity: party.activity.as_ref().and_then(|named| match named.contains('/') {
            true => identifiers.get(named).cloned(),
            false => Some(named.clone()),
        }),
    };
    // An end of which nothing can be said there is not written.
    let end = |party: &Option<Party>| {
        party.as_ref().map(end).filter(|end| *end != TransactionEnd::default())
    };
    iati::Transaction {
        reference: one.reference.clone(),
        kind: one.kind.number(),
        day: day(one.day.first_day()),
        cents: one.cents,
        currency: one.currency.clone(),
        value_day: day(one.day_of_rate().first_day()),
        description: one.description.clone(),
        provider: end(&one.provider),
        receiver: end(&one.receiver),
    }
}

fn aims(one: &Initiative) -> Vec<ResultAim> {
    let aim = |aim: &passerelle_compact::initiative::Aim| ResultAim {
        title: aim.what.clone(),
        measure: if aim.unit == "percent" { "2" } else { "1" },
        baseline: aim.baseline.map(|value| (aim.baseline_year, value)),
        period: Days {
            first: day(one.start.first_day().min((aim.target_year, 1, 1))),
            last: day((aim.target_year, 12, 31)),
        },
        target: aim.target,
        actual: aim.reached.as_ref().map(|reached| (reached.year, reached.value)),
    };
    one.aims.iter().map(aim).collect()
}
